import * as vscode from 'vscode';
import { type NewItemKind, newItem } from '../../core/features/new-item.ts';
import type { Around } from '../around.ts';
import { rangeOf } from '../ranges.ts';
import { activeReport, inform } from './active-report.ts';

/** The commands that put a new metric or task into the section at the caret, to be filled in from place to place. */
export function newItemCommands(around: Around): Record<'newMetric' | 'newTask', () => Promise<void>> {
  const insert = async (kind: NewItemKind): Promise<void> => {
    const active = await activeReport(around);
    if (!active) return;
    const { editor, analysis } = active;
    const { document } = editor;
    const item = newItem(analysis, document.offsetAt(editor.selection.active), kind);
    if (!item) return inform(around, analysis.root === 'project' ? 'command.noItems' : 'command.noPlace');
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
