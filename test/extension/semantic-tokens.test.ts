import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openReport, same, withSettings, write } from './workspace.ts';

const markdown = `---
report: annual-summary
title: 年度总结
---

去年[105项](metric:改革任务)，约3347亩。

\`\`\`yaml 指标
改革任务: { 数值: 105项 }
\`\`\`
`;
const data = ['property report', 'property title'];
const prose = [
  'number 105',
  'reportUnit 项',
  'reportId 改革任务',
  'reportQualifier 约',
  'number 3347',
  'reportUnit 亩',
];
const metric = ['reportId 改革任务', 'property 数值', 'number 105', 'reportUnit 项'];

/** The words that have a colour, with what they are by the legend that the editor has. */
async function coloured(document: vscode.TextDocument, range?: vscode.Range): Promise<readonly string[]> {
  const [tokens, legend] = range
    ? await Promise.all([
        vscode.commands.executeCommand<vscode.SemanticTokens>(
          'vscode.provideDocumentRangeSemanticTokens',
          document.uri,
          range,
        ),
        vscode.commands.executeCommand<vscode.SemanticTokensLegend>(
          'vscode.provideDocumentRangeSemanticTokensLegend',
          document.uri,
        ),
      ])
    : await Promise.all([
        vscode.commands.executeCommand<vscode.SemanticTokens>(
          'vscode.provideDocumentSemanticTokens',
          document.uri,
        ),
        vscode.commands.executeCommand<vscode.SemanticTokensLegend>(
          'vscode.provideDocumentSemanticTokensLegend',
          document.uri,
        ),
      ]);
  const words: string[] = [];
  let line = 0;
  let character = 0;
  const all = [...(tokens?.data ?? [])];
  for (let at = 0; at < all.length; at += 5) {
    const [down, along, length, type] = all.slice(at, at + 4) as [number, number, number, number];
    line += down;
    character = down === 0 ? character + along : along;
    const text = document.getText(new vscode.Range(line, character, line, character + length));
    words.push(`${legend!.tokenTypes[type]} ${text}`);
  }
  return words;
}

describe('semantic tokens', () => {
  const all = [data[0]!, 'enumMember annual-summary', data[1]!, ...prose, ...metric];

  it('tell in Markdown what the words of prose and data are', async () => {
    const document = await openReport('tokens/a.report.md', markdown);
    await eventually(() => coloured(document), same(all));
  });

  it('tell in YAML what the words of data and texts are', async () => {
    const document = await openReport(
      'tokens/a.report.yaml',
      'title: Results\nmetrics:\n  Spending: { value: more than $184.6 million }\nsections:\n  - heading: One\n    body: |\n      Spent {{Spending}}.\n',
    );
    await eventually(
      () => coloured(document),
      same([
        'property title',
        'property metrics',
        'reportId Spending',
        'property value',
        'reportQualifier more than',
        'reportUnit $',
        'number 184.6',
        'reportUnit million',
        'property sections',
        'property heading',
        'property body',
        'reportId Spending',
      ]),
    );
  });

  it('are those of the part that is in view', async () => {
    const document = await openReport('tokens/part.report.md', markdown);
    await eventually(() => coloured(document, new vscode.Range(5, 0, 6, 0)), same(prose));
  });

  it('leave prose alone where a setting says so', async () => {
    const document = await openReport('tokens/prose.report.md', markdown);
    await eventually(() => coloured(document), same(all));
    await withSettings({ 'reportwright.semanticHighlighting.prose': false }, async () => {
      await eventually(
        () => coloured(document),
        same(all.filter((_, at) => at < 3 || at >= 3 + prose.length)),
      );
    });
    await eventually(() => coloured(document), same(all));
  });

  it('follow an edit', async () => {
    const document = await openReport('tokens/edit.report.md', markdown);
    await eventually(() => coloured(document), same(all));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(5, 0), '共12次。\n\n');
    await vscode.workspace.applyEdit(edit);
    const after = [...all.slice(0, 3), 'number 12', 'reportUnit 次', ...all.slice(3)];
    assert.deepEqual(await coloured(document), after);
  });

  it('follow the units of the project file', async () => {
    await write('tokens-units/reportwright.yaml', 'language: zh\n');
    const document = await openReport('tokens-units/a.report.yaml', '指标:\n  收成: 40篓\n');
    const known = ['property 指标', 'reportId 收成', 'number 40'];
    await eventually(
      () => coloured(document),
      (words) => words.includes('reportId 收成'),
    );
    await write(
      'tokens-units/reportwright.yaml',
      'units:\n  - { id: lu, names: { zh: 篓, en: basket }, dimension: mass, factor: 25 }\n',
    );
    await eventually(() => coloured(document), same([...known, 'reportUnit 篓']));
  });
});
