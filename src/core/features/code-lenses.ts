import type { Analysis } from '../analysis.ts';
import type { Block, ListName } from '../document/block.ts';
import type { Messages } from '../messages/messages.ts';
import type { Metric } from '../model/metric.ts';
import { allTasks, type PlacedTask } from '../model/report.ts';
import { isLate } from '../rules/task.ts';
import type { Span } from '../text/span.ts';
import { countText } from './about/metric.ts';
import { countTasks, isOpen } from './task-counts.ts';
import { type Named, sectionsBy, type Use, usesIn } from './uses.ts';

/** Something that a line above a place says; it is worked out when the line comes into view. */
export interface CodeLens {
  /** The offset in the text of what it stands above. */
  readonly at: number;
  readonly about:
    | { readonly kind: 'metrics'; readonly metrics: readonly Metric[] }
    | { readonly kind: 'tasks'; readonly tasks: readonly PlacedTask[] };
}

/** What a line says, and the places that it leads to: offsets of the text. */
export interface LensText {
  readonly title: string;
  readonly places: readonly Span[];
}

/** Above what there are lines. */
export interface LensKinds {
  /** Above each metric, above each run of metrics, or nowhere. */
  readonly metrics: 'off' | 'block' | 'each';
  readonly tasks: boolean;
}

interface Run {
  readonly at: number;
  readonly list: ListName;
  readonly metrics: Metric[];
  readonly tasks: PlacedTask[];
}

/** Where lines stand above metrics and tasks, in the order of the text. A ledger cannot know who uses its metrics. */
export function codeLenses(analysis: Analysis, { metrics, tasks }: LensKinds): CodeLens[] {
  const lenses: CodeLens[] = [];
  const wanted = analysis.root === 'report' ? metrics : 'off';
  for (const run of runsOf(analysis)) {
    if (run.tasks.length > 0 && tasks)
      lenses.push({ at: run.at, about: { kind: 'tasks', tasks: allTasks(run.tasks) } });
    // A target of the next period is no figure that the text would quote.
    if (run.metrics.length === 0 || wanted === 'off' || run.list !== 'metrics') continue;
    if (wanted === 'block') lenses.push({ at: run.at, about: { kind: 'metrics', metrics: run.metrics } });
    else
      for (const metric of run.metrics) {
        const at = analysis.document.startOf(metric.block) + metric.item.span.start;
        lenses.push({ at, about: { kind: 'metrics', metrics: [metric] } });
      }
  }
  return lenses;
}

/** The metrics and tasks that stand together in one list, with the place of its fence or of its first item. */
function runsOf({ document, of }: Pick<Analysis, 'document' | 'of'>): Run[] {
  const runs: Run[] = [];
  let fence: Block | undefined;
  let run: Run | undefined;
  for (const block of document.blocks) {
    if (block.kind === 'fence') {
      fence = block.list ? block : undefined;
      run = undefined;
      continue;
    }
    const isItem = block.kind === 'item';
    if (!isItem) run = undefined;
    for (const part of of(block).content.parts) {
      if (part.kind !== 'metrics' && part.kind !== 'tasks') continue;
      if (!run || !isItem || run.list !== part.list) {
        const [first] = part.kind === 'metrics' ? part.metrics : part.tasks.map(({ task }) => task);
        const start =
          fence && isItem ? document.startOf(fence) : document.startOf(block) + first!.item.span.start;
        run = { at: start, list: part.list, metrics: [], tasks: [] };
        runs.push(run);
      }
      if (part.kind === 'metrics') run.metrics.push(...part.metrics);
      else run.tasks.push(...part.tasks);
    }
    if (!isItem) fence = undefined;
  }
  return runs;
}

/** More sections, or names, are not read in passing. */
const most = 3;

/** Writes the lines of one version of a file; the uses of all its metrics are sought once. */
export class LensWriter {
  readonly #analysis: Analysis;
  readonly #named: Named | undefined;
  #uses: ReadonlyMap<Metric, readonly Use[]> | undefined;
  #section: ((use: Use) => string | undefined) | undefined;

  /** `named` is what is known of the file's other versions. */
  constructor(analysis: Analysis, named?: Named) {
    this.#analysis = analysis;
    this.#named = named;
  }

  /** What a line says, in the reader's words. */
  write({ about }: CodeLens, messages: Messages): LensText {
    if (about.kind === 'tasks') return this.#ofTasks(about.tasks, messages);
    const [metric, ...others] = about.metrics;
    return others.length === 0 && metric
      ? this.#ofMetric(metric, messages)
      : this.#ofMetrics(about.metrics, messages);
  }

  /** 2 处引用：一、…，二、… */
  #ofMetric(metric: Metric, messages: Messages): LensText {
    const uses = this.#usesOf(metric);
    if (uses.length === 0) return { title: messages.text('about.unused'), places: [] };
    this.#section ??= sectionsBy(this.#analysis);
    const sections = [...new Set(uses.map(this.#section))].filter((heading) => heading !== undefined);
    const count = countText({ messages }, uses.length);
    const title =
      sections.length === 0
        ? count
        : messages.text('lens.references', { references: count, sections: cut(sections) });
    return { title, places: this.#places(uses) };
  }

  /** 7 项指标：6 项已引用，1 项正文没有引用（X） */
  #ofMetrics(metrics: readonly Metric[], messages: Messages): LensText {
    const unused = metrics.filter((metric) => this.#usesOf(metric).length === 0);
    const said = { all: metrics.length, used: metrics.length - unused.length, unused: unused.length };
    const names = cut(unused.map(({ name, id }) => name?.text ?? id?.text ?? ''));
    const key = unused.length === 0 ? 'lens.metrics-used' : 'lens.metrics';
    return {
      title: messages.text(key, unused.length === 0 ? { all: said.all } : { ...said, names }),
      places: this.#places(metrics.flatMap((metric) => this.#usesOf(metric))),
    };
  }

  /** 12 项任务：8 项未完成，4 项已完成；1 项逾期 */
  #ofTasks(tasks: readonly PlacedTask[], messages: Messages): LensText {
    const { asOf } = this.#analysis;
    const { all, open, done, overdue } = countTasks(tasks, asOf);
    const late = tasks.filter((placed) => isLate(placed, asOf));
    const shown = late.length > 0 ? late : tasks.filter(isOpen);
    return {
      title: messages.text(all === 1 ? 'lens.task' : 'lens.tasks', { all, open, done, overdue }),
      places: this.#places(
        shown.map(({ task: { block, title, item } }) => ({ block, span: title?.span ?? item.span })),
      ),
    };
  }

  #usesOf(metric: Metric): readonly Use[] {
    this.#uses ??= usesIn(this.#analysis, this.#named);
    return this.#uses.get(metric) ?? [];
  }

  #places(uses: readonly Use[]): Span[] {
    const { document } = this.#analysis;
    return uses.map(({ block, span }) => {
      const start = document.startOf(block);
      return { start: start + span.start, end: start + span.end };
    });
  }
}

/** The first of some names. */
function cut(names: readonly string[]): readonly string[] {
  return names.length > most ? [...names.slice(0, most), '…'] : names;
}
