import assert from 'node:assert/strict';
import type { Analysis } from '../../../src/core/analysis.ts';
import { newSection, renumber } from '../../../src/core/features/headings.ts';
import { applyChanges } from '../../../src/core/text/span.ts';
import { analyse, type Setting } from '../support/analyse.ts';
import { exampleTexts } from '../support/examples.ts';
import { seeded } from '../support/random.ts';

const yaml: Setting = { form: 'yaml' };

/** A name, and a text before and after its numbers are put in order. */
type Case = readonly [string, Setting, string, string];

const headings: readonly Case[] = [
  [
    '一、 and （一） by level, each beginning again in what is around it',
    {},
    '# 一、总结\n\n## （一）甲\n\n## （三）乙\n\n# 三、计划\n\n## （四）丙\n',
    '# 一、总结\n\n## （一）甲\n\n## （二）乙\n\n# 二、计划\n\n## （一）丙\n',
  ],
  [
    'all four levels of official Chinese',
    {},
    '# 二、总结\n\n## （二）甲\n\n### 2.乙\n\n#### （2）丙\n\n#### （4）丁\n\n### 2.戊\n\n#### （5）己\n',
    '# 一、总结\n\n## （一）甲\n\n### 1.乙\n\n#### （1）丙\n\n#### （2）丁\n\n### 2.戊\n\n#### （1）己\n',
  ],
  [
    'levels that are written on the same one',
    {},
    '## 一、总结\n\n## （二）甲\n\n## （二）乙\n\n## 三、计划\n\n## （三）丙\n\n## （四）丁\n',
    '## 一、总结\n\n## （一）甲\n\n## （二）乙\n\n## 二、计划\n\n## （一）丙\n\n## （二）丁\n',
  ],
  [
    'with the brackets and blanks that stand there',
    {},
    '# 一．总结\n\n## (一) 甲\n\n## (一) 乙\n\n## （一）丙\n\n### １．丁\n\n### １．戊\n\n### 5、己\n',
    '# 一．总结\n\n## (一) 甲\n\n## (二) 乙\n\n## （三）丙\n\n### １．丁\n\n### ２．戊\n\n### 3、己\n',
  ],
  [
    'headings without numbers, which get none',
    {},
    '# 年度总结\n\n## 前言\n\n## 一、甲\n\n### 背景\n\n## 三、乙\n\n## 附件\n',
    '# 年度总结\n\n## 前言\n\n## 一、甲\n\n### 背景\n\n## 二、乙\n\n## 附件\n',
  ],
  [
    'chapters, which stay',
    {},
    '# 第一章 总则\n\n## 一、甲\n\n## 一、乙\n\n# 第三章 计划\n\n## 二、丙\n',
    '# 第一章 总则\n\n## 一、甲\n\n## 二、乙\n\n# 第三章 计划\n\n## 一、丙\n',
  ],
  [
    'more than ten',
    {},
    `${Array.from({ length: 22 }, (_, index) => `## 一、第${index}\n`).join('\n')}`,
    `${Array.from({ length: 22 }, (_, index) => `## ${'一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十 二十一 二十二'.split(' ')[index]}、第${index}\n`).join('\n')}`,
  ],
  [
    'English decimals, which begin with the number around them',
    {},
    '# 1. Results\n\n## 1.1 Money\n\n## 1.1 Water\n\n# 3. Plan\n\n## 1.3 Roads\n\n### 1.3.4 Bridges\n',
    '# 1. Results\n\n## 1.1 Money\n\n## 1.2 Water\n\n# 2. Plan\n\n## 2.1 Roads\n\n### 2.1.1 Bridges\n',
  ],
  [
    'letters in brackets below decimals',
    {},
    '# 1. Results\n\n## 1.2 Money\n\n### (a) Taxes\n\n### (c) Fees\n\n## 1.2 Water\n\n### (d) Mains\n',
    '# 1. Results\n\n## 1.1 Money\n\n### (a) Taxes\n\n### (b) Fees\n\n## 1.2 Water\n\n### (a) Mains\n',
  ],
  [
    'Roman numbers and capital letters',
    {},
    '# I. Results\n\n## A. Money\n\n## C. Water\n\n# III. Plan\n\n## A. Roads\n\n# III. Annex\n',
    '# I. Results\n\n## A. Money\n\n## B. Water\n\n# II. Plan\n\n## A. Roads\n\n# III. Annex\n',
  ],
  [
    'small Roman numbers in brackets, and letters that look like them',
    {},
    '# 1. A\n\n## (i) B\n\n## (iii) C\n\n# 2. D\n\n## (a) E\n\n## (b) F\n\n## (i) G\n',
    '# 1. A\n\n## (i) B\n\n## (ii) C\n\n# 2. D\n\n## (a) E\n\n## (b) F\n\n## (c) G\n',
  ],
  [
    'plain numbers where decimals stand below them',
    {},
    '# 1 范围\n\n## 1.1 甲\n\n## 1.3 乙\n\n# 3 术语\n\n## 1.1 丙\n',
    '# 1 范围\n\n## 1.1 甲\n\n## 1.2 乙\n\n# 2 术语\n\n## 2.1 丙\n',
  ],
  [
    'decimals whose parents have no numbers, which keep what they begin with',
    {},
    '# Money\n\n## 1.1 Taxes\n\n## 1.3 Fees\n\n# Water\n\n## 2.1 Mains\n\n## 2.1 Meters\n',
    '# Money\n\n## 1.1 Taxes\n\n## 1.2 Fees\n\n# Water\n\n## 2.1 Mains\n\n## 2.2 Meters\n',
  ],
  [
    'decimals on one level, which begin again',
    {},
    '## 1.1 A\n\n## 1.3 B\n\n## 2.1 C\n\n## 2.3 D\n',
    '## 1.1 A\n\n## 1.2 B\n\n## 2.1 C\n\n## 2.2 D\n',
  ],
  [
    'decimals below 二、',
    {},
    '# 一、甲\n\n## 1.1 乙\n\n# 三、丙\n\n## 3.1 丁\n\n## 3.3 戊\n',
    '# 一、甲\n\n## 1.1 乙\n\n# 二、丙\n\n## 2.1 丁\n\n## 2.2 戊\n',
  ],
  [
    'no figures: amounts, years, initials',
    {},
    '# 一、总结\n\n## 2.5万亩农田建成\n\n## 2022年工作\n\n## 105项任务\n\n## J. Smith reports\n\n## (2022) plan\n\n## 3.5 million trees\n\n# Energy\n\n## 1.5 MW of sun\n\n# Roads\n\n## 2.4 公里绿道\n',
    '# 一、总结\n\n## 2.5万亩农田建成\n\n## 2022年工作\n\n## 105项任务\n\n## J. Smith reports\n\n## (2022) plan\n\n## 3.5 million trees\n\n# Energy\n\n## 1.5 MW of sun\n\n# Roads\n\n## 2.4 公里绿道\n',
  ],
  [
    'circled numbers and closing brackets alone',
    {},
    '# ②甲\n\n## 1）乙\n\n## 3）丙\n\n# ③丁\n',
    '# ①甲\n\n## 1）乙\n\n## 2）丙\n\n# ②丁\n',
  ],
  [
    'headings in bold type, with references and closing marks',
    {},
    '# **二、总结** #\n\n## （二）完成[105项](metric:任务) ##\n',
    '# **一、总结** #\n\n## （一）完成[105项](metric:任务) ##\n',
  ],
  [
    'nothing in code, comments and data',
    {},
    '# 一、甲\n\n```text\n# 五、乙\n```\n\n<!--\n# 五、丙\n-->\n\n```yaml 任务\n# 三、丁\n- 任务: 三、戊\n```\n\n# 三、己\n',
    '# 一、甲\n\n```text\n# 五、乙\n```\n\n<!--\n# 五、丙\n-->\n\n```yaml 任务\n# 三、丁\n- 任务: 三、戊\n```\n\n# 二、己\n',
  ],
  [
    'the headings of a YAML report, quoted or not',
    yaml,
    '标题: 二、总结\n章节:\n  - 标题: 二、总结 # 注\n    下级章节:\n      - 标题: "（二）甲"\n      - 标题: （五）乙\n  - 标题: \'四、计划\'\n    任务:\n      - 任务: 五、丙\n',
    '标题: 二、总结\n章节:\n  - 标题: 一、总结 # 注\n    下级章节:\n      - 标题: "（一）甲"\n      - 标题: （二）乙\n  - 标题: \'二、计划\'\n    任务:\n      - 任务: 五、丙\n',
  ],
  [
    'English keys, sections in brackets and one without a heading',
    yaml,
    'sections:\n  - heading: 2. Results\n    sections: [{ heading: 2.2 Money }, { heading: 2.5 Water }]\n  - body: none\n  - heading: 4. Plan\n',
    'sections:\n  - heading: 1. Results\n    sections: [{ heading: 1.1 Money }, { heading: 1.2 Water }]\n  - body: none\n  - heading: 2. Plan\n',
  ],
  [
    'what stands around something broken',
    yaml,
    '章节:\n  - 标题: 二、甲\n    任务:\n      - 任务: "乙\n  - 标题：三、丙\n  - 标题: 五、丁\n',
    '章节:\n  - 标题: 一、甲\n    任务:\n      - 任务: "乙\n  - 标题：二、丙\n  - 标题: 三、丁\n',
  ],
];

