import type { Analysis } from '../analysis.ts';
import { lastNotBehind, lineStartsOf } from '../document/lines.ts';
import type { Span } from '../text/span.ts';
import { type DataLine, dataLinesOf, dataRunsOf } from './data-lines.ts';
import { sectionExtents } from './sections.ts';

/** Lines that can be folded away behind the first of them; counted from 0, the last included. */
export interface Fold {
  readonly start: number;
  readonly end: number;
  /** `data` for what a reader of the prose folds away: data blocks, and the lists of a YAML report. */
  readonly kind: 'data' | 'comment' | 'part';
}

/**
 * What can be folded, the outer before the inner: front matter, data blocks, sections to the next heading of their level or a
 * higher one, and within data each key and item that goes on for several lines, and runs of comments.
 */
export function folds(analysis: Analysis): readonly Fold[] {
  const { document, project } = analysis;
  const { text } = document;
  const starts = lineStartsOf(text);
  const found: Fold[] = [];
  const add = ({ start, end }: Span, kind: Fold['kind']): void => {
    const fold = { start: lastNotBehind(starts, start), end: lastNotBehind(starts, end), kind };
    if (fold.end > fold.start) found.push(fold);
  };
  if (document.form === 'markdown') for (const { span } of sectionExtents(analysis)) add(span, 'part');
  for (const run of dataRunsOf(document)) {
    if (run.kind !== 'file') add(run.outer, 'data');
    const lines = [...dataLinesOf(text, run)];
    for (const one of nestsIn(lines)) {
      const isList = one.key !== undefined && document.form === 'yaml' && project.grammar.list(one.key);
      add(one.span, isList && isList !== 'sections' ? 'data' : 'part');
    }
    for (const span of commentsIn(lines)) add(span, 'comment');
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  // An item and its first key begin on one line, which folds only once.
  return found.filter(({ start }, index) => start !== found[index - 1]?.start);
}

/** Something in YAML that other lines belong to: a key, or an item of a list. */
interface Nest {
  readonly column: number;
  readonly dash: boolean;
  readonly key: string | undefined;
  readonly start: number;
  end: number;
}

/** The keys and items of lines, each with what lies deeper behind it; found by indentation, since broken YAML folds as well. */
function nestsIn(
  lines: readonly DataLine[],
): readonly { readonly key: string | undefined; readonly span: Span }[] {
  const found: Nest[] = [];
  const open: Nest[] = [];
  for (const { kind, start, end, text, read } of lines) {
    if (kind === 'blank' || kind === 'comment' || text.trim() === '') continue;
    if (read) {
      const { indent, dash, column, key } = read;
      // A list may stand in the column of the key that it belongs to.
      const goesOn = (nest: Nest) => nest.column === indent && dash && !nest.dash && nest.key !== undefined;
      while (open.length > 0 && open.at(-1)!.column >= indent && !goesOn(open.at(-1)!)) open.pop();
      const begin = (at: number, isDash: boolean) => {
        const nest = { column: at, dash: isDash, key: isDash ? undefined : key?.text, start, end };
        found.push(nest);
        open.push(nest);
      };
      if (dash) begin(indent, true);
      if (!dash || key) begin(column, false);
    }
    for (const nest of open) nest.end = end;
  }
  return found.map(({ key, start, end }) => ({ key, span: { start, end } }));
}

/** The runs of two or more lines of comments. */
function commentsIn(lines: readonly DataLine[]): readonly Span[] {
  const found: { start: number; end: number }[] = [];
  let run: { start: number; end: number } | undefined;
  for (const { kind, start, end } of lines) {
    if (kind !== 'comment') run = undefined;
    else if (run) run.end = end;
    else {
      run = { start, end };
      found.push(run);
    }
  }
  return found;
}
