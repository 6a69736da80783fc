import type { Entry, Node, Scalar } from '../document/node.ts';
import { type Item, itemOf, itemsOf } from '../schema/instance.ts';
import type { Entity, Key } from '../schema/vocabulary.ts';

/** What is told of an item's keys and values as they stand in the text. */
export interface ItemVisitor {
  /** A key; `key` is undefined where the schemas know none of that name. */
  entry?(entry: Entry, key: Key | undefined, entity: Entity): void;
  /** The name of an item in map form. */
  itemName?(scalar: Scalar, entity: Entity): void;
  /** Another name that the writer chose: of a period, of a part. */
  freeName?(scalar: Scalar, entity: Entity): void;
  /** A value or one of several, with the key that it stands under or for. */
  value?(scalar: Scalar, key: Key | undefined, entity: Entity): void;
}

/** Goes through all keys and values of an item and of the items in it. */
export function visitItem(item: Item, visitor: ItemVisitor): void {
  const { entity, node, nameKey, scalarKey } = item;
  if (nameKey) visitor.itemName?.(nameKey, entity);
  if (node?.kind === 'map') {
    for (const entry of node.entries) {
      const key = entity.named(entry.name);
      visitor.entry?.(entry, key, entity);
      visitValue(entry.value, key, entity, visitor);
    }
  } else if (node) {
    visitValue(node, scalarKey === undefined ? undefined : entity.named(scalarKey), entity, visitor);
  }
}

function visitValue(
  node: Node | undefined,
  key: Key | undefined,
  entity: Entity,
  visitor: ItemVisitor,
): void {
  if (!node) return;
  if (key?.entity && (key.kind === 'entities' || key.kind === 'object')) {
    const { entity: child, scalarKey } = key;
    const items = key.kind === 'object' ? [itemOf(node, child)] : itemsOf(node, child, scalarKey);
    for (const item of items) visitItem(item, visitor);
  } else if (node.kind === 'scalar') visitor.value?.(node, key, entity);
  else if (node.kind === 'list') {
    for (const one of node.items) visitValue(one, key, entity, visitor);
  } else {
    for (const { key: name, value } of node.entries) {
      visitor.freeName?.(name, entity);
      visitValue(value, key, entity, visitor);
    }
  }
}
