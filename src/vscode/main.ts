import * as vscode from 'vscode';
import { Library } from '../core/library.ts';
import { ReportStore } from './analyses.ts';
import type { WorkspaceCheck } from './check-all.ts';
import { registerCodeActions } from './code-actions.ts';
import { insertCommands } from './commands.ts';
import { registerCompletion } from './completion.ts';
import { registerDefinitions } from './definition.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { workspaceFiles } from './files.ts';
import { registerHover } from './hover.ts';
import { keepLanguages } from './languages.ts';
import type { PreviewPanels } from './preview.ts';
import type { Running } from './running.ts';
import { Settings } from './settings.ts';

/** Starts the extension: everything that it offers is listed here. */
export function start(context: vscode.ExtensionContext): Running {
  const settings = new Settings();
  const library = new Library(workspaceFiles, () => vscode.workspace.isTrusted);
  const reports = new ReportStore(settings, library);
  // Most windows ask for neither.
  let checking: Promise<WorkspaceCheck> | undefined;
  const check = () => {
    checking ??= import('./check-all.ts').then(({ WorkspaceCheck }) =>
      kept(new WorkspaceCheck(library, settings)),
    );
    return checking;
  };
  let panels: Promise<PreviewPanels> | undefined;
  const previews = () => {
    panels ??= import('./preview.ts').then(({ PreviewPanels }) =>
      kept(new PreviewPanels(context, reports, settings)),
    );
    return panels;
  };
  const kept = <T extends vscode.Disposable>(made: T): T => {
    context.subscriptions.push(made);
    return made;
  };
  context.subscriptions.push(
    settings,
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
