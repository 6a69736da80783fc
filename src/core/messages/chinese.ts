import sentences from '../../../l10n/zh-cn.json';

/** All sentences in Chinese but those of problems, by their keys; loaded when the first of them is said. */
export function chinese(): Readonly<Record<string, string>> {
  return sentences;
}
