import { factOf, placeOf } from '../model/metric.ts';
import { rule } from './rule.ts';

/** A value without a unit, neither beside its number nor under a key of its own. */
export const unitMissing = rule({
  subject: 'metric',
  origin: 'standard',
  reads: 'subject',
  codes: { 'unit-missing': 'warning' },
  check(metric, { report }) {
    const value = factOf(metric, 'value');
    if (!value || value.figure.unit || metric.unit || metric.misread.length > 0) return [];
    return [
      {
        code: 'unit-missing',
        block: metric.block,
        span: placeOf(value, value.figure.span),
        params: { key: { term: 'metric.unit' }, none: report.language === 'zh' ? '无' : 'none' },
      },
    ];
  },
});
