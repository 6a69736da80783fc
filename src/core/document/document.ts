import type { Position } from '../text/position.ts';
import type { Span, TextChange } from '../text/span.ts';
import type { Block, Grammar, LineRange } from './block.ts';
import type { BlockList } from './block-list.ts';
import type { Form } from './form.ts';
import { markdownSplitter } from './split-markdown.ts';
import { yamlSplitter } from './split-yaml.ts';
import { split, splitAgain } from './splitter.ts';

/** A text as a flat list of blocks. Immutable: an edit gives a new document that shares every block it did not touch. */
export class ReportDocument {
  readonly form: Form;
  readonly blocks: BlockList;
  readonly #grammar: Grammar;
  #text: string | undefined;

  private constructor(form: Form, blocks: BlockList, grammar: Grammar, text?: string) {
    this.form = form;
    this.blocks = blocks;
    this.#grammar = grammar;
    this.#text = text;
  }

  static open(text: string, form: Form, grammar: Grammar): ReportDocument {
    const blocks =
      form === 'markdown' ? split(text, markdownSplitter, grammar) : split(text, yamlSplitter, grammar);
    return new ReportDocument(form, blocks, grammar, text);
  }

  /** The whole text. It is put together when it is asked for: an edit does not need it. */
  get text(): string {
    this.#text ??= this.blocks
      .slice(0, this.blocks.length)
      .map((block) => block.text)
      .join('');
    return this.#text;
  }

  /** The first so many UTF-16 units of the text, or all of it. */
  head(length: number): string {
    let head = '';
    for (const block of this.blocks) {
      head += block.text;
      if (head.length >= length) break;
    }
    return head.slice(0, length);
  }

  /** The length of the text in UTF-16 units. */
  get size(): number {
    return this.blocks.size;
  }

  /** The document after some changes, whose spans all count in the text before them and do not overlap. */
  edit(changes: readonly TextChange[]): ReportDocument {
    if (changes.length === 0) return this;
    let { blocks } = this;
    // The last comes first, so that the places of the others stay what they are.
    for (const change of [...changes].sort((a, b) => b.span.start - a.span.start)) {
      if (blocks.length === 0) blocks = ReportDocument.open(change.text, this.form, this.#grammar).blocks;
      else if (this.form === 'markdown') blocks = splitAgain(blocks, change, markdownSplitter, this.#grammar);
      else blocks = splitAgain(blocks, change, yamlSplitter, this.#grammar);
    }
    return new ReportDocument(this.form, blocks, this.#grammar);
  }

  /** The document with another text, as the edit of what differs. */
  become(text: string): ReportDocument {
    const before = this.text;
    const shorter = Math.min(before.length, text.length);
    let start = 0;
    while (start < shorter && before[start] === text[start]) start++;
    let tail = 0;
    while (tail < shorter - start && before.at(-1 - tail) === text.at(-1 - tail)) tail++;
    if (start === before.length && start === text.length) return this;
    const span = { start, end: before.length - tail };
    return this.edit([{ span, text: text.slice(start, text.length - tail) }]);
  }

  /** The offset in the text at which a block of this document begins. */
  startOf(block: Block): number {
    return ours(this.blocks.startOf(block));
  }

  /** The line, counted from 0, on which a block of this document begins. */
  lineOf(block: Block): number {
    return ours(this.blocks.lineOf(block));
  }

  /** Where a part of a block begins and ends in the text. */
  rangeOf({ block, lines }: { readonly block: Block; readonly lines: LineRange }): {
    readonly start: Position;
    readonly end: Position;
  } {
    const first = this.lineOf(block) + 1;
    return {
      start: { line: first + lines.line, column: lines.column + 1 },
      end: { line: first + lines.endLine, column: lines.endColumn + 1 },
    };
  }

  /** Whether a block is one of this version. */
  has(block: Block): boolean {
    return this.blocks.indexOf(block) >= 0;
  }

  /** The blocks that a part of the text touches, in order. */
  blocksIn({ start, end }: Span): Block[] {
    if (this.blocks.length === 0) return [];
    return this.blocks.slice(this.blocks.indexAt(Math.max(0, start - 1)), this.blocks.indexAt(end) + 1);
  }

  /** The block that holds an offset of the text; at the border of two, the latter. Undefined only for an empty text. */
  blockAt(offset: number): Block | undefined {
    return this.blocks.length === 0 ? undefined : this.blocks.at(this.blocks.indexAt(offset));
  }
}

function ours(place: number): number {
  if (place < 0) throw new Error('The block belongs to another document.');
  return place;
}
