import assert from 'node:assert/strict';
import ucumModule from '@lhncbc/ucum-lhc';
import Big from 'big.js';
import {
  comparable,
  convert,
  parseFactor,
  pluralOf,
  sameUnit,
  singularOf,
  type Unit,
  UnitCatalogue,
  type UnitDefinition,
  unitLike,
} from '../../../src/core/quantity/unit.ts';

const catalogue = new UnitCatalogue();
const ucum = ucumModule.UcumLhcUtils.getInstance();

/** The UCUM code of each dimension's base unit: what a factor of 1 means. */
const bases: Readonly<Record<string, string>> = {
  length: 'm',
  area: 'm2',
  volume: 'm3',
  mass: 'kg',
  'ship-capacity': 't',
  energy: 'J',
  power: 'W',
  'apparent-power': 'V.A',
  voltage: 'V',
  time: 's',
  ratio: '1',
  temperature: 'Cel',
  level: 'dB[SPL]',
  acidity: '[pH]',
  illuminance: 'lx',
  count: '1',
  data: 'By',
  'data/time': 'By/s',
  'length/time': 'm/s',
  length·mass: 'kg.m',
  count·length: 'm',
};

/** Units that UCUM cannot prove, and why. */
const unproved: Readonly<Record<string, string>> = {
  none: 'no unit at all',
  percentage_point: 'a difference of percentages, which UCUM does not tell from a percentage',
  permille_point: 'as the percentage point; 0.1 of it by definition',
  basis_point: 'as the percentage point; 0.01 of it by definition',
  index_point: 'a scale of its own; nothing is converted',
  score: 'a scale of its own; nothing is converted',
  star: 'a scale of its own; nothing is converted',
  rank: 'an ordinal',
  age: 'years of age are not converted to durations',
  gross_tonnage: 'a dimensionless index of ship volume (ITC 69)',
  yuan: 'currencies have no UCUM code and are never converted',
  us_dollar: 'currency',
  hong_kong_dollar: 'currency',
  macanese_pataca: 'currency',
  new_taiwan_dollar: 'currency',
  euro: 'currency',
  pound_sterling: 'currency',
  yen: 'currency',
  won: 'currency',
  australian_dollar: 'currency',
  canadian_dollar: 'currency',
  singapore_dollar: 'currency',
  swiss_franc: 'currency',
  indian_rupee: 'currency',
  rouble: 'currency',
  petaflops: 'operations per second: the base unit of its dimension',
  exaflops: '1,000 petaFLOPS by its prefix',
  tonne_co2e: 'the equivalent depends on warming potentials; 1,000 kg CO₂e by its prefix',
  kilogram_co2e: 'the base unit of its dimension',
  kilotonne_co2e: '1,000,000 kg CO₂e by its prefix',
  megatonne_co2e: '1,000,000,000 kg CO₂e by its prefix',
};

/** Spellings that mean several units, the likeliest first. Any other spelling has one meaning. */
const collisions: Readonly<Record<string, readonly string[]>> = {
  分: ['score', 'minute'],
  度: ['kilowatt_hour', 'celsius'],
  个点: ['percentage_point', 'index_point'],
  point: ['score', 'percentage_point', 'index_point'],
  points: ['score', 'percentage_point', 'index_point'],
  ton: ['tonne', 'short_ton'],
  tons: ['tonne', 'short_ton'],
  位: ['person_wei', 'rank'],
  名: ['person_ming', 'rank'],
  块: ['block', 'yuan'],
  户: ['household', 'enterprise'],
  套: ['set', 'dwelling'],
  张: ['sheet', 'bed'],
  部: ['document', 'machine'],
  times: ['times', 'occurrence'],
};

function spellingsOf(unit: Unit): string[] {
  const { names, symbol, aliases, ambiguous, wrong } = unit;
  const named = [names.zh, names.en, names.plural, symbol].filter((name) => name !== undefined);
  return [...named, ...aliases, ...ambiguous, ...Object.keys(wrong)];
}

