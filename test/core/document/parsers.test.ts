import assert from 'node:assert/strict';
import { ReportDocument } from '../../../src/core/document/document.ts';
import {
  type ParsedYaml,
  parseTexts,
  parseYaml,
  type YamlText,
} from '../../../src/core/document/parse-yaml.ts';
import { recover } from '../../../src/core/document/recover.ts';
import { findTraps } from '../../../src/core/document/traps.ts';
import { readEvents } from '../../../src/core/document/yaml-events.ts';
import { projectOf } from '../support/analyse.ts';
import { exampleTexts } from '../support/examples.ts';
import { seeded } from '../support/random.ts';
import { yamlSuite } from '../support/yaml-suite.ts';

const { grammar } = projectOf();
const isKey = (written: string) => grammar.isKey(written);

const items = exampleTexts.flatMap(([text, form]) =>
  [...ReportDocument.open(text, form, grammar).blocks]
    .filter(({ kind }) => kind === 'item' || kind === 'own')
    .map((block) => block.text),
);

const ordinary: readonly (readonly [string, string])[] = [
  ['a name and its figure', '碧道: 62公里\n'],
  ['a name and its attributes', '重点改革任务: { 数值: 105项, 上年: 98项 }\n'],
  [
    'a metric',
    '      - 指标名称: 地区生产总值\n        数值: 233\n        计量单位: 亿元\n        上年: -5.1\n',
  ],
  ['a task', '- 任务: 出清“三无”企业\n  牵头单位: 区国资局\n  完成时限: 2022年12月底前\n  状态: 已完成\n'],
  ['a list in brackets', '- 任务: a\n  配合单位: [区财政局, 区审计局]\n'],
  ['a list in lines', '- 任务: a\n  配合单位:\n    - 区财政局\n    - 区审计局\n'],
  ['brackets over several lines', 'A: { 数值: 3家,\n     分项: { 甲: 1家, 乙: 2家 } }\n'],
  ['nested keys', 'A:\n  数值: 3家\n  分项:\n    甲: 1家\n    乙: 2家\n'],
  ['keys of the root', '报告类型: 年度总结\n标题: 2022年工作总结\n报告期: 2022\n\n'],
  ['the head of a section', '  - 标题: 第一节\n    正文: |\n      一\n\n      二\n    指标:\n'],
  ['a folded text', 'A:\n  备注: >-\n    一\n    二\n'],
  ['a text that goes on', 'A:\n  备注: 一\n    二\n  数值: 3\n'],
  ['quotes', 'A: { 数值: "5", 计量单位: \'%\' }\n'],
  ['a comment', 'A: 3家 # 注\n# 又一条\n'],
  ['CRLF', 'A:\r\n  数值: 1\r\n  正文: |\r\n    甲\r\n    乙\r\n'],
  ['a text that begins with blank lines', '正文: |\n \n\n  一\n   二\n标题: a\n'],
  ['no line end', 'A: 3家'],
];

/** Comments may belong to the value before them and make it longer, or part a value from its key. */
const comments = [
  'a:\n  b:\n    c: 1\n  # x\nd: 2\n# y\n',
  'a:\n  b: 1\n    # x\n',
  'a: 1\n  # x\n# y\n',
  'a: # x\n',
  'a:\n# x\nb:\n# y\n',
  'a:\n\n# x\n  b\n   c\nd: e\n',
  '- a\n# x\n-\n# y\n- b\n  # z\n',
];

/** What is put into texts: whatever makes YAML of them, or breaks it. */
const pieces = [
  ...[
    '\n',
    ' ',
    '  ',
    '\n  ',
    '\n    ',
    '\n\n',
    '\t',
    '\r\n',
    '\u3000',
    '\u00a0',
    '\ufeff',
    '😀',
    '甲',
    '1',
    'a',
  ],
  ...[
    ':',
    ': ',
    ':\n',
    ' :',
    '：',
    ',',
    ', ',
    '，',
    '-',
    '- ',
    '-\n',
    '\n-',
    '?',
    '? ',
    '#',
    ' # c',
    '\n# c\n',
    '\n  # c\n',
  ],
  ...['"', "'", '""', "''", '\\', '\\n', '{', '}', '[', ']', '{ a: b }', '[a, b]'],
  ...[
    '|',
    '|\n',
    '|+\n',
    '|2\n',
    '>-\n',
    '|-\n  x\n',
    '&a ',
    '*a',
    '!',
    '!t ',
    '%',
    '@',
    '`',
    '~',
    '=',
    '<<: a\n',
  ],
  ...['---\n', '--- ', '...\n', '数值: 5项\n', 'a: b\n', '  a: b\n', '- x\n'],
];

