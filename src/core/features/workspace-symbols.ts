import type { Analysis } from '../analysis.ts';
import type { Block } from '../document/block.ts';
import { factOf, factText, type Metric, whole } from '../model/metric.ts';
import { allTasks, type PlacedTask, type Section } from '../model/report.ts';
import { namesOf } from '../project/organizations.ts';
import type { Written } from '../schema/instance.ts';
import { cutLine } from '../text/cut.ts';
import type { Language } from '../text/language.ts';
import { foldName } from '../text/names.ts';
import type { Position } from '../text/position.ts';
import { type Candidate, matchKinds, type Ranked, rank } from '../text/search.ts';
import type { Span } from '../text/span.ts';
import { most } from '../values/offer.ts';

/** Something of a file that is sought by its name in the whole workspace. */
export interface FileSymbol {
  readonly kind: 'section' | 'metric' | 'task' | 'organization';
  /** The file, as whoever asks calls it. */
  readonly path: string;
  readonly name: string;
  /** A figure or a status, as plain text; empty where none is written. */
  readonly detail: string;
  /** The heading of the section that it lies in; empty outside all sections. */
  readonly section: string;
  /** Where its name stands. */
  readonly start: Position;
  readonly end: Position;
  /** What the editor's own Markdown extension calls a heading. */
  readonly heading: string | undefined;
}

/** A symbol that a query found. */
export interface FoundSymbol extends Ranked<FileSymbol> {
  /** What to show: its name, by which other name it was found, and its figure or status. */
  readonly label: string;
}

/** All sections, metrics, tasks and organizations of a file in the order of the text, each with the names that it is found by. */
export function symbolsOf(
  { document, of, report }: Analysis,
  path: string,
): readonly Candidate<FileSymbol>[] {
  const found: Candidate<FileSymbol>[] = [];
  const open: Section[] = [];
  const add = (
    kind: FileSymbol['kind'],
    block: Block,
    written: readonly (string | undefined)[],
    at: Span,
    more: Partial<Pick<FileSymbol, 'detail' | 'heading'>> = {},
  ): void => {
    const names = written.filter((name) => name !== undefined && name !== '') as string[];
    const [name] = names;
    if (name === undefined) return;
    const { start, end } = document.rangeOf({ block, lines: block.linesOf(at) });
    const section = open.at(-1)?.heading ?? '';
    const item = { detail: '', heading: undefined, ...more, kind, path, name, section, start, end };
    found.push({ item, names, folded: names.map(foldName) });
  };
  const addMetric = (metric: Metric): void => {
    const { block, item, name, id, aliases } = metric;
    const at = (name ?? id)?.span ?? item.span;
    add('metric', block, texts(name, id, ...aliases), at, { detail: figureOf(metric, report.language) });
  };
  const addTask = ({ task: { block, item, title, id, status } }: PlacedTask): void => {
    const label = status && item.entity.named('status')?.find(status.text)?.labels[report.language];
    add('task', block, texts(title, id), (title ?? id)?.span ?? item.span, { detail: label ?? '' });
  };
  const enter = (block: Block, section: Section): void => {
    const { heading, span, level } = section;
    leave(open, level - 1);
    const marked = document.form === 'markdown' ? `${'#'.repeat(level)} ${heading}` : undefined;
    add('section', block, [heading], span, { heading: marked });
    open.push(section);
  };
  for (const block of document.blocks) {
    const { parts, sections, organizations } = of(block).content;
    if (document.form === 'yaml') leave(open, block.opens ? block.depth - 1 : block.depth);
    // What a block of prose says behind its heading is one part.
    if (block.kind === 'prose') for (const section of sections) enter(block, section);
    for (const part of parts) {
      if (part.kind === 'heading') enter(block, part.section);
      else if (part.kind === 'metrics') part.metrics.forEach(addMetric);
      else if (part.kind === 'tasks') allTasks(part.tasks).forEach(addTask);
    }
    for (const { organization, item } of organizations) {
      add('organization', block, namesOf(organization), whole(item, 'name')?.span ?? item.span);
    }
  }
  return found;
}

/** Leaves the sections that are deeper than a level. */
function leave(open: Section[], level: number): void {
  while (open.length > 0 && open.at(-1)!.level > level) open.pop();
}

function texts(...written: readonly (Written | undefined)[]): (string | undefined)[] {
  return written.map((one) => one?.text);
}

/** The value of a metric, or else the first figure that it states, with what that is. */
function figureOf(metric: Metric, language: Language): string {
  const fact = factOf(metric, 'value') ?? metric.facts[0];
  if (!fact) return whole(metric.item, 'value')?.text ?? '';
  const figure = factText({ metric, fact });
  if (fact.facet === 'value') return figure;
  return `${metric.item.entity.named(fact.facet)?.labels[language] ?? fact.facet} ${figure}`;
}

/**
 * What a query finds among the symbols of a file, best first. With `besides`, headings are left out that the editor's own
 * Markdown extension finds and lists by itself.
 */
export function searchSymbols(
  query: string,
  symbols: readonly Candidate<FileSymbol>[],
  besides: boolean,
): readonly FoundSymbol[] {
  const others = besides ? symbols.filter(({ item }) => !isFoundByOthers(query, item)) : symbols;
  return rank(query, others, most).map((found) => ({ ...found, label: labelOf(query, found) }));
}

/** The best of what was found in several files; equally good ones in the order of the files. */
export function bestSymbols(found: readonly (readonly FoundSymbol[])[]): readonly FoundSymbol[] {
  return found
    .flat()
    .sort((a, b) => matchKinds.indexOf(a.kind) - matchKinds.indexOf(b.kind))
    .slice(0, most);
}

/** Editors that filter what they are given look at no more than the first 128 signs: with both and what was typed there is room. */
const longestName = 80;
const longestDetail = 30;

/**
 * Editors filter once more: the letters of the query have to stand in the label in their order. So what was found by
 * another name says which, and what was found by its pinyin repeats what was typed.
 */
function labelOf(query: string, { item, name }: Ranked<FileSymbol>): string {
  const detail = item.detail === '' ? '' : ` · ${cutLine(item.detail, longestDetail)}`;
  const shown = cutLine(item.name, longestName);
  // These signs they leave out themselves.
  const typed = query.replace(/["*…\s]/g, '');
  if (standsIn(typed, shown + detail)) return shown + detail;
  const other = cutLine(name, longestDetail);
  const why = other !== shown && standsIn(typed, other) ? other : query.trim();
  return `${shown} (${why})${detail}`;
}

function isFoundByOthers(query: string, { heading }: FileSymbol): boolean {
  return heading !== undefined && standsIn(query, heading);
}

/** Whether the letters of a query stand in a text in their order, whatever stands between them. */
function standsIn(query: string, text: string): boolean {
  const letters = query.toLowerCase();
  const all = text.toLowerCase();
  let at = 0;
  for (const letter of letters) {
    at = all.indexOf(letter, at) + letter.length;
    if (at < letter.length) return false;
  }
  return true;
}
