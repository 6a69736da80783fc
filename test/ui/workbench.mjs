// A VS Code window that a test drives as a person would: through the keyboard and what the page shows.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startBrowser } from '../host/browser.mjs';
import { installExtension, remoteUri, startServer, windowAddress } from '../host/host.mjs';
import { setUpHost } from '../host/setup.mjs';
import { countStoredEditors, readLines, readProblems, readUnderlined } from './page-scripts.mjs';
import { staysSo, waitFor } from './wait-for.mjs';
import { serveWebExtension } from './web-extension.mjs';

const root = path.join(import.meta.dirname, '../..');
const screenshots = path.join(root, 'test/screenshots');

/** The themes of VS Code, and the class that shows that one is on. */
const themes = {
  light: { setting: 'Light Modern', shownAs: 'vs' },
  dark: { setting: 'Dark Modern', shownAs: 'vs-dark' },
  'high-contrast': { setting: 'Default High Contrast', shownAs: 'hc-black' },
  'high-contrast-light': { setting: 'Default High Contrast Light', shownAs: 'hc-light' },
};

/**
 * @typedef {object} Options
 * @property {Record<string, string>} [files] the files of the workspace: path → text
 * @property {string} [folder] a folder to copy into the workspace first
 * @property {string} [open] a file to open at once
 * @property {Record<string, unknown>} [settings]
 * @property {'en' | 'zh-cn'} [locale]
 * @property {'working copy' | 'web'} [extension] where the extension runs from when it is not packaged; web: in the
 *   browser's own extension host
 * @property {string} [vsix] a package to install instead
 * @property {{ width: number, height: number }} [viewport]
 */

/** @type {Promise<import('playwright-core').Browser> | undefined} */
let browser;

/** One browser serves all windows: it takes longer to start than a window. */
async function theBrowser() {
  browser ??= setUpHost().then(startBrowser);
  return browser;
}

export async function closeBrowser() {
  const open = browser;
  browser = undefined;
  await (await open)?.close();
}

// In a test run the browser ends with the last test; a script of its own closes it itself.
globalThis.after?.(closeBrowser);

/**
 * The body of a test in a window of its own. When the test fails, the window's picture is kept.
 * @param {Options} options
 * @param {(workbench: Workbench) => Promise<void>} body
 */
export function inWorkbench(options, body) {
  return async function test() {
    const workbench = await Workbench.start(options);
    try {
      await body(workbench);
    } catch (error) {
      await workbench.screenshot(`failed ${this.test.title}`);
      error.message += workbench.hostErrors();
      throw error;
    } finally {
      await workbench.close();
    }
  };
}

