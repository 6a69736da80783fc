/** Makes a report of about so many bytes, with a mistake in every sixtieth item; the same one for the same size. */
export function makeReport(form: 'markdown' | 'yaml', bytes: number): string {
  const parts: string[] = [head(form)];
  let size = parts[0]!.length;
  for (let section = 1; size < bytes; section++) {
    const text = form === 'markdown' ? markdownSection(section) : yamlSection(section);
    parts.push(text);
    size += Buffer.byteLength(text);
  }
  return parts.join('');
}

function head(form: 'markdown' | 'yaml'): string {
  const keys =
    '报告类型: 年度总结\n标题: 性能测试报告\n编制单位: 区委改革办\n报告期: 2022\n截至日期: 2022-12-31\n阶段: 初稿\n';
  return form === 'markdown' ? `---\n${keys}---\n\n` : `${keys}章节:\n`;
}

const perSection = 12;

function metric(
  section: number,
  index: number,
): { name: string; value: number; previous: number; change: string } {
  const value = 100 + ((section * 37 + index * 13) % 900);
  const previous = 90 + ((section * 29 + index * 17) % 900);
  const right = ((value - previous) / previous) * 100;
  const wrong = (section * perSection + index) % 60 === 0;
  return {
    name: `指标${section}之${index}`,
    value,
    previous,
    change: `${(wrong ? right + 5 : right).toFixed(1)}%`,
  };
}

function markdownSection(section: number): string {
  const metrics = Array.from({ length: perSection }, (_, index) => metric(section, index));
  const prose = metrics
    .slice(0, 3)
    .map(
      ({ name, value, change }) =>
        `完成[${value}项](metric:${name})，比上年变化[${change}](metric:${name}#同比)`,
    );
  const data = metrics.map(
    ({ name, value, previous, change }) =>
      `${name}: { 数值: ${value}项, 上年: ${previous}项, 同比: ${change} }`,
  );
  const tasks = metrics
    .slice(0, 4)
    .map(
      ({ name }) =>
        `- 任务: 推进${name}\n  牵头单位: 区财政局\n  配合单位: 区审计局、各街道\n  完成时限: 2023年6月底前\n  状态: 正常推进`,
    );
  return `## （${section}）第${section}节\n\n${prose.join('；')}。共{{指标${section}之4}}。\n\n\`\`\`yaml 指标\n${data.join('\n')}\n\`\`\`\n\n\`\`\`yaml 任务\n${tasks.join('\n')}\n\`\`\`\n\n`;
}

function yamlSection(section: number): string {
  const metrics = Array.from({ length: perSection }, (_, index) => metric(section, index));
  const data = metrics.map(
    ({ name, value, previous, change }) =>
      `      - 指标名称: ${name}\n        数值: ${value}\n        计量单位: 项\n        上年: ${previous}\n        同比: ${change}\n`,
  );
  const tasks = metrics
    .slice(0, 4)
    .map(
      ({ name }) =>
        `      - 任务: 推进${name}\n        牵头单位: 区财政局\n        完成时限: 2023年6月底前\n        状态: 正常推进\n`,
    );
  return `  - 标题: 第${section}节\n    正文: |\n      完成[${metrics[0]!.value}项](metric:${metrics[0]!.name})。\n    指标:\n${data.join('')}    任务:\n${tasks.join('')}`;
}
