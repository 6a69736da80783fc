import { type Candidate, rank } from '../text/search.ts';

/** What can be offered where a name is typed. */
export interface Offer {
  readonly kind: 'unit' | 'organization' | 'metric' | 'facet' | 'qualifier' | 'task' | 'key' | 'value';
  readonly label: string;
  /** What is written when it is chosen. */
  readonly insert: string;
  /** A few words beside the label: a value, a symbol, a full name. */
  readonly detail: string | undefined;
  readonly documentation: string | undefined;
}

/** The names of one kind that what is typed finds, best first. */
export type Finder = (typed: string) => readonly Offer[];

/** More than this nobody reads; the next letter asks again. */
export const most = 300;

/** Finds among names that are all known beforehand. */
export function finder(candidates: readonly Candidate<Offer>[]): Finder {
  return (typed) => rank(typed, candidates, most).map(({ item }) => item);
}
