import { Analyser, type Analysis, type AnalysisInput } from '../analysis.ts';
import { ReportDocument } from '../document/document.ts';
import { formOf } from '../document/form.ts';
import type { Root } from '../model/block-model.ts';
import type { Vocabulary } from '../schema/vocabulary.ts';
import { type Project, readProject } from './project.ts';
import { type SchemaProblem, withUserSchemas } from './schemas.ts';

/** The files around a report, as whoever runs the core reaches them. Paths are whatever it takes them to be. */
export interface Files {
  /** The text of a file; undefined where there is none or it cannot be read. */
  read(path: string): Promise<string | undefined>;
  /** The path that a relative path means in a file. */
  resolve(from: string, relative: string): string;
  /** The folders from a file's own upwards. */
  foldersAbove(path: string): readonly string[];
  /** The path of a file in a folder. */
  join(folder: string, name: string): string;
}

/** A project with where it comes from. */
export interface FoundProject {
  readonly project: Project;
  /** The project file; undefined where the defaults hold. */
  readonly path: string | undefined;
  /** What is wrong with the schemas that it names. */
  readonly schemaProblems: readonly SchemaProblem[];
  /** The further files that it was read from. */
  readonly paths: readonly string[];
}

/** What holds where nobody wrote a project file. */
export function noProject(vocabulary?: Vocabulary): FoundProject {
  return { project: readProject(undefined, vocabulary), path: undefined, schemaProblems: [], paths: [] };
}

export const projectFileNames = ['reportwright.yaml', 'reportwright.yml'] as const;

/** What the root of a file is, by its name. */
export function rootOf(path: string): Root {
  if (/(?:^|[\\/])reportwright\.ya?ml$/i.test(path)) return 'project';
  return /\.ledger\.ya?ml$/i.test(path) ? 'ledger' : 'report';
}

/**
 * Finds and reads the project file in the nearest folder upwards; without one the defaults hold. The schemas that it
 * names are loaded only where the folder is trusted.
 */
export async function findProject(path: string, files: Files, trusted: boolean): Promise<FoundProject> {
  for (const folder of files.foldersAbove(path)) {
    for (const name of projectFileNames) {
      const candidate = files.join(folder, name);
      const text = await files.read(candidate);
      if (text === undefined) continue;
      const { project, problems, paths } = await withUserSchemas(
        readProject(text),
        candidate,
        files,
        trusted,
      );
      return { project, path: candidate, schemaProblems: problems, paths };
    }
  }
  return noProject();
}

/** What a report reads beside itself: its ledgers, and the files that it names and that are not there. */
export interface Surroundings {
  readonly ledgers: readonly Analysis[];
  readonly missing: ReadonlySet<string>;
  /** The paths of all files that the report names, so that a change of one of them can be noticed. */
  readonly paths: readonly string[];
}

/** Reads what a report names under `data` and `prior`. */
export async function readSurroundings(
  analysis: Analysis,
  path: string,
  files: Files,
  input: AnalysisInput,
): Promise<Surroundings> {
  const missing = new Set<string>();
  const ledgers: Analysis[] = [];
  const paths: string[] = [];
  const read = async (relative: string): Promise<{ path: string; text: string } | undefined> => {
    const target = files.resolve(path, relative);
    paths.push(target);
    const text = await files.read(target);
    if (text === undefined) missing.add(relative);
    return text === undefined ? undefined : { path: target, text };
  };
  const { header } = analysis.report;
  if (header.prior) await read(header.prior.text);
  for (const name of header.data) {
    const found = await read(name.text);
    const form = found && formOf(found.path);
    if (!found || !form) continue;
    const document = ReportDocument.open(found.text, form, analysis.project.grammar);
    ledgers.push(new Analyser(analysis.project, rootOf(found.path)).analyse(document, input));
  }
  return { ledgers, missing, paths };
}
