import type { Block } from '../document/block.ts';
import type { Metric } from '../model/metric.ts';
import type { PlacedTask } from '../model/report.ts';
import { textOf } from '../schema/instance.ts';
import { foldName } from '../text/names.ts';
import { type Found, rule } from './rule.ts';

/**
 * One name or id for two things of the report. The same name with another period, scope or kind is another fact of the
 * same metric, and a metric's next target stands beside what it is now.
 */
export const duplicates = rule({
  subject: 'report',
  origin: 'fact',
  reads: 'report',
  codes: { 'duplicate-name': 'error', 'duplicate-id': 'error', 'duplicate-task': 'warning' },
  check(report) {
    const found: Found[] = [];
    const ids = new Set<string>();
    const unique = (id: Metric['id'], block: Block) => {
      if (!id) return;
      const folded = foldName(id.text);
      if (ids.has(folded))
        found.push({ code: 'duplicate-id', block, span: id.span, params: { id: id.text } });
      ids.add(folded);
    };

    const named = new Map<string, Metric[]>();
    for (const metric of report.metrics) {
      const { block, name, folded } = metric;
      unique(metric.id, block);
      if (!name || folded.name === undefined) continue;
      const same = named.get(folded.name);
      if (!same) named.set(folded.name, [metric]);
      else {
        const identity = identityOf(metric);
        if (same.some((other) => identityOf(other) === identity)) {
          found.push({ code: 'duplicate-name', block, span: name.span, params: { name: name.text } });
        }
        same.push(metric);
      }
    }

    const tasks = (list: readonly PlacedTask[]) => {
      const titles = new Set<string>();
      for (const { task, children } of list) {
        const { block, title, folded } = task;
        unique(task.id, block);
        if (title && folded !== undefined) {
          const identity = `${task.list}\n${folded}`;
          if (titles.has(identity)) {
            found.push({ code: 'duplicate-task', block, span: title.span, params: { title: title.text } });
          }
          titles.add(identity);
        }
        tasks(children);
      }
    };
    tasks(report.tasks);
    return found;
  },
});

/** What tells facts of one name apart. */
function identityOf({ list, item }: Metric): string {
  return [list, ...['period', 'scope', 'kind'].map((key) => foldName(textOf(item, key) ?? ''))].join('\n');
}
