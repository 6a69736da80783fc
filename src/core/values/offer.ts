import type { Candidate } from '../text/search.ts';

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

/** The names of one kind with everything that they may be found by. */
export type Offers = readonly Candidate<Offer>[];
