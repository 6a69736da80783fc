import { editDistance, foldName, nameIsNear } from '../text/names.ts';

/** Something that was worked out from facts, and has to be worked out again when one of them changes. */
export interface Reader {
  /** What it has read. Only facts write it. */
  readonly read: Readable[];
  /** Called when something that it read has changed. */
  outdate(): void;
}

/** What a reader can have read. */
export interface Readable {
  leave(reader: Reader): void;
}

/** Forgets all that a reader has read, before it reads anew. */
export function forget(reader: Reader): void {
  for (const one of reader.read) one.leave(reader);
  reader.read.length = 0;
}

/** The readers of one thing. */
class Readers implements Readable {
  readonly #readers = new Set<Reader>();

  get none(): boolean {
    return this.#readers.size === 0;
  }

  join(reader: Reader): void {
    if (this.#readers.has(reader)) return;
    this.#readers.add(reader);
    reader.read.push(this);
  }

  leave(reader: Reader): void {
    this.#readers.delete(reader);
  }

  outdate(): void {
    for (const reader of this.#readers) reader.outdate();
  }
}

/** A single value that rules read, such as the day on which a report is looked at. */
export class Cell<T> {
  #value: T;
  readonly #readers = new Readers();

  constructor(value: T) {
    this.#value = value;
  }

  get(reader: Reader | undefined): T {
    if (reader) this.#readers.join(reader);
    return this.#value;
  }

  set(value: T): void {
    if (value === this.#value) return;
    this.#value = value;
    this.#readers.outdate();
  }
}

class Entry<T> extends Readers {
  readonly values: T[] = [];
  sorted = true;
  readonly #emptied: () => void;

  constructor(emptied: () => void) {
    super();
    this.#emptied = emptied;
  }

  override leave(reader: Reader): void {
    super.leave(reader);
    this.release();
  }

  /** Goes, where nobody states it and nobody reads it. */
  release(): void {
    if (this.none && this.values.length === 0) this.#emptied();
  }
}

/** Facts of one kind under keys, and who read which key. */
export class Index<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #compare: (a: T, b: T) => number;

  /** `compare` puts the facts of one key into the order of the text. */
  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  add(key: string, fact: T): void {
    const entry = this.#entry(key);
    entry.values.push(fact);
    entry.sorted = entry.values.length === 1;
    entry.outdate();
  }

  remove(key: string, fact: T): void {
    const entry = this.#entries.get(key);
    const at = entry?.values.indexOf(fact) ?? -1;
    if (!entry || at < 0) return;
    entry.values.splice(at, 1);
    entry.outdate();
    entry.release();
  }

  /** The facts of a key in the order of the text; a reader is told when they change. */
  get(key: string, reader: Reader | undefined): readonly T[] {
    const entry = reader ? this.#entry(key) : this.#entries.get(key);
    if (!entry) return [];
    if (reader) entry.join(reader);
    if (!entry.sorted) {
      entry.values.sort(this.#compare);
      entry.sorted = true;
    }
    return entry.values;
  }

  #entry(key: string): Entry<T> {
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = new Entry(() => this.#entries.delete(key));
      this.#entries.set(key, entry);
    }
    return entry;
  }
}

/** A name that somebody sought and did not find, with the one that was nearest to it. */
class Sought extends Readers {
  readonly folded: string;
  nearest: Near | undefined;

  constructor(folded: string) {
    super();
    this.folded = folded;
  }
}

interface Near {
  readonly name: string;
  readonly distance: number;
}

/** All names of one kind, for finding the one nearest to a name that is none of them. */
export class Names {
  /** Each name with its folded form and how often it is stated. */
  readonly #names = new Map<string, { readonly folded: string; count: number }>();
  /** Whoever sought a name is told only of names that would have been found instead. */
  readonly #sought = new Map<string, Sought>();

  add(name: string): void {
    const known = this.#names.get(name);
    if (known) {
      known.count++;
      return;
    }
    const folded = foldName(name);
    this.#names.set(name, { folded, count: 1 });
    for (const sought of this.#sought.values()) {
      const near = nearer(sought.folded, name, folded, sought.nearest);
      if (near === sought.nearest) continue;
      sought.nearest = near;
      sought.outdate();
    }
  }

  remove(name: string): void {
    const known = this.#names.get(name);
    if (!known || --known.count > 0) return;
    this.#names.delete(name);
    for (const sought of this.#sought.values()) {
      if (sought.nearest?.name !== name) continue;
      sought.nearest = this.#nearestTo(sought.folded);
      sought.outdate();
    }
  }

  /** The name nearest to what was written, with its distance, where one is near; of two as near the first by its letters. */
  nearest(written: string, reader: Reader | undefined): Near | undefined {
    const folded = foldName(written);
    if (!reader) return this.#nearestTo(folded);
    let sought = this.#sought.get(folded);
    if (!sought) {
      this.#letGo();
      sought = new Sought(folded);
      sought.nearest = this.#nearestTo(folded);
      this.#sought.set(folded, sought);
    }
    sought.join(reader);
    return sought.nearest;
  }

  #nearestTo(folded: string): Near | undefined {
    let best: Near | undefined;
    for (const [name, one] of this.#names) best = nearer(folded, name, one.folded, best);
    return best;
  }

  /** Lets go of what nobody seeks any more. */
  #letGo(): void {
    for (const [folded, sought] of this.#sought) if (sought.none) this.#sought.delete(folded);
  }
}

/** The nearer one of a name and the nearest so far. */
function nearer(sought: string, name: string, folded: string, best: Near | undefined): Near | undefined {
  if (!nameIsNear(sought, folded, best?.distance)) return best;
  const distance = editDistance(sought, folded);
  if (distance > Math.max(sought.length, folded.length) / 3) return best;
  if (!best || distance < best.distance || (distance === best.distance && name < best.name)) {
    return { name, distance };
  }
  return best;
}
