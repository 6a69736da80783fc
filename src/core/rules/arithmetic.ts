import Big from 'big.js';
import { type Figure, type Interval, interval, roughInterval } from '../quantity/figure.ts';

/** Whether two intervals have a number in common: so compared, rounded figures do not contradict each other (XBRL Calculations 1.1). */
export function overlap(a: Interval, b: Interval): boolean {
  return a.low.lte(b.high) && b.low.lte(a.high);
}

/** The interval of a plainly stated figure, signed by its direction; undefined for one that is worded as a bound or an estimate. */
export function exactInterval(figure: Figure | undefined): Interval | undefined {
  if (figure?.approx !== 'exact') return undefined;
  const { low, high } = interval(figure);
  return figure.direction?.sign === 'down' && low.gte(0)
    ? { low: high.times(-1), high: low.times(-1) }
    : { low, high };
}

/**
 * Whether a stated ratio clearly is that of two numbers, less 1 where it is a change. Told in doubles, since nearly all
 * are and exact divisions are dear; where it is not clear, exact intervals decide.
 */
export function clearlyRatio(stated: Figure, above: Figure, below: Figure, less: 0 | 1): boolean {
  const said = roughInterval(stated);
  const over = roughInterval(above);
  const under = roughInterval(below);
  if (stated.direction || above.direction || below.direction || under.low <= 0 || over.low < 0) return false;
  const low = over.low / under.high - less;
  const high = over.high / under.low - less;
  const margin = 1e-9 * Math.max(1, Math.abs(high));
  return said.low + margin < high && low + margin < said.high;
}

/** The interval's middle alone: for what is set and not measured, as a target is. */
export function point(interval: Interval): Interval {
  const at = middle(interval);
  return { low: at, high: at };
}

/** The sum of intervals. */
export function sum(intervals: readonly Interval[]): Interval {
  return intervals.reduce(
    (total, { low, high }) => ({ low: total.low.plus(low), high: total.high.plus(high) }),
    {
      low: new Big(0),
      high: new Big(0),
    },
  );
}

/** The quotient of two intervals of positive numbers; undefined where the divisor may be zero or a number negative. */
export function quotient(a: Interval, b: Interval): Interval | undefined {
  if (b.low.lte(0) || a.low.lt(0)) return undefined;
  return { low: a.low.div(b.high), high: a.high.div(b.low) };
}

/** The interval moved by a number. */
export function plus({ low, high }: Interval, by: number): Interval {
  return { low: low.plus(by), high: high.plus(by) };
}

/** A ratio as percent text, at as many decimals as the stated figure has. */
export function percentText(ratio: Big, decimals: number): string {
  return `${ratio.times(100).toFixed(decimals)}%`;
}

/** The middle of an interval, for saying what it should have been. */
export function middle({ low, high }: Interval): Big {
  return low.plus(high).div(2);
}
