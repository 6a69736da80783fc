import assert from 'node:assert/strict';
import pages from 'sources:docs/rules';
import englishOthers from '../../l10n/en.json';
import englishProblems from '../../l10n/en.problems.json';
import chineseOthers from '../../l10n/zh-cn.json';
import chineseProblems from '../../l10n/zh-cn.problems.json';
import manifest from '../../package.json';
import manifestEn from '../../package.nls.json';
import manifestZh from '../../package.nls.zh-cn.json';
import type { Analysis, Problem } from '../../src/core/analysis.ts';
import { formOf } from '../../src/core/document/form.ts';
import { Library } from '../../src/core/library.ts';
import type { Files } from '../../src/core/project/files.ts';
import { rules } from '../../src/core/rules/index.ts';
import { sentence } from './support/analyse.ts';

const en = { ...englishOthers, ...englishProblems };
const zh = { ...chineseOthers, ...chineseProblems };

const codes = [
  ...new Set(
    Object.keys(en)
      .filter((key) => key.startsWith('issue.'))
      .map((key) => key.slice('issue.'.length).split('+')[0]!),
  ),
];
const { 'README.md': index = '', ...byFile } = pages;

describe('the pages of problems', () => {
  it('are there for every code, and for no other', () => {
    assert.deepEqual(Object.keys(byFile).sort(), codes.map((code) => `${code}.md`).sort());
  });

  it('are all listed in the index, each once', () => {
    const listed = [...index.matchAll(/\]\(([a-z-]+)\.md\)/g)].map((match) => match[1]!);
    assert.deepEqual(listed.sort(), [...codes].sort());
  });

  for (const [file, page] of Object.entries(byFile)) {
    const code = file.slice(0, -'.md'.length);
    const level = /level \*\*(error|warning|info)\*\*/.exec(page)?.[1];
    const origin = /origin: \[(fact|standard|practice|house)\]/.exec(page)?.[1];

    it(`${code}: what the page says is so`, async () => {
      assert.match(page, new RegExp(`^# .+\n\n\`${code}\``));
      const ruled = Object.values(rules)
        .flat()
        .filter((rule) => code in rule.codes);
      assert.ok(ruled.length === 0 || ruled.some((rule) => rule.origin === origin), `origin ${origin}`);
      assert.ok(level, 'no level');

      const wrong = filesOf(part(page, 'Example'));
      if (wrong === undefined) return assert.ok(withoutExample.has(code), 'no example');
      // Whether a folder is trusted is nothing that a file could say.
      const found = await check(wrong, code !== 'schema-untrusted');
      assert.deepEqual(
        [...new Set(found.map(({ problem }) => `${problem.level} ${problem.code}`))],
        [`${level} ${code}`],
      );
      const quoted = [...page.matchAll(/^> (.+)$/gm)].map((match) => match[1]);
      assert.deepEqual(quoted, sentencesOf(found));

      const right = filesOf(part(page, 'Mended'));
      assert.deepEqual(sentencesOf(right ? await check(right, true) : []), []);
    });
  }
});

/** Problems that no file of a reasonable size shows, or that depend on the editor. */
const withoutExample = new Set([
  'user-schema-too-large',
  'user-schema-not-supported',
  'yaml-too-many-entries',
  'yaml-too-many-mistakes',
]);

describe('the two languages', () => {
  const paramsOf = (text: string) =>
    [...new Set([...text.matchAll(/\{([\w-]+)\}/g)].map((match) => match[1]))].sort();

  it('have the same texts', () => assert.deepEqual(Object.keys(zh).sort(), Object.keys(en).sort()));
  it('fill the same parameters into each', () => {
    for (const [key, text] of Object.entries(en))
      assert.deepEqual(paramsOf((zh as Record<string, string>)[key] ?? ''), paramsOf(text), key);
  });
  it('have the same texts in the manifest, and use them all', () => {
    const used = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map((match) => match[1]!);
    assert.deepEqual(Object.keys(manifestZh).sort(), Object.keys(manifestEn).sort());
    assert.deepEqual([...new Set(used)].sort(), Object.keys(manifestEn).sort());
  });
});

/** What stands under a heading of a page. */
function part(page: string, heading: string): string {
  return page.split(/^## /m).find((one) => one.startsWith(`${heading}\n`)) ?? '';
}

/** The files that a part of a page shows, by their names; undefined where it shows none. */
function filesOf(text: string): Readonly<Record<string, string>> | undefined {
  const shown = [...text.matchAll(/^`([^`\n]+)`\n\n(`{3,})\w+\n([\s\S]*?\n)\2$/gm)];
  return shown.length > 0 ? Object.fromEntries(shown.map((match) => [match[1]!, match[3]!])) : undefined;
}

interface Found {
  readonly analysis: Analysis;
  readonly problem: Problem;
}

/** Everything that is wrong in files that lie in one folder. */
async function check(texts: Readonly<Record<string, string>>, trusted: boolean): Promise<Found[]> {
  const files: Files = {
    read: async (path) => texts[path],
    resolve: (_from, relative) => relative.replace(/^\.\//, ''),
    foldersAbove: () => [''],
    join: (_folder, name) => name,
  };
  const found: Found[] = [];
  for (const [path, text] of Object.entries(texts)) {
    if (!formOf(path)) continue;
    const library = new Library(files, () => trusted);
    const analysis = await library.withAnalysis(path, text, { today: '2022-12-31' }, (all) => all);
    found.push(...analysis.problems.map((problem) => ({ analysis, problem })));
  }
  return found;
}

/** Each sentence once, in English and in Chinese. */
function sentencesOf(found: readonly Found[]): string[] {
  return [
    ...new Set(
      found.flatMap(({ analysis, problem }) => [
        sentence(analysis, problem, 'en'),
        sentence(analysis, problem, 'zh'),
      ]),
    ),
  ];
}
