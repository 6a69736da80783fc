import type { Analysis, BlockReading } from '../analysis.ts';
import { Block } from '../document/block.ts';
import { scanInlines } from '../document/inline.ts';
import type { Scalar } from '../document/node.ts';
import { quoteValue } from '../document/traps.ts';
import type { Params } from '../issue.ts';
import { linkedName, parseAddress } from '../model/address.ts';
import { readBlock, rootOf } from '../model/block-model.ts';
import {
  type Occurrence,
  occurrenceAt,
  occurrencesIn,
  startOf,
  type Thing,
  thingOf,
} from '../model/occurrences.ts';
import type { Reference } from '../model/reference.ts';
import { contentOf, nothingLent } from '../model/report.ts';
import type { Task } from '../model/task.ts';
import type { Workspace } from '../project/workspace.ts';
import { type Item, textOf } from '../schema/instance.ts';
import { foldName } from '../text/names.ts';
import { applyChanges, type Span, shift, type TextChange } from '../text/span.ts';
import type { FileEdit } from './edit.ts';
import { everywhere, holdsOneOf } from './everywhere.ts';

/** Why something is not renamed: a key of the messages and what fills it. `file` among these is a path. */
export interface Refusal {
  readonly key: string;
  readonly params: Params;
}

/** A name that can be changed; its span is one of the text. */
export interface Renamable {
  readonly span: Span;
  readonly name: string;
}

/** The name at an offset that can be changed; undefined where there is none. */
export function renamable(analysis: Analysis, offset: number): Renamable | Refusal | undefined {
  const occurrence = occurrenceAt(analysis, offset);
  if (!occurrence) return undefined;
  const { kind, block, span, text } = occurrence;
  if (kind === 'unit' || kind === 'document') return { key: 'rename.kind', params: {} };
  return { span: shift(span, analysis.document.startOf(block)), name: text };
}

/**
 * The changes by which the name at an offset becomes another one, in all files where its thing is called so; other names of
 * the same thing stay. Nothing is changed where the name cannot be had in one of these places.
 */
export async function rename(
  workspace: Workspace,
  path: string,
  analysis: Analysis,
  offset: number,
  wanted: string,
): Promise<readonly FileEdit[] | Refusal> {
  const occurrence = occurrenceAt(analysis, offset);
  const name = wanted.trim();
  if (!occurrence || name === occurrence.text) return [];
  const { kind } = occurrence;
  if (kind === 'unit' || kind === 'document') return { key: 'rename.kind', params: {} };
  const refused = refusedName(name, kind);
  if (refused) return refused;
  const thing = thingOf(analysis, occurrence);
  const before = foldName(occurrence.text);
  const work = (file: string, one: Analysis, found: Iterable<Occurrence>): FileEdit | Refusal => {
    if (isTaken(one, thing, occurrence, name)) return { key: 'rename.exists', params: { name, file } };
    const changed = [...found].filter(({ text }) => foldName(text) === before);
    return fileEdit(file, one, changed, name);
  };
  const edits: FileEdit[] = [];
  for await (const one of everywhere(workspace, path, analysis, thing, work, holdsOneOf([name]))) {
    if ('key' in one) return one;
    if (one.changes.length > 0) edits.push(one);
  }
  return edits;
}

/** Why a name can stand nowhere. */
function refusedName(name: string, kind: Occurrence['kind']): Refusal | undefined {
  if (foldName(name) === '') return { key: 'rename.empty', params: {} };
  if (/[\n\r\u2028\u2029]/u.test(name)) return { key: 'rename.lines', params: {} };
  if (kind !== 'metric') return undefined;
  const written = [`[1](metric:${linkedName(name)})`, `[1](metric:<${name}>)`, `{{${name}}}`];
  const [linked, , inserted] = written.map((text) => {
    const [inline, ...others] = scanInlines(text);
    const address =
      inline && 'written' in inline && others.length === 0 ? parseAddress(inline.written) : undefined;
    return address && address.facet === undefined && address.qualifier === undefined
      ? address.name
      : undefined;
  });
  const fits = linked !== undefined && foldName(linked) === foldName(name) && inserted === name;
  return fits && !/[<>[\]]/.test(name) ? undefined : { key: 'rename.address', params: { name } };
}

