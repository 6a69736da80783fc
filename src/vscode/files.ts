import * as vscode from 'vscode';
import type { Files } from '../core/project/files.ts';
import type { Settings } from './settings.ts';

/** For how long files that cannot be read are gathered before one sentence says which they are, in milliseconds. */
const gathering = 500;

/** The workspace's files as the core reaches them. Paths are URIs; an open document's text goes before what is on disk. */
export class WorkspaceFiles implements Files, vscode.Disposable {
  readonly #settings: Settings;
  /** The files that are there and could not be read when they were last asked for. */
  readonly #unread = new Set<string>();
  /** Those of them that nobody was told of yet. */
  readonly #unsaid = new Set<string>();
  #pending: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  dispose(): void {
    clearTimeout(this.#pending);
  }

  async read(path: string): Promise<string | undefined> {
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === path);
    if (open) return open.getText();
    try {
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.parse(path)));
      this.#unread.delete(path);
      return text;
    } catch (error) {
      // A file that is not there is an answer, and the usual one on the way up to the project file.
      if (isThere(error)) this.#note(path);
      return undefined;
    }
  }

  resolve(from: string, relative: string): string {
    const uri = vscode.Uri.parse(from);
    return relative.startsWith('/')
      ? uri.with({ path: relative }).toString()
      : vscode.Uri.joinPath(uri, '..', relative).toString();
  }

  foldersAbove(path: string): readonly string[] {
    const uri = vscode.Uri.parse(path);
    const top = vscode.workspace.getWorkspaceFolder(uri)?.uri.path;
    const folders: string[] = [];
    for (let folder = vscode.Uri.joinPath(uri, '..'); ; folder = vscode.Uri.joinPath(folder, '..')) {
      folders.push(folder.toString());
      if (folder.path === top || folder.path === '/' || folder.path === '') return folders;
      if (vscode.Uri.joinPath(folder, '..').path === folder.path) return folders;
    }
  }

  join(folder: string, name: string): string {
    return vscode.Uri.joinPath(vscode.Uri.parse(folder), name).toString();
  }

  /** Says once which files are there and cannot be read, until they can. */
  #note(path: string): void {
    if (this.#unread.has(path)) return;
    this.#unread.add(path);
    this.#unsaid.add(path);
    this.#pending ??= setTimeout(() => {
      const [first, ...others] = this.#unsaid;
      const file = vscode.workspace.asRelativePath(vscode.Uri.parse(first!));
      const params = others.length === 0 ? { file } : { file, more: others.length };
      this.#pending = undefined;
      this.#unsaid.clear();
      void vscode.window.showWarningMessage(this.#settings.messages().text('file.unread', params));
    }, gathering);
  }
}

/** Whether what stopped the reading is something else than that there is no such file. */
function isThere(error: unknown): boolean {
  return !(error instanceof vscode.FileSystemError && /NotFound|NotADirectory/.test(error.code));
}
