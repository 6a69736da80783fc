import assert from 'node:assert/strict';
import type { Node } from '../../../src/core/document/node.ts';
import { format } from '../../../src/core/features/format.ts';
import { applyChanges } from '../../../src/core/text/span.ts';
import { analyse, type Setting, said, unmark } from '../support/analyse.ts';
import { exampleTexts } from '../support/examples.ts';
import { seeded } from '../support/random.ts';

const yaml: Setting = { form: 'yaml' };

function formatted(text: string, setting: Setting, tabSize = 2): string {
  const changes = format(analyse(text, setting), { tabSize });
  for (const { span, text: blanks } of changes)
    assert.match(text.slice(span.start, span.end) + blanks, /^[ \t]*$/, 'nothing but blanks');
  return applyChanges(text, changes);
}

/** A text, and the whole of it behind formatting. */
const cases: readonly (readonly [string, Setting, string, string])[] = [
  [
    'indentation, and blanks at colons and dashes',
    {},
    '# 一\n\n```yaml 任务\n-   任务 :   a\n    举措:\n         -   甲\n         -  乙\n    状态:已完成\n```\n'.replace(
      '状态:已',
      '状态:  已',
    ),
    '# 一\n\n```yaml 任务\n- 任务: a\n  举措:\n    - 甲\n    - 乙\n  状态: 已完成\n```\n',
  ],
  [
    'items in the form of a map',
    {},
    '```yaml 指标\n改革任务 : 105项  \n征地:\n    数值:   3347\n    历年:\n       2021: 5\n       2022 :  6\n```\n',
    '```yaml 指标\n改革任务: 105项\n征地:\n  数值: 3347\n  历年:\n    2021: 5\n    2022: 6\n```\n',
  ],
  [
    'brackets',
    {},
    '```yaml 指标\n甲: {数值: 3项 ,上年:  2项}\n乙: {  数值: 3项,  别名: [ a ,b,  "c , d" ]}   # {注}  \n丙: { }\n```\n'.replace(
      ',上',
      ', 上',
    ),
    '```yaml 指标\n甲: { 数值: 3项, 上年: 2项 }\n乙: { 数值: 3项, 别名: [a, b, "c , d"] }   # {注}\n丙: {}\n```\n',
  ],
  [
    'brackets over several lines',
    {},
    '```yaml 指标\n甲: {数值: 3项,\n    上年:  2项 ,\n    别名: [a,\n      b ] }\n```\n',
    '```yaml 指标\n甲: { 数值: 3项,\n    上年: 2项,\n    别名: [a,\n      b] }\n```\n',
  ],
  [
    'a list in the column of its key',
    yaml,
    'tasks:\n- title: a\n  status: done\n- title: b\nmetrics:\n- x: 3 km\n',
    'tasks:\n  - title: a\n    status: done\n  - title: b\nmetrics:\n  - x: 3 km\n',
  ],
  [
    'sections within sections, whose texts move with them and stay as they are',
    yaml,
    '标题:   a\n章节:\n    -   标题: 一\n        正文:  |\n           甲 ,乙：  \n\n             - 丙\n        下级章节:\n            - 标题: （一）\n              正文: >-\n                甲\n\n                乙\n',
    '标题: a\n章节:\n  - 标题: 一\n    正文: |\n       甲 ,乙：  \n\n         - 丙\n    下级章节:\n      - 标题: （一）\n        正文: >-\n          甲\n\n          乙\n',
  ],
  [
    'nothing in prose and code',
    {},
    '甲 :  乙,丙  \n\n-   丁\n\n```yaml\na :   b\n```\n\n```js\nx  =  1\n```\n',
    '甲 :  乙,丙  \n\n-   丁\n\n```yaml\na :   b\n```\n\n```js\nx  =  1\n```\n',
  ],
  [
    'quoted values and their lines not',
    {},
    '```yaml 指标\n甲:\n  备注:  "a  ,  b :c"  \n  单位: \'%\'\n乙:\n  备注: "一  \n     二  "\n```\n',
    '```yaml 指标\n甲:\n  备注: "a  ,  b :c"\n  单位: \'%\'\n乙:\n  备注: "一  \n     二  "\n```\n',
  ],
  [
    'comments, which stay and go with what is behind them',
    yaml,
    '# 甲  \ntasks:\n    # 乙\n    -   title: a   # 丙  \n        # 丁\n        status: done\n# 戊\n    - title: b\n    # 己\n',
    '# 甲\ntasks:\n  # 乙\n  - title: a   # 丙\n    # 丁\n    status: done\n# 戊\n  - title: b\n  # 己\n',
  ],
  [
    'front matter',
    {},
    '---\ntitle :  a\ndata:\n    -  ./a.ledger.yaml\n---\n\n甲\n',
    '---\ntitle: a\ndata:\n  - ./a.ledger.yaml\n---\n\n甲\n',
  ],
  [
    'an item that cannot be read not, but what stands around it',
    {},
    '```yaml 任务\n-   任务: a\n    状态:  已完成\n-   任务：b\n    状态:   已完成\n-   任务: c\n```\n',
    '```yaml 任务\n- 任务: a\n  状态: 已完成\n-   任务：b\n    状态:   已完成\n- 任务: c\n```\n',
  ],
  [
    'an item that cannot be read moves as a whole with its list',
    yaml,
    'tasks:\n    - title: a\n    - title：b\n      status:   done\n    - title: c\n',
    'tasks:\n  - title: a\n  - title：b\n    status:   done\n  - title: c\n',
  ],
  [
    'full-width signs not',
    {},
    '```yaml 指标\n甲: { 数值：3项，上年: 2项}\n乙 : 3项\n```\n',
    '```yaml 指标\n甲: { 数值：3项，上年: 2项}\n乙: 3项\n```\n',
  ],
  [
    'a value over several lines, which moves with its key',
    yaml,
    'tasks:\n    - title: a\n      note: one\n        two\n      next:\n        three\n',
    'tasks:\n  - title: a\n    note: one\n      two\n    next:\n      three\n',
  ],
  ['the last line without a line end', yaml, 'title :  a  ', 'title: a'],
  ['an empty text', yaml, '', ''],
  ['blank lines', yaml, 'title: a\n   \nlanguage:  zh\n', 'title: a\n\nlanguage: zh\n'],
  [
    'keys in quotes and an address',
    yaml,
    '"title" :  a\ndata:  [ ./a:b.yaml,c ]\n',
    '"title": a\ndata: [./a:b.yaml, c]\n',
  ],
  [
    'a project file',
    { form: 'yaml', root: 'project' },
    'organizations:\n-   name: A\n    short:  B\nrules:\n    unit-missing:  off\n',
    'organizations:\n  - name: A\n    short: B\nrules:\n  unit-missing: off\n',
  ],
  [
    'a ledger',
    { form: 'yaml', root: 'ledger' },
    '指标:\n   征地:\n      数值:  3347亩\n任务:\n   -  任务: a\n',
    '指标:\n  征地:\n    数值: 3347亩\n任务:\n  - 任务: a\n',
  ],
];

