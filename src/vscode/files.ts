import * as vscode from 'vscode';
import type { Files } from '../core/project/files.ts';

/** The workspace's files as the core reaches them. Paths are URIs; an open document's text goes before what is on disk. */
export const workspaceFiles: Files = {
  async read(path) {
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === path);
    if (open) return open.getText();
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.parse(path)));
    } catch {
      // A file that is not there is an answer, and the usual one on the way up to the project file.
      return undefined;
    }
  },
  resolve(from, relative) {
    const uri = vscode.Uri.parse(from);
    return relative.startsWith('/')
      ? uri.with({ path: relative }).toString()
      : vscode.Uri.joinPath(uri, '..', relative).toString();
  },
  foldersAbove(path) {
    const uri = vscode.Uri.parse(path);
    const top = vscode.workspace.getWorkspaceFolder(uri)?.uri.path;
    const folders: string[] = [];
    for (let folder = vscode.Uri.joinPath(uri, '..'); ; folder = vscode.Uri.joinPath(folder, '..')) {
      folders.push(folder.toString());
      if (folder.path === top || folder.path === '/' || folder.path === '') return folders;
      if (vscode.Uri.joinPath(folder, '..').path === folder.path) return folders;
    }
  },
  join: (folder, name) => vscode.Uri.joinPath(vscode.Uri.parse(folder), name).toString(),
};
