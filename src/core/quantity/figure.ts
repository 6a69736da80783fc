import Big from 'big.js';
import type { Span } from '../text/span.ts';
import { divide, isCount, type Multiplier, rough, type UnitMatch } from './unit.ts';
import type { Approx } from './words.ts';

/**
 * A figure as written: number, multiplier, unit and wording. All spans are UTF-16 offsets in the text that was
 * scanned. Numbers are in the written unit: `1.13万户` is 11,300 户.
 */
export interface Figure {
  /** From the first word that qualifies the number (约, 每人每月, $) to the last of unit and suffix. */
  readonly span: Span;
  readonly text: string;
  readonly approx: Approx;
  /** For over and under: whether the number itself is included (不少于, 以上, ≥). */
  readonly inclusive: boolean;
  /** Two approximators where one would do, or that contradict each other: 约…左右, 超过…以上, 近…多. */
  readonly redundant: boolean;
  /** The approximator before the number: 约, 超过, `more than`. */
  readonly qualifier?: Span;
  /** The approximator after the number, the multiplier or the unit: 多, 余, 以上, 左右, `or more`. */
  readonly suffix?: Span;
  /** A word of rise or fall right before (增长, 下降, `fell by`) or after (`increase`); it is not part of the span. */
  readonly direction?: { readonly span: Span; readonly sign: 'up' | 'down' };
  /** 新增, 净增, 累计 right before; not part of the span. */
  readonly nature?: { readonly span: Span; readonly kind: 'new' | 'net' | 'cumulative' };
  /** 每人每月 before the number; the unit's match is then the whole rate. */
  readonly per?: Span;
  /** The digits or the Chinese numeral, both ends of a range with what stands between; empty where 万 or 亿 stands alone. */
  readonly number: Span;
  /** The number × the multiplier; the lower end of a range. */
  readonly low: Big;
  readonly high: Big;
  /** Digits after the decimal point, as written (of a range, of its upper end). */
  readonly decimals: number;
  /** What one step of the last written digit is worth: 0.01 万 = 100 for `1.13万户`. */
  readonly place: Big;
  /** The same for the lower end of a range. */
  readonly lowPlace: Big;
  readonly multiplier?: Multiplier & { readonly span: Span };
  /** Absent where no unit was recognised. The match's own multiplier is always 1: it stands in `multiplier`. */
  readonly unit?: { readonly span: Span; readonly text: string; readonly match: UnitMatch };
}

/** Two values, the lower one first. */
export interface Interval {
  readonly low: Big;
  readonly high: Big;
}

/**
 * The values that the figure may stand for at its stated decimals, in the base unit of its dimension: `58.2` is
 * 58.15 to 58.25, as in XBRL Calculations 1.1. A count without decimals or multiplier is exact. Approximators are
 * not looked at.
 */
export function interval(figure: Figure): Interval {
  const unit = figure.unit?.match.unit;
  const base = (value: Big): Big =>
    unit ? divide(value.times(unit.numerator).times(unit.multiplier), unit.denominator) : value;
  if (isExact(figure)) {
    const low = base(figure.low);
    return { low, high: figure.high === figure.low ? low : base(figure.high) };
  }
  return {
    low: base(figure.low.minus(figure.lowPlace.times(half))),
    high: base(figure.high.plus(figure.place.times(half))),
  };
}

const half = new Big('0.5');

/** The same interval in doubles, each end right to some fifteen digits: for what need not be told exactly. */
export function roughInterval(figure: Figure): { readonly low: number; readonly high: number } {
  const scale = figure.unit?.match.unit.size ?? 1;
  const exact = isExact(figure);
  const low = rough(figure.low) - (exact ? 0 : rough(figure.lowPlace) / 2);
  const high = rough(figure.high) + (exact ? 0 : rough(figure.place) / 2);
  return { low: low * scale, high: high * scale };
}

function isExact({ decimals, multiplier, unit }: Figure): boolean {
  return decimals === 0 && multiplier === undefined && (unit === undefined || isCount(unit.match.unit));
}

/** The figure's value with the sign that the words give it: `下降3.2%` is −3.2. */
export function signed(figure: Figure): Interval {
  return figure.direction?.sign === 'down'
    ? { low: figure.high.times(-1), high: figure.low.times(-1) }
    : { low: figure.low, high: figure.high };
}

/** A figure without a unit of its own, read together with the unit that stands in a field of its own (`unit: 亿元`). */
export function withUnit(figure: Figure, match: UnitMatch): Figure {
  const { scale } = match.unit;
  const empty = { start: figure.span.end, end: figure.span.end };
  // What is added to a copy stands before it: engines make a new shape for each object that grows after it was copied.
  if (!scale) return { unit: { span: empty, text: '', match }, ...figure };
  const { factor } = scale;
  return {
    unit: { span: empty, text: '', match: { ...match, unit: match.unit.scaled(undefined) } },
    ...figure,
    low: figure.low.times(factor),
    high: figure.high.times(factor),
    place: figure.place.times(factor),
    lowPlace: figure.lowPlace.times(factor),
    multiplier: {
      span: empty,
      text: (figure.multiplier?.text ?? '') + scale.text,
      factor: factor.times(figure.multiplier?.factor ?? 1),
    },
  };
}
