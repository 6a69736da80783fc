import type { Analysis } from '../analysis.ts';
import { placeInProse } from '../model/prose.ts';
import { type Span, shift, touches } from '../text/span.ts';

/** Where a reference leads: offsets of the text. `from` is the reference, `to` the metric's whole item, `name` its name. */
export interface Definition {
  readonly from: Span;
  readonly to: Span;
  readonly name: Span;
}

/** The metric that the reference at an offset names, where it stands in the same file. */
export function definition({ document, of }: Analysis, offset: number): Definition | undefined {
  const block = document.blockAt(offset);
  for (const { prose, inline, metrics } of block ? of(block).references : []) {
    const from = shift(placeInProse(prose, inline.span), document.startOf(prose.block));
    const metric = metrics.find((one) => document.has(one.block));
    if (!metric || !touches(from, offset)) continue;
    const start = document.startOf(metric.block);
    return {
      from,
      to: shift(metric.item.span, start),
      name: shift(metric.name?.span ?? metric.item.span, start),
    };
  }
  return undefined;
}
