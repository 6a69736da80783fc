import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openReport, write } from './workspace.ts';

/** What the editor is given for a query, of the files of these tests: the label, the section, and where it leads. */
async function found(query: string, accept: (all: readonly string[]) => boolean): Promise<readonly string[]> {
  return eventually(async () => {
    const all = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      query,
    );
    return all
      .filter(({ location }) => location.uri.path.includes('/symbols/'))
      .map(({ name, containerName, location: { uri, range } }) => {
        const file = uri.path.slice(uri.path.indexOf('/symbols/') + 9);
        return `${name} | ${containerName} | ${file}:${range.start.line + 1}:${range.start.character + 1}`;
      });
  }, accept);
}

const ledger = 'symbols/台账/区.ledger.yaml';
const land = '征收土地面积 · 15亩 |  | 台账/区.ledger.yaml:2:3';

describe('symbols of the workspace', () => {
  before(async () => {
    await write(
      ledger,
      '指标:\n  征收土地面积: { 数值: 15亩, 别名: 征地 }\n任务:\n  - 任务: 清理土地台账\n    状态: done\n',
    );
    await write('symbols/reportwright.yaml', 'organizations:\n  - name: 土地储备中心\n');
    await write(
      'symbols/闭.report.md',
      '---\n标题: 甲\n---\n\n# 土地工作\n\n```yaml 指标\n土地出让: 3宗\n```\n',
    );
    await openReport(
      'symbols/开.report.yaml',
      '标题: 总结\n台账: ./台账/区.ledger.yaml\n章节:\n  - 标题: 土地一节\n    指标:\n      土地开发: 2处\n',
    );
    await vscode.extensions.getExtension('vscode.markdown-language-features')?.activate();
  });

  it('are those of open and closed files, in whichever folder, each once', async () => {
    const all = await found('土地', (some) => some.length >= 7);
    assert.deepEqual(
      [...all].sort(),
      [
        '# 土地工作 |  | 闭.report.md:5:1',
        '土地一节 |  | 开.report.yaml:4:9',
        '土地储备中心 |  | reportwright.yaml:2:11',
        '土地出让 · 3宗 | 土地工作 | 闭.report.md:8:1',
        '土地开发 · 2处 | 土地一节 | 开.report.yaml:6:7',
        '清理土地台账 · 已完成 |  | 台账/区.ledger.yaml:4:9',
        land,
      ].sort(),
    );
  });

  it('are found by pinyin and by other names, and say so', async () => {
    const byPinyin = await found('zstdmj', (all) => all.length > 0);
    assert.deepEqual(byPinyin, [land.replace(' ·', ' (zstdmj) ·')]);
    assert.deepEqual(await found('征地', (all) => all.length > 0), [land]);
    const headings = await found('tdgz', (all) => all.length > 0);
    assert.deepEqual(headings, ['土地工作 (tdgz) |  | 闭.report.md:5:3']);
  });

  it('follow what is typed', async () => {
    const editor = await vscode.window.showTextDocument(
      vscode.workspace.textDocuments.find(({ uri }) => uri.path.endsWith('/开.report.yaml'))!,
    );
    await editor.edit((edit) => edit.replace(new vscode.Range(5, 6, 5, 10), '土地复垦'));
    const [one] = await found('土地复垦', (all) => all.length > 0);
    assert.equal(one, '土地复垦 · 2处 | 土地一节 | 开.report.yaml:6:7');
    assert.deepEqual(await found('土地开发', (all) => all.length === 0), []);
  });

  it('follow closed files that change, come and go', async () => {
    await found('征收土地面积', (all) => all.length > 0);
    await write(ledger, '指标:\n  征收土地总面积: 15亩\n');
    const changed = await found('征收土地总面积', (all) => all.length > 0);
    assert.deepEqual(changed, ['征收土地总面积 · 15亩 |  | 台账/区.ledger.yaml:2:3']);
    const added = await write('symbols/新/新.ledger.yaml', '指标:\n  新增土地: 1宗\n');
    assert.equal((await found('新增土地', (all) => all.length > 0)).length, 1);
    await vscode.workspace.fs.delete(added);
    assert.deepEqual(await found('新增土地', (all) => all.length === 0), []);
  });

  it('follow the project file, which says in which language a file is', async () => {
    await write('symbols/项目/reportwright.yaml', 'language: zh\n');
    await write('symbols/项目/b.ledger.yaml', '任务:\n  - 任务: 修缮房屋\n    状态: done\n');
    const first = await found('修缮房屋', (all) => all.length > 0);
    assert.deepEqual(first, ['修缮房屋 · 已完成 |  | 项目/b.ledger.yaml:2:9']);
    await write('symbols/项目/reportwright.yaml', 'language: en\n');
    await found('修缮房屋', (all) => all[0] === '修缮房屋 · Done |  | 项目/b.ledger.yaml:2:9');
  });
});
