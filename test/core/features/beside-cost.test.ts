import assert from 'node:assert/strict';
import { Analyser } from '../../../src/core/analyser.ts';
import type { Analysis } from '../../../src/core/analysis.ts';
import type { Block } from '../../../src/core/document/block.ts';
import { ReportDocument } from '../../../src/core/document/document.ts';
import type { Form } from '../../../src/core/document/form.ts';
import { codeLenses, LensWriter } from '../../../src/core/features/code-lenses.ts';
import { inlayHints } from '../../../src/core/features/inlay-hints.ts';
import { PerBlock } from '../../../src/core/features/per-block.ts';
import { type KeptTokens, semanticTokens } from '../../../src/core/features/semantic-tokens.ts';
import type { Named } from '../../../src/core/features/uses.ts';
import { messagesAbout } from '../../../src/core/messages/messages.ts';
import { makeReport } from '../../bench/reports.ts';
import { projectOf } from '../support/analyse.ts';
import { seeded } from '../support/random.ts';

const project = projectOf('organizations: [区财政局, 区审计局, 区委改革办]\n');
const input = { today: '2022-12-31' };
const messages = messagesAbout('zh', 'zh', (term) => term);

function lensesOf(analysis: Analysis, named?: Named): readonly unknown[] {
  const writer = new LensWriter(analysis, named);
  return codeLenses(analysis, { metrics: 'each', tasks: true }).map((lens) => [
    lens.at,
    writer.write(lens, messages),
  ]);
}

/** One file through its versions. */
class File {
  readonly #analyser = new Analyser(project, 'report');
  document: ReportDocument;

  constructor(text: string, form: Form) {
    this.document = ReportDocument.open(text, form, project.grammar);
  }

  get analysis(): Analysis {
    return this.#analyser.analyse(this.document, input);
  }

  type(at: number, text: string, instead = 0): void {
    this.document = this.document.edit([{ span: { start: at, end: at + instead }, text }]);
  }
}

/** In how many blocks tokens and names of metrics are looked for after the dearest of some edits, each of words that are found. */
function dearest(form: Form, bytes: number, words: string, letters: string) {
  const file = new File(makeReport({ form, bytes }), form);
  const random = seeded(bytes);
  const tokens: KeptTokens = new PerBlock();
  const named: Named = new PerBlock();
  const look = () => {
    const { analysis } = file;
    const before = { tokens: tokens.found, named: named.found };
    const shown = [semanticTokens(analysis, true, undefined, tokens), lensesOf(analysis, named)];
    return { shown, analysis, tokens: tokens.found - before.tokens, named: named.found - before.named };
  };
  const first = look();
  assert.ok(first.tokens > 50 && first.named > 50, 'all of them at first');
  const most = { tokens: 0, named: 0 };
  for (let count = 0; count < 10; count++) {
    const { text } = file.document;
    const at = text.indexOf(words, random(Math.floor(text.length * 0.9)));
    assert.ok(at >= 0, words);
    file.type(at + words.length, letters);
    const { shown, analysis, ...cost } = look();
    most.tokens = Math.max(most.tokens, cost.tokens);
    most.named = Math.max(most.named, cost.named);
    if (count % 5 === 0) assert.deepEqual(shown, [semanticTokens(analysis, true), lensesOf(analysis)]);
  }
  return most;
}

