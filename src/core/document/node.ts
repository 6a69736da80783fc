import type { Span } from '../text/span.ts';
import type { Alignment } from './align.ts';

/** A value of a data block, with its place in the block's text. */
export type Node = Scalar | Mapping | Sequence;

/**
 * A single value. `source` is what was written: never a typed value, so `148.0`, `09` and `no` stay as they are.
 * For a quoted or block scalar it is the text that the quotes or the block stand for.
 */
export interface Scalar {
  readonly kind: 'scalar';
  readonly span: Span;
  readonly source: string;
  readonly quoted: boolean;
  /** Where quotes, folding or indentation part `source` from the text: the block offset of each unit of `source`, and of its end. */
  readonly offsets?: Alignment;
}

export interface Mapping {
  readonly kind: 'map';
  readonly span: Span;
  readonly entries: readonly Entry[];
  /** Entries whose canonical name an earlier entry already has. */
  readonly duplicates: readonly Entry[];
}

/** The one empty list of entries: nearly every mapping has one. */
export const noEntries: readonly Entry[] = [];

/** One key of a mapping. `name` is canonical: the English name of the key, or what was written when it is unknown. */
export interface Entry {
  readonly key: Scalar;
  readonly name: string;
  readonly value: Node | undefined;
}

export interface Sequence {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly (Node | undefined)[];
}

/** The entry with this canonical name, if the node is a mapping that has one. */
export function entryOf(node: Node | undefined, name: string): Entry | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.name === name) : undefined;
}

/** Whether nothing is written here: no node, or a scalar of white space only. An empty value counts as an absent one. */
export function isEmpty(node: Node | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && !node.quoted && node.source.trim() === '');
}

/** The span, in the block, of a part of a scalar's `source`. */
export function partOf(scalar: Scalar, part: Span): Span {
  const at = (offset: number) => scalar.offsets?.at(offset) ?? scalar.span.start + offset;
  if (part.start === part.end) return { start: at(part.start), end: at(part.start) };
  // What a repair added to the value stands nowhere: it may be found at the end, and nothing lies behind that.
  return { start: at(part.start), end: Math.min(at(part.end - 1) + 1, at(scalar.source.length)) };
}
