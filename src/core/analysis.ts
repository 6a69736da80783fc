import type { Block, LineRange } from './document/block.ts';
import type { ReportDocument } from './document/document.ts';
import type { Issue } from './issue.ts';
import type { BlockModel, Root } from './model/block-model.ts';
import type { Metric } from './model/metric.ts';
import type { Owner } from './model/owner.ts';
import type { Reference } from './model/reference.ts';
import type { FileFacts, Register } from './model/register.ts';
import type { BlockContent, Header, PlacedTask, Report, Section } from './model/report.ts';
import type { Organization, OrganizationRegister } from './project/organizations.ts';
import type { Project } from './project/project.ts';
import type { SchemaProblem } from './project/schemas.ts';
import type { Language } from './text/language.ts';

/** An issue with the block whose start its span counts from. */
export interface Problem extends Issue<Block> {
  readonly block: Block;
  /** Where its span begins and ends in the lines of the block. */
  readonly lines: LineRange;
}

/** All that is known of a block. */
export interface BlockReading {
  readonly block: Block;
  readonly model: BlockModel;
  readonly content: BlockContent;
  /** The root or section whose keys an own block holds. */
  readonly owner: Owner;
  /** The references of its prose, resolved. */
  readonly references: readonly Reference[];
  /** In the order of the text. */
  readonly problems: readonly Problem[];
}

/**
 * All that is known of a version of a document. What is wrong with it is looked for, and what the whole report says gathered
 * from its blocks, when it is first asked for; it can be asked until the next version is analysed.
 */
export interface Analysis {
  readonly document: ReportDocument;
  readonly project: Project;
  readonly root: Root;
  readonly report: Report;
  readonly register: Register;
  /** The ledgers that the report names. */
  readonly ledgers: readonly Ledger[];
  /** All organizations that the report can name. */
  readonly organizations: OrganizationRegister;
  readonly asOf: string;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
  /** What others read of this file. */
  readonly facts: FileFacts;
  /** What is known of one of the document's blocks. */
  of(block: Block): BlockReading;
  /** Which of the versions of its file this is, for telling what has changed since another one. */
  readonly revision: Revision;
}

/** How many blocks are remembered as read anew; whoever missed more has to look at all. */
const remembered = 1000;

/** Which blocks of one file were read or checked anew lately, version by version. */
export class Journal {
  #version = 0;
  /** What was noted for this version and those before it is forgotten. */
  #forgotten = 0;
  #entries: { readonly version: number; readonly block: Block }[] = [];

