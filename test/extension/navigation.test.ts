import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openReport, warnings, write } from './workspace.ts';

const ledger = '指标:\n  - 名称: 党组会议\n    标识: hy\n    数值: 3次\n';
const report = `---\n台账: a.ledger.yaml\n---\n\n共[3次](metric:党组会议)，[3次](metric:hy)，[网页](https://example.org)，由区财政局牵头。\n`;
const project = 'organizations:\n  - name: 区财政局\n    short: 财政局\n';

function at(document: vscode.TextDocument, words: string): vscode.Position {
  return document.positionAt(document.getText().indexOf(words) + 1);
}

async function textAt(uri: vscode.Uri, range: vscode.Range): Promise<string> {
  return (await vscode.workspace.openTextDocument(uri)).getText(range);
}

/** `file: words` of places, each once. */
async function shown(places: readonly vscode.Location[]): Promise<string[]> {
  const found = await Promise.all(
    places.map(async ({ uri, range }) => {
      const words = await textAt(uri, range);
      return `${uri.path.slice(uri.path.lastIndexOf('/') + 1)}:${range.start.line}: ${words}`;
    }),
  );
  return [...new Set(found)].sort();
}

describe('going through reports', () => {
  before(async () => {
    await write('navigation/reportwright.yaml', project);
    await write('navigation/a.ledger.yaml', ledger);
    await write('navigation/2.report.yaml', '台账: a.ledger.yaml\ntasks:\n  - title: 甲\n    关联指标: hy\n');
  });

  const definitions = async (document: vscode.TextDocument, words: string) =>
    eventually(
      () =>
        vscode.commands.executeCommand<vscode.LocationLink[]>(
          'vscode.executeDefinitionProvider',
          document.uri,
          at(document, words),
        ),
      (all) => all.length > 0,
    );

  for (const [words, file, target] of [
    ['metric:党', 'a.ledger.yaml', '党组会议'],
    ['区财政局', 'reportwright.yaml', '区财政局'],
    ['a.ledger', 'a.ledger.yaml', ''],
  ] as const) {
    it(`leads from ${words} to ${file}, once`, async () => {
      const document = await openReport('navigation/1.report.md', report);
      const found = await definitions(document, words);
      assert.equal(found.length, 1, JSON.stringify(found));
      const { targetUri, targetSelectionRange } = found[0]!;
      assert.ok(targetUri.path.endsWith(`/navigation/${file}`));
      assert.equal(await textAt(targetUri, targetSelectionRange!), target);
    });
  }

  // The built-in Markdown extension adds links of the same address in any other file: nobody else has one of this name.
  it('finds all places that name a metric, in closed files as well, and none twice', async () => {
    const document = await openReport('navigation/1.report.md', report);
    const wanted = [
      '1.report.md:4: metric:hy',
      '1.report.md:4: metric:党组会议',
      '2.report.yaml:3: hy',
      'a.ledger.yaml:1: 党组会议',
      'a.ledger.yaml:2: hy',
    ];
    for (const words of ['metric:党', '3次](metric:hy']) {
      const found = await eventually(
        () =>
          vscode.commands.executeCommand<vscode.Location[]>(
            'vscode.executeReferenceProvider',
            document.uri,
            at(document, words),
          ),
        (all) => all.length >= wanted.length,
      );
      assert.deepEqual(await shown(found), wanted, words);
    }
  });

  it('sees what is typed in an open file and not saved', async () => {
    const ledgerDocument = await vscode.workspace.openTextDocument(
      await write('navigation/typed.ledger.yaml', '指标:\n  甲: 3次\n'),
    );
    const document = await openReport(
      'navigation/typed.report.md',
      '---\n台账: typed.ledger.yaml\n---\n\n{{甲}}，{{乙}}\n',
    );
    const edit = new vscode.WorkspaceEdit();
    edit.insert(ledgerDocument.uri, new vscode.Position(1, 0), '  乙: 4次\n');
    await vscode.workspace.applyEdit(edit);
    const [found] = await definitions(document, '乙');
    assert.equal(await textAt(found!.targetUri, found!.targetSelectionRange!), '乙');
    await ledgerDocument.save();
  });

  it('marks all names of a metric in the file', async () => {
    const document = await openReport('navigation/1.report.md', report);
    const found = await eventually(
      () =>
        vscode.commands.executeCommand<vscode.DocumentHighlight[]>(
          'vscode.executeDocumentHighlights',
          document.uri,
          at(document, 'metric:党'),
        ),
      (all) => all.length > 0,
    );
    assert.deepEqual(
      found.map(({ range }) => document.getText(range)),
      ['党组会议', 'hy'],
    );
  });

  const rename = (document: vscode.TextDocument, words: string, name: string) =>
    vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      at(document, words),
      name,
    );

  it('renames a metric in open and closed files by one edit', async () => {
    const files = {
      'rename/a.ledger.yaml': ledger,
      'rename/2.report.yaml': '台账: a.ledger.yaml\ntasks:\n  - title: 甲\n    关联指标: 党组会议\n',
    };
    for (const [name, text] of Object.entries(files)) await write(name, text);
    const document = await openReport('rename/1.report.md', report);
    const edit = await eventually(
      () => rename(document, 'metric:党', '调度会'),
      (one) => one.size === 3,
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(document.getText(), report.replace('metric:党组会议', 'metric:调度会'));
    const folder = vscode.Uri.joinPath(document.uri, '..');
    for (const [name, text] of Object.entries(files)) {
      const uri = vscode.Uri.joinPath(folder, '..', name);
      const other = await vscode.workspace.openTextDocument(uri);
      assert.equal(other.getText(), text.replace('党组会议', '调度会'));
    }
  });

  it('says why it does not rename, and lets nobody else do it', async () => {
    await write('refused/a.ledger.yaml', `${ledger}  - 名称: 活动\n    数值: 1次\n`);
    const document = await openReport('refused/1.report.md', report);
    await eventually(
      () => rename(document, 'metric:党', '调度会'),
      (one) => one.size === 2,
    );
    let edit: vscode.WorkspaceEdit | undefined;
    const said = await warnings(async () => {
      edit = await rename(document, 'metric:党', '活动');
    });
    assert.match(said.join(), /活动.*refused\/(?:1\.report\.md|a\.ledger\.yaml)/);
    assert.equal(edit?.size ?? 0, 0);
  });

  it('offers the name alone to be changed, wherever in a reference the caret stands', async () => {
    const document = await openReport('navigation/1.report.md', report);
    const offered = await eventually(
      () =>
        vscode.commands.executeCommand<{ range: vscode.Range; placeholder: string }>(
          'vscode.prepareRename',
          document.uri,
          at(document, '[3次](metric:党'),
        ),
      (one) => one !== undefined,
    );
    assert.equal(document.getText(offered.range), '党组会议');
    assert.equal(offered.placeholder, '党组会议');
  });
});
