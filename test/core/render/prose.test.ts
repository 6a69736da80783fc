import assert from 'node:assert/strict';
import { Editing, htmlOf, report, seen } from './render.ts';

const metrics = `
\`\`\`yaml 指标
重点改革任务: { 数值: 105项, 同比: 7.1% }
地区生产总值: 233亿元
四上企业:
  数值: 612
  计量单位: 家
内控制度: { 数值: 200项, 约数: 超过 }
\`\`\`
`;

/** What the first piece of prose is shown as; marks stand in 【】. */
function shown(text: string): string {
  const [, prose] = new Editing(report(`${text}\n${metrics}`)).page();
  return seen(
    prose!.html
      .replace(/<mark[^>]*>/g, '【')
      .replaceAll('</mark>', '】')
      .replace(/<\/?(?:span|strong|code)[^>]*>/g, ''),
  );
}

describe('prose', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['a bound figure as it is written', '完成[105项](metric:重点改革任务)。', '完成105项。'],
    [
      'a bound figure that the data contradicts, marked',
      '完成[106项](metric:重点改革任务)。',
      '完成【106项】。',
    ],
    ['an inserted value from the data', '完成{{重点改革任务}}。', '完成105项。'],
    ['an inserted facet', '增长{{重点改革任务#同比}}。', '增长7.1%。'],
    ['an inserted value with its unit from a key of its own', '有{{四上企业}}。', '有612家。'],
    ['an inserted value in another unit', '达{{地区生产总值 万元}}。', '达2330000万元。'],
    ['an inserted value worded', '已{{四上企业 超过}}。', '已超过600家。'],
    ['the wording that a key of its own states', '有{{内控制度}}。', '有超过200项。'],
    ['an unknown name as a visible mark', '完成{{没有的指标}}。', '完成【⟦?没有的指标⟧】。'],
    ['an unknown bound name beside its figure', '完成[7项](metric:没有)。', '完成【7项⟦?没有⟧】。'],
    [
      'a near miss as it was written, marked',
      '完成【105项】（metric：重点改革任务）。',
      '完成【【105项】（metric：重点改革任务）】。',
    ],
    ['a facet that is not stated', '占{{四上企业#占比}}。', '占【⟦?四上企业#占比⟧】。'],
    ['references in code as they are', '写作 `{{重点改革任务}}`。', '写作 {{重点改革任务}}。'],
    ['references in indented code as they are', '    {{重点改革任务}}', '{{重点改革任务}}'],
    ['references inside emphasis', '**{{重点改革任务}}**，完成', '105项，完成'],
    ['emphasis beside Chinese punctuation', '**“三无”企业**已出清', '“三无”企业已出清'],
    ['a line end between Chinese characters as nothing', '全年\n完成', '全年完成'],
    ['no comments', '完成<!-- 待核 -->了\n\n<!--\n多行\n-->', '完成了'],
    ['an open comment as text', '完成 <!-- 待核', '完成 <!-- 待核'],
    ['raw HTML as text', '<b>重点</b>', '<b>重点</b>'],
    ['a picture as what it is called', '![示意图](https://example.org/x.png)', '示意图'],
    ['a heading with its figure', '## 完成{{重点改革任务}}', '完成105项'],
    ['a text directive as text', '时间:name[文字]', '时间:name[文字]'],
  ];
  for (const [name, text, expected] of cases) it(`shows ${name}`, () => assert.equal(shown(text), expected));

  it('says what a figure is', () => {
    assert.match(
      htmlOf(report(`[105项](metric:重点改革任务)${metrics}`)),
      /title="重点改革任务，数值：105项"/,
    );
  });

  it('says what is wrong with a figure', () => {
    assert.match(
      htmlOf(report(`[106项](metric:重点改革任务)${metrics}`)),
      /<mark class="figure bound mismatch error" title="重点改革任务，数值：105项\n[^"]+106项/,
    );
  });

  it('carries the line of each outermost element', () => {
    const html = htmlOf(report('# 一\n文字\n\n- 甲\n- 乙'));
    assert.match(html, /<h2 data-line="0">/);
    assert.match(html, /<p data-line="1">/);
    assert.match(html, /<ul data-line="3">/);
  });

  it('puts headings below the title of the report', () => {
    const html = htmlOf(report('# 一\n\n## 二\n\n###### 六'));
    assert.deepEqual(html.match(/<h\d(?= data-line)/g), ['<h2', '<h3', '<h6']);
  });

  it('aligns the columns of a table without styles', () => {
    const html = htmlOf(report('| 甲 | 乙 |\n|---|--:|\n| 1 | 2 |'));
    assert.match(html, /<th scope="col" class="align-right">乙<\/th>/);
    assert.doesNotMatch(html, /style/);
  });

  it('marks the paragraph in which a plain figure is worded badly', () => {
    assert.match(
      htmlOf(report('# 文字\n观众约3000人次左右。')),
      /<p class="has-problem warning" title="[^"]+" data-line="1">/,
    );
  });

  it('leaves no empty paragraph where only a comment stands', () => {
    assert.doesNotMatch(htmlOf(report('文字\n\n<!--\n多行\n-->\n\n完')), /<p[^>]*><\/p>/);
  });

  it('resolves references in the values of data blocks', () => {
    const html = htmlOf(
      report(
        `${metrics}\n\`\`\`yaml 任务\n- 任务: 完成{{重点改革任务}}\n  备注: 另有[612家](metric:四上企业)、{{没有}}\n\`\`\``,
      ),
    );
    assert.match(seen(html), /完成 105项/);
    assert.match(html, /<mark class="unresolved"[^>]*>.*⟦\?没有⟧/);
  });
});
