import sentences from '../../../l10n/zh-cn.problems.json';

/** The sentences of problems in Chinese by their keys; loaded when the first problem is said in it. */
export function chineseProblems(): Readonly<Record<string, string>> {
  return sentences;
}
