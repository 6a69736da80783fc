import type { Begins, Frame, Grammar, ListName, SplitState } from './block.ts';
import type { Splitter } from './splitter.ts';
import { holds, openAfter, readLine, type YamlLine } from './yaml-line.ts';

/** The list that a line opens: a key of its own with nothing behind its colon, even a full-width one. */
function opensList(line: string, column: number, grammar: Grammar): ListName | undefined {
  const key = /^(["']?)([^"'#:：\s][^"'#:：]*?)\1[ \t]*[:：][ \t]*(?:#.*)?$/.exec(
    line.slice(column).trimEnd(),
  );
  return key ? grammar.list(key[2]!) : undefined;
}

/**
 * Where a line of a list's items stands: it begins an item, goes on with one, or lies outside the list.
 * `outer` is the column of the keys around the list.
 */
export function placeInList(
  list: Frame,
  line: Pick<YamlLine, 'indent' | 'dash' | 'key'>,
  outer: number,
  grammar: Grammar,
): 'item' | 'more' | 'outside' {
  if (list.indent === undefined) {
    return line.indent > outer || (line.dash && line.indent === outer) ? 'item' : 'outside';
  }
  if (line.indent > list.indent) return 'more';
  if (line.indent < list.indent) return 'outside';
  if (line.dash || !list.dash) return 'item';
  // A name that is no key, in the column of the dashes, is a metric in the other form.
  const names = list.list === 'metrics' || list.list === 'targets';
  if (names && line.key && line.indent > outer && !grammar.isKey(line.key.text)) return 'item';
  // In a list of dashes a line without one is either a key of what is around, or an item's key that lost its indentation.
  return line.indent > outer ? 'more' : 'outside';
}

type YamlState = SplitState & { readonly form: 'yaml' };

const root: Frame = { list: undefined, indent: undefined, dash: false, parent: undefined };

/** Splits YAML reports, ledgers and project files. */
export const yamlSplitter: Splitter<YamlState> = {
  start: { form: 'yaml', frame: root, open: undefined, run: undefined },
  next(state, line, grammar) {
    if (state.open && holds(state.open, line)) {
      return { state: stateOf(state, state.frame, openAfter(line, state.open), state.run) };
    }
    if (/^\s*(#|$)/.test(line)) {
      if (state.run !== undefined) return { state: stateOf(state, state.frame, undefined, state.run) };
      return { state: { ...state, run: 0 }, begins: { kind: 'own' } };
    }
    const read = readLine(line);
    let { frame } = state;
    let place: 'item' | 'more' | 'own' | undefined;
    while (place === undefined) {
      if (frame.list === undefined) {
        if (frame.parent && read.indent < frame.indent!) frame = frame.parent;
        else place = 'own';
        continue;
      }
      const where = placeInList(frame, read, frame.parent?.indent ?? 0, grammar);
      if (where === 'outside') frame = frame.parent!;
      else place = where;
    }
    const open = openAfter(line, undefined);
    if (place === 'more') return { state: stateOf(state, frame, open, state.run) };
    if (frame.indent === undefined) frame = { ...frame, indent: read.indent, dash: read.dash };
    if (place === 'item' && frame.list !== 'sections') {
      const begins: Begins = { kind: 'item', list: frame.list!, depth: sectionsAround(frame) };
      return { state: stateOf(state, frame, open, 'item'), begins };
    }
    const opens = place === 'item';
    if (opens)
      frame = { list: undefined, indent: read.dash ? read.column : read.indent, dash: false, parent: frame };
    const depth = sectionsAround(frame);
    const list = read.column === frame.indent ? opensList(line, read.column, grammar) : undefined;
    if (list) frame = { list, indent: undefined, dash: false, parent: frame };
    const after = stateOf(state, frame, open, depth);
    return opens || state.run !== depth
      ? { state: after, begins: { kind: 'own', depth, opens } }
      : { state: after };
  },
};

/** The state with these parts, which most lines leave as they are. */
function stateOf(before: YamlState, frame: Frame, open: YamlState['open'], run: YamlState['run']): YamlState {
  return before.frame === frame && before.open === open && before.run === run
    ? before
    : { form: 'yaml', frame, open, run };
}

function sectionsAround(frame: Frame): number {
  let depth = 0;
  for (let around: Frame | undefined = frame; around; around = around.parent)
    if (around.list === 'sections') depth++;
  return depth;
}
