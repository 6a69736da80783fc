import type { ListName } from '../document/block.ts';
import { metricColumns } from './metrics.ts';
import type { Entry, Piece } from './pieces.ts';
import { Part, type Sheet } from './sheet.ts';
import { taskColumns } from './tasks.ts';

/** A piece of the report on its page: a section of it, or rows of a table. */
export class Unit extends Part {
  readonly entry: Entry;
  piece: Piece;
  /** What stands before and behind it in the text. */
  before: Unit | undefined;
  after: Unit | undefined;
  /** The table that it belongs to. */
  table: Table | undefined;
  /** The columns that it needs there. */
  columns: readonly string[] = [];
  /** What is said below the table of rows that cannot be read. */
  note: Part | undefined;

  constructor(id: string, entry: Entry, piece: Piece) {
    super(id);
    this.entry = entry;
    this.piece = piece;
  }

  /** The list whose table it belongs to, where it does to one. */
  get list(): ListName | undefined {
    const { shows } = this.piece;
    return 'list' in shows ? shows.list : undefined;
  }

  get isRows(): boolean {
    const { kind } = this.piece.shows;
    return kind === 'metrics' || kind === 'tasks';
  }
}

/** What follows each other of one list. */
export class Table {
  readonly list: ListName;
  /** Its section of the page, and in that the table itself. */
  readonly section: Part;
  readonly body: Part;
  /** How many of its units need a column. */
  readonly columns = new Map<string, number>();
  /** The columns that it was last shown with. */
  shown: ReadonlySet<string> = new Set();
  size = 0;
  rows = 0;

  constructor(id: string, list: ListName) {
    this.list = list;
    this.section = new Part(id);
    this.body = new Part(`${id}-rows`);
  }
}

/**
 * The pieces of a report in the order of its text, those of one list that follow each other in one table. A change of the
 * text costs the pieces that come and go; where two tables become one, or one two, the smaller of them.
 */
export class Flow {
  readonly #sheet: Sheet;
  /** What stands on the page before all pieces. */
  readonly #head: Part;
  readonly #units = new Map<Entry, readonly Unit[]>();
  #first: Unit | undefined;
  #tables = 0;
  /** What has to be rendered. */
  readonly outdated = new Set<Unit>();
  /** What is no longer there. */
  readonly gone = new Set<Unit>();
  /** The tables whose columns may be others. */
  readonly touched = new Set<Table>();

  constructor(sheet: Sheet, head: Part) {
    this.#sheet = sheet;
    this.#head = head;
  }

  get first(): Unit | undefined {
    return this.#first;
  }

  unitsOf(entry: Entry): readonly Unit[] {
    return this.#units.get(entry) ?? [];
  }

  /**
   * Replaces the pieces of some entries by those of others that stand there now. `before` finds what stands before them;
   * it is asked only where pieces come or go.
   */
  replace(old: readonly Entry[], now: readonly Entry[], before: () => Unit | undefined): void {
    const stays = new Set<Entry>();
    for (const entry of now) if (this.#renew(entry)) stays.add(entry);
    const gone = old.filter((entry) => !stays.has(entry));
    if (gone.length === 0 && stays.size === now.length) return;
    for (const entry of gone) {
      for (const unit of this.unitsOf(entry)) this.#leave(unit);
      this.#units.delete(entry);
    }
    let left = before();
    let fresh: Unit[] = [];
    for (const entry of now) {
      if (!stays.has(entry)) {
        const units = unitsFor(entry);
        this.#units.set(entry, units);
        fresh.push(...units);
        continue;
      }
      const units = this.unitsOf(entry);
      if (units.length === 0) continue;
      this.#insert(fresh, left);
      fresh = [];
      left = units.at(-1);
    }
    this.#insert(fresh, left);
  }

  /** Takes over the pieces of an entry that is already there, where they are of the same kinds in the same order. */
  #renew(entry: Entry): boolean {
    const units = this.#units.get(entry);
    if (!units) return false;
    const { pieces } = entry;
    if (units.length !== pieces.length) return false;
    if (units.some(({ piece }, index) => kindOf(piece) !== kindOf(pieces[index]!))) return false;
    for (const [index, unit] of units.entries()) {
      const piece = pieces[index]!;
      if (unit.piece === piece) continue;
      unit.piece = piece;
      this.outdated.add(unit);
      this.#count(unit, columnsOf(piece));
    }
    return true;
  }

