import { type Found, rule } from './rule.ts';

/** A data block that is never closed. */
export const unclosedFence = rule({
  subject: 'report',
  origin: 'house',
  reads: 'report',
  codes: { 'fence-unclosed': 'error', 'front-matter-unclosed': 'error' },
  check({ document }) {
    const found: Found[] = [];
    document.blocks.forEach((block, index) => {
      const line = block.text.split(/\r?\n/, 1)[0] ?? '';
      const span = { start: 0, end: line.length };
      if (block.kind === 'front-matter' && !/\n(?:---|\.\.\.)[ \t]*\r?\n?$/.test(block.text)) {
        found.push({ code: 'front-matter-unclosed', block, span });
      }
      if (block.kind !== 'fence' || block.list === undefined) return;
      if (/\n {0,3}(?:`{3,}|~{3,})[ \t]*\r?\n?$/.test(block.text)) return;
      let end = index + 1;
      while (document.blocks[end]?.kind === 'item') end++;
      const close = document.blocks[end];
      if (close?.kind === 'fence' && close.list === undefined) return;
      const last = document.blocks[end - 1]!;
      const at = last.text.trimEnd().length;
      const mark = /[`~]{3,}/.exec(line)?.[0] ?? '```';
      found.push({
        code: 'fence-unclosed',
        block,
        span,
        fixes: [
          {
            title: 'close-fence',
            params: {},
            edits: [{ block: last, span: { start: at, end: at }, text: `\n${mark}` }],
            preferred: true,
          },
        ],
      });
    });
    return found;
  },
});
