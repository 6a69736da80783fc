import type { Analysis, BlockReading } from '../analysis.ts';
import type { Block } from '../document/block.ts';
import { decode, maskCode } from '../document/inline.ts';
import { type Node, partOf, type Scalar } from '../document/node.ts';
import { namesOf, type Organization, readOrganization } from '../project/organizations.ts';
import { scanFigures } from '../quantity/scan.ts';
import type { UnitCatalogue, UnitMatch } from '../quantity/unit.ts';
import { childrenOf, type Item, listOf, nodeOf, textOf, type Written } from '../schema/instance.ts';
import { ofEntity } from '../schema/vocabulary.ts';
import { foldName } from '../text/names.ts';
import { type Span, touches } from '../text/span.ts';
import { type Mention, mentionsIn } from './mentions.ts';
import { hasUnitApart, placeOf, whole } from './metric.ts';
import { type Prose, placeInProse, proseOfScalar } from './prose.ts';
import type { Reference } from './reference.ts';

/** What has a name that can be followed. */
export type ThingKind = Mention['kind'] | 'unit';

/** A name at its place in the text, without the quotes around it. Spans count from the start of its block. */
export interface Occurrence {
  readonly kind: ThingKind;
  readonly block: Block;
  readonly span: Span;
  /** What stands for it under a cursor: the name itself, or all of the reference in which it stands. */
  readonly around: Span;
  readonly text: string;
  /** Whether what goes by that name is stated here, with this as one of its names. */
  readonly states: boolean;
  /** The item that states it, where this is one of its names. */
  readonly item: Item | undefined;
  /** In what the name is written: a value or key of data, a reference of prose, or running text. */
  readonly within: Scalar | Reference | Prose;
}

/** Something that is named, so that it is known again in another file. */
export interface Thing {
  readonly kind: ThingKind;
  /** Its names and ids, folded: what shares one with it is the same. Of a file its path. */
  readonly names: ReadonlySet<string>;
  /** Every spelling under which it may stand in a text. */
  readonly spellings: readonly string[];
  /** Of a task where its item begins in the text: no other place names it. */
  readonly start: number | undefined;
}

/** What is sought beside the names that stand alone: each of it costs a look through running text. */
export interface Sought {
  /** Finds organizations in running text. */
  readonly organizations?: OrganizationFinder | undefined;
  /** Finds units; those of the project's own are told. */
  readonly units?: UnitCatalogue | undefined;
}

/** Every name in a block that `sought` asks for, in no order. */
export function occurrencesIn(reading: BlockReading, sought: Sought): Occurrence[] {
  const found = mentionsIn(reading).map(bare);
  schemaPaths(reading, found);
  addressees(reading, found);
  if (sought.organizations) namedOrganizations(reading, sought.organizations, found);
  if (sought.units) ownUnits(reading, sought.units, found);
  return found;
}

/** The name at an offset of the text, the smallest where several lie in each other. */
export function occurrenceAt(analysis: Analysis, offset: number): Occurrence | undefined {
  const { document, organizations, of } = analysis;
  const block = document.blockAt(offset);
  if (!block) return undefined;
  const at = offset - document.startOf(block);
  const line = lineAround(block.text, at);
  const near = organizations.organizations.filter((one) =>
    spelledOut(one).some((name) => line.includes(name)),
  );
  const all = occurrencesIn(of(block), { organizations: finderOf(near), units: finderOfUnits(analysis) });
  const size = ({ around }: Occurrence) => around.end - around.start;
  let best: Occurrence | undefined;
  for (const one of all) if (touches(one.around, at) && (!best || size(one) < size(best))) best = one;
  return best;
}

/** Makes a path of one that is written in a file. */
export type Resolve = (written: string) => string;

const asWritten: Resolve = (path) => path;

/**
 * What a name means in its file. A name that leads nowhere means whatever else goes by it. With `resolve` a file is known
 * again by its path from elsewhere.
 */
