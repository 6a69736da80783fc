import assert from 'node:assert/strict';
import {
  type DateContext,
  type DateReading,
  daysBetween,
  nextPeriod,
  previousPeriod,
  readDate,
  readPeriod,
  samePeriod,
  yearBefore,
} from '../../../src/core/quantity/date.ts';

function said(reading: DateReading, text: string): string {
  switch (reading.kind) {
    case 'date':
      return `${reading.first} ${reading.last} ${reading.precision}`;
    case 'recurring':
      return `every ${reading.every}`;
    case 'invalid':
      return `no ${reading.reason} ${text.slice(reading.span.start, reading.span.end)}`;
    default:
      return reading.kind;
  }
}

const in2023: DateContext = { year: 2023 };
const fromOctober: DateContext = { year: 2023, fiscalYearStart: 10 };

const dates: readonly (readonly [string, string, DateContext?])[] = [
  ['2023-12-31', '2023-12-31 2023-12-31 day'],
  ['2023/12/31', '2023-12-31 2023-12-31 day'],
  ['2023.12.31', '2023-12-31 2023-12-31 day'],
  ['2023.1.5', '2023-01-05 2023-01-05 day'],
  ['20231231', '2023-12-31 2023-12-31 day'],
  ['2023-12', '2023-12-01 2023-12-31 month'],
  ['2023/2', '2023-02-01 2023-02-28 month'],
  ['2023.10', '2023-10-01 2023-10-31 month'],
  ['2024-02', '2024-02-01 2024-02-29 month'],
  ['1900-02', '1900-02-01 1900-02-28 month'],
  ['2023', '2023-01-01 2023-12-31 year'],
  ['2023年', '2023-01-01 2023-12-31 year'],
  ['2023年底', '2023-01-01 2023-12-31 year'],
  ['2023年底前', '2023-01-01 2023-12-31 year'],
  ['2023年内完成', '2023-01-01 2023-12-31 year'],
  ['2023年12月底前', '2023-12-01 2023-12-31 month'],
  ['2023年12月31日前', '2023-12-31 2023-12-31 day'],
  ['2023年12月31日之前完成', '2023-12-31 2023-12-31 day'],
  ['２０２３年１２月', '2023-12-01 2023-12-31 month'],
  ['23年6月', '2023-06-01 2023-06-30 month'],
  ['截至2023年6月', '2023-06-01 2023-06-30 month'],
  ['12月底', '2023-12-01 2023-12-31 month', in2023],
  ['9月底', '2023-09-01 2023-09-30 month', in2023],
  ['9月中旬', '2023-09-11 2023-09-20 month', in2023],
  ['9月初', '2023-09-01 2023-09-10 month', in2023],
  ['9月下旬前', '2023-09-21 2023-09-30 month', in2023],
  ['3月5日', '2023-03-05 2023-03-05 day', in2023],
  ['3月5号前', '2023-03-05 2023-03-05 day', in2023],
  ['9月底', 'text'],
  ['全年', '2023-01-01 2023-12-31 year', in2023],
  ['年底前', '2023-01-01 2023-12-31 year', in2023],
  ['年内', '2023-01-01 2023-12-31 year', in2023],
  ['明年6月', '2024-06-01 2024-06-30 month', in2023],
  ['明年', '2024-01-01 2024-12-31 year', in2023],
  ['上半年', '2023-01-01 2023-06-30 half', in2023],
  ['2023年下半年', '2023-07-01 2023-12-31 half'],
  ['三季度', '2023-07-01 2023-09-30 quarter', in2023],
  ['2023年三季度末', '2023-07-01 2023-09-30 quarter'],
  ['第4季度前', '2023-10-01 2023-12-31 quarter', in2023],
  ['2023年3月至6月', '2023-03-01 2023-06-30 month'],
  ['2022年11月—2023年2月', '2022-11-01 2023-02-28 month'],
  ['Q2 FY2024', '2024-04-01 2024-06-30 quarter'],
  ['Q2 FY2024', '2024-01-01 2024-03-31 quarter', fromOctober],
  ['FY2024', '2024-01-01 2024-12-31 year'],
  ['FY2024', '2023-10-01 2024-09-30 year', fromOctober],
  ['FY24 Q1', '2023-10-01 2023-12-31 quarter', fromOctober],
  ['FY2023/24', '2023-10-01 2024-09-30 year', fromOctober],
  ['Dec 2023', '2023-12-01 2023-12-31 month'],
  ['31 December 2023', '2023-12-31 2023-12-31 day'],
  ['31st of December 2023', '2023-12-31 2023-12-31 day'],
  ['December 31, 2023', '2023-12-31 2023-12-31 day'],
  ['by 15 May', '2023-05-15 2023-05-15 day', in2023],
  ['end of June 2024', '2024-06-01 2024-06-30 month'],
  ['by the end of June 2024', '2024-06-01 2024-06-30 month'],
  ['by end of 2024', '2024-01-01 2024-12-31 year'],
  ['mid-June 2024', '2024-06-11 2024-06-20 month'],
  ['by Q3 2023', '2023-07-01 2023-09-30 quarter'],
  ['2023-Q3', '2023-07-01 2023-09-30 quarter'],
  ['2023H1', '2023-01-01 2023-06-30 half'],
  ['third quarter of 2023', '2023-07-01 2023-09-30 quarter'],
  ['year-end', '2023-01-01 2023-12-31 year', in2023],
  ['长期', 'ongoing'],
  ['长期推进', 'ongoing'],
  ['持续推进', 'ongoing'],
  ['ongoing', 'ongoing'],
  ['每季度', 'every quarter'],
  ['每季度末', 'every quarter'],
  ['每月底前', 'every month'],
  ['每半年', 'every half'],
  ['按年', 'every year'],
  ['quarterly', 'every quarter'],
  ['every month', 'every month'],
  ['weekly', 'every week'],
  ['2023-13', 'no month 13'],
  ['2023-02-30', 'no day 30'],
  ['2023-02-29', 'no day 29'],
  ['2024-02-29', '2024-02-29 2024-02-29 day'],
  ['2023年13月底前', 'no month 13'],
  ['截至2023年4月31日', 'no day 31'],
  ['13月', 'no month 13'],
  ['2月30日', 'no day 30'],
  ['31/12/2023', '2023-12-31 2023-12-31 day'],
  ['12/31/2023', '2023-12-31 2023-12-31 day'],
  ['5/5/2023', '2023-05-05 2023-05-05 day'],
  ['30.06.2024', '2024-06-30 2024-06-30 day'],
  ['31/11/2023', 'no day 31'],
  ['03/04/2023', 'text'],
  ['2023-24', '2023-01-01 2023-12-31 year'.replaceAll('2023', '2024')],
  ['2023/24 Q3', '2024-04-01 2024-06-30 quarter', fromOctober],
  ['Q5 2023/24', 'no quarter 5'],
  ['2023/5 Q3', 'text'],
  ['2011-12', '2011-12-01 2011-12-31 month'],
  ['end-March 2024', '2024-03-01 2024-03-31 month'],
  ['from January 2024', '2024-01-01 2024-01-31 month'],
  ['2024年5月1日起', '2024-05-01 2024-05-01 day'],
  ['二〇二三年十二月三十一日', '2023-12-31 2023-12-31 day'],
  ['二〇二三年二月三十日', 'no day 二〇二三年二月三十日'],
  ['十二月底', '2023-12-01 2023-12-31 month', in2023],
  ['2023年9月－12月', '2023-09-01 2023-12-31 month'],
  ['2023年9月1日至12月31日', '2023-09-01 2023-12-31 day'],
  ['12月20日至次年1月10日', '2023-12-20 2024-01-10 day', in2023],
  ['2023年12月31日至9月1日', 'text'],
  ['“十四五”末', '2021-01-01 2025-12-31 year'],
  ['每月25日前', 'every month'],
  ['每季度首月', 'every quarter'],
  ['每年12月底前', 'every year'],
  ['五季度', 'text'],
  ['第5季度', 'no quarter 5'],
  ['Q5 2023', 'no quarter 5'],
  ['31 June 2023', 'no day 31'],
  ['项目验收后', 'text'],
  ['when funds arrive', 'text'],
  ['', 'text'],
];

