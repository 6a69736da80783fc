import Big from 'big.js';
import type { Issue } from '../issue.ts';
import { day, due, figure, period } from './formats.ts';
import {
  below,
  builtinSchemas,
  type EntityName,
  type ExtensibleName,
  entityNames,
  entityOfRef,
  objectOf,
  type SchemaObject,
  textsOf,
} from './json-schema.ts';
import { fragmentOf, linkSchema, type Report, schemasIn } from './link-schema.ts';
import { longestPattern, type Pattern, patternsOf } from './patterns.ts';
import type { SchemaError, ValidateFunction } from './validators.ts';
import { atRef, type Entity, type Key, type Kind, Vocabulary } from './vocabulary.ts';

/** The user's own schemas, checked and ready: they extend ours through `Vocabulary.extend`. */
export interface UserSchemas {
  /** The schemas, with our keys under their canonical names. */
  readonly schemas: Readonly<Partial<Record<ExtensibleName, SchemaObject>>>;
  /** The errors of an instance of an entity by our schemas and the user's together; a `RangeError` where that is too much work. */
  check(entity: EntityName, instance: unknown): readonly SchemaError[];
}

/** Something wrong with a schema file. It stands at a JSON pointer into the file, since its text is read elsewhere. */
export interface UserSchemaIssue extends Pick<Issue, 'code' | 'level' | 'params'> {
  readonly entity: ExtensibleName;
  readonly pointer: string;
}

/** How large a schema may be. */
export interface SchemaBounds {
  /** Objects, lists and single values together. */
  readonly values: number;
  /** Schemas inside the schema, itself counted: making a check of them takes more than their number. */
  readonly parts: number;
  readonly depth: number;
  /** UTF-16 units of all texts together. */
  readonly letters: number;
}

/** Of a schema so many things are said to be wrong at once. */
const mostIssues = 20;

const usualBounds: SchemaBounds = { values: 20_000, parts: 1000, depth: 48, letters: 500_000 };

/**
 * Loads a user's own schemas for tasks and metrics, given as parsed JSON. They are draft 2020-12, stand on their own
 * (a `$ref` to a network or another file is refused; one to our schemas is not) and may call our keys by any of their names.
 * ajv, and re2js where there are patterns, are loaded only here. A schema with an error is left out, with an issue;
 * where the host compiles no code at run time, all are. Never throws for what a schema says.
 */
export async function loadUserSchemas(
  sources: Readonly<Partial<Record<ExtensibleName, unknown>>>,
  bounds: SchemaBounds = usualBounds,
): Promise<{ readonly schemas: UserSchemas | undefined; readonly issues: readonly UserSchemaIssue[] }> {
  const issues: UserSchemaIssue[] = [];
  const patterns: Patterns = new Map();
  const loaded: Partial<Record<ExtensibleName, SchemaObject>> = {};
  let schemas: UserSchemas | undefined;
  const vocabulary = Vocabulary.builtin();
  for (const entity of ['task', 'metric'] as const) {
    const source = sources[entity];
    if (source === undefined) continue;
    let failed = false;
    let said = 0;
    const report: Report = (code, pointer, params = {}, level = 'error') => {
      failed ||= level === 'error';
      if (++said <= mostIssues) issues.push({ entity, code, level, params, pointer });
    };
    const copy = boundedCopy(source, bounds, report);
    if (copy === undefined) continue;
    const written = objectOf(copy);
    if (!written) {
      report('user-schema-not-object', '');
      continue;
    }
    const linked = linkSchema(written, bounds.parts, report);
    await preparePatterns(linked.patterns, patterns, report);
    if (failed) continue;
    await checkByMetaSchema(written, report);
    if (failed) continue;
    const schema = linked.schema as Writable;
    toCanonical(schema, vocabulary.entity(entity), report);
    checkWork(schema, report);
    if (failed) continue;
    meter(schema);
    const made = await tried({ [entity]: schema }, patterns, entity, report);
    if (made) {
      loaded[entity] = schema;
      schemas = made;
    }
  }
  if (loaded.task && loaded.metric) schemas = await compiled(loaded, patterns);
  return { schemas, issues };
}

