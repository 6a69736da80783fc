// Everything that the benchmark calls of ours, so that a change of the engine's interface is followed in one place.
import { Analyser } from '../../src/core/analyser.ts';
import type { Analysis, Problem } from '../../src/core/analysis.ts';
import { ReportDocument } from '../../src/core/document/document.ts';
import { complete } from '../../src/core/features/complete.ts';
import type { Level } from '../../src/core/issue.ts';
import { Library, type Surroundings } from '../../src/core/library.ts';
import { Messages, messagesAbout } from '../../src/core/messages/messages.ts';
import { type Project, readProject } from '../../src/core/project/project.ts';
import { PageRenderer } from '../../src/core/render/page.ts';
import { termLabel } from '../../src/core/schema/vocabulary.ts';
import type { TextChange } from '../../src/core/text/span.ts';
import { type Form, organizations } from './reports.ts';

export type { TextChange };

/** A problem as an editor or a terminal shows it: where it begins and ends, counted from 1, and its sentence. */
export interface Diagnostic {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly code: string;
  readonly level: Level;
  readonly message: string;
}

/** The project file that lies above the generated reports. */
export const projectText = `organizations: [${organizations.join(', ')}]\n`;

const today = '2022-12-31';

/** A report open in an editor. */
export class OpenReport {
  readonly #form: Form;
  readonly #project: Project;
  readonly #analyser: Analyser;
  readonly #around: Surroundings | undefined;
  #document: ReportDocument;
  #analysis: Analysis | undefined;
  /** The sentences of problems that are still the same objects, as the editor keeps them. */
  readonly #sentences = new WeakMap<Problem, string>();

  constructor(form: Form, text: string, project = readProject(projectText), around?: Surroundings) {
    this.#form = form;
    this.#project = project;
    this.#around = around;
    this.#document = ReportDocument.open(text, form, project.grammar);
    this.#analyser = new Analyser(project, 'report');
  }

  get text(): string {
    return this.#document.text;
  }

  edit(change: TextChange): void {
    this.#document = this.#document.edit([change]);
    this.#analysis = undefined;
  }

  /** Whether something that the report reads elsewhere has changed since it was last looked at. */
  get outdated(): boolean {
    return this.#analyser.outdated;
  }

  /** All problems of the text as it is now, in its order, with their sentences. */
  diagnostics(): readonly Diagnostic[] {
    const { document, project, report, problems } = this.analysis();
    const messages = messagesAbout('zh', report.language, (term, language) =>
      termLabel(project.vocabulary, term, language),
    );
    return problems.map((problem) => {
      const { code, level } = problem;
      let message = this.#sentences.get(problem);
      if (message === undefined) {
        message = messages.issue(problem);
        this.#sentences.set(problem, message);
      }
      const { start, end } = document.rangeOf(problem);
      return {
        line: start.line,
        column: start.column,
        endLine: end.line,
        endColumn: end.column,
        code,
        level,
        message,
      };
    });
  }

  /** The problems as they are found, before they have places in the text and sentences. */
  problems(): readonly Problem[] {
    return this.analysis().problems;
  }

  /** What is offered at an offset of the text, best first. */
  completions(offset: number): readonly string[] {
    return (complete(this.analysis(), offset, 'report')?.offers ?? []).map(({ label }) => label);
  }

  /** The same text, opened and analysed from nothing. */
  fresh(): OpenReport {
    return new OpenReport(this.#form, this.text, this.#project, this.#around);
  }

  analysis(): Analysis {
    if (this.#analyser.outdated) this.#analysis = undefined;
    this.#analysis ??= this.#analyser.analyse(this.#document, { today, ...this.#around });
    return this.#analysis;
  }
}

/** The preview of an open report. */
export class Preview {
  readonly #report: OpenReport;
  readonly #renderer = new PageRenderer();

  constructor(report: OpenReport) {
    this.#report = report;
  }

  /** Brings the page up to the report's text and returns the message that tells it what changed. */
  update(): string {
    const analysis = this.#report.analysis();
    const { language } = analysis.report;
    const messages = new Messages(language, (term, one) => termLabel(analysis.project.vocabulary, term, one));
    return JSON.stringify(this.#renderer.render(analysis, messages));
  }

  /** The whole page as it is shown now. */
  page(): string {
    // The numbers of parts say in which order they came to be: they differ where the rest is the same.
    return this.#renderer.html.replace(/#?\b[a-z]*\d+(?:-\d+)?(?=["\s])/g, '');
  }
}

/** Many reports that share a ledger, all of them open. */
export class ReportProject {
  readonly #library: Library;
  readonly #project: Project;
  readonly #path: string;
  readonly #reports: readonly OpenReport[];
  #ledger: ReportDocument;

  private constructor(
    library: Library,
    project: Project,
    path: string,
    ledger: ReportDocument,
    reports: readonly OpenReport[],
  ) {
    this.#library = library;
    this.#project = project;
    this.#path = path;
    this.#ledger = ledger;
    this.#reports = reports;
  }

  /** Opens reports that name a ledger under the path of `ledger`. */
  static async open(
    texts: readonly string[],
    ledger: { readonly path: string; readonly text: string },
  ): Promise<ReportProject> {
    const files = {
      read: async (path: string) => (path === ledger.path ? ledger.text : undefined),
      resolve: (_from: string, relative: string) => relative,
      foldersAbove: () => [],
      join: (_folder: string, name: string) => name,
    };
    const library = new Library(files, () => true);
    const project = readProject(projectText);
    const reports: OpenReport[] = [];
    for (const text of texts) {
      const alone = new OpenReport('yaml', text, project).analysis();
      const around = await library.around(alone, 'a.report.yaml', { today });
      const report = new OpenReport('yaml', text, project, around);
      report.problems();
      reports.push(report);
    }
    const document = ReportDocument.open(ledger.text, 'yaml', project.grammar);
    return new ReportProject(library, project, ledger.path, document, reports);
  }

  report(index: number): OpenReport {
    return this.#reports[index]!;
  }

  /** Edits one report, and finds its problems again. */
  editReport(index: number, change: TextChange): void {
    const report = this.report(index);
    report.edit(change);
    report.problems();
  }

  /** Edits the ledger, and looks again at the reports that read what was edited. Returns how many those are. */
  async editLedger(change: TextChange): Promise<number> {
    this.#ledger = this.#ledger.edit([change]);
    await this.#library.update(this.#path, this.#ledger, this.#project);
    let readers = 0;
    for (const report of this.#reports) {
      if (!report.outdated) continue;
      report.problems();
      readers++;
    }
    return readers;
  }
}
