import type { Analysis } from '../analysis.ts';
import { maskCode } from '../document/inline.ts';
import { startOfLine } from '../document/lines.ts';
import { type Prose, placeInProse } from '../model/prose.ts';
import { type Span, shift, type TextChange } from '../text/span.ts';
import { dataLinesOf, dataRunsOf } from './data-lines.ts';
import { han, type Mark, marksOf, ordinalOf } from './heading-numbers.ts';
import { type SectionExtent, sectionExtents } from './sections.ts';
import { escaped } from './snippets.ts';
import { wantedIn } from './spot.ts';

/** A section that can be written at a place of the text. */
export interface NewSection {
  /** The offset at which it is inserted. */
  readonly at: number;
  /** The snippet, whose first place is the words of its heading. */
  readonly snippet: string;
  /** The numbers behind it that become others; none of their spans lies before `at`. */
  readonly also: readonly TextChange[];
}

/**
 * The changes that put the numbers of headings in order, and those of 一是、二是、三是 in the paragraphs of a section. Each
 * keeps the way it is written in; what has no number gets none, and 第一章 stays. Spans count in the text.
 */
export function renumber(analysis: Analysis): readonly TextChange[] {
  return [...headingChanges(headingsOf(analysis)), ...pointChanges(analysis)];
}

/**
 * A further section behind the one at an offset, on its level and with the next number; behind the last one where the offset
 * lies in none. Undefined in files that have no sections, and where those are written in brackets.
 */
export function newSection(analysis: Analysis, offset: number): NewSection | undefined {
  const { document, project, root, of } = analysis;
  if (root !== 'report') return undefined;
  const { text, form } = document;
  const { language, eol } = wantedIn(analysis);
  const { vocabulary } = project;
  const label = vocabulary.entity('section').named('heading')!.labels[language];
  const words = `\${1:${escaped(label)}}`;
  const current = sectionAt(analysis, offset);
  const numbered = current && nextNumber(analysis, current);
  const heading = `${escaped(numbered?.number ?? '')}${words}`;
  const also = numbered?.also ?? [];
  if (form === 'markdown') {
    const at = endOfLine(text, current?.span.end ?? text.trimEnd().length);
    const before = at === 0 ? '' : eol + eol;
    const snippet = `${before}${'#'.repeat(current?.level ?? 1)} ${heading}${eol}${eol}$0`;
    return { at, snippet, also };
  }
  const own = current && of(current.block).model.own;
  // Beside a key in one language nobody wants it in the other.
  const written =
    own?.node?.kind === 'map' && own.node.entries.find(({ name }) => name === own.entity.nameKey);
  const item = `- ${escaped(written ? written.key.source : label)}: ${heading}`;
  if (current) {
    const column = current.span.start - startOfLine(text, current.span.start);
    const at = endOfLine(text, withoutComments(text, current.span, column));
    return { at, snippet: `${eol}${' '.repeat(column)}${item}`, also };
  }
  if (headingsOf(analysis).length > 0) return undefined;
  const open = emptyList(analysis);
  const at = open ?? endOfLine(text, text.trimEnd().length);
  const sections = vocabulary.entity('report').named('sections')!.labels[language];
  const key = open === undefined ? `${escaped(sections)}:${eol}` : '';
  const first = open === undefined && at === 0;
  return { at, snippet: `${first ? '' : eol}${key}  ${item}`, also };
}

interface Heading {
  readonly level: number;
  /** Where its words begin in the text. */
  readonly at: number;
  /** What its number may be; none where it has no number. */
  readonly marks: readonly Mark[];
  /** 第一章: a number that is left alone. */
  readonly ordinal: Mark | undefined;
}

/** The headings of a report, in order. */
function headingsOf({ document, of, project }: Analysis): readonly Heading[] {
  const found: { level: number; at: number; text: string }[] = [];
  let at = 0;
  for (const block of document.blocks) {
    // What is commented out is no part of the report.
    const { entry } = block;
    const isComment = entry.form === 'markdown' && entry.mode === 'prose' && entry.prose.comment;
    for (const { heading, span, level } of isComment ? [] : of(block).content.sections) {
      const text = heading === '' ? '' : block.text.slice(span.start, span.end);
      found.push({ level, at: at + span.start, text });
    }
    at += block.text.length;
  }
  const decimals = found.some((one) => /^\d+\.\d+\.?[ \t]/.test(one.text));
  const stops = found.some((one) => /^\d+[.．、](?!\d)/.test(one.text));
  return found.map(({ text, ...one }) => {
    const marks = marksOf(text, one.at, decimals && !stops, project.catalogue);
    return { ...one, marks, ordinal: ordinalOf(text, one.at) };
  });
}

