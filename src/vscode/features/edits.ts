import * as vscode from 'vscode';
import type { FileEdit } from '../../core/features/edit.ts';
import type { TextChange } from '../../core/text/span.ts';
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

/** Changes of a document as edits of the editor's. */
export function textEdits(document: vscode.TextDocument, changes: readonly TextChange[]): vscode.TextEdit[] {
  return changes.map(({ span, text }) => vscode.TextEdit.replace(rangeOf(document, span), text));
}

/** Changes the text in an editor; without options it is one step that can be undone. */
export function applyChanges(
  editor: vscode.TextEditor,
  changes: readonly TextChange[],
  options?: Parameters<vscode.TextEditor['edit']>[1],
): Thenable<boolean> {
  return editor.edit((edit) => {
    for (const { span, text } of changes) edit.replace(rangeOf(editor.document, span), text);
  }, options);
}
