import assert from 'node:assert/strict';
import type { Figure } from '../../../src/core/quantity/figure.ts';
import { readFigure, scanFigures } from '../../../src/core/quantity/scan.ts';
import { UnitCatalogue } from '../../../src/core/quantity/unit.ts';

const catalogue = new UnitCatalogue();

/** A figure in one line: the text it takes, how it is worded, its value and its unit. */
function said(figure: Figure): string {
  const { text, approx, inclusive, low, high, unit, direction, redundant } = figure;
  const worded = approx === 'exact' ? '' : `${approx}${inclusive ? '=' : ''} `;
  const value = low.eq(high) ? low.toFixed() : `${low.toFixed()}..${high.toFixed()}`;
  const sign = direction ? ` ${direction.sign}` : '';
  return `${text} | ${worded}${value} ${unit?.match.unit.id ?? '?'}${sign}${redundant ? ' redundant' : ''}`;
}

/** Running text, then what is found in it. */
const prose: readonly (readonly [string, ...string[]])[] = [
  // Counts and measures
  ['明确105项重点任务', '105项 | 105 item'],
  ['召开会议3次,完成', '3次 | 3 occurrence'],
  ['流转土地3347亩', '3347亩 | 3347 mu'],
  ['面积6.29平方公里', '6.29平方公里 | 6.29 square_kilometre'],
  ['碧道62公里贯通', '62公里 | 62 kilometre'],
  ['展览10场次', '10场次 | 10 session'],
  ['6家企业申报成功', '6家 | 6 enterprise'],
  ['新建5所学校', '5所 | 5 institution'],
  ['培训1,234人次', '1,234人次 | 1234 person_time'],
  ['发电量12.5亿千瓦时', '12.5亿千瓦时 | 1250000000 kilowatt_hour'],
  ['装机容量300万千瓦', '300万千瓦 | 3000000 kilowatt'],
  ['功率5千瓦', '5千瓦 | 5 kilowatt'],
  ['重5千克', '5千克 | 5 kilogram'],
  ['服务3千家企业', '3千家 | 3000 enterprise'],
  ['惠及1.13万户', '1.13万户 | 11300 household'],
  ['总投资233亿元', '233亿元 | 23300000000 yuan'],
  ['总产值1.5万亿元', '1.5万亿元 | 1500000000000 yuan'],
  ['资金3亿5000万元到位', '3亿5000万元 | 350000000 yuan'],
  ['涉及1万2千户', '1万2千户 | 12000 household'],
  ['惠及1万2000户', '1万2000户 | 12000 household'],
  ['共3千5百万元', '3千5百万元 | 35000000 yuan'],
  ['新增 105 项', '105 项 | 105 item'],
  ['完成**105**项', '105**项 | 105 item'],
  ['安装充电桩120个（根）', '120个（根） | 120 piece_root'],
  ['购置设备30台（套）', '30台（套） | 30 machine_set'],
  ['购置设备30台(套)', '30台(套) | 30 machine_set'],
  ['建成床位200张床位', '200张床位 | 200 bed'],
  ['新增学位300个学位', '300个学位 | 300 school_place'],
  ['办理时限压缩至5个工作日', '5个工作日 | 5 working_day'],
  ['历时3个月', '3个月 | 3 month'],
  ['服务24小时', '24小时 | 24 hour'],
  ['完成五年行动，用时5年', '5年 | 5 year'],
  ['PMI为50.8', '50.8 | 50.8 ?'],
  ['得分98.5分', '98.5分 | 98.5 score'],
  ['用电300度', '300度 | 300 kilowatt_hour'],
  ['最高气温35℃', '35℃ | 35 celsius'],
  ['噪声55dB', '55dB | 55 decibel'],
  ['带宽1000Mbps', '1000Mbps | 1000 megabit_per_second'],
  ['数据2.5PB', '2.5PB | 2.5 petabyte'],
  ['港口吞吐量120万标箱', '120万标箱 | 1200000 container'],
  ['接种疫苗5万剂次', '5万剂次 | 50000 dose'],
  ['１０５项任务', '１０５项 | 105 item'],
  ['占比３７.３５％', '３７.３５％ | 37.35 percent'],
  ['净增家庭300户', '300户 | 300 household'],
  ['归集数据8亿条', '8亿条 | 800000000 line'],
  ['平均用时11分30秒，缩短2分', '11分30秒 | 690 second', '2分 | 2 score down'],
  ['孕产妇死亡率8/10万', '8/10万 | 8 per_hundred_thousand'],
  // Rates
  ['密度1200人/平方公里', '1200人/平方公里 | 1200 person/square_kilometre'],
  ['均价8500元/平方米', '8500元/平方米 | 8500 yuan/square_metre'],
  ['PM2.5浓度25微克/立方米', '25微克/立方米 | 25 microgram/cubic_metre'],
  ['处理能力5万吨/日', '5万吨/日 | 50000 tonne/day'],
  ['每千人口床位6.5张/千人', '6.5张/千人 | 6.5 sheet/1000 person'],
  ['每人每月695元', '每人每月695元 | 695 yuan/month·person'],
  ['标准为每人每月不低于695元', '每人每月不低于695元 | over= 695 yuan/month·person'],
  ['每亩补贴500元', '500元 | 500 yuan'],
  ['每亩500元', '每亩500元 | 500 yuan/mu'],
  ['时速120km/h', '120km/h | 120 kilometre_per_hour'],
  ['收费3元每吨', '3元每吨 | 3 yuan/tonne'],
  ['补贴3家每家5万元', '3家 | 3 enterprise', '每家5万元 | 50000 yuan/enterprise'],
  // Percent and points, directions
  ['同比增长7.1%', '7.1% | 7.1 percent up'],
  ['同比下降3.2个百分点', '3.2个百分点 | 3.2 percentage_point down'],
  ['比上年增5.6%', '5.6% | 5.6 percent up'],
  ['增速为-5.6%', '-5.6% | -5.6 percent'],
  ['压减率37.35%', '37.35% | 37.35 percent'],
  ['提高到95%', '95% | 95 percent'],
  ['增长了2.5倍', '2.5倍 | 2.5 times up'],
  ['占百分之三十', '百分之三十 | 30 percent'],
  ['占百分之37.5', '百分之37.5 | 37.5 percent'],
  ['增幅达8.2%', '8.2% | 8.2 percent up'],
  ['新增3家', '3家 | 3 enterprise'],
  ['出生率6.39‰', '6.39‰ | 6.39 permille'],
  // Approximators
  ['约6000人次', '约6000人次 | about 6000 person_time'],
  ['超过200项', '超过200项 | over 200 item'],
  ['突破500家', '突破500家 | over 500 enterprise'],
  ['8300多个充电口', '8300多个 | over 8300 piece'],
  ['近万人的队伍', '近万人 | near 10000 person'],
  ['1.2万余人', '1.2万余人 | over 12000 person'],
  ['10多万户', '10多万户 | over 100000 household'],
  ['签下超亿元项目41个', '超亿元 | over 100000000 yuan', '41个 | 41 piece'],
  ['打造千亿元产业', '千亿元 | 100000000000 yuan'],
  ['走访三十余家企业', '三十余家 | over 30 enterprise'],
  ['上千人参加', '上千人 | over 1000 person'],
  ['百余名干部', '百余名 | over 100 person_ming'],
  ['十来个部门', '十来个 | over 10 piece'],
  ['20来家', '20来家 | over 20 enterprise'],
  ['不少于12次', '不少于12次 | over= 12 occurrence'],
  ['达到93%以上', '93%以上 | over= 93 percent'],
  ['≥93%', '≥93% | over= 93 percent'],
  ['不超过5个工作日', '不超过5个工作日 | under= 5 working_day'],
  ['不足100家', '不足100家 | under 100 enterprise'],
  ['控制在3%以内', '3%以内 | under= 3 percent'],
  ['500人左右', '500人左右 | about 500 person'],
  ['接近200项', '接近200项 | near 200 item'],
  ['约200项左右', '约200项左右 | about 200 item redundant'],
  ['超过200项以上', '超过200项以上 | over 200 item redundant'],
  ['近8300多个', '近8300多个 | near 8300 piece redundant'],
  ['大约近200人', '大约近200人 | near 200 person redundant'],
  ['节约300万元', '300万元 | 3000000 yuan'],
  ['签约12个项目', '12个 | 12 piece'],
  ['最近3次检查', '3次 | 3 occurrence'],
  ['近3年建成', '3年 | 3 year'],
  ['反超3分', '3分 | 3 score'],
  ['通过3项制度', '3项 | 3 item'],
  ['走过3个村', '3个村 | 3 village'],
  ['走过上百个村', '上百个村 | over 100 village'],
  ['200+个', '200+个 | over= 200 piece'],
  ['下降超过3%', '超过3% | over 3 percent down'],
  ['5年多来', '5年多 | over 5 year'],
  ['3项多部门联办事项', '3项 | 3 item'],
  // Ranges
  ['增速10%~20%', '10%~20% | 10..20 percent'],
  ['增长5%-6%', '5%-6% | 5..6 percent up'],
  ['3至5家', '3至5家 | 3..5 enterprise'],
  ['10—20个', '10—20个 | 10..20 piece'],
  ['8000万~1.2亿元', '8000万~1.2亿元 | 80000000..120000000 yuan'],
  ['3—5亿元', '3—5亿元 | 300000000..500000000 yuan'],
  ['从3%提高到5%', '3% | 3 percent', '5% | 5 percent'],
  // Chinese numerals
  ['制定十二条以及十五条举措', '十二条 | 12 line', '十五条 | 15 line'],
  ['一百零五项任务', '一百零五项 | 105 item'],
  ['五千万元资金', '五千万元 | 50000000 yuan'],
  ['一亿两千万元', '一亿两千万元 | 120000000 yuan'],
  ['提高三成', '三成 | 3 tenth up'],
  ['产值两万吨', '两万吨 | 20000 tonne'],
  ['三十千瓦', '三十千瓦 | 30 kilowatt'],
  // Ranks
  ['排在全市第一、全省第六,', '全市第一 | 1 rank', '全省第六 | 6 rank'],
  ['排名第3位', '排名第3位 | 3 rank'],
  ['全省第六次会议'],
  // Money
  ['赠款$6–8 million', '$6–8 million | 6000000..8000000 us_dollar'],
  ['约¥1.2亿', '约¥1.2亿 | about 120000000 yuan'],
  ['US$5m', 'US$5m | 5000000 us_dollar'],
  // Decoys
  ['2022年以来，推进改革'],
  ['2022—2023年工作'],
  ['2021、2022和2023年'],
  ['截至2022年12月31日'],
  ['1—11月'],
  ['9月底前'],
  ['3月5日至8日'],
  ['在2023-12-31前'],
  ['在2023.12.31前'],
  ['09年以来'],
  ['落实“1+6+3”部署'],
  ['“3+2”格局'],
  ['“1+N”体系'],
  ['第3次会议、第一届、第十四个五年规划'],
  ['一、总体要求\n(一)加强领导\n1. 落实责任\n2、完善机制'],
  ['## 2.3 建设情况'],
  ['区政〔2022〕12号'],
  ['《2022年工作要点（第3版）》'],
  ['上午9:30召开'],
  ['上午9时30分召开'],
  ['电话0750-1234567，手机13812345678'],
  ['版本v1.2.3和1.2.3'],
  ['PM2.5、CO2、A4、5G、3D、COVID-19、G20'],
  ['GB/T 9704—2012和ISO 9001'],
  ['见图3、表2和附件1'],
  ['5号楼、500强、2.0版、五大行动、两个倍增'],
  ['一体化、三农、一对一、五位一体、千家万户'],
  ['“十四五”、二十大、十分重要'],
  ['运行`105项`代码'],
  ['[年报](https://example.org/2022/105项)'],
  ['{{深改委会议 3次}}'],
  ['3∶1配比、7×24小时、3/5'],
  ['数字101、202', '101 | 101 ?', '202 | 202 ?'],
  ['写作1.234,5'],
  ['12345热线'],
  ['90后、80年代、21世纪'],
  ['前3名和前三季度'],
  ['编号007和202301010001'],
  ['写入007与写入202301010001'],
  // A bound figure, a table, several in one sentence
  ['部署[105项](metric:重点改革任务@2022H1)', '105项 | 105 item'],
  ['| 企业 | 612家 | 37.35% |', '612家 | 612 enterprise', '37.35% | 37.35 percent'],
  [
    '完成31家企业出清，压减率37.35%；累计612家，超过200项',
    '31家 | 31 enterprise',
    '37.35% | 37.35 percent',
    '612家 | 612 enterprise',
    '超过200项 | over 200 item',
  ],
  // English
  ['reached 1,234 households in the district', '1,234 households | 1234 household'],
  ['12 million people benefited', '12 million people | 12000000 person'],
  ['built 120 bridges and 3 roads', '120 bridges | 120 bridge', '3 roads | 3 road'],
  ['served 1,234 low-income households', '1,234 low-income households | 1234 household'],
  ['opened 12 new primary schools', '12 new primary schools | 12 school'],
  ['more than 200 villages', 'more than 200 villages | over 200 village'],
  ['nearly 10,000 households', 'nearly 10,000 households | near 10000 household'],
  ['at least 93 percent of staff', 'at least 93 percent | over= 93 percent'],
  ['up to 5 days', 'up to 5 days | under= 5 day'],
  ['no more than 5 working days', 'no more than 5 working days | under= 5 working_day'],
  ['about 45% of the budget', 'about 45% | about 45 percent'],
  ['€1.2bn in grants', '€1.2bn | 1200000000 euro'],
  ['CNY 23.3 billion', 'CNY 23.3 billion | 23300000000 yuan'],
  ['CNY 695 per person per month', 'CNY 695 per person per month | 695 yuan/month·person'],
  ['US$1.5 million was spent', 'US$1.5 million | 1500000 us_dollar'],
  ['between 6 and 8 tonnes', 'between 6 and 8 tonnes | 6..8 tonne'],
  ['10-20% of farms', '10-20% | 10..20 percent'],
  ['rose by 5.6%', '5.6% | 5.6 percent up'],
  ['fell 3.2 percentage points', '3.2 percentage points | 3.2 percentage_point down'],
  ['a 5.6% increase', '5.6% | 5.6 percent up'],
  ['an 8 % decline', '8 % | 8 percent down'],
  ['from 3% to 5%', '3% | 3 percent', '5% | 5 percent'],
  ['1,234.5 t of waste', '1,234.5 t | 1234.5 tonne'],
  ['emitted 1.2 million tonnes CO2e', '1.2 million tonnes CO2e | 1200000 tonne_co2e'],
  ['3.2 deaths per 1,000 live births', '3.2 deaths per 1,000 live births | 3.2 death/1000 birth'],
  ['Output 1.2: 15 km of road', '15 km | 15 kilometre'],
  ['uses 3.4 GWh a year', '3.4 GWh | 3.4 gigawatt_hour'],
  ['speed of 120 km/h', '120 km/h | 120 kilometre_per_hour'],
  ['yield of 5.2 t/ha', '5.2 t/ha | 5.2 tonne/hectare'],
  ['200+ volunteers', '200+ volunteers | over= 200 volunteer'],
  ['50 jobs or more', '50 jobs or more | over= 50 post'],
  ['over 5 years the city', '5 years | 5 year'],
  ['12 staff joined', '12 staff | 12 staff'],
  ['reached 1.2M users in May', '1.2M users | 1200000 user'],
  ['3M tape and 5K runs alone', '5K runs | 5000 run'],
  ['responded within 1 hour 20 minutes', '1 hour 20 minutes | 80 minute'],
  ['1 bridge was rebuilt', '1 bridge | 1 bridge'],
  ['3.5 FTE', '3.5 FTE | 3.5 full_time_equivalent'],
  ['ranked 3rd of the provinces', 'ranked 3rd | 3 rank'],
  ['grew from 120 to 150 clinics', '120 | 120 ?', '150 clinics | 150 clinic'],
  ['1\u2009234\u2009567 people', '1\u2009234\u2009567 people | 1234567 person'],
  ['In 2022, since 2019 and by 2030'],
  ['the 2023 targets and 2022–2023 results'],
  ['FY2023, FY 2023/24, Q3 2023, 2023-Q3 and H1'],
  ['on 31 December 2023, December 31, 2023 and Dec 2023'],
  ['Table 3, Figures 2 and 4, Goal 16, Section 3.2'],
  ['the 1st, 2nd and 3rd meetings at 9:30 am'],
  ['a 5-year plan and a 12-month project'],
  ['SDG 13, ISO 14001, COVID-19, No. 5'],
  ['1. First item\n2) Second item'],
];

