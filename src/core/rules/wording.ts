import { maskCode } from '../document/inline.ts';
import { placeOf } from '../model/metric.ts';
import { placeInProse } from '../model/prose.ts';
import { scanFigures } from '../quantity/scan.ts';
import { type Found, replaceFix, rule } from './rule.ts';
import { spelled } from './unit-name.ts';

/** Two words that say the same or contradict each other about one number: 约…左右, 超过…以上. */
export const wordingInData = rule({
  subject: 'metric',
  origin: 'practice',
  reads: 'subject',
  codes: { 'redundant-wording': 'warning' },
  check(metric) {
    const found: Found[] = [];
    for (const { figure, scalar } of metric.facts) {
      if (!figure.redundant) continue;
      const span = placeOf({ scalar }, figure.span);
      found.push({
        code: 'redundant-wording',
        block: metric.block,
        span,
        params: { figure: figure.text },
        fixes: [replaceFix(span, withoutSuffix(figure))],
      });
    }
    return found;
  },
});

/** The figures of prose: their wording, and the spelling of their units. */
export const figuresInProse = rule({
  subject: 'prose',
  origin: 'practice',
  reads: 'subject',
  codes: { 'redundant-wording': 'warning', 'unit-wrong': 'warning' },
  check(prose, scope) {
    const text = maskCode(prose.text);
    return scanFigures(text, scope.project.catalogue).flatMap((figure): Found[] => {
      const found: Found[] = [];
      const { block } = prose;
      if (figure.redundant) {
        const span = placeInProse(prose, figure.span);
        found.push({
          code: 'redundant-wording',
          block,
          span,
          params: { figure: figure.text },
          fixes: [replaceFix(span, withoutSuffix(figure))],
        });
      }
      if (figure.unit?.match.spelling === 'wrong') {
        found.push(
          ...spelled(
            figure.unit.text,
            figure.unit.match,
            placeInProse(prose, figure.unit.span),
            block,
            scope,
          ),
        );
      }
      return found;
    });
  },
});

function withoutSuffix(figure: {
  readonly text: string;
  readonly span: { start: number };
  readonly suffix?: { start: number; end: number };
}): string {
  const { text, span, suffix } = figure;
  return suffix ? text.slice(0, suffix.start - span.start) + text.slice(suffix.end - span.start) : text;
}
