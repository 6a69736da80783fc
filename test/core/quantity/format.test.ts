import assert from 'node:assert/strict';
import Big from 'big.js';
import { compareWording } from '../../../src/core/quantity/compare.ts';
import {
  type FormatOptions,
  formatFigure,
  parseRequest,
  writeFigure,
} from '../../../src/core/quantity/format.ts';
import { readFigure } from '../../../src/core/quantity/scan.ts';
import { UnitCatalogue } from '../../../src/core/quantity/unit.ts';
import type { Language } from '../../../src/core/text/language.ts';

const catalogue = new UnitCatalogue();
const unit = (text: string) => catalogue.find(text)!.unit;

type Options = Omit<FormatOptions, 'language' | 'to' | 'step'> & { to?: string; step?: string };

/** The value, its unit, the language, how, and what is written. */
const cases: readonly (readonly [string, string, Language, Options, string])[] = [
  ['213', '项', 'zh', {}, '213项'],
  ['213', '项', 'en', {}, '213 items'],
  ['1', '户', 'en', {}, '1 household'],
  ['1234', '户', 'en', {}, '1,234 households'],
  ['1234', '户', 'zh', {}, '1234户'],
  ['1234', '户', 'zh', { group: true }, '1,234户'],
  ['1234.5', '户', 'en', {}, '1,234.5 households'],
  ['233', '亿元', 'zh', {}, '233亿元'],
  ['233', '亿元', 'en', {}, 'CNY 23.3 billion'],
  ['1.2', '万人', 'en', {}, '12,000 people'],
  ['120', '万人', 'en', {}, '1.2 million people'],
  ['23300000000', '元', 'zh', { to: '亿元' }, '233亿元'],
  ['23345678901', '元', 'zh', { to: '亿元' }, '233.46亿元'],
  ['23345678901', '元', 'zh', { to: '亿元', decimals: 1 }, '233.5亿元'],
  ['123456', '元', 'zh', { to: '亿元' }, '0.0012亿元'],
  ['23.3', 'CNY billion', 'zh', {}, '233亿元'],
  ['5', 'million people', 'zh', {}, '500万人'],
  ['6', '$ million', 'en', {}, '$6 million'],
  ['6', '$ million', 'zh', {}, '600万美元'],
  ['695', '元/人·月', 'zh', {}, '695元/人·月'],
  ['695', '元/人·月', 'en', {}, 'CNY 695 per person per month'],
  ['37.35', '%', 'zh', {}, '37.35%'],
  ['7', '%', 'zh', { decimals: 1 }, '7.0%'],
  ['3.2', '个百分点', 'en', {}, '3.2 pp'],
  ['6.29', '平方公里', 'en', {}, '6.29 km²'],
  ['6.29', 'km²', 'zh', {}, '6.29 km²'],
  ['6.29', '平方公里', 'zh', { to: '亩' }, '9435亩'],
  ['3', '亩', 'zh', { to: '元' }, '3亩'],
  ['50.8', 'none', 'zh', {}, '50.8'],
  ['35', '℃', 'zh', {}, '35℃'],
  ['213', '项', 'zh', { approx: 'over' }, '超过200项'],
  ['213', '项', 'zh', { approx: 'over', step: '10' }, '超过210项'],
  ['213', 'items', 'en', { approx: 'over' }, 'more than 200 items'],
  ['200', '项', 'zh', { approx: 'over' }, '超过190项'],
  ['200', '项', 'zh', { approx: 'over', inclusive: true }, '不少于200项'],
  ['198', '项', 'zh', { approx: 'near' }, '近200项'],
  ['213', '项', 'zh', { approx: 'about' }, '约200项'],
  ['9870', 'households', 'en', { approx: 'near' }, 'nearly 10,000 households'],
  ['1', '家', 'zh', { approx: 'over' }, '1家'],
  ['23345678901', '元', 'zh', { to: '亿元', approx: 'over' }, '超过230亿元'],
];

describe('formatFigure', () => {
  for (const [value, of, language, { to, step, ...options }, expected] of cases) {
    it(`${value} ${of} → ${expected}`, () => {
      const whole: FormatOptions = {
        language,
        ...options,
        ...(to === undefined ? {} : { to: unit(to) }),
        ...(step === undefined ? {} : { step: new Big(step) }),
      };
      assert.equal(formatFigure(new Big(value), unit(of), whole), expected);
    });
  }

  it('writes a bare number', () => {
    assert.equal(formatFigure(new Big('1234.50'), undefined, { language: 'en' }), '1,234.5');
    assert.equal(formatFigure(new Big('0.0001234'), undefined, { language: 'en' }), '0.0001234');
  });
});

