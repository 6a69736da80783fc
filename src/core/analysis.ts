import type { Block } from './document/block.ts';
import type { ReportDocument } from './document/document.ts';
import type { Inline } from './document/inline.ts';
import { isEmpty } from './document/node.ts';
import type { Issue, Level } from './issue.ts';
import { type BlockModel, type ReadingContext, type Root, readBlock } from './model/block-model.ts';
import { type Reference, resolveReference } from './model/reference.ts';
import { Register } from './model/register.ts';
import { allTasks, foldReport, languageOfReport, type Report, readHeader } from './model/report.ts';
import { type OrganizationRegister, readOrganization } from './project/organizations.ts';
import type { Project } from './project/project.ts';
import type { SchemaProblem } from './project/schemas.ts';
import { rules } from './rules/index.ts';
import type { Found, Rule, Scope, SubjectKind, Subjects } from './rules/rule.ts';
import { childrenOf, type Item, scalarOf } from './schema/instance.ts';
import { validateItem } from './schema/validate.ts';
import type { Language } from './text/language.ts';

/** An issue with the block whose start its span counts from. */
export interface Problem extends Issue<Block> {
  readonly block: Block;
}

/** All that is known of a version of a document. */
export interface Analysis {
  readonly document: ReportDocument;
  readonly project: Project;
  readonly report: Report;
  readonly register: Register;
  readonly organizations: OrganizationRegister | undefined;
  readonly references: readonly Reference[];
  readonly asOf: string;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
}

/** What an analysis takes from outside. */
export interface AnalysisInput {
  /** The day asked for, YYYY-MM-DD; else the report's own as-of date holds. */
  readonly asOf?: string | undefined;
  /** Today, YYYY-MM-DD: what holds when nobody named a day. */
  readonly today: string;
  /** The ledgers that the report names under `data`, analysed. */
  readonly ledgers?: readonly Analysis[];
  /** The paths that the report names and that lead to no file. */
  readonly missing?: ReadonlySet<string>;
  /** What is wrong with the schemas that a project file names; it is said where the file is analysed itself. */
  readonly schemaProblems?: readonly SchemaProblem[];
}

/**
 * Analyses the versions of one file. It owns what was read from each block, so that a block that an edit did not
 * touch is not read again.
 */
export class Analyser {
  readonly #project: Project;
  readonly #root: Root;
  #dates = '';
  #models = new WeakMap<Block, BlockModel>();
  #issues = new WeakMap<Block, readonly Issue[]>();
  /** What rules found that read nothing but their subject. */
  #found = new WeakMap<object, Map<object, readonly Problem[]>>();
  #resolved = new WeakMap<Inline, Reference>();
  #language: Language | undefined;
  #period: string | undefined;

  constructor(project: Project, root: Root) {
    this.#project = project;
    this.#root = root;
  }

