import { hasHan, type Language } from '../text/language.ts';
import { foldName } from '../text/names.ts';
import { describe } from './describe.ts';
import {
  atPointer,
  builtinSchemas,
  type EntityName,
  entityNames,
  entityOfRef,
  objectOf,
  type SchemaObject,
  textsOf,
} from './json-schema.ts';
import type { UserSchemas } from './user-schema.ts';

/** A text in both languages. */
export type Labels = Readonly<Record<Language, string>>;

/**
 * How the value of a key is written.
 *
 * - `text` one line, `prose` any length (a list of texts is read as its lines)
 * - `figure` a written figure, `figure-or-text` either, `number`, `integer`, `boolean`
 * - `enum` one of the key's `values`
 * - `date` a date or deadline as people write it, `period` a reporting period
 * - `names` one or several names, in one scalar separated by 、，；, ;
 * - `strings` one or several texts, a scalar being a single one
 * - `unit` the name of a unit of measure
 * - `figures` a figure, or a map from period, basis or name to figure
 * - `parts` a list of names, or a map from name to figure
 * - `groups` a map from a division (sex, area) to parts; plain parts are a division without a name
 * - `map` free names to texts
 * - `entities` a list of items, or a map from their names to their attributes
 * - `object` one child entity, `any` whatever a user's own schema allows
 */
export type Kind =
  | 'text'
  | 'prose'
  | 'figure'
  | 'figure-or-text'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'enum'
  | 'date'
  | 'period'
  | 'names'
  | 'strings'
  | 'unit'
  | 'figures'
  | 'parts'
  | 'groups'
  | 'map'
  | 'entities'
  | 'object'
  | 'any';

const kinds: ReadonlySet<string> = new Set<Kind>([
  'text',
  'prose',
  'figure',
  'figure-or-text',
  'number',
  'integer',
  'boolean',
  'enum',
  'date',
  'period',
  'names',
  'strings',
  'unit',
  'figures',
  'parts',
  'groups',
  'map',
  'entities',
  'object',
  'any',
]);

/** What kind of name a key's value is, so that names can be offered, checked and followed. */
export type Source = 'unit' | 'organization' | 'person' | 'metric' | 'task' | 'document';

/** One value of an enumeration. */
export interface EnumValue {
  /** The canonical value. */
  readonly name: string;
  /** `task.status.done`: the value as a {@link termLabel term}. */
  readonly term: string;
  readonly labels: Labels;
  /** Every accepted name in both languages, the canonical one first. */
  readonly names: readonly string[];
  readonly namesIn: Readonly<Record<Language, readonly string[]>>;
  readonly description: Labels;
}

/** One key of an entity. */
export interface Key {
  /** The canonical name. */
  readonly name: string;
  /** `task.lead`: the key as a {@link termLabel term}. */
  readonly term: string;
  readonly labels: Labels;
  /** Every accepted name in both languages, the canonical one first. */
  readonly names: readonly string[];
  readonly namesIn: Readonly<Record<Language, readonly string[]>>;
  readonly description: Labels;
  readonly kind: Kind;
  /** Whether a list of such values is as good as one (always so for `names` and `strings`). */
  readonly many: boolean;
  /** Whether `figures` may hold words instead of figures. */
  readonly textAllowed: boolean;
  readonly source: Source | undefined;
  /** The values of an enumeration (of a `map`: of its entries). For kind `text` they are only suggestions. */
  readonly values: readonly EnumValue[] | undefined;
  /** The child entity of the kinds `entities` and `object`. */
  readonly entity: Entity | undefined;
  /** What a bare scalar stands for in the map form here, where it is not what the child entity says. */
  readonly scalarKey: string | undefined;
  readonly required: boolean;
  /** Whether a user's own schema brought this key. */
  readonly own: boolean;
  /** The schema of the value in its normalised form. */
  readonly schema: SchemaObject;
  /** The enumeration's value with this name in either language. */
  find(written: string): EnumValue | undefined;
}

