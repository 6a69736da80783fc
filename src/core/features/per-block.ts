import type { BlockReading } from '../analysis.ts';
import type { Block } from '../document/block.ts';

/** What something was found in. */
type Basis = Pick<BlockReading, 'model' | 'content' | 'references'>;

/**
 * Keeps what was found in each block for as long as nothing else is known of that block, so that an edit costs the blocks that
 * it touches. What is found has to follow from the block's model, content and references alone; who asks owns it.
 */
export class PerBlock<T> {
  readonly #kept = new WeakMap<Block, Basis & { readonly result: T }>();
  #found = 0;

  /** In how many blocks something was looked for, for tests that a small change costs little. */
  get found(): number {
    return this.#found;
  }

  /** What was found in a block; `find` looks for it where something else is known of the block than before. */
  of(reading: BlockReading, find: (reading: BlockReading) => T): T {
    const { block, model, content, references } = reading;
    const kept = this.#kept.get(block);
    if (kept?.model === model && kept.content === content && kept.references === references)
      return kept.result;
    this.#found++;
    const result = find(reading);
    this.#kept.set(block, { model, content, references, result });
    return result;
  }
}
