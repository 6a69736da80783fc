import assert from 'node:assert/strict';
import { complete } from '../../../src/core/features/complete.ts';
import { applyChanges } from '../../../src/core/text/span.ts';
import { behindNumber } from '../../../src/core/values/number-end.ts';
import { analyse, projectOf, type Setting, uncursor } from '../support/analyse.ts';

const project = projectOf(`organizations:
  - name: 区发展和改革局
    short: 区发改局
    aliases: [发改委]
  - 区财政局
  - 区审计局
`);
const data =
  '\n```yaml 指标\n重点改革任务: { 数值: 105项, 上年: 98项, 同比: 7.1%, 编号: reform }\n深改委会议: 3次\nNet income: $3 million\n```\n';

/** The offers at the cursor: label and what is inserted where the two differ. */
function offers(
  marked: string,
  setting: Setting = {},
): { labels: string[]; text: string; accept: (label: string) => string } {
  const { text, offset } = uncursor(marked);
  const completions = complete(analyse(text, { project, ...setting }), offset, setting.root ?? 'report');
  const found = completions?.offers ?? [];
  return {
    labels: found.map(({ label }) => label),
    text,
    accept(label) {
      const chosen = found.find((one) => one.label === label);
      assert.ok(chosen, `${label} in ${found.map((one) => one.label).join(' ')}`);
      return applyChanges(text, [{ span: completions!.word, text: chosen.insert }]);
    },
  };
}

const yaml: Setting = { form: 'yaml' };
const block = (list: string, body: string) => `---\n语言: zh\n---\n\`\`\`yaml ${list}\n${body}\n\`\`\`\n`;

