import assert from 'node:assert/strict';
import { waitFor } from './wait-for.mjs';
import { inWorkbench } from './workbench.mjs';

const report = `---
report: annual-summary
title: 某区2022年改革工作总结
period: 2022
---

# 一、2022年工作总结

全年平整土地。
`;

describe('a report that is being typed', () => {
  it(
    'shows a wrong key where it stands',
    inWorkbench(
      { files: { 'report.md': '', 'a.report.md': report }, open: 'a.report.md' },
      async (workbench) => {
        await workbench.goTo(5, 1);
        await workbench.type('statsu: draft\n');
        const isOurs = ({ message }) => message.includes('statsu');
        const problems = await workbench.problems((all) => all.some(isOurs));
        const { severity, file, line, column } = problems.find(isOurs);
        assert.deepEqual(
          { severity, file, line, column },
          { severity: 'error', file: 'a.report.md', line: 5, column: 1 },
        );
        const underlined = await workbench.underlined('error', (texts) => texts.includes('statsu'));
        assert.deepEqual(underlined, ['statsu']);
        await workbench.screenshot('wrong key');
      },
    ),
  );

  it(
    'takes a figure in prose without getting in the way',
    inWorkbench({ files: { 'a.report.md': report }, open: 'a.report.md' }, async (workbench) => {
      await workbench.goTo(9, 7);
      await workbench.type('3347');
      await workbench.compose('亩', 'mu');
      await workbench.type('、');
      const text = await waitFor(
        'the figure',
        () => workbench.editorText(),
        (all) => all.includes('3347亩、'),
      );
      assert.match(text, /^全年平整土地3347亩、。$/m);
    }),
  );
});
