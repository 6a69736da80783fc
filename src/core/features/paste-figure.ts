import type { Analysis } from '../analysis.ts';
import { maskCode } from '../document/inline.ts';
import { type Prose, placeInProse } from '../model/prose.ts';
import { scanFigures } from '../quantity/scan.ts';
import { type Span, shift, type TextChange } from '../text/span.ts';
import { staysReadable } from './actions/action.ts';
import { bindingsOf } from './actions/bind.ts';

/** A pasted figure as a value that is bound to a metric. */
export interface PastedFigure {
  /** What it is bound to, as references name it. */
  readonly name: string;
  readonly changes: readonly TextChange[];
}

/** The metrics to which a figure can be bound that is pasted alone into prose, the likeliest first. */
export function pasteFigure(analysis: Analysis, at: Span, text: string): readonly PastedFigure[] {
  const written = text.trim();
  if (written === '' || written.length > 60 || /[\r\n\t[\]{}]/.test(written)) return [];
  const { document, project, of } = analysis;
  const [figure, ...others] = scanFigures(written, project.catalogue);
  if (!figure || others.length > 0 || figure.text !== written) return [];
  const block = document.blockAt(at.start);
  if (!block) return [];
  const start = document.startOf(block);
  for (const prose of of(block).model.proses) {
    const span = inProse(prose, shift(at, -start));
    if (!span) continue;
    return bindingsOf(analysis, prose, figure, span).flatMap(({ address, text: bound }) => {
      const change = { span: shift(at, -start), text: bound };
      if (!staysReadable({ analysis, block }, [change])) return [];
      return [{ name: address, changes: [{ span: at, text: bound }] }];
    });
  }
  return [];
}

/** A stretch of the block as one of the prose; undefined outside of it, in code and in a reference. */
function inProse(prose: Prose, { start, end }: Span): Span | undefined {
  const from = offsetIn(prose, start);
  const to = end === start ? from : offsetIn(prose, end);
  if (from === undefined || to === undefined) return undefined;
  if (
    prose.inlines.some(
      ({ span }) => span.start < to && from < span.end && !(span.start >= from && span.end <= to),
    )
  )
    return undefined;
  // A sign that stands there would be masked where it lies in code.
  const probe = `${prose.text.slice(0, from)}x${prose.text.slice(to)}`;
  return maskCode(probe)[from] === 'x' ? { start: from, end: to } : undefined;
}

function offsetIn(prose: Prose, offset: number): number | undefined {
  if (!prose.scalar) return offset;
  const { start, end } = prose.scalar.span;
  if (offset < start || offset > end) return undefined;
  for (let at = 0; at <= prose.text.length; at++) {
    if (placeInProse(prose, { start: at, end: at }).start === offset) return at;
  }
  return undefined;
}
