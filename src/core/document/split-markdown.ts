import type { Frame, Grammar, ListName, SplitState } from './block.ts';
import { placeInList } from './split-yaml.ts';
import type { Splitter, Step } from './splitter.ts';
import { holds, openAfter, readLine } from './yaml-line.ts';

const fenceLine = /^( *)(`{3,}|~{3,})[ \t]*([^`]*)$/;
const headingLine = /^ {0,3}#{1,6}(?:[ \t]|$)/;
/** A heading that no YAML comment looks like: it ends a data fence that somebody forgot to close. */
const surelyHeading = /^(?:#{2,6}[ \t]+\S|#[ \t]*(?:第?[一二三四五六七八九十]+[、章节]|\d+[.、]))/;

/** A line behind a blank one that goes on with nothing before it: neither a list's item nor indented. */
const standsAlone = /^(?!(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$))\S/;

/** Whether a comment is open behind a line of prose. */
function commentAfter(line: string, open: boolean): boolean {
  const from = open ? 0 : line.indexOf('<!--');
  return from >= 0 && !line.includes('-->', from);
}

/** The list that the info string of a data fence names (`yaml 指标`), if it is one. */
export function listOfInfo(info: string, grammar: Grammar): ListName | undefined {
  const words = /^ya?ml[ \t\u3000]+(\S+)/i.exec(info.trim());
  const list = words ? grammar.list(words[1]!) : undefined;
  return list === 'sections' ? undefined : list;
}

type MarkdownState = SplitState & { readonly form: 'markdown' };

/** Splits Markdown reports. */
export const markdownSplitter: Splitter<MarkdownState> = {
  start: { form: 'markdown', mode: 'start', blank: true },
  next,
};

function next(state: MarkdownState, line: string, grammar: Grammar): Step<MarkdownState> {
  const blank = line.trim() === '';
  const fence = fenceLine.exec(line);
  const opens = fence && fence[1]!.length <= 3 ? listOfInfo(fence[3]!, grammar) : undefined;
  // A fence or front matter that nobody closed ends where something begins that cannot be part of it.
  const breaksOut = opens !== undefined || (state.blank && surelyHeading.test(line));

  if (state.mode === 'code') {
    if (fence && closes(state.fence, fence))
      return { state: { form: 'markdown', mode: 'text', blank: false, comment: false } };
    return { state };
  }
  if (state.mode === 'start' && line.trimEnd() === '---') {
    return {
      state: { form: 'markdown', mode: 'front', blank },
      begins: { kind: 'front-matter' },
    };
  }
  if (state.mode === 'front' && !breaksOut) {
    const mode = /^(?:---|\.\.\.)[ \t]*$/.test(line) ? 'between' : 'front';
    return { state: { form: 'markdown', mode, blank } };
  }
  if (state.mode === 'data') {
    if (fence && closes(state.fence, fence)) {
      const step: Step<MarkdownState> = { state: { form: 'markdown', mode: 'between', blank: false } };
      // The closing line of an empty data fence belongs to the opening one's block.
      return state.frame.indent === undefined ? step : { ...step, begins: { kind: 'fence' } };
    }
    if (!breaksOut) return dataLine(state, line, grammar);
  }
  if (opens) {
    const frame: Frame = { list: opens, indent: undefined, dash: false, parent: undefined };
    return {
      state: {
        form: 'markdown',
        mode: 'data',
        fence: fence![2]!,
        list: opens,
        frame,
        open: undefined,
        blank: false,
      },
      begins: { kind: 'fence', list: opens },
    };
  }
  const comment = state.mode === 'text' ? commentAfter(line, state.comment) : commentAfter(line, false);
  const after: MarkdownState = fence
    ? { form: 'markdown', mode: 'code', fence: fence[2]!, blank: false }
    : { form: 'markdown', mode: 'text', blank, comment };
  const prose =
    state.mode !== 'text' ||
    headingLine.test(line) ||
    (state.blank && !state.comment && standsAlone.test(line));
  return prose ? { state: after, begins: { kind: 'prose' } } : { state: after };
}

/** A line inside a data fence, which may begin an item. */
function dataLine(
  state: MarkdownState & { readonly mode: 'data' },
  line: string,
  grammar: Grammar,
): Step<MarkdownState> {
  const blank = line.trim() === '';
  if (state.open && holds(state.open, line)) {
    return { state: { ...state, open: openAfter(line, state.open), blank } };
  }
  if (blank || line.trimStart().startsWith('#')) return { state: { ...state, open: undefined, blank } };
  const read = readLine(line);
  const begins = placeInList(state.frame, read, -1, grammar) !== 'more';
  const frame = begins ? { ...state.frame, indent: read.indent, dash: read.dash } : state.frame;
  const after = { ...state, frame, open: openAfter(line, undefined), blank };
  return begins ? { state: after, begins: { kind: 'item', list: state.list } } : { state: after };
}

function closes(open: string, fence: RegExpExecArray): boolean {
  return (
    fence[1]!.length <= 3 &&
    fence[2]![0] === open[0] &&
    fence[2]!.length >= open.length &&
    fence[3]!.trim() === ''
  );
}
