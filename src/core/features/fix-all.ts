import type { Analysis } from '../analysis.ts';
import { applyChanges, type TextChange } from '../text/span.ts';
import { preferredChanges } from './actions.ts';

/** A fix may uncover a further problem; after so many rounds the rest is left to the writer. */
const mostRounds = 10;

/**
 * The changes of a text that mend all that can be mended without anybody looking, again and again until nothing of the kind
 * is left. `next` finds the {@link preferredChanges} of the text as it is after a round.
 */
export async function fixAll(
  analysis: Analysis,
  next: (text: string) => Promise<readonly TextChange[]>,
): Promise<readonly TextChange[]> {
  let text = analysis.document.text;
  let all: readonly TextChange[] = [];
  let changes = preferredChanges(analysis).changes;
  const seen = new Set([text]);
  for (let round = 0; changes.length > 0 && round < mostRounds; round++) {
    const mended = applyChanges(text, changes);
    // Two fixes that undo each other would go on for ever.
    if (seen.has(mended)) break;
    all = composed(text, all, changes);
    text = mended;
    seen.add(text);
    changes = await next(text);
  }
  return all;
}

/** A change with the place that its text takes in the text after it. */
interface Made extends TextChange {
  readonly start: number;
}

/**
 * Changes of a text that do what some changes and then further ones do; the spans of the further ones count in the text
 * `between` them.
 */
export function composed(
  between: string,
  first: readonly TextChange[],
  then: readonly TextChange[],
): readonly TextChange[] {
  let text = between;
  let made = inOrder(first);
  // The last comes first, so that the places of the others stay what they are.
  for (const { span, text: written } of inOrder(then).reverse()) {
    const touched = made.filter((one) => one.start <= span.end && span.start <= one.start + one.text.length);
    const before = touched[0];
    const after = touched.at(-1);
    const start = Math.min(span.start, before?.start ?? span.start);
    const end = Math.max(span.end, after ? after.start + after.text.length : span.end);
    const change = {
      span: { start: original(made, start, before), end: original(made, end, after, true) },
      text: text.slice(start, span.start) + written + text.slice(span.end, end),
    };
    text = text.slice(0, span.start) + written + text.slice(span.end);
    made = inOrder([...made.filter((one) => !touched.includes(one)), change]);
  }
  return made.map(({ span, text: written }) => ({ span, text: written }));
}

/** Changes in order, with their places in the text after all of them. */
function inOrder(changes: readonly TextChange[]): Made[] {
  let growth = 0;
  return [...changes]
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
    .map(({ span, text }) => {
      const start = span.start + growth;
      growth += text.length - (span.end - span.start);
      return { span, text, start };
    });
}

/** Where an offset behind some changes stood before them; at the edge of one of them (`edge`), at its edge. */
function original(made: readonly Made[], offset: number, edge: Made | undefined, end = false): number {
  if (edge && !end && offset === edge.start) return edge.span.start;
  if (edge && end && offset === edge.start + edge.text.length) return edge.span.end;
  let growth = 0;
  for (const { start, span, text } of made) {
    if (start + text.length > offset) break;
    growth += text.length - (span.end - span.start);
  }
  return offset - growth;
}
