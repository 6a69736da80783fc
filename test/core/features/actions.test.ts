import assert from 'node:assert/strict';
import { preferredChanges } from '../../../src/core/features/actions.ts';
import { fixAll } from '../../../src/core/features/fix-all.ts';
import { applyChanges } from '../../../src/core/text/span.ts';
import { acted, offered, place, titles } from '../support/act.ts';
import { analyse, projectOf, type Setting } from '../support/analyse.ts';
import { analyseIn } from '../support/files.ts';

const yaml: Setting = { form: 'yaml' };
const project = projectOf('organizations:\n  - 区财政局\n  - 区审计局\n');
const registered: Setting = { project };

const zh = '---\n标题: 总结\n年度: 2022\n---\n\n';
const en = '---\ntitle: Results\nlanguage: en\nperiod: 2022\n---\n\n';
/** A Chinese or an English report in Markdown with something behind its front matter. */
const chinese = (body: string) => zh + body;
const english = (body: string) => en + body;
/** The same with a data block. */
const block = (list: string, items: string, prose = '') =>
  `${zh}${prose}\`\`\`yaml ${list}\n${items}\n\`\`\`\n`;
const blockIn = (list: string, items: string, prose = '') =>
  `${en}${prose}\`\`\`yaml ${list}\n${items}\n\`\`\`\n`;

/** What it is, a text with a cursor (the last `|`) or a selection, the title of the action, and the whole text after. */
type Row = readonly [what: string, marked: string, title: string, after: string, setting?: Setting];

function hold(rows: readonly Row[]): void {
  for (const [what, marked, title, after, setting] of rows) {
    it(what, () => assert.equal(acted(marked, title, setting), after));
  }
}

/** What it is, a text with a cursor, and what must not be offered there. */
function holdBack(rows: readonly (readonly [string, string, RegExp, Setting?])[]): void {
  for (const [what, marked, title, setting] of rows) {
    it(what, () => {
      const found = titles(marked, setting).filter((one) => title.test(one));
      assert.deepEqual(found, []);
    });
  }
}

