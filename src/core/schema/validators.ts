import { day, due, figure, period } from './formats.ts';
import {
  below,
  builtinSchemas,
  type EntityName,
  entityNames,
  entityOfRef,
  objectOf,
  type SchemaObject,
  textsOf,
} from './json-schema.ts';

/** What is read of an error, ajv's or of ours; a message and a schema path are not. */
export interface SchemaError {
  /** A JSON pointer into the instance. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Set where the name of a property is wrong and not its value. */
  readonly propertyName?: string | undefined;
  /** The schema that has the keyword; only of a user's own schemas. */
  readonly parentSchema?: SchemaObject | undefined;
}

/** A validator as ajv makes it: whether the instance is valid, with the errors left on the function. */
export interface ValidateFunction {
  (instance: unknown): boolean;
  errors?: readonly SchemaError[] | null | undefined;
}

/** The errors of an instance by our own schemas, closed where they are used. */
export function check(entity: EntityName, instance: unknown): readonly SchemaError[] {
  const errors: Found[] = [];
  closed[entity](instance, errors);
  return errors;
}

type Found = { -readonly [part in keyof SchemaError]: SchemaError[part] };

/** Adds what is wrong with a value; the paths begin at the value. */
type Check = (value: unknown, errors: Found[]) => void;

/**
 * The keywords of our own schemas. Code that ajv makes of those is seven times as large as they are, and compiling at run
 * time is forbidden in many hosts; a test holds this to what ajv says. A user's own schemas may use all there is, and go to ajv.
 */
const keywords: Readonly<Record<string, (said: never, schema: SchemaObject) => Check>> = {
  type(said: string | readonly string[]) {
    const types = textsOf(said);
    const error = fail('type', { type: said });
    return (value, errors) => {
      if (!types.some((type) => isOfType(value, type))) error(errors);
    };
  },
  enum(allowedValues: readonly unknown[]) {
    const error = fail('enum', { allowedValues });
    return (value, errors) => {
      if (!allowedValues.includes(value)) error(errors);
    };
  },
  const(allowedValue: unknown) {
    const error = fail('const', { allowedValue });
    return (value, errors) => {
      if (value !== allowedValue) error(errors);
    };
  },
  format(format: keyof typeof formats) {
    const holds = formats[format];
    const error = fail('format', { format });
    return (value, errors) => {
      if (typeof value === 'string' && !holds(value)) error(errors);
    };
  },
  pattern(pattern: string) {
    const matcher = new RegExp(pattern, 'u');
    const error = fail('pattern', { pattern });
    return (value, errors) => {
      if (typeof value === 'string' && !matcher.test(value)) error(errors);
    };
  },
  minimum: (limit: number) => bound('minimum', '>=', limit, (value) => value >= limit),
  maximum: (limit: number) => bound('maximum', '<=', limit, (value) => value <= limit),
  exclusiveMinimum: (limit: number) => bound('exclusiveMinimum', '>', limit, (value) => value > limit),
  required(names: readonly string[]) {
    const missing = names.map((name) => [name, fail('required', { missingProperty: name })] as const);
    return (value, errors) => {
      const object = objectOf(value);
      if (!object) return;
      for (const [name, error] of missing) if (!has(object, name)) error(errors);
    };
  },
  properties(properties: Readonly<Record<string, SchemaObject>>) {
    const checks = new Map(Object.entries(properties).map(([name, schema]) => [name, checkOf(schema)]));
    return (value, errors) => {
      const object = objectOf(value);
      if (!object) return;
      for (const name of Object.keys(object)) {
        const one = checks.get(name);
        if (one) inside(one, object[name], name, errors);
      }
    };
  },
  additionalProperties(schema: SchemaObject | false, { properties }) {
    const known = new Set(Object.keys(objectOf(properties) ?? {}));
    if (schema === false) return closing('additionalProperties', 'additionalProperty', known);
    const others = checkOf(schema);
    return (value, errors) => {
      const object = objectOf(value);
      if (!object) return;
      for (const name of Object.keys(object))
        if (!known.has(name)) inside(others, object[name], name, errors);
    };
  },
  propertyNames(schema: SchemaObject) {
    const names = checkOf(schema);
    return (value, errors) => {
      for (const name of Object.keys(objectOf(value) ?? {})) {
        const first = errors.length;
        names(name, errors);
        for (let index = first; index < errors.length; index++) errors[index]!.propertyName = name;
      }
    };
  },
  items(schema: SchemaObject) {
    const items = checkOf(schema);
    return (value, errors) => {
      if (!Array.isArray(value)) return;
      for (let index = 0; index < value.length; index++) inside(items, value[index], index, errors);
    };
  },
  if(schema: SchemaObject, { then }) {
    const condition = checkOf(schema);
    const consequence = checkOf(objectOf(then)!);
    return (value, errors) => {
      const against: Found[] = [];
      condition(value, against);
      if (against.length === 0) consequence(value, errors);
    };
  },
  $ref(ref: string) {
    const entity = entityOfRef(ref)!;
    return (value, errors) => open[entity](value, errors);
  },
  /** Stands only beside a reference to one of our schemas, all of whose keys are in its `properties`. */
  unevaluatedProperties(_no: false, { $ref }) {
    const { properties } = builtinSchemas[entityOfRef($ref)!];
    const known = new Set(Object.keys(objectOf(properties)!));
    return closing('unevaluatedProperties', 'unevaluatedProperty', known);
  },
};

