/** What was measured on both sides, and how it stands against what it should be. */
export interface Result {
  readonly row: number;
  readonly measure: string;
  /** The size and form of the text, or what else was given to both. */
  readonly size: string;
  readonly ours: number;
  readonly peer: string;
  /** Undefined where the target is a figure of its own. */
  readonly theirs?: number;
  readonly unit: Unit;
  readonly target?: Target;
}

export type Unit = 'ms' | 'bytes';

/** At most so much of the peer's figure, or at most so many of the unit. */
export type Target = { readonly ratio: number } | { readonly most: number };

/** Undefined where there is no target. */
export function isMet({ ours, theirs, target }: Result): boolean | undefined {
  if (!target) return undefined;
  return 'most' in target ? ours <= target.most : theirs !== undefined && ours <= theirs * target.ratio;
}

/** The results as the lines of a Markdown table, with its head. */
export function table(results: readonly Result[]): string {
  const lines = [
    '| | measure | size, form | ours | peer | ratio | target | met |',
    '|---|---|---|---:|---|---:|---:|---|',
    ...results.map((result) => {
      const { row, measure, size, ours, peer, theirs, unit, target } = result;
      const met = isMet(result);
      return `| ${[
        row,
        measure,
        size,
        amount(ours, unit),
        theirs === undefined ? peer : `${amount(theirs, unit)} (${peer})`,
        theirs === undefined ? '' : ratio(ours / theirs),
        target === undefined ? '' : `≤ ${'most' in target ? amount(target.most, unit) : ratio(target.ratio)}`,
        met === undefined ? '' : met ? 'yes' : '**no**',
      ].join(' | ')} |`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}

function amount(value: number, unit: Unit): string {
  if (unit === 'bytes')
    return value < 100_000 ? `${significant(value / 1e3)} KB` : `${significant(value / 1e6)} MB`;
  return value < 10_000 ? `${significant(value)} ms` : `${significant(value / 1000)} s`;
}

function ratio(value: number): string {
  return value < 0.1 && value > 0
    ? `1/${Math.round(1 / value).toLocaleString('en')}`
    : `${significant(value)} ×`;
}

function significant(value: number): string {
  return Number(value.toPrecision(value < 1000 ? 3 : 4)).toLocaleString('en', { maximumFractionDigits: 6 });
}
