import type { Entity, Key } from '../schema/vocabulary.ts';
import type { Language } from '../text/language.ts';
import type { Offers } from './offer.ts';

/** The keys of an entity that a mapping does not have yet, required ones first. */
export function keyOffers(entity: Entity, present: readonly string[], language: Language): Offers {
  const taken = new Set(present.map((name) => entity.key(name, present)?.name));
  return entity.keys
    .filter((key) => !taken.has(key.name))
    .map((key) => ({
      item: {
        kind: 'key' as const,
        label: key.labels[language],
        insert: `${key.labels[language]}: `,
        detail: language === 'zh' ? key.name : undefined,
        documentation: key.description[language],
      },
      names: key.names,
      boost: key.required ? 1 : 0,
    }));
}

/** The values that a key can have. */
export function valueOffers(key: Key, language: Language): Offers {
  return (key.values ?? []).map((value) => ({
    item: {
      kind: 'value' as const,
      label: value.labels[language],
      insert: value.labels[language],
      detail: language === 'zh' ? value.name : undefined,
      documentation: value.description[language] || undefined,
    },
    names: value.names,
  }));
}
