import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { inWorkbench } from '../ui/workbench.mjs';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '../..');
const vsix = path.join(root, 'dist/reportwright.vsix');

describe('the package', () => {
  before(() => run('npm', ['run', '--silent', 'package'], { cwd: root }));

  it('holds what the extension needs and nothing else', async () => {
    const { stdout } = await run(
      process.execPath,
      ['node_modules/@vscode/vsce/vsce', 'ls', '--no-dependencies'],
      {
        cwd: root,
      },
    );
    const files = stdout.split('\n').filter(Boolean);
    for (const wanted of [
      'package.json',
      'package.nls.json',
      'package.nls.zh-cn.json',
      'dist/extension.cjs',
      'dist/THIRD-PARTY-LICENSES.md',
    ]) {
      assert.ok(files.includes(wanted), `${wanted} is missing in ${files.join(', ')}`);
    }
    const isUnwanted = (file) =>
      /^(src|test|examples|node_modules|\.)|^docs\/(?!images\/icon\.png)|\/cli\.|\.(map|ts|mjs)$/.test(file);
    const unwanted = files.filter(isUnwanted);
    assert.deepEqual(unwanted, []);
  });

  const files = {
    'a.report.md': '---\nreport: annual-summary\ntitle: 年度总结\nstatsu: x\n---\n\n# 一、工作总结\n',
  };
  it(
    'works once it is installed',
    inWorkbench({ files, vsix }, async (workbench) => {
      await workbench.open('a.report.md');
      await workbench.problems((all) => all.some(({ message }) => message.includes('statsu')));
      await workbench.screenshot('installed');
    }),
  );
});
