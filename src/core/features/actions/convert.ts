import Big from 'big.js';
import { maskCode } from '../../document/inline.ts';
import { hasUnitApart, type Metric, placeOf } from '../../model/metric.ts';
import { placeInProse } from '../../model/prose.ts';
import type { Reference } from '../../model/reference.ts';
import type { Figure } from '../../quantity/figure.ts';
import { formatFigure } from '../../quantity/format.ts';
import { readFigure, scanFigures } from '../../quantity/scan.ts';
import {
  comparable,
  convert,
  type Multiplier,
  multiplierWord,
  sameUnit,
  type UnitExpression,
} from '../../quantity/unit.ts';
import type { Language } from '../../text/language.ts';
import { type Span, type TextChange, touches } from '../../text/span.ts';
import { type Action, type Here, inText, staysReadable } from './action.ts';
import { bearsOut, resolvedAs } from './reference.ts';

/** How many units are offered. */
const most = 6;
/** How many digits a number may have behind its point. */
const mostDecimals = 4;

/** A unit to write in, its multiplier included. */
interface Target {
  readonly unit: UnitExpression;
  readonly text: string;
}

/** A number in another unit. */
interface Converted {
  readonly value: Big;
  readonly decimals: number;
  /** Whether digits were left out. */
  readonly rounded: boolean;
}

/** Whether a figure may be written otherwise: the part of its text that changes, and how. */
type Fits = (change: {
  readonly part: Span;
  readonly text: string;
  readonly converted: Converted;
  readonly target: Target;
}) => boolean;

/**
 * Writes a figure in another unit, number and unit together. A number that does not end within four decimals is rounded to
 * the fewest from which the figure can be worked out again as it was written; where that takes more, nothing is offered.
 */
export function convertUnit(here: Here): readonly Action[] {
  return inProse(here) ?? inMetric(here);
}

function inProse(here: Here): readonly Action[] | undefined {
  const { reading, analysis } = here;
  for (const prose of reading.model.proses) {
    for (const figure of scanFigures(maskCode(prose.text), analysis.project.catalogue)) {
      const span = placeInProse(prose, figure.span);
      if (!touches(span, here.at.start) || !touches(span, here.at.end)) continue;
      const reference = reading.references.find(
        (one) => one.prose === prose && covers(one.inline.span, figure.span),
      );
      const fits: Fits = ({ part, text }) =>
        reference === undefined || !bearsOut(reference) || staysBound(here, reference, part, text);
      return actionsFor(here, figure, (part) => placeInProse(prose, part), fits);
    }
  }
  return undefined;
}

/** Whether a bound value still says what its data says with a part of it written otherwise. */
function staysBound(here: Here, reference: Reference, part: Span, text: string): boolean {
  const { prose, inline } = reference;
  const written =
    prose.text.slice(inline.span.start, part.start) + text + prose.text.slice(part.end, inline.span.end);
  const other = resolvedAs(here, prose, inline.span, written);
  return other?.target?.fact === reference.target?.fact && other !== undefined && bearsOut(other);
}