/** What the data has, what is asked, the language, and what is written. */
const requests: readonly (readonly [string, string, Language, string])[] = [
  ['3次', '', 'zh', '3次'],
  ['23345678901元', '亿元', 'zh', '233.46亿元'],
  ['233亿元', '万元', 'zh', '2330000万元'],
  ['23345678901元', '亿', 'zh', '233.46亿元'],
  ['213项', '超过', 'zh', '超过200项'],
  ['23345678901元', '超过 亿元', 'zh', '超过230亿元'],
  ['23345678901元', '亿元 以上', 'zh', '230亿元以上'],
  ['8345个', '余', 'zh', '8000余个'],
  ['213项', '左右', 'zh', '200项左右'],
  ['198项', '近', 'zh', '近200项'],
  ['突破500家', '', 'zh', '突破500家'],
  ['突破500家', '', 'en', 'more than 500 companies'],
  ['超过2亿元', '万元', 'zh', '超过20000万元'],
  ['105项', '', 'en', '105 items'],
  ['7.0%', '', 'en', '7.0%'],
  ['10%~20%', '', 'zh', '10%~20%'],
  ['8000万~1.2亿元', '亿元', 'zh', '0.8~1.2亿元'],
  ['233亿元', 'CNY million', 'en', 'CNY 23,300 million'],
  ['CNY 23.3 billion', '亿元', 'zh', '233亿元'],
  ['50.8', '', 'en', '50.8'],
];

describe('writeFigure', () => {
  for (const [data, request, language, expected] of requests) {
    it(`${data} ${request} → ${expected}`, () => {
      const asked = parseRequest(request, catalogue, language);
      assert.deepEqual(asked.unread, []);
      assert.equal(writeFigure(readFigure(data, catalogue).figure!, asked, language), expected);
    });
  }
});

describe('parseRequest', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['', '', ''],
    ['亿元', 'yuan ×100000000', ''],
    ['超过', 'over', ''],
    ['超过亿元', 'yuan ×100000000 over', ''],
    ['亿元 超过', 'yuan ×100000000 over', ''],
    ['不少于 项', 'item ×1 over=', ''],
    ['万', '×10000', ''],
    ['CNY million', 'yuan ×1000000', ''],
    ['more than', 'over', ''],
    ['about CNY billion', 'yuan ×1000000000 about', ''],
    ['km²', 'square_kilometre ×1', ''],
    ['什么 亿元', 'yuan ×100000000', '什么'],
    ['foo', '', 'foo'],
  ];
  for (const [text, expected, unread] of cases) {
    it(JSON.stringify(text), () => {
      const request = parseRequest(text, catalogue, 'zh');
      const said = [
        request.unit && `${request.unit.unit.id} ×${request.unit.unit.multiplier.toFixed()}`,
        request.multiplier && `×${request.multiplier.factor.toFixed()}`,
        request.approx && `${request.approx}${request.inclusive ? '=' : ''}`,
      ];
      assert.equal(said.filter(Boolean).join(' '), expected);
      assert.equal(request.unread.map(({ start, end }) => text.slice(start, end)).join(' '), unread);
    });
  }
});

/** A small generator with a seed, so that a failure comes again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

describe('what is written', () => {
  const next = numbers(7);
  const units = [
    '项',
    '万户',
    '亿元',
    '%',
    '平方公里',
    'km²',
    '元/人·月',
    'people',
    'CNY million',
    '个百分点',
    'kWh',
    '℃',
  ];

  it('reads back as the same value and unit', () => {
    for (let round = 0; round < 500; round++) {
      const value = new Big(next(10_000_000)).div(new Big(10).pow(next(4)));
      const of = unit(units[next(units.length)]!);
      const language = next(2) === 0 ? 'zh' : 'en';
      const text = formatFigure(value, of, { language });
      const { figure, unread } = readFigure(text, catalogue);
      assert.ok(figure?.unit, text);
      assert.deepEqual(unread, [], text);
      const expected = value.times(of.multiplier).times(of.factor);
      const got = figure.low.times(figure.unit.match.unit.factor);
      assert.ok(
        got.minus(expected).abs().lte(expected.times('1e-12')) ||
          / [mbtr]+illion/.test(text) ||
          /[万亿]/.test(text),
        `${text}: ${got} is not ${expected}`,
      );
      assert.equal(
        compareWording(figure, readFigure(`${value.toFixed()}${of.name('zh')}`, catalogue).figure!).kind,
        'ok',
        text,
      );
    }
  });

  it('is true of the value when worded', () => {
    for (let round = 0; round < 500; round++) {
      const value = new Big(2 + next(1_000_000));
      const approx = (['over', 'near', 'about', 'under'] as const)[next(4)]!;
      const language = next(2) === 0 ? 'zh' : 'en';
      const text = formatFigure(value, unit('户'), {
        language,
        approx,
        inclusive: approx === 'over' && next(2) === 0,
      });
      const exact = readFigure(`${value.toFixed()}户`, catalogue).figure!;
      const verdict = compareWording(readFigure(text, catalogue).figure!, exact);
      assert.deepEqual(verdict, { kind: 'ok' }, `${text} for ${value.toFixed()}`);
    }
  });
});
