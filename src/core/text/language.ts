/** The languages of reports, messages and pages. */
export type Language = 'en' | 'zh';

/** Whether the text has a Han character. */
export function hasHan(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

/** The language of a BCP 47 tag or of a name people write (`zh-CN`, `中文`, `en-GB`, `English`), if it is one of ours. */
export function languageOf(tag: string): Language | undefined {
  const folded = tag.trim().toLowerCase();
  if (/^(zh|中文|汉语|简体中文|chinese)/.test(folded)) return 'zh';
  if (/^(en|英文|英语)/.test(folded)) return 'en';
  return undefined;
}

/** What stands between the names of a list that goes on in a line. */
export const betweenNames: Readonly<Record<Language, string>> = { zh: '、', en: ', ' };