const points: readonly Case[] = [
  [
    'in one paragraph',
    {},
    '# 甲\n\n主要做法：一是抓改革。三是抓落实；四是抓督办。\n',
    '# 甲\n\n主要做法：一是抓改革。二是抓落实；三是抓督办。\n',
  ],
  [
    'across the paragraphs of a section, with data between them',
    {},
    '# 甲\n\n一是抓改革。\n\n```yaml 任务\n- 任务: 二是乙\n```\n\n**三是抓落实。**\n\n# 乙\n\n二是抓督办。\n\n三是抓考核。\n',
    '# 甲\n\n一是抓改革。\n\n```yaml 任务\n- 任务: 二是乙\n```\n\n**二是抓落实。**\n\n# 乙\n\n一是抓督办。\n\n二是抓考核。\n',
  ],
  [
    'two series in a section',
    {},
    '# 甲\n\n一是改。二是建。\n\n一是查。三是督。\n',
    '# 甲\n\n一是改。二是建。\n\n一是查。二是督。\n',
  ],
  ['where 一是 was written twice', {}, '一是改；一是建；三是查。\n', '一是改；二是建；三是查。\n'],
  ['not where one stands alone', {}, '# 甲\n\n三是抓落实。\n', '# 甲\n\n三是抓落实。\n'],
  [
    'not in words, idioms, code and names',
    {},
    '唯一是它。一是一，二是二。`一是`三是甲{{，五是乙}}。\n',
    '唯一是它。一是一，二是二。`一是`三是甲{{，五是乙}}。\n',
  ],
  [
    'in the texts of a YAML report',
    yaml,
    '章节:\n  - 标题: 甲\n    正文: |\n      一是改。\n\n      三是建。\n\n      三是查。\n  - 标题: 乙\n    正文: "二是督。三是考。"\n',
    '章节:\n  - 标题: 甲\n    正文: |\n      一是改。\n\n      二是建。\n\n      三是查。\n  - 标题: 乙\n    正文: "一是督。二是考。"\n',
  ],
  ['together with the headings', {}, '# 二、甲\n\n一是改。三是建。\n', '# 一、甲\n\n一是改。二是建。\n'],
];

