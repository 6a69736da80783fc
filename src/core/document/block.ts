import type { Span } from '../text/span.ts';
import type { Home } from './block-list.ts';
import { type Inline, scanInlines } from './inline.ts';
import { lastNotBehind, lineEndsIn, lineStartsOf } from './lines.ts';
import { type ParsedYaml, parseTexts, type YamlText } from './parse-yaml.ts';
import type { ProseState } from './prose-lines.ts';
import type { Open } from './yaml-line.ts';

/** The lists of named things whose items are blocks of their own. */
export type ListName = 'metrics' | 'tasks' | 'plan' | 'targets' | 'organizations' | 'units' | 'sections';

/** What splitting and parsing must know of the vocabulary. */
export interface Grammar {
  /** The list that a key or a fence's info string names, in either language. */
  list(written: string): ListName | undefined;
  /** Whether some entity has a key of this name. */
  isKey(written: string): boolean;
  /** Whether under this key the root or a section has prose. */
  isProse(written: string): boolean;
}

/** Where block YAML nests: the report's or a section's own keys, or a list of items. Innermost first. */
export interface Frame {
  readonly list: ListName | undefined;
  /** The column of the keys, or of the items; unknown until the first of them is read. */
  readonly indent: number | undefined;
  readonly dash: boolean;
  readonly parent: Frame | undefined;
}

/** A text in Markdown that stands in a YAML report over several lines, under a key such as `正文: |`. */
export interface OpenText {
  /** The column of its lines; unknown until the first of them is read. */
  readonly column: number | undefined;
  readonly prose: ProseState;
}

/** All that a splitter knows between two lines. Plain data, so that two states can be compared. */
export type SplitState =
  | {
      readonly form: 'yaml';
      readonly frame: Frame;
      readonly open: Open | undefined;
      /** The text over several lines that is open, where its paragraphs are blocks of their own. */
      readonly text: OpenText | undefined;
      /** What the block before is: an item, a paragraph, or lines that are owned at that depth; undefined before the first. */
      readonly run: 'item' | 'text' | number | undefined;
    }
  | {
      readonly form: 'markdown';
      readonly mode: 'start' | 'front' | 'between';
      readonly blank: boolean;
    }
  | { readonly form: 'markdown'; readonly mode: 'prose'; readonly prose: ProseState }
  | {
      readonly form: 'markdown';
      readonly mode: 'data';
      readonly fence: string;
      readonly list: ListName;
      readonly frame: Frame;
      readonly open: Open | undefined;
      readonly blank: boolean;
    };

/**
 * - `front-matter`: the whole front matter with its marks.
 * - `prose`: a heading of Markdown, a paragraph, or what else belongs together between blank lines.
 * - `fence`: a data fence's own lines.
 * - `item`: one item of a list.
 * - `own`: lines that the root or a section of a YAML report owns itself.
 * - `text`: a further paragraph of a text that began in an own block, as its lines stand there.
 */
export type BlockKind = 'front-matter' | 'prose' | 'fence' | 'item' | 'own' | 'text';

/** What a block is, as its first line says. */
export interface Begins {
  readonly kind: BlockKind;
  readonly list?: ListName | undefined;
  readonly depth?: number;
  readonly opens?: boolean;
}

/** A part of a block in lines and columns, all counted from 0. */
export interface LineRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A run of whole lines, parsed on its own. Immutable; what is derived from its text is made when first asked for. */
export class Block {
  readonly kind: BlockKind;
  readonly text: string;
  readonly entry: SplitState;
  /** The list that an item belongs to, or that a fence opens. */
  readonly list: ListName | undefined;
  /** How many sections of a YAML report this lies in. */
  readonly depth: number;
  /** Whether a section of a YAML report begins here. */
  readonly opens: boolean;
  /** Where the newest list of blocks keeps this one; only lists read and write it. */
  home: Home | undefined;
  place = 0;
  readonly #grammar: Grammar;
  #lines: number | undefined;
  #lineStarts: readonly number[] | undefined;
  /** The blocks that are parsed with this one. */
  #company: readonly Block[] | undefined;
  /** What was parsed with others and not asked for yet. */
  #parsed: ParsedYaml | undefined;
  #inlines: readonly Inline[] | undefined;

  constructor(
    { kind, list, depth = 0, opens = false }: Begins,
    entry: SplitState,
    text: string,
    grammar: Grammar,
  ) {
    this.kind = kind;
    this.text = text;
    this.entry = entry;
    this.list = list;
    this.depth = depth;
    this.opens = opens;
    this.#grammar = grammar;
  }

