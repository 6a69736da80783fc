// The whole test run, or the suites that are named: `npm test -- core ui --grep 公里`.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { unsupported } from './host/setup.mjs';
import { readResults } from './results.mjs';

const root = path.join(import.meta.dirname, '..');
const filesOf = (suite) =>
  fs
    .readdirSync(path.join(root, 'test', suite), { recursive: true })
    .filter((file) => file.endsWith('.test.mjs'))
    .sort()
    .map((file) => path.join('test', suite, file));

/**
 * Each suite runs in a process of its own, one after the other.
 * @type {Record<string, { args: () => string[], grep?: string, needsHost?: boolean }>}
 */
const suites = {
  core: { args: () => ['test/mocha.mjs', 'dist/test/core.mjs'] },
  cli: { args: () => ['test/mocha.mjs', 'dist/test/cli.mjs'] },
  grammar: { args: () => ['test/mocha.mjs', ...filesOf('grammar')], needsHost: true },
  extension: { args: () => ['test/extension/launch.mjs', 'en'] },
  chinese: { args: () => ['test/extension/launch.mjs', 'zh-cn'], grep: '^language' },
  ui: { args: () => ['test/mocha.mjs', ...filesOf('ui')], needsHost: true },
  package: { args: () => ['test/mocha.mjs', ...filesOf('package')], needsHost: true },
  web: { args: () => ['test/mocha.mjs', ...filesOf('web')], needsHost: true },
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { grep: { type: 'string', short: 'g' } },
});
const unknown = positionals.filter((name) => !(name in suites));
if (unknown.length) {
  console.error(`No such suite: ${unknown.join(', ')}. There are ${Object.keys(suites).join(', ')}.`);
  process.exit(1);
}

const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const build = spawnSync(process.execPath, ['esbuild.mjs', '--tests'], { cwd: root, stdio: 'inherit' });
if (build.status !== 0) {
  total.failed++;
  failures.push('build');
} else {
  const results = fs.mkdtempSync(path.join(os.tmpdir(), 'reportwright-results-'));
  for (const name of positionals.length ? positionals : Object.keys(suites)) await runSuite(name, results);
  fs.rmSync(results, { recursive: true });
}

if (failures.length) console.log(`\nFailed:\n${failures.map((title) => `  ${title}\n`).join('')}`);
const skipped = total.skipped ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed ? 1 : 0;

/**
 * @param {string} name
 * @param {string} results the folder for what the suites tell
 */
async function runSuite(name, results) {
  const suite = suites[name];
  console.log(`\n== ${name}`);
  const why = suite.needsHost && unsupported();
  if (why) {
    console.log(why);
    total.skipped++;
    return;
  }
  const file = path.join(results, name);
  const env = { ...process.env, REPORTWRIGHT_TEST_RESULTS: file };
  const grep = values.grep ?? suite.grep;
  if (grep) env.REPORTWRIGHT_TEST_GREP = grep;
  const start = Date.now();
  const child = spawn(process.execPath, ['--enable-source-maps', ...suite.args()], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  const { passed, failed, skipped, failures: titles } = readResults(file, code === 0);
  console.log(
    `== ${name}: ${passed} passed, ${failed} failed in ${((Date.now() - start) / 1000).toFixed(1)} s`,
  );
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  failures.push(...titles.map((title) => `${name}: ${title}`));
}
