import type { Span } from '../text/span.ts';
import { columnOf, indentOf, linesOf, startOfLine } from './lines.ts';
import { closingQuote, dashAt, holds, type Open, openAfter, readLine } from './yaml-line.ts';

/** One step from a block's list or root down to the cursor: into an item of a list, or under a key. */
export type Step = { readonly kind: 'item' } | { readonly kind: 'key'; readonly name: string };

/** Where a cursor stands in the YAML of a block. Spans count from the block's start. */
export interface YamlCursor {
  /** The steps that lead to the mapping or value in which the cursor stands; of a value, its own key is the last. */
  readonly path: readonly Step[];
  /** `item`: a line of its own in the column of a list's dashes, where another item can begin; the path leads to the list. */
  readonly role: 'key' | 'value' | 'item';
  /** What is written of the key or value before the cursor. */
  readonly typed: string;
  /** From where `typed` begins to where the key or value ends behind the cursor. */
  readonly span: Span;
  /** The sign that a quoted value begins with. */
  readonly quote: string | undefined;
  /** Whether the cursor stands between brackets, where a comma ends a value. */
  readonly flow: boolean;
  /** The keys that the same mapping already has, before the cursor and behind it. */
  readonly siblings: readonly string[];
  /** Of a key or an item of block style: the column in which it has to stand, wherever the cursor stands. */
  readonly column: number | undefined;
}

interface Level {
  readonly column: number;
  step: Step;
  /** The keys of the mapping that this level's key belongs to. */
  readonly siblings: string[];
  /** Whether a value stands behind the key, or a plain one behind the dash. */
  filled: boolean;
}

/**
 * Finds where an offset stands, from the lines before it alone: what is being typed rarely parses, and completion
 * has to answer all the same. Undefined inside a comment.
 */
