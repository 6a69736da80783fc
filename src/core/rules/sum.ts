import { factOf, hasUnitApart, type Part, placeOf } from '../model/metric.ts';
import type { Figure, Interval } from '../quantity/figure.ts';
import { formatFigure } from '../quantity/format.ts';
import { comparable } from '../quantity/unit.ts';
import { hasHan } from '../text/language.ts';
import { exactInterval, middle, overlap, sum } from './arithmetic.ts';
import { type Found, replaceFix, rule, type Scope } from './rule.ts';

/** Parts that do not add up to their whole, and single parts that exceed it; rounded figures are intervals. */
export const sums = rule({
  subject: 'metric',
  origin: 'fact',
  reads: 'facts',
  codes: { 'sum-mismatch': 'error', 'part-exceeds-whole': 'error' },
  check(metric, scope) {
    if (metric.parts.length === 0 && metric.ofWhich.length === 0) return [];
    const value = factOf(metric, 'value');
    const whole = exactInterval(value?.figure);
    if (!value || !whole) return [];
    const unit = value.figure.unit?.match.unit;
    const figureOf = (part: Part) => part.figure ?? scope.register.fact(part.name.text, 'value')?.fact.figure;
    const intervalOf = (part: Part): Interval | undefined => {
      const figure = figureOf(part);
      const other = figure?.unit?.match.unit;
      return other && unit && !comparable(other, unit) ? undefined : exactInterval(figure);
    };

    const found: Found[] = [];
    const parts = metric.parts.map(intervalOf);
    const known = parts.filter((part) => part !== undefined);
    if (known.length > 0 && known.length === parts.length) {
      const total = sum(known);
      if (!overlap(total, whole)) {
        const span = placeOf(value, value.figure.span);
        const right = said(middle(total), value.figure, scope);
        found.push({
          code: 'sum-mismatch',
          block: metric.block,
          span,
          params: { value: value.figure.text, right },
          fixes: [replaceFix(span, right, 'replace', false)],
        });
      }
    }
    for (const part of metric.ofWhich) {
      const one = intervalOf(part);
      if (!one || one.low.lte(whole.high)) continue;
      const span =
        part.figure && part.scalar ? placeOf({ scalar: part.scalar }, part.figure.span) : part.name.span;
      const params = { part: part.name.text, figure: figureOf(part)?.text ?? '', value: value.figure.text };
      found.push({ code: 'part-exceeds-whole', block: metric.block, span, params });
    }
    return found;
  },
});

/** A number in base units, as it would be written in the unit of a figure. */
function said(base: Interval['low'], like: Figure, { report }: Scope): string {
  const unit = like.unit?.match.unit.scaled(like.multiplier);
  const value = unit ? base.times(unit.denominator).div(unit.numerator.times(unit.multiplier)) : base;
  return formatFigure(value, hasUnitApart(like) ? undefined : unit, {
    language: hasHan(like.unit?.text ?? '') ? 'zh' : report.language,
    decimals: like.decimals,
  });
}
