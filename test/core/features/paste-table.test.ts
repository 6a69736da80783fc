import assert from 'node:assert/strict';
import type { Analysis } from '../../../src/core/analysis.ts';
import { type PastedTable, pasteTable } from '../../../src/core/features/paste-table.ts';
import { applyChanges } from '../../../src/core/text/span.ts';
import { place } from '../support/act.ts';
import { analyse, type Setting, said } from '../support/analyse.ts';
import { exampleTexts } from '../support/examples.ts';
import { seeded } from '../support/random.ts';

const zh = '---\n标题: 总结\n报告期: 2022\n截至日期: 2022-12-31\n---\n\n';
const en = '---\ntitle: Results\nlanguage: en\nperiod: 2022\nas-of: 2022-12-31\n---\n\n';
const block = (list: string, items: string) => `${zh}\`\`\`yaml ${list}\n${items}\n\`\`\`\n`;
const blockIn = (list: string, items: string) => `${en}\`\`\`yaml ${list}\n${items}\n\`\`\`\n`;
const yaml: Setting = { form: 'yaml' };
const ledger: Setting = { form: 'yaml', root: 'ledger' };

/** A table as it lies in the clipboard: rows by lines, cells parted by ` | `. */
const table = (...rows: readonly string[]) =>
  `${rows
    .map((row) =>
      row
        .split('|')
        .map((cell) => cell.trim())
        .join('\t'),
    )
    .join('\r\n')}\r\n`;

function pasted(marked: string, text: string, setting: Setting = {}): PastedTable | undefined {
  const { text: before, range } = place(marked);
  return pasteTable(analyse(before, setting), range, text);
}

const errorsOf = (text: string, setting: Setting) => {
  const analysis = analyse(text, setting);
  const errors = new Set(analysis.problems.filter(({ level }) => level === 'error').map(({ code }) => code));
  return said(analysis).filter((one) => errors.has(one.slice(0, one.indexOf(':'))));
};

/** What it is, a text with a cursor, a table, the whole text after, and the names that are left out. */
type Row = readonly [
  what: string,
  marked: string,
  table: string,
  after: string,
  setting?: Setting,
  left?: readonly string[],
];

function hold(rows: readonly Row[]): void {
  for (const [what, marked, text, after, setting = {}, left = []] of rows) {
    it(what, () => {
      const before = place(marked).text;
      const found = pasted(marked, text, setting);
      assert.ok(found, 'a table');
      const result = applyChanges(before, found.changes);
      assert.equal(result, after);
      assert.deepEqual([...found.known, ...found.empty], left);
      const old = errorsOf(before, setting);
      assert.deepEqual(
        errorsOf(result, setting).filter((one) => !old.includes(one)),
        [],
      );
    });
  }
}