export function thingOf(analysis: Analysis, occurrence: Occurrence, resolve = asWritten): Thing {
  const { kind, text, item } = occurrence;
  const of = (names: readonly string[], spellings: readonly string[]): Thing => {
    const primary = names.length > 0 ? names : [text];
    return {
      kind,
      names: new Set(kind === 'document' ? primary : primary.map(foldName)),
      spellings: [...new Set([text, ...spellings])],
      start: kind === 'task' && item ? startOf(analysis, occurrence.block, item) : undefined,
    };
  };
  if (kind === 'metric') {
    const { register } = analysis;
    const found = register.find(text).map((metric) => metric.item);
    const stated = item ? [item, ...found.filter((one) => sharesName(one, item))] : found;
    const names = stated.flatMap((one) => textsOf(one, ['name', 'id']));
    const further = names.flatMap((name) => register.find(name)).map((metric) => metric.item);
    return of(
      names,
      [...stated, ...further].flatMap((one) => [...textsOf(one, ['name', 'id']), ...aliasesOf(one)]),
    );
  }
  if (kind === 'organization') {
    const one = item ? readOrganization(item) : analysis.organizations.find(text);
    if (!one) return of([], []);
    return of([one.name, ...(one.id ? [one.id] : [])], namesOf(one));
  }
  if (kind === 'unit') {
    const id = item ? textOf(item, 'id') : unitId(analysis, text);
    const unit = id === undefined ? undefined : analysis.project.catalogue.units.find((one) => one.id === id);
    if (!unit) return of(id === undefined ? [] : [id], []);
    const { names, symbol, aliases } = unit;
    return of([unit.id], [unit.id, ...Object.values(names), ...(symbol ? [symbol] : []), ...aliases]);
  }
  if (kind === 'document') {
    const path = resolve(text);
    return of([path], [text.slice(text.lastIndexOf('/') + 1)]);
  }
  return of([], item ? textsOf(item, ['title', 'id']) : []);
}

/** The catalogue, where the project has units of its own: nobody follows the others. */
function finderOfUnits({ project: { catalogue } }: Analysis): UnitCatalogue | undefined {
  return catalogue.units.some(({ own }) => own) ? catalogue : undefined;
}

/** What has to be looked for where a thing is sought in a file. */
function soughtFor(analysis: Analysis, thing: Thing): Sought {
  if (thing.kind === 'unit') return { units: finderOfUnits(analysis) };
  if (thing.kind !== 'organization') return {};
  const wanted = thing.spellings.filter((name) => name.length > 1);
  const holds = (name: string) => wanted.some((one) => name.includes(one));
  const { organizations } = analysis.organizations;
  const near = organizations.filter((one) => spelledOut(one).some(holds));
  // One that nobody lists is sought by the name that was found.
  return { organizations: finderOf(near, near.length === 0 ? wanted : []) };
}

/** Where an item begins in the text. */
export function startOf({ document }: Pick<Analysis, 'document'>, block: Block, { span }: Item): number {
  return document.startOf(block) + span.start;
}

/** The places in a file where a thing is named, in the order of the text. */
export function* occurrencesOf(analysis: Analysis, thing: Thing, resolve = asWritten): Generator<Occurrence> {
  const sought = soughtFor(analysis, thing);
  const spelled = spelledIn(analysis, thing);
  const means = (one: Occurrence): boolean => {
    if (one.kind !== thing.kind) return false;
    if (thing.start !== undefined)
      return one.item !== undefined && startOf(analysis, one.block, one.item) === thing.start;
    if (thing.kind === 'document') return thing.names.has(resolve(one.text));
    // Most names are others, which is quickly seen by their letters.
    if (!spelled.has(foldName(one.text))) return false;
    for (const name of thingOf(analysis, one).names) if (thing.names.has(name)) return true;
    return false;
  };
  const holds = holdsOneOf(spelled);
  for (const block of analysis.document.blocks) {
    if (!holds(block.text)) continue;
    const found = occurrencesIn(analysis.of(block), sought).filter(means);
    // What is stated goes before a mention at the same place: a name alone in a list is read as both.
    found.sort((a, b) => a.span.start - b.span.start || Number(b.states) - Number(a.states));
    for (const [index, one] of found.entries())
      if (index === 0 || one.span.start !== found[index - 1]!.span.start) yield one;
  }
}

/** Whether a text may hold one of some names, in whatever spelling: what this denies holds none. */
export function holdsOneOf(names: Iterable<string>): (text: string) => boolean {
  const wanted = [...names].map(squeezed).filter((name) => name !== '');
  return (text) => {
    // Escapes of YAML stand for any sign.
    if (/\\[uUx]/.test(text)) return true;
    const within = squeezed(text);
    return wanted.some((name) => within.includes(name));
  };
}

function squeezed(text: string): string {
  return foldName(text.replace(/(?:%[0-9a-f]{2})+/gi, decode)).replace(/[-‐‑‒–_\\]/gu, '');
}

/** What a thing may be called in a file, folded: there it can have names of which others do not know. */
function spelledIn({ register, organizations }: Analysis, { kind, names, spellings }: Thing): Set<string> {
  const called = [...spellings];
  for (const name of names) {
    if (kind === 'metric') {
      for (const { item } of register.find(name))
        called.push(...textsOf(item, ['name', 'id']), ...aliasesOf(item));
    } else if (kind === 'organization') {
      const one = organizations.find(name);
      if (one) called.push(...namesOf(one));
    }
  }
  return new Set([...called.map(foldName), ...names]);
}

