import type { Analysis } from '../analysis.ts';
import type { Block } from '../document/block.ts';
import { type Span, shift } from '../text/span.ts';

/** A section with everything that belongs to it, in offsets of the text. */
export interface SectionExtent {
  readonly block: Block;
  readonly heading: string;
  readonly name: Span;
  /** 1 for the outermost. */
  readonly level: number;
  /** From its heading to the last words before the next section of the same or a higher level. */
  readonly span: Span;
}

/** All sections that begin in blocks of their own, in order: from each heading to the next one of its level or a higher one. */
export function sectionExtents({ document, of }: Analysis): readonly SectionExtent[] {
  type Begun = Omit<SectionExtent, 'span'> & { readonly start: number; end: number };
  const all: Begun[] = [];
  const open: Begun[] = [];
  let at = 0;
  for (const block of document.blocks) {
    const { content } = of(block);
    const begins = block.kind === 'prose' ? content.sections[0] : undefined;
    const opened = begins ?? (block.opens ? content.sections[0] : undefined);
    if (opened || document.form === 'yaml') {
      const above = opened ? opened.level - 1 : block.depth;
      while (open.length > 0 && open.at(-1)!.level > above) open.pop();
    }
    if (opened) {
      const indent = /^[ \t]*/.exec(block.text)![0].length;
      const name = shift(opened.span, at);
      const one = { block, heading: opened.heading, name, level: opened.level };
      const begun = { ...one, start: at + indent, end: at };
      all.push(begun);
      open.push(begun);
    }
    const written = block.text.trimEnd().length;
    if (written > 0) for (const one of open) one.end = at + written;
    at += block.text.length;
  }
  return all.map(({ start, end, ...one }) => ({ ...one, span: { start, end } }));
}
