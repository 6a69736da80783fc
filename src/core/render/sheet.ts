import type { Shell } from './markup.ts';

const nothing: Shell = { open: '', close: '' };

/** A part of a page that is made and sent by itself, with the parts that lie in it in order. */
export class Part {
  readonly id: string;
  shell = nothing;
  around: Part | undefined;
  previous: Part | undefined;
  next: Part | undefined;
  first: Part | undefined;
  last: Part | undefined;

  constructor(id: string) {
    this.id = id;
  }

  /** Whether nothing of it is on the page, and so nothing of what lies in it. */
  get empty(): boolean {
    return this.shell.open === '';
  }

  /** Its HTML with that of the parts in it. */
  get html(): string {
    return this.empty ? '' : this.shell.open + this.inner + this.shell.close;
  }

  /** The HTML of the parts in it. */
  get inner(): string {
    let html = '';
    for (let part = this.first; part; part = part.next) html += part.html;
    return html;
  }
}

/** What changed on a page. What is gone goes first; what then comes or is replaced brings along all that lies in it. */
export interface PartChanges {
  readonly gone: readonly string[];
  readonly set: Readonly<Record<string, string>>;
  /** One or several parts that follow each other: in which part, and behind which one in it; null where they come first. */
  readonly put: readonly { readonly in: string; readonly after: string | null; readonly html: string }[];
}

/** What makes the next version of a page of the one before. */
export interface PageChanges extends PartChanges {
  /** The blocks of the document that stood on this line, from 0, or below stand so many lines further down. */
  readonly shift: { readonly from: number; readonly by: number } | null;
  /** The lines of the blocks of the part of the text that changed, as they are after the shift; null of those that are gone. */
  readonly lines: Readonly<Record<string, number | null>>;
}

/** Whether a page has to be told of some changes. */
export function isChange({ gone, set, put, shift, lines }: PageChanges): boolean {
  const some = [gone, put, Object.keys(set), Object.keys(lines)].some(({ length }) => length > 0);
  return some || shift !== null;
}

/** A page as a whole. */
export interface WholePage {
  readonly html: string;
  /** The line of the document, from 0, on which each of its blocks begins, by the id that the page knows it under. */
  readonly lines: Readonly<Record<string, number>>;
}

/** All parts of a page, and what has changed since that was last asked. */
export class Sheet {
  /** What is no part itself: the parts in it lie side by side. */
  readonly top = new Part('');
  readonly #placed = new Set<Part>();
  readonly #filled = new Set<Part>();
  readonly #gone = new Set<string>();

  /** Puts a part that lies nowhere into another, behind one of those in it or before them all. */
  put(part: Part, into: Part, after: Part | undefined): void {
    const next = after ? after.next : into.first;
    part.around = into;
    part.previous = after;
    part.next = next;
    if (after) after.next = part;
    else into.first = part;
    if (next) next.previous = part;
    else into.last = part;
    this.#placed.add(part);
  }

  /** Takes a part away with all that lies in it. */
  remove(part: Part): void {
    const { around, previous, next } = part;
    if (!around) return;
    if (previous) previous.next = next;
    else around.first = next;
    if (next) next.previous = previous;
    else around.last = previous;
    part.around = undefined;
    part.previous = undefined;
    part.next = undefined;
    if (!this.#placed.delete(part) && !part.empty) this.#gone.add(part.id);
    this.#filled.delete(part);
  }

  /** Says what a part is; a part of nothing is not on the page. */
  fill(part: Part, shell: Shell): void {
    const { open, close } = part.shell;
    if (open === shell.open && close === shell.close) return;
    const was = part.empty;
    part.shell = shell;
    if (this.#placed.has(part)) return;
    if (was) this.#placed.add(part);
    else if (!part.empty) this.#filled.add(part);
    else {
      this.#gone.add(part.id);
      this.#filled.delete(part);
    }
  }

  /** What has changed since the last call. */
  take(): PartChanges {
    const set: Record<string, string> = {};
    for (const part of this.#filled) if (!this.#isCovered(part)) set[part.id] = part.html;
    const put: { in: string; after: string | null; html: string }[] = [];
    const done = new Set<Part>();
    for (const part of this.#placed) {
      const { around } = part;
      if (!around || part.empty || done.has(part) || this.#isCovered(part)) continue;
      let before = part.previous;
      while (before && this.#isNew(before)) before = before.previous;
      let html = '';
      for (let one = before ? before.next : around.first; one && this.#isNew(one); one = one.next) {
        done.add(one);
        html += one.html;
      }
      put.push({ in: around.id, after: before?.id ?? null, html });
    }
    const changes = { gone: [...this.#gone], set, put };
    this.#gone.clear();
    this.#filled.clear();
    this.#placed.clear();
    return changes;
  }

  #isNew(part: Part): boolean {
    return this.#placed.has(part) || part.empty;
  }

  /** Whether a part comes along with one that it lies in, or is as little on the page as that. */
  #isCovered(part: Part): boolean {
    let { around } = part;
    while (around && around !== this.top) {
      if (around.empty || this.#placed.has(around) || this.#filled.has(around)) return true;
      around = around.around;
    }
    return around === undefined;
  }
}
