import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openAtCaret } from './workspace.ts';

describe('headings', () => {
  it('are numbered in order, which is undone at once', async () => {
    const before = '# 一、总结\r\n\r\n## （二）甲\r\n\r\n一是改。三是建。\r\n\r\n# 三、计划|\r\n';
    const { document } = await openAtCaret('headings/a.report.md', before);
    const text = before.replace('|', '');
    await vscode.commands.executeCommand('reportwright.renumberHeadings');
    assert.equal(
      document.getText(),
      text.replace('（二）', '（一）').replace('三是', '二是').replace('三、', '二、'),
    );
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
  });

  it('are numbered in order in YAML', async () => {
    const { document } = await openAtCaret(
      'headings/b.report.yaml',
      'sections:\n  - heading: 2. A|\n  - heading: 2. B\n',
    );
    await vscode.commands.executeCommand('reportwright.renumberHeadings');
    assert.equal(document.getText(), 'sections:\n  - heading: 1. A\n  - heading: 2. B\n');
  });

  it('begin a new section, whose words are written over', async () => {
    const text = '# 一、总结\n\n文|字\n\n# 二、计划\n';
    const { document, editor } = await openAtCaret('headings/c.report.md', text);
    await vscode.commands.executeCommand('reportwright.newSection');
    await eventually(
      () => document.getText(editor.selection),
      (selected) => selected === '标题',
    );
    await vscode.commands.executeCommand('type', { text: '问题' });
    assert.equal(document.getText(), '# 一、总结\n\n文字\n\n# 二、问题\n\n\n\n# 三、计划\n');
    await vscode.commands.executeCommand('jumpToNextSnippetPlaceholder');
    assert.equal(editor.selection.active.line, 6);
    await vscode.commands.executeCommand('undo');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text.replace('|', ''));
  });

  it('begin a new section of a YAML report in the columns of the others', async () => {
    const text =
      '章节:\r\n  - 标题: 一、总结\r\n    下级章节:\r\n      - 标题: （一）甲\r\n        任务:\r\n          - 任务: a|\r\n';
    const { document, editor } = await openAtCaret('headings/d.report.yaml', text);
    await vscode.commands.executeCommand('reportwright.newSection');
    await eventually(
      () => document.getText(editor.selection),
      (selected) => selected === '标题',
    );
    assert.equal(document.getText(), `${text.replace('|', '')}      - 标题: （二）标题\r\n`);
  });
});
