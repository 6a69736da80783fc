import assert from 'node:assert/strict';
import fs from 'node:fs';
import englishProblems from '../../../l10n/en.problems.json';
import chineseProblems from '../../../l10n/zh-cn.problems.json';

const tables: readonly Readonly<Record<string, string>>[] = [englishProblems, chineseProblems];

describe('sentences of schema issues', () => {
  const files = ['validate.ts', 'user-schema.ts', 'link-schema.ts'].map((file) =>
    fs.readFileSync(`src/core/schema/${file}`, 'utf8'),
  );
  const codes = new Set(
    files.flatMap((text) =>
      [
        ...text.matchAll(
          /'((?:missing|unknown|duplicate|wrong|not|out|too|repeated|pattern|schema|metric|user-schema)-[a-z-]+)'/g,
        ),
      ].map((match) => match[1]!),
    ),
  );
  it('are all found', () => assert.ok(codes.size > 35, `${codes.size}`));
  for (const code of codes) {
    it(code, () => {
      for (const table of tables) assert.ok(table[`issue.${code}`], code);
    });
  }

  it('name the same parameters in both languages', () => {
    const params = (text: string) => [...text.matchAll(/\{([\w-]+)\}/g)].map((match) => match[1]).sort();
    const [english, chinese] = tables;
    for (const code of codes) {
      for (const variant of [
        '',
        '+nearest',
        '+first',
        '+rule',
        '+name',
        '+limit',
        '+broken',
        '+parts',
        '+work',
      ]) {
        const key = `issue.${code}${variant}`;
        assert.deepEqual(
          [...new Set(params(english![key] ?? ''))],
          [...new Set(params(chinese![key] ?? ''))],
          key,
        );
      }
    }
  });
});
