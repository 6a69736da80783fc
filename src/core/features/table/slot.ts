import type { Analysis } from '../../analysis.ts';
import type { Block, Frame, ListName, SplitState } from '../../document/block.ts';
import { isBelow } from '../../document/cursor.ts';
import { columnOf, firstDataLine, startOfLine } from '../../document/lines.ts';
import { markdownSplitter } from '../../document/split-markdown.ts';
import { yamlSplitter } from '../../document/split-yaml.ts';
import { stateAt } from '../../document/state-at.ts';
import { entityOfList } from '../../model/block-model.ts';
import type { Entity } from '../../schema/vocabulary.ts';
import { hasHan, type Language } from '../../text/language.ts';
import type { Span } from '../../text/span.ts';
import { dashes } from '../actions/append.ts';
import { lineBelow } from '../line-below.ts';
import { isTabular } from './columns.ts';

/** How the items of a list are written. */
export interface ItemStyle {
  /** The column of the dashes, or of the names. */
  readonly column: number;
  /** Whether items begin with a dash, or with their names as keys. */
  readonly dash: boolean;
  /** Whether an item stands between brackets. */
  readonly flow: boolean;
  /** How much deeper than its name the keys of an item stand in a map. */
  readonly step: number;
  /** The language of keys that the list does not show. */
  readonly language: Language;
  /** What keys are called in the list, by their canonical names. */
  readonly written: ReadonlyMap<string, string>;
}

/** Where new items of a list can be written. */
export interface Slot {
  readonly list: ListName;
  readonly entity: Entity;
  /** What a bare value stands for beside a name. */
  readonly scalarKey: string | undefined;
  /** What the items replace; offsets of the text. */
  readonly span: Span;
  /** Whether a line begins with them, or they follow on the line that the cursor stands in. */
  readonly ownLine: boolean;
  readonly style: ItemStyle;
}

/** Where an offset stands in a list so that new items can be written there: on an empty line, or where an item ends. */
export function slotAt(analysis: Analysis, offset: number): Slot | undefined {
  const { document, project } = analysis;
  const block = document.blockAt(offset);
  if (!block) return undefined;
  const start = document.startOf(block);
  const at = offset - start;
  const from = startOfLine(block.text, at);
  const feed = block.text.indexOf('\n', at);
  const to = from + block.text.slice(from, feed < 0 ? undefined : feed).trimEnd().length;
  const line = block.text.slice(from, Math.max(to, from));
  const blank = /^[ \t]*(?:[-－][ \t]*)?$/.test(line);
  if (!blank && at < to) return undefined;
  const before = stateAt(block, at, project.grammar);
  const state = blank ? before : afterLine(before, line, analysis);
  const found = frameIn(state);
  if (!found) return undefined;
  const { frame, list } = found;
  const typed = block.text.slice(from, at);
  if (
    state.form === 'markdown' &&
    state.mode === 'data' &&
    state.open &&
    !(blank && isBelow(state.open, typed))
  )
    return undefined;
  if (state.form === 'yaml' && state.open && !(blank && isBelow(state.open, typed))) return undefined;
  const next = lineBelow(document, block, at);
  const outer = frame.parent ? (frame.parent.indent ?? 0) : -1;
  const begun =
    frame.indent === undefined && next && (next.column > outer || (next.dash && next.column === outer));
  const own = outer < 0 ? 0 : outer + 2;
  const column =
    frame.indent ?? (begun ? next.column : blank && line === '' ? Math.max(own, columnOf(typed)) : own);
  // What follows would be taken from the item above, or would belong to the last row.
  if (next && next.column > column) return undefined;
  const { entity: name, scalarKey } = entityOfList(list);
  const entity = project.vocabulary.entity(name);
  const dash = frame.indent === undefined ? (begun ? next.dash : undefined) : frame.dash;
  return {
    list,
    entity,
    scalarKey: scalarKey ?? entity.scalarKey,
    span: blank
      ? { start: start + from, end: start + Math.max(at, to) }
      : { start: start + Math.max(at, to), end: start + Math.max(at, to) },
    ownLine: blank,
    style: styleOf(analysis, block, list, entity, column, dash),
  };
}

function afterLine(state: SplitState, line: string, { project: { grammar } }: Analysis): SplitState {
  return state.form === 'yaml'
    ? yamlSplitter.next(state, line, grammar).state
    : markdownSplitter.next(state, line, grammar).state;
}

function frameIn(state: SplitState): { readonly frame: Frame; readonly list: ListName } | undefined {
  if (state.form === 'markdown' && state.mode !== 'data') return undefined;
  const { frame } = state;
  return frame.list && isTabular(frame.list) ? { frame, list: frame.list } : undefined;
}

/** The items whose style is followed: those of the same list, the nearest first, then those of other lists of the kind. */
function neighbours({ document }: Analysis, block: Block, list: ListName): readonly Block[] {
  const { blocks } = document;
  const here = blocks.indexOf(block);
  const found: Block[] = [];
  const isItem = (one: Block | undefined): one is Block => one?.kind === 'item' && one.list === list;
  for (let index = here; index >= 0 && isItem(blocks.at(index)) && found.length < 8; index--)
    found.push(blocks.at(index)!);
  for (let index = here + 1; isItem(blocks.at(index)) && found.length < 16; index++)
    found.push(blocks.at(index)!);
  if (found.length > 0) return found;
  for (const one of blocks) {
    if (isItem(one)) found.push(one);
    if (found.length >= 8) break;
  }
  return found;
}

function styleOf(
  analysis: Analysis,
  block: Block,
  list: ListName,
  entity: Entity,
  column: number,
  dashed: boolean | undefined,
): ItemStyle {
  const written = new Map<string, string>();
  let flow: boolean | undefined;
  let dash = dashed;
  let step: number | undefined;
  let chinese = 0;
  for (const one of neighbours(analysis, block, list)) {
    const named = !/^\s*-/.test(one.text.slice(firstDataLine(one.text)));
    dash ??= !named;
    for (const { node, nameKey } of analysis.of(one).model.items) {
      if (node?.kind !== 'map' || node.entries.length === 0) continue;
      const brackets = one.text[node.span.start] === '{';
      flow ??= brackets;
      for (const { key, name } of node.entries) {
        if (!entity.named(name)) continue;
        chinese += hasHan(key.source) ? 1 : -1;
        if (!written.has(name)) written.set(name, key.source);
      }
      if (nameKey && !brackets && step === undefined) {
        const columnIn = (at: number) => at - startOfLine(one.text, at);
        step = columnIn(node.entries[0]!.key.span.start) - columnIn(nameKey.span.start);
      }
    }
  }
  const { language } = analysis.report;
  return {
    column,
    dash: dash ?? dashes(list),
    flow: flow ?? false,
    step: step !== undefined && step > 0 ? step : 2,
    language: chinese === 0 ? language : chinese > 0 ? 'zh' : 'en',
    written,
  };
}
