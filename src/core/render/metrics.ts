import type { ListName } from '../document/block.ts';
import type { Scalar } from '../document/node.ts';
import type { Metric, Part } from '../model/metric.ts';
import { enumOf, figuresOf, groupsOf, type NamedFigure, nodeOf, textOf } from '../schema/instance.ts';
import type { Key } from '../schema/vocabulary.ts';
import type { PageContext } from './context.ts';
import { type Child, element, Markup, type Shell } from './markup.ts';
import { details, problemMark, problemsOf, remarksRow, type Source, several, short, table } from './table.ts';
import { writtenText } from './values.ts';

/** The keys that have columns, where any metric of the table has them. */
const columns = [
  'value',
  'previous',
  'change',
  'mom',
  'baseline',
  'target',
  'rate',
  'share',
  'total',
  'rank',
  'ratio',
  'result',
];
/** The keys that are said in small print under the metric's name. */
const remarks = ['period', 'scope', 'reason', 'note', 'source', 'owner', 'verification'];

/** The columns that some metrics need. */
export function metricColumns(metrics: readonly Metric[]): readonly string[] {
  return columns.filter((key) =>
    metrics.some(
      (metric) => nodeOf(metric.item, key) !== undefined || (key === 'value' && hasSubordinate(metric)),
    ),
  );
}

/** The table of a list of metrics, before its rows. `shown` are the columns that any of its metrics needs. */
export function metricTable(
  context: PageContext,
  id: string,
  list: ListName,
  shown: ReadonlySet<string>,
): Shell {
  const keys = columns.filter((key) => shown.has(key));
  const labels = ['name', ...keys].map((key) => context.label(`metric.${key}`));
  return table(context, id, context.label(`section.${list}`), labels);
}

/** The rows of one metric: its own, what is remarked on it, its parts. */
export function metricRows(
  context: PageContext,
  metric: Metric,
  { id, piece }: Source,
  columnsShown: ReadonlySet<string>,
): Markup {
  const shown = columns.filter((key) => columnsShown.has(key));
  const { item, block } = metric;
  const line = piece.state === 'stale' ? context.at(piece.at) : context.at(block, item.span.start);
  const at = { ...line, ...context.part(id) };
  const inside = problemsOf(context, piece, block, item.span);
  const cells = shown.map((key) => {
    const node = nodeOf(item, key);
    const here = node
      ? inside.filter(({ span }) => span.start < node.span.end && node.span.start < span.end)
      : [];
    return { here, markup: element('td', problemMark(context, here), cell(context, metric, key)) };
  });
  const below = subordinate(context, metric).map((part) => {
    const { scalar } = part;
    const here = scalar
      ? inside.filter(({ span }) => span.start < scalar.span.end && scalar.span.start < span.end)
      : [];
    return { ...part, here };
  });
  const rest = inside.filter((problem) => ![...cells, ...below].some(({ here }) => here.includes(problem)));
  const heading = element(
    'th',
    { scope: 'row', ...problemMark(context, rest) },
    element(
      'span',
      { class: 'name' },
      metric.name ? context.value(block, metric.name) : context.text('unnamed'),
    ),
    badges(context, metric),
  );
  const state = piece.state === 'fresh' ? undefined : piece.state;
  const remarks = remarksRow(remarksOf(context, metric), shown.length + 1, {
    class: ['remarks', state],
    ...at,
  });
  return Markup.of(
    element(
      'tr',
      { class: [state, remarks && 'remarked'], ...at },
      heading,
      ...cells.map(({ markup }) => markup),
    ),
    remarks,
    below.map(({ under, name, scalar, here }) => {
      const text = scalar && short(writtenText(metric, scalar));
      const others = shown.map((key) =>
        key === 'value' ? element('td', problemMark(context, here), text) : element('td', {}),
      );
      const label = element('span', { class: 'under' }, under, context.language === 'zh' ? '：' : ': ');
      return element(
        'tr',
        { class: ['part', state], ...at },
        element('th', { scope: 'row' }, label, name),
        ...others,
      );
    }),
  );
}

function cell(context: PageContext, metric: Metric, name: string): Child {
  const key = metric.item.entity.keys.find((one) => one.name === name);
  if (!key) return undefined;
  if (key.kind === 'enum') {
    const value = enumOf(metric.item, name);
    if (value === undefined) return textOf(metric.item, name);
    return element('span', { class: `badge ${name}-${value}` }, context.label(`${key.term}.${value}`));
  }
  return figures(context, metric, key);
}

/** The figures under a key: one, or several by what they are compared with. */
function figures(context: PageContext, metric: Metric, key: Key): Child {
  const named = figuresOf(metric.item, key.name).flatMap(({ name, figure }) =>
    figure ? [{ name, text: writtenText(metric, figure) }] : [],
  );
  if (named.length === 1 && named[0]!.name === '') return short(named[0]!.text);
  const colon = context.language === 'zh' ? '：' : ': ';
  return named.map(({ name, text }) =>
    element('div', {}, element('span', { class: 'under' }, name, colon), short(text)),
  );
}

/** What stands below the metric's own row: its parts, its groups, its other years. */
function subordinate(
  context: PageContext,
  metric: Metric,
): readonly { under: string; name: string; scalar: Scalar | undefined }[] {
  if (!hasSubordinate(metric)) return [];
  const label = (key: string) => context.label(`metric.${key}`);
  const parts = (under: string, all: readonly Part[]) =>
    all.map(({ name, scalar }) => ({ under, name: name.text, scalar }));
  const named = (under: string, all: readonly NamedFigure[]) =>
    all.map(({ name, figure }) => ({ under, name, scalar: figure }));
  return [
    ...parts(label('parts'), metric.parts),
    ...parts(label('of-which'), metric.ofWhich),
    ...groupsOf(metric.item, 'by').flatMap((group) => named(group.name || label('by'), group.parts)),
    ...named(label('history'), figuresOf(metric.item, 'history')),
  ];
}

function hasSubordinate({ parts, ofWhich, item }: Metric): boolean {
  return (
    parts.length > 0 ||
    ofWhich.length > 0 ||
    groupsOf(item, 'by').some((group) => group.parts.length > 0) ||
    figuresOf(item, 'history').length > 0
  );
}

/** What kind of number it is, beside its name. */
function badges(context: PageContext, metric: Metric): readonly Child[] {
  return ['nature', 'kind', 'approx'].flatMap((key) => {
    const value = enumOf(metric.item, key);
    if (value === undefined || value === 'actual' || value === 'exact') return [];
    return [' ', element('span', { class: 'badge' }, context.label(`metric.${key}.${value}`))];
  });
}

function remarksOf(context: PageContext, metric: Metric): Markup | undefined {
  const own = metric.item.entity.keys.filter((key) => key.own).map((key) => key.name);
  const entries = [...remarks, ...own].flatMap((name): [string, Child][] => {
    const values = context.values(metric.block, metric.item, name);
    const key = metric.item.entity.keys.find((one) => one.name === name);
    return values.length > 0 && key ? [[key.labels[context.language], several(context, values)]] : [];
  });
  return details(entries);
}