describe('quick fixes', () => {
  hold([
    [
      'take the nearest key',
      block('任务', '- 任务: 甲\n  牵头单位: 区财政局\n  完成时限: 长期\n  状太|: 已完成'),
      'Change to “状态”',
      block('任务', '- 任务: 甲\n  牵头单位: 区财政局\n  完成时限: 长期\n  状态: 已完成'),
    ],
    [
      'take the nearest value',
      block('任务', '- { 任务: 甲, 状态: 已完|城 }'),
      'Change to “已完成”',
      block('任务', '- { 任务: 甲, 状态: 已完成 }'),
    ],
    [
      'take any value that is allowed, where none is near',
      block('任务', '- 任务: 甲\n  状态: 红|灯'),
      'Change to “暂缓”',
      block('任务', '- 任务: 甲\n  状态: 暂缓'),
    ],
    [
      'take any value that is allowed, in the report’s language',
      blockIn('tasks', '- title: A\n  status: ambe|r'),
      'Change to “suspended”',
      blockIn('tasks', '- title: A\n  status: suspended'),
    ],
    [
      'add an owner where the schema has it',
      block('任务', '- 任务: 甲| # 重点\n  完成时限: 长期\n  状态: 已完成'),
      'Add “牵头单位”',
      block('任务', '- 任务: 甲 # 重点\n  牵头单位: \n  完成时限: 长期\n  状态: 已完成'),
    ],
    [
      'add a deadline behind a list of names',
      block('任务', '- 任务: 甲|\n  牵头单位:\n    - 区财政局\n    - 区审计局\n  状态: 正常推进'),
      'Add “完成时限”',
      block(
        '任务',
        '- 任务: 甲\n  牵头单位:\n    - 区财政局\n    - 区审计局\n  完成时限: \n  状态: 正常推进',
      ),
    ],
    [
      'add a key between brackets',
      block('任务', '- {任务: 甲|, 状态: 长期推进}'),
      'Add “牵头单位”',
      block('任务', '- {任务: 甲, 牵头单位: , 状态: 长期推进}'),
    ],
    [
      'add a key to a task that is only its title',
      block('任务', '- 出清|企业 # 二季度\n- { 任务: 乙, 牵头单位: 丙, 完成时限: 长期 }'),
      'Add “牵头单位”',
      block(
        '任务',
        '- 工作任务: 出清企业 # 二季度\n  牵头单位: \n- { 任务: 乙, 牵头单位: 丙, 完成时限: 长期 }',
      ),
    ],
    [
      'add a key in English',
      blockIn('tasks', '- title: A|\n  lead: Finance\n  status: active'),
      'Add “due”',
      blockIn('tasks', '- title: A\n  lead: Finance\n  due: \n  status: active'),
    ],
    [
      'add a key to a subtask at its own indentation',
      'title: 总结\ntasks:\n  - 任务: 甲\n    牵头单位: 乙\n    完成时限: 长期\n    子任务:\n      - 责|任人: 张三\n',
      'Add “工作任务”',
      'title: 总结\ntasks:\n  - 任务: 甲\n    牵头单位: 乙\n    完成时限: 长期\n    子任务:\n      - 工作任务: \n        责任人: 张三\n',
      yaml,
    ],
    [
      'add all that is missing at once, in the schema’s order',
      block('任务', '- 任务: 甲|\n  状态: 正常推进'),
      'Add all that is missing: 牵头单位, 完成时限',
      block('任务', '- 任务: 甲\n  牵头单位: \n  完成时限: \n  状态: 正常推进'),
    ],
    [
      'add all that is missing between brackets',
      block('任务', '- { 任务: 甲| }'),
      'Add all that is missing: 牵头单位, 完成时限',
      block('任务', '- { 任务: 甲, 牵头单位:, 完成时限: }'),
    ],
    [
      'keep CRLF',
      block('任务', '- 任务: 甲|\n  状态: 正常推进').replaceAll('\n', '\r\n'),
      'Add “牵头单位”',
      block('任务', '- 任务: 甲\n  牵头单位: \n  状态: 正常推进').replaceAll('\n', '\r\n'),
    ],
    [
      'add the unit that the other figures have',
      block('指标', '会议: { 数值: 3|, 上年: 2次 }'),
      'Add the unit: 次',
      block('指标', '会议: { 数值: 3次, 上年: 2次 }'),
    ],
    [
      'say that there is no unit',
      block('指标', '营商环境指数: 86|.4 # 第三方'),
      'Add “计量单位: 无”',
      block('指标', '营商环境指数: { 数值: 86.4, 计量单位: 无 } # 第三方'),
    ],
    [
      'say that there is no unit, on a line of its own',
      'title: Results\nmetrics:\n  Index:\n    value: 86|.4\n    previous: 80\n',
      'Add “unit: none”',
      'title: Results\nmetrics:\n  Index:\n    value: 86.4\n    unit: none\n    previous: 80\n',
      yaml,
    ],
    [
      'end a front matter before the text',
      '---|\n标题: 总结\n年度: 2022\n\n今年工作。\n',
      'Close the front matter',
      '---\n标题: 总结\n年度: 2022\n---\n\n今年工作。\n',
    ],
    [
      'end a front matter before a heading',
      '---|\n标题: 总结\n台账:\n  - ./a.ledger.yaml\n# 一、工作\n',
      'Close the front matter',
      '---\n标题: 总结\n台账:\n  - ./a.ledger.yaml\n---\n# 一、工作\n',
    ],
    [
      'write what the data says',
      chinese('共[3|次](metric:会议)。\n\n```yaml 指标\n会议: 4次\n```\n'),
      'Write what the data says: 4次',
      chinese('共[4次](metric:会议)。\n\n```yaml 指标\n会议: 4次\n```\n'),
    ],
    [
      'change the data',
      chinese('共[3|次](metric:会议)。\n\n```yaml 指标\n会议: 4次\n```\n'),
      'Change the data of “会议” to 3次',
      chinese('共[3次](metric:会议)。\n\n```yaml 指标\n会议: 3次\n```\n'),
    ],
    [
      'mend all of a kind in the file',
      chinese('共[3|次](metric:会议)和[5次](metric:会议)。\n\n```yaml 指标\n会议: 4次\n```\n'),
      'Fix all 2 of this kind (value-mismatch)',
      chinese('共[4次](metric:会议)和[4次](metric:会议)。\n\n```yaml 指标\n会议: 4次\n```\n'),
    ],
    [
      'mend all of a kind and nothing else',
      'title: 总结\nmetrics:\n  甲|：3项\n  乙：4项\n  丙:\n    数值: 5\n    计量单位: %\n',
      'Fix all 2 of this kind (fullwidth-colon)',
      'title: 总结\nmetrics:\n  甲: 3项\n  乙: 4项\n  丙:\n    数值: 5\n    计量单位: %\n',
      yaml,
    ],
  ]);

  holdBack([
    [
      'do not add a key that is there without a value',
      block('任务', '- 任务: 甲|\n  牵头单位:\n  完成时限: 长期'),
      /Add/,
    ],
    [
      'do not call a single problem a kind',
      chinese('共[3|次](metric:会议)。\n\n```yaml 指标\n会议: 4次\n```\n'),
      /of this kind/,
    ],
  ]);

  it('add an organization to the project file', () => {
    const { text, range } = place(block('任务', '- { 任务: 甲, 牵头单位: 区教|育局, 完成时限: 长期 }'));
    const file = {
      path: '/w/reportwright.yaml',
      text: 'organizations:\n  - 区财政局\n  # 审计\n  - 名称: 区审计局 # 新\nlanguage: zh\n',
    };
    const action = offered(analyse(text, registered), range, 'zh', file).get(
      '把“区教育局”加入 reportwright.yaml 的单位名录',
    );
    assert.deepEqual(action?.changes, []);
    const [edit] = action?.elsewhere ?? [];
    assert.equal(edit?.path, file.path);
    assert.equal(
      applyChanges(file.text, edit.changes),
      'organizations:\n  - 区财政局\n  # 审计\n  - 名称: 区审计局 # 新\n  - 区教育局\nlanguage: zh\n',
    );
  });

  const registers: readonly (readonly [string, string, string])[] = [
    [
      'a map of organizations',
      'organizations:\n  区财政局: {}\nlanguage: zh\n',
      'organizations:\n  区财政局: {}\n  区教育局:\nlanguage: zh\n',
    ],
    [
      'a list between brackets',
      'organizations: [区财政局, 区审计局]\n',
      'organizations: [区财政局, 区审计局, 区教育局]\n',
    ],
    ['a list in the column of its key', '单位名录:\n- 区财政局', '单位名录:\n- 区财政局\n- 区教育局'],
    ['a project file without any', '语言: zh', '语言: zh\n单位名录:\n  - 区教育局\n'],
    ['CRLF', 'organizations:\r\n  - 区财政局\r\n', 'organizations:\r\n  - 区财政局\r\n  - 区教育局\r\n'],
  ];
  for (const [what, text, after] of registers) {
    it(`add an organization to ${what}`, () => {
      const report = place(block('任务', '- { 任务: 甲, 牵头单位: 区教|育局, 完成时限: 长期 }'));
      const found = offered(analyse(report.text, registered), report.range, 'en', {
        path: '/w/reportwright.yaml',
        text,
      });
      const action = [...found.values()].find(({ title }) => title.key === 'fix.add-to-register');
      assert.equal(applyChanges(text, action!.elsewhere![0]!.changes), after);
    });
  }

  it('add an organization to the report’s own list', () => {
    assert.equal(
      acted(
        '---\n标题: 总结\n单位名录:\n  - 区财政局\n---\n\n```yaml 任务\n- { 任务: 甲, 牵头单位: 区教|育局, 完成时限: 长期 }\n```\n',
        'Add “区教育局” to the organizations of this file',
      ),
      '---\n标题: 总结\n单位名录:\n  - 区财政局\n  - 区教育局\n---\n\n```yaml 任务\n- { 任务: 甲, 牵头单位: 区教育局, 完成时限: 长期 }\n```\n',
    );
  });

  it('change the data that stand in a ledger', async () => {
    const report = `---\n标题: 总结\n台账: ./a.ledger.yaml\n---\n\n共[3次](metric:会议)。\n`;
    const ledger = '# 台账\n指标:\n  会议: 4次 # 全年\n';
    const analysis = await analyseIn(
      { '/w/r.report.md': report, '/w/a.ledger.yaml': ledger },
      '/w/r.report.md',
    );
    const at = report.indexOf('3次');
    const action = offered(analysis, { start: at, end: at }).get('Change the data of “会议” to 3次');
    assert.deepEqual(action?.changes, []);
    assert.equal(action.elsewhere?.[0]?.path, '/w/a.ledger.yaml');
    assert.equal(applyChanges(ledger, action.elsewhere[0].changes), '# 台账\n指标:\n  会议: 3次 # 全年\n');
  });
});

