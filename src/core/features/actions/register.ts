import type { Problem } from '../../analysis.ts';
import { quoteValue } from '../../document/traps.ts';
import type { FileEdit } from '../edit.ts';
import type { Action, Here } from './action.ts';
import { appendToRoot, hasRootList, type Lists, listsOf, listsOfProject } from './append.ts';

/** The project file of a report, as it stands at the moment. */
export interface ProjectFile {
  readonly path: string;
  readonly text: string;
}

/** The codes of problems that an entry in the register mends: where one is at hand, the project file is needed. */
export const registerCodes: ReadonlySet<string> = new Set(['organization-unknown']);

/**
 * Adds an unknown organization to the register that there is: the project file's, else the report's own, else that of one of
 * its ledgers; where only a project file is there, to a new one in it.
 */
export function addToRegister(
  { analysis }: Pick<Here, 'analysis'>,
  problem: Problem,
  projectFile: ProjectFile | undefined,
): readonly Action[] {
  const name = problem.params['name'];
  if (!registerCodes.has(problem.code) || typeof name !== 'string') return [];
  const { vocabulary } = analysis.project;
  const own = listsOf(analysis, vocabulary);
  const project = projectFile && listsOfProject(projectFile.text, analysis.project);
  const at = (lists: Lists | undefined, path: string | undefined) => (lists ? [{ lists, path }] : []);
  const files = [
    ...at(project, projectFile?.path),
    ...at(own, undefined),
    ...analysis.ledgers.flatMap((ledger) => at(listsOf(ledger, vocabulary), ledger.path)),
  ];
  const file = files.find(({ lists }) => hasRootList(lists, 'organizations')) ?? files[0];
  const written = /[:#,[\]{}&*!|>%@`"']|^[-?]/.test(name) ? quoteValue(name) : name;
  const change =
    file && appendToRoot(file.lists, 'organizations', (dash) => [dash ? `- ${written}` : `${written}:`]);
  if (!change) return [];
  const elsewhere: FileEdit[] = file.path === undefined ? [] : [{ path: file.path, changes: [change] }];
  const where = file.path?.slice(file.path.lastIndexOf('/') + 1);
  const params = where === undefined ? { name } : { name, file: decodeURIComponent(where) };
  return [
    {
      title: { key: 'fix.add-to-register', params },
      kind: 'quickfix',
      changes: file.path === undefined ? [change] : [],
      elsewhere,
      problem,
    },
  ];
}
