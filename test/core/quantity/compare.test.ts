import assert from 'node:assert/strict';
import { compareWording } from '../../../src/core/quantity/compare.ts';
import { type Figure, interval, signed, withUnit } from '../../../src/core/quantity/figure.ts';
import { readFigure } from '../../../src/core/quantity/scan.ts';
import { UnitCatalogue } from '../../../src/core/quantity/unit.ts';

const catalogue = new UnitCatalogue();

function figure(text: string): Figure {
  const { figure } = readFigure(text, catalogue);
  assert.ok(figure, text);
  return figure;
}

/** The prose, the data, the verdict; `change` where the data is a rate of change. */
const cases: readonly (readonly [string, string, string, 'change'?])[] = [
  // As it is
  ['213项', '213项', 'ok'],
  ['213 项', '213项', 'ok'],
  ['200项', '213项', 'value differs'],
  ['212项', '213项', 'value differs'],
  ['1,234人', '1234人', 'ok'],
  ['十二条', '12条', 'ok'],
  ['1.13万户', '11320户', 'ok'],
  ['1.1万户', '11320户', 'ok'],
  ['1万户', '11320户', 'ok'],
  ['1.2万户', '11320户', 'value rounding'],
  ['1.14万户', '11320户', 'value rounding'],
  ['1.5万户', '11320户', 'value differs'],
  ['两万户', '19876户', 'ok'],
  ['11,320户', '1.13万户', 'ok finer'],
  ['11,400户', '1.13万户', 'value differs'],
  ['233亿元', '23345678901元', 'ok'],
  ['233.46亿元', '23345678901元', 'ok'],
  ['233.45亿元', '23345678901元', 'value rounding'],
  ['CNY 23.3 billion', '233亿元', 'ok'],
  ['CNY 23 billion', '233亿元', 'ok'],
  ['58%', '58.2%', 'ok'],
  ['58.2%', '58%', 'ok finer'],
  ['58.7%', '58%', 'value differs'],
  ['37.35%', '37.35%', 'ok'],
  ['37.36%', '37.35%', 'value differs'],
  ['2000平方米', '3亩', 'ok'],
  ['15亩', '1公顷', 'ok'],
  ['62千米', '62公里', 'ok'],
  ['3名', '3人', 'ok'],
  ['98分', '98分', 'ok'],
  ['50.8', '50.8点', 'ok'],
  ['50.8', '50.8', 'ok'],
  ['30分', '30分钟', 'ok'],
  // Units
  ['105人', '105人次', 'unit different'],
  ['105家', '105户', 'unit different'],
  ['5%', '5个百分点', 'unit different'],
  ['105', '105项', 'unit missing'],
  ['105项', '105', 'unit different'],
  ['5美元', '5元', 'unit different'],
  // Above
  ['超过200项', '213项', 'ok'],
  ['超过200项', '198项', 'wording not-above'],
  ['超过200项', '200项', 'wording not-above'],
  ['超过200项', '400项', 'wording too-far'],
  ['不少于200项', '200项', 'ok'],
  ['不少于200项', '1000项', 'ok'],
  ['不少于200项', '199项', 'wording not-above'],
  ['200项以上', '200项', 'ok'],
  ['≥93%', '93.4%', 'ok'],
  ['超1亿元', '1.2亿元', 'ok'],
  ['more than 200 items', '213 items', 'ok'],
  ['8300多个', '8345个', 'ok'],
  ['8300多个', '8300个', 'wording not-above'],
  ['8300多个', '8399个', 'ok'],
  ['8300多个', '8400个', 'wording too-far'],
  ['8300多个', '9400个', 'wording too-far'],
  ['1.2万余人', '12345人', 'ok'],
  ['1.2万余人', '13000人', 'wording too-far'],
  ['10多万户', '195000户', 'ok'],
  ['10多万户', '200000户', 'wording too-far'],
  ['10万余户', '105000户', 'ok'],
  ['10万余户', '115000户', 'wording too-far'],
  ['三十余家', '38家', 'ok'],
  ['三十余家', '40家', 'wording too-far'],
  ['万余人', '15000人', 'ok'],
  ['百余名', '150名', 'ok'],
  ['1000多家', '1999家', 'ok'],
  ['200+个', '200个', 'ok'],
  // Below and about
  ['近200项', '198项', 'ok'],
  ['近200项', '201项', 'wording not-below'],
  ['近200项', '200项', 'wording not-below'],
  ['近200项', '180项', 'ok'],
  ['近200项', '179项', 'wording too-far'],
  ['近200项', '120项', 'wording too-far'],
  ['近万人', '9800人', 'ok'],
  ['nearly 10,000 households', '9,870 households', 'ok'],
  ['不足200项', '198项', 'ok'],
  ['不足200项', '200项', 'wording not-below'],
  ['不足200项', '99项', 'wording too-far'],
  ['不超过200项', '200项', 'ok'],
  ['不超过200项', '3项', 'ok'],
  ['3%以内', '3.1%', 'wording not-below'],
  ['约6000人次', '6123人次', 'ok'],
  ['约6000人次', '6000人次', 'ok'],
  ['约6000人次', '6601人次', 'wording too-far'],
  ['200项左右', '181项', 'ok'],
  // The data is approximate itself
  ['超过200项', '超过200项', 'ok'],
  ['200余项', '超过200项', 'ok'],
  ['200项', '超过200项', 'wording unsure'],
  ['近200项', '超过200项', 'wording unsure'],
  ['超过180项', '超过200项', 'value differs'],
  ['93%以上', '≥93%', 'ok'],
  ['超过93%', '≥93%', 'wording unsure'],
  ['6000人次', '约6000人次', 'wording unsure'],
  ['more than 200 items', '超过200项', 'ok'],
  // Ranges
  ['10%~20%', '10%~20%', 'ok'],
  ['10%~21%', '10%~20%', 'value differs'],
  ['15%', '10%~20%', 'wording unsure'],
  ['25%', '10%~20%', 'value differs'],
  ['10%~20%', '15%', 'ok'],
  ['10%~20%', '25%', 'value differs'],
  // Rise and fall
  ['增长7.1%', '7.1%', 'ok', 'change'],
  ['下降5.6%', '-5.6%', 'ok', 'change'],
  ['下降5.6%', '5.6%', 'value direction', 'change'],
  ['增长5.6%', '-5.6%', 'value direction', 'change'],
  ['5.6%', '-5.6%', 'value direction', 'change'],
  ['-5.6%', '-5.6%', 'ok', 'change'],
  ['下降超过5%', '-5.6%', 'ok', 'change'],
  ['下降超过6%', '-5.6%', 'wording not-above', 'change'],
  ['下降5.7%', '-5.6%', 'value differs', 'change'],
  ['下降3%', '-5.6%', 'value differs', 'change'],
  ['压减37.35%', '37.35%', 'ok'],
  ['下降3.2个百分点', '下降3.2个百分点', 'ok'],
  ['fell by 5.6%', '-5.6%', 'ok', 'change'],
];

