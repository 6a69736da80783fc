import type { TextChange } from '../text/span.ts';
import { Block, type BlockKind, type Grammar, type ListName, type SplitState, sameState } from './block.ts';
import { BlockList } from './block-list.ts';

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
 * Splits again after one change of the text, whose span counts in the text before it. It begins at the block before the
 * changed one, and ends as soon as a block begins behind the change in the state in which it began before: from there on
 * nothing can differ, and the blocks are kept.
 */
export function splitAgain<S extends SplitState>(
  blocks: BlockList,
  { span, text }: TextChange,
  splitter: Splitter<S>,
  grammar: Grammar,
): BlockList {
  const first = Math.max(0, blocks.indexAt(span.start) - 1);
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

/**
 * Runs the state machine over a text, which `more` continues until it returns nothing, and returns the blocks until
 * one begins where everything is `settled`.
 */
function run<S extends SplitState>(
  splitter: Splitter<S>,
  grammar: Grammar,
  entry: S,
  beginning: string,
  more: () => string,
  settled: (start: number, state: S) => boolean,
): Block[] {
  const blocks: Block[] = [];
  let text = beginning;
  let state = entry;
  let block: (Begins & { readonly start: number; readonly entry: S }) | undefined;
  for (let start = 0; ; ) {
    const feed = text.indexOf('\n', start);
    if (feed < 0) {
      const next = more();
      text += next;
      if (next !== '') continue;
      if (start === text.length) break;
    }
    let end = feed < 0 ? text.length : feed;
    if (end > start && text[end - 1] === '\r') end--;
    const step = splitter.next(state, text.slice(start, end), grammar);
    if (step.begins) {
      if (block) blocks.push(new Block({ ...block, text: text.slice(block.start, start), grammar }));
      if (settled(start, state)) return blocks;
      block = { ...step.begins, start, entry: state };
    }
    state = step.state;
    start = feed < 0 ? text.length : feed + 1;
  }
  if (block) blocks.push(new Block({ ...block, text: text.slice(block.start), grammar }));
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
