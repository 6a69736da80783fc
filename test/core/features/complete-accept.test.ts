import assert from 'node:assert/strict';
import { Analyser } from '../../../src/core/analyser.ts';
import { ReportDocument } from '../../../src/core/document/document.ts';
import { complete, documentKeyAt } from '../../../src/core/features/complete.ts';
import type { Asked } from '../../../src/core/features/spot.ts';
import { readProject } from '../../../src/core/project/project.ts';
import { loadUserSchemas } from '../../../src/core/schema/user-schema.ts';
import { Vocabulary } from '../../../src/core/schema/vocabulary.ts';
import { applyChanges } from '../../../src/core/text/span.ts';
import type { Offer } from '../../../src/core/values/offer.ts';
import { analyse, projectOf, type Setting, uncursor } from '../support/analyse.ts';
import { exampleTexts } from '../support/examples.ts';
import { seeded } from '../support/random.ts';

const documents = ['./2021.report.md', '../all.ledger.yaml', './a.ledger.yaml', './own.json', './note.md'];
const project = projectOf(
  '单位名录:\n  - 全称: 区发展和改革局\n    简称: 区发改局\n    上级单位: 区政府\n  - 区财政局\n',
);
const yaml: Setting = { form: 'yaml', project };
const ledger: Setting = { form: 'yaml', root: 'ledger' };
const projectFile: Setting = { form: 'yaml', root: 'project' };
const markdown: Setting = { project };

/** What a snippet writes before anything is filled in. */
function plainly({ insert, snippet }: Offer): string {
  if (!snippet) return insert;
  const place = /\\(.)|\$\{\d+:((?:\\.|[^}\\])*)\}|\$\{\d+\|((?:\\.|[^|,\\])*)(?:\\.|[^|\\])*\|\}|\$\d+/g;
  return insert.replace(place, (_all, sign?: string, held?: string, one?: string) =>
    sign !== undefined ? sign : (held ?? one ?? '').replace(/\\(.)/g, '$1'),
  );
}

function at(marked: string, setting: Setting, asked: Asked = { documents }) {
  const { text, offset } = uncursor(marked);
  const found = complete(analyse(text, setting), offset, setting.root ?? 'report', asked);
  const offers = found?.offers ?? [];
  return {
    text,
    labels: offers.map(({ label }) => label),
    offer: (label: string): Offer => {
      const offer = offers.find((one) => one.label === label);
      assert.ok(offer, `${label} among ${offers.map((one) => one.label).join(' ')}`);
      return offer;
    },
    accept: (offer: Offer): string =>
      applyChanges(text, [...found!.also, { span: found!.word, text: plainly(offer) }]),
  };
}

function errors(text: string, setting: Setting): string[] {
  return analyse(text, setting)
    .problems.filter(({ level }) => level === 'error')
    .map(({ code }) => code)
    .sort();
}

const head = '标题: 报告\n语言: zh\n报告期: 2022\n';
const front = '---\n标题: 报告\n语言: zh\n---\n\n';
const task = `${head}任务:\n  - 任务: a\n`;
const fresh = (indent: string): string =>
  `- 工作任务: 工作任务\n${indent}  牵头单位: \n${indent}  完成时限: \n${indent}  状态: 未启动`;
const freshMetric = '- 指标名称: 指标名称\n    数值: 0\n    计量单位: \n    上年: ';

