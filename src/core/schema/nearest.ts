import { hasHan, type Language } from '../text/language.ts';
import { foldName, nearestName } from '../text/names.ts';

/** Something that is called by names in both languages: a key, a value of an enumeration. */
export interface Named {
  readonly name: string;
  readonly labels: Readonly<Record<Language, string>>;
  readonly names: readonly string[];
}

/**
 * What was probably meant by a name that is not known, and how to write it in the language: the accepted name that is nearest, or
 * where that is of the other language the thing's own name in this one (canonical in English, the label in Chinese).
 */
export function nearestNamed<T extends Named>(
  written: string,
  things: Iterable<T>,
  language: Language,
): { readonly thing: T; readonly text: string } | undefined {
  const byName = new Map<string, T>();
  for (const thing of things) for (const name of thing.names) if (!byName.has(name)) byName.set(name, thing);
  const found = nearestName(written, byName.keys()) ?? nearestInHan(written, byName.keys());
  if (found === undefined) return undefined;
  const thing = byName.get(found)!;
  return { thing, text: hasHan(found) === (language === 'zh') ? found : nameIn(thing, language) };
}

/** How a thing is written in a language. */
export function nameIn(thing: Named, language: Language): string {
  return language === 'zh' ? thing.labels.zh : thing.name;
}

/**
 * One wrong character in a short Chinese name is more than a third of its letters and still a slip of the input method:
 * 状太. Taken when only one name fits.
 */
function nearestInHan(written: string, names: Iterable<string>): string | undefined {
  const letters = [...foldName(written)];
  if (!hasHan(written) || letters.length < 2) return undefined;
  let found: string | undefined;
  for (const name of names) {
    const other = [...foldName(name)];
    if (other.length !== letters.length) continue;
    if (other.filter((letter, index) => letter !== letters[index]).length !== 1) continue;
    if (found !== undefined) return undefined;
    found = name;
  }
  return found;
}
