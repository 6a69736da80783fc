import type { Analysis } from '../analysis.ts';
import type { Block } from '../document/block.ts';
import { scanInlines } from '../document/inline.ts';
import { eolOf, startOfLine } from '../document/lines.ts';
import type { Messages } from '../messages/messages.ts';
import { readBlock } from '../model/block-model.ts';
import { factOf, type Metric } from '../model/metric.ts';
import { placeIn } from '../model/place.ts';
import { type Prose, placeInProse } from '../model/prose.ts';
import { referenceContext, resolveReference } from '../model/reference.ts';
import { allTasks, headingOf, type PlacedTask } from '../model/report.ts';
import type { Figure } from '../quantity/figure.ts';
import { insertedText } from '../render/values.ts';
import { linkable } from '../rules/reference.ts';
import type { Span, TextChange } from '../text/span.ts';
import { countTasks } from './task-counts.ts';

/** More metrics than this nobody reads in one sentence. */
const most = 12;

/** Why there is no summary: it can only stand in prose, or there is nothing to sum up. */
export type NoSummary = 'not-prose' | 'no-data';

/**
 * A paragraph at an offset that says what the data of its section says: each metric with its value and its change, and how the
 * tasks stand. The values are references, so that they stay true. Before the second heading it speaks of the whole report.
 * `messages` are in the language of the report.
 */
export function insertSummary(
  analysis: Analysis,
  offset: number,
  messages: Messages,
): TextChange | NoSummary {
  const around = surroundings(analysis, offset);
  if (!around) return 'not-prose';
  const { metrics, tasks } = dataAround(analysis, offset);
  const sentences = [
    metricSentence(analysis, metrics, messages),
    taskSentence(tasks, analysis.asOf, messages),
  ];
  const said = sentences.filter((one) => one !== undefined);
  if (said.length === 0) return 'no-data';
  const text = said.join(messages.text('summary.next'));
  const change = { span: around.span, text: around.before + text + around.after };
  return staysProse(analysis, change, around.before.length, text) ? change : 'not-prose';
}

/** Where a paragraph goes, and what has to stand around it: on a line of its own it is parted from what stands beside it. */
interface Surroundings {
  readonly span: Span;
  readonly before: string;
  readonly after: string;
}

function surroundings({ document, of, project, root }: Analysis, offset: number): Surroundings | undefined {
  if (root !== 'report') return undefined;
  const block = document.blockAt(offset);
  if (!block || block.kind === 'item') return undefined;
  const here = offset - document.startOf(block);
  for (const prose of of(block).model.proses) {
    const spans = prose.inlines.map(({ span }) => placeInProse(prose, span));
    if (spans.some(({ start, end }) => start < here && here < end)) return undefined;
  }
  const { text } = document;
  const eol = eolOf(text);
  const start = startOfLine(text, offset);
  const end = /\r?\n|$/.exec(text.slice(offset))!.index + offset;
  const alone = text.slice(start, end).trim() === '';
  const inLine = { span: { start: offset, end: offset }, before: '', after: '' };
  const above = /([^\n]*)\n$/.exec(text.slice(0, start))?.[1]?.trim() ?? '';
  const below = /^\r?\n([^\n]*)/.exec(text.slice(end))?.[1] ?? '';
  const span = { start, end };
  if (document.form === 'markdown') {
    if (block.kind !== 'prose' && !(alone && offset === document.size)) return undefined;
    if (!alone) return /^ {0,3}#{1,6}[ \t]/.test(text.slice(start, end)) ? undefined : inLine;
    return { span, before: above === '' ? '' : eol, after: below.trim() === '' ? '' : eol };
  }
  // On an empty line it is the text above that goes on.
  const at = alone ? text.slice(0, start).trimEnd().length : offset;
  const around = document.blockAt(Math.max(0, at - 1))!;
  const place = placeIn(around, at - document.startOf(around), project.vocabulary, root);
  if (around.kind !== 'text' && place?.key?.kind !== 'prose') return undefined;
  if (!alone) return inLine;
  const last = text.slice(startOfLine(text, at), at);
  const opens = /:[ \t]*[|>][-+\d]*$/.test(last);
  const column = opens ? /^ *(?:- +)*/.exec(last)![0].length + 2 : /^ */.exec(last)![0].length;
  const goesOn = below.trim() !== '' && /^ */.exec(below)![0].length >= column;
  const before = (above === '' || opens ? '' : eol) + ' '.repeat(column);
  return { span, before, after: goesOn ? eol : '' };
}