describe('a number in prose', () => {
  const data =
    '\n```yaml 指标\n改革任务: { 数值: 105项, 上年: 98项, 同比: 7.1% }\n其他: 105项\n用户: 11320户\n```\n';
  hold([
    [
      'is bound to the metric that states it',
      chinese(`全年部署改革任务10|5项。\n${data}`),
      'Bind this number to “改革任务”',
      chinese(`全年部署改革任务[105项](metric:改革任务)。\n${data}`),
    ],
    [
      'is bound when it is selected',
      chinese(`全年部署改革任务«105项»。\n${data}`),
      'Bind this number to “其他”',
      chinese(`全年部署改革任务[105项](metric:其他)。\n${data}`),
    ],
    [
      'is bound to another facet by its name',
      chinese(`去年为98|项。\n${data}`),
      'Bind this number to “改革任务#上年”',
      chinese(`去年为[98项](metric:改革任务#上年)。\n${data}`),
    ],
    [
      'is bound with its wording',
      chinese(`服务超过1.1万|户。\n${data}`),
      'Bind this number to “用户”',
      chinese(`服务[超过1.1万户](metric:用户)。\n${data}`),
    ],
    [
      'is bound in a value of a data block',
      'title: 总结\nsections:\n  - body: 共10|5项。\nmetrics:\n  任务数: 105项\n',
      'Bind this number to “任务数”',
      'title: 总结\nsections:\n  - body: 共[105项](metric:任务数)。\nmetrics:\n  任务数: 105项\n',
      yaml,
    ],
    [
      'is bound to a name with spaces',
      english('It rose to $3 mil|lion.\n\n```yaml metrics\nNet income: $3 million\n```\n'),
      'Bind this number to “Net-income”',
      english(
        'It rose to [$3 million](metric:Net-income).\n\n```yaml metrics\nNet income: $3 million\n```\n',
      ),
    ],
    [
      'becomes a metric of the section’s data block',
      chinese(
        '# 一\n\n新增企业1|2家。\n\n```yaml 指标\n甲: 3项 # 注\n```\n\n# 二\n\n```yaml 指标\n乙: 3项\n```\n',
      ),
      'Make a new metric of it: “新增企业”, 12家',
      chinese(
        '# 一\n\n新增企业[12家](metric:新增企业)。\n\n```yaml 指标\n甲: 3项 # 注\n新增企业: 12家\n```\n\n# 二\n\n```yaml 指标\n乙: 3项\n```\n',
      ),
    ],
    [
      'becomes a metric of the block before it',
      chinese('# 一\n\n```yaml 指标\n甲: 3项\n```\n\n新增企业1|2家。\n'),
      'Make a new metric of it: “新增企业”, 12家',
      chinese('# 一\n\n```yaml 指标\n甲: 3项\n新增企业: 12家\n```\n\n新增企业[12家](metric:新增企业)。\n'),
    ],
    [
      'becomes a metric in a new data block',
      chinese('# 一\n\n新增企业1|2家。\n\n再说。\n'),
      'Make a new metric of it: “新增企业”, 12家',
      chinese('# 一\n\n新增企业[12家](metric:新增企业)。\n\n```yaml 指标\n新增企业: 12家\n```\n\n再说。\n'),
    ],
    [
      'becomes a metric in an empty data block',
      chinese('新增企业1|2家。\n\n```yaml 指标\n```\n'),
      'Make a new metric of it: “新增企业”, 12家',
      chinese('新增企业[12家](metric:新增企业)。\n\n```yaml 指标\n新增企业: 12家\n```\n'),
    ],
    [
      'becomes a metric of a list with dashes',
      chinese('新增企业1|2家。\n\n```yaml 指标\n- 指标名称: 甲\n  数值: 3项\n```\n'),
      'Make a new metric of it: “新增企业”, 12家',
      chinese(
        '新增企业[12家](metric:新增企业)。\n\n```yaml 指标\n- 指标名称: 甲\n  数值: 3项\n- 指标名称: 新增企业\n  数值: 12家\n```\n',
      ),
    ],
    [
      'becomes a metric of its section in YAML',
      'title: 总结\n章节:\n  - 标题: 一\n    正文: |\n      第一段。\n\n      新增企业«12家»。\n    任务:\n      - 甲\n  - 标题: 二\n',
      'Make a new metric of it: “新增企业”, 12家',
      'title: 总结\n章节:\n  - 标题: 一\n    正文: |\n      第一段。\n\n      新增企业[12家](metric:新增企业)。\n    指标:\n      新增企业: 12家\n    任务:\n      - 甲\n  - 标题: 二\n',
      yaml,
    ],
    [
      'becomes a metric of the list that its section has in YAML',
      'title: 总结\n章节:\n  - 标题: 一\n    正文: 新增企业1|2家。\n    指标:\n      甲: 3项\n  - 标题: 二\n    指标:\n      乙: 3项\n',
      'Make a new metric of it: “新增企业”, 12家',
      'title: 总结\n章节:\n  - 标题: 一\n    正文: 新增企业[12家](metric:新增企业)。\n    指标:\n      甲: 3项\n      新增企业: 12家\n  - 标题: 二\n    指标:\n      乙: 3项\n',
      yaml,
    ],
    [
      'becomes a metric under a name that nobody has',
      chinese('新增企业1|2家。\n\n```yaml 指标\n新增企业: 3家\n```\n'),
      'Make a new metric of it: “新增企业2”, 12家',
      chinese('新增企业[12家](metric:新增企业2)。\n\n```yaml 指标\n新增企业: 3家\n新增企业2: 12家\n```\n'),
    ],
    [
      'becomes a metric named from the words behind it',
      chinese('共12|家企业。\n'),
      'Make a new metric of it: “企业”, 12家',
      chinese('共[12家](metric:企业)企业。\n\n```yaml 指标\n企业: 12家\n```\n'),
    ],
    [
      'becomes a metric in English',
      english('Total enrolment reached 1,2|00 pupils.\n'),
      'Make a new metric of it: “Total enrolment”, 1,200 pupils',
      english(
        'Total enrolment reached [1,200 pupils](metric:Total-enrolment).\n\n```yaml metrics\nTotal enrolment: 1,200 pupils\n```\n',
      ),
    ],
  ]);
  holdBack([
    ['is not bound to what it contradicts', chinese(`全年部署改革任务10|4项。\n${data}`), /^Bind/],
    ['is not bound twice', chinese(`全年[10|5项](metric:改革任务)。\n${data}`), /^Bind|new metric/],
    ['is none where it is a year', chinese(`20|22年工作。\n${data}`), /^Bind|new metric/],
    ['is none in code', chinese(`\`10|5项\`。\n${data}`), /^Bind|new metric/],
    ['starts no data block in a list', chinese('- 新增企业1|2家。\n- 二\n'), /new metric/],
  ]);

  it('lets the name that it made up be typed over', () => {
    const { text, range } = place(chinese('新增企业1|2家。\n'));
    const action = [...offered(analyse(text), range).values()].find(({ kind }) => kind === 'extract');
    const last = action!.changes.at(-1)!.text;
    assert.equal(last.slice(action!.rename), '新增企业: 12家\n```');
  });
});