export function locate(text: string, offset: number): YamlCursor | undefined {
  const levels: Level[] = [];
  let open: Open | undefined;
  let openStart = 0;
  for (const { start, end, next } of linesOf(`${text.slice(0, offset)}\n`)) {
    const line = text.slice(start, Math.min(end, offset));
    const last = next > offset;
    if (open && last && isBelow(open, line)) open = undefined;
    if (open && (holds(open, line) || last)) {
      if (last && (open.kind !== 'flow' || holds(open, line)))
        return inOpen(text, open, openStart, offset, levels);
      if (!last) {
        open = openAfter(line, open);
        continue;
      }
    }
    open = undefined;
    if (last) return onLine(text, start, offset, levels);
    if (/^\s*(#|$)/.test(line)) continue;
    const value = descend(line, levels);
    open = openAfter(line, undefined);
    openStart = start + value;
  }
  return undefined;
}

/** Whether a line on which nothing is written yet is no deeper than the key of the text that is open: what comes is a key. */
export function isBelow({ kind, indent }: Open, line: string): boolean {
  return kind === 'block' && line.length <= indent && line.trim() === '';
}

/** Takes the levels down to a line's own key, and returns where its value begins. */
function descend(line: string, levels: Level[]): number {
  let column = indentOf(line);
  /** Where it stands beside other lines: tabs count for more than one. */
  const wider = columnOf(line) - column;
  for (let dash = dashAt(line, column); dash > 0; dash = dashAt(line, column)) {
    leave(levels, column + wider, true);
    levels.push({ column: column + wider, step: { kind: 'item' }, siblings: [], filled: false });
    column += dash;
  }
  const read = readLine(line);
  const loose = read.key
    ? undefined
    : /^([^\s:："'[\]{}#,，][^:："'[\]{}#]*?)[ \t]*[:：]/.exec(line.slice(column));
  const name = read.key?.text ?? loose?.[1];
  const from = read.key ? read.value.start : column + (loose?.[0].length ?? 0);
  const filled = !/^\s*(?:#|$)/.test(line.slice(from));
  if (name === undefined) {
    const top = levels.at(-1);
    if (top?.step.kind === 'item') top.filled = filled;
    return read.value.start;
  }
  const siblings = leave(levels, column + wider, false);
  siblings.push(name);
  levels.push({ column: column + wider, step: { kind: 'key', name }, siblings, filled });
  return from;
}

/** The keys in a column that follow a line in the same mapping, up to where it ends. */
function keysBelow(text: string, offset: number, column: number): string[] {
  const feed = text.indexOf('\n', offset);
  const found: string[] = [];
  for (const { start, end } of feed < 0 ? [] : linesOf(text, feed + 1)) {
    const line = text.slice(start, end);
    if (/^\s*(?:#|$)/.test(line)) continue;
    const indent = columnOf(line);
    if (indent > column) continue;
    const key =
      indent === column ? /^\s*(["']?)([^\s:："'#-][^:："'#]*?)\1[ \t]*[:：]/.exec(line)?.[2] : undefined;
    if (key === undefined) break;
    found.push(key);
  }
  return found;
}

/** The column of the next line that says something; 0 where none does. */
function indentBelow(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  for (const { start, end } of feed < 0 ? [] : linesOf(text, feed + 1)) {
    const line = text.slice(start, end);
    if (!/^\s*(?:#|$)/.test(line)) return columnOf(line);
  }
  return 0;
}

/** Where a line without words stands that is `column` blanks deep: before the first key of a mapping as deep as that. */
function columnOfBlank(text: string, offset: number, column: number, levels: readonly Level[]): number {
  const top = levels.at(-1);
  const below = indentBelow(text, offset);
  if (!top) return below;
  return !top.filled && top.step.kind === 'key' && top.column < below ? Math.min(column, below) : column;
}

/** Where a line stands on which no key is finished: of which level, and in which column what is written has to be. */
interface Settled {
  readonly levels: readonly Level[];
  readonly role: 'key' | 'item';
  readonly siblings: readonly string[];
  readonly column: number;
}

/** What a line belongs to that begins in a column: the cursor may stand beside the columns that are there. */
function settle(levels: readonly Level[], column: number, blank: boolean): Settled {
  const at = levels.findLastIndex((level) => level.column <= column);
  const top = levels[at];
  const key = (depth: number, siblings: readonly string[], own: number): Settled => ({
    levels: levels.slice(0, depth),
    role: 'key',
    siblings,
    column: own,
  });
  if (!top) return key(0, [], column);
  const below = levels[at + 1];
  const around = levels[at - 1];
  if (top.column === column) {
    if (top.step.kind === 'key') return key(at, top.siblings, column);
    // A list in the column of its key: what stands there without a dash is the next key.
    if (around?.column === column) return key(at - 1, around.siblings, column);
    return { levels: levels.slice(0, at), role: 'item', siblings: [], column };
  }
  if (below && blank) {
    return below.step.kind === 'key'
      ? key(at + 1, below.siblings, below.column)
      : { levels: levels.slice(0, at + 1), role: 'item', siblings: [], column: below.column };
  }
  if (!top.filled || !blank) return key(at + 1, [], column);
  return top.step.kind === 'key'
    ? key(at, top.siblings, top.column)
    : { levels: levels.slice(0, at), role: 'item', siblings: [], column: top.column };
}

/** Leaves the levels that a line at a column ends, and returns the keys of the mapping that it goes on with. */
function leave(levels: Level[], column: number, dash: boolean): string[] {
  let siblings: string[] = [];
  while (levels.length > 0) {
    const top = levels.at(-1)!;
    // A list may stand in the column of the key that it belongs to.
    if (top.column < column || (top.column === column && dash && top.step.kind === 'key')) break;
    if (top.column === column && !dash && top.step.kind === 'key') siblings = top.siblings;
    levels.pop();
  }
  return siblings;
}

function onLine(text: string, start: number, offset: number, levels: Level[]): YamlCursor | undefined {
  const line = text.slice(start, offset);
  if (/(?:^|\s)#(?:\s|$)/.test(withoutQuoted(line))) return undefined;
  const before = levels.map((level) => ({ ...level }));
  let column = indentOf(line);
  for (let dash = dashAt(line, column); dash > 0; dash = dashAt(line, column)) {
    leave(before, column, true);
    before.push({ column, step: { kind: 'item' }, siblings: [], filled: false });
    column += dash;
  }
  const named = /^("[^"]*"|'[^']*'|[^\s:："'[\]{}#,，][^:："'[\]{}#]*?)[ \t]*[:：][ \t]*/.exec(
    line.slice(column),
  );
  if (!named) {
    const dashes = column > indentOf(line);
    if (/^[[{]/.test(line.slice(column))) {
      leave(before, column, false);
      return inValue(text, start + column, offset, before);
    }
    const blank = column === line.length;
    const first = blank ? columnOfBlank(text, offset, columnOf(line), levels) : columnOf(line);
    const settled: Settled = dashes
      ? { siblings: leave(before, column, false), levels: before, role: 'key', column }
      : settle(levels, first, blank);
    const common = {
      path: settled.levels.map((level) => level.step),
      role: settled.role,
      siblings: [...settled.siblings, ...keysBelow(text, offset, settled.column)],
      column: settled.column,
    };
    if (/^["']/.test(line.slice(column)))
      return { ...inValue(text, start + column, offset, before), ...common };
    const end = endOfWord(text, offset, /[:：\n\r#]/);
    const span = { start: start + column, end };
    return { ...common, typed: line.slice(column), span, quote: undefined, flow: false };
  }
  const siblings = leave(before, column, false);
  const name = named[1]!.replace(/^["']|["']$/g, '');
  before.push({ column, step: { kind: 'key', name }, siblings: [...siblings, name], filled: true });
  return inValue(text, start + column + named[0].length, offset, before);
}

function withoutQuoted(line: string): string {
  return line.replace(/"[^"]*"|'[^']*'/g, (quoted) => '_'.repeat(quoted.length));
}

function inOpen(
  text: string,
  open: Open,
  valueStart: number,
  offset: number,
  levels: readonly Level[],
): YamlCursor | undefined {
  if (open.kind === 'flow' || (open.kind === 'quote' && open.brackets !== ''))
    return inFlow(
      text,
      valueStart,
      offset,
      levels.map((level) => level.step),
    );
  const start = startOfLine(text, offset);
  const from = start + indentOf(text.slice(start, offset));
  return value(
    levels.map((level) => level.step),
    text.slice(from, offset),
    { start: from, end: endOfWord(text, offset, /[\n\r]/) },
    undefined,
    false,
  );
}

function inValue(text: string, start: number, offset: number, levels: readonly Level[]): YamlCursor {
  const path = levels.map((level) => level.step);
  const first = text[start];
  if (start < offset && (first === '[' || (first === '{' && text[start + 1] !== '{')))
    return inFlow(text, start, offset, path);
  return plainOrQuoted(text, start, offset, path, false, /[\n\r]/);
}

function plainOrQuoted(
  text: string,
  start: number,
  offset: number,
  path: readonly Step[],
  flow: boolean,
  ends: RegExp,
): YamlCursor {
  const mark = start < offset && (text[start] === '"' || text[start] === "'") ? text[start] : undefined;
  if (mark !== undefined) {
    const line = text.slice(0, endOfWord(text, offset, /[\n\r]/));
    const close = closingQuote(line, start + 1, mark);
    return value(
      path,
      text.slice(start + 1, offset),
      { start: start + 1, end: close >= offset ? close : offset },
      mark,
      flow,
    );
  }
  let end = endOfWord(text, offset, ends);
  const comment = /\s+#\s/.exec(text.slice(offset, end));
  if (comment) end = offset + comment.index;
  while (end > offset && /\s/.test(text[end - 1]!)) end--;
  return value(path, text.slice(start, offset), { start: Math.min(start, offset), end }, undefined, flow);
}

function value(
  path: readonly Step[],
  typed: string,
  span: Span,
  quote: string | undefined,
  flow: boolean,
): YamlCursor {
  return { path, role: 'value', typed, span, quote, flow, siblings: [], column: undefined };
}

/** Inside brackets: which of them are open at the cursor, under which keys, and what is typed since the last sign. */
function inFlow(text: string, from: number, offset: number, path: readonly Step[]): YamlCursor {
  interface Bracket {
    readonly map: boolean;
    key: string | undefined;
    readonly keys: string[];
  }
  const brackets: Bracket[] = [];
  let token = from;
  for (let at = from; at < offset; at++) {
    const char = text[at]!;
    const top = brackets.at(-1);
    const blank = text.slice(token, at).trim() === '';
    if ((char === '"' || char === "'") && blank) {
      const close = closingQuote(text.slice(0, offset), at + 1, char);
      if (close < 0) break;
      at = close;
    } else if ((char === '[' || char === '{') && blank) {
      brackets.push({ map: char === '{', key: undefined, keys: [] });
      token = at + 1;
    } else if (char === ']' || char === '}') {
      brackets.pop();
      token = at + 1;
    } else if (char === ',' || char === '，') {
      if (top) top.key = undefined;
      token = at + 1;
    } else if (
      (char === ':' || char === '：') &&
      top?.map &&
      top.key === undefined &&
      text.slice(at + 1, at + 3) !== '//'
    ) {
      top.key = text
        .slice(token, at)
        .trim()
        .replace(/^["']|["']$/g, '');
      top.keys.push(top.key);
      token = at + 1;
    }
  }
  while (token < offset && /\s/.test(text[token]!)) token++;
  const steps = [...path];
  for (const bracket of brackets) {
    if (!bracket.map) steps.push({ kind: 'item' });
    else if (bracket.key !== undefined) steps.push({ kind: 'key', name: bracket.key });
  }
  const top = brackets.at(-1);
  if (top?.map && top.key === undefined) {
    let end = endOfWord(text, offset, /[:：,，}\]\n\r]/);
    while (end > offset && /\s/.test(text[end - 1]!)) end--;
    const span = { start: token, end };
    return {
      path: steps,
      role: 'key',
      typed: text.slice(token, offset),
      span,
      quote: undefined,
      flow: true,
      siblings: [...top.keys, ...keysBehind(text, span.end)],
      column: undefined,
    };
  }
  return plainOrQuoted(text, token, offset, steps, true, /[,，}\]\n\r]/);
}

/** The keys of a flow mapping that follow an offset in it, up to where it closes. */
function keysBehind(text: string, offset: number): string[] {
  const found: string[] = [];
  let depth = 0;
  for (const [sign, , key] of text
    .slice(offset)
    .matchAll(/[[{\]}]|[,，]\s*(["']?)([^\s:：,，{}[\]"'][^:：,，{}[\]"'\n]*?)\1[ \t]*[:：]/g)) {
    if (sign === '[' || sign === '{') depth++;
    else if ((sign === ']' || sign === '}') && depth-- === 0) break;
    else if (depth === 0 && key !== undefined) found.push(key);
  }
  return found;
}

function endOfWord(text: string, offset: number, ends: RegExp): number {
  const rest = text.slice(offset).search(ends);
  return rest < 0 ? text.length : offset + rest;
}
