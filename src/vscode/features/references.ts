import * as vscode from 'vscode';
import { references } from '../../core/features/references.ts';
import type { Around } from '../around.ts';
import { reportSelector } from '../languages.ts';
import { rangeOfLines, workspaceOf } from './workspace.ts';

/** Finds where something is named, in all files of the workspace. */
export function registerReferences(around: Around): vscode.Disposable {
  return vscode.languages.registerReferenceProvider(reportSelector, {
    async provideReferences(document, position, { includeDeclaration }, token) {
      await around.reports.ready(document);
      const analysis = around.reports.of(document);
      if (!analysis) return [];
      const found: vscode.Location[] = [];
      const workspace = workspaceOf(around, token);
      const path = document.uri.toString();
      const offset = document.offsetAt(position);
      for await (const places of references(workspace, path, analysis, offset, includeDeclaration)) {
        if (token.isCancellationRequested) return [];
        for (const { path: file, part } of places)
          found.push(new vscode.Location(vscode.Uri.parse(file), rangeOfLines(part.lines)));
      }
      return found;
    },
  });
}
