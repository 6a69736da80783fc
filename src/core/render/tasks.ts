import type { ListName } from '../document/block.ts';
import { factOf } from '../model/metric.ts';
import { allTasks, type PlacedTask } from '../model/report.ts';
import { daysBetween } from '../quantity/date.ts';
import { isLate } from '../rules/task.ts';
import { childrenOf, enumOf, type Item, textOf, type Written } from '../schema/instance.ts';
import type { PageContext } from './context.ts';
import { type Child, element, Markup, type Shell } from './markup.ts';
import { details, problemMark, problemsOf, remarksRow, type Source, several, short, table } from './table.ts';
import { writtenText } from './values.ts';

/** The keys that have columns, where any task of the table has them. */
const columns = ['lead', 'support', 'target', 'due', 'status', 'progress'] as const;
type Column = (typeof columns)[number];
/** The keys that are said in small print under the task's title. */
const remarks = [
  ...[
    'category',
    'origin',
    'leader',
    'person',
    'metrics',
    'measures',
    'milestones',
    'start',
    'update',
    'outcome',
  ],
  ...['problems', 'next', 'budget', 'spent', 'updated', 'note'],
];

/** A task and how many tasks it lies in. */
export interface DeepTask {
  readonly placed: PlacedTask;
  readonly depth: number;
}

/** A task with all of its subtasks, each before its own. */
export function withChildren(placed: PlacedTask, depth = 0): readonly DeepTask[] {
  return [{ placed, depth }, ...placed.children.flatMap((child) => withChildren(child, depth + 1))];
}

/** The columns that some tasks and their subtasks need. */
export function taskColumns(tasks: readonly PlacedTask[]): readonly string[] {
  const all = allTasks(tasks);
  return columns.filter((column) => all.some((placed) => has(placed, column)));
}

/** The table of a list of tasks, before its rows. `shown` are the columns that any of its tasks needs. */
export function taskTable(
  context: PageContext,
  id: string,
  list: ListName,
  shown: ReadonlySet<string>,
): Shell {
  const keys = columns.filter((column) => shown.has(column));
  const labels = ['title', ...keys].map((key) => context.label(`task.${key}`));
  return table(context, id, context.label(`section.${list}`), labels);
}

/** The rows of one task and its subtasks, these indented. */
export function taskRows(
  context: PageContext,
  task: PlacedTask,
  source: Source,
  shown: ReadonlySet<string>,
): Markup {
  const keys = columns.filter((column) => shown.has(column));
  return Markup.of(withChildren(task).map((one) => taskRow(context, one, source, keys)));
}

function has({ task, lead, due, parent }: PlacedTask, column: Column): boolean {
  if (column === 'lead') return lead.length > 0;
  if (column === 'due') return (parent ? task.due : due) !== undefined;
  if (column === 'target') return task.targets.length > 0;
  if (column === 'support') return task.support.length > 0;
  if (column === 'progress') return textOf(task.item, 'progress') !== undefined;
  return textOf(task.item, 'status') !== undefined;
}

function taskRow(
  context: PageContext,
  { placed, depth }: DeepTask,
  { id, piece }: Source,
  shown: readonly Column[],
): Markup {
  const { task, children } = placed;
  const { item, block } = task;
  const line = piece.state === 'stale' ? context.at(piece.at) : context.at(block, item.span.start);
  const at = { ...line, ...context.part(id) };
  const within = (one: PlacedTask, start: number, end: number) =>
    one.task.item.span.start <= start && end <= one.task.item.span.end;
  const inside = problemsOf(context, piece, block, item.span).filter(
    ({ span }) => !children.some((child) => within(child, span.start, span.end)),
  );
  const cells = shown.map((column) => {
    const { node } = item;
    const entry = node?.kind === 'map' ? node.entries.find(({ name }) => name === column) : undefined;
    const part = entry && { start: entry.key.span.start, end: entry.value?.span.end ?? entry.key.span.end };
    const here = part ? inside.filter(({ span }) => span.start < part.end && part.start < span.end) : [];
    return { here, markup: element('td', problemMark(context, here), cell(context, placed, column)) };
  });
  const rest = inside.filter((problem) => !cells.some(({ here }) => here.includes(problem)));
  const number = textOf(item, 'no');
  const heading = element(
    'th',
    { scope: 'row', ...problemMark(context, rest) },
    element('span', { class: 'name' }, number !== undefined && `${number} `, titleOf(context, placed)),
  );
  const remarks = remarksRow(remarksOf(context, placed), shown.length + 1, {
    class: ['remarks', `level-${Math.min(depth, 4)}`, piece.state !== 'fresh' && piece.state],
    ...at,
  });
  const classes = [
    `level-${Math.min(depth, 4)}`,
    children.length > 0 && 'parent',
    isLate(placed, context.analysis.asOf) && 'overdue',
    piece.state !== 'fresh' && piece.state,
    remarks && 'remarked',
  ];
  return Markup.of(
    element('tr', { class: classes, ...at }, heading, ...cells.map(({ markup }) => markup)),
    remarks,
  );
}

