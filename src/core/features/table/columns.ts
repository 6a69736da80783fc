import type { Analysis } from '../../analysis.ts';
import type { ListName } from '../../document/block.ts';
import { type Period, readDate, readPeriod, samePeriod, yearBefore } from '../../quantity/date.ts';
import { readFigure } from '../../quantity/scan.ts';
import type { UnitCatalogue } from '../../quantity/unit.ts';
import type { Entity, Key } from '../../schema/vocabulary.ts';
import { foldName } from '../../text/names.ts';
import { type Cells, isAbsent, writtenFigure } from './cells.ts';

/** What a column of a table holds. */
export interface Column {
  readonly heading: string;
  /** The key that its cells are values of; undefined where they go into the note with the heading. */
  readonly key: Key | undefined;
  /** The unit that the heading gives its figures. */
  readonly unit?: string | undefined;
  /** For a history: the period of the figures, as it is written. */
  readonly period?: string | undefined;
  /** Whether it only counts the rows. */
  readonly counts?: boolean;
}

/** A table with what its columns hold; `rows` are the rows of items alone. */
export interface ReadTable {
  readonly columns: readonly Column[];
  readonly rows: Cells;
}

/** Headings that offices use beside the names of the keys, by entity and canonical key. */
const usual: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  metric: {
    name: ['项目', '指标项', '指标项目', '科目', '内容', 'item', 'kpi', 'measure', 'figure'],
    value: [
      ...[
        '本年',
        '本期',
        '本年数',
        '本期数',
        '本年累计',
        '累计',
        '完成数',
        '实际',
        '实际完成',
        '数量',
        '金额',
        '数',
      ],
      ...['amount', 'actual value', 'current', 'current year', 'this year', 'quantity', 'result value'],
    ],
    unit: ['units', 'unit of measure', 'uom'],
    previous: [
      ...['上年数', '上期数', '上年值', '去年', '去年数', '上年同期数', '上期', '同期', '同期数'],
      ...['prior', 'prior year', 'previous year', 'prior-year value'],
    ],
    change: [
      ...[
        '同比增减',
        '同比增速',
        '同比增长率',
        '同比变化',
        '增速',
        '增长率',
        '增长',
        '增幅',
        '增减',
        '比上年增减',
      ],
      ...['change', 'growth', 'growth rate', '% change', 'change %', 'yoy change', 'yoy growth', 'y/y'],
    ],
    mom: ['环比增速', '环比增长率', '环比增减', 'm/m', 'mom change'],
    target: ['年度目标', '全年目标', '目标数', '计划数', '计划', '计划值', '年度计划', 'goal', 'plan'],
    rate: ['完成进度', '完成百分比', '达成率', 'completion', 'achievement', '% of target'],
    share: ['比例', 'proportion', '% of total'],
    source: ['资料来源', '出处'],
    owner: ['责任单位', '牵头单位', '报送单位', '来源单位'],
    note: ['comment', 'comments', 'remarks', '备考'],
  },
  task: {
    title: [
      '事项',
      '工作事项',
      '项目',
      '重点任务',
      '任务内容',
      '工作',
      'action',
      'activity',
      'action item',
      'to do',
    ],
    lead: ['owners', 'responsible unit', 'lead department', '责任部门', '牵头部门', '承办单位', '主责单位'],
    support: ['配合部门', '协办部门', '参与单位', 'supporting', 'partners'],
    person: ['负责人', '联系人', 'contact'],
    due: ['截止日期', '期限', '完成日期', 'by', 'by when', 'end', 'end date', 'finish'],
    start: ['开始日期', 'start', 'begin'],
    status: ['state', '办理状态'],
    progress: ['% complete', 'completion', '% done', 'complete'],
    update: ['进展', '进展说明'],
    note: ['comment', 'comments', 'remarks'],
  },
  organization: {
    name: [
      '单位',
      '机构',
      '机构名称',
      '部门',
      '部门名称',
      'organization',
      'organisation',
      'department',
      'unit',
    ],
    note: ['comment', 'comments', 'remarks'],
  },
};

const counting: ReadonlySet<string> = new Set([
  '序号',
  '序',
  '行次',
  'no',
  'no.',
  '№',
  '#',
  's/n',
  'nr',
  'nr.',
]);

/**
 * What the columns of a table hold: as its headings say, or as its cells show where it has none. Undefined for a single
 * column without the heading of names: that is any text.
 */
export function readColumns(
  cells: Cells,
  analysis: Analysis,
  list: ListName,
  entity: Entity,
): ReadTable | undefined {
  const context: Context = { analysis, list, entity };
  for (const [index, row] of cells.slice(0, 4).entries()) {
    const columns = columnsOf(row, context);
    if (columns) {
      const shared = unitAbove(cells.slice(0, index), analysis.project.catalogue);
      const units =
        shared === undefined || columns.some(({ key }) => key?.name === 'unit') ? undefined : shared;
      const given = columns.map((one) =>
        units !== undefined && one.unit === undefined && one.key && takesUnit(one.key)
          ? { ...one, unit: units }
          : one,
      );
      return { columns: given, rows: cells.slice(index + 1) };
    }
    // Above the headings there may be a title, which has one cell, or two with a unit.
    if (row.filter((cell) => cell !== '').length > 2) break;
  }
  return cells[0]!.length < 2 ? undefined : { columns: columnsByCells(cells, context), rows: cells };
}

