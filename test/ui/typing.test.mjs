import assert from 'node:assert/strict';
import path from 'node:path';
import { staysSo, waitFor } from './wait-for.mjs';
import { inWorkbench } from './workbench.mjs';

const project = `语言: zh
单位名录:
  - 全称: 区发展和改革局
    简称: 区发改局
  - 区财政局
  - 区审计局
`;

const structured = `报告类型: 总结
标题: 某区2022年改革工作总结
指标:
  - 指标名称: 建成区面积
    数值: 6.29
    计量单位: 
任务:
  - 任务: 整治街巷
    牵头单位: 
    配合单位: 
    完成时限: 长期
`;

const prose = `---
报告类型: 总结
标题: 某区2022年改革工作总结
报告期: 2022
---

# 一、工作总结

全年平整土地，增长。

\`\`\`yaml 指标
重点改革任务: { 数值: 105项, 上年: 98项, 同比: 7.1% }
建成区面积:
  数值: 6.29
  计量单位: 
\`\`\`

\`\`\`yaml 任务
- 任务: 整治街巷
  牵头单位: 
  完成时限: 长期
\`\`\`
`;

/** Half a word must not be underlined, however long it stands. */
const delay = { 'reportwright.problems.delay': 5000 };

const severities = /** @type {const} */ (['error', 'warning', 'info']);

/**
 * Types with an input method; while the word is being composed, no further words may be underlined.
 * @param {import('./workbench.mjs').Workbench} workbench
 * @param {string} text
 * @param {string} steps
 */
async function composeInPeace(workbench, text, steps) {
  const read = () => Promise.all(severities.map((severity) => workbench.underlined(severity, () => true)));
  const before = new Set((await read()).flat());
  await workbench.compose(text, steps, async () => {
    await shows(workbench, steps);
    const isPeace = (texts) => texts.flat().every((one) => before.has(one));
    await staysSo('nothing more underlined while composing', read, isPeace, 200);
  });
}

/**
 * The list must open because of what is done, and not be open before.
 * @param {import('./workbench.mjs').Workbench} workbench
 * @param {number} line
 * @param {number} column
 */
async function start(workbench, line, column) {
  await workbench.goTo(line, column);
  await workbench.press('Escape');
  await waitFor('no list', async () => !(await workbench.isSuggesting()));
}

/**
 * @param {import('./workbench.mjs').Workbench} workbench
 * @param {string} text
 */
async function shows(workbench, text) {
  return waitFor(
    text,
    () => workbench.editorText(),
    (all) => all.includes(text),
  );
}

