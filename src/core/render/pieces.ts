import type { Analysis, BlockReading } from '../analysis.ts';
import type { Block, ListName } from '../document/block.ts';
import { BlockList } from '../document/block-list.ts';
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

/** The issues after which what was read of a block is not what was meant. */
const breaking: ReadonlySet<string> = new Set([
  'yaml-syntax',
  'yaml-indent',
  'yaml-too-deep',
  'yaml-too-many-entries',
  'yaml-too-many-mistakes',
  'missing-colon',
  'unclosed-bracket',
  'unclosed-quote',
]);

/** A block through all versions of it. */
export class Entry {
  /** Stays the same while the block is edited. */
  readonly id: string;
  block: Block;
  pieces: readonly Piece[] = [];
  #said: readonly Shows[] | undefined;
  #seen: Pick<BlockReading, 'content' | 'problems' | 'references'> | undefined;

  constructor(id: string, block: Block) {
    this.id = id;
    this.block = block;
  }

  /** Takes over what is known of its block; false where that is as before. */
  see({ content, problems, references }: BlockReading): boolean {
    const seen = this.#seen;
    if (seen?.content === content && seen.problems === problems && seen.references === references)
      return false;
    this.#seen = { content, problems, references };
    const { block } = this;
    const now = content.parts.filter(isShown);
    if (!this.broken) {
      this.#said = now.length > 0 ? now : undefined;
      this.pieces = now.map((shows) => ({ shows, at: block, state: 'fresh' }));
    } else if (this.#said) {
      this.pieces = this.#said.map((shows) => ({ shows, at: block, state: 'stale' }));
    } else {
      const source: Shows = { kind: 'source', list: block.list, text: block.text.trimEnd() };
      const made = now.length > 0 || block.kind !== 'item' ? now : [source];
      this.pieces = made.map((shows) => ({ shows, at: block, state: 'broken' }));
    }
    return true;
  }

  /** Whether its block cannot be read. */
  get broken(): boolean {
    return this.#seen?.problems.some(({ code, level }) => level === 'error' && breaking.has(code)) === true;
  }

  /** Whether its block holds the keys of the root. */
  get isRoots(): boolean {
    const { kind, depth } = this.block;
    return kind === 'front-matter' || (kind === 'own' && depth === 0);
  }
}

/** What became of the blocks of a report from one version to the next. */
export interface Followed {
  readonly header: Header;
  readonly headerState: State;
  /** The entries of the part of the text that changed: as they were and as they are, in order. */
  readonly before: readonly Entry[];
  readonly now: readonly Entry[];
  /** The index of the first block of that part. */
  readonly from: number;
  /** The blocks outside of it of which something else is known. */
  readonly changed: readonly Entry[];
  /** The lines from this one of the version before on stand that many lines further down. */
  readonly shift: { readonly from: number; readonly by: number } | undefined;
}

const noBlocks = BlockList.of([]);

/**
 * Follows the blocks of a report from version to version: each keeps its entry while it is edited, and that what the block
 * last said when it could be read.
 */
export class BlockHistory {
  /** The entry of each block of the version last followed. */
  readonly entries = new Map<Block, Entry>();
  #analysis: Analysis | undefined;
  #next = 0;
  /** The root's own blocks that cannot be read. */
  readonly #brokenRoots = new Set<Entry>();
  #header: Header | undefined;

