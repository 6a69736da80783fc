import * as vscode from 'vscode';
import { Analyser } from '../core/analyser.ts';
import type { Analysis, AnalysisInput } from '../core/analysis.ts';
import { ReportDocument } from '../core/document/document.ts';
import type { Form } from '../core/document/form.ts';
import type { Library, Surroundings } from '../core/library.ts';
import { rootOf } from '../core/model/block-model.ts';
import type { FoundProject } from '../core/project/find.ts';
import { localDay } from '../core/quantity/date.ts';
import { formOfDocument } from './languages.ts';
import type { Settings } from './settings.ts';

/** The analyses of open reports, always of their current text. */
export interface Analyses {
  /** The analysis of a report's current text; undefined for a document that is none. */
  of(document: vscode.TextDocument): Analysis | undefined;
  /** Resolves when a document's project file has been read, so that its problems are the real ones. */
  ready(document: vscode.TextDocument): Promise<void>;
  /** Whether that is so already. */
  isReady(document: vscode.TextDocument): boolean;
  /** Fires when the analysis of an open report may have changed: it was edited, or something that it reads was. */
  readonly onDidChange: vscode.Event<vscode.TextDocument>;
}

interface Entry {
  readonly document: vscode.TextDocument;
  readonly form: Form;
  /** As of `version`; undefined until it is first asked for. */
  text: ReportDocument | undefined;
  version: number;
  found: FoundProject;
  analyser: Analyser;
  analysis: Analysis | undefined;
  surroundings: Surroundings | undefined;
  /** The files that the report named when its surroundings were read. */
  named: string;
  /** Counts the loads of what lies around, so that an old one does not overwrite a newer. */
  loads: number;
  ready: Promise<void> | undefined;
}

/** The files that reports read. */
export const watchedFiles =
  '**/{reportwright.yaml,reportwright.yml,*.ledger.yaml,*.ledger.yml,*.report.md,*.report.yaml,*.report.yml}';

/** For how long a project file that is typed in is left alone before the reports that read it are checked again, in milliseconds. */
const settling = 300;

/** Holds the open reports and applies the editor's own changes to them. */
export class ReportStore implements Analyses, vscode.Disposable {
  readonly #entries = new Map<string, Entry>();
  readonly #changed = new vscode.EventEmitter<vscode.TextDocument>();
  readonly #disposables: vscode.Disposable[];
  readonly #settings: Settings;
  readonly #library: Library;
  /** Who watches the schemas that project files name: they may have any name. */
  readonly #watching = new Map<string, vscode.Disposable>();
  /** The files that changed and have not been read again. */
  readonly #pending = new Map<string, ReturnType<typeof setTimeout>>();
  readonly onDidChange = this.#changed.event;

  constructor(settings: Settings, library: Library) {
    this.#settings = settings;
    this.#library = library;
    const watcher = vscode.workspace.createFileSystemWatcher(watchedFiles);
    const changed = (uri: vscode.Uri) => void this.#reread(uri);
    this.#disposables = [
      watcher,
      watcher.onDidChange(changed),
      watcher.onDidCreate(changed),
      watcher.onDidDelete(changed),
      vscode.workspace.onDidOpenTextDocument((document) => this.#open(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#close(document)),
      vscode.workspace.onDidChangeTextDocument((event) => this.#edit(event)),
      settings.onDidChange(() => this.#forget()),
      vscode.workspace.onDidGrantWorkspaceTrust(async () => {
        await library.forget();
        for (const entry of this.#entries.values()) this.#load(entry);
      }),
    ];
    for (const document of vscode.workspace.textDocuments) this.#open(document);
  }

  of(document: vscode.TextDocument): Analysis | undefined {
    const entry = this.#open(document);
    if (!entry) return undefined;
    const text = this.#textOf(entry);
    if (entry.analyser.outdated) entry.analysis = undefined;
    entry.analysis ??= entry.analyser.analyse(text, this.#input(entry));
    return entry.analysis;
  }

  async ready(document: vscode.TextDocument): Promise<void> {
    const entry = this.#open(document);
    // A load that a newer one overtook ends early: only the newest knows everything.
    while (entry?.ready) await entry.ready;
  }

  isReady(document: vscode.TextDocument): boolean {
    return this.#open(document)?.ready === undefined;
  }

  dispose(): void {
    for (const timer of this.#pending.values()) clearTimeout(timer);
    vscode.Disposable.from(...this.#disposables, ...this.#watching.values(), this.#changed).dispose();
    this.#entries.clear();
  }

  #open(document: vscode.TextDocument): Entry | undefined {
    const key = document.uri.toString();
    const known = this.#entries.get(key);
    if (known?.document === document) return known;
    const form = formOfDocument(document);
    if (!form || document.isClosed) return undefined;
    known?.analyser.dispose();
    const found: FoundProject = known?.found ?? this.#library.none;
    const entry: Entry = {
      document,
      form,
      text: undefined,
      version: document.version,
      found,
      analyser: new Analyser(found.project, rootOf(document.uri.path)),
      analysis: undefined,
      surroundings: undefined,
      named: '',
      loads: 0,
      ready: undefined,
    };
    this.#entries.set(key, entry);
    this.#load(entry);
    return entry;
  }

  #close(document: vscode.TextDocument): void {
    const entry = this.#entries.get(document.uri.toString());
    if (!entry) return;
    entry.analyser.dispose();
    this.#entries.delete(document.uri.toString());
    // What was typed and not saved holds no more.
    void this.#reread(document.uri);
  }

  #edit({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const entry = this.#entries.get(document.uri.toString());
    if (!entry) return;
    if (contentChanges.length === 0) {
      entry.version = document.version;
      return;
    }
    if (entry.text && entry.version === document.version - 1) {
      const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
        span: { start: rangeOffset, end: rangeOffset + rangeLength },
        text,
      }));
      entry.text = entry.text.edit(changes);
      entry.version = document.version;
    }
    entry.analysis = undefined;
    if (entry.named !== namedIn(this.of(document))) this.#load(entry);
    this.#changed.fire(document);
    void this.#typed(entry);
  }