type Writable = { [keyword: string]: unknown };

/** The patterns of the schemas, ready to be matched in linear time. */
type Patterns = Map<string, Pattern>;

/** A copy that shares nothing, as large as the bounds allow; `undefined` with an issue where the schema is larger. */
function boundedCopy(source: unknown, bounds: SchemaBounds, report: Report): unknown {
  let values = 0;
  let letters = 0;
  let stopped = false;
  const stop = (code: string, pointer: string, limit: number) => {
    if (!stopped) report(code, pointer, { limit });
    stopped = true;
    return undefined;
  };
  const copy = (value: unknown, pointer: string, depth: number): unknown => {
    if (stopped) return undefined;
    if (depth > bounds.depth) return stop('user-schema-too-deep', pointer, bounds.depth);
    if (++values > bounds.values) return stop('user-schema-too-large', '', bounds.values);
    if (typeof value === 'string') {
      letters += value.length;
      return letters > bounds.letters ? stop('user-schema-too-large', '', bounds.values) : value;
    }
    if (Array.isArray(value)) return value.map((one, index) => copy(one, below(pointer, index), depth + 1));
    if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value;
    const object: Writable = {};
    for (const [name, one] of Object.entries(value)) {
      letters += name.length;
      if (letters > bounds.letters) return stop('user-schema-too-large', '', bounds.values);
      // As a key of a plain object this one would set the prototype.
      if (name === '__proto__') continue;
      // Half a letter cannot stand in a reference.
      object[name.replace(/\p{Surrogate}/gu, '\uFFFD')] = copy(one, below(pointer, name), depth + 1);
    }
    return object;
  };
  const result = copy(source, '', 0);
  return stopped ? undefined : result;
}

/** Makes the patterns of a schema ready, and reports those that cannot be used. */
async function preparePatterns(
  written: ReadonlyMap<string, string>,
  patterns: Patterns,
  report: Report,
): Promise<void> {
  if (written.size === 0) return;
  for (const [pattern, ready] of await patternsOf(written.keys())) {
    if (typeof ready === 'object') patterns.set(pattern, ready);
    else {
      const why =
        ready === 'large' ? { limit: longestPattern } : ready === 'broken' ? { broken: pattern } : {};
      report('user-schema-pattern', written.get(pattern)!, { pattern, ...why });
    }
  }
}

/** Reports the places where a schema is none by draft 2020-12; or that this cannot be said, since the host compiles no code. */
async function checkByMetaSchema(written: SchemaObject, report: Report): Promise<void> {
  const Ajv2020 = await loadAjv();
  const { $schema: _, ...schema } = written;
  try {
    const ajv = new Ajv2020({
      allErrors: true,
      messages: false,
      logger: false,
      strict: false,
      code: { optimize: false },
    });
    if (ajv.validateSchema(schema) === true) return;
    const places = [...new Set((ajv.errors ?? []).map((error) => error.instancePath))];
    const above = new Set(places.flatMap(pointersAbove));
    // The choices above a wrong value are wrong only because of it.
    for (const place of places.filter((one) => !above.has(one))) report('user-schema-invalid', place);
  } catch (error) {
    if (!(error instanceof EvalError)) throw error;
    report('user-schema-not-supported', '');
  }
}

function pointersAbove(pointer: string): string[] {
  const above: string[] = [];
  for (let end = pointer.lastIndexOf('/'); end >= 0; end = pointer.lastIndexOf('/', end - 1)) {
    above.push(pointer.slice(0, end));
    if (end === 0) break;
  }
  return above;
}

/** The schemas, compiled and tried out; nothing, and an issue, where that fails. */
async function tried(
  schemas: UserSchemas['schemas'],
  patterns: Patterns,
  entity: ExtensibleName,
  report: Report,
): Promise<UserSchemas | undefined> {
  try {
    const made = await compiled(schemas, patterns);
    made.check(entity, Object.create(null));
    return made;
  } catch (error) {
    if (error instanceof EvalError) report('user-schema-not-supported', '');
    // A chain of references that is longer than the stack.
    else if (error instanceof RangeError) report('user-schema-endless', '', { work: mostWork });
    else report('user-schema-unusable', '');
    return undefined;
  }
}

