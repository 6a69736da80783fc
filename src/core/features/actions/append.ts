import type { Analysis } from '../../analysis.ts';
import type { Block, ListName } from '../../document/block.ts';
import { ReportDocument } from '../../document/document.ts';
import { eolOf, firstDataLine, linesOf, startOfLine } from '../../document/lines.ts';
import { type Entry, isEmpty } from '../../document/node.ts';
import { type BlockModel, readBlock } from '../../model/block-model.ts';
import { isHeading } from '../../model/report.ts';
import type { Project } from '../../project/project.ts';
import { endOfEntry, lastOf, lineEnd } from '../../schema/insert-key.ts';
import { nameIn } from '../../schema/nearest.ts';
import type { Vocabulary } from '../../schema/vocabulary.ts';
import { hasHan, type Language } from '../../text/language.ts';
import type { TextChange } from '../../text/span.ts';

/** A file that a list is looked for in. */
export interface Lists {
  readonly document: ReportDocument;
  readonly vocabulary: Vocabulary;
  /** The language in which a key is written that begins a list. */
  readonly language: Language;
  modelOf(block: Block): BlockModel;
}

/** A file that was analysed as one whose lists can be added to. */
export function listsOf(
  { document, of, report }: Pick<Analysis, 'document' | 'of' | 'report'>,
  vocabulary: Vocabulary,
): Lists {
  return { document, vocabulary, language: report.language, modelOf: (block) => of(block).model };
}

/** The project file as one whose lists can be added to. */
export function listsOfProject(text: string, { vocabulary, grammar, catalogue, language }: Project): Lists {
  return {
    document: ReportDocument.open(text, 'yaml', grammar),
    vocabulary,
    language: language ?? (hasHan(text) ? 'zh' : 'en'),
    modelOf: (block) => readBlock(block, { vocabulary, catalogue, dates: {}, root: 'project' }),
  };
}

/** Whether a list of the root is there, if only its key. */
export function hasRootList({ document, modelOf }: Lists, list: ListName): boolean {
  for (const block of document.blocks) {
    if (block.depth > 0) continue;
    if (isItem(block, list)) return true;
    const node = modelOf(block).own?.node;
    if (node?.kind === 'map' && node.entries.some(({ name }) => name === list)) return true;
  }
  return false;
}

/**
 * The lines of an item, in the column 0, where items begin with a dash and where they are named in a map; `behind` is the item
 * that it follows, if it follows one.
 */
export type Written = (dash: boolean, behind?: Block) => readonly string[] | undefined;

/** Where an item can be put in: an offset of the text, what goes before and behind its lines, and how they are written. */
interface Slot {
  readonly at: number;
  readonly before: string;
  readonly after: string;
  readonly indent: number;
  readonly dash: boolean;
  /** Whether it stands between brackets, where an item is a single word. */
  readonly flow?: boolean;
  /** The item before it. */
  readonly behind?: Block;
}

/** The change that appends an item to a list of the root; the list is begun where there is none yet. */
export function appendToRoot(file: Lists, list: ListName, written: Written): TextChange | undefined {
  return put(file, rootSlot(file, list), written);
}

/** The change that appends an item to the list that lies nearest to a block in its section; it is begun behind the block if need be. */
export function appendNear(
  file: Lists,
  list: ListName,
  block: Block,
  written: Written,
): TextChange | undefined {
  const slot = file.document.form === 'markdown' ? fenceNear(file, list, block) : listNear(file, list, block);
  return put(file, slot, written);
}

/** The change that puts an item behind one of the same list. */
export function appendBehind(file: Lists, item: Block, written: Written): TextChange | undefined {
  return put(file, behindItem(file, item), written);
}

/** The change that begins a data block of Markdown with an item, behind what is written of a block. */
export function beginFence(
  file: Lists,
  list: ListName,
  block: Block,
  written: Written,
): TextChange | undefined {
  return put(file, newFence(file, list, block), written);
}

/** The change that begins a list with an item, as a key behind another one that the root or a section has. */
export function beginKey(
  file: Lists,
  list: ListName,
  block: Block,
  entry: Entry,
  written: Written,
): TextChange | undefined {
  return put(file, behindKey(file, list, block, entry), written);
}

