import assert from 'node:assert/strict';
import type { Analysis } from '../../../src/core/analysis.ts';
import { hover } from '../../../src/core/features/hover.ts';
import { type Messages, messagesAbout } from '../../../src/core/messages/messages.ts';
import type { Root } from '../../../src/core/model/block-model.ts';
import { loadUserSchemas } from '../../../src/core/schema/user-schema.ts';
import { termLabel } from '../../../src/core/schema/vocabulary.ts';
import type { Language } from '../../../src/core/text/language.ts';
import { analyse, projectOf, type Setting, unmark } from '../support/analyse.ts';
import { analyseIn } from '../support/files.ts';

interface Case extends Setting {
  readonly reader?: Language;
}

function messagesFor(analysis: Analysis, reader: Language): Messages {
  return messagesAbout(reader, analysis.report.language, (term, language) =>
    termLabel(analysis.project.vocabulary, term, language),
  );
}

/** All that is said at the first sign of the marked words, line by line; the words have to be those that it is about. */
function said(analysis: Analysis, marked: string, root: Root, reader: Language): readonly string[] {
  const { spans } = unmark(marked);
  const { start, end } = spans[0]!;
  // At its first sign, within it and behind its last it is the same.
  const messages = messagesFor(analysis, reader);
  const [found, ...others] = [start, Math.floor((start + end) / 2), end].map((offset) =>
    hover(analysis, offset, root, messages),
  );
  for (const other of others) if (found) assert.deepEqual(other, found);
  if (!found) return [];
  assert.deepEqual(found.span, spans[0], 'the words that it is about');
  return found.abouts.flatMap(({ title, rows, notes }) => [
    title,
    ...notes,
    ...rows.map(({ label, text }) => `${label}: ${text}`),
  ]);
}

function lines(marked: string, { reader = 'zh', ...setting }: Case = {}): readonly string[] {
  return said(analyse(unmark(marked).text, setting), marked, setting.root ?? 'report', reader);
}

const yaml: Case = { form: 'yaml' };
const english: Case = { reader: 'en' };
const data = '\n```yaml 指标\n改革任务: { 数值: 105项, 上年: 98项 }\n```\n';
const section = (body: string) =>
  `章节:\n  - 标题: 一\n    正文: |\n${body.replace(/^(?=.)/gm, '      ')}\n    指标:\n      改革任务: 105项\n`;

/** The marked words, and lines that are said of them in this order, others between them or not; none for nothing. */
type Table = readonly (readonly [string, string, readonly string[], Case?])[];

function check(table: Table): void {
  for (const [name, marked, wanted, setting] of table) {
    it(name, () => {
      const found = lines(marked, setting);
      if (wanted.length === 0) assert.deepEqual(found, []);
      let at = 0;
      for (const line of wanted) {
        const index = found.indexOf(line, at);
        assert.ok(index >= 0, `“${line}” in ${JSON.stringify(found, undefined, 1)}`);
        at = index + 1;
      }
    });
  }
}