/** A thing with keys: a report, a metric, a task … */
export interface Entity {
  /** `task`, or for an object inside an entity the term of its key: `project.schemas`. */
  readonly name: string;
  readonly labels: Labels;
  readonly keys: readonly Key[];
  /** The key that the name stands for in the map form (`metric` → `name`); without one there is no map form. */
  readonly nameKey: string | undefined;
  /** The key that a bare scalar beside a name stands for in the map form (`metric` → `value`). */
  readonly scalarKey: string | undefined;
  /** The key that a bare scalar in a list stands for (`metric` → `name`, `milestone` → `target`). */
  readonly bareKey: string | undefined;
  /** The keys of which an item needs at least one. */
  readonly facts: readonly string[];
  label(language: Language): string;
  /** The key with this canonical name, as entries of canonical nodes have it. */
  named(name: string): Key | undefined;
  /**
   * The key with this name in either language. `beside` is what the other keys of the same mapping are called: 责任单位 is
   * `support` beside a 牵头单位 and `lead` where it stands alone.
   */
  key(written: string, beside?: Iterable<string>): Key | undefined;
}

/** What follows from an entity alone, worked out once for each. */
export function ofEntity<T extends object>(workOut: (entity: Entity) => T): (entity: Entity) => T {
  const known = new WeakMap<Entity, T>();
  return (entity) => {
    let result = known.get(entity);
    if (!result) {
      result = workOut(entity);
      known.set(entity, result);
    }
    return result;
  };
}

/** The schemas as data: what keys there are, what they are called, and what may stand there. */
export class Vocabulary {
  readonly entities: ReadonlyMap<string, Entity>;
  /** The user's own schemas that extend ours here. */
  readonly user: UserSchemas | undefined;

  private constructor(user: UserSchemas | undefined) {
    const entities = new Map<string, Entity>();
    const resolve = (name: string): Entity => {
      const found = entities.get(name);
      if (!found) throw new Error(`No entity “${name}”`);
      return found;
    };
    for (const name of entityNames) {
      const own = name === 'task' || name === 'metric' ? user?.schemas[name] : undefined;
      entities.set(name, buildEntity(name, builtinSchemas[name], own, resolve));
    }
    this.entities = entities;
    this.user = user;
  }

  /** The vocabulary of our own schemas. Built anew at each call: keep it. */
  static builtin(): Vocabulary {
    return new Vocabulary(undefined);
  }

  /** This vocabulary with the keys of the user's own schemas; `undefined` takes them away again. */
  extend(user: UserSchemas | undefined): Vocabulary {
    return new Vocabulary(user);
  }

  /** The entity of that name. */
  entity(name: EntityName): Entity {
    return this.entities.get(name)!;
  }
}

const shapeLabels: Readonly<Record<string, Labels>> = {
  'shape.text': { en: 'a text', zh: '文字' },
  'shape.number': { en: 'a number', zh: '数字' },
  'shape.figure': { en: 'a figure', zh: '数值' },
  'shape.figures': { en: 'a figure or figures by name', zh: '数值，或者按名称分别填写的数值' },
  'shape.periods': { en: 'figures by period', zh: '按时期分别填写的数值' },
  'shape.parts': { en: 'figures by name', zh: '按名称分别填写的数值' },
  'shape.map': { en: 'values with their keys', zh: '带栏目名称的内容' },
  'shape.list': { en: 'a list', zh: '列表' },
  'shape.names': { en: 'one or several names', zh: '一个或者几个名称' },
  'shape.texts': { en: 'a text or a list of texts', zh: '文字或者文字列表' },
  'shape.items': { en: 'a list of items', zh: '逐项填写的列表' },
};

/**
 * The name of a term in a language: `task` → 任务, `task.lead` → 牵头单位, `task.status.done` → 已完成, `shape.list` → 列表.
 * A term that the vocabulary does not have is returned as it is.
 */
