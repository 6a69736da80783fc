/** A text that is no longer than so many UTF-16 units, with an ellipsis in place of its end, and never half of a sign. */
export function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

/** The same of a text that is put on one line. */
export function cutLine(text: string, length: number): string {
  return cut(text.replace(/\s+/g, ' '), length);
}
