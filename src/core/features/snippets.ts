import type { ListName } from '../document/block.ts';
import type { Form } from '../document/form.ts';
import { quoteValue } from '../document/traps.ts';
import { entityOfList, type Root } from '../model/block-model.ts';
import type { Entity, Key, Vocabulary } from '../schema/vocabulary.ts';
import type { Language } from '../text/language.ts';
import type { Span } from '../text/span.ts';
import { textOfValue } from '../values/keys.ts';
import type { Offer } from '../values/offer.ts';

/** What snippets are written for. */
export interface Wanted {
  readonly language: Language;
  /** The line end of the text. */
  readonly eol: string;
  /** The day on which the report is looked at, YYYY-MM-DD. */
  readonly asOf: string;
  /** The name that a new item of an entity may have, from one that it should have: names are given once. */
  readonly unused: (entity: Entity, name: string) => string;
}

type Written = Pick<Offer, 'insert' | 'snippet'>;

/** The keys that an item usually has beside those that it must have, in the order in which they are written. */
const usual: Readonly<Record<string, readonly string[]>> = {
  report: ['report', 'title', 'organization', 'period', 'as-of', 'stage'],
  ledger: ['title', 'organization', 'period'],
  project: ['language', 'organizations'],
  section: ['heading', 'body'],
  metric: ['name', 'value', 'unit', 'previous'],
  task: ['title', 'lead', 'due', 'status'],
  milestone: ['due', 'target', 'status'],
  organization: ['name', 'short', 'kind'],
  unit: ['id', 'symbol', 'dimension'],
};

/** The keys whose values a fresh item must not go without, though no schema says so. */
const filled: ReadonlySet<string> = new Set([
  'metric.value',
  'metric.target',
  'section.heading',
  'report.period',
  'report.as-of',
]);

