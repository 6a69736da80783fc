import assert from 'node:assert/strict';
import type { Issue } from '../../../src/core/issue.ts';
import { Vocabulary } from '../../../src/core/schema/vocabulary.ts';
import { unmark } from '../support/analyse.ts';
import { fixed, issuesOf, mark, type Subject } from './helpers.ts';

const vocabulary = Vocabulary.builtin();

/** What is checked, the text with what is wrong marked, and the codes in the order of the marks. */
const rows: readonly (readonly [subject: Subject, marked: string, codes: string])[] = [
  // Nothing wrong.
  ['task', '任务: 出清“三无”企业\n牵头单位: 区国资局\n完成时限: 2022年12月底前\n状态: 已完成', ''],
  ['task', 'title: Replace the pumps\nlead: Water Board; City Council\ndue: 2023-11\nstatus: Done', ''],
  [
    'task',
    '重点工作: 推进重组\nlead: 区国资局\n配合单位: [区财政局, 区审计局]\nDeadline: 长期\n完成率: 80%',
    '',
  ],
  [
    'task',
    '任务: 甲\n量化目标:\n  - 新增AA级企业1家\n  - 完善制度\n工作举措:\n  - 一\n  - 二\n进展情况:\n  - 已印发方案\n  - 已开会',
    '',
  ],
  ['task', '任务: 甲\n时间节点:\n  6月底: 完成方案\n  2023-12: { 目标: 完成建设, 状态: 未启动 }', ''],
  ['task', '任务: 甲\n子任务:\n  - 乙\n  - 任务: 丙\n    牵头单位: 区财政局', ''],
  ['metric*', '重点改革任务: { 数值: 105项, 上年: 98项 }\n深改委会议: 3次\nAA级企业: 0家', ''],
  [
    'metric*',
    '- name: Output\n  value: 3.2\n  unit: "%"\n  change: { nominal: 5%, real: 3% }\n  history: { 2020: 2.9%, 2021: 3.0% }',
    '',
  ],
  [
    'metric*',
    '企业: { 数值: 31家, 分项: { 甲: 20家, 乙: 11家 }, 其中: [丙、丁], 分组: { 性别: { 男: 3人, 女: 4人 } } }',
    '',
  ],
  ['metric*', '企业: { 目标值: { 2023: 40家, 2024: 力争有所突破 }, 同比: 7.1%, 约数: 突破, 方向: 高 }', ''],
  ['target*', '地区生产总值: 增长5%左右\n重大项目: { 目标值: 20个 }', ''],
  ['metric*', '__proto__: 3家\nconstructor: 4家\ntoString: 5家', ''],
  ['organization*', '- 区发展和改革局\n- 全称: 区国资局\n  曾用名: 区国资办、区国资委\n  类别: 单位', ''],
  ['unit*', 'gwh: { names: { zh: 吉瓦时, en: [gigawatt-hour, GWh] }, symbol: GWh, factor: 3.6e12 }', ''],
  ['report', 'title: 总结\n单位: 区委改革办\n年度: 2022\n截至日期: 2022-12-31\n阶段: 定稿\n语言: zh-CN', ''],
  [
    'report',
    'Title: Annual report\nreport: something of our own\nfiscal-year-start: 4\nattachments: [One, Two]',
    '',
  ],
  ['section', 'heading: 一、工作总结\nkind: 成果\nbody: |\n  正文。\nmetrics:\n  甲: 3项', ''],
  [
    'project',
    '规则: { task-deadline: 关闭, unit-missing: info }\n术语: { “三资”: 资金、资产、资源 }\n数据规范: { 任务: task.json }',
    '',
  ],
  ['ledger', 'metrics:\n  甲: 3项\n任务:\n  - 乙', ''],

  // Something missing, at the parent's key, the item's first key or its name.
  ['report', '«单位»: 区委改革办', 'missing-key'],
  ['report', '«organization»: City Council\nperiod: 2022', 'missing-key'],
  ['report', '«标题»:\n单位: 区委改革办', 'missing-key'],
  ['report', '«标题»: 总结\n阶段: 定稿\n年度: 2022\n截至日期: 2022-12-31', 'missing-key'],
  ['report', '«title»: A\nstage: final\nperiod: 2022', 'missing-key+missing-key'],
  ['report', 'title: A\nstage: review', ''],
  ['task', '«牵头单位»: 区国资局', 'missing-key'],
  ['task*', '- «lead»: Water Board\n- title: B', 'missing-key'],
  ['task*', '- 任务: 甲\n  子任务:\n    - «牵头单位»: 乙', 'missing-key'],
  ['metric*', '- «数值»: 3项', 'missing-key'],
  ['organization*', '- «short»: Board', 'missing-key'],
  ['metric*', '«深改委会议»:\n地区生产总值: 233亿元', 'metric-without-fact'],
  ['metric*', '«企业»: { 计量单位: 家 }', 'metric-without-fact'],
  ['metric*', '企业: { «数值»: , 计量单位: 家 }', 'metric-without-fact'],
  ['metric*', '- «name»: Output\n  unit: t', 'metric-without-fact'],
  ['metric*', '- «Output»', 'metric-without-fact'],
  ['section', 'heading: A\nmetrics:\n  «Output»: { unit: t }', 'metric-without-fact'],

  // Something unknown, at the key.
  ['task', 'title: A\n«statsu»: done', 'unknown-key'],
  ['task', '任务: 甲\n«状太»: 已完成', 'unknown-key'],
  ['task', '任务: 甲\n«牵头单为»:', 'unknown-key'],
  ['task', '«titel»: A\nlead: B', 'unknown-key'],
  ['task', 'title: A\n«colour»: { red: 1, «nothing»: 2 }'.replace('«nothing»', 'nothing'), 'unknown-key'],
  ['task', 'title: A\n«__proto__»: x', 'unknown-key'],
  ['task', 'title: A\n«constructor»: x\n«hasOwnProperty»: y', 'unknown-key unknown-key'],
  ['metric*', '企业: { 数值: 31家, «占笔»: 37.35% }', 'unknown-key'],
  ['metric*', '企业: { «数直»: 31家 }', 'unknown-key'],
  ['report', 'title: A\nmetrics:\n  - name: B\n    value: 3\n    «unti»: t', 'unknown-key'],
  ['project', 'schemas: { «tasks»: a.json }', 'unknown-key'],
  ['unit*', 'gwh: { names: { «fr»: gigawattheure } }', 'unknown-key'],
  [
    'section',
    'heading: A\ntasks:\n  - title: B\n    milestones:\n      - due: 2023-06\n        «taget»: C',
    'unknown-key',
  ],

  // The same thing twice.
  ['task', '任务: 甲\n状态: 已完成\n«状态»: 滞后', 'duplicate-key'],
  ['task', '任务: 甲\n状态: 已完成\n«status»: delayed', 'duplicate-key'],
  ['task', '任务: 甲\n牵头单位: 乙\n«主办单位»: 丙', 'duplicate-key'],
  ['task', '任务: 甲\n责任单位: 乙\n牵头单位: 丙', ''],
  ['task', '任务: 甲\n责任单位: 乙\n配合单位: 丙', ''],
  ['task', '任务: 甲\n牵头单位: 乙\n责任单位: 丙\n«配合单位»: 丁', 'duplicate-key'],
  ['metric*', '企业: { 数值: 1家, 分项: { 甲: 1家, «甲»: 2家 } }', 'duplicate-key'],

  // A value that is not one of the choices.
  ['task', '任务: 甲\n状态: «已完城»', 'unknown-value'],
  ['task', 'title: A\nstatus: «doen»', 'unknown-value'],
  ['task', 'title: A\nstatus: "«blue»"'.replace('"«blue»"', '«"blue"»'), 'unknown-value'],
  ['report', '标题: 总结\n阶段: «最终»', 'unknown-value'],
  ['metric*', '企业: { 数值: 1家, 方向: «越快越好» }', 'unknown-value'],
  ['project', 'rules: { unit-missing: «fatal» }', 'unknown-value'],
  ['task', '任务: 甲\n时间节点:\n  6月底: { 目标: 乙, 状态: «完毕» }', 'unknown-value'],

  // A value of another shape; nothing else is said of it.
  ['task', 'title: A\n«status»: [done]', 'wrong-shape'],
  ['task', 'title: A\n«lead»: { name: Board }', 'wrong-shape'],
  ['task', 'title: A\nlead:\n  - B\n  - «name»: C', 'wrong-shape'],
  ['task', 'title: A\nmilestones: «June»', 'wrong-shape'],
  ['task', 'title: A\n«due»: { from: 2023-01 }', 'wrong-shape'],
  ['task', '«title»: [A, B]', 'wrong-shape'],
  ['task*', '出清企业: «区国资局»', 'wrong-shape'],
  ['task*', '- [A]'.replace('[A]', '«[A]»'), 'wrong-shape'],
  ['report', 'title: A\nmetrics: «105项»', 'wrong-shape'],
  ['metric*', '企业: { «数值»: { 男: 3家 } }', 'wrong-shape'],
  ['metric*', '企业: { 数值: 3家, 历年: «98家» }', 'wrong-shape'],
  ['metric*', '企业: { 同比: { «名义»: { 值: 3% } } }', 'wrong-shape'],
  ['project', 'glossary: «none»', 'wrong-shape'],

  // A value that says something else than it must.
  ['metric*', '企业: «若干»', 'not-a-figure'],
  ['metric*', '企业: { 数值: 3家, 占比: «大部分», 同比: { 可比: «不变» } }', 'not-a-figure not-a-figure'],
  ['metric*', '企业: { 数值: 3家, 分项: { 甲: «若干» } }', 'not-a-figure'],
  ['metric*', '- name: Output\n  value: «many»', 'not-a-figure'],
  ['task', '任务: 甲\n完成时限: «2023年13月»', 'not-a-date'],
  ['task', 'title: A\ndue: «2023-02-30»', 'not-a-date'],
  ['report', '标题: 总结\n截至日期: «长期»', 'not-a-date'],
  ['report', '标题: 总结\n年度: «去年某时»', 'not-a-period'],
  ['metric*', '企业: { 数值: 3家, 历年: { 2021: 2家, «前些年»: 1家 } }', 'not-a-period'],
  ['task', '任务: 甲\n完成率: «过半»', 'not-a-number'],
  ['task', '任务: 甲\n完成率: «-5%»', 'out-of-range'],
  ['metric*', 'A: { value: 3, decimals: «two» }', 'not-an-integer'],
  ['metric*', 'A: { value: 3, decimals: «1.5» }', 'not-an-integer'],
  ['metric*', 'A: { value: 3, decimals: «-1» }', 'out-of-range'],
  ['report', 'title: A\nfiscal-year-start: «13»', 'out-of-range'],
  ['unit*', 'gwh: { factor: «0» }', 'out-of-range'],
  ['report', 'title: A\napproved-hash: «abc»', 'pattern-mismatch'],

  // Several at once.
  ['task', '«任务»:\n«状太»: 已完成\n完成率: «过半»', 'missing-key unknown-key not-a-number'],
  [
    'report',
    '«stage»: final\nperiod: «someday»\n«whatever»: 1',
    'missing-key+missing-key+missing-key not-a-period unknown-key',
  ],
];

