import createMarkdown, {
  type Env,
  type MarkdownIt,
  type StateBlock,
  type StateInline,
  type Token,
} from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';
import type { Inline } from '../document/inline.ts';
import type { Level } from '../issue.ts';
import { type Child, escapeHtml, Markup } from './markup.ts';

/** Something wrong on a line of prose, counted from 0. */
export interface LineMark {
  readonly line: number;
  readonly level: Level;
  readonly title: string;
}

/** Where links lead that name it (`[text][name]`), under their names as Markdown compares them. */
export type Definitions = Readonly<Record<string, Link>>;

interface Link {
  readonly href: string;
  readonly title: string;
}

/** A text of Markdown with what its references are to be shown as. */
export interface ProseSource {
  readonly text: string;
  readonly inlines: readonly Inline[];
  /** One for each of `inlines`. */
  readonly shown: readonly Markup[];
  readonly marks: readonly LineMark[];
  /** What its links can name that stands elsewhere in the report. */
  readonly definitions: Definitions;
  /** The line of the page's block on which a line of the text stands. */
  line(line: number): number | undefined;
}

/**
 * Renders Markdown. Each outermost element carries its line as `data-line`; a heading stands one level below where it
 * is written, since the report's title is the page's only first one. Raw HTML is shown as text, comments are left out.
 */
export function renderProse(source: ProseSource): Markup {
  const text = hidden(source);
  // What it defines itself is added to what is defined before it.
  const references = Object.create(source.definitions) as Record<string, Link>;
  const env: ProseEnv = { source, references };
  return Markup.escaped(markdown.render(text, env));
}

/** Whether a text could hold what {@link definitionsIn} finds, and whether it could name such. */
export function linksIn(source: Pick<ProseSource, 'text' | 'inlines'>): {
  readonly defines: boolean;
  readonly names: boolean;
} {
  const names = source.text.includes('[') && hidden(source).includes('[');
  return { defines: names && source.text.includes(']:'), names };
}

/** What a text of Markdown defines for the links of the whole report. */
export function definitionsIn(source: ProseSource): Definitions {
  const env: ProseEnv = { source };
  markdown.parse(hidden(source), env);
  const found: Record<string, Link> = {};
  for (const [label, { href, title }] of Object.entries(env.references ?? {})) {
    if (!label.includes(open)) found[label] = { href, title: asWritten(title, source) };
  }
  return found;
}

/** A plain text, not Markdown, with its references. */
export function renderPlain({
  text,
  inlines,
  shown,
}: Pick<ProseSource, 'text' | 'inlines' | 'shown'>): Markup {
  const children: Child[] = [];
  let from = 0;
  for (const [index, { span }] of inlines.entries()) {
    // Signs of one reference can look like another's; the first that begins there counts.
    if (span.start < from) continue;
    children.push(text.slice(from, span.start), shown[index]);
    from = span.end;
  }
  return Markup.of(children, text.slice(from));
}

interface ProseEnv extends Env {
  readonly source: ProseSource;
}

// Noncharacters: Unicode keeps them free for uses like this, so that no text of a report has to give way.
const open = '\uFDD0';
const close = '\uFDD1';
const stands = /\uFDD0(\d+)\uFDD1/g;

/**
 * The text with a sign in the place of each reference. Markdown then reads all that is around them, and where they begin
 * and end was decided once, by the scanner that checks them too.
 */
function hidden({ text, inlines }: Pick<ProseSource, 'text' | 'inlines'>): string {
  const plain = text.replace(/[\uFDD0\uFDD1]/g, '\uFFFD');
  let result = '';
  let from = 0;
  for (const [index, { span }] of inlines.entries()) {
    if (span.start < from) continue;
    result += plain.slice(from, span.start) + open + index + close;
    from = span.end;
  }
  return result + plain.slice(from);
}

/** The text as it was written, where Markdown shows it without reading it. */
function asWritten(text: string, source: Pick<ProseSource, 'text' | 'inlines'>): string {
  return text.replace(stands, (all, index: string) => {
    const inline = source.inlines[Number(index)];
    return inline ? source.text.slice(inline.span.start, inline.span.end) : all;
  });
}

function withShown(text: string, { source }: ProseEnv): string {
  return escapeHtml(text).replace(stands, (_, index: string) => source.shown[Number(index)]?.html ?? '');
}

const markdown = markdownIt();

