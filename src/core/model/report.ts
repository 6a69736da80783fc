import type { Block, ListName } from '../document/block.ts';
import type { ReportDocument } from '../document/document.ts';
import type { Node, Scalar } from '../document/node.ts';
import { type DateContext, type Period, readDate, readPeriod } from '../quantity/date.ts';
import { enumOf, type Item, itemsOf, listOf, type Written } from '../schema/instance.ts';
import { hasHan, type Language, languageOf } from '../text/language.ts';
import type { Span } from '../text/span.ts';
import { type BlockModel, itemsRead, ownEntries, type ReadingContext } from './block-model.ts';
import { type Metric, whole } from './metric.ts';
import { type Prose, proseOfScalar } from './prose.ts';
import { datesIn, type Task } from './task.ts';

/** A section: a heading of Markdown, or an item of a YAML report's `sections`. */
export interface Section {
  readonly block: Block;
  readonly heading: string;
  readonly span: Span;
  /** 1 for the outermost. */
  readonly level: number;
  readonly parent: Section | undefined;
  /** What the section lends its tasks that name none themselves. */
  readonly lead: readonly Written[];
  readonly due: string | undefined;
}

/** What a report says, in the order it says it. */
export type Part =
  | { readonly kind: 'heading'; readonly section: Section }
  | { readonly kind: 'prose'; readonly prose: Prose }
  | { readonly kind: 'metrics'; readonly list: ListName; readonly metrics: readonly Metric[] }
  | { readonly kind: 'tasks'; readonly list: ListName; readonly tasks: readonly PlacedTask[] };

/** A task with what its section and its parent task lend it. */
export interface PlacedTask {
  readonly task: Task;
  readonly section: Section | undefined;
  readonly parent: PlacedTask | undefined;
  readonly lead: readonly Written[];
  readonly support: readonly Written[];
  /** The deadline, as written and as the last day it allows (YYYY-MM-DD). */
  readonly due: { readonly text: string; readonly last: string | undefined } | undefined;
  readonly children: readonly PlacedTask[];
}

/** The keys of the root, read. */
export interface Header {
  readonly items: readonly Item[];
  readonly title: string | undefined;
  readonly organization: string | undefined;
  readonly period: Period | undefined;
  readonly asOf: string | undefined;
  readonly stage: 'draft' | 'review' | 'final' | undefined;
  readonly data: readonly Written[];
  readonly prior: Written | undefined;
  /** The language that it says it is written in. */
  readonly language: Language | undefined;
  readonly dates: DateContext;
}

export interface Report {
  readonly document: ReportDocument;
  readonly models: readonly BlockModel[];
  readonly header: Header;
  readonly language: Language;
  readonly parts: readonly Part[];
  readonly sections: readonly Section[];
  readonly metrics: readonly Metric[];
  /** The outermost tasks, in order; their subtasks are their children. */
  readonly tasks: readonly PlacedTask[];
  readonly organizations: readonly { readonly item: Item; readonly block: Block }[];
  readonly proses: readonly Prose[];
}

