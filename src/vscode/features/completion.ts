import * as vscode from 'vscode';
import { complete, documentKeyAt } from '../../core/features/complete.ts';
import type { Asked, Completions } from '../../core/features/spot.ts';
import { rootOf } from '../../core/model/block-model.ts';
import type { Offer } from '../../core/values/offer.ts';
import type { Around } from '../around.ts';
import { formOfDocument, reportSelector } from '../languages.ts';
import { rangeOf } from '../ranges.ts';
import { textEdits } from './edits.ts';

const kinds: Readonly<Record<Offer['kind'], vscode.CompletionItemKind>> = {
  unit: vscode.CompletionItemKind.Unit,
  organization: vscode.CompletionItemKind.Module,
  metric: vscode.CompletionItemKind.Variable,
  facet: vscode.CompletionItemKind.Field,
  qualifier: vscode.CompletionItemKind.Constant,
  task: vscode.CompletionItemKind.Event,
  key: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.EnumMember,
  date: vscode.CompletionItemKind.Constant,
  person: vscode.CompletionItemKind.User,
  document: vscode.CompletionItemKind.File,
  snippet: vscode.CompletionItemKind.Snippet,
};

/** Asks for the list as if it had opened by itself: where nothing fits it stays away, instead of saying so. */
const suggest = { command: 'editor.action.triggerSuggest', arguments: [{ auto: true }] };

/** Signs behind which something can be named. Behind a line end a key can follow, and an item. */
const triggers = [...':： {#@-,，、/`', '\n'];

/** More files than this nobody chooses among. */
const mostFiles = 500;

/** Offers names where they are typed, and asks for the list itself behind a number in prose. */
export function registerCompletion({ reports, settings }: Around): vscode.Disposable {
  const provider: vscode.CompletionItemProvider = {
    async provideCompletionItems(document, position, token, context) {
      const before = reports.of(document);
      if (!before) return undefined;
      const offset = document.offsetAt(position);
      const root = rootOf(document.uri.path);
      const explicit = context.triggerKind !== vscode.CompletionTriggerKind.TriggerCharacter;
      let asked: Asked = { explicit };
      let analysis = before;
      const key = documentKeyAt(before, offset, root);
      if (key) {
        asked = { explicit, documents: await filesAround(document.uri, token) };
        const after = reports.of(document);
        if (token.isCancellationRequested || !after) return undefined;
        analysis = after;
      }
      const found = complete(analysis, offset, root, asked);
      // Incomplete: the core ranks again at every letter, since the editor's own filter knows only the starts of words.
      return new vscode.CompletionList(found ? itemsOf(document, found) : [], true);
    },
  };
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(reportSelector, provider, ...triggers),
    vscode.workspace.onDidChangeTextDocument((event) => suggestInProse(event, { reports, settings })),
  );
}

/** The reports, ledgers and schemas of a file's workspace folder, by their paths from the file. */
async function filesAround(uri: vscode.Uri, token: vscode.CancellationToken): Promise<readonly string[]> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!folder) return [];
  const schemas = rootOf(uri.path) === 'project' ? ',json' : '';
  const pattern = `**/*.{report.md,report.yaml,report.yml,ledger.yaml,ledger.yml${schemas}}`;
  const found = await vscode.workspace.findFiles(
    new vscode.RelativePattern(folder, pattern),
    '**/node_modules/**',
    mostFiles,
    token,
  );
  return found.filter((one) => one.path !== uri.path).map((one) => relativePath(uri.path, one.path));
}

/** `./2021.report.md`, `../ledgers/a.ledger.yaml`: how one file names another. */
function relativePath(from: string, to: string): string {
  const folders = from.split('/').slice(0, -1);
  const steps = to.split('/');
  let shared = 0;
  while (shared < folders.length && folders[shared] === steps[shared]) shared++;
  const up = folders.slice(shared).map(() => '..');
  return [...(up.length > 0 ? up : ['.']), ...steps.slice(shared)].join('/');
}

function itemsOf(
  document: vscode.TextDocument,
  { offers, typed, word, also }: Completions,
): vscode.CompletionItem[] {
  const range = { inserting: rangeOf(document, typed), replacing: rangeOf(document, word) };
  const filterText = document.getText(range.inserting);
  const edits = textEdits(document, also);
  return offers.map(({ label, detail, kind, insert, snippet, documentation }, index) => {
    const item = new vscode.CompletionItem(
      detail === undefined ? label : { label, description: detail },
      kinds[kind],
    );
    item.insertText = snippet ? new vscode.SnippetString(insert) : insert;
    // The core writes each line with its whole indentation.
    item.keepWhitespace = true;
    if (edits.length > 0) item.additionalTextEdits = edits;
    item.filterText = filterText;
    item.sortText = String(index).padStart(4, '0');
    item.range = range;
    if (documentation !== undefined) item.documentation = documentation;
    if (kind === 'key' && !snippet) item.command = { ...suggest, title: '' };
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
  if (complete(analysis, offset, rootOf(document.uri.path), { explicit: false })) {
    void vscode.commands.executeCommand(suggest.command, ...suggest.arguments);
  }
}
