import type { BlockModel } from './block-model.ts';
import { type Lent, lentBy, nothingLent } from './report.ts';

/** The root of a report or one of its sections, as the owner of keys that may stand in several blocks. */
export interface Owner {
  readonly parent: Owner | undefined;
  /** 0 for the root. */
  readonly depth: number;
  /** The blocks with its keys, in order. */
  readonly members: readonly BlockModel[];
  /** What it lends the tasks that lie in it. */
  readonly lent: Lent;
  /** Takes another version of one of its blocks. */
  replace(before: BlockModel, after: BlockModel): void;
}

/** The root of a file that says nothing about itself. */
export const nobody: Owner = {
  parent: undefined,
  depth: 0,
  members: [],
  lent: nothingLent,
  replace: () => {},
};

/** The owner of each of a file's own blocks, given in order. */
export function ownersOf(models: readonly BlockModel[]): readonly Owner[] {
  const root = new Gathered(undefined, 0);
  const open: Gathered[] = [root];
  const owners = models.map((model) => {
    const { depth, opens } = model.block;
    if (opens) {
      open.length = Math.min(open.length, depth);
      open.push(new Gathered(open.at(-1), depth));
    }
    const owner = open.findLast((one) => one.depth <= depth) ?? root;
    owner.members.push(model);
    return owner;
  });
  return owners;
}

class Gathered implements Owner {
  readonly parent: Gathered | undefined;
  readonly depth: number;
  readonly members: BlockModel[] = [];
  #lent: Lent | undefined;

  constructor(parent: Gathered | undefined, depth: number) {
    this.parent = parent;
    this.depth = depth;
  }

  replace(before: BlockModel, after: BlockModel): void {
    this.members[this.members.indexOf(before)] = after;
  }

  /** Known as soon as all members are. */
  get lent(): Lent {
    if (this.depth === 0) return nothingLent;
    this.#lent ??= lentBy(
      this.members.flatMap(({ own }) => own ?? []),
      this.parent?.lent ?? nothingLent,
    );
    return this.#lent;
  }
}

/** Whether another version of an own block changes nothing for other blocks but what it states itself. */
export function isAlike({ block, own }: BlockModel, other: BlockModel): boolean {
  const { depth, opens } = other.block;
  const lent = (item: typeof own) => lentBy(item ? [item] : [], nothingLent);
  return block.depth === depth && block.opens === opens && sameLent(lent(own), lent(other.own));
}

/** Whether the same blocks belong to two owners. */
export function sameMembers(a: Owner, b: Owner): boolean {
  return a.members.length === b.members.length && a.members.every((one, index) => one === b.members[index]);
}

/** Whether the same is lent. */
export function sameLent(a: Lent, b: Lent): boolean {
  return (
    a === b ||
    (a.due === b.due &&
      a.lead.length === b.lead.length &&
      a.lead.every(({ text }, index) => text === b.lead[index]!.text))
  );
}
