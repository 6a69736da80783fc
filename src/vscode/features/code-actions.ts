import * as vscode from 'vscode';
import type { Analysis } from '../../core/analysis.ts';
import {
  type Action,
  type ActionKind,
  actions,
  needsProjectFile,
  type ProjectFile,
  preferredChanges,
} from '../../core/features/actions.ts';
import { fixAll } from '../../core/features/fix-all.ts';
import { localDay } from '../../core/quantity/date.ts';
import { shift, type TextChange } from '../../core/text/span.ts';
import type { Around } from '../around.ts';
import { reportSelector } from '../languages.ts';
import { rangeOf, spanOf } from '../ranges.ts';
import { workspaceEdit } from './edits.ts';

const kinds: Readonly<Record<ActionKind, vscode.CodeActionKind>> = {
  quickfix: vscode.CodeActionKind.QuickFix,
  rewrite: vscode.CodeActionKind.RefactorRewrite,
  extract: vscode.CodeActionKind.RefactorExtract,
  inline: vscode.CodeActionKind.RefactorInline,
  move: vscode.CodeActionKind.RefactorMove,
};

const fixAllKind = vscode.CodeActionKind.SourceFixAll.append('reportwright');

/** Offers what mends problems and what writes a report differently, and mends all that needs no second look when it is asked to. */
export function registerCodeActions(around: Around): vscode.Disposable {
  const { reports, settings } = around;
  /** Those that change other files as well: these are opened only when one of them is chosen. */
  const unresolved = new WeakMap<vscode.CodeAction, () => Promise<vscode.WorkspaceEdit>>();
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, range, context, token) {
      const analysis = reports.of(document);
      if (!analysis) return [];
      const { only } = context;
      const wants = (kind: vscode.CodeActionKind) => only === undefined || only.intersects(kind);
      const span = spanOf(document, range);
      const fixes = wants(vscode.CodeActionKind.QuickFix);
      const projectFile =
        fixes && needsProjectFile(analysis, span) ? await projectFileOf(around, document) : undefined;
      const found = actions(analysis, span, projectFile, {
        fixes,
        refactorings: wants(vscode.CodeActionKind.Refactor),
      });
      const messages = settings.messages(analysis);
      const offered = found
        .filter(({ kind }) => wants(kinds[kind]))
        .map((action) => {
          const { key, params } = action.title;
          const one = new vscode.CodeAction(messages.text(key, params), kinds[action.kind]);
          const { elsewhere = [] } = action;
          if (elsewhere.length === 0)
            one.edit = withChanges(new vscode.WorkspaceEdit(), document, action.changes);
          else
            unresolved.set(one, async () =>
              withChanges(await workspaceEdit(elsewhere), document, action.changes),
            );
          one.isPreferred = action.preferred ?? false;
          one.diagnostics = diagnosticsOf(document, analysis, action, context);
          const rename = renameOf(document, action);
          if (rename) one.command = rename;
          return one;
        });
      if (token.isCancellationRequested) return [];
      // It analyses the whole text anew: only who asks for it, on save or by command, gets it.
      if (only && (only.contains(fixAllKind) || fixAllKind.contains(only))) {
        const all = await everything(around, document, analysis);
        const title = messages.text('fix.source-fix-all');
        if (all) offered.push(Object.assign(new vscode.CodeAction(title, fixAllKind), { edit: all }));
      }
      return offered;
    },
    async resolveCodeAction(action) {
      const edit = await unresolved.get(action)?.();
      if (edit) action.edit = edit;
      return action;
    },
  };
  return vscode.languages.registerCodeActionsProvider(reportSelector, provider, {
    providedCodeActionKinds: [...Object.values(kinds), fixAllKind],
  });
}

/** The project file that holds for a document, where there is one. */
async function projectFileOf(
  { library, files }: Around,
  document: vscode.TextDocument,
): Promise<ProjectFile | undefined> {
  const { path } = await library.project(document.uri.toString());
  const text = path === undefined ? undefined : await files.read(path);
  return path === undefined || text === undefined ? undefined : { path, text };
}

function withChanges(
  edit: vscode.WorkspaceEdit,
  document: vscode.TextDocument,
  changes: readonly TextChange[],
): vscode.WorkspaceEdit {
  for (const { span, text } of changes) edit.replace(document.uri, rangeOf(document, span), text);
  return edit;
}

/** The problem that an action mends, as the editor knows it. */
function diagnosticsOf(
  document: vscode.TextDocument,
  analysis: Analysis,
  { problem }: Action,
  { diagnostics }: vscode.CodeActionContext,
): vscode.Diagnostic[] {
  if (!problem) return [];
  const place = rangeOf(document, shift(problem.span, analysis.document.startOf(problem.block)));
  return diagnostics.filter((one) => one.code === problem.code && one.range.isEqual(place));
}

/** Lets a name that an action made up be typed over: it stands in the last change, on a line that is new. */
function renameOf(
  document: vscode.TextDocument,
  { changes, rename, title }: Action,
): vscode.Command | undefined {
  const last = changes.at(-1);
  if (!last || rename === undefined) return undefined;
  const lines = last.text.slice(0, rename).split(/\r?\n/);
  const line = document.positionAt(last.span.start).line + lines.length - 1;
  const place = new vscode.Position(line, lines.at(-1)!.length);
  return { title: title.key, command: 'editor.action.rename', arguments: [[document.uri, place]] };
}

/** The edit that mends all that needs no second look; undefined where there is nothing of the kind. */
async function everything(
  { library, settings }: Around,
  document: vscode.TextDocument,
  analysis: Analysis,
): Promise<vscode.WorkspaceEdit | undefined> {
  const day = { asOf: settings.asOf, today: localDay(new Date()) };
  const changes = await fixAll(analysis, (text) =>
    library.withAnalysis(document.uri.toString(), text, day, (mended) => preferredChanges(mended).changes),
  );
  return changes.length === 0 ? undefined : withChanges(new vscode.WorkspaceEdit(), document, changes);
}
