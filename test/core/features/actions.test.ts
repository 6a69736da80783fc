import { acted, titles } from '../support/act.ts';
import { analyse } from '../support/analyse.ts';

const head = '---\n标题: 总结\n年度: 2022\n---\n';
const en = '---\ntitle: Results\nlanguage: en\nperiod: 2022\n---\n';
const yaml = { form: 'yaml' } as const;
const show = (marked: string, setting = {}) => {
  console.log('\n#### ' + marked);
  for (const title of titles(marked, setting)) {
    console.log('>>> ' + title);
    console.log(acted(marked, title, setting));
  }
};
describe('explore', () => {
  it('x', () => {
    show(`${head}\n全年部署改革任务105|项，比上年多。\n\n\`\`\`yaml 指标\n改革任务: { 数值: 105项, 上年: 98项 }\n其他: 105项\n\`\`\`\n`);
    show(`${head}\n全年[105|项](metric:改革任务)，增长[7.1%](metric:改革任务)。\n\n\`\`\`yaml 指标\n改革任务: { 数值: 105项, 上年: 98项, 同比: 7.1% }\n\`\`\`\n`);
    show(`${head}\n全年{{改革|任务}}，增长[7.1%](metric:改革任务)。\n\n\`\`\`yaml 指标\n改革任务: { 数值: 105项, 上年: 98项, 同比: 7.1% }\n\`\`\`\n`);
    show(`${head}\n全年超过[1.1万|户](metric:用户)。\n\n\`\`\`yaml 指标\n用户: 11320户\n\`\`\`\n`);
    show(`${head}\n征地3347|亩。\n`);
    show(`${head}\n投资233|亿元。\n`);
    show(`${en}\nIt covers 1,200 ac|res.\n`);
    show(`${head}\n\`\`\`yaml 指标\n征地: { 数值: 334|7, 上年: 30, 计量单位: 亩, 同比: 3% }\n\`\`\`\n`);
    show(`${head}\n\`\`\`yaml 任务\n- 完成时限: 长期 # 待定\n  # 谁\n  牵头|单位: 甲\n  任务: 乙\n- 任务: 丙\n\`\`\`\n`);
    show(`${head}\n\`\`\`yaml 任务\n- { 任务: 甲|, 状态: 完成 } # 注\n\`\`\`\n`);
    show(`title: 总结\nmetrics:\n  甲: "3|项"\n`, yaml);
    show(`title: 总结\n章节:\n  - 标题: 一\n    正文: |\n      第一段。\n\n      今年改革任务105|项。\n    任务:\n      - 甲\n`.replace('正文: |','正文: ¦').replace('¦','|'), yaml);
    void analyse;
  });
});
