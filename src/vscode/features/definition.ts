import * as vscode from 'vscode';
import { definition } from '../../core/features/definition.ts';
import type { Around } from '../around.ts';
import { reportSelector } from '../languages.ts';
import { rangeOf } from '../ranges.ts';

/** Leads from a reference in prose to the metric that it names. */
export function registerDefinitions({ reports }: Around): vscode.Disposable {
  return vscode.languages.registerDefinitionProvider(reportSelector, {
    provideDefinition(document, position) {
      const analysis = reports.of(document);
      const found = analysis && definition(analysis, document.offsetAt(position));
      if (!found) return undefined;
      return [
        {
          originSelectionRange: rangeOf(document, found.from),
          targetUri: document.uri,
          targetRange: rangeOf(document, found.to),
          targetSelectionRange: rangeOf(document, found.name),
        },
      ];
    },
  });
}
