import assert from 'node:assert/strict';
import { insertSummary } from '../../../src/core/features/insert-summary.ts';
import { messagesAbout } from '../../../src/core/messages/messages.ts';
import { termLabel } from '../../../src/core/schema/vocabulary.ts';
import { applyChanges } from '../../../src/core/text/span.ts';
import { analyse, type Setting, said, uncursor } from '../support/analyse.ts';
import { exampleTexts } from '../support/examples.ts';
import { seeded } from '../support/random.ts';

/** The text with a summary at the cursor, in which nothing is wrong that was not before; or why there is none. */
function summed(marked: string, setting: Setting): string {
  const { text, offset } = uncursor(marked);
  return summedAt(text, offset, setting);
}

function summedAt(text: string, offset: number, setting: Setting): string {
  const analysis = analyse(text, setting);
  const { language } = analysis.report;
  const messages = messagesAbout(language, language, (term, lang) =>
    termLabel(analysis.project.vocabulary, term, lang),
  );
  const change = insertSummary(analysis, offset, messages);
  if (typeof change === 'string') return change;
  const after = applyChanges(text, [change]);
  const before = new Set(said(analysis));
  const fresh = said(analyse(after, setting)).filter((problem) => !before.has(problem));
  assert.deepEqual(fresh, []);
  return after;
}

const yaml: Setting = { form: 'yaml' };

