import { isAlias, isMap, isScalar, isSeq, type Pair, parseDocument, type YAMLMap } from 'yaml';
import type { Issue } from '../issue.ts';
import { Patched } from '../text/patched.ts';
import { type Span, shift } from '../text/span.ts';
import type { Entry, Node, Scalar } from './node.ts';
import { findTraps, type TrapContext } from './traps.ts';
import { readLine } from './yaml-line.ts';

/** A parsed text: its tree, keys under the names they were written with, and what is wrong with it as YAML. */
export interface ParsedYaml {
  readonly node: Node | undefined;
  readonly issues: readonly Issue[];
}

/** After so many lines that nest too deep a text is no report, and nothing of it is read. */
const mostBlanked = 8;

/** No report nests deeper; beyond it values are left out rather than a stack overflowed. */
const deepest = 64;

/**
 * The only door to a YAML parser: text to nodes with spans. What is broken is an issue, and the rest is read all
 * the same. `from` is added to every span: where the text begins in its block. `blanked` counts the lines that were left
 * out before because they nest too deep.
 */
export function parseYaml(
  text: string,
  context: TrapContext & { readonly from: number },
  blanked = 0,
): ParsedYaml {
  const traps = findTraps(text, context);
  const patched = new Patched(text, traps.changes);
  const nesting = tooDeep(patched.text);
  if (nesting !== undefined) {
    const at = patched.original(nesting);
    const issue: Issue = {
      code: 'yaml-too-deep',
      level: 'error',
      params: {},
      span: { start: at, end: at + 1 },
      fixes: [],
    };
    // The keys around are read without the line; an item is one thing, and what would be left of it says little.
    const rest = context.names || blanked >= mostBlanked ? undefined : withoutLine(text, at);
    const read = rest === undefined ? { node: undefined, issues: [] } : parseYaml(rest, context, blanked + 1);
    return { node: read.node, issues: [move(issue, context.from), ...read.issues] };
  }
  const parsed = parseDocument(patched.text, {
    schema: 'failsafe',
    uniqueKeys: false,
    merge: false,
    logLevel: 'silent',
    prettyErrors: false,
  });

  const issues: Issue[] = [...traps.issues];
  const withoutColon = new Set<number>();
  const linesSaid = new Set<number>(traps.issues.map((issue) => lineOf(text, issue.span.start)));
  for (const error of parsed.errors) {
    const start = patched.original(error.pos[0]);
    if (error.code === 'MISSING_CHAR') withoutColon.add(error.pos[0]);
    const line = lineOf(text, start);
    // The parser's later words about a line follow from its first; one sentence a line is what helps.
    if (linesSaid.has(line)) continue;
    linesSaid.add(line);
    const code = codes[error.code] ?? 'yaml-syntax';
    issues.push({ code, level: 'error', params: {}, span: wordAt(text, start), fixes: [] });
  }

  const build = (node: unknown, depth: number): Node | undefined => {
    if (depth > deepest) return undefined;
    if (isMap(node)) return mapping(node, depth);
    if (isSeq(node)) {
      return {
        kind: 'list',
        span: place(node.range),
        items: node.items.map((item) => build(isPair(item) ? undefined : item, depth + 1)),
      };
    }
    if (isScalar(node)) return scalar(node);
    if (isAlias(node)) return plain(place(node.range), text);
    return undefined;
  };
  const place = (range: readonly number[] | null | undefined): Span => {
    const [start = 0, end = 0] = range ?? [];
    return { start: patched.original(start), end: Math.max(patched.original(start), patched.original(end)) };
  };
  const mapping = (node: YAMLMap, depth: number): Node => {
    const entries: Entry[] = [];
    for (const pair of node.items as Pair[]) {
      if (!isScalar(pair.key)) continue;
      const key = scalar(pair.key);
      if (pair.value === null && withoutColon.has(pair.key.range?.[0] ?? -1)) continue;
      entries.push({
        key,
        name: key.source,
        value: pair.value === null ? undefined : build(pair.value, depth + 1),
      });
    }
    return { kind: 'map', span: place(node.range), entries, duplicates: [] };
  };
  const scalar = (node: {
    range?: readonly number[] | null;
    value: unknown;
    type?: string | undefined;
  }): Scalar => {
    const replaced = patched.replacedAt(node.range?.[0] ?? -1);
    if (replaced) return plain(replaced, text);
    const span = place(node.range);
    const source = String(node.value ?? '');
    const quoted = node.type !== 'PLAIN';
    if (!quoted && span.end - span.start === source.length) return { kind: 'scalar', span, source, quoted };
    return { kind: 'scalar', span, source, quoted, offsets: align(text, span, source, node.type) };
  };

  const node = moveNode(build(parsed.contents, 0), context.from);
  return {
    node,
    issues: issues.sort((a, b) => a.span.start - b.span.start).map((issue) => move(issue, context.from)),
  };
}

