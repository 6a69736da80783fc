import assert from 'node:assert/strict';
import { rules } from '../../../src/core/rules/index.ts';
import {
  analyse,
  fixed,
  projectOf,
  type Setting,
  said,
  sentence,
  spanOf,
  unmark,
} from '../support/analyse.ts';

interface Case {
  readonly name: string;
  /** What a problem is about is marked `«so»`, in order. */
  readonly text: string;
  readonly codes: string;
  /** The whole text after the first fix of the first problem. */
  readonly fixed?: string;
  readonly setting?: Setting;
}

const metrics = (body: string) => `\`\`\`yaml 指标\n${body}\n\`\`\`\n`;
const head = '---\n标题: 总结\n---\n';
const tasks = (body: string, header = '标题: 总结\n截至日期: 2022-12-31') =>
  `---\n${header}\n---\n\`\`\`yaml 任务\n${body}\n\`\`\`\n`;
const bound = (prose: string, data = '任务: { 数值: 213项, 上年: 198项, 同比: 7.6% }') =>
  `${head}${prose}\n${metrics(data)}`;
const project = projectOf('organizations:\n  - name: 区财政局\n    short: 财政局\n  - 区审计局\n');

const cases: readonly Case[] = [
  // figures and units
  { name: 'a figure with an unknown unit', text: head + metrics('A: 35«坨»'), codes: 'unit-unknown' },
  {
    name: 'an unknown unit with a near one',
    text: head + metrics('A: { 数值: 35, 计量单位: «平方公礼» }'),
    codes: 'unit-unknown',
    fixed: head + metrics('A: { 数值: 35, 计量单位: 平方公里 }'),
  },
  {
    name: 'a known misspelling',
    text: head + metrics('A: { 数值: 12.4, 计量单位: «KM» }'),
    codes: 'unit-wrong',
    fixed: head + metrics('A: { 数值: 12.4, 计量单位: km }'),
  },
  {
    name: 'a misspelling beside the number',
    text: head + metrics('A: 12.4«KM»'),
    codes: 'unit-wrong',
    fixed: head + metrics('A: 12.4km'),
  },
  {
    name: 'a misspelling in prose',
    text: `${head}修路12.4«KM»。\n`,
    codes: 'unit-wrong',
    fixed: `${head}修路12.4km。\n`,
  },
  { name: 'a misspelling in code is nobody’s business', text: `${head}\`12.4KM\`\n`, codes: '' },
  { name: 'a value without a unit', text: head + metrics('A: «35»'), codes: 'unit-missing' },
  { name: 'a value that says it has none', text: head + metrics('A: { 数值: 35, 计量单位: 无 }'), codes: '' },
  { name: 'a unit under its own key', text: head + metrics('A: { 数值: 35, 计量单位: 亩 }'), codes: '' },
  {
    name: 'a unit of the project’s own',
    text: head + metrics('A: 3箩'),
    codes: '',
    setting: {
      project: projectOf(
        'units:\n  - id: basket\n    names: { zh: 箩 }\n    dimension: count\n    concept: basket\n',
      ),
    },
  },
  { name: 'words that no figure has', text: head + metrics('A: 35项«，其中新增»'), codes: 'figure-unread' },
  {
    name: 'the previous value in another unit',
    text: head + metrics('A: { 数值: 3347亩, 上年: 12«项» }'),
    codes: 'unit-mixed',
  },
  {
    name: 'the previous value in a unit that converts',
    text: head + metrics('A: { 数值: 3000亩, 上年: 200公顷 }'),
    codes: '',
  },
  {
    name: 'two words for one estimate',
    text: head + metrics('A: «约3000人次左右»'),
    codes: 'redundant-wording',
    fixed: head + metrics('A: 约3000人次'),
  },
  {
    name: 'the same in prose',
    text: `${head}惠及«约3000人次左右»。\n`,
    codes: 'redundant-wording',
    fixed: `${head}惠及约3000人次。\n`,
  },

  // arithmetic
  {
    name: 'a growth that does not follow',
    text: head + metrics('A: { 数值: 24.6亿元, 上年: 23.0亿元, 同比: «9.0%» }'),
    codes: 'growth-mismatch',
    fixed: head + metrics('A: { 数值: 24.6亿元, 上年: 23.0亿元, 同比: 7.0% }'),
  },
  {
    name: 'a growth within its rounding',
    text: head + metrics('A: { 数值: 24.6亿元, 上年: 23.0亿元, 同比: 6.7% }'),
    codes: '',
  },
  {
    name: 'counts are exact',
    text: head + metrics('A: { 数值: 105项, 上年: 98项, 同比: «7.9%» }'),
    codes: 'growth-mismatch',
  },
  {
    name: 'a fall in words',
    text: head + metrics('A: { 数值: 90项, 上年: 100项, 同比: 下降10% }'),
    codes: '',
  },
  {
    name: 'a fall that is said to be a rise',
    text: head + metrics('A: { 数值: 90项, 上年: 100项, 同比: «10%» }'),
    codes: 'growth-mismatch',
  },
  {
    name: 'an estimate proves nothing',
    text: head + metrics('A: { 数值: 约90项, 上年: 100项, 同比: 10% }'),
    codes: '',
  },
  {
    name: 'values in units that convert',
    text: head + metrics('A: { 数值: 1.5万亩, 上年: 1000公顷, 同比: 0% }'),
    codes: '',
  },
  {
    name: 'a rate that does not follow',
    text: head + metrics('A: { 数值: 57亿元, 目标值: 60亿元, 完成率: «97%» }'),
    codes: 'rate-mismatch',
    fixed: head + metrics('A: { 数值: 57亿元, 目标值: 60亿元, 完成率: 95% }'),
  },
  {
    name: 'a rate above 100',
    text: head + metrics('A: { 数值: 66项, 目标值: 60项, 完成率: 110% }'),
    codes: '',
  },
  {
    name: 'a share that does not follow',
    text: head + metrics('A: { 数值: 36家, 总量: 120家, 占比: «35%» }'),
    codes: 'share-mismatch',
  },
  {
    name: 'a change of percentages in points',
    text:
      head +
      metrics(
        'A: { 数值: 93.4%, 上年: 91.3%, 同比: 2.1个百分点 }\nB: { 数值: 86.9%, 上年: 88.2%, 同比: «-1.5 个百分点» }',
      ),
    codes: 'growth-mismatch',
    fixed:
      head +
      metrics(
        'A: { 数值: 93.4%, 上年: 91.3%, 同比: 2.1个百分点 }\nB: { 数值: 86.9%, 上年: 88.2%, 同比: -1.3 个百分点 }',
      ),
  },
  {
    name: 'a difference of percentages that is said in percent',
    text: head + metrics('A: { 数值: 93.4%, 上年: 91.3%, 同比: «2.1%» }'),
    codes: 'growth-mismatch',
    fixed: head + metrics('A: { 数值: 93.4%, 上年: 91.3%, 同比: 2.1个百分点 }'),
  },
  {
    name: 'a change with its sign',
    text: head + metrics('A: { 数值: 105项, 上年: 98项, 同比: +7.1% }'),
    codes: '',
  },
  {
    name: 'a change of nothing',
    text: head + metrics('A: { 数值: 98项, 上年: 98项, 同比: 与上年持平 }'),
    codes: '',
  },
  {
    name: 'a change in no percent is not judged',
    text: head + metrics('A: { 数值: 54, 计量单位: 无, 上年: 49, 同比: +5分 }'),
    codes: '',
  },
  { name: 'no value to state', text: head + metrics('A: { 数值: 无, 上年: 3项 }'), codes: '' },
  { name: 'an English noun as a unit', text: head + metrics('A: { value: 41, unit: tickets }'), codes: '' },
  {
    name: 'a part in a misspelt unit',
    text: head + metrics('A: { 数值: 5km, 分项: { 甲: 3«KM», 乙: 2km } }'),
    codes: 'unit-wrong',
  },
  {
    name: 'parts that do not add up',
    text: head + metrics('A:\n  数值: «1200个»\n  分项: { 甲: 700个, 乙: 300个, 丙: 150个 }'),
    codes: 'sum-mismatch',
    fixed: head + metrics('A:\n  数值: 1150个\n  分项: { 甲: 700个, 乙: 300个, 丙: 150个 }'),
  },
  {
    name: 'parts that add up within their rounding',
    text: head + metrics('A: { 数值: 61.4亿元, 分项: { 甲: 58.2亿元, 乙: 3.1亿元 } }'),
    codes: '',
  },
  {
    name: 'parts that other metrics state',
    text: head + metrics('A: { 数值: «10项», 分项: [B, C] }\nB: 4项\nC: 5项'),
    codes: 'sum-mismatch',
  },
  {
    name: 'a part above the whole',
    text: head + metrics('A: { 数值: 480人, 其中: { 女: «520人» } }'),
    codes: 'part-exceeds-whole',
  },
  {
    name: 'a result that is not true',
    text: head + metrics('A: { 数值: 86项, 目标值: 90项, 完成情况: «达标» }'),
    codes: 'result-mismatch',
  },
  {
    name: 'a result where lower is better',
    text: head + metrics('A: { 数值: 86起, 目标值: 90起, 方向: lower, 完成情况: 达标 }'),
    codes: '',
  },
  {
    name: 'a result that hides a success',
    text: head + metrics('A: { 数值: 95项, 目标值: 90项, 完成情况: «未达标» }'),
    codes: 'result-mismatch',
  },

  {
    name: 'a result on the mark',
    text: head + metrics('A: { 数值: 90项, 目标值: 90项, 完成情况: 达标 }'),
    codes: '',
  },
  {
    name: 'a change between two losses is not judged',
    text: head + metrics('A: { 数值: -320万元, 上年: -410万元, 同比: 22% }'),
    codes: '',
  },
  {
    name: 'a part that exceeds the whole by its rounding alone',
    text: head + metrics('A: { 数值: 61.4亿元, 其中: { 甲: 61.45亿元 } }'),
    codes: '',
  },
  {
    name: 'parts of which one is stated nowhere',
    text: head + metrics('A: { 数值: 10项, 分项: [B, C] }\nB: 4项'),
    codes: '',
  },
  {
    name: 'a spelling of several units',
    text: head + metrics('A: 300«度»\nB: { 数值: 300度, 计量单位: 千瓦时 }'),
    codes: 'unit-ambiguous',
  },
  { name: 'a misspelling in a code block', text: `${head}\`\`\`\n修路12.4KM\n\`\`\`\n`, codes: '' },

  // names
  { name: 'one name twice', text: head + metrics('A: 1项\n«A»: 2项'), codes: 'duplicate-name' },
  {
    name: 'one name in two spellings',
    text: head + metrics('“三无”企业: 1家\n«三无企业»: 2家'),
    codes: 'duplicate-name',
  },
  {
    name: 'the same name for another period',
    text: head + metrics('A: 1项\na: { 数值: 2项, 时期: 2021 }'),
    codes: '',
  },
  {
    name: 'the same name for a figure of another kind',
    text: head + metrics('A: 1项\na: { 数值: 2项, 性质: 预测 }'),
    codes: '',
  },
  {
    name: 'a metric and its next target',
    text: `${head}${metrics('A: 1项')}\`\`\`yaml 目标\nA: 2项\n\`\`\`\n`,
    codes: '',
  },
  {
    name: 'one id twice',
    text: head + metrics('A: { 编号: x, 数值: 1项 }\nB: { 编号: «x», 数值: 1项 }'),
    codes: 'duplicate-id',
  },

  // references
  { name: 'a bound value', text: bound('共[213项](metric:任务)。'), codes: '' },
  {
    name: 'another number',
    text: bound('共[«198项»](metric:任务)。'),
    codes: 'value-mismatch',
    fixed: bound('共[213项](metric:任务)。'),
  },
  {
    name: 'another unit',
    text: bound('共[«213家»](metric:任务)。'),
    codes: 'unit-mismatch',
    fixed: bound('共[213项](metric:任务)。'),
  },
  { name: 'a wording that holds', text: bound('共[超过200项](metric:任务)。'), codes: '' },
  { name: 'a wording outside the brackets', text: bound('共超过[200项](metric:任务)。'), codes: '' },
  {
    name: 'a wording that does not hold',
    text: bound('共[«超过220项»](metric:任务)。'),
    codes: 'wording-mismatch',
  },
  { name: 'a number without its unit', text: bound('共[213](metric:任务)项。'), codes: '' },
  {
    name: 'words without a number',
    text: bound('[«多项»](metric:任务)任务。'),
    codes: 'bound-without-figure',
  },
  {
    name: 'a facet',
    text: bound('增长[7.6%](metric:任务#同比)，上年[198项](metric:任务#previous)。'),
    codes: '',
  },
  {
    name: 'a facet that the words beside it decide',
    text: bound('同比增长[7.6%](metric:任务)。'),
    codes: '',
  },
  {
    name: 'a facet that words further off decide',
    text: bound(
      '环比增长[3%](metric:A)，占全市规上企业总数的[30%](metric:A)，占全市规上企业总数的[«31%»](metric:A)。',
      'A: { 数值: 36家, 总量: 120家, 占比: 30%, 环比: 3, 同比: 9% }',
    ),
    codes: 'value-mismatch',
  },
  {
    name: 'a rise that is said to be a fall',
    text: bound(
      '环比下降[«2%»](metric:A#环比)，同比下降[«9%»](metric:A#同比)',
      'A: { 数值: 5项, 环比: 2%, 同比: 9% }',
    ),
    codes: 'value-mismatch value-mismatch',
  },
  {
    name: 'a wording that stands under a key of its own',
    text: bound('[超过200项](metric:A)[«200项»](metric:A)', 'A: { 数值: 200项, 约数: 超过 }'),
    codes: 'wording-mismatch',
  },
  {
    name: 'and whose value is checked',
    text: bound('同比增长[«7.9%»](metric:任务)。'),
    codes: 'value-mismatch',
  },
  {
    name: 'a facet that nobody states',
    text: bound('目标[220项](metric:任务#«目标值»)。'),
    codes: 'facet-missing',
  },
  {
    name: 'a facet that does not exist',
    text: bound('[7.6%](metric:任务#«同比笔»)'),
    codes: 'facet-unknown',
    fixed: bound('[7.6%](metric:任务#同比)'),
  },
  {
    name: 'a metric that does not exist',
    text: bound('[1项](metric:«甲乙丙丁»)'),
    codes: 'reference-unknown',
  },
  {
    name: 'a metric that is nearly there',
    text: bound('[213项](metric:«重点任物»)', '重点任务: 213项'),
    codes: 'reference-unknown',
    fixed: bound('[213项](metric:重点任务)', '重点任务: 213项'),
  },
  {
    name: 'an alias and an id',
    text: bound('[3次](metric:会议)[3次](metric:m1)', '深改委会议: { 数值: 3次, 别名: 会议, 编号: m1 }'),
    codes: '',
  },
  {
    name: 'a period',
    text: bound('[90项](metric:任务@2021年)', '任务: { 数值: 213项, 历年: { 2021: 90项 } }'),
    codes: '',
  },
  {
    name: 'a period that is not there',
    text: bound('[90项](metric:任务@«2019»)', '任务: { 数值: 213项, 历年: { 2021: 90项 } }'),
    codes: 'qualifier-missing',
  },
  {
    name: 'the part of a whole, as a qualifier',
    text: bound(
      '女[3人](metric:人数@女)，男[«3人»](metric:人数@男)。',
      '人数: { 数值: 5人, 分项: { 男: 2人, 女: 3人 } }',
    ),
    codes: 'value-mismatch',
  },
  {
    name: 'the period of a metric of its own',
    text: bound(
      '[4项](metric:A@2021年)[5项](metric:A)[5项](metric:A@2022)[«5项»](metric:A@2021)',
      'A: { 数值: 4项, 时期: 2021 }\na: { 数值: 5项, 时期: 2022 }',
    ).replace('标题: 总结', '标题: 总结\n报告期: 2022'),
    codes: 'value-mismatch',
  },
  {
    name: 'the report’s own period, which its data need not state',
    text: bound('[5项](metric:A@2022年)[5项](metric:A@«2023»)', 'A: 5项').replace(
      '标题: 总结',
      '标题: 总结\n报告期: 2022',
    ),
    codes: 'qualifier-missing',
  },
  {
    name: 'the scope of a metric of its own',
    text: bound(
      '[3项](metric:A@区级)[«3项»](metric:A@全口径)',
      'A: { 数值: 5项, 口径: 全口径 }\na: { 数值: 3项, 口径: 区级 }',
    ),
    codes: 'value-mismatch',
  },
  {
    name: 'a change of two bases, of which the first is the headline',
    text: bound(
      '同比下降[2.1%](metric:收入)，按可比口径增长[1.5%](metric:收入#同比@可比口径)，增长[«1.5%»](metric:收入#同比)',
      '收入: { 数值: 28亿元, 同比: { 自然口径: -2.1%, 可比口径: 1.5% } }',
    ),
    codes: 'value-mismatch',
  },
  {
    name: 'a target of several periods, where the report’s own is meant',
    text: bound(
      '[6项](metric:A#目标)[«9项»](metric:A#目标)[9项](metric:A#目标@2025)',
      'A: { 数值: 5项, 目标值: { 2025: 9项, 2022: 6项 } }',
    ).replace('标题: 总结', '标题: 总结\n报告期: 2022'),
    codes: 'value-mismatch',
  },
  {
    name: 'a rank alone in its brackets, and a change of nothing',
    text: bound(
      '[第3位](metric:A#位次)[«第4位»](metric:A#位次)[持平](metric:A#同比)',
      'A: { 数值: 5项, 位次: 全市第3, 同比: 持平 }',
    ),
    codes: 'value-mismatch',
  },
  { name: 'a reference without a name', text: bound('«[213项](metric:)»。'), codes: 'reference-unknown' },
  { name: 'braces without a name', text: bound('共«{{ }}»。'), codes: 'insert-unknown' },
  { name: 'a facet still to be written', text: bound('[213项](metric:任务«#»)'), codes: 'facet-unknown' },
  {
    name: 'a bound value without its text',
    text: bound('共«[](metric:任务)»。'),
    codes: 'bound-without-figure',
  },
  {
    name: 'a brace that was lost',
    text: bound('共«{{任务}»。'),
    codes: 'inline-fullwidth',
    fixed: bound('共{{任务}}。'),
  },
  { name: 'an escaped bracket', text: bound('\\[9项](metric:任务)'), codes: '' },
  {
    name: 'brackets in a name',
    text: bound('[40%](metric:vaccinated-(Penta3))', 'Vaccinated (Penta3): 40%'),
    codes: '',
  },
  { name: 'an inserted value', text: bound('共{{任务}}、{{任务 超过}}。'), codes: '' },
  { name: 'an inserted value of nothing', text: bound('共{{«任务书»}}。'), codes: 'insert-unknown' },
  { name: 'a request in a unit that does not fit', text: bound('共{{«任务 亩»}}。'), codes: 'request-unit' },
  { name: 'a request that says nothing', text: bound('共{{«任务 唔»}}。'), codes: 'request-unread' },
  {
    name: 'full-width signs',
    text: bound('共«【213项】（metric：任务）»。'),
    codes: 'inline-fullwidth',
    fixed: bound('共[213项](metric:任务)。'),
  },
  {
    name: 'a space in an address',
    text: bound('[1项](metric:«甲 乙»)', '甲乙: 1项'),
    codes: 'address-space',
  },
  {
    name: 'an address that is never closed',
    text: bound('[213项]«(metric:任务»，'),
    codes: 'reference-unclosed',
    fixed: bound('[213项](metric:任务)，'),
  },
  {
    name: 'a task’s metrics',
    text: `${tasks('- 任务: a\n  牵头单位: 区财政局\n  完成时限: 长期\n  关联指标: A、«B»')}${metrics('A: 1项')}`,
    codes: 'reference-unknown',
  },

  // organizations
  {
    name: 'a registered organization, by its short name too',
    text: tasks('- 任务: a\n  牵头单位: 财政局、区审计局\n  完成时限: 2023-06'),
    codes: '',
    setting: { project },
  },
  {
    name: 'an organization that nobody registered',
    text: tasks('- 任务: a\n  牵头单位: 区财政局\n  配合单位: «区审记局»、各街道\n  完成时限: 2023-06'),
    codes: 'organization-unknown',
    setting: { project },
    fixed: tasks('- 任务: a\n  牵头单位: 区财政局\n  配合单位: 区审计局、各街道\n  完成时限: 2023-06'),
  },
  {
    name: 'without a register nobody is unknown',
    text: tasks('- 任务: a\n  牵头单位: 区审记局\n  完成时限: 2023-06'),
    codes: '',
  },

  // tasks
  {
    name: 'past its deadline',
    text: tasks('- 任务: a\n  牵头单位: b\n  完成时限: «2022年10月底前»'),
    codes: 'task-overdue',
  },
  {
    name: 'done in time',
    text: tasks('- 任务: a\n  牵头单位: b\n  完成时限: 2022年10月底前\n  状态: 已完成'),
    codes: '',
  },
  {
    name: 'past its deadline while suspended',
    text: tasks('- 任务: a\n  牵头单位: b\n  完成时限: 2022-10\n  状态: 暂缓'),
    codes: '',
  },
  {
    name: 'begun on its last day',
    text: tasks('- 任务: a\n  牵头单位: b\n  启动时间: 2023-06-30\n  完成时限: 2023-06'),
    codes: '',
  },
  {
    name: 'a deadline that only some of the subtasks have',
    text: tasks('- 任务: «a»\n  牵头单位: b\n  子任务:\n    - { 任务: c, 完成时限: 2023-06 }\n    - 任务: d'),
    codes: 'task-without-due',
  },
  {
    name: 'a lead that another section has',
    text: '标题: 总结\n章节:\n  - 标题: 一\n    牵头单位: b\n    完成时限: 2023-06\n    任务: [{ 任务: a }]\n  - 标题: 二\n    任务: [{ 任务: «c» }]\n',
    codes: 'task-without-lead task-without-due',
    setting: { form: 'yaml' },
  },
  { name: 'on its last day', text: tasks('- 任务: a\n  牵头单位: b\n  完成时限: 2022年12月'), codes: '' },
  {
    name: 'past its parent’s deadline',
    text: tasks('- 任务: a\n  牵头单位: b\n  完成时限: «2022-10»\n  子任务:\n    - 任务: «c»'),
    codes: 'task-overdue task-overdue',
  },
  {
    name: 'done at 80 %',
    text: tasks('- 任务: a\n  牵头单位: b\n  完成时限: 2022-12\n  状态: «已完成»\n  完成率: 80%'),
    codes: 'done-incomplete',
  },
  {
    name: 'begun after its end',
    text: tasks('- 任务: a\n  牵头单位: b\n  启动时间: «2023-09»\n  完成时限: 2023-06'),
    codes: 'start-after-due',
  },
  {
    name: 'without owner and deadline',
    text: tasks('- 任务: «a»'),
    codes: 'task-without-lead task-without-due',
  },
  {
    name: 'a deadline in words',
    text: tasks('- 任务: a\n  牵头单位: b\n  完成时限: «适时»'),
    codes: 'date-in-words',
  },
  {
    name: 'a deadline that is no date',
    text: tasks('- 任务: a\n  牵头单位: b\n  完成时限: «2023-02-30»'),
    codes: 'not-a-date',
  },
  { name: 'without end', text: tasks('- 任务: a\n  牵头单位: b\n  完成时限: 长期'), codes: '' },

  // found by use
  {
    name: 'a wording outside the brackets that does not hold',
    text: bound('共超过[«220项»](metric:任务)。'),
    codes: 'wording-mismatch',
    fixed: bound('共[213项](metric:任务)。'),
  },
  {
    name: 'a unit outside the brackets',
    text: bound('共[«198»](metric:任务)项。'),
    codes: 'value-mismatch',
    fixed: bound('共[213项](metric:任务)。'),
  },
  {
    name: 'a plan’s deadline without a year',
    text: `---\n标题: 总结\n报告期: 2022\n截至日期: 2022-12-31\n---\n\`\`\`yaml 计划\n- 任务: a\n  牵头单位: b\n  完成时限: 9月底\n\`\`\`\n`,
    codes: '',
  },
  {
    name: 'a share in another unit than the whole',
    text: head + metrics('A: { 数值: 57亿元, 总量: 570«户», 占比: 10% }'),
    codes: 'unit-mixed',
  },
  {
    name: 'a dash without its space',
    text: tasks('«-»任务: a\n  牵头单位: b\n  完成时限: 2023-06'),
    codes: 'dash-space',
    fixed: tasks('- 任务: a\n  牵头单位: b\n  完成时限: 2023-06'),
  },
  {
    name: 'a data block whose name is misspelt',
    text: `${head}\`\`\`«yaml metric»\nA: 1项\n\`\`\`\n`,
    codes: 'fence-unknown',
    fixed: `${head}\`\`\`yaml metrics\nA: 1项\n\`\`\`\n`,
  },
  {
    name: 'a data block without its yaml',
    text: `${head}\`\`\`«指标»\nA: 1项\n\`\`\`\n`,
    codes: 'fence-unknown',
    fixed: `${head}\`\`\`yaml 指标\nA: 1项\n\`\`\`\n`,
  },
  { name: 'other code blocks', text: `${head}\`\`\`yaml\nA: 1\n\`\`\`\n\`\`\`python\n\`\`\`\n`, codes: '' },
  {
    name: 'a report without anything about itself',
    text: '«全年完成。»\n',
    codes: 'missing-key',
  },
  {
    name: 'a key that lost its colon',
    text: '---\n«标题 总结»\n报告期: 2022\n---\n',
    codes: 'missing-colon',
    fixed: '---\n标题: 总结\n报告期: 2022\n---\n',
  },
  {
    name: 'a task without its dash',
    text: tasks('«任务»: a\n牵头单位: b\n完成时限: 2023-06'),
    codes: 'missing-dash',
  },
  { name: 'a metric without its dash', text: head + metrics('«指标名称»: A'), codes: 'missing-dash' },
  { name: 'a metric that is called like a key', text: head + metrics('目标: 5项'), codes: '' },
  {
    name: 'a list of names with their figures',
    text: bound('共[213项](metric:任务)。', '- 任务: 213项\n- 会议: { 数值: 3次, 上年: 2次 }'),
    codes: '',
  },
  {
    name: 'a list of milestones by their days',
    text: tasks(
      '- 任务: a\n  牵头单位: b\n  完成时限: 2023-06\n  时间节点:\n    - 2023-03: 完成初稿\n    - 2023年6月底: 定稿',
    ),
    codes: '',
  },
  {
    name: 'a key that is nearly one',
    text: head + metrics('- «指标名程»: A'),
    codes: 'unknown-key metric-without-fact',
  },
  {
    name: 'a rule that nobody knows',
    text: 'rules:\n  «unit-mising»: off\n',
    codes: 'rule-unknown',
    fixed: 'rules:\n  unit-missing: off\n',
    setting: { form: 'yaml', root: 'project' },
  },
  // the form of the file
  {
    name: 'a key that is indented further than the others',
    text: tasks('- 任务: a\n  牵头单位: b\n   «完成时限»: 2023-06\n  状态: 滞后'),
    codes: 'yaml-indent',
    fixed: tasks('- 任务: a\n  牵头单位: b\n  完成时限: 2023-06\n  状态: 滞后'),
  },
  {
    name: 'keys below a name that has its value beside it',
    text: head + metrics('A: 105项\n  «上年»: 98项\n  同比: 7.1%'),
    codes: 'yaml-indent',
    fixed: head + metrics('A: \n  数值: 105项\n  上年: 98项\n  同比: 7.1%'),
  },
  {
    name: 'a data block that is never closed',
    text: `${head}«\`\`\`yaml 指标»\nA: 1项\n\n## 二、下一年\n`,
    codes: 'fence-unclosed',
    fixed: `${head}\`\`\`yaml 指标\nA: 1项\n\`\`\`\n\n## 二、下一年\n`,
  },
  {
    name: 'a data block with CRLF that is never closed',
    text: `${head}\`\`\`yaml 指标\nA: 1项\n\n## 二、下一年\n`
      .replaceAll('\n', '\r\n')
      .replace('```yaml 指标', '«```yaml 指标»'),
    codes: 'fence-unclosed',
    fixed: `${head}\`\`\`yaml 指标\nA: 1项\n\`\`\`\n\n## 二、下一年\n`.replaceAll('\n', '\r\n'),
  },
  {
    name: 'a head that is never closed',
    text: '«---»\n标题: 总结\n\n## 一、标题\n',
    codes: 'front-matter-unclosed',
  },
  { name: 'a head that ends with dots', text: '---\n标题: 总结\n...\n正文\n', codes: '' },
  {
    name: 'a ledger that is not there',
    text: '---\n标题: 总结\n台账: «./2022.ledger.yaml»\n---\n',
    codes: 'file-not-found',
    setting: { missing: new Set(['./2022.ledger.yaml']) },
  },
  { name: 'a report without a title', text: '«---\n报告期: 2022\n---»\n', codes: 'missing-key' },
];

