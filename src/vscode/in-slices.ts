/** For how long there is work before everything else in the extension host has its turn, in milliseconds. */
const slice = 10;
/** How many items are read ahead. */
const ahead = 16;

/** When it is time for others, and how they get their turn. */
export interface Turns {
  readonly now: () => number;
  readonly rest: () => Promise<void>;
}

const usual: Turns = {
  now: () => performance.now(),
  rest: () => new Promise((resolve) => setTimeout(resolve)),
};

/**
 * Works on one item after the other, some of them read ahead, and lets everything else have its turn in between. What was
 * read of an item, and what came of it, is not held once it is handed over; who stops asking stops the work.
 */
export async function* inSlices<Item, Read, Result>(
  items: readonly Item[],
  read: (item: Item) => Promise<Read>,
  work: (item: Item, read: Read) => Promise<Result>,
  { now, rest }: Turns = usual,
): AsyncGenerator<Result> {
  const reading: Promise<Read>[] = [];
  let next = 0;
  let from = now();
  for (const item of items) {
    for (; next < items.length && reading.length < ahead; next++) reading.push(read(items[next]!));
    yield await work(item, await reading.shift()!);
    if (now() - from <= slice) continue;
    await rest();
    from = now();
  }
}
