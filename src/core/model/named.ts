import type { Block } from '../document/block.ts';
import type { Scalar } from '../document/node.ts';
import { childrenOf, type Item, listOf } from '../schema/instance.ts';
import { type Entity, type Key, ofEntity } from '../schema/vocabulary.ts';
import { foldName } from '../text/names.ts';
import type { Span } from '../text/span.ts';

/** A name under a key that holds names of one kind: of organizations, of metrics, of files. */
export interface Named {
  readonly block: Block;
  readonly source: 'organization' | 'metric' | 'document';
  readonly text: string;
  readonly folded: string;
  readonly span: Span;
  /** What it is written in, of which it may be a part. */
  readonly scalar: Scalar;
}

/** The names in items and in everything inside them. A register's own entries and the names of parts are left out: they need no other. */
export function namedIn(items: readonly Item[], block: Block): Named[] {
  const found: Named[] = [];
  const visit = (item: Item): void => {
    for (const { key, source } of namingKeys(item.entity)) {
      if (key.kind === 'entities') childrenOf(item, key.name).forEach(visit);
      if (!source) continue;
      for (const { text, span, scalar } of listOf(item, key.name)) {
        found.push({ block, source, text, folded: foldName(text), span, scalar });
      }
    }
  };
  items.forEach(visit);
  return found;
}

/** The keys of an entity in which names may stand, or further items; with the kind of the names. */
const namingKeys = ofEntity((entity) => {
  const found: { readonly key: Key; readonly source: Named['source'] | undefined }[] = [];
  for (const key of entity.keys) {
    const source = sourceOf(key, entity);
    if (source || key.kind === 'entities') found.push({ key, source });
  }
  return found;
});

function sourceOf({ name, kind, source }: Key, entity: Entity): Named['source'] | undefined {
  if (source !== 'organization' && source !== 'metric' && source !== 'document') return undefined;
  if (name === entity.nameKey || kind === 'parts' || kind === 'groups') return undefined;
  if (source === 'organization' && entity.name === 'organization') return undefined;
  // Whom a report is addressed to need not belong to the project.
  return entity.name === 'report' && name === 'to' ? undefined : source;
}
