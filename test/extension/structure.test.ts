import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openAtCaret, openReport } from './workspace.ts';

const markdown =
  '---\n标题: 年度总结\n---\n\n# 一、总结\n\n完成征地3347亩。又办一事。\n\n```yaml 指标\n征地:   { 数值: 3347亩 }\n```\n\n## （一）任务\n\n```yaml 任务\n- 任务:   出清企业\n  状态: 已完成\n# 甲\n# 乙\n- 任务: 建设\n```\n';
const yaml =
  '标题: 总结\n章节:\n  - 标题: 一、总结\n    正文: |\n      第一段。\n\n      第二段。\n    指标:\n      征地:   3347亩\n';

/** The outline as text: indented, with the kind of each part and what stands beside it. */
function drawn(symbols: readonly vscode.DocumentSymbol[], indent = ''): string[] {
  return symbols.flatMap(({ name, detail, kind, children }) => [
    `${indent}${vscode.SymbolKind[kind]} ${name}${detail && ` | ${detail}`}`,
    ...drawn(children, `${indent}  `),
  ]);
}

const symbolsOf = (document: vscode.TextDocument) =>
  vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );

/** The text of a document after what a formatter wants to change. */
async function formatted(document: vscode.TextDocument, edits: vscode.TextEdit[] | undefined) {
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, edits ?? []);
  await vscode.workspace.applyEdit(edit);
  return document.getText();
}

const options: vscode.FormattingOptions = { tabSize: 2, insertSpaces: true };