/** What the parser that recovers makes of a text, whatever the text is. */
function withRecovery(source: YamlText): ParsedYaml {
  return recover(source.text, findTraps(source.text, source), source);
}

/** Keys and values of lines that look ordinary, and are not always. */
const keys = [
  '数值',
  '指标名称',
  '数值',
  'a b',
  'x　',
  '"k"',
  "'k'",
  '1',
  'k#',
  '-k',
  '.k',
  '<<',
  '甲（乙）',
  '%',
  '',
  '😀',
];
const values = [
  ...[
    '3',
    '105项',
    '出清企业',
    '-5.1',
    '“三无”',
    '3',
    '105项',
    '出清企业',
    '2022-12-01',
    '1 2',
    'a,b',
    'a]',
    'null',
  ],
  ...[
    'a: b',
    'a:b',
    ':x',
    '::',
    'x:',
    '1:2',
    'a#b',
    'a # b',
    '',
    ' ',
    '-',
    '- x',
    '? y',
    '..',
    '---',
    '~',
    '=',
    '<<',
  ],
  ...[
    '{a}',
    '[1]',
    '"q"',
    "'q'",
    '|',
    '>-',
    '!t',
    '&a b',
    '*a',
    '%',
    '@x',
    '`',
    '<b>',
    '{{甲}}次',
    '[3次](metric:甲)',
  ],
  ...['甲　', 'a\u00a0', 'a\u200b', '\ud800', 'é', 'x  '],
];

/** A list's item or a mapping, line by line; now and then something about a line is odd. */
function anyLines(random: (below: number) => number): string {
  const indent = ' '.repeat(random(4));
  const dash = random(2) ? '- ' : '';
  const lines = Array.from({ length: 1 + random(4) }, (_, index) => {
    const before = index === 0 ? dash : ' '.repeat(dash.length + (random(30) ? 0 : random(3)));
    const key = keys[random(5) ? random(3) : random(keys.length)]!;
    const value = values[random(3) ? random(8) : random(values.length)]!;
    const end = random(8) ? '\n' : '\r\n';
    const between = random(15) ? '' : ['', ' ', '# c', '\t'][random(4)] + end;
    return `${indent}${before}${key}:${random(10) ? ' ' : '  '}${value}${random(12) ? '' : ' '}${end}${between}`;
  });
  return random(5) ? lines.join('') : lines.join('').trimEnd();
}

describe('the quick ways and the parser that recovers', () => {
  for (const [name, text] of ordinary)
    it(`${name} takes the quick way`, () => assert.ok(readEvents([{ text, from: 0 }])[0]));

  it('nearly all of the examples takes the quick way', () => {
    const quick = readEvents(items.map((text) => ({ text, from: 0 }))).filter((node) => node !== undefined);
    assert.ok(items.length > 150, `${items.length} items`);
    assert.ok(quick.length > 0.9 * items.length, `${quick.length} of ${items.length}`);
  });

  const texts = [
    ...items,
    ...ordinary.map(([, text]) => text),
    ...comments,
    ...yamlSuite.map(({ text }) => text),
  ];
  const sources = (list: readonly string[]) =>
    list.map((text, index) => ({
      text,
      isKey,
      names: index % 2 === 0,
      start: index % 3 === 0,
      from: index % 5,
    }));

  it('read the examples and the YAML test suite alike, one by one and together', () => {
    const together = parseTexts(sources(texts));
    sources(texts).forEach((source, index) => {
      const expected = withRecovery(source);
      assert.deepEqual(parseYaml(source.text, source), expected, JSON.stringify(source.text));
      assert.deepEqual(together[index], expected, JSON.stringify(source.text));
    });
  });

  it('read lines of keys and values alike', () => {
    const random = seeded(2023);
    const all = Array.from({ length: 6000 }, () => anyLines(random));
    const together = parseTexts(sources(all));
    sources(all).forEach((source, index) => {
      const expected = withRecovery(source);
      assert.deepEqual(together[index], expected, JSON.stringify(source.text));
    });
  });

  it('read texts alike after any edits', () => {
    const random = seeded(2022);
    const edited = Array.from({ length: 3000 }, () => {
      let text = texts[random(texts.length)]!;
      for (let edits = random(4); edits > 0; edits--) {
        const start = random(text.length + 1);
        const end = Math.min(text.length, start + (random(2) ? random(6) : 0));
        text = text.slice(0, start) + pieces[random(pieces.length)]! + text.slice(end);
      }
      return text;
    });
    const together = parseTexts(sources(edited));
    sources(edited).forEach((source, index) => {
      const expected = withRecovery(source);
      assert.deepEqual(together[index], expected, JSON.stringify(source.text));
    });
  });
});
