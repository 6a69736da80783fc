import type { TextChange } from '../text/span.ts';

/** Changes of one file; their spans count in its text as it was read. */
export interface FileEdit {
  readonly path: string;
  readonly changes: readonly TextChange[];
}