/** A value as it can stand unquoted, or in quotes where it cannot. */
export function plainOrQuoted(value: string, flow: boolean): string {
  const unsafe =
    /^[%@`&*|>!"'#?{}[\],]|^-(?:\s|$)|:(?:\s|$)|\s#|^\s|\s$/.test(value) || (flow && /[,[\]{}]/.test(value));
  return unsafe ? quoteValue(value) : value;
}

/** A text that means only itself in a snippet. */
export function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** What a snippet writes before anything is filled in, and the first place that is to be. */
export function plainText(snippet: string): { readonly text: string; readonly first: Span } {
  const place =
    /\\(.)|\$\{(\d+):((?:\\.|[^}\\])*)\}|\$\{(\d+)\|((?:\\.|[^|,\\])*)(?:\\.|[^|\\])*\|\}|\$(\d+)/g;
  let text = '';
  let from = 0;
  let first: (Span & { readonly number: number }) | undefined;
  for (const match of snippet.matchAll(place)) {
    const [all, sign, held, given, oneOf, choice, empty] = match;
    text += snippet.slice(from, match.index);
    from = match.index + all.length;
    if (sign !== undefined) {
      text += sign;
      continue;
    }
    const value = (given ?? choice ?? '').replace(/\\(.)/g, '$1');
    // The place 0 is where the cursor ends.
    const number = Number(held ?? oneOf ?? empty) || Number.POSITIVE_INFINITY;
    if (!first || number < first.number)
      first = { start: text.length, end: text.length + value.length, number };
    text += value;
  }
  text += snippet.slice(from);
  const { start, end } = first ?? { start: text.length, end: text.length };
  return { text, first: { start, end } };
}

/** Numbers the places of a snippet that are to be filled in. */
class Stops {
  #count = 0;

  empty(): string {
    return `$${++this.#count}`;
  }

  holding(text: string): string {
    return `\${${++this.#count}:${escaped(text)}}`;
  }

  oneOf(texts: readonly string[]): string {
    return `\${${++this.#count}|${texts.map((text) => text.replace(/[\\,|$}]/g, '\\$&')).join(',')}|}`;
  }
}

const spaces = (count: number): string => ' '.repeat(count);

/** What a key is written as: with what fits its kind behind it, its further lines in their columns. */
export function keyText(key: Key, column: number | undefined, wanted: Wanted): Written {
  const label = plainOrQuoted(key.labels[wanted.language], column === undefined);
  if (column === undefined) return { insert: `${label}: ` };
  const below = `${label}:${wanted.eol}${spaces(column + 2)}`;
  switch (key.kind) {
    case 'prose':
      return { insert: `${label}: |${wanted.eol}${spaces(column + 2)}` };
    case 'strings':
      return { insert: `${below}- ` };
    case 'map':
    case 'object':
    case 'parts':
    case 'groups':
      return { insert: below };
    case 'entities': {
      const lines = linesOfKey(key, column, new Stops(), wanted, false, 0);
      return { insert: lines.join(wanted.eol), snippet: true };
    }
    default:
      return { insert: `${label}: ` };
  }
}

/** How an item begins: with a dash, which may be there already, or with its name as a key. */
export type Beginning = 'dash' | 'behind-dash' | 'name';

/** A new item with the keys that it must and usually does have; `column` is where its dash, its first key or its name stands. */
export function itemText(
  entity: Entity,
  column: number,
  beginning: Beginning,
  wanted: Wanted,
  scalarKey?: string,
): Written {
  const lines = linesOfItem(entity, column, beginning, new Stops(), wanted, scalarKey, 0);
  return { insert: lines.join(wanted.eol), snippet: true };
}

/** The keys that a new item is written with. `scalarKey` is what a bare value means in its list, where that is not its value. */
export function keysOfItem(entity: Entity, scalarKey?: string): readonly Key[] {
  const names = (usual[entity.name] ?? []).map((name) =>
    scalarKey !== undefined && name === entity.scalarKey ? scalarKey : name,
  );
  const instead = scalarKey === undefined ? [] : ['previous'];
  const first = names.filter((name) => !instead.includes(name)).flatMap((name) => entity.named(name) ?? []);
  const required = entity.keys.filter((key) => key.required && !first.includes(key));
  const keys = [...first, ...required];
  return keys.length > 0 ? keys : entity.keys.slice(0, 1);
}

/** Deeper than this no item is written out: a schema of the user's own may require itself. */
const deepest = 3;

function linesOfItem(
  entity: Entity,
  column: number,
  beginning: Beginning,
  stops: Stops,
  wanted: Wanted,
  scalarKey: string | undefined,
  depth: number,
): string[] {
  const own = beginning === 'behind-dash' ? column : column + 2;
  const keys = keysOfItem(entity, scalarKey);
  const lines: string[] = [];
  if (beginning === 'name' && entity.nameKey !== undefined) {
    const name = entity.named(entity.nameKey)!;
    lines.push(`${stops.holding(wanted.unused(entity, name.labels[wanted.language]))}:`);
  }
  for (const key of keys) {
    if (beginning === 'name' && key.name === entity.nameKey) continue;
    const isName = key.name === entity.nameKey;
    const written = linesOfKey(key, own, stops, wanted, isName, depth, entity);
    const first = lines.length === 0;
    const lead = first ? (beginning === 'dash' ? '- ' : '') : spaces(own);
    lines.push(lead + written[0]!, ...written.slice(1));
  }
  return lines;
}

/** The lines of a key with a value to fill in; the first without its indentation. */
function linesOfKey(
  key: Key,
  column: number,
  stops: Stops,
  wanted: Wanted,
  isName: boolean,
  depth: number,
  entity?: Entity,
): string[] {
  const label = escaped(plainOrQuoted(key.labels[wanted.language], false));
  const inner = spaces(column + 2);
  switch (key.kind) {
    case 'prose':
      return [
        `${label}: |`,
        inner + (key.required ? stops.holding(key.labels[wanted.language]) : stops.empty()),
      ];
    case 'strings':
      return [`${label}:`, `${inner}- ${valueFor(key, stops, wanted)}`];
    case 'entities': {
      if (!key.entity || depth >= deepest) return [`${label}:`];
      const item = linesOfItem(key.entity, column + 2, 'dash', stops, wanted, key.scalarKey, depth + 1);
      return [`${label}:`, inner + item[0]!, ...item.slice(1)];
    }
    case 'object':
    case 'map':
    case 'parts':
    case 'groups':
      return [`${label}:`, inner + stops.empty()];
    default: {
      const needed = key.required || isName || filled.has(key.term);
      if (isName && entity && key.kind === 'text')
        return [`${label}: ${stops.holding(wanted.unused(entity, key.labels[wanted.language]))}`];
      return [`${label}: ${needed || hasValues(key) ? valueFor(key, stops, wanted) : stops.empty()}`];
    }
  }
}

function hasValues({ values, kind, schema }: Key): boolean {
  return values !== undefined || kind === 'boolean' || schema['default'] !== undefined;
}

/** A value that stands for what is to be written: one that is allowed, so that nothing is wrong before it is. */
function valueFor(key: Key, stops: Stops, { language, asOf }: Wanted): string {
  const { values, kind, schema } = key;
  const given = [schema['default'], schema['examples']]
    .flat()
    .flatMap((one) => textOfValue(one, language) ?? []);
  if (given[0] !== undefined) return stops.holding(plainOrQuoted(given[0], false));
  if (values) return stops.oneOf(values.map(({ labels }) => plainOrQuoted(labels[language], false)));
  const minimum = typeof schema['minimum'] === 'number' ? schema['minimum'] : 0;
  switch (kind) {
    case 'boolean':
      return stops.oneOf(language === 'zh' ? ['是', '否'] : ['true', 'false']);
    case 'figure':
    case 'figures':
    case 'figure-or-text':
      return stops.holding('0');
    case 'number':
    case 'integer':
      return stops.holding(String(minimum));
    case 'date':
      return stops.holding(asOf);
    case 'period':
      return stops.holding(asOf.slice(0, 4));
    default:
      return stops.holding(key.labels[language]);
  }
}

/** A data block of a Markdown report with one item, on lines of its own. */
export function blockText(list: ListName, name: string, vocabulary: Vocabulary, wanted: Wanted): Written {
  const { entity, scalarKey } = entityOfList(list);
  const stops = new Stops();
  const item = linesOfItem(vocabulary.entity(entity), 0, 'dash', stops, wanted, scalarKey, 0);
  const lines = [`\`\`\`yaml ${escaped(name)}`, ...item, '```', ''];
  return { insert: lines.join(wanted.eol), snippet: true };
}

/** A heading of Markdown. */
export function headingText(level: number, vocabulary: Vocabulary, { language, eol }: Wanted): Written {
  const heading = vocabulary.entity('section').named('heading')!.labels[language];
  return { insert: `${'#'.repeat(level)} ${new Stops().holding(heading)}${eol}${eol}$0`, snippet: true };
}

/** The front matter of a Markdown report; with a first heading where nothing follows. */
export function frontMatterText(vocabulary: Vocabulary, wanted: Wanted, whole: boolean): Written {
  const stops = new Stops();
  const lines = ['---', ...rootLines('report', vocabulary, stops, wanted), '---', ''];
  const heading = vocabulary.entity('section').named('heading')!.labels[wanted.language];
  if (whole) lines.push(`# ${stops.holding(heading)}`, '', '$0');
  return { insert: lines.join(wanted.eol), snippet: true };
}

function rootLines(root: Root, vocabulary: Vocabulary, stops: Stops, wanted: Wanted): string[] {
  const keys = keysOfItem(vocabulary.entity(root));
  return keys.flatMap((key) => linesOfKey(key, 0, stops, wanted, false, 0));
}

/** A whole new file: its own keys, and one item of what it is made of. */
export function fileText(root: Root, form: Form, vocabulary: Vocabulary, wanted: Wanted): Written {
  if (form === 'markdown') return frontMatterText(vocabulary, wanted, true);
  const stops = new Stops();
  const lines = rootLines(root, vocabulary, stops, wanted);
  const entity = vocabulary.entity(root);
  for (const name of { report: ['sections'], ledger: ['metrics', 'tasks'], project: [] }[root]) {
    lines.push(...linesOfKey(entity.named(name)!, 0, stops, wanted, false, 0));
  }
  return { insert: [...lines, ''].join(wanted.eol), snippet: true };
}
