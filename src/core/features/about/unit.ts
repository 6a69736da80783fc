import Big from 'big.js';
import type { Figure } from '../../quantity/figure.ts';
import { formatFigure } from '../../quantity/format.ts';
import {
  comparable,
  convert,
  type Multiplier,
  multiplierWord,
  type UnitCatalogue,
  type UnitExpression,
  type UnitMatch,
} from '../../quantity/unit.ts';
import type { Language } from '../../text/language.ts';
import { type About, row, rows, type Teller } from './about.ts';

/** The units in which people think of a dimension, by the language of the report; for others those that its lists offer. */
const usual: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  length: { zh: '公里|米|里|厘米', en: 'miles|kilometres|metres|feet|inches|centimetres' },
  area: {
    zh: '公顷|亩|平方公里|平方米',
    en: 'hectares|acres|square kilometres|square miles|square metres|square feet',
  },
  volume: { zh: '立方米|升', en: 'cubic metres|litres|US gallons|barrels' },
  mass: { zh: '吨|公斤|斤|克', en: 'tonnes|kilograms|pounds|short tons|ounces' },
  energy: { zh: '千瓦时|吨标准煤|吉焦', en: 'kWh|MWh|GWh|tce|GJ' },
  power: { zh: '千瓦|兆瓦|吉瓦', en: 'kW|MW|GW' },
  'apparent-power': { zh: '千伏安|兆伏安', en: 'kVA|MVA' },
  voltage: { zh: '伏|千伏', en: 'V|kV' },
  time: { zh: '年|个月|周|天|小时|分钟', en: 'years|months|weeks|days|hours|minutes' },
  data: { zh: 'MB|GB|TB|PB', en: 'MB|GB|TB|PB' },
  emission: { zh: '吨二氧化碳当量|千克二氧化碳当量', en: 'tCO₂e|kgCO₂e' },
  'length/time': { zh: '公里每小时', en: 'km/h|mph' },
};

/** Nobody thinks of miles in inches: how far apart the sizes of two units may lie, as a logarithm. */
const farthest = Math.log(20_000);

/** No more of them are read in passing. */
const most = 3;

/** What a unit is and into what people convert it; with a figure, that figure converted, else one of the unit. */
export function aboutUnit(teller: Teller, match: UnitMatch, figure?: Figure): About {
  const { messages } = teller;
  const unit = match.unit.scaled(undefined);
  const scale = figure?.multiplier ?? match.unit.scale;
  const { suggestion, candidates = [] } = match;
  const other =
    match.spelling === 'ambiguous'
      ? candidates.filter(({ id }) => id !== unit.id).map((one) => names(one, messages.language))
      : [];
  return {
    title: names(unit, messages.language),
    rows: rows(
      row(messages.text('about.measures'), dimensionText(teller, unit)),
      scale && row(messages.text('about.multiplier'), `${scale.text} = ${grouped(scale.factor)}`),
      row(messages.text('about.equals'), equals(teller, unit, scale, figure)),
    ),
    notes: [
      ...(match.spelling === 'wrong' && suggestion !== undefined
        ? [messages.text('about.write-unit', { unit: suggestion })]
        : []),
      ...(other.length > 0 ? [messages.text('about.other-units', { units: other })] : []),
    ],
  };
}

/** Both names of a unit, the reader's own first, and its symbol, each once. */
function names(unit: UnitExpression, reader: Language): string {
  const other = reader === 'zh' ? 'en' : 'zh';
  const [part] = unit.parts;
  const all =
    unit.simple && part
      ? [part.unit.names[reader], part.unit.names[other], part.unit.symbol]
      : [unit.name(reader), unit.name(other)];
  return [...new Set(all.filter((name) => name !== undefined && name !== ''))].join(' · ');
}

/** What is measured, in words: 面积, `money per time`. */
function dimensionText({ messages }: Teller, unit: UnitExpression): string | undefined {
  const { dimension } = unit;
  const word = (atom: string) => {
    const key = `dimension.${atom.replace(/:.*/, '')}`;
    const text = messages.text(key);
    return text === key ? atom : text;
  };
  const whole = word(dimension);
  if (!/[/·]/.test(dimension) || whole !== dimension.replace(/:.*/, '')) return whole;
  const [above = '', below = ''] = dimension.split('/').map((side) => side.split('·').map(word).join('·'));
  return below === '' ? above : messages.text('dimension.per', { above, below });
}

