// `npm start`: VS Code in your own browser, with the extension installed from its package and the examples open.
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { installExtension, startServer, windowAddress } from './host.mjs';
import { setUpHost, unsupported } from './setup.mjs';

const root = path.join(import.meta.dirname, '../..');
const firstPort = 8765;

const why = unsupported();
if (why) {
  console.error(why);
  process.exit(1);
}

// Among the user's data and not in the cache: what is written into the examples is to stay.
const home = process.env.XDG_DATA_HOME || path.join(os.homedir(), '.local/share');
const data = path.join(home, 'reportwright');
const workspace = path.join(data, 'examples');

const host = await setUpHost({ browser: false });
await promisify(execFile)('npm', ['run', '--silent', 'package'], { cwd: root }).catch((error) => {
  console.error(error.stderr || error.message);
  process.exit(1);
});
await installExtension(host, { data }, path.join(root, 'dist/reportwright.vsix'));
copyExamples(path.join(root, 'examples'), workspace, path.join(data, 'examples.json'));

const server = await startServer(host, {
  data,
  port: await freePort(firstPort),
  settings: { 'files.autoSave': 'afterDelay' },
  locale: /^zh/.test(process.env.LC_ALL || process.env.LANG || '') ? 'zh-cn' : undefined,
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, async () => {
    await server.stop();
    process.exit(0);
  });
}
const address = windowAddress(server.authority, workspace);
console.log(`Open ${address}`);
openBrowser(address);

/**
 * Brings new examples and new versions of those that nobody has touched; what the user changed or deleted stays so.
 * @param {string} from
 * @param {string} to
 * @param {string} record what was copied before: path → hash
 */
function copyExamples(from, to, record) {
  /** @type {Record<string, string>} */
  const copied =
    fs.existsSync(to) && fs.existsSync(record) ? JSON.parse(fs.readFileSync(record, 'utf8')) : {};
  fs.mkdirSync(to, { recursive: true });
  for (const entry of fs.readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const source = path.join(entry.parentPath, entry.name);
    const name = path.relative(from, source);
    const target = path.join(to, name);
    const present = fs.existsSync(target) ? hash(target) : undefined;
    if (present !== copied[name]) continue;
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.copyFileSync(source, target);
    copied[name] = hash(source);
  }
  fs.writeFileSync(record, JSON.stringify(copied, undefined, 2));
}

function hash(file) {
  return createHash('sha256').update(fs.readFileSync(file)).digest('hex');
}

/**
 * @param {number} port
 * @returns {Promise<number>} this one, or the next that nobody listens at
 */
function freePort(port) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) =>
      error.code === 'EADDRINUSE' ? resolve(freePort(port + 1)) : reject(error),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(port)));
  });
}

/** @param {string} address */
function openBrowser(address) {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (!DISPLAY && !WAYLAND_DISPLAY) return;
  // Where there is no xdg-open, the line above is all that is needed.
  spawn('xdg-open', [address], { detached: true, stdio: 'ignore' })
    .on('error', () => {})
    .unref();
}
