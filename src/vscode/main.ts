import * as vscode from 'vscode';
import { Library } from '../core/library.ts';
import { ReportStore } from './analyses.ts';
import { registerCodeActions } from './code-actions.ts';
import { insertCommands } from './commands.ts';
import { registerCompletion } from './completion.ts';
import { registerDefinitions } from './definition.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { WorkspaceFiles } from './files.ts';
import { registerHover } from './hover.ts';
import { keepLanguages } from './languages.ts';
import type { Running } from './running.ts';
import { Settings } from './settings.ts';

/** Starts the extension: everything that it offers is listed here. */
export function start(context: vscode.ExtensionContext): Running {
  const settings = new Settings();
  const files = new WorkspaceFiles(settings);
  const library = new Library(files, () => vscode.workspace.isTrusted);
  const reports = new ReportStore(settings, library);
  // Most windows ask for neither.
  const check = whenFirstAsked(context, async () => {
    const { WorkspaceCheck } = await import('./check-all.ts');
    return new WorkspaceCheck(files, library, settings);
  });
  const previews = whenFirstAsked(context, async () => {
    const { PreviewPanels } = await import('./preview.ts');
    return new PreviewPanels(context, reports, settings);
  });
  context.subscriptions.push(
    settings,
    files,
    reports,
    keepLanguages(),
    registerDiagnostics(reports, settings),
    registerCompletion(reports, settings),
    registerCodeActions(reports, settings),
    registerHover(reports, settings),
    registerDefinitions(reports),
  );
  return {
    commands: {
      preview: async (uri?: vscode.Uri) => (await previews()).open(uri),
      checkAll: async () => (await check()).run(),
      ...insertCommands(reports, settings),
    },
    previews: {
      deserializeWebviewPanel: async (panel, state) =>
        (await previews()).deserializeWebviewPanel(panel, state),
    },
  };
}

/** Makes something when it is first asked for, and keeps it until the extension ends. */
function whenFirstAsked<T extends vscode.Disposable>(
  { subscriptions }: vscode.ExtensionContext,
  make: () => Promise<T>,
): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().then((one) => {
      subscriptions.push(one);
      return one;
    });
    return made;
  };
}
