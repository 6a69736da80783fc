import type { Analysis, BlockReading, Problem } from '../analysis.ts';
import type { Block } from '../document/block.ts';
import type { Params } from '../issue.ts';
import type { Messages } from '../messages/messages.ts';
import { type Prose, placeInProse, proseOfScalar } from '../model/prose.ts';
import { type Reference, referenceContext, resolveReference } from '../model/reference.ts';
import type { Item, Written } from '../schema/instance.ts';
import { listOf, nodeOf } from '../schema/instance.ts';
import { termLabel } from '../schema/vocabulary.ts';
import type { Language } from '../text/language.ts';
import type { Span } from '../text/span.ts';
import { inlineMarkup } from './inline.ts';
import { type Attributes, Markup } from './markup.ts';
import type { Entry } from './pieces.ts';
import { renderPlain } from './prose.ts';

/** What a page is made from. */
export interface PageSource {
  readonly analysis: Analysis;
  readonly messages: Messages;
  /** The entries of the blocks of this version. */
  readonly entries: ReadonlyMap<Block, Pick<Entry, 'id'>>;
  /** The names of keys and values that were already looked for, of one project and in one language. */
  readonly labels: Map<string, string>;
  /** On a page that stands alone nothing says where it comes from. */
  readonly alone: boolean;
}

/** What everything on a page reads: the analysis, the words of its language, and where in the document things stand. */
export class PageContext {
  readonly analysis: Analysis;
  readonly messages: Messages;
  readonly #entries: ReadonlyMap<Block, Pick<Entry, 'id'>>;
  readonly #labels: Map<string, string>;
  readonly #alone: boolean;

  constructor({ analysis, messages, entries, labels, alone }: PageSource) {
    this.analysis = analysis;
    this.messages = messages;
    this.#entries = entries;
    this.#labels = labels;
    this.#alone = alone;
  }

  get language(): Language {
    return this.messages.language;
  }

  /** A word or sentence of the page. */
  text(key: string, params?: Params): string {
    return this.messages.text(`page.${key}`, params);
  }

  /** The name of a key or of an enumeration's value. */
  label(term: string): string {
    let label = this.#labels.get(term);
    if (label === undefined) {
      label = termLabel(this.analysis.project.vocabulary, term, this.language);
      this.#labels.set(term, label);
    }
    return label;
  }

  /** What is known of a block; nothing of one that a page shows as it was before. */
  reading(block: Block): BlockReading | undefined {
    return this.#entries.has(block) ? this.analysis.of(block) : undefined;
  }

  /** The errors and warnings of a block. */
  problemsIn(block: Block): readonly Problem[] {
    return this.reading(block)?.problems.filter(({ level }) => level !== 'info') ?? [];
  }

  /** The errors and warnings that lie within a part of a block. */
  problemsAt(block: Block, { start, end }: Span): readonly Problem[] {
    return this.problemsIn(block).filter(({ span }) => start <= span.start && span.end <= end);
  }

  /** Where a place of the document stands, as the attributes of what shows it among what else its block says. */
  at(block: Block, offset = 0): Pick<Attributes, 'data-line'> {
    const places = !this.#alone && this.#entries.has(block);
    return places ? { 'data-line': linesBefore(block.text, offset) } : {};
  }

  /** The same for what stands anywhere else on the page. */
  atFrom(block: Block, offset = 0): Pick<Attributes, 'data-line' | 'data-block'> {
    const places = this.at(block, offset);
    return this.#alone ? places : { ...places, 'data-block': this.#entries.get(block)?.id };
  }

  /** What an element says of itself that is, or belongs to, a part of the page. */
  part(id: string): Pick<Attributes, 'data-id'> {
    return this.#alone ? {} : { 'data-id': id };
  }

  /** The same for the one in which that part's own parts lie. */
  parts(id: string): Pick<Attributes, 'data-parts'> {
    return this.#alone ? {} : { 'data-parts': id };
  }

  /** The references in a text, resolved: one for each of its inlines that is one. */
  referencesIn(prose: Prose): readonly (Reference | undefined)[] {
    const { project, register, report } = this.analysis;
    const known = this.reading(prose.block)?.references ?? [];
    const context = referenceContext(project, report.language, report.header);
    return prose.inlines.map(
      (inline) =>
        known.find(
          (one) => one.prose.scalar === prose.scalar && one.inline.span.start === inline.span.start,
        ) ?? resolveReference(prose, inline, register, context),
    );
  }

  /** What each of the inlines of a text is shown as. */
  shown(prose: Prose): readonly Markup[] {
    const references = this.referencesIn(prose);
    return prose.inlines.map((inline, index) => {
      const place = placeInProse(prose, inline.span);
      return inlineMarkup({
        context: this,
        inline,
        written: prose.text.slice(inline.span.start, inline.span.end),
        inside: inline.kind === 'bound' ? prose.text.slice(inline.text.start, inline.text.end) : '',
        reference: references[index],
        problems: this.problemsAt(prose.block, place),
        at: this.at(prose.block, place.start),
      });
    });
  }

  /** A value of an item with its references. */
  value(block: Block, written: Written): Markup {
    // Of a name among several only the scalar as a whole could hold a reference, and names hold none.
    const plain = written.text !== written.scalar.source.trim();
    if (plain) return Markup.of(written.text);
    const prose = proseOfScalar(block, written.scalar);
    return renderPlain({ text: prose.text.trimEnd(), inlines: prose.inlines, shown: this.shown(prose) });
  }

  /** The values under a key of an item, each with its references. */
  values(block: Block, item: Item, key: string): readonly Markup[] {
    const node = nodeOf(item, key);
    if (node?.kind === 'scalar' && item.entity.named(key)?.kind !== 'names') {
      return [this.value(block, { text: node.source.trim(), scalar: node, span: node.span })];
    }
    return listOf(item, key).map((written) => this.value(block, written));
  }
}

function linesBefore(text: string, offset: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
