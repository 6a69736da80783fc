import type { Issue } from '../issue.ts';
import {
  atPointer,
  below,
  entityOfRef,
  objectOf,
  type SchemaObject,
  schemaBase,
  tokensOf,
} from './json-schema.ts';

/** Tells of something wrong at a JSON pointer into a schema. */
export type Report = (
  code: string,
  pointer: string,
  params?: Issue['params'],
  level?: Issue['level'],
) => void;

/** A schema of which every `$ref` is a JSON pointer from its root or names a schema of ours. */
export interface LinkedSchema {
  readonly schema: SchemaObject;
  /** The patterns in it, each with the pointer to where it stands first. */
  readonly patterns: ReadonlyMap<string, string>;
}

const maps: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
  'dependencies',
]);
const lists: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const single: ReadonlySet<string> = new Set([
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

/** What ajv or the draft before would give a meaning that draft 2020-12 does not know. */
const refused: ReadonlySet<string> = new Set(['$async', '$recursiveRef', '$recursiveAnchor']);
/** Names of parts, of which nothing is left once references are pointers, and words that only ajv knows. */
const dropped: ReadonlySet<string> = new Set([
  '$schema',
  '$id',
  '$anchor',
  '$dynamicAnchor',
  '$vocabulary',
  'id',
  'nullable',
]);

/** A part of the file with an address of its own: the root, and every schema with an `$id`. */
interface Resource {
  readonly address: string;
  readonly pointer: string;
  readonly parent: Resource | undefined;
  /** The pointers of the parts that have a name here. */
  readonly anchors: Map<string, { readonly pointer: string; readonly dynamic: boolean }>;
}

/** Which part each dynamic name means where a schema is entered: the outermost one on the way there. */
type Scope = ReadonlyMap<string, string>;

/** A place that a reference leads to. */
interface Target {
  readonly pointer: string;
  readonly resource: Resource;
}

/**
 * Resolves everything in a schema that refers to a part of it: `$id`, `$anchor` and `$dynamicRef` become plain pointers.
 * A part that means several things, since a `$dynamicRef` is in it, is there once for each. A schema has at
 * most `most` parts in all. What refers to another file or to nothing is reported.
 */
export function linkSchema(root: SchemaObject, most: number, report: Report): LinkedSchema {
  return new Linker(root, most, report).linked();
}

class Linker {
  readonly #root: SchemaObject;
  readonly #most: number;
  readonly #report: Report;
  readonly #byAddress = new Map<string, Resource>();
  readonly #byPointer = new Map<string, Resource>();
  /** The pointers of all schemas that stand where draft 2020-12 knows one. */
  readonly #places = new Set<string>();
  /** The names that more than one resource gives to a part of it, so that the way there decides. */
  readonly #contested = new Set<string>();
  readonly #patterns = new Map<string, string>();
  /** The parts that cannot be pointed at where they stand, by what they are. */
  readonly #copies = new Map<
    string,
    { readonly name: string; readonly target: Target; readonly scope: Scope }
  >();
  #linked = 0;
  readonly #said = new Set<string>();

  constructor(root: SchemaObject, most: number, report: Report) {
    this.#root = root;
    this.#most = most;
    this.#report = (code, pointer, params, level) => {
      // A part that is there several times is wrong only once.
      if (!this.#said.has(`${code} ${pointer}`)) report(code, pointer, params, level);
      this.#said.add(`${code} ${pointer}`);
    };
  }

  linked(): LinkedSchema {
    const id = this.#root['$id'];
    const whole = this.#resource(typeof id === 'string' ? resolved('', id) : '', '', undefined);
    this.#survey(this.#root, '', whole);
    const names = new Map<string, number>();
    for (const { anchors } of this.#byPointer.values()) {
      for (const [name, { dynamic }] of anchors) if (dynamic) names.set(name, (names.get(name) ?? 0) + 1);
    }
    for (const [name, times] of names) if (times > 1) this.#contested.add(name);
    const schema = this.#link(this.#root, '', whole, this.#entered(new Map(), whole)) as SchemaObject;
    const copies: [name: string, schema: unknown][] = [];
    // Linking a copy may ask for further ones, which the loop then comes to.
    for (const { name, target, scope } of this.#copies.values()) {
      const part = atPointer(this.#root, target.pointer);
      copies.push([name, this.#link(part, target.pointer, target.resource, scope)]);
    }
    if (copies.length === 0) return { schema, patterns: this.#patterns };
    const $defs = { ...objectOf(schema['$defs']), ...Object.fromEntries(copies) };
    return { schema: { ...schema, $defs }, patterns: this.#patterns };
  }

  #resource(address: string, pointer: string, parent: Resource | undefined): Resource {
    const resource: Resource = { address, pointer, parent, anchors: new Map() };
    this.#byPointer.set(pointer, resource);
    if (this.#byAddress.has(address)) {
      this.#report('user-schema-unusable', below(pointer, '$id'), { name: address });
    } else this.#byAddress.set(address, resource);
    return resource;
  }

  /** Finds all schemas, and what they are called. */
  #survey(schema: unknown, pointer: string, around: Resource): void {
    const here = objectOf(schema);
    if (!here) return;
    this.#places.add(pointer);
    const draft = here['$schema'];
    if (typeof draft === 'string' && !/draft\/2020-12\/schema#?$/.test(draft)) {
      this.#report('user-schema-draft', below(pointer, '$schema'), { draft }, 'warning');
    }
    const id = here['$id'];
    const resource =
      typeof id === 'string' && pointer !== ''
        ? this.#resource(resolved(around.address, id), pointer, around)
        : around;
    for (const keyword of ['$anchor', '$dynamicAnchor'] as const) {
      const name = here[keyword];
      if (typeof name !== 'string') continue;
      const other = resource.anchors.get(name);
      if (other && other.pointer !== pointer)
        this.#report('user-schema-unusable', below(pointer, keyword), { name });
      resource.anchors.set(name, { pointer, dynamic: keyword === '$dynamicAnchor' });
    }
    for (const [inner, at] of schemasIn(here, pointer)) this.#survey(inner, at, resource);
  }

  /** A schema with everything inside it, its references resolved as on one way to it. */
  #link(schema: unknown, pointer: string, around: Resource, scope: Scope): unknown {
    if (++this.#linked > this.#most) {
      this.#report('user-schema-too-large', '', { parts: this.#most });
      return true;
    }
    const here = objectOf(schema);
    if (!here) return schema;
    const resource = this.#byPointer.get(pointer) ?? around;
    const within = resource === around ? scope : this.#entered(scope, resource);
    const result: { [keyword: string]: unknown } = {};
    const also: unknown[] = [];
    for (const [keyword, value] of Object.entries(here)) {
      const at = below(pointer, keyword);
      if (refused.has(keyword)) this.#report('user-schema-unsupported', at, { keyword });
      else if ((keyword === '$ref' || keyword === '$dynamicRef') && typeof value === 'string') {
        const ref = this.#reference(value, keyword === '$dynamicRef', resource, within, at);
        if (keyword === '$ref') result['$ref'] = ref;
        else also.push({ $ref: ref });
      } else if (keyword === 'enum' && Array.isArray(value) && value.length === 0) {
        // Nothing is allowed; ajv knows only one way to say so.
        also.push(false);
      } else if (!dropped.has(keyword)) {
        if (keyword === 'pattern' && typeof value === 'string') this.#pattern(value, at);
        if (keyword === 'patternProperties') {
          for (const name of Object.keys(objectOf(value) ?? {})) this.#pattern(name, below(at, name));
        }
        result[keyword] = mapped(keyword, value, at, (inner, place) =>
          this.#link(inner, place, resource, within),
        );
      }
    }
    if (also.length > 0)
      result['allOf'] = [...(Array.isArray(result['allOf']) ? result['allOf'] : []), ...also];
    return result;
  }

  #pattern(pattern: string, pointer: string): void {
    if (!this.#patterns.has(pattern)) this.#patterns.set(pattern, pointer);
  }

  /** A reference as it is written in a linked schema. */
  #reference(ref: string, dynamic: boolean, from: Resource, scope: Scope, at: string): string {
    const hash = ref.indexOf('#');
    const address = hash < 0 ? ref : ref.slice(0, hash);
    const fragment = hash < 0 ? '' : decoded(ref.slice(hash + 1));
    let resource: Resource | undefined = from;
    if (address !== '') {
      const absolute = resolved(from.address, address);
      const ours = entityOfRef(absolute) ?? entityOfRef(address);
      if (ours && !fragment) return `${schemaBase}${ours}.schema.json`;
      resource = this.#byAddress.get(absolute);
    }
    if (!resource) {
      this.#report('user-schema-remote-ref', at, { ref });
      return '#';
    }
    let target = this.#target(resource, fragment);
    const anchor = fragment === undefined ? undefined : resource.anchors.get(fragment);
    if (dynamic && anchor?.dynamic && fragment !== undefined) {
      const outermost = scope.get(fragment);
      if (outermost !== undefined) target = { pointer: outermost, resource: this.#around(outermost) };
    }
    const value = target && atPointer(this.#root, target.pointer);
    if (!target || (typeof value !== 'boolean' && !objectOf(value))) {
      this.#report('user-schema-unresolved-ref', at, { ref });
      return '#';
    }
    return this.#pointTo(target, scope);
  }

  /** The part of a resource that a fragment names: by a pointer or by an anchor. */
  #target(resource: Resource, fragment: string | undefined): Target | undefined {
    if (fragment === undefined) return undefined;
    if (fragment !== '' && !fragment.startsWith('/')) {
      const anchor = resource.anchors.get(fragment);
      return anchor && { pointer: anchor.pointer, resource };
    }
    const pointer =
      resource.pointer +
      tokensOf(fragment)
        .map((token) => below('', token))
        .join('');
    return { pointer, resource: this.#around(pointer) };
  }

  /** The innermost resource that a pointer leads into. */
  #around(pointer: string): Resource {
    for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
      const found = this.#byPointer.get(pointer.slice(0, end));
      if (found) return found;
    }
    return this.#byPointer.get('')!;
  }

  /** The reference to a target: where it stands if it means there what it means on this way, else to a copy. */
  #pointTo({ pointer, resource }: Target, scope: Scope): string {
    const within = this.#entered(scope, resource);
    if (this.#places.has(pointer) && keyOf(within) === keyOf(this.#inPlace(resource)))
      return fragmentOf(pointer);
    if (typeof atPointer(this.#root, pointer) === 'boolean') return fragmentOf(pointer);
    const key = `${keyOf(within)}\n${pointer}`;
    let name = this.#copies.get(key)?.name;
    if (name === undefined) {
      const taken = objectOf(this.#root['$defs']) ?? {};
      name = `copy ${this.#copies.size + 1}`;
      while (Object.hasOwn(taken, name)) name += ' again';
      this.#copies.set(key, { name, target: { pointer, resource }, scope: within });
    }
    return fragmentOf(below('/$defs', name));
  }

  /** The scope inside a resource that is entered from a scope. */
  #entered(scope: Scope, resource: Resource): Scope {
    if (this.#contested.size === 0) return scope;
    const entered = new Map(scope);
    for (const [name, { pointer, dynamic }] of resource.anchors) {
      if (dynamic && this.#contested.has(name) && !entered.has(name)) entered.set(name, pointer);
    }
    return entered;
  }

  /** The scope in which a resource is linked where it stands. */
  #inPlace(resource: Resource): Scope {
    return this.#entered(resource.parent ? this.#inPlace(resource.parent) : new Map(), resource);
  }
}

/** The schemas directly inside a schema, or those under some of its keywords, with their pointers. */
export function schemasIn(
  schema: SchemaObject,
  pointer: string,
  only?: ReadonlySet<string>,
): [schema: unknown, pointer: string][] {
  const found: [schema: unknown, pointer: string][] = [];
  for (const [keyword, value] of Object.entries(schema)) {
    if (only?.has(keyword) === false) continue;
    mapped(keyword, value, below(pointer, keyword), (inner, at) => found.push([inner, at]));
  }
  return found;
}

/** The value of a keyword with each schema that it holds replaced. */
function mapped(
  keyword: string,
  value: unknown,
  pointer: string,
  change: (schema: unknown, pointer: string) => unknown,
): unknown {
  if (single.has(keyword)) return change(value, pointer);
  if (lists.has(keyword) && Array.isArray(value)) {
    return value.map((one, index) => change(one, below(pointer, index)));
  }
  const map = maps.has(keyword) ? objectOf(value) : undefined;
  if (!map) return value;
  return Object.fromEntries(
    Object.entries(map).map(([name, one]) => [name, change(one, below(pointer, name))]),
  );
}

function keyOf(scope: Scope): string {
  return JSON.stringify([...scope].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A JSON pointer as the fragment of a reference. */
export function fragmentOf(pointer: string): string {
  return `#${pointer.split('/').map(encodeURIComponent).join('/')}`;
}

function decoded(fragment: string): string | undefined {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return undefined;
  }
}

const parts = /^([a-z][a-z0-9+.-]*:)?(\/\/[^/?#]*)?([^?#]*)(\?[^#]*)?/i;

/** The address that a reference means at another address (RFC 3986, section 5.2), without its fragment. */
function resolved(base: string, ref: string): string {
  const [, scheme, authority, path = '', query = ''] = parts.exec(ref)!;
  if (scheme !== undefined) return scheme.toLowerCase() + (authority ?? '') + withoutDots(path) + query;
  const [, baseScheme = '', baseAuthority = '', basePath = '', baseQuery = ''] = parts.exec(base)!;
  if (authority !== undefined) return baseScheme + authority + withoutDots(path) + query;
  const before = baseScheme + baseAuthority;
  if (path === '') return before + basePath + (query || baseQuery);
  if (path.startsWith('/')) return before + withoutDots(path) + query;
  const folder = basePath.slice(0, basePath.lastIndexOf('/') + 1) || (baseAuthority ? '/' : '');
  return before + withoutDots(folder + path) + query;
}

function withoutDots(path: string): string {
  if (!/(?:^|\/)\.\.?(?:\/|$)/.test(path)) return path;
  const kept: string[] = [];
  const steps = path.split('/');
  for (const [index, step] of steps.entries()) {
    if (step === '..') {
      if (kept.length > 1) kept.pop();
    } else if (step !== '.') kept.push(step);
    if (index === steps.length - 1 && (step === '.' || step === '..')) kept.push('');
  }
  return kept.join('/');
}