export function termLabel(vocabulary: Vocabulary, term: string, language: Language): string {
  const shape = shapeLabels[term];
  if (shape) return shape[language];
  const dot = term.indexOf('.');
  const entity = vocabulary.entities.get(dot < 0 ? term : term.slice(0, dot));
  if (!entity) return term;
  return dot < 0 ? entity.labels[language] : (labelIn(entity, term)?.[language] ?? term);
}

function labelIn(entity: Entity, term: string): Labels | undefined {
  for (const key of entity.keys) {
    if (key.term === term) return key.labels;
    if (!term.startsWith(`${key.term}.`)) continue;
    const found = key.values?.find((value) => value.term === term)?.labels;
    if (found) return found;
    // Only objects inside a key carry its term on; entities of their own would go round in circles.
    const inner = key.entity?.name === key.term ? labelIn(key.entity, term) : undefined;
    if (inner) return inner;
  }
  return undefined;
}

type Resolve = (entity: string) => Entity;

function buildEntity(
  name: string,
  schema: SchemaObject,
  user: SchemaObject | undefined,
  resolve: Resolve,
  root: SchemaObject = schema,
  own = false,
): Entity {
  const required = new Set([...textsOf(schema['required']), ...textsOf(user?.['required'])]);
  const keys: Key[] = [];
  const userProperties = user ? propertiesOf(user, user) : new Map<string, SchemaObject>();
  for (const [key, property] of propertiesOf(schema, root)) {
    keys.push(
      buildKey(name, key, property, root, required.has(key), resolve, own, userProperties.get(key), user),
    );
    userProperties.delete(key);
  }
  for (const [key, property] of userProperties) {
    keys.push(buildKey(name, key, property, user!, required.has(key), resolve, true));
  }
  const byName = new Map<string, Key>();
  const alone = new Map<string, Key>();
  for (const key of keys) {
    const lonely = new Set(textsOf(objectOf(key.schema['x-names-alone'])?.['zh']).map(foldName));
    for (const written of key.names) {
      const folded = foldName(written);
      if (lonely.has(folded)) alone.set(folded, key);
      else if (!byName.has(folded)) byName.set(folded, key);
    }
  }
  // Nearly all keys are written exactly as the schema has them, so that nothing need be folded.
  const byWriting = new Map<string, Key>();
  for (const written of keys.flatMap((key) => key.names)) {
    const folded = foldName(written);
    const key = alone.has(folded) ? undefined : byName.get(folded);
    if (key) byWriting.set(written, key);
  }
  const labels = labelsOf(schema, name);
  const canonical = new Map(keys.map((key) => [key.name, key]));
  return {
    name,
    labels,
    keys,
    nameKey: textsOf(schema['x-name-key'])[0],
    scalarKey: textsOf(schema['x-scalar-key'])[0],
    bareKey: textsOf(schema['x-bare-key'])[0],
    facts: textsOf(schema['x-facts']),
    label: (language) => labels[language],
    named: (name) => canonical.get(name),
    key: (written, beside = []) => {
      const exact = byWriting.get(written);
      if (exact) return exact;
      const folded = foldName(written);
      const lone = alone.get(folded);
      const usual = byName.get(folded);
      if (!lone) return usual;
      for (const other of beside) if (byName.get(foldName(other)) === lone) return usual;
      return lone;
    },
  };
}

