import * as vscode from 'vscode';
import type { Analysis } from '../../core/analysis.ts';
import { type FormatOptions, format } from '../../core/features/format.ts';
import type { Span } from '../../core/text/span.ts';
import type { Around } from '../around.ts';
import { reportSelector } from '../languages.ts';
import { spanOf } from '../ranges.ts';
import { textEdits } from './edits.ts';

/** Puts the data of a document, or of a part of it, in order. */
export function registerFormatting({ reports }: Around): vscode.Disposable {
  const edits = (document: vscode.TextDocument, options: vscode.FormattingOptions, range?: Span) => {
    const analysis = reports.of(document);
    return analysis && textEdits(document, format(analysis, formatOptions(analysis, options), range));
  };
  return vscode.Disposable.from(
    vscode.languages.registerDocumentFormattingEditProvider(reportSelector, {
      provideDocumentFormattingEdits: (document, options) => edits(document, options),
    }),
    vscode.languages.registerDocumentRangeFormattingEditProvider(reportSelector, {
      provideDocumentRangeFormattingEdits: (document, range, options) =>
        edits(document, options, spanOf(document, range)),
    }),
  );
}

/** How wide a level of data is. In Markdown the editor's width is that of prose and of code; data have two blanks, as completion writes. */
export function formatOptions({ document }: Analysis, { tabSize }: vscode.FormattingOptions): FormatOptions {
  return { tabSize: document.form === 'markdown' ? 2 : tabSize };
}
