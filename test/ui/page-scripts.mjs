// These run in the page and so can use nothing from outside themselves.

/**
 * @typedef {object} Problem
 * @property {'error' | 'warning' | 'info'} severity
 * @property {string} message
 * @property {string} file
 * @property {number} line counted from 1
 * @property {number} column counted from 1
 */

/**
 * The lines in view, top to bottom.
 * @param {Element} editor
 * @returns {string[]}
 */
export function readLines(editor) {
  const rows = (selector) =>
    [...editor.querySelectorAll(selector)]
      .map((row) => ({ row, top: Number.parseFloat(row.style.top) }))
      .sort((a, b) => a.top - b.top);
  // Only the first row of a line has a number.
  const isFirst = new Set(
    rows('.margin-view-overlays > div')
      .filter(({ row }) => row.querySelector('.line-numbers')?.textContent)
      .map(({ top }) => top),
  );
  const lines = [];
  for (const { row, top } of rows('.view-lines > .view-line')) {
    if (isFirst.has(top) || lines.length === 0) lines.push('');
    lines[lines.length - 1] += row.textContent;
  }
  return lines;
}

/**
 * @param {Element} panel
 * @returns {Problem[]}
 */
export function readProblems(panel) {
  let file = '';
  const problems = [];
  for (const row of panel.querySelectorAll('.monaco-list-row')) {
    const place = /(\d+)\D+(\d+)/.exec(row.querySelector('.marker-line')?.textContent ?? '');
    if (!place) {
      file = row.querySelector('.label-name')?.textContent ?? file;
      continue;
    }
    const icon = row.querySelector('.marker-icon');
    const severity = ['error', 'warning', 'info'].find((name) => icon.classList.contains(name));
    const message = row.querySelector('.marker-message').textContent;
    problems.push({ severity, message, file, line: Number(place[1]), column: Number(place[2]) });
  }
  return problems;
}

/**
 * The underline is drawn over the text, so it is by their places that the two are matched.
 * @param {Element} editor
 * @param {string} severity
 * @returns {string[]}
 */
export function readUnderlined(editor, severity) {
  const characters = [];
  const range = document.createRange();
  const walker = document.createTreeWalker(editor.querySelector('.view-lines'), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let i = 0; i < node.length; i++) {
      range.setStart(node, i);
      range.setEnd(node, i + 1);
      const { left, right, top, bottom } = range.getBoundingClientRect();
      characters.push({ text: node.data[i], x: (left + right) / 2, y: (top + bottom) / 2 });
    }
  }
  return [...editor.querySelectorAll(`.squiggly-${severity}`)].map((mark) => {
    const { left, right, top, bottom } = mark.getBoundingClientRect();
    const isOver = ({ x, y }) => left < x && x < right && top - 4 < y && y < bottom;
    const text = characters.filter(isOver).map((character) => character.text);
    return text.join('').replaceAll('\u00a0', ' ');
  });
}

/**
 * How many editors the page's stored state would open again.
 * @returns {Promise<number>}
 */
export async function countStoredEditors() {
  const finished = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  let count = 0;
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith('vscode-web-state-db-')) continue;
    const database = await finished(indexedDB.open(name));
    const table = database.transaction('ItemTable').objectStore('ItemTable');
    const state = (await finished(table.get('memento/workbench.parts.editor'))) ?? '';
    count += state.split('{"id":"workbench.').length - 1;
    database.close();
  }
  return count;
}