describe('a pasted table of metrics', () => {
  hold([
    [
      'with names, values and units becomes a map of metrics',
      block('指标', '|'),
      table('指标名称|数值|计量单位', '改革任务|105|项', '会议|3|次'),
      block('指标', '改革任务: 105项\n会议: 3次'),
    ],
    [
      'goes on with a map behind its last item',
      block('指标', '会议: 3次|'),
      table('名称|数值|上年', '改革任务|105项|98项'),
      block('指标', '会议: 3次\n改革任务:\n  数值: 105项\n  上年: 98项'),
    ],
    [
      'goes on with a list',
      block('指标', '- 指标名称: 会议\n  数值: 3次|'),
      table('指标|数值|单位', '改革任务|105|项'),
      block('指标', '- 指标名称: 会议\n  数值: 3次\n- 指标名称: 改革任务\n  数值: 105项'),
    ],
    [
      'stands on an empty line of a list',
      block('指标', '- 指标名称: 会议\n  数值: 3次\n|'),
      table('指标|数值|单位', '改革任务|105|项'),
      block('指标', '- 指标名称: 会议\n  数值: 3次\n- 指标名称: 改革任务\n  数值: 105项'),
    ],
    [
      'takes the brackets of its neighbours',
      block('指标', '会议: { 数值: 3次, 上年: 2次 }\n|'),
      table('指标|数值|上年', '改革任务|105项|98项'),
      block('指标', '会议: { 数值: 3次, 上年: 2次 }\n改革任务: { 数值: 105项, 上年: 98项 }'),
    ],
    [
      'takes the brackets of a list',
      block('指标', '- { 指标名称: 会议, 数值: 3次 }|'),
      table('指标|数值|上年', '改革任务|105项|98项'),
      block('指标', '- { 指标名称: 会议, 数值: 3次 }\n- { 指标名称: 改革任务, 数值: 105项, 上年: 98项 }'),
    ],
    [
      'takes the names of keys that its neighbours use',
      block('指标', '- 名称: 会议\n  完成值: 3\n  单位: 次|'),
      table('指标|数值|计量单位', '改革任务|105|项'),
      block('指标', '- 名称: 会议\n  完成值: 3\n  单位: 次\n- 名称: 改革任务\n  完成值: 105\n  单位: 项'),
    ],
    [
      'takes English keys in a Chinese report where the list has them',
      block('metrics', '- name: 会议\n  value: 3次|'),
      table('指标|数值', '改革任务|105项'),
      block('metrics', '- name: 会议\n  value: 3次\n- name: 改革任务\n  value: 105项'),
    ],
    [
      'takes English headings',
      blockIn('metrics', '|'),
      table('Name|Value|Unit|Previous|YoY', 'Trees planted|12,480|trees|11,900|4.9%'),
      blockIn(
        'metrics',
        'Trees planted:\n  Value: 12,480\n  Unit: trees\n  Change: 4.9%\n  Previous: 11,900',
      ),
    ],
    [
      'writes English headings as Chinese keys in a Chinese report',
      block('指标', '|'),
      table('Name|Value|Previous', '改革任务|105项|98项'),
      block('指标', '改革任务:\n  数值: 105项\n  上年: 98项'),
    ],
    [
      'takes a unit out of a heading',
      block('指标', '|'),
      table('项目|数值（万元）|上年数（万元）|同比（%）', '营业收入|120|100|20'),
      block('指标', '营业收入:\n  数值: 120万元\n  同比: 20%\n  上年: 100万元'),
    ],
    [
      'takes a unit out of brackets of other widths',
      block('指标', '|'),
      table('项目|本年数(亿元)|增速(%)', '营业收入|12.5|3.2'),
      block('指标', '营业收入:\n  数值: 12.5亿元\n  同比: 3.2%'),
    ],
    [
      'takes the unit above the table',
      block('指标', '|'),
      table('主要经济指标||单位：万元', '项目|本年数|上年数', '营业收入|120|100'),
      block('指标', '营业收入:\n  数值: 120万元\n  上年: 100万元'),
    ],
    [
      'takes a unit behind a stroke',
      blockIn('metrics', '|'),
      table('Item|Amount / km|Prior year / km', 'Roads|62.4|55.1'),
      blockIn('metrics', 'Roads:\n  Value: 62.4 km\n  Previous: 55.1 km'),
    ],
    [
      'reads columns of years by the period of the report',
      block('指标', '|'),
      table('指标|2022年|2021年|2020年|2019年', '营业收入|120万元|100万元|90万元|80万元'),
      block(
        '指标',
        '营业收入:\n  数值: 120万元\n  上年: 100万元\n  历年:\n    2020: 90万元\n    2019: 80万元',
      ),
    ],
    [
      'reads years of a report that has no period',
      '---\n标题: 总结\n---\n\n```yaml 指标\n|\n```\n',
      table('指标|2021年|2022年', '营业收入|100万元|120万元'),
      '---\n标题: 总结\n---\n\n```yaml 指标\n营业收入:\n  数值: 120万元\n  上年: 100万元\n```\n',
    ],
    [
      'reads years with a unit',
      block('指标', '|'),
      table('指标|2022年（万元）|2021年（万元）|2020年（万元）', '营业收入|120|100|90'),
      block('指标', '营业收入:\n  数值: 120万元\n  上年: 100万元\n  历年:\n    2020: 90万元'),
    ],
    [
      'writes a history between brackets',
      block('指标', '会议: { 数值: 3次, 上年: 2次 }\n|'),
      table('指标|2022|2020', '营业收入|120万元|90万元'),
      block('指标', '会议: { 数值: 3次, 上年: 2次 }\n营业收入: { 数值: 120万元, 历年: { 2020: 90万元 } }'),
    ],
    [
      'reads years with words behind them',
      block('指标', '|'),
      table('指标|2022年目标|2022年完成值', '营业收入|100万元|120万元'),
      block('指标', '营业收入:\n  数值: 120万元\n  目标值: 100万元'),
    ],
    [
      'leaves the counting of rows out',
      block('指标', '|'),
      table('序号|指标|数值', '1|改革任务|105项', '2|会议|3次'),
      block('指标', '改革任务: 105项\n会议: 3次'),
    ],
    [
      'takes an empty corner for the heading of the names',
      block('指标', '|'),
      table('|2022年|2021年', '营业收入|120万元|100万元'),
      block('指标', '营业收入:\n  数值: 120万元\n  上年: 100万元'),
    ],
    [
      'without headings, is read by its cells',
      block('指标', '|'),
      table('改革任务|105|项', '会议|3|次'),
      block('指标', '改革任务: 105项\n会议: 3次'),
    ],
    [
      'without headings, with figures alone',
      block('指标', '|'),
      table('改革任务|105项', '会议|3次'),
      block('指标', '改革任务: 105项\n会议: 3次'),
    ],
    [
      'without headings, with a counting column',
      block('指标', '|'),
      table('1|改革任务|105项', '2|会议|3次'),
      block('指标', '改革任务: 105项\n会议: 3次'),
    ],
    [
      'parts thousands from each other in English',
      blockIn('metrics', '|'),
      table('Name|Value', 'Households|48,250 households'),
      blockIn('metrics', 'Households: 48,250 households'),
    ],
    [
      'writes thousands so that brackets hold them',
      blockIn('metrics', 'Trees: { value: 3 trees, previous: 2 trees }\n|'),
      table('Name|Value|Previous', 'Households|48,250 households|46,900 households'),
      blockIn(
        'metrics',
        'Trees: { value: 3 trees, previous: 2 trees }\nHouseholds: { value: "48,250 households", previous: "46,900 households" }',
      ),
    ],
    [
      'joins thousands in Chinese',
      block('指标', '|'),
      table('指标|数值（户）', '服务用户|1,234,567'),
      block('指标', '服务用户: 1234567户'),
    ],
    [
      'takes decimal commas where the table shows them',
      block('指标', '|'),
      table('指标|数值（万元）', '营业收入|1.234,56', '利润|12,5'),
      block('指标', '营业收入: 1234.56万元\n利润: 12.5万元'),
    ],
    [
      'takes decimal commas into an English report',
      blockIn('metrics', '|'),
      table('Name|Value (km)', 'Roads|1.234,56', 'Mains|2.000'),
      blockIn('metrics', 'Roads: 1,234.56 km\nMains: 2,000 km'),
    ],
    [
      'takes a comma before three digits for thousands in doubt',
      block('指标', '|'),
      table('指标|数值（户）', '服务用户|1,234'),
      block('指标', '服务用户: 1234户'),
    ],
    [
      'takes full-width digits and signs',
      block('指标', '|'),
      table('指标|数值|同比', '营业收入|１２０万元|２０％'),
      block('指标', '营业收入:\n  数值: 120万元\n  同比: 20%'),
    ],
    [
      'leaves empty cells and dashes out',
      block('指标', '|'),
      table('指标|数值|上年|目标', '改革任务|105项|-|—', '会议|3次||…'),
      block('指标', '改革任务: 105项\n会议: 3次'),
    ],
    [
      'reads negative numbers in brackets and arrows',
      block('指标', '|'),
      table('指标|数值（万元）|同比', '利润|(1,234.5)|↓3.2%'),
      block('指标', '利润:\n  数值: -1234.5万元\n  同比: -3.2%'),
    ],
    [
      'keeps a total',
      block('指标', '|'),
      table('项目|数值（万元）', '甲|120', '合计|120'),
      block('指标', '甲: 120万元\n合计: 120万元'),
    ],
    [
      'writes what it does not know into the note, with its heading',
      block('指标', '|'),
      table('指标|数值|负责处室|联系电话', '改革任务|105项|综合处|12345'),
      block('指标', '改革任务:\n  数值: 105项\n  备注: 负责处室：综合处；联系电话：12345'),
    ],
    [
      'adds to a note of its own',
      block('指标', '|'),
      table('指标|数值|备注|处室', '改革任务|105项|年中调整|综合处'),
      block('指标', '改革任务:\n  数值: 105项\n  备注: 年中调整；处室：综合处'),
    ],
    [
      'writes words under figures into the note',
      block('指标', '|'),
      table('指标|数值|上年', '改革任务|105项|尚未统计'),
      block('指标', '改革任务:\n  数值: 105项\n  备注: 上年：尚未统计'),
    ],
    [
      'quotes names that need it',
      block('指标', '|'),
      table('指标|数值', '其中：新增|5项', 'a: b|3次', '-甲|2个'),
      block('指标', '"其中：新增": 5项\n"a: b": 3次\n"-甲": 2个'),
    ],
    [
      'quotes names between brackets',
      block('指标', '- { 指标名称: 会议, 数值: 3次 }|'),
      table('指标|数值', '其中：新增|5项', '甲, 乙|3次'),
      block(
        '指标',
        '- { 指标名称: 会议, 数值: 3次 }\n- { 指标名称: "其中：新增", 数值: 5项 }\n- { 指标名称: "甲, 乙", 数值: 3次 }',
      ),
    ],
    [
      'joins a name that was broken for want of room',
      block('指标', '|'),
      '指标\t数值\r\n"规模以上\n工业增加值"\t120万元\r\n',
      block('指标', '规模以上工业增加值: 120万元'),
    ],
    [
      'reads doubled quotes',
      block('指标', '|'),
      '指标\t数值\r\n"""小巨人""企业"\t3家\r\n',
      block('指标', `'"小巨人"企业': 3家`),
    ],
    [
      'leaves out what is there already, and says so',
      block('指标', '会议: 3次\n|'),
      table('指标|数值', '会议|4次', '改革任务|105项'),
      block('指标', '会议: 3次\n改革任务: 105项'),
      {},
      ['会议'],
    ],
    [
      'leaves out a name that comes twice',
      block('指标', '|'),
      table('指标|数值', '会议|4次', '会议|5次'),
      block('指标', '会议: 4次'),
      {},
      ['会议'],
    ],
    [
      'leaves out rows without a figure',
      block('指标', '|'),
      table('指标|数值', '一、经济|', '营业收入|120万元'),
      block('指标', '营业收入: 120万元'),
      {},
      ['一、经济'],
    ],
    [
      'tells facts of one name apart by their period',
      block('指标', '- 指标名称: 会议\n  数值: 3次\n|'),
      table('指标|数值|时期', '会议|2次|2021', '会议|1次|2020'),
      block(
        '指标',
        '- 指标名称: 会议\n  数值: 3次\n- 指标名称: 会议\n  数值: 2次\n  时期: 2021\n- 指标名称: 会议\n  数值: 1次\n  时期: 2020',
      ),
    ],
    [
      'keeps a unit apart that cannot stand beside its number',
      blockIn('metrics', '|'),
      table('Name|Value|Unit', 'Spending|184.6|USD million'),
      blockIn('metrics', 'Spending:\n  Value: 184.6\n  Unit: USD million'),
    ],
    [
      'stands in a list of a report in YAML',
      '标题: 总结\n报告期: 2022\n指标:\n  - 指标名称: 会议\n    数值: 3次|\n',
      table('指标|数值', '改革任务|105项'),
      '标题: 总结\n报告期: 2022\n指标:\n  - 指标名称: 会议\n    数值: 3次\n  - 指标名称: 改革任务\n    数值: 105项\n',
      yaml,
    ],
    [
      'stands below a key that has nothing yet',
      '标题: 总结\n指标:|\n',
      table('指标|数值', '改革任务|105项'),
      '标题: 总结\n指标:\n  改革任务: 105项\n',
      yaml,
    ],
    [
      'stands on the line below such a key',
      '标题: 总结\n指标:\n|\n',
      table('指标|数值', '改革任务|105项'),
      '标题: 总结\n指标:\n  改革任务: 105项\n',
      yaml,
    ],
    [
      'stands in a section of a report in YAML',
      '标题: 总结\n章节:\n  - 标题: 一\n    指标:\n      - 指标名称: 会议\n        数值: 3次\n|\n  - 标题: 二\n',
      table('指标|数值', '改革任务|105项'),
      '标题: 总结\n章节:\n  - 标题: 一\n    指标:\n      - 指标名称: 会议\n        数值: 3次\n      - 指标名称: 改革任务\n        数值: 105项\n  - 标题: 二\n',
      yaml,
    ],
    [
      'stands in a ledger, in four columns',
      '指标:\n    会议:\n        数值: 3次\n        上年: 2次\n|',
      table('指标|数值|上年', '改革任务|105项|98项'),
      '指标:\n    会议:\n        数值: 3次\n        上年: 2次\n    改革任务:\n        数值: 105项\n        上年: 98项',
      ledger,
    ],
    [
      'keeps the line ends',
      block('指标', '会议: 3次|').replaceAll('\n', '\r\n'),
      table('指标|数值|上年', '改革任务|105项|98项'),
      block('指标', '会议: 3次\n改革任务:\n  数值: 105项\n  上年: 98项').replaceAll('\n', '\r\n'),
    ],
    [
      'stands behind the opening line of a block',
      `${zh}\`\`\`yaml 指标|\n会议: 3次\n\`\`\`\n`,
      table('指标|数值', '改革任务|105项'),
      block('指标', '改革任务: 105项\n会议: 3次'),
    ],
    [
      'stands between two items',
      block('指标', '会议: 3次|\n征地: 30亩'),
      table('指标|数值', '改革任务|105项'),
      block('指标', '会议: 3次\n改革任务: 105项\n征地: 30亩'),
    ],
    [
      'takes a dash that is begun',
      block('指标', '- 指标名称: 会议\n  数值: 3次\n- |'),
      table('指标|数值', '改革任务|105项'),
      block('指标', '- 指标名称: 会议\n  数值: 3次\n- 指标名称: 改革任务\n  数值: 105项'),
    ],
    [
      'stands in a document that is broken elsewhere',
      block('指标', '会议: { 数值: 3次\n征地: 30亩\n|'),
      table('指标|数值', '改革任务|105项'),
      block('指标', '会议: { 数值: 3次\n征地: 30亩\n改革任务: 105项'),
    ],
    [
      'writes targets as targets',
      block('目标', '|'),
      table('指标|数值', '改革任务|110项'),
      block('目标', '改革任务: 110项'),
    ],
    [
      'reads the year to come in targets',
      block('目标', '|'),
      table('指标|2023年', '改革任务|110项'),
      block('目标', '改革任务: 110项'),
    ],
    [
      'reads parts and groups that one cell names',
      block('指标', '|'),
      table('指标|数值|分项|分组', '收入|5亿元|甲：3亿元；乙：2亿元|性别/男：2亿元；性别/女：3亿元'),
      block(
        '指标',
        '收入:\n  数值: 5亿元\n  分项:\n    甲: 3亿元\n    乙: 2亿元\n  分组:\n    性别:\n      男: 2亿元\n      女: 3亿元',
      ),
    ],
    [
      'takes the apostrophe away that keeps a text from being a formula',
      block('指标', '|'),
      table('指标|数值|备注', "甲|5亿元|'=不变价"),
      block('指标', '甲:\n  数值: 5亿元\n  备注: =不变价'),
    ],
    [
      'leaves out rows without a name, and says so',
      block('指标', '|'),
      table('指标|数值', '甲|5亿元', '|7亿元'),
      block('指标', '甲: 5亿元'),
      {},
      ['7亿元'],
    ],
  ]);
});

