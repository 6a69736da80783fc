import assert from 'node:assert/strict';
import english from '../../examples/annual-results-en/2024.report.md';
import draftMarkdown from '../../examples/draft-with-mistakes/2022.report.md';
import draftYaml from '../../examples/draft-with-mistakes/2022.report.yaml';
import draftProject from '../../examples/draft-with-mistakes/reportwright.yaml';
import { Analyser } from '../../src/core/analyser.ts';
import type { Analysis } from '../../src/core/analysis.ts';
import { ReportDocument } from '../../src/core/document/document.ts';
import type { Form } from '../../src/core/document/form.ts';
import { Messages } from '../../src/core/messages/messages.ts';
import type { TextChange } from '../../src/core/text/span.ts';
import { shift } from '../../src/core/text/span.ts';
import { analyse, projectOf, said, spanOf } from './support/analyse.ts';
import { seeded } from './support/random.ts';

const project = projectOf(draftProject);
const today = '2023-01-01';

/** Everything that anybody sees of the problems, at its place in the text. */
function seen(analysis: Analysis): unknown[] {
  const { document, problems } = analysis;
  return problems.map((problem) => ({
    code: problem.code,
    level: problem.level,
    span: spanOf(analysis, problem),
    params: problem.params,
    fixes: problem.fixes.map(({ title, params, edits }) => ({
      title,
      params,
      edits: edits.map(({ block = problem.block, span, text }) => ({
        span: shift(span, document.startOf(block)),
        text,
      })),
    })),
  }));
}

/** What people and input methods put anywhere, and what makes other blocks mean something else. */
const pieces =
  '项|\n|```|\n```\n|```yaml 指标\n|# |- 任务: x\n|"|\'|{|}|[|]|: |：|，|  |\t|---\n|😀|\r\n|A: 1项\n|{{|}}|](metric:|#同比|@2021|&a |<<: |%|__proto__: 1\n|\ud800|\0|指标:\n|章节:\n  - 标题: x\n|语言: en\n|报告期: 2021\n|阶段: 定稿\n|title: x\n|截至日期: 2020-01-01\n|0|-|亿元|fiscal-year-start: 4\n|organizations: [区发改剧]\n'.split(
    '|',
  );

function anyChange(text: string, random: (below: number) => number): TextChange {
  const at = random(text.length + 1);
  const line = text.lastIndexOf('\n', at) + 1;
  const next = text.indexOf('\n', line) + 1 || text.length;
  const piece = pieces[random(pieces.length)]!;
  switch (random(5)) {
    case 0:
      return { span: { start: at, end: at }, text: piece };
    case 1:
      return { span: { start: at, end: Math.min(text.length, at + 1 + random(4)) }, text: '' };
    case 2:
      return { span: { start: at, end: Math.min(text.length, at + random(30)) }, text: piece };
    case 3:
      return { span: { start: line, end: next }, text: '' };
    default:
      return { span: { start: line, end: line }, text: text.slice(at, at + random(60)) };
  }
}

