import * as vscode from 'vscode';
import { formOf } from './core/document/document.ts';

/**
 * What VS Code loads first. It only waits for a report: everything else is loaded, and then registered, when the
 * first one is opened, so that a window without reports pays nothing.
 */
export function activate(context: vscode.ExtensionContext): void {
  let started: Promise<void> | undefined;
  const start = (): Promise<void> => {
    started ??= import('./vscode/main.ts').then(({ start: run }) => run(context));
    return started;
  };
  const isReport = (document: vscode.TextDocument) => document.languageId === 'report-yaml' || formOf(document.uri.path) !== undefined;
  if (vscode.workspace.textDocuments.some(isReport)) void start();
  const opened = vscode.workspace.onDidOpenTextDocument((document) => {
    if (!isReport(document)) return;
    opened.dispose();
    void start();
  });
  context.subscriptions.push(opened);
  // A preview that VS Code restores after a reload asks for its serializer before any report is open.
  if (vscode.window.tabGroups.all.some((group) => group.tabs.some((tab) => tab.input instanceof vscode.TabInputWebview && tab.input.viewType.endsWith('reportwright.preview')))) void start();
}
