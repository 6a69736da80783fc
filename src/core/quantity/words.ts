import type { Language } from '../text/language.ts';

/** How a figure is worded: as it is, above, below, about, or nearly reaching the number. */
export type Approx = 'exact' | 'over' | 'under' | 'about' | 'near';

/** A word that makes a figure approximate. */
export interface ApproxWord {
  readonly word: string;
  readonly language: Language;
  /** Before the number (约), between number and unit (多), or after the unit (以上). */
  readonly place: 'before' | 'inside' | 'after';
  readonly approx: Exclude<Approx, 'exact'>;
  /** Whether the number itself is included: 不少于, 以上, ≥ (GB/T and statute usage count 以上 and 以下 with the number). */
  readonly inclusive: boolean;
}

function words(
  language: Language,
  place: ApproxWord['place'],
  approx: ApproxWord['approx'],
  inclusive: boolean,
  list: string,
): ApproxWord[] {
  return list.split('|').map((word) => ({ word, language, place, approx, inclusive }));
}

/** All approximators; of several with one meaning, the first is the one to write. */
export const approxWords: readonly ApproxWord[] = [
  ...words('zh', 'before', 'over', false, '超过|突破|超出|超|逾|高于|多于|大于|超逾|破|过|上|>|＞'),
  ...words('zh', 'before', 'over', true, '不少于|不低于|不小于|至少|最少|≥|≧|⩾|>='),
  ...words('zh', 'before', 'under', false, '不足|不到|低于|少于|小于|不满|未满|未达|<|＜'),
  ...words('zh', 'before', 'under', true, '不超过|不高于|不多于|不大于|至多|最多|≤|≦|⩽|<='),
  ...words('zh', 'before', 'near', false, '近|接近|将近|几近'),
  ...words('zh', 'before', 'about', false, '约|大约|约为|大概|大致|~|～|≈|±'),
  ...words('zh', 'inside', 'over', false, '余|多|有余|来'),
  ...words('zh', 'inside', 'over', true, '+|＋'),
  ...words('zh', 'after', 'over', true, '以上|及以上|或以上'),
  ...words('zh', 'after', 'over', false, '多|有余'),
  ...words('zh', 'after', 'under', true, '以下|以内|及以下|之内'),
  ...words('zh', 'after', 'about', false, '左右|上下|许'),
  ...words(
    'en',
    'before',
    'over',
    false,
    'more than|over|above|greater than|exceeding|in excess of|just over|upwards of|well over',
  ),
  ...words(
    'en',
    'before',
    'over',
    true,
    'at least|no fewer than|no less than|not less than|not fewer than|a minimum of',
  ),
  ...words('en', 'before', 'under', false, 'less than|fewer than|under|below|just under'),
  ...words(
    'en',
    'before',
    'under',
    true,
    'at most|up to|no more than|not more than|not exceeding|a maximum of',
  ),
  ...words('en', 'before', 'near', false, 'nearly|almost|close to'),
  ...words(
    'en',
    'before',
    'about',
    false,
    'about|around|approximately|roughly|some|an estimated|approx.|circa|c.|ca.',
  ),
  ...words('en', 'after', 'over', true, 'or more|and above|or above|and over'),
  ...words('en', 'after', 'under', true, 'or less|or fewer|or below'),
  ...words('en', 'after', 'about', false, 'or so'),
];

/** The word to write for a meaning: `over` in Chinese is 超过 before the number. */
export function approxWord(approx: Approx, inclusive: boolean, language: Language): ApproxWord | undefined {
  return approxWords.find(
    (word) =>
      word.approx === approx &&
      word.inclusive === inclusive &&
      word.language === language &&
      word.place !== 'inside',
  );
}
