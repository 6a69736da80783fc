import * as vscode from 'vscode';
import { watchedFiles } from './analyses.ts';

/** All reports, ledgers and project files of the workspace. */
export function allFiles(stop?: vscode.CancellationToken): Thenable<vscode.Uri[]> {
  return vscode.workspace.findFiles(watchedFiles, '**/node_modules/**', undefined, stop);
}
