import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CheckedFile } from '../../src/cli/check.ts';
import { checkAll } from '../../src/cli/check-all.ts';

/** The command line as it is built. */
const program = path.join(import.meta.dirname, '../cli.js');

describe('reportwright check', () => {
  let folder: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'reportwright-cli-'));
  });

  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  const write = (name: string, text: string): string => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, text);
    return file;
  };
  const run = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'en_US.UTF-8' },
    });
    return { status, stdout, stderr };
  };

  it('says file, line and column of each problem, how many there are, and by its status that something is to be mended', () => {
    write('a.report.yaml', 'title: 总结\nstatsu: draft\n');
    assert.deepEqual(run('check', 'a.report.yaml'), {
      status: 1,
      stdout:
        'a.report.yaml:2:1: error: “statsu” is not one of the keys of “Report”. Check its spelling or remove it. [unknown-key]\n1 file: 1 error, 0 warnings, 0 hints\n',
      stderr: '',
    });
  });

  it('says by its status that there is nothing to mend', () => {
    write('a.report.yaml', 'title: 总结\n');
    const { status, stdout } = run('check', '.');
    assert.equal(stdout, '1 file: 0 errors, 0 warnings, 0 hints\n');
    assert.equal(status, 0);
  });

  it('writes JSON that lists every file', () => {
    write('a.report.yaml', 'title: 总结\nstatsu: draft\n');
    write('b.report.yaml', 'title: 总结\n');
    const { status, stdout } = run('check', '.', '--format', 'json');
    const { files } = JSON.parse(stdout) as { files: readonly CheckedFile[] };
    assert.equal(status, 1);
    assert.deepEqual(
      files.map(({ file, issues }) => [file, issues.map(({ code, start }) => `${code} ${start.line}`)]),
      [
        ['a.report.yaml', ['unknown-key 2']],
        ['b.report.yaml', []],
      ],
    );
    assert.equal(stdout, `${JSON.stringify({ files }, undefined, 2)}\n`);
  });

  it('says what it cannot check before it checks anything', () => {
    write('a.report.yaml', 'title: 总结\nstatsu: draft\n');
    write('notes.md', '');
    for (const [file, said] of [
      ['notes.md', /^reportwright: notes\.md: not a report\. /],
      ['gone.report.md', /^reportwright: gone\.report\.md: there is no such file or folder\./],
    ] as const) {
      const { status, stdout, stderr } = run('check', 'a.report.yaml', file);
      assert.match(stderr, said);
      assert.equal(stdout, '');
      assert.equal(status, 2);
    }
  });

  describe('of many files', () => {
    const alone = { patience: Number.POSITIVE_INFINITY, worthwhile: 0 };
    const together = { patience: 0, worthwhile: 0 };
    const options = { asOf: undefined, language: 'en' } as const;
    const check = async (files: readonly string[], helping: typeof alone, found: CheckedFile[]) => {
      for await (const checked of checkAll(files, options, pathToFileURL(program), helping))
        found.push(checked);
      return found;
    };
    const named = (index: number) => `${String(index).padStart(3, '0')}.report.yaml`;
    const reports = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        write(named(index), `title: 总结\n指标:\n  指标${index}: { 数值: 1项, 第${index}个错: 1 }\n`),
      );

    it('finds the same in the same order, alone and with the help of other threads', async () => {
      const files = reports(200);
      const found = await check(files, alone, []);
      assert.deepEqual(
        found.map(({ file }) => file),
        files,
      );
      assert.ok(found.every(({ issues }, index) => issues[0]?.message.includes(`第${index}个错`)));
      assert.deepEqual(await check(files, together, []), found);
    });

    it('goes on behind a file that cannot be read, and says which it is', async () => {
      // The first batch goes to another thread, a later one to any.
      const files = reports(120);
      const gone = [files[5]!, files[77]!];
      for (const file of gone) fs.rmSync(file);
      for (const helping of [alone, together]) {
        const found = await check(files, helping, []);
        assert.deepEqual(
          found.map(({ file }) => file),
          files,
        );
        assert.deepEqual(
          found.flatMap(({ failed }) => failed ?? []),
          gone.map((file) => `${file}: cannot be read. Check that it is there and that you may read it.`),
        );
      }
    });
  });
});
