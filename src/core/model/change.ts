import type Big from 'big.js';
import { formatFigure } from '../quantity/format.ts';
import { convert, divide, isCount, type UnitCatalogue, type UnitExpression } from '../quantity/unit.ts';
import { nodeOf } from '../schema/instance.ts';
import type { Language } from '../text/language.ts';
import { factOf, type Metric } from './metric.ts';

/** By how much a value differs from the previous one. */
export interface Change {
  /** Signed, in the unit. */
  readonly amount: Big;
  /** Percent, or percentage points where the values are percentages themselves. */
  readonly unit: UnitExpression;
  readonly decimals: number;
}

/** Of what there is no more by so many per cent: places, grades, and differences. */
const notCompared: ReadonlySet<string> = new Set([
  'temperature',
  'level',
  'acidity',
  'rating',
  'rank',
  'ratio-difference',
]);

/**
 * How a metric's value differs from its previous one, where the metric does not say so itself. Undefined where either is
 * missing, worded as an estimate, not positive or in another unit.
 */
export function changeOf(metric: Metric, catalogue: UnitCatalogue): Change | undefined {
  if (nodeOf(metric.item, 'change')) return undefined;
  const [now, before] = ['value', 'previous'].map((facet) => factOf(metric, facet)?.figure);
  if (!now || !before) return undefined;
  for (const { approx, direction, low, high } of [now, before]) {
    if (approx !== 'exact' || direction || !low.eq(high) || low.lt(0)) return undefined;
  }
  const unit = now.unit?.match.unit;
  const unitBefore = before.unit?.match.unit;
  // 105项 and a bare 98 are both counts; 233亿元 and a bare 200 may be anything.
  const bare = [now, before].every((one) => !one.multiplier && (!one.unit || isCount(one.unit.match.unit)));
  const value =
    unit && unitBefore
      ? convert(now.low, unit, unitBefore)
      : bare || unit === unitBefore
        ? now.low
        : undefined;
  if (!value || notCompared.has(unit?.dimension ?? '')) return undefined;
  if (unit?.id === 'percent' && unitBefore?.id === 'percent') {
    const points = catalogue.expression(catalogue.get('percentage_point')!);
    return {
      amount: value.minus(before.low),
      unit: points,
      decimals: Math.max(now.decimals, before.decimals),
    };
  }
  if (before.low.eq(0)) return undefined;
  const amount = divide(value.minus(before.low).times(100), before.low);
  const decimals = amount.abs().lt('0.05') && !amount.eq(0) ? 2 : 1;
  return { amount, unit: catalogue.expression(catalogue.get('percent')!), decimals };
}

/** The size of a change without its sign, as the language writes it: 7.1%, 1.2个百分点. */
export function changeText({ amount, unit, decimals }: Change, language: Language): string {
  return formatFigure(amount.abs(), unit, { language, decimals });
}
