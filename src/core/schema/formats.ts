import { readDate, readPeriod } from '../quantity/date.ts';
import { saysNumber } from '../quantity/scan.ts';

/** Dates without a year are dates too; whether the day exists is judged in a leap year. */
const context = { year: 2000 };

/** `figure`: a text that says a number, with or without unit and wording, or that there is none. */
export function figure(text: string): boolean {
  return saysNumber(text);
}

/** `due`: a date, a deadline in words (9月底, 长期, 每季度) or a hint, but no date that does not exist. */
export function due(text: string): boolean {
  return readDate(text, context).kind !== 'invalid';
}

/** `day`: a date, if only to the month or the year. */
export function day(text: string): boolean {
  return readDate(text, context).kind === 'date';
}

/** `period`: a reporting period such as 2022, 2022H1, 1—11月 or FY2023. */
export function period(text: string): boolean {
  return readPeriod(text, context) !== undefined;
}
