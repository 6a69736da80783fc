import assert from 'node:assert/strict';
import english from '../../../examples/annual-results-en/2024.report.md';
import englishProject from '../../../examples/annual-results-en/reportwright.yaml';
import districtMarkdown from '../../../examples/district-reform-2022/2022.report.md';
import districtYaml from '../../../examples/district-reform-2022/2022.report.yaml';
import districtProject from '../../../examples/district-reform-2022/reportwright.yaml';
import type { Analysis } from '../../../src/core/analysis.ts';
import { type LinkToMetric, linksIn, linkTarget } from '../../../src/core/features/links.ts';
import { analyse, projectOf, type Setting, unmark } from '../support/analyse.ts';
import { analyseIn } from '../support/files.ts';

const yaml: Setting = { form: 'yaml' };
const ledger: Setting = { form: 'yaml', root: 'ledger' };
const project: Setting = { form: 'yaml', root: 'project' };
const data = '\n```yaml 指标\n改革任务: { 数值: 105项, 同比: 7.1% }\n会议: 3次\n```\n';

/** The words of each link, and where it leads: a path, or the line and column of the metric's name. */
function found(analysis: Analysis): string[] {
  const { text } = analysis.document;
  return linksIn(analysis).map((link) => {
    const words = text.slice(link.span.start, link.span.end);
    return `${words} → ${link.kind === 'file' ? link.path : targetOf(analysis, link)}`;
  });
}

function targetOf(analysis: Analysis, link: LinkToMetric): string {
  const target = linkTarget(analysis, link);
  return target ? `${target.path ?? ''}${target.position.line}:${target.position.column}` : 'nothing';
}

