import {
  type Analysis,
  type AnalysisInput,
  type BlockReading,
  type Findings,
  Journal,
  type Problem,
  ProblemList,
  wholeOf,
} from './analysis.ts';
import type { Block } from './document/block.ts';
import { BlockList } from './document/block-list.ts';
import type { ReportDocument } from './document/document.ts';
import type { Issue } from './issue.ts';
import {
  type BlockModel,
  ownEntries,
  type ReadingContext,
  type Root,
  readBlock,
} from './model/block-model.ts';
import { forget, type Readable, type Reader } from './model/facts.ts';
import { isAlike, nobody, type Owner, ownersOf, sameLent, sameMembers } from './model/owner.ts';
import { type Reference, resolveReference } from './model/reference.ts';
import { FileFacts } from './model/register.ts';
import {
  allTasks,
  type BlockContent,
  contentOf,
  type Header,
  type Lent,
  languageOfReport,
  noContent,
  nothingLent,
  readHeader,
} from './model/report.ts';
import type { Project } from './project/project.ts';
import { rules } from './rules/index.ts';
import type { Found, Rule, SubjectKind, Subjects } from './rules/rule.ts';
import { kept, nothing } from './schema/instance.ts';
import { validateItem } from './schema/validate.ts';
import { FileScope } from './scope.ts';
import type { Language } from './text/language.ts';

const noBlocks = BlockList.of([]);

/** How many blocks are looked for one by one among many; of more, all are put in order anew. */
const few = 16;

/** How much work was done, in blocks, for tests that a small change costs little. */
export interface Work {
  /** Parsed, read and validated. */
  read: number;
  /** Checked against facts, for the first time or because one that they read has changed. */
  checked: number;
}

/** Who owns what is kept of blocks. */
interface Keeper {
  /** Takes note that something changed that a block had read. */
  outdate(reading: Reading): void;
  /** Finds what was not yet looked for. */
  finish(): void;
}

/** What is kept of a block. */
class Reading implements BlockReading, Reader {
  readonly block: Block;
  readonly model: BlockModel;
  readonly read: Readable[] = [];
  owner: Owner = nobody;
  lent: Lent = nothingLent;
  content: BlockContent = noContent;
  /** What its references lead to, and all that is wrong with it, as far as that is found. */
  resolved: readonly Reference[] = nothing;
  /** What rules found, reference by reference, that read nothing but the reference. */
  judged: readonly (readonly Problem[])[] = nothing;
  found: readonly Problem[] = nothing;
  /** What is wrong with it as YAML and by the schemas, taken by itself; undefined until it is looked for. */
  validated: readonly Issue[] | undefined;
  /** The same, taken with its neighbours and its owner's other blocks. */
  structural: readonly Problem[] = nothing;
  /** What rules found that read nothing but the block. */
  local: readonly Problem[] = nothing;
  /** What rules found that read facts. */
  crossing: readonly Problem[] = nothing;
  /** Whether it is one of the version last analysed. */
  current = true;
  /** Whether it stands among those in which something is wrong. */
  listed = false;
  readonly #keeper: Keeper;

  constructor(block: Block, model: BlockModel, keeper: Keeper) {
    this.block = block;
    this.model = model;
    this.#keeper = keeper;
  }

  get references(): readonly Reference[] {
    this.#keeper.finish();
    return this.resolved;
  }

  get problems(): readonly Problem[] {
    this.#keeper.finish();
    return this.found;
  }

  outdate(): void {
    this.#keeper.outdate(this);
  }
}

/**
 * Analyses the versions of one file. It owns what was read from each block and who read which facts, so that an edit
 * costs the blocks that it touches and those that read something else now. What a version states is read at once, since
 * others read it; what is wrong with it is looked for when somebody asks.
 */
