import assert from 'node:assert/strict';
import { element, escapeHtml } from '../../../src/core/render/markup.ts';
import { isAllowedLink } from '../../../src/core/render/prose.ts';
import { assertNoMarkup } from '../support/markup.ts';
import { htmlOf, report, standalone } from './render.ts';

const attack = `"><img src=x onerror=alert(1)><script>alert(2)</script>'`;

/** Where a report has texts, each with the attack in it. */
const places: readonly (readonly [string, string])[] = [
  ['the title', report('', `title: '${attack.replaceAll("'", "''")}'`)],
  ['the organization', report('', `title: x\norganization: '${attack.replaceAll("'", "''")}'`)],
  ['the period', report('', `title: x\nperiod: '${attack.replaceAll("'", "''")}'`)],
  ['a heading', report(`# ${attack}`)],
  ['a paragraph', report(attack)],
  ['raw HTML', report(`<div onclick="alert(1)">\n<script>alert(2)</script>\n</div>`)],
  ['raw HTML in a table', report(`| a |\n|---|\n| ${attack} |`)],
  ['a code block', report(`\`\`\`html"onload=alert(1)\n${attack}\n\`\`\``)],
  ['a code span', report(`\`${attack}\``)],
  ['a picture', report(`![${attack}](x.png "${attack}")`)],
  ['the title of a link', report(`[a](b.md '${attack}')`)],
  ['a bound text', report(`[5${attack}](metric:项目)\n\n\`\`\`yaml 指标\n项目: 5个\n\`\`\``)],
  ['an unknown name', report(`[5](metric:<img/onerror=alert(1)>)`)],
  ['an unknown insert', report(`{{${attack}}}`)],
  ['an insert with words behind it', report(`{{项目 ${attack}}}\n\n\`\`\`yaml 指标\n项目: 5个\n\`\`\``)],
  ['an insert in a heading', report(`# {{${attack}}}`)],
  ['an insert in a link title', report(`[a](b.md "{{<b>}}")`)],
  ['an insert in an address', report(`[a](b/{{<b>}})`)],
  ['a near miss', report(`【5】（metric：${attack}）`)],
  [
    'the name of a metric',
    report(`\`\`\`yaml 指标\n- 指标名称: '${attack.replaceAll("'", "''")}'\n  数值: 5个\n\`\`\`\n\n{{x}}`),
  ],
  [
    'the value of a metric',
    report(
      `\`\`\`yaml 指标\n- 指标名称: 项目\n  数值: '5${attack.replaceAll("'", "''")}'\n\`\`\`\n\n{{项目}}`,
    ),
  ],
  [
    'the unit of a metric',
    report(
      `\`\`\`yaml 指标\n- 指标名称: 项目\n  数值: 5\n  计量单位: '${attack.replaceAll("'", "''")}'\n\`\`\`\n\n{{项目}}`,
    ),
  ],
  [
    'the note of a metric',
    report(
      `\`\`\`yaml 指标\n- 指标名称: 项目\n  数值: 5个\n  备注: '${attack.replaceAll("'", "''")}'\n\`\`\``,
    ),
  ],
  [
    'a part of a metric',
    report(
      `\`\`\`yaml 指标\n- 指标名称: 项目\n  数值: 5个\n  分项: { '${attack.replaceAll("'", "''")}': 5个 }\n\`\`\``,
    ),
  ],
  [
    'a task',
    report(
      `\`\`\`yaml 任务\n- 任务: '${attack.replaceAll("'", "''")}'\n  牵头单位: '${attack.replaceAll("'", "''")}'\n  状态: '${attack.replaceAll("'", "''")}'\n  完成时限: '${attack.replaceAll("'", "''")}'\n  完成率: '${attack.replaceAll("'", "''")}'\n\`\`\``,
    ),
  ],
  ['an unknown key', report(`\`\`\`yaml 任务\n- 任务: a\n  '${attack.replaceAll("'", "''")}': b\n\`\`\``)],
  ['a block that cannot be read', report(`\`\`\`yaml 任务\n- 任务: { a: ${attack}\n\`\`\``)],
];

describe('nothing from a report becomes markup', () => {
  for (const [name, text] of places) {
    it(`in ${name}`, () => {
      for (const html of [htmlOf(text), standalone(text)]) assertNoMarkup(html);
    });
  }

  it('an attribute holds what was written and no more', () => {
    assert.equal(
      element('p', { title: `"><b a='` }, '<&').html,
      '<p title="&quot;&gt;&lt;b a=&#39;">&lt;&amp;</p>',
    );
    assert.equal(escapeHtml(`<>&"'`), '&lt;&gt;&amp;&quot;&#39;');
  });

  const links: readonly (readonly [string, boolean])[] = [
    ['https://example.org/a?b=c', true],
    ['HTTP://example.org', true],
    ['mailto:a@example.org', true],
    ['./2021.report.md', true],
    ['../a b.pdf#x', true],
    ['#top', true],
    ['javascript:alert(1)', false],
    ['JavaScript:alert(1)', false],
    ['java\nscript:alert(1)', false],
    ['vbscript:x', false],
    ['data:text/html,x', false],
    ['file:///etc/passwd', false],
    ['command:workbench.action.quit', false],
    ['vscode://x', false],
    ['metric:x', false],
    ['//example.org/x', false],
    ['\\\\server\\share', false],
  ];
  for (const [url, allowed] of links) {
    it(`${allowed ? 'follows' : 'leaves alone'} a link to ${JSON.stringify(url)}`, () =>
      assert.equal(isAllowedLink(url), allowed));
  }

  it('a link that may not be followed is text', () => {
    const html = htmlOf(
      report(
        '[a](javascript:alert(1)) [e](command:quit) [g](//example.org) <vscode://x> <javascript:alert(1)> [b](  JaVaScRiPt:x) [c][d]\n\n[d]: data:text/html,x\n\n[i][j]\n\n[j]: metric:x',
      ),
    );
    assert.doesNotMatch(html, /<a /);
  });

  it('a page on its own allows no script and loads nothing', () => {
    const html = standalone(report('文字'));
    assert.match(
      html,
      /Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"/,
    );
    assert.doesNotMatch(html, /<script|<link|src=|url\(/);
  });

  it('a stylesheet cannot end its element', () => {
    assert.equal(standalone(report('文字'), '</style><script>').match(/<\/style>/g)?.length, 1);
  });
});