/** Reads the keys of the root, which the reading of everything else depends on. */
export function readHeader(models: readonly BlockModel[]): Header {
  const items = models.flatMap(({ block, own }) => (own && block.depth === 0 ? [own] : []));
  const first = <T>(read: (item: Item) => T | undefined): T | undefined => {
    for (const item of items) {
      const value = read(item);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const text = (key: string) => first((item) => whole(item, key)?.text);
  const start = Number(text('fiscal-year-start') ?? '') || undefined;
  const fiscal = start !== undefined && start >= 1 && start <= 12 ? { fiscalYearStart: start } : {};
  const period = readPeriod(text('period') ?? '', fiscal);
  const year = period && Number(period.last.slice(0, 4));
  const dates: DateContext = { ...fiscal, ...(year ? { year } : {}) };
  const asOf = readDate(text('as-of') ?? '', dates);
  return {
    items,
    title: text('title'),
    organization: text('organization'),
    period,
    asOf: asOf.kind === 'date' ? asOf.last : undefined,
    stage: first((item) => enumOf(item, 'stage')) as Header['stage'],
    data: items.flatMap((item) => listOf(item, 'data')),
    prior: first((item) => whole(item, 'prior')),
    language: first((item) => languageOf(whole(item, 'language')?.text ?? '')),
    dates,
  };
}

/** The language of a report: what it says itself, else what the project says, else what it is written in. */
export function languageOfReport(
  header: Header,
  document: ReportDocument,
  project: Language | undefined,
): Language {
  return header.language ?? project ?? (hasHan(header.title ?? document.text.slice(0, 1000)) ? 'zh' : 'en');
}

/** Folds the blocks of a document into the report that they state. */
export function foldReport(
  document: ReportDocument,
  models: readonly BlockModel[],
  header: Header,
  language: Language,
  context: ReadingContext,
): Report {
  return new Fold(document, models, header, language, context);
}

interface Run {
  readonly list: ListName;
  readonly metrics: Metric[];
  readonly tasks: PlacedTask[];
}

class Fold implements Report {
  readonly parts: Part[] = [];
  readonly sections: Section[] = [];
  readonly metrics: Metric[] = [];
  readonly tasks: PlacedTask[] = [];
  readonly organizations: { item: Item; block: Block }[] = [];
  readonly proses: Prose[] = [];
  readonly document: ReportDocument;
  readonly models: readonly BlockModel[];
  readonly header: Header;
  readonly language: Language;
  readonly #context: ReadingContext;
  /** The sections that are open, the innermost last. */
  readonly #around: Section[] = [];
  /** The items of the last part, while more of the same list follow. */
  #run: Run | undefined;

  constructor(
    document: ReportDocument,
    models: readonly BlockModel[],
    header: Header,
    language: Language,
    context: ReadingContext,
  ) {
    this.document = document;
    this.models = models;
    this.header = header;
    this.language = language;
    this.#context = context;
    for (const model of models) this.#add(model);
  }

  #add(model: BlockModel): void {
    const { block, own, items } = model;
    this.proses.push(...model.proses);
    if (block.kind === 'prose') {
      const heading = headingOf(block);
      if (heading) this.#open(block, heading.text, heading.span, heading.level, undefined);
      for (const prose of model.proses) this.#push({ kind: 'prose', prose });
    } else if (block.kind === 'item' && block.list) {
      this.#items(items, block.list, block, model.metrics, model.tasks);
    } else if (own) {
      if (block.opens) this.#openItem(own, block, block.depth);
      this.#ownParts(own, block, block.depth);
    }
  }

  #openItem(own: Item, block: Block, level: number): void {
    const heading = whole(own, 'heading');
    const section = this.#open(block, heading?.text ?? '', heading?.span ?? own.span, level, own);
    this.#push({ kind: 'heading', section });
  }

  #open(block: Block, heading: string, span: Span, level: number, own: Item | undefined): Section {
    while (this.#around.length > 0 && this.#around.at(-1)!.level >= level) this.#around.pop();
    const parent = this.#around.at(-1);
    const section: Section = {
      block,
      heading,
      span,
      level,
      parent,
      lead: own && listOf(own, 'lead').length > 0 ? listOf(own, 'lead') : (parent?.lead ?? []),
      due: (own && whole(own, 'due')?.text) ?? parent?.due,
    };
    this.sections.push(section);
    this.#around.push(section);
    return section;
  }

  /** What the keys of the root or a section hold beside their plain values: prose, and lists written in one piece. */
  #ownParts(own: Item, block: Block, level: number): void {
    for (const { name, value } of ownEntries(own)) {
      const key = own.entity.keys.find((one) => one.name === name);
      if (!key || !value) continue;
      if (key.kind === 'prose') {
        for (const scalar of scalarsIn(value))
          this.#push({ kind: 'prose', prose: proseOfScalar(block, scalar) });
      } else if (key.kind === 'entities' && key.entity) {
        const items = itemsOf(value, key.entity, key.scalarKey);
        if (name === 'sections') {
          for (const item of items) {
            this.#openItem(item, block, level + 1);
            this.#ownParts(item, block, level + 1);
          }
        } else {
          const list = name as ListName;
          const read = itemsRead(items, list, block, this.#context);
          this.#items(items, list, block, read.metrics, read.tasks);
        }
      }
    }
  }

  #items(
    items: readonly Item[],
    list: ListName,
    block: Block,
    metrics: readonly Metric[],
    tasks: readonly Task[],
  ): void {
    if (metrics.length > 0) {
      this.metrics.push(...metrics);
      this.#runOf(list, 'metrics').metrics.push(...metrics);
    }
    if (tasks.length > 0) {
      const section = this.document.form === 'markdown' || block.depth > 0 ? this.sections.at(-1) : undefined;
      const placed = tasks.map((task) => place(task, section, undefined, this.#context.dates));
      this.tasks.push(...placed);
      this.#runOf(list, 'tasks').tasks.push(...placed);
    }
    if (list === 'organizations') this.organizations.push(...items.map((item) => ({ item, block })));
  }

  /** The part that goes on with this list, or a new one. */
  #runOf(list: ListName, kind: 'metrics' | 'tasks'): Run {
    if (this.#run?.list === list) return this.#run;
    const run: Run = { list, metrics: [], tasks: [] };
    const { metrics, tasks } = run;
    this.#push(kind === 'metrics' ? { kind, list, metrics } : { kind, list, tasks });
    this.#run = run;
    return run;
  }

  #push(part: Part): void {
    this.parts.push(part);
    this.#run = undefined;
  }
}

