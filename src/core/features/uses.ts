import type { Analysis, BlockReading } from '../analysis.ts';
import type { Block } from '../document/block.ts';
import { type Mention, mentionsIn } from '../model/mentions.ts';
import type { Metric } from '../model/metric.ts';
import { kept } from '../schema/instance.ts';
import type { Span } from '../text/span.ts';
import { PerBlock } from './per-block.ts';

/** A place at which a metric is named that is stated elsewhere; the span counts from the start of its block. */
export interface Use {
  readonly block: Block;
  readonly span: Span;
}

/** Where blocks name metrics that are stated elsewhere, as far as it is known. */
export type Named = PerBlock<readonly Mention[]>;

/**
 * Where a file refers to each metric, its own and those of its ledgers, in the order of the text: in prose, and by name in
 * data. It goes through the whole file: whoever asks for several metrics asks once, and whoever asks again gives what was
 * `named` before.
 */
export function usesIn(
  { document, of, register }: Pick<Analysis, 'document' | 'of' | 'register'>,
  named: Named = new PerBlock(),
): ReadonlyMap<Metric, readonly Use[]> {
  const uses = new Map<Metric, Use[]>();
  for (const block of document.blocks) {
    for (const { span, text, within } of named.of(of(block), metricsNamed)) {
      const metrics =
        'address' in within ? (within.target ? [within.target.metric] : within.metrics) : register.find(text);
      for (const metric of metrics) {
        const known = uses.get(metric);
        if (known) known.push({ block, span });
        else uses.set(metric, [{ block, span }]);
      }
    }
  }
  return uses;
}

/** The names of metrics to which a block refers, in the order of the text. */
function metricsNamed(reading: BlockReading): readonly Mention[] {
  const named = mentionsIn(reading).filter(({ kind, states }) => kind === 'metric' && !states);
  return kept(named.sort((a, b) => a.span.start - b.span.start));
}

/** Tells the heading of the section that a place lies in; undefined before the first one. */
export function sectionsBy({
  document,
  report,
}: Pick<Analysis, 'document' | 'report'>): (use: Use) => string | undefined {
  const starts = report.sections.map(({ block, span }) => document.startOf(block) + span.start);
  return ({ block, span }) => {
    const at = document.startOf(block) + span.start;
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= at) low = middle + 1;
      else high = middle;
    }
    return report.sections[low - 1]?.heading;
  };
}
