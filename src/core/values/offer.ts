import { type Candidate, rank } from '../text/search.ts';

/** What can be offered where a name is typed. */
export interface Offer {
  readonly kind:
    | 'unit'
    | 'organization'
    | 'metric'
    | 'facet'
    | 'qualifier'
    | 'task'
    | 'key'
    | 'value'
    | 'date'
    | 'person'
    | 'document'
    | 'snippet';
  readonly label: string;
  /** What is written when it is chosen; each of its lines with its whole indentation. */
  readonly insert: string;
  /** Whether `insert` is a snippet: `$1`, `${1:text}`, `${1|one,two|}` are what is to be filled in, and \ takes their meaning away. */
  readonly snippet?: true;
  /** A few words beside the label: a value, a symbol, a full name. */
  readonly detail: string | undefined;
  /** Lines of plain text. */
  readonly documentation: string | undefined;
}

/** The names of one kind that what is typed finds, best first. */
export type Finder = (typed: string) => readonly Offer[];

/** More than this nobody reads; the next letter asks again. */
export const most = 300;

/** What several find, those of the first before those of the second. */
export function joined(...finders: readonly Finder[]): Finder {
  return (typed) => finders.flatMap((find) => find(typed)).slice(0, most);
}

/** Finds among names that are all known beforehand. */
export function finder(candidates: readonly Candidate<Offer>[]): Finder {
  return (typed) => rank(typed, candidates, most).map(({ item }) => item);
}
