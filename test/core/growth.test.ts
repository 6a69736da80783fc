import assert from 'node:assert/strict';
import { Analyser } from '../../src/core/analyser.ts';
import { ReportDocument } from '../../src/core/document/document.ts';
import type { Form } from '../../src/core/document/form.ts';
import type { TextChange } from '../../src/core/text/span.ts';
import { makeReport } from '../bench/reports.ts';
import { projectOf } from './support/analyse.ts';
import { seeded } from './support/random.ts';

const project = projectOf('organizations: [区财政局, 区审计局, 区委改革办]\n');
const input = { today: '2022-12-31' };

interface Cost {
  /** Blocks that are others than before. */
  readonly fresh: number;
  /** Blocks that were read, and blocks that were checked. */
  readonly read: number;
  readonly checked: number;
}

/** What the dearest of some edits costs, each made and taken back. */
function dearest(
  form: Form,
  bytes: number,
  edit: (text: string, random: (below: number) => number) => TextChange,
  oneSection: boolean,
): Cost {
  const text = makeReport({ form, bytes, oneSection });
  const random = seeded(bytes);
  const analyser = new Analyser(project, 'report');
  let document = ReportDocument.open(text, form, project.grammar);
  void analyser.analyse(document, input).problems;
  let cost: Cost = { fresh: 0, read: 0, checked: 0 };
  for (let count = 0; count < 40; count++) {
    const change = edit(text, random);
    const { start, end } = change.span;
    const back = { span: { start, end: start + change.text.length }, text: text.slice(start, end) };
    for (const one of [change, back]) {
      const before = document;
      const { read, checked } = analyser.work;
      document = document.edit([one]);
      void analyser.analyse(document, input).problems;
      const { head, tail } = document.blocks.commonWith(before.blocks);
      cost = {
        fresh: Math.max(cost.fresh, document.blocks.length - head - tail),
        read: Math.max(cost.read, analyser.work.read - read),
        checked: Math.max(cost.checked, analyser.work.checked - checked),
      };
    }
  }
  assert.equal(document.text, text);
  return cost;
}

/** A place behind some words of the text, found from anywhere in it. */
function behind(words: string, text: string, random: (below: number) => number): number {
  const from = text.indexOf(words, random(Math.floor(text.length * 0.9)));
  const found = from >= 0 ? from : text.indexOf(words);
  assert.ok(found >= 0, words);
  return found + words.length;
}

describe('an edit costs what it touches', () => {
  const typed = (words: string, letters: string) => (text: string, random: (below: number) => number) => {
    const start = behind(words, text, random);
    return { span: { start, end: start }, text: letters };
  };
  const edits: readonly (readonly [string, Form, ReturnType<typeof typed>, Cost, boolean?])[] = [
    ['a digit of a value, Markdown', 'markdown', typed('数值: ', '1'), { fresh: 1, read: 1, checked: 3 }],
    ['a digit of a value, YAML', 'yaml', typed('数值: ', '1'), { fresh: 1, read: 1, checked: 2 }],
    ['a letter of a task, Markdown', 'markdown', typed('任务: ', '再'), { fresh: 1, read: 1, checked: 2 }],
    ['a letter of a task, YAML', 'yaml', typed('任务: ', '再'), { fresh: 1, read: 1, checked: 1 }],
    ['a letter of prose', 'markdown', typed('惠及', '了'), { fresh: 1, read: 1, checked: 1 }],
    ['a letter of prose, YAML', 'yaml', typed('完成', '了'), { fresh: 1, read: 1, checked: 1 }],
    [
      'a letter of a section as long as the report',
      'yaml',
      typed('完成', '了'),
      { fresh: 1, read: 1, checked: 1 },
      true,
    ],
    [
      'a digit of a value in a section as long as the report',
      'yaml',
      typed('数值: ', '1'),
      { fresh: 1, read: 1, checked: 2 },
      true,
    ],
    ['a new item', 'yaml', typed('越高越好\n', '      - 指标名称: 新\n'), { fresh: 2, read: 2, checked: 3 }],
  ];
  for (const [name, form, edit, most, oneSection = false] of edits) {
    it(name, function () {
      this.timeout(120_000);
      const small = dearest(form, 20_000, edit, oneSection);
      const large = dearest(form, 400_000, edit, oneSection);
      for (const cost of [small, large]) {
        assert.ok(
          cost.fresh <= most.fresh && cost.read <= most.read && cost.checked <= most.checked,
          `${JSON.stringify(small)} at 20 KB, ${JSON.stringify(large)} at 400 KB`,
        );
      }
    });
  }

  it('a name that is misspelt everywhere costs who reads it', () => {
    const items = Array.from({ length: 500 }, (_, index) => `指标${index}: ${index}项\n`).join('');
    const text = `[1项](metric:指标1)\n\n[3项](metric:指标三)\n\n\`\`\`yaml 指标\n${items}\`\`\`\n`;
    const analyser = new Analyser(project, 'report');
    let document = ReportDocument.open(text, 'markdown', project.grammar);
    void analyser.analyse(document, input).problems;
    const at = text.indexOf('指标1:') + 3;
    const { checked } = analyser.work;
    document = document.edit([{ span: { start: at, end: at }, text: '0000' }]);
    const { problems } = analyser.analyse(document, input);
    assert.ok(problems.some(({ code }) => code === 'reference-unknown'));
    assert.ok(analyser.work.checked - checked <= 5, String(analyser.work.checked - checked));
  });
});
