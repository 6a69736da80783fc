import { editsAllowed, foldName, longest } from '../text/names.ts';
import { differsBy, Pattern, type Signs, signsOf } from '../text/near.ts';

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

/** The readers of one thing. Most have one or none, and a report has very many things that are read. */
class Readers implements Readable {
  #one: Reader | undefined;
  #more: Set<Reader> | undefined;

  get none(): boolean {
    return this.#one === undefined && !this.#more?.size;
  }

  join(reader: Reader): void {
    if (this.#one === reader || this.#more?.has(reader)) return;
    if (this.#one === undefined) this.#one = reader;
    else {
      this.#more ??= new Set();
      this.#more.add(reader);
    }
    reader.read.push(this);
  }

  leave(reader: Reader): void {
    if (this.#one === reader) this.#one = undefined;
    else this.#more?.delete(reader);
  }

  outdate(): void {
    this.#one?.outdate();
    if (this.#more) for (const reader of this.#more) reader.outdate();
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

/** A name as it is compared with others. */
interface Compared extends Signs {
  readonly folded: string;
  readonly letters: number;
}

/** A name that a file states. */
interface Stated extends Compared {
  readonly name: string;
  count: number;
  /** Whoever sought a name and found this one to be the nearest. */
  readonly nearestTo: Set<Sought>;
}

/** A name that somebody sought and did not find, with the one that is nearest to it. */
class Sought extends Readers implements Compared {
  readonly folded: string;
  readonly letters: number;
  readonly low: number;
  readonly high: number;
  #nearest: Near | undefined;

  constructor(folded: string) {
    super();
    const { letters, low, high } = signsOf(folded);
    this.folded = folded;
    this.letters = letters;
    this.low = low;
    this.high = high;
  }

  get nearest(): Near | undefined {
    return this.#nearest;
  }

  set nearest(near: Near | undefined) {
    this.#nearest?.stated.nearestTo.delete(this);
    this.#nearest = near;
    near?.stated.nearestTo.add(this);
  }
}

interface Near {
  readonly name: string;
  readonly distance: number;
  readonly stated: Stated;
}

/** Names by how many letters they have, so that only those of about the same length are looked at. */
class ByLength<T extends Compared> {
  readonly #byLength: Set<T>[] = [];

  add(one: T): void {
    // Longer ones are near nothing.
    if (one.folded.length > longest) return;
    let those = this.#byLength[one.letters];
    if (!those) {
      those = new Set();
      this.#byLength[one.letters] = those;
    }
    those.add(one);
  }

  delete(one: T): void {
    this.#byLength[one.letters]?.delete(one);
  }

  /** Those whose lengths differ by as much as that. */
  *offBy(difference: number, letters: number): Generator<ReadonlySet<T>> {
    const shorter = this.#byLength[letters - difference];
    if (shorter) yield shorter;
    const longer = difference > 0 ? this.#byLength[letters + difference] : undefined;
    if (longer) yield longer;
  }
}

/** So many letters differ at most in names that are near each other. */
const mostEdits = Math.floor(longest / 3);

/** All names of one kind, for finding the one nearest to a name that is none of them. */
export class Names {
  readonly #names = new Map<string, Stated>();
  readonly #stated = new ByLength<Stated>();
  /** Whoever sought a name is told only of names that would have been found instead. */
  readonly #sought = new Map<string, Sought>();
  readonly #soughtByLength = new ByLength<Sought>();
  /** When names that nobody seeks any more are let go of. */
  #crowded = 64;
  /** How many pairs of names were compared letter by letter: tests count them. */
  compared = 0;

  add(name: string): void {
    const known = this.#names.get(name);
    if (known) {
      known.count++;
      return;
    }
    const folded = foldName(name);
    const stated: Stated = { name, folded, count: 1, nearestTo: new Set(), ...signsOf(folded) };
    this.#names.set(name, stated);
    this.#stated.add(stated);
    if (this.#sought.size === 0 || folded.length > longest) return;
    let pattern: Pattern | undefined;
    for (let difference = 0; difference <= mostEdits; difference++) {
      for (const those of this.#soughtByLength.offBy(difference, stated.letters)) {
        for (const sought of those) {
          const most = mostBetween(sought, stated, sought.nearest);
          if (differsBy(sought, stated) > most) continue;
          pattern ??= new Pattern(folded);
          const near = this.#nearer(pattern.distanceTo(sought.folded, most), most, stated, sought.nearest);
          if (near === sought.nearest) continue;
          sought.nearest = near;
          sought.outdate();
        }
      }
    }
  }

  remove(name: string): void {
    const known = this.#names.get(name);
    if (!known || --known.count > 0) return;
    this.#names.delete(name);
    this.#stated.delete(known);
    for (const sought of [...known.nearestTo]) {
      sought.nearest = this.#nearestTo(sought);
      sought.outdate();
    }
  }

  /** The name nearest to what was written, with its distance, where one is near; of two as near the first by its letters. */
  nearest(written: string, reader: Reader | undefined): Near | undefined {
    const folded = foldName(written);
    if (!reader) return this.#nearestTo({ folded, ...signsOf(folded) });
    let sought = this.#sought.get(folded);
    if (!sought) {
      if (this.#sought.size >= this.#crowded) this.#letGo();
      sought = new Sought(folded);
      sought.nearest = this.#nearestTo(sought);
      this.#sought.set(folded, sought);
      this.#soughtByLength.add(sought);
    }
    sought.join(reader);
    return sought.nearest;
  }

  #nearestTo(sought: Compared): Near | undefined {
    if (sought.folded.length > longest) return undefined;
    const pattern = new Pattern(sought.folded);
    let best: Near | undefined;
    // The most alike come first, so that the bound is low for the many others.
    for (let difference = 0; difference <= (best?.distance ?? mostEdits); difference++) {
      for (const those of this.#stated.offBy(difference, sought.letters)) {
        for (const stated of those) {
          const most = mostBetween(sought, stated, best);
          if (differsBy(sought, stated) > most) continue;
          best = this.#nearer(pattern.distanceTo(stated.folded, most), most, stated, best);
        }
      }
    }
    return best;
  }

  /** The nearer one of a name at a distance and the nearest so far. */
  #nearer(distance: number, most: number, stated: Stated, best: Near | undefined): Near | undefined {
    this.compared++;
    if (distance > most) return best;
    if (best && distance === best.distance && best.name <= stated.name) return best;
    return { name: stated.name, distance, stated };
  }

  /** Lets go of what nobody seeks any more. */
  #letGo(): void {
    for (const [folded, sought] of this.#sought) {
      if (!sought.none) continue;
      sought.nearest = undefined;
      this.#sought.delete(folded);
      this.#soughtByLength.delete(sought);
    }
    this.#crowded = Math.max(64, 2 * this.#sought.size);
  }
}

/** How many edits may lie between a name that is sought and another that is to be found instead of the best so far. */
function mostBetween(sought: Compared, stated: Compared, best: Near | undefined): number {
  return Math.min(editsAllowed(sought.folded, stated.folded), best?.distance ?? mostEdits);
}