/** How much work one check may be before it is given up: values of keywords met, and states of patterns met by letters. */
const mostWork = 20_000_000;
/** What a value of a keyword costs beside a state of a pattern. */
const keywordWork = 10;
/** The values of an item; one that has more is not checked by a schema of the user's own. */
const mostValues = 20_000;

async function compiled(schemas: UserSchemas['schemas'], patterns: Patterns): Promise<UserSchemas> {
  const Ajv2020 = await loadAjv();
  let left = mostWork;
  const spend = (work: number) => {
    left -= work;
    if (left < 0) throw new RangeError('The check by a schema is too much work.');
  };
  const regExp = Object.assign(
    (pattern: string) => {
      const ready = patterns.get(pattern);
      // What is no pattern of the user's is one of ours.
      if (!ready) return new RegExp(pattern, 'u');
      const test = (text: string) => {
        spend(text.length * ready.size);
        return ready.test(text);
      };
      return { test, toString: () => pattern };
    },
    { code: 'pattern' },
  );
  const ajv = new Ajv2020({
    allErrors: true,
    ownProperties: true,
    verbose: true,
    messages: false,
    logger: false,
    strict: false,
    validateSchema: false,
    inlineRefs: false,
    formats,
    // Making the code shorter takes several times as long as making it.
    code: { regExp, optimize: false },
  });
  ajv.addKeyword({
    keyword: workKeyword,
    schemaType: 'number',
    errors: false,
    validate: (work: number) => {
      spend(work * keywordWork);
      return true;
    },
  });
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({ keyword: 'multipleOf', type: 'number', schemaType: 'number', validate: isMultiple });
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({ keyword: 'uniqueItems', type: 'array', schemaType: 'boolean', validate: areUnique });
  for (const name of entityNames) {
    const own = name === 'task' || name === 'metric' ? schemas[name] : undefined;
    const ours = bare(builtinSchemas[name]);
    ajv.addSchema(own ? { ...ours, allOf: [{ $ref: `user:${name}` }] } : ours);
    ajv.addSchema({
      $id: `closed:${name}`,
      type: 'object',
      $ref: String(ours['$id']),
      unevaluatedProperties: false,
    });
    if (own) ajv.addSchema(own, `user:${name}`);
  }
  const branches = new Branches(Object.values(schemas));
  return {
    schemas,
    check: (entity, instance) => {
      const validate = ajv.getSchema(`closed:${entity}`) as ValidateFunction;
      if (sizeOf(instance) > mostValues)
        throw new RangeError('The item is too large to be checked by a schema.');
      left = mostWork;
      if (validate(instance)) return [];
      return branches.without((validate.errors ?? []) as readonly VerboseError[]);
    },
  };
}

/** Objects, lists and single values in a value together. */
function sizeOf(value: unknown): number {
  let size = 0;
  const open = [value];
  while (open.length > 0) {
    size++;
    const one = open.pop();
    if (typeof one === 'object' && one !== null) for (const inner of Object.values(one)) open.push(inner);
  }
  return size;
}

/** The keywords whose schemas look at the same value as the schema that they stand in. */
const inPlace: ReadonlySet<string> = new Set([
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'dependentSchemas',
  'dependencies',
]);

/** Reports a part that leads back to itself at the same value, and one that asks for the same parts too many times. */
function checkWork(root: SchemaObject, report: Report): void {
  const works = new Map<unknown, number>();
  const open = new Set<unknown>();
  let reported = false;
  const say = (pointer: string, params?: Issue['params']) => {
    if (!reported) report('user-schema-endless', pointer, params);
    reported = true;
  };
  const workOf = (part: unknown, pointer: string): number => {
    const schema = objectOf(part);
    if (!schema) return 1;
    const known = works.get(schema);
    if (known !== undefined) return known;
    if (open.has(schema)) {
      say(pointer);
      return 1;
    }
    open.add(schema);
    let work = ownSize(schema);
    for (const [inner, at] of schemasIn(schema, pointer, inPlace)) work += workOf(inner, at);
    const ref = schema['$ref'];
    if (typeof ref === 'string' && ref.startsWith('#'))
      work += workOf(atRef(ref, root), below(pointer, '$ref'));
    open.delete(schema);
    works.set(schema, work);
    if (work * keywordWork > mostWork) say(pointer, { work });
    return work;
  };
  const visit = (part: unknown, pointer: string): void => {
    workOf(part, pointer);
    const schema = objectOf(part);
    if (schema) for (const [inner, at] of schemasIn(schema, pointer)) visit(inner, at);
  };
  visit(root, '');
}

