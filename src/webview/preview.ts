import { Page } from './page.ts';
import type { FromPage, PageState, ToPage } from './protocol.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): PageState | undefined;
  setState(state: PageState): void;
};

const vscode = acquireVsCodeApi();
const page = new Page(document.querySelector('main')!);
const before = vscode.getState();
let uri = before?.uri ?? document.body.dataset['uri'] ?? '';
/** Where the reader was before the page was loaded anew; undefined once the page stands there again. */
let returnTo = before?.scroll;

function keepState(): void {
  vscode.setState({ uri, scroll: returnTo ?? window.scrollY });
}

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  switch (data.type) {
    case 'whole':
    case 'update':
      if (data.type === 'whole') page.show(data);
      else if (!page.update(data)) {
        vscode.postMessage({ type: 'resync' });
        return;
      }
      document.documentElement.lang = data.language;
      document.title = data.title;
      uri = data.uri;
      if (returnTo !== undefined) window.scrollTo({ top: returnTo });
      returnTo = undefined;
      keepState();
      break;
    case 'gone':
      document.documentElement.lang = data.language;
      page.say(data.text);
      break;
    case 'scroll':
      page.scrollTo(data.line);
      break;
  }
});

let scrolled = 0;
window.addEventListener(
  'scroll',
  () => {
    clearTimeout(scrolled);
    scrolled = window.setTimeout(keepState, 100);
  },
  { passive: true },
);

/** What leads to its place in the report when it is clicked. */
const leads = '.figure, mark, tr[data-line], .card';

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element)) return;
  const link = event.target.closest('a');
  if (link) {
    const href = link.getAttribute('href') ?? '';
    // VS Code itself opens what has a scheme; a place beside the report only the extension knows.
    if (/^[a-z][a-z\d+.-]*:/i.test(href)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!href.startsWith('#')) vscode.postMessage({ type: 'open', href });
    return;
  }
  // Whoever selects text is not pointing at it.
  if (event.target.closest(leads) && window.getSelection()?.isCollapsed !== false) reveal(event.target);
});

document.addEventListener('dblclick', (event) => {
  if (event.target instanceof Element && !event.target.closest('a')) reveal(event.target);
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.target instanceof Element && event.target.matches('mark'))
    reveal(event.target);
});

function reveal(element: Element): void {
  const line = page.lineOf(element);
  if (line !== undefined) vscode.postMessage({ type: 'reveal', line });
}

if (uri !== '') keepState();
vscode.postMessage({ type: 'ready' });