describe('hover over a metric', () => {
  const report = `# 一、总结

完成«[105项](metric:改革任务)»，比上年增长[7.1%](metric:改革任务#同比)，共{{改革任务}}。

\`\`\`yaml 指标
改革任务: { 数值: 105项, 上年: 98项, 目标值: 100项, 完成率: 105%, 占比: 50%, 同比: 7.1%, 数据来源: 年报, 数据提供单位: 区委改革办, 时期: 2022 }
\`\`\`
`;
  check([
    [
      'bound in prose: all its figures in one order, then what it says of itself, and where it is used',
      report,
      [
        '改革任务',
        '数值: 105项',
        '上年: 98项',
        '同比: 7.1%',
        '目标值: 100项',
        '完成率: 105%',
        '占比: 50%',
        '时期: 2022',
        '数据来源: 年报',
        '数据提供单位: 区委改革办',
        '使用情况: 3 处引用：第 3 行（一、总结）、第 3 行（一、总结）、第 3 行（一、总结）',
      ],
    ],
    [
      'with a facet: that one first',
      report.replace(/[«»]/g, '').replace('[7.1%](metric:改革任务#同比)', '«$&»'),
      ['改革任务', '同比: 7.1%', '数值: 105项', '上年: 98项'],
    ],
    ['inserted', `完成«{{改革任务}}»。${data}`, ['改革任务', '数值: 105项']],
    [
      'without a change of its own: it is worked out',
      `完成«{{改革任务}}»。${data}`,
      ['数值: 105项', '上年: 98项', '同比: +7.1%（由上年值算出）'],
    ],
    [
      'of two percentages: in points',
      '«{{率}}»\n\n```yaml 指标\n率: { 数值: 37.35%, 上年: 38.5% }\n```\n',
      ['同比: −1.15个百分点（由上年值算出）'],
    ],
    ['in a text of YAML', section('完成«[105项](metric:改革任务)»。'), ['改革任务', '数值: 105项'], yaml],
    [
      'in a further paragraph of it',
      section('甲\n\n完成«[105项](metric:改革任务)»。'),
      ['改革任务', '数值: 105项'],
      yaml,
    ],
    [
      'at its own name, as the key of a map',
      '```yaml 指标\n«改革任务»: { 数值: 105项 }\n```\n',
      ['改革任务', '数值: 105项', '使用情况: 正文没有引用'],
    ],
    [
      'at its own name in a list',
      'metrics:\n  - 名称: «改革任务»\n    数值: 105\n    计量单位: 项\n',
      ['改革任务', '数值: 105项'],
      yaml,
    ],
    [
      'at its id',
      'metrics:\n  - name: Tasks\n    id: «t1»\n    value: 5 items\n',
      ['Tasks', 'Value: 5 items'],
      { ...yaml, ...english },
    ],
    [
      'related to a task',
      `${data}\n\`\`\`yaml 任务\n- 任务: 甲\n  关联指标: [«改革任务»]\n\`\`\`\n`,
      ['改革任务', '数值: 105项', '使用情况: 1 处引用：第 8 行'],
    ],
    [
      'that is a part of another',
      '```yaml 指标\n合计: { 数值: 5项, 分项: [«甲», 乙] }\n甲: 2项\n乙: 3项\n```\n',
      ['甲', '数值: 2项'],
    ],
    [
      'in the targets: what is aimed at and what there is',
      `${data}\n\`\`\`yaml 目标\n«改革任务»: 120项\n\`\`\`\n`,
      ['改革任务', '目标值: 120项', '数值（指标）: 105项'],
    ],
    [
      'with a target in words',
      '```yaml 指标\n«甲»: { 数值: 5项, 目标值: 稳中有升 }\n```\n',
      ['数值: 5项', '目标值: 稳中有升'],
    ],
    [
      'with figures of other periods: under the period',
      '```yaml 指标\n«甲»: { 数值: 5项, 历年: { 2021: 4项, 2020: 3项 } }\n```\n',
      ['数值: 5项', '数值（2021）: 4项', '数值（2020）: 3项'],
    ],
    [
      'in an English report',
      '# 1. Money\n\nSpent «{{Spending}}».\n\n```yaml metrics\nSpending: { value: $184.6 million, previous: $178.2 million, source: Accounts }\n```\n',
      [
        'Spending',
        'Value: $184.6 million',
        'Previous: $178.2 million',
        'Change: +3.6% (worked out from the previous value)',
        'Source: Accounts',
        'Used: 1 reference: line 3 (1. Money)',
      ],
      english,
    ],
    [
      'in a broken block beside',
      `完成«{{改革任务}}»。${data}\n\`\`\`yaml 任务\n- 任务: "a\n\`\`\`\n`,
      ['改革任务', '数值: 105项'],
    ],
    [
      'with more figures than one reads in passing: the first of them',
      '```yaml 指标\n«甲»: { 数值: 5项, 历年: { 2001: 1项, 2002: 2项, 2003: 3项, 2004: 4项, 2005: 5项, 2006: 6项, 2007: 7项, 2008: 8项, 2009: 9项, 2010: 10项, 2011: 11项, 2012: 12项, 2013: 13项, 2014: 14项, 2015: 15项, 2016: 16项, 2017: 17项 } }\n```\n',
      ['数值: 5项', '…: 另有 4 个数值'],
    ],
    [
      'used in more places than one reads in passing: the first of them',
      '{{甲}}{{甲}}{{甲}}{{甲}}{{甲}}\n\n```yaml 指标\n«甲»: 5项\n```\n',
      ['使用情况: 5 处引用：第 1 行、第 1 行、第 1 行、第 1 行、…'],
    ],
    ['that nobody states: nothing', '完成«{{没有}}»。\n', []],
  ]);

  it('of a ledger says of which, and where this file uses it', async () => {
    const marked = '---\n标题: 总结\n台账: [共享.ledger.yaml]\n---\n\n完成«{{改革任务}}»。\n';
    const files = {
      '/w/a.report.md': unmark(marked).text,
      '/w/共享.ledger.yaml': '指标:\n  改革任务: { 数值: 105项, 数据来源: 年报 }\n',
    };
    const found = said(await analyseIn(files, '/w/a.report.md'), marked, 'report', 'zh');
    assert.deepEqual(found, [
      '改革任务',
      '数值: 105项',
      '数据来源: 年报',
      '所在台账: 共享.ledger.yaml',
      '使用情况: 1 处引用：第 6 行',
    ]);
  });

  it('in its ledger is not said to be unused', () => {
    const found = lines('指标:\n  «改革任务»: 105项\n', { form: 'yaml', root: 'ledger' });
    assert.deepEqual(found, ['改革任务', '数值: 105项']);
  });

  it('says what a schema of the user’s own adds', async () => {
    const { schemas } = await loadUserSchemas({
      metric: { type: 'object', properties: { 'x-desk': { title: '牵头科室', type: 'string' } } },
    });
    const bare = projectOf();
    const project = { ...bare, vocabulary: bare.vocabulary.extend(schemas) };
    assert.ok(
      lines('```yaml 指标\n«甲»: { 数值: 5项, x-desk: 综合科 }\n```\n', { project }).includes(
        '牵头科室: 综合科',
      ),
    );
  });
});

