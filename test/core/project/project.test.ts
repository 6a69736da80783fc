import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { schemas as bundledSchemas } from '../../../schemas/read.mjs';
import type { Analysis } from '../../../src/core/analysis.ts';
import { Library } from '../../../src/core/library.ts';
import { said, sentence } from '../support/analyse.ts';
import { filesOf } from '../support/files.ts';

const today = '2022-12-31';

async function check(
  path: string,
  texts: Readonly<Record<string, string>>,
  trusted = true,
): Promise<Analysis> {
  const library = new Library(filesOf(texts), () => trusted);
  return library.withAnalysis(path, texts[path]!, { today }, (analysis) => analysis);
}

describe('the project file', () => {
  const report = 'title: 总结\ntasks:\n  - title: a\n    lead: 区财政局\n    due: 2023-06\n';

  it('is found in the nearest folder upwards', async () => {
    const texts = {
      '/w/reportwright.yaml': 'organizations: [区审计局]\n',
      '/w/2022/a.report.yaml': report,
      '/w/2021/reportwright.yml': 'organizations: [区财政局]\n',
      '/w/2021/a.report.yaml': report,
    };
    assert.deepEqual(said(await check('/w/2022/a.report.yaml', texts)), ['organization-unknown: 区财政局']);
    assert.deepEqual(said(await check('/w/2021/a.report.yaml', texts)), []);
  });

  it('may be missing', async () => {
    assert.deepEqual(said(await check('/w/a.report.yaml', { '/w/a.report.yaml': report })), []);
  });

  it('is checked itself', async () => {
    const texts = {
      '/w/reportwright.yaml':
        '单位名录:\n  - 全称: 区财政局\n    简成: 财政局\nrules:\n  unit-missing: 大声\n',
    };
    assert.deepEqual(said(await check('/w/reportwright.yaml', texts)), [
      'unknown-key: 简成',
      'unknown-value: 大声',
    ]);
  });

  it('defines units in either form', async () => {
    const texts = {
      '/w/reportwright.yaml':
        'units:\n  basket: { names: { zh: 箩, en: basket }, dimension: count, concept: basket }\n',
      '/w/a.report.yaml': 'title: 总结\nmetrics:\n  甲: 3箩\n  乙: { value: 4, unit: basket }\n',
    };
    assert.deepEqual(said(await check('/w/a.report.yaml', texts)), []);
  });
});

describe('ledgers', () => {
  const ledger = 'metrics:\n  甲: 3项\norganizations:\n  - 区财政局\n';

  it('lend a report their metrics and organizations', async () => {
    const texts = {
      '/w/l.ledger.yaml': ledger,
      '/w/a.report.yaml':
        '标题: 总结\n台账: ./l.ledger.yaml\n章节:\n  - 标题: 一\n    正文: 共[4项](metric:甲)、{{乙}}。\n    任务:\n      - 任务: a\n        牵头单位: 区审计局\n        完成时限: 2023-06\n',
    };
    const analysis = await check('/w/a.report.yaml', texts);
    assert.deepEqual(said(analysis), [
      'value-mismatch: 4项',
      'insert-unknown: 乙',
      'organization-unknown: 区审计局',
    ]);
  });

  it('are checked themselves, and need no title', async () => {
    const wrong = `${ledger}  - 全程: 区审计局\n`;
    assert.deepEqual(said(await check('/w/l.ledger.yaml', { '/w/l.ledger.yaml': wrong })), [
      'unknown-key: 全程',
    ]);
    assert.deepEqual(said(await check('/w/l.ledger.yaml', { '/w/l.ledger.yaml': ledger })), []);
  });

  it('that are not there are missed where they are named', async () => {
    const texts = {
      '/w/a.report.yaml': '标题: 总结\n台账: [./l.ledger.yaml]\n上年报告: ../2021.report.md\n',
    };
    assert.deepEqual(said(await check('/w/a.report.yaml', texts)), [
      'file-not-found: ./l.ledger.yaml',
      'file-not-found: ../2021.report.md',
    ]);
  });
});

