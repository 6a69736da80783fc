import { namesOf } from '../project/organizations.ts';
import { listOf } from '../schema/instance.ts';
import { nearestName } from '../text/names.ts';
import { type Found, nearestFix, rule } from './rule.ts';

/** Names of organizations that nobody registered, and of metrics that nobody states, under the keys that hold such names. */
export const knownNames = rule({
  subject: 'item',
  origin: 'house',
  codes: { 'organization-unknown': 'warning', 'reference-unknown': 'error' },
  check({ item, block }, { organizations, register }) {
    const found: Found[] = [];
    for (const key of item.entity.keys) {
      // The root's own organization need not be one that the register lists.
      const checked =
        key.source === 'organization'
          ? organizations && item.entity.name !== 'organization'
          : key.source === 'metric';
      if (!checked || key.name === item.entity.nameKey || key.kind === 'parts' || key.kind === 'groups')
        continue;
      for (const { text, span } of listOf(item, key.name)) {
        if (key.source === 'metric') {
          if (register.find(text).length > 0) continue;
          const nearest = nearestName(text, register.names());
          const params = { name: text, ...(nearest === undefined ? {} : { nearest }) };
          found.push({ code: 'reference-unknown', block, span, params, fixes: nearestFix(span, nearest) });
        } else if (organizations && !organizations.find(text) && !organizations.isGroup(text)) {
          const nearest = nearestName(text, organizations.organizations.flatMap(namesOf));
          const params = { name: text, ...(nearest === undefined ? {} : { nearest }) };
          found.push({ code: 'organization-unknown', block, span, params, fixes: nearestFix(span, nearest) });
        }
      }
    }
    return found;
  },
});
