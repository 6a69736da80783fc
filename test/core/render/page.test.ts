import assert from 'node:assert/strict';
import { renderProse } from '../../../src/core/render/prose.ts';
import { Editing, htmlOf, type PageBlock, report, seen, standalone } from './render.ts';

const text = report(`# 一、总结

全年完成[105项](metric:重点改革任务)。

\`\`\`yaml 指标
重点改革任务: 105项
深改委会议: 3次
\`\`\`

# 二、任务

\`\`\`yaml 任务
- 任务: 修路
  牵头单位: 区住建局
  完成时限: 2022-10-31
  状态: 正常推进
- 任务: 建桥
  牵头单位: 区住建局
  完成时限: 2023-10-31
  状态: 已完成
\`\`\`

完。`);

/** The ids of the blocks whose HTML is not the same in both pages. */
function differing(before: readonly PageBlock[], after: readonly PageBlock[]): string[] {
  const old = new Map(before.map(({ id, html }) => [id, html]));
  return after.flatMap(({ id, html }) => (old.get(id) === html ? [] : [id]));
}

const ids = (page: readonly PageBlock[]) => page.map(({ id }) => id);
const holding = (page: readonly PageBlock[], words: string) =>
  page.filter(({ id, html }) => id !== 'summary' && html.includes(words)).map(({ id }) => id);

describe('a page while it is edited', () => {
  it('changes in one paragraph only where it is typed', () => {
    const editing = new Editing(text);
    const before = editing.page();
    const { prose } = editing.work;
    const after = editing.replace('全年完成', '这一年完成').page();
    assert.deepEqual(ids(after), ids(before));
    assert.deepEqual(differing(before, after), holding(before, '全年完成'));
    assert.equal(editing.work.prose, prose + 1);
  });

  it('changes in nothing but its lines when a line is put in above', () => {
    const editing = new Editing(text);
    const before = editing.page();
    const { prose } = editing.work;
    const after = editing.replace('title: 年度总结', 'title: 年度总结\n# 说明').page();
    assert.deepEqual(ids(after), ids(before));
    assert.deepEqual(differing(before, after), []);
    assert.equal(editing.work.prose, prose);
    assert.deepEqual(
      after.slice(1).map(({ line }) => line),
      before.slice(1).map(({ line }) => line! + 1),
    );
  });

  it('changes where a value is read when the value changes', () => {
    const editing = new Editing(text);
    const before = editing.page();
    const after = editing.replace('重点改革任务: 105项', '重点改革任务: 106项').page();
    assert.deepEqual(differing(before, after), [
      'summary',
      ...holding(before, '全年完成'),
      ...holding(before, '深改委会议'),
    ]);
  });

  it('keeps the ids of what stands around something new', () => {
    const editing = new Editing(text);
    const before = editing.page();
    const after = editing.replace('# 二、任务', '# 新的一章\n\n新的文字。\n\n# 二、任务').page();
    const added = [...holding(after, '新的一章'), ...holding(after, '新的文字')];
    assert.deepEqual(
      ids(after).filter((id) => !ids(before).includes(id)),
      added,
    );
    assert.deepEqual(differing(before, after), added);
  });

  it('keeps the ids of what stands around something removed', () => {
    const editing = new Editing(text);
    const before = editing.page();
    const after = editing.replace('# 二、任务\n\n', '').page();
    assert.deepEqual(
      ids(after),
      ids(before).filter((id) => !holding(before, '二、任务').includes(id)),
    );
  });

  it('has no id twice', () => {
    const page = new Editing(
      'sections:\n  - heading: a\n    body: b\n    assumptions: c\n  - heading: d\n    body: e\n',
      'yaml',
    ).page();
    assert.equal(new Set(ids(page)).size, page.length);
  });
});

