import type { Analysis } from '../analysis.ts';
import type { Block, ListName } from '../document/block.ts';
import type { Messages } from '../messages/messages.ts';
import type { Metric } from '../model/metric.ts';
import { type Prose, placeInProse } from '../model/prose.ts';
import type { PlacedTask, Section } from '../model/report.ts';
import { type Home, PageContext } from './context.ts';
import { element, escapeHtml, Markup, type Tag } from './markup.ts';
import { renderMetrics } from './metrics.ts';
import { BlockHistory, type Piece, type Pieces } from './pieces.ts';
import { type LineMark, type ProseSource, renderPlain, renderProse } from './prose.ts';
import { renderSummary } from './summary.ts';
import { stateNote } from './table.ts';
import { renderTasks } from './tasks.ts';

/** One piece of a page. Its id stays the same while the report is edited. */
export interface PageBlock {
  readonly id: string;
  /** The line of the document, counted from 0, from which the `data-line`s in it count. */
  readonly line: number;
  readonly html: string;
}

/** Renders Markdown: what a page takes the most time for. */
export type ProseRenderer = (source: ProseSource) => Markup;

/** Renders the versions of one report. It owns which block is which, what broken ones last said, and prose that it rendered. */
export class PageRenderer {
  readonly #history = new BlockHistory();
  readonly #renderProse: ProseRenderer;
  #prose = new Map<string, { readonly reads: string; readonly markup: Markup }>();

  constructor(prose: ProseRenderer = renderProse) {
    this.#renderProse = prose;
  }

