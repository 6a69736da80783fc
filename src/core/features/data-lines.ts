import type { ReportDocument } from '../document/document.ts';
import { linesOf } from '../document/lines.ts';
import { holds, type Open, openAfter, openOf, readLine, type YamlLine } from '../document/yaml-line.ts';
import type { Span } from '../text/span.ts';

/** A stretch of YAML in a document, in offsets of its text: a whole file, a front matter, the items of a data fence. */
export interface DataRun {
  readonly kind: 'file' | 'front-matter' | 'fence';
  /** The lines of YAML, without the lines of marks around them. */
  readonly inner: Span;
  /** With the lines of marks; without the line end of the last. */
  readonly outer: Span;
}

/** A line of YAML, in offsets of the text. */
export interface DataLine {
  readonly start: number;
  /** The end of what is written on it, before the line end. */
  readonly end: number;
  readonly text: string;
  /**
   * - `line`: a line of its own, taken apart in `read`.
   * - `held`: belongs to a text, a quoted value or brackets that an earlier line opened.
   */
  readonly kind: 'line' | 'held' | 'comment' | 'blank';
  readonly read: YamlLine | undefined;
  /** What holds it, for a held line. */
  readonly open: Open | undefined;
}

/** All stretches of YAML in a document, in order. */
export function dataRunsOf(document: ReportDocument): DataRun[] {
  if (document.form === 'yaml') {
    const all = { start: 0, end: document.size };
    return document.size === 0 ? [] : [{ kind: 'file', inner: all, outer: all }];
  }
  const runs: DataRun[] = [];
  let open: number | undefined;
  let from = 0;
  let at = 0;
  const close = (inner: number, outer: number, text: string): void => {
    const end = outer + text.trimEnd().length;
    runs.push({ kind: 'fence', inner: { start: from, end: inner }, outer: { start: open!, end } });
    open = undefined;
  };
  let last = '';
  for (const block of document.blocks) {
    const { kind, text, list } = block;
    if (kind === 'front-matter') {
      const inner = /\n((?:---|\.\.\.)[ \t]*\r?\n?)$/.exec(text);
      const start = at + (text.indexOf('\n') + 1 || text.length);
      const end = inner ? at + inner.index + 1 : at + text.length;
      const outer = { start: at, end: at + text.trimEnd().length };
      runs.push({ kind, inner: { start, end: Math.max(start, end) }, outer });
    } else if (kind === 'fence' && list) {
      if (open !== undefined) close(at, at - last.length, last);
      open = at;
      from = at + (text.indexOf('\n') + 1 || text.length);
      const empty = /\n( {0,3}(?:`{3,}|~{3,})[ \t]*\r?\n?)$/.exec(text);
      if (empty) close(at + empty.index + 1, at, text);
    } else if (kind === 'fence' && open !== undefined) close(at, at, text);
    else if (kind === 'prose' && open !== undefined) close(at, at - last.length, last);
    at += text.length;
    last = text;
  }
  if (open !== undefined) close(at, at - last.length, last);
  return runs;
}

/** The lines of a stretch of YAML. `text` is the document's. */
export function* dataLinesOf(text: string, { inner }: DataRun): Generator<DataLine> {
  const yaml = text.slice(inner.start, inner.end);
  let open: Open | undefined;
  for (const { start, end } of linesOf(yaml)) {
    const line = yaml.slice(start, end);
    const place = { start: inner.start + start, end: inner.start + end, text: line };
    if (open && holds(open, line)) {
      yield { ...place, kind: 'held', read: undefined, open };
      open = openAfter(line, open);
      continue;
    }
    open = undefined;
    if (/^\s*(?:#|$)/.test(line)) {
      yield { ...place, kind: line.trim() === '' ? 'blank' : 'comment', read: undefined, open };
      continue;
    }
    const read = readLine(line);
    yield { ...place, kind: 'line', read, open };
    open = openOf(line, read);
  }
}
