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
