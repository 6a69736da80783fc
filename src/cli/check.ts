import type { Analysis } from '../core/analysis.ts';
import type { Level } from '../core/issue.ts';
import { messagesAbout } from '../core/messages/messages.ts';
import { termLabel } from '../core/schema/vocabulary.ts';
import type { Language } from '../core/text/language.ts';
import type { Position } from '../core/text/position.ts';
import { newLibrary, withAnalysis } from './analyse.ts';

/** One problem as the JSON output has it: lines and columns from 1, columns in UTF-16 units, `end` exclusive. */
export interface CheckedIssue {
  readonly code: string;
  readonly level: Level;
  readonly message: string;
  readonly start: Position;
  readonly end: Position;
}

export interface CheckedFile {
  readonly file: string;
  readonly issues: readonly CheckedIssue[];
}

/** Checks files and says what is wrong in each. */
export async function checkFiles(
  paths: readonly string[],
  options: { asOf: string | undefined; language: Language },
): Promise<CheckedFile[]> {
  const library = newLibrary();
  const checked: CheckedFile[] = [];
  for (const file of paths) {
    const issues = await withAnalysis(file, library, options.asOf, (analysis) =>
      issuesOf(analysis, options.language),
    );
    checked.push({ file, issues });
  }
  return checked;
}

function issuesOf({ document, project, report, problems }: Analysis, language: Language): CheckedIssue[] {
  const messages = messagesAbout(language, report.language, (term, lang) =>
    termLabel(project.vocabulary, term, lang),
  );
  return problems.map((problem) => ({
    code: problem.code,
    level: problem.level,
    message: messages.issue(problem),
    start: document.positionOf(problem.block, problem.span.start),
    end: document.positionOf(problem.block, problem.span.end),
  }));
}

/** The problems as lines that editors and terminals can follow: `file:line:column: level: sentence [code]`. */
export function asText(checked: readonly CheckedFile[]): string {
  const lines = checked.flatMap(({ file, issues }) =>
    issues.map(
      ({ code, level, message, start }) =>
        `${file}:${start.line}:${start.column}: ${level}: ${message} [${code}]`,
    ),
  );
  const count = (level: Level) =>
    checked.reduce((sum, { issues }) => sum + issues.filter((issue) => issue.level === level).length, 0);
  const files = checked.length === 1 ? '1 file' : `${checked.length} files`;
  const said = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
  const counts = [
    said(count('error'), 'error'),
    said(count('warning'), 'warning'),
    said(count('info'), 'hint'),
  ];
  lines.push(`${files}: ${counts.join(', ')}`);
  return `${lines.join('\n')}\n`;
}

/** Whether anything was found that has to be mended; hints need not be. */
export function hasProblems(checked: readonly CheckedFile[]): boolean {
  return checked.some(({ issues }) => issues.some((issue) => issue.level !== 'info'));
}