function covers(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether a figure of the data claims no more digits than another, one aside: sums and bound values would no longer agree with it. */
function isAsCoarse({ place, unit }: Figure, { decimals }: Converted, to: UnitExpression): boolean {
  const step = new Big(10).pow(-decimals).times(to.factor).times(to.multiplier);
  return step.times(10).gt(place.times(unit!.match.unit.factor));
}

function inMetric(here: Here): readonly Action[] {
  for (const metric of here.reading.content.metrics) {
    if (metric.block !== here.block) continue;
    const { unit } = metric;
    if (unit && touches(unit.span, here.at.start)) return together(here, metric);
    for (const fact of metric.facts) {
      const span = placeOf(fact, fact.figure.span);
      if (!touches(span, here.at.start) || !touches(span, here.at.end)) continue;
      if (hasUnitApart(fact.figure)) return unit ? together(here, metric) : [];
      const { figure } = fact;
      const fits: Fits = ({ converted, target }) => isAsCoarse(figure, converted, target.unit);
      return actionsFor(here, figure, (part) => placeOf(fact, part), fits);
    }
  }
  return [];
}

/** The actions for a figure whose unit stands behind its number. */
function actionsFor(here: Here, figure: Figure, place: (part: Span) => Span, fits: Fits): readonly Action[] {
  const written = figure.text;
  const { unit, number, multiplier } = figure;
  if (!unit || !isPlain(figure) || unit.span.start < number.end || /[[\]]/.test(written)) return [];
  const from = unit.match.unit.scaled(multiplier);
  const { language } = here.analysis.report;
  const part = { start: number.start, end: unit.span.end };
  const head = written.slice(number.start - figure.span.start, number.end - figure.span.start);
  return targetsFor(here, from, figure.low.abs()).flatMap((target) => {
    const converted = inUnit(figure, from, target.unit);
    if (!converted) return [];
    const text = writtenIn(converted, target.unit, language, head.includes(','));
    const again = readFigure(text, here.analysis.project.catalogue).figure;
    if (!again?.unit || !sameUnit(again.unit.match.unit.scaled(again.multiplier), target.unit)) return [];
    if (!fits({ part, text, converted, target })) return [];
    const changes = [{ span: place(part), text }];
    return action(here, text, converted.rounded, changes);
  });
}

/** The actions for a metric whose unit stands under a key of its own: every figure that has none beside it goes along. */
function together(here: Here, metric: Metric): readonly Action[] {
  const { unit, facts, misread } = metric;
  const from = unit?.match?.unit;
  if (!unit || !from || misread.length > 0) return [];
  // A percentage has its own unit, and that is written nowhere.
  const apart = facts.filter(({ figure }) => hasUnitApart(figure) && figure.unit?.match.unit.id === from.id);
  const [first] = apart;
  if (!first || apart.some(({ figure }) => !isPlain(figure))) return [];
  return targetsFor(here, from, first.figure.low.abs()).flatMap((target) => {
    const changes: TextChange[] = [];
    let rounded = false;
    let shown = '';
    for (const fact of apart) {
      // The figure's own multiplier is the unit's: 3 of 万人 is written 3.
      const own = fact.figure.multiplier?.span;
      if (own && own.end > own.start) return [];
      const converted = inUnit(fact.figure, from, target.unit);
      if (!converted || !isAsCoarse(fact.figure, converted, target.unit)) return [];
      rounded ||= converted.rounded;
      const { start, end } = fact.figure.number;
      const grouped = fact.scalar.source.slice(start, end).includes(',');
      const text = numberOf(converted, grouped);
      shown ||= text;
      changes.push({ span: placeOf(fact, fact.figure.number), text });
    }
    changes.push({ span: unit.span, text: target.text });
    return action(
      here,
      `${shown}${/^[A-Za-z]/.test(target.text) ? ' ' : ''}${target.text}`,
      rounded,
      changes,
    );
  });
}

function action(here: Here, text: string, rounded: boolean, changes: readonly TextChange[]): Action[] {
  if (!staysReadable(here, changes)) return [];
  const key = rounded ? 'action.convert-rounded' : 'action.convert';
  return [{ title: { key, params: { text } }, kind: 'rewrite', changes: inText(here, changes) }];
}

/** Whether nothing but a number and a unit is written: no range, and nothing between them as in 8300多个. */
function isPlain({ low, high, suffix, per, redundant }: Figure): boolean {
  return low.eq(high) && !low.eq(0) && suffix === undefined && per === undefined && !redundant;
}

/** The number of a figure in another unit, where so many digits say it. */
function inUnit({ low, place }: Figure, from: UnitExpression, to: UnitExpression): Converted | undefined {
  // The multiplier of the figure is in its value already.
  const base = from.scaled(undefined);
  for (let decimals = 0; decimals <= mostDecimals; decimals++) {
    const converted = convert(low, base, to);
    if (!converted) return undefined;
    const value = converted.round(decimals, Big.roundHalfUp);
    const back = convert(value, to, base);
    if (!back) return undefined;
    if (isExact(value, to, low, base)) return { value, decimals, rounded: false };
    const fits = back.minus(low).abs().times(2).lt(place);
    if (fits && !endsWithin(converted)) return { value, decimals, rounded: true };
  }
  return undefined;
}

function isExact(value: Big, to: UnitExpression, low: Big, from: UnitExpression): boolean {
  const a = value.times(to.numerator).times(to.multiplier).times(from.denominator);
  return a.eq(low.times(from.numerator).times(from.multiplier).times(to.denominator));
}

/** Whether a number has so few digits that all of them can be written. */
function endsWithin(value: Big): boolean {
  return value.round(mostDecimals).eq(value);
}

function numberOf({ value, decimals }: Converted, grouped: boolean): string {
  const text = value.toFixed(decimals);
  return grouped ? text.replace(/\B(?<!\.\d*)(?=(?:\d{3})+(?!\d))/g, ',') : text;
}

function writtenIn(
  { value, decimals }: Converted,
  unit: UnitExpression,
  language: Language,
  grouped: boolean,
): string {
  return formatFigure(value, unit, {
    language,
    decimals,
    group: grouped || language === 'en',
    ...(unit.scale ? { multiplier: unit.scale } : {}),
  });
}

/** The units that people would write such an amount in: the common ones that it can be compared with, each by its size. */
function targetsFor(here: Here, from: UnitExpression, amount: Big): readonly Target[] {
  const { catalogue } = here.analysis.project;
  const { language } = here.analysis.report;
  // Nobody writes a share in grams of coal per unit of heat, although both are ratios.
  if (from.dimension.startsWith('ratio')) return [];
  const known = [...catalogue.common[language]];
  // Of units that reports of the language seldom use those that a project brought along.
  for (const unit of catalogue.units) {
    const name = language === 'zh' ? unit.names.zh : (unit.names.plural ?? unit.names.en);
    if (unit.own && name !== undefined) known.push(name);
  }
  const units: Target[] = [];
  const add = (unit: UnitExpression, text: string) => {
    if (!comparable(unit, from) || sameUnit(unit, from)) return;
    if (units.some((one) => sameUnit(one.unit, unit))) return;
    units.push({ unit, text });
  };
  for (const text of known) {
    const unit = catalogue.find(text)?.unit;
    if (unit) add(unit, text);
  }
  // The same unit with other multipliers, or none.
  if (from.multipliable) {
    for (const power of language === 'zh' ? [0, 4, 8] : [0, 6, 9]) {
      const factor = new Big(10).pow(power);
      const text = multiplierWord(factor, language);
      const scale: Multiplier | undefined = text === undefined ? undefined : { factor, text };
      const unit = from.scaled(scale);
      add(unit, unit.name(language, { plural: true }));
    }
  }
  const base = from.scaled(undefined);
  const sized = units.flatMap((target) => {
    const value = convert(amount, base, target.unit);
    return value?.gte('0.1') && value.lt('1e9') ? [{ target, ease: easeOf(value) }] : [];
  });
  return sized
    .sort((a, b) => a.ease - b.ease)
    .slice(0, most)
    .map(({ target }) => target);
}

/** How far the size of a number is from those that are read best, 1 to 9,999. */
function easeOf(value: Big): number {
  return value.e < 0 ? -value.e : Math.max(0, value.e - 3);
}