interface Context {
  readonly analysis: Analysis;
  readonly list: ListName;
  readonly entity: Entity;
}

/** Whether the items of a list can be the rows of a table. */
export function isTabular(list: string): list is ListName {
  return tabular.has(list);
}

const tabular: ReadonlySet<string> = new Set<ListName>([
  ...(['metrics', 'tasks', 'plan', 'targets', 'organizations'] as const),
]);

/** Whether figures under a key are counted in the unit of their item. */
export function takesUnit({ name, kind, own }: Key): boolean {
  return !own && isFigure(kind) && !percentages.has(name) && name !== 'rank' && name !== 'ratio';
}

/** Whether the values of a kind of key are figures. */
export function isFigure(kind: Key['kind']): boolean {
  return kind === 'figure' || kind === 'figures' || kind === 'figure-or-text';
}

/** The keys whose bare figures are percentages. */
export const percentages: ReadonlySet<string> = new Set(['change', 'mom', 'rate', 'share']);

/** The unit that a line above the headings gives the whole table: 单位：万元. */
function unitAbove(rows: Cells, catalogue: UnitCatalogue): string | undefined {
  for (const cell of rows.flat()) {
    const unit = /(?:^|[（(\s])(?:计量)?(?:单位|units?)\s*[:：]\s*([^\s）)]+)/i.exec(cell)?.[1];
    if (unit !== undefined && catalogue.find(unit)) return unit;
  }
  return undefined;
}

function columnsOf(row: readonly string[], context: Context): readonly Column[] | undefined {
  const { entity, list, analysis } = context;
  const read = row.map((heading) => readHeading(heading, context, row));
  const known = read.filter((one) => one.key || one.counts || one.at);
  const keys = known.filter((one) => one.key || one.at);
  if (keys.length === 0) return undefined;
  const names = entity.nameKey;
  const hasName = keys.some((one) => one.key?.name === names);
  // Without a heading for the name, all other headings have to be known: a row of data is none by chance.
  const others = row.filter((heading, index) => heading !== '' && index > 0).length;
  if (!hasName && known.length < others) return undefined;
  const { period } = analysis.report.header;
  const periods = read.flatMap(({ at }) => at ?? []);
  const wanted = list === 'targets' ? undefined : (period ?? newest(periods));
  const taken = new Set<Key>(read.flatMap(({ key, at }) => (key && !at ? [key] : [])));
  const take = (name: string): Key | undefined => {
    const key = entity.named(name);
    if (!key || taken.has(key)) return undefined;
    taken.add(key);
    return key;
  };
  const seen = new Set<Key>();
  const columns = read.map((one): Column => {
    const { heading, unit, at } = one;
    if (at) {
      const isWanted = wanted && samePeriod(at, wanted);
      const isBefore = wanted && samePeriod(at, yearBefore(wanted));
      const key =
        list === 'targets'
          ? take('target')
          : isWanted
            ? take('value')
            : isBefore
              ? take('previous')
              : undefined;
      if (key) return { heading, key, unit };
      return { heading, key: entity.named('history'), unit, period: one.period };
    }
    // Of two columns for one key, the second is told apart by its heading.
    if (!one.key || seen.has(one.key))
      return { heading, key: undefined, ...(one.counts ? { counts: true } : {}) };
    seen.add(one.key);
    return { heading, key: one.key, unit, ...(one.counts ? { counts: true } : {}) };
  });
  if (columns.some(({ key }) => key?.name === names)) return columns;
  // A corner that is left empty stands above the names; so does any first heading that means nothing else.
  const corner = columns.findIndex(({ key, counts }) => !key && !counts);
  const name = names === undefined ? undefined : entity.named(names);
  if (corner < 0 || !name) return undefined;
  return columns.map((column, index) => (index === corner ? { ...column, key: name } : column));
}

interface Heading extends Column {
  /** The period that its figures belong to, where it names one and no key. */
  readonly at?: Period | undefined;
}

/** What is longer is no heading that anybody would know. */
const longestHeading = 60;

