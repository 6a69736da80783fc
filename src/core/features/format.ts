import type { Analysis } from '../analysis.ts';
import type { Block } from '../document/block.ts';
import { indentOf, startOfLine } from '../document/lines.ts';
import type { Node } from '../document/node.ts';
import { closingQuote, openOf } from '../document/yaml-line.ts';
import type { Span, TextChange } from '../text/span.ts';
import { type DataLine, type DataRun, dataLinesOf, dataRunsOf } from './data-lines.ts';

/** What the user's editor indents by. */
export interface FormatOptions {
  /** The blanks of one level. */
  readonly tabSize: number;
}

/**
 * The changes that put a document's data in order: indentation by level, one blank behind `:`, `-` and `,`, none before `:`,
 * blanks inside braces, none at the ends of lines. Spans count in the text, none overlap. Prose, texts over several lines,
 * quotes, comments, line breaks and the order of things stay; an item that cannot be read is only moved as a whole. Only lines
 * that touch `range` change, where one is given. What says the same before and after is all that is ever changed.
 */
export function format(analysis: Analysis, { tabSize }: FormatOptions, range?: Span): readonly TextChange[] {
  const { document } = analysis;
  const lines = range && wholeLines(document.text, range);
  const isWanted = ({ span }: TextChange) => !lines || (span.start <= lines.end && span.end >= lines.start);
  const broken = brokenSpans(analysis);
  const made = dataRunsOf(document).map((run) => {
    const { indents, blanks } = changesIn(document.text, run, tabSize, broken);
    return { all: [...indents, ...blanks].filter(isWanted), blanks: blanks.filter(isWanted) };
  });
  const together = inOrder(made.flatMap(({ all }) => all));
  if (saysTheSame(analysis, together)) return together;
  // A part of a list cannot always be indented without the rest of it.
  return inOrder(
    made.flatMap(({ all, blanks }) => [all, blanks].find((some) => saysTheSame(analysis, some)) ?? []),
  );
}

function inOrder(changes: readonly TextChange[]): readonly TextChange[] {
  return [...changes].sort((a, b) => a.span.start - b.span.start);
}

/** The lines that a range lies in; one at whose beginning it ends is none of them. */
function wholeLines(text: string, { start, end }: Span): Span {
  const last = end > start && text[end - 1] === '\n' ? end - 1 : end;
  const feed = text.indexOf('\n', last);
  return { start: startOfLine(text, start), end: feed < 0 ? text.length : feed };
}

interface Changes {
  /** Other indentation of lines. */
  readonly indents: readonly TextChange[];
  /** Other blanks behind it. */
  readonly blanks: readonly TextChange[];
}

/** A key or a dash that later lines may lie in, with the column it has and the one it is given. */
interface Level {
  readonly column: number;
  readonly dash: boolean;
  /** The column that it gets. */
  readonly to: number;
}

/** Works out what changes in a stretch of YAML; `broken` are the blocks of the document that cannot be read. */
function changesIn(text: string, run: DataRun, tabSize: number, broken: readonly Span[]): Changes {
  const indents: TextChange[] = [];
  const blanks: TextChange[] = [];
  const levels: Level[] = [];
  /** By how much the last line of its own moved: what it holds moves with it. */
  let moved = 0;
  /** Comments that wait for the line behind them, with which they move. */
  let comments: DataLine[] = [];
  /** The block that cannot be read and in which the last line of its own stands. */
  let item: Span | undefined;
  let next = 0;
  const move = ({ start, text: written }: DataLine, by: number): void => {
    // A tab is left to its problem's fix.
    const spaces = /^ */.exec(written)![0].length;
    const to = Math.max(0, spaces + by);
    if (to > spaces) indents.push(change(start, start, ' '.repeat(to - spaces)));
    else if (to < spaces) indents.push(change(start + to, start + spaces, ''));
  };
  const release = (): void => {
    // A comment at the margin belongs to no level.
    for (const comment of comments) if (indentOf(comment.text) > 0) move(comment, moved);
    comments = [];
  };
  for (const line of dataLinesOf(text, run)) {
    const { kind, open, read } = line;
    while (next < broken.length && broken[next]!.end <= line.start) next++;
    const within = broken[next] && broken[next]!.start <= line.start ? broken[next] : undefined;
    if (kind === 'blank') {
      if (line.text !== '') blanks.push(change(line.start, line.end, ''));
    } else if (kind === 'comment') {
      trailing(line, blanks);
      comments.push(line);
    } else if (kind === 'held') {
      if (line.text !== '') move(line, moved);
      if (open!.kind === 'flow' && !within) flowLine(line, indentOf(line.text), open!.brackets, blanks);
    } else {
      const { indent, dash, key } = read!;
      const goesOn = !dash && !key && levels.length > 0 && indent > levels.at(-1)!.column;
      // The lines of an item that cannot be read keep their places to each other.
      if (within && within === item) settle(levels, line, tabSize, indent + moved, true);
      else if (!goesOn) moved = settle(levels, line, tabSize, undefined, within !== undefined) - indent;
      item = within;
      release();
      move(line, moved);
      if (!within) ownLine(line, blanks);
    }
  }
  release();
  return { indents, blanks };
}

/**
 * Takes the levels down to a line's own, and returns the column that the line gets: that of its neighbours, one level deeper
 * than what it lies in, or `fixed`. `keeps` says that the blanks behind its dash stay.
 */