describe('a table while it is edited', () => {
  const rows = (page: readonly PageBlock[]) =>
    page.filter(({ html }) => html.includes('class="table"') && !html.includes('summary'));

  it('has a column as soon as one row needs it, and no longer', () => {
    const editing = new Editing(text);
    editing.page();
    const wide = editing.replace('深改委会议: 3次', '深改委会议: { 数值: 3次, 上年: 2次 }').page();
    assert.match(seen(rows(wide)[0]!.html), /指标名称 数值 上年 重点改革任务 105项 深改委会议 3次 2次$/);
    const narrow = editing.replace(', 上年: 2次', '').page();
    assert.match(seen(rows(narrow)[0]!.html), /指标名称 数值 重点改革任务 105项 深改委会议 3次$/);
  });

  it('takes in a new row at its place', () => {
    const editing = new Editing(text);
    editing.page();
    const page = editing.replace('深改委会议: 3次', '走访: 8次\n深改委会议: 3次').page();
    assert.match(seen(rows(page)[0]!.html), /重点改革任务 105项 走访 8次 深改委会议 3次$/);
    const [row] = editing
      .find('[data-line]')
      .filter(({ innerHTML }) => innerHTML.startsWith('<th scope="row"><span class="name">走访'));
    assert.equal(editing.document.text.split('\n')[editing.lineOf(row!)!], '走访: 8次');
  });

  it('becomes two where text is written into it, and one again', () => {
    const editing = new Editing(text);
    const before = editing.page();
    const parted = editing
      .replace('深改委会议: 3次', '```\n\n中间。\n\n```yaml 指标\n深改委会议: 3次')
      .page();
    assert.deepEqual(
      rows(parted)
        .map(({ html }) => seen(html).replace(/^.*数值 /, ''))
        .slice(0, 2),
      ['重点改革任务 105项', '深改委会议 3次'],
    );
    const joined = editing.replace('```\n\n中间。\n\n```yaml 指标\n', '').page();
    assert.equal(rows(joined).length, rows(before).length);
    assert.match(seen(rows(joined)[0]!.html), /重点改革任务 105项 深改委会议 3次$/);
  });

  it('says at once what a metric is that a task is about', () => {
    const editing = new Editing(text.replace('  状态: 正常推进', '  状态: 正常推进\n  关联指标: 深改委会议'));
    editing.page();
    const page = editing.replace('深改委会议: 3次', '深改委会议: 4次').page();
    assert.match(seen(rows(page)[1]!.html), /关联指标 深改委会议 （ 4次 ）|深改委会议（4次）/);
  });

  it('shows what is overdue on another day when the as-of date changes', () => {
    const editing = new Editing(text);
    editing.page();
    const page = editing.replace('as-of: 2022-12-31', 'as-of: 2022-11-01').page();
    assert.match(seen(rows(page)[1]!.html), /修路 区住建局 2022-10-31 逾期 1 天/);
  });
});

describe('links that name where they lead', () => {
  const links = (page: readonly PageBlock[]) =>
    [
      ...page
        .map(({ html }) => html)
        .join('')
        .matchAll(/<a href="([^"]*)"(?: title="([^"]*)")?>([^<]*)</g),
    ].map(([, href, title, words]) => [words, href, title].filter((one) => one !== undefined).join(' '));
  const named = report(
    '见[甲][一]。\n\n# 二\n\n又见[一]。\n\n第三段。\n\n[一]: https://example.org/1 "{{重点}}处"',
  );

  it('are links wherever in the report that stands', () => {
    assert.deepEqual(links(new Editing(named).page()), [
      '甲 https://example.org/1 {{重点}}处',
      '一 https://example.org/1 {{重点}}处',
    ]);
  });

  it('follow when it changes, and only their paragraphs are read again', () => {
    const editing = new Editing(named);
    editing.page();
    const { prose } = editing.work;
    assert.deepEqual(links(editing.replace('example.org/1', 'example.org/2').page()), [
      '甲 https://example.org/2 {{重点}}处',
      '一 https://example.org/2 {{重点}}处',
    ]);
    assert.equal(editing.work.prose, prose + 3);
    assert.deepEqual(links(editing.replace('[一]: ', '一: ').page()), []);
  });

  it('lead where the first of several definitions says', () => {
    const editing = new Editing(named);
    editing.page();
    const first = editing.replace('第三段。', '第三段。\n\n[一]: https://example.org/3').page();
    assert.match(links(first)[0]!, /example\.org\/3$/);
  });

  it('lead in a YAML report from one text to another', () => {
    const yaml =
      '标题: 总结\n章节:\n  - 标题: 一\n    正文: 见[甲]。\n  - 标题: 二\n    正文: |\n      [甲]: https://example.org\n';
    assert.deepEqual(links(new Editing(yaml, 'yaml').page()), ['甲 https://example.org']);
  });
});

describe('prose of many blocks', () => {
  it('reads as one text', () => {
    const prose = [
      '# 一\n文字紧接标题\n\n一段\n第二行\n\n另一段',
      '- 甲\n- 乙\n\n- 丙\n\n  丙的第二段\n\n后面',
      '1. 一\n2. 二\n\n   二的第二段\n\n\n中间\n\n3. 三',
      '> 引文\n> 两行\n\n> 另一则\n\n> - 其中\n>\n> 一段',
      '| 甲 | 乙 |\n|---|--:|\n| 1 | 2 |\n\n之后',
      '```js\nlet a;\n\nlet b;\n```\n\n    缩进\n\n    代码\n\n完',
      '标题\n===\n\n二级\n---\n\n---\n\n***\n\n<!-- 注\n\n多行 -->\n\n末[段][x]\n\n[x]: https://example.org "题"',
      '前\\\n后  \n再后\n\n&amp; *强调* **着重** `代码`\n\n#不是标题\n\n+ 加\n* 星\n* * *\n',
    ].join('\n\n');
    const whole = renderProse({
      text: `${prose}\n`,
      inlines: [],
      shown: [],
      marks: [],
      definitions: {},
      line: () => undefined,
    });
    const [, ...page] = new Editing(report(prose)).page();
    const html = page.map((block) => block.html.replace(/<\/?section[^>]*>| data-line="\d+"/g, '')).join('');
    assert.equal(html.replace(/\n/g, ''), whole.html.replace(/\n/g, ''));
    assert.ok(page.length > 10);
  });
});

