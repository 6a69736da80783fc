import type { Analysis } from '../analysis.ts';
import type { Block, ListName } from '../document/block.ts';
import { startOfLine } from '../document/lines.ts';
import { readLine } from '../document/yaml-line.ts';
import { entityOfList } from '../model/block-model.ts';
import { hasUnitApart, type Metric, readMetric } from '../model/metric.ts';
import { type Figure, withUnit } from '../quantity/figure.ts';
import { readFigure } from '../quantity/scan.ts';
import { sameUnit, type UnitCatalogue } from '../quantity/unit.ts';
import {
  figuresOf,
  groupsOf,
  type Item,
  itemsOf,
  listOf,
  type NamedFigure,
  textOf,
} from '../schema/instance.ts';
import type { Entity, Key } from '../schema/vocabulary.ts';
import { writeCells } from './table/cells.ts';
import { isFigure, isTabular, takesUnit } from './table/columns.ts';

/** A list as a table for a spreadsheet. */
export interface CopiedTable {
  readonly list: ListName;
  readonly count: number;
  /** Lines with tabs between the cells, the first with headings in the report's language. */
  readonly text: string;
}

/**
 * The metrics, tasks or organizations of the list in which an offset stands, as a table with a row for each. Numbers and
 * their unit have columns of their own; what nothing is written under has none. Subtasks and milestones are not part of it.
 */
export function copyTable(analysis: Analysis, offset: number): CopiedTable | undefined {
  const found = listAt(analysis, offset);
  if (!found || found.rows.length === 0) return undefined;
  const { list, rows } = found;
  const { project, report } = analysis;
  const entity = project.vocabulary.entity(entityOfList(list).entity);
  const join =
    report.language === 'zh'
      ? { names: '、', parts: '；', colon: '：' }
      : { names: ', ', parts: '; ', colon: ': ' };
  const tables = rows.map((row) => cellsOf(row, entity, project.catalogue, join));
  const columns: string[] = [];
  for (const { name } of orderedKeys(entity)) {
    if (tables.some((cells) => cells.has(name))) columns.push(name);
    if (name !== 'history') continue;
    const periods = new Set(
      tables.flatMap((cells) => [...cells.keys()].filter((one) => one.startsWith(ofHistory))),
    );
    columns.push(...[...periods].sort().reverse());
  }
  const headings = columns.map((column) => {
    if (!column.startsWith(ofHistory)) return entity.named(column)!.labels[report.language];
    const period = column.slice(ofHistory.length);
    return report.language === 'zh' && /^\d{4}$/.test(period) ? `${period}年` : period;
  });
  const cells = [headings, ...tables.map((row) => columns.map((column) => row.get(column) ?? ''))];
  return { list, count: rows.length, text: writeCells(cells) };
}

/** Before the period of a column of earlier figures: no key has this sign in its name. */
const ofHistory = 'history\n';

interface TableRow {
  readonly item: Item;
  readonly metric: Metric | undefined;
}

interface Rows {
  readonly list: ListName;
  readonly rows: readonly TableRow[];
}

function listAt(analysis: Analysis, offset: number): Rows | undefined {
  const { document, of } = analysis;
  const { blocks } = document;
  const block = document.blockAt(offset);
  if (!block) return undefined;
  const index = blocks.indexOf(block);
  const isItem = (one: Block | undefined): one is Block & { readonly list: ListName } =>
    one?.kind === 'item' && one.list !== undefined && isTabular(one.list);
  const first = isItem(block)
    ? index
    : isItem(blocks.at(index + 1)) && opens(analysis, block, offset, blocks.at(index + 1)!.list)
      ? index + 1
      : block.kind === 'fence' && block.list === undefined && index > 0 && isItem(blocks.at(index - 1))
        ? index - 1
        : undefined;
  if (first === undefined) return inOnePiece(analysis, block, offset);
  const { list, depth } = blocks.at(first)! as Block & { readonly list: ListName };
  const belongs = (one: Block | undefined) => isItem(one) && one.list === list && one.depth === depth;
  let from = first;
  while (from > 0 && belongs(blocks.at(from - 1))) from--;
  const rows: TableRow[] = [];
  for (let at = from; belongs(blocks.at(at)); at++) {
    const { items, metrics } = of(blocks.at(at)!).model;
    for (const [place, item] of items.entries()) rows.push({ item, metric: metrics[place] });
  }
  return { list, rows };
}

/** Whether the line of an offset begins the list that follows its block: a fence, or the key of the list. */
function opens(
  { document, project }: Analysis,
  block: Block,
  offset: number,
  list: ListName | undefined,
): boolean {
  if (block.kind === 'fence') return block.list !== undefined;
  const at = offset - document.startOf(block);
  const from = startOfLine(block.text, at);
  const { key } = readLine(block.text.slice(from).split(/\r?\n/, 1)[0]!);
  return key !== undefined && project.grammar.list(key.text) === list;
}

/** The items of a list that stands in brackets under its key. */
function inOnePiece(analysis: Analysis, block: Block, offset: number): Rows | undefined {
  const { document, of, project } = analysis;
  const { own } = of(block).model;
  const at = offset - document.startOf(block);
  if (own?.node?.kind !== 'map') return undefined;
  const entry = own.node.entries.find(
    ({ key, value }) => value && key.span.start <= at && at <= Math.max(key.span.end, value.span.end),
  );
  const list = entry?.name;
  const key = entry && own.entity.named(entry.name);
  if (!entry || !list || !key?.entity || !isTabular(list)) return undefined;
  const isMetric = entityOfList(list).entity === 'metric';
  const rows = itemsOf(entry.value, key.entity, key.scalarKey).map((item) => ({
    item,
    metric: isMetric ? readMetric(item, list, block, project.catalogue) : undefined,
  }));
  return { list, rows };
}

