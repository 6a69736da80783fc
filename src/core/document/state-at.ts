import type { Block, Frame, Grammar, SplitState } from './block.ts';
import { linesOf } from './lines.ts';
import { markdownSplitter } from './split-markdown.ts';
import { yamlSplitter } from './split-yaml.ts';

/** What the splitter knows before the line of a block in which an offset of the block lies. */
export function stateAt({ text, entry }: Block, offset: number, grammar: Grammar): SplitState {
  let state: SplitState = entry;
  for (const { start, end, next } of linesOf(text)) {
    if (next > offset || (next === text.length && text[next - 1] !== '\n')) break;
    const line = text.slice(start, end);
    state =
      state.form === 'yaml'
        ? yamlSplitter.next(state, line, grammar).state
        : markdownSplitter.next(state, line, grammar).state;
  }
  return state;
}

/** What a line can belong to that begins in a column: the keys of the root or a section, or a list of items. */
export interface Around {
  readonly frame: Frame;
  /** How many sections lie around it. */
  readonly depth: number;
}

/** The outermost thing that a line in a column goes on with, in the frames that are open before it; undefined inside of it. */
export function frameAt(innermost: Frame, column: number): Around | undefined {
  for (let frame = innermost; ; frame = frame.parent!) {
    const { list, indent, parent } = frame;
    const outer = parent ? (parent.indent ?? 0) : -1;
    let ends = indent === undefined ? list !== undefined && column <= outer : column < indent;
    // Between a section's dash and its keys, a line is one of these.
    if (list === undefined && parent?.dash) ends = column <= outer;
    if (ends && parent) continue;
    return frame === innermost && indent !== undefined && column > indent
      ? undefined
      : { frame, depth: depthOf(frame) };
  }
}

function depthOf(frame: Frame): number {
  let depth = 0;
  for (let around: Frame | undefined = frame.parent; around; around = around.parent)
    if (around.list === 'sections') depth++;
  return depth;
}
