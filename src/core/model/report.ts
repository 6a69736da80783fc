import type { Block, ListName } from '../document/block.ts';
import type { ReportDocument } from '../document/document.ts';
import type { Node, Scalar } from '../document/node.ts';
import { type Organization, readOrganization } from '../project/organizations.ts';
import { type DateContext, type Period, readDate, readPeriod } from '../quantity/date.ts';
import { enumOf, type Item, itemsOf, kept, listOf, nothing, type Written } from '../schema/instance.ts';
import { hasHan, type Language, languageOf } from '../text/language.ts';
import type { Span } from '../text/span.ts';
import { type BlockModel, itemsRead, ownEntries, type ReadingContext } from './block-model.ts';
import { type Metric, whole } from './metric.ts';
import { type Prose, proseOfScalar } from './prose.ts';
import type { Listed, Stated } from './register.ts';
import { datesIn, type Task } from './task.ts';

/** A section: a heading of Markdown, or an item of a YAML report's `sections`. */
export interface Section {
  readonly block: Block;
  readonly heading: string;
  readonly span: Span;
  /** 1 for the outermost. */
  readonly level: number;
}

/** Something that a block says, in the order it says it. */
export type Part =
  | { readonly kind: 'heading'; readonly section: Section }
  | { readonly kind: 'prose'; readonly prose: Prose }
  | { readonly kind: 'metrics'; readonly list: ListName; readonly metrics: readonly Metric[] }
  | { readonly kind: 'tasks'; readonly list: ListName; readonly tasks: readonly PlacedTask[] };

/** What a section lends its tasks that name none themselves. */
export interface Lent {
  readonly lead: readonly Written[];
  readonly due: string | undefined;
}

/** What a block says that says nothing. */
export const noContent: BlockContent = {
  parts: nothing,
  sections: nothing,
  metrics: nothing,
  tasks: nothing,
  organizations: nothing,
};

export const nothingLent: Lent = { lead: [], due: undefined };

/** A task with what its section and its parent task lend it. */
export interface PlacedTask {
  readonly task: Task;
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

/** What a block says beside its model: all of it in order, and by kind. */
export interface BlockContent extends Stated {
  readonly parts: readonly Part[];
  readonly sections: readonly Section[];
}

/** A report as a whole. What lies in its blocks is gathered when it is first asked for. */
export interface Report {
  readonly header: Header;
  readonly language: Language;
  readonly sections: readonly Section[];
  readonly metrics: readonly Metric[];
  /** The outermost tasks, in order; their subtasks are their children. */
  readonly tasks: readonly PlacedTask[];
  readonly organizations: readonly Organization[];
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
  return header.language ?? project ?? (hasHan(header.title ?? document.head(1000)) ? 'zh' : 'en');
}

/** What sections lend that lie in others: what they say themselves, else what those around lend. */
export function lentBy(items: readonly Item[], around: Lent): Lent {
  return {
    lead: items.map((item) => listOf(item, 'lead')).find((lead) => lead.length > 0) ?? around.lead,
    due: items.map((item) => whole(item, 'due')?.text).find((due) => due !== undefined) ?? around.due,
  };
}

/** Reads what a block says. `lent` is what its section lends. */
export function contentOf(model: BlockModel, lent: Lent, context: ReadingContext): BlockContent {
  const { block, own, items } = model;
  const content = new Content(block, context);
  if (block.kind === 'prose' || block.kind === 'text') {
    const heading = block.kind === 'prose' ? headingOf(block) : undefined;
    if (heading)
      content.sections.push({ block, heading: heading.text, span: heading.span, level: heading.level });
    for (const prose of model.proses) content.parts.push({ kind: 'prose', prose });
  } else if (block.kind === 'item' && block.list) {
    content.addItems(items, block.list, model.metrics, model.tasks, lent);
  } else if (own) {
    if (block.opens) content.open(own, block.depth);
    content.addOwn(own, block.depth, lent, model.proses);
  }
  return content.kept();
}

class Content {
  readonly parts: Part[] = [];
  readonly sections: Section[] = [];
  readonly metrics: Metric[] = [];
  readonly tasks: PlacedTask[] = [];
  readonly organizations: Listed[] = [];
  readonly #block: Block;
  readonly #context: ReadingContext;

