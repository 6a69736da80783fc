import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openReport, write } from './workspace.ts';

/** The links of a document with their targets, once there are so many: the words, the end of the path and the fragment. */
async function linksOf(document: vscode.TextDocument, count: number): Promise<string[]> {
  const links = await eventually(
    () =>
      vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri, 100),
    (all) => all.length >= count && all.every(({ target }) => target?.scheme !== 'metric'),
  );
  return links.map(({ range, target }) => {
    const file = target ? target.path.slice(target.path.indexOf('/links/') + 7) : 'nothing';
    return `${document.getText(range)} → ${file}${target?.fragment ? `#${target.fragment}` : ''}`;
  });
}

describe('links', () => {
  before(async () => {
    await write('links/台账/区.ledger.yaml', '指标:\n  征地: 15亩\n');
    await write('links/2021.report.md', '---\n标题: 去年\n---\n');
    await vscode.extensions.getExtension('vscode.markdown-language-features')?.activate();
  });

  it('of Markdown stand once, beside those of the built-in Markdown extension', async () => {
    const text =
      '---\n标题: 总结\n台账: ./台账/区.ledger.yaml\n上年报告: 2021.report.md\n---\n\n' +
      '# [一](./2021.report.md)\n\n见[去年](./2021.report.md)，开会[3次](metric:会议)，{{会议}}，征地[15亩](<metric:征 地>)，[1个](metric:无)，[网站](https://example.org/)。\n\n' +
      '```yaml 指标\n会议: 3次\n```\n';
    const document = await openReport('links/once.report.md', text);
    assert.deepEqual(await linksOf(document, 9), [
      './台账/区.ledger.yaml → 台账/区.ledger.yaml',
      '2021.report.md → 2021.report.md',
      './2021.report.md → 2021.report.md',
      './2021.report.md → 2021.report.md',
      'metric:会议 → once.report.md#L12,1',
      '会议 → once.report.md#L12,1',
      'metric:征 地 → 台账/区.ledger.yaml#L2,3',
      'metric:无 → once.report.md#L9,77',
      'https://example.org/ → ',
    ]);
  });

  it('of YAML lead from its texts to its data, closed ledgers and files', async () => {
    const document = await openReport(
      'links/a.report.yaml',
      '标题: 总结\n台账: [./台账/区.ledger.yaml]\n指标:\n  会议: 3次\n章节:\n  - 标题: 一\n    正文: |\n      开会[3次](metric:会议)，见[去年](./2021.report.md)。\n\n      征地{{征地}}。\n',
    );
    assert.deepEqual(await linksOf(document, 4), [
      './台账/区.ledger.yaml → 台账/区.ledger.yaml',
      'metric:会议 → a.report.yaml#L4,3',
      './2021.report.md → 2021.report.md',
      '征地 → 台账/区.ledger.yaml#L2,3',
    ]);
  });

  it('lead from the project file to its schemas', async () => {
    const document = await openReport(
      'links/项目/reportwright.yaml',
      '数据规范:\n  指标: ./metric.schema.json\n',
    );
    assert.deepEqual(await linksOf(document, 1), ['./metric.schema.json → 项目/metric.schema.json']);
  });

  it('are opened by the editor where the metric stands', async () => {
    const document = await openReport(
      'links/open.report.yaml',
      '台账: ./台账/区.ledger.yaml\n章节:\n  - 正文: 征地{{征地}}。\n',
    );
    const links = await eventually(
      () =>
        vscode.commands.executeCommand<vscode.DocumentLink[]>(
          'vscode.executeLinkProvider',
          document.uri,
          100,
        ),
      (all) => all.length > 1,
    );
    await vscode.commands.executeCommand('vscode.open', links[1]!.target);
    const editor = await eventually(
      () => vscode.window.activeTextEditor,
      (one) => one?.document.uri.path.endsWith('区.ledger.yaml') === true && one.selection.start.line > 0,
    );
    assert.deepEqual(editor?.selection.start, new vscode.Position(1, 2));
  });

  it('say what the metric is', async () => {
    const document = await openReport(
      'links/tooltip.report.yaml',
      '台账: ./台账/区.ledger.yaml\n章节:\n  - 正文: 征地{{征地}}。\n',
    );
    const links = await eventually(
      () =>
        vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri, 0),
      (all) => all.length > 1,
    );
    assert.deepEqual(
      links.map(({ tooltip }) => tooltip),
      [undefined, '征地：15亩'],
    );
  });
});
