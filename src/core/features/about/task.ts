import type { PlacedTask } from '../../model/report.ts';
import { formatDay } from '../../render/day.ts';
import { textOf } from '../../schema/instance.ts';
import { type About, listed, type Row, remarked, row, rows, type Teller, termOf } from './about.ts';
import { daysLeft, daysLeftText } from './day.ts';

/** What is known of a task, with what its section or its parent lends it. */
export function aboutTask(teller: Teller, placed: PlacedTask): About {
  const { analysis, messages } = teller;
  const { task, parent, due, children } = placed;
  const says = (key: string, text: string | undefined) => row(termOf(teller, `task.${key}`), text);
  const days = daysLeft(placed, analysis.asOf);
  return {
    title: task.title?.text ?? task.id?.text ?? '',
    rows: rows(
      names(teller, placed, 'lead'),
      names(teller, placed, 'support'),
      says('due', due && dueText(teller, placed, due)),
      days === undefined
        ? undefined
        : row(
            messages.text('about.time-left'),
            remarked(
              teller,
              daysLeftText(days, messages),
              messages.text('about.as-of', { day: analysis.asOf }),
            ),
          ),
      says('status', task.status?.text),
      says('progress', task.progress?.scalar.source.trim()),
      says(
        'target',
        listed(
          teller,
          task.targets.map(({ text }) => text),
        ),
      ),
      says('update', textOf(task.item, 'update')),
      parent?.task.title && row(messages.text('about.part-of'), parent.task.title.text),
      children.length > 0
        ? says(
            'tasks',
            listed(
              teller,
              children.map((child) => child.task.title?.text ?? ''),
            ),
          )
        : undefined,
    ),
    notes: [],
  };
}

function names(teller: Teller, placed: PlacedTask, key: 'lead' | 'support'): Row | undefined {
  const written = placed[key].map(({ text }) => text);
  if (written.length === 0) return undefined;
  const text = listed(teller, written);
  const label = termOf(teller, `task.${key}`);
  if (placed.task[key].length > 0) return row(label, text);
  return row(
    label,
    remarked(
      teller,
      text,
      lender(teller, placed, ({ task }) => task[key].length > 0),
    ),
  );
}

function dueText(teller: Teller, placed: PlacedTask, due: NonNullable<PlacedTask['due']>): string {
  const { messages } = teller;
  const remarks = [
    ...(due.last === undefined ? [] : [formatDay(due.last, messages.language)]),
    ...(placed.task.due ? [] : [lender(teller, placed, ({ task }) => task.due !== undefined)]),
  ];
  return remarks.length === 0 ? due.text : remarked(teller, due.text, listed(teller, remarks));
}

/** From whom something comes that a task does not say itself. */
function lender({ messages }: Teller, placed: PlacedTask, has: (one: PlacedTask) => boolean): string {
  let above = placed.parent;
  while (above && !has(above)) above = above.parent;
  return messages.text(above ? 'about.from-parent' : 'about.from-section');
}
