import assert from 'node:assert/strict';
import { folds } from '../../../src/core/features/folding.ts';
import { analyse, type Setting } from '../support/analyse.ts';
import { exampleTexts } from '../support/examples.ts';

const yaml: Setting = { form: 'yaml' };

/** `first-last kind` for each fold, with lines counted from 1. */
const cases: readonly (readonly [string, Setting, string, readonly string[]])[] = [
  [
    'front matter, sections and data blocks of Markdown',
    {},
    '---\ntitle: a\n---\n\n# 一\n\n甲\n\n## （一）\n\n```yaml 指标\n甲: 3项\n```\n\n## （二）\n\n# 二\n\n乙\n',
    ['1-3 data', '5-15 part', '9-13 part', '11-13 data', '17-19 part'],
  ],
  [
    'items over several lines, and lists in them',
    {},
    '```yaml 任务\n- 任务: a\n  举措:\n    - 甲\n    - 乙\n  状态: 已完成\n\n- 任务: b\n```\n',
    ['1-9 data', '2-6 part', '3-5 part'],
  ],
  [
    'items in the form of a map, in brackets over several lines, and a text',
    {},
    '```yaml 指标\n甲:\n  数值: 3项\n乙: { 数值: 3项,\n  上年: 2项 }\n丙:\n  备注: |\n    一\n\n    二\n```\n',
    ['1-11 data', '2-3 part', '4-5 part', '6-10 part', '7-10 part'],
  ],
  [
    'sections, lists and texts of a YAML report',
    yaml,
    '标题: a\n章节:\n  - 标题: 一\n    正文: |\n      甲\n\n      乙\n    指标:\n      甲: 3项\n      乙:\n        数值: 4项\n\n  - 标题: 二\n',
    ['2-13 part', '3-11 part', '4-7 part', '8-11 data', '10-11 part'],
  ],
  [
    'a list in the column of its key',
    yaml,
    'tasks:\n- title: a\n  status: done\n- title: b\nplan:\n- title: c\n',
    ['1-4 data', '2-3 part', '5-6 data'],
  ],
  [
    'comments, but not what looks like one in a text',
    yaml,
    '# 甲\n# 乙\n标题: a\n章节:\n  - 标题: 一\n    # 丙\n    # 丁\n    正文: |\n      # 一\n      # 二\n# 戊\n',
    ['1-2 comment', '4-10 part', '5-10 part', '6-7 comment', '8-10 part'],
  ],
  [
    'what is broken',
    yaml,
    '章节:\n  - 标题: 一\n    指标:\n      - 指标名称: "甲\n        数值：3项\n  - 标题: 二\n',
    ['1-6 part', '2-5 part', '3-5 data', '4-5 part'],
  ],
  [
    'a fence and a front matter that nobody closed',
    {},
    '---\ntitle: a\n\n## 一\n\n```yaml 指标\n甲: 3项\n',
    ['1-2 data', '4-7 part', '6-7 data'],
  ],
  ['nothing in a single line', yaml, '标题: a\n', []],
];

describe('folding', () => {
  for (const [name, setting, text, wanted] of cases) {
    it(`folds ${name}`, () => {
      for (const written of [text, text.replaceAll('\n', '\r\n')]) {
        const found = folds(analyse(written, setting));
        const shown = found.map(({ start, end, kind }) => `${start + 1}-${end + 1} ${kind}`);
        assert.deepEqual(shown, wanted);
      }
    });
  }

  it('nests, or an editor would leave some out', () => {
    for (const [text, form] of exampleTexts) {
      const all = folds(analyse(text, { form }));
      assert.ok(all.length > 3);
      for (const a of all)
        for (const b of all)
          assert.ok(a.start >= b.start || a.end < b.start || a.end >= b.end, JSON.stringify([a, b]));
    }
  });
});
