import * as vscode from 'vscode';
import type { Analysis } from '../../core/analysis.ts';
import type { Root } from '../../core/model/block-model.ts';
import type { Around } from '../around.ts';

/** A report, a ledger or a project file that somebody works on, with what is known of its present text. */
export interface ActiveReport {
  readonly editor: vscode.TextEditor;
  readonly analysis: Analysis;
}

/** What a command works on: the file in the active editor. Where it is none of ours, or not of the kind that is wanted, that is said. */
export async function activeReport(around: Around, root?: Root): Promise<ActiveReport | undefined> {
  const { reports } = around;
  const editor = vscode.window.activeTextEditor;
  if (editor) await reports.ready(editor.document);
  const analysis = editor && reports.of(editor.document);
  if (editor && analysis && (root === undefined || analysis.root === root)) return { editor, analysis };
  inform(around, 'command.noReport');
  return undefined;
}

/** Says a sentence, named by its key, that asks for nothing. */
export function inform({ settings }: Around, key: string): void {
  void vscode.window.showInformationMessage(settings.messages().text(key));
}
