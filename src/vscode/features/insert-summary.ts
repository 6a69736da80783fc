import * as vscode from 'vscode';
import { insertSummary } from '../../core/features/insert-summary.ts';
import { messagesAbout } from '../../core/messages/messages.ts';
import { termLabel } from '../../core/schema/vocabulary.ts';
import type { Around } from '../around.ts';
import { rangeOf } from '../ranges.ts';

/** The command that writes what the data of a section says. */
export function insertSummaryCommand({ reports, settings }: Around): () => Promise<void> {
  return async () => {
    const say = (key: string) => void vscode.window.showInformationMessage(settings.messages().text(key));
    const editor = vscode.window.activeTextEditor;
    if (editor) await reports.ready(editor.document);
    const analysis = editor && reports.of(editor.document);
    if (!editor || !analysis) return say('command.noReport');
    const { document } = editor;
    const { language } = analysis.report;
    const words = messagesAbout(language, language, (term, lang) =>
      termLabel(analysis.project.vocabulary, term, lang),
    );
    const summary = insertSummary(analysis, document.offsetAt(editor.selection.active), words);
    if (typeof summary === 'string')
      return say(summary === 'no-data' ? 'command.noData' : 'command.notProse');
    await editor.edit((edit) => edit.replace(rangeOf(document, summary.span), summary.text));
  };
}
