import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { inWorkbench } from './workbench.mjs';

const root = path.join(import.meta.dirname, '../..');
const examples = path.join(root, 'examples');
/** @type {{ file: string, code: string, text: string, line: number }[]} */
const mistakes = JSON.parse(fs.readFileSync(path.join(root, 'test/core/examples/mistakes.json'), 'utf8'));

const tall = { width: 1280, height: 1400 };

const report = `---
report: annual-summary
title: Annual report
period: 2022
as-of: 2022-12-31
---

# Results

We built [62 miles](metric:roads) of road and planted [1,204 trees](metric:trees).

\`\`\`yaml metrics
roads: 61 miles
trees: 1,204 trees
\`\`\`

\`\`\`yaml tasks
- title: Repair the bridge
  lead: Public Works
  due: 2022-10
  statsu: active
\`\`\`
`;

describe('the problems of a report', () => {
  it(
    'are underlined, listed, and mended from the keyboard',
    inWorkbench({ files: { 'a.report.md': report }, open: 'a.report.md' }, async (workbench) => {
      const problems = await workbench.problems((all) => all.length === 3);
      assert.deepEqual(
        problems.map(({ severity, line, column }) => ({ severity, line, column })),
        [
          { severity: 'error', line: 10, column: 11 },
          { severity: 'error', line: 21, column: 3 },
          { severity: 'warning', line: 20, column: 8 },
        ],
      );
      assert.match(problems[0].message, /The text says 62 miles, but the data of “roads” says 61 miles/);
      assert.match(problems[1].message, /“statsu”.*“status”/);
      await workbench.underlined('error', (texts) => texts.join() === '62 miles,statsu');
      await workbench.screenshot('problems');

      await workbench.goTo(10, 13);
      // The built-in Markdown extension has one of its own below them.
      assert.deepEqual((await workbench.fixes()).slice(0, 2), [
        'Write what the data says: 61 miles',
        'Change the data of “roads” to 62 miles',
      ]);
      await workbench.screenshot('quick fixes');
      await workbench.fix('Change the data of “roads” to 62 miles');
      await workbench.problems((all) => all.length === 2);
      await workbench.goTo(21, 5);
      await workbench.fix('Change to “status”');
      const [late] = await workbench.problems((all) => all.length === 1);
      assert.match(late.message, /due 2022-10/);
      const fixed = report.replace('61 miles', '62 miles').replace('statsu', 'status');
      assert.equal(await workbench.save('a.report.md'), fixed);
    }),
  );

  it(
    'lists what is wrong with the draft among the examples',
    inWorkbench(
      {
        folder: path.join(examples, 'draft-with-mistakes'),
        open: '2022.report.md',
        viewport: tall,
        settings: { 'editor.minimap.enabled': false },
      },
      async (workbench) => {
        for (const file of ['2022.report.md', '2022.report.yaml']) {
          if (file !== '2022.report.md') await workbench.open(file);
          await workbench.problems();
          if (file === '2022.report.md') {
            await workbench.page.setViewportSize({ width: 1280, height: 800 });
            await workbench.goTo(22, 1);
            await workbench.screenshot('picture problems', { x: 0, y: 36, width: 1280, height: 764 });
            await workbench.page.setViewportSize(tall);
          }
          // The list holds only what is in view.
          await workbench.command('View: Toggle Maximized Panel');
          const lines = mistakes.filter((one) => one.file === file).map(({ line }) => line);
          await workbench.problems((all) => {
            const found = new Set(all.filter((one) => one.file === file).map(({ line }) => line));
            return lines.every((line) => found.has(line));
          });
          await workbench.command('View: Toggle Maximized Panel');
        }
      },
    ),
  );
});
