import {
  type DateContext,
  nextPeriod,
  type Period,
  previousPeriod,
  readDate,
  readPeriod,
} from '../quantity/date.ts';
import type { Language } from '../text/language.ts';
import type { Candidate } from '../text/search.ts';
import { type Finder, finder, type Offer } from './offer.ts';

/** What dates are offered for. */
export interface DatesWanted {
  readonly language: Language;
  /** The day on which the report is looked at, YYYY-MM-DD. */
  readonly asOf: string;
  /** The period that the dates belong to; of a plan, the next one. */
  readonly period: Period | undefined;
  readonly dates: DateContext;
  /** Whether words such as 长期 are dates here. */
  readonly words: boolean;
  /** Text that stands near, whose dates show how the report writes them. */
  readonly nearby: string;
}

type Style = 'iso' | 'han' | 'english';

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** Today, the ends of this month, the next one, the quarters and the period, as the report writes dates; then other ways and words. */
export function dateOffers({ language, asOf, period, dates, words, nearby }: DatesWanted): Finder {
  const style = styleOf(nearby) ?? (language === 'en' || !words ? 'iso' : 'han');
  const others: readonly Style[] = language === 'zh' ? ['han', 'iso'] : ['iso', 'english'];
  const styles = [style, ...others.filter((one) => one !== style)];
  const ends = [monthEnd(asOf, 0), monthEnd(asOf, 1)];
  if (period) {
    const year = period.last.slice(0, 4);
    ends.push(...['03', '06', '09', '12'].map((month) => monthEnd(`${year}-${month}-01`, 0)), period.last);
  }
  const last = [...new Set(ends)];
  const ahead = [...last.filter((day) => day >= asOf), ...last.filter((day) => day < asOf)];
  const texts = styles.flatMap((one) => [
    ...(words ? [] : [dayText(asOf, one)]),
    ...ahead.flatMap((day) => (words ? [monthText(day, one)] : [dayText(day, one)])),
    ...(words ? [dayText(asOf, one), ...ahead.map((day) => dayText(day, one))] : []),
  ]);
  if (words) texts.splice(ahead.length, 0, ...wordsIn(language));
  return finder([...new Set(texts)].flatMap((text) => candidate(text, dates)));
}

function candidate(text: string, dates: DateContext): readonly Candidate<Offer>[] {
  const reading = readDate(text, dates);
  if (reading.kind === 'text' || reading.kind === 'invalid') return [];
  const day = reading.kind === 'date' ? reading.last : undefined;
  const item: Offer = {
    kind: 'date',
    label: text,
    insert: text,
    detail: day === text ? undefined : day,
    documentation: undefined,
  };
  return [{ item, names: [text, ...(day === undefined ? [] : [day])] }];
}

function wordsIn(language: Language): readonly string[] {
  return language === 'zh'
    ? ['年底前', '全年', '长期', '每月', '每季度']
    : ['year-end', 'ongoing', 'monthly', 'quarterly'];
}

/** How the dates of a text are written, by most of them. */
function styleOf(text: string): Style | undefined {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const found: readonly (readonly [Style, number])[] = [
    ['han', count(/\d{1,2}月(?:\d{1,2}[日号]|[底末])?/g)],
    ['iso', count(/\b\d{4}-\d{2}(?:-\d{2})?\b/g)],
    ['english', count(new RegExp(`(?:${months.join('|')}) (?:\\d|$)`, 'gm'))],
  ];
  const [best] = [...found].sort((a, b) => b[1] - a[1]);
  return best![1] > 0 ? best![0] : undefined;
}

function dayText(day: string, style: Style): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  if (style === 'han') return `${year}年${month}月${date}日`;
  return style === 'english' ? `${date} ${months[month - 1]} ${year}` : day;
}

/** A deadline at the end of a month. */
function monthText(day: string, style: Style): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  if (style === 'han') return `${year}年${month}月底前`;
  return style === 'english' ? `${months[month - 1]} ${year}` : day.slice(0, 7);
}

/** The last day of the month in which a day lies, or of one after it. */
function monthEnd(day: string, ahead: number): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const index = year * 12 + month - 1 + ahead;
  const text = `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  const reading = readDate(text);
  return reading.kind === 'date' ? reading.last : day;
}

/** The report's own period, those around it, and its halves and quarters; without one, the year of the as-of date. */
export function periodOffers({
  language,
  asOf,
  period,
  dates,
}: Pick<DatesWanted, 'language' | 'asOf' | 'period' | 'dates'>): Finder {
  const own = period ?? readPeriod(asOf.slice(0, 4), dates)!;
  const label = /^(?:FY)?\d{4}/.exec(own.label)?.[0] ?? own.last.slice(0, 4);
  const near = [own, previousPeriod(own), nextPeriod(own)].map((one) => one.label);
  const inHan = ['上半年', '下半年', '前三季度', '1—11月', '第一季度', '第二季度', '第三季度', '第四季度'];
  const short = ['H1', 'H2', 'Q1', 'Q2', 'Q3', 'Q4'].map((part) => label + part);
  const parts =
    language === 'zh' && !label.startsWith('FY') ? inHan.map((part) => `${label}年${part}`) : short;
  return finder(
    [...new Set([...near, ...parts])].flatMap((text) => {
      const read = readPeriod(text, dates);
      if (!read) return [];
      const item: Offer = {
        kind: 'date',
        label: text,
        insert: text,
        detail: `${read.first} – ${read.last}`,
        documentation: undefined,
      };
      return [{ item, names: [text, read.label] }];
    }),
  );
}

/** The periods before a report's own, the latest first. */
export function earlierPeriods(period: Period | undefined, asOf: string): readonly string[] {
  const found: string[] = [];
  for (let one = period ?? readPeriod(asOf.slice(0, 4))!; found.length < 5; ) {
    one = previousPeriod(one);
    found.push(one.label);
  }
  return found;
}
