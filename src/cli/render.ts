import fs from 'node:fs/promises';
import path from 'node:path';
import { Messages } from '../core/messages/messages.ts';
import { standalonePage } from '../core/render/page.ts';
import { termLabel } from '../core/schema/vocabulary.ts';
import css from '../webview/preview.css';
import { newLibrary, UsageError, withAnalysis } from './analyse.ts';

/** Renders a report to a standalone HTML page. The page is written beside its place first and then moved there whole. */
export async function renderFile(file: string, output: string, asOf: string | undefined): Promise<void> {
  const html = await withAnalysis(file, newLibrary(), asOf, (analysis) => {
    const { project, report } = analysis;
    const messages = new Messages(report.language, (term, language) =>
      termLabel(project.vocabulary, term, language),
    );
    return standalonePage(analysis, messages, css);
  });
  const part = path.join(path.dirname(output), `.${path.basename(output)}.part`);
  try {
    await fs.writeFile(part, html);
    await fs.rename(part, output);
  } catch (error) {
    await fs.rm(part, { force: true });
    throw new UsageError(
      `${output}: cannot be written (${error instanceof Error ? error.message : String(error)}).`,
    );
  }
}
