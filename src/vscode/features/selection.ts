import * as vscode from 'vscode';
import { selections } from '../../core/features/selection.ts';
import type { Around } from '../around.ts';
import { reportSelector } from '../languages.ts';
import { rangeOf } from '../ranges.ts';

/** Lets a selection grow by what things mean: a figure, a sentence, an item, a section. */
export function registerSelections({ reports }: Around): vscode.Disposable {
  return vscode.languages.registerSelectionRangeProvider(reportSelector, {
    provideSelectionRanges(document, positions) {
      const analysis = reports.of(document);
      return (
        analysis &&
        positions.map((position) => {
          const [whole, ...within] = selections(analysis, document.offsetAt(position)).toReversed();
          const outermost = new vscode.SelectionRange(
            whole ? rangeOf(document, whole) : new vscode.Range(position, position),
          );
          return within.reduce(
            (around, span) => new vscode.SelectionRange(rangeOf(document, span), around),
            outermost,
          );
        })
      );
    },
  });
}
