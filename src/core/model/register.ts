import type { Block } from '../document/block.ts';
import { namesOf, type Organization, type OrganizationRegister } from '../project/organizations.ts';
import { type Item, textOf } from '../schema/instance.ts';
import { foldName } from '../text/names.ts';
import { Cell, Index, Names, type Reader } from './facts.ts';
import { type Fact, factOf, type Metric } from './metric.ts';
import { allTasks, type PlacedTask } from './report.ts';
import type { Task } from './task.ts';

/** An organization that a report or a ledger lists itself. */
export interface Listed {
  readonly organization: Organization;
  readonly item: Item;
  readonly block: Block;
}

/** Something at its place in the text. */
type Placed = Pick<Listed, 'block' | 'item'>;

/** What a block states that others may read. */
export interface Stated {
  readonly metrics: readonly Metric[];
  /** The outermost ones. */
  readonly tasks: readonly PlacedTask[];
  readonly organizations: readonly Listed[];
}

/** The facts of one file, under the names by which they are sought. */
export class FileFacts {
  /** Metrics under each of their names. */
  readonly metrics: Index<Metric>;
  readonly metricNames = new Names();
  /** Metrics under all that tells them apart. */
  readonly identities: Index<Metric>;
  readonly ids: Index<Metric | Task>;
  /** The outermost tasks under their list and title. */
  readonly titles: Index<PlacedTask>;
  readonly organizations: Index<Listed>;
  readonly organizationNames = new Names();
  readonly organizationCount = new Cell(0);
  #count = 0;

  /** `startOf` says where a block begins, so that facts of one name stand in the order of the text. */
  constructor(startOf: (block: Block) => number) {
    const order = (a: Placed, b: Placed) =>
      a.block === b.block ? a.item.span.start - b.item.span.start : startOf(a.block) - startOf(b.block);
    this.metrics = new Index<Metric>(order);
    this.identities = new Index<Metric>(order);
    this.ids = new Index<Metric | Task>(order);
    this.titles = new Index((a, b) => order(a.task, b.task));
    this.organizations = new Index<Listed>(order);
  }

  add(stated: Stated): void {
    this.#change(stated, 'add');
  }

  /** Takes back what a block stated. */
  remove(stated: Stated): void {
    this.#change(stated, 'remove');
  }

  #change({ metrics, tasks, organizations }: Stated, change: 'add' | 'remove'): void {
    for (const metric of metrics) {
      const { folded, name, id, aliases } = metric;
      for (const one of new Set([folded.id, folded.name, ...folded.aliases])) {
        if (one !== undefined) this.metrics[change](one, metric);
      }
      if (folded.id !== undefined) this.ids[change](folded.id, metric);
      if (folded.name !== undefined) this.identities[change](identityOf(metric), metric);
      if (id) this.metricNames[change](id.text);
      if (name) this.metricNames[change](name.text);
      for (const alias of aliases) this.metricNames[change](alias.text);
    }
    for (const placed of tasks) {
      const title = titleOf(placed);
      if (title !== undefined) this.titles[change](title, placed);
    }
    for (const { task } of allTasks(tasks)) if (task.id) this.ids[change](foldName(task.id.text), task);
    for (const listed of organizations) {
      for (const name of namesOf(listed.organization)) {
        this.organizations[change](foldName(name), listed);
        this.organizationNames[change](name);
      }
      this.#count += change === 'add' ? 1 : -1;
      this.organizationCount.set(this.#count);
    }
  }
}

/** What tells facts of one name apart: the same name with another period, scope or kind is another fact. */
export function identityOf({ folded, list, item }: Metric): string {
  const parts = ['period', 'scope', 'kind'].map((key) => foldName(textOf(item, key) ?? ''));
  return [folded.name, list, ...parts].join('\n');
}

/** By what two tasks of one list are the same. */
export function titleOf({ task }: PlacedTask): string | undefined {
  return task.title && task.folded !== undefined ? `${task.list}\n${task.folded}` : undefined;
}

/** Who reads at the moment: set while something is worked out that has to be worked out again when what it read changes. */
export interface Attention {
  readonly reader: Reader | undefined;
}

/** What stands in the file that is being checked. */
export class OwnFacts {
  readonly #facts: FileFacts;
  readonly #attention: Attention;

