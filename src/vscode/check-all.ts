import * as vscode from 'vscode';
import type { Library } from '../core/library.ts';
import { localDay } from '../core/quantity/date.ts';
import { allFiles } from './all-files.ts';
import { watchedFiles } from './analyses.ts';
import { diagnosticsOf } from './diagnostics.ts';
import type { WorkspaceFiles } from './files.ts';
import { inSlices } from './in-slices.ts';
import type { Settings } from './settings.ts';

/** How often what was found is shown, in milliseconds. */
const showing = 200;

/**
 * Checks all reports of the workspace at the user's wish, open or not, and from then on those that change on disk. What
 * is open is left to those who check it as it is typed.
 */
export class WorkspaceCheck implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('reportwright-files');
  readonly #files: WorkspaceFiles;
  readonly #library: Library;
  readonly #settings: Settings;
  readonly #disposables: vscode.Disposable[];
  /** How often a file came or went, so that what was found before does not overwrite what is so now. */
  readonly #events = new Map<string, number>();
  #checked = false;

  constructor(files: WorkspaceFiles, library: Library, settings: Settings) {
    this.#files = files;
    this.#library = library;
    this.#settings = settings;
    const watcher = vscode.workspace.createFileSystemWatcher(watchedFiles);
    const forget = (uri: vscode.Uri) => {
      this.#events.set(uri.toString(), this.#eventsOf(uri) + 1);
      this.#collection.delete(uri);
    };
    const again = (uri: vscode.Uri) => void this.#again(uri);
    this.#disposables = [
      this.#collection,
      watcher,
      watcher.onDidChange(again),
      watcher.onDidCreate(again),
      watcher.onDidDelete(forget),
      vscode.workspace.onDidOpenTextDocument(({ uri }) => forget(uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => again(uri)),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  /** Checks all reports, while the user sees how far it is and may stop it. */
  async run(): Promise<void> {
    const messages = this.#settings.messages();
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: messages.text('check.running'),
      cancellable: true,
    };
    const counts = await vscode.window.withProgress(options, (progress, stop) => this.#all(progress, stop));
    if (!counts) return;
    const { files, errors, warnings } = counts;
    const key = files === 0 ? 'check.none' : errors + warnings === 0 ? 'check.clean' : 'check.done';
    void vscode.window.showInformationMessage(messages.text(key, { files, errors, warnings }));
  }

  async #all(
    progress: vscode.Progress<{ message: string; increment: number }>,
    stop: vscode.CancellationToken,
  ): Promise<{ files: number; errors: number; warnings: number } | undefined> {
    const files = await allFiles(stop);
    if (stop.isCancellationRequested) return undefined;
    this.#checked = true;
    this.#collection.clear();
    const counts = { files: files.length, errors: 0, warnings: 0 };
    let found: Found[] = [];
    let shownAt = performance.now();
    let done = 0;
    let shown = 0;
    const read = (uri: vscode.Uri) => this.#files.read(uri.toString());
    const check = async (uri: vscode.Uri, text: string | undefined): Promise<Found> => {
      const events = this.#eventsOf(uri);
      return { uri, diagnostics: await this.#check(uri, text), events };
    };
    for await (const one of inSlices(files, read, check)) {
      if (stop.isCancellationRequested) {
        this.#show(found);
        return undefined;
      }
      done++;
      for (const { severity } of one.diagnostics) {
        if (severity === vscode.DiagnosticSeverity.Error) counts.errors++;
        else if (severity === vscode.DiagnosticSeverity.Warning) counts.warnings++;
      }
      if (one.diagnostics.length > 0) found.push(one);
      if (performance.now() - shownAt <= showing && done < files.length) continue;
      this.#show(found);
      found = [];
      progress.report({
        message: `${done} / ${files.length}`,
        increment: (100 * (done - shown)) / files.length,
      });
      shown = done;
      shownAt = performance.now();
    }
    return counts;
  }

  async #check(uri: vscode.Uri, text: string | undefined): Promise<vscode.Diagnostic[]> {
    if (text === undefined) return [];
    const day = { asOf: this.#settings.asOf, today: localDay(new Date()) };
    return this.#library.withAnalysis(uri.toString(), text, day, (analysis) =>
      diagnosticsOf(analysis, analysis.problems, this.#settings.messages(analysis)),
    );
  }

  /** Checks a file again that is not open any more, or that changed on disk. */
  async #again(uri: vscode.Uri): Promise<void> {
    const events = this.#eventsOf(uri) + 1;
    this.#events.set(uri.toString(), events);
    if (!this.#checked || isOpen(uri)) return;
    const diagnostics = await this.#check(uri, await this.#files.read(uri.toString()));
    this.#show([{ uri, diagnostics, events }]);
  }

  #show(found: readonly Found[]): void {
    const current = found.filter(({ uri, events }) => events === this.#eventsOf(uri) && !isOpen(uri));
    this.#collection.set(current.map(({ uri, diagnostics }) => [uri, diagnostics]));
  }

  #eventsOf(uri: vscode.Uri): number {
    return this.#events.get(uri.toString()) ?? 0;
  }
}

interface Found {
  readonly uri: vscode.Uri;
  readonly diagnostics: vscode.Diagnostic[];
  /** How often the file had come or gone before it was checked. */
  readonly events: number;
}

function isOpen(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
}