/** What finds names of organizations in running text; undefined where there are none to find. */
export type OrganizationFinder = RegExp | undefined;

/** The names of an organization that running text may hold: an id or a single character would be found in every word. */
function spelledOut({ name, short, aliases }: Organization): readonly string[] {
  return [name, ...(short ? [short] : []), ...aliases].filter((one) => one.length > 1);
}

function finderOf(
  organizations: readonly Organization[],
  others: readonly string[] = [],
): OrganizationFinder {
  const names = [...new Set([...organizations.flatMap(spelledOut), ...others])];
  if (names.length === 0) return undefined;
  // A longer name goes before one that it holds: 区财政局 does not stand in 区财政局下属中心.
  const ways = names.sort((a, b) => b.length - a.length).map(asPattern);
  return new RegExp(ways.join('|'), 'gu');
}

function asPattern(name: string): string {
  const written = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/gu, '\\s+');
  const before = /^[\p{Script=Latin}\d]/u.test(name) ? '(?<![\\p{Script=Latin}\\d])' : '';
  const after = /[\p{Script=Latin}\d]$/u.test(name) ? '(?![\\p{Script=Latin}\\d])' : '';
  return before + written + after;
}

function lineAround(text: string, at: number): string {
  // A name may go on from the line before, and to the next.
  const start = text.lastIndexOf('\n', text.lastIndexOf('\n', at - 1) - 1) + 1;
  const end = text.indexOf('\n', text.indexOf('\n', at) + 1);
  return text.slice(Math.max(0, start), end < at ? undefined : end).replace(/\s+/gu, ' ');
}

function bare(mention: Mention): Occurrence {
  const { within } = mention;
  if ('prose' in within) {
    const around = placeInProse(within.prose, within.inline.span);
    return { ...mention, around };
  }
  return ofScalar(mention, within);
}

/** A name that is all of a value or a part of it; the span of all of it holds its quotes. */
function ofScalar(found: Omit<Occurrence, 'around'>, scalar: Scalar): Occurrence {
  return { ...found, span: bareSpan({ span: found.span, scalar }), around: found.span };
}

/** The place of a name without its quotes, where it is all of a value. */
export function bareSpan({ span, scalar }: Pick<Written, 'span' | 'scalar'>): Span {
  if (span.start !== scalar.span.start || span.end !== scalar.span.end) return span;
  const { source } = scalar;
  const start = source.length - source.trimStart().length;
  const bare = partOf(scalar, { start, end: start + source.trim().length });
  // The last sign may be written as an escape, which is longer than one sign.
  const end = partOf(scalar, { start: source.length, end: source.length }).start;
  return source.trimEnd() === source && end + 1 === span.end ? { ...bare, end } : bare;
}

function written(kind: ThingKind, block: Block, { text, span, scalar }: Written, item?: Item): Occurrence {
  return ofScalar({ kind, block, span, text, states: item !== undefined, item, within: scalar }, scalar);
}

/** The files that a project file names under keys of an object (`schemas`): no other entity has any. */
function schemaPaths({ block, model }: BlockReading, found: Occurrence[]): void {
  if (!model.own) return;
  for (const key of model.own.entity.keys) {
    if (key.kind !== 'object') continue;
    for (const inside of childrenOf(model.own, key.name)) {
      for (const { name, source } of inside.entity.keys) {
        if (source !== 'document') continue;
        for (const path of listOf(inside, name)) found.push(written('document', block, path));
      }
    }
  }
}

/** Whom a report is addressed to need not be registered, so that it is not checked; where it is, it is one like others. */
function addressees({ block, model }: BlockReading, found: Occurrence[]): void {
  const key = model.own?.entity.named('to');
  if (!model.own || key?.source !== 'organization' || model.own.entity.name !== 'report') return;
  for (const one of listOf(model.own, key.name)) found.push(written('organization', block, one));
}

function namedOrganizations(
  reading: BlockReading,
  finder: NonNullable<OrganizationFinder>,
  found: Occurrence[],
): void {
  const { block } = reading;
  // Escapes stand for other signs than they are; everything else is found in the block as in its values.
  if (!block.text.includes('\\') && block.text.search(finder) < 0) return;
  for (const prose of textsIn(reading)) {
    const text = maskCode(prose.text);
    const addresses = prose.inlines.flatMap((inline) => ('address' in inline ? [inline.address] : []));
    for (const match of text.matchAll(finder)) {
      const part = { start: match.index, end: match.index + match[0].length };
      if (addresses.some(({ start, end }) => part.start < end && start < part.end)) continue;
      const span = placeInProse(prose, part);
      const name = match[0].replace(/\s+/gu, ' ');
      found.push({
        kind: 'organization',
        block,
        span,
        around: span,
        text: name,
        states: false,
        item: undefined,
        within: prose,
      });
    }
  }
}

