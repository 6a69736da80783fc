import assert from 'node:assert/strict';
import fs from 'node:fs';
import { loadUserSchemas } from '../../../src/core/schema/user-schema.ts';

/** Whether values are valid by a schema of a user's own that says this of the key `case` of a task. */
async function valid(schema: unknown, values: readonly unknown[]): Promise<readonly boolean[] | string> {
  // A part with an address of its own, so that its references mean what they mean at the root.
  const part = typeof schema === 'object' ? { $id: 'https://office.example/case', ...schema } : schema;
  const { schemas, issues } = await loadUserSchemas({ task: { properties: { case: part } } });
  if (!schemas) return issues.map(({ code }) => code).join(' ');
  return values.map(
    (value) =>
      !schemas
        .check('task', { title: 'A', case: value })
        .some(({ instancePath }) => instancePath.startsWith('/case')),
  );
}

/** `$id`s that stand in a tree of parts: a tree, and one that allows nothing beside what a tree has. */
const trees = {
  $id: 'https://office.example/strict-tree',
  $dynamicAnchor: 'node',
  $ref: 'tree',
  unevaluatedProperties: false,
  $defs: {
    tree: {
      $id: 'tree',
      $dynamicAnchor: 'node',
      type: 'object',
      properties: { name: true, parts: { type: 'array', items: { $dynamicRef: '#node' } } },
    },
  },
};

const rows: readonly (readonly [about: string, schema: unknown, good: unknown[], bad: unknown[]])[] = [
  ['a pointer', { $ref: '#/$defs/a', $defs: { a: { type: 'string' } } }, ['x'], [1]],
  ['a pointer with signs', { $ref: '#/$defs/a~1%25%E7%94%B2', $defs: { 'a/%甲': { const: 1 } } }, [1], [2]],
  [
    'a pointer to where draft 2020-12 knows no schema',
    { $ref: '#/rules/0', rules: [{ const: 1 }] },
    [1],
    [2],
  ],
  ['a key named $ref', { properties: { $ref: { type: 'string' } } }, [{ $ref: 'a' }], [{ $ref: 1 }]],
  ['an anchor', { $ref: '#a', $defs: { b: { $anchor: 'a', const: 1 } } }, [1], [2]],
  [
    'an anchor in another part with an address',
    {
      $id: 'https://office.example/one',
      $ref: 'two#a',
      $defs: { b: { $id: 'two', $defs: { c: { $anchor: 'a', const: 1 } } }, d: { $anchor: 'a', const: 2 } },
    },
    [1],
    [2],
  ],
  [
    'an anchor in an enumeration, which is none',
    {
      $ref: '#a',
      $defs: { b: { enum: [{ $anchor: 'a', const: 1 }] }, c: { $anchor: 'a', const: 2 } },
    },
    [2],
    [1],
  ],
  [
    'a relative address',
    {
      $id: 'https://office.example/a/b/c',
      $ref: '../d/./e?f',
      $defs: { x: { $id: '/a/d/e?f', const: 1 }, y: { $id: '//office.example/a/e', const: 2 } },
    },
    [1],
    [2],
  ],
  [
    'a name that needs no address',
    { $id: 'urn:example:a', $ref: 'urn:example:b', $defs: { x: { $id: 'urn:example:b', const: 1 } } },
    [1],
    [2],
  ],
  [
    'itself, one level down',
    { properties: { a: { $ref: '#' } }, maxProperties: 1 },
    [{ a: { a: {} } }],
    [{ a: { a: 1, b: 1 } }],
  ],
  [
    'a dynamic anchor that is the only one',
    { items: { $dynamicRef: '#a' }, $defs: { b: { $dynamicAnchor: 'a', const: 1 } } },
    [[1]],
    [[2]],
  ],
  [
    'a dynamic reference by a pointer',
    { items: { $dynamicRef: '#/$defs/b' }, $defs: { b: { const: 1 } } },
    [[1]],
    [[2]],
  ],
  ['the outermost dynamic anchor', trees, [{ parts: [{ name: 'a' }] }], [{ parts: [{ nam: 'a' }] }]],
  [
    'the part of it by itself',
    { $ref: 'https://office.example/strict-tree', $defs: { a: trees } },
    [{}],
    [{ nam: 1 }],
  ],
  [
    'a reference beside others',
    {
      $ref: '#/$defs/a',
      $dynamicRef: '#/$defs/b',
      allOf: [{ minimum: 3 }],
      $defs: { a: { maximum: 9 }, b: { multipleOf: 2 } },
    },
    [4],
    [2, 5, 10],
  ],
  [
    'words that draft 2020-12 does not know',
    { type: 'string', nullable: true, id: 'a', discriminator: { propertyName: 'b' } },
    ['x'],
    [null],
  ],
  ['an enumeration of nothing', { enum: [] }, [], [1, null]],
  ['decimals', { multipleOf: 0.01 }, [0.07, 19.99, 1e20], [0.075]],
  [
    'equal items, whatever the order of their keys',
    { uniqueItems: true },
    [[1, '1', true, [1], { a: 1 }, null]],
    [
      [
        { a: 1, b: [2] },
        { b: [2], a: 1 },
      ],
      [1, 1.0],
    ],
  ],
  [
    'spaces of any script in a pattern',
    { pattern: '^\\S+\\s[^\\s\\S]?$' },
    ['甲\u3000', 'a\u00a0'],
    ['甲乙', '甲\u3000乙'],
  ],
  ['a dot in a pattern', { pattern: '^.$' }, ['𠮷', '。'], ['\u2028', '\n', '']],
  [
    'classes of letters in a pattern',
    { pattern: '^\\p{Letter}[\\p{Script=Han}][[:a]$' },
    ['x甲:', '甲乙['],
    ['1甲:', 'xx:'],
  ],
  ['a sign that needs no escape in a pattern', { pattern: '^\\d{4}\\-\\d$' }, ['2023-1'], ['20231']],
];