describe('compareWording', () => {
  for (const [written, exact, expected, change] of cases) {
    it(`${written} for ${exact}${change ? ' (change)' : ''}`, () => {
      const verdict = compareWording(figure(written), figure(exact), change ? { change: true } : {});
      const said = [
        verdict.kind,
        ...('reason' in verdict ? [verdict.reason] : []),
        ...('finer' in verdict ? ['finer'] : []),
      ].join(' ');
      assert.equal(said, expected);
    });
  }
});

describe('interval', () => {
  const bounds: readonly (readonly [string, string, string])[] = [
    ['58.2', '58.15', '58.25'],
    ['58.2%', '0.5815', '0.5825'],
    ['58.20%', '0.58195', '0.58205'],
    ['105项', '105', '105'],
    ['1.13万户', '11250', '11350'],
    ['233亿元', '23250000000', '23350000000'],
    ['62公里', '61500', '62500'],
    ['10%~20.0%', '0.095', '0.2005'],
    ['-5.6%', '-0.0565', '-0.0555'],
    ['近万人', '5000', '15000'],
    ['3亩', '1666.6666666666666666666666666666666666666667', '2333.3333333333333333333333333333333333333333'],
  ];
  for (const [text, low, high] of bounds) {
    it(text, () => {
      const found = interval(figure(text));
      assert.equal(found.low.toFixed(), low);
      assert.equal(found.high.toFixed(), high);
    });
  }
});

describe('a figure', () => {
  it('has the sign that its words give it', () => {
    assert.equal(signed(figure('下降3.2%')).low.toFixed(), '-3.2');
    assert.equal(signed(figure('增长3.2%')).low.toFixed(), '3.2');
    const range = signed(figure('下降3%~5%'));
    assert.deepEqual([range.low.toFixed(), range.high.toFixed()], ['-5', '-3']);
  });

  it('takes a unit from a field of its own', () => {
    const read = withUnit(figure('233.4'), catalogue.find('亿元')!);
    assert.equal(read.low.toFixed(), '23340000000');
    assert.equal(read.place.toFixed(), '10000000');
    assert.equal(read.unit?.match.unit.id, 'yuan');
    assert.equal(compareWording(figure('233.4亿元'), read).kind, 'ok');
    assert.equal(
      compareWording(figure('233亿元'), withUnit(figure('超过233'), catalogue.find('亿元')!)).kind,
      'wording',
    );
    assert.equal(withUnit(figure('50.8'), catalogue.find('none')!).low.toFixed(), '50.8');
  });

  it('says where its parts are', () => {
    const text = '预计每人每月约1.2万余元左右';
    const { figure: read } = readFigure(text, catalogue);
    assert.ok(read);
    const cut = (span: { start: number; end: number } | undefined) =>
      span && text.slice(span.start, span.end);
    assert.equal(cut(read.span), '每人每月约1.2万余元左右');
    assert.equal(cut(read.per), '每人每月');
    assert.equal(cut(read.qualifier), '约');
    assert.equal(cut(read.number), '1.2');
    assert.equal(cut(read.multiplier?.span), '万');
    assert.equal(cut(read.suffix), '余');
    assert.equal(cut(read.unit?.span), '元');
    assert.equal(read.redundant, true);
    assert.equal(read.decimals, 1);
    assert.equal(read.place.toFixed(), '1000');
  });

  it('knows what it adds to', () => {
    const natures = ['累计612家', '新增3家', '净增5家', '612家'].map((text) => figure(text).nature?.kind);
    assert.deepEqual(natures, ['cumulative', 'new', 'net', undefined]);
  });
});
