import fs from 'node:fs/promises';
import path from 'node:path';
import { formOf } from '../core/document/form.ts';
import type { Files } from '../core/project/files.ts';

/** The file system as the core reaches it. */
export const nodeFiles: Files = {
  read: (file) => fs.readFile(file, 'utf8').then(withoutMark, () => undefined),
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

/** The reports, ledgers and project files that a path names: itself, or what lies in the folder, sorted. */
export async function reportsAt(target: string): Promise<string[]> {
  const stat = await fs.stat(target);
  if (!stat.isDirectory()) return [target];
  const entries = await fs.readdir(target, { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const inside = path.join(target, entry.name);
    if (entry.isDirectory()) found.push(...(await reportsAt(inside)));
    else if (entry.isFile() && formOf(entry.name)) found.push(inside);
  }
  return found;
}
