import type { Analysis } from '../analysis.ts';
import type { ListName } from '../document/block.ts';
import { eolOf } from '../document/lines.ts';
import { quoteValue } from '../document/traps.ts';
import { readDate } from '../quantity/date.ts';
import { withUnit } from '../quantity/figure.ts';
import { readFigure } from '../quantity/scan.ts';
import { rankIn } from '../schema/insert-key.ts';
import type { Entity, Key } from '../schema/vocabulary.ts';
import { betweenNames, type Language } from '../text/language.ts';
import { foldName } from '../text/names.ts';
import type { Span, TextChange } from '../text/span.ts';
import { plainOrQuoted } from './snippets.ts';
import {
  type DecimalSign,
  decimalSignOf,
  isAbsent,
  onOneLine,
  readCells,
  writtenFigure,
} from './table/cells.ts';
import {
  type Column,
  isFigure,
  percentages,
  type ReadTable,
  readColumns,
  takesUnit,
} from './table/columns.ts';
import { type ItemStyle, type Slot, slotAt } from './table/slot.ts';

/** What a pasted table becomes. */
export interface PastedTable {
  readonly list: ListName;
  /** How many items it makes. */
  readonly count: number;
  /** Nothing where all rows are left out. */
  readonly changes: readonly TextChange[];
  /** The names of rows that are left out because something of that name is there already. */
  readonly known: readonly string[];
  /** The names of rows that are left out because their name is missing, or all but their name. */
  readonly empty: readonly string[];
}

/**
 * Makes items of a table that was copied from a spreadsheet, in the style of the list in which the cursor stands. Undefined
 * for a text that is no table, for a selection, and where no item can begin: in prose, in a value, between the keys of an item.
 */
export function pasteTable(analysis: Analysis, at: Span, text: string): PastedTable | undefined {
  const cells = at.start === at.end ? readCells(text) : undefined;
  const slot = cells && slotAt(analysis, at.start);
  if (!cells || !slot) return undefined;
  const { list, entity, style } = slot;
  const table = readColumns(cells, analysis, list, entity);
  if (!table) return undefined;
  const reader = new RowReader(analysis, slot, table);
  const taken = namesIn(analysis, slot);
  const items: Row[] = [];
  const known: string[] = [];
  const empty: string[] = [];
  for (const cellsOfRow of table.rows) {
    const row = reader.read(cellsOfRow);
    if (row.name === undefined) {
      empty.push(onOneLine(cellsOfRow.find((cell) => cell !== '') ?? '', true));
      continue;
    }
    const identity = identityIn(row, style.dash);
    if (taken.has(identity)) known.push(row.name);
    else if (entity.name === 'metric' && !row.hasFigure) empty.push(row.name);
    else {
      taken.add(identity);
      items.push(row);
    }
  }
  const eol = eolOf(analysis.document.text);
  const lines = items.flatMap((row) => itemLines(row, slot));
  const indented = lines.map((line) => ' '.repeat(style.column) + line).join(eol);
  const changes =
    items.length === 0 ? [] : [{ span: slot.span, text: slot.ownLine ? indented : eol + indented }];
  return { list, count: items.length, changes, known, empty };
}

/** A value as an item has it: a text, or figures by name, or by the division that they belong to and by name. */
type Value = string | readonly (readonly [name: string, value: Value])[];

/** A row as an item. */
interface Row {
  readonly name: string | undefined;
  readonly hasFigure: boolean;
  /** In the order of the schema, without the name. */
  readonly values: readonly (readonly [key: Key, value: Value])[];
}

/** What tells the items of a list apart: in a map the name alone, in a list of metrics also of when and of what it is. */
function identityIn({ name = '', values }: Row, dash: boolean): string {
  const parts = !dash
    ? []
    : ['period', 'scope', 'kind'].map((key) => {
        const value = values.find(([one]) => one.name === key)?.[1];
        return foldName(typeof value === 'string' ? value : '');
      });
  return [foldName(name), ...parts].join('\n').trimEnd();
}

