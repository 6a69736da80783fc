import assert from 'node:assert/strict';
import { ReportDocument } from '../../../src/core/document/document.ts';
import type { TextChange } from '../../../src/core/text/span.ts';
import { projectOf } from '../support/analyse.ts';
import { seeded } from '../support/random.ts';

const { grammar } = projectOf();

/** The blocks of a text, each as `kind[ list][ @depth][ +]: first line…` with the number of its lines. */
function outline(text: string, form: 'markdown' | 'yaml'): string[] {
  return [...ReportDocument.open(text, form, grammar).blocks].map(
    ({ kind, list, depth, opens, text: lines }) =>
      `${kind}${list ? ` ${list}` : ''}${depth ? ` @${depth}` : ''}${opens ? ' +' : ''}: ${lines.split(/\r?\n/)[0]}${
        lines.trimEnd().includes('\n') ? ` …${lines.trimEnd().split('\n').length}` : ''
      }`,
  );
}

const markdown: readonly (readonly [string, string, readonly string[]])[] = [
  ['an empty text', '', []],
  ['paragraphs', '甲\n丙\n\n乙\n', ['prose: 甲 …2', 'prose: 乙']],
  [
    'a list with gaps and what belongs to it',
    '- 甲\n\n  乙\n\n1. 丙\n\n丁\n',
    ['prose: - 甲 …5', 'prose: 丁'],
  ],
  ['a comment with gaps', '甲 <!--\n\n乙\n\n--> 丙\n\n丁\n', ['prose: 甲 <!-- …5', 'prose: 丁']],
  ['code with gaps', '```js\n\na\n\nb\n```\n\n丁\n', ['prose: ```js …6', 'prose: 丁']],
  ['front matter', '---\ntitle: a\n---\n甲\n', ['front-matter: --- …3', 'prose: 甲']],
  ['a rule further down is no front matter', '甲\n\n---\n乙\n', ['prose: 甲', 'prose: --- …2']],
  ['headings', '甲\n# 一\n乙\n## 二\n', ['prose: 甲', 'prose: # 一 …2', 'prose: ## 二']],
  [
    'a data block',
    '甲\n```yaml 指标\nA: 1项\n# 注\nB:\n  数值: 2项\n```\n乙\n',
    [
      'prose: 甲',
      'fence metrics: ```yaml 指标',
      'item metrics: A: 1项 …2',
      'item metrics: B: …2',
      'fence: ```',
      'prose: 乙',
    ],
  ],
  ['an empty data block', '```yaml tasks\n```\n', ['fence tasks: ```yaml tasks …2']],
  [
    'a list of tasks with its subtasks',
    '```yaml 任务\n- 任务: a\n  子任务:\n    - 任务: b\n- 任务: c\n```\n',
    ['fence tasks: ```yaml 任务', 'item tasks: - 任务: a …3', 'item tasks: - 任务: c', 'fence: ```'],
  ],
  ['an ordinary code block', '```yaml\nA: 1\n# x\n```\n# 一\n', ['prose: ```yaml …4', 'prose: # 一']],
  ['a heading inside code is none', '````\n```yaml 指标\n# x\n````\n', ['prose: ```` …4']],
  [
    'a longer fence holds a shorter one',
    '~~~~yaml 计划\n- 任务: |\n    ~~~\n~~~~\n甲\n',
    ['fence plan: ~~~~yaml 计划', 'item plan: - 任务: | …2', 'fence: ~~~~', 'prose: 甲'],
  ],
  [
    'an open fence ends at the next data block',
    '```yaml 指标\nA: 1项\n```yaml 任务\n- 任务: a\n```\n',
    [
      'fence metrics: ```yaml 指标',
      'item metrics: A: 1项',
      'fence tasks: ```yaml 任务',
      'item tasks: - 任务: a',
      'fence: ```',
    ],
  ],
  [
    'an open fence ends at a heading',
    '```yaml 指标\nA: 1项\n\n## 二、标题\n乙\n',
    ['fence metrics: ```yaml 指标', 'item metrics: A: 1项', 'prose: ## 二、标题 …2'],
  ],
  [
    'a comment in a fence is no heading, unless a blank line stands before it',
    '```yaml 指标\nA: 1项\n# 一、注\nB: 2项\n```\n',
    ['fence metrics: ```yaml 指标', 'item metrics: A: 1项 …2', 'item metrics: B: 2项', 'fence: ```'],
  ],
  [
    'open front matter ends at a heading',
    '---\ntitle: a\n\n# 一、标题\n',
    ['front-matter: --- …2', 'prose: # 一、标题'],
  ],
  ['a comment in front matter is no heading', '---\n# 说明\ntitle: a\n---\n', ['front-matter: --- …4']],
  [
    'CRLF',
    '甲\r\n```yaml 指标\r\nA: 1项\r\n```\r\n',
    ['prose: 甲', 'fence metrics: ```yaml 指标', 'item metrics: A: 1项', 'fence: ```'],
  ],
  [
    'an item may begin with the dash of an input method',
    '```yaml 任务\n－ 任务: a\n－任务: b\n```\n',
    ['fence tasks: ```yaml 任务', 'item tasks: － 任务: a', 'item tasks: －任务: b', 'fence: ```'],
  ],
  [
    'a text over several lines holds its lines',
    '```yaml 任务\n- 任务: a\n  备注: |\n    - 任务: 不是\n\n    ## 也不是\n- 任务: b\n```\n',
    ['fence tasks: ```yaml 任务', 'item tasks: - 任务: a …5', 'item tasks: - 任务: b', 'fence: ```'],
  ],
  [
    'metrics in both forms',
    '```yaml 指标\n- 指标名称: A\n  数值: 1项\nB: 1项\nC: 2项\n```\n',
    [
      'fence metrics: ```yaml 指标',
      'item metrics: - 指标名称: A …2',
      'item metrics: B: 1项',
      'item metrics: C: 2项',
      'fence: ```',
    ],
  ],
  [
    'quotes that are never closed end with their item',
    '```yaml 指标\nA: "x\nB: 1项\n```\n',
    ['fence metrics: ```yaml 指标', 'item metrics: A: "x', 'item metrics: B: 1项', 'fence: ```'],
  ],
  [
    'so do brackets',
    '```yaml 指标\nA: { 数值: 1项,\nB: 1项\n```\n',
    ['fence metrics: ```yaml 指标', 'item metrics: A: { 数值: 1项,', 'item metrics: B: 1项', 'fence: ```'],
  ],
  [
    'a bracket may be closed below',
    '```yaml 指标\nA: {\n  数值: 1项\n}\nB: 1项\n```\n',
    ['fence metrics: ```yaml 指标', 'item metrics: A: { …3', 'item metrics: B: 1项', 'fence: ```'],
  ],
];