describe('the unit catalogue', () => {
  it('has factors that UCUM confirms to nine digits', () => {
    const wrong: string[] = [];
    for (const unit of catalogue.units) {
      if (unit.ucum === undefined) continue;
      const base = bases[unit.dimension];
      assert.ok(base, `no base code for ${unit.dimension}`);
      const result = ucum.convertUnitTo(unit.ucum, 1, base);
      const ours = unit.numerator.div(unit.denominator).toNumber();
      const theirs = result.toVal;
      if (result.status !== 'succeeded' || theirs === null || Math.abs(ours / theirs - 1) > 1e-9) {
        wrong.push(`${unit.id}: ${ours} is not ${theirs} (${unit.ucum} in ${base}) ${result.msg}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('says why each unit without a UCUM code has none', () => {
    const without = catalogue.units.filter((unit) => unit.ucum === undefined).map(({ id }) => id);
    assert.deepEqual([...without].sort(), Object.keys(unproved).sort());
  });

  it('gives each spelling one meaning, or says that it has several', () => {
    assert.deepEqual(catalogue.collisions, []);
    const several = new Map<string, readonly string[]>();
    for (const spelling of catalogue.units.flatMap(spellingsOf)) {
      const match = catalogue.find(spelling);
      assert.ok(match, spelling);
      if (match.candidates)
        several.set(
          spelling,
          match.candidates.map(({ id }) => id),
        );
    }
    assert.deepEqual(Object.fromEntries(several), collisions);
  });

  it('finds each unit by each of its names as that unit or one of its concept', () => {
    for (const unit of catalogue.units) {
      for (const name of [unit.names.zh, unit.symbol, unit.names.en, unit.names.plural]) {
        if (name === undefined) continue;
        const found = catalogue.find(name);
        assert.ok(found && comparable(found.unit, catalogue.expression(unit)), `${unit.id}: ${name}`);
        assert.equal(found.spelling, 'name', `${unit.id}: ${name}`);
      }
      assert.ok(unit.names.zh ?? unit.symbol, unit.id);
      assert.ok(unit.names.en, unit.id);
    }
  });

  it('mends each wrong spelling to one that is right and means the same', () => {
    for (const unit of catalogue.units) {
      for (const [spelling, right] of Object.entries(unit.wrong)) {
        const found = catalogue.find(spelling);
        assert.equal(found?.spelling, 'wrong', spelling);
        assert.equal(found?.suggestion, right);
        const mended = catalogue.find(right);
        assert.ok(
          mended && mended.spelling !== 'wrong' && sameUnit(mended.unit, found.unit),
          `${spelling} → ${right}`,
        );
      }
    }
  });

  it('has common compounds that it reads itself', () => {
    for (const text of [...catalogue.common.zh, ...catalogue.common.en]) {
      const found = catalogue.find(text);
      assert.ok(found && (found.spelling === 'name' || found.spelling === 'alias'), text);
    }
  });

  it('has well-formed definitions', () => {
    const ids = catalogue.units.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const unit of catalogue.units) {
      assert.match(unit.id, /^[a-z][a-z0-9_]*$/);
      assert.equal(unit.concept !== undefined, unit.dimension.split(/[·/]/).includes('count'), unit.id);
      assert.ok(unit.numerator.gt(0) && unit.denominator.gt(0), unit.id);
    }
  });
});

/** What is written, then the unit's id, multiplier, dimension, concept and how it is spelled. */
const found: readonly (readonly [string, string, string, string, string?])[] = [
  ['项', 'item', '1', 'count item', 'name'],
  ['亩', 'mu', '1', 'area', 'name'],
  ['万元', 'yuan', '10000', 'currency:CNY', 'name'],
  ['亿元', 'yuan', '100000000', 'currency:CNY', 'name'],
  ['万亿元', 'yuan', '1000000000000', 'currency:CNY', 'name'],
  ['亿千瓦时', 'kilowatt_hour', '100000000', 'energy', 'name'],
  ['万千瓦', 'kilowatt', '10000', 'power', 'name'],
  ['千瓦', 'kilowatt', '1', 'power', 'name'],
  ['CNY million', 'yuan', '1000000', 'currency:CNY', 'name'],
  ['million CNY', 'yuan', '1000000', 'currency:CNY', 'name'],
  ['US$bn', 'us_dollar', '1000000000', 'currency:USD', 'alias'],
  ['million people', 'person', '1000000', 'count person', 'name'],
  ['元/人·月', 'yuan/month·person', '1', 'currency:CNY/count·time currency:CNY/person·time', 'name'],
  ['元/人/月', 'yuan/month·person', '1', 'currency:CNY/count·time currency:CNY/person·time', 'name'],
  ['元/（人·月）', 'yuan/month·person', '1', 'currency:CNY/count·time currency:CNY/person·time', 'name'],
  ['万元/亩', 'yuan/mu', '10000', 'currency:CNY/area', 'name'],
  ['张/千人', 'sheet/1000 person', '1', 'count/count sheet/person', 'name'],
  ['beds per 1,000 people', 'bed/1000 person', '1', 'count/count bed/person', 'name'],
  ['人/平方公里', 'person/square_kilometre', '1', 'count/area person/area', 'name'],
  ['元每吨', 'yuan/tonne', '1', 'currency:CNY/mass', 'name'],
  ['km/h', 'kilometre_per_hour', '1', 'length/time', 'name'],
  ['m/min', 'metre/minute', '1', 'length/time', 'name'],
  ['吨标准煤/万元', 'tce/10000 yuan', '1', 'energy/currency:CNY', 'name'],
  ['USD per pupil', 'us_dollar/pupil', '1', 'currency:USD/count currency:USD/pupil', 'name'],
  ['个（根）', 'piece_root', '1', 'count item', 'name'],
  ['KWH', 'kilowatt_hour', '1', 'energy', 'wrong kWh'],
  ['万KWH', 'kilowatt_hour', '10000', 'energy', 'wrong 万kWh'],
  ['km/时', 'kilometre_per_hour', '1', 'length/time', 'wrong km/h'],
  ['立方米/d', 'cubic_metre/day', '1', 'volume/time', 'wrong m³/d'],
  ['％', 'percent', '1', 'ratio', 'wrong %'],
  ['度', 'kilowatt_hour', '1', 'energy', 'ambiguous 千瓦时'],
  ['月', 'month', '1', 'time', 'name'],
  ['Households', 'household', '1', 'count household', 'name'],
  ['none', 'none', '1', 'none', 'name'],
  ['无', 'none', '1', 'none', 'name'],
  ['N/A', 'none', '1', 'none', 'alias'],
];

describe('find', () => {
  for (const [text, id, multiplier, measured, spelled] of found) {
    it(text, () => {
      const match = catalogue.find(text);
      assert.ok(match);
      assert.equal(match.unit.id, id);
      assert.equal(match.unit.multiplier.toFixed(), multiplier);
      assert.equal([match.unit.dimension, match.unit.concept].filter(Boolean).join(' '), measured);
      assert.equal([match.spelling, match.suggestion].filter(Boolean).join(' '), spelled);
    });
  }
  for (const text of ['', 'foo', '5', '万', '万%', '亿个百分点', '元/foo', '项目', '/人', '每人']) {
    it(`not ${JSON.stringify(text)}`, () => assert.equal(catalogue.find(text), undefined));
  }

  it('counts unknown English nouns only where asked, and not mistyped measures', () => {
    assert.equal(catalogue.find('bridges'), undefined);
    assert.equal(catalogue.findOrCount('bridges')?.unit.concept, 'bridge');
    assert.equal(catalogue.findOrCount('new bridges')?.unit.concept, 'bridge');
    assert.equal(catalogue.findOrCount('deaths per 1,000 live births')?.unit.concept, 'death/birth');
    assert.equal(catalogue.findOrCount('kilometrs'), undefined);
    assert.equal(catalogue.findOrCount('bridges per foo bar'), undefined);
    assert.equal(catalogue.findOrCount('whatever'), undefined);
  });
});

describe('longestAt', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['平方公里建设', '平方公里'],
    ['场次巡演', '场次'],
    ['人次', '人次'],
    ['个百分点', '个百分点'],
    ['个优质学位', '个'],
    ['家庭', '家庭'],
    ['项目', undefined],
    ['元宵', undefined],
    ['小时候', '小时候'.slice(0, 2)],
    ['mm of rain', 'mm'],
    ['more', undefined],
    ['t-shirts', undefined],
    ['km²', 'km²'],
    ['m2', 'm2'],
    ['m25', undefined],
    ['元/人·月起', '元/人·月'],
    ['元/foo', '元'],
    ['人/平方公里）', '人/平方公里'],
    ['People live', 'People'],
    ['kW', 'kW'],
    ['月', undefined],
  ];
  for (const [text, expected] of cases) {
    it(text, () => {
      const match = catalogue.longestAt(`12${text}`, 2);
      assert.equal(match && `12${text}`.slice(2, match.end), expected);
    });
  }
});

describe('comparing and converting', () => {
  const unit = (text: string) => catalogue.find(text)!.unit;
  const pairs: readonly (readonly [string, string, string | undefined, string])[] = [
    ['亩', '公顷', '15', '1'],
    ['亩', '平方米', '3', '2000'],
    ['公里', '米', '1.5', '1500'],
    ['亿元', '万元', '2.33', '23300'],
    ['CNY million', '亿元', '23300', '233'],
    ['元/人·月', '元/人·年', '100', '1200'],
    ['km/h', 'm/s', '36', '10'],
    ['公里/小时', 'km/h', '120', '120'],
    ['Mbps', 'MB/s', '8', '1'],
    ['吨标准煤', '万吨标准煤', '12000', '1.2'],
    ['%', '倍', '250', '2.5'],
    ['名', '人', '3', '3'],
    ['个', '项', '3', '3'],
    ['人', '人次', undefined, ''],
    ['户', '人', undefined, ''],
    ['%', '个百分点', undefined, ''],
    ['元', '美元', undefined, ''],
    ['元/人', '元/户', undefined, ''],
    ['亩', '公里', undefined, ''],
  ];
  for (const [from, to, amount, expected] of pairs) {
    it(`${amount ?? ''} ${from} in ${to}`, () => {
      const converted = convert(new Big(amount ?? 1), unit(from), unit(to));
      assert.equal(converted?.toFixed(), amount === undefined ? undefined : expected);
      assert.equal(comparable(unit(from), unit(to)), amount !== undefined);
      if (amount !== undefined) {
        const back = convert(converted!, unit(to), unit(from))!;
        assert.ok(back.minus(amount).abs().lt('1e-30'), back.toFixed());
      }
    });
  }

  it('takes the meaning that fits', () => {
    assert.equal(unitLike(catalogue.find('分')!, unit('小时'))?.id, 'minute');
    assert.equal(unitLike(catalogue.find('分')!, unit('分'))?.id, 'score');
    assert.equal(unitLike(catalogue.find('度')!, unit('℃'))?.id, 'celsius');
    assert.equal(unitLike(catalogue.find('度')!, unit('元')), undefined);
  });
});

describe('names', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['公斤', '公斤', 'kg'],
    ['km²', 'km²', 'km²'],
    ['亿元', '亿元', 'CNY 亿'],
    ['CNY million', '百万元', 'CNY million'],
    ['元/人·月', '元/人·月', 'CNY per person per month'],
    ['USD per pupil', '美元/pupil', 'USD per pupil'],
    ['people', '人', 'people'],
    ['人', '人', 'people'],
    ['名', '名', 'people'],
    ['天', '天', 'days'],
    ['t/d', 't/d', 't/d'],
    ['微克/立方米', '微克/立方米', 'µg/m³'],
  ];
  for (const [text, zh, en] of cases) {
    it(text, () => {
      const { unit } = catalogue.find(text)!;
      assert.equal(unit.name('zh'), zh);
      assert.equal(unit.name('en', { plural: true }), en);
    });
  }

  it('are singular and plural', () => {
    for (const [one, many] of [
      ['bridge', 'bridges'],
      ['city', 'cities'],
      ['box', 'boxes'],
      ['church', 'churches'],
      ['day', 'days'],
      ['class', 'classes'],
    ] as const) {
      assert.equal(pluralOf(one), many);
      assert.equal(singularOf(many), one);
    }
    assert.equal(singularOf('people'), 'person');
    assert.equal(singularOf('Women'), 'woman');
    assert.equal(singularOf('status'), 'status');
    assert.equal(singularOf('houses'), 'house');
  });
});

describe("a project's own units", () => {
  const own: readonly UnitDefinition[] = [
    { id: 'grid', names: { zh: '网格', en: 'grid cell' }, aliases: ['个网格'] },
    { id: 'box_of_masks', names: { zh: '箱口罩' }, dimension: 'count', concept: 'mask', factor: 2000 },
    { id: 'mu', aliases: ['市制亩'], names: { en: 'Chinese acre' } },
    { id: 'station', names: { zh: '站' }, wrong: ['占'] },
    { id: 'household', aliases: ['口'] },
    { id: 'broken', names: { zh: '坏' }, factor: 'x' },
  ];
  const project = new UnitCatalogue(own);

  it('are found and counted', () => {
    assert.equal(project.find('网格')?.unit.concept, 'grid');
    assert.equal(project.find('grid cells')?.unit.id, 'grid');
    assert.equal(project.find('万个网格')?.unit.multiplier.toFixed(), '10000');
    assert.equal(project.find('箱口罩')?.unit.factor.toFixed(), '2000');
    assert.equal(project.find('占')?.suggestion, '站');
    assert.equal(project.find('坏')?.unit.factor.toFixed(), '1');
  });

  it('extend the built-in ones', () => {
    assert.equal(project.find('市制亩')?.unit.id, 'mu');
    assert.equal(project.find('市亩')?.unit.id, 'mu');
    assert.equal(project.find('亩')?.unit.name('en'), 'Chinese acre');
    assert.equal(project.get('mu')?.own, true);
    assert.equal(project.get('item')?.own, false);
    assert.equal(project.units.length, catalogue.units.length + 4);
  });

  it('take a spelling from a built-in one', () => {
    assert.equal(project.find('口')?.unit.id, 'household');
    assert.deepEqual(project.collisions, [{ spelling: '口', units: ['household', 'well'] }]);
  });

  it('have factors that are positive numbers or fractions', () => {
    assert.deepEqual(parseFactor('10000/15')?.map(String), ['10000', '15']);
    assert.deepEqual(parseFactor(0.5)?.map(String), ['0.5', '1']);
    assert.equal(parseFactor('1/0'), undefined);
    assert.equal(parseFactor('-1'), undefined);
    assert.equal(parseFactor('x'), undefined);
  });
});
