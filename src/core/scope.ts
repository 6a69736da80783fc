import type { AnalysisInput } from './analysis.ts';
import type { ReportDocument } from './document/document.ts';
import type { Root } from './model/block-model.ts';
import { Cell, type Reader } from './model/facts.ts';
import { type ReferenceContext, referenceContext } from './model/reference.ts';
import { type FileFacts, KnownOrganizations, OwnFacts, Register } from './model/register.ts';
import type { Header, Report } from './model/report.ts';
import type { Project } from './project/project.ts';
import type { SchemaProblem } from './project/schemas.ts';
import type { DateContext } from './quantity/date.ts';
import type { Scope } from './rules/rule.ts';
import type { Language } from './text/language.ts';

/** What surrounds the blocks of a version. */
export interface Surrounding {
  readonly document: ReportDocument;
  readonly header: Header;
  readonly language: Language;
  readonly dates: DateContext;
  readonly input: AnalysisInput;
}

const noneMissing: ReadonlySet<string> = new Set();
const noProblems: readonly SchemaProblem[] = [];

/** What the rules of one file read beside their subjects. Whoever reads it while there is a `reader` is told when that changes. */
export class FileScope implements Scope {
  readonly root: Root;
  readonly project: Project;
  readonly own: OwnFacts;
  readonly #facts: FileFacts;
  readonly #attention: { reader: Reader | undefined } = { reader: undefined };
  readonly #asOf = new Cell('');
  readonly #stage = new Cell<Header['stage']>(undefined);
  readonly #missing = new Cell(noneMissing);
  readonly #anonymous = new Cell(false);
  readonly #schemaProblems = new Cell(noProblems);
  #surrounding: Surrounding | undefined;
  #ledgers: readonly FileFacts[] = [];
  #register: Register;
  #organizations: KnownOrganizations;

  constructor(project: Project, root: Root, facts: FileFacts) {
    this.project = project;
    this.root = root;
    this.own = new OwnFacts(facts, this.#attention);
    this.#facts = facts;
    this.#register = new Register([facts], this.#attention);
    this.#organizations = new KnownOrganizations(project.organizations, [facts], this.#attention);
  }

  /** Takes over what surrounds the next version. Returns whether names lead to other files than before. */
  look(surrounding: Surrounding): boolean {
    const { header, input } = surrounding;
    this.#surrounding = surrounding;
    const { missing = noneMissing } = input;
    const before = this.#missing.get(undefined);
    const same = missing.size === before.size && [...missing].every((path) => before.has(path));
    this.#missing.set(same ? before : missing);
    this.#asOf.set(input.asOf ?? header.asOf ?? input.today);
    this.#stage.set(header.stage);
    this.#anonymous.set(header.items.length === 0);
    this.#schemaProblems.set(input.schemaProblems ?? noProblems);
    const ledgers = (input.ledgers ?? []).map(({ facts }) => facts);
    if (
      ledgers.length === this.#ledgers.length &&
      ledgers.every((ledger, index) => ledger === this.#ledgers[index])
    )
      return false;
    this.#ledgers = ledgers;
    const files = [this.#facts, ...ledgers];
    this.#register = new Register(files, this.#attention);
    this.#organizations = new KnownOrganizations(this.project.organizations, files, this.#attention);
    return true;
  }

  /** Does something in whose course everything that is read is read by a reader. */
  readFor<T>(reader: Reader, work: () => T): T {
    this.#attention.reader = reader;
    try {
      return work();
    } finally {
      this.#attention.reader = undefined;
    }
  }

  get document(): ReportDocument {
    return this.#now.document;
  }

  get report(): Pick<Report, 'language'> {
    return this.#now;
  }

  get register(): Register {
    return this.#register;
  }

  get organizations(): KnownOrganizations {
    return this.#organizations;
  }

  get asOf(): string {
    return this.#asOf.get(this.#attention.reader);
  }

  get stage(): Header['stage'] {
    return this.#stage.get(this.#attention.reader);
  }

  get missing(): ReadonlySet<string> {
    return this.#missing.get(this.#attention.reader);
  }

  get anonymous(): boolean {
    return this.#anonymous.get(this.#attention.reader);
  }

  get schemaProblems(): readonly SchemaProblem[] {
    return this.#schemaProblems.get(this.#attention.reader);
  }

  /** What references are resolved with. */
  get reading(): ReferenceContext {
    const { language, header, dates } = this.#now;
    return referenceContext(this.project, language, { period: header.period, dates });
  }

  get #now(): Surrounding {
    if (!this.#surrounding) throw new Error('Nothing is analysed yet.');
    return this.#surrounding;
  }
}