  /** How many line ends it has. */
  get lines(): number {
    this.#lines ??= lineEndsIn(this.text);
    return this.#lines;
  }

  /** On which of its lines, and how far behind their beginnings, a span begins and ends. */
  linesOf({ start, end }: Span): LineRange {
    this.#lineStarts ??= lineStartsOf(this.text);
    const starts = this.#lineStarts;
    const line = lastNotBehind(starts, start);
    const endLine = lastNotBehind(starts, end);
    return { line, column: start - starts[line]!, endLine, endColumn: end - starts[endLine]! };
  }

  /**
   * Lets the YAML of new blocks be parsed when one of them is first asked for its own: what is opened is read as a whole, and
   * many small texts at once cost a fraction of one after the other.
   */
  static parseTogether(blocks: readonly Block[]): void {
    const company = blocks.filter((block) => block.#hasYaml && block.home === undefined);
    if (company.length > 1) for (const block of company) block.#company = company;
  }

  /**
   * The block's YAML with what is wrong with it; a single scalar for a paragraph of a text, empty for prose and fences. It is
   * parsed at each call: whoever reads a block keeps what it makes of it.
   */
  parse(): ParsedYaml {
    if (!this.#hasYaml) return noYaml;
    const company = this.#company;
    if (company) {
      const parsed = parseTexts(company.map((block) => block.#source()));
      for (const [index, block] of company.entries()) {
        block.#parsed = parsed[index]!;
        block.#company = undefined;
      }
    }
    const parsed = this.#parsed ?? parseTexts([this.#source()])[0]!;
    this.#parsed = undefined;
    return this.kind === 'text' ? paragraphOf(parsed) : parsed;
  }

  /** The references in the block's prose; empty for everything but prose. */
  get inlines(): readonly Inline[] {
    this.#inlines ??= this.kind === 'prose' ? scanInlines(this.text) : [];
    return this.#inlines;
  }

  /** Whether the other block would be parsed to the same. */
  same(other: Block): boolean {
    return (
      this.kind === other.kind &&
      this.text === other.text &&
      this.list === other.list &&
      this.depth === other.depth &&
      this.opens === other.opens &&
      sameState(this.entry, other.entry)
    );
  }

  get #hasYaml(): boolean {
    return this.kind !== 'prose' && this.kind !== 'fence';
  }

  #source(): YamlText {
    const isKey = (written: string) => this.#grammar.isKey(written);
    if (this.kind === 'front-matter') {
      const from = this.text.indexOf('\n') + 1 || this.text.length;
      const closing = /^(?:---|\.\.\.)[ \t]*\r?\n?$(?![\s\S])/m.exec(this.text.slice(from));
      const text = this.text.slice(from, closing ? from + closing.index : undefined);
      return { text, isKey, names: false, start: false, from };
    }
    if (this.kind === 'text') {
      const before = beforeParagraph(this.entry);
      return { text: before + this.text, isKey, names: false, start: false, from: -before.length };
    }
    return { text: this.text, isKey, names: this.kind === 'item', start: this.#begins(), from: 0 };
  }

  /** Whether the file begins with this block. */
  #begins(): boolean {
    return (
      this.entry.form === 'yaml' &&
      this.entry.frame.parent === undefined &&
      this.entry.frame.indent === undefined
    );
  }
}

/** The first line of a text whose further lines are a block: what stands in it does not matter, nor under which key. */
const firstLine = 'x\n';

/** What makes YAML of the lines of a paragraph. */
function beforeParagraph(entry: SplitState): string {
  const column = (entry.form === 'yaml' && entry.text?.column) || 1;
  return `x: |\n${' '.repeat(column)}${firstLine}`;
}

/** What was read with that before it, without it. */
function paragraphOf({ node, issues }: ParsedYaml): ParsedYaml {
  const text = node?.kind === 'map' ? node.entries[0]?.value : undefined;
  if (text?.kind !== 'scalar' || !text.source.startsWith(firstLine)) return { node: undefined, issues };
  const source = text.source.slice(firstLine.length);
  const offsets = text.offsets!.behind(firstLine.length);
  const span = { start: offsets.at(0), end: offsets.at(source.length) };
  return { node: { ...text, span, source, offsets }, issues };
}

const noYaml: ParsedYaml = { node: undefined, issues: [] };

/** Whether two states are the same plain data. */
export function sameState(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const before = Object.entries(a);
  const after = b as Readonly<Record<string, unknown>>;
  return (
    before.length === Object.keys(after).length &&
    before.every(([key, value]) => sameState(value, after[key]))
  );
}
