import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { parse } from 'yaml';
import { schemas as bundledSchemas } from '../../../schemas/read.mjs';
import { loadUserSchemas } from '../../../src/core/schema/user-schema.ts';
import { termLabel, Vocabulary } from '../../../src/core/schema/vocabulary.ts';
import { unmark } from '../support/analyse.ts';
import { fixed, issuesOf, mark, type Subject } from './helpers.ts';

/** A schema of the kinds of rules that offices write, once in English and once in Chinese. */
const task = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://office.example/task.json',
  type: 'object',
  additionalProperties: false,
  required: ['lead', 'risk'],
  properties: {
    risk: {
      title: 'Risk',
      description: 'How likely it is to fail.',
      'x-names': { zh: ['风险等级', '风险'] },
      enum: ['high', 'low'],
      'x-enum': { high: { zh: ['高'], en: ['High'] }, low: { zh: ['低'], en: ['Low'] } },
    },
    联系电话: { type: 'string', pattern: '^\\d{3,4}-?\\d{7,8}$', description: '区号加号码。' },
    score: { type: 'integer', minimum: 1, maximum: 5 },
    weight: { type: 'number', exclusiveMinimum: 0, multipleOf: 0.5 },
    public: { type: 'boolean' },
    tags: {
      type: 'array',
      items: { type: 'string', minLength: 2 },
      minItems: 1,
      maxItems: 3,
      uniqueItems: true,
    },
    site: { $ref: 'https://office.example/task.json#/$defs/site' },
    approved: { type: 'string', format: 'date' },
    mail: { type: 'string', format: 'email' },
    version: { const: '1.0' },
    either: {
      description: 'A phone or a mail.',
      anyOf: [{ type: 'object', required: ['phone'] }, { $ref: '#/$defs/site' }],
    },
    code: { not: { pattern: '^0' }, title: 'Codes do not begin with 0.' },
    follows: { type: 'array', items: { $ref: '#/properties/site' } },
    category: { enum: ['民生', '经济'] },
    牵头单位: { maxItems: 2, items: { pattern: '局$' } },
    量化目标: { minLength: 3 },
    no: { maxLength: 2 },
    cost: { 'x-kind': 'figure', 'x-names': { zh: ['费用'] } },
    secret: false,
  },
  dependentRequired: { score: ['weight'] },
  if: { properties: { status: { const: '已完成' } }, required: ['状态'] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
  then: { required: ['工作成效'] },
  $defs: {
    site: {
      type: 'object',
      properties: { city: { type: 'string' }, floor: { type: 'integer' } },
      required: ['city'],
      additionalProperties: false,
    },
  },
};

