import type { Metric } from '../model/metric.ts';
import { identityOf, titleOf } from '../model/register.ts';
import type { Task } from '../model/task.ts';
import { foldName } from '../text/names.ts';
import { type Found, rule, type Scope } from './rule.ts';

/**
 * One name or id for two metrics of the report. The same name with another period, scope or kind is another fact of the
 * same metric, and a metric's next target stands beside what it is now.
 */
export const duplicateMetric = rule({
  subject: 'metric',
  origin: 'fact',
  reads: 'facts',
  codes: { 'duplicate-name': 'error', 'duplicate-id': 'error' },
  check(metric, scope) {
    const { block, name, folded } = metric;
    const found = duplicateId(metric, folded.id, scope);
    if (name && folded.name !== undefined && scope.own.identities(identityOf(metric))[0] !== metric)
      found.push({ code: 'duplicate-name', block, span: name.span, params: { name: name.text } });
    return found;
  },
});

/** One id for two things of the report, or one title for two tasks of the same list. */
export const duplicateTask = rule({
  subject: 'task',
  origin: 'fact',
  reads: 'facts',
  codes: { 'duplicate-task': 'warning', 'duplicate-id': 'error' },
  check(placed, scope) {
    const { task, parent } = placed;
    const { block, title, id } = task;
    const found = duplicateId(task, id && foldName(id.text), scope);
    const key = titleOf(placed);
    const first =
      key === undefined
        ? placed
        : parent
          ? parent.children.find((child) => titleOf(child) === key)
          : scope.own.titles(key)[0];
    if (title && first !== placed)
      found.push({ code: 'duplicate-task', block, span: title.span, params: { title: title.text } });
    return found;
  },
});

function duplicateId(one: Metric | Task, folded: string | undefined, { own }: Scope): Found[] {
  const { block, id } = one;
  if (!id || folded === undefined || own.ids(folded)[0] === one) return [];
  return [{ code: 'duplicate-id', block, span: id.span, params: { id: id.text } }];
}
