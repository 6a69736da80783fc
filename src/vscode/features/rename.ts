import * as vscode from 'vscode';
import type { Analysis } from '../../core/analysis.ts';
import { type Refusal, renamable, rename } from '../../core/features/rename.ts';
import type { Around } from '../around.ts';
import { reportSelector } from '../languages.ts';
import { rangeOf } from '../ranges.ts';
import { workspaceEdit } from './edits.ts';
import { workspaceOf } from './workspace.ts';

/** Renames metrics, organizations and tasks in all files at once. */
export function registerRename(around: Around): vscode.Disposable {
  const { reports, settings } = around;
  const sentence = (analysis: Analysis, { key, params }: Refusal): string => {
    const { file } = params;
    const shown =
      typeof file === 'string' ? { file: vscode.workspace.asRelativePath(vscode.Uri.parse(file)) } : {};
    return settings.messages(analysis).text(key, { ...params, ...shown });
  };
  return vscode.languages.registerRenameProvider(reportSelector, {
    async prepareRename(document, position) {
      await reports.ready(document);
      const analysis = reports.of(document);
      const found = analysis && renamable(analysis, document.offsetAt(position));
      if (!found) return undefined;
      if ('key' in found) throw new Error(sentence(analysis, found));
      return { range: rangeOf(document, found.span), placeholder: found.name };
    },
    async provideRenameEdits(document, position, name, token) {
      await reports.ready(document);
      const analysis = reports.of(document);
      const offset = document.offsetAt(position);
      if (!analysis || !renamable(analysis, offset)) return undefined;
      const path = document.uri.toString();
      const found = await rename(workspaceOf(around, token), path, analysis, offset, name);
      if (token.isCancellationRequested) return undefined;
      if (!('key' in found)) return workspaceEdit(found);
      // Were it an error, the editor's own Markdown would be asked next, and rename the address of this one link.
      void vscode.window.showWarningMessage(sentence(analysis, found));
      return new vscode.WorkspaceEdit();
    },
  });
}
