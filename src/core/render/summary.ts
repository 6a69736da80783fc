import type { Analysis } from '../analysis.ts';
import type { BlockList } from '../document/block-list.ts';
import type { Scalar } from '../document/node.ts';
import type { Metric } from '../model/metric.ts';
import { factOf, whole } from '../model/metric.ts';
import type { Header, PlacedTask } from '../model/report.ts';
import { isLate } from '../rules/task.ts';
import { enumOf, figuresOf, nodeOf, textOf } from '../schema/instance.ts';
import type { PageContext } from './context.ts';
import { formatDay } from './day.ts';
import { type Child, closed, element, Markup, shell } from './markup.ts';
import type { Entry, Followed } from './pieces.ts';
import { Part, type Sheet } from './sheet.ts';
import { stateNote, table } from './table.ts';
import { cell, type DeepTask, dueCell, progress, statusBadge, titleOf, withChildren } from './tasks.ts';
import { writtenText } from './values.ts';

/** More than this many figures are no longer the key ones. */
const mostFigures = 12;

/** What a block adds to the summary. */
interface Share {
  readonly errors: number;
  readonly warnings: number;
  /** Its metrics with a value: those that are compared with something, since those carry the story, and the others. */
  readonly compared: readonly Metric[];
  readonly plain: readonly Metric[];
  /** How many metrics it states of what was, and how many tasks with a deadline. */
  readonly stated: number;
  readonly dated: number;
  /** Its tasks by the list of the summary that shows them. */
  readonly rows: ReadonlyMap<string, readonly DeepTask[]>;
  readonly planKeys: readonly PlanKey[];
}

const planKeys = ['lead', 'target', 'due'] as const;
type PlanKey = (typeof planKeys)[number];

const nothing: Share = {
  errors: 0,
  warnings: 0,
  compared: [],
  plain: [],
  stated: 0,
  dated: 0,
  rows: new Map(),
  planKeys: [],
};

/** So many changes are made one by one; with more of them a list is made anew. */
const few = 16;

/** The blocks that have something to add to one place of the summary, in the order of the text. */
class Contributors {
  #entries: Entry[] = [];
  readonly #gone = new Set<Entry>();
  readonly #fresh = new Set<Entry>();

