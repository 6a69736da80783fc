import assert from 'node:assert/strict';
import path from 'node:path';
import { waitFor } from './wait-for.mjs';
import { inWorkbench } from './workbench.mjs';

const examples = path.join(import.meta.dirname, '../../examples');

const report = `---
report: annual-summary
title: Annual report
period: 2022
as-of: 2022-12-31
---

# Results

Crews resurfaced [62.4 miles](metric:roads) of road and planted {{Trees}}.

\`\`\`yaml metrics
Roads: { value: 62.4 miles, previous: 55.1 miles }
Trees: 1,204 trees
\`\`\`

\`\`\`yaml tasks
- title: Repair the bridge
  lead: Public Works
  due: 2023-01-12
\`\`\`
`;

/** @param {import('./workbench.mjs').Workbench} workbench @param {RegExp} wanted */
const shows = (workbench, wanted) =>
  waitFor(
    `${wanted} in the editor`,
    () => workbench.editorText(),
    (text) => wanted.test(text),
  );

/** What the lines above lists say. */
const lenses = (workbench, wanted) =>
  waitFor(
    'the lines above lists',
    () => workbench.editor.locator('.codelens-decoration').allTextContents(),
    (all) => wanted.every((one) => all.some((text) => text.replaceAll('\u00a0', ' ').includes(one))),
  );

describe('a report in the editor', () => {
  it(
    'says what stands behind its words, and leads through them',
    inWorkbench({ files: { 'a.report.md': report }, open: 'a.report.md' }, async (workbench) => {
      const { page } = workbench;
      await shows(workbench, /\{\{Trees\}\}→ 1,204 trees/);
      await shows(workbench, /value: 62\.4 miles▲ 13\.2 ?%/);
      await shows(workbench, /due: 2023-01-12\s*12 days left/);
      await lenses(workbench, ['2 metrics, all used in the text', '1 task']);

      await workbench.goTo(10, 40);
      await workbench.press('Control+k', 'Control+i');
      const hover = page.locator('.monaco-hover:visible');
      await waitFor(
        'the hover',
        () => hover.allTextContents(),
        (all) => /Roads.*55\.1 miles/s.test(all.join()),
      );
      await workbench.screenshot('hover');
      await workbench.press('Escape', 'F12');
      await waitFor(
        'the caret at the metric',
        () => workbench.caret(),
        ({ line, column }) => line === 13 && column === 1,
      );

      await workbench.press('F2');
      await page.locator('.rename-box input').fill('Resurfaced roads');
      await workbench.press('Enter');
      await shows(workbench, /\]\(metric:resurfaced-roads\)|\]\(metric:Resurfaced-roads\)/);
      await shows(workbench, /^Resurfaced roads:/m);
      await workbench.screenshot('renamed');
      await workbench.press('Control+z');
      await shows(workbench, /^Roads:/m);

      await workbench.goTo(10, 20);
      const offered = await workbench.fixes();
      assert.ok(
        offered.some((title) => /^Convert to/.test(title)),
        offered.join(', '),
      );
      await workbench.screenshot('refactorings');
      await workbench.press('Escape');
    }),
  );

  it(
    'is listed by what it holds, and folds',
    inWorkbench(
      { folder: path.join(examples, 'district-reform-2022'), open: '2022.report.yaml' },
      async (workbench) => {
        const { page } = workbench;
        await shows(workbench, /→ 3次/);
        await workbench.press('Control+Shift+o');
        const rows = page.locator('.quick-input-list .monaco-list-row');
        const lists = (...wanted) =>
          waitFor(
            wanted.join(),
            () => rows.allTextContents(),
            (all) => wanted.every((one) => all.some((text) => text.includes(one))),
          );
        await lists('一、2022年工作总结', '重点改革任务');
        await workbench.type('深改委');
        await lists('深改委会议');
        await workbench.screenshot('outline');
        await workbench.press('Escape');
        await workbench.command('Fold All');
        await waitFor(
          'few lines',
          () => workbench.editorText(),
          (text) => text.split('\n').length < 25,
        );
      },
    ),
  );

  it(
    'has its hints and colours in dark themes and in Chinese',
    inWorkbench(
      { folder: path.join(examples, 'district-reform-2022'), open: '2022.report.md', locale: 'zh-cn' },
      async (workbench) => {
        for (const theme of ['dark', 'high-contrast']) {
          await workbench.theme(theme);
          await shows(workbench, /→ 3次/);
          await lenses(workbench, ['3 项指标']);
          await workbench.screenshot(`features ${theme}`);
        }
      },
    ),
  );
});
