import type { Block } from '../../document/block.ts';
import { eolOf, startOfLine } from '../../document/lines.ts';
import type { Entry, Mapping, Node } from '../../document/node.ts';
import { endOfEntry, lineEnd, rankIn } from '../../schema/insert-key.ts';
import type { Item } from '../../schema/instance.ts';
import type { Entity } from '../../schema/vocabulary.ts';
import { applyChanges, type TextChange } from '../../text/span.ts';
import { type Action, type Here, inText, itemsAround, nameOf, saysTheSame } from './action.ts';

/** How many items are looked at, in each direction, for those that are to be sorted together. */
const most = 200;

/** Puts the keys of an item, or of all items of its list, in the order of the schema. */
export function sortKeys(here: Here): readonly Action[] {
  const item = itemsAround(here).at(-1);
  const own = item && sorted(here, here.block, [item]);
  if (!own) return [];
  const one: Action = {
    title: { key: 'action.sort-keys', params: { name: nameOf(item) } },
    kind: 'rewrite',
    changes: inText(here, own),
  };
  const all = ofList(here);
  if (all.items < 2) return [one];
  return [
    one,
    {
      title: { key: 'action.sort-keys-all', params: { count: all.items } },
      kind: 'rewrite',
      changes: all.changes,
    },
  ];
}

/** The changes that sort the items of the list that the block belongs to, and how many items they touch. */
function ofList({ analysis, block }: Here): { readonly changes: TextChange[]; readonly items: number } {
  const { blocks } = analysis.document;
  const here = blocks.indexOf(block);
  const changes: TextChange[] = [];
  let items = 0;
  const belongs = (index: number) => {
    const one = blocks.at(index);
    return one?.kind === 'item' && one.list === block.list && one.depth === block.depth ? one : undefined;
  };
  let first = here;
  while (here - first < most && belongs(first - 1)) first--;
  for (let index = first; index < here + most; index++) {
    const one = belongs(index);
    if (!one) break;
    const found = analysis.of(one).model.items;
    const start = analysis.document.startOf(one);
    const own = found.length === 0 ? undefined : sorted({ analysis }, one, found);
    if (!own) continue;
    items++;
    changes.push(...inText({ start }, own));
  }
  return { changes, items };
}

/** The changes that sort some items of a block; undefined where nothing has to be moved or something would be lost. */
function sorted(
  { analysis }: Pick<Here, 'analysis'>,
  block: Block,
  items: readonly Item[],
): TextChange[] | undefined {
  const changes = items.flatMap(({ node, entity }) => sortedMap(block.text, node, entity) ?? []);
  if (changes.length === 0) return undefined;
  return saysTheSame({ analysis, block }, applyChanges(block.text, changes)) ? changes : undefined;
}

function sortedMap(text: string, node: Node | undefined, entity: Entity): TextChange | undefined {
  if (node?.kind !== 'map' || node.duplicates.length > 0) return undefined;
  const entries = [...node.entries].sort((a, b) => a.key.span.start - b.key.span.start);
  const rank = rankIn(entity);
  const order = entries
    .map((entry, index) => ({ rank: rank(entry.name), index }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ index }) => index);
  if (order.every((from, to) => from === to)) return undefined;
  return text[node.span.start] === '{'
    ? inBrackets(text, entries, order)
    : inLines(text, node, entries, order);
}

/** Entries between brackets change places; what stands between them stays. */
function inBrackets(
  text: string,
  entries: readonly Entry[],
  order: readonly number[],
): TextChange | undefined {
  const spans = entries.map((entry) => ({ start: entry.key.span.start, end: endOfEntry(text, entry) }));
  const span = { start: spans[0]!.start, end: spans.at(-1)!.end };
  let result = '';
  for (const [to, from] of order.entries()) {
    const gap = to === 0 ? '' : text.slice(spans[to - 1]!.end, spans[to]!.start);
    // A comment belongs to what stands before it, and that moves.
    if (gap.includes('#')) return undefined;
    result += gap + text.slice(spans[from]!.start, spans[from]!.end);
  }
  return { span, text: result };
}

/** Entries on lines of their own change places with the comments above and behind them. */
function inLines(
  text: string,
  node: Mapping,
  entries: readonly Entry[],
  order: readonly number[],
): TextChange | undefined {
  const lineOf = (at: number) => startOfLine(text, at);
  const first = entries[0]!.key.span.start;
  const column = first - lineOf(first);
  const starts = entries.map((entry, index) => {
    const line = lineOf(entry.key.span.start);
    if (index === 0) return first;
    let start = line;
    const above = endOfEntry(text, entries[index - 1]!);
    // Comments in the column of the keys belong to the key below them.
    while (start > 0) {
      const before = lineOf(start - 1);
      if (before <= lineEnd(text, above)) break;
      if (!/^\s*#/.test(text.slice(before, start))) break;
      start = before;
    }
    return start;
  });
  if (entries.some(({ key }, index) => index > 0 && key.span.start - lineOf(key.span.start) !== column))
    return undefined;
  const end = lineEnd(text, Math.max(endOfEntry(text, entries.at(-1)!), first + 1));
  if (end < node.span.start) return undefined;
  const eol = eolOf(text);
  const pieces = starts.map((start, index) => {
    const next = starts[index + 1];
    const piece = text.slice(start, next ?? end).replace(/(?:\r?\n)$/, '');
    return index === 0 ? piece : piece.replace(new RegExp(`^ {0,${column}}`), '');
  });
  const indent = ' '.repeat(column);
  return { span: { start: first, end }, text: order.map((from) => pieces[from]!).join(eol + indent) };
}
