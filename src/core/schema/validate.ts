import type { Node } from '../document/node.ts';
import type { Fix, Issue, Param, Params } from '../issue.ts';
import { hasHan, type Language } from '../text/language.ts';
import type { Span } from '../text/span.ts';
import { keyFixes, lineEnd } from './insert-key.ts';
import { type Item, instanceOf, type Located } from './instance.ts';
import { below, type EntityName, entityNames, objectOf, textsOf, tokensOf } from './json-schema.ts';
import { type Named, nameIn, nearestNamed } from './nearest.ts';
import { check, type SchemaError } from './validators.ts';
import type { Entity, Vocabulary } from './vocabulary.ts';

export interface ValidateOptions {
  /** The text that spans count in: fixes that insert or remove lines need it. */
  readonly text?: string | undefined;
  /** The report's language, for names offered where the item's other keys do not show theirs. */
  readonly language?: Language | undefined;
}

/**
 * What the schemas, ours and the user's, say is wrong with an item and everything inside its node: each thing once, in
 * the order of the text, the first 10,000. Spans count as the nodes' do. An empty value is the same as an absent one.
 */
export function validateItem(
  item: Item,
  vocabulary: Vocabulary,
  options: ValidateOptions = {},
): readonly Issue[] {
  return new Validation(item, vocabulary, options).issues();
}

/** An issue on its way, with what decides whether it says something that another one says already. */
interface Problem {
  readonly code: string;
  /** A JSON pointer to what is wrong; of something missing, to where it is missing. */
  readonly path?: string | undefined;
  readonly params: Params;
  readonly span: Span;
  readonly fixes?: readonly Fix[] | undefined;
  /** The canonical name of the key that is missing, or that an unknown one probably means. */
  readonly about?: string | undefined;
}

/** From the root to a part; the last is the part itself. */
type Path = readonly [Located, ...Located[]];

/** Nobody reads more of one item, and a hundred thousand of them would be no use to an editor either. */
const mostIssues = 10_000;

class Validation {
  private readonly root: Located;
  /** How many unknown keys were found in a part so far. */
  private readonly unknownIn = new Map<Located, number>();

  constructor(
    private readonly item: Item,
    private readonly vocabulary: Vocabulary,
    private readonly options: ValidateOptions,
  ) {
    this.root = instanceOf(item);
  }

  issues(): readonly Issue[] {
    const bySchema = this.schemaProblems();
    // What has nothing wrong with it, as nearly everything, is done with here.
    if (bySchema.length === 0 && !lacksFact(this.root) && !repeats(this.item.node)) return [];
    // A fact under a mistyped key is no missing one.
    const meant = new Set(bySchema.flatMap((one) => (one.code === 'unknown-key' ? [aboutOf(one)] : [])));
    const found = [...bySchema, ...this.factless(this.root, '', meant), ...this.duplicates()];
    return onceEach(found)
      .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
      .slice(0, mostIssues)
      .map(({ code, params, span, fixes }) => ({ code, level: 'error', params, span, fixes: fixes ?? [] }));
  }

  private schemaProblems(): readonly Problem[] {
    const name = this.item.entity.name;
    if (!isEntityName(name)) return [];
    const problems = (errors: readonly SchemaError[]) => errors.flatMap((error) => this.problem(error) ?? []);
    const { user } = this.vocabulary;
    if (!user) return problems(check(name, this.root.value));
    try {
      return problems(user.check(name, this.root.value));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const params = { of: termOf(this.item.entity) };
      const endless = { code: 'schema-endless', path: '', params, span: headOf(this.root) };
      // Ours holds all the same, but does not know the keys of the user's.
      const ours = check(name, this.root.value).filter((one) => one.keyword !== 'unevaluatedProperties');
      return [endless, ...problems(ours)];
    }
  }

