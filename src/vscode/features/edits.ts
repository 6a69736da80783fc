import * as vscode from 'vscode';
import type { FileEdit } from '../../core/features/edit.ts';
import { rangeOf } from '../ranges.ts';

/** Changes of files, open or not, as one edit that is undone at once. */
export async function workspaceEdit(edits: readonly FileEdit[]): Promise<vscode.WorkspaceEdit> {
  const edit = new vscode.WorkspaceEdit();
  for (const { path, changes } of edits) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(path));
    for (const { span, text } of changes) edit.replace(document.uri, rangeOf(document, span), text);
  }
  return edit;
}
