import type { Analysis } from '../analysis.ts';
import type { Block } from '../document/block.ts';
import { type Inline, maskCode } from '../document/inline.ts';
import { writtenSpan } from '../document/lines.ts';
import { type Entry, type Node, partOf, type Scalar } from '../document/node.ts';
import { type Prose, placeInProse } from '../model/prose.ts';
import { scanFigures } from '../quantity/scan.ts';
import { type Span, shift, touches } from '../text/span.ts';
import { dataRunsOf } from './data-lines.ts';
import { sectionExtents } from './sections.ts';
import { type OutlinePart, outline } from './symbols.ts';

/**
 * What a selection at an offset grows to, the smallest first; each holds the one before and is longer. In data: a word, the
 * number, the figure with its unit and wording, the value, the key with it, the item, the list, the section. In prose: the
 * text of a reference, the reference, the sentence, the paragraph, the section. The last is the whole text.
 */
export function selections(analysis: Analysis, offset: number): readonly Span[] {
  const { document, of } = analysis;
  const found: Span[] = [{ start: 0, end: document.size }];
  const block = document.blockAt(offset);
  if (block) {
    const at = document.startOf(block);
    const inBlock = (span: Span) => found.push(shift(span, at));
    const whole = writtenSpan(block.text);
    // Own lines belong to a section, which is more than its block.
    if (block.kind !== 'own') inBlock(whole);
    for (const prose of of(block).model.proses) inProse(analysis, prose, offset - at).forEach(inBlock);
    const goesOn = document.blocks.at(document.blocks.indexOf(block) + 1)?.kind === 'text';
    for (const span of inData(analysis, block, offset - at)) {
      // A value whose further paragraphs are blocks of their own ends in one of those.
      if (!goesOn || span.end < whole.end) inBlock(span);
    }
    inBlock(wordAt(block.text, offset - at));
  }
  for (const { name, span } of sectionExtents(analysis)) found.push(span, name);
  for (const { kind, inner, outer } of dataRunsOf(document)) {
    if (kind === 'file') continue;
    const lines = document.text.slice(inner.start, inner.end);
    found.push(outer, shift(writtenSpan(lines), inner.start));
  }
  const visit = (parts: readonly OutlinePart[]): void => {
    for (const { span, name, children } of parts) {
      if (!touches(span, offset)) continue;
      found.push(span, name);
      visit(children);
    }
  };
  visit(outline(analysis));
  return chain(found, offset);
}

/** The spans that hold an offset as a chain, in which each holds the one before; what crosses others is left out. */
function chain(spans: readonly Span[], offset: number): readonly Span[] {
  const holding = spans.filter((span) => touches(span, offset) && span.end > span.start);
  // Of two that only touch each other at the offset, what begins there is meant.
  holding.sort((a, b) => b.end - b.start - (a.end - a.start) || b.start - a.start);
  const nested: Span[] = [];
  for (const span of holding) {
    const around = nested.at(-1);
    if (!around || (span.start >= around.start && span.end <= around.end && length(span) < length(around)))
      nested.push(span);
  }
  return nested.reverse();
}

function length({ start, end }: Span): number {
  return end - start;
}

const wordSigns = /[\p{L}\p{N}_]/u;

/** The word at an offset: letters and digits, or the signs of one script that stand together. */
function wordAt(text: string, offset: number): Span {
  let start = offset;
  let end = offset;
  while (start > 0 && wordSigns.test(text[start - 1]!)) start--;
  while (end < text.length && wordSigns.test(text[end]!)) end++;
  // Chinese sets no blanks between words: a number in it is one, and what stands between numbers another.
  for (const { index, 0: word } of text.slice(start, end).matchAll(/\p{N}+|[^\p{N}]+/gu)) {
    const from = start + index;
    if (from + word.length > offset || (from + word.length === offset && offset === end))
      return { start: from, end: from + word.length };
  }
  return { start: offset, end: offset };
}

