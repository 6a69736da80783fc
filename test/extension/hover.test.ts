import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import * as vscode from 'vscode';
import { eventually, openReport, withSettings, write } from './workspace.ts';

const markdown = `---
report: annual-summary
title: 年度总结
period: 2022
---

去年[126项](metric:改革任务)，共{{会议}}，征地3347亩，由区发展和改革局负责。

\`\`\`yaml 指标
会议: 3次
改革任务: { 数值: 126项, 上年: 98项 }
\`\`\`
`;
const yaml = `title: Annual results
language: en
period: 2024
metrics:
  - name: Spending
    value: $184.6 million
tasks:
  - title: Build the bridge
    lead: Works
    due: 2024-06-30
    status: done
sections:
  - heading: Results
    body: |
      We spent {{Spending}} on 500 acres.
`;

async function hoversAt(document: vscode.TextDocument, words: string): Promise<vscode.Hover[]> {
  const place = document.positionAt(document.getText().indexOf(words) + 1);
  return vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, place);
}

/** What is said of words in Markdown, once it is, with the words that it is about. */
async function saidOf(document: vscode.TextDocument, words: string): Promise<readonly string[]> {
  const hovers = await eventually(
    () => hoversAt(document, words),
    (all) => all.length > 0,
  );
  assert.equal(hovers.length, 1, 'one of us all');
  const [{ contents, range }] = hovers as [vscode.Hover];
  return [document.getText(range), ...contents.map((one) => (one as vscode.MarkdownString).value)];
}

/** The text of Markdown as one reads it. */
function read(source: string): string {
  const html = new MarkdownIt('commonmark', { html: false }).render(source);
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|amp|quot);/g, (_, name: string) => ({ lt: '<', gt: '>', amp: '&', quot: '"' })[name]!)
    .replace(/\u00a0/g, ' ');
}

describe('hover', () => {
  before(() =>
    write('hover/reportwright.yaml', 'organizations:\n  - name: 区发展和改革局\n    short: 区发改局\n'),
  );

  it('says in Markdown what a metric, a unit, an organization and a key are', async () => {
    const document = await openReport('hover/a.report.md', markdown);
    const [about, metric, ...others] = await saidOf(document, '126项]');
    assert.equal(about, '[126项](metric:改革任务)');
    assert.match(read(metric!), /^改革任务\n\n数值: 126项\n上年: 98项\n/);
    assert.deepEqual(others, [], 'a count is converted into nothing');
    assert.match(read((await saidOf(document, '会议}}'))[1]!), /^会议\n\n数值: 3次\n/);
    const [figure, unit] = await saidOf(document, '347亩');
    assert.equal(figure, '3347亩');
    assert.match(read(unit!), /亩[\s\S]*area[\s\S]*公顷/);
    const organization = () => hoversAt(document, '发展和改革局');
    await eventually(organization, ([one]) =>
      /区发改局/.test((one?.contents[0] as vscode.MarkdownString)?.value ?? ''),
    );
    const [key, meaning] = await saidOf(document, '上年: 98');
    assert.equal(key, '上年');
    assert.match(read(meaning!), /^上年值? · previous/);
  });

  it('says in YAML what a metric, a task, a value and a date are', async () => {
    const document = await openReport('hover/a.report.yaml', yaml);
    assert.match(read((await saidOf(document, 'Spending}}'))[1]!), /^Spending\n\nValue: \$184\.6 million\n/);
    assert.match(read((await saidOf(document, 'Build'))[1]!), /^Build the bridge\n[\s\S]*Lead: Works\n/);
    assert.match(read((await saidOf(document, '2024-06'))[1]!), /30 June 2024/);
    assert.match(read((await saidOf(document, 'done'))[1]!), /^Done/);
    assert.match(read((await saidOf(document, '500 acres'))[1]!), /hectares/);
  });

  it('speaks the reader’s language', async () => {
    const document = await openReport('hover/language.report.yaml', yaml);
    await withSettings({ 'reportwright.language': 'zh-cn' }, async () => {
      await eventually(
        () => hoversAt(document, '2024-06'),
        ([one]) => /读作/.test((one?.contents[0] as vscode.MarkdownString)?.value ?? ''),
      );
    });
  });

  it('answers of the text as it is after an edit', async () => {
    const document = await openReport('hover/edit.report.md', markdown);
    await saidOf(document, '126项]');
    const edit = new vscode.WorkspaceEdit();
    const at = document.getText().indexOf('126项, ');
    edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + 3)), '777');
    edit.insert(document.uri, new vscode.Position(5, 0), '开头。\n\n');
    await vscode.workspace.applyEdit(edit);
    const [about, metric] = await saidOf(document, '126项]');
    assert.equal(about, '[126项](metric:改革任务)');
    assert.match(read(metric!), /数值: 777项/);
  });

  it('never takes what a report says for markup', async () => {
    const name = '**x** <b>[a](command:y) &lt; `c` $(alert) https://example.com # 1';
    const text = `metrics:\n  - name: ${JSON.stringify(name)}\n    value: 5 items\n    source: "<i>![p](https://example.com/p.png)</i> *b* _c_ ~~d~~ www.example.com"\n`;
    const document = await openReport('hover/markup.report.yaml', text);
    const hovers = await eventually(
      () => hoversAt(document, '**x**'),
      (all) => all.length > 0,
    );
    const [said] = hovers.flatMap(({ contents }) => contents) as [vscode.MarkdownString];
    assert.ok(!said.isTrusted && !said.supportHtml && !said.supportThemeIcons);
    const html = new MarkdownIt({ html: true, linkify: true }).render(said.value);
    assert.doesNotMatch(html, /<(?!\/?(?:p|ul|li|strong)>)/, html);
    assert.equal(html.match(/<strong>/g)?.length, 1, html);
    assert.ok(read(said.value).includes(name), read(said.value));
    assert.ok(
      read(said.value).includes('<i>![p](https://example.com/p.png)</i> *b* _c_ ~~d~~ www.example.com'),
    );
  });

  it('says nothing in files that are no reports', async () => {
    const document = await openReport('hover/readme.md', markdown);
    assert.deepEqual(await hoversAt(document, '347亩'), []);
  });
});
