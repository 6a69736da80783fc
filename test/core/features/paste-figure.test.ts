import assert from 'node:assert/strict';
import { pasteFigure } from '../../../src/core/features/paste-figure.ts';
import { applyChanges } from '../../../src/core/text/span.ts';
import { place } from '../support/act.ts';
import { analyse, type Setting } from '../support/analyse.ts';

const data =
  '\n```yaml 指标\n改革任务: { 数值: 105项, 上年: 98项, 同比: 7.1% }\n会议: 3次\n培训: 3次\n收入: 2.5亿元\n```\n';
const zh = (prose: string) => `---\n标题: 总结\n报告期: 2022\n---\n\n${prose}\n${data}`;

function pasted(marked: string, text: string, setting: Setting = {}): readonly string[] {
  const { text: before, range } = place(marked);
  return pasteFigure(analyse(before, setting), range, text).map(({ changes }) =>
    applyChanges(before, changes),
  );
}

describe('a figure that is pasted into prose', () => {
  const rows: readonly (readonly [
    what: string,
    marked: string,
    figure: string,
    after: readonly string[],
    setting?: Setting,
  ])[] = [
    [
      'can be bound to the metric that says it',
      zh('部署|。'),
      '105项',
      [zh('部署[105项](metric:改革任务)。')],
    ],
    ['can be bound to another facet', zh('上年|。'), '98项', [zh('上年[98项](metric:改革任务#上年)。')]],
    ['loses the blanks around it', zh('部署|。'), ' 105项\r\n', [zh('部署[105项](metric:改革任务)。')]],
    [
      'can be bound to each metric that says it, the one that is named first',
      zh('培训办了|。'),
      '3次',
      [zh('培训办了[3次](metric:培训)。'), zh('培训办了[3次](metric:会议)。')],
    ],
    ['may be in another unit', zh('收入|。'), '25000万元', [zh('收入[25000万元](metric:收入)。')]],
    ['takes the place of a selection', zh('部署«若干项»。'), '105项', [zh('部署[105项](metric:改革任务)。')]],
    [
      'can be bound in a text of a report in YAML',
      '标题: 总结\n章节:\n  - 标题: 一\n    正文: |\n      甲乙。\n      共|。\n    指标:\n      改革任务: 105项\n',
      '105项',
      [
        '标题: 总结\n章节:\n  - 标题: 一\n    正文: |\n      甲乙。\n      共[105项](metric:改革任务)。\n    指标:\n      改革任务: 105项\n',
      ],
      { form: 'yaml' },
    ],
    ['is not bound where nothing says it', zh('部署|。'), '106项', []],
    ['is not bound where it is not alone', zh('部署|。'), '共105项', []],
    ['is not bound where there are several', zh('部署|。'), '105项、3次', []],
    ['is not bound in data', `${zh('部署。').replace('数值: 105项', '数值: |105项')}`, '105项', []],
    ['is not bound in a reference', zh('部署[10|5项](metric:改革任务)。'), '105项', []],
    ['is not bound in code', zh('部署`a|b`。'), '105项', []],
    [
      'is not bound where it would begin a value of YAML',
      '标题: 总结\n章节:\n  - 标题: 一\n    正文: |甲\n    指标:\n      改革任务: 105项\n',
      '105项',
      [],
      { form: 'yaml' },
    ],
  ];
  for (const [what, marked, figure, after, setting] of rows) {
    it(what, () => assert.deepEqual(pasted(marked, figure, setting), after));
  }
});
