import type { Span } from '../text/span.ts';
import { readHan } from './numerals.ts';

/** How much of the calendar a written date covers. 上旬, 中旬, 下旬 are parts of a `month`. */
export type DatePrecision = 'day' | 'month' | 'quarter' | 'half' | 'year';

/** How often something recurs. */
export type Recurrence = 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year';

/** What a date leaves open and the report knows. */
export interface DateContext {
  /** The year of dates written without one; without it they read as text. */
  readonly year?: number;
  /** The month (1–12) a fiscal year begins in; 1 when absent. FY2024 is the fiscal year that ends in 2024. */
  readonly fiscalYearStart?: number;
}

/** A stretch of days, both ends included, as `YYYY-MM-DD`. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

/** What a written date says. Days are `YYYY-MM-DD` in the proleptic Gregorian calendar, without a time zone. */
export type DateReading =
  | ({ readonly kind: 'date'; readonly precision: DatePrecision } & Days)
  /** 长期, `ongoing`: no end is meant. */
  | { readonly kind: 'ongoing' }
  /** 每季度, `quarterly`. */
  | { readonly kind: 'recurring'; readonly every: Recurrence }
  /** Words that name no date we know; people may still understand them. */
  | { readonly kind: 'text' }
  /** A date that does not exist, and the part of the text that is impossible. */
  | { readonly kind: 'invalid'; readonly span: Span; readonly reason: 'month' | 'day' | 'quarter' };

/**
 * A stretch of time that figures belong to. The label is normalised: `2022`, `2022H1`, `2022Q3`, `2022-11`,
 * `2022-01/2022-11`, `2022-12-31`, `2021/2025`, `FY2023`.
 */
export interface Period extends Days {
  readonly label: string;
}

interface Reach extends Days {
  readonly precision: DatePrecision;
  /** The fiscal year's own label, where the calendar's would not say what was meant. */
  readonly label?: string;
}

class Impossible {
  readonly span: Span;
  readonly reason: 'month' | 'day' | 'quarter';
  constructor(span: Span, reason: 'month' | 'day' | 'quarter') {
    this.span = span;
    this.reason = reason;
  }
}

