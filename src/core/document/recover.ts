import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  type YAMLMap,
  type Node as YamlNode,
} from 'yaml';
import type { Issue } from '../issue.ts';
import { Patched } from '../text/patched.ts';
import { type Span, shift } from '../text/span.ts';
import { align, type ScalarForm } from './align.ts';
import { deepest, tooDeep } from './depth.ts';
import { lastNotBehind, linesOf, startOfLine } from './lines.ts';
import { type Entry, type Node, noEntries, type Scalar } from './node.ts';
import type { ParseContext, ParsedYaml } from './parse-yaml.ts';
import { findTraps, type Trapped } from './traps.ts';
import { readLine } from './yaml-line.ts';

/** After so many lines that nest too deep a text is no report, and nothing of it is read. */
const mostBlanked = 8;

/**
 * Reads a text with the parser that recovers from errors: what is broken is an issue, and the rest is read all the same.
 * `blanked` counts the lines that were left out before because they nest too deep.
 */
export function recover(text: string, traps: Trapped, context: ParseContext, blanked = 0): ParsedYaml {
  const patched = new Patched(text, traps.changes);
  const nesting = tooDeep(patched.text);
  const tooDeepAt = (at: number): ParsedYaml => {
    const issue: Issue = {
      code: 'yaml-too-deep',
      level: 'error',
      params: {},
      span: { start: at, end: at + 1 },
      fixes: [],
    };
    // The keys around are read without the line; an item is one thing, and what would be left of it says little.
    const rest = context.names || blanked >= mostBlanked ? undefined : withoutLine(text, at);
    const read =
      rest === undefined
        ? { node: undefined, issues: [] }
        : recover(rest, findTraps(rest, context), context, blanked + 1);
    return { node: read.node, issues: [move(issue, context.from), ...read.issues] };
  };
  if (nesting !== undefined) return tooDeepAt(patched.original(nesting));
  const parsed = parsedOf(patched.text);
  if (!parsed) return tooDeepAt(fullestLine(text));

  const issues: Issue[] = [...traps.issues];
  const withoutColon = new Set<number>();
  const lineOf = lineFinder(text);
  const linesSaid = new Set<number>(traps.issues.map((issue) => lineOf(issue.span.start)));
  const say = (code: string, start: number) => {
    const line = lineOf(start);
    // Later words about a line follow from the first; one sentence a line is what helps.
    if (linesSaid.has(line)) return;
    linesSaid.add(line);
    issues.push({ code, level: 'error', params: {}, span: wordAt(text, start), fixes: [] });
  };
  for (const error of parsed.errors) {
    if (error.code === 'MISSING_CHAR') withoutColon.add(error.pos[0]);
    say(codes[error.code] ?? 'yaml-syntax', patched.original(error.pos[0]));
  }

  const build = (node: unknown, depth: number): Node | undefined => {
    if (depth > deepest) {
      if (isNode(node)) say('yaml-too-deep', place(node.range).start);
      return undefined;
    }
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
      const named = isScalar(pair.key) && !pair.key.anchor && !pair.key.tag;
      if (!named) say('yaml-syntax', place((pair.key as YamlNode).range).start);
      // A list, a map or an alias names nothing.
      if (!isScalar(pair.key)) continue;
      const key = scalar(pair.key);
      if (pair.value === null && withoutColon.has(pair.key.range?.[0] ?? -1)) continue;
      entries.push({
        key,
        name: key.source,
        value: pair.value === null ? undefined : build(pair.value, depth + 1),
      });
    }
    return { kind: 'map', span: place(node.range), entries, duplicates: noEntries };
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
    return {
      kind: 'scalar',
      span,
      source,
      quoted,
      offsets: align(text, span, source, forms[node.type ?? ''] ?? 'plain'),
    };
  };

  const node = moveNode(build(parsed.contents, 0), context.from);
  return {
    node,
    issues: issues.sort((a, b) => a.span.start - b.span.start).map((issue) => move(issue, context.from)),
  };
}

const forms: Readonly<Record<string, ScalarForm>> = {
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'block',
};

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

/** Tells the lines of a text by number, however long they are and however often it is asked. */
function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => lastNotBehind(starts, offset);
}

/** What the parser makes of a text; undefined where keys in each other on one line overflow its stack. */
function parsedOf(text: string): ReturnType<typeof parseDocument> | undefined {
  try {
    return parseDocument(text, {
      schema: 'failsafe',
      uniqueKeys: false,
      merge: false,
      logLevel: 'silent',
      prettyErrors: false,
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Where the line has its first sign that has the most signs that can nest. */
function fullestLine(text: string): number {
  let most = -1;
  let at = 0;
  for (const line of linesOf(text)) {
    const signs = text.slice(line.start, line.end).match(/[:?-](?=[ \t]|$)/g)?.length ?? 0;
    if (signs <= most) continue;
    most = signs;
    at = line.start + text.slice(line.start, line.end).search(/\S/);
  }
  return Math.max(0, at);
}

/** The text with what stands behind the key on an offset's line blanked out, or the whole line; undefined where it is blank. */
function withoutLine(text: string, offset: number): string | undefined {
  const start = startOfLine(text, offset);
  const feed = text.indexOf('\n', offset);
  const end = feed < 0 ? text.length : feed;
  const line = text.slice(start, end);
  const { key, value } = readLine(line);
  const from = start + (key ? value.start : 0);
  if (text.slice(from, end).trim() === '') return undefined;
  return text.slice(0, from) + ' '.repeat(end - from) + text.slice(end);
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
    return { ...node, span, ...(node.offsets && { offsets: node.offsets.shifted(by) }) };
  }
  if (node.kind === 'list') return { ...node, span, items: node.items.map((item) => moveNode(item, by)) };
  const moved = (entry: Entry): Entry => ({
    ...entry,
    key: moveNode(entry.key, by),
    value: moveNode(entry.value, by),
  });
  return { ...node, span, entries: node.entries.map(moved), duplicates: node.duplicates.map(moved) };
}