/** Whether a file knows something else by that name already. */
function isTaken(analysis: Analysis, thing: Thing, { item, text }: Occurrence, name: string): boolean {
  const folded = foldName(name);
  const { register, organizations, facts } = analysis;
  const isOther = (one: Item): boolean => {
    const names = [textOf(one, 'name'), textOf(one, 'id')].flatMap((called) => called ?? []);
    return !names.some((called) => thing.names.has(foldName(called)));
  };
  switch (thing.kind) {
    case 'metric':
      return (
        register.find(name).some((metric) => isOther(metric.item)) ||
        facts.ids.get(folded, undefined).some((one) => isOther(one.item))
      );
    case 'organization': {
      const one = organizations.find(name);
      const names = one ? [one.name, ...(one.id ? [one.id] : [])] : [];
      const listed = facts.organizations.get(folded, undefined);
      return (
        (names.length > 0 && !names.some((called) => thing.names.has(foldName(called)))) ||
        listed.some((other) => isOther(other.item))
      );
    }
    default: {
      const isId = item !== undefined && textOf(item, 'id') === text;
      const isIt = (one: Pick<Task, 'block' | 'item'>) =>
        startOf(analysis, one.block, one.item) === thing.start;
      if (isId) return facts.ids.get(folded, undefined).some((one) => !isIt(one));
      const titled = (list: string, title: string) =>
        facts.titles.get(`${list}\n${title}`, undefined).map(({ task }) => task);
      return ['tasks', 'plan'].some(
        (list) => titled(list, foldName(text)).some(isIt) && titled(list, folded).some((one) => !isIt(one)),
      );
    }
  }
}

/** The changes of one file, each block's tried before it is handed out. */
function fileEdit(
  path: string,
  analysis: Analysis,
  changed: readonly Occurrence[],
  name: string,
): FileEdit | Refusal {
  const changes: TextChange[] = [];
  for (const [block, those] of byBlock(changed)) {
    const inBlock = blockChanges(path, analysis, block, those, name);
    if (!inBlock) {
      const { span } = those.find((one) => !blockChanges(path, analysis, block, [one], name)) ?? those[0]!;
      const line = analysis.document.lineOf(block) + block.linesOf(span).line + 1;
      return { key: 'rename.unfit', params: { name, file: path, line } };
    }
    const start = analysis.document.startOf(block);
    for (const { span, text } of inBlock) changes.push({ span: shift(span, start), text });
  }
  return { path, changes };
}

function byBlock(occurrences: readonly Occurrence[]): ReadonlyMap<Block, readonly Occurrence[]> {
  const found = new Map<Block, Occurrence[]>();
  for (const one of occurrences) {
    const those = found.get(one.block);
    if (those) those.push(one);
    else found.set(one.block, [one]);
  }
  return found;
}

/** The changes of a block, as little as it takes: as it stands, else with its plain values in quotes; undefined where neither reads as it should. */
function blockChanges(
  path: string,
  analysis: Analysis,
  block: Block,
  changed: readonly Occurrence[],
  name: string,
): readonly TextChange[] | undefined {
  const changes = changed.map((one) => ({ scalar: scalarOf(one), change: changeOf(one, name) }));
  const plain = changes.map(({ change }) => change);
  const quoted: TextChange[] = [];
  const values = new Map<Scalar, TextChange[]>();
  for (const { scalar, change } of changes) {
    const style = scalar && styleOf(block, scalar);
    if (scalar && style !== 'plain' && style !== 'block' && isAllOf(scalar, change.span))
      quoted.push({ span: scalar.span, text: quoteValue(name) });
    else if (!scalar || style !== 'plain') quoted.push(change);
    else values.set(scalar, [...(values.get(scalar) ?? []), change]);
  }
  for (const [{ span }, those] of values) {
    const written = block.text.slice(span.start, span.end);
    if (written.includes('\n')) quoted.push(...those);
    else {
      const text = applyChanges(
        written,
        those.map((one) => ({ span: shift(one.span, -span.start), text: one.text })),
      );
      quoted.push({ span, text: quoteValue(text) });
    }
  }
  return [plain, quoted].find((some) => readsAs(path, analysis, block, changed, some, name));
}

