import type { Messages } from '../../messages/messages.ts';
import type { PlacedTask } from '../../model/report.ts';
import { type DateContext, daysBetween, readDate, readPeriod } from '../../quantity/date.ts';
import { formatDay } from '../../render/day.ts';
import type { Key } from '../../schema/vocabulary.ts';
import { type About, row, rows, type Teller } from './about.ts';

/** The keys of which the first day of a month or quarter is meant; of all others the last. */
const beginning: ReadonlySet<string> = new Set(['start', 'valid-from']);

/** How a date or period is read that stands under a key: which day it means; undefined where it says nothing that we know. */
export function aboutDate(
  { messages }: Teller,
  text: string,
  { name, kind }: Key,
  dates: DateContext,
): About | undefined {
  const said = (read: string): About => ({
    title: text,
    rows: rows(row(messages.text('about.read-as'), read)),
    notes: [],
  });
  const say = (day: string) => formatDay(day, messages.language);
  if (kind === 'period') {
    const period = readPeriod(text, dates);
    return period && said(messages.text('about.days', { from: say(period.first), to: say(period.last) }));
  }
  const reading = readDate(text, dates);
  switch (reading.kind) {
    case 'date':
      return said(say(beginning.has(name) ? reading.first : reading.last));
    case 'ongoing':
      return said(messages.text('about.ongoing'));
    case 'recurring':
      return said(messages.text(`about.every-${reading.every}`));
    default:
      return undefined;
  }
}

const closed: ReadonlySet<string | undefined> = new Set(['done', 'cancelled', 'ongoing', 'suspended']);

/** How many days a task still has on a day (YYYY-MM-DD), negative where it is late; undefined where nobody waits for it. */
export function daysLeft({ task, due }: Pick<PlacedTask, 'task' | 'due'>, asOf: string): number | undefined {
  return due?.last === undefined || closed.has(task.status?.value) ? undefined : daysBetween(asOf, due.last);
}

/** 还有 12 天, `3 days overdue`. */
export function daysLeftText(days: number, messages: Messages): string {
  if (days === 0) return messages.text('days.now');
  const count = Math.abs(days);
  const key = days > 0 ? 'days.left' : 'days.overdue';
  return messages.text(count === 1 ? `${key}-one` : key, { days: count });
}
