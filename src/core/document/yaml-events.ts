import {
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
  YAMLException,
} from 'js-yaml';
import type { Span } from '../text/span.ts';
import { align, type ScalarForm } from './align.ts';
import { type Entry, type Node, noEntries, type Scalar } from './node.ts';
import { longestKey } from './yaml-line.ts';

/** What nests deeper is left to the parser that says where. */
const options = { maxDepth: 60 };

/** Tabs, control characters, lone carriage returns, further line ends, byte order marks: parsers differ about them. */
export const unsure = /[\0-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff]|\r(?!\n)/;

/** A text of its own, and what is added to its spans. */
export interface Source {
  readonly text: string;
  readonly from: number;
}

/** About so many letters are given to the parser at once; an error costs reading some of them again. */
const together = 10_000;

/** What parts the texts that are read together. */
const mark = '---\n';

/**
 * Reads ordinary YAML many times as fast as the parser that recovers from errors, and to the same nodes. Undefined
 * where a text has an error or something that is rare in reports: then that other parser has to read it, as it has where
 * there is something `unsure` in the text.
 * Small texts are read together, each as a document, because a call of the parser costs more than an item.
 */
export function readEvents(sources: readonly Source[]): readonly (Node | undefined)[] {
  const nodes = new Map<Source, Node>();
  let batch: Source[] = [];
  let length = 0;
  for (const source of sources) {
    batch.push(source);
    length += source.text.length;
    if (length < together) continue;
    readTogether(batch, nodes);
    batch = [];
    length = 0;
  }
  readTogether(batch, nodes);
  return sources.map((source) => nodes.get(source));
}

function readTogether(sources: readonly Source[], nodes: Map<Source, Node>): void {
  if (sources.length === 0) return;
  const text = sources.map((source) => `${mark}${source.text}\n`).join('');
  const events = eventsOf(text);
  if (!events || count(events, EVENT_ID.DOCUMENT) !== sources.length) {
    if (sources.length < 2) return;
    const half = sources.length >> 1;
    readTogether(sources.slice(0, half), nodes);
    readTogether(sources.slice(half), nodes);
    return;
  }
  let document = 0;
  let start = 0;
  for (const source of sources) {
    start += mark.length;
    const node = new EventReader(text, start, source, events, document).read();
    if (node) nodes.set(source, node);
    start += source.text.length + 1;
    do document++;
    while (document < events.length && events[document]!.type !== EVENT_ID.DOCUMENT);
  }
}

function count(events: readonly Event[], type: Event['type']): number {
  let found = 0;
  for (const event of events) if (event.type === type) found++;
  return found;
}

/** What the parser says of a text; undefined where it has an error. */
function eventsOf(text: string): readonly Event[] | undefined {
  try {
    return parseEvents(text, options);
  } catch (error) {
    if (error instanceof YAMLException) return undefined;
    throw error;
  }
}

/** Makes nodes of a parser's events, which say where scalars lie and collections begin; the rest is found in the text. */
class EventReader {
  /** All the text that the events count in, and where the source begins and ends in it. */
  readonly #text: string;
  readonly #start: number;
  readonly #limit: number;
  readonly #events: readonly Event[];
  /** What is added to places in the text. */
  readonly #from: number;
  /** The event that is read next. */
  #next: number;
  /** Where the last node ends, and where its line does: a block collection ends with the line of its last value. */
  #end = 0;
  #lineEnd = 0;

  constructor(text: string, start: number, source: Source, events: readonly Event[], document: number) {
    this.#text = text;
    this.#start = start;
    this.#limit = start + source.text.length;
    this.#events = events;
    this.#from = source.from - start;
    this.#next = document;
  }

