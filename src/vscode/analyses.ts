import * as vscode from 'vscode';
import { Analyser } from '../core/analyser.ts';
import type { Analysis, AnalysisInput } from '../core/analysis.ts';
import { ReportDocument } from '../core/document/document.ts';
import { rootOf } from '../core/model/block-model.ts';
import { type FoundProject, findProject, noProject } from '../core/project/find.ts';
import { localDay } from '../core/quantity/date.ts';
import { readSurroundings, type Surroundings } from '../core/surroundings.ts';
import { workspaceFiles } from './files.ts';
import { formOfDocument } from './languages.ts';
import type { Settings } from './settings.ts';

/** The analyses of open reports, always of their current text. */
export interface Analyses {
  /** The analysis of a report's current text; undefined for a document that is none. */
  of(document: vscode.TextDocument): Analysis | undefined;
  /** Resolves when a document's project file has been read, so that its problems are the real ones. */
  ready(document: vscode.TextDocument): Promise<void>;
  /** Fires when the analysis of an open report may have changed: it was edited, or something that it reads was. */
  readonly onDidChange: vscode.Event<vscode.TextDocument>;
}

interface Entry {
  readonly document: vscode.TextDocument;
  text: ReportDocument;
  version: number;
  found: FoundProject;
  analyser: Analyser;
  analysis: Analysis | undefined;
  surroundings: Surroundings | undefined;
  /** The files that the report named when its surroundings were read. */
  named: string;
  /** Counts the loads of what lies around, so that an old one does not overwrite a newer. */
  loads: number;
  ready: Promise<void>;
}

const watched =
  '**/{reportwright.yaml,reportwright.yml,*.ledger.yaml,*.ledger.yml,*.report.md,*.report.yaml,*.report.yml}';

/** Holds the open reports and applies the editor's own changes to them. */
export class ReportStore implements Analyses, vscode.Disposable {
  readonly #entries = new Map<string, Entry>();
  readonly #changed = new vscode.EventEmitter<vscode.TextDocument>();
  readonly #disposables: vscode.Disposable[];
  readonly #settings: Settings;
  readonly #none = noProject();
  readonly onDidChange = this.#changed.event;

  constructor(settings: Settings) {
    this.#settings = settings;
    const watcher = vscode.workspace.createFileSystemWatcher(watched);
    const around = (uri: vscode.Uri) => this.#reloadAround(uri);
    this.#disposables = [
      watcher,
      watcher.onDidChange(around),
      watcher.onDidCreate(around),
      watcher.onDidDelete(around),
      vscode.workspace.onDidOpenTextDocument((document) => this.#open(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#entries.delete(document.uri.toString())),
      vscode.workspace.onDidChangeTextDocument((event) => this.#edit(event)),
      settings.onDidChange(() => this.#forget()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        for (const entry of this.#entries.values()) entry.ready = this.#load(entry);
      }),
    ];
    for (const document of vscode.workspace.textDocuments) this.#open(document);
  }

  of(document: vscode.TextDocument): Analysis | undefined {
    const entry = this.#open(document);
    if (!entry) return undefined;
    if (entry.version !== document.version) this.#reread(entry);
    entry.analysis ??= entry.analyser.analyse(entry.text, this.#input(entry));
    return entry.analysis;
  }

  async ready(document: vscode.TextDocument): Promise<void> {
    const entry = this.#open(document);
    // A load that a newer one overtook ends early: only the newest knows everything.
    for (let load: Promise<void> | undefined; load !== entry?.ready; ) {
      load = entry?.ready;
      await load;
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables, this.#changed).dispose();
    this.#entries.clear();
  }

  #open(document: vscode.TextDocument): Entry | undefined {
    const key = document.uri.toString();
    const known = this.#entries.get(key);
    if (known?.document === document) return known;
    const form = formOfDocument(document);
    if (!form || document.isClosed) return undefined;
    const found: FoundProject = known?.found ?? this.#none;
    const entry: Entry = {
      document,
      text: ReportDocument.open(document.getText(), form, found.project.grammar),
      version: document.version,
      found,
      analyser: new Analyser(found.project, rootOf(document.uri.path)),
      analysis: undefined,
      surroundings: undefined,
      named: '',
      loads: 0,
      ready: Promise.resolve(),
    };
    this.#entries.set(key, entry);
    entry.ready = this.#load(entry);
    return entry;
  }

  #edit(event: vscode.TextDocumentChangeEvent): void {
    const { document, contentChanges } = event;
    const entry = this.#entries.get(document.uri.toString());
    if (!entry || contentChanges.length === 0) {
      if (entry) entry.version = document.version;
      return;
    }
    if (entry.version === document.version - 1) {
      const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
        span: { start: rangeOffset, end: rangeOffset + rangeLength },
        text,
      }));
      entry.text = entry.text.edit(changes);
      entry.version = document.version;
    } else this.#reread(entry);
    entry.analysis = undefined;
    if (entry.named !== namedIn(this.of(document))) entry.ready = this.#load(entry);
    this.#changed.fire(document);
    this.#reloadAround(document.uri);
  }

  /** Takes the text anew, where changes were missed. */
  #reread(entry: Entry): void {
    entry.text = ReportDocument.open(entry.document.getText(), entry.text.form, entry.found.project.grammar);
    entry.version = entry.document.version;
    entry.analysis = undefined;
  }

  /** Reads again what open reports take from a file that changed. */
  #reloadAround(uri: vscode.Uri): void {
    const path = uri.toString();
    const isProject = rootOf(uri.path) === 'project';
    for (const entry of this.#entries.values()) {
      if (entry.document.uri.toString() === path) continue;
      const reads = isProject || entry.found.paths.includes(path) || entry.surroundings?.paths.includes(path);
      if (reads) entry.ready = this.#load(entry);
    }
  }

  #forget(): void {
    for (const entry of this.#entries.values()) {
      entry.analysis = undefined;
      this.#changed.fire(entry.document);
    }
  }

  async #load(entry: Entry): Promise<void> {
    const load = ++entry.loads;
    const path = entry.document.uri.toString();
    const found = await findProject(path, workspaceFiles, vscode.workspace.isTrusted);
    if (load !== entry.loads) return;
    entry.found = found;
    this.#reread(entry);
    entry.analyser = new Analyser(found.project, rootOf(entry.document.uri.path));
    entry.analysis = undefined;
    const analysis = this.of(entry.document);
    entry.named = namedIn(analysis);
    // Until the new surroundings are read the old ones hold: without any, every name of a ledger would be unknown.
    const surroundings =
      analysis && entry.named !== ''
        ? await readSurroundings(analysis, path, workspaceFiles, this.#input(entry))
        : undefined;
    if (load !== entry.loads) return;
    entry.surroundings = surroundings;
    entry.analysis = undefined;
    this.#changed.fire(entry.document);
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