  private problem(error: SchemaError): Problem | undefined {
    const path = this.locate(error.instancePath);
    const here = path.at(-1)!;
    const { keyword, params } = error;
    if (error.propertyName !== undefined) return this.wrongName(error, path, error.propertyName);
    const at = { path: error.instancePath, span: valueSpan(here) };
    const key = this.nameOf(path);
    switch (keyword) {
      case 'if':
      case 'allOf':
      case 'propertyNames':
        // What stands inside them has been said already.
        return undefined;
      case 'required':
        return this.missing(path, error.instancePath, String(params['missingProperty']));
      case 'dependentRequired':
      case 'dependencies':
        return this.missing(
          path,
          error.instancePath,
          String(params['missingProperty']),
          String(params['property']),
        );
      case 'unevaluatedProperties':
      case 'additionalProperties':
        return this.unknown(
          path,
          error.instancePath,
          String(params['unevaluatedProperty'] ?? params['additionalProperty']),
          error,
        );
      case 'type':
        return { ...at, ...this.wrongType(here, textsOf(params['type']), key) };
      case 'enum':
        return { ...at, ...this.unknownValue(here, params['allowedValues'], key) };
      case 'const':
        return { ...at, code: 'not-the-value', params: { key, value: said(params['allowedValue']) } };
      case 'format':
        return { ...at, ...wrongFormat(String(params['format']), key, textIn(here)) };
      case 'minimum':
      case 'maximum':
      case 'exclusiveMinimum':
      case 'exclusiveMaximum':
        return {
          ...at,
          code: 'out-of-range',
          params: { key, comparison: comparison(String(params['comparison'])), limit: said(params['limit']) },
        };
      case 'multipleOf':
        return { ...at, code: 'not-a-multiple', params: { key, of: said(params['multipleOf']) } };
      case 'minLength':
      case 'maxLength':
      case 'minItems':
      case 'maxItems':
      case 'minProperties':
      case 'maxProperties':
        return { ...at, code: sizeCodes[keyword]!, params: { key, limit: said(params['limit']) } };
      case 'uniqueItems': {
        const again = here.children.get(String(Math.max(Number(params['i']), Number(params['j']))));
        return {
          ...at,
          span: again ? valueSpan(again) : at.span,
          code: 'repeated-value',
          params: { key, value: again ? textIn(again) : '' },
        };
      }
      case 'pattern':
        return {
          ...at,
          code: 'pattern-mismatch',
          params: { key, pattern: said(params['pattern']), ...ruleOf(error, false) },
        };
      case 'false schema':
        return { ...at, span: here.name?.span ?? at.span, code: 'not-allowed', params: { key } };
      default:
        return { ...at, code: 'schema-rule', params: { key, ...ruleOf(error, true) } };
    }
  }

  /** The parts on the way along a JSON pointer, as far as they are there. */
  private locate(pointer: string): Path {
    const path: [Located, ...Located[]] = [this.root];
    for (const token of tokensOf(pointer)) {
      const next = path.at(-1)!.children.get(token);
      if (!next) break;
      path.push(next);
    }
    return path;
  }

  /** What the writer calls the part: the key as it is written, or the key that a bare value stands for. */
  private nameOf(path: Path): Param {
    for (let index = path.length - 1; index >= 0; index--) {
      const part = path[index]!;
      if (part.name?.source) return part.name.source.trim();
      if (part.item) return part.entity ? termOf(part.entity) : '';
      const parent = path[index - 1];
      // A bare value is written without its key, and one of several names under the key of them all.
      if (part.key && (!parent || parent.item)) return { term: part.key.term };
    }
    return termOf(this.item.entity);
  }

  private missing(path: Path, pointer: string, name: string, because?: string): Problem {
    const here = path.at(-1)!;
    const key = here.entity?.named(name);
    const left = here.empty.get(name);
    const params: Params = {
      key: key ? { term: key.term } : name,
      of: this.kindOf(path),
      ...(because !== undefined && { because: this.writtenName(here, because) }),
    };
    return {
      code: because === undefined ? 'missing-key' : 'missing-dependent-key',
      path: pointer,
      params,
      span: left ? left.key.span : headOf(here),
      fixes: left ? [] : this.insertion(here, key ?? plainly(name)),
      about: name,
    };
  }

  private unknown(path: Path, pointer: string, name: string, error: SchemaError): Problem | undefined {
    const here = path.at(-1)!;
    const entity = here.entity;
    // When a part of a schema fails, ajv forgets what that part has seen.
    if (entity?.named(name)) return undefined;
    const child = here.children.get(name);
    const written = child?.name?.source ?? name;
    const things: readonly Named[] = entity
      ? entity.keys.filter((key) => !here.children.has(key.name))
      : Object.keys(objectOf(error.parentSchema?.['properties']) ?? {})
          .filter((one) => !here.children.has(one))
          .map(plainly);
    const known = this.unknownIn.get(here) ?? 0;
    this.unknownIn.set(here, known + 1);
    // Where nearly every key is unknown this is no such item, and no name is meant.
    const nearest = known < 50 ? nearestNamed(written, things, hasHan(written) ? 'zh' : 'en') : undefined;
    const span = child?.name?.span ?? here.span;
    return {
      code: 'unknown-key',
      path: below(pointer, name),
      params: { key: written.trim(), of: this.kindOf(path), ...(nearest && { nearest: nearest.text }) },
      span,
      fixes: nearest ? [replacement(span, nearest.text)] : [],
      about: nearest?.thing.name,
    };
  }

