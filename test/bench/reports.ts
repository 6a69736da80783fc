import { Random } from './random.ts';

export type Form = 'markdown' | 'yaml';

export interface ReportOptions {
  readonly form: Form;
  /** About how long the text is, in bytes of UTF-8. */
  readonly bytes: number;
  /** The same options give the same text. */
  readonly seed?: number;
  /** Whether everything stands in one section, instead of a dozen metrics and tasks in each. */
  readonly oneSection?: boolean;
  /** A ledger that the report names, as a path, and the metrics of it that its prose refers to. */
  readonly ledger?: { readonly path: string; readonly metrics: readonly LedgerMetric[] };
}

export interface LedgerMetric {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** The organizations that the reports name; a project file or a project's settings should hold them. */
export const organizations = [
  '区委改革办',
  '区发改局',
  '区财政局',
  '区审计局',
  '区住建局',
  '区教育局',
  '区卫健局',
];

/** One metric or task in so many has a mistake; about 3,000 of them are in a megabyte, so about 50 are wrong. */
const itemsPerMistake = 60;
const metricsPerSection = 8;
const tasksPerSection = 4;

/**
 * Makes a report of about so many bytes: about 3,000 metrics and tasks and 50 mistakes in each megabyte, the first
 * mistake always in the first section. Half of the mistakes break the schema, so that other tools find them too.
 */
export function makeReport(options: ReportOptions): string {
  const { form, bytes, seed = 1, oneSection = false, ledger } = options;
  const maker = new Maker(form, new Random(seed), ledger?.metrics ?? []);
  const head = headOf(form, ledger?.path);
  const write = form === 'markdown' ? markdownSection : yamlSection;
  let size = Buffer.byteLength(head);
  const sections: Section[] = [];
  for (let last = 0; size + last / 2 < bytes || sections.length === 0; size += last) {
    const section = maker.section(sections.length + 1);
    sections.push(section);
    last = Buffer.byteLength(write(sections.length, section));
  }
  if (!oneSection) return head + sections.map((section, index) => write(index + 1, section)).join('');
  const all = (part: keyof Section) => sections.map((section) => section[part]).join('');
  return head + write(1, { prose: all('prose'), metrics: all('metrics'), tasks: all('tasks') });
}

/** Makes a ledger of so many metrics, and says which they are. */
export function makeLedger(count: number, seed = 1): { text: string; metrics: readonly LedgerMetric[] } {
  const random = new Random(seed);
  const metrics = Array.from({ length: count }, (_, index) => {
    const [noun, unit] = random.of(nouns);
    return { name: `台账${noun}${index + 1}`, value: random.between(100, 9999), unit };
  });
  const lines = metrics.map(
    ({ name, value, unit }) => `  - 指标名称: ${name}\n    数值: ${value}\n    计量单位: ${unit}\n`,
  );
  return { text: `标题: 共用台账\n指标:\n${lines.join('')}`, metrics };
}

/** What a section holds, each part as the lines it is written in. */
interface Section {
  readonly prose: string;
  readonly metrics: string;
  readonly tasks: string;
}

interface Metric {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly previous: number;
  readonly change: string;
  readonly source: string;
  readonly mistake: Mistake | undefined;
}

/** A change that does not follow from its two values is for us alone; a key and a value that do not exist anybody finds. */
type Mistake = 'key' | 'value' | 'change';

const nouns: readonly (readonly [string, string])[] = [
  ['老旧小区改造', '个'],
  ['市政道路建设', '公里'],
  ['规上工业企业', '家'],
  ['高新技术企业', '家'],
  ['公共充电桩', '个'],
  ['义务教育学位', '个'],
  ['养老服务床位', '张'],
  ['绿道建设', '公里'],
  ['收储土地面积', '亩'],
  ['技改投资', '万元'],
  ['招商引资合同金额', '亿元'],
  ['改革任务', '项'],
];

const remarks = [
  '全年工作有序推进，各项举措落实到位，群众反映的突出问题得到及时回应和妥善处理，长效机制逐步建立。',
  '有关单位建立联席会议制度，按月调度、按季通报，重点环节由专人跟进，堵点难点逐项销号。',
  '下一步将继续完善配套办法，加强部门之间的数据共享，把好的做法固定下来并推广到各街道。',
  '项目资金实行专账管理，过程接受监督，阶段成果已在政务平台公开，接受社会各方面评议。',
];

const updates = [
  '已完成方案编制并征求意见，正在修改完善',
  '首批点位已经开工，其余点位正在办理手续',
  '已召开协调会，明确分工和时间要求',
  '主体工作基本完成，进入检查验收阶段',
];

class Maker {
  readonly #form: Form;
  readonly #random: Random;
  readonly #ledger: readonly LedgerMetric[];
  #items = 0;
  #mistakes = 0;
  readonly #firstMistake: number;

  constructor(form: Form, random: Random, ledger: readonly LedgerMetric[]) {
    this.#form = form;
    this.#random = random;
    this.#ledger = ledger;
    this.#firstMistake = random.below(metricsPerSection);
  }

