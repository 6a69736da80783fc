import assert from 'node:assert/strict';
import { entryOf, type Scalar } from '../../../src/core/document/node.ts';
import { parseYaml } from '../../../src/core/document/parse-yaml.ts';

function noteOf(text: string): Scalar {
  const { node, issues } = parseYaml(text, { isKey: () => true, names: false, start: true, from: 0 });
  const value = entryOf(node, '备注')?.value;
  assert.ok(issues.length === 0 && value?.kind === 'scalar' && value.offsets);
  return value;
}

/** The value, and the text with a `|` before each of the value's signs and behind the last. */
const cases: readonly (readonly [string, string, string])[] = [
  ['in quotes', '"甲乙"', '"|甲|乙|"'],
  ['with escaped signs', '"甲\\t\\u4e59\\"丙"', '"|甲|\\t|\\u4e59|\\"|丙|"'],
  ['with doubled quotes', "'甲''乙'", "'|甲|''|乙|'"],
  ['that goes on', '甲  \n  乙', '|甲|  \n  |乙|'],
  ['in quotes that goes on', '"甲\n  乙"', '"|甲|\n  |乙|"'],
  ['in lines', '|\n  甲\n\n  乙', '|\n  |甲|\n|\n  |乙||'],
  ['in folded lines', '>-\n  甲\n  乙\n  ', '>-\n  |甲|\n  |乙|\n  '],
];

describe('the signs of a value', () => {
  for (const [name, written, marked] of cases) {
    it(`${name} are found in the text`, () => {
      const text = `备注: ${written}`;
      const { source, offsets } = noteOf(text);
      let found = text;
      for (let unit = source.length; unit >= 0; unit--) {
        const offset = offsets!.at(unit);
        found = `${found.slice(0, offset)}|${found.slice(offset)}`;
      }
      assert.equal(found, `备注: ${marked}`);
    });

    it(`${name} are found in what is left of it`, () => {
      const { source, offsets } = noteOf(`备注: ${written}`);
      for (let count = 0; count <= source.length; count++)
        for (let unit = count; unit <= source.length; unit++)
          assert.equal(
            offsets!
              .behind(count)
              .shifted(3)
              .at(unit - count),
            offsets!.at(unit) + 3,
          );
    });
  }
});