function settle(
  levels: Level[],
  { read }: DataLine,
  tabSize: number,
  fixed: number | undefined,
  keeps: boolean,
): number {
  const { indent, dash, column, key } = read!;
  let same: Level | undefined;
  while (levels.length > 0 && levels.at(-1)!.column >= indent) {
    const last = levels.at(-1)!;
    // A list may stand in the column of the key that it belongs to.
    if (last.column === indent && dash && !last.dash) break;
    levels.pop();
    if (last.column === indent && last.dash === dash) {
      same = last;
      break;
    }
  }
  const around = levels.at(-1);
  const deeper = around === undefined ? 0 : around.to + (around.dash ? 2 : tabSize);
  const to = fixed ?? same?.to ?? deeper;
  levels.push({ column: indent, dash, to });
  if (dash && key) levels.push({ column, dash: false, to: to + (keeps ? column - indent : 2) });
  return to;
}

/** Puts the blanks of a line in order that is a key, a dash or both. */
function ownLine(line: DataLine, blanks: TextChange[]): void {
  const { text, start } = line;
  const { indent, dash, column, key, value } = line.read!;
  const put = putter(text, start, blanks);
  // Several dashes on one line are lists in lists: rare, and better left.
  if (dash && /^-[ \t]+$/.test(text.slice(indent, column)) && text[column] !== '#' && column < text.length)
    put(indent + 1, column, ' ');
  if (key) {
    const colon = text.indexOf(':', key.span.end);
    put(key.span.end, colon, '');
    if (value.end > value.start && text[value.start] !== '#') put(colon + 1, value.start, ' ');
  }
  if (/^[[{]/.test(text.slice(value.start))) flowLine(line, value.start, '', blanks);
  else if (openOf(text, line.read!)?.kind !== 'quote') trailing(line, blanks);
}

/** Puts other blanks in place of those between two places of a line, where there are others. */
function putter(text: string, start: number, blanks: TextChange[]) {
  return (from: number, to: number, wanted: string): void => {
    if (text.slice(from, to) !== wanted) blanks.push(change(start + from, start + to, wanted));
  };
}

function trailing({ text, start, end }: DataLine, blanks: TextChange[]): void {
  const written = text.trimEnd().length;
  if (written < text.length) blanks.push(change(start + written, end, ''));
}

/**
 * Puts the blanks of brackets in order, from a place of a line to its end: `{ a: b, c: d }`, `[a, b]`. `brackets` are those
 * that are open before it. What is quoted and what stands in a comment stays.
 */
function flowLine(line: DataLine, from: number, brackets: string, blanks: TextChange[]): void {
  const { text, start } = line;
  const put = putter(text, start, blanks);
  const open = [...brackets];
  const isBlank = (index: number) => text[index] === ' ' || text[index] === '\t';
  /** Whether a value may begin here: signs inside of one are part of it. */
  let begins = true;
  for (let index = from; index < text.length; ) {
    const char = text[index]!;
    let first = index;
    while (first > from && isBlank(first - 1)) first--;
    let next = index + 1;
    while (isBlank(next)) next++;
    const isLast = next >= text.length || text[next] === '#';
    const closes = !isLast && /[\]}]/.test(text[next]!);
    if (char === '#' && (index === 0 || isBlank(index - 1))) break;
    if (begins && (char === '"' || char === "'")) {
      const close = closingQuote(text, index + 1, char);
      if (close < 0) return;
      next = close + 1;
      begins = false;
    } else if (begins && (char === '[' || char === '{')) {
      open.push(char);
      if (!isLast) put(index + 1, next, char === '{' && !closes ? ' ' : '');
    } else if (char === ']' || char === '}') {
      if (first > from && !/[[{]/.test(text[first - 1]!)) put(first, index, char === '}' ? ' ' : '');
      open.pop();
      if (open.length === 0) break;
      begins = false;
    } else if (char === ',' || (char === ':' && (next > index + 1 || next === text.length))) {
      if (first > from) put(first, index, '');
      if (!isLast && !closes) put(index + 1, next, ' ');
      begins = true;
    } else {
      if (!isBlank(index)) begins = false;
      next = index + 1;
    }
    index = next;
  }
  trailing(line, blanks);
}

function change(start: number, end: number, text: string): TextChange {
  return { span: { start, end }, text };
}

/** The blocks whose YAML has problems, in order. */
function brokenSpans({ document, of }: Analysis): readonly Span[] {
  const found: Span[] = [];
  let at = 0;
  for (const block of document.blocks) {
    if (of(block).model.issues.length > 0) found.push({ start: at, end: at + block.text.length });
    at += block.text.length;
  }
  return found;
}

/** Whether a document says the same after some changes: the same blocks with the same keys, values and problems. */
function saysTheSame({ document }: Analysis, changes: readonly TextChange[]): boolean {
  const after = document.edit(changes);
  if (after.blocks.length !== document.blocks.length) return false;
  const others = after.blocks[Symbol.iterator]();
  for (const block of document.blocks) {
    const other = others.next().value as Block;
    if (block === other) continue;
    if (block.kind !== other.kind || block.list !== other.list || block.depth !== other.depth) return false;
    if (block.opens !== other.opens) return false;
    const [before, now] = [block.parse(), other.parse()];
    if (said(before.node) !== said(now.node)) return false;
    if (before.issues.map(({ code }) => code).join() !== now.issues.map(({ code }) => code).join())
      return false;
  }
  return true;
}

/** Keys and values as a text that can be compared. */
function said(node: Node | undefined): string {
  if (!node) return '';
  if (node.kind === 'scalar') return JSON.stringify([node.source, node.quoted]);
  if (node.kind === 'list') return `[${node.items.map(said).join()}]`;
  return `{${[...node.entries, ...node.duplicates].map(({ key, value }) => `${said(key)}:${said(value)}`).join()}}`;
}
