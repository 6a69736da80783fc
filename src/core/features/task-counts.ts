import type { PlacedTask } from '../model/report.ts';
import { isLate } from '../rules/task.ts';

/** How many tasks there are, and how they stand on the as-of date; those that are called off belong to no other number. */
export interface TaskCounts {
  readonly all: number;
  readonly done: number;
  readonly open: number;
  /** Those of the open ones that are late. */
  readonly overdue: number;
}

/** Whether somebody still has to work on a task. */
export function isOpen({ task }: PlacedTask): boolean {
  return task.status?.value !== 'done' && task.status?.value !== 'cancelled';
}

/** Counts tasks by how they stand; give the subtasks as well. */
export function countTasks(tasks: readonly PlacedTask[], asOf: string): TaskCounts {
  const counted = (test: (placed: PlacedTask) => boolean) => tasks.filter(test).length;
  return {
    all: tasks.length,
    done: counted(({ task }) => task.status?.value === 'done'),
    open: counted(isOpen),
    overdue: counted((placed) => isLate(placed, asOf)),
  };
}
