import type { Block } from '../document/block.ts';
import { hasUnitApart, placeOf } from '../model/metric.ts';
import { comparable, type UnitMatch } from '../quantity/unit.ts';
import type { Span } from '../text/span.ts';
import { nearestUnit, unitNames } from '../values/units.ts';
import { type Found, replaceFix, rule, type Scope, withNearest } from './rule.ts';

/** A unit's name that is unknown, a known misspelling, or one that could mean several units. */
export const unitName = rule({
  subject: 'metric',
  origin: 'standard',
  reads: 'subject',
  codes: { 'unit-unknown': 'error', 'unit-wrong': 'warning', 'unit-ambiguous': 'info' },
  check(metric, scope) {
    const found: Found[] = [];
    const { unit, block } = metric;
    if (unit && !unit.match) {
      const nearest = nearestUnit(unit.text, scope.project.catalogue, scope.report.language);
      found.push({ code: 'unit-unknown', block, ...withNearest(unit.span, { unit: unit.text }, nearest) });
    }
    if (unit?.match) found.push(...spelled(unit.text, unit.match, unit.span, block, scope));
    for (const fact of metric.facts) {
      const own = fact.figure.unit;
      if (!own || isRight(own.match) || hasUnitApart(fact.figure)) continue;
      const stated = metric.unit?.match;
      if (own.match.spelling === 'ambiguous' && stated && comparable(own.match.unit, stated.unit)) continue;
      found.push(...spelled(own.text, own.match, placeOf(fact, own.span), block, scope));
    }
    return found;
  },
});

function isRight({ spelling }: UnitMatch): boolean {
  return spelling === 'name' || spelling === 'alias';
}

/** What is wrong with the spelling of a unit that was recognised. */
export function spelled(
  text: string,
  match: UnitMatch,
  span: Span,
  block: Block,
  { report }: Pick<Scope, 'report'>,
): readonly Found[] {
  if (match.spelling === 'wrong') {
    const nearest = match.suggestion ?? match.unit.name(report.language);
    return [
      {
        code: 'unit-wrong',
        block,
        span,
        params: { unit: text, nearest },
        fixes: [replaceFix(span, nearest)],
      },
    ];
  }
  if (match.spelling !== 'ambiguous') return [];
  const names = unitNames(match.candidates ?? [match.unit], report.language);
  if (names.length < 2) return [];
  const fixes = names.filter((name) => name !== text).map((name) => replaceFix(span, name, 'replace', false));
  return [{ code: 'unit-ambiguous', block, span, params: { unit: text, names }, fixes }];
}
