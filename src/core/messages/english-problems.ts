import sentences from '../../../l10n/en.problems.json';

/** The sentences of problems in English by their keys; loaded when the first problem is said in it. */
export function englishProblems(): Readonly<Record<string, string>> {
  return sentences;
}
