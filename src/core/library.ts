import { Analyser } from './analyser.ts';
import type { Analysis, AnalysisInput, Ledger } from './analysis.ts';
import { ReportDocument } from './document/document.ts';
import { formOf } from './document/form.ts';
import { rootOf } from './model/block-model.ts';
import type { FileFacts } from './model/register.ts';
import type { Report } from './model/report.ts';
import type { Files } from './project/files.ts';
import { type FoundProject, noProject, projectFileNames, readFoundProject } from './project/find.ts';
import type { Project } from './project/project.ts';

/** What a report reads beside itself: its ledgers, and the files that it names and that are not there. */
export interface Surroundings {
  readonly ledgers: readonly Ledger[];
  readonly missing: ReadonlySet<string>;
  /** The paths of all files that the report names, so that a change of one of them can be noticed. */
  readonly paths: readonly string[];
}

/** A ledger as reports read it: always its newest version. */
class SharedLedger implements Ledger {
  readonly path: string;
  readonly project: Project;
  readonly #analyser: Analyser;
  readonly #input: AnalysisInput;
  #document: ReportDocument;
  #analysis: Analysis;

  constructor(path: string, document: ReportDocument, project: Project, input: AnalysisInput) {
    this.path = path;
    this.project = project;
    this.#analyser = new Analyser(project, rootOf(path));
    this.#input = input;
    this.#document = document;
    this.#analysis = this.#analyser.analyse(document, input);
  }

  get facts(): FileFacts {
    return this.#analysis.facts;
  }

  get report(): Report {
    return this.#analysis.report;
  }

  get document(): ReportDocument {
    return this.#document;
  }

  get of(): Analysis['of'] {
    return this.#analysis.of;
  }

  /** Takes over a version that shares its blocks with the one before, or not. */
  take(document: ReportDocument): void {
    if (document === this.#document) return;
    this.#document = document;
    this.#analysis = this.#analyser.analyse(document, this.#input);
  }

  takeText(text: string): void {
    this.take(this.#document.become(text));
  }
}

/**
 * The project files and ledgers that reports read, each read once for all of them. When a ledger changes, the analysers
 * of the reports that read what has changed in it are outdated.
 */
export class Library {
  /** What holds where nobody wrote a project file. */
  readonly none = noProject();
  readonly #files: Files;
  readonly #trusted: () => boolean;
  /** By the path that a project file would have; undefined where there is none. */
  readonly #projects = new Map<string, Promise<FoundProject | undefined>>();
  readonly #ledgers = new Map<string, Map<Project, Promise<SharedLedger | undefined>>>();

  /** `trusted` says whether the schemas that a project file names may be loaded. */
  constructor(files: Files, trusted: () => boolean) {
    this.#files = files;
    this.#trusted = trusted;
  }

  /** The project of a file: that of the project file in the nearest folder upwards; without one the defaults hold. */
  async project(path: string): Promise<FoundProject> {
    for (const folder of this.#files.foldersAbove(path)) {
      for (const name of projectFileNames) {
        const found = await this.#projectAt(this.#files.join(folder, name));
        if (found) return found;
      }
    }
    return this.none;
  }

  /** Analyses a text as the file at a path, with all that it reads beside itself, and does something with what is found. */
  async withAnalysis<T>(
    path: string,
    text: string,
    day: Pick<AnalysisInput, 'asOf' | 'today'>,
    work: (analysis: Analysis) => T,
  ): Promise<T> {
    const { project, schemaProblems } = await this.project(path);
    const input = { ...day, schemaProblems };
    const analyser = new Analyser(project, rootOf(path));
    const document = ReportDocument.open(text, formOf(path) ?? 'yaml', project.grammar);
    let analysis = analyser.analyse(document, input);
    const { data, prior } = analysis.report.header;
    if (data.length > 0 || prior) {
      analysis = analyser.analyse(document, { ...input, ...(await this.around(analysis, path, input)) });
    }
    try {
      return work(analysis);
    } finally {
      analyser.dispose();
    }
  }

  /** Reads what a report names under `data` and `prior`. */
  async around(analysis: Analysis, path: string, input: AnalysisInput): Promise<Surroundings> {
    const missing = new Set<string>();
    const paths: string[] = [];
    const ledgers: SharedLedger[] = [];
    const { header } = analysis.report;
    if (header.prior) {
      const target = this.#files.resolve(path, header.prior.text);
      paths.push(target);
      if ((await this.#files.read(target)) === undefined) missing.add(header.prior.text);
    }
    for (const { text } of header.data) {
      const target = this.#files.resolve(path, text);
      paths.push(target);
      const ledger = formOf(target) && (await this.#ledger(target, analysis.project, input));
      if (ledger) ledgers.push(ledger);
      else if (!formOf(target) && (await this.#files.read(target)) !== undefined) continue;
      else missing.add(text);
    }
    return { ledgers, missing, paths };
  }

  /** Takes over what is typed in an open ledger. */
  async update(path: string, document: ReportDocument, project: Project): Promise<void> {
    for (const [reading, ledger] of this.#ledgers.get(path) ?? []) {
      // Another project may know other keys, by which the text falls into other blocks.
      if (reading === project) (await ledger)?.take(document);
      else (await ledger)?.takeText(document.text);
    }
  }

  /** Reads a file again that changed where it is kept. What was read from a project file before is forgotten. */
  async refresh(path: string): Promise<void> {
    await this.forget(path);
    const ledgers = this.#ledgers.get(path);
    if (!ledgers) return;
    const text = await this.#files.read(path);
    for (const [project, pending] of ledgers) {
      const ledger = await pending;
      if (ledger && text !== undefined) ledger.takeText(text);
      else ledgers.delete(project);
    }
  }

  /** Forgets the projects that were read from a file, if any was; without a path all of them. */
  async forget(path?: string): Promise<void> {
    for (const [candidate, pending] of this.#projects) {
      const found = await pending;
      if (path !== undefined && path !== candidate && !found?.paths.includes(path)) continue;
      this.#projects.delete(candidate);
      if (!found) continue;
      for (const ledgers of this.#ledgers.values()) ledgers.delete(found.project);
    }
  }

  #projectAt(candidate: string): Promise<FoundProject | undefined> {
    let found = this.#projects.get(candidate);
    if (!found) {
      found = readFoundProject(candidate, this.#files, this.#trusted());
      this.#projects.set(candidate, found);
    }
    return found;
  }

  #ledger(path: string, project: Project, input: AnalysisInput): Promise<SharedLedger | undefined> {
    let byProject = this.#ledgers.get(path);
    if (!byProject) {
      byProject = new Map();
      this.#ledgers.set(path, byProject);
    }
    let ledger = byProject.get(project);
    if (!ledger) {
      const { asOf, today } = input;
      ledger = this.#files.read(path).then((text) => {
        if (text === undefined) return undefined;
        const document = ReportDocument.open(text, formOf(path)!, project.grammar);
        return new SharedLedger(path, document, project, { asOf, today });
      });
      byProject.set(project, ledger);
      // A file that is not there may come.
      void ledger.then((found) => found ?? byProject.delete(project));
    }
    return ledger;
  }
}
