import type { Params } from '../issue.ts';
import { factOf, type Metric, placeOf } from '../model/metric.ts';
import type { Figure, Interval } from '../quantity/figure.ts';
import { comparable } from '../quantity/unit.ts';
import type { Span } from '../text/span.ts';
import { clearlyRatio, exactInterval, middle, overlap, percentText, plus, quotient } from './arithmetic.ts';
import { type Found, replaceFix, rule } from './rule.ts';

/** A change against the previous period that does not follow from the two values. */
export const growth = rule({
  subject: 'metric',
  origin: 'fact',
  reads: 'subject',
  codes: { 'growth-mismatch': 'error' },
  check(metric, { report }) {
    const change = factOf(metric, 'change');
    const value = factOf(metric, 'value');
    const previous = factOf(metric, 'previous');
    if (!change || !value || !previous) return [];
    const unit = change.figure.unit?.match.unit;
    if (unit?.dimension !== 'ratio' && unit?.dimension !== 'ratio-difference') return [];
    if (unit.dimension === 'ratio' && clearlyRatio(change.figure, value.figure, previous.figure, 1))
      return [];
    const stated = exactInterval(change.figure);
    const now = exactInterval(value.figure);
    const before = exactInterval(previous.figure);
    if (!stated || !now || !before) return [];
    const units = [value, previous].map((fact) => fact.figure.unit?.match.unit);
    if (units[0] && units[1] && !comparable(units[0], units[1])) return [];
    const span = placeOf(change, change.figure.span);
    const says = { value: value.figure.text, previous: previous.figure.text, change: change.figure.text };
    const shares = units.every((one) => one?.dimension === 'ratio');
    const rise = shares ? difference(now, before) : undefined;
    const { decimals } = change.figure;
    if (unit.dimension === 'ratio-difference') {
      if (!rise || overlap(stated, rise)) return [];
      const right = `${middle(rise).toFixed(decimals)}${apart(change.figure)}${change.figure.unit!.text}`;
      return [mismatch(metric, span, says, right)];
    }
    const ratio = quotient(now, before);
    const follows = ratio && plus(ratio, -1);
    if (!follows || overlap(stated, follows)) return [];
    // Of two percentages people mostly mean the difference, which is counted in points.
    const points = rise && overlap(scaled(stated, 100), rise);
    const right = points
      ? middle(rise).toFixed(decimals) + (report.language === 'zh' ? '个百分点' : ' percentage points')
      : percentText(middle(follows), decimals);
    return [mismatch(metric, span, says, right)];
  },
});

function mismatch(metric: Metric, span: Span, says: Params, right: string): Found {
  return {
    code: 'growth-mismatch',
    block: metric.block,
    span,
    params: { ...says, right },
    fixes: [replaceFix(span, right)],
  };
}

/** The difference of two percentages, in points. */
function difference(now: Interval, before: Interval): Interval {
  return scaled({ low: now.low.minus(before.high), high: now.high.minus(before.low) }, 100);
}

function scaled({ low, high }: Interval, by: number): Interval {
  return { low: low.times(by), high: high.times(by) };
}

/** The space that a figure has between its number and its unit. */
function apart({ number, unit, text, span }: Figure): string {
  return unit && unit.span.start > number.end
    ? text.slice(number.end - span.start, unit.span.start - span.start)
    : '';
}
