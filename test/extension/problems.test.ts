import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openReport } from './workspace.ts';

describe('problems of a report', () => {
  it('stand at their place, under our name', async () => {
    const document = await openReport(
      'problems.report.md',
      '---\nreport: annual-summary\nstatsu: draft\n---\n\n# 总结\n',
    );
    const problems = await eventually(
      () => vscode.languages.getDiagnostics(document.uri),
      (all) => all.some((problem) => problem.message.includes('statsu')),
    );
    const problem = problems.find(({ message }) => message.includes('statsu'))!;
    assert.equal(problem.source, 'Reportwright');
    assert.deepEqual(problem.range, new vscode.Range(2, 0, 2, 6));
  });

  it('are not looked for in other Markdown files', async () => {
    const other = await openReport('readme.md', '---\nstatsu: draft\n---\n');
    const report = await openReport('beside.report.md', '---\nstatsu: draft\n---\n');
    await eventually(
      () => vscode.languages.getDiagnostics(report.uri),
      (all) => all.length > 0,
    );
    assert.deepEqual(vscode.languages.getDiagnostics(other.uri), []);
  });
});
