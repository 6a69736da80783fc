import assert from 'node:assert/strict';
import { definition } from '../../../src/core/features/definition.ts';
import { analyse, type Setting, unmark } from '../support/analyse.ts';

const data = '\n```yaml 指标\n改革任务: { 数值: 105项, 同比: 7.1% }\n```\n';
const yaml: Setting = { form: 'yaml' };
const section = (body: string) =>
  `章节:\n  - 标题: 一\n    正文: |\n${body.replace(/^(?=.)/gm, '      ')}\n    指标:\n      改革任务: 105项\n`;

describe('the definition', () => {
  const definitions: readonly (readonly [string, string, Setting?])[] = [
    ['of a reference', `完成«[105项](metric:改革任务)»。${data}`],
    ['of a reference in a further paragraph', section('甲\n\n完成«{{改革任务}}»。'), yaml],
  ];
  for (const [name, marked, setting] of definitions) {
    it(name, () => {
      const { text, spans } = unmark(marked);
      const found = definition(analyse(text, setting), spans[0]!.start);
      assert.deepEqual(found?.from, spans[0]);
      assert.equal(text.slice(found!.name.start, found!.name.end), '改革任务');
    });
  }
});