const codes: Readonly<Record<string, string>> = {
  BAD_INDENT: 'yaml-indent',
  TAB_AS_INDENT: 'tab-indent',
  MISSING_CHAR: 'missing-colon',
  MULTILINE_IMPLICIT_KEY: 'missing-colon',
};

function isPair(item: unknown): boolean {
  return typeof item === 'object' && item !== null && 'key' in item;
}

function plain(span: Span, text: string): Scalar {
  return { kind: 'scalar', span, source: text.slice(span.start, span.end), quoted: false };
}

/** The word or sign at an offset, for an error that the parser gives as a point. */
function wordAt(text: string, start: number): Span {
  // The parser points at the indentation where the word behind it is meant.
  const blank = /^[ \t]*(?=\S)/.exec(text.slice(start))?.[0].length ?? 0;
  const at = Math.min(start + blank, Math.max(0, text.length - 1));
  const word = /^[^\s:：,，{}[\]"']+|^[^\n]/.exec(text.slice(at));
  return { start: at, end: at + (word ? word[0].length : Math.min(1, text.length - at)) };
}

function lineOf(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1);
}

/** The place of the first bracket, dash or indentation that nests deeper than any report, found without recursion. */
function tooDeep(text: string): number | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '[' || char === '{') {
      if (++depth > deepest) return i;
    } else if ((char === ']' || char === '}') && depth > 0) depth--;
  }
  const chain = new RegExp(`(?:[-?:][ \\t]+){${deepest},}`).exec(text);
  if (chain) return chain.index;
  return undefined;
}

/** The text with what stands behind the key on an offset's line blanked out, or the whole line; undefined where it is blank. */
function withoutLine(text: string, offset: number): string | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const feed = text.indexOf('\n', offset);
  const end = feed < 0 ? text.length : feed;
  const line = text.slice(start, end);
  const { key, value } = readLine(line);
  const from = start + (key ? value.start : 0);
  if (text.slice(from, end).trim() === '') return undefined;
  return text.slice(0, from) + ' '.repeat(end - from) + text.slice(end);
}

/** The offset in the text of each unit of a scalar's value, and of its end; quotes, folds, indentation and escapes lie between. */
function align(text: string, span: Span, source: string, type: string | undefined): number[] {
  let at = span.start;
  if (type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED') at = text.indexOf('\n', at) + 1;
  else if (type !== 'PLAIN') at++;
  const offsets: number[] = [];
  for (const unit of source.split('')) {
    while (type === 'QUOTE_DOUBLE' && text[at] === '\\' && /\s/.test(text[at + 1] ?? '')) at += 2;
    if (type === 'QUOTE_DOUBLE' && text[at] === '\\') {
      offsets.push(at);
      at += { x: 4, u: 6, U: 10 }[text[at + 1] ?? ''] ?? 2;
      continue;
    }
    const fits = (i: number) => text[i] === unit || (unit === ' ' && text[i] === '\n');
    let next = at;
    while (next < span.end && !fits(next) && /[\s']/.test(text[next]!)) next++;
    if (next < span.end && fits(next)) at = next;
    offsets.push(Math.min(at, span.end));
    if (at < span.end) at++;
  }
  offsets.push(Math.min(at, span.end));
  return offsets;
}

function move(issue: Issue, by: number): Issue {
  if (by === 0) return issue;
  const fixes = issue.fixes.map((fix) => ({
    ...fix,
    edits: fix.edits.map((edit) => ({ ...edit, span: shift(edit.span, by) })),
  }));
  return { ...issue, span: shift(issue.span, by), fixes };
}

function moveNode<N extends Node | undefined>(node: N, by: number): N {
  if (by === 0 || node === undefined) return node;
  const span = shift(node.span, by);
  if (node.kind === 'scalar') {
    return { ...node, span, ...(node.offsets && { offsets: node.offsets.map((offset) => offset + by) }) };
  }
  if (node.kind === 'list') return { ...node, span, items: node.items.map((item) => moveNode(item, by)) };
  const moved = (entry: Entry): Entry => ({
    ...entry,
    key: moveNode(entry.key, by),
    value: moveNode(entry.value, by),
  });
  return { ...node, span, entries: node.entries.map(moved), duplicates: node.duplicates.map(moved) };
}