const periods: readonly (readonly [string, string | undefined, DateContext?])[] = [
  ['2022', '2022 2022-01-01 2022-12-31'],
  ['2022年', '2022 2022-01-01 2022-12-31'],
  ['2022年度', '2022 2022-01-01 2022-12-31'],
  ['2022H1', '2022H1 2022-01-01 2022-06-30'],
  ['2022年上半年', '2022H1 2022-01-01 2022-06-30'],
  ['2022Q3', '2022Q3 2022-07-01 2022-09-30'],
  ['Q3 2022', '2022Q3 2022-07-01 2022-09-30'],
  ['2022-11', '2022-11 2022-11-01 2022-11-30'],
  ['1—11月', '2022-01/2022-11 2022-01-01 2022-11-30', { year: 2022 }],
  ['1-11月', '2022-01/2022-11 2022-01-01 2022-11-30', { year: 2022 }],
  ['2022年1—11月', '2022-01/2022-11 2022-01-01 2022-11-30'],
  ['2022-01/2022-11', '2022-01/2022-11 2022-01-01 2022-11-30'],
  ['2022年1—6月', '2022H1 2022-01-01 2022-06-30'],
  ['前三季度', '2022-01/2022-09 2022-01-01 2022-09-30', { year: 2022 }],
  ['2022年前11个月', '2022-01/2022-11 2022-01-01 2022-11-30'],
  ['FY2023', 'FY2023 2023-01-01 2023-12-31'],
  ['FY2023', 'FY2023 2022-10-01 2023-09-30', fromOctober],
  ['FY2023Q2', 'FY2023Q2 2023-01-01 2023-03-31', fromOctober],
  ['2022-2023', '2022/2023 2022-01-01 2023-12-31'],
  ['2021—2025年', '2021/2025 2021-01-01 2025-12-31'],
  ['“十四五”', '2021/2025 2021-01-01 2025-12-31'],
  ['上年', '2022 2022-01-01 2022-12-31', in2023],
  ['去年', '2022 2022-01-01 2022-12-31', in2023],
  ['last year', '2022 2022-01-01 2022-12-31', in2023],
  ['January to June 2023', '2023H1 2023-01-01 2023-06-30'],
  ['2022年底', '2022-12-31 2022-12-31 2022-12-31'],
  ['2022-12-31', '2022-12-31 2022-12-31 2022-12-31'],
  ['2023/24', 'FY2024 2023-10-01 2024-09-30', fromOctober],
  ['Q3 2023/24', 'FY2024Q3 2024-04-01 2024-06-30', fromOctober],
  ['1 April 2023 to 31 March 2024', '2023-04/2024-03 2023-04-01 2024-03-31'],
  ['2023-01-01/2023-12-31', '2023 2023-01-01 2023-12-31'],
  ['year ended 31 March 2024', '2023-04/2024-03 2023-04-01 2024-03-31'],
  ['year ended 15 March 2024', undefined],
  ['calendar year 2023', '2023 2023-01-01 2023-12-31'],
  ['2022—2023学年', '2022-09/2023-08 2022-09-01 2023-08-31'],
  ['2022—2024学年', undefined],
  ['上年', undefined],
  ['2022-13', undefined],
  ['可比口径', undefined],
  ['女', undefined],
];

