import assert from 'node:assert/strict';
import { definition } from '../../../src/core/features/definition.ts';
import { cursorIn, workspaceOf } from '../support/files.ts';

const data = '\n```yaml 指标\n改革任务: { 数值: 105项, 同比: 7.1% }\n```\n';
const section = (body: string) =>
  `章节:\n  - 标题: 一\n    正文: |\n${body.replace(/^(?=.)/gm, '      ')}\n    指标:\n      改革任务: 105项\n`;
const organizations =
  'organizations:\n  - name: "区财政局"\n    short: 财政局\nunits:\n  - id: xiang\n    names: { zh: 箱 }\n';
const ledger = '指标:\n  - 名称: 会议\n    标识: hy\n    数值: 3次\n    同比: { 上年: 5%, 2019年: 8% }\n';
const read = '---\n台账: [台账/a.ledger.yaml]\n---\n';
const schema = '{\n  "properties": {\n    "risk": { "type": "string", "title": "风险" }\n  }\n}\n';

type Files = Readonly<Record<string, string>>;

/**
 * Where the cursor `¦` leads: the words it leads from, the file, and the line there with the name between `«` and `»`.
 */
const cases: readonly (readonly [what: string, files: Files, from?: string, to?: string, line?: string])[] = [
  [
    'from a bound value',
    { 'a.report.md': `完成[10¦5项](metric:改革任务)。${data}` },
    '[105项](metric:改革任务)',
    'a.report.md',
    '«改革任务»: { 数值: 105项, 同比: 7.1% }',
  ],
  [
    'from a fact of it',
    { 'a.report.md': `完成[7%](metric:改革任务#同比¦)。${data}` },
    '[7%](metric:改革任务#同比)',
    'a.report.md',
    '改革任务: { 数值: 105项, 同比: «7.1%» }',
  ],
  [
    'from a further paragraph of YAML',
    { 'a.report.yaml': section('甲\n\n完成{{改革¦任务}}。') },
    '{{改革任务}}',
    'a.report.yaml',
    '      «改革任务»: 105项',
  ],
  [
    'from a task to the metric it names',
    { 'a.report.yaml': 'metrics:\n  甲: 3项\ntasks:\n  - title: 乙\n    metrics: [会议, "¦甲"]\n' },
    '甲',
    'a.report.yaml',
    '  «甲»: 3项',
  ],
  [
    'to a ledger',
    { 'a.report.md': `${read}{{h¦y}}`, '台账/a.ledger.yaml': ledger },
    '{{hy}}',
    '台账/a.ledger.yaml',
    '  - 名称: «会议»',
  ],
  [
    'to a fact in a ledger',
    { 'a.report.md': `${read}{{h¦y#同比@2019年}}`, '台账/a.ledger.yaml': ledger },
    '{{hy#同比@2019年}}',
    '台账/a.ledger.yaml',
    '    同比: { 上年: 5%, 2019年: «8%» }',
  ],
  [
    'to the report itself before a ledger',
    {
      'a.report.md': `${read}{{会¦议}}\n\n\`\`\`yaml 指标\n会议: 4次\n\`\`\`\n`,
      '台账/a.ledger.yaml': ledger,
    },
    '{{会议}}',
    'a.report.md',
    '«会议»: 4次',
  ],
  [
    'from a statement to itself',
    { '台账/a.ledger.yaml': ledger.replace('hy', 'h¦y') },
    'hy',
    '台账/a.ledger.yaml',
    '    标识: «hy»',
  ],
  [
    'from an organization under a key to the project file',
    {
      '年/a.report.yaml': 'tasks:\n  - title: 甲\n    lead: 区教育局、财¦政局\n',
      'reportwright.yaml': organizations,
    },
    '财政局',
    'reportwright.yaml',
    '  - name: "«区财政局»"',
  ],
  [
    'from an organization in running text',
    { 'a.report.md': '由区财¦政局牵头。', 'reportwright.yaml': organizations },
    '区财政局',
    'reportwright.yaml',
    '  - name: "«区财政局»"',
  ],
  [
    'from an organization to the ledger that lists it',
    {
      'a.report.md': `${read}由区税¦务局牵头。`,
      '台账/a.ledger.yaml': '单位名录:\n  区税务局:\n    简称: 税务局\n',
    },
    '区税务局',
    '台账/a.ledger.yaml',
    '  «区税务局»:',
  ],
  [
    'from a unit of the project in running text',
    { 'a.report.md': '发放3¦箱。', 'reportwright.yaml': organizations },
    '箱',
    'reportwright.yaml',
    '  - id: «xiang»',
  ],
  [
    'from a unit of the project in data',
    { 'a.report.yaml': 'metrics:\n  甲: { value: 3, unit: ¦箱 }\n', 'reportwright.yaml': organizations },
    '箱',
    'reportwright.yaml',
    '  - id: «xiang»',
  ],
  [
    'to a ledger that is named',
    { 'a.report.md': read.replace('台账/', '台账¦/'), '台账/a.ledger.yaml': ledger },
    '台账/a.ledger.yaml',
    '台账/a.ledger.yaml',
    '«»指标:',
  ],
  [
    'to the report of the period before',
    { '2022/a.report.md': '---\n上期报告: "../2021/¦a.report.md"\n---\n', '2021/a.report.md': '去年。' },
    '"../2021/a.report.md"',
    '2021/a.report.md',
    '«»去年。',
  ],
  [
    'to a schema that the project file names',
    { 'reportwright.yaml': 'schemas:\n  task: ta¦sk.json\n', 'task.json': schema },
    'task.json',
    'task.json',
    '«»{',
  ],
  [
    'from a key to the schema that brought it',
    {
      'a.report.yaml': '任务:\n  - 任务: 甲\n    风¦险: 大\n',
      'reportwright.yaml': 'schemas:\n  task: task.json\n',
      'task.json': schema,
    },
    '风险',
    'task.json',
    '    "«risk»": { "type": "string", "title": "风险" }',
  ],
  [
    'although something else is broken',
    { 'a.report.md': `{{改革¦任务}}${data}\n\`\`\`yaml 任务\n- 任务: [a\n  : {\n` },
    '{{改革任务}}',
    'a.report.md',
    '«改革任务»: { 数值: 105项, 同比: 7.1% }',
  ],
  ['nowhere for a name that nobody states', { 'a.report.md': '{{没¦有}}' }],
  ['nowhere for a file that is not there', { 'a.report.md': '---\n台账: [没有¦.ledger.yaml]\n---\n' }],
  ['nowhere for a key of ours', { 'a.report.yaml': 'tasks:\n  - 牵头¦单位: 甲\n' }],
  ['nowhere for words', { 'a.report.md': `没¦有数字。${data}` }],
];

describe('the definition', () => {
  for (const [what, marked, from, to, line] of cases) {
    it(what, async () => {
      const under = Object.fromEntries(Object.entries(marked).map(([name, text]) => [`/w/${name}`, text]));
      const { texts, path, offset } = cursorIn(under);
      const workspace = workspaceOf(texts);
      const analysis = (await workspace.look(path, (one) => one))!;
      const found = await definition(workspace, path, analysis, offset);
      assert.equal(found && texts[path]!.slice(found.from.start, found.from.end), from);
      assert.equal(found?.path, to && `/w/${to}`);
      if (!found) return;
      const target = texts[found.path]!;
      const { span, lines } = found.name;
      const start = target.lastIndexOf('\n', span.start - 1) + 1;
      const end = target.indexOf('\n', span.end);
      const shown = `${target.slice(start, span.start)}«${target.slice(span.start, span.end)}»`;
      assert.equal(shown + target.slice(span.end, end < 0 ? undefined : end), line);
      assert.deepEqual(
        [lines.line, lines.column],
        [target.slice(0, span.start).split('\n').length - 1, span.start - start],
      );
      assert.ok(found.whole.span.start <= span.start && span.end <= found.whole.span.end);
    });
  }
});
