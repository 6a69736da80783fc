import assert from 'node:assert/strict';
import { type OutlinePart, outline } from '../../../src/core/features/symbols.ts';
import { analyse, type Setting, unmark } from '../support/analyse.ts';
import { exampleTexts } from '../support/examples.ts';
import { seeded } from '../support/random.ts';

/** The outline as text: indented, with kind, title and detail. */
function drawn(text: string, setting: Setting): string {
  const lines = (parts: readonly OutlinePart[], indent: string): string[] =>
    parts.flatMap(({ kind, title, detail, children }) => [
      `${indent}${kind} ${title}${detail && ` | ${detail}`}`,
      ...lines(children, `${indent}  `),
    ]);
  return lines(outline(analyse(text, setting)), '').join('\n');
}

/** All parts with their children. */
function everyPart(parts: readonly OutlinePart[]): readonly OutlinePart[] {
  return parts.flatMap((part) => [part, ...everyPart(part.children)]);
}

const markdown: Setting = {};
const yaml: Setting = { form: 'yaml' };
const ledger: Setting = { form: 'yaml', root: 'ledger' };
const project: Setting = { form: 'yaml', root: 'project' };

const cases: readonly (readonly [string, Setting, string, string])[] = [
  [
    'the data blocks of Markdown, each beside the heading that it stands under',
    markdown,
    '# 一、总结\n\n```yaml 指标\n改革任务: 105项\n征地:\n  数值: 3347\n  计量单位: 亩\n```\n\n## （一）其他\n\n```yaml 任务\n- 任务: 出清企业\n  牵头单位: 区国资局、区财政局\n  状态: 已完成\n```\n',
    'list 指标 | 一、总结\n  metric 改革任务 | 105项\n  metric 征地 | 3347亩\nlist 任务 | （一）其他\n  task 出清企业 | 已完成 · 区国资局、区财政局',
  ],
  [
    'a block before any heading, an empty one and one that is not closed',
    markdown,
    '```yaml metrics\nA: 3 km\n```\n\n```yaml tasks\n```\n\n```yaml plan\n- title: b\n',
    'list metrics\n  metric A | 3 km\nlist tasks\nlist plan\n  task b',
  ],
  [
    'what a metric says where it has no value, and targets',
    markdown,
    '```yaml 指标\n评价: { 位次: 全市第一 }\n无名:\n```\n\n```yaml 目标\n改革任务: 120项\n```\n',
    'list 指标\n  metric 评价 | 位次 全市第一\n  metric 无名\nlist 目标\n  metric 改革任务 | 120项',
  ],
  [
    'metrics in list form and in flow form',
    markdown,
    '```yaml 指标\n- 指标名称: 甲\n  数值: 3项\n- { 指标名称: 乙, 数值: 4项 }\n- 丙: 5项\n```\n',
    'list 指标\n  metric 甲 | 3项\n  metric 乙 | 4项\n  metric 丙 | 5项',
  ],
  [
    'tasks with subtasks, which inherit who leads',
    markdown,
    '```yaml tasks\n- title: a\n  lead: Water Utility\n  tasks:\n    - title: b\n      status: done\n      tasks:\n        - title: c\n    - title: d\n```\n',
    'list tasks\n  task a | Water Utility\n    task b | done · Water Utility\n      task c | Water Utility\n    task d | Water Utility',
  ],
  [
    'sections within sections of a YAML report, each with what it holds',
    yaml,
    '标题: 总结\n章节:\n  - 标题: 一、总结\n    正文: |\n      第一段。\n\n      第二段。\n    下级章节:\n      - 标题: （一）改革\n        指标:\n          改革任务: 105项\n        任务:\n          - 任务: 出清企业\n            状态: 已完成\n  - 标题: 二、计划\n    牵头单位: 区财政局\n    计划:\n      - 任务: 新的任务\n',
    'key 标题 | 总结\nsection 一、总结\n  text 正文\n  section （一）改革\n    list 指标\n      metric 改革任务 | 105项\n    list 任务\n      task 出清企业 | 已完成\nsection 二、计划\n  key 牵头单位 | 区财政局\n  list 计划\n    task 新的任务 | 区财政局',
  ],
  [
    'keys of a section that stand behind the sections in it',
    yaml,
    'sections:\n  - heading: A\n    sections:\n      - heading: B\n    metrics:\n      x: 3 km\ntargets:\n  x: 4 km\n',
    'section A\n  section B\n  list metrics\n    metric x | 3 km\nlist targets\n  metric x | 4 km',
  ],
  [
    'lists in one line and in brackets',
    yaml,
    'sections:\n  - heading: Plan\n    tasks: [{ title: a }, { title: b }]\nmetrics: { x: 3 km }\n',
    'section Plan\n  list tasks\n    task a\n    task b\nlist metrics\n  metric x | 3 km',
  ],
  [
    'a section without a heading',
    yaml,
    '章节:\n  - 正文: 无\n  - 标题: 二\n',
    'section 章节\n  text 正文\nsection 二',
  ],
  [
    'a ledger',
    ledger,
    '指标:\n  - 指标名称: 征地\n    编号: land\n    数值: 3347亩\n组织机构:\norganizations:\n  - name: 区财政局\n    short: 财政局\n',
    'list 指标\n  metric 征地 | 3347亩\nkey 组织机构\nlist organizations\n  organization 区财政局 | 财政局',
  ],
  [
    'the parts of a project file',
    project,
    'language: zh\nunits:\n  - names: { zh: [场次], en: [session] }\n    symbol: cc\n单位名录:\n  - 全称: 区财政局\nrules:\n  unit-missing: off\n  task-overdue: warning\n',
    'key language | zh\nlist units\n  unit 计量单位 | cc\nlist 单位名录\n  organization 区财政局\nkey rules\n  key unit-missing | off\n  key task-overdue | warning',
  ],
  [
    'all the same, what stands around something broken',
    yaml,
    '章节:\n  - 标题: 一\n    指标:\n      - 指标名称: 甲\n        数值：5所\n      - 指标名称: "乙\n      - 指标名称: 丙\n        数值: 3项\n  - 标题: 二\n',
    'section 一\n  list 指标\n    metric 甲 | 5所\n    metric 乙\n    metric 丙 | 3项\nsection 二',
  ],
  ['nothing', yaml, '', ''],
];

