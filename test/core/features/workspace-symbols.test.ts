import assert from 'node:assert/strict';
import english from '../../../examples/annual-results-en/2024.report.md';
import englishProject from '../../../examples/annual-results-en/reportwright.yaml';
import districtMarkdown from '../../../examples/district-reform-2022/2022.report.md';
import districtYaml from '../../../examples/district-reform-2022/2022.report.yaml';
import districtProject from '../../../examples/district-reform-2022/reportwright.yaml';
import {
  bestSymbols,
  type FoundSymbol,
  searchSymbols,
  symbolsOf,
} from '../../../src/core/features/workspace-symbols.ts';
import { analyse, projectOf, type Setting } from '../support/analyse.ts';

const yaml: Setting = { form: 'yaml' };
const ledger: Setting = { form: 'yaml', root: 'ledger' };
const project: Setting = { form: 'yaml', root: 'project' };

/** The symbols of a text: what each is, its place, its name with what stands beside it, and its section. */
function listed(text: string, setting?: Setting): string[] {
  return symbolsOf(analyse(text, setting), 'a').map(({ item, names }) => {
    const { kind, start, name, detail, section } = item;
    const others = names
      .slice(1)
      .map((other) => `/${other}`)
      .join('');
    const beside = detail === '' ? '' : ` · ${detail}`;
    const within = section === '' ? '' : ` in ${section}`;
    return `${kind} ${start.line}:${start.column} ${name}${others}${beside}${within}`;
  });
}

const files: readonly (readonly [
  name: string,
  text: string,
  symbols: readonly string[],
  setting?: Setting,
])[] = [
  [
    'Markdown',
    '---\n标题: 总结\n---\n\n# 一、总结\n\n## (一)改革\n\n完成。\n\n```yaml 指标\n改革任务: { 数值: 105项, 同比: 7.1% }\n会议: 3次\n```\n\n# 二、计划\n\n```yaml 计划\n- 任务: 整合\n  编号: t1\n  状态: 正常推进\n```\n',
    [
      'section 5:3 一、总结',
      'section 7:4 (一)改革 in 一、总结',
      'metric 12:1 改革任务 · 105项 in (一)改革',
      'metric 13:1 会议 · 3次 in (一)改革',
      'section 16:3 二、计划',
      'task 19:7 整合/t1 · 正常推进 in 二、计划',
    ],
  ],
  [
    'a YAML report, whose sections end',
    '标题: 总结\n章节:\n  - 标题: 一\n    下级章节:\n      - 标题: 二\n        指标:\n          甲: 3次\n    指标:\n      乙: 4次\n  - 标题: 三\n    任务:\n      - 任务: 丙\n指标:\n  丁: 5次\n',
    [
      'section 3:9 一',
      'section 5:13 二 in 一',
      'metric 7:11 甲 · 3次 in 二',
      'metric 9:7 乙 · 4次 in 一',
      'section 10:9 三',
      'task 12:13 丙 in 三',
      'metric 14:3 丁 · 5次',
    ],
    yaml,
  ],
  [
    'an English one in brackets',
    'title: Review\nlanguage: en\nsections: [{ heading: Finance, metrics: [{ name: Revenue, value: $3 million, aliases: [sales] }], tasks: [{ title: Audit, status: done }] }]\n',
    [
      'section 3:23 Finance',
      'metric 3:50 Revenue/sales · $3 million in Finance',
      'task 3:116 Audit · Done in Finance',
    ],
    yaml,
  ],
  [
    'a subtask',
    '任务:\n  - 任务: 甲\n    子任务:\n      - 任务: 乙\n        状态: done\n',
    ['task 2:9 甲', 'task 4:13 乙 · 已完成'],
    yaml,
  ],
  [
    'a ledger',
    '指标:\n  - 指标: 征地面积\n    编号: land\n    别名: 征地\n    数值: 15\n    计量单位: 亩\n单位名录:\n  - 全称: 区国资局\n    简称: 国资局\n',
    ['metric 2:9 征地面积/land/征地 · 15亩', 'organization 8:9 区国资局/国资局'],
    ledger,
  ],
  [
    'the project file',
    'organizations:\n  - name: 区发展和改革局\n    aliases: [区发改局]\nunits:\n  - id: x\n',
    ['organization 2:11 区发展和改革局/区发改局'],
    project,
  ],
  [
    'figures that are no value',
    '指标:\n  甲: { 目标值: 5家 }\n  乙: { 同比: 3% }\n  丙: { 数值: 很多 }\n  丁:\n目标:\n  甲: 6家\n',
    [
      'metric 2:3 甲 · 目标值 5家',
      'metric 3:3 乙 · 同比 3%',
      'metric 4:3 丙 · 很多',
      'metric 5:3 丁',
      'metric 7:3 甲 · 目标值 6家',
    ],
    yaml,
  ],
  ['a status of nobody’s', '任务:\n  - 任务: 甲\n    状态: 快了\n', ['task 2:9 甲'], yaml],
  ['nothing that has no name', '任务:\n  - 状态: done\n指标:\n  - 数值: 3\n章节:\n  - 正文: 甲\n', [], yaml],
  ['a text that is broken elsewhere', '任务:\n  - [\n指标:\n  甲: 3次\n', ['metric 4:3 甲 · 3次'], yaml],
  ['an empty text', '', []],
];

