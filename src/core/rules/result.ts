import { factOf, spanOfKey } from '../model/metric.ts';
import { comparable } from '../quantity/unit.ts';
import { enumOf } from '../schema/instance.ts';
import { exactInterval, point } from './arithmetic.ts';
import { rule } from './rule.ts';

/** A result (met, missed) that contradicts value and target. */
export const result = rule({
  subject: 'metric',
  origin: 'fact',
  reads: 'subject',
  codes: { 'result-mismatch': 'error' },
  check(metric) {
    const said = enumOf(metric.item, 'result');
    const value = factOf(metric, 'value');
    const target = factOf(metric, 'target');
    if ((said !== 'met' && said !== 'missed') || !value || !target) return [];
    const reached = exactInterval(value.figure);
    const stated = exactInterval({ ...target.figure, approx: 'exact' });
    const aim = stated && point(stated);
    if (!reached || !aim) return [];
    const units = [value, target].map((fact) => fact.figure.unit?.match.unit);
    if (units[0] && units[1] && !comparable(units[0], units[1])) return [];
    const lower = enumOf(metric.item, 'better') === 'lower' || target.figure.approx === 'under';
    const short = lower ? reached.low.gt(aim.high) : reached.high.lt(aim.low);
    const there = lower ? reached.high.lte(aim.low) : reached.low.gte(aim.high);
    if (said === 'met' ? !short : !there) return [];
    const params = {
      result: { term: `metric.result.${said}` },
      value: value.figure.text,
      target: target.figure.text,
    };
    return [{ code: 'result-mismatch', block: metric.block, span: spanOfKey(metric.item, 'result'), params }];
  },
});
