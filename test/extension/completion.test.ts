import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openAtCaret, withSettings, write } from './workspace.ts';

const head = '---\nreport: annual-summary\ntitle: 年度总结\nperiod: 2022\n---\n';
const data = '\n```yaml 指标\n重点改革任务: { 数值: 105项, 上年: 98项, 同比: 7.1% }\n深改委会议: 3次\n```\n';

/** Whether an entry is ours: words are not, nor the snippets of others, which have no place of their own in the list. */
const isOurs = ({ kind, sortText = '' }: vscode.CompletionItem): boolean =>
  kind !== vscode.CompletionItemKind.Text &&
  (kind !== vscode.CompletionItemKind.Snippet || /^\d{4}$/.test(sortText));

/** What is offered at the caret, without the words and snippets of others. */
async function offered(name: string, marked: string) {
  const { document, caret } = await openAtCaret(name, marked);
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    caret,
  );
  const items = list.items.filter(isOurs);
  const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  const rangesOf = (label: string) => {
    const { range } = items[labels.indexOf(label)]!;
    assert.ok(range && 'inserting' in range, 'both ranges');
    return { inserting: document.getText(range.inserting), replacing: document.getText(range.replacing) };
  };
  return { document, list, items, labels, rangesOf };
}

describe('completion', () => {
  before(async () => {
    await write(
      'completion/reportwright.yaml',
      'organizations:\n  - name: 区发展和改革局\n    short: 区发改局\n  - name: 区财政局\n',
    );
    // What is offered is loaded behind the first problems.
    await eventually(
      () => offered('completion/first.report.yaml', 'title: 总结\n|\n'),
      ({ labels }) => labels.length > 0,
    );
  });

  it('is ranked and filtered by the core alone', async () => {
    const { list, items, labels, rangesOf } = await offered(
      'completion/a.report.yaml',
      'report: annual-summary\ntitle: 总结\nmetrics:\n  面积:\n    数值: 6.29\n    计量单位: 公|里 # 注\n',
    );
    assert.equal(list.isIncomplete, true);
    assert.ok(labels.includes('平方公里'), labels.join());
    // VS Code's filter passes an item whose filter text is what stands there, and keeps the order of the sort texts.
    assert.deepEqual([...new Set(items.map((item) => item.filterText))], ['公']);
    const sortTexts = items.map((item) => item.sortText ?? '');
    assert.deepEqual(sortTexts, [...sortTexts].sort());
    assert.equal(new Set(sortTexts).size, items.length);
    assert.deepEqual(rangesOf('平方公里'), { inserting: '公', replacing: '公里' });
  });

  const places: readonly (readonly [string, string, string])[] = [
    ['a unit by the initials of its pinyin', '```yaml 指标\n面积:\n  计量单位: pfgl|\n```\n', '平方公里'],
    ['a unit behind a number in prose', '完成征地3347|。\n', '亩'],
    ['an organization', '```yaml 任务\n- 任务: a\n  牵头单位: qczj|\n```\n', '区财政局'],
    [
      'an organization by its short name',
      '```yaml 任务\n- 任务: a\n  配合单位: 区财政局、区发改局|\n```\n',
      '区发展和改革局',
    ],
    ['a metric in a link', `见[105项](metric:改革|)。\n${data}`, '重点改革任务'],
    ['a metric to insert', `召开{{会议|}}。\n${data}`, '深改委会议'],
    ['a part of a metric', `增长[7.1%](metric:重点改革任务#|)。\n${data}`, '同比'],
    ['a key', '```yaml 任务\n- 任务: a\n  牵|\n```\n', '牵头单位'],
    ['a value', '```yaml 任务\n- 任务: a\n  状态: 已|\n```\n', '已完成'],
  ];
  it('offers, in Markdown,', async () => {
    for (const [index, [what, body, label]] of places.entries()) {
      const { labels } = await offered(`completion/place-${index}.report.md`, `${head}\n${body}`);
      assert.ok(labels.includes(label), `${what}: ${label} among ${labels.slice(0, 12).join(' ')}`);
    }
  });

  it('leaves a year and a date alone', async () => {
    for (const [index, body] of ['总结2022|', '总结2022年|', '2022年12月3|', '2022-12-3|'].entries()) {
      const { labels } = await offered(`completion/date-${index}.report.md`, `${head}\n${body}\n`);
      assert.deepEqual(labels, [], body);
    }
  });

  it('opens the list of values behind a key, which brings its colon', async () => {
    const { items, labels } = await offered('completion/d.report.yaml', 'report: annual-summary\n阶|\n');
    const item = items[labels.indexOf('阶段')]!;
    assert.equal(item.insertText, '阶段: ');
    assert.equal(item.command?.command, 'editor.action.triggerSuggest');
  });

  /** Asks for the list at the caret, and takes its first entry. */
  async function acceptAt(name: string, marked: string, done: (text: string) => boolean): Promise<string> {
    const { document } = await openAtCaret(name, marked);
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
    return eventually(async () => {
      await vscode.commands.executeCommand('acceptSelectedSuggestion');
      return document.getText();
    }, done);
  }

  it('writes a whole item as a snippet, in the columns of the list', async () => {
    const marked = '标题: 报告\n任务:\n  - 任务: a\n    子任务:\n      - 任务: b\n      |\n';
    const text = await acceptAt('completion/item.report.yaml', marked, (now) => now.includes('状态'));
    const item = '- 工作任务: 工作任务\n        牵头单位: \n        完成时限: \n        状态: 未启动';
    assert.equal(text, marked.replace('|', item));
    // The title is selected, to be written over.
    const { selection, document } = vscode.window.activeTextEditor!;
    assert.equal(document.getText(selection), '工作任务');
  });

  it('keeps the line ends of the text', async () => {
    const marked = '标题: 报告\r\n任务:\r\n  - 任务: a\r\n    工作举|\r\n';
    const text = await acceptAt('completion/crlf.report.yaml', marked, (now) => now.includes('工作举措'));
    assert.equal(text, marked.replace('举|', '举措:\r\n      - '));
  });

  it('puts a line into its column, and mends a full-width colon', async () => {
    const beside = '标题: 报告\n任务:\n  - 任务: a\n      |\n';
    const key = await acceptAt('completion/beside.report.yaml', beside, (now) => now.includes('序号'));
    assert.equal(key, '标题: 报告\n任务:\n  - 任务: a\n    序号: \n');
    const colon = '标题: 报告\n阶段：|\n';
    const value = await acceptAt('completion/colon.report.yaml', colon, (now) => now.includes('初稿'));
    assert.equal(value, '标题: 报告\n阶段: 初稿\n');
  });

  it('opens the list of values when a key is accepted', async () => {
    const marked = '标题: 报告\n任务:\n  - 任务: a\n    状|\n';
    await acceptAt('completion/list.report.yaml', marked, (now) => now.includes('状态: '));
    const { document } = vscode.window.activeTextEditor!;
    const text = await eventually(
      async () => {
        await vscode.commands.executeCommand('acceptSelectedSuggestion');
        return document.getText();
      },
      (now) => now.includes('未启动'),
    );
    assert.equal(text, marked.replace('状|', '状态: 未启动'));
  });

  it('offers the files of the workspace, dates and whole files', async () => {
    await write('completion/ledgers/all.ledger.yaml', '标题: 台账\n');
    await write('completion/2021.report.md', '---\n标题: 甲\n---\n');
    const data = await offered('completion/files/b.report.yaml', '标题: 报告\n台账:\n  - |\n');
    assert.ok(data.labels.includes('../ledgers/all.ledger.yaml'), data.labels.join());
    const prior = await offered('completion/b.report.yaml', '标题: 报告\n上年报告: 2021|\n');
    assert.equal(prior.labels[0], './2021.report.md', prior.labels.join());
    const due = await offered(
      'completion/due.report.yaml',
      '标题: 报告\n截至日期: 2022-06-30\n任务:\n  - 任务: a\n    完成时限: |\n',
    );
    assert.equal(due.labels[0], '2022-06');
    assert.ok(due.labels.includes('2022年6月底前') && due.labels.includes('长期'), due.labels.join());
    const empty = await offered('completion/empty.report.md', '|');
    assert.ok(empty.labels.includes('报告') && empty.labels.includes('Report'), empty.labels.join());
    const block = await offered('completion/block.report.md', `${head}\n\`\`\`|\n`);
    assert.deepEqual(block.labels.slice(0, 4), ['指标', '任务', '计划', '目标']);
  });

  it('writes what is accepted, and undoing takes only that back', async () => {
    const marked = `${head}\n完成征地3347m|，见\n`;
    const { document } = await openAtCaret('completion/e.report.md', marked);
    await withSettings({ 'editor.suggest.selectionMode': 'always' }, async () => {
      await vscode.commands.executeCommand('type', { text: 'u' });
      // The list opens by itself; how long that takes only the attempt to accept from it tells.
      await eventually(
        async () => {
          await vscode.commands.executeCommand('acceptSelectedSuggestion');
          return document.getText();
        },
        (text) => text.includes('3347亩，见'),
      );
    });
    await vscode.commands.executeCommand('undo');
    assert.ok(document.getText().includes('3347mu，见'), document.getText());
  });
});
