import * as vscode from 'vscode';
import { definition } from '../../core/features/definition.ts';
import type { Around } from '../around.ts';
import { reportSelector } from '../languages.ts';
import { rangeOf } from '../ranges.ts';
import { rangeOfLines, workspaceOf } from './workspace.ts';

/** Leads from a name to where it is stated, in this file or another, and from a path to the file. */
export function registerDefinitions(around: Around): vscode.Disposable {
  const { reports } = around;
  return vscode.languages.registerDefinitionProvider(reportSelector, {
    async provideDefinition(document, position, token) {
      await reports.ready(document);
      const analysis = reports.of(document);
      const path = document.uri.toString();
      const found =
        analysis &&
        (await definition(workspaceOf(around, token), path, analysis, document.offsetAt(position)));
      if (!found) return undefined;
      return [
        {
          originSelectionRange: rangeOf(document, found.from),
          targetUri: vscode.Uri.parse(found.path),
          targetRange: rangeOfLines(found.whole.lines),
          targetSelectionRange: rangeOfLines(found.name.lines),
        },
      ];
    },
  });
}
