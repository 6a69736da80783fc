import path from 'node:path';
import type { Analysis } from '../core/analysis.ts';
import { formOf } from '../core/document/form.ts';
import { Library } from '../core/library.ts';
import { localDay } from '../core/quantity/date.ts';
import { nodeFiles } from './files.ts';

/** A message for whoever called, without a stack: the command could not run. */
export class UsageError extends Error {}

/** Says that a file's name is not one of ours. */
export function notAReport(file: string): UsageError {
  return new UsageError(
    `${file}: not a report. Its name must end with .report.md, .report.yaml or .ledger.yaml, or be reportwright.yaml.`,
  );
}

/** Analyses one file with all that it reads beside itself, and does something with what is found. */
export async function withAnalysis<T>(
  file: string,
  library: Library,
  asOf: string | undefined,
  work: (analysis: Analysis) => T,
): Promise<T> {
  const absolute = path.resolve(file);
  if (!formOf(absolute)) throw notAReport(file);
  const text = await nodeFiles.read(absolute);
  if (text === undefined)
    throw new UsageError(`${file}: cannot be read. Check that it is there and that you may read it.`);
  return library.withAnalysis(absolute, text, { asOf, today: localDay(new Date()) }, work);
}

/** What reports share on this machine. Whoever names a file on the command line trusts its folder. */
export function newLibrary(): Library {
  return new Library(nodeFiles, () => true);
}
