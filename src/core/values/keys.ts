import type { Entity, Key } from '../schema/vocabulary.ts';
import type { Language } from '../text/language.ts';
import { type Finder, finder } from './offer.ts';

/** The keys of an entity that a mapping does not have yet, required ones first. */
export function keyOffers(entity: Entity, present: readonly string[], language: Language): Finder {
  const taken = new Set(present.map((name) => entity.key(name, present)?.name));
  return finder(
    entity.keys
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
      })),
  );
}

/** The values that a key can have. */
export function valueOffers(key: Key, language: Language): Finder {
  return finder(
    (key.values ?? []).map((value) => ({
      item: {
        kind: 'value' as const,
        label: value.labels[language],
        insert: value.labels[language],
        detail: language === 'zh' ? value.name : undefined,
        documentation: value.description[language] || undefined,
      },
      names: value.names,
    })),
  );
}
