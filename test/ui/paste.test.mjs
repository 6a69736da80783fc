import assert from 'node:assert/strict';
import { waitFor } from './wait-for.mjs';
import { inWorkbench } from './workbench.mjs';

const report = `---
标题: 总结
报告期: 2022
---

开会。

\`\`\`yaml 指标
会议: 3次
\`\`\`
`;
const table = '指标\t数值（项）\t上年（项）\r\n改革任务\t105\t98\r\n会议\t4\t3\r\n';
const items = '改革任务:\n  数值: 105项\n  上年: 98项\n';

/**
 * Pastes as a key does: what VS Code asks extensions for follows the browser's own event.
 * @param {import('./workbench.mjs').Workbench} workbench
 * @param {string} text
 */
async function paste({ page }, text) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((written) => navigator.clipboard.writeText(written), text);
  await page.keyboard.press('Control+v');
}

/**
 * @param {import('./workbench.mjs').Workbench} workbench
 * @param {string} text
 */
async function reads(workbench, text) {
  await waitFor(
    text,
    () => workbench.editorText(),
    (all) => all.replace(/ +$/gm, '').includes(text),
  );
}

describe('whoever pastes', () => {
  it(
    'has metrics of a table, and a figure bound where that is chosen',
    inWorkbench(
      {
        files: { 'reportwright.yaml': '语言: zh\n', 'a.report.md': report },
        open: 'a.report.md',
        settings: { 'reportwright.inlayHints.change': false },
      },
      async (workbench) => {
        const { page } = workbench;
        // What helps at a cursor is loaded once this is there.
        await page.locator('.codelens-decoration').first().waitFor();
        await workbench.goTo(9, 7);
        await paste(workbench, table);
        await reads(workbench, items.trimEnd());
        await page.getByText('Left out because they are there already: 会议').first().waitFor();
        assert.equal(await workbench.save('a.report.md'), report.replace('3次\n', `3次\n${items}`));

        await workbench.goTo(6, 3);
        await paste(workbench, '3次');
        await reads(workbench, '开会3次。');
        await workbench.press('Control+.');
        await page.getByText('Paste as a bound value: 会议').click();
        await reads(workbench, '开会[3次](metric:会议)。');
        await workbench.screenshot('paste');
      },
    ),
  );
});
