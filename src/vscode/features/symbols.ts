import * as vscode from 'vscode';
import { type OutlinePart, outline } from '../../core/features/symbols.ts';
import type { Around } from '../around.ts';
import { reportSelector } from '../languages.ts';
import { rangeOf } from '../ranges.ts';

/** The signs that parts of reports have in the outline and wherever they are found. */
export const symbolKinds: Readonly<Record<OutlinePart['kind'], vscode.SymbolKind>> = {
  section: vscode.SymbolKind.Namespace,
  list: vscode.SymbolKind.Array,
  metric: vscode.SymbolKind.Number,
  task: vscode.SymbolKind.Event,
  organization: vscode.SymbolKind.Module,
  unit: vscode.SymbolKind.Constant,
  text: vscode.SymbolKind.String,
  key: vscode.SymbolKind.Property,
};

/** Gives the outline, the breadcrumbs and sticky scroll what a report is made of. */
export function registerSymbols({ reports }: Around): vscode.Disposable {
  const provider: vscode.DocumentSymbolProvider = {
    provideDocumentSymbols(document) {
      const analysis = reports.of(document);
      return analysis && outline(analysis).map((part) => symbolOf(document, part));
    },
  };
  // In Markdown the editor's own headings stand beside this list, each under the name of who made it.
  return vscode.languages.registerDocumentSymbolProvider(reportSelector, provider, { label: 'Reportwright' });
}

function symbolOf(document: vscode.TextDocument, part: OutlinePart): vscode.DocumentSymbol {
  const { title, detail, kind, span, name, children } = part;
  const symbol = new vscode.DocumentSymbol(
    title,
    detail,
    symbolKinds[kind],
    rangeOf(document, span),
    rangeOf(document, name),
  );
  symbol.children = children.map((child) => symbolOf(document, child));
  return symbol;
}
