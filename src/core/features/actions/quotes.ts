import { quoteValue } from '../../document/traps.ts';
import { applyChanges } from '../../text/span.ts';
import { type Action, type Here, inText, saysTheSame, valueAt } from './action.ts';

/** Takes away quotes that a value does not need, and gives some to one whose signs YAML may take for its own. */
export function changeQuotes(here: Here): readonly Action[] {
  const { block } = here;
  const scalar = valueAt(here, block.parse().node)?.value;
  if (!scalar || scalar.source.includes('\n')) return [];
  const written = block.text.slice(scalar.span.start, scalar.span.end);
  if (written.includes('\n') || /^[|>]/.test(written)) return [];
  const text = scalar.quoted ? scalar.source : quoteValue(written);
  if (scalar.quoted ? risky.test(text) || text.trim() !== text || text === '' : !risky.test(written))
    return [];
  const changes = [{ span: scalar.span, text }];
  if (!saysTheSame(here, applyChanges(block.text, changes))) return [];
  const key = scalar.quoted ? 'action.unquote' : 'action.quote';
  return [{ title: { key, params: { text } }, kind: 'rewrite', changes: inText(here, changes) }];
}

/** Signs that mean something in YAML, or would as soon as a space came beside them. */
const risky = /[:#{}[\],&*!|>%@`"'\\]|^[-?=~]|^\s|\s$/;