  /** The page of the next version, its summary first. */
  render(analysis: Analysis, messages: Messages): readonly PageBlock[] {
    const pieces = this.#history.follow(analysis);
    const groups = grouped(pieces, this.#history.numbers());
    const homes = new Map<Block, Home>();
    const first = analysis.document.blocks.at(0);
    if (first) homes.set(first, { id: 'summary', first });
    for (const { id, pieces } of groups) {
      for (const { at } of pieces)
        if (at !== first && !homes.has(at)) homes.set(at, { id, first: pieces[0]!.at });
    }
    const context = new PageContext(analysis, messages, homes);
    const prose = new Map<string, { readonly reads: string; readonly markup: Markup }>();
    const remember: RenderProse = (id, source) => {
      const reads = JSON.stringify([
        source.text,
        source.shown.map(({ html }) => html),
        source.marks,
        linesOf(source),
      ]);
      const known = this.#prose.get(id);
      const rendered = known?.reads === reads ? known : { reads, markup: this.#renderProse(source) };
      prose.set(id, rendered);
      return rendered.markup;
    };
    const page: PageBlock[] = [{ id: 'summary', line: 0, html: renderSummary(context, pieces).html }];
    for (const group of groups) {
      const html = renderGroup(context, group, remember).html;
      if (html.trim() !== '') page.push({ id: group.id, line: context.lineOf(group.pieces[0]!.at), html });
    }
    this.#prose = prose;
    return page;
  }
}

/** A whole HTML document that needs nothing beside itself; `css` is the stylesheet of our pages. */
export function standalonePage(analysis: Analysis, messages: Messages, css: string): string {
  const context = new PageContext(analysis, messages);
  const history = new BlockHistory();
  const pieces = history.follow(analysis);
  const groups = grouped(pieces, history.numbers());
  const body = Markup.of(
    section('summary', renderSummary(context, pieces)),
    groups.map((group) =>
      section(
        group.id,
        renderGroup(context, group, (_id, source) => renderProse(source)),
      ),
    ),
  );
  const { report } = analysis;
  return [
    '<!doctype html>',
    `<html lang="${languageTag(analysis)}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(report.header.title ?? context.text('untitled'))}</title>`,
    `<style>\n${css.replaceAll('</', '<\\/')}</style>`,
    '</head>',
    '<body class="standalone">',
    element('main', { id: 'page' }, body).html,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** The language of a report as HTML names it. */
export function languageTag({ report }: Analysis): string {
  return report.language === 'zh' ? 'zh-CN' : 'en';
}

type RenderProse = (id: string, source: ProseSource) => Markup;

/** Pieces that are shown as one: a single one, or the items of one table. */
interface Group {
  readonly id: string;
  readonly pieces: readonly Piece[];
}

function section(id: string, markup: Markup): Markup | undefined {
  return markup.html.trim() === ''
    ? undefined
    : element('section', { class: ['block', id === 'summary' && 'summary'] }, markup);
}

function grouped({ pieces }: Pieces, numbers: ReadonlyMap<Block, number>): readonly Group[] {
  const groups: { id: string; pieces: Piece[]; list: string | undefined }[] = [];
  const used = new Map<number, number>();
  for (const piece of pieces) {
    const { shows } = piece;
    const list = 'list' in shows ? shows.list : undefined;
    const last = groups.at(-1);
    if (last && list !== undefined && last.list === list) {
      last.pieces.push(piece);
      continue;
    }
    const number = numbers.get(piece.at)!;
    const earlier = used.get(number) ?? 0;
    used.set(number, earlier + 1);
    groups.push({ id: earlier === 0 ? `b${number}` : `b${number}-${earlier}`, pieces: [piece], list });
  }
  return groups;
}

function renderGroup(context: PageContext, { id, pieces }: Group, prose: RenderProse): Markup {
  const metrics: { metric: Metric; piece: Piece }[] = [];
  const tasks: { placed: PlacedTask; piece: Piece }[] = [];
  const others: Markup[] = [];
  let list: ListName | undefined;
  for (const piece of pieces) {
    const { shows } = piece;
    switch (shows.kind) {
      case 'heading':
        others.push(renderHeading(context, shows.section, piece));
        break;
      case 'prose':
        others.push(
          Markup.of(prose(id, proseSource(context, shows.prose, piece)), stateNote(context, piece)),
        );
        break;
      case 'source':
        others.push(
          element('pre', { class: 'broken', ...context.at(piece.at) }, element('code', {}, shows.text)),
          Markup.of(stateNote(context, piece)),
        );
        break;
      case 'metrics':
        list = shows.list;
        metrics.push(...shows.metrics.map((metric) => ({ metric, piece })));
        break;
      case 'tasks':
        list = shows.list;
        tasks.push(...shows.tasks.map((placed) => ({ placed, piece })));
        break;
    }
  }
  return Markup.of(
    metrics.length > 0 && renderMetrics(context, list!, metrics),
    tasks.length > 0 && renderTasks(context, list!, tasks),
    others,
  );
}

/** The heading of a section of a YAML report, one level below the report's title like those of Markdown. */
function renderHeading(context: PageContext, { block, heading, span, level }: Section, piece: Piece): Markup {
  if (heading === '') return Markup.of();
  const tag = `h${Math.min(level + 1, 6)}` as Tag;
  const scalar = context.analysis
    .of(block)
    .model.proses.find((prose) => prose.scalar?.span.start === span.start);
  const text = scalar
    ? renderPlain({ text: scalar.text.trim(), inlines: scalar.inlines, shown: context.shown(scalar) })
    : heading;
  const at = piece.state === 'stale' ? context.at(piece.at) : context.at(block, span.start);
  return element(tag, { class: piece.state === 'fresh' ? undefined : piece.state, ...at }, text);
}

/** Prose with everything that its rendering reads. */
function proseSource(context: PageContext, prose: Prose, piece: Piece): ProseSource {
  const { block } = prose;
  const fresh = piece.state === 'fresh';
  const starts = startsOfLines(prose.text);
  const places = prose.inlines.map((inline) => placeInProse(prose, inline.span));
  const whole = placeInProse(prose, { start: 0, end: prose.text.length });
  const marks = context.problemsAt(block, whole).flatMap((problem): LineMark[] => {
    if (places.some(({ start, end }) => start <= problem.span.start && problem.span.end <= end)) return [];
    const line = starts.findLastIndex(
      (start) => placeInProse(prose, { start, end: start }).start <= problem.span.start,
    );
    return [{ line: Math.max(line, 0), level: problem.level, title: context.messages.issue(problem) }];
  });
  return {
    text: prose.text,
    inlines: prose.inlines,
    shown: context.shown(prose),
    marks: fresh ? marks : [],
    line(line) {
      if (!fresh) return context.at(piece.at)['data-line'];
      const start = starts[line] ?? 0;
      return context.at(block, placeInProse(prose, { start, end: start }).start)['data-line'];
    },
  };
}

/** The lines under which prose is shown, as far as its rendering depends on them: they are alike where the first and last are. */
function linesOf({ text, line }: ProseSource): readonly (number | undefined)[] {
  return [line(0), line(startsOfLines(text).length - 1)];
}

function startsOfLines(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
