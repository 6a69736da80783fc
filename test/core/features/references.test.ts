import assert from 'node:assert/strict';
import { references } from '../../../src/core/features/references.ts';
import { cursorIn, workspaceOf } from '../support/files.ts';

type Files = Readonly<Record<string, string>>;

const ledger = '指标:\n  - 名称: 会议\n    标识: hy\n    数值: 3次\n';
const read = '---\n台账: a.ledger.yaml\n---\n';
const project =
  'organizations:\n  - name: 区财政局\n    short: 财政局\nunits:\n  - id: xiang\n    names: { zh: 箱 }\n';

/** The files with all places that are found between `«` and `»`, those without one left out; and what was analysed for it. */
async function found(marked: Files, statements = true): Promise<{ shown: Files; looked: readonly string[] }> {
  const { texts, path, offset } = cursorIn(marked);
  const looked: string[] = [];
  const workspace = workspaceOf(texts, (file) => looked.push(file));
  const analysis = (await workspace.look(path, (one) => one))!;
  const shown: Record<string, string> = {};
  for await (const places of references(workspace, path, analysis, offset, statements)) {
    for (const { path: file, part } of [...places].reverse()) {
      const { start, end } = part.span;
      const before = shown[file] ?? texts[file]!;
      const lines = texts[file]!.slice(0, start).split('\n');
      assert.deepEqual([part.lines.line, part.lines.column], [lines.length - 1, lines.at(-1)!.length]);
      shown[file] = `${before.slice(0, start)}«${before.slice(start, end)}»${before.slice(end)}`;
    }
  }
  return { shown, looked };
}

