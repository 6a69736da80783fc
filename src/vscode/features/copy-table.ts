import * as vscode from 'vscode';
import { copyTable } from '../../core/features/copy-table.ts';
import type { Around } from '../around.ts';
import { activeReport } from './active-report.ts';

/** Copies the list under the cursor as a table for a spreadsheet. */
export function copyCommands(around: Around): Record<'copyTable', () => Promise<void>> {
  return {
    async copyTable() {
      const active = await activeReport(around);
      if (!active) return;
      const { editor, analysis } = active;
      const messages = around.settings.messages(analysis);
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
