import { listOf } from '../schema/instance.ts';
import { type Found, rule } from './rule.ts';

/** A file that a report names and that is not there. */
export const knownFiles = rule({
  subject: 'item',
  origin: 'fact',
  codes: { 'file-not-found': 'warning' },
  check({ item, block }, { missing }) {
    if (missing.size === 0) return [];
    return ['data', 'prior'].flatMap((key) =>
      listOf(item, key).flatMap(({ text, span }): Found[] =>
        missing.has(text) ? [{ code: 'file-not-found', block, span, params: { path: text } }] : [],
      ),
    );
  },
});
