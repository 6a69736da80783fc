import { type Entry, isEmpty, type Mapping, type Node, partOf, type Scalar } from '../document/node.ts';
import type { Span } from '../text/span.ts';
import { isNamedItem } from './canonical.ts';
import { objectOf, type SchemaObject, textsOf } from './json-schema.ts';
import type { Entity, Key, Kind } from './vocabulary.ts';

/** One metric, task, section … as it stands in the text; its nodes have canonical names. */
export interface Item {
  readonly entity: Entity;
  /** The key of the map form, where it is the item's name. */
  readonly nameKey?: Scalar | undefined;
  /** The attributes, or a scalar that stands for one of them; nothing where only a name is given. */
  readonly node: Node | undefined;
  /** The key that a scalar `node` stands for; without one a scalar is not allowed here. */
  readonly scalarKey?: string | undefined;
  /** The whole item, its name included. */
  readonly span: Span;
}

/** A single text with its place. `scalar` is what it was written in, of which it may be a part. */
export interface Written {
  readonly text: string;
  readonly scalar: Scalar;
  readonly span: Span;
}

/** A figure under a free name. The name is empty where a single figure is given without one. */
export interface NamedFigure {
  readonly name: string;
  readonly key: Scalar | undefined;
  /** Nothing where only the name of a part is given. */
  readonly figure: Scalar | undefined;
}

/** The item that a whole node is: a front matter, a root, one item of a list. */
export function itemOf(
  node: Node | undefined,
  entity: Entity,
  span: Span = node?.span ?? { start: 0, end: 0 },
): Item {
  return { entity, node, scalarKey: entity.bareKey, span };
}

/** The one empty list: a report has very many, since most keys of most items are not written. */
export const nothing: readonly never[] = [];

/** A list that is kept with a report: in place of an empty one the only one, of any other a copy without room to grow. */
export function kept<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? nothing : list.slice();
}

/**
 * The items of a canonical list or map. In a list a bare scalar stands for the entity's bare key (a metric's name); in
 * a map, and in a list of names with what belongs to them, beside a name for its scalar key (a metric's value) or for the
 * `scalarKey` given (a target). Empty items of a list
 * are left out; a scalar has no items.
 */
export function itemsOf(node: Node | undefined, entity: Entity, scalarKey?: string): readonly Item[] {
  if (node?.kind === 'list') {
    const items: Item[] = [];
    for (const item of node.items) {
      if (!item || isEmpty(item) || isUnwritten(item, entity)) continue;
      if (isNamedItem(item, entity)) for (const one of itemsOf(item, entity, scalarKey)) items.push(one);
      else items.push(itemOf(item, entity));
    }
    return kept(items);
  }
  if (node?.kind !== 'map') return nothing;
  if (entity.nameKey === undefined) return [itemOf(node, entity)];
  const beside = scalarKey ?? entity.scalarKey;
  return node.entries.map((entry) => ({
    entity,
    nameKey: entry.key,
    node: isEmpty(entry.value) ? undefined : entry.value,
    scalarKey: beside === entity.nameKey ? undefined : beside,
    span: { start: entry.key.span.start, end: Math.max(entry.key.span.end, entry.value?.span.end ?? 0) },
  }));
}

/** Whether an item has keys and nothing behind any of them, as where one is just begun. */
function isUnwritten(item: Node, entity: Entity): boolean {
  if (item.kind !== 'map' || item.entries.length === 0 || item.duplicates.length > 0) return false;
  return item.entries.every(({ name, value }) => isEmpty(value) && entity.named(name) !== undefined);
}

/** The value that an item has under a canonical key, wherever it is written: an attribute, the name, the bare scalar. */
export function nodeOf(item: Item, key: string): Node | undefined {
  if (item.nameKey && key === item.entity.nameKey) return isEmpty(item.nameKey) ? undefined : item.nameKey;
  if (item.node?.kind === 'scalar') {
    return key === item.scalarKey && !isEmpty(item.node) ? item.node : undefined;
  }
  const value = entryIn(item, key)?.value;
  return isEmpty(value) ? undefined : value;
}

/** The entry that an item has under a canonical key, empty or not; none for a name or a bare scalar. */
export function entryIn({ node }: Item, key: string): Entry | undefined {
  if (node?.kind !== 'map') return undefined;
  for (const entry of node.entries) if (entry.name === key) return entry;
  return undefined;
}