describe('a reference', () => {
  const data =
    '\n```yaml 指标\n改革任务: { 数值: 105项, 上年: 98项, 同比: 7.1% }\n用户: 11320户\n增加值: { 数值: 233, 计量单位: 亿元 }\n```\n';
  const inserts: readonly (readonly [what: string, bound: string, inserted: string])[] = [
    ['the value', '[105项](metric:改革任务)', '{{改革任务}}'],
    ['a facet', '[98项](metric:改革任务#上年)', '{{改革任务#上年}}'],
    ['a facet that the words before it decide', '增长[7.1%](metric:改革任务)', '增长{{改革任务#同比}}'],
    ['another unit', '[1.13万户](metric:用户)', '{{用户 万户}}'],
    ['words', '[超过1.1万户](metric:用户)', '{{用户 超过 万户}}'],
    ['words outside the brackets', '超过[1.1万户](metric:用户)', '{{用户 超过 万户}}'],
    ['a unit under a key of its own', '[233亿元](metric:增加值)', '{{增加值}}'],
  ];
  hold(
    inserts.map(
      ([what, bound, inserted]): Row => [
        `is filled in by the data: ${what}`,
        chinese(`全年${bound.replace('](', '|](')}。\n${data}`),
        `Let the data fill in the number: ${/\{\{.*\}\}/.exec(inserted)![0]}`,
        chinese(`全年${inserted}。\n${data}`),
      ],
    ),
  );
  const binds: readonly (readonly [what: string, inserted: string, bound: string])[] = [
    ['the value', '{{改革任务}}', '[105项](metric:改革任务)'],
    ['a facet', '{{改革任务#同比}}', '[7.1%](metric:改革任务#同比)'],
    ['another unit', '{{用户 万户}}', '[1.13万户](metric:用户)'],
    ['words', '{{用户 超过 万户}}', '[超过1.1万户](metric:用户)'],
  ];
  hold(
    binds.map(
      ([what, inserted, bound]): Row => [
        `is written into the text: ${what}`,
        chinese(`全年${inserted.replace('}}', '|}}')}。\n${data}`),
        `Write the number into the text, bound to its data: ${bound}`,
        chinese(`全年${bound}。\n${data}`),
      ],
    ),
  );
  hold([
    [
      'is filled in by the data in a quoted value',
      'title: 总结\nbody: "[10|5项](metric:任务数)。"\nmetrics:\n  任务数: 105项\n',
      'Let the data fill in the number: {{任务数}}',
      'title: 总结\nbody: "{{任务数}}。"\nmetrics:\n  任务数: 105项\n',
      yaml,
    ],
  ]);
  holdBack([
    [
      'is not filled in where it would say something else',
      chinese(`全年[1.1万|户](metric:用户)。\n${data}`),
      /fill in/,
    ],
    ['is not filled in where it leads nowhere', chinese(`全年[105|项](metric:没有)。\n${data}`), /fill in/],
  ]);
});

