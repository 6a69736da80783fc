import * as vscode from 'vscode';
import type { Analysis } from '../core/analysis.ts';
import { Messages } from '../core/messages/messages.ts';
import { escapeHtml } from '../core/render/markup.ts';
import type { PageRenderer } from '../core/render/page.ts';
import { isChange } from '../core/render/sheet.ts';
import { termLabel } from '../core/schema/vocabulary.ts';
import type { FromPage, PageState, ToPage } from '../webview/protocol.ts';
import type { Analyses } from './analyses.ts';
import type { Settings } from './settings.ts';

/** What VS Code calls our panels. */
export const previewType = 'reportwright.preview';

/** For how long changes are gathered into one rendering, in milliseconds: the page follows the typing, not every key. */
const gathering = 50;
/** For how long after a click in the page the editor's own scrolling is not followed, in milliseconds. */
const afterReveal = 500;

/** The previews of reports, one panel for each. */
export class PreviewPanels implements vscode.Disposable, vscode.WebviewPanelSerializer<unknown> {
  readonly #context: vscode.ExtensionContext;
  readonly #reports: Analyses;
  readonly #settings: Settings;
  readonly #previews = new Set<Preview>();

  constructor(context: vscode.ExtensionContext, reports: Analyses, settings: Settings) {
    this.#context = context;
    this.#reports = reports;
    this.#settings = settings;
  }

  /** Shows the preview of a report beside its editor; without a place, of the report in the active editor. */
  async open(uri: vscode.Uri | undefined = vscode.window.activeTextEditor?.document.uri): Promise<void> {
    const document = uri && (await openDocument(uri));
    if (!document || !this.#reports.of(document)) {
      void vscode.window.showInformationMessage(this.#settings.messages().text('command.noReport'));
      return;
    }
    const known = this.#find(document.uri);
    if (known) {
      known.panel.reveal(undefined, true);
      return;
    }
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const panel = vscode.window.createWebviewPanel(previewType, '', place, { enableFindWidget: true });
    const editor = vscode.window.visibleTextEditors.find((one) => one.document === document);
    this.#show(panel, document.uri, editor?.visibleRanges[0]?.start.line);
  }

  /** Takes up a panel that VS Code kept over a reload of the window. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const uri = uriOf(state);
    if (!uri || this.#find(uri)) panel.dispose();
    else this.#show(panel, uri, undefined);
  }

  dispose(): void {
    for (const preview of [...this.#previews]) preview.panel.dispose();
  }

  #find(uri: vscode.Uri): Preview | undefined {
    return [...this.#previews].find((preview) => preview.uri.toString() === uri.toString());
  }

  #show(panel: vscode.WebviewPanel, uri: vscode.Uri, line: number | undefined): void {
    const { extensionUri } = this.#context;
    const preview = new Preview(panel, {
      uri,
      line,
      extensionUri,
      reports: this.#reports,
      settings: this.#settings,
    });
    this.#previews.add(preview);
    panel.onDidDispose(() => {
      this.#previews.delete(preview);
      preview.dispose();
    });
  }
}

interface PreviewOptions {
  readonly uri: vscode.Uri;
  /** The line of the document that the page shows first. */
  readonly line: number | undefined;
  readonly extensionUri: vscode.Uri;
  readonly reports: Analyses;
  readonly settings: Settings;
}

/** One panel, and what its page has been sent. */
class Preview implements vscode.Disposable {
  readonly panel: vscode.WebviewPanel;
  uri: vscode.Uri;
  readonly #reports: Analyses;
  readonly #settings: Settings;
  readonly #listening: vscode.Disposable;
  /** Made with the first page: most windows show none. */
  #renderer: PageRenderer | undefined;
  #document: vscode.TextDocument | undefined;
  /** What the page has: nothing, and that it has asked for the report or not; or the report, of the version last sent. */
  #has: 'nothing' | 'asked' | 'report' = 'nothing';
  /** What was last said of the page beside its contents. */
  #about = '';
  #version = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watcher: vscode.Disposable;
  /** Whether the file was deleted; VS Code keeps its document for a while. */
  #deleted = false;
  #firstLine: number | undefined;
  #revealed = 0;
  #disposed = false;