/** Text with a cursor, what is chosen there, and the text behind it. */
const accepted: readonly (readonly [string, string, string, Setting?])[] = [
  // keys, each with what fits it
  [`${task}    状|\n`, '状态', `${task}    状态: \n`],
  [`${task}    |\n`, '牵头单位', `${task}    牵头单位: \n`],
  [`${task}    进|\n`, '进展情况', `${task}    进展情况: |\n      \n`],
  [`${task}    举措|\n`, '工作举措', `${task}    工作举措:\n      - \n`],
  [
    `${task}    节点|\n`,
    '时间节点',
    `${task}    时间节点:\n      - 完成时限: 2022-12-31\n        目标: \n        状态: 未启动\n`,
  ],
  [`${task}    子|\n`, '子任务', `${task}    子任务:\n      ${fresh('      ')}\n`],
  [`${head}附|\n`, '附件', `${head}附件:\n  - \n`],
  [`${head}指|\n`, '指标', `${head}指标:\n  ${freshMetric}\n`],
  [`${head}章|\n`, '章节', `${head}章节:\n  - 标题: 标题\n    正文: |\n      \n`],
  ['语言: zh\n规|\n', '规则', '语言: zh\n规则:\n  \n', projectFile],
  ['语言: zh\n数据|\n', '数据规范', '语言: zh\n数据规范:\n  \n', projectFile],
  [
    `${head}指标:\n  甲:\n    数值: 3项\n    分|\n`,
    '分项',
    `${head}指标:\n  甲:\n    数值: 3项\n    分项:\n      \n`,
  ],
  [`${head}指标:\n  甲: { 数值: 3项, | }\n`, '备注', `${head}指标:\n  甲: { 数值: 3项, 备注:  }\n`],
  [
    `${head}指标:\n  甲: { 数值: 3项, 占|, 同比: 1% }\n`,
    '占比',
    `${head}指标:\n  甲: { 数值: 3项, 占比: , 同比: 1% }\n`,
  ],
  [`${head}阶|# 注\n`, '阶段', `${head}阶段: # 注\n`],
  [`${task}    牵|: b\n`, '牵头单位', `${task}    牵头单位: b\n`],
  [`${task}    "牵|": b\n`, '牵头单位', `${task}    "牵头单位": b\n`],
  [`${task}    "牵|"\n`, '牵头单位', `${task}    "牵头单位": \n`],
  [`${task}    "牵|\n`, '牵头单位', `${task}    "牵头单位": \n`],
  [`${head}任务:\n  -|\n`, '工作任务', `${head}任务:\n  - 工作任务: \n`],
  [
    'title: A\ntasks:\n  - title: b\n    mile|\n',
    'Milestones',
    'title: A\ntasks:\n  - title: b\n    Milestones:\n      - Due: 2022-12-31\n        Target: \n        Status: Planned\n',
  ],
  [
    'title: A\nsections:\n  - heading: b\n    bo|\n',
    'Body',
    'title: A\nsections:\n  - heading: b\n    Body: |\n      \n',
  ],
  // in the column where the cursor's mapping stands, wherever the cursor stands
  [`${task}   |\n`, '状态', `${task}    状态: \n`],
  [`${task}      |\n`, '状态', `${task}    状态: \n`],
  [`${task}\t\t|\n`, '状态', `${task}    状态: \n`],
  [`${task}|\n`, '阶段', `${task}阶段: \n`],
  [`${task} |\n`, '阶段', `${task}阶段: \n`],
  [`${task}|`, '章节', `${task}章节:\n  - 标题: 标题\n    正文: |\n      `],
  [
    `${task}    子任务:\n      - 任务: b\n        |\n`,
    '状态',
    `${task}    子任务:\n      - 任务: b\n        状态: \n`,
  ],
  [
    `${task}    子任务:\n      - 任务: b\n    |\n`,
    '状态',
    `${task}    子任务:\n      - 任务: b\n    状态: \n`,
  ],
  [`${task}    |\n    状态: 已完成\n`, '牵头单位', `${task}    牵头单位: \n    状态: 已完成\n`],
  [
    `${head}章节:\n  - 标题: 一\n    正文: |\n      甲\n\n      乙\n    |\n`,
    '牵头单位',
    `${head}章节:\n  - 标题: 一\n    正文: |\n      甲\n\n      乙\n    牵头单位: \n`,
  ],
  [
    `${head}章节:\n  - 标题: 一\n    任务:\n      - 任务: a\n    |\n`,
    '完成时限',
    `${head}章节:\n  - 标题: 一\n    任务:\n      - 任务: a\n    完成时限: \n`,
  ],
  [`${head}章节:\n  - 标题: 一\n|\n`, '阶段', `${head}章节:\n  - 标题: 一\n阶段: \n`],
  // whole items
  [`${task}  |\n`, '任务', `${task}  ${fresh('  ')}\n`],
  [`${task}\n  |\n`, '任务', `${task}\n  ${fresh('  ')}\n`],
  [`${head}任务:\n  |\n`, '任务', `${head}任务:\n  ${fresh('  ')}\n`],
  [`${head}任务:\n    |\n`, '任务', `${head}任务:\n    ${fresh('    ')}\n`],
  [`${head}任务:\n  |\n  - 任务: a\n`, '任务', `${head}任务:\n  ${fresh('  ')}\n  - 任务: a\n`],
  [`${head}任务:\n  - |\n`, '任务', `${head}任务:\n  ${fresh('  ')}\n`],
  [`${head}任务:\n  - rw|\n`, '任务', `${head}任务:\n  ${fresh('  ')}\n`],
  [`${task}  rw|\n`, '任务', `${task}  ${fresh('  ')}\n`],
  [`${head}任务:\n- 任务: a\n|\n`, '任务', `${head}任务:\n- 任务: a\n${fresh('')}\n`],
  [`${head}任务:\n- 任务: a\n|\n`, '阶段', `${head}任务:\n- 任务: a\n阶段: \n`],
  [
    `${head}任务:\n  - 工作任务: 工作任务\n  |\n`,
    '任务',
    `${head}任务:\n  - 工作任务: 工作任务\n  ${fresh('  ').replace('工作任务: 工作任务', '工作任务: 工作任务2')}\n`,
  ],
  [
    `${head}指标:\n  - 指标名称: a\n    数值: 1项\n  |\n`,
    '指标',
    `${head}指标:\n  - 指标名称: a\n    数值: 1项\n  ${freshMetric}\n`,
  ],
  [
    `${head}指标:\n  甲: 3项\n  |\n`,
    '指标',
    `${head}指标:\n  甲: 3项\n  指标名称:\n    数值: 0\n    计量单位: \n    上年: \n`,
  ],
  [`${head}目标:\n  |\n`, '指标', `${head}目标:\n  - 指标名称: 指标名称\n    目标值: 0\n    计量单位: \n`],
  [
    `${head}指标:\n  甲: 3项\n目标:\n  乙: 4项\n  |\n`,
    '甲',
    `${head}指标:\n  甲: 3项\n目标:\n  乙: 4项\n  甲: 0\n`,
  ],
  [
    `${head}章节:\n  - 标题: 一\n  |\n`,
    '章节',
    `${head}章节:\n  - 标题: 一\n  - 标题: 标题\n    正文: |\n      \n`,
  ],
  [
    `${task}    时间节点:\n      - 目标: b\n      |\n`,
    '时间节点',
    `${task}    时间节点:\n      - 目标: b\n      - 完成时限: 2022-12-31\n        目标: \n        状态: 未启动\n`,
  ],
  [
    `${task}    配合单位:\n      - 区财政局\n      |\n`,
    '区发展和改革局',
    `${task}    配合单位:\n      - 区财政局\n      - 区发展和改革局\n`,
  ],
  [
    '单位名录:\n  - 全称: a\n  |\n',
    '单位',
    '单位名录:\n  - 全称: a\n  - 全称: 全称\n    简称: \n    类别: 单位\n',
    projectFile,
  ],
  [
    '计量单位:\n  - |\n',
    '计量单位',
    '计量单位:\n  - 标识: 标识\n    符号: \n    量纲: \n',
    { ...projectFile, project: projectOf('语言: zh') },
  ],
  ['标题: 台账\n任务:\n  |\n', '任务', `标题: 台账\n任务:\n  ${fresh('  ')}\n`, ledger],
  [
    'title: A\ntasks:\n  |\n',
    'Task',
    'title: A\ntasks:\n  - Title: Title\n    Lead: \n    Due: \n    Status: Planned\n',
  ],
  // values
  [`${task}    状态: 已|\n`, '已完成', `${task}    状态: 已完成\n`],
  [`${task}    状态:|\n`, '已完成', `${task}    状态: 已完成\n`],
  [`${task}    状态：|\n`, '已完成', `${task}    状态: 已完成\n`],
  [`${task}    状态: "|"\n`, '已完成', `${task}    状态: "已完成"\n`],
  [`${task}    完成时限: 2023|\n`, '2023年1月底前', `${task}    完成时限: 2023年1月底前\n`],
  [`${task}    完成时限: cq|\n`, '长期', `${task}    完成时限: 长期\n`],
  ['标题: a\n台账:\n  - |\n', './a.ledger.yaml', '标题: a\n台账:\n  - ./a.ledger.yaml\n'],
  ['标题: a\n上年报告: 2021|\n', './2021.report.md', '标题: a\n上年报告: ./2021.report.md\n'],
  ['数据规范:\n  任务: |\n', './own.json', '数据规范:\n  任务: ./own.json\n', projectFile],
  ['规则:\n  dup|\n', 'duplicate-task', '规则:\n  duplicate-task: \n', projectFile],
  ['规则:\n  growth: |\n', '关闭', '规则:\n  growth: 关闭\n', projectFile],
  [
    `${head}指标:\n  甲:\n    数值: 3项\n    历年:\n      |\n`,
    '2021',
    `${head}指标:\n  甲:\n    数值: 3项\n    历年:\n      2021: \n`,
  ],
  [
    `${task}    时间节点:\n      -|\n`,
    '时间节点',
    `${task}    时间节点:\n      - 完成时限: 2022-12-31\n        目标: \n        状态: 未启动\n`,
  ],
  // before the keys that are there
  [
    `${head}指标:\n  甲:\n        |\n    数值: 3项\n`,
    '上年',
    `${head}指标:\n  甲:\n    上年: \n    数值: 3项\n`,
  ],
  // CRLF
  [
    `${task.replaceAll('\n', '\r\n')}    举|\r\n`,
    '工作举措',
    `${task}    工作举措:\n      - \n`.replaceAll('\n', '\r\n'),
  ],
  [`${task.replaceAll('\n', '\r\n')}  |\r\n`, '任务', `${task}  ${fresh('  ')}\n`.replaceAll('\n', '\r\n')],
  // Markdown
  [
    `${front}\`\`\`yaml 任务\n|\n\`\`\`\n`,
    '任务',
    `${front}\`\`\`yaml 任务\n${fresh('')}\n\`\`\`\n`,
    markdown,
  ],
  [
    `${front}\`\`\`yaml 任务\n- 任务: a\n|\n\`\`\`\n`,
    '任务',
    `${front}\`\`\`yaml 任务\n- 任务: a\n${fresh('')}\n\`\`\`\n`,
    markdown,
  ],
  [
    `${front}\`\`\`yaml 任务\n- 任务: a\n  |\n\`\`\`\n`,
    '状态',
    `${front}\`\`\`yaml 任务\n- 任务: a\n  状态: \n\`\`\`\n`,
    markdown,
  ],
  [`${front}rw|\n`, '任务', `${front}\`\`\`yaml 任务\n${fresh('')}\n\`\`\`\n\n`, markdown],
  [`${front}\`\`\`|\n`, '计划', `${front}\`\`\`yaml 计划\n${fresh('')}\n\`\`\`\n\n`, markdown],
  [
    `${front}\`\`\`yaml 目|\n`,
    '目标',
    `${front}\`\`\`yaml 目标\n- 指标名称: 指标名称\n  目标值: 0\n  计量单位: \n\`\`\`\n\n`,
    markdown,
  ],
  [`${front}## 一\n\n甲\n\n|\n`, '章节', `${front}## 一\n\n甲\n\n## 标题\n\n\n`, markdown],
  ['---\n标题: a\n阶|\n---\n', '阶段', '---\n标题: a\n阶段: \n---\n', markdown],
  ['---\n标题: a\n|\n---\n', '附件', '---\n标题: a\n附件:\n  - \n---\n', markdown],
  [
    '|\n\n甲。\n',
    '报告',
    '---\n报告类型: 年度总结\n标题: 标题\n编制单位: \n报告期: 2022\n截至日期: 2022-12-31\n阶段: 初稿\n---\n\n\n甲。\n',
    markdown,
  ],
  // in every nesting, and beside what is broken
  [
    `${head}章节:\n  - 标题: 一\n    任务:\n      - 任务: a\n      |\n`,
    '任务',
    `${head}章节:\n  - 标题: 一\n    任务:\n      - 任务: a\n      ${fresh('      ')}\n`,
  ],
  [
    `${head}章节:\n  - 标题: 一\n    任务:\n      - 任务: a\n        |\n`,
    '状态',
    `${head}章节:\n  - 标题: 一\n    任务:\n      - 任务: a\n        状态: \n`,
  ],
  [
    `${head}章节:\n  - 标题: 一\n    任务:\n      |\n  - 标题: 二\n`,
    '任务',
    `${head}章节:\n  - 标题: 一\n    任务:\n      ${fresh('      ')}\n  - 标题: 二\n`,
  ],
  [
    `${head}章节:\n  - 标题: 一\n    下级章节:\n      - 标题: 甲\n    |\n`,
    '层级',
    `${head}章节:\n  - 标题: 一\n    下级章节:\n      - 标题: 甲\n    层级: \n`,
  ],
  [
    `${head}章节:\n  - 标题: 一\n    下级章节:\n      - 标题: 甲\n      |\n`,
    '章节',
    `${head}章节:\n  - 标题: 一\n    下级章节:\n      - 标题: 甲\n      - 标题: 标题\n        正文: |\n          \n`,
  ],
  [`${head}章节:\n  - |\n`, '章节', `${head}章节:\n  - 标题: 标题\n    正文: |\n      \n`],
  [
    `${head}指标:\n  甲: { 数值: [3\n任务:\n  - 任务: a\n    |\n`,
    '状态',
    `${head}指标:\n  甲: { 数值: [3\n任务:\n  - 任务: a\n    状态: \n`,
  ],
  [
    `${head}任务:\n  - 任务：a\n    状态 已完成\n    |\n`,
    '牵头单位',
    `${head}任务:\n  - 任务：a\n    状态 已完成\n    牵头单位: \n`,
  ],
  [`${head}指标:\n  甲: {|}\n`, '数值', `${head}指标:\n  甲: {数值: }\n`],
  [
    `${head}指标:\n  甲: {\n    数值: 3项,\n    |\n  }\n`,
    '占比',
    `${head}指标:\n  甲: {\n    数值: 3项,\n    占比: \n  }\n`,
  ],
  [`${head}任务:\n  - { 任务: a, | }\n`, '状态', `${head}任务:\n  - { 任务: a, 状态:  }\n`],
  [`${head}任务:\n  - { 任务: a, 状态: | }\n`, '已完成', `${head}任务:\n  - { 任务: a, 状态: 已完成 }\n`],
  [
    `${head}任务:\n  - 任务: a\n    配合单位: [区财政局,|]\n`,
    '区发展和改革局',
    `${head}任务:\n  - 任务: a\n    配合单位: [区财政局,区发展和改革局]\n`,
  ],
  [`${head}公开方式: |\n`, '主动公开', `${head}公开方式: 主动公开\n`],
  [
    '计量单位:\n  - 标识: a\n    名称:\n      |\n',
    '中文',
    '计量单位:\n  - 标识: a\n    名称:\n      中文: \n',
    projectFile,
  ],
  [
    '计量单位:\n  甲:\n    |\n语言: zh\n',
    '符号',
    '计量单位:\n  甲:\n    符号: \n语言: zh\n',
    { ...projectFile, project: projectOf('语言: zh') },
  ],
  ['数据规范:\n  |\n', '任务', '数据规范:\n  任务: \n', projectFile],
  ['报告:\n  - |\n', './2021.report.md', '报告:\n  - ./2021.report.md\n', projectFile],
  [
    '标题: 台账\n|\n',
    '单位名录',
    '标题: 台账\n单位名录:\n  - 全称: 全称\n    简称: \n    类别: 单位\n',
    ledger,
  ],
  [
    `${front}\`\`\`yaml 指标\n甲: 3项\n|\n\`\`\`\n`,
    '指标',
    `${front}\`\`\`yaml 指标\n甲: 3项\n指标名称:\n  数值: 0\n  计量单位: \n  上年: \n\`\`\`\n`,
    markdown,
  ],
  [
    `${front}\`\`\`yaml 任务\n- 任务: a\n  时间节点:\n    - 目标: b\n      |\n\`\`\`\n`,
    '完成时限',
    `${front}\`\`\`yaml 任务\n- 任务: a\n  时间节点:\n    - 目标: b\n      完成时限: \n\`\`\`\n`,
    markdown,
  ],
  [`${front}## |\n`, '章节', `${front}## 标题\n\n\n`, markdown],
  ['---\n  |\n标题: a\n---\n', '阶段', '---\n阶段: \n标题: a\n---\n', markdown],
  // whole files
  [
    '|',
    '报告',
    '---\n报告类型: 年度总结\n标题: 标题\n编制单位: \n报告期: 2022\n截至日期: 2022-12-31\n阶段: 初稿\n---\n\n# 标题\n\n',
    {},
  ],
  [
    '|',
    'Report',
    'Report type: Annual summary\nTitle: Title\nOrganization: \nPeriod: 2022\nAs of: 2022-12-31\nStage: Draft\nSections:\n  - Heading: Heading\n    Body: |\n      \n',
    { form: 'yaml' },
  ],
  ['|', '台账', `标题: \n编制单位: \n报告期: \n指标:\n  ${freshMetric}\n任务:\n  ${fresh('  ')}\n`, ledger],
  ['xiangmu|', '项目', '语言: 中文\n单位名录:\n  - 全称: 全称\n    简称: \n    类别: 单位\n', projectFile],
  [
    '  |\n',
    '报告',
    '报告类型: 年度总结\n标题: 标题\n编制单位: \n报告期: 2022\n截至日期: 2022-12-31\n阶段: 初稿\n章节:\n  - 标题: 标题\n    正文: |\n      \n\n',
    { form: 'yaml' },
  ],
];

