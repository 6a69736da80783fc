import type { Block } from '../document/block.ts';
import { type Inline, scanInlines } from '../document/inline.ts';
import { type Node, partOf, type Scalar } from '../document/node.ts';
import type { Span } from '../text/span.ts';

/** A text in which references may stand: a block of Markdown, or a value of a data block. */
export interface Prose {
  readonly block: Block;
  readonly text: string;
  readonly inlines: readonly Inline[];
  /** The value it is, where it is one. */
  readonly scalar: Scalar | undefined;
}

/** The place in the block of a part of the prose. */
export function placeInProse(prose: Prose, part: Span): Span {
  return prose.scalar ? partOf(prose.scalar, part) : part;
}

/** A block of Markdown as prose. */
export function proseOfBlock(block: Block): Prose {
  return { block, text: block.text, inlines: block.inlines, scalar: undefined };
}

/** A value as prose. */
export function proseOfScalar(block: Block, scalar: Scalar): Prose {
  return { block, text: scalar.source, inlines: scanInlines(scalar.source), scalar };
}

const none: ReadonlySet<string> = new Set();

/** Every value of a tree that is prose: what stands under some of its own keys, and any other in which a reference stands. */
export function prosesIn(block: Block, node: Node | undefined, keys: ReadonlySet<string> = none): Prose[] {
  const found: Prose[] = [];
  const visit = (part: Node | undefined, always: boolean): void => {
    if (part?.kind === 'map') {
      for (const { name, value } of part.entries) visit(value, part === node && keys.has(name));
    } else if (part?.kind === 'list') for (const item of part.items) visit(item, always);
    else if (part) {
      const prose = proseOfScalar(block, part);
      if (always || prose.inlines.length > 0) found.push(prose);
    }
  };
  visit(node, false);
  return found;
}