describe('rules', () => {
  for (const { name, text: marked, codes, fixed: after, setting } of cases) {
    it(name, () => {
      const { text, spans } = unmark(marked);
      const analysis = analyse(text, setting);
      assert.equal(
        analysis.problems.map((problem) => problem.code).join(' '),
        codes,
        said(analysis).join('\n'),
      );
      const at = spans.length === 1 ? analysis.problems.map(() => spans[0]) : spans;
      if (codes !== 'missing-key')
        assert.deepEqual(
          analysis.problems.map((problem) => spanOf(analysis, problem)),
          at,
        );
      if (after !== undefined) {
        const mended = fixed(analysis, analysis.problems[0]!.code);
        assert.equal(mended, after);
        const left = analyse(mended, setting).problems.map((problem) => problem.code);
        assert.ok(!left.includes(analysis.problems[0]!.code), left.join(' '));
      }
    });
  }

  it('give a report that has none a place for its title', () => {
    assert.equal(fixed(analyse('全年完成。\n'), 'missing-key'), '---\n标题: \n---\n\n全年完成。\n');
    assert.equal(
      fixed(analyse('全年完成。\r\n'), 'missing-key'),
      '---\r\n标题: \r\n---\r\n\r\n全年完成。\r\n',
    );
    assert.equal(
      fixed(analyse('metrics: { A: 1 km }\n# x\n'), 'missing-key', 'insert-front-matter').startsWith(
        '---\ntitle: ',
      ),
      true,
    );
  });

  it('take no words away without looking', () => {
    const preferred = (text: string) =>
      analyse(bound(`共[${text}](metric:任务)。`)).problems.map(({ fixes }) => fixes[0]?.preferred ?? false);
    assert.deepEqual([preferred('一半以上'), preferred('')], [[false], [true]]);
  });

  it('mend the data from the text as well', () => {
    const { text } = unmark(bound('共[198项](metric:任务)。', '任务: { 数值: 213, 计量单位: 项 }'));
    const mended = fixed(analyse(text), 'value-mismatch', 'data-from-text');
    assert.equal(mended, bound('共[198项](metric:任务)。', '任务: { 数值: 198, 计量单位: 项 }'));
  });

  it('are as loud as the project says', () => {
    const text = head + metrics('A: 35');
    const levels = (rule: string) =>
      analyse(text, { project: projectOf(`rules:\n  unit-missing: ${rule}\n`) }).problems.map(
        (one) => one.level,
      );
    assert.deepEqual(levels('error'), ['error']);
    assert.deepEqual(levels('提示'), ['info']);
    assert.deepEqual(levels('off'), []);
  });

  it('are milder about owners while a report is a draft', () => {
    const level = (stage: string) =>
      analyse(
        tasks('- 任务: a', `标题: 总结\n阶段: ${stage}\n编制单位: b\n报告期: 2022\n截至日期: 2022-12-31`),
      )
        .problems.filter((one) => one.code.startsWith('task-without'))
        .map((one) => one.level);
    assert.deepEqual(level('初稿'), ['info', 'info']);
    assert.deepEqual(level('征求意见'), ['warning', 'warning']);
    assert.deepEqual(level('定稿'), ['error', 'error']);
  });

  it('have a sentence in both languages for everything that they can find', () => {
    const analysis = analyse('');
    const codes = Object.values(rules).flatMap((list) => list.flatMap((one) => Object.keys(one.codes)));
    assert.ok(codes.length > 30);
    for (const code of codes) {
      for (const language of ['en', 'zh'] as const) {
        const problem = { code, params: {} } as never;
        assert.notEqual(sentence(analysis, problem, language), `issue.${code}`, `${code} in ${language}`);
      }
    }
  });
});
