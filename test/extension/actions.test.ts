import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openAtCaret, openReport, problemsOf, withSettings, write } from './workspace.ts';

const head = '---\nreport: annual-summary\ntitle: 年度总结\nperiod: 2022\n---\n';
const bound = `${head}\n去年[127项](metric:改革任务)。\n\n\`\`\`yaml 指标\n会议: 3次\n改革任务: { 数值: 126项 }\n\`\`\`\n`;

/** The quick fixes for a problem. */
async function fixesOf(document: vscode.TextDocument, problem: string): Promise<vscode.CodeAction[]> {
  await problemsOf(document, (all) => all.includes(problem));
  const [code, text] = problem.split(': ');
  const { range } = vscode.languages
    .getDiagnostics(document.uri)
    .find((one) => one.code === code && document.getText(one.range) === text)!;
  // The problems may be told a moment before the fixes can be asked for.
  return eventually(
    () => actionsAt(document, range.start),
    (actions) => actions.length > 0,
  );
}

function actionsAt(document: vscode.TextDocument, place: vscode.Position) {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(place, place),
    vscode.CodeActionKind.QuickFix.value,
  );
}

describe('quick fixes', () => {
  before(() => write('actions/reportwright.yaml', 'organizations:\n  - name: 区发展和改革局\n'));

  const rows: readonly (readonly [
    what: string,
    file: string,
    text: string,
    problem: string,
    title: RegExp,
    fixed: (text: string) => string,
  ])[] = [
    [
      'change the text to what the data says',
      'text.report.md',
      bound,
      'value-mismatch: 127项',
      /what the data says: 126项/,
      (text) => text.replace('[127项]', '[126项]'),
    ],
    [
      'change the data to what the text says, in a later block',
      'data.report.md',
      bound,
      'value-mismatch: 127项',
      /data of “改革任务” to 127项/,
      (text) => text.replace('126项 }', '127项 }'),
    ],
    [
      'quote a value',
      'quote.report.yaml',
      'title: 总结\nmetrics:\n  占比:\n    数值: 3\n    计量单位: %\n',
      'value-needs-quotes: %',
      /in quotes/,
      (text) => text.replace(': %', ': "%"'),
    ],
    [
      'take the nearest key',
      'key.report.md',
      `${head}\n\`\`\`yaml 任务\n- 任务: 甲\n  牵头单位: 区发展和改革局\n  完成时限: 长期\n  statsu: done\n\`\`\`\n`,
      'unknown-key: statsu',
      /“status”/,
      (text) => text.replace('statsu', 'status'),
    ],
    [
      'take the nearest organization',
      'organization.report.yaml',
      'title: 总结\ntasks:\n  - title: 甲\n    lead: 区发展和改革剧\n    due: 长期\n',
      'organization-unknown: 区发展和改革剧',
      /“区发展和改革局”/,
      (text) => text.replace('改革剧', '改革局'),
    ],
    [
      'take the half-width signs',
      'width.report.md',
      `${head}\n共【3次】（metric：会议）。\n\n\`\`\`yaml 指标\n会议: 3次\n\`\`\`\n`,
      'inline-fullwidth: 【3次】（metric：会议）',
      /\[3次\]\(metric:会议\)/,
      (text) => text.replace('【3次】（metric：会议）', '[3次](metric:会议)'),
    ],
  ];

  for (const [what, file, text, problem, title, fixed] of rows) {
    it(what, async () => {
      const document = await openReport(`actions/${file}`, text);
      const fixes = await fixesOf(document, problem);
      const fix = fixes.find((one) => title.test(one.title));
      assert.ok(fix, `${title} among ${fixes.map((one) => one.title).join(', ')}`);
      assert.ok(await vscode.workspace.applyEdit(fix.edit!));
      assert.equal(document.getText(), fixed(text));
      await problemsOf(document, (all) => !all.includes(problem));
    });
  }

  it('stand where their problem stands and nowhere else', async () => {
    const document = await openReport('actions/where.report.md', bound);
    await fixesOf(document, 'value-mismatch: 127项');
    assert.deepEqual(await actionsAt(document, new vscode.Position(6, 0)), []);
  });

  it('prefer what the data says', async () => {
    const document = await openReport('actions/preferred.report.md', bound);
    const fixes = await fixesOf(document, 'value-mismatch: 127项');
    assert.deepEqual(
      fixes.map((one) => one.isPreferred ?? false),
      [true, false],
    );
  });
});

describe('a name that is pointed at', () => {
  const text = `${head}\n去年[126项](metric:改革任务)，共{{会议}}，征地3347亩。\n\n\`\`\`yaml 指标\n会议: 3次\n改革任务: { 数值: 126项, 上年: 98项 }\n\`\`\`\n`;
  const at = (document: vscode.TextDocument, words: string) =>
    document.positionAt(document.getText().indexOf(words) + 1);

  it('leads to its metric, once, beside the built-in Markdown extension', async () => {
    const document = await openReport('definition.report.md', text);
    for (const [words, target] of [
      ['126项]', '改革任务'],
      ['metric:', '改革任务'],
      ['会议}}', '会议'],
    ] as const) {
      const found = await eventually(
        () =>
          vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
            'vscode.executeDefinitionProvider',
            document.uri,
            at(document, words),
          ),
        (all) => all.length > 0,
      );
      assert.equal(found.length, 1, words);
      const [one] = found;
      assert.ok(one && 'targetUri' in one);
      assert.equal(one.targetUri.toString(), document.uri.toString());
      assert.equal(document.getText(one.targetSelectionRange!), target);
    }
  });
});

