import { readNumber } from '../schema/instance.ts';
import { objectOf } from '../schema/json-schema.ts';
import type { Entity, Key } from '../schema/vocabulary.ts';
import { betweenNames, type Language } from '../text/language.ts';
import { type Finder, finder, type Offer } from './offer.ts';

/** The keys of an entity that a mapping does not have yet, required ones first; `write` says what each is written as. */
export function keyOffers(
  entity: Entity,
  present: readonly string[],
  language: Language,
  write: (key: Key) => Pick<Offer, 'insert' | 'snippet'>,
): Finder {
  const taken = new Set(present.map((name) => entity.key(name, present)?.name));
  return finder(
    entity.keys
      .filter((key) => !taken.has(key.name))
      .map((key) => ({
        item: {
          kind: 'key' as const,
          label: key.labels[language],
          ...write(key),
          detail: language === 'zh' ? key.name : undefined,
          documentation: keyText(key, language),
        },
        names: key.names,
        boost: key.required ? 2 : 0,
      })),
  );
}

/** What a key is for, and the values that it allows. */
function keyText(key: Key, language: Language): string | undefined {
  const values = key.values?.map((value) => value.labels[language]).join(betweenNames[language]);
  return [key.description[language], values].filter((line) => line).join('\n') || undefined;
}

/** The values that a key names itself: those of an enumeration, yes and no, and what a schema gives as default and as examples. */
export function valueOffers(key: Key, language: Language): Finder {
  const named = (key.values ?? []).map((value) => ({
    item: {
      kind: 'value' as const,
      label: value.labels[language],
      insert: value.labels[language],
      detail: language === 'zh' ? value.name : undefined,
      documentation: value.description[language] || undefined,
    },
    names: value.names,
  }));
  const known = new Set(named.flatMap(({ names }) => names));
  const plain = plainValues(key, language).filter((value) => !known.has(value));
  return finder([...suggested(key, language), ...named, ...plain.map(plainly)]);
}

function plainly(value: string) {
  const item: Offer = {
    kind: 'value',
    label: value,
    insert: value,
    detail: undefined,
    documentation: undefined,
  };
  return { item, names: [value] };
}

/** The default and the examples of a schema, where they are no values of its enumeration. */
function suggested({ schema, values }: Key, language: Language): ReturnType<typeof plainly>[] {
  const items = objectOf(schema['items']);
  const given = [schema, items ?? {}].flatMap((one) => [one['default'], one['examples']]).flat();
  const texts = given.flatMap((one) => textOfValue(one, language) ?? []);
  const known = new Set(values?.flatMap(({ names }) => names));
  return [...new Set(texts)].filter((text) => !known.has(text)).map(plainly);
}

/** How a value of a schema is written, where it is a single one. */
export function textOfValue(value: unknown, language: Language): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value === 'boolean')
    return (language === 'zh' ? ['否', '是'] : ['false', 'true'])[Number(value)];
  return typeof value === 'number' ? String(value) : undefined;
}

/** More whole numbers than this nobody looks for in a list. */
const mostNumbers = 12;

function plainValues({ kind, schema }: Key, language: Language): readonly string[] {
  if (kind === 'boolean') return language === 'zh' ? ['是', '否'] : ['true', 'false'];
  const { enum: values, const: only, minimum, maximum } = schema;
  const listed = Array.isArray(values) ? values : only === undefined ? [] : [only];
  if (listed.length > 0) return listed.flatMap((one) => textOfValue(one, language) ?? []);
  if (kind !== 'integer') return [];
  const [from, to] = [readNumber(String(minimum)), readNumber(String(maximum))];
  if (from === undefined || to === undefined || to - from >= mostNumbers) return [];
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}

/** Names that the writer may give to entries of a map, such as the codes of checks. */
export function nameOffers(names: readonly string[], present: readonly string[]): Finder {
  return finder(names.filter((name) => !present.includes(name)).map(plainly));
}
