import { enumOf } from '../../schema/instance.ts';
import {
  builtinSchemas,
  entityNames,
  objectOf,
  type SchemaObject,
  textsOf,
} from '../../schema/json-schema.ts';
import type { Entity, EnumValue, Key } from '../../schema/vocabulary.ts';
import { type About, listed, type Row, row, rows, type Teller } from './about.ts';

/** What a key is for, what may stand behind it, and whether it has to be there. */
export function aboutKey(teller: Teller, entity: Entity, key: Key): About {
  const { analysis, messages } = teller;
  const { title, notes } = aboutMeaning(teller, key);
  const format = messages.text(`kind.${key.kind}`);
  const label = key.labels[analysis.report.language];
  const others = [...key.namesIn.zh, ...key.namesIn.en].filter((name) => name !== label);
  return {
    title,
    rows: rows(
      row(messages.text('about.required'), requirement(teller, entity, key)),
      row(messages.text('about.written'), format === `kind.${key.kind}` ? undefined : format),
      row(messages.text('about.limits'), limits(key)),
      row(messages.text('about.also'), listed(teller, [...new Set(others)])),
      ...valueRows(teller, key),
    ),
    notes: [...notes, ...(key.own ? [messages.text('about.own-schema')] : [])],
  };
}

/** What a key means, in short: for a place where its value is read. */
export function aboutMeaning({ analysis, messages }: Teller, key: Key): About {
  const label = key.labels[analysis.report.language];
  return {
    title: label === key.name ? label : `${label} · ${key.name}`,
    rows: [],
    notes: [key.description[messages.language]].filter((text) => text !== ''),
  };
}

/** What a value of an enumeration means. */
export function aboutValue({ analysis, messages }: Teller, key: Key, value: EnumValue): About {
  const { language } = analysis.report;
  const label = value.labels[language];
  const others = [...value.namesIn.zh, ...value.namesIn.en].filter((name) => name !== label);
  return {
    title: label === value.name ? label : `${label} · ${value.name}`,
    rows: rows(
      row(messages.text('about.value-of'), key.labels[language]),
      row(messages.text('about.also'), listed({ messages }, others)),
    ),
    notes: [value.description[messages.language]].filter((text) => text !== ''),
  };
}

/** Each value that a key may have, under its name in the report's language, with what it means. */
function valueRows({ analysis, messages }: Teller, key: Key): Row[] {
  const { language } = analysis.report;
  const values = key.values ?? [];
  const described = values.map(({ description }) => description[messages.language]);
  if (described.every((text) => text === '')) {
    const names = values.map(({ labels }) => labels[language]);
    return rows(row(messages.text('about.values'), listed({ messages }, names)));
  }
  return values.map(({ labels, name }, index) => ({
    label: labels[language],
    text: described[index] || name,
  }));
}

/** The bounds of a number. */
function limits({ schema }: Key): string | undefined {
  const { minimum, maximum } = schema;
  if (typeof minimum === 'number' && typeof maximum === 'number') return `${minimum}–${maximum}`;
  if (typeof minimum === 'number') return `≥ ${minimum}`;
  return typeof maximum === 'number' ? `≤ ${maximum}` : undefined;
}

/** Why a key has to be there: always, beside others, at this stage; undefined where it may be left out. */
function requirement(teller: Teller, entity: Entity, key: Key): string | undefined {
  const { analysis, messages } = teller;
  const { language } = analysis.report;
  if (key.required) return messages.text('about.always');
  const reasons: string[] = [];
  for (const part of schemasOf(teller, entity)) {
    if (textsOf(part['required']).includes(key.name)) return messages.text('about.always');
    for (const [name, required] of Object.entries(objectOf(part['dependentRequired']) ?? {})) {
      if (textsOf(required).includes(key.name))
        reasons.push(messages.text('about.beside', { key: entity.named(name)?.labels[language] ?? name }));
    }
    if (!textsOf(objectOf(part['then'])?.['required']).includes(key.name)) continue;
    for (const [name, property] of Object.entries(objectOf(objectOf(part['if'])?.['properties']) ?? {})) {
      const because = entity.named(name);
      const wanted = objectOf(property)?.['const'];
      if (typeof wanted !== 'string') continue;
      const said = {
        key: because?.labels[language] ?? name,
        value: because?.find(wanted)?.labels[language] ?? wanted,
      };
      const holds = analysis.report.header.items.some((item) => enumOf(item, name) === wanted);
      reasons.push(messages.text(holds ? 'about.when-now' : 'about.when', said));
    }
  }
  if (entity.name === 'task' && (key.name === 'lead' || key.name === 'due'))
    reasons.push(messages.text('about.by-stage'));
  if (reasons.length === 0 && entity.facts.includes(key.name)) reasons.push(messages.text('about.one-fact'));
  return reasons.length === 0 ? undefined : reasons.join(messages.language === 'zh' ? '；' : '; ');
}

/** What our schema and the user's own say of an entity, and the parts that each puts together. */
function schemasOf({ analysis }: Teller, { name }: Entity): readonly SchemaObject[] {
  const { user } = analysis.project.vocabulary;
  const ours = entityNames.find((one) => one === name);
  const own = name === 'task' || name === 'metric' ? user?.schemas[name] : undefined;
  return [...(ours ? [builtinSchemas[ours]] : []), ...(own ? [own] : [])].flatMap((schema) => {
    const parts = schema['allOf'];
    const inner: readonly unknown[] = Array.isArray(parts) ? parts : [];
    return [schema, ...inner.map(objectOf).filter((part) => part !== undefined)];
  });
}
