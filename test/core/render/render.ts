import { Analyser } from '../../../src/core/analyser.ts';
import type { Analysis } from '../../../src/core/analysis.ts';
import { ReportDocument } from '../../../src/core/document/document.ts';
import type { Form } from '../../../src/core/document/form.ts';
import { Messages } from '../../../src/core/messages/messages.ts';
import { readProject } from '../../../src/core/project/project.ts';
import {
  type PageBlock,
  PageRenderer,
  type ProseRenderer,
  standalonePage,
} from '../../../src/core/render/page.ts';
import { renderProse } from '../../../src/core/render/prose.ts';
import { termLabel } from '../../../src/core/schema/vocabulary.ts';
import type { Language } from '../../../src/core/text/language.ts';

/** A report that is edited and rendered again and again, as a preview does it. */
export class Editing {
  readonly #project;
  readonly #analyser;
  readonly #renderer: PageRenderer;
  #document: ReportDocument;
  /** How many pieces of prose were really rendered. */
  prose = 0;

  constructor(text: string, form: Form = 'markdown', project = '') {
    this.#project = readProject(project);
    this.#analyser = new Analyser(this.#project, 'report');
    this.#document = ReportDocument.open(text, form, this.#project.grammar);
    const counted: ProseRenderer = (source) => {
      this.prose++;
      return renderProse(source);
    };
    this.#renderer = new PageRenderer(counted);
  }

  get analysis(): Analysis {
    return this.#analyser.analyse(this.#document, { today: '2023-01-15' });
  }

  /** The page of the present text. */
  page(): readonly PageBlock[] {
    return this.#renderer.render(this.analysis, messagesOf(this.analysis));
  }

  /** Replaces the only place where `old` stands. */
  replace(old: string, text: string): this {
    const start = this.#document.text.indexOf(old);
    if (start < 0 || this.#document.text.includes(old, start + 1))
      throw new Error(`“${old}” does not stand in one place.`);
    this.#document = this.#document.edit([{ span: { start, end: start + old.length }, text }]);
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
