import type { Analysis } from '../analysis.ts';
import { linkedName } from '../model/address.ts';
import { factOf, factText, type Metric } from '../model/metric.ts';
import { facets } from '../model/reference.ts';
import { allTasks } from '../model/report.ts';
import type { Entity } from '../schema/vocabulary.ts';
import type { Language } from '../text/language.ts';
import { foldName } from '../text/names.ts';
import { type Finder, finder } from './offer.ts';

/** The metrics that a report can refer to, each once, with their value. `linked` names hold no white space. */
export function metricOffers(
  { report, ledgers, project }: Pick<Analysis, 'report' | 'ledgers' | 'project'>,
  linked: boolean,
): Finder {
  const about = factsIn(project.vocabulary.entity('metric'), report.language);
  const metrics = [report, ...ledgers.map((ledger) => ledger.report)].flatMap((one) => one.metrics);
  const seen = new Set<string>();
  return finder(
    metrics.flatMap((metric) => {
      const { name, id, aliases } = metric;
      if (!name || seen.has(foldName(name.text))) return [];
      seen.add(foldName(name.text));
      const value = factOf(metric, 'value') ?? metric.facts[0];
      const insert = linked ? linkedName(name.text) : name.text;
      return [
        {
          item: {
            kind: 'metric' as const,
            label: name.text,
            insert,
            detail: value && factText({ metric, fact: value }),
            documentation: about(metric),
          },
          names: [name.text, ...(id ? [id.text] : []), ...aliases.map((alias) => alias.text)],
        },
      ];
    }),
  );
}

/** Says what a metric is called and what it states, a line for each. */
function factsIn(entity: Entity, language: Language): (metric: Metric) => string {
  const colon = language === 'zh' ? '：' : ': ';
  return (metric) => {
    const { name, id } = metric;
    const facts = metric.facts.map((fact) => {
      const label = entity.named(fact.facet)?.labels[language] ?? fact.facet;
      const which = fact.qualifier === undefined ? '' : ` (${fact.qualifier})`;
      return `${label}${which}${colon}${factText({ metric, fact })}`;
    });
    return [name?.text ?? '', ...(id ? [id.text] : []), ...facts].join('\n');
  };
}

/** The titles of the report's tasks. */
export function taskOffers({ report }: Pick<Analysis, 'report'>): Finder {
  return finder(
    allTasks(report.tasks).flatMap(({ task }) =>
      task.title
        ? [
            {
              item: {
                kind: 'task' as const,
                label: task.title.text,
                insert: task.title.text,
                detail: task.lead[0]?.text,
                documentation: undefined,
              },
              names: [task.title.text],
            },
          ]
        : [],
    ),
  );
}

/** The facets of metrics, those that these state first, under their names in the report's language. */
export function facetOffers(
  { report, project }: Pick<Analysis, 'report' | 'project'>,
  metrics: readonly Metric[],
): Finder {
  return finder(
    project.vocabulary.entity('metric').keys.flatMap((key) => {
      if (!facets.has(key.name)) return [];
      const stated = metrics.flatMap((metric) => {
        const fact = factOf(metric, key.name);
        return fact ? [factText({ metric, fact })] : [];
      });
      const label = key.labels[report.language];
      return [
        {
          item: {
            kind: 'facet' as const,
            label,
            insert: label.replace(/\s+/gu, '-'),
            detail: stated[0],
            documentation: key.description[report.language],
          },
          names: key.names,
          boost: stated.length > 0 ? 1 : 0,
        },
      ];
    }),
  );
}

/** What the facts of these metrics are qualified by. */
export function qualifierOffers(metrics: readonly Metric[], facet: string | undefined): Finder {
  return finder(
    metrics.flatMap((metric) =>
      metric.facts.flatMap((fact) => {
        const { qualifier } = fact;
        if (qualifier === undefined || (facet !== undefined && fact.facet !== facet)) return [];
        const item = {
          kind: 'qualifier' as const,
          label: qualifier,
          insert: qualifier,
          detail: factText({ metric, fact }),
          documentation: undefined,
        };
        return [{ item, names: [qualifier] }];
      }),
    ),
  );
}