describe('what completion writes', () => {
  for (const [marked, label, expected, setting = yaml] of accepted) {
    it(`${JSON.stringify(marked)} with ${label}`, () => {
      const place = at(marked, setting);
      assert.equal(place.accept(place.offer(label)), expected);
    });
  }

  it('brings no error that was not there', () => {
    for (const [marked, label, , setting = yaml] of accepted) {
      const place = at(marked, setting);
      const before = errors(place.text, setting);
      const added = errors(place.accept(place.offer(label)), setting).filter((one) => !before.includes(one));
      assert.deepEqual(added, [], `${label} in ${marked}`);
    }
  });
});

describe('what completion offers', () => {
  const none: readonly (readonly [string, string, Setting?])[] = [
    // keys that are there, also behind the cursor
    [`${task}    |\n    状态: 已完成\n`, '状态'],
    [`${task}    |\n    # 注\n    子任务:\n      - 任务: b\n    状态: 已完成\n`, '状态'],
    [`${task}    |\n    "状态": 已完成\n`, '状态'],
    [`${task}    |\n    status: done\n`, '状态'],
    [`${task}    |\n    状态：已完成\n`, '状态'],
    [`${head}任务:\n  - |\n    任务: a\n`, '工作任务'],
    [`${head}指标:\n  甲: { |, 数值: 3项 }\n`, '数值'],
    [`${head}指标:\n  甲: { 数值: 3项, |, "占比": 3% }\n`, '占比'],
    [`${head}指标:\n  甲: { 数值: 3项, | }\n`, '指标名称'],
    [`${head}指标:\n  甲:\n    |\n`, '指标名称'],
    [`${task}|\n`, '任务'],
    [`${task}|\n`, '标题'],
    [`|\n${head}`, '语言'],
    ['规则:\n  growth: 关闭\n  |\n', 'growth', projectFile],
    ['标题: a\n台账:\n  - ./a.ledger.yaml\n  - |\n', './a.ledger.yaml'],
    ['标题: a\n上年报告: |\n', './a.ledger.yaml'],
    ['标题: a\n台账: |\n', './note.md'],
    // a key that is one is left as it is
    [`${head}任务:\n  - 任务|: a\n`, '任务来源'],
    // in front of something else
    [`${head}任务:\n  - 任务: a\n |   牵头单位: b\n`, '阶段'],
    [`${head}指标:\n  甲:\n  |  数值: 3项\n`, '指标'],
    [`${front}\`\`\`yaml 任务\n- 任务: a\n|\`\`\`\n`, '任务', markdown],
    ['---\n标题: a\n|---\n', '阶段', markdown],
    [`${head}指标:\n  甲: 3项\n任务:\n  - 任务: a\n    关联指标: |[甲]\n`, '甲'],
    [`${head}指标:\n  -| { 指标名称: 甲, 数值: 3项 }\n`, '数值'],
    [`${front}\`\`\`yaml 目标\n甲: 3项\n|- 指标名称: 乙\n\`\`\`\n`, '指标'],
    [`${head}指标:\n  乙: 3项\n  甲:\n    数值: 3项\n    分项:|\n      丙: 1项\n`, '乙'],
    // what would take lines away from what they belong to
    [`${task}    时间节点:\n    |\n      - 目标: b\n`, '状态'],
    [`${task}  |\n    状态: 已完成\n`, '任务'],
    [`${head}任务:\n|\n- 任务: a\n`, '阶段'],
    ['规则: |\n', '错误', projectFile],
    [`${front}\`\`\`\n|\n\`\`\`\n`, '任务', markdown],
    [`${front}甲乙，|\n`, '任务', markdown],
    ['截至日期: |\n', '长期'],
  ];
  for (const [marked, label, setting = yaml] of none) {
    it(`${JSON.stringify(marked)} without ${label}`, () =>
      assert.ok(!at(marked, setting).labels.includes(label), at(marked, setting).labels.join(' ')));
  }

  const lists: readonly (readonly [string, readonly string[], Setting?])[] = [
    ['标题: a\n语言: zh\n报告期: |\n', ['2022', '2021', '2023', '2022年上半年']],
    ['title: A\nlanguage: en\nperiod: |\n', ['2022', '2021', '2023', '2022H1']],
    [
      'title: A\nlanguage: en\nperiod: FY2024\nmetrics:\n  A:\n    value: 3\n    period: |\n',
      ['FY2024', 'FY2023', 'FY2025', 'FY2024H1'],
    ],
    [`${task}    完成时限: |\n`, ['2022年12月底前', '2023年1月底前']],
    [`${task}    启动时间: 2022-03\n    完成时限: |\n`, ['2022-12', '2023-01']],
    [`${head}计划:\n  - 任务: a\n    完成时限: |\n`, ['2023年1月底前', '2023年2月底前', '2023年3月底前']],
    ['title: A\nlanguage: en\ntasks:\n  - title: b\n    due: |\n', ['2022-12', '2023-01']],
    ['标题: a\n语言: zh\n截至日期: |\n', ['2022-12-31', '2023-01-31']],
    ['财年起始: |\n', ['1', '2', '3', '4']],
    ['语言: |\n', ['中文', '英文'], projectFile],
    [`${task}    责任人: 张三、李四\n  - 任务: b\n    责任人: |\n`, ['张三', '李四']],
    [`${task}    责任人: 张三、李四\n  - 任务: b\n    责任人: 张三、李|\n`, ['李四']],
    [`${head}任务:\n  - |\n`, ['工作任务', '任务', '序号']],
  ];
  for (const [marked, labels, setting = yaml] of lists) {
    it(`${JSON.stringify(marked)} with ${labels.join(' ')} first`, () =>
      assert.deepEqual(at(marked, setting).labels.slice(0, labels.length), labels));
  }

  it('opens no list of blocks in prose by itself, but behind the marks of one', () => {
    assert.deepEqual(at(`${front}|\n`, markdown, { explicit: false }).labels, []);
    assert.deepEqual(at(`${front}全|\n`, markdown, { explicit: false }).labels, []);
    assert.deepEqual(at(`${front}\`\`\`|\n`, markdown, { explicit: false }).labels, [
      '指标',
      '任务',
      '计划',
      '目标',
    ]);
  });

  it('does not look for what is wrong', () => {
    for (const [marked, , , setting = yaml] of accepted) {
      const { text, offset } = uncursor(marked);
      const analysis = analyse(text, setting);
      Object.defineProperty(analysis, 'problems', { get: () => assert.fail('asked for all problems') });
      complete(analysis, offset, setting.root ?? 'report', { documents });
    }
  });

  it('says where files are named', () => {
    const key = (marked: string) => {
      const { text, offset } = uncursor(marked);
      return documentKeyAt(analyse(text, yaml), offset, 'report')?.name;
    };
    assert.deepEqual(['台账: |\n', '台账:\n  - |\n', '上年报告: ./|\n', '标题: |\n', '|'].map(key), [
      'data',
      'data',
      'prior',
      undefined,
      undefined,
    ]);
  });

  it('explains what it offers', () => {
    assert.match(at(`${task}    状|\n`, yaml).offer('状态').documentation ?? '', /未启动、正常推进/);
    assert.match(
      at(`${task}    牵头单位: 发改|\n`, yaml).offer('区发展和改革局').documentation ?? '',
      /区发改局\n上级单位：区政府/,
    );
    assert.match(
      at(`${head}指标:\n  甲: { 数值: 3项, 上年: 2项 }\n任务:\n  - 任务: a\n    关联指标: |\n`, yaml).offer(
        '甲',
      ).documentation ?? '',
      /数值：3项\n上年：2项/,
    );
  });

  it('takes no name of a report for a part of a snippet', () => {
    const place = at(`${head}指标:\n  甲\${1}$0: 3项\n目标:\n  乙: 4项\n  |\n`, yaml);
    assert.match(place.accept(place.offer(`甲\${1}$0`)), /\n {2}甲\$\{1\}\$0: 0\n/);
  });
});

