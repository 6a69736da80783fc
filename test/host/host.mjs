// The server of a VS Code that any browser can show.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { installLanguagePack } from './language-pack.mjs';

/**
 * @typedef {import('./setup.mjs').Host} Host
 *
 * @typedef {object} ServerOptions
 * @property {string} data a folder of its own: user data, extensions and the server's own files
 * @property {string} [userData] instead of the one in `data`
 * @property {string} [extensions] instead of the one in `data`
 * @property {Record<string, unknown>} [settings] user settings, beside those of settings.json
 * @property {string} [locale] en or zh-cn
 * @property {number} [port] a free one when left out
 * @property {boolean} [driver] the switch for tests: extensions under development; no notifications pop up
 * @property {NodeJS.ProcessEnv} [env]
 *
 * @typedef {object} Server
 * @property {string} authority host and port
 * @property {string} userData
 * @property {string} extensions
 * @property {Promise<string>} ended what the server last said, once it ended
 * @property {() => Promise<void>} stop
 */

const startTimeout = 30_000;
const stopTimeout = 3_000;

/**
 * @param {Host} host
 * @param {ServerOptions} options
 * @returns {Promise<Server>}
 */
export async function startServer(host, options) {
  const folders = serverFolders(options);
  seedSettings(folders.userData, options.settings);
  if (options.locale === 'zh-cn') installLanguagePack(folders.userData);
  const guard = new URL('guard.mjs', import.meta.url).href;
  const child = spawn(
    host.node,
    [
      ...['--import', guard, serverScript(host), ...folderArguments(folders)],
      ...['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--without-connection-token'],
      ...['--disable-telemetry', '--disable-workspace-trust', '--disable-update-check'],
      '--disable-getting-started-override',
      ...(options.driver ? ['--enable-smoke-test-driver'] : []),
      ...(options.locale ? ['--locale', options.locale] : []),
    ],
    // A process group of its own, so that stopping it reaches the extension hosts too.
    { detached: true, env: { ...cleanEnvironment(), ...options.env, REPORTWRIGHT_GUARD: '1' } },
  );
  let log = '';
  const port = await new Promise((resolve, reject) => {
    const read = (chunk) => {
      log = (log + chunk).slice(-20_000);
      const line = /Extension host agent listening on (\d+)/.exec(log);
      if (line) resolve(line[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code, signal) => reject(new Error(`The server ended (${code ?? signal}).\n${log}`)));
    const late = () => reject(new Error(`The server did not start in ${startTimeout / 1000} s.\n${log}`));
    setTimeout(late, startTimeout).unref();
  }).catch(async (error) => {
    await stopGroup(child);
    throw error;
  });
  return {
    authority: `127.0.0.1:${port}`,
    userData: folders.userData,
    extensions: folders.extensions,
    ended: once(child, 'exit').then(() => log),
    stop: () => stopGroup(child),
  };
}

/**
 * @param {Host} host
 * @param {Pick<ServerOptions, 'data' | 'userData' | 'extensions'>} options
 * @param {string} vsix
 */
export async function installExtension(host, options, vsix) {
  const args = [...folderArguments(serverFolders(options)), '--force', '--install-extension', vsix];
  await promisify(execFile)(host.node, [serverScript(host), ...args], { env: cleanEnvironment() });
}

/**
 * The address of a window.
 * @param {string} authority
 * @param {string} folder a folder or a .code-workspace
 * @param {Record<string, string>} [payload] switches for tests; a server without its driver ignores them
 */
export function windowAddress(authority, folder, payload = {}) {
  // Percent signs only where they are needed: a person reads this line.
  const place = encodeURI(folder).replace(/[?&#+]/g, encodeURIComponent);
  const switches = Object.entries(payload);
  const query = switches.length ? `&payload=${encodeURIComponent(JSON.stringify(switches))}` : '';
  return `http://${authority}/?${folder.endsWith('.code-workspace') ? 'workspace' : 'folder'}=${place}${query}`;
}

/**
 * What a window calls a file of the server's.
 * @param {string} authority
 * @param {string} file
 */
export function remoteUri(authority, file) {
  return `vscode-remote://${authority}${encodeURI(file)}`;
}

/** @param {Pick<ServerOptions, 'data' | 'userData' | 'extensions'>} options */
function serverFolders({ data, userData, extensions }) {
  return {
    userData: userData ?? path.join(data, 'user-data'),
    extensions: extensions ?? path.join(data, 'extensions'),
    serverData: path.join(data, 'server-data'),
  };
}

/** @param {ReturnType<typeof serverFolders>} folders */
function folderArguments({ userData, extensions, serverData }) {
  return [
    '--accept-server-license-terms',
    ...['--user-data-dir', userData, '--extensions-dir', extensions, '--server-data-dir', serverData],
  ];
}

/** @param {Host} host */
function serverScript(host) {
  return path.join(host.vscode, 'out/server-main.js');
}

function seedSettings(userData, settings) {
  const file = path.join(userData, 'User/settings.json');
  if (fs.existsSync(file)) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const base = JSON.parse(fs.readFileSync(new URL('settings.json', import.meta.url), 'utf8'));
  fs.writeFileSync(file, JSON.stringify({ ...base, ...settings }, undefined, 2));
}

/** Without what the terminal of another VS Code has set: it would reach into the server. */
function cleanEnvironment() {
  const entries = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name));
  return Object.fromEntries(entries);
}

/** @param {import('node:child_process').ChildProcess} child */
async function stopGroup(child) {
  const kill = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  };
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    kill('SIGTERM');
    const impatience = setTimeout(kill, stopTimeout, 'SIGKILL');
    await gone;
    clearTimeout(impatience);
  }
  kill('SIGKILL');
}
