import MarkdownIt from 'markdown-it';
import { parseDocument } from 'yaml';
import { Analyser } from '../../src/core/analyser.ts';
import { ReportDocument } from '../../src/core/document/document.ts';
import { complete } from '../../src/core/features/complete.ts';
import { readProject } from '../../src/core/project/project.ts';
import { makeReport } from './reports.ts';

/** One comparison: the same text given to both sides, in turn. */
interface Measure {
  readonly name: string;
  readonly peer: string;
  readonly ours: () => void;
  readonly theirs: () => void;
}

const project = readProject('organizations: [区财政局, 区审计局, 区委改革办]\n');
const input = { today: '2022-12-31' };
const rounds = 9;

function measures(form: 'markdown' | 'yaml', bytes: number): Measure[] {
  const text = makeReport(form, bytes);
  const size = `${form === 'markdown' ? 'Markdown' : 'YAML'} ${Math.round(Buffer.byteLength(text) / 1024)} KB`;
  const markdown = new MarkdownIt();
  const theirs = form === 'markdown' ? () => void markdown.parse(text, {}) : () => void parseDocument(text);
  const peer = form === 'markdown' ? 'markdown-it parse' : 'yaml parseDocument';
  const analyser = new Analyser(project, 'report');
  let document = ReportDocument.open(text, form, project.grammar);
  let analysis = analyser.analyse(document, input);
  const at = text.indexOf('数值: ', text.length / 2) + 4;
  let grown = false;
  const key = () => {
    // One digit comes, and goes again with the next key.
    document = document.edit([
      grown ? { span: { start: at, end: at + 1 }, text: '' } : { span: { start: at, end: at }, text: '1' },
    ]);
    grown = !grown;
    analysis = analyser.analyse(document, input);
  };
  return [
    { name: `${size}: key → problems`, peer, ours: key, theirs },
    {
      name: `${size}: open → problems`,
      peer,
      ours: () =>
        void new Analyser(project, 'report').analyse(ReportDocument.open(text, form, project.grammar), input),
      theirs,
    },
    { name: `${size}: complete a unit`, peer, ours: () => void complete(analysis, at, 'report'), theirs },
  ];
}

function time(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

console.log(
  `Medians of ${rounds} interleaved runs, milliseconds; a ratio below 1 is faster than the peer's full parse.\n`,
);
console.log('| measure | ours | peer | ratio |\n| --- | --- | --- | --- |');
for (const bytes of [10_000, 100_000, 1_000_000]) {
  for (const form of ['markdown', 'yaml'] as const) {
    for (const { name, peer, ours, theirs } of measures(form, bytes)) {
      const our: number[] = [];
      const their: number[] = [];
      for (let round = -2; round < rounds; round++) {
        const one = time(ours);
        const other = time(theirs);
        // The first rounds warm both sides up.
        if (round >= 0) {
          our.push(one);
          their.push(other);
        }
      }
      const ratio = median(our) / median(their);
      console.log(
        `| ${name} | ${median(our).toFixed(2)} | ${median(their).toFixed(2)} (${peer}) | ${ratio.toFixed(3)} |`,
      );
    }
  }
}
