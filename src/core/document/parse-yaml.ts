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
import { linesOf } from './lines.ts';
import { type Entry, type Node, noEntries, type Scalar } from './node.ts';
import { nodeOfPairs } from './pair-lines.ts';
import { findTraps, type TrapContext, type Trapped } from './traps.ts';
import { readEvents, unsure } from './yaml-events.ts';
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

/** What parsing must know of a text; `from` is where it begins in its block, and is added to every span. */
export interface ParseContext extends TrapContext {
  readonly from: number;
}

/** A text of its own with what parsing must know of it. */
export interface YamlText extends ParseContext {
  readonly text: string;
}

/**
 * The only door to the YAML parsers: text to nodes with spans. What is broken is an issue, and the rest is read all
 * the same. Ordinary text takes a quick way, to the same nodes as the other.
 */
export function parseYaml(text: string, context: ParseContext): ParsedYaml {
  const { isKey, names, start, from } = context;
  return parseTexts([{ text, isKey, names, start, from }])[0]!;
}

/** `parseYaml` for many small texts, each on its own, at a fraction of the cost of one after the other. */
export function parseTexts(sources: readonly YamlText[]): readonly ParsedYaml[] {
  const traps = sources.map((source) => findTraps(source.text, source));
  const isPlain = ({ text }: YamlText, { issues }: Trapped) =>
    issues.length === 0 && !unsure.test(text) && tooDeep(text) === undefined;
  const plain = sources.map((source, index) => isPlain(source, traps[index]!));
  const events = sources.filter((_, index) => plain[index] && !traps[index]!.pairs?.length);
  const nodes = readEvents(events);
  let next = 0;
  return sources.map((source, index) => {
    const { pairs } = traps[index]!;
    if (plain[index] && pairs?.length)
      return { node: nodeOfPairs(source.text, pairs, source.from), issues: [] };
    const node = source === events[next] ? nodes[next++] : undefined;
    return node ? { node, issues: [] } : recover(source.text, traps[index]!, source, 0);
  });
}

/** Reads a text with the parser that recovers from errors, whatever the text is. */
export function parseWithRecovery(text: string, context: ParseContext): ParsedYaml {
  return recover(text, findTraps(text, context), context, 0);
}

/** `blanked` counts the lines that were left out before because they nest too deep. */
function recover(text: string, traps: Trapped, context: ParseContext, blanked: number): ParsedYaml {
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
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
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

/** Dashes, or the signs of keys, one behind the other on one line. */
const chain = new RegExp(`(?:[-?:][ \\t]+){${deepest},}`);

/** The place of the first bracket, dash or indentation that nests deeper than any report, found without recursion. */
function tooDeep(text: string): number | undefined {
  // Each level is at least a sign of its own.
  if (text.length <= deepest) return undefined;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === openBracket || char === openBrace) {
      if (++depth > deepest) return i;
    } else if ((char === closeBracket || char === closeBrace) && depth > 0) depth--;
  }
  return chain.exec(text)?.index;
}

const [openBracket, closeBracket, openBrace, closeBrace] = [...'[]{}'].map((char) => char.charCodeAt(0));

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
