import { type Prose, placeInProse } from '../model/prose.ts';
import type { Section } from '../model/report.ts';
import type { PageContext } from './context.ts';
import type { Unit } from './flow.ts';
import { element, Markup, type Tag } from './markup.ts';
import type { Piece } from './pieces.ts';
import {
  type Definitions,
  definitionsIn,
  type LineMark,
  linksIn,
  type ProseSource,
  renderPlain,
} from './prose.ts';

/** A piece of prose as it was last rendered, with what its rendering depended on beside its text. */
interface Rendered {
  readonly text: string;
  readonly reads: string;
  /** What its links could name; undefined where it has none that name anything. */
  readonly definitions: Definitions | undefined;
  readonly markup: Markup;
}

const noDefinitions: Definitions = {};

/** The headings and the prose of a page: what was rendered of them, and what they define for the links of each other. */
export class Texts {
  readonly #render: (source: ProseSource) => Markup;
  readonly #rendered = new Map<Unit, Rendered>();
  /** What each piece of prose defines that does. */
  readonly #defined = new Map<Unit, Definitions>();
  /** The pieces whose links could name something. */
  readonly #naming = new Set<Unit>();
  #definitions = noDefinitions;
  /** Whether what is defined, or where, may be something else. */
  #redefined = false;

  /** `render` reads Markdown: what a page takes the most time for. */
  constructor(render: (source: ProseSource) => Markup) {
    this.#render = render;
  }

  /** Forgets what is no longer shown. */
  forget(unit: Unit): void {
    this.#rendered.delete(unit);
    this.#naming.delete(unit);
    if (this.#defined.delete(unit)) this.#redefined = true;
  }

  /**
   * Finds anew what the prose defines for the links of the whole report; of several definitions of one name the first
   * holds. Returns the pieces that may read differently, and whose text did not change.
   */
  define(outdated: Iterable<Unit>, lineOf: (unit: Unit) => number): readonly Unit[] {
    for (const unit of outdated) {
      const { shows } = unit.piece;
      if (shows.kind !== 'prose') continue;
      const { defines, names } = linksIn(shows.prose);
      if (names) this.#naming.add(unit);
      else this.#naming.delete(unit);
      const found = defines ? definitionsIn(bare(shows.prose)) : noDefinitions;
      if (this.#defined.delete(unit)) this.#redefined = true;
      if (Object.keys(found).length === 0) continue;
      this.#defined.set(unit, found);
      this.#redefined = true;
    }
    if (!this.#redefined) return [];
    this.#redefined = false;
    const line = new Map([...this.#defined.keys()].map((unit) => [unit, lineOf(unit)]));
    const inOrder = [...line.keys()].sort((a, b) => line.get(b)! - line.get(a)! || (a.id < b.id ? 1 : -1));
    const all: Definitions = Object.assign({}, ...inOrder.map((unit) => this.#defined.get(unit)!));
    if (sameDefinitions(all, this.#definitions)) return [];
    this.#definitions = all;
    return [...this.#naming];
  }

  /** The heading of a section of a YAML report, one level below the report's title like those of Markdown. */
  heading(context: PageContext, { block, heading, span, level }: Section, piece: Piece): Markup {
    if (heading === '') return Markup.of();
    const tag = `h${Math.min(level + 1, 6)}` as Tag;
    const scalar = context
      .reading(block)
      ?.model.proses.find((prose) => prose.scalar?.span.start === span.start);
    const text = scalar
      ? renderPlain({ text: scalar.text.trim(), inlines: scalar.inlines, shown: context.shown(scalar) })
      : heading;
    const at = piece.state === 'stale' ? context.at(piece.at) : context.at(block, span.start);
    return element(tag, { class: piece.state === 'fresh' ? undefined : piece.state, ...at }, text);
  }

  prose(context: PageContext, unit: Unit, prose: Prose): Markup {
    const source = proseSource(context, prose, unit.piece, this.#definitions);
    const lines = [source.line(0), source.line(startsOfLines(source.text).length - 1)];
    const reads = JSON.stringify([source.shown.map(({ html }) => html), source.marks, lines]);
    const definitions = this.#naming.has(unit) ? this.#definitions : undefined;
    const known = this.#rendered.get(unit);
    if (known?.text === source.text && known.reads === reads && known.definitions === definitions)
      return known.markup;
    const markup = this.#render(source);
    this.#rendered.set(unit, { text: source.text, reads, definitions, markup });
    return markup;
  }
}

function sameDefinitions(a: Definitions, b: Definitions): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => a[name]?.href === b[name]?.href && a[name]?.title === b[name]?.title)
  );
}

/** Prose as far as it defines something. */
function bare({ text, inlines }: Prose): ProseSource {
  return { text, inlines, shown: [], marks: [], definitions: noDefinitions, line: () => undefined };
}

/** Prose with everything that its rendering reads. */
function proseSource(
  context: PageContext,
  prose: Prose,
  piece: Piece,
  definitions: Definitions,
): ProseSource {
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
    definitions,
    line(line) {
      if (!fresh) return context.at(piece.at)['data-line'];
      const start = starts[line] ?? 0;
      return context.at(block, placeInProse(prose, { start, end: start }).start)['data-line'];
    },
  };
}

function startsOfLines(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