describe('hover over a unit', () => {
  const mu = ['亩 · mu', '用来表示: 面积', '换算: = 200公顷 = 200万平方米 = 2平方公里'];
  check([
    ['in prose', '征地«3000亩»。', mu],
    ['in data', '```yaml 指标\nA: { 数值: «3000亩» }\n```\n', mu],
    ['in a text of YAML', section('征地«3000亩»。'), mu, yaml],
    ['in a further paragraph of it', section('甲\n\n征地«3000亩»。'), mu, yaml],
    [
      'of a bound value, behind its metric',
      '征地«[3000亩](metric:征地)»。\n\n```yaml 指标\n征地: 3000亩\n```\n',
      ['征地', '数值: 3000亩', ...mu],
    ],
    ['that does not come out even', '征地«3347亩»。', ['换算: ≈ 223.13公顷 ≈ 223.13万平方米 ≈ 2.23平方公里']],
    [
      'of money: its multiplier, and in others',
      '投资«3200万元»。',
      ['元 · yuan · CNY', '用来表示: 金额', '数量级: 万 = 10,000', '换算: = 0.32亿元 = 32,000,000元'],
    ],
    ['in 亿', '投资«233亿元»。', ['数量级: 亿 = 100,000,000', '换算: = 23,300,000,000元']],
    ['with a count', '有«1.13万户»。', ['户 · household', '用来表示: 数量', '换算: = 11300户']],
    [
      'at a key of its own',
      '```yaml 指标\nA:\n  数值: 5\n  计量单位: «亩»\n```\n',
      ['亩 · mu', '换算: ≈ 0.067公顷 ≈ 666.67平方米'],
    ],
    [
      'at a key of its own, with a multiplier',
      '```yaml 指标\nA:\n  数值: 5\n  计量单位: «万亩»\n```\n',
      ['数量级: 万 = 10,000'],
    ],
    ['in a list of metrics', 'metrics:\n  - 名称: A\n    数值: «3000亩»\n', mu, yaml],
    ['of the target of a task', '```yaml 任务\n- 任务: 甲\n  量化目标: 新增«3000亩»\n```\n', mu],
    ['of the previous value', '```yaml 指标\nA: { 数值: 1亩, 上年: «3000亩» }\n```\n', mu],
    ['of a part', '```yaml 指标\nA: { 数值: 1亩, 分项: { 甲: «3000亩» } }\n```\n', mu],
    [
      'asked for behind a name',
      '完成{{征地 «公顷»}}。\n\n```yaml 指标\n征地: 3000亩\n```\n',
      ['公顷 · hectare · hm²', '用来表示: 面积'],
    ],
    ['that is composed', '密度«2000人/平方公里»。', ['用来表示: 单位面积的数量']],
    [
      'in English: acres',
      'It covers «500 acres».',
      [
        'acre · 英亩 · ac',
        'Measures: area',
        'Converted: ≈ 202.34 hectares ≈ 2.02 square kilometres ≈ 0.78 square miles',
      ],
      english,
    ],
    [
      'in English: miles',
      'Crews resurfaced «62.4 miles».',
      ['mile · 英里 · mi', 'Converted: ≈ 100.42 kilometres'],
      english,
    ],
    [
      'in English: money',
      'It spent «$184.6 million».',
      ['Multiplier: million = 1,000,000', 'Converted: = $0.1846 billion = $184,600,000'],
      english,
    ],
    ['with a range', 'It costs «$6–8 million».', ['Multiplier: million = 1,000,000'], english],
    ['with nothing to convert it into', '增长«7.1%»。', ['% · percent', '用来表示: 比例']],
    ['a noun by which a program calls something else', '新增«3 constructors»。', ['constructor']],
    ['in code: nothing', '见`征«地3000亩»`。', []],
    ['a year: nothing', '在«2022年»。', []],
  ]);

  it('of the project’s own', () => {
    const project = projectOf(
      'units:\n  - id: lu\n    names: { zh: 篓, en: basket }\n    dimension: mass\n    factor: 25\n',
    );
    const [title, ...rest] = lines('收获«40篓»。', { project });
    assert.equal(title, '篓 · basket');
    assert.ok(
      rest.includes('用来表示: 质量') && rest.some((line) => line.startsWith('换算: = 1000公斤')),
      rest.join(),
    );
  });

  it('of the project’s own, where it is described', () => {
    const text =
      'units:\n  - id: «lu»\n    names: { zh: 篓, en: basket }\n    dimension: mass\n    factor: 25\n';
    const project = projectOf(unmark(text).text);
    assert.deepEqual(lines(text, { project, form: 'yaml', root: 'project' }).slice(0, 1), ['篓 · basket']);
  });
});