const cases: readonly (readonly [name: string, before: string, after: string, setting?: Setting])[] = [
  [
    'says values, changes by their direction, and how tasks stand',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 零\n\n# 一\n\n|\n\n```yaml 指标\n重点改革任务:\n  数值: 105项\n  同比: 7.1%\n失业率:\n  数值: 5.1%\n  同比: 下降0.3个百分点\n投诉:\n  数值: 30件\n  同比: -3.2%\n企业:\n  数值: 612家\n  上年: 600家\n制度: 超过200项\n会议:\n  数值: 3次\n  同比: 0%\n```\n\n```yaml 任务\n- 任务: 甲\n  状态: 已完成\n- 任务: 乙\n  完成时限: 2022-06-30\n  状态: 推进中\n- 任务: 丙\n  状态: 推进中\n```\n',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 零\n\n# 一\n\n重点改革任务{{重点改革任务}}，比上年增长{{重点改革任务#同比}}；失业率为{{失业率}}，比上年降低{{失业率#同比}}；投诉{{投诉}}，比上年下降[3.2%](metric:投诉#同比)；企业{{企业}}（上年为{{企业#上年}}）；制度{{制度}}；会议{{会议}}，与上年持平。共安排任务3项，已完成1项，逾期1项。\n\n```yaml 指标\n重点改革任务:\n  数值: 105项\n  同比: 7.1%\n失业率:\n  数值: 5.1%\n  同比: 下降0.3个百分点\n投诉:\n  数值: 30件\n  同比: -3.2%\n企业:\n  数值: 612家\n  上年: 600家\n制度: 超过200项\n会议:\n  数值: 3次\n  同比: 0%\n```\n\n```yaml 任务\n- 任务: 甲\n  状态: 已完成\n- 任务: 乙\n  完成时限: 2022-06-30\n  状态: 推进中\n- 任务: 丙\n  状态: 推进中\n```\n',
  ],
  [
    'is written in English, for half a year',
    '---\ntitle: A\nlanguage: en\nperiod: 2022H1\n---\n\n# One\n\n|\n\n```yaml metrics\nNet revenue:\n  value: CNY 30 million\n  change: 5%\nComplaints:\n  value: 30\n  change: -3.2%\nStaff:\n  value: 612 people\n  previous: 600 people\n```\n\n```yaml tasks\n- title: A\n  status: done\n```\n',
    '---\ntitle: A\nlanguage: en\nperiod: 2022H1\n---\n\n# One\n\nNet revenue stood at {{Net revenue}}, up {{Net revenue#Change}} year on year; Complaints stood at {{Complaints}}, down [3.2%](metric:Complaints#Change) year on year; Staff stood at {{Staff}} ({{Staff#Previous}} a year earlier). 1 task was set: it is done.\n\n```yaml metrics\nNet revenue:\n  value: CNY 30 million\n  change: 5%\nComplaints:\n  value: 30\n  change: -3.2%\nStaff:\n  value: 612 people\n  previous: 600 people\n```\n\n```yaml tasks\n- title: A\n  status: done\n```\n',
  ],
  [
    'names twelve metrics and then says that there are others',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一\n\n|\n\n```yaml 指标\n指标甲: 1项\n指标乙: 2项\n指标丙: 3项\n指标丁: 4项\n指标戊: 5项\n指标己: 6项\n指标庚: 7项\n指标辛: 8项\n指标壬: 9项\n指标癸: 10项\n指标子: 11项\n指标丑: 12项\n指标寅: 13项\n```\n',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一\n\n指标甲{{指标甲}}；指标乙{{指标乙}}；指标丙{{指标丙}}；指标丁{{指标丁}}；指标戊{{指标戊}}；指标己{{指标己}}；指标庚{{指标庚}}；指标辛{{指标辛}}；指标壬{{指标壬}}；指标癸{{指标癸}}；指标子{{指标子}}；指标丑{{指标丑}}等。\n\n```yaml 指标\n指标甲: 1项\n指标乙: 2项\n指标丙: 3项\n指标丁: 4项\n指标戊: 5项\n指标己: 6项\n指标庚: 7项\n指标辛: 8项\n指标壬: 9项\n指标癸: 10项\n指标子: 11项\n指标丑: 12项\n指标寅: 13项\n```\n',
  ],
  [
    'speaks of the section with those below it',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 零\n\n```yaml 指标\n零: 1项\n```\n\n# 一\n\n概述：|\n\n## （一）\n\n```yaml 指标\n改革: 3项\n```\n\n# 二\n\n```yaml 指标\n会议: 3次\n```\n',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 零\n\n```yaml 指标\n零: 1项\n```\n\n# 一\n\n概述：改革{{改革}}。\n\n## （一）\n\n```yaml 指标\n改革: 3项\n```\n\n# 二\n\n```yaml 指标\n会议: 3次\n```\n',
  ],
  [
    'speaks of the whole report outside of sections',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n|\n\n# 一\n\n```yaml 指标\n改革: 3项\n```\n\n# 二\n\n```yaml 指标\n会议: 3次\n```\n',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n改革{{改革}}；会议{{会议}}。\n\n# 一\n\n```yaml 指标\n改革: 3项\n```\n\n# 二\n\n```yaml 指标\n会议: 3次\n```\n',
  ],
  [
    'speaks of the whole report under its first heading',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一\n\n字。|\n\n## 二\n\n```yaml 指标\n改革: 3项\n```\n\n# 三\n\n```yaml 指标\n会议: 3次\n```\n',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一\n\n字。改革{{改革}}；会议{{会议}}。\n\n## 二\n\n```yaml 指标\n改革: 3项\n```\n\n# 三\n\n```yaml 指标\n会议: 3次\n```\n',
  ],
  [
    'is parted from a paragraph above and below it',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一\n文字。\n|\n# 二\n\n```yaml 指标\n会议: 3次\n```\n',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一\n文字。\n\n会议{{会议}}。\n\n# 二\n\n```yaml 指标\n会议: 3次\n```\n',
  ],
  [
    'keeps the line ends',
    '---\r\n标题: 甲\r\n语言: zh\r\n报告期: 2022\r\n截至日期: 2022-12-31\r\n---\r\n\r\n# 一\r\n|\r\n```yaml 指标\r\n会议: 3次\r\n```\r\n',
    '---\r\n标题: 甲\r\n语言: zh\r\n报告期: 2022\r\n截至日期: 2022-12-31\r\n---\r\n\r\n# 一\r\n\r\n会议{{会议}}。\r\n\r\n```yaml 指标\r\n会议: 3次\r\n```\r\n',
  ],
  [
    'says how many tasks are planned',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一\n\n|\n\n```yaml 计划\n- 任务: 甲\n```\n',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一\n\n下一步计划安排任务1项。\n\n```yaml 计划\n- 任务: 甲\n```\n',
  ],
  [
    'says that all tasks are done',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一\n\n|\n\n```yaml 任务\n- 任务: 甲\n  状态: 已完成\n- 任务: 乙\n  状态: 已完成\n```\n',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一\n\n共安排任务2项，已全部完成。\n\n```yaml 任务\n- 任务: 甲\n  状态: 已完成\n- 任务: 乙\n  状态: 已完成\n```\n',
  ],
  [
    'shows a name with marks as it is',
    "---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一\n\n|\n\n```yaml 指标\n'改*革*<b>': 3项\n```\n",
    "---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一\n\n改\\*革\\*\\<b\\>{{改*革*<b>}}。\n\n```yaml 指标\n'改*革*<b>': 3项\n```\n",
  ],
  [
    'leaves out what cannot be named',
    "---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一\n\n|\n\n```yaml 指标\n'改#革': 3项\n会议: 3次\n```\n",
    "---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一\n\n会议{{会议}}。\n\n```yaml 指标\n'改#革': 3项\n会议: 3次\n```\n",
  ],
  [
    'leaves out what has no value',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一\n\n|\n\n```yaml 指标\n改革:\n  目标值: 3项\n会议: 3次\n```\n',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一\n\n会议{{会议}}。\n\n```yaml 指标\n改革:\n  目标值: 3项\n会议: 3次\n```\n',
  ],
  [
    'says nothing of a range of changes',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一\n\n|\n\n```yaml 指标\n收入:\n  数值: 3亿元\n  同比: 5%至6%\n```\n',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一\n\n收入{{收入}}。\n\n```yaml 指标\n收入:\n  数值: 3亿元\n  同比: 5%至6%\n```\n',
  ],
  [
    'says an amount of change as one',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一\n\n|\n\n```yaml 指标\n企业:\n  数值: 12家\n  同比: +2家\n```\n',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一\n\n企业{{企业}}，比上年增加[2家](metric:企业#同比)。\n\n```yaml 指标\n企业:\n  数值: 12家\n  同比: +2家\n```\n',
  ],
  [
    'stands in a text of YAML',
    '标题: 甲\n语言: zh\n报告期: 2022\n章节:\n  - 标题: 零\n  - 标题: 一\n    正文: |\n      首段。\n      |\n    指标:\n      改革: 3项\n    任务:\n      - 任务: 甲\n  - 标题: 二\n    指标:\n      会议: 4次\n',
    '标题: 甲\n语言: zh\n报告期: 2022\n章节:\n  - 标题: 零\n  - 标题: 一\n    正文: |\n      首段。\n\n      改革{{改革}}。共安排任务1项。\n    指标:\n      改革: 3项\n    任务:\n      - 任务: 甲\n  - 标题: 二\n    指标:\n      会议: 4次\n',
    yaml,
  ],
  [
    'is indented where the line is not yet',
    '标题: 甲\n语言: zh\n报告期: 2022\n章节:\n  - 标题: 零\n  - 标题: 一\n    正文: |\n      首段。\n|\n    指标:\n      改革: 3项\n    任务:\n      - 任务: 甲\n  - 标题: 二\n    指标:\n      会议: 4次\n',
    '标题: 甲\n语言: zh\n报告期: 2022\n章节:\n  - 标题: 零\n  - 标题: 一\n    正文: |\n      首段。\n\n      改革{{改革}}。共安排任务1项。\n    指标:\n      改革: 3项\n    任务:\n      - 任务: 甲\n  - 标题: 二\n    指标:\n      会议: 4次\n',
    yaml,
  ],
  [
    'goes on with a line of YAML',
    '标题: 甲\n语言: zh\n报告期: 2022\n章节:\n  - 标题: 零\n  - 标题: 一\n    正文: |\n      首段。\n      次段。|\n    指标:\n      改革: 3项\n    任务:\n      - 任务: 甲\n  - 标题: 二\n    指标:\n      会议: 4次\n',
    '标题: 甲\n语言: zh\n报告期: 2022\n章节:\n  - 标题: 零\n  - 标题: 一\n    正文: |\n      首段。\n      次段。改革{{改革}}。共安排任务1项。\n    指标:\n      改革: 3项\n    任务:\n      - 任务: 甲\n  - 标题: 二\n    指标:\n      会议: 4次\n',
    yaml,
  ],
  [
    'stands in a text on one line of YAML',
    '标题: 甲\n语言: zh\n章节:\n  - 标题: 一\n    正文: 总之，|\n    指标:\n      改革: 3项\n',
    '标题: 甲\n语言: zh\n章节:\n  - 标题: 一\n    正文: 总之，改革{{改革}}。\n    指标:\n      改革: 3项\n',
    yaml,
  ],
  [
    'has nothing to say without data',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 零\n\n# 一\n\n|\n\n# 二\n\n```yaml 指标\n会议: 3次\n```\n',
    'no-data',
  ],
  [
    'says that the only task is overdue',
    '# One\n\n|\n\n```yaml tasks\n- title: A\n  due: 2022-03-31\n  status: active\n```\n',
    '# One\n\n1 task was set: it is overdue.\n\n```yaml tasks\n- title: A\n  due: 2022-03-31\n  status: active\n```\n',
  ],
  [
    'stands in no heading',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一|\n\n```yaml 指标\n会议: 3次\n```\n',
    'not-prose',
  ],
  [
    'stands in no data',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一\n\n```yaml 指标\n会议: 3次|\n```\n',
    'not-prose',
  ],
  [
    'stands in no code',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一\n\n```js\n|\n```\n\n```yaml 指标\n会议: 3次\n```\n',
    'not-prose',
  ],
  [
    'stands in no reference',
    '---\n标题: 甲\n语言: zh\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n# 一\n\n{{会|议}}\n\n```yaml 指标\n会议: 3次\n```\n',
    'not-prose',
  ],
  ['stands in no front matter', '---\n标题: 甲|\n---\n\n# 一\n\n```yaml 指标\n会议: 3次\n```\n', 'not-prose'],
  [
    'stands in no other value of YAML',
    '标题: 甲|\n语言: zh\n正文: 总之，\n指标:\n  改革: 3项\n',
    'not-prose',
    yaml,
  ],
  ['stands in no ledger', '标题: 甲|\n指标:\n  改革: 3项\n', 'not-prose', { form: 'yaml', root: 'ledger' }],
];

describe('a summary', () => {
  for (const [name, before, after, setting = {}] of cases)
    it(name, () => assert.equal(summed(before, setting), after));
});

it('a summary makes no text worse, wherever the cursor stands', () => {
  const random = seeded(11);
  for (const [text, form] of exampleTexts)
    for (let count = 0; count < 25; count++) summedAt(text, random(text.length + 1), { form });
});
