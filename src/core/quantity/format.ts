import Big from 'big.js';
import { hasHan, type Language } from '../text/language.ts';
import type { Span } from '../text/span.ts';
import type { Figure } from './figure.ts';
import {
  convert,
  isCurrency,
  type Multiplier,
  multiplierWord,
  type UnitCatalogue,
  UnitExpression,
  type UnitMatch,
} from './unit.ts';
import { type Approx, type ApproxWord, approxWord, approxWords } from './words.ts';

/** How to write a value. */
export interface FormatOptions {
  readonly language: Language;
  /** The unit to write in; a value in a comparable unit is converted, any other stays in its own. */
  readonly to?: UnitExpression;
  /** The multiplier to write with, in place of the unit's own. */
  readonly multiplier?: Multiplier;
  /** Words the figure: the number is rounded to where the words hold (213 becomes 超过200). */
  readonly approx?: Approx;
  readonly inclusive?: boolean;
  /** The approximator to use, when not the usual one of its kind (突破 for 超过, 余). */
  readonly word?: ApproxWord;
  /** What the number is rounded to when worded, in the unit written; without it, as coarse as the words allow. */
  readonly step?: Big;
  /** Digits after the decimal point; without it all there are, and after a conversion at most two. */
  readonly decimals?: number;
  /** Thousands separators; by default in English only. */
  readonly group?: boolean;
}

/** What `{{name …}}` asks for after the name. */
export interface FigureRequest {
  readonly unit?: UnitMatch;
  /** 万, `million` alone: the data's own unit with this multiplier. */
  readonly multiplier?: Multiplier;
  readonly approx?: Approx;
  readonly inclusive?: boolean;
  readonly word?: ApproxWord;
  readonly unread: readonly Span[];
}

/**
 * Writes a value of a unit, the unit's own multiplier included: 233 with 亿元 is `233亿元`, in English
 * `CNY 23.3 billion`. 亿 and 万 have no English word and become million, billion or digits, and the other way round.
 */
export function formatFigure(amount: Big, unit: UnitExpression | undefined, options: FormatOptions): string {
  return write([amount], unit, options);
}

/** Writes a figure of the data as a request asks; one that asks for nothing is written as it stands in the data. */
export function writeFigure(figure: Figure, request: FigureRequest, language: Language): string {
  const own = figure.unit?.match.unit;
  const unit = (own ?? new UnitExpression([])).scaled(figure.multiplier);
  const asked = request.unit ?? request.multiplier ?? request.approx;
  const foreign = /\p{L}/u.test(figure.text) && hasHan(figure.text) !== (language === 'zh');
  if (asked === undefined && !foreign) return figure.text;
  const factor = figure.multiplier?.factor ?? new Big(1);
  const ends = figure.low.eq(figure.high) ? [figure.low] : [figure.low, figure.high];
  const converts =
    request.unit !== undefined || request.multiplier !== undefined || (foreign && figure.multiplier);
  const kept = figure.approx === 'exact' ? undefined : figure.approx;
  const { approx = kept, inclusive = figure.inclusive, word } = request;
  return write(
    ends.map((end) => end.div(factor)),
    unit,
    {
      language,
      ...(request.unit ? { to: request.unit.unit } : {}),
      ...(request.multiplier ? { multiplier: request.multiplier } : {}),
      ...(converts || (approx !== undefined && kept === undefined) ? {} : { decimals: figure.decimals }),
      ...(approx === undefined || ends.length > 1 ? {} : { approx, inclusive }),
      ...(word ? { word } : {}),
    },
    kept !== undefined,
  );
}

