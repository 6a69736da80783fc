import * as vscode from 'vscode';
import type { Analysis, Problem } from '../core/analysis.ts';
import type { Level } from '../core/issue.ts';
import type { Language } from '../core/text/language.ts';
import { shift } from '../core/text/span.ts';
import { type Analyses, watchedFiles } from './analyses.ts';
import type { Settings } from './settings.ts';

const severities: Readonly<Record<Level, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

/** Problems as VS Code shows them. */
export function diagnosticsOf(
  { document }: Analysis,
  problems: readonly Problem[],
  messages: { issue(problem: Problem): string },
): vscode.Diagnostic[] {
  return problems.map((problem) => {
    const { start, end } = document.rangeOf(problem);
    const range = new vscode.Range(start.line - 1, start.column - 1, end.line - 1, end.column - 1);
    const diagnostic = new vscode.Diagnostic(range, messages.issue(problem), severities[problem.level]);
    diagnostic.source = 'Reportwright';
    diagnostic.code = problem.code;
    return diagnostic;
  });
}

/** Whether two problems of different versions say the same of the same words. */
function isSame(a: Problem, b: Problem): boolean {
  return a.code === b.code && wordsOf(a) === wordsOf(b);
}

function wordsOf({ block, span }: Problem): string {
  return block.text.slice(span.start, span.end);
}

/** Shows the problems of open reports as they are typed. */
export class Diagnostics implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('reportwright');
  readonly #shown = new Map<string, readonly Problem[]>();
  /** The sentences of problems that are still the same objects, in one language. */
  #sentences = new WeakMap<Problem, string>();
  #language: Language | undefined;
  /** The files that were deleted; VS Code keeps their documents for a while. */
  readonly #deleted = new Set<string>();
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #reports: Analyses;
  readonly #settings: Settings;
  readonly #disposables: vscode.Disposable[];
  #onShown = () => {};
  /** Resolves when a report has its problems for the first time. */
  readonly shown = new Promise<void>((resolve) => {
    this.#onShown = resolve;
  });

  constructor(reports: Analyses, settings: Settings) {
    this.#reports = reports;
    this.#settings = settings;
    const watcher = vscode.workspace.createFileSystemWatcher(watchedFiles, false, true, false);
    this.#disposables = [
      this.#collection,
      watcher,
      watcher.onDidCreate((uri) => this.#exists(uri, true)),
      watcher.onDidDelete((uri) => this.#exists(uri, false)),
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
    if (!this.#reports.isReady(document)) await this.#reports.ready(document);
    if (document.isClosed) return;
    if (this.#deleted.has(document.uri.toString()) && !document.isDirty && !isInTab(document)) {
      this.#close(document.uri);
      return;
    }
    const analysis = this.#reports.of(document);
    if (!analysis) return;
    const key = document.uri.toString();
    const held = typing ? this.#newAtCaret(document, analysis) : [];
    this.#set(
      document,
      analysis,
      held.length === 0 ? analysis.problems : analysis.problems.filter((problem) => !held.includes(problem)),
    );
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
    if (held.length > 0) {
      this.#waiting.set(
        key,
        setTimeout(() => void this.#show(document, false), this.#settings.problemsDelay),
      );
    }
  }

  /** The problems at the caret that were not shown before. */
  #newAtCaret(document: vscode.TextDocument, { problems, document: text }: Analysis): readonly Problem[] {
    const caret = caretIn(document);
    const before = this.#shown.get(document.uri.toString());
    if (caret === undefined || !before) return [];
    // A problem at the caret lies in the caret's block, or ends where that begins.
    const blocks = [text.blockAt(caret), text.blockAt(Math.max(0, caret - 1))];
    return problems.filter((problem) => {
      if (!blocks.includes(problem.block)) return false;
      const at = shift(problem.span, text.startOf(problem.block));
      return at.start <= caret && caret <= at.end && !before.some((one) => isSame(one, problem));
    });
  }

  #set(document: vscode.TextDocument, analysis: Analysis, problems: readonly Problem[]): void {
    const messages = this.#settings.messages(analysis);
    this.#shown.set(document.uri.toString(), problems);
    if (messages.language !== this.#language) {
      this.#language = messages.language;
      this.#sentences = new WeakMap();
    }
    const said = (problem: Problem) => {
      let sentence = this.#sentences.get(problem);
      if (sentence === undefined) {
        sentence = messages.issue(problem);
        this.#sentences.set(problem, sentence);
      }
      return sentence;
    };
    this.#collection.set(document.uri, diagnosticsOf(analysis, problems, { issue: said }));
    this.#onShown();
  }

  /** Notes that a file came or went: what nobody sees any more and is not there has no problems. */
  #exists(uri: vscode.Uri, exists: boolean): void {
    if (exists) this.#deleted.delete(uri.toString());
    else this.#deleted.add(uri.toString());
    const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    if (document) void this.#show(document, false);
  }

  #close(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
    this.#shown.delete(key);
    this.#collection.delete(uri);
  }
}

function isInTab({ uri }: vscode.TextDocument): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString()),
  );
}

function caretIn(document: vscode.TextDocument): number | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document === document ? document.offsetAt(editor.selection.active) : undefined;
}
