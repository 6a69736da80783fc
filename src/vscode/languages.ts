import * as vscode from 'vscode';
import { type Form, formOf } from '../core/document/form.ts';

/** The documents that are ours. */
export const reportSelector: vscode.DocumentSelector = [
  { language: 'report-yaml' },
  { language: 'markdown', pattern: '**/*.report.md' },
];

/** The form of a document; undefined for one that is not ours. */
export function formOfDocument(document: vscode.TextDocument): Form | undefined {
  return formOf(document.uri.path) ?? (document.languageId === 'report-yaml' ? 'yaml' : undefined);
}

/** Gives a report its own language where a user's `files.associations` gave it another, so that nobody else answers for it too. */
export function keepLanguages(): vscode.Disposable {
  const keep = (document: vscode.TextDocument) => {
    const form = formOf(document.uri.path);
    if (!form || document.uri.scheme === 'git') return;
    const language = form === 'yaml' ? 'report-yaml' : 'markdown';
    if (document.languageId !== language) void vscode.languages.setTextDocumentLanguage(document, language);
  };
  vscode.workspace.textDocuments.forEach(keep);
  return vscode.workspace.onDidOpenTextDocument(keep);
}
