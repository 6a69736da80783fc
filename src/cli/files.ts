import fs from 'node:fs';
import path from 'node:path';
import { formOf } from '../core/document/form.ts';
import type { Files } from '../core/project/files.ts';

/** The files that are there and could not be read, such as a locked project file. */
export const unreadable = new Set<string>();

/** The file system as the core reaches it. There is nothing else to do meanwhile, and to wait for a file's text takes longer than to read it. */
export const nodeFiles: Files = {
  async read(file) {
    try {
      return withoutMark(fs.readFileSync(file, 'utf8'));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' && code !== 'ENOTDIR') unreadable.add(file);
      return undefined;
    }
  },
  resolve: (from, relative) => path.resolve(path.dirname(from), relative),
  foldersAbove(file) {
    const folders: string[] = [];
    for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
      folders.push(folder);
      if (path.dirname(folder) === folder) return folders;
    }
  },
  join: (folder, name) => path.join(folder, name),
};

/** A text without the byte order mark that some editors put before it. */
function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/**
 * The reports, ledgers and project files that a path names: itself, or what lies in the folder, sorted. Folders that cannot
 * be read are left out, and told to `unread`.
 */
export function reportsAt(target: string, unread: (folder: string) => void): readonly string[] {
  if (!fs.statSync(target).isDirectory()) return [target];
  const found: string[] = [];
  let entries: fs.Dirent[];
  try {
    entries = fs.readdirSync(target, { withFileTypes: true });
  } catch {
    unread(target);
    return found;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const inside = path.join(target, entry.name);
    if (entry.isDirectory()) for (const one of reportsAt(inside, unread)) found.push(one);
    else if (entry.isFile() && formOf(entry.name)) found.push(inside);
  }
  return found;
}
