import path from 'node:path/posix';
import type { Analysis } from '../../../src/core/analysis.ts';
import { formOf } from '../../../src/core/document/form.ts';
import { Library } from '../../../src/core/library.ts';
import type { Files } from '../../../src/core/project/files.ts';
import type { Workspace } from '../../../src/core/project/workspace.ts';

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

/** These files as a workspace. `looked` is told of each file that is analysed because its text was wanted. */
export function workspaceOf(
  texts: Readonly<Record<string, string>>,
  looked: (path: string) => void = () => {},
): Workspace {
  const files = filesOf(texts);
  const library = new Library(files, () => true);
  const day = { today: '2022-12-31' };
  const look: Workspace['look'] = async (path, work) => {
    const text = await files.read(path);
    return text === undefined ? undefined : library.withAnalysis(path, text, day, work);
  };
  return {
    files,
    library,
    list: async () => Object.keys(texts).filter((path) => formOf(path) !== undefined),
    look,
    async *each(paths, wanted, work) {
      for (const path of paths) {
        if (!wanted(texts[path]!)) continue;
        looked(path);
        yield (await look(path, (analysis) => work(path, analysis)))!;
      }
    },
  };
}

/** Files in one of which `¦` marks a cursor: their texts without it, and where it stood. */
export function cursorIn(marked: Readonly<Record<string, string>>): {
  readonly texts: Readonly<Record<string, string>>;
  readonly path: string;
  readonly offset: number;
} {
  const path = Object.keys(marked).find((file) => marked[file]!.includes('¦'))!;
  const offset = marked[path]!.indexOf('¦');
  return { texts: { ...marked, [path]: marked[path]!.replace('¦', '') }, path, offset };
}
