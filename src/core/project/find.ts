import type { Vocabulary } from '../schema/vocabulary.ts';
import type { Files } from './files.ts';
import { type Project, readProject } from './project.ts';
import { type SchemaProblem, withUserSchemas } from './schemas.ts';

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

/** Reads the project file at a path, if there is one. The schemas that it names are loaded only where its folder is trusted. */
export async function readFoundProject(
  path: string,
  files: Files,
  trusted: boolean,
): Promise<FoundProject | undefined> {
  const text = await files.read(path);
  if (text === undefined) return undefined;
  const { project, problems, paths } = await withUserSchemas(readProject(text), path, files, trusted);
  return { project, path, schemaProblems: problems, paths };
}