/** The title of a task, with its references. */
export function titleOf(context: PageContext, { task }: PlacedTask): Markup {
  return task.title ? context.value(task.block, task.title) : Markup.of(context.text('unnamed'));
}

/** What a column shows of a task. What a subtask takes over from its task is not said again. */
export function cell(context: PageContext, placed: PlacedTask, column: Column): Child {
  const { task, parent } = placed;
  switch (column) {
    case 'lead':
      return names(context, parent ? task.lead : placed.lead);
    case 'support':
      return names(context, task.support);
    case 'target':
      return several(context, context.values(task.block, task.item, 'target'), true);
    case 'due':
      return dueCell(context, placed, !parent || task.due !== undefined);
    case 'status':
      return statusBadge(context, task.status?.value, textOf(task.item, 'status'));
    case 'progress':
      return progress(task.item);
  }
}

/** The deadline as it was written, and by how much it is past. */
export function dueCell(context: PageContext, placed: PlacedTask, own = true): Child {
  const { due } = placed;
  const written = own ? due?.text : undefined;
  if (!isLate(placed, context.analysis.asOf)) return short(written);
  const days = due?.last === undefined ? 0 : daysBetween(due.last, context.analysis.asOf);
  const late =
    days < 1
      ? context.label('task.status.overdue')
      : context.text(days === 1 ? 'overdue-day' : 'overdue-days', { days });
  return [short(written), ' ', element('strong', { class: 'late' }, late)];
}

/** A status by its name in the page's language; one that is none of ours as it was written. */
export function statusBadge(
  context: PageContext,
  value: string | undefined,
  written: string | undefined,
): Child {
  if (value === undefined) return written;
  return element('span', { class: `badge status-${value}` }, context.label(`task.status.${value}`));
}

/** The progress in per cent. */
export function progress(item: Item): string | undefined {
  const text = textOf(item, 'progress');
  return text !== undefined && /^[\d.]+$/.test(text) ? `${text}%` : text;
}

function names(context: PageContext, all: readonly Written[]): Markup {
  return several(
    context,
    all.map(({ text }) => Markup.of(text)),
  );
}

function remarksOf(context: PageContext, placed: PlacedTask): Markup | undefined {
  const { item, block } = placed.task;
  const own = item.entity.keys.filter((key) => key.own).map((key) => key.name);
  const entries = [...remarks, ...own].flatMap((name): [string, Child][] => {
    const key = item.entity.keys.find((one) => one.name === name);
    const said =
      key &&
      (name === 'milestones'
        ? milestones(context, item)
        : name === 'metrics'
          ? metrics(context, placed)
          : context.values(block, item, name));
    return key && said && said.length > 0
      ? [
          [
            key.labels[context.language],
            several(context, said, key.kind === 'strings' || name === 'milestones'),
          ],
        ]
      : [];
  });
  return details(entries);
}

/** The metrics that a task is about, each with its value or what it aims at. */
function metrics(context: PageContext, { task }: PlacedTask): readonly Markup[] {
  return task.metrics.map(({ text }) => {
    for (const metric of context.analysis.register.find(text)) {
      const fact = factOf(metric, 'value') ?? factOf(metric, 'target');
      if (fact)
        return Markup.of(
          text,
          context.language === 'zh' ? '（' : ' (',
          writtenText(metric, fact.scalar),
          context.language === 'zh' ? '）' : ')',
        );
    }
    return Markup.of(text);
  });
}

function milestones(context: PageContext, item: Item): readonly Markup[] {
  return childrenOf(item, 'milestones').map((milestone) => {
    const due = textOf(milestone, 'due');
    const colon = context.language === 'zh' ? '：' : ': ';
    const status = statusBadge(context, enumOf(milestone, 'status'), textOf(milestone, 'status'));
    return Markup.of(due, due !== undefined && colon, textOf(milestone, 'target'), ' ', status);
  });
}