function put({ document }: Lists, slot: Slot | undefined, written: Written): TextChange | undefined {
  const lines = slot && written(slot.dash, slot.behind);
  if (!lines) return undefined;
  if (slot.flow) {
    const [line = '', ...others] = lines;
    const bare = line.replace(/^- /, '');
    if (others.length > 0 || /[:,[\]{}]/.test(bare)) return undefined;
    return { span: { start: slot.at, end: slot.at }, text: `${slot.before}${bare}` };
  }
  const eol = eolOf(document.text);
  const indent = ' '.repeat(slot.indent);
  const item = lines.map((line) => (line === '' ? line : indent + line)).join('\n');
  const text = `${slot.before}${item}${slot.after}`.replaceAll('\n', eol);
  return { span: { start: slot.at, end: slot.at }, text };
}

/** Behind an item of a list, as the next of its kind. */
function behindItem({ document }: Lists, block: Block): Slot | undefined {
  const { node } = block.parse();
  if (!node) return undefined;
  const first = /^( *)(-?)/.exec(block.text.slice(firstDataLine(block.text)))!;
  const indent = first[1]!.length;
  let at = lineEnd(block.text, Math.max(lastOf(node), node.span.start + 1));
  // Comments that are deeper than the item belong to it.
  for (const line of linesOf(block.text, Math.min(block.text.length, at + eolOf(block.text).length))) {
    const text = block.text.slice(line.start, line.end);
    if (!/^\s+#/.test(text) || text.length - text.trimStart().length <= indent) break;
    at = line.end;
  }
  return {
    at: document.startOf(block) + at,
    before: '\n',
    after: '',
    indent,
    dash: first[2] === '-',
    behind: block,
  };
}

function isItem(block: Block | undefined, list: ListName, depth?: number): block is Block {
  return block?.kind === 'item' && block.list === list && (depth === undefined || block.depth === depth);
}

/** Whether the items of a list have a dash where nothing shows how they are written. */
export function dashes(list: ListName): boolean {
  return list !== 'metrics' && list !== 'targets';
}

function rootSlot(file: Lists, list: ListName): Slot | undefined {
  const { document, language, modelOf, vocabulary } = file;
  let last: Block | undefined;
  for (const block of document.blocks) if (isItem(block, list, 0)) last = block;
  if (last) return behindItem(file, last);
  for (const block of document.blocks) {
    const own = block.depth === 0 ? modelOf(block).own : undefined;
    if (own?.node?.kind !== 'map') continue;
    const entry = own.node.entries.find((one) => one.name === list);
    if (entry) return inOwn(file, block, entry, list);
    if (document.form === 'markdown' && own.node.entries.length > 0) {
      const end =
        document.startOf(block) + lineEnd(block.text, endOfEntry(block.text, own.node.entries.at(-1)!));
      return {
        at: end,
        before: `\n${label(own.entity.named(list), language)}:\n`,
        after: '',
        indent: 2,
        dash: dashes(list),
      };
    }
  }
  if (document.form === 'markdown') return undefined;
  const { text } = document;
  const key = vocabulary.entity('ledger').named(list) ?? vocabulary.entity('project').named(list);
  if (!key) return undefined;
  const line = text === '' || text.endsWith('\n') ? '' : '\n';
  return {
    at: text.length,
    before: `${line}${label(key, language)}:\n`,
    after: '\n',
    indent: 2,
    dash: dashes(list),
  };
}

function label(key: Parameters<typeof nameIn>[0] | undefined, language: Language): string {
  return key ? nameIn(key, language) : '';
}

/** Behind the last item of a list that stands among the keys of its owner, or below its key where nothing stands there yet. */
function inOwn({ document }: Lists, block: Block, { key, value }: Entry, list: ListName): Slot | undefined {
  const start = document.startOf(block);
  const { text } = block;
  const column = key.span.start - startOfLine(text, key.span.start);
  if (isEmpty(value) || !value) {
    const at = start + lineEnd(text, endOfEntry(text, { key, value }));
    return { at, before: '\n', after: '', indent: column + 2, dash: dashes(list) };
  }
  if (value.kind === 'scalar' || text[value.span.start] === '{') return undefined;
  if (text[value.span.start] === '[') {
    const last = value.kind === 'list' ? value.items.at(-1) : undefined;
    if (!last) return undefined;
    return { at: start + lastOf(last), before: ', ', after: '', indent: 0, dash: true, flow: true };
  }
  const first = value.kind === 'list' ? value.span.start : value.entries[0]!.key.span.start;
  const line = startOfLine(text, first);
  return {
    at: start + lineEnd(text, lastOf(value)),
    before: '\n',
    after: '',
    indent: /^ */.exec(text.slice(line))![0].length,
    dash: value.kind === 'list',
  };
}

/** In the nearest data block of the section, first behind the paragraph and then before it; else in a new one behind it. */
function fenceNear(file: Lists, list: ListName, block: Block): Slot | undefined {
  const { document, modelOf } = file;
  const { blocks } = document;
  const here = blocks.indexOf(block);
  let fence = -1;
  for (
    let index = here;
    index < blocks.length && (index === here || !isHeading(blocks.at(index)!));
    index++
  ) {
    if (isFence(blocks.at(index)!, list)) {
      fence = index;
      break;
    }
  }
  for (let index = here - 1; fence < 0 && index >= 0 && !isHeading(blocks.at(index + 1)!); index--)
    if (isFence(blocks.at(index)!, list)) fence = index;
  if (fence >= 0) {
    let last = fence;
    while (isItem(blocks.at(last + 1), list)) last++;
    if (last > fence) return behindItem(file, blocks.at(last)!);
    const open = blocks.at(fence)!;
    const at = document.startOf(open) + lineEnd(open.text, 1);
    return { at, before: '\n', after: '', indent: 0, dash: dashes(list) };
  }
  if (block.kind !== 'prose' || modelOf(block).proses.length === 0) return undefined;
  // Within a quotation or a list the fence would belong to it.
  return /^ {0,3}(?:>|[-*+] |\d+[.)] )/m.test(block.text) ? undefined : newFence(file, list, block);
}

