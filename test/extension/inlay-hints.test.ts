import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openReport, same, withSettings, write } from './workspace.ts';

const markdown = `---
report: annual-summary
title: 年度总结
as-of: 2022-12-31
---

共{{会议}}。

\`\`\`yaml 指标
会议: 3次
改革任务: { 数值: 105项, 上年: 98项 }
\`\`\`

\`\`\`yaml 任务
- 任务: 甲
  完成时限: 2023-01-12
\`\`\`
`;
const yaml = `title: Annual results
language: en
as-of: 2024-06-01
metrics:
  - name: Spending
    value: $184.6 million
    previous: $178.2 million
tasks:
  - title: Build the bridge
    due: 2024-06-30
sections:
  - heading: Results
    body: |
      We spent {{Spending}}.
`;

/** The lines of a document that have hints, with those at their places between ‹ and ›. */
async function hinted(document: vscode.TextDocument, range?: vscode.Range): Promise<readonly string[]> {
  const end = document.positionAt(document.getText().length);
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    range ?? new vscode.Range(new vscode.Position(0, 0), end),
  );
  const lines = new Map<number, string>();
  for (const { position, label } of [...hints].reverse()) {
    const line = lines.get(position.line) ?? document.lineAt(position).text;
    const text = typeof label === 'string' ? label : label.map(({ value }) => value).join('');
    lines.set(
      position.line,
      `${line.slice(0, position.character)}‹${text}›${line.slice(position.character)}`,
    );
  }
  return [...lines.entries()].sort(([a], [b]) => a - b).map(([, line]) => line.trim());
}

describe('inlay hints', () => {
  const all = [
    '共{{会议}}‹→ 3次›。',
    '改革任务: { 数值: 105项‹▲ 7.1%›, 上年: 98项 }',
    '完成时限: 2023-01-12‹12 days left›',
  ];

  it('stand in Markdown behind values, names and deadlines', async () => {
    const document = await openReport('hints/a.report.md', markdown);
    await eventually(() => hinted(document), same(all));
  });

  it('stand in YAML behind values, names and deadlines, and say what they are', async () => {
    const document = await openReport('hints/a.report.yaml', yaml);
    await eventually(
      () => hinted(document),
      same([
        'value: $184.6 million‹▲ 3.6%›',
        'due: 2024-06-30‹29 days left›',
        'We spent {{Spending}}‹→ $184.6 million›.',
      ]),
    );
    const end = document.positionAt(document.getText().length);
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
      'vscode.executeInlayHintProvider',
      document.uri,
      new vscode.Range(new vscode.Position(0, 0), end),
    );
    assert.deepEqual(
      hints.map(({ tooltip, paddingLeft }) => [tooltip, paddingLeft]),
      [
        ['Against the previous value.', true],
        ['Counted from 2024-06-01.', true],
        ['The value that is inserted here.', true],
      ],
    );
  });

  it('speak the reader’s language', async () => {
    const document = await openReport('hints/language.report.md', markdown);
    await withSettings({ 'reportwright.language': 'zh-cn' }, async () => {
      await eventually(
        () => hinted(document),
        (lines) => lines.includes('完成时限: 2023-01-12‹还有 12 天›'),
      );
    });
  });

  it('are those of the part that is in view', async () => {
    const document = await openReport('hints/part.report.md', markdown);
    await eventually(() => hinted(document), same(all));
    assert.deepEqual(await hinted(document, new vscode.Range(0, 0, 7, 0)), all.slice(0, 1));
  });

  for (const [setting, index] of [
    ['insertedValue', 0],
    ['change', 1],
    ['daysLeft', 2],
  ] as const)
    it(`of one kind are switched off by reportwright.inlayHints.${setting}, the others stay`, async () => {
      const document = await openReport(`hints/${setting}.report.md`, markdown);
      await eventually(() => hinted(document), same(all));
      await withSettings({ [`reportwright.inlayHints.${setting}`]: false }, async () => {
        await eventually(() => hinted(document), same(all.filter((_, at) => at !== index)));
      });
      await eventually(() => hinted(document), same(all));
    });

  it('follow an edit', async () => {
    const document = await openReport('hints/edit.report.md', markdown);
    await eventually(() => hinted(document), same(all));
    const edit = new vscode.WorkspaceEdit();
    const at = document.positionAt(document.getText().indexOf('3次'));
    edit.replace(document.uri, new vscode.Range(at, at.translate(0, 1)), '14');
    edit.insert(document.uri, new vscode.Position(5, 0), '开头。\n\n');
    await vscode.workspace.applyEdit(edit);
    assert.deepEqual(await hinted(document), ['共{{会议}}‹→ 14次›。', ...all.slice(1)]);
  });

  it('follow the ledger that is typed in', async () => {
    const ledger = await vscode.workspace.openTextDocument(
      await write('hints/shared.ledger.yaml', '指标:\n  会议: 3次\n'),
    );
    const report = await openReport(
      'hints/ledger.report.md',
      '---\n标题: 总结\n台账: ./shared.ledger.yaml\n---\n\n共{{会议}}。\n',
    );
    await eventually(() => hinted(report), same(['共{{会议}}‹→ 3次›。']));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(ledger.uri, new vscode.Range(1, 6, 1, 7), '14');
    await vscode.workspace.applyEdit(edit);
    await eventually(() => hinted(report), same(['共{{会议}}‹→ 14次›。']));
  });

  it('show what a report says as plain text', async () => {
    const document = await openReport(
      'hints/markup.report.md',
      '共{{会议}}。\n\n```yaml 指标\n会议: { 数值: 3<b>[a](command:y)</b> }\n```\n',
    );
    const end = document.positionAt(document.getText().length);
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
      'vscode.executeInlayHintProvider',
      document.uri,
      new vscode.Range(new vscode.Position(0, 0), end),
    );
    for (const { label, tooltip } of hints)
      assert.deepEqual([typeof label, typeof tooltip], ['string', 'string']);
  });
});
