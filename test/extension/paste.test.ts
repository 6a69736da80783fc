import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openAtCaret } from './workspace.ts';

const head = '---\n标题: 总结\n报告期: 2022\n---\n';
const data = '```yaml 指标\n会议: 3次\n```\n';
const table = '指标\t数值（项）\t上年（项）\r\n改革任务\t105\t98\r\n会议\t4\t3\r\n';
const items = '改革任务:\n  数值: 105项\n  上年: 98项\n';

/** Opens a report with the clipboard filled. */
async function ready(file: string, marked: string, clipboard: string) {
  const opened = await openAtCaret(`paste/${file}`, marked);
  await vscode.env.clipboard.writeText(clipboard);
  return opened;
}

/** The sentences that are shown in the course of something. */
async function informed(work: () => Thenable<unknown>): Promise<readonly string[]> {
  const said: string[] = [];
  const { showInformationMessage } = vscode.window;
  const window = vscode.window as { showInformationMessage: unknown };
  window.showInformationMessage = async (sentence: string) => void said.push(sentence);
  try {
    await work();
  } finally {
    window.showInformationMessage = showInformationMessage;
  }
  return said;
}

// What the key does is tested in test/ui: here there is no event that a browser makes of it.
describe('paste', () => {
  const run = () => vscode.commands.executeCommand('reportwright.pasteTable');
  const rows: readonly (readonly [what: string, file: string, marked: string, after: string])[] = [
    [
      'makes metrics of a table',
      'a.report.md',
      `${head}\n${data.replace('3次', '3次|')}`,
      `${head}\n${data.replace('3次\n', `3次\n${items}`)}`,
    ],
    [
      'makes metrics of a table in a report in YAML',
      'a.report.yaml',
      '标题: 总结\n指标:\n  会议: 3次\n|',
      `标题: 总结\n指标:\n  会议: 3次\n${items.trimEnd().replace(/^/gm, '  ')}`,
    ],
    [
      'makes metrics of a table in a ledger',
      'a.ledger.yaml',
      '指标:\n  会议: 3次\n|',
      `指标:\n  会议: 3次\n${items.trimEnd().replace(/^/gm, '  ')}`,
    ],
  ];
  for (const [what, file, marked, after] of rows) {
    it(`${what}, says what it leaves out, and is undone at once`, async () => {
      const { document } = await ready(file, marked, table);
      const said = await informed(run);
      assert.equal(document.getText(), after);
      assert.equal(said.length, 1);
      assert.match(said[0]!, /会议/);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), marked.replace('|', ''));
    });
  }

  it('says where a table can be pasted', async () => {
    const { document } = await ready('prose.report.md', `${head}\n开会|。\n`, table);
    const said = await informed(run);
    assert.match(said.join(), /table/);
    assert.equal(document.getText(), `${head}\n开会。\n`);
  });

  it('takes back what was copied as a table', async () => {
    const before = `${head}\n${data.replace('3次\n', '3|次\n征地: { 数值: 30亩, 上年: 20亩 }\n')}`;
    await ready('copy.report.md', before, '');
    await vscode.commands.executeCommand('reportwright.copyTable');
    const copied = await eventually(
      () => vscode.env.clipboard.readText(),
      (text) => text !== '',
    );
    assert.equal(
      copied.replaceAll('\r\n', '\n'),
      '指标名称\t数值\t计量单位\t上年\n会议\t3\t次\t\n征地\t30\t亩\t20\n',
    );
    const { document } = await ready('back.report.md', `${head}\n\`\`\`yaml 指标\n|\n\`\`\`\n`, copied);
    await run();
    assert.equal(
      document.getText(),
      `${head}\n\`\`\`yaml 指标\n会议: 3次\n征地:\n  数值: 30亩\n  上年: 20亩\n\`\`\`\n`,
    );
  });
});