describe('an analysis', () => {
  const reports: readonly (readonly [string, Form, string])[] = [
    ['a draft in Markdown', 'markdown', draftMarkdown],
    ['a draft in YAML', 'yaml', draftYaml],
    ['an English report', 'markdown', english],
  ];
  for (const [name, form, original] of reports) {
    it(`after any edits of ${name} is that of the text opened anew, and all of it lies in the text`, function () {
      this.timeout(60_000);
      const messages = new Messages('en', (term) => term);
      const random = seeded(original.length);
      const kept = new Analyser(project, 'report');
      for (let round = 0; round < 2; round++) {
        let document = ReportDocument.open(original, form, project.grammar);
        for (let step = 0; step < 25; step++) {
          const change = anyChange(document.text, random);
          document = document.edit([change]);
          const analysis = kept.analyse(document, { today });
          const where = `round ${round}, step ${step}: ${JSON.stringify(change)}`;
          assert.deepEqual(seen(analysis), seen(analyse(document.text, { form, project, today })), where);
          for (const problem of analysis.problems) {
            const { start, end } = spanOf(analysis, problem);
            assert.ok(start >= 0 && start <= end && end <= document.text.length, where);
            assert.doesNotMatch(messages.issue(problem), /^issue\./, where);
          }
        }
      }
    });
  }

  it('knows again what depends on the language and the period of a report when they change', () => {
    const text = (head: string) =>
      `---\n标题: a\n${head}\n---\n[5项](metric:A)\n\`\`\`yaml 指标\nA: { 数值: 4项, 时期: 2021 }\na: { 数值: 5项, 时期: 2022 }\nB: { vaule: 3项 }\n\`\`\`\n`;
    const kept = new Analyser(project, 'report');
    let document = ReportDocument.open(text('报告期: 2022'), 'markdown', project.grammar);
    for (const head of [
      '报告期: 2022',
      '报告期: 2021',
      '报告期: 2021\n语言: en',
      '报告期: 2022',
      '报告期: 2022H1',
    ]) {
      document = document.edit([{ span: { start: 0, end: document.text.length }, text: text(head) }]);
      assert.deepEqual(
        seen(kept.analyse(document, { today })),
        seen(analyse(document.text, { project, today })),
        head,
      );
    }
  });

  it('of a broken block leaves the problems of the others as they are', () => {
    const broken = ['A: { 数值: 1项', 'A: "1项', '\tA: 1项', 'A: [[[', 'A: &x *y', 'A:\n   B: 1\n  C: 2'];
    for (const lines of broken) {
      const text = `---\n标题: a\n---\n[2项](metric:B)\n\`\`\`yaml 指标\n${lines}\nB: 1项\n\`\`\`\n\`\`\`yaml 任务\n- 任务: b\n  状态: 完城\n\`\`\`\n`;
      const codes = said(analyse(text, { today }));
      assert.ok(codes.includes('value-mismatch: 2项'), `${lines}: ${codes.join(', ')}`);
      assert.ok(codes.includes('unknown-value: 完城'), `${lines}: ${codes.join(', ')}`);
    }
  });

  it('is made of anything', () => {
    const texts: readonly (readonly [Form, string])[] = [
      [
        'markdown',
        '```yaml 指标\n__proto__: { 数值: 3项 }\nconstructor: 1项\ntoString: { 其中: { __proto__: 9项 } }\n```\n{{__proto__}}',
      ],
      [
        'yaml',
        '__proto__: 1\ntitle: a\nmetrics:\n  __proto__:\n    value: 3项\n    by: { __proto__: { constructor: 1项 } }\n',
      ],
      ['markdown', '```yaml 指标\nA\ud800: \udc00项\nB: 3\ud83d项\0\n```\n\ud800[3\udfff项](metric:B)\0'],
      ['markdown', '\ufeff---\n标题: a\n---\n'],
      ['yaml', '\ufefftitle: a\n'],
      [
        'yaml',
        `title: a\nx:\n${Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth + 1)}k:\n`).join('')}`,
      ],
      ['markdown', `\`\`\`yaml 指标\nA: ${'['.repeat(2000)}\n\`\`\`\n`],
      ['markdown', `\`\`\`yaml 指标\nA: ${'- '.repeat(2000)}\n\`\`\`\n`],
    ];
    for (const [form, text] of texts) {
      const analysis = analyse(text, { form, today });
      for (const problem of analysis.problems) {
        const { start, end } = spanOf(analysis, problem);
        assert.ok(start >= 0 && start <= end && end <= text.length, JSON.stringify(text.slice(0, 40)));
      }
    }
  });

  it('takes time in proportion to the text', function () {
    this.timeout(60_000);
    const hostile: Readonly<Record<string, string>> = {
      references: '[a](metric:'.repeat(3000),
      braces: '{{'.repeat(30_000),
      figures: '完成105项，'.repeat(3000),
      'unknown keys': `\`\`\`yaml 指标\nA: { ${Array.from({ length: 2500 }, (_, key) => `k${key}: v`).join(', ')} }\n\`\`\`\n`,
    };
    for (const [name, text] of Object.entries(hostile)) {
      const start = performance.now();
      analyse(text, { today });
      const took = performance.now() - start;
      assert.ok(took < 6000, `${name}: ${took.toFixed(0)} ms`);
    }
  });
});
