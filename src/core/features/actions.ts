import type { Analysis, Problem } from '../analysis.ts';
import type { Block } from '../document/block.ts';
import type { Fix } from '../issue.ts';
import { type Span, shift, type TextChange } from '../text/span.ts';
import { type Action, type Here, inText } from './actions/action.ts';
import { refactorings } from './actions/index.ts';
import { addToRegister, type ProjectFile, registerCodes } from './actions/register.ts';
import type { FileEdit } from './edit.ts';

export type { Action, ActionKind } from './actions/action.ts';
export type { ProjectFile } from './actions/register.ts';

/** What is asked for; without it everything is. */
export interface Wanted {
  readonly fixes?: boolean;
  readonly refactorings?: boolean;
}

/** More blocks than that are selected by somebody who wants to delete or to copy them. */
const mostBlocks = 100;

/**
 * What can be done at a cursor or with a selection (offsets of the text): the fixes of the problems there, and for a cursor in
 * one block the ways to write it differently. `projectFile` is needed only where {@link needsProjectFile} says so.
 */
export function actions(
  analysis: Analysis,
  range: Span,
  projectFile?: ProjectFile,
  { fixes = true, refactorings: others = true }: Wanted = {},
): readonly Action[] {
  return [
    ...(fixes ? fixesIn(analysis, range, projectFile) : []),
    ...(others ? refactoringsAt(analysis, range) : []),
  ];
}

/** Whether a problem in the range can be mended in the project file. */
export function needsProjectFile(analysis: Analysis, range: Span): boolean {
  return problemsIn(analysis, range).some(({ code }) => registerCodes.has(code));
}

/** The problems that a range touches, in order. */
function problemsIn({ document, of }: Analysis, range: Span): readonly Problem[] {
  const { blocks } = document;
  if (blocks.length === 0) return [];
  const last = Math.min(blocks.indexAt(range.end), blocks.indexAt(Math.max(0, range.start - 1)) + mostBlocks);
  const found: Problem[] = [];
  for (let index = blocks.indexAt(Math.max(0, range.start - 1)); index <= last; index++) {
    const block = blocks.at(index)!;
    const start = blocks.startAt(index);
    for (const problem of of(block).problems) {
      const span = shift(problem.span, start);
      if (span.start <= range.end && range.start <= span.end) found.push(problem);
    }
  }
  return found;
}

function fixesIn(analysis: Analysis, range: Span, projectFile: ProjectFile | undefined): readonly Action[] {
  const problems = problemsIn(analysis, range);
  const found = problems.flatMap((problem): readonly Action[] => [
    ...problem.fixes.flatMap((fix) => fixAction(analysis, problem, fix) ?? []),
    ...addToRegister({ analysis }, problem, projectFile),
  ]);
  return [...found, ...allMissingKeys(analysis, problems), ...allOfAKind(analysis, problems)];
}

function fixAction(analysis: Analysis, problem: Problem, fix: Fix<Block>): Action | undefined {
  const edits = placed(analysis, problem, fix);
  return (
    edits && {
      title: { key: `fix.${fix.title}`, params: fix.params },
      kind: 'quickfix',
      ...edits,
      preferred: fix.preferred ?? false,
      problem,
    }
  );
}

/** The changes of a fix, in this file and in ledgers; undefined where one of them stands in neither. */
function placed(
  { document, ledgers }: Analysis,
  problem: Problem,
  fix: Fix<Block>,
): (Pick<Action, 'changes'> & { readonly elsewhere: readonly FileEdit[] }) | undefined {
  const changes: TextChange[] = [];
  const elsewhere = new Map<string, TextChange[]>();
  for (const { block = problem.block, span, text } of fix.edits) {
    if (document.has(block)) {
      changes.push({ span: shift(span, document.startOf(block)), text });
      continue;
    }
    const ledger = ledgers.find((one) => one.document.has(block));
    if (!ledger) return undefined;
    const change = { span: shift(span, ledger.document.startOf(block)), text };
    elsewhere.set(ledger.path, [...(elsewhere.get(ledger.path) ?? []), change]);
  }
  return { changes, elsewhere: [...elsewhere].map(([path, changes]) => ({ path, changes })) };
}

const missingCodes: ReadonlySet<string> = new Set([
  'missing-key',
  'missing-dependent-key',
  'task-without-lead',
  'task-without-due',
]);

