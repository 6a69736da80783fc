import assert from 'node:assert/strict';
import english from '../../../examples/annual-results-en/2024.report.md';
import englishProject from '../../../examples/annual-results-en/reportwright.yaml';
import districtMarkdown from '../../../examples/district-reform-2022/2022.report.md';
import districtYaml from '../../../examples/district-reform-2022/2022.report.yaml';
import districtProject from '../../../examples/district-reform-2022/reportwright.yaml';
import draftMarkdown from '../../../examples/draft-with-mistakes/2022.report.md';
import draftYaml from '../../../examples/draft-with-mistakes/2022.report.yaml';
import draftProject from '../../../examples/draft-with-mistakes/reportwright.yaml';
import { Analyser } from '../../../src/core/analyser.ts';
import type { Analysis, Problem } from '../../../src/core/analysis.ts';
import { ReportDocument } from '../../../src/core/document/document.ts';
import type { Form } from '../../../src/core/document/form.ts';
import { actions } from '../../../src/core/features/actions.ts';
import { projectOf } from '../support/analyse.ts';

const reports: readonly (readonly [string, string, Form, string])[] = [
  ['the English example', english, 'markdown', englishProject],
  ['the district example in Markdown', districtMarkdown, 'markdown', districtProject],
  ['the district example in YAML', districtYaml, 'yaml', districtProject],
  ['the draft in Markdown', draftMarkdown, 'markdown', draftProject],
  ['the draft in YAML', draftYaml, 'yaml', draftProject],
];

/** In how many places of each text everything that is offered is tried. */
const places = 250;

/** Numbers from 0 to 1 that look random and are the same in each run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

const saidBy = ({ code, params }: Problem) => `${code} ${JSON.stringify(params)}`;
const errorsIn = ({ problems }: Analysis) => problems.filter(({ level }) => level === 'error').map(saidBy);

/** Those that are not among others, each as often as it stands there. */
function without(all: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return all.filter((one) => {
    const index = left.indexOf(one);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

describe('what is offered anywhere in an example', () => {
  for (const [name, text, form, projectText] of reports) {
    it(`makes nothing worse in ${name}`, () => {
      const project = projectOf(projectText);
      const analyser = new Analyser(project, 'report');
      const document = ReportDocument.open(text, form, project.grammar);
      const analyse = (one: ReportDocument) => analyser.analyse(one, { today: '2022-12-31' });
      const random = numbers(7);
      const offsets = new Set(
        Array.from({ length: places }, () => Math.floor(random.next().value! * text.length)),
      );
      let tried = 0;
      for (const offset of offsets) {
        const analysis = analyse(document);
        const before = errorsIn(analysis);
        const block = document.blockAt(offset)!;
        const start = document.startOf(block);
        const around = { start, end: start + block.text.length };
        for (const action of actions(analysis, { start: offset, end: offset })) {
          const { kind, title, changes } = action;
          const what = `${title.key} ${JSON.stringify(title.params)} at ${offset}: ${text.slice(offset - 20, offset)}|${text.slice(offset, offset + 20)}`;
          const after = errorsIn(analyse(document.edit(changes)));
          // What cannot be read hides what is wrong in it: mending it may show that.
          if (kind === 'quickfix')
            assert.ok(after.length <= before.length, `${what}\n${without(after, before).join('\n')}`);
          else assert.deepEqual(without(after, before), [], what);
          if ((kind === 'rewrite' || kind === 'inline') && title.key !== 'action.sort-keys-all') {
            for (const { span } of changes)
              assert.ok(around.start <= span.start && span.end <= around.end, `${what}: outside of its item`);
          }
          analyse(document);
          tried++;
        }
      }
      assert.ok(tried > 20, `${tried} actions`);
    });
  }
});
