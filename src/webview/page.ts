import type { ToPage } from './protocol.ts';

type Update = ToPage & { readonly type: 'update' };

/** The blocks of a report as they stand in the page. */
export class Page {
  readonly #main: HTMLElement;
  readonly #sections = new Map<string, HTMLElement>();
  #version = 0;

  constructor(main: HTMLElement) {
    this.#main = main;
  }

  /** Takes over an update, touching only the blocks that it changes; false where a version before it was missed. */
  update({ base, version, order, blocks }: Update): boolean {
    if (base !== 0 && base !== this.#version) return false;
    const kept = this.#reading();
    const wanted = new Set(order.map(({ id }) => id));
    for (const child of [...this.#main.children]) {
      if (!(child instanceof HTMLElement) || !wanted.has(child.dataset['id'] ?? '')) child.remove();
    }
    for (const id of [...this.#sections.keys()]) if (!wanted.has(id)) this.#sections.delete(id);
    let next = this.#main.firstElementChild;
    for (const { id, line } of order) {
      const section = this.#sections.get(id) ?? this.#add(id);
      section.dataset['line'] = String(line);
      // Our own renderer escaped every text in it, and the page's policy runs nothing that stands in it.
      const html = blocks[id];
      if (html !== undefined) section.innerHTML = html;
      if (section === next) next = section.nextElementSibling;
      else this.#main.insertBefore(section, next);
    }
    this.#version = version;
    kept?.();
    return true;
  }

  /** Shows a sentence in the place of the report. */
  say(text: string): void {
    const said = document.createElement('p');
    said.className = 'note error';
    said.textContent = text;
    this.#main.replaceChildren(said);
    this.#sections.clear();
    this.#version = 0;
  }

  /** The line of the document that an element comes from. */
  lineOf(from: Element): number | undefined {
    const element = from.closest<HTMLElement>('[data-line]');
    if (!element || element.dataset['line'] === undefined) return undefined;
    const line = Number(element.dataset['line']);
    if (element.parentElement === this.#main) return line;
    const section =
      element.dataset['block'] === undefined
        ? element.closest<HTMLElement>('[data-id]')
        : this.#sections.get(element.dataset['block']);
    return section ? Number(section.dataset['line']) + line : undefined;
  }

  /** Scrolls to what stands on a line of the document; between two elements by as much of the way as of the lines. */
  scrollTo(line: number): void {
    if (line <= 0) {
      window.scrollTo({ top: 0 });
      return;
    }
    let before: { line: number; top: number } | undefined;
    let after: { line: number; top: number } | undefined;
    for (const element of this.#main.querySelectorAll<HTMLElement>(
      '[data-line]:not([data-block], .figure, mark)',
    )) {
      const at = this.lineOf(element);
      if (at === undefined || element.offsetParent === null) continue;
      const place = { line: at, top: element.getBoundingClientRect().top + window.scrollY };
      if (at <= line) before = place;
      else if (at > line) {
        after = place;
        break;
      }
    }
    if (!before) return;
    const share = after && after.line > before.line ? (line - before.line) / (after.line - before.line) : 0;
    window.scrollTo({ top: before.top + share * ((after?.top ?? before.top) - before.top) });
  }

  #add(id: string): HTMLElement {
    const section = document.createElement('section');
    section.className = id === 'summary' ? 'block summary' : 'block';
    section.dataset['id'] = id;
    this.#sections.set(id, section);
    return section;
  }

  /** Remembers which block is read and where it stands; what it returns puts it back there. */
  #reading(): (() => void) | undefined {
    if (window.scrollY === 0) return undefined;
    for (const section of this.#sections.values()) {
      const { top, bottom } = section.getBoundingClientRect();
      if (bottom <= 0) continue;
      return () => {
        if (section.isConnected) window.scrollBy({ top: section.getBoundingClientRect().top - top });
      };
    }
    return undefined;
  }
}
