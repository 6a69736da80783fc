import assert from 'node:assert/strict';
import districtProject from '../../../examples/district-reform-2022/reportwright.yaml';
import { highlights } from '../../../src/core/features/highlights.ts';
import { occurrenceAt } from '../../../src/core/model/occurrences.ts';
import { shift } from '../../../src/core/text/span.ts';
import { analyse, projectOf, type Setting, uncursor } from '../support/analyse.ts';
import { exampleTexts } from '../support/examples.ts';
import { seeded } from '../support/random.ts';

const yaml: Setting = { form: 'yaml' };
const project = projectOf(
  'organizations:\n  - name: 区财政局\n    short: 财政局\n    id: czj\n  - name: 区财政局下属中心\n  - name: Finance Bureau\n  - name: Net-Zero (City) Unit*\nunits:\n  - id: xiang\n    names: { zh: 箱 }\n',
);
const withProject: Setting = { project };

/** The text with all that lights up at its cursor between `«` and `»`, where it is stated between `‹` and `›`. */
function lit(marked: string, setting: Setting): string {
  const { text, offset } = uncursor(marked);
  let shown = '';
  let done = 0;
  for (const { span, states } of highlights(analyse(text, setting), offset)) {
    shown += text.slice(done, span.start);
    const words = text.slice(span.start, span.end);
    shown += states ? `‹${words}›` : `«${words}»`;
    done = span.end;
  }
  return shown + text.slice(done);
}

const fence = (body: string) => `\n\`\`\`yaml 指标\n${body}\n\`\`\`\n`;

const cases: readonly (readonly [what: string, marked: string, wanted: string, setting?: Setting])[] = [
  [
    'a reference and what it names, in the map form',
    `共[3|项](metric:任务)，{{任务}}。${fence('任务: 3项\n会议: 3次')}`,
    `共[3项](metric:«任务»)，{{«任务»}}。${fence('‹任务›: 3项\n会议: 3次')}`,
  ],
  [
    'the statement in the list form, with its id and alias',
    `共[3项](metric:rw#同比)，{{改革}}，{{事项 2}}。${fence('- 名称: 改|革\n  标识: rw\n  别名: [事项]\n  数值: 3项')}`,
    `共[3项](metric:«rw»#同比)，{{«改革»}}，{{«事项» 2}}。${fence('- 名称: ‹改革›\n  标识: ‹rw›\n  别名: [‹事项›]\n  数值: 3项')}`,
  ],
  [
    'an alias among several in one text',
    `{{乙}}${fence('- { 名称: "改革", 别名: 甲、|乙, 数值: 3项 }')}`,
    `{{«乙»}}${fence('- { 名称: "‹改革›", 别名: ‹甲›、‹乙›, 数值: 3项 }')}`,
  ],
  [
    'names in other spellings of the same',
    `[3](metric:Net-|Zero) {{ net zero }}${fence("'Net Zero': 3 t")}`,
    `[3](metric:«Net-Zero») {{ «net zero» }}${fence("'‹Net Zero›': 3 t")}`,
  ],
  [
    'a percent-encoded address as a whole',
    `[3项](metric:%E4%BB%BB%E5%8A%A1)，{{任|务}}。${fence('任务: 3项')}`,
    `[3项](metric:«%E4%BB%BB%E5%8A%A1»)，{{«任务»}}。${fence('‹任务›: 3项')}`,
  ],
  [
    'what leads nowhere',
    '[3项](metric:没|有)，{{没有}}，{{别的}}。',
    '[3项](metric:«没有»)，{{«没有»}}，{{别的}}。',
  ],
  [
    'a metric that a task names, in YAML',
    'metrics:\n  任务: 3项\ntasks:\n  - title: 甲\n    metrics: 任务、会议\n章节:\n  - 标题: 一\n    正文: |\n      甲\n\n      乙[3项](metric:任|务)\n',
    'metrics:\n  ‹任务›: 3项\ntasks:\n  - title: 甲\n    metrics: «任务»、会议\n章节:\n  - 标题: 一\n    正文: |\n      甲\n\n      乙[3项](metric:«任务»)\n',
    yaml,
  ],
  [
    'a metric beside its target for the next year',
    'metrics:\n  任务: 3项\n目标:\n  任|务: 4项\n',
    'metrics:\n  ‹任务›: 3项\n目标:\n  ‹任务›: 4项\n',
    yaml,
  ],
  [
    'an organization under keys and in running text',
    `由区财|政局牵头，财政局、区财政局下属中心、czj配合。\n\n\`\`\`yaml 任务\n- 任务: 与财政局会商\n  牵头单位: 区财政局、区教育局\n  进展情况: 财政局已办\n\`\`\`\n`,
    `由«区财政局»牵头，«财政局»、区财政局下属中心、czj配合。\n\n\`\`\`yaml 任务\n- 任务: 与«财政局»会商\n  牵头单位: «区财政局»、区教育局\n  进展情况: «财政局»已办\n\`\`\`\n`,
    withProject,
  ],
  [
    'an organization by its Latin name, in whole words',
    'The Finance| Bureau and Finance\nBureaus; by Finance\nBureau.\n',
    'The «Finance Bureau» and Finance\nBureaus; by «Finance\nBureau».\n',
    withProject,
  ],
  [
    'an organization whose name holds signs of every kind',
    'By Net-Zero (City) |Unit*, Net-Zero (City) Units.\n',
    'By «Net-Zero (City) Unit*», Net-Zero (City) Units.\n',
    withProject,
  ],
  [
    'an organization beside a value that is bound, not in its address or in code',
    `[区财|政局3项](metric:区财政局)，\`区财政局\`。${fence('区财政局: 3项')}`,
    `[«区财政局»3项](metric:区财政局)，\`区财政局\`。${fence('区财政局: 3项')}`,
    withProject,
  ],
  [
    'whom a report is addressed to',
    '主送单位: 区财|政局\n编制单位: 财政局\n',
    '主送单位: «区财政局»\n编制单位: «财政局»\n',
    { ...yaml, ...withProject },
  ],
  [
    'a unit of the project, and no other',
    `发放3|箱，20箱/户。${fence('甲: { 数值: 3箱 }\n乙: { 数值: 4, 单位: 箱 }\n丙: 4个')}`,
    `发放3«箱»，20«箱»/户。${fence('甲: { 数值: 3«箱» }\n乙: { 数值: 4, 单位: «箱» }\n丙: 4个')}`,
    withProject,
  ],
  [
    'a task only where it is stated, with its id',
    'tasks:\n  - title: 甲|\n    id: a\nplan:\n  - title: 甲\n',
    'tasks:\n  - title: ‹甲›\n    id: ‹a›\nplan:\n  - title: 甲\n',
    yaml,
  ],
  [
    'a file',
    '台账: [a.ledger.|yaml]\n上期报告: b.report.md\n',
    '台账: [«a.ledger.yaml»]\n上期报告: b.report.md\n',
    yaml,
  ],
  ['nothing in words', '没|有数字。', '没有数字。'],
  ['nothing at a built-in unit', '征地3|亩。', '征地3亩。', withProject],
];

