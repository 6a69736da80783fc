import { longest } from './names.ts';

/**
 * The signs of a folded name: each of its letters, and each further time that it has the letter, is one of 64 bits. Names
 * that differ in more bits than they may in letters are not near each other.
 */
export interface Signs {
  readonly low: number;
  readonly high: number;
}

/** The signs of a folded name, and how many letters it has; a name that is too long to be near another has none. */
export function signsOf(folded: string): Signs & { readonly letters: number } {
  if (folded.length > longest) return { low: 0, high: 0, letters: folded.length };
  const codes = codesOf(folded);
  let low = 0;
  let high = 0;
  for (let at = 0; at < codes.length; at++) {
    let again = 0;
    for (let before = 0; before < at; before++) if (codes[before] === codes[at]) again++;
    const bit = Math.imul(codes[at]! + 0x61 * again, 0x9e3779b1) >>> 26;
    if (bit < 32) low |= 1 << bit;
    else high |= 1 << (bit - 32);
  }
  return { low, high, letters: codes.length };
}

/** How many edits lie between two names at least. */
export function differsBy(a: Signs, b: Signs): number {
  const inA = bitsIn(a.low & ~b.low) + bitsIn(a.high & ~b.high);
  const inB = bitsIn(b.low & ~a.low) + bitsIn(b.high & ~a.high);
  return Math.max(inA, inB);
}

function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function codesOf(text: string): readonly number[] {
  const codes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at)!;
    if (code > 0xffff) at++;
    codes.push(code);
  }
  return codes;
}

interface Bits {
  low: number;
  high: number;
}

const none: Bits = { low: 0, high: 0 };

/**
 * One name of at most 64 letters, to be compared with many others: how many edits lie between them, as `editDistance` has
 * it. A column of that table is a few words here, a bit for each of the name's letters (after Hyyrö, “A bit-vector
 * algorithm for computing Levenshtein and Damerau edit distances”, 2003).
 */
export class Pattern {
  /** Where in the name each of its letters stands. */
  readonly #places = new Map<number, Bits>();
  readonly #length: number;

  constructor(name: string) {
    const codes = codesOf(name);
    if (codes.length > longest) throw new RangeError('The name is too long.');
    this.#length = codes.length;
    for (const [at, code] of codes.entries()) {
      let bits = this.#places.get(code);
      if (!bits) {
        bits = { low: 0, high: 0 };
        this.#places.set(code, bits);
      }
      if (at < 32) bits.low |= 1 << at;
      else bits.high |= 1 << (at - 32);
    }
  }

  /** The number of edits between the name and another; where there are more than `most`, any number above it. */
  distanceTo(other: string, most = Number.POSITIVE_INFINITY): number {
    const last = this.#length - 1;
    if (last < 0) return codesOf(other).length;
    let distance = this.#length;
    // Which rows are one more, and which one less, than the row above; which are as much as the one above them to the left.
    let plusLow = -1;
    let plusHigh = -1;
    let minusLow = 0;
    let minusHigh = 0;
    let sameLow = 0;
    let sameHigh = 0;
    let before = none;
    for (let at = 0; at < other.length; at++) {
      const code = other.codePointAt(at)!;
      if (code > 0xffff) at++;
      const here = this.#places.get(code) ?? none;
      // Two neighbours that changed places.
      const openLow = ~sameLow & here.low;
      const swappedLow = (openLow << 1) & before.low;
      const swappedHigh = (((~sameHigh & here.high) << 1) | (openLow >>> 31)) & before.high;
      const sum = ((here.low & plusLow) >>> 0) + (plusLow >>> 0);
      const carried = sum > 0xffffffff ? 1 : 0;
      sameLow = ((sum | 0) ^ plusLow) | here.low | minusLow | swappedLow;
      sameHigh =
        ((((here.high & plusHigh) + plusHigh + carried) | 0) ^ plusHigh) |
        here.high |
        minusHigh |
        swappedHigh;
      let moreLow = minusLow | ~(sameLow | plusLow);
      let moreHigh = minusHigh | ~(sameHigh | plusHigh);
      let lessLow = sameLow & plusLow;
      let lessHigh = sameHigh & plusHigh;
      const bit = 1 << (last & 31);
      if ((last < 32 ? moreLow : moreHigh) & bit) distance++;
      else if ((last < 32 ? lessLow : lessHigh) & bit) distance--;
      // Each letter that is left makes it one less at best.
      if (distance - (other.length - at - 1) > most) return distance;
      moreHigh = (moreHigh << 1) | (moreLow >>> 31);
      moreLow = (moreLow << 1) | 1;
      lessHigh = (lessHigh << 1) | (lessLow >>> 31);
      lessLow <<= 1;
      plusLow = lessLow | ~(sameLow | moreLow);
      plusHigh = lessHigh | ~(sameHigh | moreHigh);
      minusLow = moreLow & sameLow;
      minusHigh = moreHigh & sameHigh;
      before = here;
    }
    return distance;
  }
}
