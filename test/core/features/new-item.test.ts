import assert from 'node:assert/strict';
import { type NewItemKind, newItem } from '../../../src/core/features/new-item.ts';
import { plainText } from '../../../src/core/features/snippets.ts';
import { applyChanges } from '../../../src/core/text/span.ts';
import { analyse, type Setting, uncursor } from '../support/analyse.ts';
import { exampleTexts } from '../support/examples.ts';
import { seeded } from '../support/random.ts';

function errors(text: string, setting: Setting): readonly string[] {
  return analyse(text, setting)
    .problems.filter(({ level }) => level === 'error')
    .map(({ code }) => code)
    .sort();
}

/** The text with a new item, before anything is filled in: nothing is wrong in it that was not before. */
function inserted(marked: string, kind: NewItemKind, setting: Setting): string | undefined {
  const { text, offset } = uncursor(marked);
  return insertedAt(text, offset, kind, setting);
}

function insertedAt(text: string, offset: number, kind: NewItemKind, setting: Setting): string | undefined {
  const change = newItem(analyse(text, setting), offset, kind);
  if (!change) return undefined;
  const after = applyChanges(text, [{ ...change, text: plainText(change.text).text }]);
  assert.deepEqual(errors(after, setting), errors(text, setting));
  return after;
}

type Case = readonly [name: string, before: string, after: string | undefined, setting?: Setting];

function check(kind: NewItemKind, cases: readonly Case[]): void {
  for (const [name, before, after, setting = {}] of cases)
    it(name, () => assert.equal(inserted(before, kind, setting), after));
}

const yaml: Setting = { form: 'yaml' };
const ledger: Setting = { form: 'yaml', root: 'ledger' };

