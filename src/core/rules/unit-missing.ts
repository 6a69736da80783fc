import type { Block } from '../document/block.ts';
import type { Fix } from '../issue.ts';
import { type Fact, factOf, hasUnitApart, type Metric, placeOf } from '../model/metric.ts';
import { entryIn } from '../schema/instance.ts';
import { missingKeyFixes, rule } from './rule.ts';

/** A value without a unit, neither beside its number nor under a key of its own. */
export const unitMissing = rule({
  subject: 'metric',
  origin: 'standard',
  reads: 'subject',
  codes: { 'unit-missing': 'warning' },
  check(metric, { report }) {
    const value = factOf(metric, 'value');
    if (!value || value.figure.unit || metric.unit || metric.misread.length > 0) return [];
    const none = report.language === 'zh' ? '无' : 'none';
    return [
      {
        code: 'unit-missing',
        block: metric.block,
        span: placeOf(value, value.figure.span),
        params: { key: { term: 'metric.unit' }, none },
        fixes: [
          ...unitsBeside(metric, value),
          ...(entryIn(metric.item, 'unit')
            ? []
            : [undefined, none].flatMap((unit) => missingKeyFixes(metric, 'unit', { report }, unit))),
        ],
      },
    ];
  },
});

/** The fixes that write the unit of another figure of the metric behind the value. */
function unitsBeside({ facts }: Metric, value: Fact): Fix<Block>[] {
  const units = facts.flatMap(({ facet, figure }) => {
    if (
      !amounts.has(facet) ||
      !figure.unit ||
      hasUnitApart(figure) ||
      figure.unit.span.start < figure.number.end
    )
      return [];
    const start = (figure.multiplier?.span ?? figure.unit.span).start;
    return [figure.text.slice(start - figure.span.start, figure.unit.span.end - figure.span.start)];
  });
  const { end } = value.figure.number;
  return [...new Set(units)].map((unit) => {
    const text = /^[A-Za-z]/.test(unit) ? ` ${unit}` : unit;
    const edits = [{ span: placeOf(value, { start: end, end }), text }];
    return { title: 'insert-unit', params: { text: unit }, edits };
  });
}

/** The facets that are measured as the value is. */
const amounts: ReadonlySet<string> = new Set(['value', 'previous', 'target', 'baseline', 'total']);