/** The single value under a key, with the scalar it is written in. */
export function scalarOf(
  item: Item,
  key: string,
): { readonly text: string; readonly scalar: Scalar } | undefined {
  const node = nodeOf(item, key);
  return node?.kind === 'scalar' ? { text: node.source.trim(), scalar: node } : undefined;
}

/** The text under a key; a list of texts is read as its lines. */
export function textOf(item: Item, key: string): string | undefined {
  const node = nodeOf(item, key);
  if (node?.kind === 'scalar') return node.source.trim();
  const lines = node?.kind === 'list' ? linesOf(node.items) : undefined;
  return lines?.join('\n');
}

/** The names or texts under a key: names apart at 、，；, and ;, or the scalars of a list. */
export function listOf(item: Item, key: string): readonly Written[] {
  const node = nodeOf(item, key);
  if (!node) return nothing;
  const kind = item.entity.named(key)?.kind;
  const textsIn = (scalar: Node | undefined): readonly Written[] => {
    if (scalar?.kind !== 'scalar' || isEmpty(scalar)) return [];
    return kind === 'names' ? namesIn(scalar) : [whole(scalar)];
  };
  return node.kind === 'list' ? node.items.flatMap(textsIn) : textsIn(node);
}

/** The canonical value of an enumeration under a key, if what is written there is one. */
export function enumOf(item: Item, key: string): string | undefined {
  const text = textOf(item, key);
  return text === undefined ? undefined : item.entity.named(key)?.find(text)?.name;
}

/** The number under a key, read as {@link readNumber} does. */
export function numberOf(item: Item, key: string): number | undefined {
  const text = scalarOf(item, key)?.text;
  return text === undefined ? undefined : readNumber(text);
}

/** The figures under a key of the kinds `figures`, `parts` and `map`: a single one, a map by name, or a list of names. */
export function figuresOf(item: Item, key: string): readonly NamedFigure[] {
  const node = nodeOf(item, key);
  return node ? figuresIn(node, item.entity.named(key)?.kind === 'parts') : nothing;
}

/** The divisions of a `groups` key with their parts; parts without a division stand under an empty name. */
export function groupsOf(
  item: Item,
  key: string,
): readonly {
  readonly name: string;
  readonly key: Scalar | undefined;
  readonly parts: readonly NamedFigure[];
}[] {
  const node = nodeOf(item, key);
  if (node?.kind !== 'map') return nothing;
  const plain = node.entries.filter((entry) => entry.value?.kind === 'scalar');
  const divided = node.entries.filter((entry) => entry.value && entry.value.kind !== 'scalar');
  return [
    ...(plain.length
      ? [{ name: '', key: undefined, parts: figuresIn({ ...node, entries: plain }, true) }]
      : []),
    ...divided.map((entry) => ({
      name: entry.key.source.trim(),
      key: entry.key,
      parts: figuresIn(entry.value!, true),
    })),
  ];
}

/** The items under a key of kind `entities` or `object`. */
export function childrenOf(item: Item, key: string): readonly Item[] {
  const about = item.entity.named(key);
  const node = nodeOf(item, key);
  if (!about?.entity || !node) return nothing;
  return about.kind === 'object'
    ? [itemOf(node, about.entity)]
    : itemsOf(node, about.entity, about.scalarKey);
}

/**
 * The number that a text says, if it says nothing but one: digits of any width, thousands separated by commas. A percent
 * sign is left out, so that `80%` is 80.
 */
export function readNumber(text: string): number | undefined {
  const plain = text.normalize('NFKC').trim().replace(/^[−–]/, '-').replace(/\s*%$/, '');
  const joined = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain;
  return /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(joined) ? Number(joined) : undefined;
}

function figuresIn(node: Node, namesAlone: boolean): readonly NamedFigure[] {
  if (node.kind === 'scalar') {
    return namesAlone
      ? namesIn(node).map(({ text, scalar }) => ({ name: text, key: scalar, figure: undefined }))
      : [{ name: '', key: undefined, figure: node }];
  }
  if (node.kind === 'map') {
    return node.entries.map((entry) => ({
      name: entry.key.source.trim(),
      key: entry.key,
      figure: entry.value?.kind === 'scalar' && !isEmpty(entry.value) ? entry.value : undefined,
    }));
  }
  return node.items.flatMap((one) => (one && !isEmpty(one) ? figuresIn(one, true) : []));
}

/** A single name, with nothing around it. */
const onlyName = /^[^\s、，；,;]+$/;