describe('a new metric', () => {
  check('metric', [
    [
      'begins a data block behind the paragraph',
      '# 一\n\n文|字。\n\n后文。\n',
      '# 一\n\n文字。\n\n```yaml 指标\n指标名称:\n  数值: 0\n  计量单位: \n  上年: \n```\n\n后文。\n',
    ],
    [
      "begins one behind the section's text from its heading",
      '# 一|\n\n文字。\n\n## 二\n\n字\n',
      '# 一\n\n文字。\n\n```yaml 指标\n指标名称:\n  数值: 0\n  计量单位: \n  上年: \n```\n\n## 二\n\n字\n',
    ],
    [
      'begins one behind a heading with nothing under it',
      '# 一|\n',
      '# 一\n\n```yaml 指标\n指标名称:\n  数值: 0\n  计量单位: \n  上年: \n```\n',
    ],
    ['finds no place in an empty report', '|', undefined],
    [
      'stands behind the front matter of a report without text',
      '---\n标题: 甲\n语|言: zh\n---\n',
      '---\n标题: 甲\n语言: zh\n---\n\n```yaml 指标\n指标名称:\n  数值: 0\n  计量单位: \n  上年: \n```\n',
    ],
    [
      'begins a block behind a list',
      '# 一\n\n- 甲\n- 乙|\n\n# 二\n',
      '# 一\n\n- 甲\n- 乙\n\n```yaml 指标\n指标名称:\n  数值: 0\n  计量单位: \n  上年: \n```\n\n# 二\n',
    ],
    [
      'begins a block behind a quotation',
      '# 一\n\n> 甲|\n',
      '# 一\n\n> 甲\n\n```yaml 指标\n指标名称:\n  数值: 0\n  计量单位: \n  上年: \n```\n',
    ],
    [
      'begins a block behind code',
      '# 一\n\n```js\nco|de\n```\n',
      '# 一\n\n```js\ncode\n```\n\n```yaml 指标\n指标名称:\n  数值: 0\n  计量单位: \n  上年: \n```\n',
    ],
    ['finds no place in code that nobody closed', '# 一\n\n```js\nco|de\n', undefined],
    ['finds no place in data that nobody closed', '# 一\n\n```yaml 任务\n- 任务: 甲|\n', undefined],
    [
      'follows the value under the cursor as a value',
      '# 一\n\n```yaml 指标\n改|革: 105项\n会议: 3次\n```\n',
      '# 一\n\n```yaml 指标\n改革: 105项\n新指标: 0\n会议: 3次\n```\n',
    ],
    [
      "stands at the end of the section's block, indented as its items are",
      '# 一\n\n文|字\n\n```yaml 指标\n改革:\n  数值: 105项\n会议:\n    数值: 3次 # 注\n    备注: 甲\n```\n',
      '# 一\n\n文字\n\n```yaml 指标\n改革:\n  数值: 105项\n会议:\n    数值: 3次 # 注\n    备注: 甲\n指标名称:\n    数值: 0\n    计量单位: \n    上年: \n```\n',
    ],
    [
      'has English keys beside English ones',
      '# 一\n\n文|字\n\n```yaml metrics\n- name: reform\n  value: 105\n```\n',
      '# 一\n\n文字\n\n```yaml metrics\n- name: reform\n  value: 105\n- name: Name\n  value: 0\n  unit: \n  previous: \n```\n',
    ],
    [
      'has the names of keys as they are written',
      '# One\n\n```yaml metrics\n-   Name: Reform|\n    Value: 105\n```\n',
      '# One\n\n```yaml metrics\n-   Name: Reform\n    Value: 105\n-   Name: Name\n    Value: 0\n    Unit: \n    Previous: \n```\n',
    ],
    [
      'is in flow style where its neighbours are',
      '# 一\n\n```yaml 指标\n改革: { 数值: 105项 }\n会议: { 数值: 3次 }\n|```\n',
      '# 一\n\n```yaml 指标\n改革: { 数值: 105项 }\n会议: { 数值: 3次 }\n指标名称: { 数值: 0, 计量单位: , 上年:  }\n```\n',
    ],
    [
      'is in flow style in a list',
      '# 一\n\n```yaml 指标\n- { 指标名称: 改革, 数值: 105项 }\n```|\n',
      '# 一\n\n```yaml 指标\n- { 指标名称: 改革, 数值: 105项 }\n- { 指标名称: 指标名称, 数值: 0, 计量单位: , 上年:  }\n```\n',
    ],
    [
      'fills an empty block',
      '# 一\n\n```yaml 指标\n|```\n',
      '# 一\n\n```yaml 指标\n指标名称:\n  数值: 0\n  计量单位: \n  上年: \n```\n',
    ],
    [
      'stands in the next block of its kind, not among tasks',
      '# 一\n\n```yaml 任务\n- 任务: 甲|\n```\n\n```yaml 指标\n改革:\n  数值: 3项\n```\n',
      '# 一\n\n```yaml 任务\n- 任务: 甲\n```\n\n```yaml 指标\n改革:\n  数值: 3项\n指标名称:\n  数值: 0\n  计量单位: \n  上年: \n```\n',
    ],
    [
      'begins a block behind a block of tasks',
      '# 一\n\n```yaml 任务\n- 任务: 甲|\n- 任务: 乙\n```\n\n后文。\n',
      '# 一\n\n```yaml 任务\n- 任务: 甲\n- 任务: 乙\n```\n\n```yaml 指标\n指标名称:\n  数值: 0\n  计量单位: \n  上年: \n```\n\n后文。\n',
    ],
    [
      'stays in its own section',
      '# 一\n\n文|字\n\n# 二\n\n```yaml 指标\n改革: 3项\n```\n',
      '# 一\n\n文字\n\n```yaml 指标\n指标名称:\n  数值: 0\n  计量单位: \n  上年: \n```\n\n# 二\n\n```yaml 指标\n改革: 3项\n```\n',
    ],
    [
      'is a target among targets',
      '# 一\n\n```yaml 目标\n改革:\n  目标: 105|项\n```\n',
      '# 一\n\n```yaml 目标\n改革:\n  目标: 105项\n指标名称:\n  目标值: 0\n  计量单位: \n```\n',
    ],
    [
      'keeps the line ends',
      '# 一\r\n\r\n文|字\r\n\r\n```yaml 指标\r\n改革:\r\n  数值: 105项\r\n```\r\n',
      '# 一\r\n\r\n文字\r\n\r\n```yaml 指标\r\n改革:\r\n  数值: 105项\r\n指标名称:\r\n  数值: 0\r\n  计量单位: \r\n  上年: \r\n```\r\n',
    ],
    [
      'has a name that nobody has',
      '# 一\n\n```yaml 指标\n指标名称:\n  数值: 1|项\n```\n',
      '# 一\n\n```yaml 指标\n指标名称:\n  数值: 1项\n指标名称2:\n  数值: 0\n  计量单位: \n  上年: \n```\n',
    ],
    [
      'goes behind a broken item',
      '# 一\n\n文|字\n\n```yaml 指标\n改革:\n  数值: [1\n```\n',
      '# 一\n\n文字\n\n```yaml 指标\n改革:\n  数值: [1\n指标名称:\n  数值: 0\n  计量单位: \n  上年: \n```\n',
    ],
    [
      'begins the list of a section without text',
      '标题: 甲\n语言: zh\n章节:\n  - 标题: 一|\n  - 标题: 二\n',
      '标题: 甲\n语言: zh\n章节:\n  - 标题: 一\n    指标:\n      指标名称:\n        数值: 0\n        计量单位: \n        上年: \n  - 标题: 二\n',
      yaml,
    ],
    [
      'begins the list behind a text over several lines',
      '标题: 甲\n语言: zh\n章节:\n  - 标题: 一\n    正文: |\n      文|字\n\n      二段\n    任务:\n      - 任务: 甲\n',
      '标题: 甲\n语言: zh\n章节:\n  - 标题: 一\n    正文: |\n      文字\n\n      二段\n    指标:\n      指标名称:\n        数值: 0\n        计量单位: \n        上年: \n    任务:\n      - 任务: 甲\n',
      yaml,
    ],
    [
      'begins the list of a section beside its tasks',
      '标题: 甲\n语言: zh\n章节:\n  - 标题: 一\n    正文: 文字\n    任务:\n      - 任务: 甲|\n  - 标题: 二\n',
      '标题: 甲\n语言: zh\n章节:\n  - 标题: 一\n    正文: 文字\n    指标:\n      指标名称:\n        数值: 0\n        计量单位: \n        上年: \n    任务:\n      - 任务: 甲\n  - 标题: 二\n',
      yaml,
    ],
    [
      'follows the item under the cursor in YAML',
      '标题: 甲\n语言: zh\n章节:\n  - 标题: 一\n    指标:\n      改|革: 3项\n      会议: 3次\n',
      '标题: 甲\n语言: zh\n章节:\n  - 标题: 一\n    指标:\n      改革: 3项\n      新指标: 0\n      会议: 3次\n',
      yaml,
    ],
    [
      "stands among the report's own keys",
      '标题: |甲\n语言: zh\n章节:\n  - 标题: 一\n',
      '标题: 甲\n语言: zh\n指标:\n  指标名称:\n    数值: 0\n    计量单位: \n    上年: \n章节:\n  - 标题: 一\n',
      yaml,
    ],
    [
      'fills a key without a value',
      '标题: 甲|\n语言: zh\n指标:\n',
      '标题: 甲\n语言: zh\n指标:\n  指标名称:\n    数值: 0\n    计量单位: \n    上年: \n',
      yaml,
    ],
    [
      'finds no place in a list between braces',
      '标题: 甲\n语言: zh\n指标: { 改革: 3|项 }\n',
      undefined,
      yaml,
    ],
    [
      'follows an item of a ledger',
      '指标:\n  - 指标名称: 甲|\n    数值: 3项\n  - 指标名称: 乙\n    数值: 3项\n',
      '指标:\n  - 指标名称: 甲\n    数值: 3项\n  - 指标名称: 指标名称\n    数值: 0\n    计量单位: \n    上年: \n  - 指标名称: 乙\n    数值: 3项\n',
      ledger,
    ],
    [
      'begins the metrics of a ledger',
      '任务:\n  - 任务: 甲|\n',
      '任务:\n  - 任务: 甲\n指标:\n  指标名称:\n    数值: 0\n    计量单位: \n    上年: \n',
      ledger,
    ],
    ['begins an empty ledger', '|', 'metrics:\n  Name:\n    Value: 0\n    Unit: \n    Previous: \n', ledger],
    ['finds no place in a project file', '语言: zh|\n', undefined, { form: 'yaml', root: 'project' }],
  ]);
});