const formats = { figure, due, day, period };

/** What is for readers and tools, and what belongs to the keyword beside it. */
const unchecked = /^(?:\$schema|\$id|title|description|x-.*|then)$/;

function checkOf(schema: SchemaObject): Check {
  const checks = Object.entries(schema).flatMap(([keyword, said]) => {
    if (unchecked.test(keyword)) return [];
    const make = keywords[keyword];
    if (!make) throw new Error(`Our schemas are not checked for “${keyword}”`);
    return [make(said as never, schema)];
  });
  return (value, errors) => {
    for (const one of checks) one(value, errors);
  };
}

/** Checks a part of a value. */
function inside(part: Check, value: unknown, token: string | number, errors: Found[]): void {
  const first = errors.length;
  part(value, errors);
  for (let index = first; index < errors.length; index++) {
    const error = errors[index]!;
    error.instancePath = below('', token) + error.instancePath;
  }
}

function fail(keyword: string, params: SchemaError['params']): (errors: Found[]) => void {
  return (errors) => errors.push({ instancePath: '', keyword, params });
}

function bound(keyword: string, sign: string, limit: number, holds: (value: number) => boolean): Check {
  const error = fail(keyword, { comparison: sign, limit });
  return (value, errors) => {
    if (isOfType(value, 'number') && !holds(value as number)) error(errors);
  };
}

function closing(keyword: string, param: string, known: ReadonlySet<string>): Check {
  return (value, errors) => {
    for (const name of Object.keys(objectOf(value) ?? {}))
      if (!known.has(name)) errors.push({ instancePath: '', keyword, params: { [param]: name } });
  };
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'object':
      return objectOf(value) !== undefined;
    case 'array':
      return Array.isArray(value);
    case 'null':
      return value === null;
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

function has(object: SchemaObject, name: string): boolean {
  return Object.hasOwn(object, name) && object[name] !== undefined;
}

const open = ofEach((name) => checkOf(builtinSchemas[name]));
const closed = ofEach((name) =>
  checkOf({ type: 'object', $ref: `${name}.schema.json`, unevaluatedProperties: false }),
);

function ofEach(make: (name: EntityName) => Check): Readonly<Record<EntityName, Check>> {
  return Object.fromEntries(entityNames.map((name) => [name, make(name)])) as Record<EntityName, Check>;
}