/** All keys and values, in order. */
function contents(text: string, setting: Setting): unknown {
  const plain = (node: Node | undefined): unknown => {
    if (!node) return null;
    if (node.kind === 'scalar') return node.source;
    if (node.kind === 'list') return node.items.map(plain);
    return [...node.entries, ...node.duplicates].map(({ key, value }) => [key.source, plain(value)]);
  };
  const { document } = analyse(text, setting);
  return [...document.blocks].map((block) => [block.kind, block.list, plain(block.parse().node)]);
}

describe('formatting', () => {
  for (const [name, setting, before, after] of cases) {
    it(`puts in order: ${name}`, () => {
      assert.equal(formatted(before, setting), after);
      assert.equal(formatted(after, setting), after, 'a second time');
      assert.deepEqual(contents(after, setting), contents(before, setting));
      const windows = (text: string) => text.replaceAll('\n', '\r\n');
      assert.equal(formatted(windows(before), setting), windows(after), 'CRLF');
    });
  }

  it('indents by as much as the editor does', () => {
    assert.equal(
      formatted('tasks:\n  - title: a\n    tasks:\n      - title: b\n', yaml, 4),
      'tasks:\n    - title: a\n      tasks:\n          - title: b\n',
    );
  });

  const ranges: readonly (readonly [string, Setting, string, string])[] = [
    [
      'only the lines in it',
      {},
      '```yaml 指标\n甲 :  3项\n乙 «:  3»项\n丙 :  3项\n```\n',
      '```yaml 指标\n甲 :  3项\n乙: 3项\n丙 :  3项\n```\n',
    ],
    [
      'not the line at whose beginning it ends',
      {},
      '```yaml 指标\n«甲 :  3项\n»乙 :  3项\n```\n',
      '```yaml 指标\n甲: 3项\n乙 :  3项\n```\n',
    ],
    [
      'no indentation that would part a list',
      yaml,
      'tasks:\n    - title:  a\n«    - title:  b\n»    - title: c\n',
      'tasks:\n    - title:  a\n    - title: b\n    - title: c\n',
    ],
    [
      'what lies deeper in it',
      {},
      '```yaml 任务\n- 任务:  a\n«  举措:\n     - 甲\n     - 乙»\n```\n',
      '```yaml 任务\n- 任务:  a\n  举措:\n    - 甲\n    - 乙\n```\n',
    ],
  ];
  for (const [name, setting, marked, after] of ranges) {
    it(`of a range changes ${name}`, () => {
      const { text, spans } = unmark(marked);
      const changes = format(analyse(text, setting), { tabSize: 2 }, spans[0]);
      assert.equal(applyChanges(text, changes), after);
    });
  }

  it('leaves what is in order already', () => {
    for (const [index, [text, form]] of exampleTexts.entries())
      if (index < 5) assert.equal(formatted(text, { form }), text);
  });

  it('says the same afterwards, whatever blanks there are, and nothing new is wrong', () => {
    const random = seeded(11);
    let changed = 0;
    for (let round = 0; round < 120; round++) {
      const [example, form] = exampleTexts[round % exampleTexts.length]!;
      let text = example;
      for (let edit = 0; edit < 1 + random(6); edit++) {
        const at = random(text.length);
        // More blanks beside blanks, or signs that break something.
        const gap = text.indexOf(' ', at);
        if (random(4) > 0 && gap >= 0)
          text = text.slice(0, gap) + ' '.repeat(1 + random(3)) + text.slice(gap);
        else text = text.slice(0, at) + '\n#:-{"，'[random(7)]! + text.slice(at);
      }
      const tabSize = 2 + random(3);
      const after = formatted(text, { form }, tabSize);
      if (after !== text) changed++;
      assert.deepEqual(contents(after, { form }), contents(text, { form }), text);
      assert.equal(formatted(after, { form }, tabSize), after, 'a second time');
      const codes = (of: string) => said(analyse(of, { form })).map((one) => one.split(':')[0]);
      assert.deepEqual(codes(after), codes(text));
    }
    assert.ok(changed > 60, `${changed} were changed`);
  });
});
