import { factOf, placeOf } from '../model/metric.ts';
import { comparable } from '../quantity/unit.ts';
import { exactInterval, middle, overlap, percentText, plus, quotient } from './arithmetic.ts';
import { replaceFix, rule } from './rule.ts';

/** A change against the previous period that does not follow from the two values. */
export const growth = rule({
  subject: 'metric',
  origin: 'fact',
  reads: 'subject',
  codes: { 'growth-mismatch': 'error' },
  check(metric) {
    const change = factOf(metric, 'change');
    const value = factOf(metric, 'value');
    const previous = factOf(metric, 'previous');
    const stated = exactInterval(change?.figure);
    const now = exactInterval(value?.figure);
    const before = exactInterval(previous?.figure);
    if (!change || !value || !previous || !stated || !now || !before) return [];
    const units = [value, previous].map((fact) => fact.figure.unit?.match.unit);
    if (units[0] && units[1] && !comparable(units[0], units[1])) return [];
    const span = placeOf(change, change.figure.span);
    const says = { value: value.figure.text, previous: previous.figure.text, change: change.figure.text };
    const point = change.figure.unit?.match.unit.dimension === 'ratio difference';
    if (point) return [];
    const ratio = quotient(now, before);
    const follows = ratio && plus(ratio, -1);
    if (!follows || overlap(stated, follows)) return [];
    const right = percentText(middle(follows), change.figure.decimals);
    return [
      {
        code: 'growth-mismatch',
        block: metric.block,
        span,
        params: { ...says, right },
        fixes: [replaceFix(span, right)],
      },
    ];
  },
});
