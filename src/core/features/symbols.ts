import type { Analysis, BlockReading } from '../analysis.ts';
import { writtenSpan } from '../document/lines.ts';
import { type Entry, isEmpty, type Node } from '../document/node.ts';
import { factOf, factText, type Metric } from '../model/metric.ts';
import type { PlacedTask } from '../model/report.ts';
import { type Item, itemsOf, nodeOf } from '../schema/instance.ts';
import type { Key } from '../schema/vocabulary.ts';
import { cutLine } from '../text/cut.ts';
import { betweenNames } from '../text/language.ts';
import { type Span, shift } from '../text/span.ts';
import { dataRunsOf } from './data-lines.ts';
import { sectionExtents } from './sections.ts';

/** A part of a report for the outline. Spans are offsets of the text; `span` holds `name` and the spans of all children. */
export interface OutlinePart {
  readonly kind: 'section' | 'list' | 'metric' | 'task' | 'organization' | 'unit' | 'text' | 'key';
  readonly title: string;
  /** What stands beside it in grey: a figure, a status, a value. */
  readonly detail: string;
  readonly span: Span;
  readonly name: Span;
  readonly children: readonly OutlinePart[];
}

/**
 * The outline of a document. Of a YAML file it holds everything: sections within sections, and in them the lists with their
 * metrics, tasks, organizations and units, the texts, and the keys with their values. Of Markdown it holds the data blocks
 * with what is in them: editors have an outline of the headings already, and would show them twice.
 */
export function outline(analysis: Analysis): readonly OutlinePart[] {
  const { document } = analysis;
  const parts = document.form === 'yaml' ? ofYaml(analysis) : ofMarkdown(analysis);
  return settled(parts, document.text, { start: 0, end: document.size });
}

/** The parts without the blanks behind them, each inside what it lies in and behind the one before, as editors demand. */
function settled(parts: readonly OutlinePart[], text: string, within: Span): readonly OutlinePart[] {
  let from = within.start;
  return parts.map((part) => {
    const start = inside(part.span.start, from, within.end);
    const last = inside(part.span.end, start, within.end);
    const span = { start, end: start + text.slice(start, last).trimEnd().length };
    from = span.end;
    const name = inside(part.name.start, start, span.end);
    return {
      ...part,
      span,
      name: { start: name, end: inside(part.name.end, name, span.end) },
      children: settled(part.children, text, span),
    };
  });
}

function inside(offset: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, offset));
}

/** A part whose children are still being found. */
interface Growing extends OutlinePart {
  span: Span;
  readonly children: Growing[];
}