describe('draft 2020-12', () => {
  for (const [about, schema, good, bad] of rows) {
    it(about, async function () {
      this.timeout(20_000);
      const expected = [...good.map(() => true), ...bad.map(() => false)];
      assert.deepEqual(await valid(schema, [...good, ...bad]), expected);
    });
  }
});

/** Where a checkout of the JSON Schema test suite lies: the one that is named, or the one of a Debian package. */
const suite = [
  process.env['JSON_SCHEMA_TEST_SUITE'] ?? '',
  '/usr/share/perl5/auto/share/dist/Test-JSON-Schema-Acceptance',
]
  .map((folder) => `${folder}/tests/draft2020-12`)
  .find((folder) => fs.existsSync(folder));

interface Group {
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly {
    readonly description: string;
    readonly data: unknown;
    readonly valid: boolean;
  }[];
}

const network = 'refers to an address on the network, and nothing is loaded from one';
const metaSchema = 'refers to the schema of schemas, which is an address on the network like any other';

/** Groups whose schema is refused, by file and description. */
const refused: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'anchor.json': { 'invalid anchors': metaSchema },
  'defs.json': { 'validate definition against metaschema': metaSchema },
  'dynamicRef.json': {
    'strict-tree schema, guards against misspelled properties': network,
    'tests for implementation dynamic anchor and reference link': network,
    '$ref and $dynamicAnchor are independent of order - $defs first': network,
    '$ref and $dynamicAnchor are independent of order - $ref first': network,
    '$ref to $dynamicRef finds detached $dynamicAnchor': network,
  },
  'id.json': {
    'Invalid use of fragments in location-independent $id': metaSchema,
    'Valid use of empty fragments in location-independent $id': metaSchema,
    'Unnormalized $ids are allowed but discouraged': metaSchema,
  },
  'ref.json': {
    'remote ref, containing refs itself': metaSchema,
    'URN base URI with f-component': metaSchema,
  },
  'refRemote.json': {
    'remote ref': network,
    'fragment within remote ref': network,
    'anchor within remote ref': network,
    'ref within remote ref': network,
    'base URI change': network,
    'base URI change - change folder': network,
    'base URI change - change folder in subschema': network,
    'root ref in remote ref': network,
    'remote ref with ref to defs': network,
    'Location-independent identifier in remote ref': network,
    'retrieved nested refs resolve relative to their URI not $id': network,
    'remote HTTP ref with different $id': network,
    'remote HTTP ref with different URN $id': network,
    'remote HTTP ref with nested absolute ref': network,
    '$ref to $ref finds detached $anchor': network,
  },
  'optional/cross-draft.json': { 'refs to historic drafts are processed as historic drafts': network },
  'optional/ecmascript-regex.json': { '\\a is not an ECMA 262 control escape': metaSchema },
};

const contains = 'ajv does not count what `contains` has seen as evaluated';
const onlyIf = 'ajv forgets what an `if` without `then` has seen, or remembers what one that failed has';
const noMeta = 'every schema is read as draft 2020-12, which a warning says; no schema of schemas is loaded';
const asWritten = 'dates are read as people write them, in any form';
const lax = 'an address is only looked at for its form: an @ between two parts, a scheme before a colon';
const known = 'addresses are checked everywhere';

type Tests = readonly [why: string, ...tests: string[]];

