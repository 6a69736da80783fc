import * as vscode from 'vscode';
import { Library } from '../core/library.ts';
import { ReportStore } from './analyses.ts';
import { WorkspaceCheck } from './check-all.ts';
import { registerCodeActions } from './code-actions.ts';
import { insertCommands } from './commands.ts';
import { registerCompletion } from './completion.ts';
import { registerDefinitions } from './definition.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { workspaceFiles } from './files.ts';
import { registerHover } from './hover.ts';
import { keepLanguages } from './languages.ts';
import { PreviewPanels } from './preview.ts';
import type { Running } from './running.ts';
import { Settings } from './settings.ts';

/** Starts the extension: everything that it offers is listed here. */
export function start(context: vscode.ExtensionContext): Running {
  const settings = new Settings();
  const library = new Library(workspaceFiles, () => vscode.workspace.isTrusted);
  const reports = new ReportStore(settings, library);
  const check = new WorkspaceCheck(library, settings);
  const previews = new PreviewPanels(context, reports, settings);
  context.subscriptions.push(
    settings,
    reports,
    keepLanguages(),
    registerDiagnostics(reports, settings),
    registerCompletion(reports, settings),
    registerCodeActions(reports, settings),
    registerHover(reports, settings),
    registerDefinitions(reports),
    previews,
    check,
  );
  return {
    commands: {
      preview: (uri?: vscode.Uri) => previews.open(uri),
      checkAll: () => check.run(),
      ...insertCommands(reports, settings),
    },
    previews,
  };
}