describe('hover over an organization', () => {
  const project = projectOf(`单位名录:
  - 全称: 区发展和改革局
    简称: 区发改局
    曾用名: 区计委
    类别: 单位
    上级单位: 区政府
    生效日期: 2019-03-01
    失效日期: 2022-06-30
    承接单位: 区经济局
  - 全称: 专班
    类别: 群体
    成员单位: [区财政局, 区国资局]
  - name: Finance Department
`);
  const all = [
    '区发展和改革局',
    '截至 2022-12-31，这个名称已经停用。',
    '简称: 区发改局',
    '别名: 区计委',
    '类别: 单位',
    '上级单位: 区政府',
    '生效日期: 2019-03-01',
    '失效日期: 2022-06-30',
    '承接单位: 区经济局',
    '登记于: 项目文件',
  ];
  const given: Case = { project };
  check([
    ['that leads a task', '```yaml 任务\n- 任务: 甲\n  牵头单位: «区发展和改革局»\n```\n', all, given],
    ['by its short name', '```yaml 任务\n- 任务: 甲\n  牵头单位: «区发改局»\n```\n', all, given],
    ['among several', '```yaml 任务\n- 任务: 甲\n  配合单位: 区财政局、«区计委»\n```\n', all, given],
    ['in a flow list', 'tasks:\n  - { 任务: 甲, 牵头单位: [«区发改局», 乙] }\n', all, { ...given, ...yaml }],
    ['in front matter', '---\n标题: 总结\n编制单位: «区发改局»\n---\n', all, given],
    [
      'that owns a metric',
      'metrics:\n  甲: { 数值: 5项, 数据提供单位: «区发改局» }\n',
      all,
      { ...given, ...yaml },
    ],
    ['in prose', '由«区发改局»牵头。', all, given],
    ['in the prose of YAML', section('由«区发改局»牵头。'), all, { ...given, ...yaml }],
    [
      'in English prose',
      'The «Finance Department» paid.',
      ['Finance Department', 'Registered in: the project file'],
      { ...given, ...english },
    ],
    [
      'in English prose, within longer words: nothing',
      'The «Finance Departments» paid.',
      [],
      { ...given, ...english },
    ],
    [
      'that is a group',
      '```yaml 任务\n- 任务: 甲\n  牵头单位: «专班»\n```\n',
      ['专班', '指一类单位，不是某一个单位。', '类别: 群体', '成员单位: 区财政局、区国资局'],
      given,
    ],
    [
      'that is a group by its words',
      '```yaml 任务\n- 任务: 甲\n  牵头单位: «各街道»\n```\n',
      ['各街道', '指一类单位，不是某一个单位。'],
      given,
    ],
    [
      'that this file lists',
      '单位名录:\n  - 全称: 甲局\n    上级单位: «乙局»\n  - 全称: 乙局\n',
      ['乙局', '登记于: 本文件'],
      { ...yaml, root: 'ledger' },
    ],
    [
      'at its own entry',
      '单位名录:\n  - 全称: «甲局»\n    简称: 甲\n',
      ['甲局', '简称: 甲', '登记于: 本文件'],
      { ...yaml, root: 'project' },
    ],
    [
      'that does not hold yet',
      '单位名录:\n  - 全称: «甲局»\n    生效日期: 2024\n',
      ['甲局', '截至 2022-12-31，这个名称还没有启用。'],
      { ...yaml, root: 'ledger' },
    ],
    [
      'that nobody knows: what is written there',
      '```yaml 任务\n- 任务: 甲\n  牵头单位: «丁局»\n```\n',
      ['牵头单位 · lead', '由谁牵头，写几个时为并列牵头。'],
      given,
    ],
  ]);

  it('still holds on its last day', () => {
    const text = '单位名录:\n  - 全称: «甲局»\n    失效日期: 2022-12-31\n';
    const found = lines(text, { form: 'yaml', root: 'ledger' });
    assert.deepEqual(found, ['甲局', '失效日期: 2022-12-31', '登记于: 本文件']);
  });

  it('of a ledger says of which', async () => {
    const marked = '标题: 总结\n台账: 共享.ledger.yaml\n任务:\n  - 任务: 甲\n    牵头单位: «甲局»\n';
    const files = {
      '/w/a.report.yaml': unmark(marked).text,
      '/w/共享.ledger.yaml': '单位名录:\n  - 全称: 甲局\n',
    };
    const found = said(await analyseIn(files, '/w/a.report.yaml'), marked, 'report', 'zh');
    assert.deepEqual(found, ['甲局', '登记于: 共享.ledger.yaml']);
  });
});

