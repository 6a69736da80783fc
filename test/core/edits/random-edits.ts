import type { Form } from '../../../src/core/document/form.ts';
import type { TextChange } from '../../../src/core/text/span.ts';

/** What people, input methods and other editors put anywhere, and what makes other lines mean something else. */
const pieces = [
  ...[
    '项',
    '5',
    '0',
    '-',
    '.',
    ',',
    '，',
    '、',
    ' ',
    '  ',
    '\t',
    ':',
    '：',
    ': ',
    '#',
    ' #',
    '# ',
    '%',
    '亿元',
  ],
  ...[
    '\n',
    '\r\n',
    '\n\n',
    '\n  ',
    '\n    ',
    '\n- ',
    '\n  - ',
    '\n      - ',
    '|\n',
    '>-\n',
    '---\n',
    '...\n',
  ],
  ...[
    '```',
    '\n```\n',
    '```yaml 指标\n',
    '```yaml 任务\n',
    '~~~\n',
    '## 三、新的一章\n',
    '<!--',
    '-->',
    '> ',
  ],
  ...[
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    '{{',
    '}}',
    '{ 数值: 3项 }',
    '[1, 2',
    '](metric:',
    '(metric:A)',
    '#同比',
    '@2021',
  ],
  ...['&a ', '*a', '<<: *a\n', '!!str ', '? ', '%YAML 1.2\n', '__proto__: 1\n', 'constructor: x\n'],
  ...['😀', '\ud800', '\0', '\ufeff', '\u2028', 'مرحبا', '\u202e', 'é'],
  ...[
    'A: 1项\n',
    '- 任务: x\n',
    '  牵头单位: 区财政局\n',
    '指标:\n',
    '任务:\n',
    '章节:\n  - 标题: x\n',
    '组织: [区财政局]\n',
  ],
  ...[
    '语言: en\n',
    '报告期: 2021\n',
    '阶段: 定稿\n',
    'title: x\n',
    '截至日期: 2020-01-01\n',
    'fiscal-year-start: 4\n',
  ],
];

/** One edit of a text: typing, pasting, deleting, indenting, moving lines; now and then several places at once. */
export function anyEdit(text: string, random: (below: number) => number): readonly TextChange[] {
  if (random(12) > 0) return [anyChange(text, random)];
  const changes = Array.from({ length: 2 + random(2) }, () => anyChange(text, random)).sort(
    (a, b) => a.span.start - b.span.start,
  );
  return changes.filter(({ span }, index) => index === 0 || span.start > changes[index - 1]!.span.end);
}

function anyChange(text: string, random: (below: number) => number): TextChange {
  const at = random(text.length + 1);
  const line = text.lastIndexOf('\n', at - 1) + 1;
  const next = text.indexOf('\n', at) + 1 || text.length;
  const piece = pieces[random(pieces.length)]!;
  switch (random(10)) {
    case 0:
    case 1:
    case 2:
      return { span: { start: at, end: at }, text: piece };
    case 3:
      return { span: { start: at, end: Math.min(text.length, at + 1 + random(4)) }, text: '' };
    case 4:
      return { span: { start: at, end: Math.min(text.length, at + random(30)) }, text: piece };
    case 5:
      return { span: { start: line, end: next }, text: '' };
    case 6:
      return { span: { start: line, end: line }, text: ['  ', ' ', '\t', '- '][random(4)]! };
    case 7: {
      const indent = /^[ \t]*/.exec(text.slice(line))![0].length;
      return { span: { start: line, end: line + Math.min(indent, 1 + random(4)) }, text: '' };
    }
    case 8: {
      const from = random(text.length + 1);
      return { span: { start: line, end: line }, text: text.slice(from, from + random(80)) };
    }
    default:
      return {
        span: { start: line, end: next },
        text: text.slice(line, next).replace(/\r?\n/, random(2) ? '\r\n' : '\n'),
      };
  }
}

/** Short reports that have something of everything. */
export const beginnings: readonly (readonly [Form, string])[] = [
  [
    'markdown',
    `---
标题: 总结
报告期: 2022
台账: [共享.ledger.yaml]
---

# 一、总结

部署[105项](metric:重点改革任务)，比上年增长[7.1%](metric:重点改革任务#同比)，召开{{深改委会议}}，另有{{台账指标}}。

观众约3000人次左右。

\`\`\`yaml 指标
重点改革任务: { 数值: 105项, 上年: 98项, 同比: 7.1% }
深改委会议: 3次
总数:
  数值: 8家
  分项: { 甲: 3家, 深改委会议: 5家 }
\`\`\`

\`\`\`yaml 任务
- 任务: 出清企业
  牵头单位: 区国资局、区财政局
  完成时限: 2022年12月底前
  状态: 已完成
- 任务: 出清企业
  牵头单位: 区财政剧
\`\`\`
`,
  ],
  [
    'yaml',
    `title: 总结
报告期: 2022
data: [共享.ledger.yaml]
metrics:
  - name: 重点改革任务
    value: 105
    unit: 项
    previous: 98
  深改委会议: 3次
organizations:
  - 区国资局
sections:
  - heading: 一、总结
    lead: 区国资局
    body: |
      部署[105项](metric:重点改革任务)，
      召开{{深改委会议}}。

      另有{{台账指标}}。
    tasks:
      - title: 出清企业
        due: 2022-12
      - { title: "出清
          僵尸企业", lead: 区财政局 }
    sections:
      - heading: （一）小节
        metrics: { 甲: 3家, 乙: { value: 4家, parts: { 甲: 3家 } } }
  - heading: 二、计划
    plan:
      - title: 推进
        due: 6月底
`,
  ],
];

export const ledger = `organizations: [区财政局, 区审计局]
metrics:
  - name: 台账指标
    aliases: [台账数]
    value: 12项
  - name: 深改委
    value: 3次
`;
