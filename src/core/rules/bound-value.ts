import type { Block } from '../document/block.ts';
import type { Fix } from '../issue.ts';
import { factText, hasUnitApart, placeOf } from '../model/metric.ts';
import { placeInProse } from '../model/prose.ts';
import type { Reference } from '../model/reference.ts';
import { compareWording } from '../quantity/compare.ts';
import type { Figure } from '../quantity/figure.ts';
import { foldName } from '../text/names.ts';
import type { Span } from '../text/span.ts';
import { type Found, rule } from './rule.ts';

/** A bound value in prose that its metric's data does not bear out: another number, another unit, or a wording that is not true. */
export const boundValue = rule({
  subject: 'reference',
  origin: 'fact',
  reads: 'subject',
  codes: {
    'value-mismatch': 'error',
    'unit-mismatch': 'error',
    'wording-mismatch': 'error',
    'bound-without-figure': 'error',
  },
  check(reference): readonly Found[] {
    const { inline, target, prose, figure } = reference;
    if (inline.kind !== 'bound' || !target) return [];
    const span = placeInProse(prose, inline.text);
    const text = prose.text.slice(inline.text.start, inline.text.end);
    const { fact, metric } = target;
    const data = factText(target);
    const params = { text, name: metric.name?.text ?? '', data };
    if (!figure && foldName(text) === foldName(data)) return [];
    if (!figure) {
      return [
        {
          code: 'bound-without-figure',
          block: prose.block,
          span: text === '' ? placeInProse(prose, inline.span) : span,
          params,
          // Words may say more than a figure does: nobody takes them away without looking.
          fixes: [{ ...textFromData(reference, span, data), preferred: text === '' }],
        },
      ];
    }
    const bare = figure.unit === undefined && fact.figure.unit !== undefined;
    const stated: Figure = bare ? { unit: fact.figure.unit!, ...figure } : figure;
    const verdict = compareWording(stated, fact.figure, {
      change: fact.facet === 'change' || fact.facet === 'mom',
    });
    if (verdict.kind === 'ok') return [];
    const fixes = [
      { ...textFromData(reference, span, data), decides: true },
      dataFromText(reference, figure.text),
    ];
    return [{ code: `${verdict.kind}-mismatch`, block: prose.block, span, params, fixes }];
  },
});

/** The brackets say what the data says; words and a unit that stood outside them go. */
function textFromData({ prose, outside }: Reference, span: Span, data: string): Fix<Block> {
  const edits = [
    { span, text: data },
    ...outside.map((word) => ({ span: placeInProse(prose, word), text: '' })),
  ];
  return { title: 'text-from-data', params: { text: data }, edits, preferred: true };
}

/** The figure in the data becomes what the prose says; a unit that stands under a key of its own stays there. */
function dataFromText({ target }: Reference, text: string): Fix<Block> {
  const { fact, metric } = target!;
  const apart = metric.unit?.text;
  const bare =
    hasUnitApart(fact.figure) && apart !== undefined && text.endsWith(apart)
      ? text.slice(0, -apart.length).trimEnd()
      : text;
  return {
    title: 'data-from-text',
    params: { text: bare, name: metric.name?.text ?? '' },
    edits: [{ block: metric.block, span: placeOf(fact, fact.figure.span), text: bare }],
  };
}