describe('hover over a task', () => {
  const task = (due: string, status: string) =>
    `任务:\n  - 任务: 出清企业\n    牵头单位: 区国资局\n    配合单位: 区财政局、区审计局\n    完成时限: ${due}\n    状态: ${status}\n    完成率: 80%\n`;
  const about = [
    '出清企业',
    '牵头单位: 区国资局',
    '配合单位: 区财政局、区审计局',
    '完成时限: 2023-01-12（2023年1月12日）',
    '剩余时间: 还有 12 天（截至 2022-12-31）',
    '状态: 推进中',
    '完成率: 80%',
  ];
  check([
    ['at its title', task('2023-01-12', '推进中').replace('出清企业', '«$&»'), about, yaml],
    [
      'at its deadline: how that is read, then the task',
      task('«2023-01-12»', '推进中'),
      ['2023-01-12', '读作: 2023年1月12日', ...about],
      yaml,
    ],
    [
      'at its status: what that means, then the task',
      task('2023-01-12', '«推进中»'),
      ['正常推进 · active', '正在按进度推进。', '属于: 状态', ...about],
      yaml,
    ],
    [
      'that is late',
      task('2022年11月底前', '推进中').replace('出清企业', '«$&»'),
      ['完成时限: 2022年11月底前（2022年11月30日）', '剩余时间: 逾期 31 天（截至 2022-12-31）'],
      yaml,
    ],
    [
      'whose section lends it what it does not say',
      '章节:\n  - 标题: 一\n    牵头单位: 区国资局\n    完成时限: 2023-01\n    任务:\n      - 任务: «出清企业»\n',
      [
        '出清企业',
        '牵头单位: 区国资局（沿用所在章节）',
        '完成时限: 2023-01（2023年1月31日、沿用所在章节）',
        '剩余时间: 还有 31 天（截至 2022-12-31）',
      ],
      yaml,
    ],
    [
      'that belongs to another',
      '任务:\n  - 任务: 大\n    牵头单位: 甲\n    子任务:\n      - 任务: «小»\n',
      ['小', '牵头单位: 甲（沿用上级任务）', '属于: 大'],
      yaml,
    ],
    [
      'in Markdown and English',
      '```yaml tasks\n- title: «Pave roads»\n  lead: Works\n  due: 2023-01-01\n  status: active\n```\n',
      [
        'Pave roads',
        'Lead: Works',
        'Due: 2023-01-01 (1 January 2023)',
        'Time left: 1 day left (on 2022-12-31)',
        'Status: active',
      ],
      english,
    ],
    ['in a flow list of the root', '任务: [{ 任务: «小», 牵头单位: 甲 }]\n', ['小', '牵头单位: 甲'], yaml],
  ]);

  it('that is done has no time left', () => {
    const found = lines(task('2022-11', '已完成').replace('出清企业', '«$&»'), yaml);
    assert.ok(!found.some((line) => line.startsWith('剩余时间')), found.join('\n'));
  });
});