  /** A name that the writer chose is not as it must be. */
  private wrongName(error: SchemaError, path: Path, name: string): Problem {
    const here = path.at(-1)!;
    const child = here.children.get(name);
    const key = this.nameOf(path);
    const at = { path: below(error.instancePath, name), span: child?.name?.span ?? here.span };
    if (name === '' && child && error.keyword === 'format') {
      // A single figure stands under no name.
      return {
        ...at,
        span: valueSpan(child),
        code: 'wrong-shape',
        params: { key, want: { term: 'shape.periods' }, got: { term: 'shape.text' } },
      };
    }
    if (error.keyword === 'format')
      return { ...at, ...wrongFormat(String(error.params['format']), key, name) };
    if (error.keyword === 'pattern') {
      return {
        ...at,
        code: 'pattern-mismatch',
        params: { key: name, pattern: said(error.params['pattern']), ...ruleOf(error, false) },
      };
    }
    return { ...at, code: 'schema-rule', params: { key: name, ...ruleOf(error, true) } };
  }

  private wrongType(here: Located, types: readonly string[], key: Param): Pick<Problem, 'code' | 'params'> {
    const value = textIn(here);
    if (here.node?.kind === 'scalar' && !types.includes('string')) {
      if (types.includes('number')) return { code: 'not-a-number', params: { key, value } };
      if (types.includes('integer')) return { code: 'not-an-integer', params: { key, value } };
      if (types.includes('boolean')) return { code: 'not-a-boolean', params: { key, value } };
    }
    const got = { scalar: 'shape.text', map: 'shape.map', list: 'shape.list' }[here.node?.kind ?? 'scalar'];
    return { code: 'wrong-shape', params: { key, want: { term: wanted(types, here) }, got: { term: got } } };
  }

  private unknownValue(
    here: Located,
    allowed: unknown,
    key: Param,
  ): Pick<Problem, 'code' | 'params' | 'fixes'> {
    const value = textIn(here);
    const permitted = Array.isArray(allowed) ? allowed : [];
    const values = here.key?.values?.filter((one) => permitted.includes(one.name)) ?? [];
    const things: readonly Named[] = values.length ? values : permitted.map(said).map(plainly);
    const nearest = nearestNamed(value, things, hasHan(value) ? 'zh' : 'en');
    return {
      code: 'unknown-value',
      params: {
        key,
        value,
        allowed: values.length ? values.map(({ term }) => ({ term })) : things.map(({ name }) => name),
        ...(nearest && { nearest: nearest.text }),
      },
      fixes: this.otherValues(here, things, nearest),
    };
  }

  /** The fixes that write one of the values that are allowed instead, the nearest first. */
  private otherValues(
    here: Located,
    things: readonly Named[],
    nearest: { readonly thing: Named; readonly text: string } | undefined,
  ): readonly Fix[] {
    const span = valueSpan(here);
    const written = here.node?.kind === 'scalar' ? here.node.source : '';
    const language = hasHan(written) ? 'zh' : (this.options.language ?? 'en');
    const others = things.length > mostValues ? [] : things.filter((thing) => thing !== nearest?.thing);
    return [
      ...(nearest ? [replacement(span, nearest.text)] : []),
      ...others.map((thing) => ({ ...replacement(span, nameIn(thing, language)), preferred: false })),
    ];
  }

  /** A metric that says nothing: a name without a figure. */
  private factless(here: Located, path: string, meant: ReadonlySet<string>): readonly Problem[] {
    const found: Problem[] = [];
    const { entity, item } = here;
    if (entity && item && isFactless(here) && !entity.facts.some((key) => meant.has(below(path, key)))) {
      const left = entity.facts.map((key) => here.empty.get(key)).find((entry) => entry !== undefined);
      const insert =
        item.scalarKey && entity.facts.includes(item.scalarKey) ? item.scalarKey : entity.facts[0];
      const key = insert === undefined ? undefined : entity.named(insert);
      const name = item.nameKey ?? here.children.get(entity.nameKey ?? '')?.node;
      found.push({
        code: 'metric-without-fact',
        path,
        params: name?.kind === 'scalar' ? { name: name.source.trim() } : {},
        span: left ? left.key.span : headOf(here),
        fixes: left || !key ? [] : this.insertion(here, key),
      });
    }
    for (const [token, child] of here.children)
      for (const one of this.factless(child, below(path, token), meant)) found.push(one);
    return found;
  }

