import assert from 'node:assert/strict';
import english from '../../../examples/annual-results-en/2024.report.md';
import englishProject from '../../../examples/annual-results-en/reportwright.yaml';
import districtMarkdown from '../../../examples/district-reform-2022/2022.report.md';
import districtYaml from '../../../examples/district-reform-2022/2022.report.yaml';
import districtProject from '../../../examples/district-reform-2022/reportwright.yaml';
import draftMarkdown from '../../../examples/draft-with-mistakes/2022.report.md';
import draftYaml from '../../../examples/draft-with-mistakes/2022.report.yaml';
import draftProject from '../../../examples/draft-with-mistakes/reportwright.yaml';
import type { Form } from '../../../src/core/document/form.ts';
import type { TextChange } from '../../../src/core/text/span.ts';
import { seeded } from '../support/random.ts';
import { Editing } from './render.ts';

/** What people type that makes other blocks of the text, or other pieces of its page. */
const pieces = [
  ...[
    '项',
    '\n',
    '\n\n',
    '{',
    '"',
    '[',
    ':',
    '  ',
    '- ',
    '# 一\n',
    '\n```\n',
    '```yaml 指标\n',
    '```yaml 任务\n',
  ],
  ...[
    'A: 1项\n',
    '{{A}}',
    '[2项](metric:A)',
    '- 任务: x\n  状态: 已完成\n',
    '阶段: 定稿\n',
    '语言: en\n',
    '| a |\n|---|\n',
  ],
  ...[
    '\n[1]: https://example.org\n',
    '[甲][1]',
    '截至日期: 2020-01-01\n',
    '章节:\n  - 标题: x\n',
    '<!-- x -->\n\n',
  ],
  ...[
    '营收: { 数值: 5亿元, 目标: 6亿元, 历年: { 2021: 3亿元 } }\n',
    '报告期: 2021\n',
    '  关联指标: A\n',
    '---\n',
  ],
];

function anyChange(text: string, random: (below: number) => number): TextChange {
  const at = random(text.length + 1);
  const line = text.lastIndexOf('\n', at) + 1;
  const next = text.indexOf('\n', line) + 1 || text.length;
  const piece = pieces[random(pieces.length)]!;
  switch (random(7)) {
    case 0:
      return { span: { start: at, end: at }, text: piece };
    case 1:
      return { span: { start: at, end: Math.min(text.length, at + 1 + random(4)) }, text: '' };
    case 2:
      return { span: { start: line, end: next }, text: '' };
    case 3:
      return { span: { start: line, end: line }, text: text.slice(line, next) };
    case 4:
      return { span: { start: line, end: Math.min(text.length, line + random(600)) }, text: '' };
    default:
      return { span: { start: line, end: line }, text: piece };
  }
}

/** A page whose blocks and tables are called by the order in which they come, and where its elements lead. */
function told(editing: Editing): { readonly html: string; readonly lines: readonly unknown[] } {
  const names = new Map<string, number>();
  const html = editing.html.replace(
    /(data-(?:id|block|parts)=")([^"]*)/g,
    (_, attribute: string, id: string) => {
      const named = id.replace(/\b[bt]\d+\b/, (one) => {
        if (!names.has(one)) names.set(one, names.size);
        return `${one[0]}${names.get(one)}`;
      });
      return attribute + named;
    },
  );
  return { html, lines: editing.find('[data-line]').map((element) => editing.lineOf(element)) };
}

describe('a page after any edits', () => {
  const reports: readonly (readonly [string, Form, string, string])[] = [
    ['a report in Markdown', 'markdown', districtMarkdown, districtProject],
    ['a report in YAML', 'yaml', districtYaml, districtProject],
    ['a draft in Markdown', 'markdown', draftMarkdown, draftProject],
    ['a draft in YAML', 'yaml', draftYaml, draftProject],
    ['an English report', 'markdown', english, englishProject],
  ];
  for (const [name, form, text, project] of reports) {
    it(`of ${name} is the page rendered anew`, function () {
      this.timeout(120_000);
      const random = seeded(text.length);
      for (let round = 0; round < 2; round++) {
        const edited = new Editing(text, form, project);
        const reopened = new Editing(text, form, project);
        edited.render();
        reopened.render();
        for (let step = 0; step < 15; step++) {
          // Several edits may be gathered before the page is rendered.
          const changes = Array.from({ length: 1 + random(2) }, () => {
            const change = anyChange(edited.document.text, random);
            edited.edit(change);
            void edited.analysis;
            return change;
          });
          edited.render();
          const where = `round ${round}, step ${step}: ${JSON.stringify(changes)}`;
          const now = told(edited);
          reopened.reopen(edited.document.text).render();
          assert.deepEqual(now, told(reopened), where);
          if (/class="[^"]*stale/.test(now.html)) continue;
          const fresh = new Editing(edited.document.text, form, project);
          fresh.render();
          assert.deepEqual(now, told(fresh), where);
        }
      }
    });
  }
});
