import type { Span } from '../text/span.ts';
import { lastNotBehind } from './lines.ts';

/** How a scalar is written: as it is, in single or double quotes, or as a block of lines. */
export type ScalarForm = 'plain' | 'single' | 'double' | 'block';

/**
 * The place in the text of each unit of a scalar's value, and of its end; quotes, folds, indentation and escapes lie
 * between. Kept as runs, since most units stand right behind the one before.
 */
export class Alignment {
  /** The first unit of each run, and its place. */
  readonly units: readonly number[];
  readonly places: readonly number[];

  constructor(units: readonly number[], places: readonly number[]) {
    this.units = units;
    this.places = places;
  }

  /** The place of a unit; the one behind the last is the end. */
  at(unit: number): number {
    const run = lastNotBehind(this.units, unit);
    return this.places[run]! + unit - this.units[run]!;
  }

  /** The same, with every place so much further on. */
  shifted(by: number): Alignment {
    return new Alignment(
      this.units,
      this.places.map((place) => place + by),
    );
  }

  /** The alignment of what is left of the value behind so many units. */
  behind(count: number): Alignment {
    const next = lastNotBehind(this.units, count) + 1;
    return new Alignment(
      [0, ...this.units.slice(next).map((unit) => unit - count)],
      [this.at(count), ...this.places.slice(next)],
    );
  }
}

/** Finds where a scalar's value stands in the text; every place is `by` further on. */
export function align(text: string, span: Span, source: string, form: ScalarForm, by = 0): Alignment {
  const units: number[] = [];
  const places: number[] = [];
  let expected = -1;
  const put = (unit: number, place: number): void => {
    if (place !== expected) {
      units.push(unit);
      places.push(place + by);
    }
    expected = place + 1;
  };
  let at = span.start;
  if (form === 'block') at = text.indexOf('\n', at) + 1;
  else if (form !== 'plain') at++;
  for (let unit = 0; unit < source.length; unit++) {
    if (form === 'double' && text[at] === '\\') {
      while (text[at] === '\\' && isBlank(text[at + 1])) at += 2;
      if (text[at] === '\\') {
        put(unit, at);
        at += { x: 4, u: 6, U: 10 }[text[at + 1] ?? ''] ?? 2;
        continue;
      }
    }
    const code = source.charCodeAt(unit);
    let next = at;
    while (next < span.end && !fits(text, next, code) && (text[next] === "'" || isBlank(text[next]))) next++;
    if (next < span.end && fits(text, next, code)) at = next;
    put(unit, Math.min(at, span.end));
    if (at < span.end) at++;
  }
  put(source.length, Math.min(at, span.end));
  return new Alignment(units.slice(), places.slice());
}

/** Whether the unit of the value is what stands at the place; a line end is folded to a space. */
function fits(text: string, at: number, code: number): boolean {
  const found = text.charCodeAt(at);
  return found === code || (code === 0x20 && found === 0x0a);
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || (char !== undefined && /\s/.test(char));
}