function buildKey(
  entity: string,
  name: string,
  schema: SchemaObject,
  root: SchemaObject,
  required: boolean,
  resolve: Resolve,
  own: boolean,
  narrowed?: SchemaObject,
  narrowedRoot?: SchemaObject,
): Key {
  const term = `${entity}.${name}`;
  const namesIn = namesOf(schema, own);
  const ours = kindOf(schema, root);
  const narrowedValues = narrowed && valuesOf(term, narrowed, narrowedRoot ?? narrowed);
  const kind = ours === 'text' && narrowedValues ? 'enum' : ours;
  const values = narrowedValues
    ? merged(narrowedValues, valuesOf(term, schema, root))
    : valuesOf(term, schema, root);
  const byName = new Map<string, EnumValue>();
  for (const value of values ?? []) {
    for (const written of value.names) {
      const folded = foldName(written);
      if (!byName.has(folded)) byName.set(folded, value);
    }
  }
  let child: (() => Entity) | undefined;
  if (kind === 'entities' || kind === 'object') {
    const items =
      kind === 'entities' ? followed(objectOf(schema['items']) ?? {}, root) : followed(schema, root);
    const external = entityOfRef(objectOf(schema['items'])?.['$ref'] ?? schema['$ref']);
    let built: Entity | undefined;
    child = () => {
      if (external) return resolve(external);
      // Built when first asked for: a user's schema may refer to itself, so that its entities never end.
      built ??= buildEntity(term, items, undefined, resolve, root, own);
      return built;
    };
  }
  return {
    name,
    term,
    labels: labelsOf(schema, name),
    names: distinct([name, ...namesIn.en, ...namesIn.zh]),
    namesIn,
    get description() {
      const described = narrowed?.['description'] ? narrowed : own ? schema : undefined;
      return described ? descriptionOf(described) : describe(term);
    },
    kind,
    many: schema['x-many'] === true || kind === 'names' || kind === 'strings',
    textAllowed: kind === 'figures' && objectOf(schema['additionalProperties'])?.['format'] !== 'figure',
    source: textsOf(schema['x-source'])[0] as Source | undefined,
    values,
    get entity() {
      return child?.();
    },
    scalarKey: textsOf(schema['x-scalar-key'])[0],
    required,
    own,
    schema,
    find: (written) => (byName.size ? byName.get(foldName(written)) : undefined),
  };
}

/** The user's values, called by our names where they are ours. */
function merged(values: readonly EnumValue[], ours: readonly EnumValue[] | undefined): readonly EnumValue[] {
  return values.map((value) => ours?.find((one) => one.name === value.name) ?? value);
}

/** Every property that some part of the schema gives to the same object, the first definition of each. */
function propertiesOf(schema: SchemaObject, root: SchemaObject): Map<string, SchemaObject> {
  const found = new Map<string, SchemaObject>();
  const seen = new Set<SchemaObject>();
  const visit = (part: unknown) => {
    const here = objectOf(part);
    if (!here || seen.has(here)) return;
    seen.add(here);
    for (const [name, property] of Object.entries(objectOf(here['properties']) ?? {})) {
      if (!found.has(name)) found.set(name, followed(objectOf(property) ?? {}, root));
    }
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      const parts = here[keyword];
      if (Array.isArray(parts)) parts.forEach(visit);
    }
    for (const keyword of ['then', 'else', 'if']) visit(here[keyword]);
    Object.values(objectOf(here['dependentSchemas']) ?? {}).forEach(visit);
    const ref = here['$ref'];
    if (typeof ref === 'string' && ref.startsWith('#')) visit(atRef(ref, root));
  };
  visit(schema);
  return found;
}

/** The schema with what its `$ref`s within the file say mixed in; its own keywords win. */
export function followed(schema: SchemaObject, root: SchemaObject): SchemaObject {
  let here = schema;
  for (let steps = 0; steps < 16; steps++) {
    const ref = here['$ref'];
    if (typeof ref !== 'string' || !ref.startsWith('#')) return here;
    const { $ref: _, ...rest } = here;
    here = { ...objectOf(atRef(ref, root)), ...rest };
  }
  return {};
}

/** What a reference within the file (`#`, `#/$defs/x`, `#name`) points at. */
export function atRef(ref: string, root: SchemaObject): unknown {
  let fragment = ref.slice(1);
  try {
    fragment = decodeURIComponent(fragment);
  } catch {
    return undefined;
  }
  return fragment === '' || fragment.startsWith('/') ? atPointer(root, fragment) : anchored(root, fragment);
}

