import assert from 'node:assert/strict';
import { locate } from '../../../src/core/document/cursor.ts';
import { uncursor } from '../support/analyse.ts';

/** `role path = typed`, the path as `key/key`, with `-` for an item; what stands behind the cursor after `>`. */
function at(marked: string): string | undefined {
  const { text, offset } = uncursor(marked);
  const cursor = locate(text, offset);
  if (!cursor) return undefined;
  const path = cursor.path.map((step) => (step.kind === 'item' ? '-' : step.name)).join('/');
  const after = text.slice(cursor.span.start + cursor.typed.length, cursor.span.end);
  return `${cursor.role} ${path} = ${cursor.typed}${after ? ` > ${after}` : ''}${cursor.quote ?? ''}`;
}

const cases: readonly (readonly [string, string | undefined])[] = [
  ['|', 'key  = '],
  ['数|', 'key  = 数'],
  ['数值: |', 'value 数值 = '],
  ['数值: 105平|', 'value 数值 = 105平'],
  ['数值：105平|', 'value 数值 = 105平'],
  ['数值:105平|', 'value 数值 = 105平'],
  ['计量单位: 平|方米 # 注', 'value 计量单位 = 平 > 方米'],
  ['计量单位: "%|"', 'value 计量单位 = %"'],
  ['计量单位: "平|方"', 'value 计量单位 = 平 > 方"'],
  ['- 任务: a\n  牵头单位: 区|', 'value -/牵头单位 = 区'],
  ['- 任务: a\n  |', 'key - = '],
  ['- 任务: a\n- |', 'key - = '],
  ['- |', 'key - = '],
  ['- 任务: a\n  子任务:\n    - 任务: b\n      状态: 已|', 'value -/子任务/-/状态 = 已'],
  ['- 任务: a\n  子任务:\n    - 任务: b\n  状态: 已|', 'value -/状态 = 已'],
  ['- 任务: a\n  配合单位:\n  - 区|', 'key -/配合单位/- = 区'],
  ['A: { 数值: 3|', 'value A/数值 = 3'],
  ['A: { 数值: 3家, 占|', 'key A = 占'],
  ['A: { 数值: 3家, 占比: 5| }', 'value A/占比 = 5'],
  ['A: { 分项: { 甲: 1|', 'value A/分项/甲 = 1'],
  ['配合单位: [区财政局, 区|', 'value 配合单位/- = 区'],
  ['A: {\n  数值: 3家,\n  单|', 'key A = 单'],
  ['A:\n  数值: 3\n  计量单位: |\n  上年: 4', 'value A/计量单位 = '],
  ['正文: |\n', 'value 正文 = '],
  ['# 注|', undefined],
  ['数值: 3 # 注|', undefined],
];

describe('where a cursor stands', () => {
  for (const [text, expected] of cases) it(JSON.stringify(text), () => assert.equal(at(text), expected));

  it('knows the keys beside it', () => {
    const { text, offset } = uncursor('- 任务: a\n  牵头单位: b\n  |');
    assert.deepEqual(locate(text, offset)?.siblings, ['任务', '牵头单位']);
  });

  it('inside a text over several lines is in its value', () => {
    const text = '正文: |\n  一\n  二';
    const cursor = locate(text, text.length);
    assert.deepEqual([cursor?.role, cursor?.typed], ['value', '二']);
  });
});
