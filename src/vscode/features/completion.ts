import * as vscode from 'vscode';
import { type Completions, complete } from '../../core/features/complete.ts';
import { rootOf } from '../../core/model/block-model.ts';
import type { Offer } from '../../core/values/offer.ts';
import type { Around } from '../around.ts';
import { formOfDocument, reportSelector } from '../languages.ts';
import { rangeOf } from '../ranges.ts';

const kinds: Readonly<Record<Offer['kind'], vscode.CompletionItemKind>> = {
  unit: vscode.CompletionItemKind.Unit,
  organization: vscode.CompletionItemKind.Module,
  metric: vscode.CompletionItemKind.Variable,
  facet: vscode.CompletionItemKind.Field,
  qualifier: vscode.CompletionItemKind.Constant,
  task: vscode.CompletionItemKind.Event,
  key: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.EnumMember,
};

/** Asks for the list as if it had opened by itself: where nothing fits it stays away, instead of saying so. */
const suggest = { command: 'editor.action.triggerSuggest', arguments: [{ auto: true }] };

/** Offers names where they are typed, and asks for the list itself behind a number in prose. */
export function registerCompletion({ reports, settings }: Around): vscode.Disposable {
  const provider: vscode.CompletionItemProvider = {
    provideCompletionItems(document, position) {
      const analysis = reports.of(document);
      if (!analysis) return undefined;
      const found = complete(analysis, document.offsetAt(position), rootOf(document.uri.path));
      // Incomplete: the core ranks again at every letter, since the editor's own filter knows only the starts of words.
      return new vscode.CompletionList(found ? itemsOf(document, found) : [], true);
    },
  };
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      reportSelector,
      provider,
      ':',
      '：',
      ' ',
      '{',
      '#',
      '@',
      '-',
      ',',
      '，',
      '、',
    ),
    vscode.workspace.onDidChangeTextDocument((event) => suggestInProse(event, { reports, settings })),
  );
}

function itemsOf(
  document: vscode.TextDocument,
  { offers, typed, word }: Completions,
): vscode.CompletionItem[] {
  const range = { inserting: rangeOf(document, typed), replacing: rangeOf(document, word) };
  const filterText = document.getText(range.inserting);
  return offers.map(({ label, detail, kind, insert, documentation }, index) => {
    const item = new vscode.CompletionItem(
      detail === undefined ? label : { label, description: detail },
      kinds[kind],
    );
    item.insertText = insert;
    item.filterText = filterText;
    item.sortText = String(index).padStart(4, '0');
    item.range = range;
    if (documentation !== undefined) item.documentation = documentation;
    if (kind === 'key') item.command = { ...suggest, title: '' };
    return item;
  });
}

/** In prose the editor offers nothing of itself; behind a number that was just typed, this asks for the units. */
function suggestInProse(
  event: vscode.TextDocumentChangeEvent,
  { reports, settings }: Pick<Around, 'reports' | 'settings'>,
): void {
  const { document, contentChanges, reason } = event;
  const [change] = contentChanges;
  const editor = vscode.window.activeTextEditor;
  if (!change || contentChanges.length > 1 || reason !== undefined || editor?.document !== document) return;
  if (!settings.suggestInProse || formOfDocument(document) !== 'markdown') return;
  if (change.text.length === 0 || change.text.length > 8 || /\s/.test(change.text)) return;
  const offset = change.rangeOffset + change.text.length;
  const analysis = reports.of(document);
  const block = analysis?.document.blockAt(Math.max(0, offset - 1));
  if (!analysis || block?.kind !== 'prose') return;
  if (complete(analysis, offset, rootOf(document.uri.path))) {
    void vscode.commands.executeCommand(suggest.command, ...suggest.arguments);
  }
}
