import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openReport, write } from './workspace.ts';

const ledger = '指标:\n  - 名称: 会议\n    标识: hy\n    数值: 3次\n';
const report = `---\n台账: a.ledger.yaml\n---\n\n共[3次](metric:会议)，[3次](metric:hy)，[网页](https://example.org)，由区财政局牵头。\n`;
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
    ['metric:会', 'a.ledger.yaml', '会议'],
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

  it('finds all places that name a metric, in closed files as well, and none twice', async () => {
    const document = await openReport('navigation/1.report.md', report);
    const wanted = [
      '1.report.md:4: metric:hy',
      '1.report.md:4: metric:会议',
      '2.report.yaml:3: hy',
      'a.ledger.yaml:1: 会议',
      'a.ledger.yaml:2: hy',
    ];
    for (const words of ['metric:会', '3次](metric:hy']) {
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
          at(document, 'metric:会'),
        ),
      (all) => all.length > 0,
    );
    assert.deepEqual(
      found.map(({ range }) => document.getText(range)),
      ['会议', 'hy'],
    );
  });
});
