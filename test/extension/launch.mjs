// Runs the extension's tests within VS Code, in the language that is named.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { installLanguagePack } from '../host/language-pack.mjs';
import { unsupported } from '../host/setup.mjs';

const root = path.join(import.meta.dirname, '../..');
const locale = process.argv[2] ?? 'en';

// Short: VS Code puts a socket into it, and macOS limits the length of a socket's path.
const data = fs.mkdtempSync(path.join(os.tmpdir(), 'rw-'));
const workspace = path.join(data, 'workspace');
fs.mkdirSync(workspace);
if (locale === 'zh-cn') installLanguagePack(data);
try {
  await runTests({
    ...(await chooseVsCode()),
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(import.meta.dirname, 'run.cjs'),
    extensionTestsEnv: { REPORTWRIGHT_TEST_LOCALE: locale },
    launchArgs: [workspace, '--disable-extensions', `--user-data-dir=${data}`, `--locale=${locale}`],
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  fs.rmSync(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/**
 * The VS Code that VSCODE_EXECUTABLE names; else a desktop one, downloaded, where it can be shown and fetched; else
 * the one that needs no desktop.
 */
async function chooseVsCode() {
  const named = process.env.VSCODE_EXECUTABLE;
  if (named) return { vscodeExecutablePath: named };
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const hasDesktop = process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY;
  if ((hasDesktop && (await canDownload())) || unsupported()) return {};
  return { vscodeExecutablePath: path.join(root, 'test/host/launcher.mjs') };
}

async function canDownload() {
  const versions = 'https://update.code.visualstudio.com/api/releases/stable';
  return fetch(versions, { signal: AbortSignal.timeout(3000) }).then(
    (response) => response.ok,
    () => false,
  );
}