export class Analyser {
  readonly work: Work = { read: 0, checked: 0 };
  /** What others may read of the file, as of the version last analysed. */
  readonly facts: FileFacts;
  readonly #project: Project;
  readonly #root: Root;
  readonly #base: ReadingContext;
  readonly #scope: FileScope;
  /** What the root owns; it does not depend on dates, so that it is read once although the dates come from it. */
  readonly #roots = new WeakMap<Block, BlockModel>();
  readonly #readings = new Map<Block, Reading>();
  /** Those for which the rules that read nothing but the block have not run. */
  readonly #unruled = new Set<Reading>();
  /** Those that have not been looked at beside their neighbours and their owner's other blocks. */
  readonly #unplaced = new Set<Reading>();
  /** Whom a change of facts concerns, until they are checked again. */
  readonly #outdated = new Set<Reading>();
  /** Whose problems are to be put together again in the course of an analysis. */
  readonly #changed = new Set<Reading>();
  readonly #journal = new Journal();
  #blocks = noBlocks;
  #header = readHeader([]);
  #context: ReadingContext;
  /** What the reading of every block depends on. */
  #basis: string | undefined;
  #language: Language | undefined;
  /** The blocks that the root or a section owns, in order. */
  #owned: readonly Reading[] = [];
  /** The blocks in which something is wrong, in order. */
  #troubled: readonly Reading[] = [];
  #problems = new ProblemList([]);
  /** Those that stand among them as something else than they are now. */
  #delisted: Reading[] = [];
  /** What is found of the version last analysed; undefined until somebody asks. */
  #found: Findings | undefined;
  readonly #keeper: Keeper = {
    outdate: (reading) => this.#outdated.add(reading),
    finish: () => this.#finish(),
  };

  constructor(project: Project, root: Root) {
    this.#project = project;
    this.#root = root;
    const { vocabulary, catalogue, fiscalYearStart } = project;
    const dates = fiscalYearStart === undefined ? {} : { fiscalYearStart };
    this.#base = { vocabulary, catalogue, dates, root };
    this.#context = this.#base;
    this.facts = new FileFacts((block) => this.#blocks.startOf(block));
    this.#scope = new FileScope(project, root, this.facts);
  }

  /** Whether something that the last version read elsewhere has changed since its problems were found. */
  get outdated(): boolean {
    return this.#found !== undefined && this.#outdated.size > 0;
  }

  /** Analyses the next version. What it shares with the one before is not read again. */
  analyse(document: ReportDocument, input: AnalysisInput): Analysis {
    const before = this.#blocks;
    const { blocks } = document;
    const { head, tail } = blocks.commonWith(before);
    let gone = before.slice(head, before.length - tail);
    let fresh = blocks.slice(head, blocks.length - tail);
    const behind = blocks.at(head + fresh.length);
    this.#blocks = blocks;

    const isNew = this.#basis === undefined || gone.some(isRoots) || fresh.some(isRoots);
    if (isNew) {
      this.#header = this.#readHeader(gone, fresh);
      this.#context = { ...this.#context, dates: { ...this.#base.dates, ...this.#header.dates } };
    }
    const header = this.#header;
    const { dates } = this.#context;
    const language = languageOfReport(header, document, this.#project.language);
    if (isNew || language !== this.#language) {
      const basis = JSON.stringify([dates, language, header.period?.label]);
      if (basis !== this.#basis) {
        gone = before.slice(0, before.length);
        fresh = blocks.slice(0, blocks.length);
      }
      this.#basis = basis;
      this.#language = language;
    }
    if (this.#scope.look({ document, header, language, dates, input })) {
      for (const reading of this.#readings.values()) reading.outdate();
    }

    this.#replace(gone, fresh);
    // What stands behind a change may have been read as going on with what stood before it.
    if (behind) this.#unplaced.add(this.#readings.get(behind)!);
    // Only who opens a run of items looks at them.
    const opening = blocks.at(blocks.markBefore(head));
    if (opening?.kind === 'fence' && opening.list) this.#readings.get(opening)!.outdate();
    this.#found = undefined;

    return wholeOf({
      document,
      project: this.#project,
      root: this.#root,
      header,
      language,
      register: this.#scope.register,
      ledgers: input.ledgers ?? [],
      asOf: this.#scope.asOf,
      facts: this.facts,
      find: () => {
        if (this.#blocks !== blocks) throw new Error('Another version was analysed since.');
        return this.#finish();
      },
      of: (block) => {
        const reading = this.#readings.get(block);
        if (!reading) throw new Error('The block belongs to another version.');
        return reading;
      },
    });
  }

  /** Lets go of what others keep for telling this one that something has changed. */
  dispose(): void {
    for (const reading of this.#readings.values()) forget(reading);
  }

  /** Finds all that is wrong with the version last analysed, and what its references lead to. */
  #finish(): Findings {
    if (this.#found) return this.#found;
    for (const reading of this.#unruled) {
      reading.local = this.#run(reading, localRules);
      this.#changed.add(reading);
    }
    this.#unruled.clear();
    for (const reading of this.#unplaced) this.#structure(reading);
    this.#unplaced.clear();
    for (const reading of this.#outdated) this.#check(reading);
    const revision = this.#journal.note(blocksOf(this.#outdated, this.#changed));
    this.#outdated.clear();
    this.#settle();
    this.#found = { problems: this.#problems, revision };
    return this.#found;
  }

  #readHeader(gone: readonly Block[], fresh: readonly Block[]): Header {
    const without = new Set(gone);
    const kept = this.#owned.flatMap(({ block }) => (isRoots(block) && !without.has(block) ? block : []));
    const roots = [...new Set([...kept, ...fresh.filter(isRoots)])];
    roots.sort((a, b) => this.#blocks.startOf(a) - this.#blocks.startOf(b));
    return readHeader(roots.map((block) => this.#model(block)));
  }

  #model(block: Block): BlockModel {
    if (!isRoots(block)) return readBlock(block, this.#context);
    let model = this.#roots.get(block);
    if (!model) {
      model = readBlock(block, this.#base);
      this.#roots.set(block, model);
    }
    return model;
  }

  /** Forgets some blocks and reads others, and fills again what lies in a section that lends it something else now. */
  #replace(gone: readonly Block[], fresh: readonly Block[]): void {
    const removed: Reading[] = [];
    for (const block of gone) {
      const reading = this.#readings.get(block);
      if (!reading) continue;
      this.#readings.delete(block);
      reading.current = false;
      forget(reading);
      for (const waiting of [this.#unruled, this.#unplaced, this.#outdated]) waiting.delete(reading);
      if (reading.listed) this.#delisted.push(reading);
      removed.push(reading);
    }
    const before = removed.filter(({ model }) => model.own !== undefined);
    const readings = fresh.map((block) => {
      const reading = new Reading(block, this.#model(block), this.#keeper);
      this.#readings.set(block, reading);
      return reading;
    });
    this.work.read += readings.length;
    const owned = readings.filter(({ model }) => model.own !== undefined);
    const alike =
      owned.length === before.length &&
      owned.length <= few &&
      owned.every(({ model }, index) => isAlike(model, before[index]!.model));
    const members = alike ? this.#ownAgain(before, owned) : this.#ownAnew(readings);
    for (const reading of readings) this.#fill(reading, this.#lentTo(reading.block));
    // Behind what is stated now: a name that stays is then never missing.
    for (const reading of removed) this.facts.remove(reading.content);
    for (const reading of readings) this.#unplaced.add(reading);
    for (const reading of members) this.#unplaced.add(reading);
  }

  /** Puts other versions of own blocks into the places of those before. Returns the kept blocks of the same owners. */
  #ownAgain(before: readonly Reading[], after: readonly Reading[]): readonly Reading[] {
    if (after.length === 0) return [];
    const owned = [...this.#owned];
    for (const [index, reading] of after.entries()) {
      const { owner, model } = before[index]!;
      owned[owned.indexOf(before[index]!)] = reading;
      owner.replace(model, reading.model);
      reading.owner = owner;
    }
    this.#owned = owned;
    const members = after.flatMap(({ owner }) =>
      owner.members.map(({ block }) => this.#readings.get(block)!),
    );
    return [...new Set(members)].filter((reading) => !after.includes(reading));
  }

  /** Finds anew which section owns what. Returns the kept blocks that share their owner with others than before. */
  #ownAnew(fresh: readonly Reading[]): readonly Reading[] {
    const kept = this.#owned.filter(({ current }) => current);
    const added = fresh.filter(({ model }) => model.own !== undefined);
    const at = added[0] ? this.#blocks.countBefore(kept, this.#blocks.startOf(added[0].block)) : 0;
    this.#owned = [...kept.slice(0, at), ...added, ...kept.slice(at)];
    const owners = ownersOf(this.#owned.map(({ model }) => model));
    const isFresh = new Set(fresh);
    const members: Reading[] = [];
    for (const [index, reading] of this.#owned.entries()) {
      const { owner } = reading;
      reading.owner = owners[index]!;
      if (isFresh.has(reading)) this.#lendAnew(reading.block, isFresh);
      else {
        if (!sameMembers(owner, reading.owner)) members.push(reading);
        if (!sameLent(owner.lent, reading.owner.lent)) this.#lendAnew(reading.block, isFresh);
      }
    }
    return members;
  }

  /** Fills again a section's block and the items behind it, where it lends them something else now. */
  #lendAnew(owned: Block, fresh: ReadonlySet<Reading>): void {
    const from = this.#blocks.indexOf(owned);
    for (const block of this.#blocks.slice(from, this.#blocks.markAfter(from))) {
      const reading = this.#readings.get(block)!;
      const lent = this.#lentTo(block);
      if (fresh.has(reading) || sameLent(reading.lent, lent)) continue;
      this.facts.remove(reading.content);
      this.#fill(reading, lent);
    }
  }

  /** What the section in which a block lies lends it. */
  #lentTo(block: Block): Lent {
    const last = this.#owned[this.#blocks.countBefore(this.#owned, this.#blocks.startOf(block) + 1) - 1];
    let owner = last?.owner ?? nobody;
    while (owner.depth > block.depth && owner.parent) owner = owner.parent;
    return owner.lent;
  }

  /** Takes up what a block says. */
  #fill(reading: Reading, lent: Lent): void {
    reading.lent = lent;
    reading.content = contentOf(reading.model, lent, this.#context);
    this.facts.add(reading.content);
    this.#unruled.add(reading);
    this.#outdated.add(reading);
  }

  /** Finds what is wrong with a block as YAML and by the schemas, beside its neighbours and its owner's other blocks. */
  #structure(reading: Reading): void {
    const { block, model, owner } = reading;
    let issues = this.#validated(reading);
    const { own } = model;
    if (own && owner.members.length > 1) {
      // The keys of one owner may stand in several blocks: what is missing here may stand there, and is said once.
      const at = owner.members.indexOf(model);
      issues = issues.filter((issue) => {
        const key = missingKeyOf(issue, own.entity.name);
        if (key === undefined) return true;
        return !owner.members.some((member, index) => {
          if (ownEntries(member.own).some(({ name }) => name === key)) return true;
          const other = index < at ? this.#readings.get(member.block) : undefined;
          return other && this.#validated(other).some((one) => missingKeyOf(one, own.entity.name) === key);
        });
      });
    } else if (isWithoutDash(model)) {
      // The lines below the first are keys of the same item.
      const before = this.#blocks.at(this.#blocks.indexOf(block) - 1);
      if (before && isWithoutDash(this.#readings.get(before)!.model)) issues = [];
    }
    if (issues.length === 0 && reading.structural.length === 0) return;
    reading.structural = kept(issues.map((issue) => ({ block, lines: block.linesOf(issue.span), ...issue })));
    this.#changed.add(reading);
  }

  #validated(reading: Reading): readonly Issue[] {
    if (!reading.validated) {
      const { block, own, items, issues } = reading.model;
      const options = { text: block.text, language: this.#scope.report.language };
      const found = [...issues];
      for (const item of own ? [own, ...items] : items) {
        found.push(...validateItem(item, this.#project.vocabulary, options));
      }
      reading.validated = kept(found);
    }
    return reading.validated;
  }

  /** Resolves a block's references and runs the rules that read facts; which ones they read is noted. */
  #check(reading: Reading): void {
    this.work.checked++;
    forget(reading);
    const found = this.#scope.readFor(reading, () => {
      this.#resolve(reading);
      return kept([...reading.judged.flat(), ...this.#run(reading, crossingRules)]);
    });
    if (found.length === 0 && reading.crossing.length === 0) return;
    reading.crossing = found;
    this.#changed.add(reading);
  }

  /** Resolves the references; what follows from one alone is found again only where it leads to something else than before. */
  #resolve(reading: Reading): void {
    const { model, resolved, judged } = reading;
    if (model.proses.length === 0) return;
    const { register, reading: context } = this.#scope;
    const references: Reference[] = [];
    const verdicts: (readonly Problem[])[] = [];
    for (const prose of model.proses) {
      for (const inline of prose.inlines) {
        const known = resolved[references.length];
        const reference = resolveReference(prose, inline, register, context, known);
        if (!reference) continue;
        const verdict = reference === known ? judged[references.length] : undefined;
        references.push(reference);
        verdicts.push(verdict ?? this.#judge(reference));
      }
    }
    reading.resolved = kept(references);
    reading.judged = kept(verdicts);
  }

  #judge(reference: Reference): readonly Problem[] {
    const found: Problem[] = [];
    this.#apply(judgingRules, [reference], found);
    return kept(found);
  }

  #run(reading: Reading, chosen: RulesByKind): readonly Problem[] {
    const found: Problem[] = [];
    const { model, content, resolved } = reading;
    this.#apply(chosen.metric, content.metrics, found);
    this.#apply(chosen.task, allTasks(content.tasks), found);
    this.#apply(chosen.named, model.named, found);
    this.#apply(chosen.prose, model.proses, found);
    this.#apply(chosen.reference, resolved, found);
    this.#apply(chosen.block, [model], found);
    return kept(found);
  }

  /** Adds what some rules find about their subjects. */
  #apply<S extends SubjectKind>(
    of: readonly Rule<S>[],
    subjects: readonly Subjects[S][],
    found: Problem[],
  ): void {
    if (subjects.length === 0) return;
    for (const one of of)
      for (const subject of subjects)
        for (const problem of one.check(subject, this.#scope)) found.push(problemOf(problem, one));
  }

  /** Puts the problems of the blocks that changed together, and those blocks into their order. */
  #settle(): void {
    const troubled: Reading[] = [];
    for (const reading of this.#changed) {
      const { structural, local, crossing } = reading;
      const all = structural.length + local.length + crossing.length;
      const found = all === 0 ? nothing : this.#levelled([...structural, ...local, ...crossing]);
      reading.found = found.length > 1 ? [...found].sort(bySpan) : found;
      if (!reading.current) continue;
      if (reading.listed) this.#delisted.push(reading);
      reading.listed = found.length > 0;
      if (reading.listed) troubled.push(reading);
    }
    if (troubled.length > 0 || this.#delisted.length > 0) this.#list(troubled);
    this.#changed.clear();
  }

  /** Puts blocks that changed and in which something is wrong among the others, instead of what they were before. */
  #list(troubled: readonly Reading[]): void {
    const delisted = this.#delisted;
    this.#delisted = [];
    if (delisted.length + troubled.length > few) {
      const gone = new Set(delisted);
      const all = [...this.#troubled.filter((reading) => !gone.has(reading)), ...troubled];
      const start = new Map(all.map((one) => [one, this.#blocks.startOf(one.block)]));
      this.#troubled = all.sort((a, b) => start.get(a)! - start.get(b)!);
    } else {
      const listed = [...this.#troubled];
      for (const reading of delisted) listed.splice(listed.indexOf(reading), 1);
      for (const reading of troubled)
        listed.splice(this.#blocks.countBefore(listed, this.#blocks.startOf(reading.block)), 0, reading);
      this.#troubled = listed;
    }
    this.#problems = new ProblemList(this.#troubled);
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

type RulesByKind = typeof rules;

/** The rules that follow from a block alone, those that follow from a resolved reference alone, and those that read facts. */
const localRules = chosen((rule) => rule.reads === 'subject' && rule.subject !== 'reference');
const judgingRules = chosen((rule) => rule.reads === 'subject' && rule.subject === 'reference').reference;
const crossingRules = chosen((rule) => rule.reads !== 'subject');

function chosen(wanted: (rule: { reads: Rule['reads']; subject: SubjectKind }) => boolean): RulesByKind {
  const entries = Object.entries(rules).map(([kind, all]) => [kind, all.filter(wanted)]);
  return Object.fromEntries(entries) as RulesByKind;
}

function blocksOf(...readings: readonly ReadonlySet<Reading>[]): ReadonlySet<Block> {
  const blocks = new Set<Block>();
  for (const some of readings) for (const { block } of some) blocks.add(block);
  return blocks;
}

/** Whether a block holds keys of the root. */
function isRoots({ kind, depth }: Block): boolean {
  return depth === 0 && (kind === 'own' || kind === 'front-matter');
}

function isWithoutDash({ issues }: BlockModel): boolean {
  return issues.some(({ code }) => code === 'missing-dash');
}

/** The key of an entity that an issue says is missing. */
function missingKeyOf({ code, params }: Issue, entity: string): string | undefined {
  const { key } = params;
  if (code !== 'missing-key' || typeof key !== 'object' || !('term' in key)) return undefined;
  return key.term.startsWith(`${entity}.`) ? key.term.slice(entity.length + 1) : undefined;
}

function problemOf({ code, block, span, params, level, fixes }: Found, by: Pick<Rule, 'codes'>): Problem {
  return {
    code,
    level: level ?? by.codes[code] ?? 'error',
    params: params ?? {},
    span,
    fixes: fixes ?? nothing,
    block,
    lines: block.linesOf(span),
  };
}

function bySpan(a: Problem, b: Problem): number {
  return a.span.start - b.span.start || a.span.end - b.span.end;
}
