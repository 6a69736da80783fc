/** What is known between two lines of prose. */
export interface ProseState {
  /** The mark of the code that is open. */
  readonly fence: string | undefined;
  readonly blank: boolean;
  /** Whether a comment is open. */
  readonly comment: boolean;
}

/** Before the first line of prose. */
export const proseStart: ProseState = { fence: undefined, blank: true, comment: false };

const fenceLine = /^( *)(`{3,}|~{3,})[ \t]*([^`]*)$/;
const headingLine = /^ {0,3}#{1,6}(?:[ \t]|$)/;

/** A line behind a blank one that goes on with nothing before it: neither a list's item nor indented. */
const standsAlone = /^(?!(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$))\S/;

/** A line of marks that begins or ends code or data. */
export interface FenceLine {
  readonly indent: number;
  readonly mark: string;
  readonly info: string;
}

/** Reads a line of marks; undefined for any other line. */
export function readFence(line: string): FenceLine | undefined {
  const fence = fenceLine.exec(line);
  return fence ? { indent: fence[1]!.length, mark: fence[2]!, info: fence[3]! } : undefined;
}

/** Whether a line of marks ends what another one began. */
export function closes(open: string, { indent, mark, info }: FenceLine): boolean {
  return indent <= 3 && mark[0] === open[0] && mark.length >= open.length && info.trim() === '';
}

/**
 * Goes over a line of Markdown. `begins` says whether something begins with it that can be read without what stands before:
 * a heading, or a paragraph. Lists with gaps, code and comments stay whole.
 */
export function proseLine(
  state: ProseState,
  line: string,
): { readonly state: ProseState; readonly begins: boolean } {
  const fence = readFence(line);
  if (state.fence !== undefined) {
    const closed = fence && closes(state.fence, fence);
    return { state: closed ? stateOf(state, undefined, false, false) : state, begins: false };
  }
  const blank = line.trim() === '';
  const comment = commentAfter(line, state.comment);
  return {
    state: fence ? stateOf(state, fence.mark, false, false) : stateOf(state, undefined, blank, comment),
    begins: headingLine.test(line) || (state.blank && !state.comment && standsAlone.test(line)),
  };
}

/** The state with these parts, which most lines leave as they are. */
function stateOf(
  before: ProseState,
  fence: string | undefined,
  blank: boolean,
  comment: boolean,
): ProseState {
  return before.fence === fence && before.blank === blank && before.comment === comment
    ? before
    : { fence, blank, comment };
}

/** Whether a comment is open behind a line of prose. */
function commentAfter(line: string, open: boolean): boolean {
  const from = open ? 0 : line.indexOf('<!--');
  return from >= 0 && !line.includes('-->', from);
}
