import type { Analysis } from '../analysis.ts';
import type { Task } from '../model/task.ts';
import { type Item, listOf } from '../schema/instance.ts';
import { ofEntity } from '../schema/vocabulary.ts';
import { type Finder, finder } from './offer.ts';

/** The keys of an entity that hold names of people. */
const peopleKeys = ofEntity(({ keys }) =>
  keys.filter(({ source }) => source === 'person').map(({ name }) => name),
);

/** The people whom a report names, and those that are registered. */
export function personOffers({ report, organizations }: Pick<Analysis, 'report' | 'organizations'>): Finder {
  const found = new Set<string>();
  const visit = (item: Item): void => {
    for (const key of peopleKeys(item.entity)) for (const { text } of listOf(item, key)) found.add(text);
  };
  const visitTask = ({ item, children }: Task): void => {
    visit(item);
    children.forEach(visitTask);
  };
  for (const { task } of report.tasks) visitTask(task);
  report.header.items.forEach(visit);
  for (const { kind, name } of organizations.organizations) if (kind === 'person') found.add(name);
  const find = finder(
    [...found].map((name) => ({
      item: { kind: 'person', label: name, insert: name, detail: undefined, documentation: undefined },
      names: [name],
    })),
  );
  // What is being typed stands in the report as a name as well.
  return (typed) => find(typed).filter(({ label }) => label !== typed);
}
