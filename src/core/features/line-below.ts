import type { Block } from '../document/block.ts';
import type { ReportDocument } from '../document/document.ts';
import { columnOf, indentOf, linesOf } from '../document/lines.ts';
import { dashAt } from '../document/yaml-line.ts';

/** A line of data that says something. */
export interface LineBelow {
  readonly column: number;
  /** Whether it begins with a dash. */
  readonly dash: boolean;
}

/** The next line that says something below an offset of a block, in it or in those behind it; undefined where the data end. */
export function lineBelow({ blocks }: ReportDocument, block: Block, at: number): LineBelow | undefined {
  const feed = block.text.indexOf('\n', at);
  let from = feed < 0 ? block.text.length : feed + 1;
  const index = blocks.indexOf(block);
  for (const one of blocks.slice(index, index + 4)) {
    if (one !== block && (one.kind === 'prose' || one.kind === 'fence')) return undefined;
    for (const { start, end } of linesOf(one.text, from)) {
      const text = one.text.slice(start, end);
      if (/^\s*(?:#|$)/.test(text)) continue;
      if (/^(?:---|\.\.\.|\s{0,3}(?:```|~~~))/.test(text)) return undefined;
      return { column: columnOf(text), dash: dashAt(text, indentOf(text)) > 0 };
    }
    from = 0;
  }
  return undefined;
}