const cases: readonly (readonly [what: string, marked: Files, wanted: Files, statements?: boolean])[] = [
  [
    'a metric of a ledger in all reports that read it',
    {
      '/w/a.ledger.yaml': ledger.replace('会议', '会¦议'),
      '/w/1.report.md': `${read}共[3次](metric:会议#同比)。\n`,
      '/w/2.report.yaml': '台账: [a.ledger.yaml]\ntasks:\n  - title: 甲\n    关联指标: hy\n',
      '/w/other.report.md': '共{{会议}}。\n\n```yaml 指标\n会议: 4次\n```\n',
    },
    {
      '/w/a.ledger.yaml': ledger.replace('会议', '«会议»').replace('hy', '«hy»'),
      '/w/1.report.md': `${read}共[3次](«metric:会议#同比»)。\n`,
      '/w/2.report.yaml': '台账: [a.ledger.yaml]\ntasks:\n  - title: 甲\n    关联指标: «hy»\n',
    },
  ],
  [
    'the same without its statements, from a report',
    {
      '/w/a.ledger.yaml': ledger,
      '/w/1.report.md': `${read}共{{会¦议 2}}。\n`,
      '/w/2.report.md': `${read}共[3次](metric:%E4%BC%9A%E8%AE%AE)。\n`,
    },
    {
      '/w/1.report.md': `${read}共{{«会议» 2}}。\n`,
      '/w/2.report.md': `${read}共[3次](«metric:%E4%BC%9A%E8%AE%AE»)。\n`,
    },
    false,
  ],
  [
    'a metric of one report only there',
    {
      '/w/1.report.md': '共{{会¦议}}。\n\n```yaml 指标\n会议: 4次\n```\n',
      '/w/2.report.md': '共{{会议}}。\n\n```yaml 指标\n会议: 5次\n```\n',
    },
    { '/w/1.report.md': '共{{«会议»}}。\n\n```yaml 指标\n«会议»: 4次\n```\n' },
  ],
  [
    'an organization of the project in all its files, in running text as well',
    {
      '/w/reportwright.yaml': project.replace('财政局\n    short', '财政¦局\n    short'),
      '/w/1.report.md': '由财政局牵头。\n\n```yaml 任务\n- 任务: 甲\n  牵头单位: 区教育局、区财政局\n```\n',
      '/w/in/2.report.yaml': '编制单位: "财政局"\n',
      '/w/in/3.ledger.yaml': '任务:\n  - 任务: 甲\n    进展情况: 已报区财政局\n',
      '/w/other/reportwright.yaml': '语言: zh\n',
      '/w/other/4.report.yaml': '编制单位: 财政局\n',
    },
    {
      '/w/reportwright.yaml': project.replace('区财政局', '«区财政局»').replace(': 财政局', ': «财政局»'),
      '/w/1.report.md':
        '由«财政局»牵头。\n\n```yaml 任务\n- 任务: 甲\n  牵头单位: 区教育局、«区财政局»\n```\n',
      '/w/in/2.report.yaml': '编制单位: "«财政局»"\n',
      '/w/in/3.ledger.yaml': '任务:\n  - 任务: 甲\n    进展情况: 已报«区财政局»\n',
    },
  ],
  [
    'an organization that nobody lists, in the files of its project',
    {
      '/w/reportwright.yaml': '语言: zh\n',
      '/w/1.report.yaml': '编制单位: 区税¦务局\n',
      '/w/2.report.md': '由区税务局牵头。\n',
      '/x/3.report.yaml': '编制单位: 区税务局\n',
    },
    { '/w/1.report.yaml': '编制单位: «区税务局»\n', '/w/2.report.md': '由«区税务局»牵头。\n' },
  ],
  [
    'a unit of the project',
    {
      '/w/reportwright.yaml': project,
      '/w/1.report.md': '发放3¦箱。\n',
      '/w/2.report.yaml': 'metrics:\n  甲: 4箱\n  乙: 4个\n',
    },
    {
      '/w/reportwright.yaml': project.replace('箱', '«箱»').replace('xiang', '«xiang»'),
      '/w/1.report.md': '发放3«箱»。\n',
      '/w/2.report.yaml': 'metrics:\n  甲: 4«箱»\n  乙: 4个\n',
    },
  ],
  [
    'a file by whatever path leads to it',
    {
      '/w/1.report.md': '---\n台账: 台账/a.led¦ger.yaml\n---\n',
      '/w/in/2.report.yaml': '台账: [../台账/a.ledger.yaml]\n',
      '/w/in/3.report.yaml': '台账: [台账/a.ledger.yaml]\n',
      '/w/台账/a.ledger.yaml': '',
    },
    {
      '/w/1.report.md': '---\n台账: «台账/a.ledger.yaml»\n---\n',
      '/w/in/2.report.yaml': '台账: [«../台账/a.ledger.yaml»]\n',
    },
  ],
  ['nothing for words', { '/w/1.report.md': '没¦有\n' }, {}],
];

describe('the references to', () => {
  for (const [what, marked, wanted, statements] of cases)
    it(what, async () => assert.deepEqual((await found(marked, statements)).shown, wanted));

  it('a metric are not sought in files that do not hold its name', async () => {
    const { looked } = await found({
      '/w/a.ledger.yaml': ledger.replace('会议', '会¦议'),
      '/w/1.report.md': `${read}没有。\n`,
      '/w/2.report.md': `${read}{{hy}}\n`,
      '/w/3.report.md': `${read}{{ 会 议 }}\n`,
      '/w/4.report.yaml': '台账: a.ledger.yaml\n正文: "{{\\u4f1a\\u8bae}}"\n',
    });
    assert.deepEqual(looked, ['/w/a.ledger.yaml', '/w/2.report.md', '/w/3.report.md', '/w/4.report.yaml']);
  });

  it('a metric are sought no further once nobody asks', async () => {
    const { texts, path, offset } = cursorIn({
      '/w/a.ledger.yaml': ledger.replace('会议', '会¦议'),
      '/w/1.report.md': `${read}{{会议}}\n`,
      '/w/2.report.md': `${read}{{会议}}\n`,
    });
    const looked: string[] = [];
    const workspace = workspaceOf(texts, (file) => looked.push(file));
    const analysis = (await workspace.look(path, (one) => one))!;
    for await (const _ of references(workspace, path, analysis, offset, true)) if (looked.length === 2) break;
    assert.equal(looked.length, 2);
  });
});
