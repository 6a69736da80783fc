import assert from 'node:assert/strict';
import { canonical, canonicalItems } from '../../../src/core/schema/canonical.ts';
import {
  childrenOf,
  enumOf,
  figuresOf,
  groupsOf,
  instanceOf,
  listOf,
  numberOf,
  readNumber,
  scalarOf,
  textOf,
} from '../../../src/core/schema/instance.ts';
import { Vocabulary } from '../../../src/core/schema/vocabulary.ts';
import { read, type Subject } from './helpers.ts';

const vocabulary = Vocabulary.builtin();

const instances: readonly (readonly [subject: Subject, text: string, instance: unknown])[] = [
  ['metric*', '企业: 105项', [{ name: '企业', value: '105项' }]],
  ['metric*', '- 企业', [{ name: '企业' }]],
  ['metric*', '企业:', [{ name: '企业' }]],
  ['target*', '企业: 120项', [{ name: '企业', target: { '': '120项' } }]],
  [
    'metric*',
    '企业: { 数值: 148.0, 同比: 7.1%, 历年: { 2021: 98 } }',
    [{ name: '企业', value: '148.0', change: { '': '7.1%' }, history: { 2021: '98' } }],
  ],
  [
    'metric*',
    'A: { decimals: "２", parts: [甲, 乙], of-which: 丙、丁 }',
    [{ name: 'A', decimals: 2, parts: { 甲: null, 乙: null }, 'of-which': { 丙: null, 丁: null } }],
  ],
  [
    'metric*',
    'A: { by: { 男: 1人, 地区: { 东: 2人 } } }',
    [{ name: 'A', by: { '': { 男: '1人' }, 地区: { 东: '2人' } } }],
  ],
  [
    'metric*',
    'A: { approx: 突破, verification: 已核实 }',
    [{ name: 'A', approx: 'over', verification: '已核实' }],
  ],
  [
    'task',
    '任务: 甲\n牵头单位: 乙、丙，丁；戊（己、庚）\n完成率: 80%',
    [{ title: '甲', lead: ['乙', '丙', '丁', '戊（己、庚）'], progress: 80 }],
  ],
  [
    'task',
    'title: A\nsupport:\n  - B; C\n  - D\nmeasures: one; still one',
    [{ title: 'A', support: ['B', 'C', 'D'], measures: ['one; still one'] }],
  ],
  ['task', 'title: A\nnote:\nother:\nlead: []', [{ title: 'A', other: null, lead: [] }]],
  ['task', 'title: A\nupdate:\n  - one\n  - two', [{ title: 'A', update: 'one\ntwo' }]],
  ['task', 'title: no\nno: 09\ndue: 2023.10', [{ title: 'no', no: '09', due: '2023.10' }]],
  [
    'task',
    'title: A\nmilestones:\n  6月底: B\n  7月底:\n',
    [{ title: 'A', milestones: [{ due: '6月底', target: 'B' }, { due: '7月底' }] }],
  ],
  ['organization*', '- 区国资局\n-\n- 全称: 区财政局', [{ name: '区国资局' }, { name: '区财政局' }]],
];

describe('instanceOf', () => {
  for (const [subject, text, expected] of instances) {
    it(text.replaceAll('\n', ' ⏎ '), () => {
      const found = read(subject, text, vocabulary).map((item) => instanceOf(item).value);
      assert.deepEqual(JSON.parse(JSON.stringify(found)), expected);
    });
  }

  it('gives names of the text no power', () => {
    const [item] = read('metric*', 'A: { parts: { __proto__: 3, constructor: 4 } }', vocabulary);
    const { value } = instanceOf(item!);
    assert.equal(Object.getPrototypeOf(value), null);
    assert.deepEqual(Object.keys((value as { parts: object }).parts), ['__proto__', 'constructor']);
    assert.equal(({} as Record<string, unknown>)['3'], undefined);
  });

  it('leads back to the text', () => {
    const text = '任务: 甲\n牵头单位: 乙、 丙丁';
    const [item] = read('task', text, vocabulary);
    const lead = instanceOf(item!).children.get('lead');
    const spans = [...lead!.children.values()].map(({ span }) => text.slice(span.start, span.end));
    assert.deepEqual(spans, ['乙', '丙丁']);
    assert.equal(lead!.name?.source, '牵头单位');
  });
});