/** Text with a cursor, an offer that must be there, and its rank if it must be the first. */
const rows: readonly (readonly [string, string, 'first' | 'there', Setting?])[] = [
  // a unit under its own key, found by each of its names
  ['metrics:\n  A:\n    计量单位: 公里|\n', '平方公里', 'there', yaml],
  ['metrics:\n  A:\n    计量单位: 公里|\n', '公里', 'first', yaml],
  ['metrics:\n  A:\n    计量单位: pfgl|\n', '平方公里', 'first', yaml],
  ['metrics:\n  A:\n    计量单位: pingfanggongli|\n', '平方公里', 'first', yaml],
  ['metrics:\n  A:\n    计量单位: km²|\n语言: zh\n', '平方公里', 'first', yaml],
  ['metrics:\n  A:\n    unit: square k|\nlanguage: en\n', 'square kilometres', 'first', yaml],
  ['metrics:\n  A:\n    计量单位: 市亩|\n', '亩', 'first', yaml],
  ['metrics:\n  A:\n    计量单位: 亿|\n', '亿元', 'there', yaml],
  ['metrics:\n  A:\n    计量单位: wy|\n', '万元', 'there', yaml],
  ['metrics:\n  A:\n    计量单位: |\n', '亿元', 'there', yaml],
  ['metrics:\n  A: { 数值: 3, 计量单位: 公|\n', '公里', 'there', yaml],
  ['metrics:\n  A: { 数值: 3, 计量单位: 公| }\n', '公顷', 'there', yaml],
  ['metrics:\n  - 指标名称: A\n    单位: 平|\n', '平方米', 'there', yaml],
  ['章节:\n  - 标题: 一\n    指标:\n      A:\n        计量单位: 公|\n', '公里', 'there', yaml],
  // the metric's own dimension first
  ['metrics:\n  A:\n    上年: 3347亩\n    计量单位: |\n', '亩', 'first', yaml],
  ['metrics:\n  A:\n    数值: 12亿元\n    上年: 11|\n', '元', 'there', yaml],
  // behind the number of a figure
  ['metrics:\n  数: 105|\n语言: zh\n', '项', 'there', yaml],
  ['metrics:\n  A: 6.29平|\n', '平方公里', 'there', yaml],
  ['metrics:\n  A:\n    目标值: 1.2万h|\n', '万户', 'there', yaml],
  ['metrics:\n  A: { 数值: 105|}\n', '项', 'there', yaml],
  ['tasks:\n  - 任务: a\n    量化目标: 新增AA级企业1|\n', '家', 'there', yaml],
  [block('指标', 'A: 105|'), '项', 'there'],
  [block('指标', 'A:\n  计量单位: 公里|'), '平方公里', 'there'],
  [block('任务', '- 任务: a\n  量化目标: 建成3|'), '个', 'there'],
  // in prose
  ['完成征地3347|', '亩', 'there'],
  ['完成征地3347mu|', '亩', 'there'],
  ['规划6.29平|', '平方公里', 'there'],
  ['惠及1.2万|', '万人', 'there'],
  ['惠及8300多|', '人', 'there'],
  ['They built 62 m|', 'miles', 'there'],
  ['They helped 1.2 million h|', 'million households', 'there'],
  ['惠及1.2万余|', '人', 'there'],
  ['完成[105|](metric:重点改革任务)', '项', 'there'],
  // organizations
  ['tasks:\n  - 任务: a\n    牵头单位: |\n', '区财政局', 'there', yaml],
  ['tasks:\n  - 任务: a\n    牵头单位: 发改|\n', '区发展和改革局', 'first', yaml],
  ['tasks:\n  - 任务: a\n    牵头单位: qczj|\n', '区财政局', 'first', yaml],
  ['tasks:\n  - 任务: a\n    牵头单位: 发改委|\n', '区发展和改革局', 'first', yaml],
  ['tasks:\n  - 任务: a\n    配合单位: 区财政局、区审|\n', '区审计局', 'first', yaml],
  ['tasks:\n  - 任务: a\n    配合单位: [区财政局, 审|]\n', '区审计局', 'first', yaml],
  ['tasks:\n  - 任务: a\n    配合单位:\n      - 审|\n', '区审计局', 'first', yaml],
  ['编制单位: 区财|\n', '区财政局', 'first', yaml],
  ['metrics:\n  A:\n    数据提供单位: 财|\n', '区财政局', 'first', yaml],
  [block('任务', '- 任务: a\n  牵头单位: 审|'), '区审计局', 'first'],
  // metrics
  [`见[105项](metric:|)${data}`, '重点改革任务', 'there'],
  [`见[105项](metric:改革|)${data}`, '重点改革任务', 'first'],
  [`见[105项](metric:zdgg|${data}`, '重点改革任务', 'first'],
  [`见[105项](metric:reform|)${data}`, '重点改革任务', 'first'],
  [`见{{会议|}}${data}`, '深改委会议', 'first'],
  [`见{{|${data}`, '深改委会议', 'there'],
  [`见[7%](metric:重点改革任务#|)${data}`, '同比', 'there'],
  [`见[7%](metric:重点改革任务#tb|)${data}`, '同比', 'first'],
  [`见{{重点改革任务 |}}${data}`, '项', 'first'],
  [`${data}${block('任务', '- 任务: a\n  关联指标: 深|').slice(13)}`, '深改委会议', 'first'],
  ['metrics:\n  A: 3项\n  B: 4项\n  C:\n    分项: [|]\n', 'A', 'there', yaml],
  // in a text over several lines, in its first paragraph and in those behind it
  ['章节:\n  - 正文: |\n      完成105|\n语言: zh\n', '项', 'there', yaml],
  ['章节:\n  - 正文: |\n      甲\n\n      完成105|，\n语言: zh\n', '项', 'there', yaml],
  [
    '章节:\n  - 正文: |\n      甲\n\n      {{改|}}\n    指标:\n      改革任务: 3项\n',
    '改革任务',
    'first',
    yaml,
  ],
  // keys and values
  ['章节:\n  - 正文: |\n      甲\n\n      乙\n    指|\n语言: zh\n', '指标', 'first', yaml],
  ['tasks:\n  - 任务: a\n    牵|\n', '牵头单位', 'first', yaml],
  ['tasks:\n  - |\n语言: zh\n', '工作任务', 'first', yaml],
  ['tasks:\n  - 任务: a\n    状态: 已|\n', '已完成', 'first', yaml],
  ['tasks:\n  - title: a\n    status: do|\nlanguage: en\n', 'Done', 'first', yaml],
  ['---\n标题: 总结\n报|\n---\n', '报告期', 'there'],
];

