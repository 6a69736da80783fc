import { issueCodes } from '../messages/messages.ts';
import { childrenOf, nodeOf, scalarOf } from '../schema/instance.ts';
import { nearestName } from '../text/names.ts';
import { type Found, rule, withNearest } from './rule.ts';

/** A line under `rules` of a project file that names no check. */
export const ruleNames = rule({
  subject: 'block',
  origin: 'house',
  reads: 'subject',
  codes: { 'rule-unknown': 'warning' },
  check({ block, own }, { root }) {
    const rules = root === 'project' ? own && nodeOf(own, 'rules') : undefined;
    if (rules?.kind !== 'map') return [];
    const codes = issueCodes();
    return rules.entries.flatMap(({ key }): Found[] => {
      if (codes.includes(key.source)) return [];
      const nearest = nearestName(key.source, codes);
      return [{ code: 'rule-unknown', block, ...withNearest(key.span, { code: key.source }, nearest) }];
    });
  },
});

/** A schema of the user's own that cannot be used, said where the project file names it. */
export const userSchemas = rule({
  subject: 'block',
  origin: 'house',
  reads: 'facts',
  codes: {},
  check({ block, own }, scope) {
    if (scope.root !== 'project' || !own) return [];
    return scope.schemaProblems.flatMap(({ code, level, params, entity }) =>
      childrenOf(own, 'schemas').flatMap((schemas): Found[] => {
        const path = scalarOf(schemas, entity);
        return path ? [{ code, level, params, block, span: path.scalar.span }] : [];
      }),
    );
  },
});