/** One whole value, what is read, then what is not. */
const values: readonly (readonly [string, string, ...string[]])[] = [
  ['105项', '105项 | 105 item'],
  [' 105 项 ', '105 项 | 105 item'],
  ['突破500家', '突破500家 | over 500 enterprise'],
  ['1.13万户', '1.13万户 | 11300 household'],
  ['≥93%', '≥93% | over= 93 percent'],
  ['>= 93 %', '>= 93 % | over= 93 percent'],
  ['$6–8 million', '$6–8 million | 6000000..8000000 us_dollar'],
  ['每人每月695元', '每人每月695元 | 695 yuan/month·person'],
  ['约6000人次', '约6000人次 | about 6000 person_time'],
  ['8300多个', '8300多个 | over 8300 piece'],
  ['近万人', '近万人 | near 10000 person'],
  ['1.2万余人', '1.2万余人 | over 12000 person'],
  ['超亿元', '超亿元 | over 100000000 yuan'],
  ['千亿元', '千亿元 | 100000000000 yuan'],
  ['亿元', '亿元 | 100000000 yuan'],
  ['10%~20%', '10%~20% | 10..20 percent'],
  ['1,234.5 t', '1,234.5 t | 1234.5 tonne'],
  ['37.35％', '37.35％ | 37.35 percent'],
  ['下降3.2个百分点', '3.2个百分点 | 3.2 percentage_point down'],
  ['-5.6%', '-5.6% | -5.6 percent'],
  ['−5.6%', '−5.6% | -5.6 percent'],
  ['-$5 million', '-$5 million | -5000000 us_dollar'],
  ['十二条', '十二条 | 12 line'],
  ['两个', '两个 | 2 piece'],
  ['全省第六', '全省第六 | 6 rank'],
  ['第3位', '第3位 | 3 rank'],
  ['6th', '6th | 6 rank'],
  ['ranked 6th', 'ranked 6th | 6 rank'],
  ['€1.2bn', '€1.2bn | 1200000000 euro'],
  ['12 million people', '12 million people | 12000000 person'],
  ['more than 200', 'more than 200 | over 200 ?'],
  ['nearly 10,000 households', 'nearly 10,000 households | near 10000 household'],
  ['120 new bridges', '120 new bridges | 120 bridge'],
  ['12 police officers', '12 police officers | 12 officer'],
  ['148.0', '148.0 | 148 ?'],
  ['2022', '2022 | 2022 ?'],
  ['.5', '.5 | 0.5 ?'],
  ['累计612家', '612家 | 612 enterprise'],
  ['1\u202f234\u202f567人', '1\u202f234\u202f567人 | 1234567 person'],
  ['+7.6%', '+7.6% | 7.6 percent'],
  ['＋7.6%', '＋7.6% | 7.6 percent'],
  ['共105项', '105项 | 105 item'],
  ['达到93%以上', '93%以上 | over= 93 percent'],
  ['同比增长7.6%', '7.6% | 7.6 percent up'],
  ['较上年下降2.1个百分点', '2.1个百分点 | 2.1 percentage_point down'],
  ['重点工作105项', '105项 | 105 item', '重点工作'],
  ['持平', '持平 | 0 ?'],
  ['与上年基本持平', '与上年基本持平 | about 0 ?'],
  [' unchanged', 'unchanged | 0 ?'],
  ['8.5/10万', '8.5/10万 | 8.5 per_hundred_thousand'],
  ['22/十万人', '22/十万人 | 22 per_hundred_thousand'],
  ['43 per 1,000 live births', '43 per 1,000 live births | 43 permille'],
  ['120 per 100,000', '120 per 100,000 | 120 per_hundred_thousand'],
  ['11分30秒', '11分30秒 | 690 second'],
  ['2小时15分30秒', '2小时15分30秒 | 8130 second'],
  ['1 hour 20 minutes', '1 hour 20 minutes | 80 minute'],
  ['3年6个月', '3年6个月 | 42 month'],
  ['3个月15天', '3个月 | 3 month', '15天'],
  ['30秒2小时', '30秒 | 30 second', '2小时'],
  ['1.2M users', '1.2M users | 1200000 user'],
  ['450K downloads', '450K downloads | 450000 download'],
  ['2.35万元/生', '2.35万元/生 | 23500 yuan/student'],
  ['105xyz', '105 | 105 ?', 'xyz'],
  ['105项。', '105项 | 105 item', '。'],
  ['大约很多105项', '105项 | 105 item', '大约很多'],
  ['3/5', '3 | 3 ?', '/5'],
  ['9:30', '9 | 9 ?', ':30'],
  ['1+6+3', '1 | 1 ?', '+6+3'],
  ['105项 200家', '105项 | 105 item', '200家'],
  ['5元/foo', '5元 | 5 yuan', '/foo'],
  ['三无企业31家', '31家 | 31 enterprise', '三无企业'],
  ['30 kilometrs', '30 kilometrs | 30 kilometre'],
  ['1.234,5', '', '1.234,5'],
  ['很多', '', '很多'],
  ['无', ''],
  ['none', ''],
  ['n/a', ''],
  ['—', ''],
  ['', ''],
];