describe('whoever types with an input method', () => {
  it(
    'is offered names in a structured report, without a shortcut',
    inWorkbench(
      {
        files: { 'reportwright.yaml': project, 'a.report.yaml': structured },
        open: 'a.report.yaml',
        settings: delay,
      },
      async (workbench) => {
        await workbench.underlined('warning', (texts) => texts.includes('整治街巷'));
        // A unit, by a part of its name.
        await start(workbench, 6, 11);
        await composeInPeace(workbench, '公里', 'gongli');
        await workbench.accept('平方公里');
        await shows(workbench, '计量单位: 平方公里');
        await workbench.press('Control+z');
        await shows(workbench, '计量单位: 公里\n');

        // By the initials of its pinyin, typed as Latin letters.
        await start(workbench, 6, 13);
        await workbench.press('Backspace', 'Backspace', 'Escape');
        await workbench.type('pfgl');
        await workbench.accept('平方公里');
        await shows(workbench, '计量单位: 平方公里');

        // An organization, by initials; then by a part of its name, behind another one.
        await start(workbench, 9, 11);
        await workbench.type('qczj');
        await workbench.accept('区财政局');
        await start(workbench, 10, 11);
        await composeInPeace(workbench, '区审计局', 'qushenjiju');
        await workbench.press('Escape');
        await workbench.compose('、', '、');
        await workbench.suggestions('区发展和改革局');
        await workbench.compose('发改', 'fagai');
        await workbench.accept('区发展和改革局');

        // What is written in full is not waiting to be accepted: Enter begins the next line.
        await start(workbench, 5, 13);
        await workbench.compose('万亩', 'wanmu');
        await workbench.suggestions('万亩');
        await workbench.press('Enter');
        await workbench.type('上年: 6');
        await shows(workbench, '数值: 6.29万亩\n    上年: 6\n');
        await workbench.press('Escape');

        const expected = structured
          .replace('计量单位: ', '计量单位: 平方公里')
          .replace('牵头单位: ', '牵头单位: 区财政局')
          .replace('配合单位: ', '配合单位: 区审计局、区发展和改革局')
          .replace('6.29', '6.29万亩\n    上年: 6');
        assert.equal(await workbench.save('a.report.yaml'), expected);
        await workbench.problems((all) => all.length === 0);
      },
    ),
  );

  it(
    'is offered names in Markdown: in data blocks, behind numbers and in references',
    inWorkbench(
      {
        files: { 'reportwright.yaml': project, 'a.report.md': prose },
        open: 'a.report.md',
        settings: delay,
      },
      async (workbench) => {
        await workbench.underlined('warning', (texts) => texts.includes('整治街巷'));
        await start(workbench, 15, 9);
        await composeInPeace(workbench, '公里', 'gongli');
        await workbench.suggestions('平方公里');
        await workbench.screenshot('typing a unit');
        await workbench.accept('平方公里');
        await shows(workbench, '计量单位: 平方公里');

        await start(workbench, 20, 9);
        await composeInPeace(workbench, '财政', 'caizheng');
        await workbench.accept('区财政局');

        // Behind a number the list opens by itself, and undoing what was accepted leaves what was typed.
        await start(workbench, 9, 7);
        await workbench.type('3347');
        await workbench.suggestions('亩');
        await composeInPeace(workbench, '亩', 'mu');
        await shows(workbench, '平整土地3347亩，增长');
        await workbench.type('、6.29');
        await workbench.compose('公里', 'gongli');
        await workbench.accept('平方公里');
        await shows(workbench, '3347亩、6.29平方公里，增长');
        await workbench.press('Control+z');
        await shows(workbench, '3347亩、6.29公里，增长');

        // A metric and its part in a link, and a metric to insert.
        await start(workbench, 9, 22);
        await workbench.type('[7.1%](metric:');
        await workbench.suggestions('重点改革任务');
        await composeInPeace(workbench, '改革', 'gaige');
        await workbench.accept('重点改革任务');
        await workbench.type('#');
        await workbench.suggestions('同比');
        await workbench.type('tb');
        await workbench.accept('同比');
        await workbench.type(')');
        await shows(workbench, '增长[7.1%](metric:重点改革任务#同比)。');
        await workbench.press('End');
        await workbench.type('{{');
        await workbench.suggestions('重点改革任务');
        await workbench.type('zdgg');
        await workbench.accept('重点改革任务');
        await shows(workbench, '{{重点改革任务}}');

        const text = await workbench.save('a.report.md');
        const expected = prose
          .replace(
            '全年平整土地，增长。',
            '全年平整土地3347亩、6.29公里，增长[7.1%](metric:重点改革任务#同比)。{{重点改革任务}}',
          )
          .replace('计量单位: ', '计量单位: 平方公里')
          .replace('牵头单位: ', '牵头单位: 区财政局');
        assert.equal(text, expected);
        await workbench.problems((all) => all.length === 0);

        // A year and a date are no figures, and neither is a number that comes back by undoing.
        await workbench.press('Control+End');
        for (const typed of ['\n2022', '年', '\n2022-12-3', '\n12月3', '\n第3']) {
          await workbench.type(typed);
          await staysSo(
            'no list',
            () => workbench.isSuggesting(),
            (open) => !open,
            300,
          );
        }
      },
    ),
  );

  it(
    'is offered units in an example',
    inWorkbench(
      {
        folder: path.join(import.meta.dirname, '../../examples/district-reform-2022'),
        open: '2022.report.md',
        settings: { 'editor.minimap.enabled': false },
      },
      async (workbench) => {
        await workbench.goTo(36, 1);
        await workbench.press('Enter');
        await workbench.compose('规划用地', 'guihuayongdi');
        await workbench.type('6.29');
        await workbench.compose('公里', 'gongli');
        await workbench.suggestions('平方公里');
        await workbench.screenshot('picture completion', { x: 0, y: 36, width: 1280, height: 764 });
        await workbench.accept('平方公里');
        await shows(workbench, '规划用地6.29平方公里');
      },
    ),
  );
});
