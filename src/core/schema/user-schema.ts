import type { Issue } from '../issue.ts';
import { day, due, figure, period } from './formats.ts';
import {
  below,
  builtinSchemas,
  type EntityName,
  type ExtensibleName,
  entityNames,
  objectOf,
  type SchemaObject,
  textsOf,
} from './json-schema.ts';
import type { SchemaError, ValidateFunction } from './validators.ts';
import { atRef, type Entity, entityOfRef, type Key, type Kind, Vocabulary } from './vocabulary.ts';

/** The user's own schemas, checked and ready: they extend ours through `Vocabulary.extend`. */
export interface UserSchemas {
  /** The schemas, with our keys under their canonical names. */
  readonly schemas: Readonly<Partial<Record<ExtensibleName, SchemaObject>>>;
  /** The errors of an instance of an entity by our schemas and the user's together; a `RangeError` where they never end. */
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
  readonly depth: number;
  /** UTF-16 units of all texts together. */
  readonly letters: number;
}

const usualBounds: SchemaBounds = { values: 20_000, depth: 48, letters: 500_000 };

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
  const engine: Engine = { patterns: new Map() };
  const loaded: Partial<Record<ExtensibleName, SchemaObject>> = {};
  const vocabulary = Vocabulary.builtin();
  for (const entity of ['task', 'metric'] as const) {
    const source = sources[entity];
    if (source === undefined) continue;
    const report = (
      code: string,
      pointer: string,
      params: Issue['params'] = {},
      level: Issue['level'] = 'error',
    ) => {
      issues.push({ entity, code, level, params, pointer });
    };
    const before = issues.length;
    const copy = boundedCopy(source, bounds, report);
    const schema = objectOf(copy);
    if (copy === undefined) continue;
    if (!schema) {
      report('user-schema-not-object', '');
      continue;
    }
    await inspect(schema as Writable, engine, report);
    if (issues.slice(before).some((issue) => issue.level === 'error')) continue;
    const invalid = await metaErrors(schema);
    if (invalid === 'unsupported') {
      report('user-schema-not-supported', '');
      continue;
    }
    for (const pointer of invalid) report('user-schema-invalid', pointer);
    if (invalid.length) continue;
    toCanonical(schema as Writable, vocabulary.entity(entity), report);
    if (issues.slice(before).some((issue) => issue.level === 'error')) continue;
    const problem = await problemOf({ [entity]: schema }, engine, entity);
    if (problem) report(problem, '');
    else loaded[entity] = schema;
  }
  return { schemas: Object.keys(loaded).length ? await compiled(loaded, engine) : undefined, issues };
}

type Report = (code: string, pointer: string, params?: Issue['params'], level?: Issue['level']) => void;
type Writable = { [keyword: string]: unknown };

/** The patterns of the schemas, ready to be matched in linear time. */
interface Engine {
  readonly patterns: Map<string, { test(text: string): boolean }>;
}

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
      // As a key of a plain object this one would set the prototype.
      if (name !== '__proto__') object[name] = copy(one, below(pointer, name), depth + 1);
    }
    return object;
  };
  const result = copy(source, '', 0);
  return stopped ? undefined : result;
}

const schemaMaps: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
]);
const schemaLists: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const schemaValues: ReadonlySet<string> = new Set([
  'items',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'additionalProperties',
  'propertyNames',
  'unevaluatedProperties',
  'unevaluatedItems',
  'contentSchema',
]);
const refused: ReadonlySet<string> = new Set([
  '$async',
  '$vocabulary',
  '$recursiveRef',
  '$recursiveAnchor',
  '$dynamicRef',
]);

const longestPattern = 1000;

/** Refuses what must not run here, makes the patterns ready, and takes the schema's own address off. */
async function inspect(root: Writable, engine: Engine, report: Report): Promise<void> {
  const draft = root['$schema'];
  if (typeof draft === 'string' && !/draft\/2020-12\/schema#?$/.test(draft)) {
    report('user-schema-draft', '/$schema', { draft }, 'warning');
  }
  const address = textsOf(root['$id'])[0];
  delete root['$schema'];
  delete root['$id'];
  const patterns: [pattern: string, pointer: string][] = [];
  const visit = (part: unknown, pointer: string): void => {
    const schema = objectOf(part) as Writable | undefined;
    if (!schema) return;
    for (const [keyword, value] of Object.entries(schema)) {
      const at = below(pointer, keyword);
      if (refused.has(keyword) || keyword === '$id') report('user-schema-unsupported', at, { keyword });
      else if (keyword === '$ref' && typeof value === 'string') {
        schema['$ref'] = address && value.startsWith(`${address}#`) ? value.slice(address.length) : value;
        checkRef(String(schema['$ref']), root, at, report);
      } else if (keyword === 'pattern' && typeof value === 'string') patterns.push([value, at]);
      else if (schemaMaps.has(keyword)) {
        for (const [name, one] of Object.entries(objectOf(value) ?? {})) {
          if (keyword === 'patternProperties') patterns.push([name, below(at, name)]);
          visit(one, below(at, name));
        }
      } else if (schemaLists.has(keyword) && Array.isArray(value)) {
        value.forEach((one, index) => {
          visit(one, below(at, index));
        });
      } else if (schemaValues.has(keyword)) visit(value, at);
    }
  };
  visit(root, '');
  if (patterns.length === 0) return;
  const { RE2JS } = await import('re2js');
  for (const [pattern, pointer] of patterns) {
    try {
      if (pattern.length > longestPattern) throw new RangeError();
      const matcher = RE2JS.compile(RE2JS.translateRegExp(pattern));
      engine.patterns.set(pattern, { test: (text) => matcher.test(text) });
    } catch {
      report('user-schema-pattern', pointer, { pattern });
    }
  }
}

