import assert from 'node:assert/strict';
import { type HintKind, inlayHints } from '../../../src/core/features/inlay-hints.ts';
import { messagesAbout } from '../../../src/core/messages/messages.ts';
import { termLabel } from '../../../src/core/schema/vocabulary.ts';
import type { Language } from '../../../src/core/text/language.ts';
import { analyse, type Setting, unmark } from '../support/analyse.ts';

interface Case extends Setting {
  readonly reader?: Language;
  readonly kinds?: readonly HintKind[];
}

const every: readonly HintKind[] = ['change', 'inserted-value', 'days-left'];

/** The marked lines with their hints as the editor shows them, between ‹ and ›. */
function hinted(marked: string, { reader = 'zh', kinds = every, ...setting }: Case = {}): string {
  const { text, spans } = unmark(marked);
  const analysis = analyse(text, setting);
  const messages = messagesAbout(reader, analysis.report.language, (term, language) =>
    termLabel(analysis.project.vocabulary, term, language),
  );
  const range = spans[0] ?? { start: 0, end: text.length };
  const hints = inlayHints(analysis, range, new Set(kinds), messages);
  let shown = '';
  let done = 0;
  for (const { at, text: hint } of hints) {
    shown += `${text.slice(done, at)}‹${hint}›`;
    done = at;
  }
  return shown + text.slice(done);
}

const yaml: Case = { form: 'yaml' };
const english: Case = { reader: 'en' };

/** The text with its hints; one without any shows that nothing is said. */
type Table = readonly (readonly [string, string, Case?])[];

function check(table: Table): void {
  for (const [name, wanted, setting] of table) {
    it(name, () => {
      const text = wanted.replace(/‹[^›]*›/g, '');
      assert.equal(hinted(text, setting), wanted);
    });
  }
}

const metric = (line: string) => `\`\`\`yaml 指标\n${line}\n\`\`\`\n`;

describe('inlay hints of changes', () => {
  check([
    ['a rise', metric('任务: { 数值: 105项‹▲ 7.1%›, 上年: 98项 }')],
    ['a fall', metric('任务: { 数值: 98项‹▼ 6.7%›, 上年: 105项 }')],
    ['no change', metric('任务: { 数值: 98项‹= 0.0%›, 上年: 98项 }')],
    ['in block style', metric('任务:\n  数值: 105项‹▲ 7.1%›\n  上年: 98项')],
    ['in a list', '指标:\n  - 名称: 任务\n    数值: 105‹▲ 7.1%›\n    上年: 98\n    计量单位: 项\n', yaml],
    ['in a flow list of the root', '指标: [{ 名称: 任务, 数值: 105项‹▲ 7.1%›, 上年: 98项 }]\n', yaml],
    ['in quotes', metric('任务: { 数值: "105项"‹▲ 7.1%›, 上年: 98项 }')],
    ['before a comment', metric('任务:\n  数值: 105项‹▲ 7.1%› # 核对过\n  上年: 98项')],
    ['of other units of the same kind', metric('面积: { 数值: 2公顷‹▲ 50.0%›, 上年: 20亩 }')],
    ['of other multipliers', metric('投资: { 数值: 1.2亿元‹▲ 20.0%›, 上年: 10000万元 }')],
    ['of a bare count', metric('任务: { 数值: 105项‹▲ 7.1%›, 上年: 98 }')],
    ['of percentages: in points', metric('比例: { 数值: 37.35%‹▼ 1.15个百分点›, 上年: 38.5% }')],
    ['that is very small', metric('人口: { 数值: 100010人‹▲ 0.01%›, 上年: 100000人 }')],
    [
      'in English',
      '```yaml metrics\nSpending: { value: $184.6 million‹▲ 3.6%›, previous: $178.2 million }\n```\n',
      english,
    ],
    ['beside a change that is stated: none', metric('任务: { 数值: 105项, 上年: 98项, 同比: 7.1% }')],
    ['beside a change in words: none', metric('任务: { 数值: 105项, 上年: 98项, 同比: 略增 }')],
    ['without a previous value: none', metric('任务: 105项')],
    ['of units that cannot be compared: none', metric('任务: { 数值: 105项, 上年: 98人 }')],
    ['of a bare number of money: none', metric('投资: { 数值: 233亿元, 上年: 200 }')],
    ['of an estimate: none', metric('任务: { 数值: 超过105项, 上年: 98项 }')],
    ['of a range: none', metric('任务: { 数值: 90~105项, 上年: 98项 }')],
    ['from nothing: none', metric('任务: { 数值: 105项, 上年: 0项 }')],
    ['of a place: none', metric('位次: { 数值: 第3位, 上年: 第5位 }')],
    ['of points: none', metric('增幅: { 数值: 3个百分点, 上年: 2个百分点 }')],
    ['beside a line that is broken', metric('任务: { 数值: 105项‹▲ 7.1%›, 上年: 98项 }\n别的: "没有')],
    [
      'with line ends of Windows',
      metric('任务: { 数值: 105项‹▲ 7.1%›, 上年: 98项 }').replaceAll('\n', '\r\n'),
    ],
    ['in a ledger', '指标:\n  任务: { 数值: 105项‹▲ 7.1%›, 上年: 98项 }\n', { ...yaml, root: 'ledger' }],
    ['switched off', metric('任务: { 数值: 105项, 上年: 98项 }'), { kinds: ['inserted-value', 'days-left'] }],
  ]);
});

