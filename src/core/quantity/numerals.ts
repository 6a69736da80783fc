import Big from 'big.js';

/** A whole number in Chinese characters; its value is `coefficient` × 10^`power`. */
export interface HanNumeral {
  readonly coefficient: Big;
  /** The power of ten of a final 万, 亿 or 万亿; 0 when it ends otherwise. */
  readonly power: 0 | 4 | 8 | 12;
  /** How many characters that final multiplier takes. */
  readonly multiplierLength: 0 | 1 | 2;
  /** Nothing but powers of ten (万, 千亿, 百): what stands in 近万人, but in many other words too. */
  readonly bare: boolean;
}

const digits: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const powers: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** The characters of Chinese numerals, for use inside a character class of a pattern. */
export const hanDigits = '〇零一二两三四五六七八九十百千万亿萬億';

/** A number below 10,000: 十二, 一百零五, 三千. The first digit may be missing (十二, 千) where the numeral begins. */
function belowWan(text: string, begins: boolean): number | undefined {
  let total = 0;
  let digit: number | undefined;
  let last = 10_000;
  for (let index = 0; index < text.length; index++) {
    const char = text[index]!;
    const value = digits[char];
    if (value !== undefined) {
      // A zero bridges a gap and is followed by a digit; two digits side by side are a list or a year.
      if (digit !== undefined || (value === 0 && text.length > 1 && !(text[index + 1]! in digits)))
        return undefined;
      if (value > 0 || text.length === 1) digit = value;
      continue;
    }
    const power = powers[char];
    if (power === undefined || power >= last) return undefined;
    if (digit === undefined && !(begins && index === 0)) return undefined;
    total += (digit ?? 1) * power;
    last = power;
    digit = undefined;
  }
  // 三百五 is said, not written, and could be 305 or 350.
  if (digit !== undefined && last > 10 && total > 0 && !/[零〇]/.test(text)) return undefined;
  return total + (digit ?? 0);
}

function belowYi(text: string, begins: boolean): number | undefined {
  const at = text.indexOf('万');
  if (at < 0) return belowWan(text, begins);
  if (at === 0 && !begins) return undefined;
  const above = at === 0 ? 1 : belowWan(text.slice(0, at), begins);
  const below = at === text.length - 1 ? 0 : belowWan(text.slice(at + 1), false);
  return above === undefined || below === undefined ? undefined : above * 10_000 + below;
}

/** Reads a numeral such as 十二, 一百零五, 五千万, 一亿两千万, 千亿; undefined for what is none (一二, 亿万, 三五). */
export function readHan(written: string): HanNumeral | undefined {
  const text = /[萬億]/.test(written) ? written.replaceAll('萬', '万').replaceAll('億', '亿') : written;
  const at = text.indexOf('亿');
  if (at !== text.lastIndexOf('亿') || text === '') return undefined;
  const above = at < 0 ? 0 : at === 0 ? 1 : belowYi(text.slice(0, at), true);
  const below = at === text.length - 1 ? 0 : belowYi(text.slice(at + 1), at < 0);
  if (above === undefined || below === undefined) return undefined;
  const power = text.endsWith('万亿') ? 12 : text.endsWith('亿') ? 8 : text.endsWith('万') ? 4 : 0;
  const multiplierLength = power === 12 ? 2 : power > 0 ? 1 : 0;
  const whole = above * 1e8 + below;
  const coefficient = Number.isSafeInteger(whole)
    ? new Big(whole / 10 ** power)
    : new Big(above).times('1e8').plus(below).times(`1e-${power}`);
  return { coefficient, power, multiplierLength, bare: /^[百千万亿][十百千万亿]*$|^十[万亿]+$/.test(text) };
}
