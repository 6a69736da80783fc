import type { Analysis } from '../analysis.ts';
import { indentOf, startOfLine } from '../document/lines.ts';
import { openOf } from '../document/yaml-line.ts';
import type { TextChange } from '../text/span.ts';
import { type DataLine, dataLinesOf, dataRunsOf } from './data-lines.ts';
import type { FormatOptions } from './format.ts';

/**
 * What an Enter in data goes on with. The offset is where the cursor stands behind it, on a new line with nothing but blanks:
 * behind a text or a name of a list comes the dash of the next, behind the first key of an item the column of its keys, behind
 * an open key or bracket the next level. A dash with nothing behind it ends its list: it goes, and so does the new line.
 */
export function formatOnEnter(
  { document, project }: Analysis,
  offset: number,
  { tabSize }: FormatOptions,
): readonly TextChange[] {
  const { text } = document;
  const start = startOfLine(text, offset);
  if (
    start === 0 ||
    !/^[ \t]*$/.test(text.slice(start, offset)) ||
    !/^[ \t]*(?:\r?\n|$)/.test(text.slice(offset))
  )
    return [];
  const run = dataRunsOf(document).find(({ inner }) => inner.start < start && start <= inner.end);
  if (!run) return [];
  const lines = [...dataLinesOf(text, { ...run, inner: { start: run.inner.start, end: start } })];
  const last = lines.at(-1);
  if (!last?.read) return [];
  const { indent, dash, column, key, value } = last.read;
  const own = last.text.slice(value.start, value.end).replace(/^#.*/, '');
  const to = (wanted: string): readonly TextChange[] =>
    wanted === text.slice(start, offset) ? [] : [{ span: { start, end: offset }, text: wanted }];
  const next = nextLine(text, offset, run.inner.end);
  const open = openOf(last.text, last.read);
  // The item's keys stand below its dash, or below a first one whose colon cannot be read.
  if (dash && !key && !open && next !== undefined && indentOf(next) > indent)
    return to(' '.repeat(indentOf(next)));
  if (dash && !key && own === '') {
    const around = ' '.repeat(columnAround(lines, indent));
    return [{ span: { start: last.start, end: offset }, text: around }];
  }
  if (open?.kind === 'quote') return [];
  if (open) return to(' '.repeat((key ? column : indent) + tabSize));
  if (dash && !key)
    return /^-[ \t]+$/.test(last.text.slice(indent, column)) ? to(`${' '.repeat(indent)}- `) : [];
  if (!key) return [];
  if (own !== '') return dash ? to(' '.repeat(column)) : [];
  if (dash) return to(' '.repeat(column));
  const list = project.grammar.list(key.text);
  // What stands below already shows how its neighbours are indented.
  const isBelow =
    next !== undefined && (indentOf(next) > column || (indentOf(next) === column && /^\s*-\s/.test(next)));
  const deeper = ' '.repeat(isBelow ? indentOf(next) : column + tabSize);
  return to(list && writtenWithDashes.has(list) ? `${deeper}- ` : deeper);
}

/** The lists whose items have no other form than that with a dash. */
const writtenWithDashes: ReadonlySet<string> = new Set(['tasks', 'plan', 'sections']);

/** The column of the keys around a list whose dashes stand in a column; that of the dashes where nothing is around it. */
function columnAround(lines: readonly DataLine[], indent: number): number {
  for (const { read } of [...lines].reverse()) {
    if (!read?.key) continue;
    if (read.column < indent || (read.column === indent && !read.dash)) return read.column;
  }
  return indent;
}

/** The next line on which something stands, before the end of the data. */
function nextLine(text: string, offset: number, end: number): string | undefined {
  return text
    .slice(offset, end)
    .split(/\r?\n/)
    .find((line) => line.trim() !== '');
}