describe('ways to write a report differently', () => {
  const { RefactorExtract, RefactorInline, RefactorMove, RefactorRewrite, SourceFixAll } =
    vscode.CodeActionKind;
  const data = '\n```yaml 指标\n会议: 3次\n征地: { 上年: 15亩, 数值: 30亩 }\n```\n';
  const rows: readonly (readonly [
    what: string,
    file: string,
    marked: string,
    kind: vscode.CodeActionKind,
    title: RegExp,
    after: string,
  ])[] = [
    [
      'bind a number',
      'bind',
      `${head}\n共3|次。\n${data}`,
      RefactorRewrite,
      /会议/,
      `${head}\n共[3次](metric:会议)。\n${data}`,
    ],
    [
      'make a metric of a number',
      'new',
      `${head}\n企业1|2家。\n${data}`,
      RefactorExtract,
      /企业/,
      `${head}\n企业[12家](metric:企业)。\n${data.replace('亩 }\n', '亩 }\n企业: 12家\n')}`,
    ],
    [
      'let the data fill in a number',
      'inline',
      `${head}\n共[3|次](metric:会议)。\n${data}`,
      RefactorInline,
      /会议/,
      `${head}\n共{{会议}}。\n${data}`,
    ],
    [
      'convert a figure',
      'convert',
      `${head}${data.replace('30亩', '30|亩')}`,
      RefactorRewrite,
      /2公顷/,
      `${head}${data.replace('30亩', '2公顷')}`,
    ],
    [
      'sort keys',
      'sort',
      `${head}${data.replace('30亩', '30|亩')}`,
      RefactorRewrite,
      /usual order/,
      `${head}${data.replace('上年: 15亩, 数值: 30亩', '数值: 30亩, 上年: 15亩')}`,
    ],
    [
      'mend all',
      'all',
      `${head}\n共|【3次】（metric：会议）和[4次](metric:会议)。\n${data}`,
      SourceFixAll,
      /./,
      // Which of the text and the data holds is for the writer to decide.
      `${head}\n共[3次](metric:会议)和[4次](metric:会议)。\n${data}`,
    ],
  ];
  const chosen = async (
    document: vscode.TextDocument,
    place: vscode.Position,
    kind: vscode.CodeActionKind,
    title: RegExp,
  ) => {
    const found = await eventually(
      () =>
        vscode.commands.executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          document.uri,
          new vscode.Range(place, place),
          kind.value,
          20,
        ),
      (all) => all.some((one) => title.test(one.title)),
    );
    return found.find((one) => title.test(one.title))!;
  };
  for (const [what, file, marked, kind, title, after] of rows) {
    it(what, async () => {
      const { document, caret } = await openAtCaret(`ways/${file}.report.md`, marked);
      assert.ok(await vscode.workspace.applyEdit((await chosen(document, caret, kind, title)).edit!));
      assert.equal(document.getText(), after);
    });
  }

  it('move an item to a ledger', async () => {
    const ledger = await vscode.workspace.openTextDocument(
      await write('ways/a.ledger.yaml', '指标:\n  甲: 1项\n'),
    );
    const { document, caret } = await openAtCaret(
      'ways/move.report.md',
      '---\n标题: 总结\n台账: ./a.ledger.yaml\n---\n\n```yaml 指标\n乙: |2项\n```\n',
    );
    const action = await chosen(document, caret, RefactorMove, /a\.ledger\.yaml/);
    assert.ok(await vscode.workspace.applyEdit(action.edit!));
    assert.equal(document.getText(), '---\n标题: 总结\n台账: ./a.ledger.yaml\n---\n\n```yaml 指标\n```\n');
    assert.equal(ledger.getText(), '指标:\n  甲: 1项\n  乙: 2项\n');
  });

  it('mend all on save, where the user asks for it', async () => {
    await withSettings(
      { 'editor.codeActionsOnSave': { 'source.fixAll.reportwright': 'explicit' } },
      async () => {
        const { document } = await openAtCaret(
          'ways/save.report.md',
          `${head}\n共【3次】（metric：会议）。\n${data}|`,
        );
        await problemsOf(document, (all) => all.includes('inline-fullwidth: 【3次】（metric：会议）'));
        const edit = new vscode.WorkspaceEdit();
        edit.insert(document.uri, document.positionAt(document.getText().length), '\n完。\n');
        await vscode.workspace.applyEdit(edit);
        await document.save();
        assert.equal(document.getText(), `${head}\n共[3次](metric:会议)。\n${data}\n完。\n`);
      },
    );
  });
});