function ownUnits(reading: BlockReading, catalogue: UnitCatalogue, found: Occurrence[]): void {
  const { block, model, content } = reading;
  const own = model.own ? childrenOf(model.own, 'units') : [];
  for (const item of [...model.items, ...own]) {
    if (item.entity.name !== 'unit') continue;
    const [names] = childrenOf(item, 'names');
    const called = names ? names.entity.keys.flatMap((key) => listOf(names, key.name)) : [];
    for (const one of [whole(item, 'id'), whole(item, 'symbol'), ...listOf(item, 'aliases'), ...called])
      if (one) found.push(written('unit', block, one, item));
  }
  const add = (match: UnitMatch, written: string, place: (part: Span) => Span, within: Scalar | Prose) => {
    let from = 0;
    for (const part of match.unit.parts) {
      const start = written.indexOf(part.written, from);
      if (start < 0) continue;
      from = start + part.written.length;
      if (!part.unit.own) continue;
      const span = place({ start, end: from });
      found.push({
        kind: 'unit',
        block,
        span,
        around: span,
        text: part.written,
        states: false,
        item: undefined,
        within,
      });
    }
  };
  for (const { facts, unit } of content.metrics) {
    for (const fact of facts) {
      const { unit: stated } = fact.figure;
      if (!stated || hasUnitApart(fact.figure)) continue;
      add(stated.match, stated.text, (part) => placeOf(fact, moved(part, stated.span)), fact.scalar);
    }
    if (unit?.match) {
      const { scalar } = unit;
      const lead = scalar.source.length - scalar.source.trimStart().length;
      add(unit.match, unit.text, (part) => partOf(scalar, moved(part, { start: lead, end: lead })), scalar);
    }
  }
  for (const prose of textsIn(reading)) {
    for (const { unit } of scanFigures(maskCode(prose.text), catalogue)) {
      if (unit) add(unit.match, unit.text, (part) => placeInProse(prose, moved(part, unit.span)), prose);
    }
  }
}

/** All running text of a block: its prose, and what stands under keys that hold texts and no names. */
function textsIn({ block, model }: BlockReading): Prose[] {
  if (block.kind === 'prose' || block.kind === 'text') return [...model.proses];
  const found: Prose[] = [];
  const add = (node: Node | undefined): void => {
    if (node?.kind === 'scalar') found.push(proseOfScalar(block, node));
    else if (node?.kind === 'list') node.items.forEach(add);
  };
  const visit = (item: Item): void => {
    for (const key of textKeys(item.entity)) {
      if (key.entity) childrenOf(item, key.name).forEach(visit);
      else add(nodeOf(item, key.name));
    }
  };
  if (model.own) visit(model.own);
  model.items.forEach(visit);
  return found;
}

const textKinds: ReadonlySet<string> = new Set(['prose', 'strings', 'text']);

/** The keys of an entity under which running text may stand, or further items. Names of metrics, units and organizations are none. */
const textKeys = ofEntity(({ name: entity, nameKey, keys }) =>
  keys.filter(({ name, kind, source, entity: inside }) => {
    if (inside) return true;
    if (source || !textKinds.has(kind) || name === 'id') return false;
    return entity === 'metric' ? name !== nameKey && name !== 'aliases' : !registered.has(entity);
  }),
);

const registered: ReadonlySet<string> = new Set(['organization', 'unit']);

function textsOf(item: Item, keys: readonly string[]): string[] {
  return keys.flatMap((key) => textOf(item, key) ?? []);
}

function aliasesOf(item: Item): string[] {
  return listOf(item, 'aliases').map(({ text }) => text);
}

function sharesName(a: Item, b: Item): boolean {
  const names = new Set(textsOf(a, ['name', 'id']).map(foldName));
  return textsOf(b, ['name', 'id']).some((name) => names.has(foldName(name)));
}

/** The unit of the project's own that is called so. */
function unitId({ project }: Analysis, text: string): string | undefined {
  const parts = project.catalogue.find(text)?.unit.parts ?? [];
  return parts.find(({ unit }) => unit.own)?.unit.id;
}

function moved({ start, end }: Span, by: Span): Span {
  return { start: start + by.start, end: end + by.start };
}
