import { type Entry, isEmpty, type Mapping, type Node } from '../document/node.ts';
import { nearestNamed } from './nearest.ts';
import type { Entity, Key } from './vocabulary.ts';

/**
 * The node of one item with the canonical name in every entry, down through its children. An entry whose canonical name an
 * earlier entry has (the same key twice, or once in English and once in Chinese) moves to `duplicates`. Names that the
 * writer chooses (of metrics, of parts, of periods) stay as written. What needs no change is shared with the node given.
 */
export function canonical(node: Node, entity: Entity): Node {
  if (node.kind !== 'map') return node;
  const written = node.entries.map((entry) => entry.key.source);
  return renamed(
    node,
    ({ key }) => entity.key(key.source, written),
    (value, key) => (key ? canonicalValue(value, key) : freeNames(value)),
  );
}

/** As {@link canonical}, for a list of items or a map from their names to their attributes. */
export function canonicalItems(node: Node, entity: Entity): Node {
  if (node.kind === 'list') {
    return eachItem(node, (item) =>
      isNamedItem(item, entity) ? canonicalItems(item, entity) : canonical(item, entity),
    );
  }
  if (node.kind !== 'map') return node;
  if (entity.nameKey === undefined) return canonical(node, entity);
  return renamed(node, freely, (value) => canonical(value, entity));
}

/**
 * Whether an item of a list is written as in a map, by its name: `- 重点改革任务: 105项`, `- 2023-06: 定稿`. Its only key is
 * then neither a key of the entity nor nearly one, and what stands beside it can stand beside a name.
 */
export function isNamedItem(node: Node, entity: Entity): node is Mapping {
  const [entry] = node.kind === 'map' ? node.entries : [];
  if (node.kind !== 'map' || node.entries.length !== 1 || !entry || isEmpty(entry.value)) return false;
  if (entity.nameKey === undefined || entity.key(entry.key.source)) return false;
  if (entry.value?.kind === 'scalar' && (entity.scalarKey ?? entity.nameKey) === entity.nameKey) return false;
  return nearestNamed(entry.key.source, entity.keys, 'en') === undefined;
}

/** The value of a key, made canonical as its kind asks. */
export function canonicalValue(node: Node, key: Key): Node {
  if (node.kind === 'scalar') return node;
  const entity = key.entity;
  if (entity && key.kind === 'entities') return canonicalItems(node, entity);
  if (entity && key.kind === 'object') return canonical(node, entity);
  return freeNames(node);
}

function freeNames(node: Node): Node {
  if (node.kind === 'list') return eachItem(node, freeNames);
  return node.kind === 'map' ? renamed(node, freely, freeNames) : node;
}

/** Of names that the writer chooses: none is a key. */
const freely = (): undefined => undefined;

/** The mapping with each entry under the name of its key, or as it is written where it has none. */
function renamed(
  node: Mapping,
  keyOf: (entry: Entry) => Key | undefined,
  into: (value: Node, key: Key | undefined) => Node,
): Mapping {
  const seen = new Set<string>();
  let changed = false;
  const entries = node.entries.map((entry) => {
    const key = keyOf(entry);
    const name = key ? key.name : entry.key.source;
    const value = entry.value && into(entry.value, key);
    seen.add(name);
    if (name === entry.name && value === entry.value) return entry;
    changed = true;
    return { key: entry.key, name, value };
  });
  if (seen.size === entries.length) return changed ? { ...node, entries } : node;
  const firsts = new Set(entries.filter(({ name }) => seen.delete(name)));
  const others = entries.filter((entry) => !firsts.has(entry));
  return { ...node, entries: [...firsts], duplicates: [...node.duplicates, ...others] };
}

function eachItem(node: Extract<Node, { kind: 'list' }>, into: (item: Node) => Node): Node {
  const items = node.items.map((item) => item && into(item));
  return items.some((item, index) => item !== node.items[index]) ? { ...node, items } : node;
}