describe('a new task', () => {
  check('task', [
    [
      'begins a data block behind the paragraph',
      '# One\n\nTe|xt.\n',
      '# One\n\nText.\n\n```yaml tasks\n- Title: Title\n  Lead: \n  Due: \n  Status: Planned\n```\n',
    ],
    [
      'follows the task under the cursor with its subtasks',
      '# 一\n\n```yaml 任务\n- 任务: 甲\n  子任务:\n    - 任务: 丙|\n- 任务: 乙\n```\n',
      '# 一\n\n```yaml 任务\n- 任务: 甲\n  子任务:\n    - 任务: 丙\n- 工作任务: 工作任务\n  牵头单位: \n  完成时限: \n  状态: 未启动\n- 任务: 乙\n```\n',
    ],
    [
      'is a plain title among plain titles',
      '# 一\n\n```yaml 任务\n- 甲|\n- 乙\n```\n',
      '# 一\n\n```yaml 任务\n- 甲\n- 新任务\n- 乙\n```\n',
    ],
    [
      'is in flow style where its neighbours are',
      '# 一\n\n文|字\n\n```yaml 任务\n- { 任务: 甲, 状态: 已完成 }\n```\n',
      '# 一\n\n文字\n\n```yaml 任务\n- { 任务: 甲, 状态: 已完成 }\n- { 工作任务: 工作任务, 牵头单位: , 完成时限: , 状态: 未启动 }\n```\n',
    ],
    [
      'stands in the plan where the section has only that',
      '# 一\n\n文|字\n\n```yaml 计划\n- 任务: 甲\n  状态: 未开始\n```\n',
      '# 一\n\n文字\n\n```yaml 计划\n- 任务: 甲\n  状态: 未开始\n- 工作任务: 工作任务\n  牵头单位: \n  完成时限: \n  状态: 未启动\n```\n',
    ],
    [
      'has the language of the keys beside it',
      '# 一\n\n```yaml tasks\n- title: 甲|\n  status: done\n```\n',
      '# 一\n\n```yaml tasks\n- title: 甲\n  status: done\n- title: Title\n  lead: \n  due: \n  status: Planned\n```\n',
    ],
    [
      'keeps the line ends in YAML',
      '标题: 甲\r\n语言: zh\r\n章节:\r\n- 标题: 一\r\n  任务:\r\n  - 任务: 甲|\r\n    状态: 已完成\r\n',
      '标题: 甲\r\n语言: zh\r\n章节:\r\n- 标题: 一\r\n  任务:\r\n  - 任务: 甲\r\n    状态: 已完成\r\n  - 工作任务: 工作任务\r\n    牵头单位: \r\n    完成时限: \r\n    状态: 未启动\r\n',
      yaml,
    ],
    [
      'stands in the section that the cursor is in',
      '标题: 甲\n语言: zh\n章节:\n  - 标题: 一\n    正文: 文|字\n    任务:\n      - 任务: 甲\n        状态: 已完成\n    下级章节:\n      - 标题: 二\n        任务:\n          - 任务: 乙\n',
      '标题: 甲\n语言: zh\n章节:\n  - 标题: 一\n    正文: 文字\n    任务:\n      - 任务: 甲\n        状态: 已完成\n      - 工作任务: 工作任务\n        牵头单位: \n        完成时限: \n        状态: 未启动\n    下级章节:\n      - 标题: 二\n        任务:\n          - 任务: 乙\n',
      yaml,
    ],
    [
      'follows a task of a ledger',
      'tasks:\n  - title: A|\n    status: done\n',
      'tasks:\n  - title: A\n    status: done\n  - title: Title\n    lead: \n    due: \n    status: Planned\n',
      ledger,
    ],
    ['finds no place in a project file', '语言: zh|\n', undefined, { form: 'yaml', root: 'project' }],
  ]);
});

it('a new item makes no text worse, wherever the cursor stands', () => {
  const random = seeded(7);
  for (const [text, form] of exampleTexts) {
    if (!/^(?:---|#|报告类型|标题)/.test(text) || /^(?:单位名录|organizations):/m.test(text)) continue;
    for (let count = 0; count < 25; count++) {
      const at = random(text.length + 1);
      const kind = random(2) === 0 ? 'metric' : 'task';
      insertedAt(text, at, kind, { form });
    }
  }
});
