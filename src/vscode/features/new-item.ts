import * as vscode from 'vscode';
import { type NewItemKind, newItem } from '../../core/features/new-item.ts';
import type { Around } from '../around.ts';
import { rangeOf } from '../ranges.ts';

/** The commands that put a new metric or task into the section at the caret, to be filled in from place to place. */
export function newItemCommands({
  reports,
  settings,
}: Around): Record<'newMetric' | 'newTask', () => Promise<void>> {
  const insert = async (kind: NewItemKind): Promise<void> => {
    const say = (key: string) => void vscode.window.showInformationMessage(settings.messages().text(key));
    const editor = vscode.window.activeTextEditor;
    if (editor) await reports.ready(editor.document);
    const analysis = editor && reports.of(editor.document);
    if (!editor || !analysis) return say('command.noReport');
    const { document } = editor;
    const item = newItem(analysis, document.offsetAt(editor.selection.active), kind);
    if (!item) return say(analysis.root === 'project' ? 'command.noItems' : 'command.noPlace');
    const range = rangeOf(document, item.span);
    // The core writes each line with its whole indentation.
    await editor.insertSnippet(new vscode.SnippetString(item.text), range, {
      undoStopBefore: true,
      undoStopAfter: true,
      keepWhitespace: true,
    });
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  };
  return { newMetric: () => insert('metric'), newTask: () => insert('task') };
}
