import sentences from '../../../l10n/zh-cn.json';

/** The sentences in Chinese by their keys; loaded when somebody first reads Chinese. */
export function chinese(): Readonly<Record<string, string>> {
  return sentences;
}
