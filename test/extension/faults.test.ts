import assert from 'node:assert/strict';
import fs from 'node:fs';
import * as vscode from 'vscode';
import { eventually, openReport, problemsOf, unreadable, warnings, write } from './workspace.ts';

const report = (more = '') => `title: 年度总结\nstatsu: x\n${more}`;
const codesOf = (uri: vscode.Uri) => vscode.languages.getDiagnostics(uri).map(({ code }) => String(code));
const close = () => vscode.commands.executeCommand('workbench.action.closeAllEditors');

describe('all reports of a workspace', () => {
  it('are checked at a command, closed ones too, and go on being checked', async () => {
    await close();
    const closed = await write('all/1.report.yaml', report());
    const clean = await write('all/2.report.yaml', 'title: 年度总结\n');
    await write('all/x.ledger.yaml', '指标:\n  改革任务: 126项\n');
    const reading = await write(
      'all/3.report.md',
      '---\ntitle: 年度总结\n台账: ./x.ledger.yaml\n---\n\n[127项](metric:改革任务)\n',
    );
    const open = await openReport('all/4.report.yaml', report());
    await problemsOf(open, (all) => all.length === 1);
    void vscode.commands.executeCommand('reportwright.checkAll');
    await eventually(
      () => codesOf(closed),
      (codes) => codes.includes('unknown-key'),
    );
    await eventually(
      () => codesOf(reading),
      (codes) => codes.join() === 'value-mismatch',
    );
    assert.deepEqual(codesOf(clean), []);
    assert.deepEqual(codesOf(open.uri), ['unknown-key'], 'an open report has each problem once');

    await write('all/2.report.yaml', report());
    await eventually(
      () => codesOf(clean),
      (codes) => codes.includes('unknown-key'),
    );
    await write('all/1.report.yaml', 'title: 年度总结\n');
    await eventually(
      () => codesOf(closed),
      (codes) => codes.length === 0,
    );
    await vscode.workspace.fs.delete(clean);
    await eventually(
      () => codesOf(clean),
      (codes) => codes.length === 0,
    );
  });
});

