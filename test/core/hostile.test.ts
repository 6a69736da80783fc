import assert from 'node:assert/strict';
import { Analyser } from '../../src/core/analyser.ts';
import type { Analysis } from '../../src/core/analysis.ts';
import { ReportDocument } from '../../src/core/document/document.ts';
import { formOf } from '../../src/core/document/form.ts';
import { Library } from '../../src/core/library.ts';
import { rootOf } from '../../src/core/model/block-model.ts';
import type { Files } from '../../src/core/project/files.ts';
import { type FoundProject, noProject } from '../../src/core/project/find.ts';
import { sentence } from './support/analyse.ts';

type Texts = Readonly<Record<string, string>>;

/** A file system of files in one folder, that notes what is read. */
function folder(texts: Texts): { readonly files: Files; readonly read: readonly string[] } {
  const read: string[] = [];
  const files = {
    read: async (path: string) => {
      read.push(path);
      return Object.hasOwn(texts, path) ? texts[path] : undefined;
    },
    resolve: (_from: string, relative: string) => relative.replace(/^\.\//, ''),
    foldersAbove: () => [''],
    join: (_folder: string, name: string) => name,
  };
  return { files, read };
}

/** Checks a file, and says what is wrong in both languages. */
function check(
  path: string,
  text: string,
  { project, schemaProblems }: FoundProject = noProject(),
): Analysis {
  const document = ReportDocument.open(text, formOf(path)!, project.grammar);
  const analysis = new Analyser(project, rootOf(path)).analyse(document, {
    today: '2022-12-31',
    schemaProblems,
  });
  assert.equal([...document.blocks].map((block) => block.text).join(''), text);
  for (const problem of analysis.problems.slice(0, 100)) {
    for (const language of ['en', 'zh'] as const) {
      const words = sentence(analysis, problem, language);
      assert.doesNotMatch(words, /undefined|native code|\[object/);
      if (rootOf(path) === 'project') assert.ok(words.length < 300, words);
    }
  }
  return analysis;
}

/** Each code once, in the order of the text. */
function codesOf({ problems }: Analysis): readonly string[] {
  return [...new Set(problems.map(({ code }) => code))];
}

/** Letters of a file of a megabyte, as good as all of them in one line. */
const mega = 1_000_000;

function filled(unit: string, length = mega): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => `${line(index)}\n`).join('');
}

/** Each list has ten times what the one before it has. */
const laughs = lines(30, (index) => `a${index + 1}: &a${index + 1} [${filled(`*a${index}, `, 50)}]`);

/** Runs of backticks, each longer than the one before it. */
const mountain = Array.from({ length: 1400 }, (_, index) => '`'.repeat(index + 1)).join(' ');

type File = readonly [path: string, text: string];

const yaml = (text: string): File => ['a.report.yaml', `标题: 总结\n${text}`];
const markdown = (text: string): File => ['a.report.md', `---\n标题: 总结\n---\n\n${text}`];