/** The values that a schema has by itself, without those of the schemas in it. */
function ownSize(schema: SchemaObject): number {
  return schemasIn(schema, '').reduce((size, [inner]) => size - sizeOf(inner), sizeOf(schema));
}

/** The keyword that tells how much work a schema is by itself. */
const workKeyword = 'x-work';

/** Writes into a schema, and each inside it, how many values its keywords have. */
function meter(schema: Writable): void {
  const work = ownSize(schema);
  for (const [part] of schemasIn(schema, '')) if (objectOf(part)) meter(part as Writable);
  schema[workKeyword] = work;
}

/** A keyword that ajv is taught; its errors stand on the function as those of ajv's own validators do. */
interface KeywordCheck {
  (wanted: unknown, value: unknown, parentSchema?: SchemaObject): boolean;
  errors?: { readonly keyword: string; readonly params: object; readonly parentSchema: SchemaObject }[];
}

/** `multipleOf` in decimals: 0.07 is seven times 0.01, and 7.000000000000001 times in binary. */
const isMultiple: KeywordCheck = (wanted, value, parentSchema = {}) => {
  const [of, number] = [Number(wanted), Number(value)];
  if (Number.isFinite(of) && Number.isFinite(number) && new Big(number).mod(of).eq(0)) return true;
  isMultiple.errors = [{ keyword: 'multipleOf', params: { multipleOf: of }, parentSchema }];
  return false;
};

/** `uniqueItems` in time linear in the list, whatever its items are. */
const areUnique: KeywordCheck = (wanted, value, parentSchema = {}) => {
  const places = new Map<string, number>();
  for (const [j, item] of (wanted === true && Array.isArray(value) ? value : []).entries()) {
    const text = comparable(item);
    const i = places.get(text);
    if (i !== undefined) {
      areUnique.errors = [{ keyword: 'uniqueItems', params: { i, j }, parentSchema }];
      return false;
    }
    places.set(text, j);
  }
  return true;
};

/** A value as a text that is the same for equal values, in whatever order their keys are. */
function comparable(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) => {
    const object = objectOf(one);
    return object ? Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1))) : one;
  });
}

/** ajv, on demand. Only the default export is there however a bundler splits a CommonJS module off. */
async function loadAjv() {
  return (await import('ajv/dist/2020.js')).default;
}

/** What a `format` asks for; of others nothing is checked, as the standard has it. */
const formats = { figure, due, day, period, date: day, email, uri };

function email(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(text);
}

function uri(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\S+$/i.test(text);
}

/** Our schema without its words: a rule is explained by what the user's schema says of it, never by ours. */
function bare(schema: SchemaObject): SchemaObject {
  const strip = (value: unknown, names: boolean): unknown => {
    if (Array.isArray(value)) return value.map((one) => strip(one, false));
    const object = objectOf(value);
    if (!object) return value;
    return Object.fromEntries(
      Object.entries(object)
        .filter(
          ([keyword]) =>
            names || !(keyword === 'title' || keyword === 'description' || keyword.startsWith('x-')),
        )
        .map(([keyword, one]) => [keyword, strip(one, keyword === 'properties' && !names)]),
    );
  };
  return strip(schema, false) as SchemaObject;
}

interface VerboseError extends SchemaError {
  /** The value of the keyword. */
  readonly schema?: unknown;
}

/** The choices in schemas. */
class Branches {
  readonly #roots: readonly SchemaObject[];
  readonly #parts = new Map<unknown, ReadonlySet<unknown>>();

  constructor(roots: readonly SchemaObject[]) {
    this.#roots = roots;
  }

