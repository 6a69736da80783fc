import * as vscode from 'vscode';
import { copyTable } from '../../core/features/copy-table.ts';
import type { Around } from '../around.ts';

/** Copies the list under the cursor as a table for a spreadsheet. */
export function copyCommands({ reports, settings }: Around): Record<'copyTable', () => Promise<void>> {
  return {
    async copyTable() {
      const editor = vscode.window.activeTextEditor;
      const analysis = editor && reports.of(editor.document);
      const messages = settings.messages(analysis);
      if (!editor || !analysis) {
        void vscode.window.showInformationMessage(messages.text('command.noReport'));
        return;
      }
      const table = copyTable(analysis, editor.document.offsetAt(editor.selection.active));
      if (!table) {
        void vscode.window.showInformationMessage(messages.text('copy.noTable'));
        return;
      }
      await vscode.env.clipboard.writeText(table.text);
      vscode.window.setStatusBarMessage(messages.text('copy.table', { count: table.count }), 5000);
    },
  };
}
