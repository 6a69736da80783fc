import { linkedName } from '../model/address.ts';
import { placeInProse } from '../model/prose.ts';
import { facets, placeInAddress, type Reference } from '../model/reference.ts';
import { nearestName } from '../text/names.ts';
import { rule, withNearest } from './rule.ts';

/** A reference that leads nowhere: no such metric, no such facet, or a facet that the metric does not state. */
export const references = rule({
  subject: 'reference',
  origin: 'fact',
  reads: 'facts',
  codes: {
    'reference-unknown': 'error',
    'insert-unknown': 'error',
    'facet-unknown': 'error',
    'facet-missing': 'error',
    'qualifier-missing': 'error',
  },
  check(reference, { register, project }) {
    const { address, why, prose, inline } = reference;
    if (why === undefined) return [];
    // A part that is still to be written is shown by the sign before it.
    const place = ({ start, end }: { start: number; end: number }) =>
      placeInProse(prose, placeInAddress(reference, { start: start === end ? start - 1 : start, end }));
    const { block } = prose;
    if (why === 'name' && address.name === '') {
      const code = inline.kind === 'bound' ? 'reference-unknown' : 'insert-unknown';
      return [{ code, block, span: placeInProse(prose, inline.span), params: { name: '', empty: '' } }];
    }
    if (why === 'name') {
      const span = place(address.nameSpan);
      const nearest = register.nearest(address.name);
      const written = nearest === undefined ? undefined : linkable(nearest, reference);
      const code = inline.kind === 'bound' ? 'reference-unknown' : 'insert-unknown';
      return [{ code, block, ...withNearest(span, { name: address.name }, nearest, written) }];
    }
    const metric = reference.metrics[0]?.name?.text ?? address.name;
    if (why === 'facet-unknown') {
      const span = place(address.facetSpan ?? address.nameSpan);
      const keys = project.vocabulary.entity('metric').keys.filter((key) => facets.has(key.name));
      const names = keys.flatMap((key) => key.names);
      const nearest = nearestName(address.facet ?? '', names);
      const params = { facet: address.facet ?? '', allowed: keys.map(({ term }) => ({ term })) };
      return [{ code: why, block, ...withNearest(span, params, nearest) }];
    }
    if (why === 'qualifier-missing') {
      return [
        {
          code: why,
          block,
          span: place(address.qualifierSpan ?? address.nameSpan),
          params: { name: metric, qualifier: address.qualifier ?? '' },
        },
      ];
    }
    return [
      {
        code: 'facet-missing',
        block,
        span: place(address.facetSpan ?? address.nameSpan),
        params: { name: metric, facet: { term: `metric.${reference.facet}` } },
      },
    ];
  },
});

/** A name as it can stand in a reference of this form: a link's destination holds no white space. */
export function linkable(
  name: string,
  { inline }: { readonly inline: Pick<Reference['inline'], 'kind'> },
): string {
  return inline.kind === 'bound' ? linkedName(name) : name;
}
