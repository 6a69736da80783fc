import type { Block } from './block.ts';
import { lastNotBehind } from './lines.ts';

/** How many blocks a chunk has at most: about the square root of what the largest reports have. */
const most = 256;

/** Where the newest list keeps a chunk: a hint, to be checked before it is believed. All versions of a chunk share it. */
export interface Home {
  order: number;
}

/** Some blocks that follow each other, with what is to be added up over them. Immutable. */
class Chunk {
  readonly home: Home;
  readonly blocks: readonly Block[];
  /** Where each block begins, in UTF-16 units and in lines, from the start of the chunk. */
  readonly starts: readonly number[];
  readonly lines: readonly number[];
  readonly size: number;
  readonly lineCount: number;
  /** Whether there may be one among them that is no item of a list. */
  readonly #marked: boolean;

  private constructor(
    home: Home,
    blocks: readonly Block[],
    { starts, lines, size, lineCount, marked }: Sums,
  ) {
    this.home = home;
    this.blocks = blocks;
    this.starts = starts;
    this.lines = lines;
    this.size = size;
    this.lineCount = lineCount;
    this.#marked = marked;
  }

  static of(blocks: readonly Block[]): Chunk {
    const home: Home = { order: 0 };
    const sums = noSums();
    for (const [index, block] of blocks.entries()) {
      add(sums, block);
      settle(block, home, index);
    }
    return new Chunk(home, blocks, sums);
  }

  /** The chunk with some of its blocks replaced. Those that stay are not looked at. */
  with(from: number, to: number, fresh: readonly Block[]): Chunk {
    const { starts, lines, size, lineCount } = this;
    const sums: Sums = {
      starts: starts.slice(0, from),
      lines: lines.slice(0, from),
      size: starts[from] ?? size,
      lineCount: lines[from] ?? lineCount,
      marked: this.#marked,
    };
    for (const [index, block] of fresh.entries()) {
      add(sums, block);
      settle(block, this.home, from + index);
    }
    const longer = sums.size - (starts[to] ?? size);
    const deeper = sums.lineCount - (lines[to] ?? lineCount);
    for (let index = to; index < starts.length; index++) {
      sums.starts.push(starts[index]! + longer);
      sums.lines.push(lines[index]! + deeper);
    }
    sums.size = size + longer;
    sums.lineCount = lineCount + deeper;
    return new Chunk(this.home, [...this.blocks.slice(0, from), ...fresh, ...this.blocks.slice(to)], sums);
  }

  /** The index nearest to `from`, going by `step`, of a block that is no item; -1 where there is none. */
  mark(from: number, step: 1 | -1): number {
    if (!this.#marked) return -1;
    for (let index = from; index >= 0 && index < this.blocks.length; index += step) {
      if (this.blocks[index]!.kind !== 'item') return index;
    }
    return -1;
  }
}

interface Sums {
  readonly starts: number[];
  readonly lines: number[];
  size: number;
  lineCount: number;
  marked: boolean;
}

function noSums(): Sums {
  return { starts: [], lines: [], size: 0, lineCount: 0, marked: false };
}

function add(sums: Sums, block: Block): void {
  sums.starts.push(sums.size);
  sums.lines.push(sums.lineCount);
  sums.size += block.text.length;
  sums.lineCount += block.lines;
  if (block.kind !== 'item') sums.marked = true;
}

/** Lets a block remember where it is kept. */
function settle(block: Block, home: Home, place: number): void {
  block.home = home;
  block.place = place;
}

/**
 * The blocks of a document in order, with their places. Immutable: a list with some blocks replaced shares all chunks
 * but those around them, so that it costs the number of chunks and not of blocks.
 */
export class BlockList implements Iterable<Block> {
  readonly length: number;
  /** The length of the text in UTF-16 units. */
  readonly size: number;
  readonly #chunks: readonly Chunk[];
  /** For each chunk: how many blocks, units and lines go before it. */
  readonly #firsts: readonly number[];
  readonly #starts: readonly number[];
  readonly #lines: readonly number[];

  private constructor(
    chunks: readonly Chunk[],
    places: { firsts: readonly number[]; starts: readonly number[]; lines: readonly number[] },
  ) {
    const last = chunks.length - 1;
    this.#chunks = chunks;
    this.#firsts = places.firsts;
    this.#starts = places.starts;
    this.#lines = places.lines;
    this.length = last < 0 ? 0 : places.firsts[last]! + chunks[last]!.blocks.length;
    this.size = last < 0 ? 0 : places.starts[last]! + chunks[last]!.size;
  }

  static of(blocks: readonly Block[]): BlockList {
    return BlockList.#ofChunks(chunked(blocks));
  }

