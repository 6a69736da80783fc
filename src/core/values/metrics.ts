import type { Analysis } from '../analysis.ts';
import { factOf, type Metric } from '../model/metric.ts';
import { facets } from '../model/reference.ts';
import { allTasks } from '../model/report.ts';
import { dataText } from '../rules/bound-value.ts';
import { foldName } from '../text/names.ts';
import type { Offers } from './offer.ts';

/** The metrics that a report can refer to, each once, with their value. `linked` names hold no white space. */
export function metricOffers({ register }: Pick<Analysis, 'register'>, linked: boolean): Offers {
  const seen = new Set<string>();
  return register.metrics.flatMap((metric) => {
    const { name, id, aliases } = metric;
    if (!name || seen.has(foldName(name.text))) return [];
    seen.add(foldName(name.text));
    const value = factOf(metric, 'value') ?? metric.facts[0];
    const insert = linked ? name.text.replace(/\s+/gu, '-') : name.text;
    return [
      {
        item: {
          kind: 'metric' as const,
          label: name.text,
          insert,
          detail: value && dataText(value.figure),
          documentation: id?.text,
        },
        names: [name.text, ...(id ? [id.text] : []), ...aliases.map((alias) => alias.text)],
      },
    ];
  });
}

/** The titles of the report's tasks. */
export function taskOffers({ report }: Pick<Analysis, 'report'>): Offers {
  return allTasks(report.tasks).flatMap(({ task }) =>
    task.title
      ? [{ item: { kind: 'task' as const, label: task.title.text, insert: task.title.text, detail: task.lead[0]?.text, documentation: undefined }, names: [task.title.text] }]
      : [],
  );
}

/** The facets of metrics, those that these state first, under their names in the report's language. */
export function facetOffers({ report, project }: Pick<Analysis, 'report' | 'project'>, metrics: readonly Metric[]): Offers {
  return project.vocabulary.entity('metric').keys.flatMap((key) => {
    if (!facets.has(key.name)) return [];
    const fact = metrics.map((metric) => factOf(metric, key.name)).find((found) => found !== undefined);
    const label = key.labels[report.language];
    const detail = fact && dataText(fact.figure);
    return [
      {
        item: { kind: 'facet' as const, label, insert: label, detail, documentation: key.description[report.language] },
        names: key.names,
        boost: fact ? 1 : 0,
      },
    ];
  });
}

/** What the facts of these metrics are qualified by. */
export function qualifierOffers(metrics: readonly Metric[], facet: string | undefined): Offers {
  const facts = metrics.flatMap((metric) => metric.facts).filter((fact) => facet === undefined || fact.facet === facet);
  return facts.flatMap(({ qualifier, figure }) =>
    qualifier === undefined
      ? []
      : [{ item: { kind: 'qualifier' as const, label: qualifier, insert: qualifier, detail: dataText(figure), documentation: undefined }, names: [qualifier] }],
  );
}