describe('a figure', () => {
  hold([
    [
      'in mu becomes hectares, as many digits as say the same',
      chinese('征地334|7亩。\n'),
      'Convert to 223.13公顷 (rounded)',
      chinese('征地223.13公顷。\n'),
    ],
    [
      'that comes out even has no more digits',
      chinese('征地30|亩。\n'),
      'Convert to 2公顷',
      chinese('征地2公顷。\n'),
    ],
    [
      'in yuan becomes 亿元',
      chinese('投资2330000000|0元。\n'),
      'Convert to 233亿元',
      chinese('投资233亿元。\n'),
    ],
    [
      'in 亿元 becomes 万元',
      chinese('投资2.5|亿元。\n'),
      'Convert to 25000万元',
      chinese('投资25000万元。\n'),
    ],
    [
      'keeps the words around it',
      chinese('投资约2.5|亿元。\n'),
      'Convert to 25000万元',
      chinese('投资约25000万元。\n'),
    ],
    [
      'in acres becomes hectares',
      english('It covers 1,200 ac|res.\n'),
      'Convert to 485.6 hectares (rounded)',
      english('It covers 485.6 hectares.\n'),
    ],
    [
      'in a bound value',
      chinese('投资[2.5|亿元](metric:投资)。\n\n```yaml 指标\n投资: 2.5亿元\n```\n'),
      'Convert to 25000万元',
      chinese('投资[25000万元](metric:投资)。\n\n```yaml 指标\n投资: 2.5亿元\n```\n'),
    ],
    [
      'of the data',
      block('指标', '征地: { 数值: 30|亩, 上年: 15亩 }'),
      'Convert to 2公顷',
      block('指标', '征地: { 数值: 2公顷, 上年: 15亩 }'),
    ],
    [
      'whose unit has a key of its own, with all figures that share it',
      block('指标', '征地:\n  数值: 33|47\n  计量单位: 亩 # 净面积\n  同比: 3%\n  上年: 30'),
      'Convert to 223.13公顷 (rounded)',
      block('指标', '征地:\n  数值: 223.13\n  计量单位: 公顷 # 净面积\n  同比: 3%\n  上年: 2'),
    ],
    [
      'from its unit',
      'title: 总结\nmetrics:\n  - 指标名称: 投资\n    数值: 23000\n    计量单位: 万|元\n',
      'Convert to 2.3亿元',
      'title: 总结\nmetrics:\n  - 指标名称: 投资\n    数值: 2.3\n    计量单位: 亿元\n',
      yaml,
    ],
  ]);
  holdBack([
    ['that is a share stays one', chinese('占3|7%。\n'), /Convert/],
    ['with words inside stays', chinese('共8300|多个。\n'), /Convert/],
    ['that is a range stays', chinese('征地10|—20亩。\n'), /Convert/],
    [
      'is not converted where its data would contradict it',
      chinese('服务[1.1万|户](metric:用户)。\n\n```yaml 指标\n用户: 11320户\n```\n'),
      /Convert/,
    ],
    [
      'of the data claims no digits that it does not have',
      block('指标', '投资: 2.5|亿元'),
      /Convert to 25000万元/,
    ],
    ['whose digits do not suffice is not converted', chinese('面积3|平方米。\n'), /亩|公顷/],
  ]);
});

