import assert from 'node:assert/strict';
import { definition } from '../../../src/core/features/definition.ts';
import { hover } from '../../../src/core/features/hover.ts';
import { messagesAbout } from '../../../src/core/messages/messages.ts';
import { termLabel } from '../../../src/core/schema/vocabulary.ts';
import { analyse, type Setting, unmark } from '../support/analyse.ts';

const data = '\n```yaml 指标\n改革任务: { 数值: 105项, 同比: 7.1% }\n```\n';
const yaml: Setting = { form: 'yaml' };
const section = (body: string) =>
  `章节:\n  - 标题: 一\n    正文: |\n${body.replace(/^(?=.)/gm, '      ')}\n    指标:\n      改革任务: 105项\n`;

/** What is said at the first sign of the marked words, and which words that is about. */
function said(marked: string, setting: Setting): { words: string; lines: readonly string[] } | undefined {
  const { text, spans } = unmark(marked);
  const analysis = analyse(text, setting);
  const messages = messagesAbout('zh', analysis.report.language, (term, language) =>
    termLabel(analysis.project.vocabulary, term, language),
  );
  const found = hover(analysis, spans[0]!.start, setting.root ?? 'report', messages);
  assert.deepEqual(found?.span, found && spans[0], 'the words that it is about');
  return found && { words: text.slice(found.span.start, found.span.end), lines: found.lines };
}

const hovers: readonly (readonly [string, string, RegExp | undefined, Setting?])[] = [
  ['a reference', `完成«[105项](metric:改革任务)»。${data}`, /^改革任务\n.*105项\n.*7\.1%/],
  ['an inserted value', `完成«{{改革任务}}»。${data}`, /^改革任务\n/],
  ['a figure in prose', '征地«3000亩»。', /亩.*\n= 200公顷/],
  ['a figure in data', '```yaml 指标\nA: { 数值: «3000亩» }\n```\n', /= 200公顷/],
  ['a reference in a text of YAML', section('完成«[105项](metric:改革任务)»。'), /^改革任务\n/, yaml],
  [
    'a reference in a further paragraph of it',
    section('甲\n\n完成«[105项](metric:改革任务)»。'),
    /^改革任务\n/,
    yaml,
  ],
  ['a figure in a text of YAML', section('征地«3000亩»。'), /= 200公顷/, yaml],
  ['a figure in a further paragraph of it', section('甲\n\n征地«3000亩»。'), /= 200公顷/, yaml],
  ['a key', 'tasks:\n  - «牵头单位»: a\n', /^牵头单位/, yaml],
  ['a noun by which a program calls something else', '新增«3 constructors»。', /constructor/],
  ['words', '«没有»数字。', undefined],
];

describe('hover', () => {
  for (const [name, marked, wanted, setting = {}] of hovers) {
    it(`over ${name}`, () => {
      const found = said(marked, setting);
      if (wanted) assert.match(found?.lines.join('\n') ?? '', wanted);
      else assert.equal(found, undefined);
    });
  }
});

describe('the definition', () => {
  const definitions: readonly (readonly [string, string, Setting?])[] = [
    ['of a reference', `完成«[105项](metric:改革任务)»。${data}`],
    ['of a reference in a further paragraph', section('甲\n\n完成«{{改革任务}}»。'), yaml],
  ];
  for (const [name, marked, setting] of definitions) {
    it(name, () => {
      const { text, spans } = unmark(marked);
      const found = definition(analyse(text, setting), spans[0]!.start);
      assert.deepEqual(found?.from, spans[0]);
      assert.equal(text.slice(found!.name.start, found!.name.end), '改革任务');
    });
  }
});
