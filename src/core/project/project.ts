import type { Grammar } from '../document/block.ts';
import { ReportDocument } from '../document/document.ts';
import { entryOf } from '../document/node.ts';
import type { Level } from '../issue.ts';
import { readBlock } from '../model/block-model.ts';
import { grammarOf } from '../model/grammar.ts';
import { whole } from '../model/metric.ts';
import { UnitCatalogue, type UnitDefinition } from '../quantity/unit.ts';
import { childrenOf, type Item, listOf, nodeOf, numberOf, textOf } from '../schema/instance.ts';
import { Vocabulary } from '../schema/vocabulary.ts';
import { type Language, languageOf } from '../text/language.ts';
import { UnitOffers } from '../values/units.ts';
import { OrganizationRegister, readOrganization } from './organizations.ts';

/** What all reports of a folder share: everything that their checking depends on beside their own texts. Immutable. */
export interface Project {
  readonly vocabulary: Vocabulary;
  readonly grammar: Grammar;
  readonly catalogue: UnitCatalogue;
  readonly unitOffers: UnitOffers;
  readonly organizations: OrganizationRegister;
  /** The levels that the project gives to rules; `off` silences one. */
  readonly levels: ReadonlyMap<string, Level | 'off'>;
  readonly language: Language | undefined;
  readonly glossary: ReadonlyMap<string, string>;
  readonly fiscalYearStart: number | undefined;
  /** Paths of the user's own schemas, as written in the project file. */
  readonly schemas: { readonly task: string | undefined; readonly metric: string | undefined };
}

/** Reads a project file; without one, or where it says nothing, the defaults hold. */
export function readProject(
  text: string | undefined,
  vocabulary: Vocabulary = Vocabulary.builtin(),
): Project {
  const grammar = grammarOf(vocabulary);
  const empty = new UnitCatalogue();
  const document = ReportDocument.open(text ?? '', 'yaml', grammar);
  const models = [...document.blocks].map((block) =>
    readBlock(block, { vocabulary, catalogue: empty, dates: {}, root: 'project' }),
  );
  const own = models.flatMap((model) => (model.own ? [model.own] : []));
  const listed = (list: string, key: string): Item[] => [
    ...models.flatMap(({ block, items }) => (block.list === list ? items : [])),
    ...own.flatMap((item) => childrenOf(item, key)),
  ];
  const units = listed('units', 'units').flatMap((item) => unitDefinition(item) ?? []);
  const catalogue = units.length > 0 ? new UnitCatalogue(units) : empty;
  const schemas = own.map((item) => nodeOf(item, 'schemas')).find((node) => node !== undefined);
  const path = (name: string): string | undefined => {
    const value = entryOf(schemas, name)?.value;
    return value?.kind === 'scalar' && value.source.trim() !== '' ? value.source.trim() : undefined;
  };
  const language = own.map((item) => whole(item, 'language')?.text).find((tag) => tag !== undefined);
  return {
    vocabulary,
    grammar,
    catalogue,
    unitOffers: new UnitOffers(catalogue),
    organizations: new OrganizationRegister(
      listed('organizations', 'organizations').flatMap((item) => readOrganization(item) ?? []),
    ),
    levels: new Map(
      own
        .flatMap((item) => mapIn(item, 'rules'))
        .flatMap(([code, level]) => (isLevel(level) ? [[code, level] as const] : [])),
    ),
    language: language === undefined ? undefined : languageOf(language),
    glossary: new Map(own.flatMap((item) => mapIn(item, 'glossary'))),
    fiscalYearStart: own
      .map((item) => numberOf(item, 'fiscal-year-start'))
      .find((month) => month !== undefined),
    schemas: { task: path('task'), metric: path('metric') },
  };
}

function mapIn(item: Item, key: string): [string, string][] {
  const node = nodeOf(item, key);
  const about = item.entity.keys.find((one) => one.name === key);
  if (node?.kind !== 'map') return [];
  return node.entries.flatMap(({ key: name, value }) =>
    value?.kind === 'scalar' ? [[name.source, about?.find(value.source)?.name ?? value.source.trim()]] : [],
  );
}

function isLevel(level: string): level is Level | 'off' {
  return level === 'error' || level === 'warning' || level === 'info' || level === 'off';
}

function unitDefinition(item: Item): UnitDefinition | undefined {
  const id = textOf(item, 'id');
  if (!id) return undefined;
  const [names] = childrenOf(item, 'names');
  const named = (language: string) => (names ? listOf(names, language).map((name) => name.text) : []);
  const [zh, ...moreZh] = named('zh');
  const [en, ...moreEn] = named('en');
  const text = (key: string) => textOf(item, key);
  const optional = <K extends string>(key: K): { [name in K]?: string } => {
    const value = text(key);
    return (value === undefined ? {} : { [key]: value }) as { [name in K]?: string };
  };
  return {
    id,
    names: { ...(zh === undefined ? {} : { zh }), ...(en === undefined ? {} : { en }) },
    aliases: [...moreZh, ...moreEn, ...listOf(item, 'aliases').map((alias) => alias.text)],
    wrong: listOf(item, 'wrong').map((wrong) => wrong.text),
    ...optional('symbol'),
    ...optional('dimension'),
    ...optional('concept'),
    ...optional('factor'),
    ...optional('ucum'),
  };
}