describe('validateItem', () => {
  for (const [subject, marked, codes] of rows) {
    it(`${subject}: ${marked.replaceAll('\n', ' ⏎ ')}`, () => {
      const { text } = unmark(marked);
      const issues = issuesOf(subject, text, vocabulary);
      assert.deepEqual(mark(text, issues), { marked, codes });
      const told = issues.map(({ code, span, params }) => JSON.stringify([code, span, params]));
      assert.equal(new Set(told).size, told.length, 'nothing is said twice');
      assert.ok(issues.every((issue) => issue.level === 'error'));
    });
  }

  it('says nothing twice of any text with a word exchanged', function () {
    this.timeout(20_000);
    for (const [subject, marked] of rows) {
      const { text } = unmark(marked);
      for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}]+/gu)) {
        for (const other of ['', '[x]', '{ x: y }']) {
          const changed = text.slice(0, index) + other + text.slice(index + word.length);
          const issues = issuesOf(subject, changed, vocabulary);
          const told = issues.map(({ code, span, params }) => JSON.stringify([code, span, params]));
          assert.equal(new Set(told).size, told.length, changed);
          const unknown = issues
            .filter((issue) => issue.code === 'unknown-key')
            .map((issue) => issue.span.start);
          const besides = issues.filter(
            (issue) => unknown.includes(issue.span.start) && !ofTheItem.has(issue.code),
          );
          assert.equal(besides.length, unknown.length, changed);
        }
      }
    }
  });
});