/** Each text with its links marked, and where they lead, in order. */
const rows: readonly (readonly [
  name: string,
  marked: string,
  targets: readonly string[],
  setting?: Setting,
])[] = [
  ['a ledger in front matter', '---\n台账: «./a.ledger.yaml»\n---\n', ['./a.ledger.yaml']],
  [
    'a key in English',
    '---\ndata: «a.ledger.yaml»\nprior: «../2021.report.md»\n---\n',
    ['a.ledger.yaml', '../2021.report.md'],
  ],
  [
    'several ledgers, as a list',
    'data:\n  - «a.ledger.yaml»\n  - «b.ledger.yaml»\n',
    ['a.ledger.yaml', 'b.ledger.yaml'],
    yaml,
  ],
  [
    'several ledgers in brackets',
    '台账: [«甲.ledger.yaml», "«乙 丙.ledger.yaml»"]\n',
    ['甲.ledger.yaml', '乙 丙.ledger.yaml'],
    yaml,
  ],
  ['what is in quotes, without them', "上年报告: '«./2021.report.md»'\n", ['./2021.report.md'], yaml],
  ['a value over several lines', '上年报告: |\n  «./2021.report.md»\n', ['./2021.report.md'], yaml],
  ['a comment beside it', '上年报告: «./2021.report.md» # 去年\n', ['./2021.report.md'], yaml],
  [
    'Windows line ends',
    '台账: «a.ledger.yaml»\r\n上年报告: «b.report.md»\r\n',
    ['a.ledger.yaml', 'b.report.md'],
    yaml,
  ],
  ['an address of the web', '上年报告: https://example.org/2021.report.md\n', [], yaml],
  ['a drive letter', "上年报告: 'C:\\a.report.md'\n", [], yaml],
  ['no value', '台账:\n上年报告:\n', [], yaml],
  [
    'schemas of the project file',
    'schemas:\n  task: «./task.schema.json»\n  metric: «metric.yaml»\n',
    ['./task.schema.json', 'metric.yaml'],
    project,
  ],
  [
    'schemas in Chinese and in brackets',
    '数据规范: { 任务: «task.json», 指标: "«metric.json»" }\n',
    ['task.json', 'metric.json'],
    project,
  ],
  ['a schema on the web', 'schemas:\n  task: https://example.org/task.json\n', [], project],
  [
    'reports of the project file, patterns left out',
    'reports:\n  - «a.report.md»\n  - "2022/*.report.md"\n',
    ['a.report.md'],
    project,
  ],
  ['a bound value', `完成[105项](«metric:改革任务»)。${data}`, ['3:1']],
  ['a bound value with a facet', `增长[7.1%](«metric:改革任务#同比»)。${data}`, ['3:1']],
  [
    'a bound value whose address is encoded',
    `完成[105项](«metric:%E6%94%B9%E9%9D%A9%E4%BB%BB%E5%8A%A1»)。${data}`,
    ['3:1'],
  ],
  [
    'a bound value whose address stands in pointed brackets',
    `完成[105项](<«metric:改革 任务»>)。${data}`,
    ['3:1'],
  ],
  ['an inserted value', `开会{{«会议»}}。${data}`, ['4:1']],
  ['an inserted value with blanks and a request', `开会{{ «会议 超过» }}。${data}`, ['4:1']],
  [
    'several of a line',
    `[105项](«metric:改革任务»)，{{«会议»}}，[3次](«metric:会议»)。${data}`,
    ['3:1', '4:1', '4:1'],
  ],
  ['a heading', `# 完成{{«改革任务»}}\n${data}`, ['4:1']],
  [
    'an alias and an id',
    '[1项](«metric:GDP»)[1项](«metric:m1»)\n\n```yaml 指标\n- 指标: 甲\n  编号: m1\n  别名: GDP\n  数值: 1项\n```\n',
    ['4:7', '4:7'],
  ],
  ['a bound value that leads nowhere', `完成[105项](«metric:不存在»)。${data}`, ['nothing']],
  ['an inserted value that leads nowhere', `完成{{不存在}}。${data}`, []],
  ['what only looks like a bound value', `完成【105项】（metric：改革任务），[1](metric:改 革)。${data}`, []],
  ['code', `\`[105项](metric:改革任务)\`\n\n~~~\n{{会议}}\n~~~\n${data}`, []],
  [
    'a text of YAML',
    '指标:\n  甲: 3次\n章节:\n  - 标题: 一\n    正文: 开会{{«甲»}}，[3次](«metric:甲»)。\n',
    ['2:3', '2:3'],
    yaml,
  ],
  [
    'further paragraphs of it',
    '指标:\n  甲: 3次\n章节:\n  - 标题: 一\n    正文: |\n      共[3次](«metric:甲»)。\n\n      又{{«甲»}}。\n',
    ['2:3', '2:3'],
    yaml,
  ],
  [
    'a text in quotes with escapes',
    '指标:\n  甲: 3次\n正文: "\\t开会[3次](«metric:甲»)。"\n章节:\n  - 正文: "\\t[3次](«metric:甲»)"\n',
    ['2:3', '2:3'],
    yaml,
  ],
  [
    'what is written about a task',
    `\`\`\`yaml 任务\n- 任务: 乙\n  进展情况: 完成[3次](«metric:会议»)\n\`\`\`\n${data}`,
    ['8:1'],
  ],
  ['a bound value of YAML that leads nowhere', '章节:\n  - 正文: 开会[3次](metric:甲)。\n', [], yaml],
  ['a ledger', '指标:\n  甲: { 数值: 3次, 备注: 其中{{«甲»}} }\n', ['2:3'], ledger],
  [
    'the list form, flow',
    'metrics: [{ name: a b, value: 3 }]\nsections:\n  - body: "held {{«a b»}}, [3](<«metric:a b»>)"\n',
    ['1:19', '1:19'],
    yaml,
  ],
  [
    'a text that is broken elsewhere',
    `完成[105项](«metric:改革任务»)。\n\n\`\`\`yaml 任务\n- 任务: [\n\`\`\`\n${data}`,
    ['8:1'],
  ],
  [
    'a file in a text of YAML',
    '章节:\n  - 正文: |\n      见[去年](«./2021.report.md»#一)，![图](«%E5%9B%BE.png» "图")。\n\n      又[附件](«附件/一.pdf»)。\n',
    ['./2021.report.md', '图.png', '附件/一.pdf'],
    yaml,
  ],
  [
    'a file in a text of YAML, not of the web and not in code',
    '章节:\n  - 正文: "[a](https://example.org/a)[b](#b)[c](<d>) `[e](f.md)`[g]( )"\n',
    [],
    yaml,
  ],
  ['a file in Markdown, which the editor finds', '见[去年](./2021.report.md)。\n', []],
  ['an empty text', '', []],
];