  constructor(block: Block, context: ReadingContext) {
    this.#block = block;
    this.#context = context;
  }

  kept(): BlockContent {
    const { parts, sections, metrics, tasks, organizations } = this;
    return {
      parts: kept(parts),
      sections: kept(sections),
      metrics: kept(metrics),
      tasks: kept(tasks),
      organizations: kept(organizations),
    };
  }

  open(own: Item, level: number): void {
    const heading = whole(own, 'heading');
    const section = {
      block: this.#block,
      heading: heading?.text ?? '',
      span: heading?.span ?? own.span,
      level,
    };
    this.sections.push(section);
    this.parts.push({ kind: 'heading', section });
  }

  /** What the keys of the root or a section hold beside their plain values: prose, and lists written in one piece. */
  addOwn(own: Item, level: number, lent: Lent, proses: readonly Prose[]): void {
    for (const { name, value } of ownEntries(own)) {
      const key = own.entity.keys.find((one) => one.name === name);
      if (!key || !value) continue;
      if (key.kind === 'prose') {
        for (const scalar of scalarsIn(value)) {
          const known = proses.find((prose) => prose.scalar === scalar);
          this.parts.push({ kind: 'prose', prose: known ?? proseOfScalar(this.#block, scalar) });
        }
      } else if (key.kind === 'entities' && key.entity) {
        const items = itemsOf(value, key.entity, key.scalarKey);
        if (name === 'sections') {
          for (const item of items) {
            this.open(item, level + 1);
            this.addOwn(item, level + 1, lentBy([item], lent), proses);
          }
        } else {
          const list = name as ListName;
          const read = itemsRead(items, list, this.#block, this.#context);
          this.addItems(items, list, read.metrics, read.tasks, lent);
        }
      }
    }
  }

  addItems(
    items: readonly Item[],
    list: ListName,
    metrics: readonly Metric[],
    tasks: readonly Task[],
    lent: Lent,
  ): void {
    if (metrics.length > 0) {
      for (const metric of metrics) this.metrics.push(metric);
      this.parts.push({ kind: 'metrics', list, metrics });
    }
    if (tasks.length > 0) {
      const placed = tasks.map((task) => place(task, lent, undefined, this.#context.dates));
      for (const task of placed) this.tasks.push(task);
      this.parts.push({ kind: 'tasks', list, tasks: placed });
    }
    for (const item of list === 'organizations' ? items : []) {
      const organization = readOrganization(item);
      if (organization) this.organizations.push({ organization, item, block: this.#block });
    }
  }
}

function place(task: Task, around: Lent, parent: PlacedTask | undefined, dates: DateContext): PlacedTask {
  const lend = task.due?.text ?? parent?.due?.text ?? around.due;
  const reading =
    task.due?.reading ?? (lend === undefined ? undefined : readDate(lend, datesIn(task.list, dates)));
  const placed: { -readonly [K in keyof PlacedTask]: PlacedTask[K] } = {
    task,
    parent,
    lead: task.lead.length > 0 ? task.lead : (parent?.lead ?? around.lead),
    support: task.support.length > 0 ? task.support : (parent?.support ?? []),
    due:
      lend === undefined
        ? undefined
        : { text: lend, last: reading?.kind === 'date' ? reading.last : undefined },
    children: [],
  };
  placed.children = task.children.map((child) => place(child, around, placed, dates));
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

/** Whether a block is a heading of Markdown. */
export function isHeading(block: Block): boolean {
  return block.kind === 'prose' && headingOf(block) !== undefined;
}

/** All tasks of a report with their subtasks, each before its own. */
export function allTasks(tasks: readonly PlacedTask[]): readonly PlacedTask[] {
  if (tasks.every(({ children }) => children.length === 0)) return tasks;
  return tasks.flatMap((task) => [task, ...allTasks(task.children)]);
}

function scalarsIn(node: Node): Scalar[] {
  if (node.kind === 'scalar') return [node];
  if (node.kind === 'list') return node.items.flatMap((item) => (item ? scalarsIn(item) : []));
  return node.entries.flatMap((entry) => (entry.value ? scalarsIn(entry.value) : []));
}