describe('pasted tasks', () => {
  hold([
    [
      'become a list with owners, deadlines and status',
      block('任务', '|'),
      table(
        '序号|任务|牵头单位|配合单位|完成时限|状态',
        '1|甲|区财政局|区审计局|2022/12/31|已完成',
        '2|乙|区审计局||2022.6.1|进行中',
      ),
      block(
        '任务',
        '- 工作任务: 甲\n  牵头单位: 区财政局\n  配合单位: 区审计局\n  完成时限: 2022-12-31\n  状态: 已完成\n- 工作任务: 乙\n  牵头单位: 区审计局\n  完成时限: 2022-06-01\n  状态: 进行中',
      ),
    ],
    [
      'take English headings',
      blockIn('tasks', '|'),
      table('Task|Owner|Due|Status', 'Resurface the roads|Public Works|12/31/2022|done'),
      blockIn(
        'tasks',
        '- Title: Resurface the roads\n  Lead: Public Works\n  Due: 2022-12-31\n  Status: done',
      ),
    ],
    [
      'read dates with the day or the month first as the column shows',
      blockIn('tasks', '|'),
      table('Task|Owner|Due|Status', 'A|Public Works|6/1/2022|done', 'B|Public Works|12/31/2022|done'),
      blockIn(
        'tasks',
        '- Title: A\n  Lead: Public Works\n  Due: 2022-06-01\n  Status: done\n- Title: B\n  Lead: Public Works\n  Due: 2022-12-31\n  Status: done',
      ),
    ],
    [
      'leave dates that could be read either way',
      blockIn('tasks', '|'),
      table('Task|Owner|Due', 'A|Public Works|6/1/2022'),
      blockIn('tasks', '- Title: A\n  Lead: Public Works\n  Due: 6/1/2022'),
    ],
    [
      'take 责任单位 for what it means in the table',
      block('任务', '|'),
      table('重点任务|责任单位|完成时间', '甲|区财政局|2022年12月'),
      block('任务', '- 工作任务: 甲\n  牵头单位: 区财政局\n  完成时限: 2022年12月'),
    ],
    [
      'without headings, are read by their cells',
      block('任务', '|'),
      table('甲|2022/12/31|已完成|张三'),
      block('任务', '- 工作任务: 甲\n  完成时限: 2022-12-31\n  状态: 已完成\n  备注: 张三'),
    ],
    [
      'go on with a list between brackets',
      block('任务', '- { 任务: 甲, 牵头单位: 区财政局, 完成时限: 长期 }|'),
      table('任务|牵头单位|完成时限', '乙|区审计局、区财政局|2022/6/30'),
      block(
        '任务',
        '- { 任务: 甲, 牵头单位: 区财政局, 完成时限: 长期 }\n- { 任务: 乙, 牵头单位: 区审计局、区财政局, 完成时限: 2022-06-30 }',
      ),
    ],
    [
      'take several owners from a cell with lines',
      block('任务', '|'),
      '任务\t牵头单位\t完成时限\r\n甲\t"区财政局\n区审计局"\t长期\r\n',
      block('任务', '- 工作任务: 甲\n  牵头单位: 区财政局、区审计局\n  完成时限: 长期'),
    ],
    [
      'write a status that is none into the note',
      block('任务', '|'),
      table('任务|牵头单位|完成时限|状态', '甲|区财政局|长期|绿灯'),
      block('任务', '- 工作任务: 甲\n  牵头单位: 区财政局\n  完成时限: 长期\n  备注: 状态：绿灯'),
    ],
    [
      'write a date that does not exist into the note',
      block('任务', '|'),
      table('任务|牵头单位|完成时限', '甲|区财政局|2022/2/30'),
      block('任务', '- 工作任务: 甲\n  牵头单位: 区财政局\n  备注: 完成时限：2022/2/30'),
    ],
    [
      'go on with a plan',
      block('计划', '- 任务: 甲\n  牵头单位: 区财政局\n  完成时限: 2023-06-30\n|'),
      table('任务|牵头单位|完成时限|进度', '乙|区审计局|2023/12/31|10%'),
      block(
        '计划',
        '- 任务: 甲\n  牵头单位: 区财政局\n  完成时限: 2023-06-30\n- 任务: 乙\n  牵头单位: 区审计局\n  完成时限: 2023-12-31\n  完成率: 10%',
      ),
    ],
    [
      'leave out one that is there already',
      block('任务', '- 任务: 甲\n  牵头单位: 区财政局\n  完成时限: 长期\n|'),
      table('任务|牵头单位|完成时限', '甲|区审计局|长期', '乙|区审计局|长期'),
      block(
        '任务',
        '- 任务: 甲\n  牵头单位: 区财政局\n  完成时限: 长期\n- 任务: 乙\n  牵头单位: 区审计局\n  完成时限: 长期',
      ),
      {},
      ['甲'],
    ],
    [
      'are read from one column under its heading',
      block('计划', '|'),
      '工作任务\r\n甲\r\n乙\r\n',
      block('计划', '- 工作任务: 甲\n- 工作任务: 乙'),
    ],
  ]);
});

