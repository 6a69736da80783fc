import type { Metric } from '../model/metric.ts';
import { factOf, whole } from '../model/metric.ts';
import { allTasks, type PlacedTask } from '../model/report.ts';
import { enumOf, figuresOf, nodeOf, textOf } from '../schema/instance.ts';
import type { PageContext } from './context.ts';
import { formatDay } from './day.ts';
import { type Child, element, Markup } from './markup.ts';
import type { Pieces } from './pieces.ts';
import { stateNote, table } from './table.ts';
import { cell, dueCell, isLate, progress, statusBadge, titleOf, withChildren } from './tasks.ts';
import { writtenText } from './values.ts';

/** More than this many figures are no longer the key ones. */
const mostFigures = 12;

/** What a reader sees first: what report this is, its key figures, how its tasks stand, and what is overdue. */
export function renderSummary(context: PageContext, pieces: Pieces): Markup {
  return Markup.of(titleBlock(context, pieces), problemCount(context), overview(context));
}

function titleBlock(context: PageContext, { header, headerState }: Pieces): Markup {
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
    { class: ['title', headerState !== 'fresh' && headerState], ...(first ? context.at(first) : {}) },
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

/** How much of the report is still wrong: a reader of a draft should know before reading on. */
function problemCount(context: PageContext): Markup | undefined {
  const of = (level: string) => context.analysis.problems.filter((problem) => problem.level === level).length;
  const errors = of('error');
  const warnings = of('warning');
  if (errors + warnings === 0) return undefined;
  const key = errors === 0 ? 'warnings' : warnings === 0 ? 'errors' : 'problems';
  return element(
    'p',
    { class: ['note', errors > 0 ? 'error' : 'warning'], role: 'note' },
    context.text(key, { errors, warnings }),
  );
}

function overview(context: PageContext): Markup | undefined {
  const { report } = context.analysis;
  const tasks = allTasks(report.tasks).filter(({ task }) => task.list === 'tasks');
  const parts = [keyFigures(context), tasksByStatus(context, tasks), overdue(context), plan(context)];
  if (parts.every((part) => part === undefined)) return undefined;
  return element(
    'section',
    { class: 'overview', 'aria-labelledby': 'overview' },
    element('h2', { id: 'overview' }, context.text('overview')),
    ...parts,
  );
}

/** The metrics with a value: first those that are compared with something, since those carry the story; at most twelve. */
export function keyMetrics(metrics: readonly Metric[]): readonly Metric[] {
  const valued = metrics.filter(
    (metric) => metric.name && metric.list === 'metrics' && headline(metric) !== undefined,
  );
  const compared = (metric: Metric) =>
    ['change', 'target', 'rate', 'result'].some((key) => nodeOf(metric.item, key) !== undefined);
  return [...valued.filter(compared), ...valued.filter((metric) => !compared(metric))].slice(0, mostFigures);
}

/** The figure that stands for a metric: its value, or where it has none its rank or ratio. */
function headline(metric: Metric): string | undefined {
  for (const key of ['value', 'rank', 'ratio']) {
    const figure = figuresOf(metric.item, key).find(({ name }) => name === '')?.figure;
    if (figure) return writtenText(metric, figure);
  }
  return undefined;
}

function keyFigures(context: PageContext): Markup | undefined {
  const { metrics } = context.analysis.report;
  const key = keyMetrics(metrics);
  if (key.length === 0) return undefined;
  const stated = metrics.filter((metric) => metric.list === 'metrics').length;
  return element(
    'section',
    { class: 'key-figures' },
    element('h3', {}, context.text('key-figures')),
    element('ul', { class: 'cards' }, ...key.map((metric) => card(context, metric))),
    stated > key.length &&
      element('p', { class: 'more' }, context.text('more-figures', { shown: key.length, all: stated })),
  );
}

function card(context: PageContext, metric: Metric): Markup {
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
    element('div', { class: 'value' }, headline(metric)),
    beside.length > 0 && element('dl', {}, ...beside),
    result !== undefined &&
      element('span', { class: `badge result-${result}` }, context.label(`metric.result.${result}`)),
  );
}