  constructor(panel: vscode.WebviewPanel, { uri, line, extensionUri, reports, settings }: PreviewOptions) {
    this.panel = panel;
    this.uri = uri;
    this.#firstLine = line;
    this.#reports = reports;
    this.#settings = settings;
    const isOurs = (document: vscode.TextDocument) => document.uri.toString() === this.uri.toString();
    this.#listening = vscode.Disposable.from(
      panel.webview.onDidReceiveMessage((message: FromPage) => void this.#receive(message)),
      panel.onDidChangeViewState(() => {
        // A page that is hidden is thrown away; shown again it loads anew and asks.
        if (!panel.visible) this.#has = 'nothing';
      }),
      reports.onDidChange((document) => {
        if (isOurs(document)) this.#schedule();
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (isOurs(document)) this.#schedule();
      }),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        const renamed = files.find(({ oldUri }) => oldUri.toString() === this.uri.toString());
        if (!renamed) return;
        this.uri = renamed.newUri;
        this.#document = undefined;
        this.#deleted = false;
        this.#watcher.dispose();
        this.#watcher = this.#watch();
        this.#schedule();
      }),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor, visibleRanges }) => {
        const [range] = visibleRanges;
        if (!range || !isOurs(textEditor.document) || Date.now() < this.#revealed + afterReveal) return;
        this.#post({ type: 'scroll', line: range.start.line });
      }),
    );
    this.#watcher = this.#watch();
    panel.title = this.#title();
    const folder = vscode.Uri.joinPath(extensionUri, 'dist');
    panel.webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [folder] };
    panel.webview.html = shell(panel.webview, folder, uri, settings);
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#watcher.dispose();
    this.#listening.dispose();
  }

  async #receive(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
      case 'resync':
        await this.#sendWhole();
        break;
      case 'reveal':
        await this.#reveal(message.line);
        break;
      case 'open':
        await this.#follow(message.href);
        break;
    }
  }

  async #sendWhole(): Promise<void> {
    const document = await this.#open();
    // What lies around the report decides what its names mean: the page need not show twice.
    if (document) await this.#reports.ready(document);
    if (this.#disposed) return;
    this.#has = 'asked';
    await this.#update();
    if (this.#firstLine) this.#post({ type: 'scroll', line: this.#firstLine });
    this.#firstLine = undefined;
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#update();
    }, gathering);
  }

  /** Sends what differs from what the page has; the whole where it has nothing. */
  async #update(): Promise<void> {
    const document = await this.#open();
    const { languageTag, PageRenderer } = await import('../core/render/page.ts');
    if (this.#disposed || this.#has === 'nothing') return;
    const analysis = document && this.#reports.of(document);
    this.panel.title = this.#title();
    if (!analysis) {
      this.#sayGone();
      return;
    }
    this.#renderer ??= new PageRenderer();
    const changes = this.#renderer.render(analysis, messagesOf(analysis));
    const about = { language: languageTag(analysis), title: this.#title(), uri: this.uri.toString() };
    const said = JSON.stringify(about);
    const base = this.#version;
    if (this.#has === 'report' && said === this.#about && !isChange(changes)) return;
    this.#about = said;
    const version = ++this.#version;
    if (this.#has === 'report') this.#post({ type: 'update', base, version, ...about, ...changes });
    else this.#post({ type: 'whole', version, ...about, ...this.#renderer.whole() });
    this.#has = 'report';
  }

  /** The report's document, opened where it is not; undefined where there is none. */
  async #open(): Promise<vscode.TextDocument | undefined> {
    // What was typed and not saved is still there when the file is not.
    if (this.#deleted && this.#document?.isDirty !== true) return undefined;
    if (this.#document?.isClosed !== false) this.#document = await openDocument(this.uri);
    return this.#document;
  }

  #sayGone(): void {
    const messages = this.#settings.messages();
    const path = vscode.workspace.asRelativePath(this.uri);
    this.#has = 'asked';
    this.#post({ type: 'gone', text: messages.text('preview.gone', { path }), language: tagOf(messages) });
  }

  /** Notices when the report's file goes and when it comes back. */
  #watch(): vscode.Disposable {
    const folder = new vscode.RelativePattern(vscode.Uri.joinPath(this.uri, '..'), '*');
    const watcher = vscode.workspace.createFileSystemWatcher(folder, false, true, false);
    const note = (deleted: boolean) => (uri: vscode.Uri) => {
      if (uri.toString() !== this.uri.toString()) return;
      this.#deleted = deleted;
      this.#schedule();
    };
    watcher.onDidCreate(note(false));
    watcher.onDidDelete(note(true));
    return watcher;
  }

  async #reveal(line: number): Promise<void> {
    const document = await this.#open();
    if (!document || !Number.isInteger(line)) return;
    this.#revealed = Date.now();
    const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
    const free =
      this.panel.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
    const editor = await vscode.window.showTextDocument(document, shown?.viewColumn ?? free);
    const { lineNumber, firstNonWhitespaceCharacterIndex } = document.lineAt(
      document.validatePosition(new vscode.Position(line, 0)),
    );
    const place = new vscode.Position(lineNumber, firstNonWhitespaceCharacterIndex);
    editor.selection = new vscode.Selection(place, place);
    editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** Opens a file beside the report that a link names. */
  async #follow(href: string): Promise<void> {
    const [path = ''] = href.split(/[?#]/);
    if (path === '' || /^[a-z][a-z\d+.-]*:|^\/\/|\\/i.test(path)) return;
    const target = vscode.Uri.joinPath(this.uri, '..', decoded(path));
    await vscode.commands.executeCommand('vscode.open', target);
  }

  #title(): string {
    return this.#settings
      .messages()
      .text('preview.title', { name: this.uri.path.slice(this.uri.path.lastIndexOf('/') + 1) });
  }

  #post(message: ToPage): void {
    // A page that is not there has nothing to catch up with: it asks for the whole when it comes.
    void this.panel.webview.postMessage(message);
  }
}

