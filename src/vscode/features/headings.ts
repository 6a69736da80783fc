import * as vscode from 'vscode';
import type { Analysis } from '../../core/analysis.ts';
import { newSection, renumber } from '../../core/features/headings.ts';
import type { TextChange } from '../../core/text/span.ts';
import type { Around } from '../around.ts';
import { rangeOf } from '../ranges.ts';

/** The commands for headings: their numbers in order, and a further section. */
export function headingCommands({
  reports,
  settings,
}: Around): Record<'renumberHeadings' | 'newSection', () => Promise<void>> {
  const say = (sentence: string) =>
    void vscode.window.showInformationMessage(settings.messages().text(sentence));
  const inReport = async (work: (editor: vscode.TextEditor, analysis: Analysis) => Promise<unknown>) => {
    const editor = vscode.window.activeTextEditor;
    const analysis = editor && reports.of(editor.document);
    if (editor && analysis?.root === 'report') await work(editor, analysis);
    else say('command.noReport');
  };
  return {
    renumberHeadings: () =>
      inReport(async (editor, analysis) => {
        const changes = renumber(analysis);
        if (changes.length > 0) await apply(editor, changes);
        else say('command.nothingToRenumber');
      }),
    newSection: () =>
      inReport(async (editor, analysis) => {
        const { document, selection } = editor;
        const found = newSection(analysis, document.offsetAt(selection.active));
        if (!found) return say('command.noSectionHere');
        // All numbers behind it stand behind it, so that its place stays the same; what is undone is one step.
        if (found.also.length > 0)
          await apply(editor, found.also, { undoStopBefore: true, undoStopAfter: false });
        await editor.insertSnippet(new vscode.SnippetString(found.snippet), document.positionAt(found.at), {
          undoStopBefore: found.also.length === 0,
          undoStopAfter: true,
          // The core writes each line with its whole indentation.
          keepWhitespace: true,
        });
      }),
  };
}

function apply(
  editor: vscode.TextEditor,
  changes: readonly TextChange[],
  options?: Parameters<vscode.TextEditor['edit']>[1],
): Thenable<boolean> {
  return editor.edit((edit) => {
    for (const { span, text } of changes) edit.replace(rangeOf(editor.document, span), text);
  }, options);
}