/** What stands in the report under a name already, told apart as the rows are. */
function namesIn({ report, document, of }: Analysis, { list, entity, style }: Slot): Set<string> {
  const taken = new Set<string>();
  if (entity.name === 'metric') {
    for (const { name, item, list: own } of report.metrics) {
      if (!name || own !== list) continue;
      const part = (key: string): string => {
        const node =
          item.node?.kind === 'map' ? item.node.entries.find((one) => one.name === key)?.value : undefined;
        return node?.kind === 'scalar' ? foldName(node.source.trim()) : '';
      };
      const parts = style.dash ? ['period', 'scope', 'kind'].map(part) : [];
      taken.add([foldName(name.text), ...parts].join('\n').trimEnd());
    }
  } else if (entity.name === 'task') {
    for (const { task } of report.tasks)
      if (task.list === list && task.folded !== undefined) taken.add(task.folded);
  } else {
    for (const block of document.blocks)
      for (const { organization } of of(block).content.organizations) taken.add(foldName(organization.name));
  }
  return taken;
}

/** Reads the rows of a table as items of a list. */
class RowReader {
  readonly #analysis: Analysis;
  readonly #slot: Slot;
  readonly #columns: readonly Column[];
  readonly #signs: readonly DecimalSign[];
  /** Whether dates with two strokes begin with the day, where the column shows it. */
  readonly #dayFirst: readonly (boolean | undefined)[];
  readonly #rank: (name: string) => number;

