import type { Problem } from '../analysis.ts';
import type { Block } from '../document/block.ts';
import { betweenNames } from '../text/language.ts';
import type { PageContext } from './context.ts';
import { type Attributes, type Child, type Classes, element, Markup, type Shell, shell } from './markup.ts';
import type { Piece } from './pieces.ts';

/** What rows say of where they come from: the part of the page that they are, and the piece that states them. */
export interface Source {
  readonly id: string;
  readonly piece: Pick<Piece, 'at' | 'state'>;
}

/**
 * A table with its caption, in a frame of its own that scrolls where the page is too narrow. Its rows come later: into
 * `body`, or where several bodies are to come, into the table itself.
 */
export function table(
  context: PageContext,
  id: string,
  caption: string,
  columns: readonly Child[],
  body: 'body' | 'bodies' = 'body',
): Shell {
  const head = element(
    'thead',
    {},
    element(
      'tr',
      {},
      columns.map((one) => element('th', { scope: 'col' }, one)),
    ),
  );
  const rows = context.parts(id);
  const inner = [element('caption', {}, caption), head];
  return shell(
    'div',
    { class: 'table', role: 'group', tabindex: 0, 'aria-label': caption, ...context.part(id) },
    [],
    body === 'bodies' ? shell('table', rows, inner) : shell('table', {}, inner, shell('tbody', rows)),
  );
}

/** The classes and the title of something in which problems lie. */
export function problemMark(
  context: PageContext,
  problems: readonly Problem[],
): { readonly class: Classes; readonly title?: string } {
  if (problems.length === 0) return { class: undefined };
  const level = problems.some((problem) => problem.level === 'error') ? 'error' : 'warning';
  return { class: `has-problem ${level}`, title: sentences(context, problems) };
}

/** What a page says of a piece that cannot be read. */
export function stateNote(
  context: PageContext,
  { at, state }: Pick<Piece, 'at' | 'state'>,
  attributes: Attributes = context.at(at),
): Markup | undefined {
  if (state === 'fresh') return undefined;
  const problems = context.problemsIn(at).filter(({ level }) => level === 'error');
  const said = sentences(context, problems);
  return element(
    'p',
    { class: `note ${state}`, role: 'note', ...attributes },
    context.text(state),
    ' ',
    said,
  );
}

/** A text of few characters, kept on one line: a date or a figure that is broken reads badly. */
export function short(text: string | undefined): Child {
  return text !== undefined && text.length <= 16 ? element('span', { class: 'short' }, text) : text;
}

/** What else is said of the row above, over the whole width of the table. */
export function remarksRow(
  said: Markup | undefined,
  width: number,
  attributes: Attributes,
): Markup | undefined {
  return said && element('tr', attributes, element('td', { colspan: width }, said));
}

/** A list of terms with what is said of each; what says nothing is left out. */
export function details(entries: readonly (readonly [string, Child])[]): Markup | undefined {
  if (entries.length === 0) return undefined;
  const pairs = entries.map(([term, said]) =>
    element('div', {}, element('dt', {}, term), element('dd', {}, said)),
  );
  return element('dl', { class: 'details' }, ...pairs);
}

/** Several values in one cell: names in a row, longer texts as a list. */
export function several(context: PageContext, values: readonly Markup[], asList = false): Markup {
  if (asList && values.length > 1)
    return element('ul', {}, ...values.map((value) => element('li', {}, value)));
  const separator = betweenNames[context.language];
  return Markup.of(values.map((value, index) => [index > 0 && separator, value]));
}

/** The sentences of problems, each once. */
function sentences(context: PageContext, problems: readonly Problem[]): string {
  return [...new Set(problems.map((problem) => context.messages.issue(problem)))].join('\n');
}

/** The block that a row shows problems of: of a stale row none, since its text is not what is wrong. */
export function problemsOf(
  context: PageContext,
  piece: Pick<Piece, 'state'>,
  block: Block,
  span: Problem['span'],
): readonly Problem[] {
  return piece.state === 'stale' ? [] : context.problemsAt(block, span);
}
