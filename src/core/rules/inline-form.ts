import { placeInProse } from '../model/prose.ts';
import { type Found, replaceFix, rule } from './rule.ts';

/** References whose signs an input method made full-width, whose address holds white space, or that are never closed. */
export const inlineForm = rule({
  subject: 'prose',
  origin: 'house',
  reads: 'subject',
  codes: { 'inline-fullwidth': 'error', 'address-space': 'error', 'reference-unclosed': 'error' },
  check(prose) {
    return prose.inlines.flatMap((inline): Found[] => {
      const { block } = prose;
      const span = placeInProse(prose, inline.span);
      if (inline.kind === 'near-miss') {
        return [
          {
            code: 'inline-fullwidth',
            block,
            span,
            params: { right: inline.repaired },
            fixes: [replaceFix(span, inline.repaired)],
          },
        ];
      }
      if (inline.kind !== 'broken') return [];
      const address = prose.text.slice(inline.address.start, inline.address.end);
      if (inline.why === 'space') {
        // Names are compared without spaces, and English ones are read more easily with hyphens.
        const right = address
          .trim()
          .replace(/(?<=[A-Za-z0-9])\s+(?=[A-Za-z0-9])/gu, '-')
          .replace(/\s+/gu, '');
        return [{ code: 'address-space', block, span, params: { right }, fixes: [replaceFix(span, right)] }];
      }
      const end = { start: span.end, end: span.end };
      return [
        {
          code: 'reference-unclosed',
          block,
          span,
          params: {},
          fixes: [replaceFix(end, ')', 'close-bracket')],
        },
      ];
    });
  },
});