function markdownIt(): MarkdownIt {
  const it = createMarkdown({ html: false, linkify: false, typographer: false }).use(cjkFriendly);
  it.validateLink = isAllowedLink;
  it.block.ruler.before('paragraph', 'comment', blockComment, { alt: ['paragraph', 'blockquote', 'list'] });
  it.inline.ruler.before('autolink', 'comment', inlineComment);
  it.core.ruler.push('page', ({ tokens, env }) => forPage(tokens, env as ProseEnv));

  const { rules } = it.renderer;
  const env = (of: Env | undefined) => of as ProseEnv;
  rules['text'] = (tokens, at, _options, of) => withShown(tokens[at]!.content, env(of));
  rules['code_inline'] = (tokens, at, _options, of) =>
    `<code>${escapeHtml(asWritten(tokens[at]!.content, env(of).source))}</code>`;
  const code: (typeof rules)['fence'] = (tokens, at, _options, of, self) =>
    `<pre${self.renderAttrs(tokens[at]!)}><code>${escapeHtml(asWritten(tokens[at]!.content, env(of).source))}</code></pre>\n`;
  rules['fence'] = code;
  rules['code_block'] = code;
  // Nothing is loaded from elsewhere into a page: a picture is what it is called.
  rules['image'] = (tokens, at, _options, of) => {
    const alt = asWritten(tokens[at]!.content, env(of).source);
    return `<span class="image">${escapeHtml(alt)}</span>`;
  };
  rules['softbreak'] = (tokens, at) => (joins(tokens[at - 1], tokens[at + 1]) ? '' : '\n');
  return it;
}

/** Whether a link may be followed: to the web, to a mailbox, or to a place beside the report. */
export function isAllowedLink(url: string): boolean {
  if (/[\uFDD0\uFDD1\\]|%EF%B7%9[01]/i.test(url)) return false;
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(url.trim());
  return scheme ? /^(?:https?|mailto)$/i.test(scheme[1]!) : !/^\s*\/\//.test(url) && !url.includes(':');
}

/** What our page adds to Markdown's tokens: lines, problems, levels; and classes for what cannot be styled in place. */
function forPage(tokens: readonly Token[], env: ProseEnv): void {
  const { marks, line } = env.source;
  for (const token of tokens) {
    if (token.type.startsWith('heading_')) token.tag = `h${Math.min(Number(token.tag.slice(1)) + 1, 6)}`;
    if (token.type === 'th_open') token.attrSet('scope', 'col');
    const style = /text-align:(\w+)/.exec(String(token.attrGet('style') ?? ''));
    if (style) {
      token.attrs = (token.attrs ?? []).filter(([name]) => name !== 'style');
      token.attrJoin('class', `align-${style[1]}`);
    }
    for (const child of token.children ?? []) {
      const title = child.attrGet('title');
      if (title !== null) child.attrSet('title', asWritten(String(title), env.source));
    }
    if (token.level > 0 || !token.map || token.nesting < 0) continue;
    const [from, to] = token.map;
    const wrong = marks.filter((mark) => from <= mark.line && mark.line < to);
    if (wrong.length > 0) {
      token.attrJoin(
        'class',
        `has-problem ${wrong.some((mark) => mark.level === 'error') ? 'error' : 'warning'}`,
      );
      token.attrSet('title', wrong.map((mark) => mark.title).join('\n'));
    }
    const at = line(from);
    if (at !== undefined) token.attrSet('data-line', at);
  }
}

/** Between Chinese characters the end of a line is no space. */
function joins(before: Token | undefined, after: Token | undefined): boolean {
  const wide = /[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF“”‘’…—]/u;
  const last = [...(before?.content ?? '')].at(-1);
  const [first] = after?.content ?? '';
  return last !== undefined && first !== undefined && wide.test(last) && wide.test(first);
}

function blockComment(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = state.bMarks[startLine]! + state.tShift[startLine]!;
  if (!state.src.startsWith('<!--', start)) return false;
  const end = state.src.indexOf('-->', start);
  if (end < 0) return false;
  let line = startLine;
  while (line < endLine && state.eMarks[line]! < end) line++;
  // What stands behind a comment on its last line is text.
  if (line >= endLine || state.src.slice(end + 3, state.eMarks[line]).trim() !== '') return false;
  if (!silent) state.line = line + 1;
  return true;
}

function inlineComment(state: StateInline, silent: boolean): boolean {
  void silent;
  if (!state.src.startsWith('<!--', state.pos)) return false;
  const end = state.src.indexOf('-->', state.pos);
  if (end < 0) return false;
  state.pos = end + 3;
  return true;
}