/** How many tasks stand where, and which. The order is that of the statuses; tasks that state none come last. */
function tasksByStatus(context: PageContext, tasks: readonly PlacedTask[]): Markup | undefined {
  if (tasks.length === 0) return undefined;
  const order =
    context.analysis.project.vocabulary
      .entity('task')
      .key('status')
      ?.values?.map(({ name }) => name) ?? [];
  const groups = [...order, undefined].flatMap((status) => {
    const those = tasks.filter(({ task }) => task.status?.value === status);
    return those.length > 0 ? [{ status, those }] : [];
  });
  const name = (status: string | undefined) => statusBadge(context, status, context.text('no-status'));
  const count = (number: number) => context.text(number === 1 ? 'count-one' : 'count', { count: number });
  const columns = [
    context.label('task.title'),
    context.label('task.lead'),
    context.label('task.due'),
    context.label('task.progress'),
  ];
  return element(
    'section',
    { class: 'by-status' },
    element('h3', {}, context.text('tasks')),
    element(
      'ul',
      { class: 'counts' },
      ...groups.map(({ status, those }) =>
        element('li', {}, name(status), ' ', element('strong', {}, those.length)),
      ),
    ),
    table(
      context.text('tasks-by-status'),
      columns,
      ...groups.map(({ status, those }) =>
        element(
          'tbody',
          {},
          element(
            'tr',
            { class: 'group' },
            element(
              'th',
              { scope: 'rowgroup', colspan: columns.length },
              name(status),
              ' ',
              count(those.length),
            ),
          ),
          ...those.map((placed) =>
            summaryRow(context, placed, 0, [
              cell(context, placed, 'lead'),
              dueCell(context, placed),
              progress(placed.task.item),
            ]),
          ),
        ),
      ),
    ),
  );
}

function overdue(context: PageContext): Markup | undefined {
  const { report, asOf } = context.analysis;
  const all = allTasks(report.tasks);
  const late = all.filter((placed) => isLate(placed, asOf));
  const day = formatDay(asOf, context.language);
  if (late.length === 0) {
    return all.some(({ due }) => due?.last !== undefined)
      ? element('p', { class: 'none-overdue' }, context.text('none-overdue', { day }))
      : undefined;
  }
  const title = context.text('overdue', { day });
  const columns = [
    context.label('task.title'),
    context.label('task.lead'),
    context.label('task.due'),
    context.label('task.status'),
  ];
  const rows = late.map((placed) =>
    summaryRow(context, placed, 0, [
      cell(context, placed, 'lead'),
      dueCell(context, placed),
      statusBadge(context, placed.task.status?.value, textOf(placed.task.item, 'status')),
    ]),
  );
  return element(
    'section',
    { class: 'overdue-tasks' },
    element('h3', {}, title),
    table(title, columns, element('tbody', {}, ...rows)),
  );
}

function plan(context: PageContext): Markup | undefined {
  const tasks = context.analysis.report.tasks.filter(({ task }) => task.list === 'plan');
  if (tasks.length === 0) return undefined;
  const piece = { at: tasks[0]!.task.block, state: 'fresh' as const };
  const all = tasks.flatMap((placed) => withChildren({ placed, piece }));
  const keys = (['lead', 'target', 'due'] as const).filter((key) =>
    all.some(({ placed }) =>
      key === 'target'
        ? placed.task.targets.length > 0
        : key === 'lead'
          ? placed.lead.length > 0
          : placed.due !== undefined,
    ),
  );
  const columns = [context.label('task.title'), ...keys.map((key) => context.label(`task.${key}`))];
  const rows = all.map(({ placed, depth }) =>
    summaryRow(
      context,
      placed,
      depth,
      keys.map((key) => cell(context, placed, key)),
    ),
  );
  const title = context.label('section.plan');
  return element(
    'section',
    { class: 'plan' },
    element('h3', {}, title),
    table(title, columns, element('tbody', {}, ...rows)),
  );
}

function summaryRow(
  context: PageContext,
  placed: PlacedTask,
  depth: number,
  cells: readonly Child[],
): Markup {
  const { task } = placed;
  const classes = [`level-${Math.min(depth, 4)}`, placed.children.length > 0 && depth === 0 && 'parent'];
  return element(
    'tr',
    { class: classes, ...context.atFrom(task.block, task.item.span.start) },
    element('th', { scope: 'row' }, titleOf(context, placed)),
    ...cells.map((one) => element('td', {}, one)),
  );
}