describe('a block that cannot be read', () => {
  it('shows what it last said, marked', () => {
    const editing = new Editing(text);
    editing.page();
    const html = editing
      .replace('修路', '{ 修路')
      .page()
      .map((block) => block.html)
      .join('');
    assert.match(html, /<tr class="level-0 overdue stale"[^>]*><th scope="row"><span class="name">修路</);
    assert.match(
      html,
      /<p class="note stale" role="note"[^>]*>这里的写法有误，显示的是上一次能够读取的内容。/,
    );
    assert.match(seen(html), /建桥/);
  });

  it('keeps what it last said over further edits', () => {
    const editing = new Editing(text);
    editing.page();
    editing.replace('修路', '{ 修路').page();
    const html = editing
      .replace('{ 修路', '{ 修大路')
      .page()
      .map((block) => block.html)
      .join('');
    assert.match(html, /stale"[^>]*><th scope="row"><span class="name">修路</);
  });

  it('shows what it says again once it can be read', () => {
    const editing = new Editing(text);
    editing.page();
    editing.replace('修路', '{ 修路').page();
    const html = editing
      .replace('{ 修路', '修大路')
      .page()
      .map((block) => block.html)
      .join('');
    assert.match(html, /<span class="name">修大路</);
    assert.doesNotMatch(html, /stale/);
  });

  it('shows what can be made out where it never could be read', () => {
    const html = htmlOf(text.replace('修路', '{ 修路'));
    assert.match(html, /class="[^"]*broken/);
    assert.match(seen(html), /建桥/);
    assert.doesNotMatch(html, /stale/);
  });

  it('leaves the title as it was while the front matter is broken', () => {
    const editing = new Editing(text);
    editing.page();
    const [summary] = editing.replace('title: 年度总结', 'title: { 年度总结').page();
    assert.match(summary!.html, /<header class="title stale" data-line="0"[^>]*><h1>年度总结<\/h1>/);
  });
});

