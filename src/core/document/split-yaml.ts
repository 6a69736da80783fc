import type { Begins, Frame, Grammar, ListName, OpenText, SplitState } from './block.ts';
import { proseLine, proseStart } from './prose-lines.ts';
import type { Splitter, Step } from './splitter.ts';
import { holds, openAfter, openOf, readLine, type YamlLine } from './yaml-line.ts';

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
  start: { form: 'yaml', frame: root, open: undefined, text: undefined, run: undefined },
  next(state, line, grammar) {
    if (state.open && holds(state.open, line)) {
      if (state.text) return textLine(state, state.text, line);
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
    const open = openOf(line, read);
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
    const keys = frame.indent;
    const list = read.column === keys ? opensList(line, read.column, grammar) : undefined;
    if (list) frame = { list, indent: undefined, dash: false, parent: frame };
    const isText =
      open?.kind === 'block' && read.column === keys && read.key && grammar.isProse(read.key.text);
    const literal = isText && /^\|[-+]?$/.test(line.slice(read.value.start, read.value.end));
    const after = stateOf(state, frame, open, depth, literal ? noText : undefined);
    return opens || state.run !== depth
      ? { state: after, begins: { kind: 'own', depth, opens } }
      : { state: after };
  },
};

const noText: OpenText = { column: undefined, prose: proseStart };

/** A line of a text whose paragraphs are blocks. */
function textLine(state: YamlState, text: OpenText, line: string): Step<YamlState> {
  const { frame, open, run } = state;
  const blank = line.trim() === '';
  const spaces = /^ */.exec(line)![0].length;
  // What is not as deep as the text goes on with it for people, not for YAML: nothing behind it can be told apart.
  if (!blank && (text.column === undefined ? spaces <= open!.indent : spaces < text.column))
    return { state: stateOf(state, frame, open, run) };
  const column = text.column ?? (blank ? undefined : spaces);
  const { state: prose, begins } = proseLine(text.prose, line.slice(column ?? 0));
  const same = column === text.column && prose === text.prose;
  const now = same ? text : { column, prose };
  return begins && text.column !== undefined
    ? {
        state: stateOf(state, frame, open, 'text', now),
        begins: { kind: 'text', depth: sectionsAround(frame) },
      }
    : { state: stateOf(state, frame, open, run, now) };
}

/** The state with these parts, which most lines leave as they are. */
function stateOf(
  before: YamlState,
  frame: Frame,
  open: YamlState['open'],
  run: YamlState['run'],
  text?: OpenText,
): YamlState {
  const same = before.frame === frame && before.open === open && before.run === run && before.text === text;
  return same ? before : { form: 'yaml', frame, open, text, run };
}

function sectionsAround(frame: Frame): number {
  let depth = 0;
  for (let around: Frame | undefined = frame; around; around = around.parent)
    if (around.list === 'sections') depth++;
  return depth;
}