describe('hover over a date', () => {
  check([
    ['of the report', '---\n截至日期: «2022年12月»\n---\n', ['2022年12月', '读作: 2022年12月31日']],
    ['a period', '---\n报告期: «2022年上半年»\n---\n', ['读作: 2022年1月1日至2022年6月30日']],
    [
      'of a plan: of the next period',
      '---\n报告期: 2022\n---\n\n```yaml 计划\n- 任务: 甲\n  完成时限: «9月底»\n```\n',
      ['9月底', '读作: 2023年9月30日', '甲'],
    ],
    ['that comes again', '任务:\n  - 任务: 甲\n    完成时限: «每季度»\n', ['读作: 每季度', '甲'], yaml],
    [
      'in words that we do not know: only the task',
      '任务:\n  - 任务: 甲\n    完成时限: «尽快»\n',
      ['甲'],
      yaml,
    ],
    ['in English', '---\nperiod: «FY2024»\n---\n', ['Read as: 1 January 2024 to 31 December 2024'], english],
  ]);
});

describe('hover over a key', () => {
  check([
    [
      'what it is for, when it is needed, how it is written',
      'tasks:\n  - «牵头单位»: a\n',
      [
        '牵头单位 · lead',
        '是否必填: 初稿可以暂缺，征求意见时应当填写，定稿必须填写',
        '写法: 一个或者几个名称，用顿号隔开',
      ],
      yaml,
    ],
    ['always needed', 'tasks:\n  - «任务»: a\n', ['工作任务 · title', '是否必填: 始终必填'], yaml],
    [
      'needed at the last stage',
      '---\n标题: 总结\n«报告期»: 2022\n---\n',
      ['报告期 · period', '是否必填: “阶段”为“定稿”时必填'],
    ],
    [
      'needed at this stage',
      '---\n标题: 总结\n阶段: 定稿\n«报告期»: 2022\n---\n',
      ['是否必填: 必填，因为“阶段”是“定稿”'],
    ],
    [
      'of which one is needed',
      '```yaml 指标\n甲: { «数值»: 5项 }\n```\n',
      [
        '数值 · value',
        '是否必填: 一项指标至少要有一个数值',
        '写法: 数字加单位，如 105项、1.13万户、37.35%、超过200项',
      ],
    ],
    [
      'with its values and what each means',
      'tasks:\n  - 任务: a\n    «状态»: 已完成\n',
      ['状态 · status', '未启动: 工作还没有开始。', '已完成: 已经完成。', '取消: 不再实施。'],
      yaml,
    ],
    [
      'with values that need no words',
      'metrics:\n  a: { 数值: 5项, «约数»: 约 }\n',
      ['约数 · approx', '可以填写: 精确、超过、不足、约、近'],
      yaml,
    ],
    ['with limits', 'metrics:\n  a: { 数值: 5项, «小数位»: 1 }\n', ['取值范围: 0–20'], yaml],
    [
      'in English',
      'tasks:\n  - «due»: 2023-12\n',
      [
        'Due · due',
        'Required: may be left open in a draft, should be there for review, and has to be there in the final text',
      ],
      { ...yaml, ...english },
    ],
    ['in a ledger', '«指标»:\n  a: 5项\n', ['指标 · metrics'], { ...yaml, root: 'ledger' }],
    [
      'in the project file',
      '«单位名录»:\n  - 全称: a\n',
      ['单位名录 · organizations'],
      { ...yaml, root: 'project' },
    ],
    ['in quotes', 'tasks:\n  - «"状态"»: 已完成\n', ['状态 · status'], yaml],
    ['the list of a data fence', '```yaml «指标»\n甲: 5项\n```\n', ['指标 · metrics']],
    ['that nobody knows: nothing', 'tasks:\n  - 任务: a\n    «没有»: b\n', [], yaml],
    ['a name of the writer’s: no key', '术语:\n  «甲»: 乙\n', [], { ...yaml, root: 'project' }],
  ]);

  it('of a schema of the user’s own: its title and description, and with what it is needed', async () => {
    const { schemas } = await loadUserSchemas({
      task: {
        type: 'object',
        properties: {
          desk: {
            title: '科室',
            description: '由哪个科室承办。',
            type: 'string',
            enum: ['综合科', '业务科'],
          },
        },
        dependentRequired: { status: ['desk'] },
      },
    });
    const bare = projectOf();
    const project = { ...bare, vocabulary: bare.vocabulary.extend(schemas) };
    const found = lines('任务:\n  - 任务: a\n    «科室»: 综合科\n', { form: 'yaml', project });
    assert.deepEqual(found, [
      '科室 · desk',
      '由哪个科室承办。',
      '这一栏来自本项目自定的数据结构。',
      '是否必填: 填写了“状态”就必须填写',
      '可以填写: 综合科、业务科',
    ]);
  });
});