function place(
  task: Task,
  section: Section | undefined,
  parent: PlacedTask | undefined,
  dates: DateContext,
): PlacedTask {
  const lend = task.due?.text ?? parent?.due?.text ?? section?.due;
  const reading =
    task.due?.reading ?? (lend === undefined ? undefined : readDate(lend, datesIn(task.list, dates)));
  const placed: { -readonly [K in keyof PlacedTask]: PlacedTask[K] } = {
    task,
    section,
    parent,
    lead: task.lead.length > 0 ? task.lead : (parent?.lead ?? section?.lead ?? []),
    support: task.support.length > 0 ? task.support : (parent?.support ?? []),
    due:
      lend === undefined
        ? undefined
        : { text: lend, last: reading?.kind === 'date' ? reading.last : undefined },
    children: [],
  };
  placed.children = task.children.map((child) => place(child, section, placed, dates));
  return placed;
}

/** The heading that a block of Markdown begins with. */
export function headingOf(
  block: Block,
): { readonly text: string; readonly span: Span; readonly level: number } | undefined {
  const line = /^( {0,3})(#{1,6})([ \t]+)([^\n]*?)[ \t]*(?:#+[ \t]*)?\r?(?:\n|$)/.exec(block.text);
  if (!line) return undefined;
  const start = line[1]!.length + line[2]!.length + line[3]!.length;
  return { text: line[4]!, span: { start, end: start + line[4]!.length }, level: line[2]!.length };
}

/** All tasks of a report with their subtasks, each before its own. */
export function allTasks(tasks: readonly PlacedTask[]): PlacedTask[] {
  return tasks.flatMap((task) => [task, ...allTasks(task.children)]);
}

function scalarsIn(node: Node): Scalar[] {
  if (node.kind === 'scalar') return [node];
  if (node.kind === 'list') return node.items.flatMap((item) => (item ? scalarsIn(item) : []));
  return node.entries.flatMap((entry) => (entry.value ? scalarsIn(entry.value) : []));
}