/** What sets names apart, and what it does not within: brackets and quotes, by how they change the depth. */
const marks: ReadonlyMap<string | undefined, number> = new Map([
  ...[...'、，；,;'].map((mark) => [mark, 0] as const),
  ...[...'（(《〈「“'].map((mark) => [mark, 1] as const),
  ...[...'）)》〉」”'].map((mark) => [mark, -1] as const),
]);

/** The names in one scalar, apart at the separators that stand outside brackets and quotes. */
function namesIn(scalar: Scalar): readonly Written[] {
  if (!scalar.offsets && onlyName.test(scalar.source)) return [whole(scalar)];
  const found: Written[] = [];
  let depth = 0;
  let start = 0;
  const add = (end: number) => {
    const piece = scalar.source.slice(start, end);
    const text = piece.trim();
    const from = start + (piece.length - piece.trimStart().length);
    if (text) found.push({ text, scalar, span: partOf(scalar, { start: from, end: from + text.length }) });
    start = end + 1;
  };
  for (let index = 0; index < scalar.source.length; index++) {
    const mark = marks.get(scalar.source[index]);
    if (mark === 0 && depth === 0) add(index);
    else if (mark) depth = Math.max(0, depth + mark);
  }
  add(scalar.source.length);
  return found;
}

function whole(scalar: Scalar): Written {
  return { text: scalar.source.trim(), scalar, span: scalar.span };
}

function linesOf(items: readonly (Node | undefined)[]): readonly string[] | undefined {
  const lines: string[] = [];
  for (const item of items) {
    if (isEmpty(item)) continue;
    if (item?.kind !== 'scalar') return undefined;
    lines.push(item.source.trim());
  }
  return lines;
}

/** A value as ajv sees it. Objects have no prototype, so that no name in a text can mean more than itself. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A part of the instance with the place in the text that it was read from. */
export class Located {
  readonly #inside: Inside | undefined;

  constructor(
    readonly value: Json,
    /** Of the value; of an item, all of it. */
    readonly span: Span,
    readonly node: Node | undefined,
    /** Where the name of this value is written: the entry's key, or the name of a map form's item. */
    readonly name: Scalar | undefined,
    /** The key whose value this is; of one of several names or figures, the key they all belong to. */
    readonly key: Key | undefined,
    inside?: Inside,
    /** The entity of which this is an item. */
    readonly entity?: Entity | undefined,
    /** Set where this is an item, and not its attribute. */
    readonly item?: Item,
  ) {
    this.#inside = inside;
  }

  /** What an object or a list is made of, in order. */
  get parts(): readonly Located[] {
    return this.#inside?.parts ?? nothing;
  }

  /** The parts by property, or by index from `0`. */
  get children(): ReadonlyMap<string, Located> {
    return this.#inside?.children ?? none;
  }

  /** Entries that are written without a value, by canonical name: for the rules they are not there. */
  get empty(): ReadonlyMap<string, Entry> {
    return this.#inside?.empty ?? none;
  }
}

const none: ReadonlyMap<string, never> = new Map<string, never>();

/** What a part is for its schema. Parts are looked up by name only where something is wrong, so that the maps wait for that. */
class Inside {
  readonly value: Json;
  readonly parts: Located[] = [];
  readonly #names: string[] = [];
  #children: ReadonlyMap<string, Located> | undefined;
  #left: Map<string, Entry> | undefined;

  constructor(value: Json) {
    this.value = value;
  }

  get children(): ReadonlyMap<string, Located> {
    this.#children ??= new Map(this.parts.map((part, index) => [this.#names[index]!, part]));
    return this.#children;
  }

  get empty(): ReadonlyMap<string, Entry> {
    return this.#left ?? none;
  }

  add(name: string, part: Located): void {
    this.#names.push(name);
    this.parts.push(part);
  }

  leave(entry: Entry): void {
    this.#left ??= new Map();
    this.#left.set(entry.name, entry);
  }
}

/** Collects the parts of an object. */
class Parts extends Inside {
  readonly #object: Record<string, Json>;

  constructor() {
    // A literal without its prototype keeps its properties in place; Object.create(null) makes a slower hash table.
    const object: Record<string, Json> = Object.setPrototypeOf({}, null);
    super(object);
    this.#object = object;
  }

