import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const dist = path.join(process.cwd(), 'dist');

/** Which of our files a script loads, without those that hold what several have in common. */
function loadedBy(script: string, ...args: readonly string[]): readonly string[] {
  const tell = `process.on('exit', () => {
    const files = Object.keys(require.cache).map((file) => require('node:path').basename(file));
    process.stderr.write(JSON.stringify(files.filter((file) => !file.startsWith('shared-')).sort()));
  });`;
  const { stderr } = spawnSync(process.execPath, ['-e', tell + script, '--', ...args], { encoding: 'utf8' });
  return JSON.parse(stderr) as string[];
}

describe('what few need', () => {
  it('is not loaded with the body of the extension', () => {
    // A bundle copies a module's own properties, and takes the others from its prototype.
    const standIn = `const nothing = new Proxy(class {}, { get: () => nothing, apply: () => nothing });
      const { _load } = require('node:module');
      require('node:module')._load = (name, ...rest) => name === 'vscode' ? Object.create(nothing) : _load(name, ...rest);`;
    const body = path.join(dist, 'main.cjs');
    assert.deepEqual(loadedBy(`${standIn} require(${JSON.stringify(body)});`), ['main.cjs']);
  });

  it('is loaded by the command line when a file needs it', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'reportwright-'));
    const check = (text: string, language: string) => {
      const file = path.join(folder, 'a.report.yaml');
      fs.writeFileSync(file, text);
      const program = path.join(dist, 'cli.js');
      return loadedBy(
        `process.argv.splice(1, 0, 'reportwright'); import(${JSON.stringify(pathToFileURL(program).href)});`,
        'check',
        file,
        '--language',
        language,
      );
    };
    try {
      assert.deepEqual(check('title: A\n', 'en'), ['commands.cjs']);
      assert.deepEqual(check('标题: 甲\n指标: [\n', 'zh'), [
        'chinese-problems.cjs',
        'commands.cjs',
        'recover.cjs',
      ]);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
