import type { Peers } from './peers.ts';
import type { Result } from './result.ts';

/** What all rows are measured with. */
export interface Bench {
  /** The checkout. */
  readonly root: string;
  readonly peers: Peers;
  /** Our schema for other tools. */
  readonly schema: string;
  readonly seed: number;
  /** Fewer rounds. */
  readonly quick: boolean;
}

/** A row of the table, which may be several lines; it is measured in a process of its own. */
export interface Row {
  readonly number: number;
  readonly run: (bench: Bench, report: (result: Result) => void) => Promise<void>;
}
