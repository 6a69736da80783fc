import type { Span } from '../text/span.ts';

/**
 * A reference in prose; spans count from the start of the text it was found in.
 * - `bound`: `[105项](metric:name#facet)`, the number stays in the prose.
 * - `inserted`: `{{name request}}`, the number comes from the data.
 * - `near-miss`: one of the two with signs an input method made, and how it should be written.
 * - `broken`: a bound value whose address holds white space or is never closed.
 */
export type Inline =
  | {
      readonly kind: 'bound';
      readonly span: Span;
      readonly text: Span;
      readonly address: Span;
      readonly written: string;
    }
  | { readonly kind: 'inserted'; readonly span: Span; readonly address: Span; readonly written: string }
  | { readonly kind: 'near-miss'; readonly span: Span; readonly repaired: string }
  | {
      readonly kind: 'broken';
      readonly span: Span;
      readonly address: Span;
      readonly why: 'space' | 'unclosed';
    };

const boundStart =
  /([[［【])([^[\]［］【】\n]{0,120})([\]］】])([ \u3000]?)([(（])([ \u3000]*<?[ \u3000]*metric[ \u3000]*)([:：])/giu;
const insertedSpan = /([{｛]{2})([^{}｛｝\n]{0,200})([}｝]{2})/gu;
/** `{{name}` and `{name}}`: one of the braces was lost. */
const lostBrace =
  /(?<![{｛])(?:[{｛]{2}([^{}｛｝\n]{1,60})[}｝]|[{｛]([^{}｛｝\n]{1,60})[}｝]{2})(?![}｝])/gu;

/** The references in a text of prose, in their order. Code spans, fenced code and HTML comments are not prose. */
export function scanInlines(text: string): readonly Inline[] {
  if (!/metric|[{｛]{2}/iu.test(text)) return [];
  const prose = maskCode(text);
  const found: Inline[] = [];
  for (const match of prose.matchAll(boundStart)) {
    if (prose[match.index - 1] !== '\\') found.push(bound(prose, match));
  }
  for (const match of prose.matchAll(insertedSpan)) {
    const span = { start: match.index, end: match.index + match[0].length };
    const address = { start: span.start + 2, end: span.end - 2 };
    const written = match[2]!;
    if (match[1] === '{{' && match[3] === '}}') found.push({ kind: 'inserted', span, address, written });
    else found.push({ kind: 'near-miss', span, repaired: `{{${written.trim()}}}` });
  }
  for (const match of prose.matchAll(lostBrace)) {
    const span = { start: match.index, end: match.index + match[0].length };
    found.push({ kind: 'near-miss', span, repaired: `{{${(match[1] ?? match[2])!.trim()}}}` });
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

function bound(prose: string, match: RegExpMatchArray & { index: number }): Inline {
  const [all, open, inside, close, gap, paren, word, colon] = match as unknown as readonly string[];
  const from = match.index + all!.length;
  const destination = destinationEnd(prose, from, word!.includes('<'));
  const text = { start: match.index + 1, end: match.index + 1 + inside!.length };
  const address = { start: from, end: destination.end };
  const span = { start: match.index, end: destination.after };
  if (!destination.closed)
    return { kind: 'broken', span: { start: text.end + 1, end: span.end }, address, why: 'unclosed' };
  const written = prose.slice(address.start, address.end);
  const exact =
    open === '[' && close === ']' && gap === '' && paren === '(' && /^<?metric$/.test(word!) && colon === ':';
  if (!exact || destination.wide) {
    const name = written.trim().replace(/[\s\u3000]+/gu, '');
    return { kind: 'near-miss', span, repaired: `[${inside!.trim()}](metric:${name})` };
  }
  if (/\s/u.test(written) && !word!.includes('<'))
    return { kind: 'broken', span: address, address, why: 'space' };
  return { kind: 'bound', span, text, address, written: decode(written) };
}

/** No name is longer; without a bound, brackets that are never closed would each be looked for to the end of a long line. */
const longestAddress = 400;

/** Where the link destination that goes on at `from` ends; brackets inside it must be balanced. */
function destinationEnd(
  prose: string,
  from: number,
  pointed: boolean,
): { end: number; after: number; closed: boolean; wide: boolean } {
  let narrow = 0;
  let full = 0;
  const until = Math.min(prose.length, from + longestAddress);
  for (let at = from; at < until && prose[at] !== '\n'; at++) {
    const char = prose[at]!;
    if (pointed) {
      const close = char === '>' ? /^>[ \t]*\)/.exec(prose.slice(at, until)) : null;
      if (close) return { end: at, after: at + close[0].length, closed: true, wide: false };
    } else if (char === '(') narrow++;
    else if (char === '（') full++;
    else if (char === ')') {
      if (narrow === 0) return { end: trimmed(prose, from, at), after: at + 1, closed: true, wide: false };
      narrow--;
    } else if (char === '）') {
      if (full === 0) return { end: at, after: at + 1, closed: true, wide: true };
      full--;
    } else if (char === ' ' && narrow === 0) {
      const title = /^[ \t]+"[^"\n]*"[ \t]*\)/.exec(prose.slice(at, until));
      if (title) return { end: at, after: at + title[0].length, closed: true, wide: false };
    }
  }
  const line = prose.slice(from, until).search(/[\s，。；、,;]|$/u);
  return { end: from + line, after: from + line, closed: false, wide: false };
}

function trimmed(prose: string, from: number, to: number): number {
  let end = to;
  while (end > from && prose[end - 1] === ' ') end--;
  return end;
}

/** A link destination may arrive percent-encoded; what is not well-formed stays as it is. */
export function decode(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

/** The text with code spans, fenced code and HTML comments blanked out, at the same length. */
export function maskCode(text: string): string {
  if (!/[`~]|<!--/.test(text)) return text;
  return [fences, comments, codeSpans].reduce((masked, find) => blankedOut(masked, find(masked)), text);
}

function blankedOut(text: string, spans: Iterable<Span>): string {
  let masked = '';
  let done = 0;
  for (const { start, end } of spans) {
    masked += text.slice(done, start) + text.slice(start, end).replace(/[^\n]/g, ' ');
    done = end;
  }
  return masked + text.slice(done);
}

// One pattern for each of these would look for its end from every beginning that has none, up to the end of the text.

/** Fenced code; without a closing fence, up to the end of the text. */
function* fences(text: string): Generator<Span> {
  const opening = /^ *(`{3,}|~{3,})/gm;
  const closing = /^ *([`~]{3,})[ \t]*\r?$/gm;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const feed = text.indexOf('\n', opening.lastIndex);
    if (feed < 0) return;
    closing.lastIndex = feed + 1;
    let close = closing.exec(text);
    while (close && !close[1]!.startsWith(match[1]!)) close = closing.exec(text);
    const end = close ? closing.lastIndex : text.length;
    yield { start: match.index, end };
    opening.lastIndex = end;
  }
}

function* comments(text: string): Generator<Span> {
  for (let start = text.indexOf('<!--'); start >= 0; ) {
    const close = text.indexOf('-->', start + 4);
    if (close < 0) return;
    yield { start, end: close + 3 };
    start = text.indexOf('<!--', close + 3);
  }
}

/** Code between two runs of as many backticks, in one paragraph. */
function* codeSpans(text: string): Generator<Span> {
  const runs: { readonly start: number; readonly end: number; readonly paragraph: number }[] = [];
  let paragraph = 0;
  for (const { 0: sign, index } of text.matchAll(/`+|\n\s*\n/g)) {
    if (sign.startsWith('`')) runs.push({ start: index, end: index + sign.length, paragraph });
    else paragraph++;
  }
  /** Per run, the next one of its length in its paragraph. */
  const closing: number[] = [];
  const next = new Map<number, number>();
  for (let index = runs.length - 1; index >= 0; index--) {
    const { start, end, paragraph } = runs[index]!;
    const close = next.get(end - start);
    closing[index] = close !== undefined && runs[close]!.paragraph === paragraph ? close : -1;
    next.set(end - start, index);
  }
  for (let index = 0; index < runs.length; index++) {
    const close = closing[index]!;
    if (close < 0) continue;
    yield { start: runs[index]!.start, end: runs[close]!.end };
    index = close;
  }
}