function anchored(part: unknown, name: string): unknown {
  if (typeof part !== 'object' || part === null) return undefined;
  const here = part as SchemaObject;
  if (here['$anchor'] === name || here['$dynamicAnchor'] === name) return here;
  for (const inner of Object.values(here)) {
    const found = anchored(inner, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

const kindOfFormat: ReadonlyMap<unknown, Kind> = new Map([
  ['figure', 'figure'],
  ['due', 'date'],
  ['day', 'date'],
  ['date', 'date'],
  ['period', 'period'],
]);

function kindOf(schema: SchemaObject, root: SchemaObject): Kind {
  const said = schema['x-kind'];
  if (typeof said === 'string' && kinds.has(said)) return said as Kind;
  const values = schema['enum'];
  if (Array.isArray(values) && values.every((value) => typeof value === 'string')) return 'enum';
  const type = schema['type'];
  if (type === 'number' || type === 'integer' || type === 'boolean') return type;
  if (type === 'string') return kindOfFormat.get(schema['format']) ?? 'text';
  if (type === 'array') {
    const items = followed(objectOf(schema['items']) ?? {}, root);
    if (items['type'] === 'string') return 'strings';
    if (entityOfRef(items['$ref']) || items['properties']) return 'entities';
  }
  if (type === 'object' && (schema['properties'] || entityOfRef(schema['$ref']))) return 'object';
  return 'any';
}

/**
 * The values of an enumeration: `enum`, or for a `map` and for suggestions the names in `x-enum`.
 * Of a list, the values of its items.
 */
function valuesOf(term: string, schema: SchemaObject, root: SchemaObject): readonly EnumValue[] | undefined {
  const items = objectOf(schema['items']);
  const from = schema['enum'] ?? (items && followed(items, root)['enum']);
  const written = objectOf(schema['x-enum']) ?? objectOf(items?.['x-enum']) ?? {};
  const values = Array.isArray(from) ? from.filter((one) => typeof one === 'string') : Object.keys(written);
  if (values.length === 0) return undefined;
  return values.map((name) => {
    const about = objectOf(written[name]) ?? {};
    const namesIn = { en: textsOf(about['en']), zh: textsOf(about['zh']) };
    const said = objectOf(about['description']);
    const labels = { en: namesIn.en[0] ?? name, zh: namesIn.zh[0] ?? name };
    const own = `${term}.${name}`;
    return {
      name,
      term: own,
      labels,
      names: distinct([name, ...namesIn.en, ...namesIn.zh]),
      namesIn,
      get description() {
        return said ? { en: textsOf(said['en'])[0] ?? '', zh: textsOf(said['zh'])[0] ?? '' } : describe(own);
      },
    };
  });
}

function namesOf(schema: SchemaObject, own: boolean): Readonly<Record<Language, readonly string[]>> {
  const names = objectOf(schema['x-names']);
  const alone = textsOf(objectOf(schema['x-names-alone'])?.['zh']);
  // Ours have English titles; a user's title may be in either language.
  const title = textsOf(schema['title']);
  const inChinese = own && title.some(hasHan);
  return {
    en: distinct([...(inChinese ? [] : title), ...textsOf(names?.['en'])]),
    zh: distinct([...textsOf(names?.['zh']), ...(inChinese ? title : []), ...alone]),
  };
}

function labelsOf(schema: SchemaObject, name: string): Labels {
  const names = objectOf(schema['x-names']);
  const title = textsOf(schema['title'])[0];
  return {
    en: title ?? textsOf(names?.['en'])[0] ?? name,
    zh: textsOf(names?.['zh'])[0] ?? title ?? name,
  };
}

function descriptionOf(schema: SchemaObject): Labels {
  const en = textsOf(schema['description'])[0] ?? '';
  return { en, zh: textsOf(objectOf(schema['x-description'])?.['zh'])[0] ?? en };
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