  /** Takes over the next version. */
  follow(analysis: Analysis): Followed {
    const { document, report, of, revision } = analysis;
    const old = this.#analysis?.document.blocks ?? noBlocks;
    const { blocks } = document;
    const { head, tail } = blocks.commonWith(old);
    const gone = old.slice(head, old.length - tail);
    const fresh = blocks.slice(head, blocks.length - tail);
    const before = gone.map((block) => this.entries.get(block)!);
    const now = this.#match(before, fresh);
    for (const block of gone) this.entries.delete(block);
    for (const entry of before) this.#brokenRoots.delete(entry);
    for (const [index, entry] of now.entries()) {
      const block = fresh[index]!;
      this.entries.set(block, entry);
      entry.block = block;
      this.#see(entry, of(block));
    }
    const known = this.#analysis && revision.since(this.#analysis.revision);
    const changed: Entry[] = [];
    const isFresh = new Set(now);
    for (const block of known ?? blocks) {
      const entry = this.entries.get(block);
      if (entry && !isFresh.has(entry) && this.#see(entry, of(block))) changed.push(entry);
    }
    this.#analysis = analysis;
    const behind = blocks.at(head + fresh.length);
    const by = linesOf(fresh) - linesOf(gone);
    const shift =
      behind && by !== 0 && old.length > 0 ? { from: document.lineOf(behind) - by, by } : undefined;
    return { ...this.#headerOf(report.header), before, now, from: head, changed, shift };
  }

  #see(entry: Entry, reading: BlockReading): boolean {
    const changed = entry.see(reading);
    if (entry.isRoots && entry.broken) this.#brokenRoots.add(entry);
    else this.#brokenRoots.delete(entry);
    return changed;
  }

  #headerOf(header: Header): Pick<Followed, 'header' | 'headerState'> {
    if (this.#brokenRoots.size === 0) {
      this.#header = header;
      return { header, headerState: 'fresh' };
    }
    return this.#header ? { header: this.#header, headerState: 'stale' } : { header, headerState: 'broken' };
  }

  /** The entries of some blocks, which stand where others stood before. */
  #match(old: readonly Entry[], blocks: readonly Block[]): readonly Entry[] {
    const entries: (Entry | undefined)[] = blocks.map(() => undefined);
    const shorter = Math.min(old.length, blocks.length);
    let head = 0;
    while (head < shorter && same(old[head]!.block, blocks[head]!)) entries[head] = old[head++]!;
    let tail = 0;
    while (
      tail < shorter - head &&
      same(old[old.length - 1 - tail]!.block, blocks[blocks.length - 1 - tail]!)
    ) {
      entries[blocks.length - 1 - tail] = old[old.length - 1 - tail]!;
      tail++;
    }
    const places = new Map<string, number[]>();
    const end = { fresh: blocks.length - tail, old: old.length - tail };
    for (let at = end.old - 1; at >= head; at--) push(places, old[at]!.block.text, at);
    // Between what stayed: blocks found again by their text, and between those what is of the same kind, in order.
    let done = head;
    let from = head;
    for (let at = head; at <= end.fresh; at++) {
      const candidates = at < end.fresh ? places.get(blocks[at]!.text) : [end.old];
      while (candidates?.length && candidates.at(-1)! < done) candidates.pop();
      const found = candidates?.at(-1);
      if (found === undefined || (at < end.fresh && !same(old[found]!.block, blocks[at]!))) continue;
      let next = done;
      const exhausted = new Set<string>();
      for (let between = from; between < at; between++) {
        const sort = sortOf(blocks[between]!);
        if (exhausted.has(sort)) continue;
        let candidate = next;
        while (candidate < found && sortOf(old[candidate]!.block) !== sort) candidate++;
        if (candidate >= found) {
          exhausted.add(sort);
          continue;
        }
        entries[between] = old[candidate]!;
        next = candidate + 1;
      }
      if (at < end.fresh) entries[at] = old[found]!;
      done = found + 1;
      from = at + 1;
    }
    return entries.map((entry, index) => entry ?? new Entry(`b${this.#next++}`, blocks[index]!));
  }
}

function linesOf(blocks: readonly Block[]): number {
  return blocks.reduce((lines, block) => lines + block.lines, 0);
}

function same(a: Block, b: Block): boolean {
  return a === b || (a.text === b.text && sortOf(a) === sortOf(b));
}

function sortOf({ kind, list, depth }: Block): string {
  return `${kind} ${list} ${depth}`;
}

function isShown(part: Part): boolean {
  return part.kind !== 'prose' || part.prose.text.trim() !== '';
}

function push<K, T>(to: Map<K, T[]>, key: K, one: T): void {
  const found = to.get(key);
  if (found) found.push(one);
  else to.set(key, [one]);
}