  section(number: number): Section {
    const metrics = Array.from({ length: metricsPerSection }, (_, index) => this.#metric(number, index + 1));
    const tasks = metrics.slice(0, tasksPerSection).map((metric) => this.#task(metric));
    return {
      prose: this.#prose(metrics),
      metrics: metrics.map((metric) => metricLines(this.#form, metric)).join(''),
      tasks: tasks.join(''),
    };
  }

  #mistake(): Mistake | undefined {
    const wrong = this.#items++ % itemsPerMistake === this.#firstMistake;
    if (!wrong) return undefined;
    const kinds: readonly Mistake[] = ['key', 'change', 'value', 'change'];
    return kinds[this.#mistakes++ % kinds.length];
  }

  #metric(section: number, index: number): Metric {
    const random = this.#random;
    const [noun, unit] = random.of(nouns);
    const value = random.between(100, 9999);
    const previous = random.between(100, 9999);
    const mistake = this.#mistake();
    const change = ((value - previous) / previous) * 100 + (mistake === 'change' ? 5 : 0);
    return {
      name: `${noun}${section}之${index}`,
      value,
      unit,
      previous,
      change: `${change.toFixed(1)}%`,
      source: random.of(organizations),
      mistake,
    };
  }

  #task(metric: Metric): string {
    const random = this.#random;
    const mistake = this.#mistake();
    const month = random.between(1, 12);
    const lines = [
      `任务: 推进${metric.name}`,
      `牵头单位: ${random.of(organizations)}`,
      `配合单位: ${random.of(organizations)}、各街道`,
      `完成时限: 2023年${month}月底前`,
      `${mistake === 'key' ? '状太' : '状态'}: ${mistake === 'value' ? '正长推进' : '正常推进'}`,
      `进展情况: ${random.of(updates)}`,
      ...(mistake === 'change' ? [`进展清况: ${random.of(updates)}`] : []),
    ];
    const indent = this.#form === 'markdown' ? '' : '      ';
    return lines.map((line, index) => `${indent}${index === 0 ? '- ' : '  '}${line}\n`).join('');
  }

  #prose(metrics: readonly Metric[]): string {
    const random = this.#random;
    const indent = this.#form === 'markdown' ? '' : '      ';
    const said = metrics
      .slice(0, 3)
      .map(
        ({ name, value, unit, change, mistake }) =>
          `全年完成[${value}${unit}](metric:${name})${mistake === 'change' ? '' : `，比上年变化[${change}](metric:${name}#同比)`}`,
      );
    const inserted = metrics[3]!.name;
    const shared = this.#ledger.length === 0 ? '' : `其中{{${random.of(this.#ledger).name}}}列入台账。`;
    const paragraphs = [
      `${said.join('；')}。${shared}${random.of(remarks)}${random.of(remarks)}`,
      `截至2022年12月底，共{{${inserted}}}完成备案，惠及群众${random.between(2, 90)}万人次。${random.of(remarks)}${random.of(remarks)}`,
      ...(this.#form === 'markdown' ? [Array.from({ length: 6 }, () => random.of(remarks)).join('')] : []),
    ];
    return paragraphs.map((paragraph) => `${indent}${paragraph}\n\n`).join('');
  }
}

function headOf(form: Form, ledger: string | undefined): string {
  const keys = [
    '报告类型: 年度总结',
    '标题: 性能测试报告',
    '编制单位: 区委改革办',
    '报告期: 2022',
    '截至日期: 2022-12-31',
    '阶段: 初稿',
    ...(ledger === undefined ? [] : [`台账: ${ledger}`]),
  ].map((line) => `${line}\n`);
  return form === 'markdown' ? `---\n${keys.join('')}---\n\n` : `${keys.join('')}章节:\n`;
}

function metricLines(form: Form, metric: Metric): string {
  const { name, value, unit, previous, change, source, mistake } = metric;
  // The second name of the same key would be a duplicate; a misspelt one is unknown.
  const owner = mistake === 'key' ? '数据提共单位' : '数据提供单位';
  const better = `方向: ${mistake === 'value' ? '越高越号' : '越高越好'}`;
  if (form === 'markdown')
    return `${name}: { 数值: ${value}${unit}, 上年: ${previous}${unit}, 同比: ${change}, ${owner}: ${source}, ${better} }\n`;
  const lines = [
    `指标名称: ${name}`,
    `数值: ${value}`,
    `计量单位: ${unit}`,
    `上年: ${previous}`,
    `同比: ${change}`,
    `${owner}: ${source}`,
    better,
  ];
  return lines.map((line, index) => `      ${index === 0 ? '- ' : '  '}${line}\n`).join('');
}

function markdownSection(number: number, { prose, metrics, tasks }: Section): string {
  return `## （${number}）第${number}部分工作情况\n\n${prose}\`\`\`yaml 指标\n${metrics}\`\`\`\n\n\`\`\`yaml 任务\n${tasks}\`\`\`\n\n`;
}

function yamlSection(number: number, { prose, metrics, tasks }: Section): string {
  return `  - 标题: 第${number}部分工作情况\n    正文: |\n${prose.trimEnd()}\n    指标:\n${metrics}    任务:\n${tasks}`;
}
