import type { Language } from '../text/language.ts';

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** A day (YYYY-MM-DD) as a page writes it: 2022年12月31日, 31 December 2022. */
export function formatDay(day: string, language: Language): string {
  const [year, month, date] = day.split('-').map(Number);
  if (!year || !month || !date) return day;
  return language === 'zh' ? `${year}年${month}月${date}日` : `${date} ${months[month - 1]} ${year}`;
}
