import Big from 'big.js';
import { type Figure, type Interval, signed } from './figure.ts';
import { isCount, type UnitExpression, unitLike } from './unit.ts';

/** Whether a figure in prose says rightly what the data holds. */
export type Verdict =
  /** `finer`: the prose has more digits than the data, which agree as far as they go. */
  | { readonly kind: 'ok'; readonly finer?: true }
  /** The units cannot be compared, or the prose has none where the data has one. */
  | { readonly kind: 'unit'; readonly reason: 'missing' | 'different' }
  /** Another value; `rounding`: off by less than one step of the last digit; `direction`: rise and fall exchanged. */
  | { readonly kind: 'value'; readonly reason: 'differs' | 'rounding' | 'direction' }
  /**
   * The approximator does not hold: the value is not above or below the number, is `too-far` from it, or the data's
   * own approximator (`unsure`) is missing or another one.
   */
  | { readonly kind: 'wording'; readonly reason: 'not-above' | 'not-below' | 'too-far' | 'unsure' };

/** 近 and 约 reach a tenth of the number: 近200 for 180 to 199, 约200 for 180 to 220. */
const nearness = new Big('0.1');
/** 超过 and 不足 mislead from here on: 超过200 for 400 or more, 不足200 for less than 100. Bounds (≥, 不少于) never do. */
const farness = new Big(2);

const ok: Verdict = { kind: 'ok' };
const value = (reason: 'differs' | 'rounding' | 'direction'): Verdict => ({ kind: 'value', reason });
const wording = (reason: 'not-above' | 'not-below' | 'too-far' | 'unsure'): Verdict => ({
  kind: 'wording',
  reason,
});

export interface CompareOptions {
  /** The data is a change (同比): its sign must be that of the words (下降5.6% for −5.6%). Else only a stated sign counts. */
  readonly change?: boolean;
}

/**
 * Compares a figure in prose with the data's own.
 *
 * - Without an approximator the prose must equal the data at the digits it states: 1.13万户 and 1.1万户 both say
 *   11,320 户 rightly, 1.2万户 does not, and a count of 213 is never 200.
 * - 超过, 突破, `more than`: the data is above; up to twice the number. 多 and 余: it lies below the next step of the
 *   last written digit (8300多: below 8400; 1.2万余: below 1.3万; 10多万: below 20万).
 * - 不少于, 以上, ≥ and 不超过, 以下, ≤ include the number and reach any distance.
 * - 近, `nearly`: below, by at most a tenth. 约, 左右: within a tenth. 不足, 不到, `under`: below, down to half.
 * - Where the data is itself approximate, the prose must say so in the same sense.
 */
export function compareWording(written: Figure, exact: Figure, options: CompareOptions = {}): Verdict {
  if (isSame(written, exact)) return ok;
  const scales = commonScale(written, exact);
  if ('kind' in scales) return scales;
  const truth = signed(exact);
  const falls = written.direction?.sign === 'down';
  const fell = truth.high.lt(0);
  const said =
    options.change === true || (falls && fell) ? signed(written) : { low: written.low, high: written.high };
  const grew = truth.low.gt(0);
  if ((fell && said.low.gt(0)) || (grew && said.high.lt(0))) {
    const mirrored = scaled(flip(said), scales.written);
    const same = compareSize(
      sizeOf(written, mirrored, scales.written),
      sizeOf(exact, scaled(truth, scales.exact), scales.exact),
    );
    return value(same.kind === 'ok' ? 'direction' : 'differs');
  }
  // Of two falls, the sizes are compared, so that 下降超过3% means a fall to beyond 3.
  const fall = fell && said.high.lt(0);
  return compareSize(
    sizeOf(written, scaled(fall ? flip(said) : said, scales.written), scales.written),
    sizeOf(exact, scaled(fall ? flip(truth) : truth, scales.exact), scales.exact),
  );
}

/** Whether both plainly say the same to the same digit, as most figures in prose do. */
function isSame(a: Figure, b: Figure): boolean {
  return (
    a.decimals === b.decimals &&
    a.approx === 'exact' &&
    b.approx === 'exact' &&
    !a.direction &&
    !b.direction &&
    a.unit?.match.unit === b.unit?.match.unit &&
    a.low.eq(b.low) &&
    a.high.eq(b.high) &&
    a.place.eq(b.place)
  );
}

/** A figure brought to a scale that both sides share. */
interface Size extends Interval {
  readonly figure: Figure;
  /** What one step of the last stated digit is worth; 0 for an exact count. */
  readonly place: Big;
  readonly lowPlace: Big;
  readonly scale: Big;
}

function sizeOf(figure: Figure, { low, high }: Interval, scale: Big): Size {
  return {
    figure,
    low,
    high,
    place: figure.place.times(scale),
    lowPlace: figure.lowPlace.times(scale),
    scale,
  };
}

