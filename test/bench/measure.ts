/** How long a piece of work takes, in milliseconds. */
export function time(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The same for work that answers later. */
export async function timeLater(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** One side of a comparison: each call does its work once and says how long that took, in milliseconds. */
export type Side = () => number | Promise<number>;

/** How often each side has its turn. */
export interface Rounds {
  /** Rounds that count. */
  readonly rounds: number;
  /** Rounds before them that do not. */
  readonly warmUp: number;
  /** Whether both sides leave garbage behind them, as it comes: where there is no peer that could pay for ours. */
  readonly littering?: boolean;
  /** How often we work in one round, if that is quick; what takes next to no time needs more samples. */
  readonly each?: number;
}

/** We do not go on any longer than this in one round, in milliseconds. */
const longestTurn = 1500;

/** Lets both sides take turns in one run, so that whatever slows the machine slows both, and gives the median of each. */
export async function takeTurns(
  ours: Side,
  theirs: Side,
  { rounds, warmUp, each = 1, littering = false }: Rounds,
): Promise<{ readonly ours: number; readonly theirs: number }> {
  const samples: { readonly ours: number[]; readonly theirs: number[] } = { ours: [], theirs: [] };
  for (let round = -warmUp; round < rounds; round++) {
    // Nobody pays for what the other left behind.
    if (!littering) globalThis.gc?.();
    const turn = performance.now();
    for (let again = each; again > 0 && performance.now() - turn < longestTurn; again--) {
      const sample = await ours();
      if (round >= 0) samples.ours.push(sample);
    }
    if (!littering) globalThis.gc?.();
    const sample = await theirs();
    if (round >= 0) samples.theirs.push(sample);
  }
  return { ours: median(samples.ours), theirs: median(samples.theirs) };
}

/** Fails the row where two things that must be the same are not. */
export function mustEqual(what: string, one: unknown, other: unknown): void {
  const [a, b] = [one, other].map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  if (a === b) return;
  let at = 0;
  while (a![at] === b![at]) at++;
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 60), at + 120));
  throw new Error(`${what}: not the same at ${at}: ${around(a!)} and ${around(b!)}`);
}
