import { changeOf, changeText } from '../../model/change.ts';
import { type Fact, factText, type Metric } from '../../model/metric.ts';
import { nodeOf, textOf } from '../../schema/instance.ts';
import { sectionsBy, type Use, usesIn } from '../uses.ts';
import { type About, fileName, listed, type Row, remarked, row, rows, type Teller, termOf } from './about.ts';

/** What comes first, where a metric states it. */
const order = ['value', 'previous', 'change', 'target', 'rate', 'share', 'mom'];

/** What a metric says of itself beside its figures, as it is written. */
const attributes = [
  'nature',
  'kind',
  'period',
  'scope',
  'result',
  'reason',
  'source',
  'verification',
  'owner',
  'note',
];

/** More figures, and more places, are not read in passing. */
const most = 14;
const mostPlaces = 4;

/** What is known of the metrics of one name, the one that is meant first; `first` is the fact that is asked for. */
export function aboutMetrics(teller: Teller, metrics: readonly Metric[], first?: Fact): About | undefined {
  const [metric, ...others] = metrics;
  if (!metric) return undefined;
  const { messages } = teller;
  const figures = [
    ...factRows(teller, metric, first),
    ...others.flatMap((other) => factRows(teller, other, undefined, remarkOn(teller, other))),
  ];
  const left = figures.length - most;
  return {
    title: metric.name?.text ?? metric.id?.text ?? '',
    rows: [
      ...figures.slice(0, most),
      ...rows(
        left > 0 ? row('…', messages.text('about.more', { count: left })) : undefined,
        ...attributes.map((key) => row(termOf(teller, `metric.${key}`), textOf(metric.item, key))),
        ...ownRows(teller, metric),
        ledgerRow(teller, metric),
        usesRow(teller, metrics),
      ),
    ],
    notes: [],
  };
}

function factRows(teller: Teller, metric: Metric, first: Fact | undefined, remark?: string): Row[] {
  const { analysis, messages } = teller;
  const place = ({ facet }: Fact) => (order.indexOf(facet) + order.length + 1) % (order.length + 1);
  const facts = [...metric.facts].sort(
    (a, b) =>
      Number(b === first) - Number(a === first) ||
      place(a) - place(b) ||
      Number(a.qualifier !== undefined) - Number(b.qualifier !== undefined),
  );
  const labelled = (facet: string, qualifier: string | undefined) => {
    const remarks = [qualifier, remark].filter((one) => one !== undefined);
    const label = termOf(teller, `metric.${facet}`);
    return remarks.length === 0 ? label : remarked(teller, label, listed(teller, remarks));
  };
  const found: { readonly row: Row | undefined; readonly facet: string }[] = facts.map((fact) => ({
    facet: fact.facet,
    row: row(labelled(fact.facet, fact.qualifier), factText({ metric, fact })),
  }));
  const target = nodeOf(metric.item, 'target');
  if (target?.kind === 'scalar' && !facts.some(({ facet }) => facet === 'target'))
    found.push({ facet: 'target', row: row(labelled('target', undefined), target.source.trim()) });
  const change = changeOf(metric, analysis.project.catalogue);
  if (change) {
    const sign = change.amount.eq(0) ? '' : change.amount.gt(0) ? '+' : '−';
    const text = messages.text('about.computed', {
      text: sign + changeText(change, analysis.report.language),
    });
    const behind = found.findLastIndex(({ facet }) => facet === 'value' || facet === 'previous');
    found.splice(behind + 1, 0, { facet: 'change', row: row(labelled('change', undefined), text) });
  }
  return rows(...found.map((one) => one.row));
}

/** How a further metric of the same name differs from the first: by its period, or by the list that it stands in. */
function remarkOn(teller: Teller, { item, list }: Metric): string {
  return textOf(item, 'period') ?? textOf(item, 'scope') ?? termOf(teller, `section.${list}`);
}

/** What a user's own schema has a metric say. */
function ownRows({ analysis }: Teller, { item }: Metric): (Row | undefined)[] {
  if (item.node?.kind !== 'map') return [];
  return item.node.entries.map(({ name, value }) => {
    const key = item.entity.named(name);
    return key?.own && value?.kind === 'scalar'
      ? row(key.labels[analysis.report.language], value.source.trim())
      : undefined;
  });
}

function ledgerRow({ analysis, messages }: Teller, { block }: Metric): Row | undefined {
  if (analysis.document.has(block)) return undefined;
  const ledger = analysis.ledgers.find(({ document }) => document.has(block));
  return ledger && row(messages.text('about.ledger'), fileName(ledger.path));
}

function usesRow(teller: Teller, metrics: readonly Metric[]): Row | undefined {
  const { analysis, messages, named } = teller;
  const uses = usesIn(analysis, named);
  const found = metrics.flatMap((metric) => uses.get(metric) ?? []);
  if (found.length === 0 && analysis.root !== 'report') return undefined;
  const text =
    found.length === 0
      ? messages.text('about.unused')
      : `${countText(teller, found.length)}${messages.language === 'zh' ? '：' : ': '}${placesOf(teller, found)}`;
  return row(messages.text('about.used'), text);
}

/** 3 处引用, `3 references`. */
export function countText({ messages }: Pick<Teller, 'messages'>, count: number): string {
  return messages.text(count === 1 ? 'about.reference' : 'about.references', { count });
}

/** The lines of some uses with their sections, the first few of them. */
function placesOf(teller: Teller, uses: readonly Use[]): string {
  const { analysis, messages } = teller;
  const section = sectionsBy(analysis);
  const places = uses.slice(0, mostPlaces).map((use) => {
    const line = analysis.document.lineOf(use.block) + use.block.linesOf(use.span).line + 1;
    const heading = section(use);
    const text = messages.text('about.line', { line });
    return heading ? remarked(teller, text, heading) : text;
  });
  return listed(teller, uses.length > mostPlaces ? [...places, '…'] : places);
}