describe('completion', () => {
  for (const [text, label, where, setting] of rows) {
    it(`${JSON.stringify(text.replaceAll(data, '…'))} offers ${label}`, () => {
      const { labels } = offers(text, setting);
      assert.ok(labels.includes(label), labels.slice(0, 20).join(' '));
      if (where === 'first') assert.equal(labels[0], label, labels.slice(0, 10).join(' '));
    });
  }

  const nothing: readonly (readonly [string, Setting?])[] = [
    ['2022|'],
    ['2022年|'],
    ['2022年12月3|'],
    ['2022-12-3|'],
    ['9:30|'],
    ['第3|'],
    ['全年3项工作，|'],
    ['没有数字|'],
    ['`编号3|`'],
    ['https://example.org/3|'],
    ['# 3|'],
    ['metrics:\n  A: 105项 # 3|\n', yaml],
    ['metrics:\n  3|\n', yaml],
    ['title: 总结3|\n', yaml],
  ];
  for (const [text, setting] of nothing) {
    it(`${JSON.stringify(text)} offers nothing`, () => assert.deepEqual(offers(text, setting).labels, []));
  }

  it('offers no key that the section has, in whatever part of it', () => {
    const text = '章节:\n  - 标题: 一\n    正文: |\n      甲\n\n      乙\n    |\n语言: zh\n';
    const { labels } = offers(text, yaml);
    assert.ok(labels.includes('指标'));
    for (const label of ['标题', '正文']) assert.ok(!labels.includes(label), label);
  });

  it('writes what is chosen, and only that', () => {
    assert.equal(offers('完成征地3347mu|，', {}).accept('亩'), '完成征地3347亩，');
    assert.equal(
      offers('metrics:\n  A:\n    计量单位: 公|里 # 注\n', yaml).accept('平方公里'),
      'metrics:\n  A:\n    计量单位: 平方公里 # 注\n',
    );
    assert.equal(
      offers('tasks:\n  - 任务: a\n    配合单位: 区财政局、审|、各街道\n', yaml).accept('区审计局'),
      'tasks:\n  - 任务: a\n    配合单位: 区财政局、区审计局、各街道\n',
    );
    assert.equal(
      offers(`见[105项](metric:改革|任务#同比)${data}`).accept('重点改革任务'),
      `见[105项](metric:重点改革任务#同比)${data}`,
    );
    assert.equal(
      offers('tasks:\n  - 任务: a\n    牵|: b\n', yaml).accept('牵头单位'),
      'tasks:\n  - 任务: a\n    牵头单位: b\n',
    );
  });

  it('quotes what cannot stand alone', () => {
    assert.equal(
      offers('metrics:\n  A:\n    数值: 3\n    计量单位: |\n', yaml).accept('%'),
      'metrics:\n  A:\n    数值: 3\n    计量单位: "%"\n',
    );
    assert.equal(
      offers('metrics:\n  A:\n    数值: 3\n    计量单位: "|"\n', yaml).accept('%'),
      'metrics:\n  A:\n    数值: 3\n    计量单位: "%"\n',
    );
  });

  it('writes a name with spaces as a link can hold it', () => {
    assert.equal(
      offers(`See [$3 million](metric:net|)${data}`).accept('Net income'),
      `See [$3 million](metric:Net-income)${data}`,
    );
    assert.deepEqual(
      analyse(offers(`See [$3 million](metric:net|)${data}`).accept('Net income')).problems.filter(
        (one) => one.code === 'reference-unknown',
      ),
      [],
    );
  });

  it('does not offer a key twice', () => {
    const { labels } = offers('tasks:\n  - 任务: a\n    牵头单位: b\n    |\n语言: zh\n', yaml);
    assert.ok(
      labels.includes('状态') && !labels.includes('牵头单位') && !labels.includes('工作任务'),
      labels.join(' '),
    );
  });

  it('answers everywhere in a broken text', () => {
    const text = `${block('指标', 'A: { 数值: "3\nB：[1\n－ c: %\n  {{')}\n[1](metric:\n{{`;
    const analysis = analyse(text);
    for (let offset = 0; offset <= text.length; offset++) complete(analysis, offset, 'report');
  });
});

describe('behind a number', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['完成3347', ''],
    ['完成3347mu', 'mu'],
    ['完成1.2万余', ''],
    ['完成62 公', '公'],
    ['2022', undefined],
    ['2023年', undefined],
    ['累计2022个', '个'],
    ['完成2,300', ''],
    ['完成2,', undefined],
    ['第12', undefined],
    ['They spent $1.05', undefined],
    ['投资¥3万', undefined],
    ['GB/T 9704', undefined],
  ];
  for (const [text, typed] of cases) it(JSON.stringify(text), () => assert.equal(behindNumber(text), typed));
});
