import type { Span, TextChange } from './span.ts';

/** A text after some changes, which still knows where each of its places was before them. */
export class Patched {
  readonly text: string;
  /** Per change, in order: where it was, and where its replacement now is. */
  readonly #moves: readonly { readonly before: Span; readonly after: Span }[];

  /** `changes` may come in any order and must not overlap. */
  constructor(original: string, changes: readonly TextChange[]) {
    const sorted = [...changes].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    const moves: { before: Span; after: Span }[] = [];
    let text = '';
    let done = 0;
    for (const { span, text: insert } of sorted) {
      text += original.slice(done, span.start);
      moves.push({ before: span, after: { start: text.length, end: text.length + insert.length } });
      text += insert;
      done = span.end;
    }
    this.text = text + original.slice(done);
    this.#moves = moves;
  }

  /** The place in the original text of an offset in the patched one; inside a replacement, the nearest place in what it replaced. */
  original(offset: number): number {
    const last = this.#moves[this.#firstFrom(offset) - 1];
    if (!last) return offset;
    const { before, after } = last;
    if (offset < after.end) return Math.min(before.start + (offset - after.start), before.end);
    return offset + before.end - after.end;
  }

  /** The original span of the text that something else replaces from this offset of the patched text, if it does. */
  replacedAt(offset: number): Span | undefined {
    for (let index = this.#firstFrom(offset); this.#moves[index]?.after.start === offset; index++) {
      const { before, after } = this.#moves[index]!;
      if (after.end > after.start && before.end > before.start) return before;
    }
    return undefined;
  }

  /** The index of the first change whose replacement begins at the offset or behind it. */
  #firstFrom(offset: number): number {
    let low = 0;
    let high = this.#moves.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#moves[middle]!.after.start < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