  /** Notes what the next version found anew. */
  note(blocks: ReadonlySet<Block>): Revision {
    this.#version++;
    if (blocks.size > remembered) {
      this.#entries = [];
      this.#forgotten = this.#version;
    } else {
      for (const block of blocks) this.#entries.push({ version: this.#version, block });
      if (this.#entries.length > 2 * remembered) {
        const kept = this.#entries.slice(-remembered);
        this.#forgotten = this.#entries.at(-1 - remembered)!.version;
        this.#entries = kept;
      }
    }
    return new Revision(this, this.#version);
  }

  /** The blocks noted behind a version; undefined where some of them are forgotten. */
  since(version: number): readonly Block[] | undefined {
    if (version < this.#forgotten) return undefined;
    const from = this.#entries.findLastIndex((entry) => entry.version <= version) + 1;
    return this.#entries.slice(from).map(({ block }) => block);
  }
}

/** A version of a file in its journal. */
export class Revision {
  readonly #journal: Journal;
  readonly #version: number;

  constructor(journal: Journal, version: number) {
    this.#journal = journal;
    this.#version = version;
  }

  /** The blocks that were read or checked anew behind an earlier version; undefined where it may be all. */
  since(earlier: Revision): readonly Block[] | undefined {
    return earlier.#journal === this.#journal ? this.#journal.since(earlier.#version) : undefined;
  }
}

/** A file as reports read it that name it under `data`. */
export interface Ledger extends Pick<Analysis, 'facts' | 'report' | 'document' | 'of'> {
  /** Where it is kept. */
  readonly path: string;
}

/** What an analysis takes from outside. */
export interface AnalysisInput {
  /** The day asked for, YYYY-MM-DD; else the report's own as-of date holds. */
  readonly asOf?: string | undefined;
  /** Today, YYYY-MM-DD: what holds when nobody named a day. */
  readonly today: string;
  /** The ledgers that the report names under `data`. */
  readonly ledgers?: readonly Ledger[];
  /** The paths that the report names and that lead to no file. */
  readonly missing?: ReadonlySet<string>;
  /** What is wrong with the schemas that a project file names; it is said where the file is analysed itself. */
  readonly schemaProblems?: readonly SchemaProblem[];
}

/** What an analysis is made of. */
export interface AnalysisParts
  extends Pick<Analysis, 'document' | 'project' | 'root' | 'register' | 'ledgers' | 'asOf' | 'facts' | 'of'> {
  readonly header: Header;
  readonly language: Language;
  /** Finds what is wrong, when somebody asks for the first time. */
  readonly find: () => Findings;
}

/** What is looked for when somebody asks. */
export interface Findings {
  readonly problems: ProblemList;
  readonly revision: Revision;
}

/** An analysis with what is said of the whole, gathered when it is first asked for. */
export function wholeOf(parts: AnalysisParts): Analysis {
  return new WholeAnalysis(parts);
}

class WholeAnalysis implements Analysis {
  readonly document: ReportDocument;
  readonly project: Project;
  readonly root: Root;
  readonly report: Report;
  readonly register: Register;
  readonly ledgers: readonly Ledger[];
  readonly asOf: string;
  readonly facts: FileFacts;
  readonly of: (block: Block) => BlockReading;
  readonly #find: () => Findings;
  #found: Findings | undefined;
  #organizations: OrganizationRegister | undefined;

  constructor(parts: AnalysisParts) {
    this.document = parts.document;
    this.project = parts.project;
    this.root = parts.root;
    this.report = new GatheredReport(parts.document, parts.header, parts.language, parts.of);
    this.register = parts.register;
    this.ledgers = parts.ledgers;
    this.asOf = parts.asOf;
    this.facts = parts.facts;
    this.of = parts.of;
    this.#find = parts.find;
  }

  get problems(): readonly Problem[] {
    return this.#findings.problems.all;
  }

  get revision(): Revision {
    return this.#findings.revision;
  }

  get #findings(): Findings {
    this.#found ??= this.#find();
    return this.#found;
  }

  get organizations(): OrganizationRegister {
    this.#organizations ??= this.project.organizations.with(
      [this, ...this.ledgers].flatMap(({ report }) => report.organizations),
    );
    return this.#organizations;
  }
}

/** The problems of some blocks. Versions that differ in none of them share it. */
export class ProblemList {
  readonly #blocks: readonly BlockReading[];
  #all: readonly Problem[] | undefined;

  /** `blocks` are those in which something is wrong, in order. */
  constructor(blocks: readonly BlockReading[]) {
    this.#blocks = blocks;
  }

  get all(): readonly Problem[] {
    if (!this.#all) {
      const all: Problem[] = [];
      for (const { problems } of this.#blocks) for (const problem of problems) all.push(problem);
      this.#all = all;
    }
    return this.#all;
  }
}

/** A report whose blocks are looked through when something of the whole is asked for. */
class GatheredReport implements Report {
  readonly header: Header;
  readonly language: Language;
  readonly #document: ReportDocument;
  readonly #of: (block: Block) => BlockReading;
  #sections: readonly Section[] | undefined;
  #metrics: readonly Metric[] | undefined;
  #tasks: readonly PlacedTask[] | undefined;
  #organizations: readonly Organization[] | undefined;

  constructor(
    document: ReportDocument,
    header: Header,
    language: Language,
    of: (block: Block) => BlockReading,
  ) {
    this.#document = document;
    this.header = header;
    this.language = language;
    this.#of = of;
  }

  get sections(): readonly Section[] {
    this.#sections ??= this.#gather(({ sections }) => sections);
    return this.#sections;
  }

  get metrics(): readonly Metric[] {
    this.#metrics ??= this.#gather(({ metrics }) => metrics);
    return this.#metrics;
  }

  get tasks(): readonly PlacedTask[] {
    this.#tasks ??= this.#gather(({ tasks }) => tasks);
    return this.#tasks;
  }

  get organizations(): readonly Organization[] {
    this.#organizations ??= this.#gather(({ organizations }) =>
      organizations.map(({ organization }) => organization),
    );
    return this.#organizations;
  }

  #gather<T>(read: (content: BlockContent) => readonly T[]): readonly T[] {
    const all: T[] = [];
    for (const block of this.#document.blocks) for (const one of read(this.#of(block).content)) all.push(one);
    return all;
  }
}