describe('the outline', () => {
  for (const [name, setting, text, wanted] of cases) {
    it(`holds ${name}`, () => {
      assert.equal(drawn(text, setting), wanted);
      assert.equal(drawn(text.replaceAll('\n', '\r\n'), setting), wanted, 'CRLF');
    });
  }

  const extents: readonly (readonly [string, Setting, string, string])[] = [
    ['a data block with its marks', markdown, '«```yaml 指标\n甲: 3项\n```»\n\n文\n', '指标'],
    ['an item with its dash', markdown, '```yaml 任务\n«- 任务: a\n  状态: 已完成»\n\n- 任务: b\n```\n', 'a'],
    [
      'a section with all that is in it',
      yaml,
      '章节:\n  «- 标题: 一\n    正文: |\n      甲\n\n      乙\n    任务:\n      - 任务: a»\n\n  - 标题: 二\n',
      '一',
    ],
    [
      'a text with all its paragraphs',
      yaml,
      '章节:\n  - 标题: 一\n    «正文: |\n      甲\n\n      乙»\n    任务:\n      - 任务: a\n',
      '正文',
    ],
    [
      'a list with its items',
      yaml,
      '章节:\n  - 标题: 一\n    «任务:\n      - 任务: a\n        状态: 已完成»\n  - 标题: 二\n',
      '任务',
    ],
    [
      'a subtask',
      markdown,
      '```yaml 任务\n- 任务: a\n  子任务:\n    - «任务: b\n      状态: 已完成»\n```\n',
      'b',
    ],
  ];
  for (const [name, setting, marked, title] of extents) {
    it(`spans ${name}`, () => {
      const { text, spans } = unmark(marked);
      const parts = everyPart(outline(analyse(text, setting)));
      const found = parts.filter((part) => part.title === title);
      assert.ok(
        found.some(({ span }) => span.start === spans[0]!.start && span.end === spans[0]!.end),
        found.map(({ span }) => text.slice(span.start, span.end)).join('\n--\n'),
      );
    });
  }

  it('nests: every part holds its name and its children, which follow each other', () => {
    const random = seeded(5);
    const check = (text: string, parts: readonly OutlinePart[], from: number, to: number): void => {
      let at = from;
      for (const { title, span, name, children } of parts) {
        assert.ok(title !== '');
        assert.ok(span.start >= at && span.end <= to, `${title} in\n${text}`);
        assert.ok(name.start >= span.start && name.end <= span.end, `the name of ${title}`);
        check(text, children, span.start, span.end);
        at = span.end;
      }
    };
    for (const [example, form] of exampleTexts) {
      for (let round = 0; round < 12; round++) {
        // Anything may be missing while somebody types.
        const cut = random(example.length);
        const text = round === 0 ? example : example.slice(0, cut) + example.slice(cut + random(80));
        check(text, outline(analyse(text, { form })), 0, text.length);
      }
    }
  });
});
