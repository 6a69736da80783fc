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
    // What matters is why nothing could be written.
    await fs.rm(part, { force: true }).catch(() => {});
    throw new UsageError(`${output}: cannot be written. ${whyNot(error)} What was there is as it was.`);
  }
}

/** What kept a file from being written, and what to do. */
function whyNot(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'The disk is full: make room on it, or name another place with -o.';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'You may not write there: name another place with -o.';
    case 'ENOENT':
      return 'There is no such folder: make it first, or name another place with -o.';
    case 'EISDIR':
      return 'A folder has this name: name a file with -o.';
    default:
      return `Name another place with -o (${message}).`;
  }
}
