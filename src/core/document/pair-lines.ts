import { type Span, shift } from '../text/span.ts';
import type { Line } from './lines.ts';
import { type Node, noEntries, type Scalar } from './node.ts';
import { longestKey, type YamlLine } from './yaml-line.ts';

/** A line of a key and a plain text; spans count from the start of the text. */
export interface PairLine {
  readonly column: number;
  /** Where the dash stands that begins the only item of a list; -1 where there is none. */
  readonly dash: number;
  readonly key: Span;
  readonly value: Span;
  /** Where the next line begins. */
  readonly next: number;
}

/**
 * Takes a line in which no trap can lie as a key with a plain text behind it, in one mapping with the first such line of its
 * text; undefined where it is anything else.
 */
export function pairOf(
  written: string,
  { start, next }: Line,
  { indent, dash, column, key, value }: YamlLine,
  first: PairLine | undefined,
): PairLine | undefined {
  const sign = value.start < value.end ? written[value.start]! : '';
  if (!key || sign === '' || '"\'{[|>'.includes(sign)) return undefined;
  // A dash with nothing behind it is a list.
  if (sign === '-' && value.end - value.start === 1) return undefined;
  if (first ? dash || column !== first.column : dash && !oneDash.test(written)) return undefined;
  if (key.span.end - column > longestKey || written[key.span.end] !== ':') return undefined;
  // White space that is none to YAML belongs to what it stands behind.
  for (let at = value.end; at < written.length; at++) if (written[at] !== ' ') return undefined;
  return {
    column,
    dash: dash ? start + indent : -1,
    key: shift(key.span, start),
    value: shift(value, start),
    next,
  };
}

const oneDash = /^ *- +(?!- )/;

/** The node of a text that consists of such lines; `from` is added to every span. */
export function nodeOfPairs(text: string, pairs: readonly PairLine[], from: number): Node {
  const scalar = (span: Span): Scalar => ({
    kind: 'scalar',
    span: shift(span, from),
    source: text.slice(span.start, span.end),
    quoted: false,
  });
  const entries = pairs.map((pair) => {
    const key = scalar(pair.key);
    return { key, name: key.source, value: scalar(pair.value) };
  });
  const [first] = pairs;
  // A block collection ends with the line of its last value.
  const end = pairs.at(-1)!.next + from;
  const mapping: Node = {
    kind: 'map',
    span: { start: first!.key.start + from, end },
    entries,
    duplicates: noEntries,
  };
  return first!.dash < 0
    ? mapping
    : { kind: 'list', span: { start: first!.dash + from, end }, items: [mapping] };
}