/** The same amount in other units, and with other multipliers: `≈ 223.13公顷 ≈ 2.23平方公里`. */
function equals(
  { analysis, messages }: Teller,
  unit: UnitExpression,
  scale: Multiplier | undefined,
  figure: Figure | undefined,
): string {
  const { project, report } = analysis;
  const factor = scale?.factor ?? new Big(1);
  const amounts = figure ? (figure.low.eq(figure.high) ? [figure.low] : [figure.low, figure.high]) : [factor];
  const said: string[] = [];
  const say = (target: UnitExpression, multiplier: Multiplier | undefined, language: Language) => {
    const values = amounts.map((amount) => convert(amount, unit, target)!.div(multiplier?.factor ?? 1));
    if (values.some((value) => value.eq(0))) return;
    const rounded = values.map((value) => {
      const most = value.round(4);
      return most.eq(value) ? most : value.round(Math.max(2, 1 - value.e));
    });
    const exact = values.every((value, index) => value.eq(rounded[index]!));
    // In Chinese only what nobody reads at a glance is set apart in threes.
    const group = language === 'en' || rounded.some((value) => value.gte(1e5));
    const texts = rounded.map((value) => formatFigure(value, target.scaled(multiplier), { language, group }));
    const text = `${exact ? '=' : '≈'} ${texts.join('–')}`;
    if (!said.includes(text)) said.push(text);
  };
  const { language } = report;
  const [largest] = [...amounts].sort((a, b) => b.abs().cmp(a.abs()));
  for (const target of siblings(unit, project.catalogue, language)) {
    if (said.length === most) break;
    const value = convert(largest!, unit, target)!.abs();
    const multiplier = target.multipliable ? handyScale(value, language) : undefined;
    const shown = value.div(multiplier?.factor ?? 1);
    if (shown.lt('0.01') || shown.gte(1e5)) continue;
    say(target, multiplier, language);
  }
  // A reader of the other language counts in other powers of ten.
  for (const reader of new Set([language, messages.language])) {
    for (const multiplier of scalesOf(unit, reader)) {
      const shown = largest!.abs().div(multiplier.factor);
      if (multiplier.factor.eq(factor) || shown.lt(scale ? '0.1' : 1) || shown.gte(1e6)) continue;
      if (figure || scale) say(unit, multiplier, reader);
    }
  }
  if (scale && unit.parts.length > 0) say(unit, undefined, language);
  return said.join(' ');
}

/** Other units for the same, those of a size near to it first. */
function siblings(
  unit: UnitExpression,
  catalogue: UnitCatalogue,
  language: Language,
): readonly UnitExpression[] {
  const known = usual[unit.dimension]?.[language].split('|');
  const offered = known ?? (/[/·]/.test(unit.dimension) ? catalogue.common[language] : []);
  const distance = (other: UnitExpression) => Math.abs(Math.log(other.size / unit.size));
  const found = new Map<string, UnitExpression>();
  for (const name of offered) {
    const other = catalogue.find(name)?.unit.scaled(undefined);
    if (other && comparable(other, unit) && distance(other) > 1e-9 && distance(other) < farthest)
      found.set(other.id, other);
  }
  return [...found.values()].sort((a, b) => distance(a) - distance(b));
}

function scalesOf(unit: UnitExpression, language: Language): readonly Multiplier[] {
  const powers = unit.multipliable && unit.parts.length > 0 ? (language === 'zh' ? [8, 4] : [9, 6]) : [];
  return powers.map((power) => scaleOf(power, language));
}

/** The multiplier with which a number can be read at a glance. */
function handyScale(value: Big, language: Language): Multiplier | undefined {
  const least: readonly (readonly [number, number])[] =
    language === 'zh'
      ? [
          [9, 8],
          [5, 4],
        ]
      : [
          [9, 9],
          [6, 6],
        ];
  const power = least.find(([from]) => value.gte(new Big(10).pow(from)))?.[1];
  return power === undefined ? undefined : scaleOf(power, language);
}

function scaleOf(power: number, language: Language): Multiplier {
  const factor = new Big(10).pow(power);
  return { factor, text: multiplierWord(factor, language)! };
}

function grouped(factor: Big): string {
  return factor.toFixed().replace(/\B(?=(?:\d{3})+(?!\d))/g, ',');
}
