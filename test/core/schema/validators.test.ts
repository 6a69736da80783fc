import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { day, due, figure, period } from '../../../src/core/schema/formats.ts';
import {
  builtinSchemas,
  type EntityName,
  entityNames,
  entityOfRef,
  objectOf,
  type SchemaObject,
  tokensOf,
} from '../../../src/core/schema/json-schema.ts';
import { check, type SchemaError, type ValidateFunction } from '../../../src/core/schema/validators.ts';

const ajv = new Ajv2020({
  allErrors: true,
  ownProperties: true,
  strict: false,
  strictNumbers: true,
  formats: { day, due, figure, period },
});
for (const name of entityNames) {
  ajv.addSchema(builtinSchemas[name]);
  ajv.addSchema({
    $id: `closed:${name}`,
    type: 'object',
    $ref: String(builtinSchemas[name]['$id']),
    unevaluatedProperties: false,
  });
}

/** What stands somewhere in a report, right in some places and wrong in others. */
const values: readonly unknown[] = [
  ...['', 'A', '105项', '2022', '2022-06-30', '2022-02-30', '9月底', 'zh', 'done', 'exact', 'final', 'off'],
  'a'.repeat(64),
  ...[0, 1, 12, 12.5, 13, 21, -1, Number.NaN, Number.POSITIVE_INFINITY, true, null],
  ...[[], ['A', 'B'], ['A', 1, null], [[]], [{}], [{ name: 'A', title: 'B' }], [{ id: 'A', names: {} }]],
  [{ title: 'A', tasks: [{ title: 'B', 'a/b~c': 1, due: '2022-02-30', tasks: [{}, 'C'] }] }],
  [{ heading: 'A', sections: [{ sections: [{ metrics: [{ name: 1, by: { sex: { men: 'x' } } }] }] }] }],
  ...[{}, { A: '3' }, { A: null }, { A: 'x', 'b/c~': 3 }, { 2022: '3', '': '4', someday: '5' }],
  ...[
    { zh: ['A'], en: 1, fr: [] },
    { task: 'A', metric: 2, other: 'B' },
    { A: { B: '3', C: 'x' }, D: [] },
  ],
  ...[{ a: 'error', b: 'never' }],
];

function instancesOf(name: EntityName): readonly unknown[] {
  const keys = Object.keys(objectOf(builtinSchemas[name]['properties'])!);
  const whole = { title: 'A', name: 'A', id: 'A' };
  return [
    ...values,
    ...[...keys, 'unknown', 'a/b~c', '__proto__'].flatMap((key) =>
      values.flatMap((value) => [Object.fromEntries([[key, value]]), { ...whole, [key]: value }]),
    ),
    { ...whole, stage: 'final', period: '2022' },
    { ...whole, stage: 'final', period: '2022', organization: 'A', 'as-of': '2022' },
  ];
}

/** The errors as they are read, in one order; what wraps others is not. */
function listed(errors: readonly SchemaError[]): readonly string[] {
  return errors
    .filter(({ keyword }) => keyword !== 'if' && keyword !== 'propertyNames')
    .map(({ instancePath, keyword, params, propertyName }) =>
      JSON.stringify([instancePath, keyword, Object.entries(params).sort(), propertyName]),
    )
    .sort();
}

/** Whether ajv says that a key is unknown only because a value beside it is wrong: then it forgets what it has seen. */
function isForgotten(entity: EntityName, { instancePath, params }: SchemaError): boolean {
  let schema: SchemaObject = builtinSchemas[entity];
  for (const token of tokensOf(instancePath)) {
    const part = objectOf(objectOf(schema['properties'])?.[token]) ?? schema;
    const next = entityOfRef(objectOf(part['items'])?.['$ref']);
    if (next) schema = builtinSchemas[next];
  }
  return Object.hasOwn(objectOf(schema['properties'])!, String(params['unevaluatedProperty']));
}

describe('the check by our own schemas', () => {
  for (const name of entityNames) {
    it(`says of a ${name} what ajv says`, () => {
      const validate = ajv.getSchema(`closed:${name}`) as ValidateFunction;
      let wrong = 0;
      for (const instance of instancesOf(name)) {
        const said = validate(instance) ? [] : (validate.errors ?? []);
        const expected = listed(said.filter((error) => !isForgotten(name, error)));
        assert.deepEqual(listed(check(name, instance)), expected, JSON.stringify(instance));
        if (expected.length > 0) wrong++;
      }
      assert.ok(wrong > 50);
    });
  }

  it('stands at the place of what is wrong', () => {
    const [error, ...more] = check('task', { title: 'A', tasks: [{ title: 'B' }, { title: 'C', 'x/y': 1 }] });
    assert.deepEqual(more, []);
    assert.deepEqual(error, {
      instancePath: '/tasks/1',
      keyword: 'unevaluatedProperties',
      params: { unevaluatedProperty: 'x/y' },
    });
  });
});