  constructor(analysis: Analysis, slot: Slot, { columns, rows }: ReadTable) {
    this.#analysis = analysis;
    this.#slot = slot;
    this.#columns = columns;
    this.#rank = rankIn(slot.entity);
    const cellsOf = (index: number) => rows.map((row) => row[index]!);
    // Chinese and English both have a point before decimals: it holds where the table does not show another.
    const figures = columns.flatMap(({ key }, index) => (key && isFigure(key.kind) ? cellsOf(index) : []));
    const shared = decimalSignOf(figures) ?? '.';
    this.#dayFirst = columns.map((_, index) => {
      const parts = cellsOf(index).flatMap(
        (cell) => /^(\d{1,2})\/(\d{1,2})\/\d{4}\b/.exec(cell)?.slice(1, 3).map(Number) ?? [],
      );
      const late = parts.findIndex((part) => part > 12);
      return late < 0 ? undefined : late % 2 === 0;
    });
    this.#signs = columns.map((_, index) => decimalSignOf(cellsOf(index)) ?? shared);
  }

  read(row: readonly string[]): Row {
    const { entity } = this.#slot;
    const { language } = this.#analysis.report;
    const colon = language === 'zh' ? '：' : ': ';
    let name: string | undefined;
    const values = new Map<Key, Value>();
    const history: (readonly [string, string])[] = [];
    const remarks: string[] = [];
    const unitAt = this.#columns.findIndex(({ key }) => key?.name === 'unit' && key.kind === 'unit');
    const unit = unitAt >= 0 && !isAbsent(row[unitAt]!) ? this.#unit(row[unitAt]!) : undefined;
    for (const [index, column] of this.#columns.entries()) {
      const cell = row[index]!;
      const { key, heading } = column;
      if (index === unitAt || isAbsent(cell)) continue;
      if (column.counts && !(key && this.#slot.style.written.has(key.name))) continue;
      if (key?.name === entity.nameKey) {
        name = onOneLine(cell, true);
        continue;
      }
      const value = key && this.#value(key, cell, index, column.unit ?? (takesUnit(key) ? unit : undefined));
      if (value === undefined)
        remarks.push(heading === '' ? onOneLine(cell, false) : onOneLine(`${heading}${colon}${cell}`, false));
      else if (column.period !== undefined && typeof value === 'string') history.push([column.period, value]);
      else if (key && key.name === 'note') remarks.unshift(typeof value === 'string' ? value : cell);
      else if (key) values.set(key, value);
    }
    const historyKey = entity.named('history');
    if (historyKey && history.length > 0) {
      const before = values.get(historyKey);
      values.set(historyKey, [...(Array.isArray(before) ? before : []), ...history]);
    }
    const hasFigure = [...values.keys()].some((key) => entity.facts.includes(key.name));
    if (unit !== undefined && hasFigure && !this.#attaches(unit)) values.set(entity.named('unit')!, unit);
    const note = entity.named('note');
    if (note && remarks.length > 0) values.set(note, remarks.join(language === 'zh' ? '；' : '; '));
    const ordered = [...values].sort(([a], [b]) => this.#rank(a.name) - this.#rank(b.name));
    return { name, hasFigure, values: ordered };
  }

  #unit(cell: string): string {
    return cell.normalize('NFKC').trim();
  }

  /** Whether a unit stands beside the numbers: where the list does not have it under a key of its own, and it can be read there. */
  #attaches(unit: string): boolean {
    const { catalogue } = this.#analysis.project;
    if (this.#slot.style.written.has('unit') || /[:#]/.test(unit)) return false;
    const reading = readFigure(beside('12', unit), catalogue);
    const own = catalogue.find(unit);
    if (!own || !reading.figure?.unit || reading.unread.length > 0) return false;
    const apart = withUnit(readFigure('12', catalogue).figure!, own);
    return (
      apart.low.eq(reading.figure.low) && apart.unit?.match.unit.id === reading.figure.unit.match.unit.id
    );
  }

  /** What a cell says under a key; undefined where it cannot stand there. */
  #value(key: Key, cell: string, index: number, unit: string | undefined): Value | undefined {
    const { report } = this.#analysis;
    switch (key.kind) {
      case 'figure':
      case 'figures':
      case 'figure-or-text':
        return this.#figure(key, cell, index, unit);
      case 'number':
      case 'integer': {
        const number = writtenFigure(cell, this.#signs[index]!, false);
        return /^[-+]?\d+(?:\.\d+)?%?$/.test(number) ? number : undefined;
      }
      case 'date':
        return dateOf(onOneLine(cell, true), this.#dayFirst[index], report.header.dates);
      case 'enum':
        return key.find(cell)
          ? cell
          : key.values?.find(({ names }) => names.some((one) => foldName(one) === foldName(cell)))?.labels[
              report.language
            ];
      case 'boolean':
        return undefined;
      case 'groups':
        return groupsOf(partsOf(cell, (figure) => this.#figure(key, figure, index, undefined)));
      case 'parts':
        return (
          partsOf(cell, (figure) => this.#figure(key, figure, index, undefined)) ??
          (/[:：\d]/.test(cell) ? undefined : onOneLine(cell, true))
        );
      case 'names':
        return cell.split(/\s*[\r\n]+\s*/).join(betweenNames[report.language]);
      default:
        return onOneLine(cell, key.kind === 'text');
    }
  }

  /** A figure with the unit that its column or row gives it; several by name where the cell names them. */
  #figure(key: Key, cell: string, index: number, unit: string | undefined): Value | undefined {
    const { catalogue } = this.#analysis.project;
    const { language } = this.#analysis.report;
    const one = onOneLine(cell, true);
    const number = writtenFigure(one, this.#signs[index]!, language === 'en');
    const reading = readFigure(number, catalogue);
    if (!reading.figure || reading.unread.length > 0) {
      if (key.kind === 'figures') {
        const named = partsOf(cell, (part) => this.#figure({ ...key, kind: 'figure' }, part, index, unit));
        if (named) return named;
      }
      return key.kind === 'figure-or-text' || key.textAllowed ? onOneLine(cell, false) : undefined;
    }
    if (reading.figure.unit) return number;
    if (percentages.has(key.name) && unit === undefined) return beside(number, '%');
    const attached = unit !== undefined && (this.#attaches(unit) || !takesUnit(key));
    return attached ? beside(number, unit) : number;
  }
}

function beside(number: string, unit: string): string {
  return /^[A-Za-z]/.test(unit) ? `${number} ${unit}` : `${number}${unit}`;
}

/** `name: figure` several times in one cell; undefined where it is anything else. */
function partsOf(
  cell: string,
  figure: (text: string) => Value | undefined,
): readonly (readonly [string, string])[] | undefined {
  const found: (readonly [string, string])[] = [];
  for (const part of cell.split(/[;；\r\n]+/)) {
    const named = /^\s*([^:：]+?)\s*[:：]\s*(.+?)\s*$/.exec(part);
    const value = named ? figure(named[2]!) : undefined;
    if (!named || typeof value !== 'string') return undefined;
    found.push([named[1]!, value]);
  }
  return found.length > 0 ? found : undefined;
}

/** Figures with the names of their divisions before a stroke, by division: `sex/men: 3; sex/women: 4`. */
function groupsOf(parts: readonly (readonly [string, string])[] | undefined): Value | undefined {
  if (!parts?.every(([name]) => name.includes('/'))) return parts;
  const groups = new Map<string, (readonly [string, string])[]>();
  for (const [name, figure] of parts) {
    const [group = '', ...rest] = name.split('/');
    groups.set(group, [...(groups.get(group) ?? []), [rest.join('/'), figure]]);
  }
  return [...groups];
}

/** A date of a spreadsheet as reports write it; one in words stays as it is, one that does not exist goes elsewhere. */
function dateOf(
  cell: string,
  dayFirst: boolean | undefined,
  dates: Parameters<typeof readDate>[1],
): string | undefined {
  const plain = cell.normalize('NFKC').replace(/\s+\d{1,2}:\d{2}(?::\d{2})?$/, '');
  const ymd = /^(\d{4})[/.-](\d{1,2})(?:[/.-](\d{1,2}))?$/.exec(plain);
  const strokes = /^(\d{1,2})([/.])(\d{1,2})\2(\d{4})$/.exec(plain);
  const two = (part: string) => part.padStart(2, '0');
  let written = cell;
  if (ymd) written = [ymd[1]!, two(ymd[2]!), ...(ymd[3] === undefined ? [] : [two(ymd[3])])].join('-');
  else if (strokes && (strokes[2] === '.' || dayFirst !== undefined)) {
    const [first, second] = [two(strokes[1]!), two(strokes[3]!)];
    const inOrder = strokes[2] === '.' || dayFirst ? [second, first] : [first, second];
    written = [strokes[4], ...inOrder].join('-');
  }
  return readDate(written, dates).kind === 'invalid' ? undefined : written;
}

/** The lines of an item, in the column 0. */
function itemLines({ name = '', values }: Row, { entity, style, scalarKey }: Slot): readonly string[] {
  const { dash, flow, step } = style;
  const nameKey = entity.named(entity.nameKey!)!;
  const all: readonly (readonly [Key, Value])[] = dash ? [[nameKey, name], ...values] : values;
  const labels = labelsIn(
    entity,
    all.map(([key]) => key),
    style,
  );
  const ordered = dash ? orderedAs(all, entity) : all;
  const only = values.length === 1 ? values[0]! : undefined;
  if (!dash && only && only[0].name === scalarKey && typeof only[1] === 'string')
    return [`${keyText(name, false)}: ${valueText(only[1], false)}`];
  if (flow) {
    const entries = ordered.map(([key, value]) => `${labels.get(key)!}: ${flowText(value)}`);
    return [`${dash ? '- ' : `${keyText(name, false)}: `}{ ${entries.join(', ')} }`];
  }
  const inner = ordered.flatMap(([key, value]) => {
    const label = labels.get(key)!;
    return entryLines(label, value);
  });
  if (dash) return inner.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
  return [`${keyText(name, false)}:`, ...inner.map((line) => ' '.repeat(step) + line)];
}

/** The name first, since it is by what an item is found; then what a schema has before it would only be in the way. */
function orderedAs(
  all: readonly (readonly [Key, Value])[],
  entity: Entity,
): readonly (readonly [Key, Value])[] {
  return [...all].sort(([a], [b]) => Number(b.name === entity.nameKey) - Number(a.name === entity.nameKey));
}

/** What the keys of an item are called: as the list calls them, where they still mean the same beside each other. */
function labelsIn(
  entity: Entity,
  keys: readonly Key[],
  { written, language }: ItemStyle,
): ReadonlyMap<Key, string> {
  const usual = (key: Key, lang: Language) => plainOrQuoted(key.labels[lang], true);
  const labels = new Map(keys.map((key) => [key, written.get(key.name) ?? usual(key, language)]));
  for (const key of keys) {
    if (entity.key(labels.get(key)!, labels.values())?.name !== key.name)
      labels.set(key, usual(key, language));
  }
  return labels;
}

function entryLines(label: string, value: Value): readonly string[] {
  if (typeof value === 'string') return [`${label}: ${valueText(value, false)}`];
  const inner = value.flatMap(([name, one]) => entryLines(keyText(name, false), one));
  return [`${label}:`, ...inner.map((line) => `  ${line}`)];
}

function flowText(value: Value): string {
  if (typeof value === 'string') return valueText(value, true);
  return `{ ${value.map(([name, one]) => `${keyText(name, true)}: ${flowText(one)}`).join(', ')} }`;
}

/** A name as a key: signs that could end it, or make it an item of a list, stand in quotes. */
function keyText(name: string, flow: boolean): string {
  return /[:：,，{}[\]"'#]|^[-—–－﹣?]/.test(name) ? quoteValue(name) : plainOrQuoted(name, flow);
}

function valueText(value: string, flow: boolean): string {
  if (flow && /[:：，]/.test(value)) return quoteValue(value);
  return /^[-—–－﹣](?!\d)/.test(value) || value === '' ? quoteValue(value) : plainOrQuoted(value, flow);
}
