import type { Analysis } from '../analysis.ts';
import type { Block } from '../document/block.ts';
import type { Messages } from '../messages/messages.ts';
import { PageContext } from './context.ts';
import { Flow, type Table, Unit } from './flow.ts';
import { closed, element, escapeHtml, Markup, shell } from './markup.ts';
import { metricRows, metricTable } from './metrics.ts';
import { BlockHistory, type Followed } from './pieces.ts';
import { renderProse } from './prose.ts';
import { type PageChanges, Part, Sheet, type WholePage } from './sheet.ts';
import { Summary } from './summary.ts';
import { stateNote } from './table.ts';
import { taskRows, taskTable } from './tasks.ts';
import { Texts } from './texts.ts';

/** How much was rendered, for tests that a small change costs little. */
export interface RenderWork {
  /** Pieces of prose whose Markdown was read. */
  prose: number;
  /** Items whose rows were made, in the tables of the report and of its summary. */
  rows: number;
  /** Everything else that was made of a block. */
  others: number;
}

/** Renders the versions of one report, and says what an edit changes on its page. An edit costs what it touches. */
export class PageRenderer {
  readonly work: RenderWork = { prose: 0, rows: 0, others: 0 };
  readonly #alone: boolean;
  readonly #history = new BlockHistory();
  readonly #sheet = new Sheet();
  readonly #summary = new Summary(this.#sheet);
  readonly #flow = new Flow(this.#sheet, this.#summary.part);
  readonly #texts: Texts;
  /** What is shown of blocks that cannot be read may read other facts at any time. */
  readonly #stale = new Set<Unit>();
  readonly #labels = new Map<string, string>();
  #analysis: Analysis | undefined;
  #language: string | undefined;

