import { Parts } from './parts.ts';
import type { ToPage } from './protocol.ts';

type Whole = ToPage & { readonly type: 'whole' };
type Update = ToPage & { readonly type: 'update' };

/** What stands for the place of what it shows when the page follows the editor. */
const placed = '[data-line]:not([data-block], .figure, mark)';

/** The report in the page, and where the reader is in it. */
export class Page {
  readonly #main: HTMLElement;
  readonly #parts: Parts;
  #version = 0;

  constructor(main: HTMLElement) {
    this.#main = main;
    this.#parts = new Parts(main);
  }

  /** Takes over a report as a whole. */
  show(whole: Whole): void {
    const { scrollY } = window;
    this.#parts.show(whole);
    this.#version = whole.version;
    if (scrollY > 0) window.scrollTo({ top: scrollY });
  }

  /** Takes over an update, touching only the parts that it changes; false where a version before it was missed. */
  update(update: Update): boolean {
    if (update.base !== this.#version) return false;
    const back = this.#reading();
    this.#parts.change(update);
    this.#version = update.version;
    back?.();
    return true;
  }

  /** Shows a sentence in the place of the report. */
  say(text: string): void {
    const said = document.createElement('p');
    said.className = 'note error';
    said.textContent = text;
    this.#main.replaceChildren(said);
    this.#parts.clear();
    this.#version = 0;
  }

  /** The line of the document that an element comes from. */
  lineOf(from: Element): number | undefined {
    return this.#parts.lineOf(from);
  }

  /** Scrolls to what stands on a line of the document; between two elements by as much of the way as of the lines. */
  scrollTo(line: number): void {
    if (line <= 0) {
      window.scrollTo({ top: 0 });
      return;
    }
    const sections = this.#main.children;
    const at = firstFrom(sections, (section) => (this.lineOf(section) ?? 0) > line);
    let before: HTMLElement | undefined;
    let after: HTMLElement | undefined;
    for (let index = at - 1; index >= 0 && !before; index--) {
      for (const element of this.#placedIn(sections[index]!)) {
        if (this.lineOf(element)! > line) {
          after = element;
          break;
        }
        before = element;
      }
    }
    for (let index = at; index < sections.length && !after; index++)
      [after] = this.#placedIn(sections[index]!);
    if (!before) return;
    const from = { line: this.lineOf(before)!, top: topOf(before) };
    const to = after && { line: this.lineOf(after)!, top: topOf(after) };
    const share = to && to.line > from.line ? (line - from.line) / (to.line - from.line) : 0;
    window.scrollTo({ top: from.top + share * ((to?.top ?? from.top) - from.top) });
  }

  #placedIn(section: Element): HTMLElement[] {
    return [...section.querySelectorAll<HTMLElement>(placed)].filter(
      (element) => element.offsetParent !== null && this.lineOf(element) !== undefined,
    );
  }

  /** Remembers which part is read and where it stands; what it returns puts it back there. */
  #reading(): (() => void) | undefined {
    if (window.scrollY === 0) return undefined;
    let id: string | undefined;
    for (let around: Element | null = this.#main; around; ) {
      const { children }: Element = around;
      const part: Element | undefined =
        children[firstFrom(children, (child) => child.getBoundingClientRect().bottom > 0)];
      id = (part instanceof HTMLElement ? part.dataset['id'] : undefined) ?? id;
      around = !part || part.matches('[data-parts]') ? (part ?? null) : part.querySelector('[data-parts]');
    }
    const top = id === undefined ? undefined : this.#parts.find(id)?.getBoundingClientRect().top;
    if (id === undefined || top === undefined) return undefined;
    const read = id;
    return () => {
      const now = this.#parts.find(read)?.getBoundingClientRect().top;
      if (now !== undefined && now !== top) window.scrollBy({ top: now - top });
    };
  }
}

function topOf(element: Element): number {
  return element.getBoundingClientRect().top + window.scrollY;
}

/** The index of the first element of which something holds that holds of all behind it as well; their number where of none. */
function firstFrom(elements: HTMLCollection, holds: (element: Element) => boolean): number {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(elements[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
