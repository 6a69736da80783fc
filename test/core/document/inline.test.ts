import assert from 'node:assert/strict';
import { scanInlines } from '../../../src/core/document/inline.ts';

/** What is found in a text: `kind|the whole of it|what it refers to`. */
function found(text: string): string[] {
  return scanInlines(text).map((inline) => {
    const part = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    if (inline.kind === 'bound') return `bound|${part(inline.text)}|${inline.written}`;
    if (inline.kind === 'inserted') return `inserted|${part(inline.span)}|${inline.written}`;
    if (inline.kind === 'near-miss') return `near-miss|${part(inline.span)}|${inline.repaired}`;
    return `broken ${inline.why}|${part(inline.span)}|${part(inline.address)}`;
  });
}

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['全年[105项](metric:重点改革任务)。', ['bound|105项|重点改革任务']],
  [
    '[7.1%](metric:任务#同比)与[3%](metric:收入#同比@可比口径)',
    ['bound|7.1%|任务#同比', 'bound|3%|收入#同比@可比口径'],
  ],
  ['[1](metric:“三无”企业)', ['bound|1|“三无”企业']],
  ['[5所](metric:学校(幼儿园))', ['bound|5所|学校(幼儿园)']],
  ['[5所](metric:学校（幼儿园）)', ['bound|5所|学校（幼儿园）']],
  ['[1](metric:%E4%BB%BB%E5%8A%A1)', ['bound|1|任务']],
  ['[1](metric:100%)', ['bound|1|100%']],
  ['[1](<metric:net income>)', ['bound|1|net income']],
  ['[1](metric:a "说明")', ['bound|1|a']],
  [
    '{{深改委会议}}和{{地区生产总值 亿元}}',
    ['inserted|{{深改委会议}}|深改委会议', 'inserted|{{地区生产总值 亿元}}|地区生产总值 亿元'],
  ],
  ['{{}}', ['inserted|{{}}|']],
  ['（metric：…）', []],
  ['【105项】（metric：重点 任务）', ['near-miss|【105项】（metric：重点 任务）|[105项](metric:重点任务)']],
  ['[105项]（metric:任务）', ['near-miss|[105项]（metric:任务）|[105项](metric:任务)']],
  ['[105项](metric：任务)', ['near-miss|[105项](metric：任务)|[105项](metric:任务)']],
  ['[105项] (metric:任务)', ['near-miss|[105项] (metric:任务)|[105项](metric:任务)']],
  ['［105项］(Metric:任务)', ['near-miss|［105项］(Metric:任务)|[105项](metric:任务)']],
  ['｛｛任务｝｝', ['near-miss|｛｛任务｝｝|{{任务}}']],
  ['{｛任务}}', ['near-miss|{｛任务}}|{{任务}}']],
  ['[1](metric:a b)', ['broken space|a b|a b']],
  ['[105项](metric:重点，全年', ['broken unclosed|(metric:重点|重点']],
  ['[链接](https://example.org/metric:a)', []],
  ['`{{a}}`与``[1](metric:a)``', []],
  ['```\n{{a}}\n```\n{{b}}', ['inserted|{{b}}|b']],
  ['<!-- {{a}} -->{{b}}', ['inserted|{{b}}|b']],
  ['<!--\n{{a}}\n-->{{b}}', ['inserted|{{b}}|b']],
  ['{{a} {b}}', ['near-miss|{{a}|{{a}}', 'near-miss|{b}}|{{b}}']],
  ['\\[1](metric:a)', []],
  ['~~~yaml\n[1](metric:a)\n', []],
];

describe('references in prose', () => {
  for (const [text, expected] of cases)
    it(JSON.stringify(text), () => assert.deepEqual(found(text), expected));
});