describe('files that come and go', () => {
  it('leave no problem behind when a report is deleted', async () => {
    const document = await openReport('gone/a.report.yaml', report());
    await problemsOf(document, (all) => all.length === 1);
    await close();
    await vscode.workspace.fs.delete(document.uri);
    await eventually(
      () => codesOf(document.uri),
      (codes) => codes.length === 0,
    );
  });

  it('keep what was typed and not saved when a report is deleted', async () => {
    const document = await openReport('gone/b.report.yaml', report());
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), 'staeg: x\n');
    await vscode.workspace.applyEdit(edit);
    await vscode.workspace.fs.delete(document.uri);
    const all = await problemsOf(document, (problems) => problems.length === 2);
    assert.deepEqual(all, ['unknown-key: staeg', 'unknown-key: statsu']);
    assert.equal(document.isDirty, true);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('take a report’s problems along when it is renamed', async () => {
    const before = await openReport('gone/c.report.yaml', report());
    await problemsOf(before, (all) => all.length === 1);
    const after = vscode.Uri.joinPath(before.uri, '..', 'd.report.yaml');
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(before.uri, after);
    await vscode.workspace.applyEdit(edit);
    await eventually(
      () => codesOf(after),
      (codes) => codes.join() === 'unknown-key',
    );
    await eventually(
      () => codesOf(before.uri),
      (codes) => codes.length === 0,
    );
  });

  it('are followed when a report changes on disk while it is open', async () => {
    const document = await openReport('gone/e.report.yaml', report());
    await problemsOf(document, (all) => all.length === 1);
    await write('gone/e.report.yaml', 'title: 年度总结\nstaeg: x\nstatsu: x\n');
    await problemsOf(document, (all) => all.length === 2);
  });

  it('bring no flood of problems while the project file is broken', async () => {
    await write('broken/reportwright.yaml', 'organizations:\n  - 区财政局\n  - 区审计局\n');
    const document = await openReport(
      'broken/a.report.yaml',
      'title: 年度总结\nstatsu: x\ntasks:\n  - title: a\n    lead: 区财政局\n    due: 2099-06\n',
    );
    await problemsOf(document, (all) => all.join() === 'unknown-key: statsu');
    await write('broken/reportwright.yaml', 'organizations:\n  - 区财政局\n  - "区审计局\n');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.deepEqual(await problemsOf(document, () => true), ['unknown-key: statsu']);
  });

  it('reach the reports when a ledger is typed in and not saved', async () => {
    const ledger = await openReport('typed/x.ledger.yaml', '指标:\n  改革任务: 126项\n');
    const document = await openReport(
      'typed/a.report.md',
      '---\ntitle: 年度总结\n台账: ./x.ledger.yaml\n---\n\n[127项](metric:改革任务)\n',
    );
    await problemsOf(document, (all) => all.join() === 'value-mismatch: 127项');
    const edit = new vscode.WorkspaceEdit();
    const at = ledger.getText().indexOf('126') + 2;
    edit.replace(ledger.uri, new vscode.Range(ledger.positionAt(at), ledger.positionAt(at + 1)), '7');
    await vscode.workspace.applyEdit(edit);
    await problemsOf(document, (all) => all.length === 0);
    assert.equal(ledger.isDirty, true);
    await vscode.window.showTextDocument(ledger);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await problemsOf(document, (all) => all.join() === 'value-mismatch: 127项');
  });

  it('leave the rest to be checked where a folder has the name of the project file and another that of a ledger', async () => {
    const inside = await write('taken/reportwright.yaml/x.txt', '');
    await write('taken/x.ledger.yaml/x.txt', '');
    let document: vscode.TextDocument | undefined;
    const said = await warnings(async () => {
      document = await openReport('taken/a.report.yaml', `${report()}台账: ./x.ledger.yaml\n`);
      await problemsOf(
        document,
        (all) => all.join() === 'unknown-key: statsu,file-not-found: ./x.ledger.yaml',
      );
    });
    assert.match(said[0]!, /^taken\/reportwright\.yaml (?:and 1 more )?cannot be read/);
    // Both are read once they can be.
    const folder = vscode.Uri.joinPath(inside, '../..');
    for (const name of ['reportwright.yaml', 'x.ledger.yaml'])
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, name), { recursive: true });
    await write('taken/x.ledger.yaml', '指标:\n  改革任务: 126项\n');
    await write('taken/reportwright.yaml', 'rules:\n  unknown-key: off\n');
    await problemsOf(document!, (all) => all.length === 0);
  });

  it('are named where the project file or a ledger is there and cannot be read', async function () {
    if (unreadable === undefined) this.skip();
    const beside = await write('locked/x.txt', '');
    const names = ['reportwright.yaml', 'x.ledger.yaml'];
    const paths = names.map((name) => vscode.Uri.joinPath(beside, '..', name).fsPath);
    for (const path of paths) fs.symlinkSync(unreadable!, path);
    let document: vscode.TextDocument | undefined;
    const said = await warnings(async () => {
      document = await openReport('locked/a.report.yaml', `${report()}台账: ./x.ledger.yaml\n`);
      await problemsOf(
        document,
        (all) => all.join() === 'unknown-key: statsu,file-not-found: ./x.ledger.yaml',
      );
    });
    assert.match(said[0]!, /^locked\/reportwright\.yaml (?:and 1 more )?cannot be read/);
    for (const path of paths) fs.rmSync(path);
    await write('locked/x.ledger.yaml', '指标:\n  改革任务: 126项\n');
    await write('locked/reportwright.yaml', 'rules:\n  unknown-key: off\n');
    await problemsOf(document!, (all) => all.length === 0);
  });
});