interface Data {
  readonly metrics: readonly Metric[];
  readonly tasks: readonly PlacedTask[];
}

/** The metrics and tasks of the section that an offset lies in with the sections below it, or of the whole report. */
function dataAround({ document, of, report, ledgers }: Analysis, offset: number): Data {
  const blocks = [...document.blocks];
  const here = blocks.findLastIndex((block) => document.startOf(block) <= offset);
  const levelOf = (block: Block): number | undefined =>
    document.form === 'markdown'
      ? block.kind === 'prose'
        ? headingOf(block)?.level
        : undefined
      : block.opens
        ? block.depth
        : undefined;
  let from = here;
  const isYaml = document.form === 'yaml';
  const depth = isYaml ? blocks[here]!.depth : 0;
  while (from >= 0 && (levelOf(blocks[from]!) ?? 100) > (isYaml ? depth : 99)) from--;
  const isFirst = from < 0 || !blocks.slice(0, from).some((block) => levelOf(block) !== undefined);
  if (isFirst || (isYaml && depth === 0)) {
    const all = [report, ...ledgers.map((ledger) => ledger.report)];
    return {
      metrics: all.flatMap(({ metrics }) => metrics),
      tasks: all.flatMap(({ tasks }) => tasks),
    };
  }
  const level = levelOf(blocks[from]!)!;
  let to = from + 1;
  while (to < blocks.length && (levelOf(blocks[to]!) ?? 100) > level) to++;
  const contents = blocks.slice(from, to).map((block) => of(block).content);
  return {
    metrics: contents.flatMap(({ metrics }) => metrics),
    tasks: contents.flatMap(({ tasks }) => tasks),
  };
}

/** 重点改革任务{{重点改革任务}}，比上年增长{{重点改革任务#同比}}；… */
function metricSentence(
  analysis: Analysis,
  metrics: readonly Metric[],
  messages: Messages,
): string | undefined {
  const clauses: string[] = [];
  const told = new Set<string>();
  let more = false;
  for (const metric of metrics) {
    const name = metric.name?.text.trim() ?? '';
    if (metric.list !== 'metrics' || name === '' || told.has(name)) continue;
    const clause = clauseOf(analysis, metric, name, messages);
    if (!clause) continue;
    told.add(name);
    more = clauses.length === most;
    if (more) break;
    clauses.push(clause);
  }
  if (clauses.length === 0) return undefined;
  const key = more ? 'summary.metrics-more' : 'summary.metrics';
  return messages.text(key, { metrics: clauses.join(messages.text('summary.between')) });
}

function clauseOf(analysis: Analysis, metric: Metric, name: string, messages: Messages): string | undefined {
  const value = inserted(analysis, metric, 'value');
  if (!value) return undefined;
  const fact = factOf(metric, 'value')!;
  const isShare = fact.figure.unit?.match.unit.id === 'percent' && fact.figure.approx === 'exact';
  const clause = messages.text(isShare ? 'summary.share' : 'summary.value', {
    name: plainName(name),
    value: value.written,
  });
  const beside = changeClause(analysis, metric, messages) ?? previousClause(analysis, metric, messages);
  return beside === undefined ? clause : clause + beside;
}

function changeClause(analysis: Analysis, metric: Metric, messages: Messages): string | undefined {
  const figure = factOf(metric, 'change')?.figure;
  if (!figure) return undefined;
  const change = inserted(analysis, metric, 'change');
  if (!change || !figure.low.eq(figure.high)) return '';
  const part = partOfYear(analysis);
  if (figure.low.eq(0)) return messages.text('summary.same', part);
  const worded = /^\p{L}/u.test(change.shown) && figure.approx === 'exact';
  // 增长7.1% says itself which way it went.
  if (worded) return messages.text('summary.changed', { ...part, change: change.written });
  const down = figure.low.lt(0) || figure.direction?.sign === 'down';
  const size = /^[-−–+＋－]\s*(.+)$/u.exec(change.shown)?.[1];
  const written = size === undefined ? change.written : `[${size}](metric:${change.address})`;
  return messages.text(`summary.${kindOf(figure)}-${down ? 'down' : 'up'}`, { ...part, change: written });
}

/** What a change is counted in decides how it is said. */
function kindOf({ unit }: Figure): 'rate' | 'points' | 'amount' {
  if (!unit) return 'rate';
  const { id } = unit.match.unit;
  return id === 'percent' ? 'rate' : id === 'percentage_point' ? 'points' : 'amount';
}

