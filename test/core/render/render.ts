import { Analyser } from '../../../src/core/analyser.ts';
import type { Analysis } from '../../../src/core/analysis.ts';
import { ReportDocument } from '../../../src/core/document/document.ts';
import type { Form } from '../../../src/core/document/form.ts';
import { Messages } from '../../../src/core/messages/messages.ts';
import { readProject } from '../../../src/core/project/project.ts';
import { PageRenderer, standalonePage } from '../../../src/core/render/page.ts';
import type { PageChanges } from '../../../src/core/render/sheet.ts';
import { termLabel } from '../../../src/core/schema/vocabulary.ts';
import type { Language } from '../../../src/core/text/language.ts';
import type { TextChange } from '../../../src/core/text/span.ts';
import { Parts } from '../../../src/webview/parts.ts';
import { FakeElement } from './dom.ts';

/** What stands side by side on a page. */
export interface PageBlock {
  readonly id: string;
  readonly html: string;
  /** The line of the document that it leads to. */
  readonly line: number | undefined;
}

/** A report that is edited, rendered and shown again and again, as a preview does it. */
export class Editing {
  readonly #project;
  #analyser;
  readonly #renderer = new PageRenderer();
  readonly #main = new FakeElement('main');
  readonly #parts = new Parts(this.#main as unknown as HTMLElement);
  #document: ReportDocument;
  #changes: PageChanges | undefined;
  readonly #today: string;

  constructor(text: string, form: Form = 'markdown', project = '', today = '2023-01-15') {
    this.#project = readProject(project);
    this.#analyser = new Analyser(this.#project, 'report');
    this.#document = ReportDocument.open(text, form, this.#project.grammar);
    this.#today = today;
  }

  get analysis(): Analysis {
    return this.#analyser.analyse(this.#document, { today: this.#today });
  }

  get document(): ReportDocument {
    return this.#document;
  }

  /** How much was rendered so far. */
  get work(): PageRenderer['work'] {
    return { ...this.#renderer.work };
  }

  /** What the page was last sent. */
  get changes(): PageChanges | undefined {
    return this.#changes;
  }

  /** Renders the text as if it were a new one, of which nothing is kept but what broken blocks last said. */
  reopen(text: string): this {
    this.#analyser = new Analyser(this.#project, 'report');
    this.#document = ReportDocument.open(text, this.#document.form, this.#project.grammar);
    return this;
  }

  /** Renders the present text, and takes over what is sent of it. */
  render(): this {
    const { analysis } = this;
    const changes = this.#renderer.render(analysis, messagesOf(analysis));
    if (this.#changes) this.#parts.change(changes);
    else this.#parts.show(this.#renderer.whole());
    this.#changes = changes;
    return this;
  }

  /** The page of the present text. */
  page(): readonly PageBlock[] {
    this.render();
    return this.#main.children.map((element) => ({
      id: element.dataset['id']!,
      html: element.outerHTML,
      line: this.lineOf(element),
    }));
  }

  /** All of the page as it stands. */
  get html(): string {
    return this.#main.innerHTML;
  }

  /** The elements of the page that an attribute or a class names. */
  find(selector: string): readonly FakeElement[] {
    return this.#main.querySelectorAll(selector);
  }

  /** The line of the document, from 0, that an element of the page leads to. */
  lineOf(element: FakeElement): number | undefined {
    return this.#parts.lineOf(element as unknown as Element);
  }

  /** Replaces the only place where `old` stands. */
  replace(old: string, text: string): this {
    const start = this.#document.text.indexOf(old);
    if (start < 0 || this.#document.text.includes(old, start + 1))
      throw new Error(`“${old}” does not stand in one place.`);
    return this.edit({ span: { start, end: start + old.length }, text });
  }

  edit(...changes: readonly TextChange[]): this {
    this.#document = this.#document.edit(changes);
    return this;
  }
}

function messagesOf({ report, project }: Analysis, language: Language = report.language): Messages {
  return new Messages(language, (term, into) => termLabel(project.vocabulary, term, into));
}

/** The HTML of a whole page, its blocks one after the other. */
export function htmlOf(text: string, form: Form = 'markdown', project = ''): string {
  return new Editing(text, form, project)
    .page()
    .map(({ html }) => html)
    .join('\n');
}

/** The standalone page of a report. */
export function standalone(text: string, css = 'p { margin: 0 }'): string {
  const { analysis } = new Editing(text);
  return standalonePage(analysis, messagesOf(analysis), css);
}

/** The text that a reader sees of a piece of HTML. */
export function seen(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A Markdown report of one section. */
export function report(body: string, front = 'title: 年度总结\nas-of: 2022-12-31'): string {
  return `---\n${front}\n---\n\n${body}\n`;
}