/** The value or key of data in which a name stands; nothing in a block of Markdown. */
function scalarOf({ within }: Occurrence): Scalar | undefined {
  if ('inline' in within) return within.prose.scalar;
  return 'inlines' in within ? within.scalar : within;
}

function isAllOf({ span }: Scalar, { start, end }: Span): boolean {
  return span.start + 1 === start && end + 1 === span.end;
}

type Style = 'plain' | 'single' | 'double' | 'block';

function styleOf(block: Block, { span }: Scalar): Style {
  if (block.kind === 'text') return 'block';
  const sign = block.text[span.start];
  if (sign === "'") return 'single';
  if (sign === '"') return 'double';
  return sign === '|' || sign === '>' ? 'block' : 'plain';
}

function changeOf(one: Occurrence, name: string): TextChange {
  const scalar = scalarOf(one);
  const style = scalar ? styleOf(one.block, scalar) : 'block';
  const text = 'inline' in one.within ? inReference(one.within, name) : name;
  const { span } = one;
  if (style === 'single') return { span, text: text.replaceAll("'", "''") };
  return { span, text: style === 'double' ? text.replace(/["\\]/g, '\\$&') : text };
}

/** A name as it is written in a reference, instead of the name that stands there. */
function inReference({ inline, prose, address }: Reference, name: string): string {
  if (inline.kind === 'inserted') return name;
  const { start, end } = inline.address;
  const raw = prose.text.slice(start, end);
  if (raw.length !== inline.written.length) {
    // The place of the name alone is not known in an address that is encoded: all of it is written again.
    const behind =
      /[#@].*$/su.exec(raw)?.[0] ?? encodeURIComponent(inline.written.slice(address.name.length));
    return encodeURIComponent(name) + behind;
  }
  return prose.text[start - 'metric:'.length - 1] === '<' ? name : linkedName(name);
}

/** Whether a block with some changes says the same as before, but for the name. */
function readsAs(
  path: string,
  { project, report, of }: Analysis,
  block: Block,
  changed: readonly Occurrence[],
  changes: readonly TextChange[],
  name: string,
): boolean {
  const { kind, list, depth, opens } = block;
  const text = applyChanges(block.text, changes);
  const after = new Block({ kind, list, depth, opens }, block.entry, text, project.grammar);
  const { vocabulary, catalogue } = project;
  const context = { vocabulary, catalogue, dates: report.header.dates, root: rootOf(path) };
  const before = of(block);
  const model = readBlock(after, context);
  if (model.issues.length > before.model.issues.length) return false;
  const content = contentOf(model, nothingLent, context);
  const reading = { ...before, block: after, model, content, references: [] };
  const expected = namesIn({ ...before, references: [] }).map(({ text, span }) => {
    const inside = changed.filter((one) => span.start <= one.span.start && one.span.end <= span.end);
    if (inside.length === 0) return text;
    const isAll = inside.some((one) => one.span.start === span.start && one.span.end === span.end);
    // The title of a task may hold an organization.
    return isAll ? name : undefined;
  });
  const found = namesIn(reading);
  return (
    found.length === expected.length &&
    found.every(({ text }, index) => text === (expected[index] ?? text)) &&
    sameReferences(before, reading, name)
  );
}

/** The names that stand alone in data, in order. */
function namesIn(reading: BlockReading): Occurrence[] {
  return occurrencesIn(reading, {}).sort(
    (a, b) => a.span.start - b.span.start || Number(a.states) - Number(b.states),
  );
}

/** Whether the references of a block are as many as before, and each names the same or goes by the new name. */
function sameReferences(before: BlockReading, after: BlockReading, name: string): boolean {
  const written = ({ model }: BlockReading) =>
    model.proses.flatMap(({ inlines }) =>
      inlines.map((inline) => ({ kind: inline.kind, written: 'written' in inline ? inline.written : '' })),
    );
  const now = written(after);
  const folded = foldName(name);
  const was = written(before);
  return (
    now.length === was.length &&
    now.every(
      (one, index) =>
        one.kind === was[index]!.kind &&
        (one.written === was[index]!.written || foldName(parseAddress(one.written).name).startsWith(folded)),
    )
  );
}