describe('links', () => {
  for (const [name, marked, targets, setting] of rows) {
    it(`of ${name}`, () => {
      const { text, spans } = unmark(marked);
      const words = spans.map(({ start, end }) => text.slice(start, end));
      const analysis = analyse(text, setting);
      assert.deepEqual(
        found(analysis),
        words.map((word, index) => `${word} → ${targets[index]}`),
      );
      assert.deepEqual(
        linksIn(analysis).map(({ span }) => span),
        spans,
      );
    });
  }

  const tooltips: readonly (readonly [text: string, tooltip: string | undefined])[] = [
    [`完成[105项](metric:改革任务)。${data}`, '改革任务：105项'],
    [`完成[7.1%](metric:改革任务#同比)。${data}`, '改革任务 (同比)：7.1%'],
    [`同比增长[7.1%](metric:改革任务)。${data}`, '改革任务 (同比)：7.1%'],
    [`开会{{会议}}。${data}`, '会议：3次'],
    [`去年[98项](metric:改革任务@2021)。${data}`, '改革任务'],
    [`完成[1项](metric:不存在)。${data}`, undefined],
    [
      '[3](metric:held@2021)\n\n```yaml metrics\nheld: { value: 4, history: { 2021: 3 } }\n```\n',
      'held (2021): 3',
    ],
    ['[3](metric:m)\n\n```yaml metrics\n- id: m\n  value: 3\n  unit: people\n```\n', 'm: 3 people'],
  ];
  for (const [text, tooltip] of tooltips) {
    it(`say ${tooltip ?? 'nothing'} of ${text.split('\n')[0]}`, () => {
      const [link] = linksIn(analyse(text));
      assert.equal(link?.kind === 'metric' ? link.tooltip : 'no link', tooltip);
    });
  }

  it('lead to a ledger', async () => {
    const report =
      '---\n标题: 甲\n台账: ../台账/a.ledger.yaml\n---\n\n征地{{征地}}，开会[3次](metric:会议)。\n\n```yaml 指标\n会议: 3次\n```\n';
    const files = {
      '/w/2022/a.report.md': report,
      '/w/台账/a.ledger.yaml': '指标:\n  会议: 9次\n  征地: 15亩\n',
    };
    assert.deepEqual(found(await analyseIn(files, '/w/2022/a.report.md')), [
      '../台账/a.ledger.yaml → ../台账/a.ledger.yaml',
      '征地 → /w/台账/a.ledger.yaml3:3',
      'metric:会议 → 9:1',
    ]);
  });

  it('lead to where the metric stands when they are followed', () => {
    const text = `开会{{会议}}，[3次](metric:会议)。${data}`;
    const links = linksIn(analyse(text)).filter((link) => link.kind === 'metric');
    const later = analyse(text.replace('改革任务: ', '另一项: 1项\n改革任务: '));
    assert.deepEqual(
      links.map((link) => targetOf(later, link)),
      ['5:1', '5:1'],
    );
    const gone = analyse(text.replace('会议: 3次\n', ''));
    assert.deepEqual(
      links.map((link) => targetOf(gone, link)),
      ['nothing', 'nothing'],
    );
  });

  it('need no problems to be looked for', () => {
    const analysis = analyse(`开会{{会议}}，[3次](metric:会议)。${data}`);
    const watched = Object.create(analysis, {
      problems: { get: () => assert.fail('problems') },
      of: {
        value: (...block: Parameters<Analysis['of']>) => {
          const { model, content } = analysis.of(...block);
          return { model, content };
        },
      },
    }) as Analysis;
    assert.equal(linksIn(watched).length, 2);
  });

  for (const [name, text, form, projectText] of [
    ['English', english, 'markdown', englishProject],
    ['Markdown', districtMarkdown, 'markdown', districtProject],
    ['YAML', districtYaml, 'yaml', districtProject],
  ] as const) {
    it(`lead from each reference of the ${name} example to its metric, without meeting`, () => {
      const analysis = analyse(text, { form, project: projectOf(projectText) });
      const links = linksIn(analysis);
      const references = [...analysis.document.blocks].flatMap((block) => analysis.of(block).references);
      assert.equal(links.filter(({ kind }) => kind === 'metric').length, references.length);
      assert.ok(references.length > 0);
      let end = 0;
      for (const link of links) {
        assert.ok(link.span.start >= end && link.span.end > link.span.start);
        end = link.span.end;
        if (link.kind === 'file') continue;
        const { position } = linkTarget(analysis, link)!;
        const line = text.split('\n')[position.line - 1]!;
        const [metric] = link.reference.metrics;
        assert.ok(line.slice(position.column - 1).includes(metric!.name!.text), line);
      }
    });
  }
});