describe('scanFigures', () => {
  for (const [text, ...expected] of prose) {
    it(JSON.stringify(text), () => {
      assert.deepEqual(scanFigures(text, catalogue).map(said), expected);
    });
  }
});

describe('readFigure', () => {
  for (const [text, expected, ...unread] of values) {
    it(JSON.stringify(text), () => {
      const reading = readFigure(text, catalogue);
      assert.equal(reading.figure ? said(reading.figure) : '', expected);
      assert.deepEqual(
        reading.unread.map(({ start, end }) => text.slice(start, end)),
        unread,
      );
    });
  }
});

describe('scanFigures on anything', () => {
  /** A small generator with a seed, so that a failure comes again. */
  let state = 42;
  const next = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const pieces = [
    ...'0123456789.,%％±~～-—–+*/:：()（）[]{}《》〔〕“”$€¥ \n\t、，。;第一二两三十百千万亿零〇年月日时分号个项家户人次元约近超多余每至到'.split(
      '',
    ),
    ...'km kWh m² 平方公里 亿元 百分之 超过 以上 左右 全省 million billion people more than nearly to per CNY US$ FY2023 Q3 May ](metric: {{ }} ` ``` ## 1. 😀 𠀀 \u0000 \ud800'.split(
      ' ',
    ),
  ];

  it('never throws, stays within the text and in order', () => {
    for (let round = 0; round < 1000; round++) {
      const text = Array.from({ length: next(24) }, () => pieces[next(pieces.length)]).join('');
      let end = 0;
      for (const figure of scanFigures(text, catalogue)) {
        const { span, number, unit, multiplier, qualifier, suffix, per } = figure;
        assert.ok(
          span.start >= end && span.end > span.start && span.end <= text.length,
          JSON.stringify(text),
        );
        assert.equal(figure.text, text.slice(span.start, span.end));
        for (const part of [number, unit?.span, multiplier?.span, qualifier, suffix, per]) {
          if (part)
            assert.ok(
              part.start >= span.start && part.end <= span.end && part.end >= part.start,
              JSON.stringify(text),
            );
        }
        if (unit) assert.equal(unit.text, text.slice(unit.span.start, unit.span.end));
        assert.ok(figure.low.lte(figure.high), JSON.stringify(text));
        assert.ok(figure.place.gt(0) && figure.lowPlace.gt(0));
        end = span.end;
      }
      const { figure, unread } = readFigure(text, catalogue);
      const covered = unread
        .map(({ start, end }) => text.slice(start, end))
        .join('')
        .replace(/\s/g, '').length;
      assert.ok(covered <= text.length);
      if (figure) assert.equal(figure.text, text.slice(figure.span.start, figure.span.end));
    }
  });

  it('reads a figure alone as it reads it in its sentence', () => {
    for (const [text] of prose) {
      for (const figure of scanFigures(text, catalogue)) {
        const alone = readFigure(figure.text, catalogue).figure;
        assert.ok(alone, figure.text);
        assert.equal(said(alone).replace(/ (up|down)$/, ''), said(figure).replace(/ (up|down)$/, ''));
      }
    }
  });

  it('takes time in proportion to the text', function () {
    this.timeout(60_000);
    const hostile = [
      '9'.repeat(6000),
      '一'.repeat(6000),
      '1,'.repeat(3000),
      '约'.repeat(6000),
      '每'.repeat(6000),
      '1+'.repeat(3000),
      '《'.repeat(6000),
      '1年'.repeat(3000),
      '# '.repeat(3000),
      '`'.repeat(6000),
      'a '.repeat(3000),
      '1 a '.repeat(1500),
      '1-'.repeat(3000),
      ' '.repeat(6000),
    ];
    for (const text of hostile) {
      const start = performance.now();
      scanFigures(text, catalogue);
      readFigure(text, catalogue);
      const took = performance.now() - start;
      assert.ok(took < 3000, `${text.slice(0, 6)}: ${took.toFixed(0)} ms`);
    }
  });
});
