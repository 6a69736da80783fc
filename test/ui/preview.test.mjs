import { inWorkbench } from './workbench.mjs';

const files = {
  'a.report.md':
    '---\nreport: annual-summary\ntitle: 年度总结\nperiod: 2022\n---\n\n# 一、工作总结\n\n全年完成。\n',
};

describe('the preview', () => {
  it(
    'opens from the title bar, follows the typing and comes back with the page',
    inWorkbench({ files, open: 'a.report.md' }, async (workbench) => {
      await workbench.titleButton('Open Report Preview to the Side');
      await workbench.preview().getByText('全年完成。').waitFor();
      await workbench.press('Control+1');
      await workbench.goTo(9, 5);
      await workbench.compose('任务', 'renwu');
      await workbench.preview().getByText('全年完成任务。').waitFor();
      await workbench.screenshot('preview');
      await workbench.save('a.report.md');
      await workbench.reload();
      await workbench.preview().getByText('全年完成任务。').waitFor();
    }),
  );

  for (const theme of /** @type {const} */ (['dark', 'high-contrast'])) {
    it(
      `shows in the ${theme} theme`,
      inWorkbench({ files, open: 'a.report.md' }, async (workbench) => {
        await workbench.theme(theme);
        await workbench.titleButton('Open Report Preview to the Side');
        await workbench.preview().getByText('全年完成。').waitFor();
        await workbench.screenshot(`preview ${theme}`);
      }),
    );
  }
});