/** Codes that say something of an item and stand at its first key. */
const ofTheItem: ReadonlySet<string> = new Set(['missing-key', 'metric-without-fact']);

/** The text, the text after the first fix of the first issue. */
const fixes: readonly (readonly [subject: Subject, before: string, after: string])[] = [
  ['task', 'title: A\nstatsu: done', 'title: A\nstatus: done'],
  ['task', '任务: 甲\n状太: 已完成', '任务: 甲\n状态: 已完成'],
  ['task', '任务: 甲\nstatsu: 已完成', '任务: 甲\nstatus: 已完成'],
  ['task', 'title: A\n状太: done', 'title: A\n状态: done'],
  ['task', '任务: 甲\n状态: 已完城', '任务: 甲\n状态: 已完成'],
  ['task', 'title: A\nstatus: "doen"', 'title: A\nstatus: done'],
  ['metric*', '企业: { 数值: 31家, 占笔: 37.35% }', '企业: { 数值: 31家, 占比: 37.35% }'],
  ['task*', '- 牵头单位: 区国资局\n- 任务: 乙', '- 工作任务: \n  牵头单位: 区国资局\n- 任务: 乙'],
  ['task*', '- lead: Board\n', '- title: \n  lead: Board\n'],
  [
    'report',
    'title: A\nstage: final\nperiod: 2022\nas-of: 2022-12-31\n\n',
    'title: A\norganization: \nstage: final\nperiod: 2022\nas-of: 2022-12-31\n\n',
  ],
  [
    'report',
    '标题: 总结\r\n阶段: 定稿\r\n年度: 2022 # 全年\r\n截至日期: 2022-12-31 # 年底\r\n',
    '标题: 总结\r\n编制单位: \r\n阶段: 定稿\r\n年度: 2022 # 全年\r\n截至日期: 2022-12-31 # 年底\r\n',
  ],
  [
    'metric*',
    '企业:\n  计量单位: 家\n  备注: |\n    说明\n地区生产总值: 3亿元\n',
    '企业:\n  数值: \n  计量单位: 家\n  备注: |\n    说明\n地区生产总值: 3亿元\n',
  ],
  ['metric*', '企业: { 计量单位: 家 }', '企业: { 数值: , 计量单位: 家 }'],
  ['target*', '企业:\n  计量单位: 家', '企业:\n  计量单位: 家\n  目标值: '],
  ['task', '任务: 甲\n状态: 已完成\nstatus: done\n备注: 乙', '任务: 甲\n状态: 已完成\n备注: 乙'],
  ['task', '任务: 甲\n状态: 已完成\n状态: |\n  滞后\n', '任务: 甲\n状态: 已完成\n'],
];

describe('fixes of schema issues', () => {
  for (const [subject, before, after] of fixes) {
    it(JSON.stringify(before), () => {
      const issue: Issue | undefined = issuesOf(subject, before, vocabulary)[0];
      assert.ok(issue?.fixes[0], 'has a fix');
      assert.equal(fixed(before, issue.fixes[0].edits), after);
    });
  }
});
