import assert from 'node:assert/strict';
import type { Analysis } from '../../../src/core/analysis.ts';
import { codeLenses, type LensKinds, LensWriter } from '../../../src/core/features/code-lenses.ts';
import { messagesAbout } from '../../../src/core/messages/messages.ts';
import { termLabel } from '../../../src/core/schema/vocabulary.ts';
import type { Language } from '../../../src/core/text/language.ts';
import { analyse, type Setting } from '../support/analyse.ts';
import { analyseIn } from '../support/files.ts';

interface Case extends Setting, Partial<LensKinds> {
  readonly reader?: Language;
}

/** Each line above which something is said, what that is, and the words that it leads to. */
function lensesOf(analysis: Analysis, kinds: LensKinds, reader: Language): string[] {
  const { document, project, report } = analysis;
  const messages = messagesAbout(reader, report.language, (term, language) =>
    termLabel(project.vocabulary, term, language),
  );
  const writer = new LensWriter(analysis);
  const { text } = document;
  return codeLenses(analysis, kinds).map((lens) => {
    const line = text.slice(text.lastIndexOf('\n', lens.at - 1) + 1).split(/\r?\n/, 1)[0]!;
    const { title, places } = writer.write(lens, messages);
    return [line.trim(), title, ...places.map(({ start, end }) => text.slice(start, end))].join(' | ');
  });
}

function lenses(
  text: string,
  { reader = 'zh', metrics = 'block', tasks = true, ...setting }: Case = {},
): string[] {
  return lensesOf(analyse(text, setting), { metrics, tasks }, reader);
}

const yaml: Case = { form: 'yaml' };
const english: Case = { reader: 'en' };

type Table = readonly (readonly [string, string, readonly string[], Case?])[];

function check(table: Table): void {
  for (const [name, text, wanted, setting] of table)
    it(name, () => assert.deepEqual(lenses(text, setting), wanted));
}

const report = `# 一、总结

改革[105项](metric:改革)，开会{{会议}}。

# 二、成效

改革{{改革}}。

\`\`\`yaml 指标
改革: 105项
会议: 3次
制度: 200项
\`\`\`

\`\`\`yaml 任务
- 任务: 甲
  关联指标: 会议
  状态: 已完成
\`\`\`
`;

describe('code lenses of metrics', () => {
  check([
    [
      'once above a data block: how many are used, and which are not',
      report,
      ['```yaml 指标 | 3 项指标：2 项已引用，1 项没有引用（制度） | 改革 | 改革 | 会议 | 会议'],
      { tasks: false },
    ],
    [
      'above each: how often and in which sections',
      report,
      [
        '改革: 105项 | 2 处引用：一、总结、二、成效 | 改革 | 改革',
        '会议: 3次 | 2 处引用：一、总结、二、成效 | 会议 | 会议',
        '制度: 200项 | 正文没有引用',
      ],
      { metrics: 'each', tasks: false },
    ],
    ['switched off', report, [], { metrics: 'off', tasks: false }],
    [
      'all used',
      '{{甲}}{{乙}}\n\n```yaml 指标\n甲: 1项\n乙: 2项\n```\n',
      ['```yaml 指标 | 2 项指标，均已引用 | 甲 | 乙'],
    ],
    ['a single one', '{{甲}}\n\n```yaml 指标\n甲: 1项\n```\n', ['```yaml 指标 | 1 处引用 | 甲']],
    [
      'in a list of YAML: above its first item',
      '章节:\n  - 标题: 一\n    正文: |\n      开会{{会议}}。\n    指标:\n      - 名称: 会议\n        数值: 3次\n      - 名称: 制度\n        数值: 2项\n',
      ['- 名称: 会议 | 2 项指标：1 项已引用，1 项没有引用（制度） | 会议'],
      yaml,
    ],
    [
      'in two sections of YAML: one line each',
      '章节:\n  - 标题: 一\n    指标:\n      甲: 1项\n  - 标题: 二\n    正文: |\n      {{甲}}\n    指标:\n      乙: 2项\n',
      ['甲: 1项 | 1 处引用：二 | 甲', '乙: 2项 | 正文没有引用'],
      yaml,
    ],
    [
      'by an id, an alias and a facet',
      '{{a}}{{别}}{{甲#上年}}\n\n```yaml 指标\n甲: { 编号: a, 别名: 别, 数值: 1项, 上年: 2项 }\n```\n',
      ['```yaml 指标 | 3 处引用 | a | 别 | 甲'],
    ],
    [
      'as a part of another',
      '```yaml 指标\n合计: { 数值: 3项, 分项: [甲] }\n甲: 3项\n```\n',
      ['合计: { 数值: 3项, 分项: [甲] } | 正文没有引用', '甲: 3项 | 1 处引用 | 甲'],
      { metrics: 'each' },
    ],
    [
      'in English',
      '# 1. Money\n\nSpent {{Spending}}.\n\n```yaml metrics\nSpending: $5\nIncome: $6\n```\n',
      ['Spending: $5 | 1 reference: 1. Money | Spending', 'Income: $6 | not used in the text'],
      { ...english, metrics: 'each' },
    ],
    [
      'in English, above the block',
      'Spent {{Spending}}.\n\n```yaml metrics\nSpending: $5\nIncome: $6\n```\n',
      ['```yaml metrics | 2 metrics: 1 used in the text, 1 not (Income) | Spending'],
      english,
    ],
    [
      'without a name: by its id',
      '```yaml 指标\n- 编号: a1\n  数值: 1项\n- 名称: 乙\n  数值: 2项\n```\n',
      ['```yaml 指标 | 2 项指标：0 项已引用，2 项没有引用（a1、乙）'],
    ],
    ['of targets: none', '```yaml 目标\n甲: 1项\n```\n', []],
    [
      'in a ledger, which does not know who uses it: none',
      '指标:\n  甲: 1项\n',
      [],
      { ...yaml, root: 'ledger' },
    ],
    ['in an empty data block: none', '```yaml 指标\n```\n', []],
    ['in an empty file: none', '', [], yaml],
    [
      'with line ends of Windows',
      '{{甲}}\r\n\r\n```yaml 指标\r\n甲: 1项\r\n```\r\n',
      ['```yaml 指标 | 1 处引用 | 甲'],
    ],
  ]);

  it('of a long list names only the first that are not used', () => {
    const names = [...'甲乙丙丁戊'];
    const text = `\`\`\`yaml 指标\n${names.map((name) => `${name}: 1项\n`).join('')}\`\`\`\n`;
    assert.deepEqual(lenses(text), ['```yaml 指标 | 5 项指标：0 项已引用，5 项没有引用（甲、乙、丙、…）']);
  });

  it('tell the metric of this file from that of a ledger', async () => {
    const files = {
      '/w/a.report.md':
        '---\n标题: 总结\n台账: 共享.ledger.yaml\n---\n\n{{会议}}{{制度}}\n\n```yaml 指标\n会议: 3次\n```\n',
      '/w/共享.ledger.yaml': '指标:\n  制度: 3项\n',
    };
    const analysis = await analyseIn(files, '/w/a.report.md');
    assert.deepEqual(lensesOf(analysis, { metrics: 'each', tasks: true }, 'zh'), [
      '会议: 3次 | 1 处引用 | 会议',
    ]);
  });
});

