import { eolOf, startOfLine } from '../../document/lines.ts';
import type { Entry, Mapping, Node } from '../../document/node.ts';
import { quoteValue } from '../../document/traps.ts';
import { endOfEntry, lineEnd } from '../../schema/insert-key.ts';
import { applyChanges, type TextChange } from '../../text/span.ts';
import { type Action, type Here, inText, itemsAround, nameOf, saysTheSame } from './action.ts';

/** A longer line is no easier to read than several. */
const longest = 160;

/** Writes an item between brackets on several lines, and one on several lines between brackets. */
export function changeStyle(here: Here): readonly Action[] {
  const item = itemsAround(here).findLast(({ node }) => node?.kind === 'map');
  const { node } = item ?? {};
  if (!item || node?.kind !== 'map' || node.entries.length === 0 || node.duplicates.length > 0) return [];
  const { text } = here.block;
  const flow = text[node.span.start] === '{';
  const change = flow ? toLines(text, node) : toBrackets(text, node, item.nameKey !== undefined);
  if (!change || !saysTheSame(here, applyChanges(text, [change]))) return [];
  return [
    {
      title: { key: flow ? 'action.to-lines' : 'action.to-brackets', params: { name: nameOf(item) } },
      kind: 'rewrite',
      changes: inText(here, [change]),
    },
  ];
}

function inOrder(node: Mapping): Entry[] {
  return [...node.entries].sort((a, b) => a.key.span.start - b.key.span.start);
}

function toLines(text: string, node: Mapping): TextChange | undefined {
  const { start } = node.span;
  const line = startOfLine(text, start);
  const before = text.slice(line, start);
  const dash = /^\s*(?:- +)+$/.test(before);
  // Within other brackets there are no lines of their own.
  if (!dash && !/^\s*(?:- +)*[^{[#]*: +$/.test(before)) return undefined;
  const entries = inOrder(node);
  const last = entries.at(-1)!;
  const close = text.indexOf('}', endOfEntry(text, last));
  if (close < 0) return undefined;
  const pieces = entries.map((entry) => text.slice(entry.key.span.start, endOfEntry(text, entry)));
  let from = start + 1;
  for (const [index, entry] of entries.entries()) {
    const gap = text.slice(from, entry.key.span.start);
    if (gap.includes('#') || pieces[index]!.includes('\n')) return undefined;
    from = endOfEntry(text, entry);
  }
  if (text.slice(from, close).includes('#')) return undefined;
  const end = lineEnd(text, close + 1);
  const comment = text.slice(close + 1, end).trimEnd();
  if (comment.trim() !== '' && !/^\s+#/.test(comment)) return undefined;
  const eol = eolOf(text);
  const indent = dash ? before.length : /^\s*(?:- +)*/.exec(before)![0].length + 2;
  const gap = eol + ' '.repeat(indent);
  if (dash) {
    const [first, ...others] = pieces;
    return { span: { start, end }, text: [`${first}${comment}`, ...others].join(gap) };
  }
  const colon = line + before.trimEnd().length;
  return { span: { start: colon, end }, text: [comment, ...pieces].join(gap) };
}

function toBrackets(text: string, node: Mapping, named: boolean): TextChange | undefined {
  const entries = inOrder(node);
  const first = entries[0]!.key.span.start;
  const line = startOfLine(text, first);
  const end = lineEnd(text, Math.max(endOfEntry(text, entries.at(-1)!), first + 1));
  const pieces: string[] = [];
  let from = first;
  for (const entry of entries) {
    // A comment would be lost, or would take the closing bracket along.
    if (text.slice(from, entry.key.span.start).includes('#')) return undefined;
    from = endOfEntry(text, entry);
    const value = entry.value && inFlow(text, entry.value);
    if (entry.value && value === undefined) return undefined;
    const key = text.slice(entry.key.span.start, entry.key.span.end);
    if (!entry.key.quoted && /[,{}[\]]/.test(key)) return undefined;
    pieces.push(value === undefined || value === '' ? `${key}:` : `${key}: ${value}`);
  }
  if (text.slice(from, end).trim() !== '') return undefined;
  const written = `{ ${pieces.join(', ')} }`;
  if (written.length > longest) return undefined;
  if (/^\s*(?:- +)+$/.test(text.slice(line, first))) return { span: { start: first, end }, text: written };
  if (!named) return undefined;
  const above = text.slice(0, line).trimEnd();
  // A comment behind the name, or between it and its keys.
  if (!above.endsWith(':')) return undefined;
  return { span: { start: above.length, end }, text: ` ${written}` };
}

/** A value as it can stand between brackets, on one line. */
function inFlow(text: string, value: Node): string | undefined {
  const written = text.slice(value.span.start, value.span.end).trimEnd();
  if (written.includes('\n')) return undefined;
  if (value.kind !== 'scalar') return /^[{[]/.test(written) ? written : undefined;
  if (value.quoted || !/[,{}[\]]|^[?-]$/.test(written)) return written;
  return quoteValue(written);
}
