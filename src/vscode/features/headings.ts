import * as vscode from 'vscode';
import { newSection, renumber } from '../../core/features/headings.ts';
import type { Around } from '../around.ts';
import { activeReport, inform } from './active-report.ts';
import { applyChanges } from './edits.ts';

/** The commands for headings: their numbers in order, and a further section. */
export function headingCommands(
  around: Around,
): Record<'renumberHeadings' | 'newSection', () => Promise<void>> {
  return {
    async renumberHeadings() {
      const active = await activeReport(around, 'report');
      if (!active) return;
      const changes = renumber(active.analysis);
      if (changes.length > 0) await applyChanges(active.editor, changes);
      else inform(around, 'command.nothingToRenumber');
    },
    async newSection() {
      const active = await activeReport(around, 'report');
      if (!active) return;
      const { editor, analysis } = active;
      const { document, selection } = editor;
      const found = newSection(analysis, document.offsetAt(selection.active));
      if (!found) return inform(around, 'command.noSectionHere');
      // All numbers behind it stand behind it, so that its place stays the same; what is undone is one step.
      if (found.also.length > 0)
        await applyChanges(editor, found.also, { undoStopBefore: true, undoStopAfter: false });
      await editor.insertSnippet(new vscode.SnippetString(found.snippet), document.positionAt(found.at), {
        undoStopBefore: found.also.length === 0,
        undoStopAfter: true,
        // The core writes each line with its whole indentation.
        keepWhitespace: true,
      });
    },
  };
}
