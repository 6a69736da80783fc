import type { Block } from '../document/block.ts';
import { childrenOf, type Item, listOf } from '../schema/instance.ts';
import { foldName } from '../text/names.ts';
import type { Span } from '../text/span.ts';

/** A name under a key that holds names of one kind: of organizations, of metrics, of files. */
export interface Named {
  readonly block: Block;
  readonly source: 'organization' | 'metric' | 'document';
  readonly text: string;
  readonly folded: string;
  readonly span: Span;
}

/** The names in an item and in everything inside it. A register's own entries and the names of parts are left out: they need no other. */
export function namedIn(item: Item, block: Block): Named[] {
  const found: Named[] = [];
  for (const key of item.entity.keys) {
    if (key.kind === 'entities') {
      for (const child of childrenOf(item, key.name)) found.push(...namedIn(child, block));
    }
    const { source } = key;
    if (source !== 'organization' && source !== 'metric' && source !== 'document') continue;
    if (key.name === item.entity.nameKey || key.kind === 'parts' || key.kind === 'groups') continue;
    if (source === 'organization' && item.entity.name === 'organization') continue;
    // Whom a report is addressed to need not belong to the project.
    if (item.entity.name === 'report' && key.name === 'to') continue;
    for (const { text, span } of listOf(item, key.name)) {
      found.push({ block, source, text, folded: foldName(text), span });
    }
  }
  return found;
}
