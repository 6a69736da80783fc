import { Block, type BlockKind, type Grammar, type ListName, type SplitState, sameState } from './block.ts';
import { linesOf } from './lines.ts';

/** The block that begins with a line. */
export interface Begins {
  readonly kind: BlockKind;
  readonly list?: ListName | undefined;
  readonly depth?: number;
  readonly opens?: boolean;
}

/** What a line does to the state, and the block that begins with it, if one does. */
export interface Step<S extends SplitState> {
  readonly state: S;
  readonly begins?: Begins;
}

/** A state machine over the lines of a text that says where blocks begin. */
export interface Splitter<S extends SplitState> {
  readonly start: S;
  /** The first line of a text always begins a block. */
  next(state: S, line: string, grammar: Grammar): Step<S>;
}

/** What an edit replaced: in the text before, and how much longer or shorter the text is now. */
export interface Edited {
  readonly start: number;
  readonly end: number;
  readonly growth: number;
}

/**
 * Splits a text into blocks. After an edit (`before` are the blocks until then, at their `starts`) it begins at the block
 * before the edited one, and ends as soon as a block begins behind the edit in the state in which it began before:
 * from there on nothing can differ, and the blocks are kept.
 */
export function split<S extends SplitState>(
  text: string,
  splitter: Splitter<S>,
  grammar: Grammar,
  before?: { readonly blocks: readonly Block[]; readonly starts: readonly number[]; readonly edited: Edited },
): readonly Block[] {
  const first = before ? Math.max(0, indexAt(before.starts, before.edited.start) - 1) : 0;
  const kept = before ? before.blocks.slice(0, first) : [];
  const from = before?.starts[first] ?? 0;
  let state = (before?.blocks[first]?.entry as S | undefined) ?? splitter.start;
  const fresh: Block[] = [];
  let block: (Begins & { readonly start: number; readonly entry: S }) | undefined;
  for (const { start, end } of linesOf(text, from)) {
    const step = splitter.next(state, text.slice(start, end), grammar);
    if (step.begins) {
      if (block) fresh.push(new Block({ ...block, text: text.slice(block.start, start), grammar }));
      const rest =
        before && start >= before.edited.end + before.edited.growth
          ? restAt(before, start, state)
          : undefined;
      if (before && rest !== undefined) {
        return [...kept, ...again(fresh, before.blocks.slice(first, rest)), ...before.blocks.slice(rest)];
      }
      block = { ...step.begins, start, entry: state };
    }
    state = step.state;
  }
  if (block) fresh.push(new Block({ ...block, text: text.slice(block.start), grammar }));
  return before ? [...kept, ...again(fresh, before.blocks.slice(first))] : fresh;
}

/** The index of the block that began at this place, and in this state, before the edit. */
function restAt(
  {
    blocks,
    starts,
    edited,
  }: { readonly blocks: readonly Block[]; readonly starts: readonly number[]; readonly edited: Edited },
  start: number,
  state: SplitState,
): number | undefined {
  const index = indexAt(starts, start - edited.growth);
  return starts[index] === start - edited.growth && sameState(blocks[index]!.entry, state)
    ? index
    : undefined;
}

/** The last of the ascending starts that is not behind the offset. */
export function indexAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The blocks, with those that are the same as before at either end in place of their likes. */
function again(fresh: Block[], old: readonly Block[]): Block[] {
  const shorter = Math.min(fresh.length, old.length);
  let head = 0;
  while (head < shorter && fresh[head]!.same(old[head]!)) {
    fresh[head] = old[head]!;
    head++;
  }
  for (let tail = 1; tail <= shorter - head; tail++) {
    const one = old[old.length - tail]!;
    if (!fresh[fresh.length - tail]!.same(one)) break;
    fresh[fresh.length - tail] = one;
  }
  return fresh;
}