describe('hover over a value of an enumeration', () => {
  check([
    ['of a report', '---\n标题: 总结\n阶段: «初稿»\n---\n', ['初稿 · draft', '属于: 阶段']],
    [
      'by another name',
      'metrics:\n  a: { 数值: 5项, 约数: «大约» }\n',
      ['约 · about', '属于: 约数', '也可以写作: 大约、左右、About、Around'],
      yaml,
    ],
    [
      'of a level of a rule',
      '规则:\n  task-overdue: «error»\n',
      ['属于: 规则'],
      { ...yaml, root: 'project' },
    ],
    ['in English', '---\nstage: «final»\n---\n', ['Final · final', 'A value of: Stage'], english],
    [
      'that is none: what is written there',
      '---\n标题: 总结\n阶段: «没有»\n---\n',
      ['阶段 · stage', '文稿走到了哪一步，定稿须要素齐全。'],
    ],
  ]);
});

describe('hover over a value says last what its key means', () => {
  const measures = ['工作举措 · measures', '怎样做，分条写。'];
  check([
    ['a text', '---\n标题: «总结»\n---\n', ['标题 · title', '报告的标题。']],
    [
      'a text over several lines',
      '任务:\n  - 任务: 甲\n    备注: «|\n      第一行\n      第二行\n»',
      ['备注 · note', '其他需要记下的内容，不进入正文。'],
      yaml,
    ],
    ['a text in quotes', '---\n标题: «"总结"»\n---\n', ['标题 · title']],
    ['one of several', '任务:\n  - 任务: 甲\n    工作举措: [乙, «丙»]\n', measures, yaml],
    ['one of several below each other', '```yaml 任务\n- 任务: 甲\n  工作举措:\n    - «丙»\n```\n', measures],
    [
      'a number',
      '指标:\n  甲: { 数值: 5项, 小数位: «1» }\n',
      ['小数位 · decimals', '数值保留几位小数。'],
      yaml,
    ],
    [
      'a figure: behind its unit',
      '指标:\n  甲: { 数值: 5亩, 上年: «3000亩» }\n',
      ['亩 · mu', '用来表示: 面积', '上年 · previous', '上年同期的数值。'],
      yaml,
    ],
    [
      'a figure that stands alone behind a name',
      '```yaml 指标\n甲: «3000亩»\n```\n',
      ['亩 · mu', '数值 · value', '照原样写的数值，可带单位，如 105项、1.13万户。'],
    ],
    ['a figure without a unit', '```yaml 指标\n甲: { 数值: «5» }\n```\n', ['数值 · value']],
    [
      'a date: behind the day',
      '---\n截至日期: «2022年12月»\n---\n',
      ['2022年12月', '读作: 2022年12月31日', '截至日期 · as-of'],
    ],
    ['a date that we do not know', '---\n截至日期: «尽快»\n---\n', ['截至日期 · as-of']],
    ['a period', '---\n报告期: «2022»\n---\n', ['2022', '报告期 · period']],
    [
      'a value of an enumeration: behind that',
      '---\n标题: 总结\n阶段: «初稿»\n---\n',
      ['初稿 · draft', '属于: 阶段', '阶段 · stage', '文稿走到了哪一步，定稿须要素齐全。'],
    ],
    [
      'a title of a task: behind the task',
      '任务:\n  - 任务: «甲»\n    牵头单位: 乙\n',
      ['甲', '牵头单位: 乙', '工作任务 · title', '要做什么。'],
      yaml,
    ],
    ['a file', '---\n标题: 总结\n台账: «共享.ledger.yaml»\n---\n', ['台账 · data', '报告引用的台账文件。']],
    [
      'a metric that nobody states',
      '任务:\n  - 任务: 甲\n    关联指标: [«没有»]\n',
      ['关联指标 · metrics'],
      yaml,
    ],
    [
      'in a ledger',
      '指标:\n  甲: { 数值: 5项, 数据来源: «年报» }\n',
      ['数据来源 · source'],
      { ...yaml, root: 'ledger' },
    ],
    [
      'in the project file',
      '单位名录:\n  - 全称: a\n    生效日期: «2022»\n',
      ['2022', '读作: 2022年1月1日', '生效日期 · valid-from'],
      { ...yaml, root: 'project' },
    ],
    [
      'in English',
      'tasks:\n  - title: a\n    update: «almost done»\n',
      ['Update · update', 'What has been done so far.'],
      { ...yaml, ...english },
    ],
    [
      'beside what is broken',
      '任务:\n  - 任务: 甲\n    备注: «乙»\n  - 任务: "丙\n    状态: [\n',
      ['备注 · note'],
      yaml,
    ],
    ['with line ends of Windows', '---\r\n标题: «总结»\r\n---\r\n', ['标题 · title']],
    ['under a key that nobody knows: nothing', '任务:\n  - 任务: 甲\n    没有: «乙»\n', [], yaml],
    ['the text of a section: nothing', section('«一句话。»'), [], yaml],
  ]);

  it('where a metric, an organization or a unit says more, that alone', () => {
    const project = projectOf('单位名录: [{ 全称: 甲局 }]\n');
    for (const marked of [
      '任务:\n  - 任务: 甲\n    牵头单位: «甲局»\n',
      '指标:\n  - 名称: «甲»\n    数值: 5项\n',
      '指标:\n  - 名称: 甲\n    数值: 5\n    计量单位: «亩»\n',
    ]) {
      const found = lines(marked, { ...yaml, project });
      assert.ok(found.length > 1 && !found.some((line) => / · (?:lead|name|unit)$/.test(line)), found.join());
    }
  });

  it('also of a schema of the user’s own', async () => {
    const { schemas } = await loadUserSchemas({
      task: {
        type: 'object',
        properties: { desk: { title: '科室', description: '由哪个科室承办。', type: 'string' } },
      },
    });
    const bare = projectOf();
    const project = { ...bare, vocabulary: bare.vocabulary.extend(schemas) };
    const found = lines('任务:\n  - 任务: a\n    科室: «综合科»\n', { form: 'yaml', project });
    assert.deepEqual(found, ['科室 · desk', '由哪个科室承办。']);
  });
});

describe('hover', () => {
  it('says nothing over words', () => assert.deepEqual(lines('«没有»数字。'), []));
  it('speaks of the text as it is with line ends of Windows', () =>
    assert.deepEqual(lines(`完成«{{改革任务}}»。${data}`.replaceAll('\n', '\r\n')).slice(0, 2), [
      '改革任务',
      '数值: 105项',
    ]));
  it('keeps silent everywhere in an empty file', () => assert.deepEqual(lines('«»', yaml), []));
});