describe('readDate', () => {
  for (const [text, expected, context] of dates) {
    it(`${JSON.stringify(text)}${context ? ` ${JSON.stringify(context)}` : ''}`, () => {
      assert.equal(said(readDate(text, context), text), expected);
    });
  }
});

describe('readPeriod', () => {
  for (const [text, expected, context] of periods) {
    it(`${JSON.stringify(text)}${context ? ` ${JSON.stringify(context)}` : ''}`, () => {
      const period = readPeriod(text, context);
      assert.equal(period && `${period.label} ${period.first} ${period.last}`, expected);
    });
  }

  it('reads its own labels', () => {
    for (const [text, , context] of periods) {
      const period = readPeriod(text, context);
      if (!period) continue;
      assert.deepEqual(
        readPeriod(period.label.replace(/^(\d{4})\/(\d{4})$/, '$1-$2'), context),
        period,
        period.label,
      );
    }
  });
});

describe('neighbouring periods', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ['2022', '2021', '2023', '2021'],
    ['2022H1', '2021H2', '2022H2', '2021H1'],
    ['2022Q1', '2021Q4', '2022Q2', '2021Q1'],
    ['2022-01', '2021-12', '2022-02', '2021-01'],
    ['2022年1—11月', '2021-01/2021-11', '2023-01/2023-11', '2021-01/2021-11'],
    ['2021-2025', '2016/2020', '2026/2030', '2020/2024'],
    ['2024-02-29', '2023-02-28', '2025-02-28', '2023-02-28'],
    ['FY2023', 'FY2022', 'FY2024', 'FY2022'],
    ['FY2023Q1', 'FY2022Q4', 'FY2023Q2', 'FY2022Q1'],
  ];
  for (const [text, previous, next, before] of cases) {
    it(text, () => {
      const period = readPeriod(text, { fiscalYearStart: 7 })!;
      assert.equal(previousPeriod(period).label, previous);
      assert.equal(nextPeriod(period).label, next);
      assert.equal(yearBefore(period).label, before);
      assert.deepEqual(
        nextPeriod(previousPeriod(period)).last,
        period.label === '2024-02-29' ? '2024-02-29' : period.last,
      );
    });
  }

  it('are the same by their days', () => {
    assert.ok(samePeriod(readPeriod('FY2023')!, readPeriod('2023年')!));
    assert.ok(!samePeriod(readPeriod('FY2023', fromOctober)!, readPeriod('2023年')!));
  });
});

describe('daysBetween', () => {
  it('agrees with UTC arithmetic over eight centuries', () => {
    const start = Date.UTC(1600, 0, 1);
    for (let day = 0; day < 292_194; day += 97) {
      const text = new Date(start + day * 86_400_000).toISOString().slice(0, 10);
      assert.equal(daysBetween('1600-01-01', text), day, text);
    }
    assert.equal(daysBetween('2023-03-01', '2023-02-28'), -1);
    assert.equal(daysBetween('2024-02-28', '2024-03-01'), 2);
  });
});
