import assert from 'node:assert/strict';
import { formatOnEnter } from '../../../src/core/features/format-on-type.ts';
import { applyChanges } from '../../../src/core/text/span.ts';
import { analyse, type Setting } from '../support/analyse.ts';

const yaml: Setting = { form: 'yaml' };
const fence = (info: string, body: string) => `甲\n\n${'```'}yaml ${info}\n${body}\n${'```'}\n`;

/** A text in which Enter was just pressed, with `¦` where the cursor is then, and the whole of it afterwards. */
const cases: readonly (readonly [string, Setting, string, string])[] = [
  [
    'the next text of a list',
    {},
    fence('任务', '- 任务: a\n  举措:\n    - 甲\n    ¦'),
    fence('任务', '- 任务: a\n  举措:\n    - 甲\n    - ¦'),
  ],
  [
    'the next name of a list, where the editor did not indent',
    yaml,
    'tasks:\n  - title: a\n    support:\n      - Water Utility\n¦\n',
    'tasks:\n  - title: a\n    support:\n      - Water Utility\n      - ¦\n',
  ],
  [
    'the next path',
    {},
    '---\ndata:\n  - ./a.ledger.yaml\n  ¦\n---\n',
    '---\ndata:\n  - ./a.ledger.yaml\n  - ¦\n---\n',
  ],
  ['a quoted text', yaml, 'aliases:\n  - "a: b"\n  ¦\n', 'aliases:\n  - "a: b"\n  - ¦\n'],
  [
    'the next item in brackets',
    {},
    fence('指标', '- { 指标名称: 甲, 数值: 3项 }\n¦'),
    fence('指标', '- { 指标名称: 甲, 数值: 3项 }\n- ¦'),
  ],
  [
    'the keys of an item that stand below its dash',
    {},
    fence('任务', '-\n¦\n    任务: a'),
    fence('任务', '-\n    ¦\n    任务: a'),
  ],
  [
    'the keys of an item whose first has a full-width colon',
    {},
    fence('任务', '- 任务：a\n¦\n  状态: 已完成'),
    fence('任务', '- 任务：a\n  ¦\n  状态: 已完成'),
  ],
  ['the keys of an item', {}, fence('任务', '- 任务: a\n¦'), fence('任务', '- 任务: a\n  ¦')],
  [
    'the keys of an item that the editor indented already',
    {},
    fence('任务', '- 任务: a\n  ¦'),
    fence('任务', '- 任务: a\n  ¦'),
  ],
  [
    'the keys of an item whose first has no value yet',
    {},
    fence('任务', '- 任务:\n¦'),
    fence('任务', '- 任务:\n  ¦'),
  ],
  [
    'the keys of an item, behind the second',
    {},
    fence('任务', '- 任务: a\n  状态: 已完成\n  ¦'),
    fence('任务', '- 任务: a\n  状态: 已完成\n  ¦'),
  ],
  ['the attributes of a metric', {}, fence('指标', '征地:\n¦'), fence('指标', '征地:\n  ¦')],
  [
    'the next metric, in the form of a map',
    {},
    fence('指标', '征地: 3347亩\n¦'),
    fence('指标', '征地: 3347亩\n¦'),
  ],
  [
    'the next metric behind brackets',
    {},
    fence('指标', '征地: { 数值: 3347亩 }\n¦'),
    fence('指标', '征地: { 数值: 3347亩 }\n¦'),
  ],
  [
    'open brackets',
    {},
    fence('指标', '征地: { 数值: 3347亩,\n¦'),
    fence('指标', '征地: { 数值: 3347亩,\n  ¦'),
  ],
  [
    'a text over several lines',
    {},
    fence('任务', '- 任务: a\n  备注: |\n  ¦'),
    fence('任务', '- 任务: a\n  备注: |\n    ¦'),
  ],
  ['the first of the tasks', yaml, '任务:\n¦\n', '任务:\n  - ¦\n'],
  ['the first section', yaml, '章节:\n  ¦\n', '章节:\n  - ¦\n'],
  ['a list whose items may go by names', yaml, '指标:\n¦\n', '指标:\n  ¦\n'],
  [
    'a list that has items already, in their column',
    yaml,
    'tasks:\n¦\n- title: a\n',
    'tasks:\n- ¦\n- title: a\n',
  ],
  [
    'a dash with nothing behind it, which ends the list',
    {},
    fence('任务', '- 任务: a\n  举措:\n    - 甲\n    - \n    ¦'),
    fence('任务', '- 任务: a\n  举措:\n    - 甲\n  ¦'),
  ],
  ['such a dash of the outermost list', {}, fence('任务', '- 任务: a\n- \n¦'), fence('任务', '- 任务: a\n¦')],
  [
    'such a dash in a list in the column of its key',
    yaml,
    'tasks:\n  - title: a\n    measures:\n    - 甲\n    - \n    ¦\n',
    'tasks:\n  - title: a\n    measures:\n    - 甲\n    ¦\n',
  ],
  ['such a dash with a remark', yaml, 'data:\n  - a\n  - # ?\n  ¦\n', 'data:\n  - a\n¦\n'],
  ['prose', {}, '- 甲\n¦\n', '- 甲\n¦\n'],
  ['code', {}, '```yaml\n- a\n¦\n```\n', '```yaml\n- a\n¦\n```\n'],
  [
    'a text of YAML',
    yaml,
    '章节:\n  - 标题: 一\n    正文: |\n      - 甲\n      ¦\n',
    '章节:\n  - 标题: 一\n    正文: |\n      - 甲\n      ¦\n',
  ],
  ['a comment', yaml, 'tasks:\n  - title: a\n  # - b\n  ¦\n', 'tasks:\n  - title: a\n  # - b\n  ¦\n'],
  ['a line that was broken in its middle', yaml, 'data:\n  - a\n  ¦b\n', 'data:\n  - a\n  ¦b\n'],
  ['a dash that the editor has written', yaml, 'data:\n  - a\n  - ¦\n', 'data:\n  - a\n  - ¦\n'],
  ['the beginning of a text', yaml, '¦\n', '¦\n'],
  [
    'the line behind a data block',
    {},
    '```yaml 任务\n- 任务: a\n```\n¦\n',
    '```yaml 任务\n- 任务: a\n```\n¦\n',
  ],
  [
    'data that is broken elsewhere',
    {},
    fence('任务', '- 任务：a\n- 任务: "b\n- 任务: c\n  举措:\n    - 甲\n    ¦'),
    fence('任务', '- 任务：a\n- 任务: "b\n- 任务: c\n  举措:\n    - 甲\n    - ¦'),
  ],
];

describe('Enter in data', () => {
  for (const [name, setting, before, after] of cases) {
    it(`goes on with ${name}`, () => {
      for (const lines of ['\n', '\r\n']) {
        const marked = before.replaceAll('\n', lines);
        const offset = marked.indexOf('¦');
        const text = marked.replace('¦', '');
        const changes = formatOnEnter(analyse(text, setting), offset, { tabSize: 2 });
        const moved = changes[0] ? changes[0].span.start + changes[0].text.length : offset;
        const result = applyChanges(text, changes);
        const shown = `${result.slice(0, moved)}¦${result.slice(moved)}`;
        assert.equal(shown, after.replaceAll('\n', lines));
      }
    });
  }
});
