import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openReport, problemsOf, withSettings, write } from './workspace.ts';

describe('settings', () => {
  it('leave a report its language, whatever files.associations says', async () => {
    const associations = { '*.report.yaml': 'yaml', '*.report.md': 'plaintext', '*.yaml': 'json' };
    await withSettings({ 'files.associations': associations }, async () => {
      for (const [name, language] of [
        ['kept.report.yaml', 'report-yaml'],
        ['kept.ledger.yaml', 'report-yaml'],
        ['kept.report.md', 'markdown'],
      ] as const) {
        const document = await openReport(`associations/${name}`, '');
        const current = () =>
          vscode.workspace.textDocuments.find((one) => one.uri.toString() === document.uri.toString());
        await eventually(
          () => current()?.languageId,
          (id) => id === language,
        );
        // Its problems are told, and once.
        const edit = new vscode.WorkspaceEdit();
        const text = name.endsWith('md') ? '---\ntitle: 总结\nstatsu: x\n---\n' : 'title: 总结\nstatsu: x\n';
        edit.insert(document.uri, new vscode.Position(0, 0), text);
        await vscode.workspace.applyEdit(edit);
        await problemsOf(
          current()!,
          (all) => all.filter((one) => one === 'unknown-key: statsu').length === 1,
        );
      }
    });
  });

  it('decide the day that tasks are judged by', async () => {
    const document = await openReport(
      'as-of.report.yaml',
      'title: 总结\nas-of: 2022-06-30\ntasks:\n  - title: 甲\n    lead: 乙\n    due: 2022-09\n    status: active\n',
    );
    await problemsOf(document, (all) => all.length === 0);
    await withSettings({ 'reportwright.asOf': '2023-01-01' }, async () => {
      await problemsOf(document, (all) => all.includes('task-overdue: 2022-09'));
    });
    await problemsOf(document, (all) => all.length === 0);
  });

  it('decide the language of problems', async () => {
    const document = await openReport('language-setting.report.yaml', 'title: 总结\nstatsu: x\n');
    const message = () => vscode.languages.getDiagnostics(document.uri)[0]?.message ?? '';
    await eventually(message, (text) => /not one of the keys/.test(text));
    await withSettings({ 'reportwright.language': 'zh-cn' }, async () => {
      await eventually(message, (text) => /\p{Script=Han}/u.test(text));
    });
    await eventually(message, (text) => /not one of the keys/.test(text));
  });
});

describe('a schema of the user’s own', () => {
  const loaded = () => Object.keys(require.cache).filter((file) => /[\\/]dist[\\/]ajv\.cjs$/.test(file));
  const schema = (required: readonly string[]) =>
    JSON.stringify({
      type: 'object',
      required,
      properties: { risk: { enum: ['high', 'low'], 'x-names': { zh: ['风险等级'] } } },
    });
  const text = 'title: 总结\ntasks:\n  - title: 甲\n    lead: 乙\n    due: 长期\n';

  it('is loaded when a project names it, and its problems appear', async () => {
    const other = await openReport('schemas-none/a.report.yaml', `${text}    risk: high\n`);
    await problemsOf(other, (all) => all.includes('unknown-key: risk'));
    assert.deepEqual(loaded(), [], 'nobody needs a schema compiler so far');

    await write('schemas/task.schema.json', schema(['risk']));
    await write('schemas/reportwright.yaml', 'schemas: { task: ./task.schema.json }\n');
    const report = await openReport('schemas/a.report.yaml', text);
    await problemsOf(report, (all) => all.includes('missing-key: title'));
    assert.equal(loaded().length, 1, 'from a file of its own');

    const edit = new vscode.WorkspaceEdit();
    edit.insert(report.uri, new vscode.Position(5, 0), '    风险等级: none\n');
    await vscode.workspace.applyEdit(edit);
    await problemsOf(report, (all) => all.includes('unknown-value: none'));

    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      report.uri,
      new vscode.Position(5, '    风险等级: '.length),
    );
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.deepEqual(labels, ['high', 'low']);
  });

  it('is read again when it changes', async () => {
    await write('schemas-again/task.schema.json', schema([]));
    await write('schemas-again/reportwright.yaml', 'schemas: { task: ./task.schema.json }\n');
    const report = await openReport('schemas-again/a.report.yaml', text);
    await problemsOf(report, (all) => all.length === 0);
    // The files that were just written are told of once more.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await write('schemas-again/task.schema.json', schema(['risk']));
    await problemsOf(report, (all) => all.includes('missing-key: title'));
  });

  it('that cannot be used is told of where it is named', async () => {
    await write('schemas-broken/task.schema.json', '{ "type": ');
    const document = await openReport(
      'schemas-broken/reportwright.yaml',
      'schemas: { task: ./task.schema.json }\n',
    );
    await problemsOf(document, (all) => all.includes('schema-unreadable: ./task.schema.json'));
  });
});