  /**
   * The errors without those from inside `anyOf`, `oneOf` and `contains`: that one of several ways fails says nothing
   * when another is open, and when none is, the choice itself is the error. ajv lists them just before the choice's own.
   */
  without(errors: readonly VerboseError[]): readonly SchemaError[] {
    const kept: VerboseError[] = [];
    for (const error of errors) {
      if (error.keyword === 'anyOf' || error.keyword === 'oneOf' || error.keyword === 'contains') {
        const inside = this.#inside(error.schema);
        while (kept.length && inside.has(kept.at(-1)!.parentSchema)) kept.pop();
      }
      kept.push(error);
    }
    return kept;
  }

  #inside(choice: unknown): ReadonlySet<unknown> {
    const known = this.#parts.get(choice);
    if (known) return known;
    const found = new Set<unknown>();
    const open = [choice];
    while (open.length > 0) {
      const part = open.pop();
      if (typeof part !== 'object' || part === null || found.has(part)) continue;
      found.add(part);
      const ref = (part as SchemaObject)['$ref'];
      if (typeof ref === 'string' && ref.startsWith('#'))
        for (const root of this.#roots) open.push(atRef(ref, root));
      for (const inner of Object.values(part)) open.push(inner);
    }
    this.#parts.set(choice, found);
    return found;
  }
}

/**
 * Gives our keys and values their canonical names wherever the schema speaks of the item itself, and fits what it says of
 * them to the form that values are checked in: of several names, each; of a figure or figures by name, each.
 */
function toCanonical(root: Writable, entity: Entity, report: Report): void {
  const seen = new Set<unknown>();
  const renamed: [from: string, to: string][] = [];
  const nameOf = (written: string) => entity.key(written)?.name ?? written;
  const visit = (part: unknown, pointer: string): void => {
    const schema = objectOf(part) as Writable | undefined;
    if (!schema || seen.has(schema)) return;
    seen.add(schema);
    // What is not known is refused where the entity is used; here it would refuse our own keys.
    for (const keyword of ['additionalProperties', 'unevaluatedProperties']) {
      if (schema[keyword] === false) delete schema[keyword];
    }
    const ref = schema['$ref'];
    if (typeof ref === 'string') {
      // Ours is extended anyway; asking for it again would ask for this schema again, without end.
      if (entityOfRef(ref) === entity.name) delete schema['$ref'];
      else if (ref.startsWith('#')) visit(atRef(ref, root), decodeURIComponent(ref.slice(1)));
    }
    const properties = objectOf(schema['properties']);
    if (properties) {
      schema['properties'] = Object.fromEntries(
        Object.entries(properties).map(([written, property]) => {
          const key = entity.key(written);
          const at = below(below(pointer, 'properties'), written);
          if (key && key.name !== written) renamed.push([at, below(below(pointer, 'properties'), key.name)]);
          return [
            key?.name ?? written,
            objectOf(property) ? fitted(objectOf(property)!, key, written, at, report) : property,
          ];
        }),
      );
    }
    if (Array.isArray(schema['required']))
      schema['required'] = [...new Set(textsOf(schema['required']).map(nameOf))];
    for (const keyword of ['dependentRequired', 'dependentSchemas', 'dependencies']) {
      const dependent = objectOf(schema[keyword]);
      if (!dependent) continue;
      schema[keyword] = Object.fromEntries(
        Object.entries(dependent).map(([written, value]) => {
          visit(value, below(below(pointer, keyword), written));
          return [nameOf(written), Array.isArray(value) ? textsOf(value).map(nameOf) : value];
        }),
      );
    }
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      const parts = schema[keyword];
      if (!Array.isArray(parts)) continue;
      for (const [index, one] of parts.entries()) visit(one, below(below(pointer, keyword), index));
    }
    for (const keyword of ['if', 'then', 'else', 'not']) visit(schema[keyword], below(pointer, keyword));
  };
  visit(root, '');
  if (renamed.length > 0) follow(root, renamed);
}