const yaml: readonly (readonly [string, string, readonly string[]])[] = [
  ['keys of the root', 'title: a\nperiod: 2022\n', ['own: title: a …2']],
  [
    'lists of the root in both forms',
    'title: a\nmetrics:\n  A: 1项\n  B: 2项\ntasks:\n- title: b\n- title: c\nperiod: 2022\n',
    [
      'own: title: a …2',
      'item metrics: A: 1项',
      'item metrics: B: 2项',
      'own: tasks:',
      'item tasks: - title: b',
      'item tasks: - title: c',
      'own: period: 2022',
    ].map((line) => line.replace(/: (A|B): /, ':   $1: ')),
  ],
  [
    'sections and what is in them',
    '章节:\n  - 标题: 一\n    正文: |\n      指标:\n        A: 1\n    指标:\n      A: 1项\n    下级章节:\n      - 标题: 二\n        任务:\n          - 任务: a\n  - 标题: 三\n',
    [
      'own: 章节:',
      'own @1 +:   - 标题: 一 …5',
      'item metrics @1:       A: 1项',
      'own @1:     下级章节:',
      'own @2 +:       - 标题: 二 …2',
      'item tasks @2:           - 任务: a',
      'own @1 +:   - 标题: 三',
    ],
  ],
  [
    'the paragraphs of a text over several lines',
    '章节:\n  - 标题: 一\n    正文: |\n      甲\n      乙\n\n      丙\n\n        - 丁\n\n      ```\n      a\n\n      b\n      ```\n      ## 戊\n    指标:\n      A: 1项\n',
    [
      'own: 章节:',
      'own @1 +:   - 标题: 一 …4',
      'text @1:       丙 …3',
      'text @1:       ``` …5',
      'text @1:       ## 戊',
      'own @1:     指标:',
      'item metrics @1:       A: 1项',
    ],
  ],
  [
    'a text of one paragraph stays with its keys, and one that is folded or belongs to an item',
    '章节:\n  - 正文: |\n      甲\n\n    牵头单位: a\n  - 正文: >\n      甲\n\n      乙\ntasks:\n  - 进展情况: |\n      甲\n\n      乙\n',
    [
      'own: 章节:',
      'own @1 +:   - 正文: | …4',
      'own @1 +:   - 正文: > …4',
      'own: tasks:',
      'item tasks:   - 进展情况: | …4',
    ],
  ],
  [
    'behind a line that is not as deep as the text, no paragraphs are told apart',
    '章节:\n  - 正文: |\n      甲\n\n      乙\n     丙\n\n      丁\n',
    ['own: 章节:', 'own @1 +:   - 正文: | …2', 'text @1:       乙 …4'],
  ],
  [
    'a list in brackets stays with its key',
    'metrics: { A: 1项 }\ntitle: a\n',
    ['own: metrics: { A: 1项 } …2'],
  ],
  [
    'a full-width colon opens a list as well',
    '指标：\n  A: 1项\n',
    ['own: 指标：', 'item metrics:   A: 1项'],
  ],
  [
    'an item’s key that lost its indentation',
    'tasks:\n  - title: a\n  lead: b\n  - title: c\n',
    ['own: tasks:', 'item tasks:   - title: a …2', 'item tasks:   - title: c'],
  ],
  ['a nested key of the same name opens none', 'contact:\n  tasks:\n  - a\n', ['own: contact: …3']],
  [
    'CRLF',
    'metrics:\r\n  A: 1项\r\n  B: 2项\r\n',
    ['own: metrics:', 'item metrics:   A: 1项', 'item metrics:   B: 2项'],
  ],
];

