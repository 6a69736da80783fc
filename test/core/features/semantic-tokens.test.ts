import assert from 'node:assert/strict';
import { Analyser } from '../../../src/core/analyser.ts';
import { ReportDocument } from '../../../src/core/document/document.ts';
import { semanticTokens, type Token } from '../../../src/core/features/semantic-tokens.ts';
import type { Span } from '../../../src/core/text/span.ts';
import { analyse, projectOf, type Setting } from '../support/analyse.ts';
import { exampleTexts } from '../support/examples.ts';

/** A sign for each type; `k‹数值›` is a known key. */
const signs = {
  property: 'k',
  enumMember: 'v',
  number: 'n',
  reportUnit: 'u',
  reportId: 'i',
  reportQualifier: 'q',
} as const;

/** The text with each token between marks, behind the sign of its type. */
function shown(text: string, tokens: readonly Token[]): string {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  let result = '';
  let done = 0;
  for (const { line, character, length, type } of tokens) {
    const start = starts[line]! + character;
    assert.ok(start >= done && length > 0, 'in order, and without overlap');
    assert.doesNotMatch(text.slice(start, start + length), /[\r\n]/, 'on one line');
    assert.doesNotMatch(text.slice(starts[line]!, start), /\n/, 'on its line');
    result += `${text.slice(done, start)}${signs[type]}‹${text.slice(start, start + length)}›`;
    done = start + length;
  }
  return result + text.slice(done);
}

function coloured(text: string, prose = true, setting: Setting = {}, range?: Span): string {
  return shown(text, semanticTokens(analyse(text, setting), prose, range));
}

const yaml: Setting = { form: 'yaml' };
const section = (body: string) => `章节:\n  - 标题: 一\n    正文: |\n${body.replace(/^(?=.)/gm, '      ')}`;
const sectionShown = (body: string) =>
  `k‹章节›:\n  - k‹标题›: 一\n    k‹正文›: |\n${body.replace(/^(?=.)/gm, '      ')}`;

/** What is shown; the text is the same without the marks. */
type Table = readonly (readonly [string, string, Setting?])[];

function check(table: Table, prose = true): void {
  for (const [name, wanted, setting] of table) {
    it(name, () => {
      const text = wanted.replace(/[kvnuiq]‹([^›]*)›/g, '$1');
      assert.equal(coloured(text, prose, setting), wanted);
    });
  }
}

const fence = (list: string, body: string) => `\`\`\`yaml ${list}\n${body}\n\`\`\`\n`;

describe('semantic tokens of data', () => {
  check([
    ['a metric with its figure', fence('指标', 'i‹改革任务›: n‹105›u‹项›')],
    [
      'with keys',
      fence('指标', 'i‹改革任务›: { k‹数值›: n‹105›u‹项›, k‹上年›: n‹98›u‹项›, k‹同比›: n‹7.1›u‹%› }'),
    ],
    ['with a qualifying word', fence('指标', 'i‹制度›: q‹超过›n‹200›u‹项›')],
    [
      'with one in between, and a multiplier',
      fence('指标', 'i‹学位›: n‹8300›q‹多›u‹个›\ni‹户›: n‹1.13›u‹万›u‹户›'),
    ],
    [
      'with a unit under a key of its own',
      fence('指标', 'i‹面积›:\n  k‹数值›: n‹6.29›\n  k‹计量单位›: u‹平方公里›'),
    ],
    [
      'in a list',
      'k‹指标›:\n  - k‹名称›: i‹改革›\n    k‹编号›: i‹a1›\n    k‹别名›: i‹甲›、i‹乙›\n    k‹数值›: n‹5›u‹项›\n',
      yaml,
    ],
    ['in quotes', fence('指标', 'i‹"甲"›: { k‹数值›: "n‹5›u‹项›" }')],
    [
      'values of an enumeration',
      fence('指标', 'i‹甲›: { k‹数值›: n‹5›u‹项›, k‹性质›: v‹预计›, k‹约数›: v‹about› }'),
    ],
    ['a number', fence('指标', 'i‹甲›: { k‹数值›: n‹5›u‹项›, k‹小数位›: n‹2› }')],
    ['figures by period', fence('指标', 'i‹甲›: { k‹数值›: n‹5›u‹项›, k‹历年›: { 2021: n‹4›u‹项› } }')],
    ['parts', fence('指标', 'i‹合计›: { k‹数值›: n‹5›u‹项›, k‹分项›: { 公办: n‹4›u‹项› } }')],
    [
      'a task',
      fence(
        '任务',
        '- k‹任务›: 出清企业\n  k‹牵头单位›: i‹区国资局›\n  k‹配合单位›: i‹甲›、i‹乙›\n  k‹完成时限›: 2023-11\n  k‹状态›: v‹已完成›\n  k‹完成率›: n‹80›u‹%›\n  k‹关联指标›: [i‹改革›]',
      ),
    ],
    ['the id of a task', fence('任务', '- k‹任务›: 甲\n  k‹编号›: i‹t1›')],
    ['a target of a task', fence('任务', '- k‹任务›: 甲\n  k‹量化目标›: 新增AA级企业n‹1›u‹家›')],
    [
      'a subtask',
      'k‹任务›:\n  - k‹任务›: 甲\n    k‹子任务›:\n      - k‹任务›: 乙\n        k‹状态›: v‹完成›\n',
      yaml,
    ],
    ['front matter', '---\nk‹标题›: 总结\nk‹编制单位›: i‹区委›\nk‹阶段›: v‹初稿›\n---\n'],
    ['a key that nobody knows', fence('任务', '- k‹任务›: 甲\n  没有: 乙')],
    [
      'the project file',
      'k‹单位名录›:\n  - k‹全称›: i‹甲局›\n    k‹类别›: v‹单位›\nk‹规则›:\n  task-overdue: v‹error›\n',
      { ...yaml, root: 'project' },
    ],
    [
      'a ledger',
      'k‹metrics›:\n  i‹Spending›: { k‹value›: n‹184.6› u‹million› u‹USD› }\n',
      { ...yaml, root: 'ledger' },
    ],
    [
      'in English',
      fence('metrics', 'i‹Roads›:\n  k‹value›: q‹more than› n‹62.4› u‹miles›\n  k‹result›: v‹met›'),
    ],
    ['beside a comment', fence('指标', 'i‹甲›: n‹5›u‹项› # 注 5项')],
    ['beside what is broken', fence('指标', 'i‹甲›: n‹5›u‹项›\ni‹乙›: {')],
    ['with line ends of Windows', fence('指标', 'i‹甲›: n‹5›u‹项›').replaceAll('\n', '\r\n')],
    [
      'behind signs of two units',
      fence('指标', 'i‹𠮷›: { k‹数值›: n‹5›u‹项›, k‹来源›: 𠮷, k‹上年›: n‹4›u‹项› }').replace(
        'k‹来源›',
        'k‹数据来源›',
      ),
    ],
  ]);
});

