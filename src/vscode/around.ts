import type { Library } from '../core/library.ts';
import type { Analyses } from './analyses.ts';
import type { WorkspaceFiles } from './files.ts';
import type { Settings } from './settings.ts';

/** What surrounds a feature: made once, when the extension starts. */
export interface Around {
  readonly reports: Analyses;
  readonly settings: Settings;
  readonly files: WorkspaceFiles;
  readonly library: Library;
}