describe('a file that means harm', () => {
  const rows: readonly (readonly [what: string, file: File, ...codes: string[]])[] = [
    ['aliases of aliases in a report', yaml(laughs), 'unknown-key', 'yaml-anchor'],
    [
      'aliases of aliases in a front matter',
      markdown('').map((part) => part.replace('总结\n', `总结\n${laughs}`)) as unknown as File,
      'unknown-key',
      'yaml-anchor',
    ],
    [
      'aliases of aliases in a block of data',
      markdown(`\`\`\`yaml 指标\n${laughs}\`\`\`\n`),
      'wrong-shape',
      'yaml-anchor',
    ],
    ['aliases of aliases in a ledger', ['a.ledger.yaml', laughs], 'unknown-key', 'yaml-anchor'],
    ['aliases of aliases in a project file', ['reportwright.yaml', laughs], 'unknown-key', 'yaml-anchor'],
    [
      '10,000 lists in each other',
      yaml(`联系人: ${filled('[', 10_000)}${filled(']', 10_000)}\n`),
      'yaml-too-deep',
    ],
    [
      '10,000 maps in each other',
      yaml(`联系人: ${filled('{a: ', 40_000)}${filled('}', 10_000)}\n`),
      'yaml-too-deep',
    ],
    ['10,000 dashes in a line', yaml(`联系人:\n  ${filled('- ', 20_000)}a\n`), 'yaml-too-deep'],
    ['10,000 question marks in a line', yaml(`联系人:\n  ${filled('? ', 20_000)}a\n`), 'yaml-too-deep'],
    [
      '10,000 headings in each other',
      markdown(lines(10_000, (index) => `${'#'.repeat((index % 6) + 1)} 一`)),
    ],
    ['a long plain value', yaml(`联系人: ${filled('字')}\n`)],
    ['a long quoted value', yaml(`联系人: "${filled('字')}"\n`)],
    ['a long quoted value that is not closed', yaml(`联系人: "${filled('字')}\n`), 'unclosed-quote'],
    ['a long list in one line', yaml(`主送机关: [${filled('局, ', 30_000)}]\n`)],
    [
      'a long list in one line that is not closed',
      yaml(`主送机关: [${filled('局, ', 30_000)}\n`),
      'unclosed-bracket',
    ],
    ['a long key', yaml(`${filled('字')}: 一\n`), 'yaml-syntax', 'unknown-key'],
    ['a long name of a metric', yaml(`指标:\n  ${filled('字')}: 3项\n`), 'yaml-syntax'],
    ['a long value of a metric', yaml(`指标:\n  甲: ${filled('1')}\n`), 'unit-missing'],
    [
      'a long list of names',
      yaml(`任务:\n  - 任务: a\n    牵头单位: ${filled('局、', 100_000)}\n    完成时限: 2023-01\n`),
    ],
    [
      'a long deadline',
      yaml(`任务:\n  - 任务: a\n    牵头单位: b\n    完成时限: ${filled('1月')}\n`),
      'date-in-words',
    ],
    ['long prose', markdown(`# 一\n\n${filled('全区共完成。')}\n`)],
    ['long prose in a value', yaml(`章节:\n  - 标题: 一\n    正文: ${filled('全区共完成。')}\n`)],
    ['a long heading', markdown(`# ${filled('一')}\n`)],
    ['an insert that is not closed', markdown(`# 一\n\n共{{${filled('字')}\n`)],
    [
      'an insert that is not closed, in a value',
      yaml(`章节:\n  - 标题: 一\n    正文: 共{{${filled('字')}\n`),
    ],
    ['a link that is not closed', markdown(`# 一\n\n共[3项](metric:${filled('字')}\n`), 'reference-unclosed'],
    ['a link whose words are not closed', markdown(`# 一\n\n共[${filled('字')}\n`)],
    ['many links that are not closed', markdown(`# 一\n\n${filled('[a](metric:')}`), 'reference-unclosed'],
    ['backticks alone, around an insert', markdown(`{{字}}\n\n${filled('`')}`), 'insert-unknown'],
    ['backticks of which none closes another', markdown(`{{字}}\n\n${mountain}`), 'insert-unknown'],
    ['tildes alone, around an insert', markdown(`{{字}}\n\n${filled('~')}`), 'insert-unknown'],
    ['comments that are not closed', markdown(`{{字}}\n\n${filled('<!--')}`), 'insert-unknown'],
    [
      'a metric with very many full-width colons',
      yaml(`指标:\n  甲:\n${filled('    数值：1项\n', 200_000)}`),
      'fullwidth-colon',
      'duplicate-key',
      'yaml-too-many-mistakes',
    ],
    ['very many keys of one name', yaml(`联系人:\n${filled(' a: 1\n')}`), 'wrong-shape', 'duplicate-key'],
    [
      'a list with very many full-width commas',
      yaml(`主送机关: [${filled('局，', 200_000)}]\n`),
      'fullwidth-comma',
      'yaml-too-many-mistakes',
    ],
    [
      'a map with many full-width signs',
      yaml(`指标:\n  甲: { ${filled('数值：1项，', 3000)} }\n`),
      'fullwidth-colon',
      'fullwidth-comma',
      'duplicate-key',
    ],
    ['a map of lines without colons', yaml(`联系人: {${filled('x\n  ')}}\n`), 'wrong-shape'],
    ['anchors, one behind the other', yaml(`联系人: ${filled('&a ', 100_000)}\n`), 'yaml-anchor'],
    ['tags, one behind the other', yaml(`联系人: ${filled('! ', 100_000)}\n`), 'yaml-tag'],
    ['keys, one behind the other', yaml(`联系人: ${filled('a: ', 12_000)}\n`), 'colon-in-value'],
    [
      'keys of a metric, one behind the other',
      yaml(`指标:\n  甲: ${filled('a: ', 12_000)}\n`),
      'colon-in-value',
      'not-a-figure',
    ],
    ['pairs, one behind the other', yaml(`联系人: { ${filled('a: 1，', 20_000)} }\n`), 'yaml-too-deep'],
  ];
  for (const [what, [path, text], ...expected] of rows) {
    it(what, function () {
      this.timeout(20_000);
      assert.deepEqual(codesOf(check(path, text)), expected);
    });
  }
});

describe('a megabyte between brackets in one line', () => {
  const numbered = (length: number, entry: (index: number) => string, comma = ', ') => {
    const entries = Array.from({ length: Math.ceil(length / entry(10_000).length) }, (_, index) =>
      entry(index),
    );
    return entries.join(comma).slice(0, length);
  };
  const mistakes = ['fullwidth-colon', 'fullwidth-comma', 'yaml-too-many-mistakes'];
  const entries = 'yaml-too-many-entries';
  const many = 'yaml-too-many-mistakes';
  const rows: readonly (readonly [what: string, file: File, ...codes: string[]])[] = [
    ['a list of a map in full-width signs', yaml(`指标: [{ ${filled('数值：1，')} }]\n`), ...mistakes],
    [
      'a list of maps in full-width signs',
      yaml(`指标: [${filled('{ 数值：1，数值：1 }, ')}]\n`),
      ...mistakes,
    ],
    [
      'a metric in full-width signs',
      yaml(`指标:\n  甲: { ${filled('数值：1项，')} }\n`),
      'metric-without-fact',
      ...mistakes,
    ],
    [
      'nothing but a map in full-width signs',
      ['a.report.yaml', `{ ${filled('数值：1，')} }\n`],
      'missing-key',
      ...mistakes,
    ],
    [
      'a metric in full-width signs, in a block of data',
      markdown(`\`\`\`yaml 指标\n甲: { ${filled('数值：1，')} }\n\`\`\`\n`),
      'metric-without-fact',
      ...mistakes,
    ],
    ['names between full-width commas', yaml(`主送机关: [${filled('局，')}]\n`), 'fullwidth-comma', many],
    ['commas in numbers', yaml(`主送机关: [{ ${filled('a: 1,234, ')} }]\n`), 'comma-in-number', many],
    ['comments that cut', yaml(`主送机关: [${filled('a #b, ')}]\n`), 'comment-cut', many],
    ['inserts', yaml(`主送机关: [${filled('{{a}}, ')}]\n`), 'braces-need-quotes', many],
    ['aliases', yaml(`主送机关: [${filled('*a, ')}]\n`), 'yaml-alias', many],
    ['names', yaml(`主送机关: [${filled('局, ')}]\n`), entries],
    ['names that are not closed', yaml(`主送机关: [${filled('局, ')}\n`), entries],
    ['names in quotes', yaml(`主送机关: [${filled('"局", ')}]\n`), entries],
    ['names over many lines', yaml(`主送机关: [\n${filled('  局,\n')}]\n`), entries],
    ['metrics', yaml(`指标: { ${numbered(mega, (index) => `指标${index}: 1项`)} }\n`), entries],
    [
      'metrics as maps',
      yaml(`指标: [${numbered(mega, (index) => `{ 名称: 甲${index}, 数值: 1项 }`)}]\n`),
      entries,
    ],
    ['tasks', yaml(`任务: [${filled('一, ')}]\n`), entries],
    ['tasks as maps', yaml(`任务: [${filled('{ 任务: 一 }, ')}]\n`), entries],
    ['sections', yaml(`章节: [${filled('{ 标题: 一 }, ')}]\n`), entries],
    ['one key again and again', yaml(`主送机关: { ${filled('a: 1, ')} }\n`), entries],
    ['keys', ['a.report.yaml', `{ ${numbered(mega, (index) => `a${index}: 1`)} }\n`], 'missing-key', entries],
    [
      'tasks in many brackets',
      yaml(`任务:\n  - 任务: a\n    备注: [b]\n${filled('    备注: [b, c, d, e, f, g]\n')}`),
      'task-without-lead',
      'task-without-due',
      'duplicate-key',
      entries,
    ],
  ];
  for (const [what, [path, text], ...expected] of rows) {
    it(what, function () {
      this.timeout(20_000);
      const analysis = check(path, text);
      assert.deepEqual([...codesOf(analysis)].sort(), [...expected].sort());
      assert.equal(analysis.problems.filter(({ code }) => code === expected.at(-1)).length, 1);
    });
  }

  it('leaves the rest of the report as it is', () => {
    const { report, problems } = check(
      ...yaml(`指标:\n  甲: 3项\n  乙: { ${filled('数值：1项，')} }\n  丙: 4项\n`),
    );
    assert.deepEqual(
      report.metrics.map(({ name, facts }) => `${name?.text} ${facts.length}`),
      ['甲 1', '乙 0', '丙 1'],
    );
    // The first ones with their fixes, and what follows from the value that is left out.
    assert.equal(problems.length, 1002);
  });

  it('is read as it is written where it has 10,000 commas', () => {
    const { problems } = check(...yaml(`主送机关: [${'局, '.repeat(10_000)}]\n`));
    assert.deepEqual(problems, []);
    const one = check(...yaml(`主送机关: [${'局, '.repeat(10_001)}]\n`));
    assert.deepEqual(codesOf(one), [entries]);
  });
});

describe('a value that is read with a repair in it', () => {
  for (const [path, text] of [
    ['a.report.yaml', '"、\n[](metric:"'],
    ['a.report.yaml', '节\n{{元}'],
    ['a.report.md', '```yml 指标\n长:万\n }'],
  ] as const) {
    it(`${JSON.stringify(text)} has no problem behind its end`, () => {
      const { problems } = check(path, text);
      assert.ok(problems.length > 0);
      for (const { code, span, block } of problems) {
        assert.ok(span.start <= span.end && span.end <= block.text.length, code);
      }
    });
  }
});

describe('nothing but one sign, a megabyte of it', () => {
  const wrong = 'wrong-shape';
  const empty = 'missing-key';
  const rows: readonly (readonly [sign: string, asYaml: readonly string[]])[] = [
    ['1', [wrong]],
    ['一', [wrong]],
    [' ', [empty]],
    ['\t', [empty]],
    ['\r', [empty]],
    ['#', [empty]],
    ['[', [empty, 'yaml-too-deep']],
    [']', ['value-needs-quotes', wrong]],
    ['{', [empty, 'yaml-too-deep']],
    ['}', ['value-needs-quotes', wrong]],
    ['(', [wrong]],
    ['-', [wrong]],
    ['\0', [wrong]],
    ['\u2028', [empty]],
    ['\u202e', [wrong]],
    ['\ud800', [wrong]],
    ['\ufeff', [empty]],
  ];
  for (const [sign, asYaml] of rows) {
    it(`${JSON.stringify(sign)} in YAML`, function () {
      this.timeout(20_000);
      assert.deepEqual(codesOf(check('a.report.yaml', filled(sign))), asYaml);
    });
    it(`${JSON.stringify(sign)} in Markdown`, function () {
      this.timeout(20_000);
      assert.deepEqual(codesOf(check('a.report.md', filled(sign))), [empty]);
    });
  }
});

describe('letters that are not seen', () => {
  for (const letter of [
    '\0',
    '\u2028',
    '\u2029',
    '\u0085',
    '\u202e',
    '\u2066',
    '\ud800',
    '\udc00',
    '\ufeff',
    '\u200b',
  ]) {
    it(`${JSON.stringify(letter)} is part of the text that it stands in`, () => {
      const name = `甲${letter}乙`;
      const text = `标题: ${name}\n指标:\n  ${name}: 3项\n章节:\n  - 标题: ${name}\n    正文: 共[3项](metric:${name})、{{${name}}}。\n`;
      const analysis = check('a.report.yaml', text);
      assert.equal(analysis.report.header.title, name);
      assert.equal(analysis.report.metrics[0]?.name?.text, name);
      assert.deepEqual(
        analysis.problems.map(({ code }) => code),
        /\s/.test(letter) ? ['address-space'] : [],
      );
    });
  }
});

/** A project in which a word stands wherever a name, a key, an id or a value can. */
const filledWith = (w: string): Texts => ({
  'reportwright.yaml': `language: ${w}\nschemas: { task: ./task.json, metric: ./metric.yaml, ${w}: ./x }\nrules: { ${w}: off, unit-missing: ${w} }\nglossary: { ${w}: ${w} }\nfiscal-year-start: ${w}\n${w}: x\nreports: ${w}\norganizations:\n  - ${w}\n  - name: b\n    id: ${w}\n    short: ${w}\n    aliases: [${w}]\n    parent: ${w}\n    kind: ${w}\n    ${w}: ${w}\nunits:\n  ${w}: { names: { zh: ${w}, en: ${w}, ${w}: ${w} }, dimension: ${w}, concept: ${w}, factor: ${w}, ucum: ${w}, ${w}: ${w} }\n`,
  'task.json': `{"x-names":{"${w}":"${w}"},"required":["${w}"],"$defs":{"${w}":{"$anchor":"a-${w.replaceAll('_', '')}","type":"string","format":"${w}"}},"properties":{"${w}":{"$ref":"#/$defs/${w}","x-kind":"${w}","x-source":"${w}","x-names":{"zh":["${w}"],"${w}":["x"]},"x-enum":{"${w}":{"zh":["x"]}},"title":"${w}"},"status":{"enum":["${w}"]},"k":{"enum":["${w}","a"],"x-enum":{"${w}":{"zh":["${w}"],"en":["${w}"]}}},"o":{"type":"object","properties":{"${w}":{"type":"integer","format":"${w}"}},"required":["${w}"],"additionalProperties":false},"p":{"patternProperties":{"^${w}$":{"pattern":"${w}"}}}},"dependentRequired":{"${w}":["${w}"]},"dependentSchemas":{"${w}":{"properties":{"${w}":true}}},"${w}":{"${w}":1}}`,
  'metric.yaml': `properties:\n  ${w}:\n    type: string\n    format: ${w}\n    x-kind: ${w}\n${w}: ${w}\n`,
  'l.ledger.yaml': `metrics:\n  ${w}: 3项\n  乙: { id: ${w}, 数值: 3${w}, 别名: [${w}], 计量单位: ${w}, 性质: ${w}, 口径: ${w}, ${w}: x }\norganizations: [${w}]\n`,
  'a.report.yaml': `report: ${w}\n标题: ${w}\n${w}: x\n台账: [./l.ledger.yaml, ${w}]\n上年报告: ${w}\n语言: ${w}\n报告期: ${w}\n截至日期: ${w}\n编制单位: ${w}\n阶段: ${w}\n指标:\n  ${w}: 3${w}\n  甲: { ${w}: 1, 数值: 3${w}, 计量单位: ${w}, 分项: { ${w}: 1, other: 2 }, 其中: { ${w}: 9 }, 历年: { ${w}: 1 }, 分组: { ${w}: { ${w}: 1 } }, 同比: { ${w}: 7% }, 目标值: { ${w}: 3 } }\n任务:\n  ${w}: { ${w}: x }\n  b:\n    牵头单位: ${w}\n    配合单位: [${w}]\n    状态: ${w}\n    类别: ${w}\n    k: ${w}\n    o: { ${w}: ${w} }\n    p: { ${w}: x }\n    责任人: ${w}\n    关联指标: [${w}]\n    完成时限: ${w}\n    时间节点: { ${w}: ${w} }\n    子任务: [${w}]\n目标:\n  ${w}: 3${w}\n章节:\n  - 标题: ${w}\n    层级: ${w}\n    正文: 共[3](metric:${w})、[3](metric:甲#${w})、[3](metric:甲@${w})、[3](metric:${w}#${w}@${w})、{{${w}}}、{{甲 ${w}}}、{{甲#${w}}}、{{${w} ${w}}}、[x](task:${w})、3${w}。\n    ${w}: x\n`,
  'b.report.md': `---\n${w}: x\n标题: ${w}\n台账: ./l.ledger.yaml\n---\n\n# ${w}\n\n共[3${w}](metric:${w})、{{${w}}}、{{${w} ${w}}}、3${w}。\n\n\`\`\`yaml ${w}\n${w}: 3\n\`\`\`\n\n\`\`\`yaml 指标\n${w}: 3${w}\n丙: { ${w}: 3 }\n\`\`\`\n\n\`\`\`yaml 任务\n- ${w}\n- ${w}: ${w}\n- 任务: ${w}\n  ${w}: ${w}\n  k: ${w}\n\`\`\`\n`,
});

describe('words that mean something to JavaScript', () => {
  const words = [
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'valueOf',
    'prototype',
    '__defineGetter__',
  ];
  const said = async (word: string, schemas: boolean) => {
    const texts = filledWith(word);
    const { files } = folder(schemas ? texts : { ...texts, 'task.json': '{}', 'metric.yaml': '{}' });
    const found = await new Library(files, () => true).project('a.report.yaml');
    return Object.entries(texts).flatMap(([path, text]) =>
      formOf(path) ? check(path, text, found).problems.map(({ code }) => `${path}: ${code}`) : [],
    );
  };
  let ordinary: readonly string[] = [];
  before(async function () {
    this.timeout(20_000);
    ordinary = await said('ordinary', true);
  });
  for (const word of words) {
    it(`${word} is a word like any other`, async function () {
      this.timeout(20_000);
      // A key of that name is none that a schema of the user's own can bring.
      if (word === '__proto__') assert.deepEqual(await said(word, false), await said('ordinary', false));
      else assert.deepEqual(await said(word, true), ordinary);
    });
  }
});

/** What is said of a schema for tasks, and what was read for it; what it says of a report then. */
async function checkSchema(
  schema: unknown,
  report = '标题: 总结\n',
  name = 'task.json',
): Promise<{
  readonly said: readonly string[];
  readonly read: readonly string[];
  readonly report: readonly string[];
}> {
  const project = `schemas: { task: ${JSON.stringify(name)} }\n`;
  const text = typeof schema === 'string' ? schema : JSON.stringify(schema);
  const { files, read } = folder({ 'reportwright.yaml': project, [name]: text });
  const found = await new Library(files, () => true).project('a.report.yaml');
  return {
    said: codesOf(check('reportwright.yaml', project, found)),
    read,
    report: codesOf(check('a.report.yaml', report, found)),
  };
}

describe('a schema that means harm', () => {
  /** Parts of which each asks for the next several times. */
  const fans = (count: number, times: number, last: unknown) => ({
    properties: { a: { $ref: '#/$defs/d0' } },
    $defs: {
      ...Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `d${index}`,
          { allOf: Array.from({ length: times }, () => ({ $ref: `#/$defs/d${index + 1}` })) },
        ]),
      ),
      [`d${count}`]: last,
    },
  });
  const properties = (count: number, part: (index: number) => unknown) => ({
    properties: Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, part(index)])),
  });
  const rows: readonly (readonly [what: string, schema: unknown, ...codes: string[]])[] = [
    [
      '10,000 objects in each other',
      `${filled('{"properties":', 140_000)}{}${filled('}', 10_000)}`,
      'user-schema-too-deep',
    ],
    [
      '10,000 lists in each other',
      `{"enum":${filled('[', 10_000)}${filled(']', 10_000)}}`,
      'user-schema-too-deep',
    ],
    ['10,000 lists that are not closed', filled('[', 10_000), 'schema-unreadable'],
    ['a megabyte of one value', { const: filled('字') }, 'user-schema-too-large'],
    ['a megabyte of one key', { [filled('字')]: 1 }, 'user-schema-too-large'],
    [
      '100,000 values',
      { enum: Array.from({ length: 100_000 }, (_, index) => index) },
      'user-schema-too-large',
    ],
    ['20,000 keys', properties(20_000, () => ({})), 'user-schema-too-large'],
    ['9,000 keys', properties(9000, () => true), 'user-schema-too-large'],
    ['900 keys', properties(900, () => ({ type: 'string' }))],
    [
      '10,000 values',
      { properties: { a: { enum: Array.from({ length: 10_000 }, (_, index) => `v${index}`) } } },
    ],
    ['900 patterns', properties(900, (index) => ({ pattern: `^[a-z]{${index}}$` })), 'user-schema-pattern'],
    ['parts asked for without end', { $ref: '#' }, 'user-schema-endless'],
    ['parts in parts asked for without end', { allOf: [{ $ref: '#' }] }, 'user-schema-endless'],
    [
      'two parts that ask for each other',
      {
        properties: { a: { $ref: '#/$defs/a' } },
        $defs: { a: { $ref: '#/$defs/b' }, b: { anyOf: [{ $ref: '#/$defs/a' }] } },
      },
      'user-schema-endless',
    ],
    ['parts asked for ten to the ninth times', fans(9, 10, {}), 'user-schema-endless'],
    ['parts asked for two to the fortieth times', fans(40, 2, { required: ['x'] }), 'user-schema-endless'],
    ['400 parts that each ask for the next', fans(400, 1, {}), 'user-schema-endless'],
    ['20 parts that each ask for the next', fans(20, 1, {})],
    [
      'resources that each mean another by one name',
      {
        $defs: Object.fromEntries(
          Array.from({ length: 14 }, (_, index) => [
            `r${index}`,
            {
              $id: `r${index}`,
              $defs: Object.fromEntries(
                Array.from({ length: 14 }, (_, name) => [`n${name}`, { $dynamicAnchor: `n${name}` }]),
              ),
              allOf: Array.from({ length: 14 }, (_, other) => ({
                properties: {
                  [`p${other}`]: { $ref: `r${other}` },
                  [`q${other}`]: { $dynamicRef: `#n${other}` },
                },
              })),
            },
          ]),
        ),
      },
      'user-schema-too-large',
    ],
    ...[
      'http://localhost:1234/a.json',
      'https://example.org/a.json',
      'file:///etc/passwd',
      '../a.json',
      '/etc/passwd',
      'other.json#/a',
      '//example.org/a',
      'urn:example:a',
      'C:\\a.json',
    ].map(
      ($ref) =>
        [`a reference to ${$ref}`, { properties: { a: { $ref } } }, 'user-schema-remote-ref'] as const,
    ),
    ...[
      '(?=a)',
      '(?!a)',
      '(?<=a)b',
      '(?<!a)b',
      '(a)\\1',
      '(?<n>a)\\k<n>',
      'a{1,100000}',
      '(a{1,100}){1,100}',
      '((a{0,99}){0,99}){0,99}',
      filled('a', 1001),
      '[',
      '(',
      'a**',
    ].map(
      (pattern) =>
        [
          `a pattern ${pattern.slice(0, 40)}`,
          { properties: { a: { pattern } } },
          'user-schema-pattern',
        ] as const,
    ),
    [
      'lone surrogates',
      '{ "properties": { "\\ud800": { "$ref": "#/$defs/\\udc00" } }, "$defs": { "\\udc00": { "const": "\\ud800" } } }',
      'user-schema-unresolved-ref',
    ],
  ];
  for (const [what, schema, ...expected] of rows) {
    it(what, async function () {
      this.timeout(20_000);
      const { said, read } = await checkSchema(schema);
      assert.deepEqual(said, expected);
      assert.deepEqual(read, ['reportwright.yaml', 'task.json']);
    });
  }

  const inYaml: readonly (readonly [what: string, text: string, ...codes: string[]])[] = [
    ['aliases of aliases', `a0: &a0 [x]\n${laughs}`, 'schema-unreadable'],
    ['10,000 lists in each other', `enum: ${filled('[', 10_000)}${filled(']', 10_000)}`, 'schema-unreadable'],
    ['10,000 dashes', `enum:\n  ${filled('- ', 20_000)}a\n`, 'schema-unreadable'],
    [
      '60 keys in each other',
      lines(60, (index) => `${' '.repeat(index)}properties:`),
      'user-schema-too-deep',
    ],
    ['a tag', 'const: !!js/function a\n', 'schema-unreadable'],
  ];
  for (const [what, text, ...expected] of inYaml) {
    it(`${what}, in YAML`, async function () {
      this.timeout(20_000);
      assert.deepEqual((await checkSchema(text, undefined, 'task.yaml')).said, expected);
    });
  }

  for (const path of [
    '../a.json',
    '/etc/passwd',
    'file:///etc/passwd',
    'https://example.org/a.json',
    'http://localhost/a.json',
    'C:\\a.json',
    '\\\\host\\a.json',
    'a/../../a.json',
    '..\\a.json',
    './..',
    'vscode-remote://a/b',
    filled('../', 3000),
  ]) {
    it(`at ${path.slice(0, 40)} is not read`, async () => {
      const { said, read } = await checkSchema({}, undefined, path);
      assert.deepEqual(said, ['schema-outside']);
      assert.deepEqual(read, ['reportwright.yaml']);
    });
  }

  const task = (a: string) =>
    `标题: 总结\n任务:\n  - 任务: 甲\n    牵头单位: 局\n    完成时限: 2023-01\n    a: ${a}\n`;
  const nested = (levels: number) => `${filled('{ a: ', levels * 5)}{}${filled(' }', levels * 2)}`;
  const runs: readonly (readonly [what: string, schema: unknown, value: string, ...codes: string[]])[] = [
    ...['^(a+)+$', '(x+x+)+y', '^(a|a)*$', '^(?:a*)*$', '(.*a){20}!!', '^a*a*a*a*a*b$'].map(
      (pattern) =>
        [
          pattern,
          { properties: { a: { pattern } } },
          `${filled('a', 100_000)}!`,
          'pattern-mismatch',
        ] as const,
    ),
    [
      'a large pattern on a long text',
      { properties: { a: { pattern: '^(ab?){1,400}$' } } },
      filled('a', 100_000),
      'schema-endless',
    ],
    [
      'itself one level down, 50 levels',
      { properties: { a: { $ref: '#' } }, additionalProperties: false },
      nested(50),
    ],
    [
      'itself twice one level down, 50 levels',
      { properties: { a: { allOf: [{ $ref: '#' }, { $ref: '#' }] } } },
      nested(50),
      'schema-endless',
    ],
    [
      '10,000 entries that are not as asked for',
      { properties: { a: { items: { $ref: '#/$defs/a' } } }, $defs: { a: { minLength: 2 } } },
      `[${filled('b, ', 30_000)}]`,
      'too-short',
    ],
    [
      '30,000 entries',
      { properties: { a: { items: { minLength: 2 } } } },
      `\n${'      - b\n'.repeat(30_000)}`,
      'schema-endless',
    ],
    [
      '5,000 different entries',
      { properties: { a: { uniqueItems: true } } },
      `[${Array.from({ length: 5000 }, (_, index) => `{ k: ${index} }`).join(', ')}]`,
    ],
  ];
  for (const [what, schema, value, ...expected] of runs) {
    it(`${what} ends`, async function () {
      this.timeout(20_000);
      const { said, report } = await checkSchema(schema, task(value));
      assert.deepEqual(said, []);
      assert.deepEqual(report, expected);
    });
  }
});
