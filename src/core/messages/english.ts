import sentences from '../../../l10n/en.json';

/** All sentences in English but those of problems, by their keys; loaded when the first of them is said. */
export function english(): Readonly<Record<string, string>> {
  return sentences;
}
