import type { Span } from '../text/span.ts';
import { indentOf } from './lines.ts';

/**
 * What an earlier line of YAML left open, so that the next line is not a line of its own.
 * `indent` is the column of the key (or dash) it belongs to: a line that is not deeper ends it, closed or not.
 */
export type Open =
  | { readonly kind: 'block'; readonly indent: number }
  | { readonly kind: 'quote'; readonly indent: number; readonly mark: string; readonly brackets: string }
  | { readonly kind: 'flow'; readonly indent: number; readonly brackets: string };

/** YAML allows 1,024 characters before a colon, and only the parser that recovers counts them: longer keys are left to it. */
export const longestKey = 1000;

/** A line of block YAML taken apart; spans and columns count from the start of the line. */
export interface YamlLine {
  readonly indent: number;
  /** Whether it begins with the dash of a list item. */
  readonly dash: boolean;
  /** Where the text behind the dashes begins: the column of the item's own keys. */
  readonly column: number;
  /** The key, without quotes, where there is one followed by a colon and white space. */
  readonly key: { readonly text: string; readonly span: Span } | undefined;
  /** What stands behind the key's colon, or behind the dashes; without white space around it. */
  readonly value: Span;
}

/** Takes a line apart that no earlier line holds open. */
export function readLine(line: string): YamlLine {
  const indent = indentOf(line);
  let column = indent;
  for (let dash = dashAt(line, column); dash; dash = dashAt(line, column)) column += dash;
  const key = keyAt(line, column);
  let from = key ? key.after : column;
  while (line[from] === ' ' || line[from] === '\t') from++;
  const to = Math.max(from, line.trimEnd().length);
  return { indent, dash: column > indent, column, key, value: { start: from, end: to } };
}

const dash = /(?:[-—–](?=[ \t]|$)|[－﹣]|-(?=[\p{L}“《][^:：]*[:：]))[ \t]*/uy;

/**
 * The length of a list dash at the column, with the white space behind it; 0 where there is none. The dashes that
 * an input method makes count too: what they begin is an item, and the check of the line says so.
 */
export function dashAt(line: string, column: number): number {
  if (!'-—–－﹣'.includes(line[column] ?? ' ')) return 0;
  dash.lastIndex = column;
  return dash.test(line) ? dash.lastIndex - column : 0;
}

function keyAt(line: string, column: number): { text: string; span: Span; after: number } | undefined {
  const first = line[column];
  if (first === '"' || first === "'") {
    const close = line.indexOf(first, column + 1);
    const colon = close < 0 ? null : /^[ \t]*:(?=\s|$)/.exec(line.slice(close + 1));
    if (!colon) return undefined;
    const text = line.slice(column + 1, close);
    return { text, span: { start: column, end: close + 1 }, after: close + 1 + colon[0].length };
  }
  if (first === undefined || '[{#|>&*!%@`'.includes(first)) return undefined;
  let colon = line.indexOf(':', column);
  while (colon >= 0 && colon + 1 < line.length && !isBlank(line[colon + 1]!))
    colon = line.indexOf(':', colon + 1);
  if (colon < 0) return undefined;
  const text = line.slice(column, colon).trimEnd();
  // What stands behind the mark of a comment is no key.
  if (text === '' || line.lastIndexOf(' #', colon - 1) >= column) return undefined;
  return { text, span: { start: column, end: column + text.length }, after: colon + 1 };
}

function isBlank(char: string): boolean {
  return char === ' ' || /\s/.test(char);
}

/** Whether this line still belongs to what is open before it. */
export function holds(open: Open, line: string): boolean {
  const text = line.trim();
  if (text === '') return true;
  if (indentOf(line) > open.indent) return true;
  return open.kind === 'flow' && /^[\]}]/.test(text);
}

/** What is open after a line; `open` is what was open before it and holds it. */
export function openAfter(line: string, open: Open | undefined): Open | undefined {
  if (open?.kind === 'block') return open;
  if (open?.kind === 'quote') return quoted(line, 0, open.mark, open.brackets, open.indent);
  if (open) return flow(line, 0, open.brackets, open.indent);
  return openOf(line, readLine(line));
}

/** What a line opens that no earlier line holds open. */
export function openOf(line: string, { key, value, column, indent }: YamlLine): Open | undefined {
  const own = key ? column : indent;
  const first = line[value.start];
  if (first === '"' || first === "'") return quoted(line, value.start + 1, first, '', own);
  if (first === '[' || first === '{') return flow(line, value.start, '', own);
  if (/^[|>][-+\d]*(\s+#.*)?$/.test(line.slice(value.start, value.end)))
    return { kind: 'block', indent: own };
  return undefined;
}

function quoted(
  line: string,
  from: number,
  mark: string,
  brackets: string,
  indent: number,
): Open | undefined {
  const close = closingQuote(line, from, mark);
  if (close < 0) return { kind: 'quote', indent, mark, brackets };
  return brackets === '' ? undefined : flow(line, close + 1, brackets, indent);
}

/** The offset of the quote that ends a quoted text which began before `from`, or -1. */
export function closingQuote(line: string, from: number, mark: string): number {
  for (let i = from; i < line.length; i++) {
    if (mark === '"' && line[i] === '\\') i++;
    else if (line[i] === mark) {
      if (mark === "'" && line[i + 1] === "'") i++;
      else return i;
    }
  }
  return -1;
}

function flow(line: string, from: number, brackets: string, indent: number): Open | undefined {
  const { open, mark } = scanFlow(line, from, brackets);
  if (mark !== undefined) return { kind: 'quote', indent, mark, brackets: open };
  return open === '' ? undefined : { kind: 'flow', indent, brackets: open };
}

/** The length of the flow collection that a line begins with and closes; the whole line where it does not close it. */
export function flowLength(line: string): number {
  return scanFlow(line, 0, '').end;
}

/** Reads a line inside brackets: what is open behind it, the mark of a quote that is, and where the last bracket closed. */
function scanFlow(
  line: string,
  from: number,
  brackets: string,
): { open: string; mark: string | undefined; end: number } {
  const open = [...brackets];
  let start = true;
  for (let i = from; i < line.length; i++) {
    const char = line[i]!;
    if (char === '#' && (i === 0 || isBlank(line[i - 1]!))) break;
    if ((char === '"' || char === "'") && start) {
      const close = closingQuote(line, i + 1, char);
      if (close < 0) return { open: open.join(''), mark: char, end: line.length };
      i = close;
      start = false;
    } else if (char === '[' || char === '{') {
      // Only where a value begins: `105[项` is text.
      if (start) open.push(char);
    } else if (char === ']' || char === '}') {
      open.pop();
      start = false;
      if (open.length === 0) return { open: '', mark: undefined, end: i + 1 };
    } else if (char === ',' || char === ':') start = true;
    else if (start && !isBlank(char)) start = false;
  }
  return { open: open.join(''), mark: undefined, end: line.length };
}