/** Lets the references inside a schema lead to where parts of it have moved. */
function follow(schema: Writable, moved: readonly (readonly [from: string, to: string])[]): void {
  const ref = schema['$ref'];
  if (typeof ref === 'string' && ref.startsWith('#')) {
    const pointer = decodeURIComponent(ref.slice(1));
    const move = moved.find(([from]) => pointer === from || pointer.startsWith(`${from}/`));
    if (move) schema['$ref'] = fragmentOf(move[1] + pointer.slice(move[0].length));
  }
  for (const [part] of schemasIn(schema, '')) if (objectOf(part)) follow(part as Writable, moved);
}

/** What each kind of value is when it is checked; the kinds that a user's schema may ask for by `x-kind`. */
const shapes: Readonly<Partial<Record<Kind, SchemaObject>>> = {
  text: { type: 'string' },
  prose: { type: 'string' },
  figure: { type: 'string', format: 'figure' },
  'figure-or-text': { type: 'string' },
  number: { type: 'number' },
  integer: { type: 'integer' },
  boolean: { type: 'boolean' },
  enum: { type: 'string' },
  date: { type: 'string', format: 'due' },
  period: { type: 'string', format: 'period' },
  unit: { type: 'string' },
  names: { type: 'array', items: { type: 'string' } },
  strings: { type: 'array', items: { type: 'string' } },
  figures: { type: 'object', additionalProperties: { type: 'string', format: 'figure' } },
  parts: { type: 'object', additionalProperties: { type: ['string', 'null'], format: 'figure' } },
  map: { type: 'object', additionalProperties: { type: 'string' } },
};

const ofLists: ReadonlySet<string> = new Set([
  'items',
  'minItems',
  'maxItems',
  'uniqueItems',
  'contains',
  'minContains',
  'maxContains',
  'prefixItems',
]);
const ofObjects: ReadonlySet<string> = new Set([
  'properties',
  'required',
  'additionalProperties',
  'propertyNames',
  'patternProperties',
  'minProperties',
  'maxProperties',
]);

function fitted(
  property: SchemaObject,
  key: Key | undefined,
  written: string,
  pointer: string,
  report: Report,
): SchemaObject {
  const said = textsOf(property['x-kind'])[0] as Kind | undefined;
  const kind = key?.kind ?? said;
  if (!kind) return property;
  const shape = key ? key.schema : (Object.hasOwn(shapes, kind) && shapes[kind]) || {};
  const fitting = withCanonicalValues(property, key);
  const annotations = Object.entries(fitting).filter(([keyword]) => isAnnotation(keyword));
  const rules = Object.entries(fitting).filter(([keyword]) => !isAnnotation(keyword));
  const type = textsOf(shape['type'])[0];
  const inside =
    type === 'array' ? 'items' : type === 'object' && kind !== 'object' ? 'additionalProperties' : undefined;
  const own = type === 'array' ? ofLists : ofObjects;
  const types = textsOf(property['type']);
  // A rule for one value, where several may stand: it holds for each of them.
  const each =
    inside !== undefined &&
    rules.length > 0 &&
    types[0] !== type &&
    !rules.some(([keyword]) => own.has(keyword));
  const wants = each ? textsOf(objectOf(shape[inside])?.['type']) : type ? [type] : [];
  if (
    types.length &&
    wants.length &&
    !types.some((one) => wants.includes(one) || (one === 'integer' && wants.includes('number')))
  ) {
    report('user-schema-type', below(pointer, 'type'), {
      key: key ? { term: key.term } : written,
      type: types.join(', '),
    });
  }
  const result = each ? { ...Object.fromEntries(annotations), [inside]: Object.fromEntries(rules) } : fitting;
  return key ? result : { ...shape, ...result };
}

function isAnnotation(keyword: string): boolean {
  return (
    keyword.startsWith('x-') ||
    ['title', 'description', 'default', 'examples', '$comment', 'deprecated'].includes(keyword)
  );
}

function withCanonicalValues(property: SchemaObject, key: Key | undefined): SchemaObject {
  const values = property['enum'];
  const constant = property['const'];
  const canonical = (value: unknown) =>
    typeof value === 'string' ? (key?.find(value)?.name ?? value) : value;
  if (!key?.values || key.kind === 'text') return property;
  return {
    ...property,
    ...(Array.isArray(values) && { enum: values.map(canonical) }),
    ...(constant !== undefined && { const: canonical(constant) }),
  };
}
