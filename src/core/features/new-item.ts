import type { Analysis } from '../analysis.ts';
import type { Block, ListName } from '../document/block.ts';
import type { BlockList } from '../document/block-list.ts';
import type { ReportDocument } from '../document/document.ts';
import { startOfLine } from '../document/lines.ts';
import type { Node } from '../document/node.ts';
import { entityOfList } from '../model/block-model.ts';
import { isHeading } from '../model/report.ts';
import { keyLanguage } from '../schema/insert-key.ts';
import type { Entity } from '../schema/vocabulary.ts';
import { hasHan, type Language } from '../text/language.ts';
import type { TextChange } from '../text/span.ts';
import {
  appendBehind,
  appendNear,
  appendToRoot,
  beginFence,
  beginKey,
  hasRootList,
  type Lists,
  listsOf,
  type Written,
} from './actions/append.ts';
import { itemText, plainText } from './snippets.ts';
import { wantedIn } from './spot.ts';

/** What can be put into a report as a new item. */
export type NewItemKind = 'metric' | 'task';

/** The lists in which an item can stand; a new one is begun as the first. */
const listsFor: Readonly<Record<NewItemKind, readonly ListName[]>> = {
  metric: ['metrics', 'targets'],
  task: ['tasks', 'plan'],
};

/**
 * A new metric or task in the section that an offset lies in: behind the item there, at the end of the section's list, or in a new
 * list behind the paragraph. It is written as the items beside it are. The text of the change is a snippet, with all of its
 * white space. Undefined where there is no good place, and in a project file, which has none of them.
 */
export function newItem(analysis: Analysis, offset: number, kind: NewItemKind): TextChange | undefined {
  const { root, document } = analysis;
  if (root === 'project') return undefined;
  const found = placed(analysis, offset, listsFor[kind]);
  if (!found) return undefined;
  const { span } = found;
  const { text, first } = plainText(found.text);
  // In code, or in what is broken, it would become something else.
  const after = document.edit([{ span, text }]);
  const block = after.blockAt(Math.min(span.start + first.start, after.size - 1));
  const isItem = block?.kind === 'own' || (block?.list && listsFor[kind].includes(block.list));
  const brokenBefore = issuesAround(document, span.start, span.start);
  const brokenAfter = issuesAround(after, span.start, span.start + text.length);
  return isItem && brokenAfter <= brokenBefore ? found : undefined;
}

/** How much is wrong as YAML with the blocks from one offset to another. */
function issuesAround(document: ReportDocument, from: number, to: number): number {
  const blocks = document.blocksIn({ start: Math.max(0, from - 1), end: Math.min(document.size, to + 1) });
  return [...blocks].reduce((count, block) => count + block.parse().issues.length, 0);
}

function placed(analysis: Analysis, offset: number, lists: readonly ListName[]): TextChange | undefined {
  const { document, project, root } = analysis;
  const { blocks } = document;
  const file = listsOf(analysis, project.vocabulary);
  const block = document.blockAt(offset);
  const writing = (list: ListName): Written => written(analysis, file, list);
  if (block?.kind === 'item' && block.list && lists.includes(block.list))
    return appendBehind(file, block, writing(block.list));
  if (root === 'ledger') {
    const list = lists.find((one) => hasRootList(file, one)) ?? lists[0]!;
    return appendToRoot(file, list, writing(list));
  }
  // An empty report has to say first what it is.
  if (!block) return undefined;
  return document.form === 'markdown'
    ? inMarkdown(file, blocks, block, lists, writing)
    : inYaml(file, blocks, block, lists, writing);
}

type Writing = (list: ListName) => Written;