  /** Keys that stand twice in one mapping, also under two names. */
  private duplicates(): readonly Problem[] {
    const found: Problem[] = [];
    const visit = (node: Node | undefined) => {
      if (node?.kind === 'list') node.items.forEach(visit);
      if (node?.kind !== 'map') return;
      const firsts = new Map(
        node.duplicates.length > 0 ? node.entries.map((entry) => [entry.name, entry.key.source]) : [],
      );
      for (const entry of node.duplicates) {
        const first = firsts.get(entry.name) ?? entry.key.source;
        const same = first === entry.key.source;
        found.push({
          code: 'duplicate-key',
          params: { key: entry.key.source, ...(!same && { first }) },
          span: entry.key.span,
          fixes: this.removal(entry.key.span, entry.value?.span),
        });
      }
      for (const entry of node.entries) visit(entry.value);
    };
    visit(this.item.node);
    return found;
  }

  /** What the thing with the keys is called: an entity, or the key that an object of a user's schema stands under. */
  private kindOf(path: Path): Param {
    const here = path.at(-1)!;
    return here.entity ? termOf(here.entity) : this.nameOf(path);
  }

  private writtenName(here: Located, name: string): Param {
    const key = here.entity?.named(name);
    return here.children.get(name)?.name?.source ?? (key ? { term: key.term } : name);
  }

  /** The fix that adds a key without a value. */
  private insertion(here: Located, key: Named): readonly Fix[] {
    const { text, language = 'en' } = this.options;
    if (text === undefined) return [];
    return keyFixes({ text, node: here.node, entity: here.entity, language }, key);
  }

  /** The fix that takes away the lines of an entry, where it has lines of its own. */
  private removal(key: Span, value: Span | undefined): readonly Fix[] {
    const { text } = this.options;
    if (text === undefined) return [];
    // Not the whole line: very many keys may stand on one.
    let lineStart = key.start;
    while (text[lineStart - 1] === ' ' || text[lineStart - 1] === '\t') lineStart--;
    if (lineStart > 0 && text[lineStart - 1] !== '\n') return [];
    const last = text.slice(0, Math.max(key.end, value?.end ?? 0)).trimEnd().length;
    const end = lineEnd(text, Math.max(last, key.end));
    // A flow map may go on in the same line.
    if (/[,}\]]/.test(text.slice(Math.max(last, key.end), end))) return [];
    const after = text.indexOf('\n', end);
    const span =
      after < 0
        ? { start: Math.max(0, lineStart - 1), end: text.length }
        : { start: lineStart, end: after + 1 };
    return [
      { title: 'remove-key', params: { key: text.slice(key.start, key.end) }, edits: [{ span, text: '' }] },
    ];
  }
}

/** A longer list of values is for completion. */
const mostValues = 12;

const sizeCodes: Readonly<Record<string, string>> = {
  minLength: 'too-short',
  maxLength: 'too-long',
  minItems: 'too-few',
  maxItems: 'too-many',
  minProperties: 'too-few',
  maxProperties: 'too-many',
};

const formatCodes: ReadonlyMap<string, string> = new Map([
  ['figure', 'not-a-figure'],
  ['due', 'not-a-date'],
  ['day', 'not-a-date'],
  ['date', 'not-a-date'],
  ['period', 'not-a-period'],
]);

function wrongFormat(format: string, key: Param, value: string): Pick<Problem, 'code' | 'params'> {
  const code = formatCodes.get(format);
  return code ? { code, params: { key, value } } : { code: 'wrong-format', params: { key, value, format } };
}

function comparison(sign: string): string {
  return { '>=': '≥', '<=': '≤' }[sign] ?? sign;
}

/** The shape that a part must have, as a term. */
function wanted(types: readonly string[], here: Located): string {
  const key = here.item ? undefined : here.key;
  const kind = key?.kind;
  if (types.includes('array')) {
    if (kind === 'names') return 'shape.names';
    if (kind === 'entities') return 'shape.items';
    return key?.many ? 'shape.texts' : 'shape.list';
  }
  if (types.includes('object')) {
    if (kind === 'figures') return key?.schema['propertyNames'] ? 'shape.periods' : 'shape.figures';
    return kind === 'parts' || kind === 'groups' ? 'shape.parts' : 'shape.map';
  }
  if (types.includes('string')) {
    const figures =
      kind === 'figure' || (kind === 'figures' && !key?.textAllowed) || kind === 'parts' || kind === 'groups';
    return figures ? 'shape.figure' : 'shape.text';
  }
  return types.includes('number') || types.includes('integer') ? 'shape.number' : 'shape.text';
}

