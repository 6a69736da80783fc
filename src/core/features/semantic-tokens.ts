import type { Analysis, BlockReading } from '../analysis.ts';
import { type Inline, maskCode } from '../document/inline.ts';
import { partOf, type Scalar } from '../document/node.ts';
import { mentionsIn } from '../model/mentions.ts';
import { type Prose, placeInProse } from '../model/prose.ts';
import { placeInAddress, type Reference } from '../model/reference.ts';
import { visitItem } from '../model/values.ts';
import type { Figure } from '../quantity/figure.ts';
import { readFigure, scanFigures } from '../quantity/scan.ts';
import type { UnitCatalogue } from '../quantity/unit.ts';
import { approxWords } from '../quantity/words.ts';
import { kept } from '../schema/instance.ts';
import type { Key } from '../schema/vocabulary.ts';
import { type Span, shift } from '../text/span.ts';
import { PerBlock } from './per-block.ts';

/** What a run of signs is, in the order of the editor's legend: standard types first, then ours. */
export const tokenTypes = [
  'property',
  'enumMember',
  'number',
  'reportUnit',
  'reportId',
  'reportQualifier',
] as const;

export type TokenType = (typeof tokenTypes)[number];

/** A run of signs on one line; lines and UTF-16 units are counted from 0. */
export interface Token {
  readonly line: number;
  readonly character: number;
  readonly length: number;
  readonly type: TokenType;
}

/** A token of a block: its span, line and units count from the start of that. */
interface BlockToken extends Token {
  readonly span: Span;
}

/** The tokens of blocks, as far as they are known, all with those of prose or all without. */
export type KeptTokens = PerBlock<readonly BlockToken[]>;

/**
 * The tokens of a part of the text, or of all of it, in order and without overlap: known keys and values of data, names,
 * figures with units and qualifying words; in prose only where `prose` says so. Whoever asks again gives what is `known`.
 */
export function semanticTokens(
  { document, of, project }: Analysis,
  prose: boolean,
  range?: Span,
  known: KeptTokens = new PerBlock(),
): Token[] {
  const find = (reading: BlockReading) => new BlockTokens(project.catalogue).read(reading, prose);
  const tokens: Token[] = [];
  for (const block of range ? document.blocksIn(range) : document.blocks) {
    const found = known.of(of(block), find);
    if (found.length === 0) continue;
    const start = document.startOf(block);
    const firstLine = document.lineOf(block);
    for (const { span, line, character, length, type } of found) {
      if (range && (start + span.end <= range.start || start + span.start >= range.end)) continue;
      tokens.push({ line: firstLine + line, character, length, type });
    }
  }
  return tokens;
}

const figureKinds: ReadonlySet<string> = new Set([
  'figure',
  'figure-or-text',
  'figures',
  'parts',
  'groups',
  'number',
  'integer',
]);

/** The tokens of one block; spans count from its start. */
class BlockTokens {
  readonly #catalogue: UnitCatalogue;
  readonly #found: { readonly span: Span; readonly type: TokenType }[] = [];

  constructor(catalogue: UnitCatalogue) {
    this.#catalogue = catalogue;
  }

  /** The tokens in the order of the text, each on one line; of two that overlap the first. */
  read(reading: BlockReading, prose: boolean): readonly BlockToken[] {
    this.#visit(reading, prose);
    const tokens: BlockToken[] = [];
    let end = 0;
    for (const { span, type } of this.#found.sort(bySpan)) {
      if (span.start < end || span.end <= span.start) continue;
      end = span.end;
      const { line, column, endLine } = reading.block.linesOf(span);
      // A name or a number that is wrapped over two lines stays as it is.
      if (line === endLine)
        tokens.push({ span, line, character: column, length: span.end - span.start, type });
    }
    return kept(tokens);
  }

  #visit(reading: BlockReading, prose: boolean): void {
    const { own, items, proses } = reading.model;
    for (const item of own ? [own, ...items] : items) {
      visitItem(item, {
        entry: ({ key: { span } }, key) => key && this.#add(span, 'property'),
        itemName: ({ span }) => this.#add(span, 'reportId'),
        value: (scalar, key) => key && this.#value(scalar, key),
      });
    }
    for (const { kind, span, within } of mentionsIn(reading)) {
      if ((kind === 'metric' || kind === 'organization') && !('address' in within))
        this.#add(span, 'reportId');
    }
    if (!prose) return;
    for (const reference of reading.references) this.#reference(reference);
    for (const one of proses) this.#prose(one);
  }

  #add(span: Span, type: TokenType): void {
    this.#found.push({ span, type });
  }

  #value(scalar: Scalar, key: Key): void {
    const { span, source } = scalar;
    if (key.kind === 'unit') this.#add(span, 'reportUnit');
    else if (key.name === 'id') this.#add(span, 'reportId');
    else if (key.find(source.trim())) this.#add(span, 'enumMember');
    else if (figureKinds.has(key.kind)) {
      const { figure } = readFigure(source, this.#catalogue);
      if (figure) this.#figure(figure, (part) => partOf(scalar, part));
    } else if (key.kind === 'strings') {
      for (const figure of scanFigures(source, this.#catalogue))
        this.#figure(figure, (part) => partOf(scalar, part));
    }
  }

  #figure({ qualifier, suffix, per, number, multiplier, unit }: Figure, place: (part: Span) => Span): void {
    const add = (part: Span | undefined, type: TokenType) => {
      if (part && part.end > part.start) this.#add(place(part), type);
    };
    add(qualifier, 'reportQualifier');
    add(suffix, 'reportQualifier');
    add(number, 'number');
    add(per, 'reportUnit');
    add(multiplier?.span, 'reportUnit');
    add(unit?.span, 'reportUnit');
  }

  #prose(prose: Prose): void {
    const inserted = prose.inlines.filter(({ kind }) => kind === 'inserted');
    for (const figure of scanFigures(maskCode(prose.text), this.#catalogue)) {
      if (!inserted.some((one) => overlaps(one, figure.span)))
        this.#figure(figure, (part) => placeInProse(prose, part));
    }
  }

  #reference(reference: Reference): void {
    const { prose, inline, address, request } = reference;
    const add = (part: Span, type: TokenType) => this.#add(placeInProse(prose, part), type);
    const { nameSpan, facetSpan, qualifierSpan } = address;
    const name = placeInAddress(reference, nameSpan);
    add(name, 'reportId');
    // What is percent-encoded has one place for all of its parts.
    if (name.start === inline.address.start && name.end === inline.address.end) return;
    for (const part of [facetSpan, qualifierSpan]) if (part) add(placeInAddress(reference, part), 'property');
    if (!request) return;
    const from = placeInAddress(reference, qualifierSpan ?? facetSpan ?? nameSpan).end;
    const behind = prose.text.slice(from, inline.address.end);
    for (const { 0: word, index } of behind.matchAll(/\S+/gu)) {
      const part = shift({ start: index, end: index + word.length }, from);
      if (this.#catalogue.find(word) || this.#catalogue.multiplierAt(word, 0)?.end === word.length)
        add(part, 'reportUnit');
      else if (approxWords.some((one) => one.word === word)) add(part, 'reportQualifier');
    }
  }
}

/** What begins first, and of those the longest. */
function bySpan(a: { readonly span: Span }, b: { readonly span: Span }): number {
  return a.span.start - b.span.start || b.span.end - a.span.end;
}

function overlaps({ span }: Inline, part: Span): boolean {
  return span.start < part.end && part.start < span.end;
}
