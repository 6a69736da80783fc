import * as vscode from 'vscode';
import { type Fold, folds } from '../../core/features/folding.ts';
import type { Around } from '../around.ts';
import { reportSelector } from '../languages.ts';

/** `Fold All Regions` leaves the prose alone, and so does `Fold All Block Comments`. */
const kinds: Readonly<Record<Fold['kind'], vscode.FoldingRangeKind | undefined>> = {
  data: vscode.FoldingRangeKind.Region,
  comment: vscode.FoldingRangeKind.Comment,
  part: undefined,
};

/** Lets sections, data blocks, items and comments be folded away. */
export function registerFolding({ reports }: Around): vscode.Disposable {
  return vscode.languages.registerFoldingRangeProvider(reportSelector, {
    provideFoldingRanges(document) {
      const analysis = reports.of(document);
      return (
        analysis &&
        folds(analysis).map(({ start, end, kind }) => new vscode.FoldingRange(start, end, kinds[kind]))
      );
    },
  });
}
