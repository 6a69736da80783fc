import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The command line as it is built. */
const program = path.join(import.meta.dirname, '../cli.js');

describe('the command line where the file system refuses', () => {
  let folder: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'reportwright-faults-'));
  });

  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  const write = (name: string, text: string): void => fs.writeFileSync(path.join(folder, name), text);
  /** `refuse` is a script that stands before the program: whoever runs the tests may read and write everything. */
  const run = (args: readonly string[], refuse = '') => {
    const script = path.join(folder, '.refuse.cjs');
    fs.writeFileSync(script, refuse);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', script, program, ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'en_US.UTF-8' },
    });
    return { status, stdout, stderr };
  };
  /** Files and folders of these names are there and cannot be read. */
  const locked = (...names: readonly string[]) => `
    const fs = require('node:fs');
    const path = require('node:path');
    for (const name of ['readFileSync', 'readdirSync']) {
      const read = fs[name];
      fs[name] = (file, ...more) => {
        if (${JSON.stringify(names)}.includes(path.basename(String(file))))
          throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
        return read(file, ...more);
      };
    }`;
  /** The disk takes the beginning of what is written, and is full then. */
  const full = `
    const fs = require('node:fs/promises');
    const write = fs.writeFile;
    fs.writeFile = async (file, text) => {
      await write(file, String(text).slice(0, 1000));
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    };`;

  it('keeps the old page whole when the disk is full, and leaves nothing beside it', () => {
    write('a.report.yaml', 'title: 总结\n');
    write('a.html', 'the old page');
    const { status, stderr } = run(['render', 'a.report.yaml', '-o', 'a.html'], full);
    assert.equal(
      stderr,
      'reportwright: a.html: cannot be written. The disk is full: make room on it, or name another place with -o. What was there is as it was.\n',
    );
    assert.equal(status, 2);
    assert.equal(fs.readFileSync(path.join(folder, 'a.html'), 'utf8'), 'the old page');
    assert.deepEqual(fs.readdirSync(folder).sort(), ['.refuse.cjs', 'a.html', 'a.report.yaml']);
  });

  it('says so when there is no folder for the page, or a folder has its name', () => {
    write('a.report.yaml', 'title: 总结\n');
    fs.mkdirSync(path.join(folder, 'taken'));
    assert.match(
      run(['render', 'a.report.yaml', '-o', 'gone/a.html']).stderr,
      /There is no such folder: make it/,
    );
    assert.match(
      run(['render', 'a.report.yaml', '-o', 'taken']).stderr,
      /A folder has this name: name a file/,
    );
    assert.deepEqual(fs.readdirSync(folder).sort(), ['.refuse.cjs', 'a.report.yaml', 'taken']);
  });

  it('checks the rest where a folder cannot be read', () => {
    for (const name of ['open', 'shut']) fs.mkdirSync(path.join(folder, name));
    write('open/a.report.yaml', 'title: 总结\nstatsu: draft\n');
    write('shut/b.report.yaml', 'title: 总结\n');
    const { status, stdout, stderr } = run(['check', '.'], locked('shut'));
    assert.equal(
      stderr,
      'reportwright: shut: this folder cannot be read, and what lies in it is left out. Check that you may open it.\n',
    );
    assert.match(stdout, /^open\/a\.report\.yaml:2:1: error: .*\n1 file: 1 error/);
    assert.equal(status, 2);
  });

  it('checks the rest where a report cannot be read', () => {
    write('a.report.yaml', 'title: 总结\n');
    write('b.report.yaml', 'title: 总结\nstatsu: draft\n');
    const { status, stdout, stderr } = run(['check', '.'], locked('a.report.yaml'));
    assert.equal(
      stderr,
      'reportwright: a.report.yaml: cannot be read. Check that it is there and that you may read it.\n',
    );
    assert.match(stdout, /^b\.report\.yaml:2:1: error: .*\n1 file: 1 error/);
    assert.equal(status, 2);
  });

  it('says so where the project file or a ledger cannot be read', () => {
    write('reportwright.yaml', 'organizations: [区财政局]\n');
    write('x.ledger.yaml', '指标:\n  改革任务: 126项\n');
    write('a.report.yaml', 'title: 总结\n台账: ./x.ledger.yaml\n');
    const { status, stdout, stderr } = run(
      ['check', 'a.report.yaml'],
      locked('reportwright.yaml', 'x.ledger.yaml'),
    );
    for (const name of ['reportwright.yaml', 'x.ledger.yaml'])
      assert.ok(
        stderr.includes(
          `${path.join(fs.realpathSync(folder), name)}: cannot be read, and what it says is not used. Check that you may read it.\n`,
        ),
        stderr,
      );
    assert.match(stdout, /file-not-found/);
    assert.equal(status, 2);
  });
});