  constructor(facts: FileFacts, attention: Attention) {
    this.#facts = facts;
    this.#attention = attention;
  }

  /** The metrics that nothing tells apart, in the order of the text. */
  identities(identity: string): readonly Metric[] {
    return this.#facts.identities.get(identity, this.#attention.reader);
  }

  /** What has a folded id, in the order of the text. */
  ids(folded: string): readonly (Metric | Task)[] {
    return this.#facts.ids.get(folded, this.#attention.reader);
  }

  /** The outermost tasks of one title in one list, in the order of the text. */
  titles(title: string): readonly PlacedTask[] {
    return this.#facts.titles.get(title, this.#attention.reader);
  }
}

/** What a name leads to: the metrics of a report and its ledgers that go by it. */
export class Register {
  readonly #files: readonly FileFacts[];
  readonly #attention: Attention;

  /** The report's own facts go first. */
  constructor(files: readonly FileFacts[], attention: Attention) {
    this.#files = files;
    this.#attention = attention;
  }

  /** The metrics of that id, else of that name, else of that alias; a metric and its next target are two of one name. */
  find(name: string): readonly Metric[] {
    const folded = foldName(name);
    const found = this.#named(folded);
    if (found.length < 2) return [...found];
    const ways: Metric[][] = [[], [], []];
    for (const metric of found) {
      ways[metric.folded.id === folded ? 0 : metric.folded.name === folded ? 1 : 2]!.push(metric);
    }
    return ways.find((metrics) => metrics.length > 0)!;
  }

  /** Whether a folded name leads to a metric. */
  has(folded: string): boolean {
    return this.#named(folded).length > 0;
  }

  /** The fact of a facet under a name; what the metric itself states goes before the next period's targets. */
  fact(
    name: string,
    facet: string,
    qualifier?: string,
  ): { readonly metric: Metric; readonly fact: Fact } | undefined {
    for (const metric of this.find(name)) {
      const fact = factOf(metric, facet, qualifier);
      if (fact) return { metric, fact };
    }
    return undefined;
  }

  /** The name nearest to one that leads nowhere. */
  nearest(name: string): string | undefined {
    return nearestOf(this.#files, (file) => file.metricNames, name, this.#attention);
  }

  #named(folded: string): readonly Metric[] {
    const { reader } = this.#attention;
    const [own, ...ledgers] = this.#files;
    const found = own!.metrics.get(folded, reader);
    return ledgers.length === 0
      ? found
      : [...found, ...ledgers.flatMap((ledger) => ledger.metrics.get(folded, reader))];
  }
}

/** The organizations that a report can name: the project's, its own and those of its ledgers. */
export class KnownOrganizations {
  readonly #project: OrganizationRegister;
  readonly #projectNames = new Names();
  readonly #files: readonly FileFacts[];
  readonly #attention: Attention;

  constructor(project: OrganizationRegister, files: readonly FileFacts[], attention: Attention) {
    this.#project = project;
    this.#files = files;
    this.#attention = attention;
    for (const name of project.organizations.flatMap(namesOf)) this.#projectNames.add(name);
  }

  /** Whether anybody registered one; where nobody did, none is unknown. */
  get any(): boolean {
    const { reader } = this.#attention;
    // All are read, since each of them may be the first.
    const counts = this.#files.map((file) => file.organizationCount.get(reader));
    return this.#project.organizations.length > 0 || counts.some((count) => count > 0);
  }

  /** Whether a name, given folded as well, is registered or needs no entry. */
  knows(name: string, folded: string): boolean {
    const { reader } = this.#attention;
    return (
      this.#project.knows(name, folded) ||
      this.#files.some((file) => file.organizations.get(folded, reader).length > 0)
    );
  }

  /** The name nearest to an unknown one. */
  nearest(name: string): string | undefined {
    const own = nearestOf(this.#files, (file) => file.organizationNames, name, this.#attention);
    const registered = this.#projectNames.nearest(name, undefined)?.name;
    return registered ?? own;
  }
}

function nearestOf(
  files: readonly FileFacts[],
  names: (file: FileFacts) => Names,
  name: string,
  { reader }: Attention,
): string | undefined {
  const found = files.flatMap((file) => names(file).nearest(name, reader) ?? []);
  return found.reduce((best, one) => (one.distance < best.distance ? one : best), found[0]!)?.name;
}