function inMarkdown(
  file: Lists,
  blocks: BlockList,
  block: Block,
  lists: readonly ListName[],
  writing: Writing,
): TextChange | undefined {
  const isHeadingAt = (index: number) => {
    const one = blocks.at(index);
    return one !== undefined && isHeading(one);
  };
  const isBlank = (index: number) => blocks.at(index)?.text.trim() === '';
  let here = blocks.indexOf(block);
  if (block.kind === 'front-matter' && here + 1 < blocks.length) here++;
  while (here > 0 && isBlank(here)) here--;
  // The figures of a section stand behind its text.
  if (isHeadingAt(here))
    while (blocks.at(here + 1)?.kind === 'prose' && !isHeadingAt(here + 1) && !isBlank(here + 1)) here++;
  let from = here;
  while (from > 0 && !isHeadingAt(from)) from--;
  let to = here + 1;
  while (to < blocks.length && !isHeadingAt(to)) to++;
  const run = runAround(blocks, here);
  const there = new Set(
    blocks.slice(from, to).flatMap((one) => (one.kind === 'fence' && one.list ? [one.list] : [])),
  );
  const own = run?.list !== undefined && lists.includes(run.list) ? run.list : undefined;
  const list = own ?? lists.find((one) => there.has(one));
  const anchor = blocks.at(run?.open ?? here)!;
  if (list) return appendNear(file, list, anchor, writing(list));
  const last = blocks.at(run ? run.close : here);
  return last && beginFence(file, lists[0]!, last, writing(lists[0]!));
}