function previousClause(analysis: Analysis, metric: Metric, messages: Messages): string | undefined {
  const previous = inserted(analysis, metric, 'previous');
  return (
    previous && messages.text('summary.previous', { ...partOfYear(analysis), previous: previous.written })
  );
}

/** Filled in where the report is not of a whole year, and is compared with the same part of the last one. */
function partOfYear({ report }: Analysis): { readonly part?: string } {
  const label = report.header.period?.label;
  return label === undefined || /^(?:FY)?\d{4}$/.test(label) ? {} : { part: '' };
}

/** The reference that leads to a fact, with what is shown in its place; undefined where none does. */
function inserted(
  analysis: Analysis,
  metric: Metric,
  facet: string,
): { readonly written: string; readonly address: string; readonly shown: string } | undefined {
  const fact = factOf(metric, facet);
  if (!fact) return undefined;
  const { project, report, register } = analysis;
  const entity = project.vocabulary.entity('metric');
  const { language } = report;
  const label = entity.named(facet)?.labels[language] ?? facet;
  const context = referenceContext(project, language, report.header);
  for (const name of [metric.name?.text, metric.id?.text]) {
    if (!name) continue;
    const address = facet === 'value' ? name : `${name}#${label}`;
    const written = `{{${address}}}`;
    const bound = linkable(name, { inline: { kind: 'bound' } });
    const [inline, ...others] = scanInlines(written);
    if (!inline || others.length > 0 || inline.span.end !== written.length) continue;
    const prose: Prose = { block: metric.block, text: written, inlines: [inline], scalar: undefined };
    const reference = resolveReference(prose, inline, register, context);
    const shown = reference && insertedText(reference, language);
    if (shown === undefined || reference!.target?.fact !== fact) continue;
    return { written, address: `${bound}#${label}`, shown };
  }
  return undefined;
}

/** 共安排任务12项，已完成9项，逾期1项。 */
function taskSentence(tasks: readonly PlacedTask[], asOf: string, messages: Messages): string | undefined {
  const set = allTasks(tasks.filter(({ task }) => task.list === 'tasks'));
  const planned = allTasks(tasks.filter(({ task }) => task.list === 'plan'));
  if (set.length === 0 && planned.length === 0) return undefined;
  if (set.length === 0) return counted(messages, 'summary.plan', planned.length);
  const { all, done, overdue } = countTasks(set, asOf);
  const parts = [
    ...(done === 0 ? [] : [counted(messages, `summary.${done === all ? 'all-' : ''}done`, done)]),
    ...(overdue === 0 ? [] : [counted(messages, `summary.${overdue === all ? 'all-' : ''}overdue`, overdue)]),
  ];
  const first = counted(messages, 'summary.tasks', all);
  return messages.text(parts.length === 0 ? 'summary.tasks-only' : 'summary.tasks-with', {
    tasks: first,
    parts: parts.join(messages.text('summary.comma')),
  });
}

function counted(messages: Messages, key: string, count: number): string {
  return messages.text(count === 1 ? `${key}-one` : key, { count });
}

/** A name as Markdown shows it as it is. */
function plainName(name: string): string {
  return name.replace(/[\\`*_[\]<>~|]/g, '\\$&');
}

/** Whether a change puts a paragraph into prose, where its references are some and all others stay. */
function staysProse(analysis: Analysis, change: TextChange, from: number, paragraph: string): boolean {
  const { document, project, root, report } = analysis;
  const { vocabulary, catalogue } = project;
  const after = document.edit([change]);
  const at = change.span.start + from;
  const block = after.blockAt(at);
  if (!block || block.kind === 'item' || block.kind === 'fence' || block.kind === 'front-matter')
    return false;
  const context = { vocabulary, catalogue, dates: report.header.dates, root };
  const model = readBlock(block, context);
  const before = document.blockAt(Math.min(change.span.start, document.size - 1));
  if (model.issues.length > (before ? readBlock(before, context).issues.length : 0)) return false;
  const prose = model.proses.find(({ text }) => text.includes(paragraph));
  if (!prose) return false;
  const start = prose.text.indexOf(paragraph);
  const end = start + paragraph.length;
  const inside = prose.inlines.filter(({ span }) => span.start >= start && span.end <= end);
  const across = prose.inlines.some(
    ({ span }) => span.start < end && span.end > start && !inside.some((one) => one.span === span),
  );
  return !across && inside.length === scanInlines(paragraph).length;
}
