import assert from 'node:assert/strict';
import type { Form } from '../../../src/core/document/form.ts';
import { FakeElement } from './dom.ts';
import { Editing } from './render.ts';

/** A report of so many metrics in one table, tasks in another, and paragraphs. */
function reportOf(form: Form, items: number): string {
  const each = (of: (index: number) => string) =>
    Array.from({ length: items }, (_, index) => of(index)).join('');
  if (form === 'markdown') {
    const paragraphs = each((at) => `第${at}段完成[${at + 10}项](metric:指标${at})，见[甲]。\n\n`);
    const metrics = each((at) => `指标${at}: { 数值: ${at + 10}项, 备注: 无 }\n`);
    const tasks = each(
      (at) => `- 任务: 任务${at}事\n  牵头单位: 甲局\n  关联指标: 指标${at}\n  状态: 正常推进\n`,
    );
    return `---\n标题: 总结\n截至日期: 2022-12-31\n---\n\n${paragraphs}\`\`\`yaml 指标\n${metrics}\`\`\`\n\n中间。\n\n\`\`\`yaml 任务\n${tasks}\`\`\`\n\n[甲]: https://example.org\n`;
  }
  const sections = each((at) => `  - 标题: 第${at}段\n    正文: 完成[${at + 10}项](metric:指标${at})。\n`);
  const metrics = each((at) => `  - 指标名称: 指标${at}\n    数值: ${at + 10}项\n`);
  const tasks = each(
    (at) => `  - 任务: 任务${at}事\n    牵头单位: 甲局\n    关联指标: 指标${at}\n    状态: 正常推进\n`,
  );
  return `标题: 总结\n截至日期: 2022-12-31\n指标:\n${metrics}任务:\n${tasks}章节:\n${sections}`;
}

/** What one edit after another costs: what was rendered, how much was sent, how many elements of the page were touched. */
function costs(form: Form, items: number): Record<string, object> {
  const middle = items / 2;
  const editing = new Editing(reportOf(form, items), form);
  editing.render();
  const all: Record<string, object> = {};
  const edit = (name: string, old: string, text: string) => {
    const before = editing.work;
    editing.replace(old, text);
    FakeElement.changes = 0;
    editing.render();
    const { prose, rows, others } = editing.work;
    all[name] = {
      prose: prose - before.prose,
      rows: rows - before.rows,
      others: others - before.others,
      touched: FakeElement.changes,
      lines: Object.keys(editing.changes!.lines).length,
    };
    const sent = JSON.stringify(editing.changes).length;
    assert.ok(sent < 6000, `${name} sends ${sent}`);
  };
  edit(
    'a value',
    `${middle + 10}项${form === 'markdown' ? ', 备注' : '\n  - 指标名称'}`,
    `7项${form === 'markdown' ? ', 备注' : '\n  - 指标名称'}`,
  );
  edit('the title of a task', `任务${middle}事`, `任务${middle}大事`);
  edit('a paragraph', `第${middle}段`, `第${middle}大段`);
  edit('a row that cannot be read', `任务${middle}大事`, `{ 任务${middle}大事`);
  edit('the same row further on', `{ 任务${middle}大事`, `{ 任务${middle}小事`);
  edit('the row mended', `{ 任务${middle}小事`, `任务${middle}小事`);
  edit(
    'a name that others read',
    form === 'markdown' ? `\n指标${middle}:` : ` 指标${middle}\n    数值`,
    form === 'markdown' ? `\n某指标${middle}:` : ` 某指标${middle}\n    数值`,
  );
  edit('a title', '标题: 总结', '标题: 年度总结');
  if (form === 'markdown') {
    edit('a line above everything', '第0段', '\n\n第0段');
    edit('a new paragraph', `第${middle + 1}段`, `新的一段。\n\n第${middle + 1}段`);
    edit('a row that goes', `指标${middle - 1}: { 数值: ${middle + 9}项, 备注: 无 }\n`, '');
    edit('a row that comes', `指标${middle + 1}: {`, `新指标: 5项\n指标${middle + 1}: {`);
  }
  return all;
}

describe('the cost of an edit', () => {
  for (const form of ['markdown', 'yaml'] as const) {
    it(`of ${form} is the same for the page of a long report`, function () {
      this.timeout(60_000);
      const small = costs(form, 200);
      assert.deepEqual(costs(form, 2000), small);
      for (const [name, { rows, prose, others, touched }] of Object.entries(
        small as Record<string, Record<string, number>>,
      )) {
        const where = `${name}: ${JSON.stringify(small[name])}`;
        assert.ok(rows! <= 6 && prose! <= 3 && others! <= 3 && touched! <= 24, where);
      }
    });
  }
});