/** What is being counted, with the numbers of its last heading: as they should be, and as they are written. */
interface Series {
  readonly level: number;
  readonly style: string;
  path: readonly number[];
  written: readonly number[];
}

/** A heading's number as it should be. */
interface Counted {
  readonly mark: Mark;
  readonly path: readonly number[];
}

/**
 * Counts headings through. A heading ends what is deeper, and goes on with what is counted on its level in its way, or else
 * begins something new within what is open: so headings that are numbered by level but written on the same one count as well.
 */
function count(headings: readonly Heading[]): readonly (Counted | undefined)[] {
  const open: Series[] = [];
  return headings.map(({ level, marks }) => {
    while (open.length > 0 && open.at(-1)!.level > level) open.pop();
    for (const mark of marks) {
      const index = open.findLastIndex((one) => one.level === level && one.style === mark.style);
      const series = open[index];
      if (!series) continue;
      if (beginsAgain(series, mark, open)) {
        open.length = index;
        break;
      }
      open.length = index + 1;
      series.path = [...series.path.slice(0, -1), series.path.at(-1)! + 1];
      series.written = mark.path;
      return { mark, path: series.path };
    }
    const mark = marks.find((one) => !one.doubtful || followsOn(one, open));
    if (!mark) return undefined;
    const path = [...prefixOf(mark, open), mark.path.at(-1) === 0 ? 0 : 1];
    open.push({ level, style: mark.style, path, written: mark.path });
    return { mark, path };
  });
}

/** Whether 2.1 follows on 1.3 without a heading between them that would be 2. */
function beginsAgain(series: Series, { path }: Mark, open: readonly Series[]): boolean {
  if (path.length === 1 || path.at(-1) !== 1 || parentOf(path, open)) return false;
  return path.slice(0, -1).join('.') !== series.written.slice(0, -1).join('.');
}

/** Whether a doubtful decimal is the first one under a heading with its number. */
function followsOn({ path }: Mark, open: readonly Series[]): boolean {
  const parent = parentOf(path, open);
  return (
    path.at(-1) === 1 && parent !== undefined && parent.written.join('.') === path.slice(0, -1).join('.')
  );
}

/** The heading whose number a decimal begins with. */
function parentOf(path: readonly number[], open: readonly Series[]): Series | undefined {
  return path.length === 1
    ? undefined
    : open.findLast(
        (one) => /^(?:digit-stop|plain|decimal)/.test(one.style) && one.path.length === path.length - 1,
      );
}

/** What a decimal begins with: the number of its parent, or what is written. */
function prefixOf({ path }: Mark, open: readonly Series[]): readonly number[] {
  if (path.length === 1) return [];
  const parent = parentOf(path, open);
  if (parent) return parent.path;
  const around = open.at(-1);
  const written = path.slice(0, -1);
  // 2.1 under 二、 counts with it; under anything else it says what it belongs to itself.
  return around && around.written.join('.') === written.join('.') ? around.path : written;
}

function headingChanges(headings: readonly Heading[]): readonly TextChange[] {
  return count(headings).flatMap((one) => {
    if (!one || one.path.join('.') === one.mark.path.join('.')) return [];
    const text = one.mark.write(one.path);
    return text === undefined ? [] : [{ span: one.mark.span, text }];
  });
}

/** 一是, 二是: a point of a paragraph. */
interface Point {
  readonly number: number;
  readonly span: Span;
}