const flip = ({ low, high }: Interval): Interval => ({ low: high.times(-1), high: low.times(-1) });
const scaled = ({ low, high }: Interval, by: Big): Interval => ({ low: low.times(by), high: high.times(by) });

/** Factors that bring both figures to one unit without a division, or why there is none. */
function commonScale(written: Figure, exact: Figure): { written: Big; exact: Big } | Verdict {
  const one = new Big(1);
  const said = written.unit?.match;
  const truth = exact.unit?.match.unit;
  if (isNone(truth))
    return isNone(said?.unit) ? { written: one, exact: one } : { kind: 'unit', reason: 'different' };
  if (said === undefined || isNone(said.unit)) return { kind: 'unit', reason: 'missing' };
  const meant = unitLike(said, truth!);
  if (!meant) return { kind: 'unit', reason: 'different' };
  return {
    written: meant.numerator.times(meant.multiplier).times(truth!.denominator),
    exact: truth!.numerator.times(truth!.multiplier).times(meant.denominator),
  };
}

/** An index is a bare number with or without 点. */
function isNone(unit: UnitExpression | undefined): boolean {
  return unit === undefined || unit.dimension === 'none' || unit.dimension === 'index';
}

function compareSize(said: Size, truth: Size): Verdict {
  const saidRange = !said.low.eq(said.high);
  const truthRange = !truth.low.eq(truth.high);
  const equal = rounds(said.low, truth.low, said.lowPlace, exactPlace(truth, truth.lowPlace));
  const agree =
    equal.kind === 'ok' ? rounds(said.high, truth.high, said.place, exactPlace(truth, truth.place)) : equal;
  if (truth.figure.approx !== 'exact') {
    if (agree.kind !== 'ok') return agree;
    const same =
      said.figure.approx === truth.figure.approx && said.figure.inclusive === truth.figure.inclusive;
    return same ? agree : wording('unsure');
  }
  if (saidRange && !truthRange)
    return truth.low.gte(said.low) && truth.low.lte(said.high) ? ok : value('differs');
  if (truthRange && !saidRange) {
    return said.low.gte(truth.low) && said.low.lte(truth.high) ? wording('unsure') : value('differs');
  }
  if (saidRange || said.figure.approx === 'exact') return agree;
  return holds(said, truth.low);
}

/** How far the data itself is open: not at all for a count of single things. */
function exactPlace({ figure }: Size, place: Big): Big {
  const unit = figure.unit?.match.unit;
  const counted =
    unit !== undefined && isCount(unit) && figure.multiplier === undefined && figure.decimals === 0;
  return counted ? new Big(0) : place;
}

function rounds(said: Big, truth: Big, place: Big, truthPlace: Big): Verdict {
  const difference = said.minus(truth).abs();
  if (difference.times(2).lte(place))
    return place.lt(truthPlace) && difference.gt(0) ? { kind: 'ok', finer: true } : ok;
  if (difference.times(2).lte(truthPlace)) return { kind: 'ok', finer: true };
  return value(difference.lt(place) && !place.eq(truthPlace) ? 'rounding' : 'differs');
}

function holds(said: Size, truth: Big): Verdict {
  const number = said.low;
  const { approx, inclusive } = said.figure;
  const positive = number.gt(0);
  switch (approx) {
    case 'over': {
      if (inclusive ? truth.lt(number) : truth.lte(number)) return wording('not-above');
      const step = openStep(said);
      if (step) return truth.lt(number.plus(step)) ? ok : wording('too-far');
      return !inclusive && positive && truth.gte(number.times(farness)) ? wording('too-far') : ok;
    }
    case 'under': {
      if (inclusive ? truth.gt(number) : truth.gte(number)) return wording('not-below');
      return !inclusive && positive && truth.times(farness).lt(number) ? wording('too-far') : ok;
    }
    case 'near': {
      if (truth.gte(number)) return wording('not-below');
      return truth.lt(number.minus(number.abs().times(nearness))) ? wording('too-far') : ok;
    }
    default:
      return truth.minus(number).abs().gt(number.abs().times(nearness)) ? wording('too-far') : ok;
  }
}

/**
 * How far 多 and 余 reach: one step of the last digit that is not a zero. After the multiplier (10万余) it is the
 * last written digit; before it (10多万) or without one, the zeros at the end do not count.
 */
function openStep({ figure, scale }: Size): Big | undefined {
  const { suffix, span, text, multiplier, decimals } = figure;
  if (
    !suffix ||
    figure.qualifier ||
    !/[多余来]$/.test(text.slice(suffix.start - span.start, suffix.end - span.start))
  ) {
    return undefined;
  }
  const factor = multiplier?.factor ?? new Big(1);
  const afterMultiplier = multiplier !== undefined && suffix.start >= multiplier.span.end;
  if (decimals > 0 || afterMultiplier) return figure.place.times(scale);
  const zeros = /0*$/.exec(figure.low.div(factor).toFixed())![0].length;
  return new Big(10).pow(zeros).times(factor).times(scale);
}
