import { Block, type BlockKind, type Frame, type Grammar, type ListName, type SplitState } from './block.ts';
import { linesOf } from './lines.ts';
import { holds, type Open, openAfter, readLine } from './yaml-line.ts';

/** The list that a line opens: a key of its own with nothing behind its colon, even a full-width one. */
function opensList(line: string, column: number, grammar: Grammar): ListName | undefined {
  const key = /^(["']?)([^"'#:：\s][^"'#:：]*?)\1[ \t]*[:：][ \t]*(?:#.*)?$/.exec(
    line.slice(column).trimEnd(),
  );
  return key ? grammar.list(key[2]!) : undefined;
}

const isComment = (line: string) => /^\s*(#|$)/.test(line);

/**
 * Where a line of a list's items stands: it begins an item, goes on with one, or lies outside the list.
 * `outer` is the column of the keys around the list.
 */
export function placeInList(
  list: Frame,
  line: { readonly indent: number; readonly dash: boolean },
  outer: number,
): 'item' | 'more' | 'outside' {
  if (list.indent === undefined) {
    return line.indent > outer || (line.dash && line.indent === outer) ? 'item' : 'outside';
  }
  if (line.indent > list.indent) return 'more';
  if (line.indent < list.indent) return 'outside';
  if (line.dash || !list.dash) return 'item';
  // In a list of dashes a line without one is either a key of what is around, or an item's key that lost its indentation.
  return line.indent > outer ? 'more' : 'outside';
}

/** Splits the text of a YAML report, ledger or project file into blocks. */
export function splitYaml(text: string, grammar: Grammar): Block[] {
  const blocks: Block[] = [];
  let frame: Frame = { list: undefined, indent: undefined, dash: false, parent: undefined };
  let open: Open | undefined;
  let block:
    | {
        kind: BlockKind;
        list: ListName | undefined;
        opens: boolean;
        depth: number;
        start: number;
        entry: SplitState;
      }
    | undefined;

  const begin = (
    kind: BlockKind,
    start: number,
    entry: SplitState,
    of: { list?: ListName; opens?: boolean } = {},
  ) => {
    if (block) blocks.push(new Block({ ...block, text: text.slice(block.start, start), grammar }));
    block = { kind, list: of.list, opens: of.opens ?? false, depth: sectionsAround(frame), start, entry };
  };

  for (const { start, end } of linesOf(text)) {
    const line = text.slice(start, end);
    const entry: SplitState = { form: 'yaml', frame, open };
    if (open && holds(open, line)) {
      open = openAfter(line, open);
      continue;
    }
    open = undefined;
    if (isComment(line)) {
      if (!block) begin('own', start, entry);
      continue;
    }
    const read = readLine(line);
    let place: 'item' | 'more' | 'own' | undefined;
    while (place === undefined) {
      if (frame.list === undefined) {
        if (frame.parent && read.indent < frame.indent!) frame = frame.parent;
        else place = 'own';
        continue;
      }
      const where = placeInList(frame, read, frame.parent?.indent ?? 0);
      if (where === 'outside') frame = frame.parent!;
      else place = where;
    }
    if (place === 'item') {
      if (frame.indent === undefined) frame = { ...frame, indent: read.indent, dash: read.dash };
      if (frame.list === 'sections') {
        frame = {
          list: undefined,
          indent: read.dash ? read.column : read.indent,
          dash: false,
          parent: frame,
        };
        begin('own', start, entry, { opens: true });
        place = 'own';
      } else begin('item', start, entry, { list: frame.list! });
    } else if (place === 'own') {
      if (frame.indent === undefined) frame = { ...frame, indent: read.indent };
      if (block?.kind !== 'own' || block.depth !== sectionsAround(frame)) begin('own', start, entry);
    }
    open = openAfter(line, undefined);
    if (place === 'own' && read.column === frame.indent) {
      const list = opensList(line, read.column, grammar);
      if (list) frame = { list, indent: undefined, dash: false, parent: frame };
    }
  }
  if (block) blocks.push(new Block({ ...block, text: text.slice(block.start), grammar }));
  return blocks;
}

function sectionsAround(frame: Frame): number {
  let depth = 0;
  for (let around: Frame | undefined = frame; around; around = around.parent)
    if (around.list === 'sections') depth++;
  return depth;
}
