import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openAtCaret, write } from './workspace.ts';

type Answer = string | undefined;

/** Answers what is asked in the course of something: picks by their labels, and texts; each question with what it offers. */
async function answering(
  { picks, inputs }: { readonly picks: readonly Answer[]; readonly inputs: readonly Answer[] },
  work: () => Thenable<unknown>,
): Promise<readonly string[]> {
  const { showQuickPick, showInputBox } = vscode.window;
  const window = vscode.window as { showQuickPick: unknown; showInputBox: unknown };
  const asked: string[] = [];
  const nextPick = [...picks];
  const nextInput = [...inputs];
  window.showQuickPick = async (items: readonly vscode.QuickPickItem[]) => {
    asked.push(items.map(({ label }) => label).join(' | '));
    const label = nextPick.shift();
    return items.find((item) => item.label === label);
  };
  window.showInputBox = async ({ value, validateInput }: vscode.InputBoxOptions) => {
    const answer = nextInput.shift();
    asked.push(value ?? '');
    const text = answer === 'as offered' ? value : answer;
    const wrong = text === undefined ? undefined : await validateInput?.(text);
    if (wrong) asked.push(String(wrong));
    return wrong ? undefined : text;
  };
  try {
    await work();
  } finally {
    window.showQuickPick = showQuickPick;
    window.showInputBox = showInputBox;
  }
  return asked;
}

/** The sentences that are shown in the course of something. */
async function informed(work: () => Thenable<unknown>): Promise<readonly string[]> {
  const { showInformationMessage } = vscode.window;
  const window = vscode.window as { showInformationMessage: unknown };
  const said: string[] = [];
  window.showInformationMessage = async (sentence: string) => void said.push(sentence);
  try {
    await work();
  } finally {
    window.showInformationMessage = showInformationMessage;
  }
  return said;
}

const run = (command: string, ...args: unknown[]) =>
  vscode.commands.executeCommand(`reportwright.${command}`, ...args);

async function textOf(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

async function namesIn(folder: vscode.Uri): Promise<readonly string[]> {
  return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name).sort();
}

const front = '---\n标题: 报告\n语言: zh\n报告期: 2022\n---\n\n';

