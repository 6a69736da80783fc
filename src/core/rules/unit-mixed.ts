import { factOf, hasUnitApart, placeOf } from '../model/metric.ts';
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
    const figures = [
      ...metric.facts
        .filter((fact) => beside.includes(fact.facet))
        .map(({ figure, scalar }) => ({ figure, scalar })),
      ...[...metric.parts, ...metric.ofWhich].flatMap(({ figure, scalar }) =>
        figure && scalar ? [{ figure, scalar }] : [],
      ),
    ];
    return figures.flatMap(({ figure, scalar }): Found[] => {
      const other = figure.unit;
      if (!other || comparable(other.match.unit, unit)) return [];
      const span = placeOf({ scalar }, hasUnitApart(figure) ? figure.span : other.span);
      return [
        {
          code: 'unit-mixed',
          block: metric.block,
          span,
          params: { unit: other.match.unit.name(report.language), other: unit.name(report.language) },
        },
      ];
    });
  },
});
