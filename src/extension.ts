import * as vscode from 'vscode';
import { formOf } from './core/document/form.ts';
import type { Running } from './vscode/running.ts';

/**
 * What VS Code loads first. It only waits for a report: everything else is loaded, and then registered, when the
 * first one is opened, so that a window without reports pays nothing.
 */
export function activate(context: vscode.ExtensionContext): Promise<unknown> | undefined {
  let running: Promise<Running> | undefined;
  const start = (): Promise<Running> => {
    running ??= import('./vscode/main.ts').then((main) => main.start(context));
    return running;
  };
  const { commands } = context.extension.packageJSON.contributes as { commands: { command: string }[] };
  context.subscriptions.push(
    ...commands.map(({ command }) =>
      vscode.commands.registerCommand(command, async (...args: readonly unknown[]) =>
        (await start()).run(command.slice('reportwright.'.length), args),
      ),
    ),
    vscode.window.registerWebviewPanelSerializer('reportwright.preview', {
      deserializeWebviewPanel: async (panel, state) =>
        (await start()).previews.deserializeWebviewPanel(panel, state),
    }),
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (isReport(document)) void start();
    }),
  );
  return vscode.workspace.textDocuments.some(isReport) ? start() : undefined;
}

function isReport(document: vscode.TextDocument): boolean {
  return document.languageId === 'report-yaml' || formOf(document.uri.path) !== undefined;
}
