import { eolOf, startOfLine } from '../document/lines.ts';
import { isEmpty, type Mapping, type Node } from '../document/node.ts';
import type { Fix } from '../issue.ts';
import { hasHan, type Language } from '../text/language.ts';
import type { TextChange } from '../text/span.ts';
import { type Named, nameIn } from './nearest.ts';
import type { Entity } from './vocabulary.ts';

/** Where a key is added. */
export interface KeyPlace {
  /** The text that the spans of nodes count in. */
  readonly text: string;
  /** The attributes of the item, or a scalar that stands for one of them. */
  readonly node: Node | undefined;
  readonly entity: Entity | undefined;
  /** The key that a scalar stands for. */
  readonly scalarKey?: string | undefined;
  /** The language of the key where the others do not show theirs. */
  readonly language: Language;
}

/** The language of a mapping's keys: that of most of those it knows, else the one given. */
export function keyLanguage(
  node: Node | undefined,
  entity: Entity | undefined,
  otherwise: Language,
): Language {
  if (node?.kind !== 'map') return otherwise;
  const known = node.entries.filter((entry) => entity?.named(entry.name));
  if (known.length === 0) return otherwise;
  return known.filter((entry) => hasHan(entry.key.source)).length * 2 >= known.length ? 'zh' : 'en';
}

/** The fix that adds a key, without a value or with one; none where there is no good place for it. */
export function keyFixes(place: KeyPlace, key: Named, value?: string): readonly Fix[] {
  const edit = insertKey(place, key, value);
  if (!edit) return [];
  const label = nameIn(key, languageAt(place));
  const params = value === undefined ? { key: label } : { key: label, value };
  return [{ title: 'insert-key', params, edits: [edit] }];
}

function languageAt({ node, entity, language }: KeyPlace): Language {
  return keyLanguage(node, entity, language);
}

/** The change that adds a key behind those that the schema has before it. A bare scalar gets its own key as well. */
function insertKey(place: KeyPlace, key: Named, value = ''): TextChange | undefined {
  const { text, node, entity, language, scalarKey } = place;
  const label = nameIn(key, languageAt(place));
  const eol = eolOf(text);
  if (node?.kind === 'scalar') {
    const own = scalarKey === undefined ? undefined : entity?.named(scalarKey);
    const { start, end } = node.span;
    const written = text.slice(start, end);
    if (!own || isEmpty(node) || written.includes('\n') || /^[|>]/.test(written)) return undefined;
    const before = text.slice(startOfLine(text, start), start);
    const name = nameIn(own, language);
    if (/^\s*(?:- +)+$/.test(before)) {
      // What stands behind the value, a comment, stays on its line.
      const rest = text.slice(end, lineEnd(text, end));
      const next = `${eol}${' '.repeat(before.length)}${label}: ${value}`;
      return { span: { start, end: end + rest.length }, text: `${name}: ${written}${rest}${next}` };
    }
    // Between brackets a comma would end the value.
    if (!/: +$/.test(before) || /[{[]/.test(before) || /[,{}[\]]/.test(written)) return undefined;
    return {
      span: { start, end },
      text: `{ ${name}: ${written}, ${label}:${value === '' ? '' : ` ${value}`} }`,
    };
  }
  if (node?.kind !== 'map' || node.entries.length === 0) return undefined;
  const entries = [...node.entries].sort((a, b) => a.key.span.start - b.key.span.start);
  const rank = rankIn(entity);
  const mine = rank(key.name);
  const ahead = entries.findLast((entry) => entity?.named(entry.name) && rank(entry.name) < mine);
  const first = entries[0]!.key.span.start;
  if (text[node.span.start] === '{') {
    if (!ahead) return { span: { start: first, end: first }, text: `${label}: ${value}, ` };
    const at = endOfEntry(text, ahead);
    const gap = value === '' && !/\s/.test(text[at] ?? ' ') ? ' ' : '';
    return { span: { start: at, end: at }, text: `, ${label}:${value === '' ? gap : ` ${value}`}` };
  }
  const indent = ' '.repeat(first - startOfLine(text, first));
  if (!ahead) return { span: { start: first, end: first }, text: `${label}: ${value}${eol}${indent}` };
  const at = lineEnd(text, endOfEntry(text, ahead));
  return { span: { start: at, end: at }, text: `${eol}${indent}${label}: ${value}` };
}

/** Where the schema has a key among those of its entity; what it does not have comes last. */
export function rankIn(entity: Entity | undefined): (name: string) => number {
  const order = new Map(entity?.keys.map((key, index) => [key.name, index]));
  return (name) => order.get(name) ?? order.size;
}

/** Where what is written of an entry ends: behind its value, or behind the colon of one that has none. */
export function endOfEntry(
  text: string,
  {
    key,
    value,
  }: { readonly key: { readonly span: { readonly end: number } }; readonly value: Node | undefined },
): number {
  if (value && !isEmpty(value)) return Math.max(key.span.end, lastOf(value));
  const colon = text.indexOf(':', key.span.end);
  return colon < 0 ? key.span.end : colon + 1;
}

/** Where the last thing that is written in a node ends. */
export function lastOf(node: Node): number {
  if (node.kind === 'scalar') return node.span.end;
  const parts = node.kind === 'map' ? entriesOf(node) : node.items.map((item) => (item ? lastOf(item) : 0));
  // A closing bracket comes after everything in it; the span of a block may run on into empty lines.
  const end = Math.max(node.span.start, isEmpty(node) ? 0 : node.span.end);
  return parts.reduce((last, part) => Math.max(last, part), end);
}

function entriesOf(node: Mapping): readonly number[] {
  return [...node.entries, ...node.duplicates].map((entry) =>
    Math.max(entry.key.span.end, entry.value ? lastOf(entry.value) : 0),
  );
}

/** The end of the line that the last written character before `offset` stands in. */
export function lineEnd(text: string, offset: number): number {
  const written = text.slice(0, offset).trimEnd().length;
  const end = text.indexOf('\n', written);
  const line = end < 0 ? text.length : end;
  return text[line - 1] === '\r' ? line - 1 : line;
}