function checkRef(ref: string, root: SchemaObject, pointer: string, report: Report): void {
  if (!ref.startsWith('#')) {
    if (!entityOfRef(ref)) report('user-schema-remote-ref', pointer, { ref });
    return;
  }
  const target = atRef(ref, root);
  if (typeof target !== 'boolean' && !objectOf(target))
    report('user-schema-unresolved-ref', pointer, { ref });
}

/** The places where a schema is none by draft 2020-12; or that this cannot be said, since the host compiles no code. */
async function metaErrors(schema: SchemaObject): Promise<readonly string[] | 'unsupported'> {
  const Ajv2020 = await loadAjv();
  try {
    const ajv = new Ajv2020({ allErrors: true, messages: false, logger: false, strict: false });
    if (ajv.validateSchema(schema) === true) return [];
    const places = new Set((ajv.errors ?? []).map((error) => error.instancePath));
    const all = [...places];
    // The choices above a wrong value are wrong only because of it.
    return all.filter((place) => !all.some((other) => other.startsWith(`${place}/`))).slice(0, 20);
  } catch (error) {
    if (error instanceof EvalError) return 'unsupported';
    throw error;
  }
}

/** The problem that compiling or running the schemas has, as the code of an issue. */
async function problemOf(
  schemas: UserSchemas['schemas'],
  engine: Engine,
  entity: ExtensibleName,
): Promise<string | undefined> {
  try {
    // An instance that has nothing goes round every circle that does not depend on one.
    (await compiled(schemas, engine)).check(entity, Object.create(null));
    return undefined;
  } catch (error) {
    if (error instanceof EvalError) return 'user-schema-not-supported';
    if (error instanceof RangeError) return 'user-schema-endless';
    return 'user-schema-unusable';
  }
}

async function compiled(schemas: UserSchemas['schemas'], engine: Engine): Promise<UserSchemas> {
  const Ajv2020 = await loadAjv();
  const regExp = Object.assign(
    (pattern: string) => {
      const matcher = engine.patterns.get(pattern) ?? new RegExp(pattern, 'u');
      return { test: (text: string) => matcher.test(text), toString: () => pattern };
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
    formats: { figure, due, day, period, date: day, email, uri },
    code: { regExp },
  });
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
  return {
    schemas,
    check: (entity, instance) => {
      const validate = ajv.getSchema(`closed:${entity}`) as ValidateFunction;
      if (validate(instance)) return [];
      return withoutBranches((validate.errors ?? []) as readonly VerboseError[], Object.values(schemas));
    },
  };
}

/** ajv, on demand. Only the default export is there however a bundler splits a CommonJS module off. */
async function loadAjv() {
  return (await import('ajv/dist/2020.js')).default;
}

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

/**
 * The errors without those from inside `anyOf`, `oneOf` and `contains`: that one of several ways fails says nothing
 * when another is open, and when none is, the choice itself is the error. ajv lists them just before the choice's own.
 */
function withoutBranches(
  errors: readonly VerboseError[],
  roots: readonly SchemaObject[],
): readonly SchemaError[] {
  const kept: VerboseError[] = [];
  for (const error of errors) {
    if (error.keyword === 'anyOf' || error.keyword === 'oneOf' || error.keyword === 'contains') {
      const inside = schemasIn(error.schema, roots);
      while (kept.length && inside.has(kept.at(-1)!.parentSchema)) kept.pop();
    }
    kept.push(error);
  }
  return kept;
}

function schemasIn(schema: unknown, roots: readonly SchemaObject[]): ReadonlySet<unknown> {
  const found = new Set<unknown>();
  const visit = (part: unknown) => {
    if (typeof part !== 'object' || part === null || found.has(part)) return;
    found.add(part);
    const ref = (part as SchemaObject)['$ref'];
    if (typeof ref === 'string' && ref.startsWith('#')) for (const root of roots) visit(atRef(ref, root));
    Object.values(part).forEach(visit);
  };
  visit(schema);
  return found;
}

/**
 * Gives our keys and values their canonical names wherever the schema speaks of the item itself, and fits what it says of
 * them to the form that values are checked in: of several names, each; of a figure or figures by name, each.
 */
function toCanonical(root: Writable, entity: Entity, report: Report): void {
  const seen = new Set<unknown>();
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
      else if (ref.startsWith('#')) visit(atRef(ref, root), ref.slice(1));
    }
    const properties = objectOf(schema['properties']);
    if (properties) {
      schema['properties'] = Object.fromEntries(
        Object.entries(properties).map(([written, property]) => {
          const key = entity.key(written);
          const at = below(below(pointer, 'properties'), written);
          return [
            key?.name ?? written,
            objectOf(property) ? fitted(objectOf(property)!, key, written, at, report) : property,
          ];
        }),
      );
    }
    if (Array.isArray(schema['required']))
      schema['required'] = [...new Set(textsOf(schema['required']).map(nameOf))];
    for (const keyword of ['dependentRequired', 'dependentSchemas']) {
      const dependent = objectOf(schema[keyword]);
      if (!dependent) continue;
      schema[keyword] = Object.fromEntries(
        Object.entries(dependent).map(([written, value]) => {
          if (keyword === 'dependentSchemas') visit(value, below(below(pointer, keyword), written));
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
  const shape = key ? key.schema : (shapes[kind] ?? {});
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
