import { factOf, hasUnitApart, type Part, placeOf } from '../model/metric.ts';
import { comparable } from '../quantity/unit.ts';
import { type Found, rule } from './rule.ts';

const beside = ['previous', 'target', 'baseline', 'total'];

/** Figures of one metric that are compared with its value, in a unit that cannot be compared with the value's. */
export const unitMixed = rule({
  subject: 'metric',
  origin: 'fact',
  reads: 'subject',
  codes: { 'unit-mixed': 'error' },
  check(metric, { report }) {
    const value = factOf(metric, 'value');
    const unit = value?.figure.unit?.match.unit;
    if (!value || !unit) return [];
    const found: Found[] = [];
    const look = ({ figure, scalar }: Pick<Part, 'figure' | 'scalar'>): void => {
      const other = figure?.unit;
      if (!scalar || !other || comparable(other.match.unit, unit)) return;
      const span = placeOf({ scalar }, hasUnitApart(figure) ? figure.span : other.span);
      const params = { unit: other.match.unit.name(report.language), other: unit.name(report.language) };
      found.push({ code: 'unit-mixed', block: metric.block, span, params });
    };
    for (const fact of metric.facts) if (beside.includes(fact.facet)) look(fact);
    metric.parts.forEach(look);
    metric.ofWhich.forEach(look);
    return found;
  },
});