  /** As of the last settling. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** Notes whether a block adds something, which it did or did not before. */
  change(entry: Entry, was: boolean, is: boolean): void {
    if (was && !is && !this.#fresh.delete(entry)) this.#gone.add(entry);
    else if (is && !was && !this.#gone.delete(entry)) this.#fresh.add(entry);
  }

  /** Takes over what was noted; `came` is told of each new one and the one before it. */
  settle(blocks: BlockList, came: (entry: Entry, before: Entry | undefined) => void = () => {}): void {
    const gone = this.#gone;
    if (gone.size > few) this.#entries = this.#entries.filter((entry) => !gone.has(entry));
    else for (const entry of gone) this.#entries.splice(this.#entries.indexOf(entry), 1);
    gone.clear();
    if (this.#fresh.size === 0) return;
    const start = ({ block }: Entry) => blocks.startOf(block);
    const fresh = [...this.#fresh].sort((a, b) => start(a) - start(b));
    this.#fresh.clear();
    const before = this.#entries;
    const first = blocks.countBefore(before, start(fresh[0]!));
    if (fresh.length > few) {
      const merged = before.slice(0, first);
      let at = first;
      for (const entry of fresh) {
        while (at < before.length && start(before[at]!) < start(entry)) merged.push(before[at++]!);
        came(entry, merged.at(-1));
        merged.push(entry);
      }
      this.#entries = merged.concat(before.slice(at));
    } else {
      for (const entry of fresh) {
        const at = blocks.countBefore(before, start(entry));
        came(entry, before[at - 1]);
        before.splice(at, 0, entry);
      }
    }
  }
}

/** One list of tasks in the summary. */
class Rows {
  readonly part: Part;
  readonly contributors = new Contributors();
  readonly parts = new Map<Entry, Part>();
  /** What goes before all of its rows. */
  readonly head: Part | undefined;
  count = 0;

  constructor(part: Part, head?: Part) {
    this.part = part;
    this.head = head;
  }
}

const statusList = (status: string | undefined) => `status-${status ?? ''}`;

/**
 * What a reader sees first: what report this is, its key figures, how its tasks stand, and what is overdue. Each block
 * adds its share, so that a change costs the shares of the blocks that changed.
 */
export class Summary {
  readonly part = new Part('summary');
  /** How many blocks' rows were rendered. */
  rendered = 0;
  readonly #sheet: Sheet;
  readonly #title = new Part('title');
  readonly #problems = new Part('problems');
  readonly #overview = new Part('overview');
  readonly #figures = new Part('key-figures');
  readonly #cards = new Part('cards');
  readonly #more = new Part('more');
  readonly #byStatus = new Part('by-status');
  readonly #counts = new Part('counts');
  readonly #statuses = new Part('statuses');
  readonly #overdue = new Part('overdue');
  readonly #plan = new Part('plan');
  readonly #lists = new Map<string, Rows>();
  readonly #shares = new Map<Entry, Share>();
  readonly #compared = new Contributors();
  readonly #plain = new Contributors();
  readonly #planKeys: Record<PlanKey, number> = { lead: 0, target: 0, due: 0 };
  #planShown = '';
  #project: Analysis['project'] | undefined;
  /** What was last shown: the header, and whether it was one of before; how many tasks each status has. */
  #header: Header | undefined;
  #stale = false;
  #counted = '';
  #total = { errors: 0, warnings: 0, stated: 0, dated: 0 };
  /** Whose rows are to be rendered. */
  readonly #outdated = new Set<Entry>();
  /** The metrics on the cards. */
  #shown: readonly Metric[] = [];

  constructor(sheet: Sheet) {
    this.#sheet = sheet;
    sheet.put(this.part, sheet.top, undefined);
    this.#fillIn(this.part, [this.#title, this.#problems, this.#overview]);
    this.#fillIn(this.#overview, [this.#figures, this.#byStatus, this.#overdue, this.#plan]);
    this.#fillIn(this.#figures, [this.#cards, this.#more]);
    this.#fillIn(this.#byStatus, [this.#counts, this.#statuses]);
    for (const [name, around] of [
      ['overdue-rows', this.#overdue],
      ['plan-rows', this.#plan],
    ] as const) {
      const rows = new Rows(new Part(name));
      this.#lists.set(name, rows);
      this.#fillIn(around, [rows.part]);
    }
  }

  /** Takes a block's share back. */
  drop(entry: Entry): void {
    this.#add(entry, nothing);
    this.#shares.delete(entry);
    this.#outdated.delete(entry);
  }

  /** Takes in what a block adds now. */
  take(entry: Entry, analysis: Analysis): void {
    if (this.#project !== analysis.project) {
      this.#project = analysis.project;
      for (const status of statusesOf(analysis)) this.#listOf(status);
    }
    this.#add(entry, shareOf(entry, analysis));
    if (this.#shares.has(entry)) this.#outdated.add(entry);
  }

  /** Renders what changed; all of it where everything may read differently. */
  render(context: PageContext, header: Pick<Followed, 'header' | 'headerState'>, anew: boolean): void {
    this.#settle(context.analysis.document.blocks);
    const fill = (part: Part, markup: Markup | undefined) => this.#sheet.fill(part, closed(markup));
    this.#sheet.fill(
      this.part,
      shell('section', {
        class: 'block summary',
        ...context.part('summary'),
        ...context.parts('summary'),
      }),
    );
    if (anew || header.header !== this.#header || header.headerState !== 'fresh' || this.#stale) {
      fill(this.#title, titleBlock(context, header));
      this.#header = header.header;
      this.#stale = header.headerState !== 'fresh';
    }
    fill(this.#problems, this.#problemCount(context));
    this.#renderFigures(context, anew);
    this.#renderStatuses(context, anew);
    this.#renderOverdue(context);
    if (this.#renderPlan(context))
      for (const entry of this.#lists.get('plan-rows')!.parts.keys()) this.#outdated.add(entry);
    if (anew) for (const entry of this.#shares.keys()) this.#outdated.add(entry);
    this.#renderRows(context);
    const parts = [this.#figures, this.#byStatus, this.#overdue, this.#plan];
    this.#sheet.fill(
      this.#overview,
      parts.every((part) => part.empty)
        ? closed(undefined)
        : shell(
            'section',
            {
              class: 'overview',
              'aria-labelledby': 'overview',
              ...context.part('overview'),
              ...context.parts('overview'),
            },
            [element('h2', { id: 'overview' }, context.text('overview'))],
          ),
    );
  }

  #fillIn(around: Part, parts: readonly Part[]): void {
    for (const [index, part] of parts.entries()) this.#sheet.put(part, around, parts[index - 1]);
  }

  /** The list of a status, behind those of the statuses before it. */
  #listOf(status: string | undefined): Rows {
    const name = statusList(status);
    let rows = this.#lists.get(name);
    if (!rows) {
      rows = new Rows(new Part(name), new Part(`${name}-head`));
      this.#lists.set(name, rows);
      this.#sheet.put(rows.part, this.#statuses, this.#statuses.last);
      this.#fillIn(rows.part, [rows.head!]);
    }
    return rows;
  }

  #add(entry: Entry, share: Share): void {
    const before = this.#shares.get(entry) ?? nothing;
    if (share === before) return;
    this.#shares.set(entry, share);
    for (const key of ['errors', 'warnings', 'stated', 'dated'] as const)
      this.#total[key] += share[key] - before[key];
    for (const key of before.planKeys) this.#planKeys[key]--;
    for (const key of share.planKeys) this.#planKeys[key]++;
    this.#compared.change(entry, before.compared.length > 0, share.compared.length > 0);
    this.#plain.change(entry, before.plain.length > 0, share.plain.length > 0);
    for (const [name, tasks] of before.rows) {
      const rows = this.#lists.get(name)!;
      rows.count -= tasks.length;
      if (share.rows.has(name)) continue;
      rows.contributors.change(entry, true, false);
      this.#sheet.remove(rows.parts.get(entry)!);
      rows.parts.delete(entry);
    }
    for (const [name, tasks] of share.rows) {
      const rows = this.#lists.get(name)!;
      rows.count += tasks.length;
      if (before.rows.has(name)) continue;
      rows.contributors.change(entry, false, true);
      rows.parts.set(entry, new Part(`${name}:${entry.id}`));
    }
  }

  /** Puts what came into its place among the others. */
  #settle(blocks: BlockList): void {
    this.#compared.settle(blocks);
    this.#plain.settle(blocks);
    for (const { contributors, parts, part, head } of this.#lists.values()) {
      contributors.settle(blocks, (entry, before) => {
        this.#sheet.put(parts.get(entry)!, part, before ? parts.get(before) : head);
      });
    }
  }

  /** How much of the report is still wrong: a reader of a draft should know before reading on. */
  #problemCount(context: PageContext): Markup | undefined {
    const { errors, warnings } = this.#total;
    if (errors + warnings === 0) return undefined;
    const key = errors === 0 ? 'warnings' : warnings === 0 ? 'errors' : 'problems';
    return element(
      'p',
      {
        class: ['note', errors > 0 ? 'error' : 'warning'],
        role: 'note',
        ...context.part('problems'),
      },
      context.text(key, { errors, warnings }),
    );
  }

  /** The metrics with a value: first those that are compared with something; at most twelve. */
  #keyMetrics(): readonly Metric[] {
    const key: Metric[] = [];
    for (const [contributors, of] of [
      [this.#compared, 'compared'],
      [this.#plain, 'plain'],
    ] as const) {
      for (const entry of contributors.entries) {
        if (key.length >= mostFigures) break;
        key.push(...this.#shares.get(entry)![of]);
      }
    }
    return key.slice(0, mostFigures);
  }

  #renderFigures(context: PageContext, anew: boolean): void {
    const key = this.#keyMetrics();
    const { stated } = this.#total;
    this.#section(context, this.#figures, key.length > 0, 'key-figures', context.text('key-figures'));
    if (anew || key.length !== this.#shown.length || key.some((one, index) => one !== this.#shown[index])) {
      this.#shown = key;
      const cards = element(
        'ul',
        { class: 'cards', ...context.part('cards') },
        key.map((metric) => card(context, metric)),
      );
      this.#sheet.fill(this.#cards, closed(cards));
    }
    const more =
      stated > key.length &&
      element(
        'p',
        { class: 'more', ...context.part('more') },
        context.text('more-figures', { shown: key.length, all: stated }),
      );
    this.#sheet.fill(this.#more, closed(more || undefined));
  }

  /** How many tasks stand where, and which. The order is that of the statuses; tasks that state none come last. */
  #renderStatuses(context: PageContext, anew: boolean): void {
    const all = statusesOf(context.analysis).map((status) => ({ status, rows: this.#listOf(status) }));
    const counted = all.map(({ rows }) => rows.count).join();
    if (!anew && counted === this.#counted) return;
    this.#counted = counted;
    const groups = all.filter(({ rows }) => rows.count > 0);
    const name = (status: string | undefined) => statusBadge(context, status, context.text('no-status'));
    this.#section(context, this.#byStatus, groups.length > 0, 'by-status', context.text('tasks'));
    const counts = element(
      'ul',
      { class: 'counts', ...context.part('counts') },
      groups.map(({ status, rows }) =>
        element('li', {}, name(status), ' ', element('strong', {}, rows.count)),
      ),
    );
    this.#sheet.fill(this.#counts, closed(counts));
    const columns = ['title', 'lead', 'due', 'progress'].map((key) => context.label(`task.${key}`));
    this.#sheet.fill(
      this.#statuses,
      table(context, 'statuses', context.text('tasks-by-status'), columns, 'bodies'),
    );
    for (const { status, rows } of all) {
      const { id } = rows.part;
      this.#sheet.fill(
        rows.part,
        rows.count === 0 ? closed(undefined) : shell('tbody', { ...context.part(id), ...context.parts(id) }),
      );
      const { count } = rows;
      const head = element(
        'tr',
        { class: 'group', ...context.part(rows.head!.id) },
        element(
          'th',
          { scope: 'rowgroup', colspan: columns.length },
          name(status),
          ' ',
          context.text(count === 1 ? 'count-one' : 'count', { count }),
        ),
      );
      this.#sheet.fill(rows.head!, closed(head));
    }
  }

  #renderOverdue(context: PageContext): void {
    const { asOf } = context.analysis;
    const day = formatDay(asOf, context.language);
    const rows = this.#lists.get('overdue-rows')!;
    if (rows.count === 0) {
      const none =
        this.#total.dated > 0 &&
        element(
          'p',
          { class: 'none-overdue', ...context.part('overdue') },
          context.text('none-overdue', { day }),
        );
      this.#sheet.fill(this.#overdue, closed(none || undefined));
      this.#sheet.fill(rows.part, closed(undefined));
      return;
    }
    const title = context.text('overdue', { day });
    const columns = ['title', 'lead', 'due', 'status'].map((key) => context.label(`task.${key}`));
    this.#section(context, this.#overdue, true, 'overdue-tasks', title);
    this.#sheet.fill(rows.part, table(context, 'overdue-rows', title, columns));
  }

  /** Returns whether its columns are others than before. */
  #renderPlan(context: PageContext): boolean {
    const rows = this.#lists.get('plan-rows')!;
    const title = context.label('section.plan');
    this.#section(context, this.#plan, rows.count > 0, 'plan', title);
    const columns = ['title', ...this.#planColumns].map((key) => context.label(`task.${key}`));
    this.#sheet.fill(
      rows.part,
      rows.count > 0 ? table(context, 'plan-rows', title, columns) : closed(undefined),
    );
    const before = this.#planShown;
    this.#planShown = columns.join('\n');
    return before !== this.#planShown;
  }

  get #planColumns(): readonly PlanKey[] {
    return planKeys.filter((key) => this.#planKeys[key] > 0);
  }

  #section(context: PageContext, part: Part, shown: boolean, name: string, title: string): void {
    const attributes = { class: name, ...context.part(part.id), ...context.parts(part.id) };
    this.#sheet.fill(
      part,
      shown ? shell('section', attributes, [element('h3', {}, title)]) : closed(undefined),
    );
  }

  #renderRows(context: PageContext): void {
    for (const entry of this.#outdated) {
      for (const [name, tasks] of this.#shares.get(entry)!.rows) {
        const part = this.#lists.get(name)!.parts.get(entry)!;
        const rows = tasks.map(({ placed, depth }) =>
          summaryRow(context, placed, depth, this.#cells(context, name, placed), part.id),
        );
        this.rendered++;
        this.#sheet.fill(part, closed(Markup.of(rows)));
      }
    }
    this.#outdated.clear();
  }

  #cells(context: PageContext, list: string, placed: PlacedTask): readonly Child[] {
    const { task } = placed;
    if (list === 'plan-rows') return this.#planColumns.map((key) => cell(context, placed, key));
    const last =
      list === 'overdue-rows'
        ? statusBadge(context, task.status?.value, textOf(task.item, 'status'))
        : progress(task.item);
    return [cell(context, placed, 'lead'), dueCell(context, placed), last];
  }
}

/** The statuses that a task can have, and that it states none. */
function statusesOf({ project }: Analysis): readonly (string | undefined)[] {
  const values = project.vocabulary.entity('task').key('status')?.values ?? [];
  return [...values.map(({ name }) => name), undefined];
}

function shareOf(entry: Entry, { asOf, of }: Analysis): Share {
  const { content, problems } = of(entry.block);
  if (problems.length === 0 && content.metrics.length === 0 && content.tasks.length === 0) return nothing;
  let errors = 0;
  let warnings = 0;
  for (const { level } of problems) {
    if (level === 'error') errors++;
    else if (level === 'warning') warnings++;
  }
  const compared: Metric[] = [];
  const plain: Metric[] = [];
  let stated = 0;
  for (const metric of content.metrics) {
    if (metric.list !== 'metrics') continue;
    stated++;
    if (metric.name && headlineOf(metric)) (isCompared(metric) ? compared : plain).push(metric);
  }
  const rows = new Map<string, DeepTask[]>();
  const add = (name: string, one: DeepTask) => {
    const known = rows.get(name);
    if (known) known.push(one);
    else rows.set(name, [one]);
  };
  let dated = 0;
  const keys: PlanKey[] = [];
  for (const task of content.tasks) {
    for (const one of withChildren(task)) {
      const { placed } = one;
      const { list, status } = placed.task;
      const row = { placed, depth: 0 };
      if (placed.due?.last !== undefined) dated++;
      if (list === 'tasks') add(statusList(status?.value), row);
      if (isLate(placed, asOf)) add('overdue-rows', row);
      if (list !== 'plan') continue;
      add('plan-rows', one);
      keys.push(...planKeys.filter((key) => hasPlanKey(placed, key)));
    }
  }
  return { errors, warnings, compared, plain, stated, dated, rows, planKeys: keys };
}

function hasPlanKey({ task, lead, due }: PlacedTask, key: PlanKey): boolean {
  if (key === 'target') return task.targets.length > 0;
  return key === 'lead' ? lead.length > 0 : due !== undefined;
}

function isCompared(metric: Metric): boolean {
  return ['change', 'target', 'rate', 'result'].some((key) => nodeOf(metric.item, key) !== undefined);
}

/** The figure that stands for a metric: its value, or where it has none its rank or ratio. */
function headlineOf({ item }: Metric): Scalar | undefined {
  for (const key of ['value', 'rank', 'ratio']) {
    const figure = figuresOf(item, key).find(({ name }) => name === '')?.figure;
    if (figure) return figure;
  }
  return undefined;
}

function titleBlock(
  context: PageContext,
  { header, headerState }: Pick<Followed, 'header' | 'headerState'>,
): Markup {
  const text = (key: string): string | undefined => {
    for (const item of header.items) {
      const found = whole(item, key)?.text;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const asOf = header.asOf === undefined ? text('as-of') : formatDay(header.asOf, context.language);
  const facts: [string, string | undefined][] = [
    ['organization', header.organization],
    ['period', text('period')],
    ['as-of', asOf],
    ['to', text('to')],
    ['contact', text('contact')],
  ];
  const stated = facts.flatMap(([key, value]) =>
    value === undefined
      ? []
      : [element('div', {}, element('dt', {}, context.label(`report.${key}`)), element('dd', {}, value))],
  );
  const first = context.analysis.document.blocks.at(0);
  const stage =
    header.stage && header.stage !== 'final' ? context.label(`report.stage.${header.stage}`) : undefined;
  return element(
    'header',
    {
      class: ['title', headerState !== 'fresh' && headerState],
      ...(first ? context.at(first) : {}),
      ...context.part('title'),
    },
    text('doc-number') !== undefined && element('p', { class: 'doc-number' }, text('doc-number')),
    element(
      'h1',
      {},
      header.title ?? context.text('untitled'),
      stage !== undefined && [' ', element('span', { class: 'badge stage' }, stage)],
    ),
    stated.length > 0 && element('dl', { class: 'about' }, ...stated),
    headerState !== 'fresh' && first && stateNote(context, { at: first, state: headerState }),
  );
}

function card(context: PageContext, metric: Metric): Markup {
  const headline = headlineOf(metric);
  const beside = ['change', 'target', 'rate'].flatMap((key): Child[] => {
    const figure =
      figuresOf(metric.item, key).find(({ name }) => name === '')?.figure ?? factOf(metric, key)?.scalar;
    return figure
      ? [
          element(
            'div',
            {},
            element('dt', {}, context.label(`metric.${key}`)),
            element('dd', {}, writtenText(metric, figure)),
          ),
        ]
      : [];
  });
  const result = enumOf(metric.item, 'result');
  const at = context.atFrom(metric.block, metric.item.span.start);
  return element(
    'li',
    { class: 'card', ...at },
    element('div', { class: 'name' }, metric.name?.text),
    element('div', { class: 'value' }, headline && writtenText(metric, headline)),
    beside.length > 0 && element('dl', {}, ...beside),
    result !== undefined &&
      element('span', { class: `badge result-${result}` }, context.label(`metric.result.${result}`)),
  );
}

function summaryRow(
  context: PageContext,
  placed: PlacedTask,
  depth: number,
  cells: readonly Child[],
  id: string,
): Markup {
  const { task } = placed;
  const classes = [`level-${Math.min(depth, 4)}`, placed.children.length > 0 && depth === 0 && 'parent'];
  return element(
    'tr',
    { class: classes, ...context.atFrom(task.block, task.item.span.start), ...context.part(id) },
    element('th', { scope: 'row' }, titleOf(context, placed)),
    ...cells.map((one) => element('td', {}, one)),
  );
}