describe('reading an item', () => {
  const [task] = read(
    'task',
    '任务: 甲\n牵头单位: 乙、丙\n状态: 办结\n完成率: "80 %"\n进展情况: [一, 二]\n子任务: [丁]\n时间节点: { 6月: 戊 }\n备注:',
    vocabulary,
  );
  const [metric] = read(
    'metric*',
    '企业: { 数值: 3家, 上年: 2家, 同比: { 名义: 5%, 可比: }, 分项: { 甲: 1家, 乙: }, 分组: { 男: 1人, 地区: [东] } }',
    vocabulary,
  );

  it('gives texts, names, values and numbers', () => {
    assert.equal(textOf(task!, 'title'), '甲');
    assert.equal(textOf(task!, 'update'), '一\n二');
    assert.equal(textOf(task!, 'note'), undefined);
    assert.equal(scalarOf(task!, 'update'), undefined);
    assert.equal(scalarOf(metric!, 'name')?.scalar.source, '企业');
    assert.deepEqual(
      listOf(task!, 'lead').map(({ text }) => text),
      ['乙', '丙'],
    );
    assert.equal(enumOf(task!, 'status'), 'done');
    assert.equal(numberOf(task!, 'progress'), 80);
  });

  it('gives figures by name', () => {
    const plain = (key: string) => figuresOf(metric!, key).map(({ name, figure }) => [name, figure?.source]);
    assert.deepEqual(plain('previous'), [['', '2家']]);
    assert.deepEqual(plain('change'), [
      ['名义', '5%'],
      ['可比', undefined],
    ]);
    assert.deepEqual(plain('parts'), [
      ['甲', '1家'],
      ['乙', undefined],
    ]);
    assert.deepEqual(
      groupsOf(metric!, 'by').map(({ name, parts }) => [name, parts.map((part) => part.name)]),
      [
        ['', ['男']],
        ['地区', ['东']],
      ],
    );
  });

  it('gives the items inside', () => {
    assert.deepEqual(
      childrenOf(task!, 'tasks').map((item) => textOf(item, 'title')),
      ['丁'],
    );
    assert.deepEqual(
      childrenOf(task!, 'milestones').map((item) => [textOf(item, 'due'), textOf(item, 'target')]),
      [['6月', '戊']],
    );
  });
});

describe('readNumber', () => {
  const rows: readonly (readonly [text: string, number: number | undefined])[] = [
    ['12', 12],
    ['１２．５', 12.5],
    ['1,234,567', 1234567],
    ['1,23', undefined],
    ['-3%', -3],
    ['−3', -3],
    ['3.6e12', 3.6e12],
    ['12项', undefined],
    ['', undefined],
    ['Infinity', undefined],
  ];
  for (const [text, number] of rows) it(JSON.stringify(text), () => assert.equal(readNumber(text), number));
});

describe('canonical', () => {
  const task = vocabulary.entity('task');
  const metric = vocabulary.entity('metric');

  it('shares what needs no change', () => {
    const [english] = read(
      'task',
      'title: A\nlead: [B]\nmilestones:\n  - due: 2023-06\nmine: { x: 1 }',
      vocabulary,
    );
    assert.equal(canonical(english!.node!, task), english!.node);
    const [chinese] = read('task', '任务: 甲\n时间节点: { 6月: { 目标: 乙 } }', vocabulary);
    assert.equal(canonical(chinese!.node!, task), chinese!.node, 'a second time changes nothing');
  });

  it('names entries down through the children and leaves free names', () => {
    const [item] = read('metric*', '指标: { 数值: 1, 分项: { 数值: 1 } }', vocabulary);
    assert.equal(item!.nameKey?.source, '指标');
    const node = item!.node;
    assert.ok(node?.kind === 'map');
    assert.deepEqual(
      node.entries.map((entry) => entry.name),
      ['value', 'parts'],
    );
    const parts = node.entries[1]?.value;
    assert.ok(parts?.kind === 'map');
    assert.deepEqual(
      parts.entries.map((entry) => entry.name),
      ['数值'],
    );
  });

  it('moves what comes a second time to the duplicates', () => {
    const [item] = read('task', '任务: 甲\nstatus: done\n状态: 滞后\n状态: 逾期', vocabulary);
    const node = item!.node;
    assert.ok(node?.kind === 'map');
    assert.deepEqual(
      node.entries.map((entry) => entry.name),
      ['title', 'status'],
    );
    assert.deepEqual(
      node.duplicates.map((entry) => [entry.key.source, entry.name]),
      [
        ['状态', 'status'],
        ['状态', 'status'],
      ],
    );
    assert.equal(canonicalItems({ kind: 'list', span: node.span, items: [node] }, task).kind, 'list');
    assert.equal(
      canonical({ kind: 'scalar', span: node.span, source: 'x', quoted: false }, metric).kind,
      'scalar',
    );
  });
});