function write(
  amounts: readonly Big[],
  unit: UnitExpression | undefined,
  options: FormatOptions,
  rounded = false,
): string {
  const { language } = options;
  const written = unit && unit.parts.length === 0 && unit.scale === undefined ? undefined : unit;
  let target = written;
  let values = amounts;
  if (written && options.to && written.parts.length > 0) {
    const converted = amounts.map((amount) => convert(amount, written, options.to!));
    if (converted.every((value) => value !== undefined)) {
      values = converted;
      target = options.to;
    }
  }
  const scale = scaleFor(values, target, options);
  const factor = (target?.multiplier ?? new Big(1)).div(scale?.factor ?? 1);
  values = values.map((value) => value.times(factor));
  const changed = target !== written || !factor.eq(1);

  const word =
    options.word ?? (options.approx && approxWord(options.approx, options.inclusive ?? false, language));
  const worded = word && !rounded ? values.map((value) => roundTo(value, word, options.step)) : values;
  const holds = worded.every((value) => value !== undefined);
  const numbers = (holds ? (worded as readonly Big[]) : values).map((value) =>
    group(
      digits(value, options.decimals, changed && !(holds && word && !rounded)),
      options.group ?? language === 'en',
    ),
  );
  return assemble(
    numbers,
    scale,
    target,
    holds ? word : undefined,
    language,
    values.every((value) => value.eq(1)),
  );
}

/** The multiplier to write: the one asked for, the unit's own if the language has a word for it, or the nearest that has. */
function scaleFor(
  values: readonly Big[],
  unit: UnitExpression | undefined,
  { language, multiplier }: FormatOptions,
): Multiplier | undefined {
  if (multiplier) return multiplier;
  const own = unit?.scale;
  if (!own || hasHan(own.text) === (language === 'zh')) return own;
  const largest = values.map((value) => value.times(own.factor).abs()).reduce((a, b) => (b.gt(a) ? b : a));
  for (const power of language === 'zh' ? [12, 8, 4] : [12, 9, 6]) {
    const factor = new Big(10).pow(power);
    const text = multiplierWord(factor, language);
    if (text !== undefined && largest.gte(factor)) return { factor, text };
  }
  return undefined;
}

function digits(value: Big, decimals: number | undefined, changed: boolean): string {
  if (decimals !== undefined) return value.toFixed(decimals);
  if (!changed) return value.toFixed();
  // Two digits after the point, or more for a value so small that less than two would say anything.
  const least = value.eq(0) ? 0 : Math.max(2, 1 - value.e);
  return value.round(least).toFixed();
}

function group(text: string, wanted: boolean): string {
  return wanted ? text.replace(/\B(?<!\.\d*)(?=(?:\d{3})+(?!\d))/g, ',') : text;
}

/**
 * The roundest number of which the words hold: 200 for `more than` 213, 200 for `nearly` 198. Undefined where none
 * does, as for a count of 1.
 */
function roundTo(value: Big, { approx, inclusive }: ApproxWord, step: Big | undefined): Big | undefined {
  if (value.lte(0)) return undefined;
  const whole = value.eq(value.round(0, Big.roundDown));
  for (let power = value.e; power > value.e - 6; power--) {
    if (whole && power < 0 && step === undefined) return undefined;
    const unit = step ?? new Big(10).pow(power);
    const below = value.div(unit).round(0, Big.roundDown).times(unit);
    const exact = below.eq(value);
    const number =
      approx === 'over'
        ? exact && !inclusive
          ? below.minus(unit)
          : below
        : approx === 'about'
          ? value.div(unit).round(0, Big.roundHalfUp).times(unit)
          : exact && inclusive
            ? below
            : below.plus(unit);
    if (number.gt(0) && number.minus(value).abs().lte(number.times('0.1'))) return number;
    if (step !== undefined) return number.gt(0) ? number : undefined;
  }
  return undefined;
}