describe("completion by a user's own schema", () => {
  let own: Setting;
  before(async () => {
    const { schemas, issues } = await loadUserSchemas({
      task: {
        required: ['风险等级'],
        properties: {
          风险等级: { enum: ['高', '中', '低'], description: '风险有多大。' },
          公开: { type: 'boolean' },
          批次: { type: 'string', default: '第一批', examples: ['第二批', '$1 {特}'] },
          星级: { type: 'integer', minimum: 1, maximum: 3 },
          '会签: 单位': { type: 'array', items: { type: 'string' } },
          验收: { type: 'object', properties: { 方式: { type: 'string' } } },
        },
      },
    });
    assert.deepEqual(issues, []);
    own = { form: 'yaml', project: readProject('', Vocabulary.builtin().extend(schemas)) };
  });
  const cases: readonly (readonly [string, string, string])[] = [
    ['    风|', '风险等级', '    风险等级: '],
    ['    风险等级: |', '中', '    风险等级: 中'],
    ['    公开: |', '是', '    公开: 是'],
    ['    批次: |', '第一批', '    批次: 第一批'],
    ['    批次: |', '$1 {特}', '    批次: $1 {特}'],
    ['    星级: |', '3', '    星级: 3'],
    ['    会|', '会签: 单位', '    "会签: 单位":\n      - '],
    ['    验|', '验收', '    验收:\n      '],
    ['    验收:\n      |', '方式', '    验收:\n      方式: '],
    ['  |', '任务', `  ${fresh('  ')}\n    风险等级: 高`],
  ];
  for (const [marked, label, expected] of cases) {
    it(`${JSON.stringify(marked)} with ${label}`, () => {
      const place = at(`${task}${marked}\n`, own);
      assert.equal(place.accept(place.offer(label)), `${task}${expected}\n`);
    });
  }
});

