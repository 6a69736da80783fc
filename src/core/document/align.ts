import type { Span } from '../text/span.ts';

/** How a scalar is written: as it is, in single or double quotes, or as a block of lines. */
export type ScalarForm = 'plain' | 'single' | 'double' | 'block';

/**
 * The place in the text of each unit of a scalar's value, and of its end, `by` further on; quotes, folds, indentation
 * and escapes lie between.
 */
export function align(text: string, span: Span, source: string, form: ScalarForm, by = 0): readonly number[] {
  let at = span.start;
  if (form === 'block') at = text.indexOf('\n', at) + 1;
  else if (form !== 'plain') at++;
  const offsets: number[] = [];
  for (let unit = 0; unit < source.length; unit++) {
    if (form === 'double' && text[at] === '\\') {
      while (text[at] === '\\' && isBlank(text[at + 1])) at += 2;
      if (text[at] === '\\') {
        offsets.push(at + by);
        at += { x: 4, u: 6, U: 10 }[text[at + 1] ?? ''] ?? 2;
        continue;
      }
    }
    const code = source.charCodeAt(unit);
    let next = at;
    while (next < span.end && !fits(text, next, code) && (text[next] === "'" || isBlank(text[next]))) next++;
    if (next < span.end && fits(text, next, code)) at = next;
    offsets.push(Math.min(at, span.end) + by);
    if (at < span.end) at++;
  }
  offsets.push(Math.min(at, span.end) + by);
  return offsets;
}

/** Whether the unit of the value is what stands at the place; a line end is folded to a space. */
function fits(text: string, at: number, code: number): boolean {
  const found = text.charCodeAt(at);
  return found === code || (code === 0x20 && found === 0x0a);
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || (char !== undefined && /\s/.test(char));
}