describe('code lenses of tasks', () => {
  const tasks = `- 任务: 甲
  状态: 已完成
- 任务: 乙
  完成时限: 2022-11
  状态: 推进中
- 任务: 丙
  完成时限: 2023-06
- 任务: 丁
  状态: 取消
`;
  const inside = tasks.replace(/^(?=.)/gm, '  ');
  check([
    [
      'above a data block: how they stand, leading to those that are late',
      `\`\`\`yaml 任务\n${tasks}\`\`\`\n`,
      ['```yaml 任务 | 4 项任务：未完成 2 项，已完成 1 项，逾期 1 项 | 乙'],
    ],
    [
      'above a list of YAML',
      `任务:\n${inside}`,
      ['- 任务: 甲 | 4 项任务：未完成 2 项，已完成 1 项，逾期 1 项 | 乙'],
      yaml,
    ],
    [
      'in a ledger',
      `任务:\n${inside}`,
      ['- 任务: 甲 | 4 项任务：未完成 2 项，已完成 1 项，逾期 1 项 | 乙'],
      { ...yaml, root: 'ledger' },
    ],
    [
      'in a flow list',
      '任务: [{ 任务: 甲 }, { 任务: 乙, 状态: 完成 }]\n',
      ['任务: [{ 任务: 甲 }, { 任务: 乙, 状态: 完成 }] | 2 项任务：未完成 1 项，已完成 1 项，逾期 0 项 | 甲'],
      yaml,
    ],
    [
      'with subtasks, which count as well',
      '任务:\n  - 任务: 甲\n    子任务:\n      - 任务: 乙\n        状态: 完成\n',
      ['- 任务: 甲 | 2 项任务：未完成 1 项，已完成 1 项，逾期 0 项 | 甲'],
      yaml,
    ],
    [
      'of two blocks: a line each',
      '```yaml 任务\n- 任务: 甲\n```\n\n```yaml 计划\n- 任务: 乙\n```\n',
      [
        '```yaml 任务 | 1 项任务：未完成 1 项，已完成 0 项，逾期 0 项 | 甲',
        '```yaml 计划 | 1 项任务：未完成 1 项，已完成 0 项，逾期 0 项 | 乙',
      ],
    ],
    [
      'of tasks and plan beside each other in YAML',
      '任务:\n  - 任务: 甲\n计划:\n  - 任务: 乙\n',
      [
        '- 任务: 甲 | 1 项任务：未完成 1 项，已完成 0 项，逾期 0 项 | 甲',
        '- 任务: 乙 | 1 项任务：未完成 1 项，已完成 0 项，逾期 0 项 | 乙',
      ],
      yaml,
    ],
    [
      'that say themselves that they are late',
      '```yaml 任务\n- 任务: 甲\n  状态: 逾期\n```\n',
      ['```yaml 任务 | 1 项任务：未完成 1 项，已完成 0 项，逾期 1 项 | 甲'],
    ],
    [
      'all done: they lead nowhere',
      '```yaml 任务\n- 任务: 甲\n  状态: 完成\n```\n',
      ['```yaml 任务 | 1 项任务：未完成 0 项，已完成 1 项，逾期 0 项'],
    ],
    [
      'in English',
      '```yaml tasks\n- title: a\n- title: b\n  status: done\n```\n',
      ['```yaml tasks | 2 tasks: 1 open, 1 done, 0 overdue | a'],
      english,
    ],
    [
      'a single one in English',
      '```yaml tasks\n- title: a\n```\n',
      ['```yaml tasks | 1 task: 1 open, 0 done, 0 overdue | a'],
      english,
    ],
    ['switched off', `\`\`\`yaml 任务\n${tasks}\`\`\`\n`, [], { tasks: false }],
    [
      'beside an item that is broken',
      '```yaml 任务\n- 任务: 甲\n- 任务: "乙\n  状态: [\n```\n',
      ['```yaml 任务 | 2 项任务：未完成 2 项，已完成 0 项，逾期 0 项 | 甲 | "乙'],
    ],
  ]);
});
