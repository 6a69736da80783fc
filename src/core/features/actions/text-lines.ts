import { eolOf, startOfLine } from '../../document/lines.ts';
import { applyChanges } from '../../text/span.ts';
import { type Action, type Here, inText, saysTheSame, valueAt } from './action.ts';

/** A shorter text is read as easily where it stands. */
const shortest = 40;

/** Writes a long text, or one whose line ends are hidden in quotes, on lines of its own below its key. */
export function changeTextLines(here: Here): readonly Action[] {
  const { block } = here;
  const { key, value } = valueAt(here, block.parse().node) ?? {};
  if (!key || !value) return [];
  const { text } = block;
  const written = text.slice(value.span.start, value.span.end);
  if (/^[|>]/.test(written) || (value.source.length < shortest && !value.source.includes('\n'))) return [];
  const line = startOfLine(text, key.span.start);
  // Within brackets there are no lines of their own.
  if (!/^\s*(?:- +)*$/.test(text.slice(line, key.span.start))) return [];
  const rest = /^[ \t]*(#.*?)?[ \t]*$/mu.exec(text.slice(value.span.end).split(/\r?\n/, 1)[0]!);
  if (!rest) return [];
  const comment = rest[1] === undefined ? '' : ` ${rest[1]}`;
  const indent = ' '.repeat(key.span.start - line + 2);
  const lines = value.source.split('\n').map((one) => (one === '' ? '' : indent + one));
  const changes = [
    {
      span: { start: value.span.start, end: value.span.end + rest[0].length },
      text: [`|-${comment}`, ...lines].join(eolOf(text)),
    },
  ];
  if (!saysTheSame(here, applyChanges(text, changes))) return [];
  const title = { key: 'action.text-lines', params: { key: key.source } };
  return [{ title, kind: 'rewrite', changes: inText(here, changes) }];
}
