import assert from 'node:assert/strict';
import { inWorkbench } from './workbench.mjs';

const files = {
  'a.report.md':
    '---\nreport: annual-summary\ntitle: 年度总结\nstatsu: x\n---\n\n# 一、工作总结\n\n全年完成。\n',
};

describe('a Chinese window', () => {
  it(
    'has Chinese problems and commands',
    inWorkbench({ files, open: 'a.report.md', locale: 'zh-cn' }, async (workbench) => {
      const problems = await workbench.problems((all) =>
        all.some(({ message }) => message.includes('statsu')),
      );
      for (const { message } of problems) assert.match(message, /\p{Script=Han}/u);
      await workbench.titleButton('在侧边打开报告预览');
      await workbench.preview().getByText('全年完成。').waitFor();
      await workbench.screenshot('chinese');
    }),
  );
});
