import type { Analysis } from '../analysis.ts';
import type { Block, ListName } from '../document/block.ts';
import type { Header, Part } from '../model/report.ts';

/** What one block of the document shows: a part of the report, cut down to what this block says of it. */
export type Shows =
  | Part
  | { readonly kind: 'source'; readonly list: ListName | undefined; readonly text: string };

/**
 * - `fresh`: as the block says it.
 * - `stale`: the block cannot be read; this is what it said when it last could.
 * - `broken`: the block cannot be read and never could; this is what can be made out.
 */
export type State = 'fresh' | 'stale' | 'broken';

export interface Piece {
  readonly shows: Shows;
  /** The block as it is now, whose text it may no longer be that is shown. */
  readonly at: Block;
  readonly state: State;
}

/** All pieces of a report in the order of its text, and its header. */
export interface Pieces {
  readonly header: Header;
  readonly headerState: State;
  readonly pieces: readonly Piece[];
}

/** The issues after which what was read of a block is not what was meant. */
const breaking: ReadonlySet<string> = new Set([
  'yaml-syntax',
  'yaml-indent',
  'yaml-too-deep',
  'missing-colon',
  'unclosed-bracket',
  'unclosed-quote',
]);

/**
 * Follows the blocks of a report from version to version: each keeps its number while it is edited, and what it last said
 * when it could be read.
 */
export class BlockHistory {
  #blocks: readonly Block[] = [];
  #numbers: readonly number[] = [];
  #next = 0;
  #said = new Map<number, readonly Shows[]>();
  #header: Header | undefined;

  /** The pieces of the next version. */
  follow({ document, report, problems, of }: Analysis): Pieces {
    this.#number([...document.blocks]);
    const broken = new Set(
      problems.flatMap(({ block, code, level }) => (level === 'error' && breaking.has(code) ? [block] : [])),
    );
    const said = new Map<number, readonly Shows[]>();
    const pieces: Piece[] = [];
    for (const [index, block] of this.#blocks.entries()) {
      const number = this.#numbers[index]!;
      const now = of(block).content.parts.filter(isShown);
      const before = this.#said.get(number);
      if (!broken.has(block)) {
        if (now.length > 0) said.set(number, now);
        pieces.push(...now.map((shows): Piece => ({ shows, at: block, state: 'fresh' })));
      } else if (before) {
        said.set(number, before);
        pieces.push(...before.map((shows): Piece => ({ shows, at: block, state: 'stale' })));
      } else {
        const source: Shows = { kind: 'source', list: block.list, text: block.text.trimEnd() };
        const made = now.length > 0 || block.kind !== 'item' ? now : [source];
        pieces.push(...made.map((shows): Piece => ({ shows, at: block, state: 'broken' })));
      }
    }
    this.#said = said;
    return { pieces, ...this.#headerOf(report.header, broken) };
  }

  /** The number of a block of the version last followed. */
  numbers(): ReadonlyMap<Block, number> {
    return new Map(this.#blocks.map((block, index) => [block, this.#numbers[index]!]));
  }

  #headerOf(header: Header, broken: ReadonlySet<Block>): Pick<Pieces, 'header' | 'headerState'> {
    const isBroken = [...broken].some(
      (block) => block.kind === 'front-matter' || (block.kind === 'own' && block.depth === 0),
    );
    if (!isBroken) {
      this.#header = header;
      return { header, headerState: 'fresh' };
    }
    return this.#header ? { header: this.#header, headerState: 'stale' } : { header, headerState: 'broken' };
  }

  #number(blocks: readonly Block[]): void {
    const old = this.#blocks;
    const numbers: (number | undefined)[] = blocks.map(() => undefined);
    const shorter = Math.min(old.length, blocks.length);
    let head = 0;
    while (head < shorter && same(old[head]!, blocks[head]!)) numbers[head] = this.#numbers[head++]!;
    let tail = 0;
    while (tail < shorter - head && same(old[old.length - 1 - tail]!, blocks[blocks.length - 1 - tail]!)) {
      numbers[blocks.length - 1 - tail] = this.#numbers[old.length - 1 - tail]!;
      tail++;
    }
    this.#match(
      blocks,
      numbers,
      { from: head, to: blocks.length - tail },
      { from: head, to: old.length - tail },
    );
    this.#blocks = blocks;
    this.#numbers = numbers.map((number) => number ?? this.#next++);
  }

  /** Between what stayed: blocks found again by their text, and between those what is of the same kind, in order. */
  #match(blocks: readonly Block[], numbers: (number | undefined)[], fresh: Range, old: Range): void {
    const places = new Map<string, number[]>();
    for (let at = old.to - 1; at >= old.from; at--) push(places, this.#blocks[at]!.text, at);
    let done = old.from;
    let from = fresh.from;
    for (let at = fresh.from; at <= fresh.to; at++) {
      const candidates = at < fresh.to ? places.get(blocks[at]!.text) : [old.to];
      while (candidates?.length && candidates.at(-1)! < done) candidates.pop();
      const found = candidates?.at(-1);
      if (found === undefined || (at < fresh.to && !same(this.#blocks[found]!, blocks[at]!))) continue;
      let next = done;
      for (let between = from; between < at; between++) {
        let candidate = next;
        while (candidate < found && !alike(this.#blocks[candidate]!, blocks[between]!)) candidate++;
        if (candidate >= found) continue;
        numbers[between] = this.#numbers[candidate]!;
        next = candidate + 1;
      }
      if (at < fresh.to) numbers[at] = this.#numbers[found]!;
      done = found + 1;
      from = at + 1;
    }
  }
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function same(a: Block, b: Block): boolean {
  return a === b || (a.text === b.text && a.kind === b.kind && a.list === b.list && a.depth === b.depth);
}

function alike(a: Block, b: Block): boolean {
  return a.kind === b.kind && a.list === b.list && a.depth === b.depth;
}

function isShown(part: Part): boolean {
  return part.kind !== 'prose' || part.prose.text.trim() !== '';
}

function push<K, T>(to: Map<K, T[]>, key: K, one: T): void {
  const found = to.get(key);
  if (found) found.push(one);
  else to.set(key, [one]);
}