/** The data block that one of its lines belongs to: the places of its first and its last line. One that nobody closed ends nowhere. */
function runAround(
  blocks: BlockList,
  here: number,
): { readonly open: number; readonly close: number; readonly list: ListName | undefined } | undefined {
  const block = blocks.at(here)!;
  if (block.kind !== 'fence' && block.kind !== 'item') return undefined;
  let open = here;
  while (open > 0 && !(blocks.at(open)!.kind === 'fence' && blocks.at(open)!.list)) open--;
  const { text, list } = blocks.at(open)!;
  if (/\n {0,3}(?:`{3,}|~{3,})[ \t]*\r?\n?\s*$/.test(text)) return { open, close: open, list };
  let close = open + 1;
  while (blocks.at(close)?.kind === 'item') close++;
  const end = blocks.at(close);
  return { open, close: end?.kind === 'fence' && !end.list ? close : blocks.length, list };
}

function inYaml(
  file: Lists,
  blocks: BlockList,
  block: Block,
  lists: readonly ListName[],
  writing: Writing,
): TextChange | undefined {
  const { depth } = block;
  const here = blocks.indexOf(block);
  let from = here;
  while (from > 0 && !(blocks.at(from)!.opens && blocks.at(from)!.depth <= depth)) from--;
  let to = here + 1;
  while (to < blocks.length && !(blocks.at(to)!.opens && blocks.at(to)!.depth <= depth)) to++;
  const own = blocks.slice(from, to).filter((one) => one.depth === depth);
  const entries = own.flatMap((one) => {
    const node = one.kind === 'own' ? file.modelOf(one).own?.node : undefined;
    return node?.kind === 'map' && one.text[node.span.start] !== '{'
      ? node.entries.map((entry) => ({ block: one, entry }))
      : [];
  });
  const there = lists.find(
    (list) =>
      own.some((one) => one.kind === 'item' && one.list === list) ||
      entries.some(({ entry }) => entry.name === list),
  );
  const list = there ?? lists[0]!;
  const near = appendNear(file, list, block, writing(list));
  if (near || there) return near;
  const entity = file.vocabulary.entity(depth > 0 ? 'section' : 'report');
  const plain = entries.filter(({ entry }) => entity.named(entry.name)?.kind !== 'entities');
  const last = plain.at(-1);
  return last && beginKey(file, list, last.block, last.entry, writing(list));
}

/** Writes a new item as the one before it is written. */
function written(analysis: Analysis, file: Lists, list: ListName): Written {
  const { entity: name, scalarKey } = entityOfList(list);
  const entity = analysis.project.vocabulary.entity(name);
  return (dash, behind) => {
    const item = behind && file.modelOf(behind).items.at(-1);
    const language = keyLanguage(item?.node, entity, languageBefore(analysis, file, list, behind));
    const wanted = wantedIn(analysis, language);
    const whole = itemText(entity, 0, dash ? 'dash' : 'name', wanted, scalarKey).insert;
    const { node } = item ?? {};
    const lines = spelled(whole.split(wanted.eol), node, entity);
    if (!behind || !node) return lines;
    if (node.kind === 'scalar') {
      const bare = scalarKey ?? (dash ? entity.bareKey : entity.scalarKey);
      if (bare === undefined) return lines;
      // The name of a key would look as if a dash were missing.
      const label = entity.label(language);
      const text = wanted.unused(entity, language === 'zh' ? `新${label}` : `New ${label.toLowerCase()}`);
      return [dash ? `- \${1:${text}}` : `\${1:${text}}: \${2:0}`];
    }
    const start = behind.text.slice(node.span.start);
    const first = node.kind === 'map' ? node.entries[0] : undefined;
    if (start.startsWith('{')) return inFlow(lines, dash) ?? lines;
    if (!first) return lines;
    const at = first.key.span.start;
    const column = at - startOfLine(behind.text, at);
    const outer = /^ *(?=\S)/m.exec(behind.text)![0].length;
    return indented(lines, column - outer, dash);
  };
}

/** The language of the items before one that does not show it, else that of the key or mark that the list begins with. */
function languageBefore(
  { document: { blocks }, report }: Analysis,
  { modelOf, vocabulary }: Lists,
  list: ListName,
  behind: Block | undefined,
): Language {
  if (!behind) return report.language;
  const entity = vocabulary.entity(entityOfList(list).entity);
  let index = blocks.indexOf(behind);
  for (let one = behind; one.kind === 'item' && index > 0; one = blocks.at(--index)!) {
    const { node } = modelOf(one).items.at(-1) ?? {};
    if (node?.kind === 'map' && node.entries.some(({ name }) => entity.named(name)))
      return keyLanguage(node, entity, report.language);
  }
  const fence = blocks.at(index)!;
  if (fence.kind !== 'fence') return report.language;
  return hasHan(fence.text.split('\n', 1)[0]!) ? 'zh' : report.language;
}

/** Keys are given their canonical names where those of the item before have them. */
function spelled(lines: readonly string[], node: Node | undefined, entity: Entity): readonly string[] {
  const known = node?.kind === 'map' ? node.entries.filter(({ name }) => entity.named(name)) : [];
  if (known.length === 0 || known.some(({ key, name }) => key.source !== name)) return lines;
  return lines.map((line) =>
    line.replace(/^((?: {2}|- )?)([^\s:$][^:$]*):/, (all, lead: string, label: string) => {
      const key = entity.key(label);
      return key ? `${lead}${key.name}:` : all;
    }),
  );
}

/** An item between braces; undefined where it has values over several lines. */
function inFlow(lines: readonly string[], dash: boolean): readonly string[] | undefined {
  const [head, rest] = dash
    ? ['- ', [lines[0]!.replace(/^- /, '  '), ...lines.slice(1)]]
    : [`${lines[0]} `, lines.slice(1)];
  if (rest.some((line) => !/^ {2}\S.*: ?/.test(line) || /: ?\|$/.test(line))) return undefined;
  return [`${head}{ ${rest.map((line) => line.trim()).join(', ')} }`];
}

/** The lines of an item whose own keys stand in another column than two behind its beginning. */
function indented(lines: readonly string[], column: number, dash: boolean): readonly string[] {
  if (column === 2 || column < 1) return lines;
  const space = ' '.repeat(column);
  return lines.map((line, index) => {
    if (index > 0) return line.replace(/^ {2}/, space);
    return dash ? `-${space.slice(1)}${line.slice(2)}` : line;
  });
}