function ofMarkdown(analysis: Analysis): readonly OutlinePart[] {
  const { document, of } = analysis;
  const parts: Growing[] = [];
  const runs = dataRunsOf(document).filter(({ kind }) => kind === 'fence');
  let heading = '';
  let at = 0;
  for (const block of document.blocks) {
    const reading = of(block);
    heading = reading.content.sections.at(-1)?.heading ?? heading;
    const run = block.kind === 'fence' && block.list ? runs.shift() : undefined;
    if (run) {
      const words = /^( *[`~]+[ \t]*\S+[ \t\u3000]+)(\S+)/.exec(block.text);
      const start = at + (words?.[1]?.length ?? 0);
      const name = { start, end: start + (words?.[2]?.length ?? 0) };
      parts.push(part('list', words?.[2] ?? '', heading, run.outer, name));
    }
    if (block.kind === 'item') parts.at(-1)?.children.push(...itemsIn(analysis, reading, at));
    at += block.text.length;
  }
  return parts;
}

function ofYaml(analysis: Analysis): readonly OutlinePart[] {
  const { document, of } = analysis;
  const top: Growing[] = [];
  /** The open sections, outermost first. */
  const open: { readonly level: number; readonly part: Growing }[] = [];
  const sections = [...sectionExtents(analysis)];
  let list: Growing | undefined;
  let text: Growing | undefined;
  let at = 0;
  for (const block of document.blocks) {
    const reading = of(block);
    const end = at + block.text.trimEnd().length;
    const isOwn = block.kind === 'own';
    if (isOwn) {
      while (open.length > 0 && open.at(-1)!.level > block.depth - (block.opens ? 1 : 0)) open.pop();
      list = undefined;
      text = undefined;
    }
    if (sections[0]?.block === block) {
      const { heading, span, name, level } = sections.shift()!;
      const section = part('section', heading || label(analysis, 'section'), '', span, name);
      (open.at(-1)?.part.children ?? top).push(section);
      open.push({ level, part: section });
    }
    const into = open.at(-1)?.part.children ?? top;
    if (isOwn) {
      const own = ownParts(analysis, reading, at);
      into.push(...own);
      const last = own.at(-1);
      list = last?.kind === 'list' && last.children.length === 0 ? last : undefined;
      text = last?.kind === 'text' ? last : undefined;
    } else if (block.kind === 'item') {
      const items = itemsIn(analysis, reading, at);
      if (list) {
        list.children.push(...items);
        list.span = { start: list.span.start, end: Math.max(list.span.end, end) };
      } else into.push(...items);
    } else if (block.kind === 'text' && text) {
      text.span = { start: text.span.start, end: Math.max(text.span.end, end) };
    }
    at += block.text.length;
  }
  return top;
}

/** The keys that the root or a section holds in a block, without its heading and the list of its sections. */
function ownParts(analysis: Analysis, reading: BlockReading, at: number): Growing[] {
  const { block, model } = reading;
  const { own } = model;
  if (own?.node?.kind !== 'map') return [];
  const heading = block.depth > 0 ? own.entity.nameKey : undefined;
  return own.node.entries.flatMap((entry) => {
    if (entry.name === heading) return [];
    const key = own.entity.named(entry.name);
    const isSections = key?.name === 'sections';
    if (isSections && isEmpty(entry.value)) return [];
    return [entryPart(analysis, entry, at, key, reading)];
  });
}

/** A key with its value; what a list in it holds is known of the block in which it stands. */
function entryPart(
  analysis: Analysis,
  { key: { source, span: name }, value }: Entry,
  at: number,
  key?: Key,
  reading?: BlockReading,
): Growing {
  const kind = key?.kind === 'entities' ? 'list' : key?.kind === 'prose' ? 'text' : 'key';
  const whole = { start: name.start, end: Math.max(name.end, value?.span.end ?? 0) };
  const detail = value?.kind === 'scalar' && kind === 'key' ? value.source : '';
  const one = part(kind, source, detail, shift(whole, at), shift(name, at));
  if (key?.kind === 'entities' && key.entity && reading) {
    for (const item of itemsOf(value, key.entity, key.scalarKey))
      one.children.push(itemPart(analysis, reading, item, shift(item.span, at), at));
  } else one.children.push(...entriesIn(analysis, value, at));
  return one;
}

function entriesIn(analysis: Analysis, node: Node | undefined, at: number): Growing[] {
  return node?.kind === 'map' ? node.entries.map((entry) => entryPart(analysis, entry, at)) : [];
}

/** What the items of a block are. */
function itemsIn(analysis: Analysis, reading: BlockReading, at: number): Growing[] {
  const { items } = reading.model;
  // An item is everything in its block: its dash stands before what was parsed.
  const only = items.length === 1 ? writtenSpan(reading.block.text) : undefined;
  return items.map((item) => itemPart(analysis, reading, item, shift(only ?? item.span, at), at));
}

function itemPart(
  analysis: Analysis,
  { content }: BlockReading,
  item: Item,
  span: Span,
  at: number,
): Growing {
  const isIt = (one: Item) => one.span.start === item.span.start && one.entity === item.entity;
  const metric = content.metrics.find((one) => isIt(one.item));
  if (metric) return metricPart(analysis, metric, span, at);
  const task = content.tasks.find((one) => isIt(one.task.item));
  return task ? taskPart(analysis, task, span, at) : plainItem(analysis, item, span, at);
}

function metricPart(analysis: Analysis, metric: Metric, span: Span, at: number): Growing {
  const { item, list } = metric;
  const fact = factOf(metric, list === 'targets' ? 'target' : 'value') ?? metric.facts[0];
  const usual = fact && (fact.facet === 'value' || list === 'targets');
  const facet = fact && !usual ? `${label(analysis, 'metric', fact.facet)} ` : '';
  const detail = fact ? facet + factText({ metric, fact }) : '';
  const name = shift(metric.name?.span ?? item.span, at);
  return part('metric', metric.name?.text ?? label(analysis, 'metric'), detail, span, name);
}

function taskPart(analysis: Analysis, { task, lead, children }: PlacedTask, span: Span, at: number): Growing {
  const leads = lead.map(({ text }) => text).join(betweenNames[analysis.report.language]);
  const detail = [task.status?.text, leads].filter(Boolean).join(' · ');
  const name = shift(task.title?.span ?? task.item.span, at);
  const one = part('task', task.title?.text ?? label(analysis, 'task'), detail, span, name);
  for (const child of children)
    one.children.push(taskPart(analysis, child, shift(child.task.item.span, at), at));
  return one;
}

const itemKinds: Readonly<Record<string, OutlinePart['kind']>> = {
  section: 'section',
  metric: 'metric',
  task: 'task',
  organization: 'organization',
  unit: 'unit',
};

/** An item of whatever kind: its name, and beside it what a plain value of it would be. */
function plainItem(analysis: Analysis, item: Item, span: Span, at: number): Growing {
  const { entity } = item;
  const text = (key: string | undefined) => {
    const node = key === undefined ? undefined : nodeOf(item, key);
    return node?.kind === 'scalar' ? node : undefined;
  };
  const named = text(entity.nameKey) ?? text(entity.bareKey) ?? text('name') ?? text('title');
  const short = text('short') ?? text('symbol');
  const name = shift(named?.span ?? item.span, at);
  const title = named?.source ?? label(analysis, entity.name);
  return part(itemKinds[entity.name] ?? 'key', title, short?.source ?? '', span, name);
}

function label({ project, report }: Analysis, entity: string, key?: string): string {
  const about = project.vocabulary.entities.get(entity);
  const labels = key === undefined ? about?.labels : about?.named(key)?.labels;
  return labels?.[report.language] ?? key ?? entity;
}

/** A part whose span holds its name; what is shown of it is one line. */
function part(kind: OutlinePart['kind'], title: string, detail: string, span: Span, name: Span): Growing {
  const start = Math.min(span.start, name.start);
  return {
    kind,
    title: cutLine(title.trim(), longestDetail) || '…',
    detail: cutLine(detail.trim(), longestDetail),
    span: { start, end: Math.max(span.end, name.end) },
    name,
    children: [],
  };
}

/** So many signs of a value tell what it is. */
const longestDetail = 60;
