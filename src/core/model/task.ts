import type { Block, ListName } from '../document/block.ts';
import type { Scalar } from '../document/node.ts';
import { type DateContext, type DateReading, readDate } from '../quantity/date.ts';
import type { Figure } from '../quantity/figure.ts';
import { readFigure } from '../quantity/scan.ts';
import type { UnitCatalogue } from '../quantity/unit.ts';
import { enumOf, type Item, itemsOf, kept, listOf, nodeOf, type Written } from '../schema/instance.ts';
import { foldName } from '../text/names.ts';
import { whole } from './metric.ts';

/** A date as it was written, and what it says. */
export interface Dated extends Written {
  readonly reading: DateReading;
}

/** A task as one item of a block states it. What its section or parent task lends it is added by the report. */
export interface Task {
  readonly block: Block;
  readonly item: Item;
  readonly list: ListName;
  readonly title: Written | undefined;
  /** The title as it is compared. */
  readonly folded: string | undefined;
  readonly id: Written | undefined;
  readonly lead: readonly Written[];
  readonly support: readonly Written[];
  readonly due: Dated | undefined;
  readonly start: Dated | undefined;
  /** The canonical status (done, active …); undefined when none is written or it is not one of ours. */
  readonly status: (Written & { readonly value: string }) | undefined;
  readonly progress: { readonly figure: Figure; readonly scalar: Scalar } | undefined;
  readonly targets: readonly Written[];
  readonly metrics: readonly Written[];
  readonly children: readonly Task[];
}

/** What dates without a year mean in a list: a plan's are those of the next period. */
export function datesIn(list: ListName, dates: DateContext): DateContext {
  return list === 'plan' && dates.year !== undefined ? { ...dates, year: dates.year + 1 } : dates;
}

/** Reads a task and its subtasks from an item in canonical names. */
export function readTask(
  item: Item,
  list: ListName,
  block: Block,
  catalogue: UnitCatalogue,
  dates: DateContext,
): Task {
  const date = (key: string): Dated | undefined => {
    const text = whole(item, key);
    return text && { reading: readDate(text.text, datesIn(list, dates)), ...text };
  };
  const status = whole(item, 'status');
  const value = enumOf(item, 'status');
  const progress = whole(item, 'progress');
  const percent = progress && readFigure(progress.text, catalogue).figure;
  const title = whole(item, 'title');
  return {
    block,
    item,
    list,
    title,
    folded: title && foldName(title.text),
    id: whole(item, 'id'),
    lead: listOf(item, 'lead'),
    support: listOf(item, 'support'),
    due: date('due'),
    start: date('start'),
    status: status && value !== undefined ? { value, ...status } : undefined,
    progress: progress && percent ? { figure: percent, scalar: progress.scalar } : undefined,
    targets: listOf(item, 'target'),
    metrics: listOf(item, 'metrics'),
    children: kept(
      itemsOf(nodeOf(item, 'tasks'), item.entity).map((child) =>
        readTask(child, list, block, catalogue, dates),
      ),
    ),
  };
}
