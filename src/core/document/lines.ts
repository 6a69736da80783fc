/** A line of a text: offsets of its start, of the end of what is written on it, and of the next line. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** The lines of a text, line ends LF or CRLF. A text that ends with a line end has no empty last line. */
export function* linesOf(text: string, from = 0): Generator<Line> {
  let start = from;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    const next = feed < 0 ? text.length : feed + 1;
    let end = feed < 0 ? text.length : feed;
    if (text[end - 1] === '\r' && end > start) end--;
    yield { start, end, next };
    start = next;
  }
}

/** The line end that a text uses: CRLF where it has one, else LF. */
export function eolOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The offset at which the line of an offset begins. */
export function startOfLine(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** A text without the blanks before and behind it. */
export function writtenSpan(text: string): { readonly start: number; readonly end: number } {
  const end = text.trimEnd().length;
  return { start: Math.min(end, text.length - text.trimStart().length), end };
}

/** Where the first line begins that is neither blank nor a comment of YAML; 0 where there is none. */
export function firstDataLine(text: string): number {
  for (const { start, end } of linesOf(text)) if (!/^\s*(?:#|$)/.test(text.slice(start, end))) return start;
  return 0;
}

/** The number of spaces (and tabs, each as one) that a line begins with. */
export function indentOf(line: string): number {
  let indent = 0;
  while (line[indent] === ' ' || line[indent] === '\t') indent++;
  return indent;
}

/** The column in which a line begins, where a tab stands for two spaces. */
export function columnOf(line: string): number {
  const indent = line.slice(0, indentOf(line));
  return indent.replaceAll('\t', '  ').length;
}

/** How many line ends (LF, CRLF or CR, as editors count them) a text has. */
export function lineEndsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) {
    if (text[at + 1] !== '\n') count++;
  }
  return count;
}

/** Where the lines of a text begin, with line ends as editors count them. */
export function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === feed || (unit === carriageReturn && text.charCodeAt(at + 1) !== feed)) starts.push(at + 1);
  }
  return starts;
}

const feed = 10;
const carriageReturn = 13;

/** The index of the last of some ascending numbers that is not behind a number; 0 where all are. */
export function lastNotBehind(numbers: readonly number[], wanted: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (numbers[middle]! <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
