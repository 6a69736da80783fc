import type { Analysis, BlockReading, Problem } from '../../analysis.ts';
import { Block } from '../../document/block.ts';
import type { Node, Scalar } from '../../document/node.ts';
import type { Params } from '../../issue.ts';
import type { Item } from '../../schema/instance.ts';
import { childrenOf } from '../../schema/instance.ts';
import { applyChanges, type Span, shift, type TextChange } from '../../text/span.ts';
import type { FileEdit } from '../edit.ts';

/** What an action is among others: it mends something, writes it differently, takes it out, fills it in, or moves it. */
export type ActionKind = 'quickfix' | 'rewrite' | 'extract' | 'inline' | 'move';

/** Something that can be done at a place of the text. */
export interface Action {
  /** A key of the messages (`fix.…`, `action.…`) with what fills it. */
  readonly title: { readonly key: string; readonly params: Params };
  readonly kind: ActionKind;
  /** Changes of this file; offsets of its text. */
  readonly changes: readonly TextChange[];
  /** Changes of other files. */
  readonly elsewhere?: readonly FileEdit[];
  /** Safe to do without looking. */
  readonly preferred?: boolean;
  /** What it mends. */
  readonly problem?: Problem;
  /** A name that it makes up, to be typed over at once: a place in the text of the last of its changes. */
  readonly rename?: number;
}

/** Where somebody asks what can be done. */
export interface Here {
  readonly analysis: Analysis;
  readonly block: Block;
  readonly reading: BlockReading;
  /** Where the block begins in the text. */
  readonly start: number;
  /** The cursor or the selection; counts from the block's start. */
  readonly at: Span;
}

/** One way to write a report differently. It offers nothing where it does not apply. */
export type Refactoring = (here: Here) => readonly Action[];

/** Whether a span of the block holds the cursor, or the whole selection. */
export function holds({ at }: Pick<Here, 'at'>, span: Span): boolean {
  return span.start <= at.start && at.end <= span.end;
}

/** The value, not the key, that the cursor touches, with its key where it has one. */
export function valueAt(
  here: Pick<Here, 'at'>,
  node: Node | undefined,
  key?: Scalar,
): { readonly key: Scalar | undefined; readonly value: Scalar } | undefined {
  if (!node || !holds(here, node.span)) return undefined;
  if (node.kind === 'scalar') return { key, value: node };
  const parts: readonly (readonly [Node | undefined, Scalar?])[] =
    node.kind === 'list'
      ? node.items.map((item) => [item])
      : node.entries.map((entry) => [entry.value, entry.key]);
  for (const part of parts) {
    const found = valueAt(here, ...part);
    if (found) return found;
  }
  return undefined;
}

/** Changes of a block as changes of the text. */
export function inText({ start }: Pick<Here, 'start'>, changes: readonly TextChange[]): TextChange[] {
  return changes.map(({ span, text }) => ({ span: shift(span, start), text }));
}

/** The items of the block around the cursor, the outermost first. */
export function itemsAround(here: Here): readonly Item[] {
  const found: Item[] = [];
  const { items } = here.reading.model;
  const only = items.length === 1 ? items[0] : undefined;
  const visit = (item: Item): void => {
    // The only item of a block is meant wherever in it the cursor stands, on its dash as well.
    if (!holds(here, item.span) && item !== only) return;
    found.push(item);
    for (const key of item.entity.keys)
      if (key.kind === 'entities' && key.entity) childrenOf(item, key.name).forEach(visit);
  };
  items.forEach(visit);
  return found;
}

/** The name under which somebody looks for an item: that of a map, or the text of its name key. */
export function nameOf({ nameKey, node, entity }: Item): string {
  if (nameKey) return nameKey.source.trim();
  const name = entity.nameKey ?? 'title';
  const value = node?.kind === 'map' ? node.entries.find((entry) => entry.name === name)?.value : node;
  return value?.kind === 'scalar' ? value.source.trim() : '';
}

/**
 * Whether a block with another text still says the same: the same tree, its keys in any order, and nothing more that is
 * wrong with it as YAML. What this denies is not offered.
 */
export function saysTheSame(here: Pick<Here, 'analysis' | 'block'>, text: string): boolean {
  const before = here.block.parse();
  const after = parsedAs(here, text);
  return after.issues.length <= before.issues.length && sameTree(before.node, after.node);
}

/** Whether a block with some changes is as good YAML as before; prose always is. */
export function staysReadable(
  here: Pick<Here, 'analysis' | 'block'>,
  changes: readonly TextChange[],
): boolean {
  const after = parsedAs(here, applyChanges(here.block.text, changes));
  return after.issues.length <= here.block.parse().issues.length;
}

function parsedAs({ analysis, block }: Pick<Here, 'analysis' | 'block'>, text: string) {
  const { kind, list, depth, opens } = block;
  return new Block({ kind, list, depth, opens }, block.entry, text, analysis.project.grammar).parse();
}

function sameTree(a: Node | undefined, b: Node | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.kind === 'scalar') return b.kind === 'scalar' && a.source === b.source;
  if (a.kind === 'list') {
    return (
      b.kind === 'list' &&
      a.items.length === b.items.length &&
      a.items.every((item, index) => sameTree(item, b.items[index]))
    );
  }
  if (b.kind !== 'map' || a.entries.length !== b.entries.length) return false;
  const others = new Map(b.entries.map((entry) => [entry.key.source, entry]));
  return a.entries.every(({ key, value }) => {
    const other = others.get(key.source);
    return other !== undefined && sameTree(value ?? undefined, other.value ?? undefined);
  });
}
