import type { Frame, Grammar, ListName, SplitState } from './block.ts';
import { closes, proseLine, proseStart, readFence } from './prose-lines.ts';
import { placeInList } from './split-yaml.ts';
import type { Splitter, Step } from './splitter.ts';
import { holds, openAfter, openOf, readLine } from './yaml-line.ts';

/** A heading that no YAML comment looks like: it ends a data fence that somebody forgot to close. */
const surelyHeading = /^(?:#{2,6}[ \t]+\S|#[ \t]*(?:第?[一二三四五六七八九十]+[、章节]|\d+[.、]))/;

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
  const fence = readFence(line);
  const isCode = state.mode === 'prose' && state.prose.fence !== undefined;
  const opens = fence && fence.indent <= 3 && !isCode ? listOfInfo(fence.info, grammar) : undefined;
  if (state.mode === 'prose' && !opens) {
    const { state: prose, begins } = proseLine(state.prose, line);
    const after: MarkdownState = prose === state.prose ? state : { form: 'markdown', mode: 'prose', prose };
    return begins ? { state: after, begins: { kind: 'prose' } } : { state: after };
  }
  const blank = line.trim() === '';
  // A fence or front matter that nobody closed ends where something begins that cannot be part of it.
  const breaksOut =
    opens !== undefined || (state.mode !== 'prose' && state.blank && surelyHeading.test(line));

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
        fence: fence!.mark,
        list: opens,
        frame,
        open: undefined,
        blank: false,
      },
      begins: { kind: 'fence', list: opens },
    };
  }
  return {
    state: { form: 'markdown', mode: 'prose', prose: proseLine(proseStart, line).state },
    begins: { kind: 'prose' },
  };
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
  const after = { ...state, frame, open: openOf(line, read), blank };
  return begins ? { state: after, begins: { kind: 'item', list: state.list } } : { state: after };
}
