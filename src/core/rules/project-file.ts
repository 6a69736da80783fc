import { issueCodes } from '../messages/messages.ts';
import { nodeOf } from '../schema/instance.ts';
import { nearestName } from '../text/names.ts';
import { type Found, rule, withNearest } from './rule.ts';

/** A line under `rules` of a project file that names no check. */
export const ruleNames = rule({
  subject: 'report',
  origin: 'house',
  reads: 'report',
  codes: { 'rule-unknown': 'warning' },
  check({ models }, { root }) {
    if (root !== 'project') return [];
    return models.flatMap(({ block, own }) => {
      const rules = own && nodeOf(own, 'rules');
      if (rules?.kind !== 'map') return [];
      return rules.entries.flatMap(({ key }): Found[] =>
        issueCodes.includes(key.source)
          ? []
          : [
              {
                code: 'rule-unknown',
                block,
                ...withNearest(key.span, { code: key.source }, nearestName(key.source, issueCodes)),
              },
            ],
      );
    });
  },
});
