import type { Grammar, ListName } from '../document/block.ts';
import type { Vocabulary } from '../schema/vocabulary.ts';
import { foldName } from '../text/names.ts';

const lists: ReadonlySet<string> = new Set<ListName>([
  'metrics',
  'tasks',
  'plan',
  'targets',
  'organizations',
  'units',
  'sections',
]);

/** What the document layer must know of the vocabulary: which keys hold lists of items or prose, and which words are keys. */
export function grammarOf(vocabulary: Vocabulary): Grammar {
  const listNames = new Map<string, ListName>();
  const proses = new Set<string>();
  for (const root of ['report', 'ledger', 'project', 'section'] as const) {
    for (const key of vocabulary.entity(root).keys) {
      if (key.kind === 'prose') for (const name of key.names) proses.add(foldName(name));
      if (!lists.has(key.name) || key.kind !== 'entities') continue;
      for (const name of key.names) listNames.set(foldName(name), key.name as ListName);
    }
  }
  const keys = new Set<string>();
  for (const entity of vocabulary.entities.values()) {
    for (const key of entity.keys) for (const name of key.names) keys.add(foldName(name));
  }
  return {
    list: (written) => listNames.get(foldName(written)),
    isKey: (written) => keys.has(foldName(written)),
    isProse: (written) => proses.has(foldName(written)),
  };
}
