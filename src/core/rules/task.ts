import type { Level } from '../issue.ts';
import { spanOfKey } from '../model/metric.ts';
import type { PlacedTask } from '../model/report.ts';
import { entryIn } from '../schema/instance.ts';
import { type Found, missingKeyFixes, rule, type Scope } from './rule.ts';

/** Whether a task is past its deadline on a day (YYYY-MM-DD): not done, and neither called off nor without an end. */
function isOverdue({ task, due }: PlacedTask, asOf: string): boolean {
  const status = task.status?.value;
  if (status === 'done' || status === 'cancelled' || status === 'ongoing' || status === 'suspended')
    return false;
  return due?.last !== undefined && due.last < asOf;
}

/** Whether a task is late: by its deadline on the day that the report looks at, or because the report says so. */
export function isLate(placed: PlacedTask, asOf: string): boolean {
  return placed.task.status?.value === 'overdue' || isOverdue(placed, asOf);
}

/** A task that is past its deadline on the as-of date and not done. */
export const taskOverdue = rule({
  subject: 'task',
  origin: 'fact',
  reads: 'facts',
  codes: { 'task-overdue': 'warning' },
  check(placed, { asOf }) {
    if (!isOverdue(placed, asOf)) return [];
    const { task, due } = placed;
    const span = task.due?.span ?? task.title?.span ?? task.item.span;
    return [
      {
        code: 'task-overdue',
        block: task.block,
        span,
        params: { title: task.title?.text ?? '', due: due?.text ?? '', asOf },
      },
    ];
  },
});

/** A task that is said to be done with its progress below 100 %. */
export const doneIncomplete = rule({
  subject: 'task',
  origin: 'fact',
  reads: 'subject',
  codes: { 'done-incomplete': 'error' },
  check({ task }) {
    const { status, progress } = task;
    if (status?.value !== 'done' || !progress || progress.figure.high.gte(100)) return [];
    const params = { status: status.text, progress: progress.scalar.source };
    return [{ code: 'done-incomplete', block: task.block, span: status.span, params }];
  },
});

/** A task that starts after it is due. */
export const startAfterDue = rule({
  subject: 'task',
  origin: 'fact',
  reads: 'subject',
  codes: { 'start-after-due': 'error' },
  check({ task, due }) {
    const start = task.start?.reading;
    if (start?.kind !== 'date' || due?.last === undefined || start.first <= due.last) return [];
    const params = { start: task.start!.text, due: due.text };
    return [{ code: 'start-after-due', block: task.block, span: task.start!.span, params }];
  },
});

/** A task without anybody who leads it, or without a deadline: what the report's stage still forgives. */
export const taskOwner = rule({
  subject: 'task',
  origin: 'practice',
  reads: 'facts',
  codes: { 'task-without-lead': 'warning', 'task-without-due': 'warning' },
  check(placed, scope) {
    const { task, lead, due, parent, children } = placed;
    if (!task.title || task.status?.value === 'cancelled') return [];
    const say = (code: string, key: string): Found => ({
      code,
      block: task.block,
      span: task.title!.span,
      params: { title: task.title!.text },
      level: levelAt(scope),
      fixes: entryIn(task.item, key) ? [] : missingKeyFixes(task, key, scope),
    });
    const inherits = parent !== undefined;
    const found: Found[] = [];
    // Subtasks answer for their parent, and it for them: one word about each pair is enough.
    if (
      lead.length === 0 &&
      !inherits &&
      !(children.length > 0 && children.every((child) => child.lead.length > 0))
    )
      found.push(say('task-without-lead', 'lead'));
    const open = task.status?.value === 'ongoing' || task.status?.value === 'done';
    if (!due && !open && !inherits && !(children.length > 0 && children.every((child) => child.due)))
      found.push(say('task-without-due', 'due'));
    return found;
  },
});

function levelAt({ stage }: Scope): Level {
  if (stage === 'draft') return 'info';
  return stage === 'final' ? 'error' : 'warning';
}

/** A deadline in words that name no date: the task can never be found overdue. */
export const dateInWords = rule({
  subject: 'task',
  origin: 'practice',
  reads: 'subject',
  codes: { 'date-in-words': 'info' },
  check({ task }) {
    if (task.due?.reading.kind !== 'text') return [];
    return [
      {
        code: 'date-in-words',
        block: task.block,
        span: spanOfKey(task.item, 'due'),
        params: { text: task.due.text },
      },
    ];
  },
});
