import * as vscode from 'vscode';
import type { Analysis } from '../../core/analysis.ts';
import type { LineRange } from '../../core/document/block.ts';
import type { Workspace } from '../../core/project/workspace.ts';
import { localDay } from '../../core/quantity/date.ts';
import { allFiles } from '../all-files.ts';
import type { Around } from '../around.ts';
import { inSlices } from '../in-slices.ts';

/** The editor's workspace as features of the core see it; `stop` ends the listing of its files. */
export function workspaceOf(
  { reports, settings, files, library }: Around,
  stop?: vscode.CancellationToken,
): Workspace {
  const opened = (path: string): vscode.TextDocument | undefined =>
    vscode.workspace.textDocuments.find((document) => document.uri.toString() === path);
  const analysed = async <T>(path: string, text: string, work: (analysis: Analysis) => T): Promise<T> => {
    const document = opened(path);
    if (document) await reports.ready(document);
    const analysis = document && reports.of(document);
    if (analysis) return work(analysis);
    const day = { asOf: settings.asOf, today: localDay(new Date()) };
    return library.withAnalysis(path, text, day, work);
  };
  return {
    files,
    library,
    list: async () => (await allFiles(stop)).map((uri) => uri.toString()),
    async look(path, work) {
      const text = await files.read(path);
      return text === undefined ? undefined : analysed(path, text, work);
    },
    async *each(paths, wanted, work) {
      const read = (path: string) => files.read(path);
      for await (const one of inSlices(paths, read, async (path, text) =>
        text === undefined || !wanted(text)
          ? undefined
          : { found: await analysed(path, text, (analysis) => work(path, analysis)) },
      )) {
        if (one) yield one.found;
      }
    },
  };
}

/** Lines and columns of a file, open or not, as a range. */
export function rangeOfLines({ line, column, endLine, endColumn }: LineRange): vscode.Range {
  return new vscode.Range(line, column, endLine, endColumn);
}