const pad = (number: number, length: number): string => String(number).padStart(length, '0');
const iso = (year: number, month: number, day: number): string =>
  `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function daysIn(year: number, month: number): number {
  return month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Whole months from January of year 0, the coin in which periods are moved. */
const monthIndex = (year: number, month: number): number => year * 12 + month - 1;

/** The days from the first month to the last, both whole, by their month index. */
function monthsReach(first: number, last: number): Days {
  const year = Math.floor(last / 12);
  const month = (last % 12) + 1;
  return {
    first: iso(Math.floor(first / 12), (first % 12) + 1, 1),
    last: iso(year, month, daysIn(year, month)),
  };
}

function yearReach(first: number, last = first): Reach {
  return { ...monthsReach(monthIndex(first, 1), monthIndex(last, 12)), precision: 'year' };
}

function quarterReach(year: number, quarter: number): Reach {
  const first = monthIndex(year, quarter * 3 - 2);
  return { ...monthsReach(first, first + 2), precision: 'quarter' };
}

function halfReach(year: number, half: number): Reach {
  const first = monthIndex(year, half * 6 - 5);
  return { ...monthsReach(first, first + 5), precision: 'half' };
}

/** The fiscal year that ends in `year`, or a quarter or half of it. */
function fiscalReach(
  year: number,
  start: number,
  part?: { readonly months: 3 | 6; readonly number: number },
): Reach {
  const first = monthIndex(start === 1 ? year : year - 1, start);
  const label = `FY${year}`;
  if (!part) return { ...monthsReach(first, first + 11), precision: 'year', label };
  const from = first + (part.number - 1) * part.months;
  return {
    ...monthsReach(from, from + part.months - 1),
    precision: part.months === 3 ? 'quarter' : 'half',
    label: `${label}${part.months === 3 ? 'Q' : 'H'}${part.number}`,
  };
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const englishMonth =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const numberWords: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  '1st': 1,
  '2nd': 2,
  '3rd': 3,
  '4th': 4,
  上: 1,
  下: 2,
};
const toNumber = (text: string): number => numberWords[text] ?? Number(text);

const dash = '\\s*(?:[-－—–―~～〜/]+|至|到|to)\\s*';
/** A year in digits with its 年, or a word for one; two digits are of this century. */
const chineseYear = '(?:(\\d{4}|\\d{2})\\s*年度?|(今年|本年度?|当年|明年|次年|去年|上年度?))';
const fiscalYear = '(?:fy|fiscal\\s+year|financial\\s+year)\\s*';

interface Form {
  readonly pattern: RegExp;
  read(
    groups: readonly (string | undefined)[],
    at: (group: number) => Span,
    context: DateContext,
  ): Reach | Impossible | undefined;
}

function form(pattern: string, read: Form['read']): Form {
  return { pattern: new RegExp(`^${pattern}$`, 'd'), read };
}

/** The year that the two groups of `chineseYear` give: 2023年, 明年; without either the context's. */
function yearOf(
  digits: string | undefined,
  word: string | undefined,
  context: DateContext,
): number | undefined {
  if (digits !== undefined) return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
  if (context.year === undefined) return undefined;
  if (word === undefined || /^[今本当]/.test(word)) return context.year;
  return context.year + (/^[明次]/.test(word) ? 1 : -1);
}

function dayReach(
  year: number,
  month: number,
  day: number,
  monthSpan: Span,
  daySpan: Span,
): Reach | Impossible {
  if (month < 1 || month > 12) return new Impossible(monthSpan, 'month');
  if (day < 1 || day > daysIn(year, month)) return new Impossible(daySpan, 'day');
  const date = iso(year, month, day);
  return { first: date, last: date, precision: 'day' };
}

/** A month, or the third of it that 上旬, `mid-` and the like name. */
function monthReach(year: number, month: number, span: Span, third?: string): Reach | Impossible {
  if (month < 1 || month > 12) return new Impossible(span, 'month');
  const end = daysIn(year, month);
  const [from, to] =
    third === undefined || /^[底末]/.test(third)
      ? [1, end]
      : /^(上|初|early)/.test(third)
        ? [1, 10]
        : /^(中|mid)/.test(third)
          ? [11, 20]
          : [21, end];
  return { first: iso(year, month, from), last: iso(year, month, to), precision: 'month' };
}

const monthOf = (name: string): number => monthNames.indexOf(name.slice(0, 3)) + 1;

/** All ways to write a date or period that begin and end with it; text is in lower case and half width. */
const forms: readonly Form[] = [
  // 2023-12-31, 2023/12/31, 2023.12.31, 20231231
  form('(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})', ([, year, , month, day], at) =>
    dayReach(Number(year), Number(month), Number(day), at(3), at(4)),
  ),
  form('(\\d{4})(\\d{2})(\\d{2})', ([, year, month, day], at) =>
    dayReach(Number(year), Number(month), Number(day), at(2), at(3)),
  ),
  // 2022-2023, 2022—2023年
  form(`(\\d{4})\\s*年?${dash}(\\d{4})\\s*年?度?`, ([, first, last]) =>
    Number(first) <= Number(last) ? yearReach(Number(first), Number(last)) : undefined,
  ),
  // 2022-01/2022-11 and 2023年1月—2023年6月
  form(
    `(\\d{4})(?:[-.]|\\s*年\\s*)(\\d{1,2})月?(?:\\s*(?:[－—–―~～〜/]+|至|到)\\s*)(\\d{4})(?:[-.]|\\s*年\\s*)(\\d{1,2})月?`,
    ([, from, first, until, last], at) =>
      monthRange(Number(from), Number(first), Number(until), Number(last), at(2), at(4)),
  ),
  // 31/12/2023, 12/31/2023, 30.06.2024: where it can be read in one way only
  form('(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})', ([, a, mark, b, year], at) => {
    const dayFirst = mark === '.' || Number(a) > 12;
    if (!dayFirst && Number(b) <= 12 && a !== b) return undefined;
    return dayFirst
      ? dayReach(Number(year), Number(b), Number(a), at(3), at(1))
      : dayReach(Number(year), Number(a), Number(b), at(1), at(3));
  }),
  // 2023/24, 2023-24, Q3 2023/24, 2023/24 Q3: a fiscal year, where the second number can be no month
  form(
    '(?:([qh])([1-9])\\s*,?\\s*)?(\\d{4})\\s*[-/–]\\s*(\\d{2})(?:\\s*,?\\s*([qh])([1-9]))?',
    ([, letter, number, first, last, laterLetter, laterNumber], at, { fiscalYearStart = 1 }) => {
      const year = Number(first) + 1;
      const part = letter ?? laterLetter;
      if (year % 100 !== Number(last) || (Number(last) <= 12 && part === undefined)) return undefined;
      const which = Number(number ?? laterNumber);
      if (part !== undefined && which > (part === 'q' ? 4 : 2))
        return new Impossible(at(number ? 2 : 6), 'quarter');
      const months = part === 'q' ? 3 : 6;
      return fiscalReach(year, fiscalYearStart, part === undefined ? undefined : { months, number: which });
    },
  ),
  // 2022—2023学年: from September to August
  form('(\\d{4})\\s*年?[-－—–~～/至](\\d{4})\\s*学年度?', ([, first, last]) =>
    Number(last) === Number(first) + 1
      ? { ...monthsReach(monthIndex(Number(first), 9), monthIndex(Number(last), 8)), precision: 'year' }
      : undefined,
  ),
  // 2023-12, 2023/12, 2023.12
  form('(\\d{4})[-/.](\\d{1,2})', ([, year, month], at) => monthReach(Number(year), Number(month), at(2))),
  // 2023, 2023年, 2023年度, 今年, 全年, 年底, 年内
  form(`(?:(\\d{4})|${chineseYear})(?:全年|年?[底末内终])?`, ([, plain, digits, word], _at, context) => {
    const year = plain === undefined ? yearOf(digits, word, context) : Number(plain);
    return year === undefined ? undefined : yearReach(year);
  }),
  form('(?:全年|全年度|年[底末内终]|本年内|年度内)', (_groups, _at, { year }) =>
    year === undefined ? undefined : yearReach(year),
  ),
  // 2023年12月31日, 12月31日
  form(
    `${chineseYear}?\\s*(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*[日号]?`,
    ([, digits, word, month, day], at, context) => {
      const year = yearOf(digits, word, context);
      // Without a year no day of February can be refused but the 30th and 31st.
      if (year === undefined) {
        const reach = dayReach(2000, Number(month), Number(day), at(3), at(4));
        return reach instanceof Impossible ? reach : undefined;
      }
      return dayReach(year, Number(month), Number(day), at(3), at(4));
    },
  ),
  // 2023年9月, 9月底, 9月中旬
  form(
    `${chineseYear}?\\s*(\\d{1,2})\\s*月份?\\s*([上中下]旬|[底末初])?`,
    ([, digits, word, month, third], at, context) => {
      const year = yearOf(digits, word, context);
      if (year === undefined)
        return Number(month) < 1 || Number(month) > 12 ? new Impossible(at(3), 'month') : undefined;
      return monthReach(year, Number(month), at(3), third);
    },
  ),
  // 2022年1—11月, 1-11月
  form(
    `${chineseYear}?\\s*(\\d{1,2})\\s*月?${dash}(\\d{1,2})\\s*月份?`,
    ([, digits, word, first, last], at, context) => {
      const year = yearOf(digits, word, context);
      return year === undefined
        ? undefined
        : monthRange(year, Number(first), year, Number(last), at(3), at(4));
    },
  ),
  // 2022年前三季度, 前11个月
  form(
    `${chineseYear}?\\s*前\\s*([一二两三四\\d]{1,2})\\s*(?:个)?(季度|月)`,
    ([, digits, word, count, unit], at, context) => {
      const year = yearOf(digits, word, context);
      const number = count === '两' ? 2 : toNumber(count!);
      const last = unit === '月' ? number : number * 3;
      if (!(last >= 1 && last <= 12)) return new Impossible(at(3), unit === '月' ? 'month' : 'quarter');
      return year === undefined ? undefined : monthRange(year, 1, year, last, at(3), at(3));
    },
  ),
  // 2023年三季度, 第3季度
  form(
    `${chineseYear}?\\s*第?\\s*([一二三四\\d])\\s*季度?[底末内]?`,
    ([, digits, word, quarter], at, context) => {
      const number = toNumber(quarter!);
      if (number < 1 || number > 4) return new Impossible(at(3), 'quarter');
      const year = yearOf(digits, word, context);
      return year === undefined ? undefined : quarterReach(year, number);
    },
  ),
  // 2023年上半年
  form(`${chineseYear}?\\s*([上下])半年[底末内]?`, ([, digits, word, half], _at, context) => {
    const year = yearOf(digits, word, context);
    return year === undefined ? undefined : halfReach(year, toNumber(half!));
  }),
  // 十四五: the five-year plans, the 14th from 2021
  form('[“"]?十([一二三四五六])五[”"]?(?:规划)?(?:时期|期间|期?[末内])?', ([, number]) => {
    const first = 2006 + '一二三四五六'.indexOf(number!) * 5;
    return yearReach(first, first + 4);
  }),
  // FY2024, FY24, FY2023/24, Q2 FY2024, FY2024 Q2
  form('(?:cy|calendar\\s+year)\\s*(\\d{4})', ([, digits]) => yearReach(Number(digits))),
  form(
    `(?:([qh])([1-9])\\s*(?:of\\s*)?,?\\s*)?${fiscalYear}(\\d{4}|\\d{2})(?:\\s*[-/–]\\s*(\\d{4}|\\d{2}))?(?:\\s*-?([qh])([1-9]))?`,
    ([, letter, number, year, end, laterLetter, laterNumber], at, { fiscalYearStart = 1 }) => {
      const whole = (digits: string): number =>
        digits.length === 2 ? 2000 + Number(digits) : Number(digits);
      const part = letter ?? laterLetter;
      const which = Number(number ?? laterNumber);
      if (part !== undefined && which > (part === 'q' ? 4 : 2))
        return new Impossible(at(number ? 2 : 6), 'quarter');
      const last = end === undefined ? whole(year!) : whole(end);
      return fiscalReach(
        last,
        fiscalYearStart,
        part === undefined ? undefined : { months: part === 'q' ? 3 : 6, number: which },
      );
    },
  ),
  // Q3 2023, Q3
  form('([qh])([1-9])(?:\\s*(?:of\\s*)?,?[-/]?\\s*(\\d{4}))?', ([, letter, number, digits], at, context) =>
    partOfYear(letter!, Number(number), digits, at(2), context),
  ),
  // 2023Q3, 2023-Q3, 2023 H1
  form('(\\d{4})\\s*年?[-/]?\\s*([qh])([1-9])', ([, digits, letter, number], at, context) =>
    partOfYear(letter!, Number(number), digits, at(3), context),
  ),
  // third quarter of 2023, first half
  form(
    '(?:the\\s+)?(first|second|third|fourth|[1-4](?:st|nd|rd|th))\\s+(quarter|half)(?:\\s+(?:of\\s+)?(\\d{4}))?',
    ([, number, unit, digits], at, context) =>
      partOfYear(unit === 'half' ? 'h' : 'q', toNumber(number!), digits, at(1), context),
  ),
  // 31 December 2023, 31st of December
  form(
    `(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${englishMonth},?(?:\\s+(\\d{4}))?`,
    ([, day, month, digits], at, context) => englishDay(day!, month!, digits, at(1), context),
  ),
  // December 31, 2023
  form(
    `${englishMonth}\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?`,
    ([, month, day, digits], at, context) => englishDay(day!, month!, digits, at(2), context),
  ),
  // December 2023, mid-June, late 2023 is no form
  form(
    `(?:(early|mid|late)[-\\s]+)?${englishMonth},?(?:\\s+(\\d{4}))?`,
    ([, third, month, digits], at, context) => {
      const year = digits === undefined ? context.year : Number(digits);
      return year === undefined ? undefined : monthReach(year, monthOf(month!), at(2), third);
    },
  ),
  // January to June 2023
  form(
    `${englishMonth}(?:\\s*[-–—]\\s*|\\s+to\\s+)${englishMonth},?(?:\\s+(\\d{4}))?`,
    ([, first, last, digits], at, context) => {
      const year = digits === undefined ? context.year : Number(digits);
      return year === undefined
        ? undefined
        : monthRange(year, monthOf(first!), year, monthOf(last!), at(1), at(2));
    },
  ),
  form(
    '(?:the\\s+)?(?:(this|next|last|previous|prior)\\s+)?year(?:[-\\s]end)?',
    ([, which], _at, { year }) => {
      if (year === undefined) return undefined;
      return yearReach(year + (which === undefined || which === 'this' ? 0 : which === 'next' ? 1 : -1));
    },
  ),
  form('year[-\\s]end\\s+(\\d{4})', ([, digits]) => yearReach(Number(digits))),
];

function partOfYear(
  letter: string,
  number: number,
  digits: string | undefined,
  span: Span,
  context: DateContext,
): Reach | Impossible | undefined {
  if (number > (letter === 'q' ? 4 : 2)) return new Impossible(span, 'quarter');
  const year = digits === undefined ? context.year : Number(digits);
  if (year === undefined) return undefined;
  return letter === 'q' ? quarterReach(year, number) : halfReach(year, number);
}

function englishDay(
  day: string,
  month: string,
  digits: string | undefined,
  span: Span,
  context: DateContext,
): Reach | Impossible | undefined {
  const year = digits === undefined ? context.year : Number(digits);
  const reach = dayReach(year ?? 2000, monthOf(month), Number(day), span, span);
  return year === undefined && !(reach instanceof Impossible) ? undefined : reach;
}

function monthRange(
  from: number,
  first: number,
  until: number,
  last: number,
  firstSpan: Span,
  lastSpan: Span,
): Reach | Impossible | undefined {
  if (first < 1 || first > 12) return new Impossible(firstSpan, 'month');
  if (last < 1 || last > 12) return new Impossible(lastSpan, 'month');
  const begin = monthIndex(from, first);
  const end = monthIndex(until, last);
  return begin <= end ? { ...monthsReach(begin, end), precision: 'month' } : undefined;
}

const leading =
  /^(?:截至|截止到?|于|到|至|自|从|力争|确保|end-(?=[a-z])|(?:no\s+later\s+than|not\s+later\s+than|by|before|until|till|due(?:\s+by)?|in|on|from|since|starting|as\s+of)(?=\s)|(?:the\s+)?end[-\s]of(?=\s)|(?:the\s+)?(?=end of)|the(?=\s))\s*/;
const trailing = /\s*(?:以前|之前|前|之内|以内|内|完成|时|止|起)$/;

/** The text without the words that say “by” or “until”, and how much was cut from its start. */
function core(text: string): { text: string; offset: number } {
  let rest = text
    .replace(/[０-９]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .toLowerCase();
  let offset = rest.length - rest.trimStart().length;
  rest = rest.trim();
  for (;;) {
    const lead = leading.exec(rest)?.[0].length ?? 0;
    rest = rest.slice(lead);
    offset += lead;
    // 年内 and 年前 keep what makes them dates.
    const tail = /年内$/.test(rest) ? 0 : (trailing.exec(rest)?.[0].length ?? 0);
    if (lead === 0 && tail === 0) return { text: rest, offset };
    rest = rest.slice(0, rest.length - tail);
  }
}

/** A year, month or day in plain digits, as nearly all are written: 2023, 2023-12-31, 2023年12月底前, 6月30日前. */
const plainDigits =
  /^(?:(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?|(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日|[底末])?前?)$/;

/** What plain digits say without trying all forms; undefined for whatever is written otherwise or does not exist. */
function plainReach(text: string, { year: now }: DateContext): Reach | undefined {
  const [written, isoYear, isoMonth, isoDay, hanYear, hanMonth, hanDay] = plainDigits.exec(text) ?? [];
  if (written === undefined) return undefined;
  const digits = isoYear ?? hanYear;
  const year = digits === undefined ? now : Number(digits);
  const month = isoMonth ?? hanMonth;
  const day = isoDay ?? hanDay;
  if (year === undefined) return undefined;
  if (month === undefined) return yearReach(year);
  const nowhere = { start: 0, end: 0 };
  const reach =
    day === undefined
      ? monthReach(year, Number(month), nowhere)
      : dayReach(year, Number(month), Number(day), nowhere, nowhere);
  return reach instanceof Impossible ? undefined : reach;
}

function reachOf(text: string, context: DateContext): Reach | Impossible | undefined {
  const reach = oneDate(text, context);
  // Nothing that long is a date, and what follows tries every place to cut it.
  if (reach || text.length > 80) return reach;
  return inHan(text, context) ?? fromTo(text, context) ?? yearEnded(text, context);
}

function oneDate(text: string, context: DateContext): Reach | Impossible | undefined {
  const { text: rest, offset } = core(text);
  for (const { pattern, read } of forms) {
    const match = pattern.exec(rest);
    if (!match) continue;
    const at = (group: number): Span => {
      const [start, end] = match.indices?.[group] ?? [0, rest.length];
      return { start: start + offset, end: end + offset };
    };
    const reach = read(match, at, context);
    if (reach) return reach;
  }
  return undefined;
}

/** 二〇二三年十二月三十一日, 十二月底: read in digits; what is impossible in it is then the whole. */
function inHan(text: string, context: DateContext): Reach | Impossible | undefined {
  const digits = text
    .replace(/[〇零一二三四五六七八九]{4}(?=年)/g, (year) =>
      [...year].map((digit) => String('〇一二三四五六七八九'.indexOf(digit.replace('零', '〇')))).join(''),
    )
    .replace(/[一二三四五六七八九十]{1,3}(?=[月日号])/g, (number) => {
      const value = readHan(number);
      return value ? value.coefficient.toFixed() : number;
    });
  if (digits === text) return undefined;
  const reach = reachOf(digits, context);
  return reach instanceof Impossible ? new Impossible({ start: 0, end: text.length }, reach.reason) : reach;
}

/** 2023年9月1日至12月31日, `1 April 2023 to 31 March 2024`: two dates, of which one may leave its year to the other. */
function fromTo(text: string, context: DateContext): Reach | undefined {
  const cut = /\s*(?:[至到—–―~～〜－/]|\bto\b|\s-\s|(?<=[日号])-)\s*/gi;
  for (const { index, 0: mark } of text.matchAll(cut)) {
    const last = text.slice(index + mark.length);
    const first = text.slice(0, index).replace(/^\s*(?:自|从|由|from\s)/i, '');
    const from = partOfRange(first, yearIn(last) ?? context.year, context);
    const until = partOfRange(last, yearIn(first) ?? context.year, context);
    if (from && until && from.first <= until.last)
      return { first: from.first, last: until.last, precision: until.precision };
  }
  return undefined;
}

function yearIn(text: string): number | undefined {
  const year = /(?<!\d)(?:19|20)\d{2}(?!\d)/.exec(text)?.[0];
  return year === undefined ? undefined : Number(year);
}

/** One end of a range: a day, month, quarter or half. */
function partOfRange(text: string, year: number | undefined, context: DateContext): Reach | undefined {
  const reach = oneDate(text, year === undefined ? context : { ...context, year });
  return reach && !(reach instanceof Impossible) && reach.precision !== 'year' ? reach : undefined;
}

/** `year ended 31 March 2024`: the twelve months up to a day or month. */
function yearEnded(text: string, context: DateContext): Reach | undefined {
  const end = /^\s*(?:(?:fiscal|financial)\s+)?year\s+(?:ended|ending)\s+(?:on\s+)?(.+)$/i.exec(text)?.[1];
  const reach = end === undefined ? undefined : oneDate(end, context);
  if (!reach || reach instanceof Impossible || reach.precision === 'year') return undefined;
  const [year, month] = [part(reach.last, 0, 4), part(reach.last, 5, 7)];
  if (part(reach.last, 8, 10) !== daysIn(year, month)) return undefined;
  const last = monthIndex(year, month);
  return { ...monthsReach(last - 11, last), precision: 'year' };
}

const ongoing =
  /^(?:长期(?:推进|坚持|开展|任务|工作|实施)?|持续(?:推进|开展|实施|进行)?|常态化(?:推进|开展|实施)?|常年|ongoing|continuous(?:ly)?|continuing|long[-\s]term|open[-\s]ended|permanent(?:ly)?|rolling)$/;

const recurrences: readonly (readonly [RegExp, Recurrence])[] = [
  [/^(?:每[日天]|按[日天]|逐日|daily|(?:every|each)\s+day)$/, 'day'],
  [/^(?:每个?(?:周|星期)[底末初]?|按周|逐周|weekly|(?:every|each)\s+week)$/, 'week'],
  [
    /^(?:每半年|按半年|half[-\s]yearly|semi-?annual(?:ly)?|biannual(?:ly)?|twice\s+a\s+year|every\s+(?:six|6)\s+months|(?:every|each)\s+half[-\s]year)$/,
    'half',
  ],
  [
    /^(?:每个?月(?:[底末初]|[上中下]旬|\d{1,2}[日号]|最后.{1,6})?|按月|逐月|月度|monthly|(?:every|each)\s+month|(?:the\s+)?end\s+of\s+(?:every|each)\s+month)$/,
    'month',
  ],
  [
    /^(?:每个?季度?(?:[底末初首]|[首末]月.{0,5}|(?:首|第一个|最后一个)月.{0,5})?|按季度?|逐季|季度|quarterly|(?:every|each)\s+quarter|every\s+(?:three|3)\s+months|(?:the\s+)?end\s+of\s+(?:every|each)\s+quarter)$/,
    'quarter',
  ],
  [
    /^(?:每年度?(?:[底末初]|\d{1,2}月(?:份|[底末初]|[上中下]旬|\d{1,2}[日号])?)?|按年度?|逐年|年度|annual(?:ly)?|yearly|(?:every|each)\s+year)$/,
    'year',
  ],
];

/** Reads a date or deadline as people write it: `2023-12-31`, 2023年12月底前, 9月中旬, `Q2 FY2024`, 长期, 每季度. */
export function readDate(text: string, context: DateContext = {}): DateReading {
  const plain = plainReach(text, context);
  if (plain) return { kind: 'date', first: plain.first, last: plain.last, precision: plain.precision };
  const { text: rest } = core(text);
  if (ongoing.test(rest)) return { kind: 'ongoing' };
  for (const [pattern, every] of recurrences) {
    if (pattern.test(rest) || pattern.test(text.trim().toLowerCase())) return { kind: 'recurring', every };
  }
  const reach = reachOf(text, context);
  if (reach instanceof Impossible) return { kind: 'invalid', span: reach.span, reason: reach.reason };
  if (!reach) return { kind: 'text' };
  return { kind: 'date', first: reach.first, last: reach.last, precision: reach.precision };
}

/** Reads a period: `2022`, 2022年上半年, 1—11月, 前三季度, `FY2023`, `2022-2023`, 上年; undefined when it is none. */
export function readPeriod(text: string, context: DateContext = {}): Period | undefined {
  const reach = plainReach(text, context) ?? reachOf(text, context);
  if (!reach || reach instanceof Impossible) return undefined;
  const { first, last, label } = reach;
  // 2022年底 is a day when it says to when a figure holds.
  if (
    reach.precision === 'year' &&
    /(?:年[底末终]|^end of\s+\d{4}|^year[-\s]end\b)/i.test(text.trim()) &&
    !/[至到—–~～]/.test(text)
  ) {
    return { label: last, first: last, last };
  }
  return { label: label ?? labelOf({ first, last }), first, last };
}

const part = (day: string, from: number, to: number): number => Number(day.slice(from, to));

/** The label of whole years, a half, a quarter, whole months, a day, or else of the two days. */
function labelOf({ first, last }: Days): string {
  if (first === last) return first;
  const begin = monthIndex(part(first, 0, 4), part(first, 5, 7));
  const end = monthIndex(part(last, 0, 4), part(last, 5, 7));
  const whole = monthsReach(begin, end);
  if (whole.first !== first || whole.last !== last) return `${first}/${last}`;
  const count = end - begin + 1;
  const year = first.slice(0, 4);
  const from = begin % 12;
  if (from === 0 && count === 12) return year;
  if (from === 0 && count % 12 === 0) return `${year}/${last.slice(0, 4)}`;
  if (count === 6 && from % 6 === 0) return `${year}H${from / 6 + 1}`;
  if (count === 3 && from % 3 === 0) return `${year}Q${from / 3 + 1}`;
  return count === 1 ? first.slice(0, 7) : `${first.slice(0, 7)}/${last.slice(0, 7)}`;
}

/** The period moved by whole months; a day stays at the end of its month if it was there. */
function moved(period: Period, by: number): Period {
  const move = (day: string): string => {
    const index = monthIndex(part(day, 0, 4), part(day, 5, 7));
    const date = part(day, 8, 10);
    const year = Math.floor((index + by) / 12);
    const month = ((((index + by) % 12) + 12) % 12) + 1;
    const atEnd = date === daysIn(part(day, 0, 4), part(day, 5, 7));
    const most = daysIn(year, month);
    return iso(year, month, atEnd ? most : Math.min(date, most));
  };
  const days = {
    first: period.first === period.last ? move(period.last) : move(period.first),
    last: move(period.last),
  };
  const fiscal = /^FY(\d{4})(?:([QH])(\d))?$/.exec(period.label);
  if (!fiscal) return { ...days, label: labelOf(days) };
  const [, year, letter, number] = fiscal;
  if (letter === undefined) return { ...days, label: `FY${Number(year) + by / 12}` };
  const parts = letter === 'Q' ? 4 : 2;
  const index = Number(year) * parts + Number(number) - 1 + (by * parts) / 12;
  return { ...days, label: `FY${Math.floor(index / parts)}${letter}${(index % parts) + 1}` };
}

/** By how many months to the neighbour: its own length, but a year where periods of that length do not tile one (1—11月). */
function stride({ first, last }: Period): number {
  const begin = monthIndex(part(first, 0, 4), part(first, 5, 7));
  const count = monthIndex(part(last, 0, 4), part(last, 5, 7)) - begin + 1;
  const whole = part(first, 8, 10) === 1 && part(last, 8, 10) === daysIn(part(last, 0, 4), part(last, 5, 7));
  return whole && (12 % count === 0 || count % 12 === 0) ? count : 12;
}

/** The period before: last year, the quarter before; for 1—11月 the same months of the year before. */
export function previousPeriod(period: Period): Period {
  return moved(period, -stride(period));
}

/** The period after, as `previousPeriod` is the one before. */
export function nextPeriod(period: Period): Period {
  return moved(period, stride(period));
}

/** The same period a year earlier: what 同比 compares with, where `previousPeriod` is what 环比 compares with. */
export function yearBefore(period: Period): Period {
  return moved(period, -12);
}

/** Whether both cover the same days, however they are called (FY2023 and 2023 where the fiscal year is the calendar's). */
export function samePeriod(a: Period, b: Period): boolean {
  return a.first === b.first && a.last === b.last;
}

/** Days from 0000-03-01, by counting leap days. */
function dayNumber(day: string): number {
  const month = part(day, 5, 7);
  const year = part(day, 0, 4) - (month <= 2 ? 1 : 0);
  const fromMarch = (month + 9) % 12;
  return (
    year * 365 +
    Math.floor(year / 4) -
    Math.floor(year / 100) +
    Math.floor(year / 400) +
    Math.floor((fromMarch * 153 + 2) / 5) +
    part(day, 8, 10)
  );
}

/** The days from `a` to `b` (`YYYY-MM-DD`): positive when `b` is later. */
export function daysBetween(a: string, b: string): number {
  return dayNumber(b) - dayNumber(a);
}

/** The day that it is in a place's own time, YYYY-MM-DD; whoever stands at the edge says when. */
export function localDay(now: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