const pointSign = /(?<=^|[\s，。；：、！？,;:!?（(“"*_—…·>])([一二三四五六七八九十]{1,3})是(?!\1)/gu;

/** The changes that put 一是、二是、三是 in order, section by section. */
function pointChanges({ document, of }: Analysis): readonly TextChange[] {
  const changes: TextChange[] = [];
  let series: Point[][] = [];
  const finish = (): void => {
    for (const points of series) {
      // One alone may be the end of something that is told in other words.
      if (points.length < 2) continue;
      points.forEach(({ number, span }, index) => {
        const text = han.write(index + 1, '');
        if (number !== index + 1 && text !== undefined) changes.push({ span, text });
      });
    }
    series = [];
  };
  let at = 0;
  let depth = 0;
  for (const block of document.blocks) {
    const { content } = of(block);
    const isProse = block.kind === 'prose';
    if ((isProse && content.sections.length > 0) || (block.kind === 'own' && block.depth !== depth)) finish();
    if (block.kind === 'own') ({ depth } = block);
    for (const part of content.parts) {
      if (part.kind === 'heading') finish();
      if (part.kind !== 'prose') continue;
      for (const point of pointsIn(part.prose, at)) {
        const last = series.at(-1);
        if (!last || (point.number === 1 && last.length > 1 && last[0]!.number === 1)) series.push([point]);
        else last.push(point);
      }
    }
    at += block.text.length;
  }
  finish();
  return changes;
}

function pointsIn(prose: Prose, at: number): readonly Point[] {
  const found: Point[] = [];
  for (const { index, 1: written } of maskCode(prose.text).matchAll(pointSign)) {
    const number = han.read(written!);
    const isName = prose.inlines.some(({ span }) => span.start <= index && index < span.end);
    if (Number.isNaN(number) || isName) continue;
    const span = placeInProse(prose, { start: index, end: index + written!.length });
    found.push({ number, span: shift(span, at) });
  }
  return found;
}

/** The section that a cursor is in, or the last of the outermost ones. */
function sectionAt(analysis: Analysis, offset: number): SectionExtent | undefined {
  const { text, form } = analysis.document;
  const extents = sectionExtents(analysis);
  // Before the first word of a line the cursor is where the line is.
  const blank = /^[ \t]*/.exec(text.slice(startOfLine(text, offset)))![0].length;
  const at = Math.max(offset, startOfLine(text, offset) + blank);
  const begun = extents.filter(({ span }) => span.start <= at);
  const around =
    form === 'markdown'
      ? begun.at(-1)
      : (begun.findLast(({ span }) => at <= span.end) ??
        begun.findLast(({ span }) => text.slice(span.end, at).trim() === ''));
  const outermost = Math.min(...extents.map(({ level }) => level));
  return around ?? extents.findLast(({ level }) => level === outermost);
}

/** The number of a section behind another one with the signs around it, and what becomes of the numbers behind it. */
function nextNumber(
  analysis: Analysis,
  { name, level, span }: SectionExtent,
): { readonly number: string; readonly also: readonly TextChange[] } | undefined {
  const headings = headingsOf(analysis);
  const counted = count(headings);
  const behind = headings.findIndex(({ at }) => at > span.end);
  const place = behind < 0 ? headings.length : behind;
  for (let index = headings.findIndex(({ at }) => at === name.start); index >= 0; index--) {
    const one = headings[index]!;
    if (one.level < level) return undefined;
    const mark = counted[index]?.mark;
    const before = one.level > level ? undefined : (mark ?? one.ordinal);
    if (!before) continue;
    const path = [...before.path.slice(0, -1), before.path.at(-1)! + 1];
    const number = before.write(path);
    if (number === undefined) return undefined;
    const next = { level, at: span.end, marks: [{ ...before, path }], ordinal: undefined };
    // Where the numbers are not in order, their order is not what was asked for.
    const isInOrder = mark !== undefined && headingChanges(headings).length === 0;
    const also = isInOrder ? headingChanges(headings.toSpliced(place, 0, next)) : [];
    return { number: before.around.join(number), also };
  }
  return undefined;
}

/** Where what is written on the line of an offset ends, with its blanks. */
function endOfLine(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  if (feed < 0) return text.length;
  return text[feed - 1] === '\r' ? feed - 1 : feed;
}

/** The end of a section of YAML without the comments that belong to what follows: those that stand no deeper than it does. */
function withoutComments(text: string, { start, end }: Span, column: number): number {
  for (;;) {
    const from = startOfLine(text, end);
    const comment = /^([ \t]*)#/.exec(text.slice(from, end));
    if (!comment || comment[1]!.length > column || from <= start) return end;
    end = text.slice(0, from).trimEnd().length;
  }
}

/** Behind the key of the report's sections, where it stands there with nothing in it. */
function emptyList({ document, project }: Analysis): number | undefined {
  const [run] = dataRunsOf(document);
  for (const { read, end } of run ? dataLinesOf(document.text, run) : []) {
    if (read?.key && read.column === 0 && project.grammar.list(read.key.text) === 'sections') return end;
  }
  return undefined;
}