function newFence({ document, vocabulary, language }: Lists, list: ListName, block: Block): Slot | undefined {
  const key = vocabulary.entity('report').named(list);
  if (!key) return undefined;
  const written = block.text.trimEnd().length;
  const before = `\n\n\`\`\`yaml ${nameIn(key, language)}\n`;
  return { at: document.startOf(block) + written, before, after: '\n```', indent: 0, dash: dashes(list) };
}

function isFence({ kind, list }: Block, wanted: ListName): boolean {
  return kind === 'fence' && list === wanted;
}

/** Behind the list's last item in the section of a YAML report; else as a new key behind the text. */
function listNear(file: Lists, list: ListName, block: Block): Slot | undefined {
  const { document, modelOf, vocabulary, language } = file;
  const { blocks } = document;
  const here = blocks.indexOf(block);
  const { depth } = block;
  let from = here;
  while (from > 0 && !(blocks.at(from)!.opens && blocks.at(from)!.depth <= depth)) from--;
  let last: Block | undefined;
  const own: Block[] = [];
  for (let index = from; index < blocks.length; index++) {
    const one = blocks.at(index)!;
    if (index > from && one.opens && (one.depth <= depth || index > here)) break;
    if (isItem(one, list, depth)) last = one;
    if (one.kind === 'own' && one.depth === depth) own.push(one);
  }
  if (last) return behindItem(file, last);
  for (const one of own) {
    const { node } = modelOf(one).own ?? {};
    const entry = node?.kind === 'map' ? node.entries.find(({ name }) => name === list) : undefined;
    if (entry) return inOwn(file, one, entry, list);
  }
  const name = label(vocabulary.entity(depth > 0 ? 'section' : 'report').named(list), language);
  let end = here;
  while (blocks.at(end + 1)?.kind === 'text') end++;
  if (block.kind === 'own' && end === here) {
    const node = modelOf(block).own?.node;
    const entry =
      node?.kind === 'map'
        ? node.entries.find(({ value }) => value && isProseOf(file, block, value))
        : undefined;
    return entry && behindKey(file, list, block, entry);
  }
  const tail = blocks.at(end)!;
  const frame = tail.entry.form === 'yaml' ? tail.entry.frame : undefined;
  const column = frame?.indent ?? (block.kind === 'own' ? undefined : 0);
  if (block.kind === 'item' || column === undefined) return undefined;
  return keySlot(document.startOf(tail) + tail.text.trimEnd().length, name, column, list);
}

function behindKey(
  { document, vocabulary, language }: Lists,
  list: ListName,
  block: Block,
  entry: Entry,
): Slot {
  const { start } = entry.key.span;
  const column = start - startOfLine(block.text, start);
  const at = document.startOf(block) + lineEnd(block.text, endOfEntry(block.text, entry));
  const name = label(vocabulary.entity(block.depth > 0 ? 'section' : 'report').named(list), language);
  return keySlot(at, name, column, list);
}

function keySlot(at: number, name: string, column: number, list: ListName): Slot {
  const before = `\n${' '.repeat(column)}${name}:\n`;
  return { at, before, after: '', indent: column + 2, dash: dashes(list) };
}

function isProseOf({ modelOf }: Lists, block: Block, value: unknown): boolean {
  return modelOf(block).proses.some((prose) => prose.scalar === value);
}
