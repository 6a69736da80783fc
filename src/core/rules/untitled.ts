import { rule } from './rule.ts';

/** A report that states nothing about itself: it has no key where the schema could miss its title. */
export const untitled = rule({
  subject: 'block',
  origin: 'house',
  reads: 'facts',
  codes: { 'missing-key': 'error' },
  check({ block }, scope) {
    const { document, root, report } = scope;
    if (root !== 'report' || document.blocks.at(0) !== block || !scope.anonymous) return [];
    const span = { start: 0, end: block.text.split(/\r?\n/, 1)[0]!.trimEnd().length };
    const key = report.language === 'zh' ? '标题' : 'title';
    const eol = document.text.includes('\r\n') ? '\r\n' : '\n';
    const lines = document.form === 'markdown' ? ['---', `${key}: `, '---', '', ''] : [`${key}: `, ''];
    const text = lines.join(eol);
    const fix = { title: 'insert-front-matter', params: {}, edits: [{ span: { start: 0, end: 0 }, text }] };
    const params = { key: { term: 'report.title' }, of: { term: 'report' } };
    return [{ code: 'missing-key', block, span, params, fixes: [fix] }];
  },
});