/** Tests with another result than the suite's, by file and group, each with that; `*` is all that it says are invalid. */
const different: Readonly<Record<string, Readonly<Record<string, Tests>>>> = {
  'format.json': {
    'email format': [known, 'valid: invalid email string is only an annotation by default'],
    'uri format': [known, 'valid: invalid uri string is only an annotation by default'],
  },
  'properties.json': {
    'properties whose names are Javascript object property names': [
      'ajv passes over a key `__proto__`; where no schema knows it, it is refused',
      'invalid: __proto__ not valid',
    ],
  },
  'unevaluatedItems.json': {
    'unevaluatedItems with nested items': [
      'ajv decides too early in a choice of which one part allows everything',
      'valid: with no additional items',
      'invalid: with invalid additional item',
    ],
    'unevaluatedItems depends on adjacent contains': [
      contains,
      'invalid: contains passes, second item is not evaluated',
    ],
    'unevaluatedItems depends on multiple nested contains': [
      contains,
      'invalid: 7 not evaluated, fails unevaluatedItems',
    ],
    'unevaluatedItems and contains interact to control item dependency relationship': [contains, '*'],
    'unevaluatedItems with minContains = 0': [contains, 'valid: all items evaluated by contains'],
    'unevaluatedItems can see annotations from if without then and else': [
      onlyIf,
      'valid: valid in case if is evaluated',
    ],
  },
  'unevaluatedProperties.json': {
    'unevaluatedProperties with if/then/else, then not defined': [
      onlyIf,
      'valid: when if is true and has no unevaluated properties',
      'invalid: when if is false and has unevaluated properties',
    ],
    'unevaluatedProperties can see annotations from if without then and else': [
      onlyIf,
      'valid: valid in case if is evaluated',
    ],
  },
  'vocabulary.json': {
    'schema that uses custom metaschema with with no validation vocabulary': [
      noMeta,
      'valid: no validation: invalid number, but it still validates',
    ],
  },
  'optional/format-assertion.json': {
    'schema that uses custom metaschema with format-assertion: false': [noMeta, '*'],
    'schema that uses custom metaschema with format-assertion: true': [noMeta, '*'],
  },
  'optional/format/date.json': {
    'validation of date strings': [
      asWritten,
      'invalid: an invalid date string',
      'invalid: non-padded month dates are not valid',
      'invalid: non-padded day dates are not valid',
      'invalid: ISO8601 / non-RFC3339: YYYYMMDD without dashes (2023-03-28)',
      'invalid: invalid: leading whitespace is not permitted',
      'invalid: invalid: trailing whitespace is not permitted',
      'invalid: invalid: dot separators',
    ],
  },
  'optional/format/email.json': {
    'validation of e-mail addresses': [
      lax,
      'valid: a quoted string with a space in the local part is valid',
      'valid: a quoted string with a @ in the local part is valid',
      'invalid: dot before local part is not valid',
      'invalid: dot after local part is not valid',
      'invalid: two subsequent dots inside local part are not valid',
      'invalid: an invalid domain',
      'invalid: an invalid IPv4-address-literal',
    ],
  },
  'optional/format/uri.json': {
    'validation of URIs': [
      lax,
      'invalid: invalid userinfo',
      'invalid: unescaped non US-ASCII characters',
      'invalid: invalid backslash character',
      'invalid: invalid " character',
      'invalid: invalid <> characters',
      'invalid: invalid {} characters',
      'invalid: invalid ^ character',
      'invalid: invalid ` character',
      'invalid: invalid | character',
      'invalid: invalid percent-encoding with non-hex digits',
      'invalid: incomplete percent-encoding triplet',
      'invalid: lone percent sign is invalid',
      'invalid: non-numeric port is invalid',
      'invalid: leading zero in an embedded IPv4 address is invalid',
      'invalid: square brackets are not allowed in a path segment',
    ],
  },
};

/** What is expected of a test. Formats other than of dates and addresses are only said, as the standard has it. */
function expected(file: string, group: string, test: Group['tests'][number]): boolean {
  if (/^optional\/format\/(?!date\.|email\.|uri\.)/.test(file)) return true;
  const [, ...others] = different[file]?.[group] ?? [''];
  const listed = others.includes(`${test.valid ? 'valid' : 'invalid'}: ${test.description}`);
  return test.valid !== (listed || (!test.valid && others.includes('*')));
}

describe('the JSON Schema test suite', () => {
  if (suite === undefined) {
    it('is not here: JSON_SCHEMA_TEST_SUITE names a checkout of it');
    return;
  }
  const files = (fs.readdirSync(suite, { recursive: true }) as string[])
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
  for (const file of files) {
    it(file, async function () {
      this.timeout(120_000);
      const groups = JSON.parse(fs.readFileSync(`${suite}/${file}`, 'utf8')) as readonly Group[];
      for (const { description, schema, tests } of groups) {
        const values = tests.map((test) => test.data);
        assert.deepEqual(
          await valid(schema, values),
          refused[file]?.[description]
            ? 'user-schema-remote-ref'
            : tests.map((test) => expected(file, description, test)),
          description,
        );
      }
    });
  }
});
