import * as vscode from 'vscode';
import { highlights } from '../../core/features/highlights.ts';
import type { Around } from '../around.ts';
import { reportSelector } from '../languages.ts';
import { rangeOf } from '../ranges.ts';

/** Marks where the thing under the cursor is stated and where it is referred to. */
export function registerHighlights({ reports }: Around): vscode.Disposable {
  return vscode.languages.registerDocumentHighlightProvider(reportSelector, {
    provideDocumentHighlights(document, position) {
      const analysis = reports.of(document);
      const found = analysis ? highlights(analysis, document.offsetAt(position)) : [];
      const { Read, Write } = vscode.DocumentHighlightKind;
      return found.map(
        ({ span, states }) => new vscode.DocumentHighlight(rangeOf(document, span), states ? Write : Read),
      );
    },
  });
}
