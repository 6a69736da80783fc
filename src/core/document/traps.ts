import type { Fix, Issue, Level, Params } from '../issue.ts';
import { hasHan } from '../text/language.ts';
import type { Span, TextChange } from '../text/span.ts';
import { eolOf, type Line, linesOf, startOfLine } from './lines.ts';
import { type PairLine, pairOf } from './pair-lines.ts';
import {
  closingQuote,
  dashAt,
  flowLength,
  holds,
  type Open,
  openAfter,
  openOf,
  readLine,
  type YamlLine,
} from './yaml-line.ts';

/** What the check of the lines must know of a text. */
export interface TrapContext {
  readonly isKey: (written: string) => boolean;
  /** Whether the first line's key may be any name: the text is an item of a map of names. */
  readonly names: boolean;
  /** Whether the text begins the file, where a document mark is harmless. */
  readonly start: boolean;
}

/** What the check of the lines found: the problems, and the changes after which a YAML parser reads what was meant. */
export interface Trapped {
  readonly issues: readonly Issue[];
  readonly changes: readonly TextChange[];
  /** All lines of the text that are not blank, where each is a key of one mapping with a plain text behind it. */
  readonly pairs: readonly PairLine[] | undefined;
}

/**
 * Checks the lines of a YAML text before a parser sees them, since afterwards the structure is lost: ordinary office
 * lines that YAML misreads, and the parts of YAML that reports do without. Each is one issue with its fix and
 * one change that recovers what was meant. Spans count from the start of the text.
 */