function isEntityName(name: string): name is EntityName {
  return (entityNames as readonly string[]).includes(name);
}

function termOf(entity: Entity): Param {
  return { term: entity.name };
}

/** A name of a user's schema that is called nothing else. */
function plainly(name: string): Named {
  return { name, labels: { en: name, zh: name }, names: [name] };
}

function said(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** What a user's schema says of its own rule. A title mostly names the key, so that it serves only where nothing else does. */
function ruleOf(error: SchemaError, titles: boolean): Params {
  const rule =
    textsOf(error.parentSchema?.['description'])[0] ??
    (titles ? textsOf(error.parentSchema?.['title'])[0] : undefined);
  return rule === undefined ? {} : { rule };
}

/** Whether a part is an item that needs a fact and has none. */
function isFactless({ entity, item, value }: Located): boolean {
  const object = entity && item && entity.facts.length > 0 ? objectOf(value) : undefined;
  return object !== undefined && !entity!.facts.some((key) => key in object);
}

/** Whether a part, or one inside it, is an item without a fact. */
function lacksFact(here: Located): boolean {
  return isFactless(here) || here.parts.some(lacksFact);
}

/** Whether a key stands twice in a mapping of a tree. */
function repeats(node: Node | undefined): boolean {
  if (node === undefined || node.kind === 'scalar') return false;
  if (node.kind === 'list') return node.items.some(repeats);
  return node.duplicates.length > 0 || node.entries.some((entry) => repeats(entry.value));
}

/** What is written at a part, in short. */
function textIn(here: Located): string {
  const { value, node } = here;
  if (typeof value === 'string' && node?.kind === 'scalar' && !node.source.includes(value))
    return node.source.trim();
  return typeof value === 'string' ? value : node?.kind === 'scalar' ? node.source.trim() : '';
}

/** Where something about a whole item, or missing in it, is shown: its name in a map, else its first key. */
function headOf(here: Located): Span {
  if (here.name) return here.name.span;
  const node = here.node;
  if (node?.kind === 'map' && node.entries[0]) return node.entries[0].key.span;
  return node?.span ?? here.span;
}

/** Where a wrong value is shown: a scalar itself; of anything larger the key, so that not a whole list is underlined. */
function valueSpan(here: Located): Span {
  if (here.node?.kind === 'scalar' && typeof here.value !== 'object')
    return here.item ? here.node.span : here.span;
  return here.node?.kind === 'scalar' ? here.node.span : headOf(here);
}

function replacement(span: Span, text: string): Fix {
  return { title: 'replace', params: { text }, edits: [{ span, text }], preferred: true };
}

/** The problems without what follows from others: none is said twice, and a part of the wrong shape is nothing else besides. */
function onceEach(problems: readonly Problem[]): Problem[] {
  const settled = new Map<string, Problem>();
  for (const problem of problems) {
    if (problem.path !== undefined && decisive.has(problem.code) && !settled.has(problem.path))
      settled.set(problem.path, problem);
  }
  const meant = new Set(
    problems.flatMap((one) => (one.code === 'unknown-key' && one.about !== undefined ? [aboutOf(one)] : [])),
  );
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const { code, path, span, about } = problem;
    if (path !== undefined && upwards(path).some((at) => (settled.get(at) ?? problem) !== problem))
      return false;
    if (isMissing(code) && meant.has(aboutOf(problem))) return false;
    const once = `${code} ${span.start} ${span.end} ${isMissing(code) ? about : ''}`;
    if (seen.has(once)) return false;
    seen.add(once);
    return true;
  });
}

const decisive: ReadonlySet<string> = new Set([
  'wrong-shape',
  'not-a-number',
  'not-an-integer',
  'not-a-boolean',
  'unknown-value',
  'unknown-key',
  'not-allowed',
]);

function isMissing(code: string): boolean {
  return code === 'missing-key' || code === 'missing-dependent-key';
}

/** The place of the key that is missing, or that an unknown one probably means. */
function aboutOf({ code, path = '', about = '' }: Problem): string {
  return below(isMissing(code) ? path : above(path), about);
}

function above(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}

/** The pointer and all above it, the root last. */
function upwards(pointer: string): readonly string[] {
  return pointer === '' ? [''] : [pointer, ...upwards(above(pointer))];
}
