import type { Span } from './text/span.ts';

export type Level = 'error' | 'warning' | 'info';

/** A word of the vocabulary (`task.lead`, `metric`, `task.status.done`), shown by its name in the reader's language. */
export interface Term {
  readonly term: string;
}

/** What a sentence needs to be said. A list is joined in the reader's language. */
export type Param = string | number | Term | readonly (string | Term)[];
export type Params = Readonly<Record<string, Param>>;

/** One replacement that a fix makes; the span counts from the start of the block that carries the issue. */
export interface FixEdit<Place = never> {
  readonly span: Span;
  readonly text: string;
  /** Another block than the issue's own; the span then counts from that block's start. */
  readonly block?: Place;
}

/** A way to mend an issue. `title` is a key of the messages (`fix.<title>`), filled from `params`. */
export interface Fix<Place = never> {
  readonly title: string;
  readonly params: Params;
  readonly edits: readonly FixEdit<Place>[];
  /** The fix that is usually meant: at most one fix of an issue is preferred. */
  readonly preferred?: boolean;
  /** It decides which of two statements holds: done where somebody chooses it, never together with all others. */
  readonly decides?: boolean;
}

/**
 * Something wrong at a place. It carries its parameters, not its sentence: `code` is a key of the messages
 * (`issue.<code>`), and the sentence is made at the edge in the user's language. The span counts from the block's start.
 */
export interface Issue<Place = never> {
  readonly code: string;
  readonly level: Level;
  readonly params: Params;
  readonly span: Span;
  readonly fixes: readonly Fix<Place>[];
}