  analyse(document: ReportDocument, input: AnalysisInput): Analysis {
    const { vocabulary, catalogue } = this.#project;
    const fiscal = this.#project.fiscalYearStart;
    const base: ReadingContext = {
      vocabulary,
      catalogue,
      dates: fiscal === undefined ? {} : { fiscalYearStart: fiscal },
      root: this.#root,
    };
    const roots = document.blocks.filter(
      (block) => block.depth === 0 && (block.kind === 'own' || block.kind === 'front-matter'),
    );
    // What the root owns does not depend on dates, so that it is read once although the dates come from it.
    const header = readHeader(roots.map((block) => this.#model(block, base)));
    const context = { ...base, dates: { ...base.dates, ...header.dates } };
    this.#forgetUnless(JSON.stringify(context.dates));

    const models = document.blocks.map((block) => this.#model(block, context));
    const language = languageOfReport(header, document, this.#project.language);
    if (language !== this.#language || header.period?.label !== this.#period) {
      this.#language = language;
      this.#period = header.period?.label;
      // The schemas offer names in the report's language.
      this.#issues = new WeakMap();
      this.#found = new WeakMap();
      this.#resolved = new WeakMap();
    }
    const report = foldReport(document, models, header, language, context);
    const ledgers = input.ledgers ?? [];
    const register = new Register([...report.metrics, ...ledgers.flatMap((ledger) => ledger.report.metrics)]);
    const organizations = this.#organizations(report, ledgers);
    const reading = {
      metric: vocabulary.entity('metric'),
      catalogue,
      language,
      period: header.period,
      dates: context.dates,
    };
    const references = report.proses.flatMap((prose) =>
      prose.inlines.flatMap((inline) => {
        const known = this.#resolved.get(inline);
        const reference = resolveReference(prose, inline, register, reading, known);
        if (reference) this.#resolved.set(inline, reference);
        return reference ?? [];
      }),
    );
    const asOf = input.asOf ?? header.asOf ?? input.today;
    const missing = input.missing ?? new Set<string>();
    const scope: Scope = {
      root: this.#root,
      report,
      project: this.#project,
      register,
      organizations,
      asOf,
      missing,
    };
    const problems = [
      ...this.#structural(report),
      ...this.#ruled(scope, references),
      ...(this.#root === 'project' ? schemaIssues(report, input.schemaProblems ?? []) : []),
    ];
    return {
      document,
      project: this.#project,
      report,
      register,
      organizations,
      references,
      asOf,
      problems: inOrder(document, this.#levelled(problems)),
    };
  }

  #forgetUnless(dates: string): void {
    if (dates === this.#dates) return;
    this.#dates = dates;
    this.#models = new WeakMap();
    this.#issues = new WeakMap();
  }

  #model(block: Block, context: ReadingContext): BlockModel {
    let model = this.#models.get(block);
    if (!model) {
      model = readBlock(block, context);
      this.#models.set(block, model);
    }
    return model;
  }

  /** What is wrong with the text as YAML and by the schemas. */
  #structural(report: Report): Problem[] {
    const owners = ownersOf(report.models);
    const stated = new Set<string>();
    for (const { block, own } of report.models) {
      if (own?.node?.kind !== 'map') continue;
      for (const entry of own.node.entries) {
        if (!isEmpty(entry.value)) stated.add(`${owners.get(block)}:${own.entity.name}.${entry.name}`);
      }
    }
    const missed = new Set<string>();
    return report.models.flatMap((model, index) => {
      const { block, own } = model;
      // The lines below the first are keys of the same item.
      if (withoutDash(model) && withoutDash(report.models[index - 1])) return [];
      const problems = this.#validated(model, report).map((issue) => ({ ...issue, block }));
      if (!own) return problems;
      // The keys of one owner may stand in several blocks: what is missing here may stand there, and is said once.
      return problems.filter(({ code, params }) => {
        const key = params['key'];
        const term = typeof key === 'object' && 'term' in key ? key.term : '';
        if (code !== 'missing-key' || !term.startsWith(`${own.entity.name}.`)) return true;
        const of = `${owners.get(block)}:${term}`;
        if (stated.has(of) || missed.has(of)) return false;
        missed.add(of);
        return true;
      });
    });
  }

  #validated(model: BlockModel, report: Report): readonly Issue[] {
    const { block, own, items } = model;
    let issues = this.#issues.get(block);
    if (!issues) {
      const options = { text: block.text, language: report.language };
      const of = (item: Item) => validateItem(item, this.#project.vocabulary, options);
      issues = [...model.issues, ...(own ? of(own) : []), ...items.flatMap(of)];
      this.#issues.set(block, issues);
    }
    return issues;
  }

  #organizations(report: Report, ledgers: readonly Analysis[]): OrganizationRegister | undefined {
    const own = [report, ...ledgers.map((ledger) => ledger.report)].flatMap((one) => one.organizations);
    const register = this.#project.organizations.with(
      own.flatMap(({ item }) => readOrganization(item) ?? []),
    );
    return register.organizations.length > 0 ? register : undefined;
  }

  #ruled(scope: Scope, references: readonly Reference[]): Problem[] {
    const { report } = scope;
    const subjects: { readonly [S in SubjectKind]: readonly Subjects[S][] } = {
      metric: report.metrics,
      task: allTasks(report.tasks),
      named: report.models.flatMap((model) => model.named),
      prose: report.proses,
      reference: references,
      report: [report],
    };
    const run = <S extends SubjectKind>(kind: S): Problem[] =>
      subjects[kind].flatMap((subject) =>
        rules[kind].flatMap((one: Rule<S>) => this.#checked(one, subject, scope)),
      );
    return (Object.keys(rules) as SubjectKind[]).flatMap((kind) => run(kind));
  }

  /** What a rule finds; what follows from the subject alone is found once. */
  #checked<S extends SubjectKind>(one: Rule<S>, subject: Subjects[S], scope: Scope): readonly Problem[] {
    const check = () => one.check(subject, scope).map((found) => problemOf(found, one));
    if (one.reads === 'report') return check();
    let known = this.#found.get(subject);
    if (!known) {
      known = new Map();
      this.#found.set(subject, known);
    }
    let problems = known.get(one);
    if (!problems) {
      problems = check();
      known.set(one, problems);
    }
    return problems;
  }

  #levelled(problems: readonly Problem[]): readonly Problem[] {
    const { levels } = this.#project;
    if (levels.size === 0) return problems;
    return problems.flatMap((problem) => {
      const level = levels.get(problem.code);
      if (level === 'off') return [];
      return level === undefined ? [problem] : [{ ...problem, level }];
    });
  }
}

function problemOf(
  { code, block, span, params, level, fixes }: Found,
  by: { readonly codes: Readonly<Record<string, Level>> },
): Problem {
  return {
    code,
    level: level ?? by.codes[code] ?? 'error',
    params: params ?? {},
    span,
    fixes: fixes ?? [],
    block,
  };
}

/** The problems of schemas, each where the project file names its schema. */
function schemaIssues(report: Report, problems: readonly SchemaProblem[]): Problem[] {
  return problems.flatMap(({ code, level, params, entity }) =>
    report.models.flatMap(({ block, own }) =>
      (own ? childrenOf(own, 'schemas') : []).flatMap((schemas): Problem[] => {
        const path = scalarOf(schemas, entity);
        return path ? [{ code, level, params, span: path.scalar.span, fixes: [], block }] : [];
      }),
    ),
  );
}

function withoutDash(model: BlockModel | undefined): boolean {
  return model?.issues.some((issue) => issue.code === 'missing-dash') ?? false;
}

/** A number for the root or the section that each own block belongs to. */
function ownersOf(models: readonly BlockModel[]): ReadonlyMap<Block, number> {
  const owners = new Map<Block, number>();
  const open = [0];
  let sections = 0;
  for (const { block, own } of models) {
    if (!own) continue;
    if (block.opens) open[block.depth] = ++sections;
    owners.set(block, open[block.depth] ?? 0);
  }
  return owners;
}

function inOrder(document: ReportDocument, problems: readonly Problem[]): readonly Problem[] {
  const at = (problem: Problem) => document.startOf(problem.block) + problem.span.start;
  return [...problems].sort((a, b) => at(a) - at(b) || a.span.end - b.span.end);
}
