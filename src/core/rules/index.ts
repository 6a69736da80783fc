import { boundValue } from './bound-value.ts';
import { duplicateMetric, duplicateTask } from './duplicate.ts';
import { unclosedFence, unknownFence } from './fence.ts';
import { figureUnread } from './figure-unread.ts';
import { growth } from './growth.ts';
import { inlineForm } from './inline-form.ts';
import { insertRequest } from './insert-request.ts';
import { knownNames } from './known-names.ts';
import { ruleNames, userSchemas } from './project-file.ts';
import { rate, share } from './rate.ts';
import { references } from './reference.ts';
import { result } from './result.ts';
import type { Rule, SubjectKind } from './rule.ts';
import { sums } from './sum.ts';
import { dateInWords, doneIncomplete, startAfterDue, taskOverdue, taskOwner } from './task.ts';
import { unitMissing } from './unit-missing.ts';
import { unitMixed } from './unit-mixed.ts';
import { unitName } from './unit-name.ts';
import { untitled } from './untitled.ts';
import { figuresInProse, wordingInData } from './wording.ts';

/** Every rule, by what it looks at. */
export const rules: { readonly [S in SubjectKind]: readonly Rule<S>[] } = {
  metric: [
    figureUnread,
    unitName,
    unitMissing,
    unitMixed,
    wordingInData,
    growth,
    rate,
    share,
    sums,
    result,
    duplicateMetric,
  ],
  task: [taskOverdue, doneIncomplete, startAfterDue, taskOwner, dateInWords, duplicateTask],
  named: [knownNames],
  prose: [inlineForm, unknownFence, figuresInProse],
  reference: [references, boundValue, insertRequest],
  block: [unclosedFence, untitled, ruleNames, userSchemas],
};