describe('keys', () => {
  hold([
    [
      'go in the usual order, comments with them',
      block('任务', '- 完成时限: 长期 # 待定\n  # 谁来做\n  牵头|单位: 甲\n  任务: 乙'),
      'Put the keys of “乙” in the usual order',
      block('任务', '- 任务: 乙\n  # 谁来做\n  牵头单位: 甲\n  完成时限: 长期 # 待定'),
    ],
    [
      'go in the usual order between brackets',
      block('指标', '甲: {上年: 2项,  数值: |3项}'),
      'Put the keys of “甲” in the usual order',
      block('指标', '甲: {数值: 3项,  上年: 2项}'),
    ],
    [
      'go with all lines of their values',
      'title: 总结\ntasks:\n  - 进展情况: |\n      第一段\n\n      第二段\n    牵头单位:\n      - 甲\n      - 乙\n    任务: 丙«»\n',
      'Put the keys of “丙” in the usual order',
      'title: 总结\ntasks:\n  - 任务: 丙\n    牵头单位:\n      - 甲\n      - 乙\n    进展情况: |\n      第一段\n\n      第二段\n',
      yaml,
    ],
    [
      'of our own go before unknown ones, which stay as they are among themselves',
      block('指标', '甲:\n  乙乙乙乙: 1\n  丙丙丙丙: 2\n  上年: 2项\n  数|值: 3项'),
      'Put the keys of “甲” in the usual order',
      block('指标', '甲:\n  数值: 3项\n  上年: 2项\n  乙乙乙乙: 1\n  丙丙丙丙: 2'),
    ],
    [
      'of all items go in the usual order',
      block(
        '指标',
        '甲: { 上年: 2项, 数值: 3|项 }\n乙: { 数值: 3项, 上年: 2项 }\n丙: { 同比: 2%, 数值: 3项 }',
      ),
      'Put the keys of all items of this list in the usual order (2)',
      block(
        '指标',
        '甲: { 数值: 3项, 上年: 2项 }\n乙: { 数值: 3项, 上年: 2项 }\n丙: { 数值: 3项, 同比: 2% }',
      ),
    ],
    [
      'go in the usual order with CRLF',
      block('指标', '甲:\n  上年: 2项 # 去年\n  数|值: 3项').replaceAll('\n', '\r\n'),
      'Put the keys of “甲” in the usual order',
      block('指标', '甲:\n  数值: 3项\n  上年: 2项 # 去年').replaceAll('\n', '\r\n'),
    ],
  ]);
  holdBack([
    ['that are in order stay', block('指标', '甲: { 数值: 3|项, 上年: 2项 }'), /usual order/],
    [
      'of which one stands twice stay',
      block('指标', '甲:\n  上年: 2项\n  数值: 3|项\n  上年: 4项'),
      /usual order/,
    ],
  ]);
});

