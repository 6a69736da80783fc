import type { Block } from '../document/block.ts';
import { eolOf, linesOf } from '../document/lines.ts';
import { readLine } from '../document/yaml-line.ts';
import type { Fix } from '../issue.ts';
import { nearestName } from '../text/names.ts';
import { type Found, replaceFix, rule } from './rule.ts';

/** A data block or front matter that is never closed. */
export const unclosedFence = rule({
  subject: 'block',
  origin: 'house',
  reads: 'run',
  codes: { 'fence-unclosed': 'error', 'front-matter-unclosed': 'error' },
  check({ block }, { document: { blocks } }) {
    const line = block.text.split(/\r?\n/, 1)[0] ?? '';
    const span = { start: 0, end: line.length };
    if (block.kind === 'front-matter') {
      const closed = /\n(?:---|\.\.\.)[ \t]*\r?\n?$/.test(block.text);
      return closed ? [] : [{ code: 'front-matter-unclosed', block, span, fixes: [closing(block.text)] }];
    }
    if (block.kind !== 'fence' || block.list === undefined) return [];
    if (/\n {0,3}(?:`{3,}|~{3,})[ \t]*\r?\n?$/.test(block.text)) return [];
    const end = blocks.markAfter(blocks.indexOf(block));
    const close = blocks.at(end);
    if (close?.kind === 'fence' && close.list === undefined) return [];
    const last = blocks.at(end - 1)!;
    const at = last.text.trimEnd().length;
    const mark = /[`~]{3,}/.exec(line)?.[0] ?? '```';
    const eol = block.text.includes('\r\n') ? '\r\n' : '\n';
    const edits = [{ block: last, span: { start: at, end: at }, text: `${eol}${mark}` }];
    return [
      {
        code: 'fence-unclosed',
        block,
        span,
        fixes: [{ title: 'close-fence', params: {}, edits, preferred: true }],
      },
    ];
  },
});

/** The fix that ends a front matter behind its last line of keys, before what reads as prose. */
function closing(text: string): Fix<Block> {
  let at = 0;
  for (const { start, end } of linesOf(text)) {
    const line = text.slice(start, end);
    if (at > 0 && !/^(?:\s|#|- |$)/.test(line) && !readLine(line).key) break;
    // A heading looks like a comment: only what stands before further keys is one.
    if (!/^\s*(?:#|$)/.test(line)) at = end;
  }
  const eol = eolOf(text);
  const edits = [{ span: { start: at, end: at }, text: `${eol}---` }];
  return { title: 'close-front-matter', params: {}, edits, preferred: true };
}

const blockNames = ['指标', '任务', '计划', '目标', 'metrics', 'tasks', 'plan', 'targets'] as const;

/** A code block that was meant as a data block: its name is misspelt, or `yaml` is missing before it. */
export const unknownFence = rule({
  subject: 'prose',
  origin: 'house',
  reads: 'subject',
  codes: { 'fence-unknown': 'warning' },
  check({ block, text, scalar }, { project, report }) {
    if (scalar) return [];
    const found: Found[] = [];
    let open: string | undefined;
    for (const match of text.matchAll(/^ {0,3}(`{3,}|~{3,})[ \t]*([^`\r\n]*)/gm)) {
      const [, mark = '', info = ''] = match;
      if (open !== undefined) {
        if (info.trim() === '' && mark[0] === open[0] && mark.length >= open.length) open = undefined;
        continue;
      }
      open = mark;
      const words = /^(ya?ml)[ \t]+(\S+)|^(\S+)/i.exec(info);
      const name = words?.[2] ?? words?.[3];
      if (name === undefined) continue;
      const known = words?.[3] !== undefined && project.grammar.list(name) ? name : undefined;
      const inside = blockNames.find((one) => name.includes(one) && words?.[2] !== undefined);
      const nearest =
        known ?? inside ?? (words?.[2] === undefined ? undefined : nearestName(name, blockNames));
      if (nearest === undefined) continue;
      const start = match.index + match[0].length - info.length;
      const span = { start, end: start + info.trimEnd().length };
      const allowed = blockNames
        .filter((one) => /[a-z]/.test(one) === (report.language === 'en'))
        .map((one) => `yaml ${one}`);
      const right = `yaml ${nearest}`;
      found.push({
        code: 'fence-unknown',
        block,
        span,
        params: { info: info.trim(), nearest: right, allowed },
        fixes: [replaceFix(span, right)],
      });
    }
    return found;
  },
});
