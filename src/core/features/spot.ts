import type { Analysis } from '../analysis.ts';
import type { Block } from '../document/block.ts';
import { eolOf, startOfLine } from '../document/lines.ts';
import type { Root } from '../model/block-model.ts';
import type { Entity } from '../schema/vocabulary.ts';
import { foldName } from '../text/names.ts';
import type { Span, TextChange } from '../text/span.ts';
import type { Finder, Offer } from '../values/offer.ts';
import type { Wanted } from './snippets.ts';

/** What can be written at a place of the text, best first. */
export interface Completions {
  readonly offers: readonly Offer[];
  /** What is typed so far and replaced; offsets of the text. */
  readonly typed: Span;
  /** `typed` and what is left of the same word behind the cursor. */
  readonly word: Span;
  /** What else changes with whichever is chosen: the indentation before it, a full-width colon. Nothing of it lies in `word`. */
  readonly also: readonly TextChange[];
}

/** What completion takes from outside. */
export interface Asked {
  /** The files that can be named, by their paths from the file's own folder. */
  readonly documents?: readonly string[];
  /** Whether a list was asked for, or letters were typed: a sign alone opens no list of what prose can begin with. */
  readonly explicit?: boolean;
}

/** A cursor in a block. Offsets count from the block's start. */
export interface Spot {
  readonly analysis: Analysis;
  readonly block: Block;
  readonly start: number;
  readonly at: number;
  /** Where the cursor's line begins, and where what is written on it ends. */
  readonly line: Span;
  /** The line before the cursor. */
  readonly before: string;
  readonly root: Root;
  readonly asked: Asked;
}

/** The cursor at an offset of the text. */
export function spotAt(analysis: Analysis, block: Block, offset: number, root: Root, asked: Asked): Spot {
  const start = analysis.document.startOf(block);
  const at = offset - start;
  const { text } = block;
  const from = startOfLine(text, at);
  const feed = text.indexOf('\n', at);
  let to = feed < 0 ? text.length : feed;
  if (to > at && text[to - 1] === '\r') to--;
  return {
    analysis,
    block,
    start,
    at,
    line: { start: from, end: to },
    before: text.slice(from, at),
    root,
    asked,
  };
}

/** The rest of the cursor's line behind an offset of the block. */
export function restOf({ block, line }: Spot, from: number): string {
  return block.text.slice(from, line.end);
}

/** The offers that fit what is typed, which begins at an offset of the block; undefined where none does. */
export function offered(
  { start, at }: Spot,
  find: Finder,
  typed: string,
  from: number,
  wordEnd: number,
  also: readonly TextChange[] = [],
): Completions | undefined {
  const offers = find(typed);
  if (offers.length === 0) return undefined;
  const span = { start: start + from, end: start + at };
  const word = { start: span.start, end: Math.max(span.end, start + wordEnd) };
  return { offers, typed: span, word, also };
}

/** What snippets in a text are written for. */
export function wantedIn(analysis: Analysis, language = analysis.report.language): Wanted {
  const { document, register, facts, project, asOf } = analysis;
  const isTaken = (entity: Entity, name: string): boolean => {
    const folded = foldName(name);
    if (entity.name === 'metric') return register.has(folded);
    if (entity.name === 'task')
      return ['tasks', 'plan'].some((list) => facts.titles.get(`${list}\n${folded}`, undefined).length > 0);
    if (entity.name !== 'organization') return false;
    return (
      facts.organizations.get(folded, undefined).length > 0 || project.organizations.find(name) !== undefined
    );
  };
  const eol = eolOf(document.blocks.at(0)?.text ?? '');
  return {
    language,
    eol,
    asOf,
    unused(entity, name) {
      let unused = name;
      for (let count = 2; isTaken(entity, unused); count++) unused = `${name}${count}`;
      return unused;
    },
  };
}