describe('semantic tokens of prose', () => {
  check([
    ['a figure', '征地n‹3347›u‹亩›，q‹近›n‹50›u‹人›，n‹8300›q‹多›u‹个›。\n'],
    ['a multiplier', '投资n‹233›u‹亿›u‹元›。\n'],
    ['English', 'It spent q‹about› u‹$›n‹184.6› u‹million›.\n'],
    ['a bound value', '完成[n‹105›u‹项›](metric:i‹改革任务›)。\n'],
    ['with a facet and a qualifier', '增长[n‹7.1›u‹%›](metric:i‹改革任务›#k‹同比›@k‹可比口径›)。\n'],
    ['an inserted value', '开会{{i‹会议›}}。\n'],
    [
      'with a unit and a word that are asked for',
      `{{i‹征地› u‹公顷›}}{{i‹征地› q‹超过›}}\n\n${fence('指标', 'i‹征地›: n‹3347›u‹亩›')}`,
    ],
    ['a heading', '# 一、总结n‹3›u‹项›\n'],
    ['a year and a date', '在2022年，2022年12月31日。\n'],
    ['code', '写作`3项`。\n'],
    ['a text of YAML', sectionShown('征地n‹3347›u‹亩›，{{i‹会议›}}。\n'), yaml],
    ['a further paragraph of it', sectionShown('甲\n\n征地n‹3347›u‹亩›。\n'), yaml],
  ]);
});

describe('semantic tokens without those of prose', () => {
  check(
    [
      [
        'leave Markdown alone',
        `完成[105项](metric:改革)，{{改革}}，3项。\n\n${fence('指标', 'i‹改革›: n‹105›u‹项›')}`,
      ],
      ['leave texts of YAML alone', sectionShown('征地3347亩，{{会议}}。\n'), yaml],
    ],
    false,
  );
});

describe('semantic tokens', () => {
  it('are only those of the part that is asked for', () => {
    const text = '指标:\n  甲: 2项\n  乙: 3项\n';
    const start = text.indexOf('  乙');
    assert.equal(
      coloured(text, true, yaml, { start, end: text.length }),
      '指标:\n  甲: 2项\n  i‹乙›: n‹3›u‹项›\n',
    );
    assert.equal(
      coloured(text, true, yaml, { start: 0, end: start }),
      'k‹指标›:\n  i‹甲›: n‹2›u‹项›\n  乙: 3项\n',
    );
  });

  it('leave a name alone that is wrapped over two lines', () =>
    assert.equal(
      coloured('指标:\n  - 名称: 改革\n      任务\n    数值: 5项\n', true, yaml),
      'k‹指标›:\n  - k‹名称›: 改革\n      任务\n    k‹数值›: n‹5›u‹项›\n',
    ));

  it('are right after an edit that moved them', () => {
    const project = projectOf();
    const before = section('征地3347亩。\n');
    const analyser = new Analyser(project, 'report');
    const document = ReportDocument.open(before, 'yaml', project.grammar);
    analyser.analyse(document, { today: '2022-12-31' });
    const edited = document.edit([{ span: { start: 0, end: 0 }, text: '标题: 总结\n' }]);
    const after = analyser.analyse(edited, { today: '2022-12-31' });
    assert.equal(
      shown(edited.text, semanticTokens(after, true)),
      `k‹标题›: 总结\n${sectionShown('征地n‹3347›u‹亩›。\n')}`,
    );
  });

  it('of a text over several lines stay on their lines', () => {
    assert.equal(
      coloured('任务:\n  - 任务: 甲\n    量化目标: >\n      新增企业\n      1家\n', true, yaml),
      'k‹任务›:\n  - k‹任务›: 甲\n    k‹量化目标›: >\n      新增企业\n      n‹1›u‹家›\n',
    );
  });

  for (const [index, [text, form]] of exampleTexts.entries())
    it(`of example ${index} are in order, on one line each, and the same in parts`, () => {
      const analysis = analyse(text, { form });
      const all = semanticTokens(analysis, true);
      shown(text, all);
      const middle = text.indexOf('\n', text.length / 2) + 1;
      const parts = [
        { start: 0, end: middle },
        { start: middle, end: text.length },
      ].flatMap((range) => semanticTokens(analysis, true, range));
      assert.deepEqual(parts, all);
    });
});
