import path from 'node:path/posix';
import type { Analysis } from '../../../src/core/analysis.ts';
import { Library } from '../../../src/core/library.ts';
import type { Files } from '../../../src/core/project/files.ts';

/** Files that are held in memory, by their paths (`/w/a.report.md`). */
export function filesOf(texts: Readonly<Record<string, string>>): Files {
  return {
    read: async (file) => (Object.hasOwn(texts, file) ? texts[file] : undefined),
    resolve: (from, relative) => path.resolve(path.dirname(from), relative),
    foldersAbove(file) {
      const folders = [path.dirname(file)];
      while (folders.at(-1) !== '/') folders.push(path.dirname(folders.at(-1)!));
      return folders;
    },
    join: (folder, name) => path.join(folder, name),
  };
}

/** Analyses one of these files with its project file and its ledgers; today is the last day of 2022. */
export async function analyseIn(texts: Readonly<Record<string, string>>, file: string): Promise<Analysis> {
  const library = new Library(filesOf(texts), () => true);
  return library.withAnalysis(file, texts[file]!, { today: '2022-12-31' }, (analysis) => analysis);
}