describe('new items', () => {
  before(async () => vscode.extensions.getExtension('reportwright.reportwright')!.activate());
  afterEach(async () => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('puts a new metric behind the one at the caret and selects its name', async () => {
    const { document, editor } = await openAtCaret(
      'new-metric.report.md',
      `${front}# 一\n\n\`\`\`yaml 指标\n改革:\n  数值: 3|项\n会议:\n  数值: 4次\n\`\`\`\n`,
    );
    await run('newMetric');
    const wanted = '改革:\n  数值: 3项\n指标名称:\n  数值: 0\n  计量单位: \n  上年: \n会议:';
    assert.ok(document.getText().includes(wanted), document.getText());
    assert.equal(document.getText(editor.selection), '指标名称');
    await vscode.commands.executeCommand('jumpToNextSnippetPlaceholder');
    assert.equal(document.getText(editor.selection), '0');
  });

  it('puts a new task into a section of YAML with its own indentation', async () => {
    const { document, editor } = await openAtCaret(
      'new-task.report.yaml',
      '标题: 报告\n语言: zh\n章节:\n  - 标题: 一\n    正文: 文|字\n    任务:\n      - 任务: 甲\n        状态: 已完成\n',
    );
    await run('newTask');
    assert.ok(
      document
        .getText()
        .endsWith(
          '        状态: 已完成\n      - 工作任务: 工作任务\n        牵头单位: \n        完成时限: \n        状态: 未启动\n',
        ),
      document.getText(),
    );
    assert.equal(document.getText(editor.selection), '工作任务');
  });

  it('says where there are no metrics', async () => {
    const { document } = await openAtCaret('new/reportwright.yaml', '|语言: zh\n');
    const before = document.getText();
    assert.equal((await informed(() => run('newMetric'))).length, 1);
    assert.equal(document.getText(), before);
  });

  it('writes a summary at the caret, and says where it cannot', async () => {
    const { document, editor } = await openAtCaret(
      'summary.report.md',
      `${front}# 一\n\n|\n\n\`\`\`yaml 指标\n改革:\n  数值: 3项\n  同比: 5%\n\`\`\`\n`,
    );
    await run('insertSummary');
    assert.ok(document.getText().includes('改革{{改革}}，比上年增长{{改革#同比}}。'), document.getText());
    const caret = document.positionAt(document.getText().indexOf('数值'));
    editor.selection = new vscode.Selection(caret, caret);
    const before = document.getText();
    assert.equal((await informed(() => run('insertSummary'))).length, 1);
    assert.equal(document.getText(), before);
  });
});

describe('a new report', () => {
  const folder = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'begun');
  before(async () => {
    await write(
      'begun/reportwright.yaml',
      '语言: zh\n单位名录:\n  - 全称: 区发展和改革局\n    简称: 区发改局\n',
    );
  });
  afterEach(async () => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('asks what it is about, is written into its folder, and opens where something is to be filled in', async () => {
    const asked = await answering(
      { picks: ['Markdown', '区发展和改革局'], inputs: ['总结: 甲', '2022', 'as offered'] },
      () => run('newReport', folder),
    );
    assert.match(asked[0]!, /^Markdown \| YAML$/);
    assert.match(asked[2]!, /^区发展和改革局 \| /);
    assert.equal(asked.at(-1), '2022.report.md');
    const text = await textOf(vscode.Uri.joinPath(folder, '2022.report.md'));
    assert.ok(text.includes('标题: "总结: 甲"\n编制单位: 区发展和改革局\n报告期: 2022\n'), text);
    const editor = vscode.window.activeTextEditor!;
    assert.equal(editor.document.uri.path, vscode.Uri.joinPath(folder, '2022.report.md').path);
    assert.equal(editor.document.isDirty, false);
    assert.equal(editor.document.getText(editor.selection), '（请在此撰写正文）');
    const errors = () =>
      vscode.languages
        .getDiagnostics(editor.document.uri)
        .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
    await eventually(
      () => vscode.languages.getDiagnostics(editor.document.uri),
      (all) => all.length > 0,
    );
    assert.deepEqual(errors(), []);
  });

  it('replaces no file, whatever its name', async () => {
    const there = await write('begun/2021.report.yaml', '标题: 旧\n');
    const offered = await answering({ picks: ['YAML', undefined], inputs: ['甲'] }, () =>
      run('newReport', there),
    );
    assert.equal(offered.length, 3);
    const asked = await answering(
      { picks: ['YAML', '区发展和改革局'], inputs: ['甲', '2021', '2021.report.yaml'] },
      () => run('newReport', folder),
    );
    assert.equal(asked.at(-2), '2021-2.report.yaml');
    assert.match(asked.at(-1)!, /2021\.report\.yaml/);
    assert.equal(await textOf(there), '标题: 旧\n');
  });

  it('leaves nothing behind when a question is not answered', async () => {
    const before = await namesIn(folder);
    const documents = vscode.workspace.textDocuments.length;
    const given = { picks: ['Markdown', '区发展和改革局'], inputs: ['甲', '2020', '2020'] };
    for (let count = 0; count < 5; count++) {
      const pick = [given.picks[0], given.picks[1]].slice(0, count === 0 ? 0 : count < 3 ? 1 : 2);
      const input = given.inputs.slice(0, count < 2 ? 0 : count < 4 ? 1 : 2);
      await answering({ picks: pick, inputs: input }, () => run('newReport', folder));
    }
    assert.deepEqual(await namesIn(folder), before);
    assert.equal(vscode.workspace.textDocuments.length, documents);
  });

  it('stays in its folder, whatever is typed as its name', async () => {
    await answering({ picks: ['Markdown', '区发展和改革局'], inputs: ['甲', '2019', '../../x'] }, () =>
      run('newReport', folder),
    );
    assert.ok((await namesIn(folder)).includes('x.report.md'));
  });
});
