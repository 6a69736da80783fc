import type { TextChange } from '../text/span.ts';
import { type Begins, Block, type Grammar, type SplitState, sameState } from './block.ts';
import { BlockList } from './block-list.ts';

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

/** Splits a text into blocks. */
export function split<S extends SplitState>(
  text: string,
  splitter: Splitter<S>,
  grammar: Grammar,
): BlockList {
  const blocks = run(
    splitter,
    grammar,
    splitter.start,
    text,
    () => '',
    () => false,
  );
  Block.parseTogether(blocks);
  return BlockList.of(blocks);
}

/**
 * Splits again after one change of the text, whose span counts in the text before it. It begins at the changed block, or at
 * the one before where the first line changes, and ends as soon as a block begins behind the change in the state in which
 * it began before: from there on nothing can differ, and the blocks are kept.
 */
export function splitAgain<S extends SplitState>(
  blocks: BlockList,
  { span, text }: TextChange,
  splitter: Splitter<S>,
  grammar: Grammar,
): BlockList {
  const first = firstChanged(blocks, span.start);
  const from = blocks.startAt(first);
  let taken = blocks.indexAt(span.end) + 1;
  const before = textOf(blocks.slice(first, taken));
  const after = before.slice(0, span.start - from) + text + before.slice(span.end - from);
  const growth = text.length - (span.end - span.start);
  let rest = blocks.length;
  let ahead = 1;
  const more = () => {
    // Twice as many each time, so that a change that reaches far costs its reach and not the square of it.
    const next = blocks.slice(taken, taken + ahead);
    taken += next.length;
    ahead *= 2;
    return textOf(next);
  };
  const settled = (start: number, state: S) => {
    const old = from + start - growth;
    if (old < span.end || old >= blocks.size) return false;
    const index = blocks.indexAt(old);
    if (blocks.startAt(index) !== old || !sameState(blocks.at(index)!.entry, state)) return false;
    rest = index;
    return true;
  };
  const state = (blocks.at(first)!.entry as S | undefined) ?? splitter.start;
  const fresh = again(run(splitter, grammar, state, after, more, settled), blocks.slice(first, rest));
  Block.parseTogether(fresh);
  return blocks.splice(first, rest, fresh);
}

/** The index of the block at which a change that begins at an offset may first show: whether a block begins is said by its first line. */
function firstChanged(blocks: BlockList, offset: number): number {
  const index = blocks.indexAt(offset);
  const feed = blocks.at(index)!.text.indexOf('\n');
  return feed >= 0 && offset - blocks.startAt(index) > feed ? index : Math.max(0, index - 1);
}

/**
 * Runs the state machine over a text, which `more` continues until it returns nothing, and returns the blocks until
 * one begins where everything is `settled`.
 */
function run<S extends SplitState>(
  splitter: Splitter<S>,
  grammar: Grammar,
  start: S,
  beginning: string,
  more: () => string,
  settled: (start: number, state: S) => boolean,
): Block[] {
  const blocks: Block[] = [];
  let text = beginning;
  let state = start;
  /** The block that is being read: what it is, the state at its entry, and where it begins. */
  let begun: Begins | undefined;
  let entry = start;
  let from = 0;
  for (let at = 0; ; ) {
    const feed = text.indexOf('\n', at);
    if (feed < 0) {
      const next = more();
      text += next;
      if (next !== '') continue;
      if (at === text.length) break;
    }
    let end = feed < 0 ? text.length : feed;
    if (end > at && text[end - 1] === '\r') end--;
    const step = splitter.next(state, text.slice(at, end), grammar);
    if (step.begins) {
      if (begun) blocks.push(new Block(begun, entry, text.slice(from, at), grammar));
      if (settled(at, state)) return blocks;
      begun = step.begins;
      entry = state;
      from = at;
    }
    state = step.state;
    at = feed < 0 ? text.length : feed + 1;
  }
  if (begun) blocks.push(new Block(begun, entry, text.slice(from), grammar));
  return blocks;
}

function textOf(blocks: readonly Block[]): string {
  return blocks.map((block) => block.text).join('');
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