describe('renumbering', () => {
  for (const [what, cases] of [
    ['headings', headings],
    ['points', points],
  ] as const) {
    for (const [name, setting, before, after] of cases) {
      it(`counts ${what}: ${name}`, () => {
        for (const lines of ['\n', '\r\n']) {
          const text = before.replaceAll('\n', lines);
          const result = applyChanges(text, renumber(analyse(text, setting)));
          assert.equal(result, after.replaceAll('\n', lines));
          assert.deepEqual(renumber(analyse(result, setting)), [], 'once is enough');
        }
      });
    }
  }

  it('leaves the examples as they are', () => {
    for (const [text, form] of exampleTexts) assert.deepEqual(renumber(analyse(text, { form })), []);
  });

  it('changes the numerals alone', () => {
    const text = '# 一、甲\n\n# 三、乙\n';
    assert.deepEqual(renumber(analyse(text)), [{ span: { start: 9, end: 10 }, text: '二' }]);
  });
});

/** How many errors a report has. */
function errorsIn({ problems }: Analysis): number {
  return problems.filter(({ level }) => level === 'error').length;
}

/** A text with the cursor at `¦`, and the text with the new section, whose words are marked, and with the cursor behind it. */
const sections: readonly (readonly [string, Setting, string, string])[] = [
  [
    'at the end of the one that the cursor is in, and those behind it move on',
    {},
    '# 一、总结\n\n## （一）甲\n\n文¦字\n\n```yaml 任务\n- 任务: a\n```\n\n## （二）乙\n\n# 二、计划\n',
    '# 一、总结\n\n## （一）甲\n\n文字\n\n```yaml 任务\n- 任务: a\n```\n\n## （二）«标题»\n\n¦\n\n## （三）乙\n\n# 二、计划\n',
  ],
  [
    'at the end of the text, below all that is deeper',
    {},
    '# 一、总结¦\n\n## （一）甲\n\n文字',
    '# 一、总结\n\n## （一）甲\n\n文字\n\n# 二、«标题»\n\n¦',
  ],
  [
    'with decimals, whose own move on as well',
    {},
    '# 1. Results\n\n## 1.1 Money¦\n\n# 2. Plan\n\n## 2.1 Roads\n',
    '# 1. Results\n\n## 1.1 Money\n\n## 1.2 «Heading»\n\n¦\n\n# 2. Plan\n\n## 2.1 Roads\n',
  ],
  [
    'with decimals below those behind it',
    {},
    '# 1. Results¦\n\nText\n\n# 2. Plan\n\n## 2.1 Roads\n',
    '# 1. Results\n\nText\n\n# 2. «Heading»\n\n¦\n\n# 3. Plan\n\n## 3.1 Roads\n',
  ],
  [
    'with the next number alone where the numbers are not in order',
    {},
    '# 三、甲¦\n\n# 四、乙\n\n# 四、丙\n',
    '# 三、甲\n\n# 四、«标题»\n\n¦\n\n# 四、乙\n\n# 四、丙\n',
  ],
  ['without a number where there are none', {}, '## 甲\n\n¦文\n', '## 甲\n\n文\n\n## «标题»\n\n¦\n'],
  ['with the next chapter', {}, '# 第一章 总则\n\n¦\n', '# 第一章 总则\n\n# 第二章 «标题»\n\n¦\n\n\n'],
  [
    'with the number behind one that has none',
    {},
    '# 一、甲\n\n# 小结¦\n\n# 二、乙\n',
    '# 一、甲\n\n# 小结\n\n# 二、«标题»\n\n¦\n\n# 三、乙\n',
  ],
  [
    'behind the last one, from what stands before all',
    {},
    '---\n标题: 甲¦\n---\n\n# 一、乙\n\n## （一）丙\n',
    '---\n标题: 甲\n---\n\n# 一、乙\n\n## （一）丙\n\n# 二、«标题»\n\n¦\n',
  ],
  ['as the first', {}, '---\n标题: 甲\n---\n¦\n', '---\n标题: 甲\n---\n\n# «标题»\n\n¦\n\n'],
  ['in an empty text', {}, '¦', '# «Heading»\n\n¦'],
  [
    'as an item of a YAML report',
    yaml,
    '章节:\n  - 标题: 一、总结\n    下级章节:\n      - 标题: （一）甲\n        正文: |\n          文¦字\n\n          文字\n      - 标题: （二）乙\n  # 计划\n  - 标题: 二、计划\n',
    '章节:\n  - 标题: 一、总结\n    下级章节:\n      - 标题: （一）甲\n        正文: |\n          文字\n\n          文字\n      - 标题: （二）«标题»\n      - 标题: （三）乙\n  # 计划\n  - 标题: 二、计划\n',
  ],
  [
    'before the comment of the next item',
    yaml,
    '章节:\n  - 标题: 一、总¦结\n    任务:\n      - 任务: a\n\n  # 计划\n  - 标题: 二、计划\n目标:\n  甲: 3项\n',
    '章节:\n  - 标题: 一、总结\n    任务:\n      - 任务: a\n  - 标题: 二、«标题»\n\n  # 计划\n  - 标题: 三、计划\n目标:\n  甲: 3项\n',
  ],
  [
    'behind the last item, from the keys of the report',
    yaml,
    'title: a¦\nsections:\n- heading: 1. Results\n  body: b\nmetrics:\n  x: 3 km\n',
    'title: a\nsections:\n- heading: 1. Results\n  body: b\n- heading: 2. «Heading»\nmetrics:\n  x: 3 km\n',
  ],
  ['as the first of a YAML report', yaml, '标题: 甲¦\n', '标题: 甲\n章节:\n  - 标题: «标题»\n'],
  [
    'under a key that holds none yet',
    yaml,
    '标题: 甲\n章节:¦\n目标:\n  甲: 3项\n',
    '标题: 甲\n章节:\n  - 标题: «标题»\n目标:\n  甲: 3项\n',
  ],
];

