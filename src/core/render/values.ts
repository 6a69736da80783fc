import type { Scalar } from '../document/node.ts';
import { type Fact, factText, type Metric } from '../model/metric.ts';
import type { Reference } from '../model/reference.ts';
import type { Figure } from '../quantity/figure.ts';
import { type FigureRequest, writeFigure } from '../quantity/format.ts';
import type { Language } from '../text/language.ts';

/** A figure-valued text of a metric as a table shows it: as it was written, with the unit that stands elsewhere in its item. */
export function writtenText(metric: Metric, scalar: Scalar): string {
  const text = scalar.source.trim();
  const fact = metric.facts.find((one) => one.scalar === scalar) ?? partAsFact(metric, scalar);
  return fact ? text + factText({ metric, fact }).slice(fact.figure.text.length) : text;
}

function partAsFact({ parts, ofWhich }: Metric, scalar: Scalar): Fact | undefined {
  const part = [...parts, ...ofWhich].find((one) => one.scalar === scalar);
  return part?.figure && { facet: 'parts', qualifier: part.name.text, figure: part.figure, scalar };
}

/**
 * What stands in the place of an inserted value: the figure as the data has it, or in the unit and wording that are asked
 * for behind its name. Undefined where the name leads to nothing.
 */
export function insertedText({ target, request }: Reference, language: Language): string | undefined {
  if (!target) return undefined;
  const { figure } = target.fact;
  const written = writeFigure(figure, request ?? asStated(figure), language);
  return written === figure.text ? factText(target) : written;
}

/** Nothing but the wording, where a key of its own states it and the figure's text does not. */
function asStated({ approx, qualifier, suffix }: Figure): FigureRequest {
  const elsewhere = approx !== 'exact' && !qualifier && !suffix;
  return elsewhere ? { approx, unread: [] } : { unread: [] };
}
