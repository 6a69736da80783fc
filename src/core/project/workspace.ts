import type { Analysis } from '../analysis.ts';
import type { Block, LineRange } from '../document/block.ts';
import type { ReportDocument } from '../document/document.ts';
import type { Library } from '../library.ts';
import type { Span } from '../text/span.ts';
import type { Files } from './files.ts';

/** All files of a workspace, open or not, as features reach them that look beyond one file. */
export interface Workspace {
  readonly files: Pick<Files, 'read' | 'resolve'>;
  readonly library: Pick<Library, 'project'>;
  /** The paths of all reports, ledgers and project files. */
  list(): Promise<readonly string[]>;
  /** Does something with the analysis of a file's current text; undefined where there is no such file. */
  look<T>(path: string, work: (analysis: Analysis) => T): Promise<T | undefined>;
  /**
   * Does something with the analyses of those files whose text is wanted, one after the other; whoever stops asking stops
   * the work.
   */
  each<T>(
    paths: readonly string[],
    wanted: (text: string) => boolean,
    work: (path: string, analysis: Analysis) => T,
  ): AsyncIterable<T>;
}

/** A part of a file: offsets of its text, and where that is in lines and columns counted from 0. */
export interface FilePart {
  readonly span: Span;
  readonly lines: LineRange;
}

/** A part of a block as a part of its file. */
export function partOfFile(document: ReportDocument, block: Block, span: Span): FilePart {
  const start = document.startOf(block);
  const first = document.lineOf(block);
  const { line, column, endLine, endColumn } = block.linesOf(span);
  return {
    span: { start: span.start + start, end: span.end + start },
    lines: { line: line + first, column, endLine: endLine + first, endColumn },
  };
}