describe('what is shown beside the text costs what an edit touches:', () => {
  const edits: readonly (readonly [string, Form, string, string, number])[] = [
    ['a digit of a value, Markdown', 'markdown', '数值: ', '1', 3],
    ['a digit of a value, YAML', 'yaml', '数值: ', '1', 3],
    ['a letter of prose, Markdown', 'markdown', '惠及', '了', 1],
    ['a letter of prose, YAML', 'yaml', '完成', '了', 1],
    ['a new line above all', 'markdown', '# ', '一', 2],
  ];
  for (const [name, form, words, letters, most] of edits)
    it(name, function () {
      this.timeout(120_000);
      const small = dearest(form, 20_000, words, letters);
      const large = dearest(form, 200_000, words, letters);
      for (const cost of [small, large])
        assert.ok(
          cost.tokens <= most && cost.named <= most,
          `${JSON.stringify(small)} at 20 KB, ${JSON.stringify(large)} at 200 KB`,
        );
    });

  it('hints and tokens of a part, which look at its blocks alone', () => {
    const file = new File(makeReport({ form: 'markdown', bytes: 100_000 }), 'markdown');
    const { analysis } = file;
    const middle = Math.floor(file.document.text.length / 2);
    const range = { start: middle, end: middle + 1000 };
    const blocks = file.document.blocksIn(range).length;
    assert.ok(blocks > 3 && blocks < 60, String(blocks));
    let looked = 0;
    const { document, project, report, asOf } = analysis;
    const of = (block: Block) => {
      looked++;
      return analysis.of(block);
    };
    const kinds = new Set(['change', 'inserted-value', 'days-left'] as const);
    inlayHints({ document, project, report, asOf, of }, range, kinds, messages);
    assert.equal(looked, blocks);
    const known: KeptTokens = new PerBlock();
    semanticTokens(analysis, true, range, known);
    assert.ok(known.found <= blocks, String(known.found));
  });
});

describe('what is kept of a block', () => {
  it('is looked for again as soon as something else is known of it', () => {
    const { analysis } = new File('共{{会议}}。\n', 'markdown');
    const reading = analysis.of(analysis.document.blocks.at(0)!);
    const { block, model, content, references, owner, problems } = reading;
    const same = { block, model, content, references, owner, problems };
    const known = new PerBlock<number>();
    const found = [
      same,
      { ...same },
      { ...same, problems: [] },
      { ...same, model: { ...model } },
      same,
      { ...same, content: { ...content } },
      same,
      { ...same, references: [...references] },
    ].map((one) => known.of(one, () => known.found));
    assert.deepEqual(found, [1, 1, 1, 2, 3, 4, 5, 6]);
  });

  const look = (file: File, tokens: KeptTokens, named: Named) => {
    const { analysis } = file;
    const shown = [semanticTokens(analysis, true, undefined, tokens), lensesOf(analysis, named)];
    assert.deepEqual(shown, [semanticTokens(analysis, true), lensesOf(analysis)]);
    return analysis;
  };
  const cases: readonly (readonly [string, Form, string, string, string])[] = [
    [
      'holds no longer where a name that it refers to is stated',
      'markdown',
      '共{{会议}}，[5次](metric:会议)。\n\n```yaml 指标\n会 议: 5次\n会诊: 6次\n```\n',
      '会诊',
      '会议',
    ],
    [
      'nor where it is no longer stated',
      'markdown',
      '共{{会议}}。\n\n```yaml 指标\n会议: 5次\n```\n\n```yaml 任务\n- 任务: 甲\n  关联指标: [会议]\n```\n',
      '会议: 5',
      '会诊: 5',
    ],
    [
      'nor where a part of a name becomes a metric',
      'yaml',
      '指标:\n  合计: { 数值: 3项, 分项: [甲, 乙] }\n  丙: 3项\n',
      '丙',
      '甲',
    ],
    [
      'nor where the dates of the report change',
      'markdown',
      '---\n报告期: 2022\n---\n\n共{{会议}}。\n\n```yaml 指标\n会议: 5次\n```\n',
      '2022',
      '2023',
    ],
    [
      'nor where the fence above it makes something else of it',
      'markdown',
      '共{{甲}}。\n\n```yaml 指标\n甲: 5次\n```\n',
      '指标',
      '术语',
    ],
  ];
  for (const [name, form, text, from, to] of cases)
    it(name, () => {
      const file = new File(text, form);
      const tokens: KeptTokens = new PerBlock();
      const named: Named = new PerBlock();
      look(file, tokens, named);
      file.type(text.indexOf(from), to, from.length);
      look(file, tokens, named);
      file.type(text.indexOf(from), from, to.length);
      look(file, tokens, named);
    });
});
