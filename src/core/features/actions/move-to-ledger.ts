import type { Ledger } from '../../analysis.ts';
import { linesOf } from '../../document/lines.ts';
import { lastOf, lineEnd } from '../../schema/insert-key.ts';
import type { Item } from '../../schema/instance.ts';
import { foldName } from '../../text/names.ts';
import type { Span } from '../../text/span.ts';
import { type Action, type Here, nameOf } from './action.ts';
import { appendToRoot, listsOf, type Written } from './append.ts';

/** Moves an item of a report to one of the ledgers that the report names, comments and all. */
export function moveToLedger(here: Here): readonly Action[] {
  const { analysis, block, reading } = here;
  const { list } = block;
  const [item, ...others] = reading.model.items;
  if (analysis.root !== 'report' || block.kind !== 'item' || !list || !item || others.length > 0) return [];
  const { vocabulary } = analysis.project;
  if (!vocabulary.entity('ledger').named(list) || leansOnReport(here)) return [];
  return analysis.ledgers.flatMap((ledger): Action[] => {
    if (isStated(ledger, here)) return [];
    const lines = itemLines(here);
    const change = appendToRoot(listsOf(ledger, vocabulary), list, inForm(item, lines));
    if (!change) return [];
    const file = decodeURIComponent(ledger.path.slice(ledger.path.lastIndexOf('/') + 1));
    return [
      {
        title: { key: 'action.move-to-ledger', params: { name: nameOf(item), file } },
        kind: 'move',
        changes: [{ span: removed(here), text: '' }],
        elsewhere: [{ path: ledger.path, changes: [change] }],
      },
    ];
  });
}

/** Whether the item means something else, or nothing, where the report and its section are not around it. */
function leansOnReport({ reading }: Here): boolean {
  const { content, references, model } = reading;
  if (references.length > 0 || model.named.some(({ source }) => source === 'metric')) return true;
  if (content.metrics.some(({ parts, ofWhich }) => [...parts, ...ofWhich].some(({ scalar }) => !scalar)))
    return true;
  return content.tasks.some(
    ({ task, lead, due }) => (lead.length > 0 && task.lead.length === 0) || (due && !task.due),
  );
}

/** Whether the ledger has something of that name or id already. */
function isStated({ facts }: Ledger, { reading }: Here): boolean {
  const { metrics, tasks, organizations } = reading.content;
  return (
    metrics.some(({ folded }) =>
      [folded.name, folded.id, ...folded.aliases].some(
        (name) =>
          name !== undefined &&
          (facts.metrics.get(name, undefined).length > 0 || facts.ids.get(name, undefined).length > 0),
      ),
    ) ||
    tasks.some(
      ({ task }) =>
        facts.titles.get(`${task.list}\n${task.folded}`, undefined).length > 0 ||
        (task.id && facts.ids.get(foldName(task.id.text), undefined).length > 0),
    ) ||
    organizations.some(
      ({ organization }) => facts.organizations.get(foldName(organization.name), undefined).length > 0,
    )
  );
}

/** The lines of the item with the comments directly above it, in column 0. */
function itemLines({ block, analysis }: Here): readonly string[] {
  const own = writtenSpan(block.text, block.parse().node);
  const text = block.text.slice(own.start, own.end);
  const indent = /^ */.exec(text)![0].length;
  const lines = [...commentsAbove({ block, analysis }).lines, ...text.split(/\r?\n/)];
  return lines.map((line) => line.replace(new RegExp(`^ {0,${indent}}`), '').trimEnd());
}

/** Whole lines of a block, from the first that says something to the last of its item. */
function writtenSpan(text: string, node: ReturnType<Here['block']['parse']>['node']): Span {
  let start = 0;
  for (const line of linesOf(text)) {
    if (/^\s*(?:#|$)/.test(text.slice(line.start, line.end))) continue;
    start = line.start;
    break;
  }
  const indent = /^ */.exec(text.slice(start))![0].length;
  let end = lineEnd(text, Math.max(node ? lastOf(node) : 0, start + indent + 1));
  for (const line of linesOf(text, Math.min(text.length, text.indexOf('\n', end) + 1 || text.length))) {
    const written = text.slice(line.start, line.end);
    if (!/^\s+#/.test(written) || written.length - written.trimStart().length <= indent) break;
    end = line.end;
  }
  return { start, end };
}

/** The comments that stand directly above an item, in its column: they are lines of the block before. */
function commentsAbove({ block, analysis }: Pick<Here, 'block' | 'analysis'>): {
  readonly lines: readonly string[];
  readonly length: number;
} {
  const { blocks } = analysis.document;
  const before = blocks.at(blocks.indexOf(block) - 1)?.text ?? '';
  const indent = /^ */.exec(block.text)![0];
  const found = new RegExp(`(?:^|\\n)((?:${indent}#[^\\n]*\\n)+)$`).exec(before)?.[1] ?? '';
  const lines = found.split(/\r?\n/).slice(0, -1);
  // What heads a list, above its first item, says something of the list.
  return blocks.at(blocks.indexOf(block) - 1)?.kind === 'item'
    ? { lines, length: found.length }
    : { lines: [], length: 0 };
}

function removed(here: Here): Span {
  const { block, start } = here;
  const own = writtenSpan(block.text, block.parse().node);
  const feed = block.text.indexOf('\n', own.end);
  const end = feed < 0 ? block.text.length : feed + 1;
  return { start: start + own.start - (own.start === 0 ? commentsAbove(here).length : 0), end: start + end };
}

/** The lines of an item as its new list has them: a name in a map, or behind a dash. */
function inForm(item: Item, lines: readonly string[]): Written {
  return (dash) => {
    const first = lines.findIndex((line) => !line.startsWith('#'));
    const head = lines[first] ?? '';
    const own = /^- +/.exec(head)?.[0];
    if ((own !== undefined) === dash) return lines;
    const above = lines.slice(0, first);
    const below = lines.slice(first + 1);
    if (dash) {
      const shifted = below.map((line) => (line === '' ? line : `  ${line}`));
      return [...above, `- ${head}`, ...shifted];
    }
    const inner = head.slice(own!.length);
    if (item.nameKey) return [...above, inner, ...below.map((line) => line.replace(/^ {1,2}/, ''))];
    const { node, entity } = item;
    const [entry] = node?.kind === 'map' ? node.entries : [];
    if (entry?.name !== entity.nameKey || entry?.value?.kind !== 'scalar' || below.length === 0)
      return undefined;
    const { source, quoted } = entry.value;
    const comment = /\s#.*$/.exec(inner)?.[0] ?? '';
    return quoted || /[:#]/.test(source) ? undefined : [...above, `${source}:${comment}`, ...below];
  };
}
