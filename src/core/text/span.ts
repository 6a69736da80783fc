/** A run of text in UTF-16 units, `end` exclusive. What it counts from (a block, a scalar, the text) is said where it is used. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One replacement in a text: the span's text becomes `text`. */
export interface TextChange {
  readonly span: Span;
  readonly text: string;
}

/** The span moved by `by` UTF-16 units. */
export function shift(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

/** Whether `offset` lies in the span or touches one of its ends. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** The text after all changes; they may come in any order and must not overlap. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  let result = text;
  for (const { span, text: insert } of [...changes].sort((a, b) => b.span.start - a.span.start)) {
    result = result.slice(0, span.start) + insert + result.slice(span.end);
  }
  return result;
}
