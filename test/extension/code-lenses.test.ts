import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openReport, same, withSettings } from './workspace.ts';

const markdown = `---
report: annual-summary
title: 年度总结
as-of: 2022-12-31
---

# 一、成效

去年[105项](metric:改革任务)，共{{会议}}，再说{{会议}}。

\`\`\`yaml 指标
会议: 3次
改革任务: 105项
制度: 200项
\`\`\`

\`\`\`yaml 任务
- 任务: 甲
  完成时限: 2022-11
- 任务: 乙
  状态: 完成
\`\`\`
`;
const yaml = `title: Annual results
language: en
as-of: 2024-06-01
metrics:
  - name: Spending
    value: $184.6 million
tasks:
  - title: Build the bridge
    due: 2024-06-30
sections:
  - heading: Results
    body: |
      We spent {{Spending}}.
`;

async function lensesOf(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  return vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    100,
  );
}

/** What the lines say, each with the line of the text that it stands above. */
async function said(document: vscode.TextDocument): Promise<readonly string[]> {
  return (await lensesOf(document)).map(
    ({ range, command }) => `${document.lineAt(range.start).text.trim()} | ${command?.title ?? ''}`,
  );
}

describe('code lenses', () => {
  const all = [
    '```yaml 指标 | 3 metrics: 2 used in the text, 1 not (制度)',
    '```yaml 任务 | 2 tasks: 1 open, 1 done, 1 overdue',
  ];

  it('stand in Markdown above data blocks', async () => {
    const document = await openReport('lenses/a.report.md', markdown);
    await eventually(() => said(document), same(all));
  });

  it('stand in YAML above the first item of a list', async () => {
    const document = await openReport('lenses/a.report.yaml', yaml);
    await eventually(
      () => said(document),
      same([
        '- name: Spending | 1 reference: Results',
        '- title: Build the bridge | 1 task: 1 open, 0 done, 0 overdue',
      ]),
    );
  });

  it('speak the reader’s language', async () => {
    const document = await openReport('lenses/language.report.md', markdown);
    await withSettings({ 'reportwright.language': 'zh-cn' }, async () => {
      await eventually(
        () => said(document),
        (lines) => lines.includes('```yaml 任务 | 2 项任务：未完成 1 项，已完成 1 项，逾期 1 项'),
      );
    });
  });

  it('lead to what they speak of', async () => {
    const document = await openReport('lenses/run.report.md', markdown);
    await eventually(() => said(document), same(all));
    const editor = vscode.window.activeTextEditor!;
    for (const [index, wanted] of [
      [0, ['改革任务', '会议}}，再', '会议}}。']],
      [1, ['甲']],
    ] as const) {
      const { command } = (await lensesOf(document))[index]!;
      await vscode.commands.executeCommand(command!.command, ...(command!.arguments ?? []));
      // Going from one listed place to the next comes to all of them and to no other.
      const come = new Set<number>();
      const places = wanted.map((words) => document.getText().indexOf(words));
      await eventually(
        async () => {
          await vscode.commands.executeCommand('goToNextReference');
          const { isEmpty, start } = editor.selection;
          if (!isEmpty || start.line > 0) come.add(document.offsetAt(start));
          return [...come];
        },
        (all) => places.every((place) => all.includes(place)),
      );
      assert.equal(come.size, places.length);
      await vscode.commands.executeCommand('closeReferenceSearch');
      editor.selection = new vscode.Selection(0, 0, 0, 0);
    }
  });

  it('that lead nowhere have no command', async () => {
    const document = await openReport(
      'lenses/nowhere.report.md',
      '```yaml 指标\n会议: 3次\n```\n\n```yaml 任务\n- 任务: 甲\n  状态: 完成\n```\n',
    );
    await eventually(
      () => lensesOf(document),
      (all) => all.length === 2,
    );
    assert.deepEqual(
      (await lensesOf(document)).map(({ command }) => command?.command),
      ['', ''],
    );
  });

  it('stand above each metric, or nowhere, as the settings say', async () => {
    const document = await openReport('lenses/settings.report.md', markdown);
    await eventually(() => said(document), same(all));
    await withSettings({ 'reportwright.codeLens.metrics': 'each' }, async () => {
      await eventually(
        () => said(document),
        same([
          '会议: 3次 | 2 references: 一、成效',
          '改革任务: 105项 | 1 reference: 一、成效',
          '制度: 200项 | not used in the text',
          all[1]!,
        ]),
      );
    });
    await withSettings({ 'reportwright.codeLens.metrics': 'off' }, async () => {
      await eventually(() => said(document), same(all.slice(1)));
    });
    await withSettings({ 'reportwright.codeLens.tasks': false }, async () => {
      await eventually(() => said(document), same(all.slice(0, 1)));
    });
    await eventually(() => said(document), same(all));
  });

  it('follow an edit', async () => {
    const document = await openReport('lenses/edit.report.md', markdown);
    await eventually(() => said(document), same(all));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(6, 0), '依据{{制度}}。\n\n');
    await vscode.workspace.applyEdit(edit);
    assert.deepEqual(await said(document), ['```yaml 指标 | 3 metrics, all used in the text', all[1]]);
  });

  it('show what a report says as plain text', async () => {
    const document = await openReport(
      'lenses/markup.report.yaml',
      'metrics:\n  - { name: "**x** <b>[a](command:y) $(alert) $(没有)", value: 5 items }\n  - { name: b, value: 5 items }\n',
    );
    // What the editor would draw as a sign is escaped, and nothing else.
    await eventually(
      async () => (await lensesOf(document)).map(({ command }) => command?.title),
      same(['2 metrics: 0 used in the text, 2 not (**x** <b>[a](command:y) \\$(alert) $(没有), b)']) as never,
    );
  });
});