/** One action that adds all keys that the items of the problems lack. */
function allMissingKeys(analysis: Analysis, problems: readonly Problem[]): readonly Action[] {
  return blocksOf(problems).flatMap((block): Action[] => {
    const missing = analysis
      .of(block)
      .problems.filter((one) => missingCodes.has(one.code))
      .flatMap(({ fixes }) => fixes.filter(({ title }) => title === 'insert-key').slice(0, 1));
    const keys = missing.flatMap(({ params }) => (typeof params['key'] === 'string' ? [params['key']] : []));
    const edits = joined(missing.flatMap((fix) => fix.edits));
    if (
      keys.length < 2 ||
      !edits ||
      !problems.some((one) => one.block === block && missingCodes.has(one.code))
    )
      return [];
    return [
      {
        title: { key: 'fix.insert-keys', params: { keys } },
        kind: 'quickfix',
        changes: inText({ start: analysis.document.startOf(block) }, edits),
      },
    ];
  });
}

function blocksOf(problems: readonly Problem[]): readonly Block[] {
  return [...new Set(problems.map(({ block }) => block))];
}

/** Changes of which several insert at one place, those of one place joined in their order; undefined where they overlap. */
function joined(changes: readonly TextChange[]): readonly TextChange[] | undefined {
  const at = new Map<number, TextChange>();
  for (const change of changes) {
    const { start, end } = change.span;
    const before = at.get(start);
    if (start !== end && (before || changes.length > 1)) return undefined;
    at.set(start, before ? { span: before.span, text: before.text + change.text } : change);
  }
  return [...at.values()];
}

/** For each kind of problem that can be mended without looking and stands in the file more than once: all of them at once. */
function allOfAKind(analysis: Analysis, problems: readonly Problem[]): readonly Action[] {
  const codes = new Set(problems.filter((one) => preferredOf(one)).map(({ code }) => code));
  return [...codes].flatMap((code): Action[] => {
    const { changes, problems: count } = preferredChanges(analysis, code);
    if (count < 2) return [];
    return [
      {
        title: { key: 'fix.all-of-a-kind', params: { count, code } },
        kind: 'quickfix',
        changes,
        ...(problems.find((one) => one.code === code) && {
          problem: problems.find((one) => one.code === code)!,
        }),
      },
    ];
  });
}

function preferredOf({ fixes }: Problem): Fix<Block> | undefined {
  return fixes.find(({ preferred }) => preferred);
}

/**
 * The changes of this file that mend all problems of one code, or without one all in which nothing has to be decided. Of fixes
 * that overlap or touch, the first is taken and the others are left.
 */
export function preferredChanges(
  analysis: Analysis,
  code?: string,
): { readonly changes: readonly TextChange[]; readonly problems: number } {
  const taken: TextChange[] = [];
  let count = 0;
  for (const problem of analysis.problems) {
    const preferred = code === undefined || problem.code === code ? preferredOf(problem) : undefined;
    const fix = code === undefined && preferred?.decides ? undefined : preferred;
    const edits = fix && placed(analysis, problem, fix);
    // Other files are changed only by somebody who looks.
    if (!edits || edits.elsewhere.length > 0 || edits.changes.some((one) => overlaps(one, taken))) continue;
    insert(taken, edits.changes);
    count++;
  }
  return { changes: taken, problems: count };
}

/** Whether a change touches one of some changes that stand in order. */
function overlaps({ span }: TextChange, taken: readonly TextChange[]): boolean {
  const at = placeIn(taken, span.start);
  const next = taken[at];
  const before = taken[at - 1];
  return (
    (next !== undefined && next.span.start <= span.end) ||
    (before !== undefined && before.span.end >= span.start)
  );
}

function insert(taken: TextChange[], changes: readonly TextChange[]): void {
  for (const change of changes) taken.splice(placeIn(taken, change.span.start), 0, change);
}

/** The index of the first of some changes in order that does not begin before an offset. */
function placeIn(taken: readonly TextChange[], offset: number): number {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (taken[middle]!.span.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function refactoringsAt(analysis: Analysis, range: Span): readonly Action[] {
  const { document } = analysis;
  const block = document.blockAt(range.start);
  if (!block) return [];
  const start = document.startOf(block);
  if (range.end > start + block.text.length) return [];
  const at = shift(range, -start);
  const here: Here = { analysis, block, reading: analysis.of(block), start, at };
  return refactorings.flatMap((refactoring) => refactoring(here));
}