describe('a user’s own schemas', () => {
  const schema = {
    type: 'object',
    properties: { risk: { title: 'Risk', enum: ['high', 'low'], 'x-names': { zh: ['风险'] } } },
    required: ['risk'],
  };
  const report = '标题: 总结\n任务:\n  - 任务: a\n    牵头单位: b\n    完成时限: 2023-06\n';
  const withSchema = (
    text: string,
    name = 'task.schema.json',
    project = `schemas:\n  task: ./${name}\n`,
  ) => ({
    '/w/reportwright.yaml': project,
    [`/w/${name}`]: text,
    '/w/a.report.yaml': report,
    '/w/b.report.yaml': `${report}    风险: high\n`,
    '/w/c.report.yaml': `${report}    风险: 很高\n`,
  });

  it('ask for more than ours do', async () => {
    const texts = withSchema(JSON.stringify(schema));
    assert.deepEqual(said(await check('/w/a.report.yaml', texts)), ['missing-key: 任务']);
    assert.deepEqual(said(await check('/w/b.report.yaml', texts)), []);
    assert.deepEqual(said(await check('/w/c.report.yaml', texts)), ['unknown-value: 很高']);
  });

  it('may be written in YAML', async () => {
    const yaml =
      'type: object\nproperties:\n  risk:\n    title: Risk\n    enum: [high, low]\n    x-names:\n      zh: [风险]\nrequired: [risk]\n';
    const texts = withSchema(yaml, 'task.schema.yaml');
    assert.deepEqual(said(await check('/w/a.report.yaml', texts)), ['missing-key: 任务']);
  });

  it('are not loaded in a folder that is not trusted', async () => {
    const texts = withSchema(JSON.stringify(schema));
    assert.deepEqual(said(await check('/w/a.report.yaml', texts, false)), []);
    assert.deepEqual(said(await check('/w/reportwright.yaml', texts, false)), [
      'schema-untrusted: ./task.schema.json',
    ]);
  });

  it('are neither read nor run in a folder that is not trusted', async function () {
    this.timeout(60_000);
    const { build } = await import('esbuild');
    const { outputFiles } = await build({
      stdin: {
        contents: `
          import { readFoundProject } from './src/core/project/find.ts';
          globalThis.loaded = [];
          const texts = {
            '/w/reportwright.yaml': 'schemas: { task: ./a.json, metric: ./b.yaml }',
            '/w/a.json': '{ "properties": { "risk": { "pattern": "^a" } } }',
            '/w/b.yaml': 'properties: { risk: {} }',
          };
          const tell = async (trusted) => {
            const read = [];
            const files = {
              read: async (path) => { read.push(path); return texts[path]; },
              resolve: (_from, relative) => relative.replace('.', '/w'),
              foldersAbove: () => ['/w'],
              join: (folder, name) => folder + '/' + name,
            };
            const { schemaProblems } = await readFoundProject('/w/reportwright.yaml', files, trusted);
            return { read, loaded: [...globalThis.loaded], codes: schemaProblems.map((problem) => problem.code) };
          };
          console.log(JSON.stringify([await tell(false), await tell(true)]));`,
        resolveDir: process.cwd(),
      },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      plugins: [
        bundledSchemas,
        {
          name: 'watched',
          setup({ onResolve, onLoad }) {
            onResolve({ filter: /^(?:ajv|re2js)/ }, ({ path, namespace }) =>
              namespace === 'watched' ? { path, external: true } : { path, namespace: 'watched' },
            );
            onLoad({ filter: /.*/, namespace: 'watched' }, ({ path }) => ({
              contents: `globalThis.loaded.push('${path}'); export * from '${path}'; export { ${path === 're2js' ? 'RE2JS' : 'default'} } from '${path}';`,
              resolveDir: process.cwd(),
            }));
          },
        },
      ],
    });
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-'], {
      encoding: 'utf8',
      input: outputFiles[0]!.text,
    });
    assert.equal(stderr, '');
    assert.deepEqual(JSON.parse(stdout), [
      { read: ['/w/reportwright.yaml'], loaded: [], codes: ['schema-untrusted', 'schema-untrusted'] },
      {
        read: ['/w/reportwright.yaml', '/w/a.json', '/w/b.yaml'],
        loaded: ['re2js', 'ajv/dist/2020.js'],
        codes: [],
      },
    ]);
    const untrusted = await check('/w/reportwright.yaml', withSchema('{}'), false);
    assert.equal(
      sentence(untrusted, untrusted.problems[0]!),
      'This folder is not trusted, so “./task.schema.json” is not loaded. Trust the folder to use a schema of your own.',
    );
  });

  it('are refused where they lie elsewhere, cannot be read or are none', async () => {
    const problems = async (project: string, text = '{}') =>
      said(await check('/w/reportwright.yaml', withSchema(text, 'task.schema.json', project)));
    assert.deepEqual(await problems('schemas: { task: ../task.schema.json }\n'), [
      'schema-outside: ../task.schema.json',
    ]);
    assert.deepEqual(await problems('schemas: { task: "https://example.org/a.json" }\n'), [
      'schema-outside: "https://example.org/a.json"',
    ]);
    assert.deepEqual(await problems('schemas: { task: ./none.json }\n'), ['file-not-found: ./none.json']);
    assert.deepEqual(await problems('schemas: { task: ./task.schema.json }\n', '{'), [
      'schema-unreadable: ./task.schema.json',
    ]);
  });

  it('say what is wrong with them and where', async () => {
    const remote = { properties: { risk: { $ref: 'https://example.org/a.json' } } };
    const analysis = await check('/w/reportwright.yaml', withSchema(JSON.stringify(remote)));
    assert.deepEqual(said(analysis), ['user-schema-remote-ref: ./task.schema.json']);
    assert.match(sentence(analysis, analysis.problems[0]!), /example\.org.*\(\/properties\/risk/);
  });
});
