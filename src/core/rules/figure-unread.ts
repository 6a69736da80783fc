import { placeOf } from '../model/metric.ts';
import { hasNumber } from '../quantity/scan.ts';
import { nearestUnit } from '../values/units.ts';
import { type Found, rule, withNearest } from './rule.ts';

/** What stands in a figure and the scanner cannot read is an error: behind the number it is a unit that nobody knows. */
export const figureUnread = rule({
  subject: 'metric',
  origin: 'house',
  reads: 'subject',
  codes: { 'figure-unread': 'error', 'unit-unknown': 'error' },
  check(metric, { project, report }) {
    return metric.misread.flatMap(({ scalar, reading }): Found[] => {
      // A text without any number is the schema's to refuse.
      if (!hasNumber(scalar.source) && !reading.figure) return [];
      const part = reading.unread[0] ?? { start: 0, end: scalar.source.length };
      const text = scalar.source.slice(part.start, part.end);
      const span = placeOf({ scalar }, part);
      if (
        reading.figure &&
        !reading.figure.unit &&
        reading.figure.number.end <= part.start &&
        !hasNumber(text)
      ) {
        const nearest = nearestUnit(text, project.catalogue, report.language);
        return [{ code: 'unit-unknown', block: metric.block, ...withNearest(span, { unit: text }, nearest) }];
      }
      return [{ code: 'figure-unread', block: metric.block, span, params: { text } }];
    });
  },
});