describe('pasted organizations', () => {
  hold([
    [
      'become a register',
      'organizations:\n  - name: 区财政局\n|',
      table('单位|简称', '区财政局|财政', '区发展和改革局|发改'),
      'organizations:\n  - name: 区财政局\n  - name: 区发展和改革局\n    Short name: 发改',
      { form: 'yaml', root: 'project' },
      ['区财政局'],
    ],
  ]);
});

describe('a table is pasted as it is', () => {
  const rows = table('指标|数值', '改革任务|105项');
  const places: readonly (readonly [what: string, marked: string, text: string, setting?: Setting])[] = [
    ['in prose', `${zh}去年|\n`, rows],
    ['in an empty paragraph', `${zh}|\n`, rows],
    ['in the front matter', '---\n标题: 总结|\n---\n', rows],
    ['in a value', block('指标', '会议: 3|次'), rows],
    ['between the keys of an item', block('指标', '会议:\n  数值: 3次|\n  上年: 2次'), rows],
    ['on an empty line within an item', block('指标', '会议:\n  数值: 3次\n|\n  上年: 2次'), rows],
    ['in a text of an item', block('指标', '会议:\n  备注: |-\n    甲|'), rows],
    ['between brackets', block('指标', '会议: {\n|\n}'), rows],
    ['behind a closing line', `${block('指标', '会议: 3次')}|`, rows],
    ['under the keys of a report', '标题: 总结|\n', rows, yaml],
    ['in a list of sections', '标题: 总结\n章节:\n|\n', rows, yaml],
    ['over a selection', block('指标', '«会议: 3次»'), rows],
    ['where it has one column', block('指标', '|'), '改革任务\r\n会议\r\n'],
    ['where it is a text', block('指标', '|'), '改革任务: 105项'],
  ];
  for (const [what, marked, text, setting] of places) {
    it(what, () => assert.equal(pasted(marked, text, setting), undefined));
  }
});

