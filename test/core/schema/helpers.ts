import { parseYaml } from '../../../src/core/document/parse-yaml.ts';
import type { FixEdit, Issue } from '../../../src/core/issue.ts';
import { canonical, canonicalItems } from '../../../src/core/schema/canonical.ts';
import { type Item, itemOf, itemsOf } from '../../../src/core/schema/instance.ts';
import type { EntityName } from '../../../src/core/schema/json-schema.ts';
import { validateItem } from '../../../src/core/schema/validate.ts';
import type { Vocabulary } from '../../../src/core/schema/vocabulary.ts';
import { applyChanges, type Span } from '../../../src/core/text/span.ts';

/** What a row speaks of: one item, or the items of a list (`metric*`), or of targets. */
export type Subject = EntityName | 'metric*' | 'task*' | 'organization*' | 'unit*' | 'target*';

/** The items of a YAML text, canonical. */
export function read(subject: Subject, text: string, vocabulary: Vocabulary): readonly Item[] {
  const { node } = parseYaml(text, {
    isKey: () => true,
    names: subject.endsWith('*'),
    start: false,
    from: 0,
  });
  const name = subject === 'target*' ? 'metric' : (subject.replace('*', '') as EntityName);
  const entity = vocabulary.entity(name);
  if (!subject.endsWith('*')) return [itemOf(node && canonical(node, entity), entity)];
  return itemsOf(node && canonicalItems(node, entity), entity, subject === 'target*' ? 'target' : undefined);
}

export function issuesOf(subject: Subject, text: string, vocabulary: Vocabulary): readonly Issue[] {
  return read(subject, text, vocabulary).flatMap((item) => validateItem(item, vocabulary, { text }));
}

/** The text with the issues marked, and their codes in order; several at one place joined with `+`. */
export function mark(
  text: string,
  issues: readonly Issue[],
): { readonly marked: string; readonly codes: string } {
  const places = new Map<string, { span: Span; codes: string[] }>();
  for (const { span, code } of issues) {
    const at = `${span.start}-${span.end}`;
    const place = places.get(at) ?? { span, codes: [] };
    place.codes.push(code);
    places.set(at, place);
  }
  const changes = [...places.values()].map(({ span }) => ({
    span,
    text: `«${text.slice(span.start, span.end)}»`,
  }));
  const codes = [...places.values()].map((place) => place.codes.join('+')).join(' ');
  return { marked: applyChanges(text, changes), codes };
}

export function fixed(text: string, edits: readonly FixEdit<unknown>[]): string {
  return applyChanges(text, edits);
}
