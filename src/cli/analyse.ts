import path from 'node:path';
import { Analyser } from '../core/analyser.ts';
import type { Analysis } from '../core/analysis.ts';
import { ReportDocument } from '../core/document/document.ts';
import { formOf } from '../core/document/form.ts';
import { rootOf } from '../core/model/block-model.ts';
import type { Files } from '../core/project/files.ts';
import { findProject } from '../core/project/find.ts';
import { localDay } from '../core/quantity/date.ts';
import { readSurroundings } from '../core/surroundings.ts';

/** A message for whoever called, without a stack: the command could not run. */
export class UsageError extends Error {}

/** Analyses one file with all that it reads beside itself. */
export async function analyseFile(file: string, files: Files, asOf: string | undefined): Promise<Analysis> {
  const absolute = path.resolve(file);
  const form = formOf(absolute);
  if (!form)
    throw new UsageError(
      `${file}: not a report. Its name must end with .report.md, .report.yaml or .ledger.yaml, or be reportwright.yaml.`,
    );
  const text = await files.read(absolute);
  if (text === undefined) throw new UsageError(`${file}: cannot be read.`);
  // Whoever names a file on the command line trusts its folder.
  const { project, schemaProblems } = await findProject(absolute, files, true);
  const input = { asOf, today: localDay(new Date()), schemaProblems };
  const analyser = new Analyser(project, rootOf(absolute));
  const document = ReportDocument.open(text, form, project.grammar);
  const alone = analyser.analyse(document, input);
  const { header } = alone.report;
  if (header.data.length === 0 && !header.prior) return alone;
  return analyser.analyse(document, { ...input, ...(await readSurroundings(alone, absolute, files, input)) });
}
