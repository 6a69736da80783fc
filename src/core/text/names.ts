/**
 * The form under which names are compared: NFKC, lower case, without spaces, quotes, book-title marks and
 * hyphens between letters (and brackets: a link writes `Vaccinated-(Penta3)`). `“三无”企业` and `三无企业`, `Net-Zero` and `net zero` fold to the same.
 */
export function foldName(name: string): string {
  // Most names have nothing to fold, and looking is far cheaper than folding.
  if (folded.test(name)) return name;
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s"'“”‘’「」『』《》〈〉]/gu, '')
    .replace(/(?<=[\p{L})])[-‐‑‒–_](?=[\p{L}(])/gu, '');
}

/** What folds to itself, character by character. */
const folded = /^[\u4e00-\u9fffa-z0-9]*$/;

/** The number of single-character edits (insert, delete, replace, swap of neighbours) between two texts. */
export function editDistance(a: string, b: string): number {
  const from = [...a];
  const to = [...b];
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = last[column - 1]! + (from[row - 1] === to[column - 1] ? 0 : 1);
      let best = Math.min(replaced, last[column]! + 1, current[column - 1]! + 1);
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        best = Math.min(best, beforeLast[column - 2]! + 1);
      }
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length]!;
}

/** Longer names are not compared letter by letter: nobody mistypes that much, and the cost is the square of it. */
export const longest = 64;

/** How many edits may lie between two folded names that are near each other: -1 where they cannot be. */
export function editsAllowed(a: string, b: string): number {
  const length = Math.max(a.length, b.length);
  const allowed = Math.floor(length / 3);
  return length > longest || Math.abs(a.length - b.length) > allowed ? -1 : allowed;
}

/**
 * Whether two folded names may be near each other: at most a third of the longer one's letters differ, and no more than
 * `most`. It looks at lengths and letters alone and may say yes to what is not; what it denies is not near.
 */
function nameIsNear(a: string, b: string, most: number): boolean {
  const allowed = Math.min(editsAllowed(a, b), most);
  if (Math.abs(a.length - b.length) > allowed) return false;
  let missing = 0;
  for (const letter of a) if (!b.includes(letter) && ++missing > allowed) return false;
  return true;
}

/** The candidate nearest to what was written, when at most a third of the longer one's letters differ. */
export function nearestName(written: string, candidates: Iterable<string>): string | undefined {
  const wanted = foldName(written);
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const other = foldName(candidate);
    if (!nameIsNear(wanted, other, bestDistance)) continue;
    const distance = editDistance(wanted, other);
    if (distance <= Math.max(wanted.length, other.length) / 3 && distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
