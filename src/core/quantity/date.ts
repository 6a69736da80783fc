import type { Span } from '../text/span.ts';

/** How much of the calendar a written date covers. */
export type DatePrecision = 'day' | 'month' | 'quarter' | 'half' | 'year';

/** How often something recurs. */
export type Recurrence = 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year';

/** What a date leaves open and the report knows. */
export interface DateContext {
  /** The year of dates written without one. */
  readonly year?: number;
  /** The month (1–12) a fiscal year begins in; 1 when absent. */
  readonly fiscalYearStart?: number;
}

/** What a written date says. Days are `YYYY-MM-DD` in the proleptic Gregorian calendar, without a time zone. */
export type DateReading =
  | {
      readonly kind: 'date';
      readonly first: string;
      readonly last: string;
      readonly precision: DatePrecision;
    }
  | { readonly kind: 'ongoing' }
  | { readonly kind: 'recurring'; readonly every: Recurrence }
  | { readonly kind: 'text' }
  | { readonly kind: 'invalid'; readonly span: Span; readonly reason: 'month' | 'day' | 'quarter' };

/** A stretch of time that figures belong to. `label` is normalised: `2022`, `2022H1`, `2022Q3`, `2022-01/2022-11`, `FY2023`. */
export interface Period {
  readonly label: string;
  readonly first: string;
  readonly last: string;
}

export function readDate(text: string, context: DateContext = {}): DateReading {
  void text;
  void context;
  return { kind: 'text' };
}

export function readPeriod(text: string, context: DateContext = {}): Period | undefined {
  void text;
  void context;
  return undefined;
}

export function previousPeriod(period: Period): Period {
  return period;
}

export function nextPeriod(period: Period): Period {
  return period;
}

export function samePeriod(a: Period, b: Period): boolean {
  return a.first === b.first && a.last === b.last;
}

export function daysBetween(a: string, b: string): number {
  void a;
  void b;
  return 0;
}
