import * as vscode from 'vscode';
import {
  bestSymbols,
  type FileSymbol,
  type FoundSymbol,
  searchSymbols,
  symbolsOf,
} from '../../core/features/workspace-symbols.ts';
import type { Project } from '../../core/project/project.ts';
import { localDay } from '../../core/quantity/date.ts';
import type { Candidate } from '../../core/text/search.ts';
import { allFiles } from '../all-files.ts';
import { watchedFiles } from '../analyses.ts';
import type { Around } from '../around.ts';
import { inSlices } from '../in-slices.ts';
import { formOfDocument } from '../languages.ts';
import { symbolKinds } from './symbols.ts';

type Symbols = readonly Candidate<FileSymbol>[];

/** Finds metrics, tasks, organizations and sections of all files of the workspace by their names. */
export function registerWorkspaceSymbols(around: Around): vscode.Disposable {
  const symbols = new WorkspaceSymbols(around);
  return vscode.Disposable.from(symbols, vscode.languages.registerWorkspaceSymbolProvider(symbols));
}

/** What closed files hold is kept until they change: every letter of a query asks for all of it. */
class WorkspaceSymbols implements vscode.WorkspaceSymbolProvider, vscode.Disposable {
  readonly #around: Around;
  readonly #watching: vscode.Disposable;
  /** Of open files, for as long as their analysis holds. */
  readonly #open = new WeakMap<object, Symbols>();
  /** Of closed ones, with the project that they were read with: another one may know other keys. */
  readonly #closed = new Map<string, { readonly project: Project; readonly symbols: Symbols }>();
  #files: Thenable<readonly vscode.Uri[]> | undefined;
  /** How often files changed, so that what was read before a change is not kept behind it. */
  #changes = 0;

  constructor(around: Around) {
    this.#around = around;
    const watcher = vscode.workspace.createFileSystemWatcher(watchedFiles);
    const forget = (uri: vscode.Uri) => {
      this.#changes++;
      this.#closed.delete(uri.toString());
    };
    const forgetList = () => {
      this.#files = undefined;
    };
    const comesOrGoes = (uri: vscode.Uri) => {
      forget(uri);
      forgetList();
    };
    this.#watching = vscode.Disposable.from(
      watcher,
      watcher.onDidChange(forget),
      watcher.onDidCreate(comesOrGoes),
      watcher.onDidDelete(comesOrGoes),
      // It may have been saved, which is noticed only a moment later.
      vscode.workspace.onDidCloseTextDocument(({ uri }) => forget(uri)),
      vscode.workspace.onDidChangeWorkspaceFolders(forgetList),
    );
  }

  dispose(): void {
    this.#watching.dispose();
  }

  async provideWorkspaceSymbols(
    query: string,
    stop: vscode.CancellationToken,
  ): Promise<vscode.SymbolInformation[] | undefined> {
    const open = new Map(openReports().map((document) => [document.uri.toString(), document]));
    this.#files ??= allFiles();
    const closed = (await this.#files).map(String).filter((path) => !open.has(path));
    const paths = [...open.keys(), ...closed.sort()];
    const besides = vscode.extensions.getExtension('vscode.markdown-language-features')?.isActive === true;
    const read = async (path: string): Promise<Read> => {
      const changes = this.#changes;
      const isKnown = open.has(path) || this.#closed.has(path);
      return { changes, text: isKnown ? undefined : await this.#around.files.read(path) };
    };
    const work = async (path: string, text: Read): Promise<readonly FoundSymbol[]> => {
      const document = open.get(path);
      const symbols = document ? this.#symbolsOf(document) : await this.#symbolsIn(path, text);
      return searchSymbols(query, symbols, besides);
    };
    const found: (readonly FoundSymbol[])[] = [];
    for await (const one of inSlices(paths, read, work)) {
      if (stop.isCancellationRequested) return undefined;
      found.push(one);
    }
    return bestSymbols(found).map(shown);
  }

  #symbolsOf(document: vscode.TextDocument): Symbols {
    const analysis = this.#around.reports.of(document);
    if (!analysis) return [];
    const known = this.#open.get(analysis) ?? symbolsOf(analysis, document.uri.toString());
    this.#open.set(analysis, known);
    return known;
  }

  async #symbolsIn(path: string, { text, changes }: Read): Promise<Symbols> {
    const { files, library, settings } = this.#around;
    const { project } = await library.project(path);
    const known = this.#closed.get(path);
    if (known?.project === project) return known.symbols;
    const current = text ?? (await files.read(path));
    if (current === undefined) return [];
    const day = { asOf: settings.asOf, today: localDay(new Date()) };
    const symbols = await library.withAnalysis(path, current, day, (analysis) => symbolsOf(analysis, path));
    if (changes === this.#changes) this.#closed.set(path, { project, symbols });
    return symbols;
  }
}

/** The text of a file that nothing is kept of, and how often files had changed before it was read. */
interface Read {
  readonly text: string | undefined;
  readonly changes: number;
}

/** The open reports; not those that only show what a file once was. */
function openReports(): readonly vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter(
    (document) =>
      formOfDocument(document) !== undefined &&
      (document.isUntitled || vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === true),
  );
}

function shown({ item: { kind, section, path, start, end }, label }: FoundSymbol): vscode.SymbolInformation {
  const range = new vscode.Range(start.line - 1, start.column - 1, end.line - 1, end.column - 1);
  // The editor itself names the file behind the section.
  return new vscode.SymbolInformation(
    label,
    symbolKinds[kind],
    section,
    new vscode.Location(vscode.Uri.parse(path), range),
  );
}
