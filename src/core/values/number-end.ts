/**
 * What is typed behind a number at the end of a text, where a unit may be meant: nothing for an amount whose currency stands
 * before it, a year, a date, an ordinal, a time or a heading's number, or where other words lie between. A multiplier is part of what is typed (1.2万 → 亿, 万元),
 * unless a word such as 余 follows it.
 */
export function behindNumber(text: string): string | undefined {
  const line = text.slice(text.lastIndexOf('\n') + 1);
  const match = numberAtEnd.exec(line);
  if (!match) return undefined;
  const [, number, between, typed] = match as unknown as readonly [string, string, string, string];
  const before = line.slice(0, match.index);
  if (
    /[第〔]\s?$|(?:^|[^A-Za-z])[A-Z]{1,4}(?:\/[A-Z])?\s$/u.test(before) ||
    /[\d０-９]\s*[-–—~～/.:：]\s*$/u.test(before) ||
    /[,，.．]$/u.test(number)
  )
    return undefined;
  if (between.trim() !== '') return typed;
  if (/^(?:19|20)\d\d$/.test(number) && /^(?:年.*)?$/u.test(typed)) return undefined;
  if (/^\d{1,2}$/.test(number) && /[年月]\s?$/u.test(before) && /^[月日号]?$/u.test(typed)) return undefined;
  return /^\s*#/.test(before) && before.trim().replace(/^#+/, '') === '' && typed === '' ? undefined : typed;
}

const numberAtEnd =
  /(?<![A-Za-z_#/\\:：.,，\-–—\d０-９$¥€£])([\d０-９][\d０-９,，.．]*)(\s?[十百千万亿]*[多余来几]|)\s?((?:[十百千万亿]+|(?:thousand|million|billion)\s)?[^\s\d０-９,，.．。;；:：、()（）[\]【】{}<>《》"“”|*_`~^=+]{0,16})$/iu;