describe('what lights up', () => {
  for (const [what, marked, wanted, setting = {}] of cases) {
    it(what, () => assert.equal(lit(marked, setting), wanted));
    it(`${what}, with CRLF`, () => {
      const crlf = (text: string) => text.replaceAll('\n', '\r\n');
      assert.equal(lit(crlf(marked), setting), crlf(wanted));
    });
  }

  it('the statements of the project file', () => {
    const text =
      'organizations:\n  - name: 区财政|局\n    short: 财政局\n  - { name: 中心, parent: 财政局 }\n';
    const wanted =
      'organizations:\n  - name: ‹区财政局›\n    short: ‹财政局›\n  - { name: 中心, parent: «财政局» }\n';
    const setting: Setting = { ...yaml, root: 'project', project: projectOf(text.replace('|', '')) };
    assert.equal(lit(text, setting), wanted);
  });

  it('what stands under the cursor, at random places of the examples', () => {
    const random = seeded(11);
    const known = projectOf(districtProject);
    for (const [text, form] of exampleTexts) {
      const analysis = analyse(text, { form, project: known });
      let count = 0;
      for (let round = 0; round < 150; round++) {
        const offset = random(text.length);
        const occurrence = occurrenceAt(analysis, offset);
        const found = highlights(analysis, offset);
        assert.equal(found.length > 0, occurrence !== undefined, `at ${offset}`);
        if (!occurrence) continue;
        count++;
        const span = shift(occurrence.span, analysis.document.startOf(occurrence.block));
        assert.ok(
          found.some((one) => one.span.start === span.start && one.span.end === span.end),
          `${occurrence.text} at ${offset}`,
        );
      }
      assert.ok(count > 0 || form === 'yaml');
    }
  });
});