const rows: readonly (readonly [subject: Subject, marked: string, codes: string])[] = [
  ['task', '任务: 甲\n牵头单位: 区国资局\n风险等级: 高\n联系电话: 0750-1234567', ''],
  [
    'task',
    'title: A\nlead: 局\nRisk: Low\nscore: 3\nweight: 1.5\npublic: yes\ntags: [ab, cd]\nsite: { city: X, floor: 2 }',
    '',
  ],
  ['task', '任务: 甲\n牵头单位: 局\nrisk: 低\n类别: 民生\n费用: 3万元\napproved: 2023年5月1日', ''],
  ['task', '«任务»: 甲\n风险: 高', 'missing-key'],
  ['task', '«任务»: 甲', 'missing-key+missing-key'],
  ['task', 'title: A\nlead: 局\nrisk: «medium»', 'unknown-value'],
  ['task', 'title: A\nlead: 局\nrisk: high\n«rsik»: low', 'unknown-key'],
  ['task', 'title: A\nlead: 局\nrisk: high\n联系电话: «12»', 'pattern-mismatch'],
  ['task', '«title»: A\nlead: 局\nrisk: high\nscore: «9»', 'missing-dependent-key out-of-range'],
  ['task', 'title: A\nlead: 局\nrisk: high\nweight: «0.7»', 'not-a-multiple'],
  [
    'task',
    'title: A\nlead: 局\nrisk: high\nweight: «heavy»\npublic: «perhaps»',
    'not-a-number not-a-boolean',
  ],
  ['task', 'title: A\nlead: 局\nrisk: high\ntags: [«a», bc, «bc»]', 'too-short repeated-value'],
  ['task', 'title: A\nlead: 局\nrisk: high\n«tags»: [ab, bc, cd, de]', 'too-many'],
  ['task', 'title: A\nlead: 局\nrisk: high\n«site»: { floor: «high» }', 'missing-key not-an-integer'],
  ['task', 'title: A\nlead: 局\nrisk: high\nsite: { city: X, «flor»: 1 }', 'unknown-key'],
  ['task', 'title: A\nlead: 局\nrisk: high\nsite: «here»', 'wrong-shape'],
  ['task', 'title: A\nlead: 局\nrisk: high\napproved: «soon»\nmail: «nowhere»', 'not-a-date wrong-format'],
  ['task', 'title: A\nlead: 局\nrisk: high\nversion: «2.0»', 'not-the-value'],
  ['task', 'title: A\nlead: 局\nrisk: high\n«either»: { floor: x }', 'schema-rule'],
  ['task', 'title: A\nlead: 局\nrisk: high\neither: { city: X }', ''],
  ['task', 'title: A\nlead: 局\nrisk: high\ncode: «012»', 'schema-rule'],
  ['task', 'title: A\nlead: 局\nrisk: high\n«secret»: x', 'not-allowed'],
  ['task', 'title: A\nlead: «区政府»、局\nrisk: high\ncategory: «别的»', 'pattern-mismatch unknown-value'],
  ['task', 'title: A\nlead: «甲局、乙局、丙局»\nrisk: high', 'too-many'],
  ['task', 'title: A\nlead: 局\nrisk: high\ntarget: [3家企业, «3家»]\nno: «123»', 'too-short too-long'],
  ['task', 'title: A\nlead: 局\nrisk: high\n费用: «贵»', 'not-a-figure'],
  ['task', '«title»: A\nlead: 局\nrisk: high\nstatus: done', 'missing-key'],
  // Our own rules hold on, and the extension reaches the tasks inside of others.
  [
    'task',
    '«title»: A\nlead: 局\nrisk: high\n状太: x\nprogress: «-1»'
      .replace('状太', '«状太»')
      .replace('«title»', 'title'),
    'unknown-key out-of-range',
  ],
  ['task', 'title: A\nlead: 局\nrisk: high\ntasks:\n  - «title»: B\n    lead: 局', 'missing-key'],
  [
    'section',
    'heading: A\ntasks:\n  - «title»: B\n    lead: 局\nmetrics:\n  «C»:',
    'missing-key metric-without-fact',
  ],
  ['task', 'title: A\nlead: 局\nrisk: high\n«constructor»: x\n«__proto__»: y', 'unknown-key unknown-key'],
  ['task', '«title»: A\nlead: 局\n«toString»: x', 'missing-key unknown-key'],
  ['metric*', 'A: 3', ''],
];

describe("a user's own schema", () => {
  const load = async () => {
    const { schemas, issues } = await loadUserSchemas({ task });
    assert.deepEqual(issues, []);
    return Vocabulary.builtin().extend(schemas);
  };
  let vocabulary = Vocabulary.builtin();
  before(async function () {
    this.timeout(20_000);
    vocabulary = await load();
  });

  for (const [subject, marked, codes] of rows) {
    it(`${subject}: ${marked.replaceAll('\n', ' ⏎ ')}`, function () {
      this.timeout(10_000);
      const { text } = unmark(marked);
      assert.deepEqual(mark(text, issuesOf(subject, text, vocabulary)), { marked, codes });
    });
  }

  it('is part of the vocabulary', () => {
    const entity = vocabulary.entity('task');
    const risk = entity.key('风险');
    assert.equal(risk?.name, 'risk');
    assert.equal(risk?.kind, 'enum');
    assert.equal(risk?.required, true);
    assert.equal(risk?.own, true);
    assert.equal(risk?.description.en, 'How likely it is to fail.');
    assert.equal(risk?.find('低')?.name, 'low');
    assert.equal(entity.key('lead')?.required, true);
    assert.equal(entity.key('类别')?.kind, 'enum');
    assert.equal(entity.key('类别')?.own, false);
    assert.deepEqual(
      entity.key('site')?.entity?.keys.map((key) => key.name),
      ['city', 'floor'],
    );
    assert.equal(termLabel(vocabulary, 'task.risk.high', 'zh'), '高');
    assert.equal(termLabel(vocabulary, 'task.risk', 'zh'), '风险等级');
    assert.equal(vocabulary.entity('section').key('任务')?.entity, entity);
    assert.equal(Vocabulary.builtin().entity('task').key('风险'), undefined);
    assert.equal(vocabulary.extend(undefined).entity('task').key('风险'), undefined);
  });

  it('offers its names', () => {
    const text = '任务: 甲\n牵头单位: 局\n风险等极: 高';
    const [issue] = issuesOf('task', text, vocabulary);
    assert.equal(issue?.params['nearest'], '风险等级');
    const missing = issuesOf('task', '任务: 甲\n牵头单位: 局', vocabulary)[0];
    assert.equal(
      fixed('任务: 甲\n牵头单位: 局', missing!.fixes[0]!.edits),
      '任务: 甲\n牵头单位: 局\n风险等级: ',
    );
  });
});