describe('a new section', () => {
  for (const [name, setting, before, after] of sections) {
    it(`comes ${name}`, () => {
      for (const lines of ['\n', '\r\n']) {
        const marked = before.replaceAll('\n', lines);
        const text = marked.replace('¦', '');
        const found = newSection(analyse(text, setting), marked.indexOf('¦'));
        assert.ok(found);
        const { at, snippet, also } = found;
        assert.ok(also.every(({ span }) => span.start >= at));
        const shown = snippet.replace(/\$\{1:(.*?)\}/, '«$1»').replace('$0', '¦');
        const result = applyChanges(text, [...also, { span: { start: at, end: at }, text: shown }]);
        // An empty text has no line ends yet.
        assert.equal(result, after.replaceAll('\n', text === '' ? '\n' : lines));
      }
    });
  }

  it('is one more, and makes nothing worse, wherever the cursor is in an example', () => {
    const random = seeded(11);
    for (const [text, form] of exampleTexts) {
      const before = analyse(text, { form });
      if (before.report.sections.length === 0) continue;
      const errors = errorsIn(before);
      for (let round = 0; round < 8; round++) {
        const offset = random(text.length + 1);
        const { at, snippet, also } = newSection(before, offset)!;
        const written = snippet.replace(/\$\{1:(.*?)\}/, '$1').replace('$0', '');
        const changes = [...also, { span: { start: at, end: at }, text: written }];
        const after = analyse(applyChanges(text, changes), { form });
        assert.equal(after.report.sections.length, before.report.sections.length + 1, `at ${offset}`);
        assert.equal(errorsIn(after), errors, `at ${offset}`);
        assert.deepEqual(renumber(after), [], `at ${offset}`);
      }
    }
  });

  it('is not made in ledgers, project files and between brackets', () => {
    assert.equal(newSection(analyse('', { form: 'yaml', root: 'ledger' }), 0), undefined);
    assert.equal(newSection(analyse('language: zh\n', { form: 'yaml', root: 'project' }), 0), undefined);
    assert.equal(newSection(analyse('sections: [{ heading: A }]\n', yaml), 3), undefined);
  });
});