describe('the summary', () => {
  it('lists what was overdue on the as-of date', () => {
    const [summary] = new Editing(text).page();
    assert.match(
      seen(summary!.html),
      /逾期任务（截至2022年12月31日） .* 修路 区住建局 2022-10-31 逾期 61 天 正常推进$/,
    );
  });

  it('says so where nothing was', () => {
    const [summary] = new Editing(text.replace('状态: 正常推进', '状态: 已完成')).page();
    assert.match(seen(summary!.html), /截至2022年12月31日，没有逾期的任务。/);
  });

  it('counts tasks by status, in the order of the statuses', () => {
    const [summary] = new Editing(text).page();
    assert.match(seen(summary!.html), /正常推进 1 已完成 1/);
  });

  it('puts figures that are compared first, and at most twelve', () => {
    const plain = Array.from({ length: 12 }, (_, index) => `指标${index}: ${index}个`).join('\n');
    const html = htmlOf(report(`\`\`\`yaml 指标\n${plain}\n营收: { 数值: 5亿元, 同比: 3% }\n\`\`\``));
    const cards = [...html.matchAll(/<div class="name">([^<]*)/g)].map(([, name]) => name);
    assert.equal(cards.length, 12);
    assert.equal(cards[0], '营收');
    assert.match(seen(html), /共 13 项指标，这里列出 12 项/);
  });

  it('counts what is wrong', () => {
    assert.match(seen(htmlOf(report('{{没有}}'))), /本报告还有 1 处错误未处理/);
    assert.doesNotMatch(htmlOf(report('文字')), /class="note/);
  });

  it('leads to its sources in other blocks', () => {
    const editing = new Editing(text);
    editing.page();
    const [card] = editing.find('.card');
    assert.equal(text.split('\n')[editing.lineOf(card!)!], '重点改革任务: 105项');
  });
});

describe('tables', () => {
  it('have the columns that occur, in the words of the language', () => {
    const data = (form: string) => report(`\`\`\`yaml ${form}`, 'title: x');
    const zh = htmlOf(
      data('指标\n营收: { value: 5亿元, change: 3%, target: 6亿元 }\n```').replace('title: x', 'title: 总结'),
    );
    assert.match(seen(zh), /指标名称 数值 同比 目标值 营收 5亿元 3% 6亿元/);
    const en = htmlOf(data('metrics\nRevenue: { 数值: $5 million, 同比: 3%, 方向: 高 }\n```'));
    assert.match(seen(en), /Name Value Change Revenue \$5 million 3%/);
  });

  it('show parts, groups and other years below their metric', () => {
    const html = htmlOf(
      report('```yaml 指标\n泊位: { 数值: 12个, 分项: { 公共: 7个, 路内: 5个 }, 历年: { 2021: 10个 } }\n```'),
    );
    assert.match(
      seen(html.slice(html.indexOf('class="table"'))),
      /泊位 12个 分项： 公共 7个 分项： 路内 5个 历年： 2021 10个/,
    );
  });

  it('show words where words are allowed', () => {
    assert.match(
      seen(htmlOf(report('```yaml 指标\n营收: { 数值: 5亿元, 目标: 稳中有升, 完成情况: met }\n```'))),
      /稳中有升 达标/,
    );
  });

  it('indent subtasks, which do not repeat what they take over', () => {
    const html = htmlOf(
      report(
        '```yaml 计划\n- 任务: 甲\n  牵头单位: 区财政局\n  完成时限: 2023-06\n  子任务:\n    - 任务: 乙\n      完成时限: 2023-03\n```',
      ),
    );
    assert.match(
      html,
      /<tr class="level-1"[^>]*><th scope="row"><span class="name">乙<\/span><\/th><td><\/td><td><span class="short">2023-03/,
    );
  });

  it('mark the figure, the part or the name in which something is wrong', () => {
    const html = htmlOf(
      report(
        '```yaml 指标\n营收: { 数值: 5.00亿元, 上年: 4.00亿元, 同比: 3% }\n营收: 6亿元\n学员: { 数值: 5人, 其中: { 女: 7人 } }\n```',
      ),
    );
    assert.match(html, /<td class="has-problem error" title="[^"]+"><span class="short">3%/);
    assert.match(html, /<td class="has-problem error" title="[^"]+"><span class="short">7人/);
    assert.match(html, /<th scope="row" class="has-problem error" title="[^"]+"><span class="name">营收/);
  });

  it('mark the cell in which something is wrong', () => {
    const html = htmlOf(
      report('```yaml 任务\n- 任务: 甲\n  牵头单位: 区财政局\n  完成时限: 2023-06\n  状态: 已完城\n```'),
    );
    assert.match(html, /<td class="has-problem error" title="[^"]*已完城[^"]*">已完城<\/td>/);
  });

  it('say everything in the language of the report', () => {
    const words = /[\u4e00-\u9fff]/;
    const english = htmlOf(
      report(
        'Text {{unknown}}\n\n```yaml tasks\n- title: Road\n  lead: Works\n  due: 2022-01\n  status: done\n```',
        'title: Results\nas-of: 2022-12-31\nstage: draft',
      ),
    );
    assert.doesNotMatch(english, words);
    assert.match(seen(english), /Results Draft/);
  });
});

describe('a report as YAML', () => {
  const yaml =
    '标题: 总结\n章节:\n  - 标题: 一、{{任务数}}\n    正文: |\n      完成[105项](metric:任务数)。\n\n      第二段。\n    指标:\n      - 指标名称: 任务数\n        数值: 105项\n';

  it('has its headings and prose with their lines', () => {
    const editing = new Editing(yaml, 'yaml');
    const html = editing
      .page()
      .map((block) => block.html)
      .join('');
    assert.match(seen(html), /一、 105项/);
    const second = editing.find('[data-line]').find(({ innerHTML }) => innerHTML.startsWith('第二段'))!;
    assert.equal(yaml.split('\n')[editing.lineOf(second)!], '      第二段。');
  });

  it('shows a list with gaps, code and emphasis as in Markdown', () => {
    const text =
      '标题: 总结\n章节:\n  - 标题: 一\n    正文: |\n      首先：\n\n      1. 甲\n\n      2. 乙\n\n      ```\n      a\n\n      b\n      ```\n\n      **丙**\n';
    const html = new Editing(text, 'yaml')
      .page()
      .map((block) => block.html)
      .join('');
    assert.equal(html.match(/<ol/g)?.length, 1);
    assert.match(html, /a\n\nb/);
    assert.match(html, /<strong>丙<\/strong>/);
  });
});

describe('a page on its own', () => {
  it('has a language, a title and its styles', () => {
    const html = standalone(text);
    assert.match(html, /^<!doctype html>\n<html lang="zh-CN">/);
    assert.match(html, /<title>年度总结<\/title>/);
    assert.match(html, /<style>\np \{ margin: 0 \}<\/style>/);
    assert.doesNotMatch(html, /data-line/);
  });
});
