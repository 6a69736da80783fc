import type { Analysis } from '../core/analysis.ts';
import type { Level } from '../core/issue.ts';
import { messagesAbout } from '../core/messages/messages.ts';
import { termLabel } from '../core/schema/vocabulary.ts';
import type { Language } from '../core/text/language.ts';
import type { Position } from '../core/text/position.ts';
import { newLibrary, UsageError, withAnalysis } from './analyse.ts';

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
  /** Why it could not be checked. */
  readonly failed?: string;
}

/** What checking depends on beside the files; plain data, for other threads. */
export interface CheckOptions {
  readonly asOf: string | undefined;
  readonly language: Language;
}

/** Checks files one by one. Project files and ledgers are read once for all of them. */
export class Checker {
  readonly #options: CheckOptions;
  readonly #library = newLibrary();

  constructor(options: CheckOptions) {
    this.#options = options;
  }

  async check(file: string): Promise<CheckedFile> {
    const { asOf, language } = this.#options;
    try {
      const issues = await withAnalysis(file, this.#library, asOf, (analysis) =>
        issuesOf(analysis, language),
      );
      return { file, issues };
    } catch (error) {
      // The others are checked all the same.
      if (error instanceof UsageError) return { file, issues: [], failed: error.message };
      throw error;
    }
  }

  async checkAll(files: readonly string[]): Promise<readonly CheckedFile[]> {
    const checked: CheckedFile[] = [];
    for (const file of files) checked.push(await this.check(file));
    return checked;
  }
}

function issuesOf({ document, project, report, problems }: Analysis, language: Language): CheckedIssue[] {
  const messages = messagesAbout(language, report.language, (term, lang) =>
    termLabel(project.vocabulary, term, lang),
  );
  return problems.map((problem) => ({
    code: problem.code,
    level: problem.level,
    message: messages.issue(problem),
    ...document.rangeOf(problem),
  }));
}

/** Puts the problems of files into words, file by file. */
export interface Output {
  /** Whether anything was found that has to be mended; hints need not be. */
  readonly hasProblems: boolean;
  /** The text for one more file. */
  add(checked: CheckedFile): string;
  /** The text behind all files. */
  end(): string;
}

/** Lines that editors and terminals can follow: `file:line:column: level: sentence [code]`, and how many there are. */
export function asText(): Output {
  const count: Record<Level, number> = { error: 0, warning: 0, info: 0 };
  let files = 0;
  const said = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
  return {
    get hasProblems() {
      return count.error + count.warning > 0;
    },
    add({ file, issues }) {
      files++;
      for (const { level } of issues) count[level]++;
      return issues
        .map(
          ({ code, level, message, start }) =>
            `${file}:${start.line}:${start.column}: ${level}: ${message} [${code}]\n`,
        )
        .join('');
    },
    end() {
      const { error, warning, info } = count;
      const counts = [said(error, 'error'), said(warning, 'warning'), said(info, 'hint')];
      return `${said(files, 'file')}: ${counts.join(', ')}\n`;
    },
  };
}

/** One JSON object with all files, `{ "files": [{ "file", "issues": [CheckedIssue] }] }`. */
export function asJson(): Output {
  let files = 0;
  let hasProblems = false;
  return {
    get hasProblems() {
      return hasProblems;
    },
    add(checked) {
      hasProblems ||= checked.issues.some(({ level }) => level !== 'info');
      const item = JSON.stringify(checked, undefined, 2).replace(/^/gm, '    ');
      return `${files++ === 0 ? '{\n  "files": [\n' : ',\n'}${item}`;
    },
    end: () => '\n  ]\n}\n',
  };
}