  /** The current text of a report; taken from the editor where changes were missed. */
  #textOf(entry: Entry): ReportDocument {
    const { document, form, found } = entry;
    if (!entry.text) entry.text = ReportDocument.open(document.getText(), form, found.project.grammar);
    else if (entry.version !== document.version) entry.text = entry.text.become(document.getText());
    else return entry.text;
    entry.version = document.version;
    entry.analysis = undefined;
    return entry.text;
  }

  /** Tells the reports that read a document what is typed in it. */
  async #typed(entry: Entry): Promise<void> {
    const { document, found } = entry;
    const path = document.uri.toString();
    const root = rootOf(document.uri.path);
    if (root === 'ledger') {
      await this.#library.update(path, this.#textOf(entry), found.project);
      this.#tellOutdated();
    } else if (root === 'project') {
      clearTimeout(this.#pending.get(path));
      this.#pending.set(
        path,
        setTimeout(() => void this.#reread(document.uri), settling),
      );
    }
  }

  /** Reads a file again for those that read it. */
  async #reread(uri: vscode.Uri): Promise<void> {
    const path = uri.toString();
    clearTimeout(this.#pending.get(path));
    this.#pending.delete(path);
    await this.#library.refresh(path);
    this.#tellOutdated();
    const isProject = rootOf(uri.path) === 'project';
    for (const entry of this.#entries.values()) {
      if (isProject || entry.found.paths.includes(path) || entry.surroundings?.paths.includes(path))
        this.#load(entry);
    }
  }

  #watch(path: string): void {
    if (this.#watching.has(path)) return;
    const uri = vscode.Uri.parse(path);
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), name),
    );
    const changed = () => void this.#reread(uri);
    this.#watching.set(
      path,
      vscode.Disposable.from(
        watcher,
        watcher.onDidChange(changed),
        watcher.onDidCreate(changed),
        watcher.onDidDelete(changed),
      ),
    );
  }

  #tellOutdated(): void {
    for (const { analyser, document } of this.#entries.values())
      if (analyser.outdated) this.#changed.fire(document);
  }

  #forget(): void {
    for (const entry of this.#entries.values()) {
      entry.analysis = undefined;
      this.#changed.fire(entry.document);
    }
  }

  /** Reads what lies around a report. Until it is read, what held before goes on holding: without it every name would be unknown. */
  #load(entry: Entry): void {
    const load = ++entry.loads;
    const loading = this.#loadAround(entry, () => load === entry.loads).finally(() => {
      if (load !== entry.loads) return;
      entry.ready = undefined;
      if (this.#entries.get(entry.document.uri.toString()) === entry) this.#changed.fire(entry.document);
    });
    entry.ready = loading;
  }

  async #loadAround(entry: Entry, isNewest: () => boolean): Promise<void> {
    const { document } = entry;
    const path = document.uri.toString();
    const found = await this.#library.project(path);
    if (!isNewest()) return;
    for (const one of found.paths) this.#watch(one);
    if (found.project !== entry.found.project) {
      entry.analyser.dispose();
      entry.analyser = new Analyser(found.project, rootOf(document.uri.path));
      entry.text = undefined;
    }
    entry.found = found;
    entry.analysis = undefined;
    const analysis = this.of(document);
    if (!analysis) return;
    entry.named = namedIn(analysis);
    const surroundings =
      entry.named === '' ? undefined : await this.#library.around(analysis, path, this.#input(entry));
    if (!isNewest()) return;
    entry.surroundings = surroundings;
    entry.analysis = undefined;
  }

  #input(entry: Entry): AnalysisInput {
    return {
      asOf: this.#settings.asOf,
      today: localDay(new Date()),
      schemaProblems: entry.found.schemaProblems,
      ...entry.surroundings,
    };
  }
}

/** The files that a report names, as one text to compare; empty where it names none. */
function namedIn(analysis: Analysis | undefined): string {
  const { data = [], prior } = analysis?.report.header ?? {};
  return [...data, ...(prior ? [prior] : [])].map(({ text }) => text).join('\n');
}
