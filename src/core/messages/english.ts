import sentences from '../../../l10n/en.json';

/** The sentences in English by their keys; loaded when somebody first reads English. */
export function english(): Readonly<Record<string, string>> {
  return sentences;
}
