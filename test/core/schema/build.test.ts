import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { Ajv } from 'ajv';
import { build } from 'esbuild';
import { parse } from 'yaml';
import { schemas as bundledSchemas, readSchemas } from '../../../schemas/read.mjs';
import { sourceSchema } from '../../../schemas/source-schema.mjs';
import { entityNames } from '../../../src/core/schema/json-schema.ts';
import { unmark } from '../support/analyse.ts';

const root = process.cwd();
const schemas = readSchemas(`${root}/schemas`);

describe('our schemas', () => {
  it('are checked without ajv and without code made at run time', async () => {
    const { outputFiles, metafile } = await build({
      entryPoints: [`${root}/src/core/schema/validate.ts`],
      outdir: `${root}/dist/never-written`,
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      plugins: [bundledSchemas],
      logLevel: 'silent',
    });
    const code = outputFiles[0]!.text;
    assert.doesNotMatch(code, /\bnew Function\b|\bFunction\(|\beval\(|\brequire\(/);
    const inputs = Object.keys(metafile.inputs);
    assert.ok(!inputs.some((input) => /node_modules\/(ajv|re2js)\//.test(input)), inputs.join('\n'));
  });

  it('are one for every entity', () => {
    assert.deepEqual(Object.keys(schemas).sort(), [...entityNames].sort());
  });

  it('need neither oneOf nor anyOf, and say where they live', () => {
    for (const [name, schema] of Object.entries(schemas)) {
      assert.doesNotMatch(JSON.stringify(schema), /"(oneOf|anyOf|discriminator)":/);
      assert.equal(schema.$id, `https://reportwright.dev/schemas/1/${name}.schema.json`);
      assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
      assert.equal(schema.additionalProperties, undefined);
    }
  });
});

describe("a user's schema in a bundle", () => {
  for (const format of ['esm', 'cjs'] as const) {
    it(`loads what it needs in ${format}`, async function () {
      this.timeout(20_000);
      const outdir = `${root}/dist/test/bundle-${format}`;
      const extension = format === 'esm' ? '.mjs' : '.cjs';
      await build({
        stdin: {
          contents: `import { loadUserSchemas } from './src/core/schema/user-schema.ts';
            loadUserSchemas({ task: { required: ['lead'], properties: { a: { pattern: '^x' } } } }).then(({ schemas, issues }) =>
              console.log(JSON.stringify([issues, schemas.check('task', { title: 'A', a: 'y' }).map((error) => error.keyword)])));`,
          resolveDir: root,
        },
        outdir,
        outExtension: { '.js': extension },
        bundle: true,
        minify: true,
        format,
        splitting: format === 'esm',
        platform: 'neutral',
        mainFields: ['browser', 'module', 'main'],
        plugins: [bundledSchemas],
        logLevel: 'silent',
      });
      const { stdout, stderr } = spawnSync(process.execPath, [`${outdir}/stdin${extension}`], {
        encoding: 'utf8',
      });
      assert.deepEqual(stdout && JSON.parse(stdout), [[], ['required', 'pattern']], stderr.slice(-500));
    });
  }
});

describe('the schema of the source', () => {
  const validate = new Ajv({ allErrors: true, strict: false }).compile(sourceSchema(schemas));
  const right: readonly string[] = [
    'title: A\nperiod: 2022',
    '标题: 总结\n年度: 2022\n指标:\n  企业: 105项\n  银行: { 数值: 3家, 同比: { 名义: 5% }, 分项: [甲, 乙] }\n任务:\n  - 任务: 甲\n    责任单位: 乙\n    状态: 已办结\n    子任务: [丙]\n',
    'Title: A\nmetrics:\n  - Output\n  - { name: B, value: 3.2, by: { sex: { men: 3, women: } } }\ntargets: { B: 4 }\nplan:\n  C: { lead: [D, E], target: [one, 2], milestones: { June: done } }\n',
    'title: A\nsections:\n  - heading: One\n    tasks:\n',
  ];
  for (const text of right) {
    it(`takes ${JSON.stringify(text)}`, () => {
      assert.ok(validate(parse(text)), JSON.stringify(validate.errors));
    });
  }
  const wrong: readonly string[] = [
    'period: 2022',
    'title: A\nnothing: 1',
    '标题: 总结\n阶段: 终了',
    'title: A\ntasks:\n  - lead: B',
    'title: A\nmetrics:\n  B: { valeu: 3 }',
    '标题: 总结\n章节:\n  - 标题: 一\n    任务:\n      - 任务: 甲\n        状太: 已完成',
  ];
  for (const text of wrong) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.ok(!validate(parse(unmark(text).text)));
    });
  }
  it('is small', () => {
    assert.ok(
      JSON.stringify(sourceSchema(schemas)).length < 80_000,
      `${JSON.stringify(sourceSchema(schemas)).length}`,
    );
  });
});
