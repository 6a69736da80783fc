import type { Analysis } from '../analysis.ts';
import type { Block } from '../document/block.ts';
import { mentionsIn } from '../model/mentions.ts';
import type { Metric } from '../model/metric.ts';
import type { Span } from '../text/span.ts';

/** A place at which a metric is named that is stated elsewhere; the span counts from the start of its block. */
export interface Use {
  readonly block: Block;
  readonly span: Span;
}

/**
 * Where a file refers to each metric, its own and those of its ledgers, in the order of the text: in prose, and by name in
 * data. It goes through the whole file: whoever asks for several metrics asks once.
 */
export function usesIn({
  document,
  of,
  register,
}: Pick<Analysis, 'document' | 'of' | 'register'>): ReadonlyMap<Metric, readonly Use[]> {
  const uses = new Map<Metric, Use[]>();
  for (const block of document.blocks) {
    const mentions = mentionsIn(of(block)).filter(({ kind, states }) => kind === 'metric' && !states);
    mentions.sort((a, b) => a.span.start - b.span.start);
    for (const { span, text, within } of mentions) {
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
