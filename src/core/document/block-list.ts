import type { Block } from './block.ts';

/** How many blocks a chunk has at most: about the square root of what the largest reports have. */
const most = 256;

/** Some blocks that follow each other, with what is to be added up over them. Immutable. */
export class Chunk {
  readonly blocks: readonly Block[];
  /** Where each block begins, in UTF-16 units and in lines, from the start of the chunk. */
  readonly starts: readonly number[];
  readonly lines: readonly number[];
  readonly size: number;
  readonly lineCount: number;
  /** Where the newest list that holds it keeps it: a hint, to be checked before it is believed. */
  order = 0;
  /** Whether any of them is no item of a list. */
  readonly #marked: boolean;

  constructor(blocks: readonly Block[]) {
    const starts: number[] = [];
    const lines: number[] = [];
    let size = 0;
    let lineCount = 0;
    let marked = false;
    for (const [index, block] of blocks.entries()) {
      starts.push(size);
      lines.push(lineCount);
      size += block.text.length;
      lineCount += block.lines;
      if (block.kind !== 'item') marked = true;
      block.home = this;
      block.place = index;
    }
    this.blocks = blocks;
    this.starts = starts;
    this.lines = lines;
    this.size = size;
    this.lineCount = lineCount;
    this.#marked = marked;
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

  private constructor(chunks: readonly Chunk[]) {
    const firsts: number[] = [];
    const starts: number[] = [];
    const lines: number[] = [];
    let length = 0;
    let size = 0;
    let lineCount = 0;
    for (const [order, chunk] of chunks.entries()) {
      chunk.order = order;
      firsts.push(length);
      starts.push(size);
      lines.push(lineCount);
      length += chunk.blocks.length;
      size += chunk.size;
      lineCount += chunk.lineCount;
    }
    this.#chunks = chunks;
    this.#firsts = firsts;
    this.#starts = starts;
    this.#lines = lines;
    this.length = length;
    this.size = size;
  }

  static of(blocks: readonly Block[]): BlockList {
    return new BlockList(chunked(blocks));
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
    return new BlockList([
      ...this.#chunks.slice(0, head),
      ...chunked(blocks),
      ...this.#chunks.slice(tail + 1),
    ]);
  }

  /** The index of a block; -1 for one of another list. */
  indexOf(block: Block): number {
    const chunk = this.#chunkOf(block);
    return chunk < 0 ? -1 : this.#firsts[chunk]! + this.#inChunk(block, chunk);
  }

  /** The offset in the text at which a block begins; -1 for one of another list. */
  startOf(block: Block): number {
    const chunk = this.#chunkOf(block);
    return chunk < 0 ? -1 : this.#starts[chunk]! + this.#chunks[chunk]!.starts[this.#inChunk(block, chunk)]!;
  }

  /** The line, from 0, on which a block begins; -1 for one of another list. */
  lineOf(block: Block): number {
    const chunk = this.#chunkOf(block);
    return chunk < 0 ? -1 : this.#lines[chunk]! + this.#chunks[chunk]!.lines[this.#inChunk(block, chunk)]!;
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

  /** How many blocks this list and another have in common at either end. Chunks that they share are not looked into. */
  commonWith(other: BlockList): { readonly head: number; readonly tail: number } {
    const shorter = Math.min(this.length, other.length);
    const chunks = Math.min(this.#chunks.length, other.#chunks.length);
    let same = 0;
    while (same < chunks && this.#chunks[same] === other.#chunks[same]) same++;
    let head = same < this.#chunks.length ? this.#firsts[same]! : this.length;
    while (head < shorter && this.at(head) === other.at(head)) head++;
    let shared = 0;
    while (shared < chunks && this.#chunks.at(-1 - shared) === other.#chunks.at(-1 - shared)) shared++;
    const kept = this.length - (this.#firsts[this.#chunks.length - shared] ?? this.length);
    let tail = Math.min(shorter - head, kept);
    while (tail < shorter - head && this.at(-1 - tail) === other.at(-1 - tail)) tail++;
    return { head, tail };
  }

  /** The index of the chunk that holds a block, where any of this list does. */
  #chunkOf(block: Block): number {
    const { home } = block;
    if (home !== undefined && this.#chunks[home.order] === home) return home.order;
    const found = home === undefined ? -1 : this.#chunks.indexOf(home);
    // A block remembers the newest list that took it; an older one has to look for it.
    return found >= 0 ? found : this.#chunks.findIndex(({ blocks }) => blocks.includes(block));
  }

  #inChunk(block: Block, chunk: number): number {
    const { blocks } = this.#chunks[chunk]!;
    return blocks[block.place] === block ? block.place : blocks.indexOf(block);
  }
}

function chunked(blocks: readonly Block[]): Chunk[] {
  if (blocks.length === 0) return [];
  const count = Math.ceil(blocks.length / most);
  // A list that was just filled has room in each chunk.
  const each = count === 1 ? most : most / 2;
  const chunks: Chunk[] = [];
  for (let from = 0; from < blocks.length; from += each)
    chunks.push(new Chunk(blocks.slice(from, from + each)));
  return chunks;
}

/** The index of the last of the ascending numbers that is not behind a number; 0 where all are. */
function lastNotBehind(numbers: readonly number[], wanted: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (numbers[middle]! <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
