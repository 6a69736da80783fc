import * as vscode from 'vscode';
import type { Analysis } from '../../core/analysis.ts';
import { pasteFigure } from '../../core/features/paste-figure.ts';
import { type PastedTable, pasteTable } from '../../core/features/paste-table.ts';
import type { TextChange } from '../../core/text/span.ts';
import type { Around } from '../around.ts';
import { reportSelector } from '../languages.ts';
import { rangeOf, spanOf } from '../ranges.ts';
import { activeReport } from './active-report.ts';
import { applyChanges } from './edits.ts';

const boundKind = vscode.DocumentDropOrPasteEditKind.Empty.append('reportwright', 'bound');
const tableKind = vscode.DocumentDropOrPasteEditKind.Empty.append('reportwright', 'table');

/** Makes items of a table that is pasted into a list, and offers to bind a figure that is pasted into prose. */
export function registerPaste(around: Around): vscode.Disposable {
  const { reports, settings } = around;
  /** What is said once a way to paste is chosen. */
  const left = new WeakMap<vscode.DocumentPasteEdit, () => void>();
  const provider: vscode.DocumentPasteEditProvider = {
    async provideDocumentPasteEdits(document, ranges, transfer, _context, token) {
      const only = ranges.length === 1 ? ranges[0] : undefined;
      const text = only && (await transfer.get('text/plain')?.asString());
      if (!only || !text || token.isCancellationRequested) return undefined;
      const analysis = reports.of(document);
      if (!analysis) return undefined;
      const found: vscode.DocumentPasteEdit[] = [];
      const pasted = settings.pasteTables ? pasteTable(analysis, spanOf(document, only), text) : undefined;
      if (pasted && pasted.count > 0) {
        const params = { list: listLabel(around, analysis, pasted), count: pasted.count };
        const title = settings.messages(analysis).text('paste.table', params);
        const edit = pasteEdit(document, title, tableKind, pasted.changes);
        left.set(edit, () => tellLeftOut(around, analysis, pasted));
        found.push(edit);
      }
      for (const { name, changes } of settings.pasteBindsFigures
        ? pasteFigure(analysis, spanOf(document, only), text)
        : []) {
        const title = settings.messages(analysis).text('paste.bound', { name });
        const edit = pasteEdit(document, title, boundKind, changes);
        // What was copied is pasted, unless somebody asks for more.
        edit.yieldTo = [vscode.DocumentDropOrPasteEditKind.Text];
        found.push(edit);
      }
      return found;
    },
    resolveDocumentPasteEdit(edit) {
      left.get(edit)?.();
      return edit;
    },
  };
  return vscode.languages.registerDocumentPasteEditProvider(reportSelector, provider, {
    pasteMimeTypes: ['text/plain'],
    providedPasteEditKinds: [tableKind, boundKind],
  });
}

/** Pastes the table in the clipboard, for those whose editor pastes texts only. */
export function pasteCommands(around: Around): Record<'pasteTable', () => Promise<void>> {
  return {
    async pasteTable() {
      const active = await activeReport(around);
      if (!active) return;
      const { editor, analysis } = active;
      const { document, selection } = editor;
      const text = await vscode.env.clipboard.readText();
      const pasted = pasteTable(analysis, spanOf(document, selection), text);
      if (!pasted) {
        void vscode.window.showInformationMessage(around.settings.messages(analysis).text('paste.noTable'));
        return;
      }
      await applyChanges(editor, pasted.changes);
      tellLeftOut(around, analysis, pasted);
    },
  };
}

/** Of a paste that inserts nothing itself, the editor applies the further edits alone: they say what becomes of the indentation. */
function pasteEdit(
  document: vscode.TextDocument,
  title: string,
  kind: vscode.DocumentDropOrPasteEditKind,
  changes: readonly TextChange[],
): vscode.DocumentPasteEdit {
  const edit = new vscode.DocumentPasteEdit('', title, kind);
  edit.additionalEdit = new vscode.WorkspaceEdit();
  for (const { span, text } of changes)
    edit.additionalEdit.replace(document.uri, rangeOf(document, span), text);
  return edit;
}

function listLabel({ settings }: Around, { project }: Analysis, { list }: PastedTable): string {
  const { vocabulary } = project;
  const owner = vocabulary.entity('report').named(list) ?? vocabulary.entity('project').named(list);
  const label = owner?.labels[settings.language] ?? list;
  return settings.language === 'en' ? label.toLowerCase() : label;
}

/** Says which rows are not there now, and why. */
function tellLeftOut({ settings }: Around, analysis: Analysis, { known, empty }: PastedTable): void {
  const messages = settings.messages(analysis);
  const said = [
    ...(known.length > 0 ? [messages.text('paste.known', { names: known })] : []),
    ...(empty.length > 0 ? [messages.text('paste.empty', { names: empty })] : []),
  ];
  if (said.length > 0)
    void vscode.window.showInformationMessage(said.join(messages.language === 'zh' ? '' : ' '));
}