describe('an item', () => {
  hold([
    [
      'between brackets gets several lines',
      block('指标', '甲: { 数值: 3|项, 上年: "2项" } # 注\n乙: 2项'),
      'Write “甲” on several lines',
      block('指标', '甲: # 注\n  数值: 3项\n  上年: "2项"\n乙: 2项'),
    ],
    [
      'of a list gets several lines',
      block('任务', '- { 任务: 甲|, 牵头单位: [乙, 丙] } # 注'),
      'Write “甲” on several lines',
      block('任务', '- 任务: 甲 # 注\n  牵头单位: [乙, 丙]'),
    ],
    [
      'in YAML gets several lines',
      'title: 总结\nmetrics:\n  - 指标名称: 甲\n    数值: 3项\n  - {指标名称: 乙, 数值: 3|项}\n',
      'Write “乙” on several lines',
      'title: 总结\nmetrics:\n  - 指标名称: 甲\n    数值: 3项\n  - 指标名称: 乙\n    数值: 3项\n',
      yaml,
    ],
    [
      'on several lines gets brackets',
      block('指标', '甲:\n  数值: 3|项\n  备注: 一,二\n\n乙: 2项'),
      'Write “甲” on one line',
      block('指标', '甲: { 数值: 3项, 备注: "一,二" }\n\n乙: 2项'),
    ],
    [
      'of a list gets brackets',
      block('任务', '- 任务: 甲|\n  牵头单位: 乙'),
      'Write “甲” on one line',
      block('任务', '- { 任务: 甲, 牵头单位: 乙 }'),
    ],
    [
      'keeps CRLF',
      block('指标', '甲: { 数值: 3|项, 上年: 2项 }').replaceAll('\n', '\r\n'),
      'Write “甲” on several lines',
      block('指标', '甲:\n  数值: 3项\n  上年: 2项').replaceAll('\n', '\r\n'),
    ],
  ]);
  holdBack([
    ['with a comment keeps its lines', block('指标', '甲:\n  数值: 3|项 # 注\n  上年: 2项'), /one line/],
    ['with a comment above a key keeps its lines', block('指标', '甲:\n  # 注\n  数值: 3|项'), /one line/],
    [
      'with a text over several lines keeps its lines',
      block('任务', '- 任务: 甲|\n  进展情况: >\n    一\n    二'),
      /one line/,
    ],
    [
      'with a comment between its brackets keeps them',
      block('指标', '甲: {\n  数值: 3|项, # 注\n  上年: 2项 }'),
      /several lines/,
    ],
  ]);
});

describe('quotes', () => {
  hold([
    ['that nobody needs go', block('指标', '甲: "3|项"'), 'Remove the quotes: 3项', block('指标', '甲: 3项')],
    [
      'come where YAML may misread the value',
      block('任务', '- 任务: 甲\n  备注: 目标|:一#二'),
      'Put the value in quotes: "目标:一#二"',
      block('任务', '- 任务: 甲\n  备注: "目标:一#二"'),
    ],
  ]);
  holdBack([
    ['that are needed stay', block('指标', '甲: { 数值: 3, 计量单位: "|%" }'), /Remove/],
    ['are not offered for plain words', block('指标', '甲: 3|项'), /quotes/],
  ]);
});

describe('a move to a ledger', () => {
  const moves: readonly (readonly [
    what: string,
    report: string,
    ledger: string,
    after: string,
    then: string,
  ])[] = [
    [
      'takes a metric with its comments',
      '\n```yaml 指标\n甲: 1项\n# 口径不同\n会|议: # 全年\n  数值: 4次\n  # 里面\n乙: 2项\n```\n',
      '指标:\n  丙: 3项 # 注\n任务:\n  - 丁\n',
      '\n```yaml 指标\n甲: 1项\n乙: 2项\n```\n',
      '指标:\n  丙: 3项 # 注\n  # 口径不同\n  会议: # 全年\n    数值: 4次\n    # 里面\n任务:\n  - 丁\n',
    ],
    [
      'begins the list',
      '\n```yaml 指标\n会|议: 4次\n```\n',
      '标题: 台账',
      '\n```yaml 指标\n```\n',
      '标题: 台账\n指标:\n  会议: 4次\n',
    ],
    [
      'begins the list below its key',
      '\n```yaml 指标\n会|议: 4次\n```\n',
      '指标: # 全年\n任务:\n  - 甲\n',
      '\n```yaml 指标\n```\n',
      '指标: # 全年\n  会议: 4次\n任务:\n  - 甲\n',
    ],
    [
      'puts a name behind a dash',
      '\n```yaml 指标\n会|议:\n  数值: 4次\n```\n',
      '指标:\n  - 指标名称: 甲\n    数值: 3项\n',
      '\n```yaml 指标\n```\n',
      '指标:\n  - 指标名称: 甲\n    数值: 3项\n  - 会议:\n      数值: 4次\n',
    ],
    [
      'takes a name from behind its dash',
      '\n```yaml 指标\n- 指标名称: 会|议\n  数值: 4次\n```\n',
      '指标:\n  甲: 3项\n',
      '\n```yaml 指标\n```\n',
      '指标:\n  甲: 3项\n  会议:\n    数值: 4次\n',
    ],
  ];
  for (const [what, marked, ledger, after, then] of moves) {
    it(what, async () => {
      const front = '---\n标题: 总结\n台账: ./a.ledger.yaml\n---\n';
      const { text, range } = place(front + marked);
      const files = { '/w/r.report.md': text, '/w/a.ledger.yaml': ledger };
      const analysis = await analyseIn(files, '/w/r.report.md');
      const action = offered(analysis, range).get('Move “会议” to the ledger a.ledger.yaml');
      assert.ok(action);
      assert.equal(applyChanges(text, action.changes), front + after);
      assert.equal(applyChanges(ledger, action.elsewhere![0]!.changes), then);
      const moved = await analyseIn(
        { '/w/r.report.md': `${front}{{会议}}\n${after}`, '/w/a.ledger.yaml': then },
        '/w/r.report.md',
      );
      assert.deepEqual(
        moved.problems.map(({ code }) => code),
        [],
      );
    });
  }

  it('is not offered where the ledger has that name', async () => {
    const { text, range } = place(
      '---\n标题: 总结\n台账: ./a.ledger.yaml\n---\n\n```yaml 指标\n会|议: 4次\n```\n',
    );
    const files = { '/w/r.report.md': text, '/w/a.ledger.yaml': '指标:\n  会议: 4次\n' };
    const analysis = await analyseIn(files, '/w/r.report.md');
    assert.deepEqual(
      [...offered(analysis, range).keys()].filter((one) => /Move/.test(one)),
      [],
    );
  });
});

