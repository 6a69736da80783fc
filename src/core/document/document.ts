import { applyChanges, type TextChange } from '../text/span.ts';
import type { Block, Grammar } from './block.ts';
import type { Form } from './form.ts';
import { markdownSplitter } from './split-markdown.ts';
import { yamlSplitter } from './split-yaml.ts';
import { indexAt, split } from './splitter.ts';

/** A text as a flat list of blocks. Immutable: an edit gives a new document that shares every block it did not touch. */
export class ReportDocument {
  readonly form: Form;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly #grammar: Grammar;
  /** Where each block begins in the text. */
  readonly #starts: readonly number[];
  #byBlock: ReadonlyMap<Block, number> | undefined;

  private constructor(form: Form, text: string, blocks: readonly Block[], grammar: Grammar) {
    this.form = form;
    this.text = text;
    this.blocks = blocks;
    this.#grammar = grammar;
    let end = 0;
    this.#starts = blocks.map((block) => {
      const start = end;
      end += block.text.length;
      return start;
    });
  }

  static open(text: string, form: Form, grammar: Grammar): ReportDocument {
    const blocks =
      form === 'markdown' ? split(text, markdownSplitter, grammar) : split(text, yamlSplitter, grammar);
    return new ReportDocument(form, text, blocks, grammar);
  }

  /** The document after some changes, whose spans all count in the text before them. */
  edit(changes: readonly TextChange[]): ReportDocument {
    if (changes.length === 0) return this;
    if (this.blocks.length === 0)
      return ReportDocument.open(applyChanges(this.text, changes), this.form, this.#grammar);
    const text = applyChanges(this.text, changes);
    const edited = {
      start: Math.min(...changes.map(({ span }) => span.start)),
      end: Math.max(...changes.map(({ span }) => span.end)),
      growth: text.length - this.text.length,
    };
    const before = { blocks: this.blocks, starts: this.#starts, edited };
    const blocks =
      this.form === 'markdown'
        ? split(text, markdownSplitter, this.#grammar, before)
        : split(text, yamlSplitter, this.#grammar, before);
    return new ReportDocument(this.form, text, blocks, this.#grammar);
  }

  /** The offset in the text at which a block of this document begins. */
  startOf(block: Block): number {
    const start = this.#placed().get(block);
    if (start === undefined) throw new Error('The block belongs to another document.');
    return start;
  }

  /** Whether a block is one of this version. */
  has(block: Block): boolean {
    return this.#placed().has(block);
  }

  /** The block that holds an offset of the text; at the border of two, the latter. Undefined only for an empty text. */
  blockAt(offset: number): Block | undefined {
    return this.blocks[indexAt(this.#starts, offset)];
  }

  #placed(): ReadonlyMap<Block, number> {
    this.#byBlock ??= new Map(this.blocks.map((block, index) => [block, this.#starts[index]!]));
    return this.#byBlock;
  }
}