/** What stands around an offset of prose, in spans of its block. */
function inProse({ project, of }: Analysis, prose: Prose, offset: number): Span[] {
  const whole = placeInProse(prose, { start: 0, end: prose.text.length });
  if (!touches(whole, offset)) return [];
  const found: Span[] = [];
  const add = (part: Span) => found.push(placeInProse(prose, part));
  const masked = maskCode(prose.text);
  for (const paragraph of paragraphsOf(prose.text)) {
    add(paragraph);
    for (const sentence of sentencesOf(prose.text, paragraph, prose.inlines)) add(sentence);
  }
  for (const figure of scanFigures(masked, project.catalogue)) [figure.span, figure.number].forEach(add);
  for (const inline of prose.inlines) {
    add(inline.span);
    if (inline.kind === 'bound') add(inline.text);
    if (inline.kind !== 'near-miss') add(inline.address);
  }
  for (const { prose: its, inline, address } of of(prose.block).references) {
    if (its === prose) add(shift(address.nameSpan, inline.address.start));
  }
  return found;
}

/** The runs of lines between blank ones. */
function paragraphsOf(text: string): Span[] {
  const found: Span[] = [];
  let from = 0;
  for (const { index, 0: gap } of text.matchAll(/\n[ \t]*\r?\n|$/g)) {
    const part = shift(writtenSpan(text.slice(from, index)), from);
    if (part.end > part.start) found.push(part);
    from = index + gap.length;
  }
  return found;
}

/** Where a sentence ends: behind its stop and what closes with it. An English stop is followed by a blank, and no initial or figure. */
const sentenceEnd =
  /(?:[。！？；!?]+|(?<!\b(?:[A-Z]|No|Mr|Ms|Mrs|Dr|St|vs|etc|e\.g|i\.e|approx|ca))\.(?=\s))[”’"'）)》]*/gu;

function sentencesOf(text: string, { start, end }: Span, inlines: readonly Inline[]): Span[] {
  const found: Span[] = [];
  const add = (from: number, to: number): void => {
    const part = shift(writtenSpan(text.slice(from, to)), from);
    if (part.end > part.start) found.push(part);
  };
  // The marks of a heading or of a list's item are no words of its first sentence.
  const marks = /^[ \t]*(?:#{1,6}|[-+*]|\d{1,9}[.)])[ \t]+/.exec(text.slice(start, end))?.[0].length ?? 0;
  let from = start + marks;
  for (const { index, 0: stop } of text.slice(start, end).matchAll(sentenceEnd)) {
    const at = start + index;
    // A name in a reference may hold any sign.
    if (at < from || inlines.some(({ span }) => span.start < at && at < span.end)) continue;
    add(from, at + stop.length);
    from = at + stop.length;
  }
  add(from, end);
  return found;
}

/** What stands around an offset of data, in spans of its block. */
function inData({ project, of }: Analysis, block: Block, offset: number): Span[] {
  const found: Span[] = [];
  const { model } = of(block);
  const scalarParts = (scalar: Scalar): void => {
    found.push(scalar.span, partOf(scalar, { start: 0, end: scalar.source.length }));
    for (const figure of scanFigures(scalar.source, project.catalogue)) {
      for (const part of [figure.span, figure.number]) found.push(partOf(scalar, part));
    }
    // Several names in one value are apart at these signs.
    for (const { index, 0: name } of scalar.source.matchAll(/[^、，；,;\s][^、，；,;\n]*/gu))
      found.push(partOf(scalar, { start: index, end: index + name.trimEnd().length }));
  };
  const entry = ({ key, value }: Entry): void => {
    const end = Math.max(key.span.end, value?.span.end ?? 0);
    const whole = { start: key.span.start, end: writtenSpan(block.text.slice(0, end)).end };
    if (!touches(whole, offset)) return;
    found.push(whole, key.span);
    visit(value);
  };
  const visit = (node: Node | undefined): void => {
    if (!node || !touches(node.span, offset)) return;
    const end = node.span.start + block.text.slice(node.span.start, node.span.end).trimEnd().length;
    found.push({ start: node.span.start, end });
    if (node.kind === 'scalar') scalarParts(node);
    else if (node.kind === 'list') node.items.forEach(visit);
    else node.entries.forEach(entry);
  };
  for (const item of model.items) {
    found.push(item.span);
    if (item.nameKey) found.push(item.nameKey.span);
    visit(item.node);
  }
  if (model.own?.node?.kind === 'map') model.own.node.entries.forEach(entry);
  return found;
}