describe('wherever a table is pasted in the examples', () => {
  const tables = [
    table('指标|数值|单位|负责人', '新的甲: 一|1,234|项|甲', '新的乙，二|5%||乙'),
    table(
      '任务|牵头单位|完成时限|状态',
      '新的丙 #1|区财政局|2023/12/31|已完成',
      '新的丁|区财政局|2023/12/31|已完成',
    ),
    table('Name|2022|2021', 'New A|12|11', 'New "B"|3|2'),
  ];
  for (const [index, [text, form]] of exampleTexts.entries()) {
    it(`nothing new is wrong: ${index + 1}`, () => {
      const below = seeded(index + 1);
      const analysis = analyse(text, { form });
      const codes = (one: Analysis) =>
        one.problems.filter(({ level }) => level === 'error').map(({ code }) => code);
      const count = (all: readonly string[]) => all.filter((code) => !code.startsWith('organization')).length;
      const before = count(codes(analysis));
      const ends = [...text.matchAll(/\n/g)].map((match) => match.index);
      for (let turn = 0; turn < 25; turn++) {
        const at = ends[below(ends.length)]!;
        const found = pasteTable(analysis, { start: at, end: at }, tables[turn % tables.length]!);
        if (!found || found.changes.length === 0) continue;
        const after = applyChanges(text, found.changes);
        const again = analyse(after, { form });
        assert.equal(
          count(codes(again)),
          before,
          `${said(again).join('\n')}\n${after.slice(at - 200, at + 400)}`,
        );
      }
    });
  }
});
