import * as vscode from 'vscode';
import type { Analysis, Problem } from '../core/analysis.ts';
import type { Level } from '../core/issue.ts';
import { shift } from '../core/text/span.ts';
import type { Analyses } from './analyses.ts';
import { rangeOf } from './ranges.ts';
import type { Settings } from './settings.ts';

const severities: Readonly<Record<Level, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

/** Shows the problems of open reports as they are typed. */
export function registerDiagnostics(reports: Analyses, settings: Settings): vscode.Disposable {
  return new Diagnostics(reports, settings);
}

/** A problem's identity between two versions: what it says of which words. */
function identity(problem: Problem): string {
  return `${problem.code}\n${problem.block.text.slice(problem.span.start, problem.span.end)}`;
}

class Diagnostics implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('reportwright');
  readonly #shown = new Map<string, ReadonlySet<string>>();
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #reports: Analyses;
  readonly #settings: Settings;
  readonly #disposables: vscode.Disposable[];

  constructor(reports: Analyses, settings: Settings) {
    this.#reports = reports;
    this.#settings = settings;
    this.#disposables = [
      this.#collection,
      reports.onDidChange((document) => void this.#show(document, true)),
      vscode.workspace.onDidOpenTextDocument((document) => void this.#show(document, false)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#close(document.uri)),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (this.#waiting.has(textEditor.document.uri.toString())) void this.#show(textEditor.document, true);
      }),
    ];
    for (const document of vscode.workspace.textDocuments) void this.#show(document, false);
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  /** Sets a report's problems. While somebody types, a new one at the caret waits: it is rarely one when the word is whole. */
  async #show(document: vscode.TextDocument, typing: boolean): Promise<void> {
    await this.#reports.ready(document);
    if (document.isClosed) return;
    const analysis = this.#reports.of(document);
    if (!analysis) return;
    const key = document.uri.toString();
    const caret = typing ? caretIn(document) : undefined;
    const before = this.#shown.get(key);
    const held: Problem[] = [];
    const now = analysis.problems.filter((problem) => {
      const at = shift(problem.span, analysis.document.startOf(problem.block));
      const touched = caret !== undefined && at.start <= caret && caret <= at.end;
      if (!touched || !before || before.has(identity(problem))) return true;
      held.push(problem);
      return false;
    });
    this.#set(document, analysis, now);
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
    if (held.length > 0) {
      this.#waiting.set(
        key,
        setTimeout(() => void this.#show(document, false), this.#settings.problemsDelay),
      );
    }
  }

  #set(document: vscode.TextDocument, analysis: Analysis, problems: readonly Problem[]): void {
    const messages = this.#settings.messages(analysis);
    this.#shown.set(document.uri.toString(), new Set(problems.map(identity)));
    this.#collection.set(
      document.uri,
      problems.map((problem) => {
        const range = rangeOf(document, shift(problem.span, analysis.document.startOf(problem.block)));
        const diagnostic = new vscode.Diagnostic(range, messages.issue(problem), severities[problem.level]);
        diagnostic.source = 'Reportwright';
        diagnostic.code = problem.code;
        return diagnostic;
      }),
    );
  }

  #close(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
    this.#shown.delete(key);
    this.#collection.delete(uri);
  }
}

function caretIn(document: vscode.TextDocument): number | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document === document ? document.offsetAt(editor.selection.active) : undefined;
}
