import { foldName } from '../text/names.ts';
import { type Fact, factOf, type Metric } from './metric.ts';

/** What a name leads to: the metrics that go by it, in the order of the reports they stand in. */
export class Register {
  readonly metrics: readonly Metric[];
  readonly #byId = new Map<string, Metric[]>();
  readonly #byName = new Map<string, Metric[]>();
  readonly #byAlias = new Map<string, Metric[]>();

  constructor(metrics: readonly Metric[]) {
    this.metrics = metrics;
    for (const metric of metrics) {
      const { id, name, aliases } = metric.folded;
      if (id !== undefined) add(this.#byId, id, metric);
      if (name !== undefined) add(this.#byName, name, metric);
      for (const alias of aliases) add(this.#byAlias, alias, metric);
    }
  }

  /** The metrics of that id, else of that name, else of that alias; a metric and its next target are two of one name. */
  find(name: string): readonly Metric[] {
    const folded = foldName(name);
    return this.#byId.get(folded) ?? this.#byName.get(folded) ?? this.#byAlias.get(folded) ?? [];
  }

  /** Whether a folded name leads to a metric. */
  has(folded: string): boolean {
    return this.#byId.has(folded) || this.#byName.has(folded) || this.#byAlias.has(folded);
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

  /** Every name that can be referred to. */
  names(): string[] {
    return this.metrics.flatMap(({ name, id, aliases }) => [
      ...(name ? [name.text] : []),
      ...(id ? [id.text] : []),
      ...aliases.map((alias) => alias.text),
    ]);
  }
}

function add(to: Map<string, Metric[]>, folded: string, metric: Metric): void {
  const found = to.get(folded);
  if (found) found.push(metric);
  else to.set(folded, [metric]);
}