describe('nothing that is offered', () => {
  it('brings an error to the examples, at random places', () => {
    const random = seeded(5);
    const bare = projectOf();
    let tried = 0;
    for (const [text, form] of exampleTexts) {
      const isProject = form === 'yaml' && !/^(?:report|报告类型)/m.test(text);
      const root = isProject ? 'project' : 'report';
      const analyser = new Analyser(bare, root);
      const opened = ReportDocument.open(text, form, bare.grammar);
      const errorsIn = (document: ReportDocument): Map<string, number> => {
        const counts = new Map<string, number>();
        for (const { code, level } of analyser.analyse(document, { today: '2022-12-31' }).problems)
          if (level === 'error') counts.set(code, (counts.get(code) ?? 0) + 1);
        return counts;
      };
      const lines = [...text.matchAll(/\n/g)].map(({ index }) => index);
      for (let round = 0; round < 40; round++) {
        // A new line, as deep as the one above it or some columns beside, is where most is written.
        const end = lines[random(lines.length)]!;
        const indent = /^ */.exec(text.slice(text.lastIndexOf('\n', end - 1) + 1, end))![0].length;
        const typed = round % 4 === 0 ? '' : `\n${' '.repeat(Math.max(0, indent + 2 * (random(4) - 2)))}`;
        const at = round % 4 === 0 ? random(text.length) : end;
        const before = opened.edit([{ span: { start: at, end: at }, text: typed }]);
        const known = errorsIn(before);
        const found = complete(analyser.analyse(before, { today: '2022-12-31' }), at + typed.length, root, {
          documents,
        });
        for (let offers = found?.offers ?? [], one = 0; one < Math.min(3, offers.length); one++) {
          const offer = offers[random(offers.length)]!;
          if (offer.kind === 'unit' || found!.word.end > found!.typed.end) continue;
          const after = before.edit([...found!.also, { span: found!.word, text: plainly(offer) }]);
          for (const [code, count] of errorsIn(after))
            assert.ok(
              count <= (known.get(code) ?? 0),
              `${code} after ${offer.label} at ${JSON.stringify(before.text.slice(Math.max(0, at - 80), at + 60))}`,
            );
          tried++;
          errorsIn(before);
        }
      }
    }
    assert.ok(tried > 200, String(tried));
  });
});