  /** A page that stands `alone` does not say where it comes from. */
  constructor(alone = false) {
    this.#texts = new Texts((source) => {
      this.work.prose++;
      return renderProse(source);
    });
    this.#alone = alone;
  }

  /** Renders the next version. */
  render(analysis: Analysis, messages: Messages): PageChanges {
    const before = this.#analysis;
    const anew =
      before === undefined ||
      before.project !== analysis.project ||
      before.asOf !== analysis.asOf ||
      this.#language !== messages.language;
    if (anew) this.#labels.clear();
    this.#analysis = analysis;
    this.#language = messages.language;
    const followed = this.#history.follow(analysis);
    this.#place(followed, analysis, anew);
    const context = new PageContext({
      analysis,
      messages,
      entries: this.#history.entries,
      labels: this.#labels,
      alone: this.#alone,
    });
    this.#renderPieces(context, anew);
    const { rendered } = this.#summary;
    this.#summary.render(context, followed, anew);
    this.work.rows += this.#summary.rendered - rendered;
    const lines: Record<string, number | null> = {};
    for (const { id } of followed.before) lines[id] = null;
    for (const { id, block } of followed.now) lines[id] = analysis.document.lineOf(block);
    return { ...this.#sheet.take(), shift: followed.shift ?? null, lines };
  }

  /** The HTML of the page as it was last rendered. */
  get html(): string {
    return this.#sheet.top.inner;
  }

  /** The page as it was last rendered. */
  whole(): WholePage {
    const lines: Record<string, number> = {};
    let line = 0;
    for (const block of this.#analysis?.document.blocks ?? []) {
      lines[this.#history.entries.get(block)!.id] = line;
      line += block.lines;
    }
    return { html: this.html, lines };
  }

  /** Finds out which pieces come, go and change. */
  #place({ before, now, changed, from }: Followed, analysis: Analysis, anew: boolean): void {
    const { blocks } = analysis.document;
    const isNow = new Set(now);
    for (const entry of before) if (!isNow.has(entry)) this.#summary.drop(entry);
    this.#flow.replace(before, now, () => this.#before(blocks, from));
    for (const entry of changed)
      this.#flow.replace([entry], [entry], () => this.#before(blocks, blocks.indexOf(entry.block)));
    const shares = anew ? this.#history.entries.values() : [...now, ...changed];
    for (const entry of shares) this.#summary.take(entry, analysis);
  }

  /** The last piece of the blocks before an index. */
  #before(blocks: Analysis['document']['blocks'], index: number): Unit | undefined {
    for (let at = index - 1; at >= 0; at--) {
      const unit = this.#unitsOf(blocks.at(at)!).at(-1);
      if (unit) return unit;
    }
    return undefined;
  }

  #unitsOf(block: Block): readonly Unit[] {
    const entry = this.#history.entries.get(block);
    return entry ? this.#flow.unitsOf(entry) : [];
  }

  #renderPieces(context: PageContext, anew: boolean): void {
    const { outdated, touched, gone } = this.#flow;
    for (const unit of gone) {
      this.#texts.forget(unit);
      this.#stale.delete(unit);
    }
    gone.clear();
    if (anew) {
      for (let unit = this.#flow.first; unit; unit = unit.after) {
        outdated.add(unit);
        if (unit.table) touched.add(unit.table);
      }
    }
    for (const unit of this.#stale) outdated.add(unit);
    const lineOf = ({ piece }: Unit) => context.analysis.document.lineOf(piece.at);
    for (const unit of this.#texts.define(outdated, lineOf)) outdated.add(unit);
    for (const table of touched) this.#renderTable(context, table, anew);
    touched.clear();
    for (const unit of outdated) this.#renderUnit(context, unit);
    outdated.clear();
  }

  #renderTable(context: PageContext, table: Table, anew: boolean): void {
    const { section, body, list, columns } = table;
    const attributes = { class: 'block', ...context.part(section.id), ...context.parts(section.id) };
    this.#sheet.fill(section, shell('section', attributes));
    const same =
      columns.size === table.shown.size && [...columns.keys()].every((key) => table.shown.has(key));
    if (!same) {
      table.shown = new Set(columns.keys());
      for (let part = body.first; part; part = part.next)
        if (part instanceof Unit) this.#flow.outdated.add(part);
    }
    if (table.rows === 0) this.#sheet.fill(body, closed(undefined));
    else if (!same || anew || body.empty) {
      const head = list === 'metrics' || list === 'targets' ? metricTable : taskTable;
      this.#sheet.fill(body, head(context, body.id, list, table.shown));
    }
  }

  #renderUnit(context: PageContext, unit: Unit): void {
    const { piece, id, table } = unit;
    const { shows, state } = piece;
    if (state === 'stale') this.#stale.add(unit);
    else this.#stale.delete(unit);
    const note = (attributes = {}) =>
      stateNote(context, piece, { ...context.atFrom(piece.at), ...attributes });
    const others: Markup[] = [];
    switch (shows.kind) {
      case 'metrics':
        this.work.rows++;
        this.#fill(
          unit,
          shows.metrics.map((metric) => metricRows(context, metric, unit, table!.shown)),
        );
        this.#note(unit, note);
        return;
      case 'tasks':
        this.work.rows++;
        this.#fill(
          unit,
          shows.tasks.map((task) => taskRows(context, task, unit, table!.shown)),
        );
        this.#note(unit, note);
        return;
      case 'source': {
        this.work.others++;
        const at = { ...context.at(piece.at), ...context.part(id) };
        const source = element('pre', { class: 'broken', ...at }, element('code', {}, shows.text));
        others.push(source, Markup.of(note(context.part(id))));
        break;
      }
      case 'heading':
        this.work.others++;
        others.push(this.#texts.heading(context, shows.section, piece));
        break;
      case 'prose':
        others.push(this.#texts.prose(context, unit, shows.prose), Markup.of(stateNote(context, piece)));
        break;
    }
    const markup = Markup.of(others);
    if (markup.html.trim() === '') this.#fill(unit, []);
    else if (table) this.#fill(unit, [markup]);
    else this.#fill(unit, [element('section', { class: 'block', ...context.part(id) }, markup)]);
  }

  #fill(part: Part, markup: readonly Markup[]): void {
    this.#sheet.fill(part, closed(Markup.of(markup)));
  }

  /** What is said below a table of rows that cannot be read. */
  #note(unit: Unit, of: (attributes: object) => Markup | undefined): void {
    if (unit.piece.state === 'fresh') {
      if (unit.note) this.#sheet.remove(unit.note);
      unit.note = undefined;
      return;
    }
    if (!unit.note) {
      const note = new Part(`note-${unit.id}`);
      this.#sheet.put(note, unit.table!.section, this.#flow.behind(unit));
      unit.note = note;
    }
    const id = this.#alone ? {} : { 'data-id': unit.note.id };
    this.#fill(unit.note, [Markup.of(of(id))]);
  }
}

/** A whole HTML document that needs nothing beside itself; `css` is the stylesheet of our pages. */
export function standalonePage(analysis: Analysis, messages: Messages, css: string): string {
  const renderer = new PageRenderer(true);
  renderer.render(analysis, messages);
  const { report } = analysis;
  return [
    '<!doctype html>',
    `<html lang="${languageTag(analysis)}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(report.header.title ?? messages.text('page.untitled'))}</title>`,
    `<style>\n${css.replaceAll('</', '<\\/')}</style>`,
    '</head>',
    '<body class="standalone">',
    element('main', { id: 'page' }, Markup.escaped(renderer.html)).html,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** The language of a report as HTML names it. */
export function languageTag({ report }: Analysis): string {
  return report.language === 'zh' ? 'zh-CN' : 'en';
}
