import assert from 'node:assert/strict';
import { readHan } from '../../../src/core/quantity/numerals.ts';

/** The numeral, then its coefficient and power of ten, or nothing where it is none. */
const cases: readonly (readonly [string, (string | undefined)?])[] = [
  ['零', '0e0'],
  ['两', '2e0'],
  ['十', '10e0'],
  ['十二', '12e0'],
  ['二十', '20e0'],
  ['二十五', '25e0'],
  ['一百零五', '105e0'],
  ['一百一十', '110e0'],
  ['三千五百', '3500e0'],
  ['三千零五', '3005e0'],
  ['一千零一十', '1010e0'],
  ['两万', '2e4'],
  ['两万零五', '20005e0'],
  ['一万二千三百四十五', '12345e0'],
  ['五千万', '5000e4'],
  ['一亿', '1e8'],
  ['一億', '1e8'],
  ['一亿两千万', '12000e4'],
  ['一亿零五万', '10005e4'],
  ['三十亿', '30e8'],
  ['三万五千亿', '35000e8'],
  ['三万亿', '3e12'],
  ['百', '100e0 bare'],
  ['万', '1e4 bare'],
  ['千亿', '1000e8 bare'],
  ['万亿', '1e12 bare'],
  ['十万', '10e4 bare'],
  ['', undefined],
  ['一二', undefined],
  ['三五', undefined],
  ['十四五', undefined],
  ['三百五', undefined],
  ['一百零', undefined],
  ['五十千', undefined],
  ['亿万', undefined],
  ['亿亿', undefined],
  ['二〇二二', undefined],
];

describe('readHan', () => {
  for (const [text, expected] of cases) {
    it(text, () => {
      const numeral = readHan(text);
      const said =
        numeral && `${numeral.coefficient.toFixed()}e${numeral.power}${numeral.bare ? ' bare' : ''}`;
      assert.equal(said, expected);
    });
  }

  it('reads every number below 100,000 as it is written', () => {
    const digits = '零一二三四五六七八九';
    const write = (value: number): string => {
      const below = (rest: number, begins: boolean): string => {
        let text = '';
        let gap = false;
        for (const [power, name] of [
          [1000, '千'],
          [100, '百'],
          [10, '十'],
          [1, ''],
        ] as const) {
          const digit = Math.floor(rest / power) % 10;
          if (digit === 0) {
            gap = text !== '' || !begins;
            continue;
          }
          text += (gap ? '零' : '') + digits[digit] + name;
          gap = false;
        }
        return text;
      };
      const head = Math.floor(value / 10_000);
      return (head > 0 ? `${below(head, true)}万` : '') + below(value % 10_000, head === 0);
    };
    for (let value = 1; value < 100_000; value += 7) {
      const numeral = readHan(write(value));
      assert.equal(numeral?.coefficient.times(`1e${numeral.power}`).toFixed(), String(value), write(value));
    }
  });
});