describe('structure', () => {
  before(async () => {
    // What is offered is loaded behind the first problems.
    const document = await openReport('structure/first.report.yaml', yaml);
    await eventually(
      async () => drawn((await symbolsOf(document)) ?? []),
      (all) => all.length > 0,
    );
  });

  it('outlines a YAML report', async () => {
    const document = await openReport('structure/a.report.yaml', yaml);
    assert.deepEqual(drawn(await symbolsOf(document)), [
      'Property 标题 | 总结',
      'Namespace 一、总结',
      '  String 正文',
      '  Array 指标',
      '    Number 征地 | 3347亩',
    ]);
  });

  it('adds the data blocks of Markdown to the headings that the editor shows, nothing twice', async () => {
    const document = await openReport('structure/a.report.md', markdown);
    const all = await eventually(
      async () => drawn(await symbolsOf(document)),
      (found) => found.some((one) => one.includes('一、总结')),
    );
    const names = all.map((one) => one.trim().split(' | ')[0]!.replace(/^\S+ /, ''));
    assert.equal(new Set(names).size, names.length, all.join('\n'));
    const ours = all.slice(all.indexOf('Array 指标 | 一、总结'));
    assert.deepEqual(ours.slice(0, 5), [
      'Array 指标 | 一、总结',
      '  Number 征地 | 3347亩',
      'Array 任务 | （一）任务',
      '  Event 出清企业 | 已完成',
      '  Event 建设',
    ]);
  });

  it('folds data blocks as regions, and comments', async () => {
    const foldsOf = async (document: vscode.TextDocument) =>
      (
        await vscode.commands.executeCommand<vscode.FoldingRange[]>(
          'vscode.executeFoldingRangeProvider',
          document.uri,
        )
      ).map(({ start, end, kind }) => `${start}-${end}${kind === undefined ? '' : ` ${kind}`}`);
    const inMarkdown = await foldsOf(await openReport('structure/b.report.md', markdown));
    const { Region, Comment } = vscode.FoldingRangeKind;
    for (const fold of [
      `0-2 ${Region}`,
      `8-10 ${Region}`,
      `14-20 ${Region}`,
      `17-18 ${Comment}`,
      '4-20',
      '15-16',
    ])
      assert.ok(inMarkdown.includes(fold), `${fold} among ${inMarkdown.join(', ')}`);
    const inYaml = await foldsOf(await openReport('structure/b.report.yaml', yaml));
    assert.deepEqual(inYaml, ['1-8', '2-8', '3-6', `7-8 ${Region}`]);
  });

  it('grows a selection from the number to the section', async () => {
    const { document, caret } = await openAtCaret(
      'structure/c.report.md',
      markdown.replace('3347亩。', '33|47亩。'),
    );
    const [innermost] = await vscode.commands.executeCommand<vscode.SelectionRange[]>(
      'vscode.executeSelectionRangeProvider',
      document.uri,
      [caret],
    );
    const steps: string[] = [];
    for (let one = innermost; one; one = one.parent!) steps.push(document.getText(one.range));
    for (const wanted of ['3347', '3347亩', '完成征地3347亩。', '完成征地3347亩。又办一事。'])
      assert.ok(steps.includes(wanted), `${wanted} among ${JSON.stringify(steps)}`);
    assert.ok(steps.some((step) => step.startsWith('# 一、总结') && step.trimEnd().endsWith('```')));
    assert.equal(steps.at(-1), markdown.replace('|', ''));
  });

  it('formats data, never prose', async () => {
    const document = await openReport('structure/d.report.md', markdown.replace('完成', '完成  '));
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
      'vscode.executeFormatDocumentProvider',
      document.uri,
      // Data in Markdown are not indented by what the editor indents prose by.
      { ...options, tabSize: 4 },
    );
    assert.equal(
      await formatted(document, edits),
      markdown.replace('完成', '完成  ').replace('征地:   {', '征地: {').replace('任务:   出', '任务: 出'),
    );
  });

  it('formats the lines that are selected', async () => {
    const document = await openReport('structure/e.report.md', markdown);
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
      'vscode.executeFormatRangeProvider',
      document.uri,
      new vscode.Range(9, 0, 9, 5),
      options,
    );
    assert.equal(await formatted(document, edits), markdown.replace('征地:   {', '征地: {'));
  });

  it('says what an Enter goes on with', async () => {
    const { document, caret } = await openAtCaret(
      'structure/f.report.yaml',
      'data:\n  - ./a.ledger.yaml\n|\n',
    );
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
      'vscode.executeFormatOnTypeProvider',
      document.uri,
      caret,
      '\n',
      options,
    );
    assert.equal(await formatted(document, edits), 'data:\n  - ./a.ledger.yaml\n  - \n');
  });

  /** Presses Enter at `¦`; the text with the caret afterwards, as soon as it is what is wanted. */
  async function entered(name: string, marked: string, wanted: string): Promise<string> {
    const document = await openReport(`structure/${name}`, marked.replace('¦', ''));
    const editor = vscode.window.activeTextEditor!;
    const caret = document.positionAt(marked.indexOf('¦'));
    editor.selection = new vscode.Selection(caret, caret);
    await vscode.commands.executeCommand('type', { text: '\n' });
    const shown = () => {
      const text = document.getText();
      const at = document.offsetAt(editor.selection.active);
      return `${text.slice(0, at)}¦${text.slice(at)}`;
    };
    await eventually(shown, (now) => now === wanted).catch(() => {});
    // Whatever else acts on Enter has done so when the editor has answered once more.
    await symbolsOf(document);
    return shown();
  }

  const fence = (lines: string) => `甲\n\n\`\`\`yaml 任务\n${lines}\n\`\`\`\n`;
  const keys: readonly (readonly [string, string, string, string])[] = [
    [
      'the next text of a list',
      'g.report.md',
      fence('- 任务: a\n  举措:\n    - 甲¦'),
      fence('- 任务: a\n  举措:\n    - 甲\n    - ¦'),
    ],
    [
      'an empty dash, which goes with its line',
      'h.report.md',
      fence('- 任务: a\n  举措:\n    - 甲\n    - ¦'),
      fence('- 任务: a\n  举措:\n    - 甲\n  ¦'),
    ],
    ['an empty dash in YAML', 'i.report.yaml', 'data:\n  - a\n  - ¦\n', 'data:\n  - a\n¦\n'],
    [
      'an item in brackets',
      'j.report.yaml',
      '指标:\n  - { 指标名称: 甲, 数值: 3项 }¦\n',
      '指标:\n  - { 指标名称: 甲, 数值: 3项 }\n  - ¦\n',
    ],
    [
      'a text over several lines under the first key of an item',
      'k.report.yaml',
      '章节:\n  - 正文: |¦\n',
      '章节:\n  - 正文: |\n      ¦\n',
    ],
    ['the keys of an item', 'l.report.yaml', '任务:\n  - 任务: a¦\n', '任务:\n  - 任务: a\n    ¦\n'],
    ['the first task', 'm.report.yaml', '任务:¦\n', '任务:\n  - ¦\n'],
    ['CRLF', 'n.report.yaml', 'data:\r\n  - a¦\r\n', 'data:\r\n  - a\r\n  - ¦\r\n'],
  ];
  for (const [what, name, before, after] of keys) {
    it(`goes on at Enter: ${what}`, async () => {
      assert.equal(await entered(name, before, after), after);
    });
  }
});