function assemble(
  numbers: readonly string[],
  scale: Multiplier | undefined,
  unit: UnitExpression | undefined,
  word: ApproxWord | undefined,
  language: Language,
  one: boolean,
): string {
  const bare =
    unit && unit.parts.length > 0 && unit.dimension !== 'none' ? unit.scaled(undefined) : undefined;
  const inside = word?.place === 'inside' ? word.word : '';
  const name = bare?.name(language, { plural: !one || scale !== undefined }) ?? '';
  const money = language === 'en' && bare && isMoney(bare);
  const scaleText = scale ? (language === 'en' ? ` ${scale.text}` : scale.text) : '';
  // 10%~20%: a sign of one character is written with both ends.
  const twice = numbers.length > 1 && /^[%‰℃]$/.test(name);
  const number = numbers.join(language === 'en' ? (twice ? '%–' : '–') : twice ? `${name}~` : '~') + inside;
  let text: string;
  if (money) {
    const sign = bare.parts[0]!.unit.symbol === undefined ? name : moneySign(bare);
    const rest = new UnitExpression(bare.parts.slice(1)).name('en');
    text = `${sign}${/[A-Za-z]$/.test(sign) ? ' ' : ''}${number}${scaleText}${bare.parts.length > 1 ? rest : ''}`;
  } else {
    const space = name !== '' && (language === 'en' || !hasHan(name)) && !/^[%‰‱℃°]/.test(name) ? ' ' : '';
    text = `${number}${scaleText}${space}${name}`;
  }
  if (!word || inside) return text;
  const gap = word.language === 'en' && /[A-Za-z]/.test(word.word) ? ' ' : '';
  return word.place === 'before' ? `${word.word}${gap}${text}` : `${text}${gap}${word.word}`;
}

function isMoney(unit: UnitExpression): boolean {
  return isCurrency(new UnitExpression(unit.parts.slice(0, 1)));
}

/** A sign as it was written ($, €, US$), or the currency's code. */
function moneySign(unit: UnitExpression): string {
  const { written, unit: currency } = unit.parts[0]!;
  return /^(?:[A-Z]{0,3}[$€£¥￥₩₹₽]|RMB|[A-Z]{3})$/.test(written) ? written : currency.symbol!;
}

/**
 * Reads what follows the name in `{{name …}}`: a unit (亿元), a multiplier (万), an approximator (超过, 余, `about`),
 * in any order. What is none of these is listed in `unread`.
 */
export function parseRequest(text: string, catalogue: UnitCatalogue, language: Language): FigureRequest {
  const words = approxWords
    .filter((word) => word.place !== 'inside' || word.language === 'zh')
    .sort(
      (a, b) =>
        b.word.length - a.word.length || Number(b.language === language) - Number(a.language === language),
    );
  const unread: Span[] = [];
  let unit: UnitMatch | undefined;
  let multiplier: Multiplier | undefined;
  let word: ApproxWord | undefined;
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at]!)) {
      at++;
      continue;
    }
    const rest = text.slice(at);
    const found = word
      ? undefined
      : words.find(
          (one) =>
            rest.toLowerCase().startsWith(one.word) && !/^[A-Za-z]{2}/.test(rest.slice(one.word.length - 1)),
        );
    if (found && !catalogue.find(rest)) {
      word = found;
      at += found.word.length;
      continue;
    }
    const asked = unit ? undefined : unitAt(text, at, catalogue);
    if (asked) {
      unit = asked.match;
      at = asked.end;
      continue;
    }
    const scale = multiplier || unit ? undefined : catalogue.multiplierAt(text, at);
    if (scale) {
      multiplier = { factor: scale.factor, text: scale.text };
      at = scale.end;
      continue;
    }
    const end = at + rest.search(/\s|$/);
    unread.push({ start: at, end });
    at = end;
  }
  return {
    ...(unit ? { unit } : {}),
    ...(multiplier ? { multiplier } : {}),
    ...(word ? { approx: word.approx, inclusive: word.inclusive, word } : {}),
    unread,
  };
}

/** The longest unit, multiplier included, that begins at the offset and ends with a word. */
function unitAt(
  text: string,
  offset: number,
  catalogue: UnitCatalogue,
): { match: UnitMatch; end: number } | undefined {
  const ends = [...text.slice(offset).matchAll(/\s+|$/g)].map((found) => offset + found.index);
  for (const end of ends.reverse()) {
    const match = catalogue.find(text.slice(offset, end));
    if (match) return { match, end };
  }
  const found = catalogue.longestAt(text, offset);
  return found && { match: found, end: found.end };
}