describe('loadUserSchemas', () => {
  const deep = (levels: number): unknown => (levels === 0 ? {} : { properties: { a: deep(levels - 1) } });
  const refusals: readonly (readonly [schema: unknown, ...issues: string[]])[] = [
    [{}],
    [{ properties: { a: { $ref: '#' } } }],
    [{ properties: { a: { $ref: 'https://reportwright.dev/schemas/1/metric.schema.json' } } }],
    [{ allOf: [{ $ref: 'https://reportwright.dev/schemas/1/task.schema.json' }], properties: { a: {} } }],
    [{ $schema: 'http://json-schema.org/draft-07/schema#' }, 'user-schema-draft /$schema'],
    [[], 'user-schema-not-object '],
    ['x', 'user-schema-not-object '],
    [{ $ref: 'https://example.com/x.json' }, 'user-schema-remote-ref /$ref'],
    [{ properties: { a: { $ref: './other.json#/x' } } }, 'user-schema-remote-ref /properties/a/$ref'],
    [{ properties: { a: { $ref: 'file:///etc/passwd' } } }, 'user-schema-remote-ref /properties/a/$ref'],
    [{ properties: { a: { $ref: '#/$defs/none' } } }, 'user-schema-unresolved-ref /properties/a/$ref'],
    [{ properties: { a: { pattern: '(?=x)' } } }, 'user-schema-pattern /properties/a/pattern'],
    [{ patternProperties: { '(a)\\1': {} } }, 'user-schema-pattern /patternProperties/(a)\\1'],
    [{ properties: { a: { type: 'strng' } } }, 'user-schema-invalid /properties/a/type'],
    [
      { properties: { a: { minimum: 'one' }, b: { required: 'c' } } },
      'user-schema-invalid /properties/a/minimum',
      'user-schema-invalid /properties/b/required',
    ],
    [{ $async: true }, 'user-schema-unsupported /$async'],
    [{ properties: { a: { $recursiveRef: '#' } } }, 'user-schema-unsupported /properties/a/$recursiveRef'],
    [{ properties: { a: { $id: 'x', $ref: '#/$defs/y', $defs: { y: {} } } } }],
    [{ properties: { a: { $ref: 'x#/$defs/y' } }, $defs: { x: { $id: 'x', $defs: { y: {} } } } }],
    [
      { properties: { a: { $ref: 'x#/$defs/z' } }, $defs: { x: { $id: 'x' } } },
      'user-schema-unresolved-ref /properties/a/$ref',
    ],
    [{ $defs: { x: { $id: 'a' }, y: { $id: 'a' } } }, 'user-schema-unusable /$defs/y/$id'],
    [
      { $defs: { x: { $anchor: 'a' }, y: { $dynamicAnchor: 'a' } } },
      'user-schema-unusable /$defs/y/$dynamicAnchor',
    ],
    [
      { properties: { a: { $dynamicRef: '../b.json#c' } } },
      'user-schema-remote-ref /properties/a/$dynamicRef',
    ],
    [{ $ref: 'metric.schema.json#/properties/value' }, 'user-schema-remote-ref /$ref'],
    [{ $ref: '#%E0%A4%A' }, 'user-schema-unresolved-ref /$ref'],
    [
      { properties: { a: { $ref: '#/x-rules/a' } }, 'x-rules': { a: { pattern: '(?=a)' } } },
      'user-schema-pattern /x-rules/a/pattern',
    ],
    [{ properties: { a: { pattern: 'a{1,100000}' } } }, 'user-schema-pattern /properties/a/pattern'],
    [{ properties: { a: { pattern: '(a{1,900}){1,900}' } } }, 'user-schema-pattern /properties/a/pattern'],
    [{ properties: { a: { pattern: '(?<x>a)\\k<x>' } } }, 'user-schema-pattern /properties/a/pattern'],
    [{ properties: { a: { pattern: '[' } } }, 'user-schema-pattern /properties/a/pattern'],
    [{ properties: { 标题: {}, title: { type: 'object' } } }, 'user-schema-type /properties/title/type'],
    [{ properties: { 牵头单位: { type: 'number' } } }, 'user-schema-type /properties/牵头单位/type'],
    [{ $ref: '#' }, 'user-schema-endless /$ref'],
    [{ $dynamicRef: '#a', $dynamicAnchor: 'a' }, 'user-schema-endless /allOf/0/$ref'],
    [
      { allOf: [{ $ref: '#/$defs/a' }], $defs: { a: { allOf: [{ $ref: '#/$defs/a' }] } } },
      'user-schema-endless /allOf/0/$ref/allOf/0/$ref',
    ],
    [
      { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { not: { $ref: '#/$defs/a' } } } },
      'user-schema-endless /$ref/$ref/not/$ref',
    ],
    [
      { properties: { a: { dependentSchemas: { b: { $ref: '#/properties/a' } } } } },
      'user-schema-endless /properties/a/dependentSchemas/b/$ref',
    ],
    [deep(60), `user-schema-too-deep ${'/properties/a'.repeat(24)}/properties`],
    [{ enum: Array.from({ length: 30_000 }, (_, index) => index) }, 'user-schema-too-large '],
    [{ anyOf: Array.from({ length: 1000 }, () => true) }, 'user-schema-too-large '],
    [
      { anyOf: Array.from({ length: 999 }, () => ({ $ref: 'x' })) },
      ...Array.from({ length: 20 }, (_, index) => `user-schema-remote-ref /anyOf/${index}/$ref`),
    ],
  ];
  for (const [schema, ...expected] of refusals) {
    it(JSON.stringify(schema).slice(0, 100), async function () {
      this.timeout(20_000);
      const { schemas, issues } = await loadUserSchemas({ task: schema });
      assert.deepEqual(
        issues.map(({ code, pointer }) => `${code} ${pointer}`),
        expected,
      );
      assert.equal(
        schemas === undefined,
        issues.some((issue) => issue.level === 'error'),
      );
    });
  }

  it('keeps the one schema when the other is refused, and changes neither', async function () {
    this.timeout(20_000);
    const own = { properties: { 甲: { type: 'string' } }, additionalProperties: false };
    const before = JSON.stringify(own);
    const { schemas, issues } = await loadUserSchemas({ task: own, metric: { $ref: 'x.json' } });
    assert.deepEqual(Object.keys(schemas?.schemas ?? {}), ['task']);
    assert.deepEqual(
      issues.map(({ entity }) => entity),
      ['metric'],
    );
    assert.equal(JSON.stringify(own), before);
  });

  it('follows a reference to a key of ours under any of its names', async function () {
    this.timeout(20_000);
    const own = {
      properties: { 牵头单位: { maxItems: 1 }, 后备: { type: 'array', $ref: '#/properties/牵头单位' } },
    };
    const { schemas, issues } = await loadUserSchemas({ task: own });
    assert.deepEqual(issues, []);
    const text = 'title: A\nlead: 甲局、乙局\n后备: [甲局, 乙局]';
    assert.deepEqual(
      issuesOf('task', text, Vocabulary.builtin().extend(schemas)).map((issue) => issue.code),
      ['too-many', 'too-many'],
    );
  });

  it('is safe from names that mean something to JavaScript', async function () {
    this.timeout(20_000);
    const own: unknown = JSON.parse(
      '{"properties":{"__proto__":{"type":"string"},"constructor":{"type":"integer"},"a":{"type":"string","format":"toString"}},"required":["toString"]}',
    );
    const { schemas } = await loadUserSchemas({ task: own });
    const vocabulary = Vocabulary.builtin().extend(schemas);
    assert.deepEqual(
      issuesOf('task', 'title: A\nconstructor: x', vocabulary).map((issue) => issue.code),
      ['missing-key', 'not-an-integer'],
    );
    assert.equal(vocabulary.entity('task').key('a')?.kind, 'text');
    assert.equal(Object.hasOwn(Object.prototype, 'type'), false);
  });

  it('says so where the host runs no code made at run time', async function () {
    this.timeout(30_000);
    const { build } = await import('esbuild');
    const { outputFiles } = await build({
      stdin: {
        contents: `import { loadUserSchemas } from './src/core/schema/user-schema.ts';
          loadUserSchemas({ task: { properties: { a: {} } } }).then(({ schemas, issues }) => console.log(JSON.stringify([schemas, issues])));`,
        resolveDir: process.cwd(),
      },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      plugins: [bundledSchemas],
    });
    const { stdout } = spawnSync(
      process.execPath,
      ['--disallow-code-generation-from-strings', '--input-type=module', '-'],
      { encoding: 'utf8', input: outputFiles[0]!.text },
    );
    const [schemas, issues] = parse(stdout || '[]');
    assert.equal(schemas, null);
    assert.deepEqual(issues, [
      { entity: 'task', code: 'user-schema-not-supported', level: 'error', params: {}, pointer: '' },
    ]);
  });
});
