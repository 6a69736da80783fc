import assert from 'node:assert/strict';
import path from 'node:path';
import { waitFor } from './wait-for.mjs';
import { inWorkbench } from './workbench.mjs';

const examples = path.join(import.meta.dirname, '../../examples');

const files = {
  'a.report.md': `---
report: annual-summary
title: 年度总结
period: 2022
as-of: 2022-12-31
---

# 一、工作总结

全年完成。开会{{深改委会议}}，见{{没有的指标}}。

\`\`\`yaml 指标
深改委会议: 3次
\`\`\`

\`\`\`yaml 任务
- 任务: 修桥
  牵头单位: 区住建局
  完成时限: 2022-10
  状态: 正常推进
\`\`\`
${'\n又一段。\n'.repeat(60)}`,
};

/** The title bar says that the extension is under development, which no reader of a picture needs to know. */
const belowTitle = { x: 0, y: 36, width: 1280, height: 764 };

const button = 'Open Report Preview to the Side';

describe('the preview', () => {
  it(
    'opens from the title bar, follows the typing and comes back with the page',
    inWorkbench({ files, open: 'a.report.md' }, async (workbench) => {
      await workbench.titleButton(button);
      const preview = workbench.preview();
      await preview.getByText('全年完成。开会3次').waitFor();
      // The summary knows the late task, and what leads nowhere is marked.
      assert.match(await preview.locator('.summary').innerText(), /修桥/);
      await preview.locator('mark', { hasText: '没有的指标' }).waitFor();
      assert.equal(await preview.locator('html').getAttribute('lang'), 'zh-CN');
      await workbench.press('Control+1');
      await workbench.goTo(10, 5);
      await workbench.compose('任务', 'renwu');
      await preview.getByText('全年完成任务。').waitFor();
      await workbench.screenshot('preview');

      // What is read stays in its place while something else is written.
      const scroll = () => preview.locator('html').evaluate((html) => html.scrollTop);
      await preview.locator('html').evaluate((html) => {
        html.scrollTop = 900;
      });
      await workbench.goTo(10, 5);
      await waitFor('the page to be scrolled', scroll, (top) => top > 0);
      const before = await scroll();
      await workbench.type('了');
      await preview.getByText('全年完成了任务。').waitFor({ state: 'attached' });
      assert.ok(Math.abs((await scroll()) - before) < 40, `${await scroll()} after ${before}`);

      await workbench.save('a.report.md');
      await workbench.reload();
      await workbench.preview().getByText('全年完成了任务。').waitFor({ state: 'attached' });
    }),
  );

  it(
    'shows the examples in both languages and all themes',
    inWorkbench(
      {
        folder: examples,
        open: 'district-reform-2022/2022.report.md',
        settings: { 'editor.minimap.enabled': false },
      },
      async (workbench) => {
        await workbench.command('View: Toggle Primary Side Bar Visibility');
        await workbench.titleButton(button);
        await workbench.preview().locator('.summary').waitFor();
        assert.equal(await workbench.preview().locator('html').getAttribute('lang'), 'zh-CN');
        assert.equal(await workbench.preview().locator('mark').count(), 0);
        await workbench.screenshot('picture preview', belowTitle);
        await workbench.press('Control+1');
        await workbench.open('annual-results-en/2024.report.md');
        await workbench.titleButton(button);
        const isEnglish = async () =>
          (await workbench.preview().locator('html').getAttribute('lang')) === 'en';
        await waitFor('the English page', isEnglish);
        await workbench.preview().locator('.summary').waitFor();
        for (const theme of /** @type {const} */ ([
          'dark',
          'high-contrast',
          'high-contrast-light',
          'light',
        ])) {
          await workbench.theme(theme);
          const colours = () =>
            workbench
              .preview()
              .locator('body')
              .evaluate((body) => [body.className, getComputedStyle(body).backgroundColor]);
          const [name] = await waitFor(`the page in ${theme}`, colours, ([name]) =>
            name.includes(`vscode-${theme === 'high-contrast-light' ? 'high-contrast-light' : theme}`),
          );
          assert.ok(name);
          await workbench.screenshot(`picture preview en ${theme}`, belowTitle);
        }
      },
    ),
  );
});