describe('the symbols of', () => {
  for (const [name, text, symbols, setting] of files) {
    it(name, () => {
      assert.deepEqual(listed(text, setting), symbols);
      assert.deepEqual(listed(text.replaceAll('\n', '\r\n'), setting), symbols, 'with Windows line ends');
    });
  }
});

const report =
  '# 一、改革总结\n\n```yaml 指标\n- 指标: 重点改革任务\n  别名: [改革事项, GDP]\n  数值: 105项\n- 指标: “三无”企业\n  数值: 31家\n- 指标: 面积\n  数值: 6.29平方公里\n```\n\n```yaml 任务\n- 任务: 推进改革\n  状态: 已完成\n```\n';

const queries: readonly (readonly [query: string, labels: readonly string[]])[] = [
  ['重点', ['重点改革任务 · 105项']],
  ['改革任务', ['重点改革任务 · 105项']],
  ['推进', ['推进改革 · 已完成']],
  ['tjgg', ['推进改革 (tjgg) · 已完成']],
  ['tuijin', ['推进改革 (tuijin) · 已完成']],
  ['mianji', ['面积 (mianji) · 6.29平方公里']],
  ['gdp', ['重点改革任务 (GDP) · 105项']],
  ['ＧＤＰ', ['重点改革任务 (ＧＤＰ) · 105项']],
  ['改革事项', ['重点改革任务 (改革事项) · 105项']],
  ['三无企业', ['“三无”企业 · 31家']],
  ['"三无"', ['“三无”企业 · 31家']],
  ['总结', ['一、改革总结']],
  ['公里', []],
  ['constructor', []],
  ['不存在', []],
];

describe('the search for symbols', () => {
  const symbols = symbolsOf(analyse(report), 'a');
  const labels = (found: readonly FoundSymbol[]) => found.map(({ label }) => label);
  for (const [query, wanted] of queries) {
    it(`finds ${wanted[0] ?? 'nothing'} by ${query}`, () => {
      assert.deepEqual(labels(searchSymbols(query, symbols, false)), wanted);
    });
  }

  it('finds all without a query', () => {
    assert.equal(searchSymbols('', symbols, false).length, symbols.length);
  });

  it('puts the better first, whatever the file', () => {
    const other = symbolsOf(analyse('指标:\n  改革: 1项\n  改革二: 2项\n', yaml), 'b');
    const found = bestSymbols([searchSymbols('改革', symbols, false), searchSymbols('改革', other, false)]);
    assert.deepEqual(labels(found), [
      '改革 · 1项',
      '重点改革任务 · 105项',
      '改革二 · 2项',
      '一、改革总结',
      '推进改革 · 已完成',
    ]);
  });

  it('leaves out the headings that the editor finds itself, and only those', () => {
    assert.deepEqual(labels(searchSymbols('总结', symbols, true)), []);
    assert.deepEqual(labels(searchSymbols('# 一', symbols, true)), []);
    assert.deepEqual(labels(searchSymbols('ggzj', symbols, true)), ['一、改革总结 (ggzj)']);
    assert.deepEqual(labels(searchSymbols('重点', symbols, true)), ['重点改革任务 · 105项']);
    const inYaml = symbolsOf(analyse('章节:\n  - 标题: 一、总结\n', yaml), 'a');
    assert.deepEqual(labels(searchSymbols('总结', inYaml, true)), ['一、总结']);
  });

  it('shows long names on one line and what was found within what editors look at', () => {
    const long = symbolsOf(
      analyse(`任务:\n  - 任务: |\n      ${'推进'.repeat(60)}\n      整合\n    状态: 已完成\n`, yaml),
      'a',
    );
    const start = '推进'.repeat(40).slice(0, 79);
    assert.deepEqual(labels(searchSymbols('推进', long, false)), [`${start}… · 已完成`]);
    assert.deepEqual(labels(searchSymbols('整合', long, false)), [`${start}… (整合) · 已完成`]);
  });

  it('gives no more than anybody reads', () => {
    const many = symbolsOf(
      analyse(`指标:\n${Array.from({ length: 400 }, (_, index) => `  甲${index}: 1项\n`).join('')}`, yaml),
      'a',
    );
    assert.equal(
      bestSymbols([searchSymbols('甲', many, false), searchSymbols('甲', many, false)]).length,
      300,
    );
  });

  for (const [name, text, form, projectText] of [
    ['English', english, 'markdown', englishProject],
    ['Markdown', districtMarkdown, 'markdown', districtProject],
    ['YAML', districtYaml, 'yaml', districtProject],
  ] as const) {
    it(`finds everything in the ${name} example by each of its names, under a label that editors let pass`, () => {
      const all = symbolsOf(analyse(text, { form, project: projectOf(projectText) }), 'a');
      assert.ok(all.length > 10);
      for (const { item, names } of all) {
        const { start, end } = item;
        const line = text.split('\n')[start.line - 1]!;
        if (start.line === end.line)
          assert.ok(line.slice(start.column - 1, end.column - 1).includes(item.name), line);
        for (const query of names) {
          const found = searchSymbols(query, all, false).find((one) => one.item === item);
          assert.ok(found, query);
          let at = 0;
          for (const letter of query.toLowerCase().replace(/["\s]/g, '')) {
            at = found.label.toLowerCase().indexOf(letter, at) + 1;
            assert.ok(at > 0, `${query} in ${found.label}`);
          }
        }
      }
    });
  }
});
