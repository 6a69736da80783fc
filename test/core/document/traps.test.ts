import assert from 'node:assert/strict';
import type { Node } from '../../../src/core/document/node.ts';
import { parseYaml } from '../../../src/core/document/parse-yaml.ts';
import { applyChanges } from '../../../src/core/text/span.ts';
import { projectOf, unmark } from '../support/analyse.ts';

const { grammar } = projectOf();

function parse(text: string, names = false) {
  return parseYaml(text, { isKey: (written) => grammar.isKey(written), names, start: true, from: 0 });
}

/** The values of a tree, as plain data. */
function plain(node: Node | undefined): unknown {
  if (node === undefined) return null;
  if (node.kind === 'scalar') return node.source;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key.source, plain(value)]));
}

interface Trap {
  /** The text with what the issues are about marked, in order. */
  readonly text: string;
  readonly codes: string;
  /** What is read all the same. */
  readonly value: unknown;
  /** The text after the first fix of every issue. */
  readonly fixed?: string;
  readonly names?: boolean;
}

const traps: readonly Trap[] = [
  { text: '数值«：»5项', codes: 'fullwidth-colon', value: { 数值: '5项' }, fixed: '数值: 5项' },
  {
    text: '- 任务«：»a\n  状态«：»已完成',
    codes: 'fullwidth-colon fullwidth-colon',
    value: [{ 任务: 'a', 状态: '已完成' }],
    fixed: '- 任务: a\n  状态: 已完成',
  },
  {
    text: '{ 数值«：»31家, 占比: 37% }',
    codes: 'fullwidth-colon',
    value: { 数值: '31家', 占比: '37%' },
    fixed: '{ 数值: 31家, 占比: 37% }',
  },
  {
    text: '碧道«：»62公里',
    codes: 'fullwidth-colon',
    value: { 碧道: '62公里' },
    fixed: '碧道: 62公里',
    names: true,
  },
  { text: '备注: 见附件：表一', codes: '', value: { 备注: '见附件：表一' } },
  { text: '«－» 任务: a', codes: 'wrong-dash', value: [{ 任务: 'a' }], fixed: '- 任务: a' },
  { text: '«—» 任务: a', codes: 'wrong-dash', value: [{ 任务: 'a' }], fixed: '- 任务: a' },
  {
    text: '«－»任务: a\n  状态: 滞后',
    codes: 'wrong-dash',
    value: [{ 任务: 'a', 状态: '滞后' }],
    fixed: '- 任务: a\n  状态: 滞后',
  },
  {
    text: '{ 数值: 31家«，»占比: 37% }',
    codes: 'fullwidth-comma',
    value: { 数值: '31家', 占比: '37%' },
    fixed: '{ 数值: 31家, 占比: 37% }',
  },
  {
    text: '配合单位: [区财政局«，»区审计局]',
    codes: 'fullwidth-comma',
    value: { 配合单位: ['区财政局', '区审计局'] },
    fixed: '配合单位: [区财政局, 区审计局]',
  },
  { text: '配合单位: 区财政局，区审计局', codes: '', value: { 配合单位: '区财政局，区审计局' } },
  {
    text: '- 任务: a\n «完成时限»: 2023-12\n  状态: 滞后',
    codes: 'yaml-indent',
    value: [{ 任务: 'a', 完成时限: '2023-12', 状态: '滞后' }],
    fixed: '- 任务: a\n  完成时限: 2023-12\n  状态: 滞后',
  },
  {
    text: '- 任务: a\n«状态»: 滞后',
    codes: 'yaml-indent',
    value: [{ 任务: 'a', 状态: '滞后' }],
    fixed: '- 任务: a\n  状态: 滞后',
  },
  {
    text: '- 任务: a\n   «状态»: 滞后\n   «备注»: b\n- 任务: c',
    codes: 'yaml-indent yaml-indent',
    value: [{ 任务: 'a', 状态: '滞后', 备注: 'b' }, { 任务: 'c' }],
    fixed: '- 任务: a\n  状态: 滞后\n  备注: b\n- 任务: c',
  },
  {
    text: '绿道: 62公里\n  «上年»: 60公里\n  同比: 3.3%',
    codes: 'yaml-indent',
    value: { 绿道: { 数值: '62公里', 上年: '60公里', 同比: '3.3%' } },
    fixed: '绿道: \n  数值: 62公里\n  上年: 60公里\n  同比: 3.3%',
    names: true,
  },
  {
    text: '绿道:\n    数值: 62公里\n  «上年»: 60公里',
    codes: 'yaml-indent',
    value: { 绿道: { 数值: '62公里', 上年: '60公里' } },
    fixed: '绿道:\n    数值: 62公里\n    上年: 60公里',
    names: true,
  },
  {
    text: '任务: a\n时间节点:\n- 完成时限: 2023-09\n  状态: 滞后\n状态: 滞后\n备注: 一行\n  又一行',
    codes: '',
    value: {
      任务: 'a',
      时间节点: [{ 完成时限: '2023-09', 状态: '滞后' }],
      状态: '滞后',
      备注: '一行 又一行',
    },
  },
  { text: '标题://a', codes: '', value: '标题://a' },
  {
    text: '{ a: { a: { a: { a: { a: { a: { a: { a: b } } } } } } } }',
    codes: '',
    value: { a: { a: { a: { a: { a: { a: { a: { a: 'b' } } } } } } } },
  },
  { text: '数值«:»5项', codes: 'missing-space', value: { 数值: '5项' }, fixed: '数值: 5项' },
  {
    text: '{ 数值«:»5项, 上年: 4项 }',
    codes: 'missing-space',
    value: { 数值: '5项', 上年: '4项' },
    fixed: '{ 数值: 5项, 上年: 4项 }',
  },
  { text: '来源: https://example.org/a', codes: '', value: { 来源: 'https://example.org/a' } },
  { text: '计量单位: «%»', codes: 'value-needs-quotes', value: { 计量单位: '%' }, fixed: '计量单位: "%"' },
  {
    text: '{ 数值: 3, 计量单位: «%» }',
    codes: 'value-needs-quotes',
    value: { 数值: '3', 计量单位: '%' },
    fixed: '{ 数值: 3, 计量单位: "%" }',
  },
  {
    text: '目标值: «>= 93»',
    codes: 'value-needs-quotes',
    value: { 目标值: '>= 93' },
    fixed: '目标值: ">= 93"',
  },
  { text: '目标值: «>93%»', codes: 'value-needs-quotes', value: { 目标值: '>93%' }, fixed: '目标值: ">93%"' },
  {
    text: '备注: «@区财政局»',
    codes: 'value-needs-quotes',
    value: { 备注: '@区财政局' },
    fixed: '备注: "@区财政局"',
  },
  { text: '备注: «`a`»', codes: 'value-needs-quotes', value: { 备注: '`a`' }, fixed: '备注: "`a`"' },
  { text: '备注: «& 其他»', codes: 'value-needs-quotes', value: { 备注: '& 其他' }, fixed: '备注: "& 其他"' },
  { text: '备注: «- 5»', codes: 'value-needs-quotes', value: { 备注: '- 5' }, fixed: '备注: "- 5"' },
  {
    text: '备注: «"三无"企业»',
    codes: 'quoted-tail',
    value: { 备注: '"三无"企业' },
    fixed: '备注: \'"三无"企业\'',
  },
  { text: '备注: "三无" # 注', codes: '', value: { 备注: '三无' } },
  {
    text: '正文: «{{深改委会议}}，都开了»',
    codes: 'braces-need-quotes',
    value: { 正文: '{{深改委会议}}，都开了' },
    fixed: '正文: "{{深改委会议}}，都开了"',
  },
  { text: '正文: 开会{{深改委会议}}', codes: '', value: { 正文: '开会{{深改委会议}}' } },
  {
    text: '正文: «[3次](metric:会议)都开了»',
    codes: 'bracket-tail',
    value: { 正文: '[3次](metric:会议)都开了' },
    fixed: '正文: "[3次](metric:会议)都开了"',
  },
  {
    text: '标题: «总结: 2022»',
    codes: 'colon-in-value',
    value: { 标题: '总结: 2022' },
    fixed: '标题: "总结: 2022"',
  },
  { text: '备注: «目标 #1»', codes: 'comment-cut', value: { 备注: '目标 #1' }, fixed: '备注: "目标 #1"' },
  { text: '备注: 3#楼 # 注', codes: '', value: { 备注: '3#楼' } },
  {
    text: '{ 数值: «1,234项», 上年: 5项 }',
    codes: 'comma-in-number',
    value: { 数值: '1,234项', 上年: '5项' },
    fixed: '{ 数值: "1,234项", 上年: 5项 }',
  },
  { text: '数值: 1,234项', codes: '', value: { 数值: '1,234项' } },
  {
    text: '任务: a\n备注:\n«\t»- b',
    codes: 'tab-indent',
    value: { 任务: 'a', 备注: ['b'] },
    fixed: '任务: a\n备注:\n  - b',
  },
  {
    text: '上年: «"5项»\n数值: 6项',
    codes: 'unclosed-quote',
    value: { 上年: '5项', 数值: '6项' },
    fixed: '上年: "5项"\n数值: 6项',
  },
  { text: '上年: "甲\n  乙"\n数值: 6项', codes: '', value: { 上年: '甲 乙', 数值: '6项' } },
  {
    text: '分项: «{» 甲: 1项, 乙: 2项\n数值: 3项',
    codes: 'unclosed-bracket',
    value: { 分项: { 甲: '1项', 乙: '2项' }, 数值: '3项' },
    fixed: '分项: { 甲: 1项, 乙: 2项}\n数值: 3项',
  },
  {
    text: '«状»\n状态: 已完成',
    codes: 'missing-colon',
    value: { 状态: '已完成' },
    fixed: '状: \n状态: 已完成',
  },
  {
    text: '- «任»\n  状态: 已完成',
    codes: 'missing-colon',
    value: [{ 状态: '已完成' }],
    fixed: '- 任: \n  状态: 已完成',
  },
  { text: '数值: «&a» 5项', codes: 'yaml-anchor', value: { 数值: '5项' }, fixed: '数值: 5项' },
  { text: '数值: «*a»', codes: 'yaml-alias', value: { 数值: '*a' }, fixed: '数值: "*a"' },
  { text: '数值: «!!str» 5项', codes: 'yaml-tag', value: { 数值: '5项' }, fixed: '数值: 5项' },
  { text: '«<<»: *a\n数值: 5项', codes: 'yaml-merge', value: { 数值: '5项' }, fixed: '\n数值: 5项' },
  { text: '«%YAML 1.1»\n数值: 5项', codes: 'yaml-directive', value: { 数值: '5项' }, fixed: '\n数值: 5项' },
  {
    text: '数值: 5项\n«---»\n上年: 4项',
    codes: 'yaml-documents',
    value: { 数值: '5项', 上年: '4项' },
    fixed: '数值: 5项\n\n上年: 4项',
  },
  { text: '---\n数值: 5项', codes: '', value: { 数值: '5项' } },
  { text: '{ «[»甲, 乙]: 5项, 数值: 3项 }', codes: 'yaml-syntax', value: { 数值: '3项' } },
  { text: '{ &a «数值»: 5项 }', codes: 'yaml-syntax', value: { 数值: '5项' } },
  { text: '备注: «>= 93»   # 注', codes: 'value-needs-quotes', value: { 备注: '>= 93' } },
  {
    text: '数值: 148.0\n上年: 2023.10\n编号: 09\n备注: no\n来源: ~',
    codes: '',
    value: { 数值: '148.0', 上年: '2023.10', 编号: '09', 备注: 'no', 来源: '~' },
  },
  {
    text: '正文: |\n  数值：5项\n  计量单位: %\n  {{a}}',
    codes: '',
    value: { 正文: '数值：5项\n计量单位: %\n{{a}}\n' },
  },
  { text: '备注: 第一行\n  第二行', codes: '', value: { 备注: '第一行 第二行' } },
];