export function findTraps(text: string, context: TrapContext): Trapped {
  const lines = [...linesOf(text)];
  const found = new Findings(text);
  const columns = new Columns();
  let pairs: PairLine[] | undefined = [];
  let first = true;
  let open: Open | undefined;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!;
    const written = text.slice(line.start, line.end);
    if (open && holds(open, written)) {
      open = openAfter(written, open);
      continue;
    }
    open = undefined;
    const harmless = harmlessLine.exec(written);
    if (harmless) {
      const read = takeApart(harmless);
      if (/^[[{]/.test(harmless[4] ?? '')) countEntries(text, line, read.value, found);
      checkColumn(line, read, text, context, columns, found);
      if (found.enough) return found.leaveOut(line.start + read.value.start);
      if (blockSign.test(harmless[4] ?? '')) open = { kind: 'block', indent: read.column };
      const pair = pairs && pairOf(written, line, read, pairs[0]);
      if (pair) pairs!.push(pair);
      else pairs = undefined;
      first = false;
      continue;
    }
    if (/^ *$/.test(written)) continue;
    pairs = undefined;
    if (/^\s*(#|$)/.test(written)) continue;
    const read = readLine(written);
    if (!markLine(line, written, context.start && first, found)) {
      checkLine(text, lines, index, read, context, first, found);
      checkColumn(line, read, text, context, columns, found);
    }
    if (found.enough) return found.leaveOut(line.start + read.value.start);
    open = openOf(written, read);
    if (open && !closesBelow(text, lines, index, open)) open = undefined;
    first = false;
  }
  found.pairs = pairs;
  return found;
}

/** A word between brackets, in which no sign has a meaning. */
const word = String.raw`[^\s:：,，{}[\]"'#&*!|>%@\x60?-][^:：,，{}[\]"'#\t\r]*`;
const pair = `${word}: +${word}`;
const key = String.raw`[^\s:："'{}[\]#,，&*!|>%@\x60?<.﹣－—–-][^:："'{}[\]#\t\r]*`;
const text = String.raw`(?:[^\s:"'{}[\]#,&*!|>%@\x60?-]|-(?!\s))(?:[^:#\t\r]|:(?=\S))*`;
const enclosed = [
  String.raw`"[^"\\]*"|'[^']*'`,
  String.raw`\{ *(?:${pair}(?:, +${pair})*)?\}`,
  String.raw`\[ *(?:${word}(?:, +${word})*)?\]`,
].join('|');

/**
 * Most lines of a report: a key, and behind its colon nothing, a plain text, one in quotes, plain words in brackets, or
 * the sign of a text over several lines. No trap can lie in them, apart from the column of the key.
 */
const harmlessLine = new RegExp(`^( *)((?:- +)*)(${key}):(?: +(${text}|(?:${enclosed}|[|>]-?) *)| *)$`);

const blockSign = /^[|>]/;

/** The parts of a harmless line. */
function takeApart([line, indentation, dashes, key, value]: RegExpExecArray): YamlLine {
  const indent = indentation!.length;
  const column = indent + dashes!.length;
  const end = line!.trimEnd().length;
  const text = key!.trimEnd();
  return {
    indent,
    dash: column > indent,
    column,
    key: { text, span: { start: column, end: column + text.length } },
    value: value === undefined ? { start: end, end } : { start: end - value.trimEnd().length, end },
  };
}

/** A key that stands in no column of those around it. */
interface Misplaced {
  /** The column that it was meant to stand in. */
  readonly column: number;
  /** Where it stands below a name that has its value beside it already: that value. */
  readonly value: Span | undefined;
}

/** The columns of the mappings that are open, and of the dashes of lists, innermost last. */
class Columns {
  readonly #open: { readonly column: number; readonly dash: boolean }[] = [];
  /** The value beside the last key. */
  #value: Span | undefined;

  /** Takes in a line with a key or a dash, and says where its key should stand if it stands nowhere. */
  place(
    { dash, key, value }: YamlLine,
    indent: number,
    column: number,
    start: number,
  ): Misplaced | undefined {
    const before = this.#value;
    this.#value =
      value.end > value.start ? { start: start + value.start, end: start + value.end } : undefined;
    if (dash) {
      while (this.#top !== undefined && this.#top.column > indent) this.#open.pop();
      if (!this.#top?.dash || this.#top.column < indent) this.#open.push({ column: indent, dash: true });
      if (key) this.#open.push({ column, dash: false });
      return undefined;
    }
    const last = this.#top;
    if (last === undefined) this.#open.push({ column, dash: false });
    if (last === undefined || (last.column === column && !last.dash)) return undefined;
    let left: number | undefined;
    const outer = [...this.#open];
    for (
      let top = outer.at(-1);
      top && (top.dash ? top.column >= column : top.column > column);
      top = outer.at(-1)
    ) {
      if (!top.dash) left = top.column;
      outer.pop();
    }
    const around = outer.at(-1);
    if (around?.column === column && !around.dash) {
      this.#open.splice(outer.length);
      return undefined;
    }
    if (left !== undefined) {
      while (this.#top!.column > left || this.#top!.dash) this.#open.pop();
      return { column: left, value: undefined };
    }
    if (before === undefined || around === undefined || around.dash) {
      this.#open.splice(outer.length, this.#open.length, { column, dash: false });
      return undefined;
    }
    // The keys of a name that has its value beside it are meant to stand below the name together with that value.
    const name = this.#open.length === 1;
    if (name) this.#open.push({ column, dash: false });
    return { column: around.column, value: name ? before : undefined };
  }

  /** Takes in a line of text: what comes next may belong to it. */
  loose(): void {
    this.#value = undefined;
  }

  get #top() {
    return this.#open.at(-1);
  }
}

/** A known key that is indented more or less than those around it. */
function checkColumn(
  line: Line,
  read: YamlLine,
  text: string,
  context: TrapContext,
  columns: Columns,
  found: Findings,
): void {
  if (!read.key && !read.dash) {
    columns.loose();
    return;
  }
  // Columns count as they are once tabs are two spaces and a dash has a space behind it.
  const indentation = text.slice(line.start, line.start + read.indent);
  const tabs = indentation.includes('\t') ? indentation.split('\t').length - 1 : 0;
  const column = tabs + (read.dash ? Math.max(read.column, read.indent + 2) : read.column);
  const misplaced = columns.place(read, read.indent + tabs, column, line.start);
  if (!misplaced || tabs > 0 || !read.key || !context.isKey(read.key.text)) return;
  const word = { start: line.start + read.key.span.start, end: line.start + read.key.span.end };
  const { value } = misplaced;
  if (value && context.names) {
    const written = text.slice(value.start, value.end);
    if (!/\d/.test(written)) return;
    const key = hasHan(read.key.text) ? '数值' : 'value';
    const eol = eolOf(text);
    const change = {
      span: { start: value.start, end: value.start },
      text: `${eol}${' '.repeat(read.column)}${key}: `,
    };
    found.mend('yaml-indent', word, 'insert-key', change, { value: written }, 'error', { key });
    return;
  }
  const span = { start: line.start, end: line.start + read.indent };
  found.mend('yaml-indent', word, 'align', { span, text: ' '.repeat(misplaced.column) });
}

/** Nobody mends more of them one by one, and each costs time. */
const mostMistakes = 1000;

/** More between brackets is no text that somebody types. What stands there is read as a whole at each key. */
const mostEntries = 10_000;

class Findings implements Trapped {
  pairs: readonly PairLine[] | undefined;
  readonly issues: Issue[] = [];
  changes: TextChange[] = [];
  readonly #text: string;
  #entries = 0;
  /** Whether a bound is reached behind which nothing more is looked at. */
  enough = false;

  constructor(text: string) {
    this.#text = text;
  }

  add(code: string, span: Span, fixes: readonly Fix[], params: Params = {}, level: Level = 'error'): void {
    if (this.enough) return;
    this.issues.push({ code, level, params, span, fixes });
    if (this.issues.length >= mostMistakes) this.#stop('yaml-too-many-mistakes', span, mostMistakes);
  }

  /** Takes in the comma behind an entry between brackets. */
  countEntry(comma: number): void {
    if (this.enough || ++this.#entries <= mostEntries) return;
    this.#stop('yaml-too-many-entries', { start: comma, end: comma + 1 }, mostEntries);
  }

  /** Leaves out the text from an offset on: so much of it is wrong, or of it there is, that it cannot be read. */
  leaveOut(from: number): this {
    const span = { start: from, end: this.#text.length };
    this.changes = this.changes.filter((change) => change.span.start < from);
    this.changes.push({ span, text: '' });
    return this;
  }

  #stop(code: string, span: Span, limit: number): void {
    this.enough = true;
    this.issues.push({ code, level: 'error', params: { limit: String(limit) }, span, fixes: [] });
  }

  /** The issue whose only fix is the change that recovers what was meant. */
  mend(
    code: string,
    span: Span,
    title: string,
    change: TextChange,
    params: Params = {},
    level: Level = 'error',
    said: Params = {},
  ): void {
    this.changes.push(change);
    this.add(
      code,
      span,
      [{ title, params: { text: change.text.trim(), ...said }, edits: [change], preferred: true }],
      params,
      level,
    );
  }

  /** A value that has to stand in quotes. */
  quote(code: string, value: Span, more: readonly Fix[] = []): void {
    const written = this.#text.slice(value.start, value.end);
    const change = { span: value, text: quoteValue(written) };
    this.changes.push(change);
    const fix: Fix = {
      title: 'quote-value',
      params: { text: change.text },
      edits: [change],
      preferred: true,
    };
    this.add(code, value, [fix, ...more], { value: written });
  }
}

/** A value as a quoted YAML scalar: in double quotes, or in single ones where it has a double quote or a backslash itself. */
export function quoteValue(value: string): string {
  return /["\\]/.test(value) ? `'${value.replaceAll("'", "''")}'` : `"${value}"`;
}

/** Lines that stand outside every value: document marks and directives. */
function markLine(line: Line, written: string, harmless: boolean, found: Findings): boolean {
  const mark = /^(?:---|\.\.\.)(?=\s|$)/.test(written)
    ? 'yaml-documents'
    : /^%(?:YAML|TAG)\b/.test(written)
      ? 'yaml-directive'
      : undefined;
  if (!mark) return false;
  if (mark === 'yaml-documents' && harmless && written.trim() === '---') return true;
  const span = { start: line.start, end: line.end };
  found.mend(mark, span, 'remove', { span, text: '' }, { value: written.trim() });
  return true;
}

function checkLine(
  text: string,
  lines: readonly Line[],
  index: number,
  read: YamlLine,
  context: TrapContext,
  first: boolean,
  found: Findings,
): void {
  const line = lines[index]!;
  const written = text.slice(line.start, line.end);
  const at = (start: number, end: number): Span => ({ start: line.start + start, end: line.start + end });

  const indentation = /^[ \t]*/.exec(written)![0];
  if (indentation.includes('\t')) {
    const span = at(0, indentation.length);
    found.mend('tab-indent', span, 'spaces-for-tabs', { span, text: indentation.replaceAll('\t', '  ') });
  }

  let column = indentation.length;
  for (let length = dashAt(written, column); length; length = dashAt(written, column)) {
    const dash = at(column, column + length);
    const mark = written[column]!;
    if (mark === '-' && length === 1 && column + 1 < written.length) {
      found.mend('dash-space', at(column, column + 1), 'insert-space', { span: dash, text: '- ' });
    }
    if (mark !== '-')
      found.mend('wrong-dash', at(column, column + 1), 'replace', { span: dash, text: '- ' }, { mark });
    column += length;
  }

  if (read.key?.text === '<<') {
    const span = at(column, written.trimEnd().length);
    found.mend('yaml-merge', at(column, column + 2), 'remove', { span, text: '' });
    return;
  }
  if (halfTypedKey(text, lines, index, read.key !== undefined, column)) {
    const word = at(column, written.trimEnd().length);
    const parted = /^(\S+)([ \t]+)\S/.exec(written.slice(column));
    if (parted && context.isKey(parted[1]!)) {
      const gap = column + parted[1]!.length;
      found.mend('missing-colon', word, 'insert-colon', {
        span: at(gap, gap + parted[2]!.length),
        text: ': ',
      });
      return;
    }
    // As a comment the word is out of the parser's way, and the keys below it are read.
    found.changes.push({ span: at(column, column), text: '# ' });
    found.add('missing-colon', word, [
      {
        title: 'insert-colon',
        params: {},
        edits: [{ span: at(word.end - line.start, word.end - line.start), text: ': ' }],
      },
    ]);
    return;
  }
  const named = (key: string) =>
    context.isKey(key) || (context.names && first && read.column === read.indent);
  const colon = wrongColon(written, column, read.key !== undefined, named);
  let from = read.value.start;
  if (colon) {
    const mark = at(colon.mark, colon.mark + 1);
    const change = { span: at(colon.mark, colon.after), text: ': ' };
    if (colon.code === 'fullwidth-colon') found.mend(colon.code, mark, 'replace', change, { key: colon.key });
    else found.mend(colon.code, mark, 'insert-space', change, { key: colon.key });
    from = colon.after;
  }
  checkValue(
    text,
    lines,
    index,
    line.start + from,
    line.start + Math.max(from, written.trimEnd().length),
    context,
    found,
  );
}

/** Whether the line is a word without a colon, and the next line a key in the same column: a key somebody is typing. */
function halfTypedKey(
  text: string,
  lines: readonly Line[],
  index: number,
  hasKey: boolean,
  column: number,
): boolean {
  const line = text.slice(lines[index]!.start, lines[index]!.end);
  if (hasKey || !/^[^\s"'[\]{}#&*!|>%@`:：][^"'[\]{}#:：]*$/.test(line.slice(column))) return false;
  const next = lines[index + 1];
  if (!next) return false;
  const below = readLine(text.slice(next.start, next.end));
  return below.key !== undefined && below.indent === column && !below.dash;
}

interface WrongColon {
  readonly code: 'fullwidth-colon' | 'missing-space';
  readonly key: string;
  readonly mark: number;
  readonly after: number;
}

/** A known key's colon that YAML does not take for one: full-width, or without a space behind it. */
function wrongColon(
  line: string,
  column: number,
  hasKey: boolean,
  named: (key: string) => boolean,
): WrongColon | undefined {
  const match = /^([^\s:："'[\]{}#,，][^:："'[\]{}#]*)([:：])/.exec(line.slice(column));
  if (!match) return undefined;
  const key = withoutBlanks(match[1]!);
  const mark = column + match[0].length - 1;
  let after = mark + 1;
  while (line[after] === ' ') after++;
  if (match[2] === '：') {
    return named(key) ? { code: 'fullwidth-colon', key, mark, after } : undefined;
  }
  const spaced = mark + 1 >= line.length || /\s/.test(line[mark + 1]!);
  if (spaced || hasKey || line.startsWith('//', mark + 1) || !named(key)) return undefined;
  return { code: 'missing-space', key, mark, after };
}

/** Whether what a line opens is closed on the lines that may still belong to it. */
function closesBelow(text: string, lines: readonly Line[], index: number, from: Open): boolean {
  if (from.kind === 'block') return true;
  let open: Open | undefined = from;
  for (let next = index + 1; next < lines.length && open; next++) {
    const line = text.slice(lines[next]!.start, lines[next]!.end);
    if (!holds(open, line)) return false;
    open = openAfter(line, open);
  }
  return open === undefined;
}

function checkValue(
  text: string,
  lines: readonly Line[],
  index: number,
  start: number,
  lineEnd: number,
  context: TrapContext,
  found: Findings,
): void {
  if (start >= lineEnd) return;
  const first = text[start]!;
  const line = text.slice(start, lineEnd);
  if (line.startsWith('{{')) {
    found.quote('braces-need-quotes', { start, end: endOfPlain(text, start, lineEnd) });
    return;
  }

  if (first === '"' || first === "'") {
    const close = closingQuote(line, 1, first);
    const open = openAfter(text.slice(lines[index]!.start, lines[index]!.end), undefined);
    if (close >= 0) {
      const tail = /^\s*(?:#(?:\s|$)|$)/.test(line.slice(close + 1));
      if (!tail) found.quote('quoted-tail', { start, end: endOfPlain(text, start, lineEnd) });
    } else if (open && !closesBelow(text, lines, index, open)) {
      const end = { start: lineEnd, end: lineEnd };
      found.mend(
        'unclosed-quote',
        { start, end: lineEnd },
        'close-quote',
        { span: end, text: first },
        { mark: first },
      );
    }
    return;
  }

  if (first === '[' || first === '{') {
    const region = flowRegion(text, lines, index, start);
    if (region.missing !== '') {
      checkFlow(text, { start, end: lineEnd }, context, found);
      const end = { start: lineEnd, end: lineEnd };
      found.mend(
        'unclosed-bracket',
        { start, end: start + 1 },
        'close-bracket',
        { span: end, text: region.missing },
        { mark: first },
      );
    } else if (region.tail) {
      found.quote('bracket-tail', { start, end: endOfPlain(text, start, lineEnd) });
    } else checkFlow(text, { start, end: region.end }, context, found);
    return;
  }

  const anchor = /^&[^\s,[\]{}]+(?:[ \t]+|$)/.exec(line);
  const tag = /^![^\s]*(?:[ \t]+|$)/.exec(line);
  const alias = /^\*[^\s,[\]{}]+/.exec(line);
  if (anchor || tag) {
    const span = { start, end: start + (anchor ?? tag)![0].length };
    const word = { start, end: start + (anchor ?? tag)![0].trimEnd().length };
    found.mend(
      anchor ? 'yaml-anchor' : 'yaml-tag',
      word,
      'remove',
      { span, text: '' },
      { value: text.slice(word.start, word.end) },
    );
    return;
  }
  const end = endOfPlain(text, start, lineEnd);
  if (alias) {
    found.quote('yaml-alias', { start, end });
    return;
  }
  if (/^[|>][-+\d]*(?:\s+#.*)?$/.test(line)) return;
  if (/^[%@`&*|>,\]}]|^[-?](?=\s)/.test(line)) {
    found.quote('value-needs-quotes', { start, end });
    return;
  }
  checkPlain(text, start, lineEnd, found);
}

/** The end of a plain value on its line: before a comment, which a space must precede and follow. */
function endOfPlain(text: string, start: number, lineEnd: number): number {
  const line = text.slice(start, lineEnd);
  const comment = /(?<=[ \t])#(?:[ \t]|$)/.exec(line);
  return comment ? start + withoutBlanks(line.slice(0, comment.index)).length : lineEnd;
}

/** A text without the spaces and tabs at its end; a pattern would look at long runs of them again and again. */
function withoutBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
  return text.slice(0, end);
}

function checkPlain(text: string, start: number, lineEnd: number, found: Findings): void {
  const end = endOfPlain(text, start, lineEnd);
  const value = text.slice(start, end);
  const hash = /[ \t]#(?=\S)/.exec(value);
  if (hash) {
    const at = start + hash.index + 2;
    const space: Fix = {
      title: 'make-comment',
      params: {},
      edits: [{ span: { start: at, end: at }, text: ' ' }],
    };
    found.quote('comment-cut', { start, end }, [space]);
    return;
  }
  if (/:(?:\s|$)/.test(value) && readLine(value).key !== undefined && hasKeyBefore(text, start)) {
    found.quote('colon-in-value', { start, end });
  }
}

/** Whether the value at `start` stands behind a key's colon, and not behind a dash or alone. */
function hasKeyBefore(text: string, start: number): boolean {
  return /[:：]\s*$/.test(text.slice(startOfLine(text, start), start));
}

/** The extent of a flow collection that begins at `start`, over as many lines as it may take. */
function flowRegion(
  text: string,
  lines: readonly Line[],
  index: number,
  start: number,
): { end: number; missing: string; tail: boolean } {
  const whole = lines[index]!;
  let open = openAfter(text.slice(whole.start, whole.end), undefined);
  if (!open) {
    const end = start + flowLength(text.slice(start, whole.end));
    return { end, missing: '', tail: !/^\s*(?:#|$)/.test(text.slice(end, whole.end)) };
  }
  const unclosed = open.kind === 'block' ? '' : open.brackets;
  for (let next = index + 1; next < lines.length; next++) {
    const line = text.slice(lines[next]!.start, lines[next]!.end);
    if (!holds(open, line)) break;
    open = openAfter(line, open);
    if (!open) return { end: lines[next]!.end, missing: '', tail: false };
  }
  const missing = [...unclosed].reverse().map((bracket) => (bracket === '[' ? ']' : '}'));
  return { end: whole.end, missing: missing.join(''), tail: false };
}

/** Counts the entries between the brackets of a line in which every comma parts two of them. */
function countEntries(text: string, line: Line, { start, end }: Span, found: Findings): void {
  const written = text.slice(line.start + start, line.start + end);
  for (let comma = written.indexOf(','); comma >= 0 && !found.enough; comma = written.indexOf(',', comma + 1))
    found.countEntry(line.start + start + comma);
}

/** Checks the keys and values of a flow collection. */
function checkFlow(text: string, region: Span, context: TrapContext, found: Findings): void {
  const brackets: string[] = [];
  const ahead = new Ahead(text);
  let at = region.start;
  while (at < region.end && !found.enough) {
    const char = text[at]!;
    if (char === '[' || char === '{') {
      if (text.startsWith('{{', at)) {
        const close = text.indexOf('}}', at);
        const end = close < 0 ? region.end : ahead.tokenEnd(close + 2, region.end, false);
        found.quote('braces-need-quotes', { start: at, end });
        at = end;
        continue;
      }
      brackets.push(char);
      at++;
    } else if (char === ']' || char === '}') {
      brackets.pop();
      at++;
    } else if (char === ',') {
      found.countEntry(at);
      at++;
    } else if (/\s/.test(char)) at++;
    else if (char === '"' || char === "'") {
      const close = closingQuote(text.slice(0, region.end), at + 1, char);
      at = close < 0 ? region.end : close + 1;
      if (text[at] === ':') at++;
    } else if (char === '#') {
      const feed = text.indexOf('\n', at);
      at = feed < 0 ? region.end : feed;
    } else at = checkToken(text, at, region.end, brackets.at(-1) === '{', ahead, context, found);
  }
}

/** Checks one `key: value` or value of a flow collection and returns where it ends. */
function checkToken(
  text: string,
  start: number,
  limit: number,
  inMap: boolean,
  ahead: Ahead,
  context: TrapContext,
  found: Findings,
): number {
  if (!inMap) {
    const end = ahead.tokenEnd(start, limit, false);
    const comma = text.slice(start, end).indexOf('，');
    if (comma >= 0) {
      const mark = { start: start + comma, end: start + comma + 1 };
      found.mend('fullwidth-comma', mark, 'replace', { span: mark, text: ', ' }, {}, 'warning');
      return mark.end;
    }
    return checkFlowValue(text, start, end, found);
  }
  const sign = ahead.sign(start + 1, limit);
  const key = /^([^\s:：,，{}[\]"'][^:：,，{}[\]]*)([:：])[ \t]*/.exec(
    colons.has(text[sign]) ? text.slice(start, limit) : '',
  );
  if (!key) return ahead.tokenEnd(start, limit, true);
  const name = withoutBlanks(key[1]!);
  const mark = start + key[0].trimEnd().length - 1;
  const after = start + key[0].length;
  const next = text[mark + 1];
  if (key[2] === '：') {
    if (context.isKey(name)) {
      found.mend(
        'fullwidth-colon',
        { start: mark, end: mark + 1 },
        'replace',
        { span: { start: mark, end: after }, text: ': ' },
        { key: name },
      );
    }
  } else if (next !== undefined && !/[\s,}\]]/.test(next) && context.isKey(name)) {
    found.mend(
      'missing-space',
      { start: mark, end: mark + 1 },
      'insert-space',
      { span: { start: mark, end: after }, text: ': ' },
      { key: name },
    );
  }
  const first = text[after];
  if (first === undefined || after >= limit || '{["\''.includes(first)) return after;
  return checkFlowValue(text, after, ahead.tokenEnd(after, limit, true), found, context);
}

function checkFlowValue(
  text: string,
  start: number,
  end: number,
  found: Findings,
  inMap?: TrapContext,
): number {
  const value = text.slice(start, end);
  if (value === '') return Math.max(end, start + 1);
  if (inMap) {
    const comma = /，[ \t]*([^\s:：,，{}[\]"'][^:：,，{}[\]]*)[:：]/.exec(text.slice(start, end + 1));
    if (comma && inMap.isKey(withoutBlanks(comma[1]!))) {
      const mark = { start: start + comma.index, end: start + comma.index + 1 };
      found.mend('fullwidth-comma', mark, 'replace', { span: mark, text: ', ' });
      return mark.end;
    }
    const more = /^(?:,\d{3})+(?!\d)[^,}\]]*/.exec(text.slice(end));
    if (more && /\d$/.test(value) && !/[:：]/.test(more[0])) {
      const whole = { start, end: end + more[0].trimEnd().length };
      found.quote('comma-in-number', whole, [
        {
          title: 'remove-commas',
          params: {},
          edits: [{ span: whole, text: text.slice(whole.start, whole.end).replaceAll(',', '') }],
        },
      ]);
      return whole.end;
    }
  }
  if (/^\*[^\s]/.test(value)) found.quote('yaml-alias', { start, end });
  else if (/^&[^\s]+\s/.test(value)) {
    const anchor = /^&[^\s]+\s+/.exec(value)![0];
    found.mend(
      'yaml-anchor',
      { start, end: start + anchor.trimEnd().length },
      'remove',
      { span: { start, end: start + anchor.length }, text: '' },
      { value: anchor.trimEnd() },
    );
  } else if (/^[%@`&*|>!]/.test(value)) found.quote('value-needs-quotes', { start, end });
  else if (/[ \t]#(?=\S)/.test(value)) found.quote('comment-cut', { start, end });
  return end;
}

const colons: ReadonlySet<string | undefined> = new Set([':', '：']);

/** Looks ahead in a flow collection, and remembers what it saw: a text is asked about again behind each full-width comma. */
class Ahead {
  readonly #text: string;
  /** The token that was looked at last: without the blanks at its end, and up to what ends it. */
  #token = { start: 0, trimmed: 0, end: 0, inMap: false };
  #sign = { from: 0, at: 0 };

  constructor(text: string) {
    this.#text = text;
  }

  /** Where a plain token of a flow collection ends, without the white space behind it. */
  tokenEnd(start: number, limit: number, inMap: boolean): number {
    const last = this.#token;
    if (last.inMap === inMap && last.start <= start && start < last.end && last.end <= limit)
      return Math.max(start, last.trimmed);
    const text = this.#text;
    let end = start;
    while (end < limit && text[end] !== ',' && text[end] !== '}' && text[end] !== ']' && text[end] !== '\n') {
      if (inMap && text[end] === ':' && /\s/.test(text[end + 1] ?? ' ') && end > start) break;
      end++;
    }
    let trimmed = end;
    while (trimmed > start && /\s/.test(text[trimmed - 1]!)) trimmed--;
    this.#token = { start, trimmed, end, inMap };
    return trimmed;
  }

  /** Where the next sign stands that ends a key. */
  sign(from: number, limit: number): number {
    if (this.#sign.from > from || this.#sign.at < from) {
      const found = this.#text.slice(from, limit).search(/[:：,，{}[\]]/);
      this.#sign = { from, at: found < 0 ? limit : from + found };
    }
    return this.#sign.at;
  }
}