describe('blocks', () => {
  for (const [name, text, blocks] of markdown)
    it(`Markdown: ${name}`, () => assert.deepEqual(outline(text, 'markdown'), blocks));
  for (const [name, text, blocks] of yaml)
    it(`YAML: ${name}`, () => assert.deepEqual(outline(text, 'yaml'), blocks));

  it('are the whole text', () => {
    for (const [form, cases] of [
      ['markdown', markdown],
      ['yaml', yaml],
    ] as const) {
      for (const [, text] of cases) {
        const document = ReportDocument.open(text, form, grammar);
        assert.equal([...document.blocks].map((block) => block.text).join(''), text);
      }
    }
  });

  it('are shared by the version after an edit, but for the one that it touches', () => {
    const text = '# 一\n甲\n```yaml 指标\nA: 1项\nB: 2项\nC: 3项\n```\n乙\n';
    const before = ReportDocument.open(text, 'markdown', grammar);
    const at = text.indexOf('2项');
    const after = before.edit([{ span: { start: at, end: at + 1 }, text: '25' }]);
    assert.equal(after.text, text.replace('2项', '25项'));
    const fresh = [...after.blocks].filter((block) => !before.has(block)).map((block) => block.text);
    assert.deepEqual(fresh, ['B: 25项\n']);
    assert.equal(after.startOf(after.blocks.at(-1)!), after.text.indexOf('乙'));
  });

  it('are found by an offset', () => {
    const document = ReportDocument.open('# 一\n# 二\n# 三\n', 'markdown', grammar);
    const texts = [0, 3, 4, 7, 8, 12].map((offset) => document.blockAt(offset)?.text.trim());
    assert.deepEqual(texts, ['# 一', '# 一', '# 二', '# 二', '# 三', '# 三']);
    assert.equal(ReportDocument.open('', 'markdown', grammar).blockAt(0), undefined);
  });

  it('after any edits are those of the text opened anew', () => {
    const random = seeded(20221231);
    const pieces = [
      '项',
      '\n',
      '```',
      '\n```\n',
      '```yaml 指标\n',
      '# ',
      '- 任务: x\n',
      '"',
      '{',
      '}',
      ': ',
      '：',
      '  ',
      '\t',
      '---\n',
      '|\n',
      '😀',
      '\r\n',
      'A: 1项\n',
      '',
      '',
      '',
    ];
    for (const [form, cases] of [
      ['markdown', markdown],
      ['yaml', yaml],
    ] as const) {
      let document = ReportDocument.open(cases.map(([, text]) => text).join('\n'), form, grammar);
      for (let step = 0; step < 1500; step++) {
        const start = random(document.text.length + 1);
        const end = Math.min(document.text.length, start + (random(3) === 0 ? random(30) : 0));
        const change: TextChange = { span: { start, end }, text: pieces[random(pieces.length)]! };
        document = document.edit([change]);
        const fresh = ReportDocument.open(document.text, form, grammar);
        assert.equal(document.blocks.length, fresh.blocks.length, JSON.stringify(change));
        [...document.blocks].forEach((block, index) => {
          assert.ok(block.same(fresh.blocks.at(index)!), `step ${step}: ${JSON.stringify(change)}`);
        });
      }
    }
  });
});