function readHeading(written: string, context: Context, row: readonly string[]): Heading {
  const { entity, analysis, list } = context;
  const { catalogue } = analysis.project;
  if (written.length > longestHeading) return { heading: written, key: undefined };
  const heading = written.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const beside = row.filter((one) => one !== written);
  const bracket =
    /^(.*?)\s*[([【]\s*([^()[\]【】]*?)\s*[)\]】]$/.exec(heading) ?? /^(.+?)\s*[/／]\s*(\S+)$/.exec(heading);
  const inside = bracket?.[2]?.replace(/^(?:计量)?(?:单位|unit)\s*[:：]\s*/i, '');
  const unit = inside && catalogue.find(inside) ? inside : undefined;
  const percent = /^(?:%|percent|pct)\s*/i;
  const texts = [heading, ...(bracket ? [bracket[1]!] : []), heading.replace(percent, '').trim()];
  for (const [index, text] of texts.entries()) {
    const own = index === 0 ? undefined : index === texts.length - 1 && percent.test(heading) ? '%' : unit;
    if (counting.has(text.toLowerCase())) return { heading: written, key: entity.named('no'), counts: true };
    const found = keyCalled(text, context, beside);
    if (found) return { heading: written, key: found, unit: own };
    if (entity.name !== 'metric') continue;
    const at = periodOf(text, analysis);
    if (at) return { heading: written, key: undefined, at: at.period, period: at.text, unit: own };
    const prefixed = /^(\D{0,2}\d{4}(?:年度?)?)\s*(\S.*)$/.exec(text);
    const rest = prefixed && keyCalled(prefixed[2]!, context, beside);
    const period = prefixed && rest ? periodOf(prefixed[1]!, analysis) : undefined;
    if (rest && period) {
      if (rest.name === 'value')
        return { heading: written, key: undefined, at: period.period, period: period.text, unit: own };
      const next = analysis.report.header.period;
      if (!next || samePeriod(period.period, next) || list === 'targets')
        return { heading: written, key: rest, unit: own };
    }
  }
  return { heading: written, key: undefined };
}

function keyCalled(text: string, { entity, list }: Context, beside: readonly string[]): Key | undefined {
  if (text === '') return undefined;
  const folded = foldName(text);
  const words = usual[entity.name] ?? {};
  const named =
    entity.key(text, beside) ??
    entity.named(
      Object.keys(words).find((name) => words[name]!.some((one) => foldName(one) === folded)) ?? '',
    );
  if (!named || !columnKinds.has(named.kind)) return undefined;
  return list === 'targets' && named.name === 'value' ? (entity.named('target') ?? named) : named;
}

/** The kinds of values that a cell can hold. */
const columnKinds: ReadonlySet<Key['kind']> = new Set([
  ...([
    'text',
    'prose',
    'figure',
    'figure-or-text',
    'figures',
    'number',
    'integer',
    'boolean',
    'enum',
  ] as const),
  ...(['date', 'period', 'names', 'strings', 'unit', 'parts', 'groups', 'any'] as const),
]);

/** The period that a heading names: 2022年, FY2023, 2022. */
function periodOf(
  text: string,
  { report }: Analysis,
): { readonly period: Period; readonly text: string } | undefined {
  if (!/\d{4}/.test(text) || text.length > 16 || (/^\d+$/.test(text) && !/^(?:19|20)\d\d$/.test(text)))
    return undefined;
  const period = readPeriod(text, report.header.dates);
  return period && { period, text: /^\d{4}年度?$/.test(text) ? text.slice(0, 4) : text };
}

function newest(periods: readonly Period[]): Period | undefined {
  return [...periods].sort((a, b) => (a.last < b.last ? 1 : -1))[0];
}

/** What columns without headings hold: a name first, and then what their cells show. */
function columnsByCells(cells: Cells, { analysis, entity, list }: Context): readonly Column[] {
  const { catalogue } = analysis.project;
  const width = cells[0]?.length ?? 0;
  const all = (index: number, test: (cell: string) => boolean): boolean => {
    const filled = cells.map((row) => row[index]!).filter((cell) => !isAbsent(cell));
    return filled.length > 0 && filled.every(test);
  };
  const isNumber = (cell: string) => {
    const reading = readFigure(writtenFigure(cell, '.', false), catalogue);
    return reading.figure !== undefined && reading.unread.length === 0;
  };
  const taken = new Set<string>();
  const counts =
    width > 1 &&
    cells.every((row, index) => Number(row[0]!.replace(/[.、]$/, '')) === index + 1 && !isNumber(row[1]!));
  const take = (name: string | undefined): Key | undefined => {
    const key = name === undefined || taken.has(name) ? undefined : entity.named(name);
    if (key) taken.add(key.name);
    return key;
  };
  const of = (index: number): Key | undefined => {
    if (index === (counts ? 1 : 0)) return take(entity.nameKey);
    if (entity.name === 'metric') {
      if (all(index, (cell) => catalogue.find(cell) !== undefined && !/\d/.test(cell))) return take('unit');
      if (all(index, (cell) => isNumber(cell) && !/[%％]$/.test(cell)))
        return take(list === 'targets' ? 'target' : 'value');
      return undefined;
    }
    if (all(index, (cell) => /\d/.test(cell) && readDate(cell).kind === 'date')) return take('due');
    const values = entity.named('status') ?? entity.named('kind');
    if (values && all(index, (cell) => values.find(cell) !== undefined)) return take(values.name);
    if (all(index, (cell) => analysis.organizations.find(cell) !== undefined)) return take('lead');
    return undefined;
  };
  return Array.from({ length: width }, (_, index) =>
    counts && index === 0
      ? { heading: '', key: entity.named('no'), counts: true }
      : { heading: '', key: of(index) },
  );
}
