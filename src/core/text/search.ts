import pinyin from 'pinyin-match';
import { hasHan } from './language.ts';
import { foldName } from './names.ts';

/** Something that can be chosen by name. */
export interface Candidate<T> {
  readonly item: T;
  /** All its names, the best first. */
  readonly names: readonly string[];
  /** The same names as they are compared, where somebody keeps them. */
  readonly folded?: readonly string[];
  /** Among equal matches, higher comes first; 0 when absent. */
  readonly boost?: number;
}

/** How a name was found, the better the lower. */
export const matchKinds = [
  'exact',
  'prefix',
  'word',
  'inside',
  'initials',
  'pinyin',
  'pinyin-inside',
] as const;
export type MatchKind = (typeof matchKinds)[number];

export interface Ranked<T> {
  readonly item: T;
  /** The name that was found; the best one where the query is empty. */
  readonly name: string;
  readonly kind: MatchKind;
}

/** Longer input is no pinyin that anyone types for one name, and the ways to split it grow with its length. */
const longestPinyin = 24;

/**
 * The candidates that a query finds, best first: by the whole name, its start, the start of a word in it, any part of
 * it (公里 in 平方公里), the initials of its pinyin (`pfgl`), its pinyin from the start (`pingfang`), or any part of
 * that; then by boost; then in the order given. Case, width, spaces and quotes do not matter. An empty query finds all.
 *
 * `further` is added to an item's boost.
 *
 * VS Code's own filter finds only the starts of words and no pinyin, so its lists are filled from here.
 */
export function rank<T>(
  query: string,
  candidates: readonly Candidate<T>[],
  limit = Number.POSITIVE_INFINITY,
  further: (item: T) => number = () => 0,
): Ranked<T>[] {
  const folded = foldName(query);
  // The package looks syllables up in an object, and finds there what every object has: `constructor`.
  const asPinyin =
    folded.length > 0 && folded.length <= longestPinyin && /^[a-zü]+$/.test(folded) && !(folded in {});
  const found: { tier: number; boost: number; ranked: Ranked<T> }[] = [];
  for (const candidate of candidates) {
    const { item, names, boost = 0 } = candidate;
    let tier: number = matchKinds.length;
    let name = names[0] ?? '';
    if (folded === '') tier = 0;
    for (let index = 0; folded !== '' && tier > 0 && index < names.length; index++) {
      const one = names[index]!;
      const reached = tierOf(folded, asPinyin, one, candidate.folded?.[index] ?? foldName(one), tier);
      if (reached < tier) {
        tier = reached;
        name = one;
      }
    }
    const kind = matchKinds[tier];
    if (kind !== undefined) found.push({ tier, boost: boost + further(item), ranked: { item, name, kind } });
  }
  // Sorting is stable: equal ones keep the order given.
  found.sort((a, b) => a.tier - b.tier || b.boost - a.boost);
  return found.slice(0, limit).map(({ ranked }) => ranked);
}

/** The index in `matchKinds` of how the query finds the name; no better than `best` need not be told apart. */
function tierOf(query: string, asPinyin: boolean, name: string, folded: string, best: number): number {
  const at = folded.indexOf(query);
  if (at === 0) return folded.length === query.length ? 0 : 1;
  // Chinese has no words with gaps between them: 吨·公里 is found no better than 平方公里.
  if (at > 0) return !hasHan(query) && startsWord(query, name) ? 2 : 3;
  if (!asPinyin || best <= 4 || !hasHan(name)) return matchKinds.length;
  const match = pinyin.match(folded, query);
  if (!match) return matchKinds.length;
  const [start, end] = match;
  if (start > 0) return 6;
  return end - start + 1 === query.length ? 4 : 5;
}

function startsWord(query: string, name: string): boolean {
  return name.split(/[\s\-–_/·()（）]+/).some((word) => foldName(word).startsWith(query));
}
