import { applyChanges, type TextChange } from '../text/span.ts';
import type { Block, Grammar } from './block.ts';
import type { Form } from './form.ts';
import { splitMarkdown } from './split-markdown.ts';
import { splitYaml } from './split-yaml.ts';

/** A text as a flat list of blocks. Immutable: an edit gives a new document that shares every block it did not touch. */
export class ReportDocument {
  readonly form: Form;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly #grammar: Grammar;
  #starts: ReadonlyMap<Block, number> | undefined;

  private constructor(form: Form, text: string, blocks: readonly Block[], grammar: Grammar) {
    this.form = form;
    this.text = text;
    this.blocks = blocks;
    this.#grammar = grammar;
  }

  static open(text: string, form: Form, grammar: Grammar): ReportDocument {
    return new ReportDocument(form, text, split(text, form, grammar), grammar);
  }

  /** The document after some changes, whose spans all count in the text before them. */
  edit(changes: readonly TextChange[]): ReportDocument {
    const text = applyChanges(this.text, changes);
    const fresh = split(text, this.form, this.#grammar);
    const shorter = Math.min(fresh.length, this.blocks.length);
    let head = 0;
    while (head < shorter && fresh[head]!.same(this.blocks[head]!)) {
      fresh[head] = this.blocks[head]!;
      head++;
    }
    for (let tail = 1; tail <= shorter - head; tail++) {
      const old = this.blocks[this.blocks.length - tail]!;
      if (!fresh[fresh.length - tail]!.same(old)) break;
      fresh[fresh.length - tail] = old;
    }
    return new ReportDocument(this.form, text, fresh, this.#grammar);
  }

  /** The offset in the text at which a block of this document begins. */
  startOf(block: Block): number {
    this.#starts ??= this.#addUp();
    const start = this.#starts.get(block);
    if (start === undefined) throw new Error('The block belongs to another document.');
    return start;
  }

  /** Whether a block is one of this version. */
  has(block: Block): boolean {
    this.#starts ??= this.#addUp();
    return this.#starts.has(block);
  }

  /** The block that holds an offset of the text; at the border of two, the latter. Undefined only for an empty text. */
  blockAt(offset: number): Block | undefined {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.startOf(this.blocks[middle]!) <= offset) low = middle;
      else high = middle - 1;
    }
    return this.blocks[low];
  }

  #addUp(): ReadonlyMap<Block, number> {
    const starts = new Map<Block, number>();
    let start = 0;
    for (const block of this.blocks) {
      starts.set(block, start);
      start += block.text.length;
    }
    return starts;
  }
}

function split(text: string, form: Form, grammar: Grammar): Block[] {
  return form === 'markdown' ? splitMarkdown(text, grammar) : splitYaml(text, grammar);
}
