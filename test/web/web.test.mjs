import assert from 'node:assert/strict';
import fs from 'node:fs';
import { inWorkbench } from '../ui/workbench.mjs';

const manifest = JSON.parse(fs.readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const files = {
  'a.report.md':
    '---\nreport: annual-summary\ntitle: 年度总结\nstatsu: x\n---\n\n# 一、工作总结\n\n全年完成。\n',
};

describe('the extension in a browser', () => {
  it('has an entry for it', () => {
    assert.ok(manifest.browser, 'package.json names no "browser"');
  });

  it(
    'checks and shows a report without Node',
    inWorkbench({ files, extension: 'web' }, async (workbench) => {
      await workbench.open('a.report.md');
      await workbench.problems((all) => all.some(({ message }) => message.includes('statsu')));
      await workbench.titleButton('Open Report Preview to the Side');
      await workbench.preview().getByText('全年完成。').waitFor();
    }),
  );
});
