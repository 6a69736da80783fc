import { Analyser } from './analyser.ts';
import type { Analysis, AnalysisInput } from './analysis.ts';
import { ReportDocument } from './document/document.ts';
import { formOf } from './document/form.ts';
import { rootOf } from './model/block-model.ts';
import type { Files } from './project/files.ts';

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
