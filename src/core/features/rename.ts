import type { Analysis, BlockReading } from '../analysis.ts';
import { Block } from '../document/block.ts';
import { scanInlines } from '../document/inline.ts';
import type { Scalar } from '../document/node.ts';
import { quoteValue } from '../document/traps.ts';
import type { Params } from '../issue.ts';
import { linkedName, parseAddress } from '../model/address.ts';
import { readBlock, rootOf } from '../model/block-model.ts';
import {
  holdsOneOf,
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
import { everywhere } from './everywhere.ts';

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
  const { kind, block, span } = occurrence;
  if (kind === 'unit' || kind === 'document') return { key: 'rename.kind', params: {} };
  const name = statedName(thingOf(analysis, occurrence), occurrence);
  return { span: shift(span, analysis.document.startOf(block)), name };
}

/** The name as it is stated, where a reference writes it with hyphens or in small letters. */
function statedName({ spellings }: Thing, { text, states }: Occurrence): string {
  const folded = foldName(text);
  return (states ? undefined : spellings.find((one) => one !== text && foldName(one) === folded)) ?? text;
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
  if (!occurrence) return [];
  const { kind } = occurrence;
  if (kind === 'unit' || kind === 'document') return { key: 'rename.kind', params: {} };
  const refused = refusedName(name, kind);
  if (refused) return refused;
  const thing = thingOf(analysis, occurrence);
  const stated = statedName(thing, occurrence);
  if (name === stated) return [];
  const before = foldName(occurrence.text);
  const work = (file: string, one: Analysis, found: Iterable<Occurrence>): FileEdit | Refusal => {
    if (isTaken(one, thing, occurrence, name)) return { key: 'rename.exists', params: { name, file } };
    const changed = [...found].filter(({ text }) => foldName(text) === before);
    return fileEdit(file, one, changed, { name, stated });
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
  const [linked, inserted] = [`[1](metric:${linkedName(name)})`, `{{${name}}}`].map((text) => {
    const [inline, ...others] = scanInlines(text);
    if (!inline || !('written' in inline) || others.length > 0) return undefined;
    const address = parseAddress(inline.written);
    return address.facet === undefined && address.qualifier === undefined ? address.name : undefined;
  });
  const fits = linked !== undefined && foldName(linked) === foldName(name) && inserted === name;
  return fits && !/[<>]/.test(name) ? undefined : { key: 'rename.address', params: { name } };
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

/** A name, and the one in whose place it comes. */
interface NewName {
  readonly name: string;
  readonly stated: string;
}

/** The changes of one file, each block's tried before it is handed out. */
function fileEdit(
  path: string,
  analysis: Analysis,
  changed: readonly Occurrence[],
  called: NewName,
): FileEdit | Refusal {
  const { name } = called;
  const changes: TextChange[] = [];
  for (const [block, those] of byBlock(changed)) {
    const inBlock = blockChanges(path, analysis, block, those, called);
    if (!inBlock) {
      const { span } = those.find((one) => !blockChanges(path, analysis, block, [one], called)) ?? those[0]!;
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
  called: NewName,
): readonly TextChange[] | undefined {
  const { name } = called;
  const changes = changed.map((one) => ({ scalar: scalarOf(one), change: changeOf(one, called) }));
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
  return [plain, quoted].find((some) => readsAs(path, analysis, block, changed, some, called));
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

function changeOf(one: Occurrence, called: NewName): TextChange {
  const name = spelledAt(one, called);
  const scalar = scalarOf(one);
  const style = scalar ? styleOf(one.block, scalar) : 'block';
  const text = 'inline' in one.within ? inReference(one.within, name) : name;
  const { span } = one;
  if (style === 'single') return { span, text: text.replaceAll("'", "''") };
  return { span, text: style === 'double' ? text.replace(/["\\]/g, '\\$&') : text };
}

/** The new name as it is written at a place where the old one stood otherwise than it is stated: with hyphens, or in small letters. */
function spelledAt({ states, text: written }: Occurrence, { name, stated }: NewName): string {
  if (states) return name;
  const hyphens = /\s/u.test(stated) && !/\s/u.test(written);
  const joined = hyphens ? name.replace(/\s+/gu, '-') : name;
  const text = foldName(joined) === foldName(name) ? joined : name;
  const small = written === written.toLowerCase() && stated !== stated.toLowerCase();
  return small ? text.toLowerCase() : text;
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
  called: NewName,
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
    // Of the title of a task that holds an organization only a part is another.
    const all = inside.find((one) => one.span.start === span.start && one.span.end === span.end);
    return all && spelledAt(all, called);
  });
  const found = namesIn(reading);
  return (
    found.length === expected.length &&
    found.every(({ text }, index) => text === (expected[index] ?? text)) &&
    sameReferences(before, reading, called.name)
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