describe('mending all at once', () => {
  const mended = async (text: string, setting: Setting = {}): Promise<string> => {
    const changes = await fixAll(
      analyse(text, setting),
      async (next) => preferredChanges(analyse(next, setting)).changes,
    );
    return applyChanges(text, changes);
  };

  it('goes on until nothing is left to mend', async () => {
    assert.equal(
      await mended(
        'title: 总结\nmetrics:\n  甲：3项\n  乙:\n    数直: 5\n    计量单位: %\nbody: 共[4项](metric:甲)。\n',
        yaml,
      ),
      'title: 总结\nmetrics:\n  甲: 3项\n  乙:\n    数值: 5\n    计量单位: "%"\nbody: 共[4项](metric:甲)。\n',
    );
  });

  it('changes only what it mends', async () => {
    const text = 'title: 总结\nmetrics:\n  甲：3项\n  丙: 2项\n  乙:\n    数直: 5\n    计量单位: 次\n';
    const changes = await fixAll(
      analyse(text, yaml),
      async (next) => preferredChanges(analyse(next, yaml)).changes,
    );
    assert.deepEqual(
      changes.map(({ span }) => text.slice(span.start, span.end)),
      ['：', '数直'],
    );
  });

  it('leaves alone what somebody has to decide', async () => {
    for (const text of [block('任务', '- 任务: 甲'), block('指标', '甲: 3项', '共[4项](metric:甲)。\n\n')])
      assert.equal(await mended(text), text);
  });

  it('does not go on for ever', async () => {
    let rounds = 0;
    await fixAll(analyse('title: 总结\n标题：乙\n', yaml), async (text) => {
      rounds++;
      return [{ span: { start: text.length, end: text.length }, text: '#' }];
    });
    assert.equal(rounds, 10);
  });
});

describe('a long text', () => {
  const long =
    '全年改革工作围绕中心任务展开，重点改革任务全部按时完成，两项经验在全市推广，群众满意度有所提高。';
  hold([
    [
      'is put on lines of its own',
      `标题: 总结\n章节:\n  - 标题: 一\n    正文: ${long.slice(0, 9)}|${long.slice(9)} # 初稿\n    指标:\n      甲: 3项\n`,
      'Write the text of “正文” on lines of its own',
      `标题: 总结\n章节:\n  - 标题: 一\n    正文: |- # 初稿\n      ${long}\n    指标:\n      甲: 3项\n`,
      yaml,
    ],
    [
      'is taken out of its quotes, with CRLF and behind a dash',
      `tasks:\r\n  - note: "One.\\n\\nTwo: |three"\r\n    title: A\r\n`,
      'Write the text of “note” on lines of its own',
      `tasks:\r\n  - note: |-\r\n      One.\r\n\r\n      Two: three\r\n    title: A\r\n`,
      yaml,
    ],
  ]);
  holdBack([
    [
      'is left alone between brackets',
      block('任务', `- { 任务: 甲, 备注: ${long.replaceAll('，', '')}| }`),
      /lines of its own/,
    ],
    [
      'is left alone where it has lines already',
      `标题: 总结\n章节:\n  - 正文: |\n      ${long.slice(0, 30)}|${long.slice(30)}\n`,
      /lines of its own/,
      yaml,
    ],
    ['that is short stays', block('任务', '- 任务: 甲|'), /lines of its own/],
  ]);
});