export class Workbench {
  /** @param {Options} options */
  static async start(options = {}) {
    const data = fs.mkdtempSync(path.join(os.tmpdir(), 'reportwright-ui-'));
    const folder = path.join(data, 'workspace');
    fs.mkdirSync(folder);
    if (options.folder) fs.cpSync(options.folder, folder, { recursive: true });
    for (const [name, text] of Object.entries(options.files ?? {})) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), text);
    }
    const workbench = new Workbench(options, data, folder);
    try {
      await workbench.#start();
      return workbench;
    } catch (error) {
      error.message += workbench.hostErrors();
      await workbench.close();
      throw error;
    }
  }

  #data;
  #server;
  #address;
  #options;
  /** @type {string[]} */
  #complaints = [];

  /**
   * @param {Options} options
   * @param {string} data
   * @param {string} folder
   */
  constructor(options, data, folder) {
    this.#options = options;
    this.#data = data;
    /** The copy of the workspace that this window has open. */
    this.folder = folder;
    /** @type {import('playwright-core').Page} */
    this.page = undefined;
  }

  async #start() {
    const {
      open,
      vsix,
      extension,
      settings,
      locale,
      viewport = { width: 1280, height: 800 },
    } = this.#options;
    const host = await setUpHost();
    if (vsix) await installExtension(host, { data: this.#data }, vsix);
    this.#server = await startServer(host, { data: this.#data, settings, locale, driver: !vsix });
    const { authority } = this.#server;
    const context = await (await theBrowser()).newContext({ viewport, locale: locale ?? 'en-US' });
    this.page = await context.newPage();
    // Else a window with unsaved text would refuse to reload.
    this.page.on('dialog', (dialog) => dialog.accept());
    this.page.on('console', (message) => {
      if (/Activating extension 'reportwright.* failed/.test(message.text()))
        this.#complaints.push(message.text());
    });
    if (extension === 'web') await serveWebExtension(this.page, authority, root);
    const fromDisk = !vsix && extension !== 'web';
    const payload = fromDisk ? { extensionDevelopmentPath: remoteUri(authority, root) } : {};
    this.#address = windowAddress(authority, this.folder, payload);
    if (open) payload.openFile = remoteUri(authority, path.join(this.folder, open));
    await this.#load(windowAddress(authority, this.folder, payload));
    if (open) await this.#opened(open);
  }

  async close() {
    await this.page?.context().close();
    await this.#server?.stop();
    fs.rmSync(this.#data, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  /** The editor that has the focus, or had it last. */
  get editor() {
    return this.page.locator('.editor-group-container.active .editor-instance > .monaco-editor');
  }

  /** @param {string} file relative to the workspace */
  async open(file) {
    await this.#pick(file, file);
    await this.#opened(file);
  }

  /**
   * Runs a command by its title as the palette shows it, category and all.
   * @param {string} title
   */
  async command(title) {
    await this.#pick(`>${title}`, title);
  }

  /**
   * Presses a button of the active editor's title bar.
   * @param {string} name its title without the keyboard shortcut
   */
  async titleButton(name) {
    const bar = this.page.locator('.editor-group-container.active > .title');
    const buttons = bar.getByRole('button', { name });
    const isNamed = (label) => label === name || label?.startsWith(`${name} (`);
    const labels = () => buttons.evaluateAll((all) => all.map((button) => button.getAttribute('aria-label')));
    const found = await waitFor(`the button ${name}`, labels, (all) => all.some(isNamed));
    await buttons.nth(found.findIndex(isNamed)).click();
  }

  /**
   * Puts the caret, and the focus into the editor.
   * @param {number} line counted from 1
   * @param {number} column counted from 1, in characters
   */
  async goTo(line, column) {
    await this.focusEditor();
    // The box counts a full-width character as two columns: so to the line's beginning, and on from there.
    await this.#askPalette(`:${line}:1`);
    await this.page.keyboard.press('Enter');
    const arrives = async (at) => {
      const isThere = (caret) => caret.line === line && caret.column === at;
      await waitFor(`the caret at ${line}:${at}`, () => this.caret(), isThere);
    };
    await arrives(1);
    for (let i = 1; i < column; i++) await this.page.keyboard.press('ArrowRight');
    await arrives(column);
    await this.#hasFocus();
  }

  /** @returns {Promise<{ line: number, column: number }>} where the caret is, counted from 1 */
  async caret() {
    const status = await this.page.locator('[id="status.editor.selection"]').textContent();
    const [line = 0, column = 0] = (/(\d+)\D+(\d+)/.exec(status ?? '') ?? []).slice(1).map(Number);
    return { line, column };
  }

  /** The focus goes into the editor, the caret stays. */
  async focusEditor() {
    await this.editor.locator('.native-edit-context').focus();
    await this.#hasFocus();
  }

  /**
   * Types key by key, without an input method. A line break is the Enter key: it accepts an open suggestion.
   * @param {string} text
   * @param {{ delay?: number }} [options] milliseconds between two keys
   */
  async type(text, { delay = 10 } = {}) {
    await this.page.keyboard.type(text, { delay });
  }

  /** @param {string[]} keys as Playwright names them: `Control+End`, `Enter` */
  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /**
   * Types with an input method: each step is what it shows underlined before the text is chosen.
   * @param {string} text
   * @param {string | readonly string[]} steps; a string stands for all its beginnings, as when pinyin is typed
   * @param {() => Promise<void>} [whileComposing] runs after the last step, before the text is chosen
   */
  async compose(text, steps, whileComposing) {
    const session = await this.page.context().newCDPSession(this.page);
    const states = typeof steps === 'string' ? [...steps].map((_, i) => steps.slice(0, i + 1)) : steps;
    for (const state of states) {
      const { length } = state;
      await session.send('Input.imeSetComposition', {
        text: state,
        selectionStart: length,
        selectionEnd: length,
      });
    }
    await whileComposing?.();
    await session.send('Input.insertText', { text });
    await session.detach();
  }

  /**
   * The lines that are in view, each whole even when it is wrapped; what an extension draws into a line is part of it.
   * @returns {Promise<string>}
   */
  async editorText() {
    const lines = await this.editor.evaluate(readLines);
    return lines.map((line) => line.replaceAll('\u00a0', ' ').replaceAll('\u200b', '')).join('\n');
  }

  /**
   * Saves the active editor and reads the file: every character as it is.
   * @param {string} file
   */
  async save(file) {
    await this.focusEditor();
    await this.page.keyboard.press('Control+s');
    const dirty = this.page.locator('.editor-group-container.active .tab.active.dirty');
    await waitFor(`${file} to be saved`, async () => (await dirty.count()) === 0);
    return this.read(file);
  }

  /** @param {string} file of the workspace, as it is on the disk */
  read(file) {
    return fs.readFileSync(path.join(this.folder, file), 'utf8');
  }

  /**
   * Changes a file behind the editor's back.
   * @param {string} file
   * @param {string} text
   */
  write(file, text) {
    fs.writeFileSync(path.join(this.folder, file), text);
  }

  get #suggestWidget() {
    return this.page.locator('.suggest-widget.visible');
  }

  /**
   * The labels of the suggestions in view, about twelve at most.
   * @param {string} [expected] waits until this one is among them
   */
  async suggestions(expected) {
    const read = () => this.#suggestWidget.locator('.monaco-list-row .label-name').allTextContents();
    const isWanted = (labels) => (expected === undefined ? labels.length > 0 : labels.includes(expected));
    return waitFor(`the suggestion ${expected ?? ''}`, read, isWanted);
  }

  /** Whether a list of suggestions is open. */
  async isSuggesting() {
    return (await this.#suggestWidget.count()) > 0;
  }

  /**
   * Goes down to a suggestion and accepts it.
   * @param {string} label
   */
  async accept(label) {
    await this.suggestions(label);
    const name = this.#suggestWidget.locator('.monaco-list-row.focused .label-name');
    const focused = async () => (await name.allTextContents())[0];
    // A list that is filled anew meanwhile begins at its top again: hence one key at a time, and a look after each.
    await waitFor(`the suggestion ${label} to be focused`, async () => {
      const now = await focused();
      if (now === label) {
        const settled = staysSo('the list', focused, (then) => then === label, 150);
        return settled.then(
          () => true,
          () => false,
        );
      }
      await this.page.keyboard.press('ArrowDown');
      await waitFor('the focus to move', focused, (next) => next !== now, 500).catch(() => {});
      return false;
    });
    await this.page.keyboard.press('Enter');
    await waitFor('the list of suggestions to close', async () => !(await this.isSuggesting()));
  }

  /**
   * What the Problems panel lists, in its order.
   * @param {(problems: import('./page-scripts.mjs').Problem[]) => boolean} [accept] waits until this holds; there is a problem when left out
   * @returns {Promise<import('./page-scripts.mjs').Problem[]>}
   */
  async problems(accept = (problems) => problems.length > 0) {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) {
      await this.command('Problems: Focus on Problems View');
      await panel.waitFor();
      await this.focusEditor();
    }
    return waitFor('the problems', () => panel.evaluate(readProblems), accept);
  }

  /**
   * The texts in view that are underlined.
   * @param {'error' | 'warning' | 'info' | 'hint'} severity
   * @param {(texts: string[]) => boolean} [accept] waits until this holds; there is one when left out
   * @returns {Promise<string[]>}
   */
  underlined(severity, accept = (texts) => texts.length > 0) {
    return waitFor('the underlined texts', () => this.editor.evaluate(readUnderlined, severity), accept);
  }

  get #actionWidget() {
    return this.page.locator('.action-widget:not(.action-list-submenu-panel)');
  }

  /** Opens the quick fixes at the caret. @returns {Promise<string[]>} their titles */
  async fixes() {
    const row = this.#actionWidget.locator('.monaco-list-row.action .title');
    // The fixes are known a moment after the caret is there.
    return waitFor('the quick fixes', async () => {
      if ((await row.count()) > 0) return row.allTextContents();
      await this.page.keyboard.press('Control+.');
      await row
        .first()
        .waitFor({ timeout: 1000 })
        .catch(() => {});
      return (await row.count()) > 0 && row.allTextContents();
    });
  }

  /**
   * Applies a quick fix at the caret.
   * @param {string} title
   */
  async fix(title) {
    await this.fixes();
    await this.#actionWidget.getByText(title, { exact: true }).click();
    await this.#actionWidget.waitFor({ state: 'hidden' });
  }

  /** The document inside the webview in view. */
  preview() {
    return this.page.frameLocator('iframe.webview.ready >> visible=true').frameLocator('iframe#active-frame');
  }

  /** Loads the page anew: what was open opens again. Save first: text that is a second old is not backed up yet. */
  async reload() {
    // VS Code notes which editors are open every five seconds, and not when the page goes.
    const tabs = await this.page.locator('.part.editor .tab').count();
    await waitFor(
      'the open editors to be noted',
      () => this.page.evaluate(countStoredEditors),
      (n) => n === tabs,
    );
    // Not the address it was started with: that may name a file to open, which would take the place of what was open.
    await this.#load(this.#address);
  }

  /** @param {keyof typeof themes} name */
  async theme(name) {
    this.changeSettings({ 'workbench.colorTheme': themes[name].setting });
    await this.page.locator(`.monaco-workbench.${themes[name].shownAs}`).waitFor();
  }

  /**
   * Changes the workspace's settings: a window in a browser does not watch the user's own.
   * @param {Record<string, unknown>} changes
   */
  changeSettings(changes) {
    const file = path.join(this.folder, '.vscode/settings.json');
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const settings = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
    fs.writeFileSync(file, JSON.stringify({ ...settings, ...changes }, undefined, 2));
  }

  /**
   * @param {string} name of the picture in test/screenshots
   * @param {{ x: number, y: number, width: number, height: number }} [clip]
   */
  async screenshot(name, clip) {
    fs.mkdirSync(screenshots, { recursive: true });
    // Else a button that was pressed shows its tip.
    await this.page.mouse.move(0, 0);
    const file = path.join(screenshots, `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.png`);
    await this.page.screenshot({ path: file, ...(clip ? { clip } : {}) });
    return file;
  }

  /** What the extension host and the page complained of, for a failed test. */
  hostErrors() {
    const errors = this.#hostLogs()
      .split('\n')
      .filter((line) => line.includes('[error]'));
    errors.push(...this.#complaints);
    return errors.length ? `\nVS Code says:\n${errors.slice(0, 10).join('\n')}` : '';
  }

  /**
   * Opens the command palette and writes into it.
   * @param {string} text
   */
  async #askPalette(text) {
    const input = this.page.locator('.quick-input-widget input.input').first();
    // While the focus moves, a key can get lost.
    await waitFor('the command palette', async () => {
      await this.page.keyboard.press('F1');
      return input.waitFor({ timeout: 1000 }).then(
        () => true,
        () => false,
      );
    });
    await input.fill(text);
  }

  /**
   * @param {string} typed
   * @param {string} label of the row to choose
   */
  async #pick(typed, label) {
    const name = label.slice(label.lastIndexOf('/') + 1);
    const row = this.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ has: this.page.locator('.label-name').getByText(name, { exact: true }) })
      .first();
    await this.#askPalette(typed);
    await row.click();
    await waitFor('the quick pick to close', async () => !(await row.isVisible()));
  }

  /** @param {string} address */
  async #load(address) {
    await this.page.goto(address);
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 30_000 });
  }

  /** @param {string} file */
  async #opened(file) {
    const shown = async () => {
      const uri = await this.editor.getAttribute('data-uri', { timeout: 1000 }).catch(() => '');
      return decodeURIComponent(uri ?? '');
    };
    await waitFor(`${file} to open`, shown, (uri) => uri.endsWith(`/${file}`));
    await this.#hasFocus();
    if (/\.(report|ledger)\.|^reportwright\./.test(path.basename(file))) await this.#activated();
  }

  /** What is typed before the extension runs opens no suggestions. */
  async #activated() {
    const hasBegun = () => this.#hostLogs().includes('_doActivateExtension reportwright.reportwright');
    // The browser's own extension host keeps no log.
    if (this.#options.extension !== 'web') await waitFor('the extension to start', async () => hasBegun());
    const notice = this.page.locator('.part.statusbar').getByText('Activating Extensions');
    await waitFor('the extension to run', async () => !(await notice.isVisible()));
  }

  #hostLogs() {
    const logs = fs
      .readdirSync(this.#data, { recursive: true })
      .filter((file) => /exthost[^/]*\.log$/.test(file));
    return logs.map((file) => fs.readFileSync(path.join(this.#data, file), 'utf8')).join('\n');
  }

  async #hasFocus() {
    const hasFocus = () => this.editor.evaluate((editor) => editor.contains(document.activeElement));
    await waitFor('the editor to have the focus', hasFocus);
  }
}
