import type { Scalar } from '../document/node.ts';
import type { Reference } from '../model/reference.ts';
import { dataText } from '../rules/bound-value.ts';
import { type Figure, formatFigure } from '../quantity/figure.ts';
import { comparable, sameUnit } from '../quantity/unit.ts';
import type { Language } from '../text/language.ts';

/** A figure of the data as a table shows it: as it was written, with the unit that stands elsewhere in its item. */
export function writtenText(scalar: Scalar, figure: Figure | undefined): string {
  const text = scalar.source.trim();
  const unit = figure?.unit;
  if (!unit || unit.span.start !== unit.span.end) return text;
  return /^[A-Za-z]/.test(unit.text) ? `${text} ${unit.text}` : text + unit.text;
}

/**
 * What stands in the place of an inserted value: the figure as the data has it, or in the unit and wording that are asked
 * for behind its name. Undefined where the name leads to nothing.
 */
export function insertedText({ target, request }: Reference, language: Language): string | undefined {
  if (!target) return undefined;
  const { figure } = target.fact;
  const unit = figure.unit?.match.unit;
  const to = request?.unit?.unit;
  const converts = to !== undefined && unit !== undefined && comparable(unit, to);
  const approx = request?.approx;
  if ((!converts || sameUnit(unit, to)) && approx === undefined) return dataText(figure);
  const options = { language, approx: approx ?? figure.approx, ...(converts ? { to } : {}) };
  const low = formatFigure(figure.low, unit, options);
  return figure.high.eq(figure.low) ? low : `${low}–${formatFigure(figure.high, unit, options)}`;
}
