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
    const names = new Map<string, Metric>();
    const ids = new Set<string>();
    const unique = (id: Metric['id'] | PlacedTask['task']['id'], block: Metric['block']) => {
      if (!id) return;
      if (ids.has(foldName(id.text)))
        found.push({ code: 'duplicate-id', block, span: id.span, params: { id: id.text } });
      ids.add(foldName(id.text));
    };
    for (const metric of report.metrics) {
      unique(metric.id, metric.block);
      if (!metric.name) continue;
      const identity = [
        metric.list,
        metric.folded.name,
        ...['period', 'scope', 'kind'].map((key) => foldName(textOf(metric.item, key) ?? '')),
      ].join('\n');
      if (names.has(identity))
        found.push({
          code: 'duplicate-name',
          block: metric.block,
          span: metric.name.span,
          params: { name: metric.name.text },
        });
      else names.set(identity, metric);
    }
    const titles = new Set<string>();
    const tasks = (list: readonly PlacedTask[]) => {
      for (const { task, parent, children } of list) {
        unique(task.id, task.block);
        if (task.title) {
          const identity = [task.list, parent?.task.title?.text ?? '', task.title.text]
            .map(foldName)
            .join('\n');
          if (titles.has(identity))
            found.push({
              code: 'duplicate-task',
              block: task.block,
              span: task.title.span,
              params: { title: task.title.text },
            });
          titles.add(identity);
        }
        tasks(children);
      }
    };
    tasks(report.tasks);
    return found;
  },
});