/** The page before its report: it runs our script and takes our styles, and nothing else. */
function shell(webview: vscode.Webview, folder: vscode.Uri, uri: vscode.Uri, settings: Settings): string {
  const messages = settings.messages();
  const file = (name: string) =>
    escapeHtml(webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString());
  const policy = `default-src 'none'; script-src ${webview.cspSource}; style-src ${webview.cspSource}; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="${tagOf(messages)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('preview.css')}">
<title>${escapeHtml(messages.text('preview.loading'))}</title>
</head>
<body class="preview" data-uri="${escapeHtml(uri.toString())}">
<main><p class="loading">${escapeHtml(messages.text('preview.loading'))}</p></main>
<script src="${file('preview.js')}"></script>
</body>
</html>`;
}

async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    // What cannot be opened is not there for us; the page says so.
    return undefined;
  }
}

/** The place of the report in what a page kept. */
function uriOf(state: unknown): vscode.Uri | undefined {
  const { uri } = (typeof state === 'object' && state !== null ? state : {}) as Partial<PageState>;
  try {
    return typeof uri === 'string' ? vscode.Uri.parse(uri, true) : undefined;
  } catch {
    return undefined;
  }
}

/** The words of a page, in its report's language. */
function messagesOf({ report, project }: Analysis): Messages {
  return new Messages(report.language, (term, language) => termLabel(project.vocabulary, term, language));
}

function tagOf({ language }: Messages): string {
  return language === 'zh' ? 'zh-CN' : 'en';
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