  read(): Node | undefined {
    const document = this.#events[this.#next++]!;
    if (document.type !== EVENT_ID.DOCUMENT || document.explicitEnd || this.#indentedComments())
      return undefined;
    const root = this.#node(-1, false);
    return this.#events[this.#next]?.type === EVENT_ID.POP ? root : undefined;
  }

  /** Whether a comment stands on a line of its own, deeper than the root: it may belong to the value before it. */
  #indentedComments(): boolean {
    const written = this.#text.slice(this.#start, this.#limit);
    if (!written.includes('#')) return false;
    const root = this.#events[this.#next]!;
    if (root.type !== EVENT_ID.MAPPING && root.type !== EVENT_ID.SEQUENCE) return true;
    const column = root.start - (this.#text.lastIndexOf('\n', root.start) + 1);
    for (const [indentation] of written.matchAll(/^ *(?=#)/gm)) if (indentation.length > column) return true;
    return false;
  }

  /** The next node; `at` is where it may begin, behind the colon or dash before it. */
  #node(at: number, inFlow: boolean): Node | undefined {
    const event = this.#events[this.#next++]!;
    if (event.type === EVENT_ID.SCALAR) return this.#scalar(event, at, inFlow);
    if (event.type === EVENT_ID.MAPPING) return this.#mapping(event, inFlow);
    if (event.type === EVENT_ID.SEQUENCE) return this.#sequence(event, inFlow);
    return undefined;
  }

  #mapping(event: MappingEvent, inFlow: boolean): Node | undefined {
    const { start } = event;
    const flow = event.style === COLLECTION_STYLE.FLOW;
    // A pair in a list stands without braces; a question mark is an explicit key.
    if (hasProperties(event) || (this.#text[start] === '{') !== flow || this.#text[start] === '?')
      return undefined;
    this.#end = start + 1;
    const entries: Entry[] = [];
    while (this.#more()) {
      const key = this.#key();
      const colon = key && this.#skipSpaces(this.#end);
      if (colon === undefined || this.#text[colon] !== ':') return undefined;
      const value = this.#node(this.#skipSpaces(colon + 1), flow);
      if (!value) return undefined;
      entries.push({ key: key!, name: key!.source, value });
    }
    if (!this.#close(flow ? '}' : undefined, inFlow)) return undefined;
    return { kind: 'map', span: this.#span(start, this.#end), entries, duplicates: noEntries };
  }

  #sequence(event: SequenceEvent, inFlow: boolean): Node | undefined {
    const { start } = event;
    const flow = event.style === COLLECTION_STYLE.FLOW;
    if (hasProperties(event)) return undefined;
    this.#end = start + 1;
    const items: Node[] = [];
    while (this.#more()) {
      let at = -1;
      if (!flow) {
        const dash = items.length === 0 ? start : this.#skipBlank(this.#lineEnd);
        if (this.#text[dash] !== '-') return undefined;
        at = this.#skipSpaces(dash + 1);
      }
      const item = this.#node(at, flow);
      if (!item) return undefined;
      items.push(item);
    }
    if (!this.#close(flow ? ']' : undefined, inFlow)) return undefined;
    return { kind: 'list', span: this.#span(start, this.#end), items };
  }

  /** Whether the collection goes on; else its end is read. */
  #more(): boolean {
    if (this.#events[this.#next]!.type !== EVENT_ID.POP) return true;
    this.#next++;
    return false;
  }

  /** Goes to where a collection ends, behind its bracket if it has one; whether the bracket is found. */
  #close(bracket: string | undefined, inFlow: boolean): boolean {
    if (bracket === undefined) {
      this.#end = this.#lineEnd;
      return true;
    }
    let at = this.#skipBlank(this.#end);
    if (this.#text[at] === ',') at = this.#skipBlank(at + 1);
    if (this.#text[at] !== bracket) return false;
    this.#finish(at + 1, inFlow);
    return true;
  }

  #key(): Scalar | undefined {
    const event = this.#events[this.#next++]!;
    if (event.type !== EVENT_ID.SCALAR || event.valueEnd - event.valueStart > longestKey) return undefined;
    return this.#scalar(event, -1, true);
  }

  #scalar(event: ScalarEvent, at: number, inFlow: boolean): Scalar | undefined {
    if (hasProperties(event)) return undefined;
    const { valueStart: start, valueEnd: end, style } = event;
    if (start < 0) return at < 0 || inFlow ? undefined : this.#empty(at);
    if (style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK)
      return this.#block(event, at);
    if (style === SCALAR_STYLE.PLAIN) {
      // Behind a comment the other parser may take more lines for a part of the value.
      if (at >= 0 && this.#text.slice(at, start).includes('#')) return undefined;
      this.#finish(end, inFlow);
      const source = getScalarValue(this.#text, event);
      if (source.length === end - start)
        return { kind: 'scalar', span: this.#span(start, end), source, quoted: false };
      return this.#aligned({ start, end }, source, 'plain');
    }
    // Escapes and line ends in quotes are rare.
    if (!event.fast) return undefined;
    this.#finish(end + 1, inFlow);
    const form = style === SCALAR_STYLE.DOUBLE_QUOTED ? 'double' : 'single';
    return this.#aligned({ start: start - 1, end: end + 1 }, this.#text.slice(start, end), form);
  }

  #empty(at: number): Scalar | undefined {
    if (this.#text[this.#skipBlank(at)] === '#') return undefined;
    this.#end = at;
    this.#lineEnd = at;
    return { kind: 'scalar', span: this.#span(at, at), source: '', quoted: false };
  }

  /** A text over several lines; its sign stands at `at`. */
  #block(event: ScalarEvent, at: number): Scalar | undefined {
    const { valueStart, valueEnd, indent } = event;
    blockSign.lastIndex = Math.max(0, at);
    if (at < 0 || !blockSign.test(this.#text) || blockSign.lastIndex !== valueStart) return undefined;
    if (indent < 0) return undefined;
    let last = valueEnd;
    while (last > valueStart && isBlank(this.#text[last - 1])) last--;
    const end = Math.min(this.#text.indexOf('\n', last) + 1, this.#limit);
    // White space that is deeper than the text belongs to it, also on the lines behind its last word.
    if (this.#text.slice(end, valueEnd).includes(' '.repeat(indent + 1))) return undefined;
    this.#end = end;
    this.#lineEnd = end;
    return this.#aligned({ start: at, end }, getScalarValue(this.#text, event), 'block');
  }

  #aligned(span: Span, source: string, form: ScalarForm): Scalar {
    return {
      kind: 'scalar',
      span: this.#span(span.start, span.end),
      source,
      quoted: form !== 'plain',
      offsets: align(this.#text, span, source, form, this.#from),
    };
  }

  #span(start: number, end: number): Span {
    return { start: start + this.#from, end: end + this.#from };
  }

  /** Notes where a node ends, and behind its line with the comment on it. */
  #finish(end: number, inFlow: boolean): void {
    this.#end = end;
    if (inFlow) return;
    this.#lineEnd = Math.min(this.#text.indexOf('\n', end) + 1, this.#limit);
  }

  #skipSpaces(at: number): number {
    let next = at;
    while (this.#text[next] === ' ') next++;
    return next;
  }

  #skipBlank(at: number): number {
    let next = at;
    while (isBlank(this.#text[next])) next++;
    return next;
  }
}

/** The sign of a text over several lines whose indentation and end are the usual ones. */
const blockSign = /[|>]-?\r?\n/y;

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\n' || char === '\r';
}

function hasProperties(event: MappingEvent | SequenceEvent | ScalarEvent): boolean {
  return event.anchorStart >= 0 || event.tagStart >= 0;
}