  set(name: string, part: Located): void {
    if (name in this.#object) return;
    this.#object[name] = part.value;
    this.add(name, part);
  }
}

/**
 * The instance that an item is for its schema, in a tree that leads back to the text. Leaves are the source text; numbers
 * and booleans where their key asks for one and the text reads so; enumerations in canonical values; names and texts
 * as lists; a single figure under an empty name; the items of lists and maps alike as a list. Empty values are absent,
 * except under a name that is not known, where they are `null`. A value of the wrong shape keeps its shape.
 */
export function instanceOf(item: Item): Located {
  const { entity, nameKey, node, span } = item;
  const inside = insideOf(item);
  return new Located(inside.value, span, node, nameKey, undefined, inside, entity, item);
}

function insideOf({ entity, nameKey, node, scalarKey }: Item): Inside {
  const written = node?.kind === 'scalar' && !isEmpty(node);
  if (node?.kind === 'list' || (written && scalarKey === undefined)) return generic(node, undefined, {});
  const into = new Parts();
  if (nameKey && entity.nameKey !== undefined && !isEmpty(nameKey))
    into.set(entity.nameKey, attribute(nameKey, entity.named(entity.nameKey), undefined));
  if (written && scalarKey !== undefined)
    into.set(scalarKey, attribute(node, entity.named(scalarKey), undefined));
  if (node?.kind === 'map') attributes(node, entity, into);
  return into;
}

function attributes(node: Mapping, entity: Entity, into: Parts): void {
  for (const entry of node.entries) {
    const key = entity.named(entry.name);
    if (!isEmpty(entry.value)) into.set(entry.name, attribute(entry.value!, key, entry.key));
    else if (key) into.leave(entry);
    else into.set(entry.name, leaf(entry.key, null, undefined, entry.key));
  }
}

function leaf(
  node: Node,
  value: Json,
  key: Key | undefined,
  name: Scalar | undefined,
  span = node.span,
): Located {
  return new Located(value, span, node, name, key);
}

function within(
  node: Node,
  inside: Inside,
  key: Key | undefined,
  name: Scalar | undefined,
  entity?: Entity,
): Located {
  return new Located(inside.value, node.span, node, name, key, inside, entity);
}

function attribute(node: Node, key: Key | undefined, name: Scalar | undefined): Located {
  if (!key) return within(node, generic(node, key, {}), key, name);
  if (node.kind === 'scalar' && isSingle(key)) return leaf(node, typed(node, key), key, name);
  const inside = shaped(node, key, name) ?? generic(node, key, key.kind === 'any' ? key.schema : {});
  return within(
    node,
    inside,
    key,
    name,
    key.kind === 'object' && node.kind === 'map' ? key.entity : undefined,
  );
}

/** Whether the value of the key is a single one for the schema, too. */
function isSingle({ kind, many }: Key): boolean {
  return !many && !structured.has(kind);
}

const structured: ReadonlySet<Kind> = new Set<Kind>([
  'names',
  'strings',
  'figures',
  'parts',
  'groups',
  'map',
  'entities',
  'object',
  'any',
]);

/** The value of a key in the shape that its kind asks for; undefined where it is written in another. */
function shaped(node: Node, key: Key, name: Scalar | undefined): Inside | undefined {
  switch (key.kind) {
    case 'prose': {
      const lines = node.kind === 'list' ? linesOf(node.items) : undefined;
      return lines && new Inside(lines.join('\n'));
    }
    case 'names':
    case 'strings':
      return node.kind === 'map' ? undefined : listed(several(node, key));
    case 'figures': {
      if (node.kind !== 'scalar') return undefined;
      const into = new Parts();
      into.set('', leaf(node, node.source.trim(), key, name));
      return into;
    }
    case 'parts':
      return partsIn(node, key);
    case 'groups': {
      if (node.kind !== 'map') return undefined;
      const into = new Parts();
      const plain: Entry[] = [];
      for (const entry of node.entries) {
        if (isEmpty(entry.value)) into.leave(entry);
        else if (entry.value?.kind === 'scalar') plain.push(entry);
        else into.set(entry.name, within(entry.value!, partsIn(entry.value!, key), key, entry.key));
      }
      if (plain.length) {
        const undivided = partsIn({ ...node, entries: plain }, key);
        into.set('', within(node, undivided, key, undefined));
      }
      return into;
    }
    case 'map': {
      if (node.kind !== 'map') return undefined;
      const into = new Parts();
      for (const entry of node.entries) {
        if (isEmpty(entry.value)) into.leave(entry);
        else if (entry.value?.kind !== 'scalar')
          into.set(entry.name, within(entry.value!, generic(entry.value!, key, {}), key, entry.key));
        else into.set(entry.name, leaf(entry.value, canonicalText(entry.value, key), key, entry.key));
      }
      return into;
    }
    case 'entities':
      if (node.kind === 'scalar' || !key.entity) return undefined;
      return listed(itemsOf(node, key.entity, key.scalarKey).map(instanceOf));
    case 'object': {
      if (node.kind !== 'map' || !key.entity) return undefined;
      const into = new Parts();
      attributes(node, key.entity, into);
      return into;
    }
    case 'any':
      return undefined;
    default:
      return key.many && node.kind !== 'map' ? listed(several(node, key)) : undefined;
  }
}

function several(node: Node, key: Key): readonly Located[] {
  const parts: Located[] = [];
  for (const one of node.kind === 'list' ? node.items : [node]) {
    if (!one || isEmpty(one)) continue;
    if (one.kind !== 'scalar') parts.push(within(one, generic(one, key, {}), key, undefined));
    else if (key.kind !== 'names') parts.push(leaf(one, canonicalText(one, key), key, undefined));
    else {
      for (const { text, span } of namesIn(one))
        parts.push(leaf(one, key.find(text)?.name ?? text, key, undefined, span));
    }
  }
  return parts;
}

function partsIn(node: Node, key: Key): Inside {
  const into = new Parts();
  if (node.kind === 'map') {
    for (const entry of node.entries) {
      // The name alone is a part too: its figure stands where the part is a metric of its own.
      if (isEmpty(entry.value)) into.set(entry.name, leaf(entry.key, null, key, entry.key));
      else if (entry.value?.kind === 'scalar')
        into.set(entry.name, leaf(entry.value, entry.value.source.trim(), key, entry.key));
      else into.set(entry.name, within(entry.value!, generic(entry.value!, key, {}), key, entry.key));
    }
    return into;
  }
  for (const one of node.kind === 'list' ? node.items : [node]) {
    if (!one || isEmpty(one)) continue;
    if (one.kind === 'list') return generic(node, key, {});
    if (one.kind === 'map') {
      for (const [name, part] of partsIn(one, key).children) into.set(name, part);
    } else {
      for (const { text, span } of namesIn(one)) into.set(text, leaf(one, null, key, undefined, span));
    }
  }
  return into;
}

function typed(scalar: Scalar, key: Key): Json {
  if (key.kind === 'number' || key.kind === 'integer')
    return readNumber(scalar.source) ?? scalar.source.trim();
  if (key.kind === 'boolean') return readBoolean(scalar.source) ?? scalar.source.trim();
  return canonicalText(scalar, key);
}

function canonicalText(scalar: Scalar, key: Key): string {
  const text = scalar.source.trim();
  // The values of plain text are suggestions: what is written there stays.
  return (key.kind === 'text' ? undefined : key.find(text)?.name) ?? text;
}

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['是', true],
  ['有', true],
  ['false', false],
  ['no', false],
  ['否', false],
  ['无', false],
]);

