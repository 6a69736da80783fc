import assert from 'node:assert/strict';
import { UnitSearch } from '../../../src/core/quantity/search-units.ts';
import { UnitCatalogue } from '../../../src/core/quantity/unit.ts';
import { type Candidate, rank } from '../../../src/core/text/search.ts';

const named = (...names: string[]): Candidate<string>[] =>
  names.map((name) => ({ item: name, names: [name] }));

describe('rank', () => {
  const units = named(
    '平方公里',
    '公里',
    '吨公里',
    '平方米',
    '亩',
    '重庆',
    '银行',
    'net zero',
    'Zero waste',
    'km²',
  );
  /** What is typed, then what is offered, with how it was found. */
  const cases: readonly (readonly [string, string])[] = [
    ['公里', '公里:exact 平方公里:inside 吨公里:inside'],
    ['平方', '平方公里:prefix 平方米:prefix'],
    ['方公', '平方公里:inside'],
    ['pfgl', '平方公里:initials'],
    ['pf', '平方公里:initials 平方米:initials'],
    ['gl', '公里:initials 平方公里:pinyin-inside 吨公里:pinyin-inside'],
    ['constructor', ''],
    ['pingfang', '平方公里:pinyin 平方米:pinyin'],
    ['gongli', '公里:pinyin 平方公里:pinyin-inside 吨公里:pinyin-inside'],
    ['mu', '亩:pinyin'],
    ['chongqing', '重庆:pinyin'],
    ['zhongqing', '重庆:pinyin'],
    ['cq', '重庆:initials'],
    ['yh', '银行:initials'],
    ['yinhang', '银行:pinyin'],
    ['yinxing', '银行:pinyin'],
    ['zero', 'Zero waste:prefix net zero:word'],
    ['ZERO', 'Zero waste:prefix net zero:word'],
    ['netzero', 'net zero:exact'],
    ['ｋｍ', 'km²:prefix'],
    ['KM2', 'km²:exact'],
    ['xyz', ''],
    ['平方公里里', ''],
  ];
  for (const [query, expected] of cases) {
    it(query, () => {
      assert.equal(
        rank(query, units)
          .map(({ item, kind }) => `${item}:${kind}`)
          .join(' '),
        expected,
      );
    });
  }

  it('finds by any name and says by which', () => {
    const [first] = rank('区发改', [{ item: 1, names: ['区发展和改革局', '区发改局'] }]);
    assert.deepEqual(first, { item: 1, name: '区发改局', kind: 'prefix' });
  });

  it('puts the higher boost first among equal matches, and keeps the order of the rest', () => {
    const candidates = [
      { item: 'a', names: ['公里'] },
      { item: 'b', names: ['公顷'], boost: 5 },
      { item: 'c', names: ['公斤'] },
    ];
    assert.deepEqual(
      rank('公', candidates).map(({ item }) => item),
      ['b', 'a', 'c'],
    );
    assert.deepEqual(
      rank('', candidates).map(({ item }) => item),
      ['b', 'a', 'c'],
    );
    assert.deepEqual(
      rank(' ', candidates, 1).map(({ item }) => item),
      ['b'],
    );
  });

  it('is not slowed by long or odd input', () => {
    const many = Array.from({ length: 500 }, (_, index) => ({ item: index, names: [`平方公里${index}`] }));
    for (const query of ['xian'.repeat(50), 'a'.repeat(5000), '('.repeat(40), '\\', '平方'.repeat(300)]) {
      const start = performance.now();
      rank(query, many);
      assert.ok(performance.now() - start < 1000, query.slice(0, 10));
    }
  });
});

describe('the search for units', () => {
  const catalogue = new UnitCatalogue([{ id: 'grid', names: { zh: '网格', en: 'grid' } }]);
  const texts = (query: string, options: Partial<Parameters<UnitSearch['find']>[1]> = {}): string[] =>
    new UnitSearch(catalogue).find(query, { language: 'zh', ...options }).map(({ item }) => item.text);

  it('offers the unit before its compounds', () => {
    assert.deepEqual(texts('公里').slice(0, 1), ['公里']);
    assert.ok(texts('公里').includes('平方公里'));
    assert.equal(texts('pfgl')[0], '平方公里');
    assert.equal(texts('kwh')[0], '千瓦时');
    assert.equal(texts('KWH')[0], '千瓦时');
    assert.equal(texts('yy')[0], '亿元');
    assert.equal(texts('wangge')[0], '网格');
  });

  it('writes the other language only for who types in it', () => {
    const han = (text: string) => /\p{Script=Han}/u.test(text);
    assert.deepEqual(
      texts('公里').filter((text) => !han(text)),
      [],
    );
    assert.deepEqual(
      texts('gongli').filter((text) => !han(text)),
      [],
    );
    assert.ok(texts('kilometre').includes('kilometres'));
    assert.ok(!texts('km', { language: 'en' }).includes('公里'));
    assert.equal(texts('公里', { language: 'en' })[0], 'kilometres');
  });

  it('multiplies any unit once the query has a multiplier', () => {
    assert.ok(!texts('').includes('万棵'));
    assert.deepEqual(texts('万网'), ['万网格']);
    assert.deepEqual(texts('万元').slice(0, 1), ['万元']);
    assert.ok(texts('万').includes('万网格'));
    assert.ok(!texts('万').some((text) => /万(?:%|个百分点|℃|倍)/.test(text)));
    assert.ok(texts('million h', { language: 'en' }).includes('million households'));
  });

  it('always has the most used ones', () => {
    for (const text of ['万元', '亿元', '万人', '万亩', '万户', '万吨', '亿千瓦时', '元/平方米']) {
      assert.ok(texts('').includes(text), text);
    }
  });

  it("puts the metric's own unit first, then comparable ones", () => {
    const like = catalogue.find('亿元')!.unit;
    assert.equal(texts('', { like })[0], '亿元');
    assert.deepEqual(new Set(texts('', { like }).slice(0, 3)), new Set(['亿元', '万元', '元']));
    assert.equal(texts('', { dimension: 'area' })[0], '亩');
  });

  it('offers only what the catalogue reads', () => {
    for (const language of ['zh', 'en'] as const) {
      for (const query of ['', '万', 'million']) {
        for (const text of texts(query, { language })) assert.ok(catalogue.find(text), text);
      }
    }
  });
});
