import { factOf, placeOf } from '../model/metric.ts';
import { comparable } from '../quantity/unit.ts';
import { exactInterval, middle, overlap, percentText, point, quotient } from './arithmetic.ts';
import { replaceFix, rule } from './rule.ts';

/** A completion rate or a share that does not follow from its two figures. */
function ratioRule(code: string, facet: string, whole: string) {
  return rule({
    subject: 'metric',
    origin: 'fact',
    reads: 'subject',
    codes: { [code]: 'error' },
    check(metric) {
      const rate = factOf(metric, facet);
      const value = factOf(metric, 'value');
      const base = factOf(metric, whole);
      if (!rate || !value || !base) return [];
      const stated = exactInterval(rate.figure);
      const above = exactInterval(value.figure);
      const divisor = exactInterval(base.figure);
      const below = divisor && whole === 'target' ? point(divisor) : divisor;
      if (!stated || !above || !below) return [];
      const units = [value, base].map((fact) => fact.figure.unit?.match.unit);
      if (units[0] && units[1] && !comparable(units[0], units[1])) return [];
      const follows = quotient(above, below);
      if (!follows || overlap(stated, follows)) return [];
      const span = placeOf(rate, rate.figure.span);
      const right = percentText(middle(follows), rate.figure.decimals);
      const params = { rate: rate.figure.text, value: value.figure.text, whole: base.figure.text, right };
      return [{ code, block: metric.block, span, params, fixes: [replaceFix(span, right)] }];
    },
  });
}

export const rate = ratioRule('rate-mismatch', 'rate', 'target');
export const share = ratioRule('share-mismatch', 'share', 'total');