describe('inlay hints of inserted values', () => {
  const data = `\n${metric('会议: 3次\n产值: 233亿元\n制度: 200项')}`;
  check([
    ['behind the name', `开会{{会议}}‹→ 3次›。\n${data}`],
    ['in the unit that is asked for', `产值{{产值 万元}}‹→ 2330000万元›。\n${data}`],
    ['in the words that are asked for', `制度{{制度 约}}‹→ 约200项›。\n${data}`],
    ['with a facet', `{{任务#上年}}‹→ 98项›\n\n${metric('任务: { 数值: 105项, 上年: 98项, 同比: 7.1% }')}`],
    ['twice in a line', `{{会议}}‹→ 3次›和{{会议}}‹→ 3次›。\n${data}`],
    [
      'in a text of YAML',
      '章节:\n  - 标题: 一\n    正文: |\n      开会{{会议}}‹→ 3次›。\n    指标:\n      会议: 3次\n',
      yaml,
    ],
    [
      'in a further paragraph of it',
      '章节:\n  - 标题: 一\n    正文: |\n      甲\n\n      开会{{会议}}‹→ 3次›。\n    指标:\n      会议: 3次\n',
      yaml,
    ],
    [
      'in English',
      'Held {{meetings}}‹→ 3 meetings›.\n\n```yaml metrics\nmeetings: 3 meetings\n```\n',
      english,
    ],
    ['of a bound value: none', `开会[3次](metric:会议)。\n${data}`],
    ['of a name that nobody has: none', `开会{{没有}}。\n${data}`],
    ['in code: none', `写作\`{{会议}}\`。\n${data}`],
    ['switched off', `开会{{会议}}。\n${data}`, { kinds: ['change', 'days-left'] }],
  ]);
});

describe('inlay hints of the days to a deadline', () => {
  const task = (due: string, status = '推进中') =>
    `\`\`\`yaml 任务\n- 任务: 甲\n  完成时限: ${due}\n  状态: ${status}\n\`\`\`\n`;
  check([
    ['some days', task('2023-01-12‹还有 12 天›')],
    ['the end of a month', task('2023年1月底前‹还有 31 天›')],
    ['on the day', task('2022-12-31‹当天到期›')],
    ['late', task('2022-12-28‹逾期 3 天›')],
    ['not begun', task('2023-01-01‹还有 1 天›', '未启动')],
    ['without a status', '任务:\n  - 任务: 甲\n    完成时限: 2023-01-12‹还有 12 天›\n', yaml],
    ['in a flow map', '任务:\n  - { 任务: 甲, 完成时限: 2023-01-12‹还有 12 天› }\n', yaml],
    [
      'of a subtask',
      '任务:\n  - 任务: 甲\n    子任务:\n      - 任务: 乙\n        完成时限: 2023-01-12‹还有 12 天›\n',
      yaml,
    ],
    [
      'of a plan: of the next period',
      '---\n报告期: 2022\n---\n\n```yaml 计划\n- 任务: 甲\n  完成时限: 1月12日‹还有 12 天›\n```\n',
    ],
    ['in English, one day', '```yaml tasks\n- title: a\n  due: 2023-01-01‹1 day left›\n```\n', english],
    ['in English, late', '```yaml tasks\n- title: a\n  due: 2022-12-28‹3 days overdue›\n```\n', english],
    [
      'from the day that the report looks at',
      '---\n截至日期: 2022-11-30\n---\n\n```yaml 任务\n- 任务: 甲\n  完成时限: 2022-12-12‹还有 12 天›\n```\n',
    ],
    ['done: none', task('2023-01-12', '已完成')],
    ['called off: none', task('2022-01-12', '取消')],
    ['without an end: none', task('2022-01-12', '长期推进')],
    ['put on hold: none', task('2022-01-12', '暂缓')],
    ['in words: none', task('尽快')],
    [
      'that a section lends: none at the task',
      '章节:\n  - 标题: 一\n    完成时限: 2023-01\n    任务:\n      - 任务: 甲\n',
      yaml,
    ],
    ['switched off', task('2023-01-12'), { kinds: ['change', 'inserted-value'] }],
  ]);
});

describe('inlay hints', () => {
  it('are only those of the part that is asked for', () => {
    const lines = (first: string, second: string) =>
      `指标:\n${first}  甲: { 数值: 2项, 上年: 1项 }\n${second}  乙: { 数值: 3项, 上年: 1项 }\n`;
    assert.equal(hinted(lines('«', '»'), yaml), lines('', '').replace('2项', '2项‹▲ 100.0%›'));
  });
  it('are none in an empty file', () => assert.equal(hinted('', yaml), ''));
});
