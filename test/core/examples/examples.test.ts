import assert from 'node:assert/strict';
import english from '../../../examples/annual-results-en/2024.report.md';
import englishProject from '../../../examples/annual-results-en/reportwright.yaml';
import districtMarkdown from '../../../examples/district-reform-2022/2022.report.md';
import districtYaml from '../../../examples/district-reform-2022/2022.report.yaml';
import districtProject from '../../../examples/district-reform-2022/reportwright.yaml';
import draftMarkdown from '../../../examples/draft-with-mistakes/2022.report.md';
import draftYaml from '../../../examples/draft-with-mistakes/2022.report.yaml';
import draftProject from '../../../examples/draft-with-mistakes/reportwright.yaml';
import type { Analysis } from '../../../src/core/analysis.ts';
import type { Form } from '../../../src/core/document/form.ts';
import { factOf } from '../../../src/core/model/metric.ts';
import { allTasks } from '../../../src/core/model/report.ts';
import { foldName } from '../../../src/core/text/names.ts';
import { analyse, projectOf, said, spanOf } from '../support/analyse.ts';
import mistakes from './mistakes.json';

function check(text: string, form: Form, project: string): Analysis {
  return analyse(text, { form, project: projectOf(project) });
}

const toMend = (analysis: Analysis) =>
  said({ ...analysis, problems: analysis.problems.filter((one) => one.level !== 'info') });

describe('the example reports', () => {
  const good: readonly (readonly [string, Analysis])[] = [
    ['district-reform-2022/2022.report.md', check(districtMarkdown, 'markdown', districtProject)],
    ['district-reform-2022/2022.report.yaml', check(districtYaml, 'yaml', districtProject)],
    ['annual-results-en/2024.report.md', check(english, 'markdown', englishProject)],
  ];
  for (const [name, analysis] of good) {
    it(`${name} has nothing to mend`, () => assert.deepEqual(toMend(analysis), []));
  }
  for (const [name, text] of Object.entries({ districtProject, englishProject, draftProject })) {
    it(`${name} has nothing to mend`, () =>
      assert.deepEqual(said(analyse(text, { form: 'yaml', root: 'project' })), []));
  }

  it('the district report holds the facts of the year', () => {
    for (const [name, { report }] of good.slice(0, 2)) {
      assert.ok(report.metrics.length >= 36, `${name}: ${report.metrics.length} metrics`);
      assert.equal(allTasks(report.tasks).filter(({ task }) => task.list === 'plan').length, 14, name);
      assert.equal(report.sections.filter((section) => section.level === 2).length >= 8, true, name);
    }
  });

  it('both forms of the district report state the same figures', () => {
    const [markdown, yaml] = good.map(([, { report }]) =>
      report.metrics
        .flatMap((metric) =>
          metric.facts.map((fact) =>
            [
              foldName(metric.name?.text ?? ''),
              fact.facet,
              fact.figure.approx,
              fact.figure.low.toFixed(),
              fact.figure.unit?.match.unit.id ?? '',
            ].join(' '),
          ),
        )
        .sort(),
    );
    assert.deepEqual(markdown, yaml);
  });

  it('the English report reads its figures', () => {
    const { register } = good[2]![1];
    const spending = register.find('operating spending')[0];
    assert.equal(spending && factOf(spending, 'value')?.figure.low.toFixed(), '184600000');
  });
});

describe('the draft with mistakes', () => {
  const drafts: Readonly<Record<string, Analysis>> = {
    '2022.report.md': check(draftMarkdown, 'markdown', draftProject),
    '2022.report.yaml': check(draftYaml, 'yaml', draftProject),
  };
  const found = Object.entries(drafts).flatMap(([file, analysis]) => {
    return analysis.problems.map((problem) => {
      const { start, end } = spanOf(analysis, problem);
      return {
        level: problem.level,
        says: `${file}:${analysis.document.rangeOf(problem).start.line} ${problem.code} ${analysis.document.text.slice(start, end)}`,
      };
    });
  });

  for (const { file, code, text, line } of mistakes) {
    it(`${file}: ${code} at “${text}”`, () => {
      const wanted = `${file}:${line} ${code} ${text}`;
      assert.equal(
        found.filter(({ says }) => says === wanted).length,
        1,
        found.map(({ says }) => says).join('\n'),
      );
    });
  }

  it('has no other problems', () => {
    const listed = new Set(mistakes.map(({ file, code, text, line }) => `${file}:${line} ${code} ${text}`));
    assert.deepEqual(
      found.filter(({ says, level }) => level !== 'info' && !listed.has(says)),
      [],
    );
  });
});
