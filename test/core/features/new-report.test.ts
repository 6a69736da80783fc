import assert from 'node:assert/strict';
import { type NewReport, newReport, reportFileName } from '../../../src/core/features/new-report.ts';
import { messagesAbout } from '../../../src/core/messages/messages.ts';
import { termLabel, Vocabulary } from '../../../src/core/schema/vocabulary.ts';
import type { Language } from '../../../src/core/text/language.ts';
import { analyse } from '../support/analyse.ts';

const vocabulary = Vocabulary.builtin();

function draft(report: Partial<NewReport>, language: Language): string {
  const messages = messagesAbout(language, language, (term, lang) => termLabel(vocabulary, term, lang));
  const { text, first } = newReport(
    { form: 'markdown', title: '甲', organization: '区府办', period: '2022', today: '2023-02-01', ...report },
    vocabulary,
    messages,
  );
  const { problems } = analyse(text, { form: report.form ?? 'markdown', today: '2023-02-01' });
  assert.deepEqual(
    problems.filter(({ level }) => level === 'error').map(({ code }) => code),
    [],
  );
  return `${text.slice(0, first.start)}«${text.slice(first.start, first.end)}»${text.slice(first.end)}`;
}

const cases: readonly (readonly [string, Partial<NewReport>, Language, string])[] = [
  [
    'in Markdown begins with what it is, sections, and data to fill in',
    {},
    'zh',
    `---
报告类型: 总结和计划
标题: 甲
编制单位: 区府办
报告期: 2022
截至日期: 2022-12-31
阶段: 初稿
语言: 中文
---

# 一、主要指标完成情况

«（请在此撰写正文）»

\`\`\`yaml 指标
- 指标名称: 指标名称
  数值: 0
  计量单位: 
  上年: 
\`\`\`

# 二、重点任务进展情况

（请在此撰写正文）

\`\`\`yaml 任务
- 工作任务: 工作任务
  牵头单位: 
  完成时限: 
  状态: 未启动
\`\`\`

# 三、下一步工作计划

（请在此撰写正文）

\`\`\`yaml 计划
- 工作任务: 工作任务2
  牵头单位: 
  完成时限: 
  状态: 未启动
\`\`\`
`,
  ],
  [
    'in YAML begins where its organization was left open',
    { form: 'yaml', organization: '', period: '2022年上半年' },
    'zh',
    `报告类型: 总结和计划
标题: 甲
编制单位: «»
报告期: 2022年上半年
截至日期: 2022-06-30
阶段: 初稿
语言: 中文
章节:
  - 标题: 一、主要指标完成情况
    正文: |
      （请在此撰写正文）
    指标:
      - 指标名称: 指标名称
        数值: 0
        计量单位: 
        上年: 
  - 标题: 二、重点任务进展情况
    正文: |
      （请在此撰写正文）
    任务:
      - 工作任务: 工作任务
        牵头单位: 
        完成时限: 
        状态: 未启动
  - 标题: 三、下一步工作计划
    正文: |
      （请在此撰写正文）
    计划:
      - 工作任务: 工作任务2
        牵头单位: 
        完成时限: 
        状态: 未启动
`,
  ],
  [
    'is written in English, as of today where its period is not over',
    { title: 'A: b # c', organization: 'Works', period: 'FY2024' },
    'en',
    `---
Report type: Summary and plan
Title: "A: b # c"
Organization: Works
Period: FY2024
As of: 2023-02-01
Stage: Draft
Language: English
---

# 1. Key figures

«(Write the text here.)»

\`\`\`yaml metrics
- Name: Name
  Value: 0
  Unit: 
  Previous: 
\`\`\`

# 2. Progress of tasks

(Write the text here.)

\`\`\`yaml tasks
- Title: Title
  Lead: 
  Due: 
  Status: Planned
\`\`\`

# 3. Plan for the next period

(Write the text here.)

\`\`\`yaml plan
- Title: Title2
  Lead: 
  Due: 
  Status: Planned
\`\`\`
`,
  ],
  [
    'has what would be signs of YAML in quotes',
    { form: 'yaml', title: '- "x"', organization: '[b' },
    'en',
    `Report type: Summary and plan
Title: '- "x"'
Organization: "[b"
Period: 2022
As of: 2022-12-31
Stage: Draft
Language: English
Sections:
  - Heading: 1. Key figures
    Body: |
      «(Write the text here.)»
    Metrics:
      - Name: Name
        Value: 0
        Unit: 
        Previous: 
  - Heading: 2. Progress of tasks
    Body: |
      (Write the text here.)
    Tasks:
      - Title: Title
        Lead: 
        Due: 
        Status: Planned
  - Heading: 3. Plan for the next period
    Body: |
      (Write the text here.)
    Plan:
      - Title: Title2
        Lead: 
        Due: 
        Status: Planned
`,
  ],
];

describe('a new report', () => {
  for (const [name, report, language, text] of cases)
    it(name, () => assert.equal(draft(report, language), text));
});

describe('the name of a new report', () => {
  const names: readonly (readonly [string, string])[] = [
    ['2022', '2022.report.md'],
    ['年度 总结.report.yaml', '年度 总结.report.md'],
    ['notes.md', 'notes.report.md'],
    ['2022-01/2022-11', '2022-01-2022-11.report.md'],
    ['../../etc/passwd', 'etc-passwd.report.md'],
    ['a/b\\c:d*?"<>|.md', 'a-b-c-d.report.md'],
    ['甲\u202e乙\n丙 ', '甲-乙-丙.report.md'],
    ['CON', 'CON-report.report.md'],
    ['..', 'report.report.md'],
    ['', 'report.report.md'],
    ['x'.repeat(200), `${'x'.repeat(80)}.report.md`],
  ];
  for (const [written, name] of names)
    it(`from ${JSON.stringify(written.slice(0, 30))}`, () =>
      assert.equal(reportFileName(written, 'markdown'), name));
});
