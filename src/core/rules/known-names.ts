import { rule, withNearest } from './rule.ts';

/** Names of organizations that nobody registered, of metrics that nobody states, and of files that are not there. */
export const knownNames = rule({
  subject: 'named',
  origin: 'house',
  reads: 'facts',
  codes: { 'organization-unknown': 'warning', 'reference-unknown': 'error', 'file-not-found': 'warning' },
  check({ block, source, text, folded, span }, { organizations, register, missing }) {
    if (source === 'document') {
      return missing.has(text) ? [{ code: 'file-not-found', block, span, params: { path: text } }] : [];
    }
    if (source === 'metric' ? register.has(folded) : !organizations.any || organizations.knows(text, folded))
      return [];
    const nearest = (source === 'metric' ? register : organizations).nearest(text);
    const code = source === 'metric' ? 'reference-unknown' : 'organization-unknown';
    return [{ code, block, ...withNearest(span, { name: text }, nearest) }];
  },
});