  #insert(units: readonly Unit[], left: Unit | undefined): void {
    const right = left ? left.after : this.#first;
    const { table } = left ?? {};
    if (left && right && table && table === right.table && units.some(({ list }) => list !== table.list))
      this.#split(table, left, right);
    let before = left;
    for (const unit of units) {
      unit.before = before;
      if (before) before.after = unit;
      else this.#first = unit;
      before = unit;
    }
    if (before) before.after = right;
    if (right) right.before = before;
    for (const unit of units) {
      const { list } = unit;
      if (list === undefined) this.#sheet.put(unit, this.#sheet.top, this.#sectionBefore(unit));
      else this.#join(unit, unit.before?.table?.list === list ? unit.before.table : this.#open(unit, list));
      this.outdated.add(unit);
    }
    if (before && right) this.#seam(before, right);
  }

  /** Makes one table of two of the same list that nothing parts any more. */
  #seam(left: Unit, right: Unit): void {
    const { table: one } = left;
    const { table: other } = right;
    if (!one || !other || one === other || one.list !== other.list) return;
    if (one.size >= other.size) {
      for (let unit: Unit | undefined = right; unit?.table === other; unit = unit.after) {
        this.#part(unit, other);
        this.#join(unit, one);
      }
    } else {
      for (let unit: Unit | undefined = left; unit?.table === one; unit = unit.before) {
        this.#part(unit, one);
        this.#join(unit, other);
      }
    }
  }

  /** Makes two tables of one. */
  #split(table: Table, left: Unit, right: Unit): void {
    let before: Unit | undefined = left;
    let after: Unit | undefined = right;
    while (before?.table === table && after?.table === table) {
      before = before.before;
      after = after.after;
    }
    const behind = after?.table !== table;
    const other = this.#newTable(table.list, behind ? table.section : table.section.previous);
    for (let unit: Unit | undefined = behind ? right : left; unit?.table === table; ) {
      this.#part(unit, table);
      this.#join(unit, other);
      unit = behind ? unit.after : unit.before;
    }
  }

  #open(unit: Unit, list: ListName): Table {
    return this.#newTable(list, this.#sectionBefore(unit));
  }

  #newTable(list: ListName, after: Part | undefined): Table {
    const table = new Table(`t${this.#tables++}`, list);
    this.#sheet.put(table.section, this.#sheet.top, after);
    this.#sheet.put(table.body, table.section, undefined);
    this.touched.add(table);
    return table;
  }

  #sectionBefore({ before }: Unit): Part {
    return before ? (before.table?.section ?? before) : this.#head;
  }

  #join(unit: Unit, table: Table): void {
    unit.table = table;
    table.size++;
    if (unit.isRows) {
      table.rows++;
      this.#sheet.put(
        unit,
        table.body,
        previousOf(unit, (one) => (one.isRows ? one : undefined)),
      );
    } else {
      this.#sheet.put(unit, table.section, this.behind(unit));
    }
    this.touched.add(table);
    this.outdated.add(unit);
    this.#count(unit, columnsOf(unit.piece));
  }

  /** Takes a unit out of its table, which goes with its last one. */
  #part(unit: Unit, table: Table): void {
    this.#count(unit, []);
    this.#sheet.remove(unit);
    if (unit.note) this.#sheet.remove(unit.note);
    unit.note = undefined;
    unit.table = undefined;
    table.size--;
    if (unit.isRows) table.rows--;
    if (table.size > 0) return;
    this.#sheet.remove(table.section);
    this.touched.delete(table);
  }

  #leave(unit: Unit): void {
    const { table, before, after } = unit;
    if (table) this.#part(unit, table);
    else this.#sheet.remove(unit);
    if (before) before.after = after;
    else this.#first = after;
    if (after) after.before = before;
    this.outdated.delete(unit);
    this.gone.add(unit);
  }

  #count(unit: Unit, columns: readonly string[]): void {
    const { table } = unit;
    if (!table) return;
    for (const [some, by] of [
      [unit.columns, -1],
      [columns, 1],
    ] as const) {
      for (const column of some) {
        const count = (table.columns.get(column) ?? 0) + by;
        if (count > 0) table.columns.set(column, count);
        else table.columns.delete(column);
      }
    }
    unit.columns = columns;
    this.touched.add(table);
  }

  /** Below its table: what goes before that which is said of a unit. */
  behind(unit: Unit): Part {
    return previousOf(unit, (one) => (one.isRows ? one.note : one)) ?? (unit.table as Table).body;
  }
}

/** The nearest thing of its kind before a unit in the same table. */
function previousOf(unit: Unit, of: (one: Unit) => Part | undefined): Part | undefined {
  for (let one = unit.before; one && one.table === unit.table; one = one.before) {
    const found = of(one);
    if (found) return found;
  }
  return undefined;
}

function unitsFor(entry: Entry): readonly Unit[] {
  return entry.pieces.map(
    (piece, index) => new Unit(index === 0 ? entry.id : `${entry.id}-${index}`, entry, piece),
  );
}

function kindOf({ shows }: Piece): string {
  return 'list' in shows ? `${shows.kind} ${shows.list}` : shows.kind;
}

function columnsOf({ shows }: Piece): readonly string[] {
  if (shows.kind === 'metrics') return metricColumns(shows.metrics);
  return shows.kind === 'tasks' ? taskColumns(shows.tasks) : [];
}
