#!/usr/bin/env node
// Stands in for the `code` executable where there is no desktop: @vscode/test-electron starts it like VS Code itself.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBrowser } from './browser.mjs';
import { remoteUri, startServer, windowAddress } from './host.mjs';
import { setUpHost } from './setup.mjs';

const timeLimit = 300_000;

const { options, folder } = readArguments(process.argv.slice(2));
const data = fs.mkdtempSync(path.join(os.tmpdir(), 'reportwright-code-'));
const output = path.join(data, 'output');
fs.writeFileSync(output, '');

/** @type {(() => Promise<unknown>)[]} */
const cleanUp = [];
let ending = false;
let copied = 0;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => end(1, `Stopped by ${signal}.`));
process.on('uncaughtException', (error) => end(1, error.stack));
setTimeout(() => end(124, `Not finished in ${timeLimit / 1000} s.`), timeLimit).unref();
const copying = setInterval(copyOutput, 50);

await start();

async function start() {
  const { locale, extensionTestsPath: tests, extensionDevelopmentPath: extension } = options;
  const host = await setUpHost();
  const server = await startServer(host, {
    data,
    userData: options['user-data-dir'],
    extensions: options['extensions-dir'],
    locale,
    driver: true,
    env: { REPORTWRIGHT_SHIM_OUTPUT: output, REPORTWRIGHT_SHIM_TESTS: tests },
  });
  cleanUp.unshift(server.stop);
  server.ended.then((log) => end(1, `The server ended.\n${log}`));
  const browser = await startBrowser(host);
  cleanUp.unshift(() => browser.close());
  if (ending) return;
  browser.on('disconnected', () => end(1, 'The browser ended.'));
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, locale: locale ?? 'en-US' });
  page.on('crash', () => end(1, 'The page crashed.'));
  await page.exposeFunction('codeAutomationLog', () => {});
  await page.exposeFunction('codeAutomationExit', (code) => end(code || testResult()));
  const uri = (file) => remoteUri(server.authority, file);
  const shim = path.join(import.meta.dirname, 'shim.cjs');
  const payload = { extensionDevelopmentPath: uri(extension), extensionTestsPath: uri(shim) };
  await page.goto(windowAddress(server.authority, folder, payload));
}

/**
 * @param {number} code
 * @param {string} [why]
 */
async function end(code, why) {
  if (ending) return;
  ending = true;
  clearInterval(copying);
  copyOutput();
  if (why) process.stderr.write(`${why}\n`);
  for (const step of cleanUp) await step().catch(() => {});
  fs.rmSync(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  // test-electron drops what it has not read yet the moment this process ends.
  setTimeout(() => process.exit(code), 100);
}

/** A crashed extension host reports success: only a result that was written counts. */
function testResult() {
  try {
    return Number(fs.readFileSync(`${output}.result`, 'utf8'));
  } catch {
    process.stderr.write('The extension host ended without running the tests.\n');
    return 1;
  }
}

function copyOutput() {
  const text = fs.readFileSync(output);
  if (text.length > copied) process.stdout.write(text.subarray(copied));
  copied = text.length;
}

/**
 * Knows the flags this launcher heeds and passes over all others.
 * @param {string[]} args
 */
function readArguments(args) {
  /** @type {Record<string, string>} */
  const options = {};
  let folder = os.tmpdir();
  for (const arg of args) {
    const [, name, value] = /^--([^=]+)=?(.*)$/s.exec(arg) ?? [];
    if (name === undefined) folder = path.resolve(arg);
    else options[name] = value.startsWith('file:') ? fileURLToPath(value) : value;
  }
  return { options, folder };
}
