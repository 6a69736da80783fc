import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openAtCaret, openReport, problemsOf, withSettings, write } from './workspace.ts';

const head = '---\nreport: annual-summary\ntitle: 年度总结\nperiod: 2022\n---\n';

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
    assert.equal(problem.code, 'unknown-key');
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
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

  it('are found in both forms, in a ledger and in the project file, each once', async () => {
    const rows: readonly (readonly [string, string, string])[] = [
      [
        'forms/a.report.md',
        `${head}\n[127项](metric:改革任务)\n\n\`\`\`yaml 指标\n改革任务: 126项\n\`\`\`\n`,
        'value-mismatch: 127项',
      ],
      [
        'forms/a.report.yaml',
        'title: 总结\nmetrics:\n  面积:\n    数值: 3\n    计量单位: 坨\n',
        'unit-unknown: 坨',
      ],
      ['forms/a.ledger.yaml', '指标:\n  面积：3亩\n', 'fullwidth-colon: ：'],
      ['forms/deeper/reportwright.yaml', '语言: zh\n单位名录:\n  - 简称: 区发改局\n', 'missing-key: 简称'],
    ];
    for (const [name, text, expected] of rows) {
      const document = await openReport(name, text);
      const problems = await problemsOf(document, (all) => all.includes(expected));
      assert.deepEqual(problems, [expected], name);
    }
  });
});

describe('problems that other files decide', () => {
  it('follow the project file', async () => {
    await write('project/reportwright.yaml', 'organizations:\n  - name: 区发展和改革局\n');
    const report = await openReport(
      'project/a.report.yaml',
      'title: 总结\ntasks:\n  - title: 甲\n    lead: 区发展和改革剧\n    due: 长期\n',
    );
    await problemsOf(report, (all) => all.includes('organization-unknown: 区发展和改革剧'));
    await write('project/reportwright.yaml', 'organizations:\n  - name: 区发展和改革剧\n');
    await problemsOf(report, (all) => all.length === 0);
    await write(
      'project/reportwright.yaml',
      'organizations:\n  - name: 区财政局\nrules:\n  organization-unknown: info\n',
    );
    const severity = () => vscode.languages.getDiagnostics(report.uri)[0]?.severity;
    await eventually(severity, (one) => one === vscode.DiagnosticSeverity.Information);
  });

  it('follow the project file while it is edited and not saved', async () => {
    const projectFile = await openReport('unsaved/reportwright.yaml', 'organizations:\n  - name: 区财政局\n');
    const report = await openReport(
      'unsaved/a.report.yaml',
      'title: 总结\ntasks:\n  - title: 甲\n    lead: 区体育局\n    due: 长期\n',
    );
    await problemsOf(report, (all) => all.includes('organization-unknown: 区体育局'));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(projectFile.uri, new vscode.Position(2, 0), '  - name: 区体育局\n');
    await vscode.workspace.applyEdit(edit);
    await problemsOf(report, (all) => all.length === 0);
    await projectFile.save();
  });

  it('follow a ledger that the report names', async () => {
    await write('ledger/x.ledger.yaml', '指标:\n  改革任务: 126项\n');
    const report = await openReport(
      'ledger/a.report.md',
      `---\nreport: annual-summary\ntitle: 年度总结\nperiod: 2022\n台账: ./x.ledger.yaml\n---\n\n[127项](metric:改革任务)，[3项](metric:会议)\n`,
    );
    const expected = ['value-mismatch: 127项', 'reference-unknown: 会议'];
    assert.deepEqual(await problemsOf(report, (all) => all.length === 2), expected);
    await write('ledger/x.ledger.yaml', '指标:\n  改革任务: 127项\n  会议: 3项\n');
    await problemsOf(report, (all) => all.length === 0);
    await vscode.workspace.fs.delete(
      vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'ledger/x.ledger.yaml'),
    );
    await problemsOf(report, (all) => all.includes('file-not-found: ./x.ledger.yaml'));
  });
});

describe('a ledger', () => {
  it('counts from the moment that a report names it', async () => {
    await write('named/x.ledger.yaml', '指标:\n  改革任务: 126项\n');
    const report = await openReport(
      'named/a.report.md',
      '---\nreport: annual-summary\ntitle: 年度总结\nperiod: 2022\n---\n\n[126项](metric:改革任务)\n',
    );
    await problemsOf(report, (all) => all.includes('reference-unknown: 改革任务'));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(report.uri, new vscode.Position(1, 0), '台账: ./x.ledger.yaml\n');
    await vscode.workspace.applyEdit(edit);
    await problemsOf(report, (all) => all.length === 0);
  });
});

describe('a problem at the caret', () => {
  const now = ['unknown-key: staeg', 'unknown-key: statsu'];

  /** Edits at the caret and, to see that the problems were set anew, at the end. */
  const edited = async (name: string) => {
    const { document, editor, caret } = await openAtCaret(
      name,
      'title: 总结\nstaeg: x\nmetrics:\n  面积:\n    数值: 3\n    计量单位: 亩|\n',
    );
    await problemsOf(document, (all) => all.length === 1);
    await editor.edit((edit) => {
      edit.insert(caret, '坨坨');
      edit.insert(document.positionAt(document.getText().length), 'statsu: x\n');
    });
    assert.deepEqual(editor.selection.active, caret.translate(0, 2));
    return { document, editor };
  };

  it('waits until the caret has left', async () => {
    await withSettings({ 'reportwright.problems.delay': 5000 }, async () => {
      const { document, editor } = await edited('held/a.report.yaml');
      assert.deepEqual(await problemsOf(document, (all) => all.length > 1), now);
      const left = Date.now();
      editor.selection = new vscode.Selection(0, 0, 0, 0);
      await problemsOf(document, (all) => all.includes('unit-unknown: 亩坨坨'));
      assert.ok(Date.now() - left < 4000, 'before the delay has passed');
    });
  });

  it('waits until the delay has passed', async () => {
    await withSettings({ 'reportwright.problems.delay': 300 }, async () => {
      const { document } = await edited('held/b.report.yaml');
      assert.deepEqual(await problemsOf(document, (all) => all.length > 1), now);
      await problemsOf(document, (all) => all.includes('unit-unknown: 亩坨坨'));
    });
  });

  it('stays where it was shown before', async () => {
    await withSettings({ 'reportwright.problems.delay': 5000 }, async () => {
      const { document, editor, caret } = await openAtCaret(
        'held/c.report.yaml',
        'title: 总结\nmetrics:\n  面积:\n    数值: 3\n    计量单位: 坨|\n',
      );
      await problemsOf(document, (all) => all.includes('unit-unknown: 坨'));
      await editor.edit((edit) => {
        edit.insert(caret, ' # 注');
        edit.insert(document.positionAt(document.getText().length), 'statsu: x\n');
      });
      editor.selection = new vscode.Selection(caret, caret);
      const both = ['unit-unknown: 坨', 'unknown-key: statsu'];
      assert.deepEqual(await problemsOf(document, (all) => all.includes(both[1]!)), both);
    });
  });
});