describe('YAML traps', () => {
  for (const { text: marked, codes, value, fixed, names } of traps) {
    it(JSON.stringify(marked), () => {
      const { text, spans } = unmark(marked);
      const { node, issues } = parse(text, names);
      assert.equal(issues.map((issue) => issue.code).join(' '), codes);
      assert.deepEqual(
        issues.map((issue) => issue.span),
        spans,
      );
      assert.deepEqual(plain(node), value);
      if (fixed !== undefined) {
        const after = applyChanges(
          text,
          issues.flatMap((issue) => issue.fixes[0]?.edits ?? []),
        );
        assert.equal(after, fixed);
        const again = parse(after, names);
        assert.deepEqual(again.issues, []);
      }
    });
  }

  it('leave every value where it is written', () => {
    const text = '数值：5项\n计量单位: %\n备注: "甲\\t\\"乙\\""\n正文: |\n  一\n    二\n来源: \'三\'\'四\'';
    const { node } = parse(text);
    assert.ok(node?.kind === 'map');
    const written = node.entries.map(({ key, value }) => {
      assert.equal(text.slice(key.span.start, key.span.end), key.source);
      assert.ok(value?.kind === 'scalar');
      return text.slice(value.span.start, value.span.end).trimEnd();
    });
    assert.deepEqual(written, ['5项', '%', '"甲\\t\\"乙\\""', '|\n  一\n    二', "'三''四'"]);
  });

  it('are found without following a text into its depths', () => {
    const deep = `备注: ${'['.repeat(10_000)}`;
    const { issues } = parse(deep);
    assert.ok(issues.some((issue) => issue.code === 'yaml-too-deep'));
    assert.deepEqual(plain(parse(`数值: 5项\n${deep}\n上年: 4项`).node), {
      数值: '5项',
      备注: '',
      上年: '4项',
    });
    assert.ok(parse('- '.repeat(10_000)).issues.some((issue) => issue.code === 'yaml-too-deep'));
  });
});
