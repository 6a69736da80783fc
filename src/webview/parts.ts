import type { PageChanges, WholePage } from '../core/render/sheet.ts';

interface Line {
  line: number;
  /** How many shifts it takes into account. */
  shifts: number;
}

/** How many shifts are put off until a line is asked for. */
const mostShifts = 1000;

/**
 * The parts of a page as they stand in the document. A part is one element or several that follow each other, all with
 * its id; what changes touches the elements of the parts that change.
 */
export class Parts {
  readonly #main: HTMLElement;
  /** The first element of each part. */
  readonly #elements = new Map<string, HTMLElement>();
  /** Where the blocks of the report's text begin. */
  #lines = new Map<string, Line>();
  #shifts: { readonly from: number; readonly by: number }[] = [];

  constructor(main: HTMLElement) {
    this.#main = main;
  }

  /** Shows a page as a whole. */
  show({ html, lines }: WholePage): void {
    // Our own renderer escaped every text in it, and the page's policy runs nothing that stands in it.
    this.#main.innerHTML = html;
    this.#elements.clear();
    this.#know([this.#main]);
    this.#shifts = [];
    this.#lines = new Map(Object.entries(lines).map(([id, line]) => [id, { line, shifts: 0 }]));
  }

  /** Shows the next version of a page. */
  change({ gone, set, put, shift, lines }: PageChanges): void {
    for (const id of gone) this.#remove(id);
    for (const [id, html] of Object.entries(set)) {
      const before = this.#elements.get(id);
      if (!before) continue;
      const { fresh, fragment } = this.#parse(html);
      before.parentElement?.insertBefore(fragment, before);
      this.#remove(id);
      this.#know(fresh);
    }
    for (const { in: around, after, html } of put) {
      const parent = around === '' ? this.#main : this.#holderOf(around);
      if (!parent) continue;
      const { fresh, fragment } = this.#parse(html);
      parent.insertBefore(fragment, after === null ? firstPart(parent) : this.#behind(after));
      this.#know(fresh);
    }
    if (shift) this.#shift(shift);
    for (const [id, line] of Object.entries(lines)) {
      if (line === null) this.#lines.delete(id);
      else this.#lines.set(id, { line, shifts: this.#shifts.length });
    }
  }

  /** Forgets all parts. */
  clear(): void {
    this.#elements.clear();
    this.#lines.clear();
    this.#shifts = [];
  }

  /** The first element of a part. */
  find(id: string): HTMLElement | undefined {
    return this.#elements.get(id);
  }

  /** The line of the document that an element comes from. */
  lineOf(from: Element): number | undefined {
    const element = from.closest<HTMLElement>('[data-line]');
    if (element) {
      const { block, line } = element.dataset;
      const base = block === undefined ? this.#lineAround(element) : this.#lineOf(block);
      return base === undefined ? undefined : base + Number(line);
    }
    return this.#lineAround(from);
  }

  /** The line of the block that an element shows, or first shows something of. */
  #lineAround(element: Element): number | undefined {
    for (
      let part = element.closest<HTMLElement>('[data-id]');
      part;
      part = part.parentElement?.closest<HTMLElement>('[data-id]') ?? null
    ) {
      const first = part.querySelector('[data-line]')?.closest<HTMLElement>('[data-id]');
      const line = this.#lineOf(blockOf(part)) ?? (first ? this.#lineOf(blockOf(first)) : undefined);
      if (line !== undefined) return line;
    }
    return undefined;
  }

  #lineOf(block: string): number | undefined {
    if (block === 'summary' || block === 'title') return 0;
    const known = this.#lines.get(block);
    if (!known) return undefined;
    for (; known.shifts < this.#shifts.length; known.shifts++) {
      const { from, by } = this.#shifts[known.shifts]!;
      if (known.line >= from) known.line += by;
    }
    return known.line;
  }

  #shift(shift: { readonly from: number; readonly by: number }): void {
    this.#shifts.push(shift);
    if (this.#shifts.length < mostShifts) return;
    for (const [id, known] of this.#lines) {
      this.#lineOf(id);
      known.shifts = 0;
    }
    this.#shifts = [];
  }

  #parse(html: string): { readonly fresh: readonly HTMLElement[]; readonly fragment: DocumentFragment } {
    // In a template rows of a table may stand alone.
    const template = this.#main.ownerDocument.createElement('template');
    template.innerHTML = html;
    return { fresh: [...template.content.children] as HTMLElement[], fragment: template.content };
  }

  #know(elements: readonly HTMLElement[]): void {
    const know = (element: HTMLElement) => {
      const { id } = element.dataset;
      if (id !== undefined && !this.#elements.has(id)) this.#elements.set(id, element);
    };
    for (const element of elements) {
      know(element);
      for (const inside of element.querySelectorAll<HTMLElement>('[data-id]')) know(inside);
    }
  }

  #remove(id: string): void {
    const first = this.#elements.get(id);
    if (!first) return;
    for (const element of elementsFrom(first)) {
      for (const inside of element.querySelectorAll<HTMLElement>('[data-id]'))
        this.#elements.delete(inside.dataset['id']!);
      element.remove();
    }
    this.#elements.delete(id);
  }

  /** The element in which the parts of a part lie. */
  #holderOf(id: string): Element | null | undefined {
    const element = this.#elements.get(id);
    return element?.matches('[data-parts]') ? element : element?.querySelector('[data-parts]');
  }

  /** What stands behind the last element of a part. */
  #behind(id: string): Element | null {
    const first = this.#elements.get(id);
    return (first && elementsFrom(first).at(-1)!.nextElementSibling) ?? null;
  }
}

/** The block that a part shows, or the part itself: of several parts of one block all but the first are numbered. */
function blockOf({ dataset }: HTMLElement): string {
  return (dataset['id'] ?? '').split('-')[0]!;
}

/** All elements of a part, whose first one is given. */
function elementsFrom(first: HTMLElement): readonly HTMLElement[] {
  const all = [first];
  for (
    let next = first.nextElementSibling as HTMLElement | null;
    next && next.dataset['id'] === first.dataset['id'];
    next = next.nextElementSibling as HTMLElement | null
  )
    all.push(next);
  return all;
}

function firstPart(parent: Element): Element | null {
  for (let child = parent.firstElementChild; child; child = child.nextElementSibling)
    if (child.hasAttribute('data-id')) return child;
  return null;
}
