import type { Analysis } from '../analysis.ts';
import { occurrenceAt, occurrencesOf, thingOf } from '../model/occurrences.ts';
import { type Span, shift } from '../text/span.ts';

/** A place where the thing under the cursor is named. */
export interface Highlight {
  readonly span: Span;
  /** Whether it is stated there; else it is referred to. */
  readonly states: boolean;
}

/** All places of the file that name what the name at an offset means; offsets of the text, in its order. */
export function highlights(analysis: Analysis, offset: number): readonly Highlight[] {
  const occurrence = occurrenceAt(analysis, offset);
  if (!occurrence) return [];
  const found: Highlight[] = [];
  for (const { block, span, states } of occurrencesOf(analysis, thingOf(analysis, occurrence)))
    found.push({ span: shift(span, analysis.document.startOf(block)), states });
  return found;
}