  static #ofChunks(chunks: readonly Chunk[]): BlockList {
    const firsts: number[] = [];
    const starts: number[] = [];
    const lines: number[] = [];
    let length = 0;
    let size = 0;
    let lineCount = 0;
    for (const [order, chunk] of chunks.entries()) {
      chunk.home.order = order;
      firsts.push(length);
      starts.push(size);
      lines.push(lineCount);
      length += chunk.blocks.length;
      size += chunk.size;
      lineCount += chunk.lineCount;
    }
    return new BlockList(chunks, { firsts, starts, lines });
  }

  *[Symbol.iterator](): Iterator<Block> {
    for (const { blocks } of this.#chunks) yield* blocks;
  }

  /** The block at an index; a negative one counts from the end. */
  at(index: number): Block | undefined {
    const wanted = index < 0 ? this.length + index : index;
    if (wanted < 0 || wanted >= this.length) return undefined;
    const chunk = lastNotBehind(this.#firsts, wanted);
    return this.#chunks[chunk]!.blocks[wanted - this.#firsts[chunk]!];
  }

  slice(from: number, to: number): Block[] {
    const blocks: Block[] = [];
    if (from >= to) return blocks;
    for (let chunk = lastNotBehind(this.#firsts, from); chunk < this.#chunks.length; chunk++) {
      const first = this.#firsts[chunk]!;
      if (first >= to) break;
      blocks.push(...this.#chunks[chunk]!.blocks.slice(Math.max(0, from - first), to - first));
    }
    return blocks;
  }

  /** The list with the blocks from one index to before another replaced. */
  splice(from: number, to: number, fresh: readonly Block[]): BlockList {
    if (this.length === 0) return BlockList.of(fresh);
    const head = Math.min(lastNotBehind(this.#firsts, from), this.#chunks.length - 1);
    let tail = lastNotBehind(this.#firsts, Math.max(from, to - 1));
    const left = this.#chunks[head]!.blocks.length + fresh.length - (to - from);
    if (head === tail && left >= most / 4 && left <= most) return this.#withOne(head, from, to, fresh);
    let blocks = [
      ...this.#chunks[head]!.blocks.slice(0, from - this.#firsts[head]!),
      ...fresh,
      ...this.#chunks[tail]!.blocks.slice(to - this.#firsts[tail]!),
    ];
    const next = this.#chunks[tail + 1];
    if (next && blocks.length + next.blocks.length <= most / 2) {
      blocks = [...blocks, ...next.blocks];
      tail++;
    }
    return BlockList.#ofChunks([
      ...this.#chunks.slice(0, head),
      ...chunked(blocks),
      ...this.#chunks.slice(tail + 1),
    ]);
  }

  /** The list with blocks of one chunk replaced, which stays one: no other chunk is looked at. */
  #withOne(order: number, from: number, to: number, fresh: readonly Block[]): BlockList {
    const first = this.#firsts[order]!;
    const before = this.#chunks[order]!;
    const after = before.with(from - first, to - first, fresh);
    const chunks = [...this.#chunks];
    chunks[order] = after;
    return new BlockList(chunks, {
      firsts: shifted(this.#firsts, order, after.blocks.length - before.blocks.length),
      starts: shifted(this.#starts, order, after.size - before.size),
      lines: shifted(this.#lines, order, after.lineCount - before.lineCount),
    });
  }

  /** The index of a block; -1 for one of another list. */
  indexOf(block: Block): number {
    const chunk = this.#chunkOf(block);
    return chunk < 0 ? -1 : this.#firsts[chunk]! + placeIn(this.#chunks[chunk]!, block);
  }

  /** The offset in the text at which a block begins; -1 for one of another list. */
  startOf(block: Block): number {
    const chunk = this.#chunkOf(block);
    if (chunk < 0) return -1;
    const within = this.#chunks[chunk]!;
    return this.#starts[chunk]! + within.starts[placeIn(within, block)]!;
  }

  /** The line, from 0, on which a block begins; -1 for one of another list. */
  lineOf(block: Block): number {
    const chunk = this.#chunkOf(block);
    if (chunk < 0) return -1;
    const within = this.#chunks[chunk]!;
    return this.#lines[chunk]! + within.lines[placeIn(within, block)]!;
  }

  /** The offset in the text at which the block at an index begins. */
  startAt(index: number): number {
    const chunk = lastNotBehind(this.#firsts, index);
    return this.#starts[chunk]! + this.#chunks[chunk]!.starts[index - this.#firsts[chunk]!]!;
  }

  /** The index of the block that holds an offset of the text; at the border of two, of the latter. */
  indexAt(offset: number): number {
    const chunk = lastNotBehind(this.#starts, offset);
    return this.#firsts[chunk]! + lastNotBehind(this.#chunks[chunk]!.starts, offset - this.#starts[chunk]!);
  }

  /** The index of the next block behind an index that is no item of a list; the list's length where there is none. */
  markAfter(index: number): number {
    let at = index + 1;
    for (let chunk = lastNotBehind(this.#firsts, at); chunk < this.#chunks.length; chunk++) {
      const first = this.#firsts[chunk]!;
      const mark = this.#chunks[chunk]!.mark(Math.max(0, at - first), 1);
      if (mark >= 0) return first + mark;
      at = first + this.#chunks[chunk]!.blocks.length;
    }
    return this.length;
  }

  /** The index of the last block before an index that is no item of a list; -1 where there is none. */
  markBefore(index: number): number {
    if (index <= 0) return -1;
    let at = index - 1;
    for (let chunk = lastNotBehind(this.#firsts, at); chunk >= 0; chunk--) {
      const first = this.#firsts[chunk]!;
      const mark = this.#chunks[chunk]!.mark(at - first, -1);
      if (mark >= 0) return first + mark;
      at = first - 1;
    }
    return -1;
  }

  /** How many of some things, in the order of the text, begin before an offset of it. */
  countBefore(things: readonly { readonly block: Block }[], offset: number): number {
    let low = 0;
    let high = things.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.startOf(things[middle]!.block) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** How many blocks this list and another have in common at either end. Chunks that they share are not looked into. */
  commonWith(other: BlockList): { readonly head: number; readonly tail: number } {
    const shorter = Math.min(this.length, other.length);
    const [ours, theirs] = [this.#chunks, other.#chunks];
    const chunks = Math.min(ours.length, theirs.length);
    let same = 0;
    while (same < chunks && ours[same] === theirs[same]) same++;
    let head = this.#firsts[same] ?? this.length;
    const [here, there] = [new Cursor(ours, same, 0), new Cursor(theirs, same, 0)];
    while (head < shorter && here.block === there.block) {
      head++;
      here.forth();
      there.forth();
    }
    let shared = 0;
    while (
      shared < chunks &&
      ours[ours.length - 1 - shared] === theirs[theirs.length - 1 - shared] &&
      this.length - this.#firsts[ours.length - 1 - shared]! <= shorter - head
    )
      shared++;
    let tail = this.length - (this.#firsts[ours.length - shared] ?? this.length);
    const [before, after] = [Cursor.atEndOf(ours, shared), Cursor.atEndOf(theirs, shared)];
    while (tail < shorter - head && before.block === after.block) {
      tail++;
      before.back();
      after.back();
    }
    return { head, tail };
  }

  /** The index of the chunk that holds a block, where any of this list does. */
  #chunkOf(block: Block): number {
    const { home } = block;
    const hinted = home && this.#chunks[home.order];
    if (hinted?.home === home && hinted && placeIn(hinted, block) >= 0) return home!.order;
    // A block remembers the newest list that took it; an older one has to look for it.
    const found = this.#chunks.findIndex((chunk) => chunk.home === home && placeIn(chunk, block) >= 0);
    return found >= 0 ? found : this.#chunks.findIndex(({ blocks }) => blocks.includes(block));
  }
}

/** Goes through the blocks of some chunks. */
class Cursor {
  readonly #chunks: readonly Chunk[];
  #chunk: number;
  #index: number;

  constructor(chunks: readonly Chunk[], chunk: number, index: number) {
    this.#chunks = chunks;
    this.#chunk = chunk;
    this.#index = index;
  }

  /** At the last block before so many chunks at the end. */
  static atEndOf(chunks: readonly Chunk[], without: number): Cursor {
    const chunk = chunks.length - 1 - without;
    return new Cursor(chunks, chunk, (chunks[chunk]?.blocks.length ?? 0) - 1);
  }

  get block(): Block | undefined {
    return this.#chunks[this.#chunk]?.blocks[this.#index];
  }

  forth(): void {
    if (++this.#index < this.#chunks[this.#chunk]!.blocks.length) return;
    this.#chunk++;
    this.#index = 0;
  }

  back(): void {
    if (--this.#index >= 0) return;
    this.#chunk--;
    this.#index = (this.#chunks[this.#chunk]?.blocks.length ?? 0) - 1;
  }
}

/** The index of a block in a chunk; -1 for one of another. Blocks before it may have come or gone since it was last found. */
function placeIn({ blocks }: Chunk, block: Block): number {
  if (blocks[block.place] === block) return block.place;
  const found = blocks.indexOf(block);
  if (found >= 0) block.place = found;
  return found;
}

/** Numbers with something added to those behind an index. */
function shifted(numbers: readonly number[], index: number, by: number): readonly number[] {
  if (by === 0) return numbers;
  const moved = [...numbers];
  for (let at = index + 1; at < moved.length; at++) moved[at]! += by;
  return moved;
}

function chunked(blocks: readonly Block[]): Chunk[] {
  if (blocks.length === 0) return [];
  const count = Math.ceil(blocks.length / most);
  // A list that was just filled has room in each chunk.
  const each = count === 1 ? most : most / 2;
  const chunks: Chunk[] = [];
  for (let from = 0; from < blocks.length; from += each)
    chunks.push(Chunk.of(blocks.slice(from, from + each)));
  return chunks;
}
