import assert from 'node:assert/strict';
import { Names, type Reader } from '../../../src/core/model/facts.ts';
import { editDistance, foldName } from '../../../src/core/text/names.ts';
import { Pattern } from '../../../src/core/text/near.ts';
import { seeded } from '../support/random.ts';

/** What is nearest to a name, found by comparing it with each of the others. */
function plainly(written: string, names: Iterable<string>): { name: string; distance: number } | undefined {
  const sought = foldName(written);
  let best: { name: string; distance: number } | undefined;
  for (const name of names) {
    const folded = foldName(name);
    const longer = Math.max(sought.length, folded.length);
    if (longer > 64 || Math.abs(sought.length - folded.length) > longer / 3) continue;
    const distance = editDistance(sought, folded);
    if (distance > longer / 3) continue;
    if (!best || distance < best.distance || (distance === best.distance && name < best.name))
      best = { name, distance };
  }
  return best;
}

const found = (near: { readonly name: string; readonly distance: number } | undefined) =>
  near && `${near.name} ${near.distance}`;

/** Words of a few letters, so that many are alike; of some lengths up to beyond the longest that is compared. */
function words(seed: number): (most?: number) => string {
  const below = seeded(seed);
  const alphabets = ['ab', 'abcdefgh', '指标数一二三四', '0123456789', 'a𠮷𠮾b'].map((letters) => [
    ...letters,
  ]);
  return (most = 70) => {
    const letters = alphabets[below(alphabets.length)]!;
    const length = below(4) === 0 ? below(most) : below(9);
    return Array.from({ length }, () => letters[below(letters.length)]!).join('');
  };
}

/** A reader that counts how often it is told. */
class Told implements Reader {
  readonly read: Reader['read'] = [];
  times = 0;

  outdate(): void {
    this.times++;
  }
}

describe('the nearest name', () => {
  it('is at the distance that a table of all letters has', () => {
    const below = seeded(3);
    const word = words(4);
    for (let round = 0; round < 4000; round++) {
      const name = word(65).slice(0, 64);
      // Half of them are alike.
      const letters = [...name];
      for (let edit = below(5); edit > 0; edit--) {
        const at = below(letters.length + 1);
        if (below(3) === 0) letters.splice(at, 0, word(3));
        else if (below(2) === 0) letters.splice(at, 1);
        else letters.splice(at, 2, ...letters.slice(at, at + 2).reverse());
      }
      const other = below(2) === 0 ? word() : letters.join('');
      const distance = editDistance(name, other);
      const pattern = new Pattern(name);
      assert.equal(pattern.distanceTo(other), distance, `${name} ${other}`);
      const most = below(12);
      const bounded = pattern.distanceTo(other, most);
      assert.ok(distance <= most ? bounded === distance : bounded > most, `${name} ${other} ${most}`);
    }
  });

  it('is the first by its letters of those that are as near, whatever their lengths', () => {
    const names = new Names();
    for (const name of ['abce', 'abcde', 'abc']) names.add(name);
    assert.equal(found(names.nearest('abcd', undefined)), 'abc 1');
  });

  it('is the one that comparing all of them finds, while names come and go', () => {
    for (let seed = 1; seed <= 4; seed++) {
      const below = seeded(seed);
      const word = words(seed + 100);
      const names = new Names();
      const stated: string[] = [];
      const sought = new Map<string, { reader: Told; last: string | undefined }>();
      for (let step = 0; step < 600; step++) {
        const act = below(10);
        if (act < 5) {
          const name = below(20) === 0 ? `“${word()}”` : word();
          names.add(name);
          stated.push(name);
        } else if (act < 8 && stated.length > 0) {
          const [name] = stated.splice(below(stated.length), 1);
          names.remove(name!);
        } else {
          const written = word();
          const reader = new Told();
          const near = found(names.nearest(written, reader));
          assert.equal(near, found(plainly(written, stated)), `${written} among ${stated.join()}`);
          sought.set(written, { reader, last: near });
        }
        for (const [written, { reader, last }] of sought) {
          const now = found(plainly(written, stated));
          assert.equal(reader.times, now === last ? 0 : 1, `${written} in step ${step} of seed ${seed}`);
          if (now === last) continue;
          const again = new Told();
          assert.equal(found(names.nearest(written, again)), now);
          sought.set(written, { reader: again, last: now });
        }
        for (const written of [...sought.keys()].slice(12)) {
          const { reader } = sought.get(written)!;
          for (const one of reader.read) one.leave(reader);
          sought.delete(written);
        }
      }
    }
  });

  for (const [what, name, other] of [
    ['numbers behind one word', (index: number) => `任务${index}`, (index: number) => `任务${index + 2000}`],
    ['names that have nothing in common', (index: number) => han(index, 0), (index: number) => han(index, 9)],
  ] as const) {
    it(`compares few of very many names letter by letter: ${what}`, () => {
      const names = new Names();
      const count = 2000;
      for (let index = 0; index < count; index++) names.add(name(index));
      const reader = new Told();
      for (let index = 0; index < count; index++) names.nearest(other(index), reader);
      const all = count * count;
      assert.ok(names.compared < all / 8, `${names.compared} of ${all} pairs`);
      const before = names.compared;
      for (let index = 0; index < count; index++) names.add(name(index + count));
      assert.ok(names.compared - before < all / 8, `${names.compared - before} of ${all} pairs`);
    });
  }
});

function han(index: number, by: number): string {
  const below = seeded(index * 16 + by);
  return Array.from({ length: 8 }, () => String.fromCodePoint(0x4e00 + below(3000))).join('');
}
