import assert from 'node:assert/strict';
import { selections } from '../../../src/core/features/selection.ts';
import { analyse, type Setting, uncursor } from '../support/analyse.ts';
import { exampleTexts } from '../support/examples.ts';
import { seeded } from '../support/random.ts';

const yaml: Setting = { form: 'yaml' };
const data = (body: string) => `# 一\n\n${'```'}yaml 指标\n${body}\n${'```'}\n`;

/** The first texts that the selection grows to; the others follow from what the document holds. */
const cases: readonly (readonly [string, Setting, string, readonly string[]])[] = [
  [
    'a figure of data',
    {},
    data('征地: { 数值: 约33|47亩, 上年: 98亩 }'),
    [
      '3347',
      '约3347亩',
      '数值: 约3347亩',
      '{ 数值: 约3347亩, 上年: 98亩 }',
      '征地: { 数值: 约3347亩, 上年: 98亩 }',
    ],
  ],
  [
    'a figure in the short form',
    {},
    data('征地: 33|47亩\n甲: 3项'),
    ['3347', '3347亩', '征地: 3347亩', '征地: 3347亩\n甲: 3项'],
  ],
  [
    'one of several names',
    {},
    '```yaml 任务\n- 任务: a\n  配合单位: 区财|政局、区审计局\n- 任务: b\n```\n',
    [
      '区财政局',
      '区财政局、区审计局',
      '配合单位: 区财政局、区审计局',
      '任务: a\n  配合单位: 区财政局、区审计局',
      '- 任务: a\n  配合单位: 区财政局、区审计局',
      '- 任务: a\n  配合单位: 区财政局、区审计局\n- 任务: b',
    ],
  ],
  ['a key', {}, data('征地:\n  数|值: 3亩'), ['数值', '数值: 3亩', '征地:\n  数值: 3亩']],
  ['a quoted value', {}, data('征地:\n  备注: "见 a#|b"'), ['b', '见 a#b', '"见 a#b"', '备注: "见 a#b"']],
  [
    'the text of a reference',
    {},
    '甲。完成[10|5项](metric:改革)，比上年多。乙。\n',
    [
      '105',
      '105项',
      '[105项](metric:改革)',
      '完成[105项](metric:改革)，比上年多。',
      '甲。完成[105项](metric:改革)，比上年多。乙。',
    ],
  ],
  [
    'the name in a reference',
    {},
    '增长[7.1%](metric:改革任|务#同比)。\n',
    ['改革任务', '改革任务#同比', '[7.1%](metric:改革任务#同比)', '增长[7.1%](metric:改革任务#同比)。'],
  ],
  ['an inserted value', {}, '召开{{会|议}}。\n', ['会议', '{{会议}}', '召开{{会议}}。']],
  ['a figure of prose', {}, '征地约33|47亩，完成。\n', ['3347', '约3347亩', '征地约3347亩，完成。']],
  [
    'English sentences, whose stops are followed by a blank',
    {},
    'It cost $1.5 million. Dr. Lee said |so! Then more.\n',
    ['so', 'Dr. Lee said so!', 'It cost $1.5 million. Dr. Lee said so! Then more.'],
  ],
  [
    'a sentence in quotation marks',
    {},
    '他说“完成|了。”然后走了。\n',
    ['完成了', '他说“完成了。”', '他说“完成了。”然后走了。'],
  ],
  [
    'a heading, and its section',
    {},
    '# 一、总|结\n\n甲。\n\n# 二\n',
    ['总结', '一、总结', '# 一、总结', '# 一、总结\n\n甲。', '# 一、总结\n\n甲。\n\n# 二\n'],
  ],
  [
    'a paragraph in a text of YAML, and its section',
    yaml,
    '章节:\n  - 标题: 一\n    正文: |\n      甲。|乙。\n\n      丙。\n  - 标题: 二\n',
    [
      '乙',
      '乙。',
      '甲。乙。',
      '正文: |\n      甲。乙。\n\n      丙。',
      '- 标题: 一\n    正文: |\n      甲。乙。\n\n      丙。',
    ],
  ],
  [
    'a further paragraph in it',
    yaml,
    '章节:\n  - 标题: 一\n    正文: |\n      甲。\n\n      丙|。丁。\n',
    ['丙', '丙。', '丙。丁。', '正文: |\n      甲。\n\n      丙。丁。'],
  ],
  [
    'a list and its section in YAML',
    yaml,
    '章节:\n  - 标题: 一\n    任务:\n      - 任务: |a\n      - 任务: b\n',
    ['a', '任务: a', '- 任务: a', '任务:\n      - 任务: a\n      - 任务: b'],
  ],
  [
    'a key of the front matter',
    {},
    '---\n标题: 甲|\n报告期: 2022\n---\n',
    ['甲', '标题: 甲', '标题: 甲\n报告期: 2022'],
  ],
];

describe('a growing selection', () => {
  for (const [name, setting, marked, wanted] of cases) {
    it(`begins at ${name}`, () => {
      // The cursor is the first sign: a text begins with another one.
      const { text, offset } = uncursor(marked.replace(/: \|\n/g, ': ¦\n'));
      const real = text.replace(/: ¦\n/g, ': |\n');
      const found = selections(analyse(real, setting), offset).map(({ start, end }) =>
        real.slice(start, end),
      );
      assert.deepEqual(found.slice(0, wanted.length), wanted);
      assert.equal(found.at(-1), real);
    });
  }

  it('holds at each step the one before, anywhere', () => {
    const random = seeded(3);
    for (const [text, form] of exampleTexts) {
      const analysis = analyse(text, { form });
      for (let round = 0; round < 20; round++) {
        const offset = random(text.length + 1);
        const found = selections(analysis, offset);
        assert.deepEqual(found.at(-1), { start: 0, end: text.length });
        for (const [index, span] of found.entries()) {
          const inner = found[index - 1] ?? { start: offset, end: offset };
          assert.ok(span.start <= inner.start && inner.end <= span.end);
          assert.ok(span.end - span.start > inner.end - inner.start);
        }
      }
    }
  });
});