/** The keys in the order of their columns: the name first, the unit behind the first figure. */
function orderedKeys(entity: Entity): readonly Key[] {
  const name = entity.keys.filter((key) => key.name === entity.nameKey);
  return [...name, ...entity.keys.filter((key) => key.name !== entity.nameKey)];
}

interface Join {
  readonly names: string;
  readonly parts: string;
  readonly colon: string;
}

/** The cells of an item, by the names of their keys. */
function cellsOf(
  { item, metric }: TableRow,
  entity: Entity,
  catalogue: UnitCatalogue,
  join: Join,
): ReadonlyMap<string, string> {
  const cells = new Map<string, string>();
  const set = (name: string, text: string | undefined) => {
    if (text !== undefined && text !== '') cells.set(name, text);
  };
  // A percentage is a number to spreadsheets, with its sign.
  const isPercent = /^[%％]$/.test(metric?.unit?.text ?? '');
  const shared = metric && !isPercent ? sharedUnit(metric, catalogue) : undefined;
  const figureText = ({ figure: scalar }: NamedFigure, key: Key): string => {
    const text = scalar?.source.trim() ?? '';
    const fact = metric?.facts.find((one) => one.scalar === scalar);
    if (!fact || !takesUnit(key)) return text;
    if (isPercent) return hasUnitApart(fact.figure) ? `${text}%` : text;
    if (shared === undefined) return text;
    // A figure in another unit has it beside its number.
    return splitsOf(fact.figure, text, shared, catalogue).find(({ unit }) => unit === shared)?.number ?? text;
  };
  const named = (figures: readonly NamedFigure[], text: (one: NamedFigure) => string): string =>
    figures.map((one) => (one.figure ? `${one.name}${join.colon}${text(one)}` : one.name)).join(join.parts);
  const listed = (name: string, separator: string) =>
    listOf(item, name)
      .map(({ text }) => text)
      .join(separator);
  for (const key of entity.keys) {
    const { name, kind } = key;
    if (name === 'unit' && metric) continue;
    if (kind === 'entities' || kind === 'object' || kind === 'map' || kind === 'any') continue;
    if (isFigure(kind) && !key.own) {
      const figures = figuresOf(item, name);
      if (name === 'history')
        for (const one of figures) set(one.key ? ofHistory + one.name.trim() : name, figureText(one, key));
      else if (figures.some((one) => one.key))
        set(
          name,
          named(figures, (one) => one.figure?.source.trim() ?? ''),
        );
      else if (figures[0]) set(name, figureText(figures[0], key));
      else set(name, listed(name, join.parts));
    } else if (kind === 'parts')
      set(
        name,
        named(figuresOf(item, name), (one) => one.figure!.source.trim()),
      );
    else if (kind === 'groups') {
      const groups = groupsOf(item, name).flatMap((group) =>
        group.parts.map((one) => (group.name === '' ? one : { ...one, name: `${group.name}/${one.name}` })),
      );
      set(
        name,
        named(groups, (one) => one.figure!.source.trim()),
      );
    } else if (kind === 'names') set(name, listed(name, join.names));
    else if (kind === 'strings') set(name, listed(name, join.parts));
    else set(name, textOf(item, name));
  }
  set('unit', shared);
  return cells;
}

/** The unit that a metric's figures can share in a column of its own: that of its unit key, else of the first figure that has one. */
function sharedUnit(metric: Metric, catalogue: UnitCatalogue): string | undefined {
  if (metric.unit) return metric.unit.text;
  for (const { facet, figure, scalar, qualifier } of metric.facts) {
    const key = metric.item.entity.named(facet);
    if (!key || !takesUnit(key) || qualifier !== undefined) continue;
    const split = splitsOf(figure, scalar.source.trim(), undefined, catalogue)[0];
    if (split) return split.unit;
  }
  return undefined;
}

/** Ways to write a figure as a number and a unit that are read together as the same; the plainest number first. */
function splitsOf(
  figure: Figure,
  text: string,
  shared: string | undefined,
  catalogue: UnitCatalogue,
): readonly { readonly number: string; readonly unit: string }[] {
  const { unit, multiplier } = figure;
  if (!unit || figure.text !== text || unit.text === '%' || unit.text === '％') return [];
  const offset = figure.span.start;
  const without = (...spans: readonly { readonly start: number; readonly end: number }[]) =>
    [...spans]
      .sort((a, b) => b.start - a.start)
      .reduce((rest, { start, end }) => rest.slice(0, start - offset) + rest.slice(end - offset), text)
      .trim();
  const isApart = unit.span.start === unit.span.end;
  const ways: { number: string; unit: string }[] = [];
  if (isApart) ways.push({ number: text, unit: shared ?? '' });
  else {
    if (multiplier) {
      const number = without(unit.span, multiplier.span);
      const { text: scale } = multiplier;
      for (const together of [`${scale}${unit.text}`, `${scale} ${unit.text}`, `${unit.text} ${scale}`])
        ways.push({ number, unit: together });
    }
    ways.push({ number: without(unit.span), unit: unit.text });
  }
  return ways.filter(({ number, unit: name }) => {
    const match = catalogue.findOrCount(name);
    const reading = readFigure(number, catalogue);
    if (!match || !reading.figure || reading.figure.unit || reading.unread.length > 0) return false;
    const again = withUnit(reading.figure, match);
    return (
      again.low.eq(figure.low) &&
      again.high.eq(figure.high) &&
      again.approx === figure.approx &&
      again.inclusive === figure.inclusive &&
      sameUnit(again.unit!.match.unit, unit.match.unit)
    );
  });
}
