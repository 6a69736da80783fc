import * as vscode from 'vscode';
import { ReportStore } from './analyses.ts';
import { registerCodeActions } from './code-actions.ts';
import { registerCommands } from './commands.ts';
import { registerCompletion } from './completion.ts';
import { registerDefinitions } from './definition.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { registerHover } from './hover.ts';
import { keepLanguages } from './languages.ts';
import { PreviewPanels } from './preview.ts';
import { Settings } from './settings.ts';

/** Starts the extension: everything that it offers is listed here. */
export function start(context: vscode.ExtensionContext): void {
  const settings = new Settings();
  const reports = new ReportStore(settings);
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
    registerCommands(reports, settings),
    previews,
    vscode.commands.registerCommand('reportwright.preview', (uri?: vscode.Uri) => previews.open(uri)),
    vscode.window.registerWebviewPanelSerializer('reportwright.preview', previews),
  );
}