function readBoolean(text: string): boolean | undefined {
  return booleans.get(text.trim().toLowerCase());
}

function listed(parts: readonly Located[]): Inside {
  const inside = new Inside(parts.map((part) => part.value));
  parts.forEach((part, index) => {
    inside.add(String(index), part);
  });
  return inside;
}

/** The value in the shape that it has, its scalars read as the schema's types ask where that is plain to see. */
function generic(node: Node, key: Key | undefined, schema: SchemaObject): Inside {
  if (node.kind === 'scalar') return new Inside(byType(node, schema));
  const inside = (one: Node, name: Scalar | undefined, part: unknown): Located =>
    within(one, generic(one, key, objectOf(part) ?? {}), key, name);
  if (node.kind === 'list') {
    const items = node.items.filter((one) => !isEmpty(one));
    return listed(items.map((one) => inside(one!, undefined, schema['items'])));
  }
  const into = new Parts();
  const properties = objectOf(schema['properties']);
  for (const entry of node.entries) {
    if (isEmpty(entry.value)) into.leave(entry);
    else
      into.set(
        entry.name,
        inside(entry.value!, entry.key, properties?.[entry.name] ?? schema['additionalProperties']),
      );
  }
  return into;
}

function byType(scalar: Scalar, schema: SchemaObject): Json {
  const types = textsOf(schema['type']);
  const values = Array.isArray(schema['enum']) ? schema['enum'] : [schema['const']];
  const wants = (type: string) => types.includes(type) || values.some((value) => typeof value === type);
  const text = scalar.source.trim();
  if (types.includes('string')) return text;
  if (wants('number') || types.includes('integer')) return readNumber(text) ?? text;
  return (wants('boolean') ? readBoolean(text) : undefined) ?? text;
}
