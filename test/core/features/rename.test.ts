import assert from 'node:assert/strict';
import english from '../../../examples/annual-results-en/2024.report.md';
import englishProject from '../../../examples/annual-results-en/reportwright.yaml';
import districtMarkdown from '../../../examples/district-reform-2022/2022.report.md';
import districtYaml from '../../../examples/district-reform-2022/2022.report.yaml';
import districtProject from '../../../examples/district-reform-2022/reportwright.yaml';
import draftMarkdown from '../../../examples/draft-with-mistakes/2022.report.md';
import draftYaml from '../../../examples/draft-with-mistakes/2022.report.yaml';
import draftProject from '../../../examples/draft-with-mistakes/reportwright.yaml';
import type { Analysis } from '../../../src/core/analysis.ts';
import { type Refusal, renamable, rename } from '../../../src/core/features/rename.ts';
import { messagesAbout } from '../../../src/core/messages/messages.ts';
import { applyChanges } from '../../../src/core/text/span.ts';
import { cursorIn, workspaceOf } from '../support/files.ts';
import { seeded } from '../support/random.ts';

type Files = Readonly<Record<string, string>>;

/** The files after the rename at the cursor `¦`, or why there is none. */
async function renamed(marked: Files, name: string): Promise<Files | Refusal> {
  const { texts, path, offset } = cursorIn(marked);
  const workspace = workspaceOf(texts);
  const analysis = (await workspace.look(path, (one) => one))!;
  const edits = await rename(workspace, path, analysis, offset, name);
  if ('key' in edits) return edits;
  const after: Record<string, string> = { ...texts };
  for (const { path: file, changes } of edits) after[file] = applyChanges(texts[file]!, changes);
  return after;
}

const md = '/w/a.report.md';
const yaml = '/w/a.report.yaml';
const fence = (body: string) => `\n\`\`\`yaml 指标\n${body}\n\`\`\`\n`;

/** In one file: the text with the cursor `¦`, the new name, the whole text after. */
const alone: readonly (readonly [what: string, file: string, text: string, name: string, after: string])[] = [
  [
    'a metric in the map form, from prose',
    md,
    `共[3¦项](metric:任务#同比)，{{任务}}，{{ 任务 万项 }}，任务。${fence('# 任务\n任务: 3项 # 任务\n会议: 3次')}`,
    '改革任务',
    `共[3项](metric:改革任务#同比)，{{改革任务}}，{{ 改革任务 万项 }}，任务。${fence('# 任务\n改革任务: 3项 # 任务\n会议: 3次')}`,
  ],
  [
    'its id only where the id is written',
    md,
    `{{rw}}，{{任务}}，[3](metric:rw)${fence('- { 名称: 任务, 标识: r¦w, 数值: 3项 }')}`,
    'task_1',
    `{{task_1}}，{{任务}}，[3](metric:task_1)${fence('- { 名称: 任务, 标识: task_1, 数值: 3项 }')}`,
  ],
  [
    'an alias among others',
    md,
    `{{乙}}，{{甲}}${fence('- 名称: 任务\n  别名: 甲、¦乙\n  数值: 3项')}`,
    '丙',
    `{{丙}}，{{甲}}${fence('- 名称: 任务\n  别名: 甲、丙\n  数值: 3项')}`,
  ],
  [
    'a name in every spelling',
    md,
    `[3](metric:net-zero) {{Net  Zero}}${fence("'Net Zero¦': 3 t")}`,
    'Gross Zero',
    `[3](metric:gross-zero) {{Gross Zero}}${fence("'Gross Zero': 3 t")}`,
  ],
  [
    'as it is stated, from where it is spelled otherwise',
    md,
    `[3](metric:net-ze¦ro) {{net-zero}}${fence('Net Zero: 3 t')}`,
    'Gross Total',
    `[3](metric:gross-total) {{gross-total}}${fence('Gross Total: 3 t')}`,
  ],
  [
    'to the name that is stated, from where it is spelled otherwise',
    md,
    `[3](metric:net-ze¦ro)${fence('Net Zero: 3 t')}`,
    'Net Zero',
    `[3](metric:net-zero)${fence('Net Zero: 3 t')}`,
  ],
  [
    'to a name whose spaces count',
    md,
    `[3](metric:sales) [3](<metric:x>) {{sa¦les}}${fence('sales: 3 t')}`,
    'Q1 2022 sales',
    `[3](metric:Q1%202022%20sales) [3](<metric:x>) {{Q1 2022 sales}}${fence('Q1 2022 sales: 3 t')}`,
  ],
  [
    'in an address between angle brackets',
    md,
    `[3](<metric:net zero#同比>)${fence('net ¦zero: 3 t')}`,
    'gross 0 zero',
    `[3](<metric:gross 0 zero#同比>)${fence('gross 0 zero: 3 t')}`,
  ],
  [
    'in a percent-encoded address, with its facet',
    md,
    `[3项](metric:%E4%BB%BB%E5%8A%A1#同比@上年)${fence('任¦务: { 数值: 3项, 同比: { 上年: 5% } }')}`,
    '会议',
    `[3项](metric:%E4%BC%9A%E8%AE%AE#同比@上年)${fence('会议: { 数值: 3项, 同比: { 上年: 5% } }')}`,
  ],
  [
    'a name with brackets in a link',
    md,
    `[3项](metric:任务)${fence('任¦务: 3项')}`,
    '任务(新)',
    `[3项](metric:任务(新))${fence('任务(新): 3项')}`,
  ],
  [
    'with quotes where the new name needs them, and nowhere else',
    md,
    `{{任务}}${fence('- 名称: 任¦务 # 一\n  数值: 3项\n- { 名称: 会议, 数值: 3次 }')}`,
    '任务: 甲',
    `{{任务: 甲}}${fence('- 名称: "任务: 甲" # 一\n  数值: 3项\n- { 名称: 会议, 数值: 3次 }')}`,
  ],
  [
    'with quotes around a key between brackets',
    yaml,
    'metrics: { 任¦务: 3项, 会议: 3次 }\n',
    '任务, 甲',
    'metrics: { "任务, 甲": 3项, 会议: 3次 }\n',
  ],
  [
    'within single quotes',
    yaml,
    "metrics:\n  '任¦务': 3项\n正文: '{{任务}} it''s'\n",
    "it's",
    "metrics:\n  \"it's\": 3项\n正文: '{{it''s}} it''s'\n",
  ],
  [
    'within double quotes',
    yaml,
    'metrics:\n  "任¦务": 3项\n',
    '“大”\\"小"',
    'metrics:\n  \'“大”\\"小"\': 3项\n',
  ],
  [
    'written with escapes',
    yaml,
    'metrics:\n  "\\u4efb\\u52a1": 3项\ntasks:\n  - title: 甲\n    关联指标: 任¦务\n',
    '会议',
    'metrics:\n  "会议": 3项\ntasks:\n  - title: 甲\n    关联指标: 会议\n',
  ],
  [
    'in a text over several lines',
    yaml,
    'metrics:\n  任务: 3项\n章节:\n  - 标题: 一\n    正文: |\n      共[3项](metric:任¦务)。\n\n      又{{任务}}。\n',
    '任务: 甲',
    'metrics:\n  "任务: 甲": 3项\n章节:\n  - 标题: 一\n    正文: |\n      共[3项](metric:任务:%20甲)。\n\n      又{{任务: 甲}}。\n',
  ],
  [
    'a metric and its target for the next year',
    yaml,
    'metrics:\n  任务: 3项\n目标:\n  任¦务: 4项\n',
    '会议',
    'metrics:\n  会议: 3项\n目标:\n  会议: 4项\n',
  ],
  [
    'what leads nowhere',
    md,
    '[3项](metric:没¦有)，{{ 没有 }}，{{别的}}。\n',
    '有',
    '[3项](metric:有)，{{ 有 }}，{{别的}}。\n',
  ],
  [
    'with CRLF, in a document that is broken elsewhere',
    md,
    '{{任¦务}}\r\n\r\n```yaml 指标\r\n任务: 3项\r\n乙: [a\r\n```\r\n',
    '会议',
    '{{会议}}\r\n\r\n```yaml 指标\r\n会议: 3项\r\n乙: [a\r\n```\r\n',
  ],
  [
    'a task only itself',
    yaml,
    'tasks:\n  - title: 甲¦\n    id: a\nplan:\n  - title: 甲\n',
    '乙',
    'tasks:\n  - title: 乙\n    id: a\nplan:\n  - title: 甲\n',
  ],
  [
    'an organization that the report lists, among others under one key',
    yaml,
    '单位名录:\n  - 名称: 区财政局\n    简称: 财政局\ntasks:\n  - title: 与区财政局会商\n    lead: 区教育局、区财政¦局\n    note: 区财政局下属、财政局\n',
    '区财政金融局',
    '单位名录:\n  - 名称: 区财政金融局\n    简称: 财政局\ntasks:\n  - title: 与区财政金融局会商\n    lead: 区教育局、区财政金融局\n    note: 区财政金融局下属、财政局\n',
  ],
  ['to the same name', md, `{{任¦务}}${fence('任务: 3项')}`, '任务', `{{任务}}${fence('任务: 3项')}`],
];

const read = '---\n台账: a.ledger.yaml\n---\n';
const register = 'organizations:\n  - name: 区财政局\n    short: 财政局\n';

/** In several files: these that change, after it. */
const across: readonly (readonly [what: string, files: Files, name: string, after: Files])[] = [
  [
    'a metric of a ledger, from a report',
    {
      '/w/a.ledger.yaml': '指标:\n  - 名称: 会议\n    标识: hy\n    数值: 3次\n',
      '/w/1.report.md': `${read}共[3次](metric:会¦议)，{{hy}}。\n`,
      '/w/2.report.yaml': '台账: [a.ledger.yaml]\ntasks:\n  - title: 甲\n    关联指标: "会议"\n',
      '/w/3.report.md': '共{{会议}}。\n\n```yaml 指标\n会议: 4次\n```\n',
    },
    '调度会',
    {
      '/w/a.ledger.yaml': '指标:\n  - 名称: 调度会\n    标识: hy\n    数值: 3次\n',
      '/w/1.report.md': `${read}共[3次](metric:调度会)，{{hy}}。\n`,
      '/w/2.report.yaml': '台账: [a.ledger.yaml]\ntasks:\n  - title: 甲\n    关联指标: "调度会"\n',
    },
  ],
  [
    'an organization of the project, from running text',
    {
      '/w/reportwright.yaml': register,
      '/w/1.report.md': '由区财¦政局牵头，财政局配合。\n',
      '/w/in/2.report.yaml':
        '编制单位: 区财政局\n章节:\n  - 标题: 区财政局工作\n    正文: |\n      甲\n\n      由区财政局牵头。\n',
      '/w/in/3.ledger.yaml': '任务:\n  - 任务: 甲\n    牵头单位: [区教育局, 区财政局]\n',
    },
    '区财政金融局',
    {
      '/w/reportwright.yaml': register.replace('区财政局', '区财政金融局'),
      '/w/1.report.md': '由区财政金融局牵头，财政局配合。\n',
      '/w/in/2.report.yaml':
        '编制单位: 区财政金融局\n章节:\n  - 标题: 区财政金融局工作\n    正文: |\n      甲\n\n      由区财政金融局牵头。\n',
      '/w/in/3.ledger.yaml': '任务:\n  - 任务: 甲\n    牵头单位: [区教育局, 区财政金融局]\n',
    },
  ],
];

const refusals: readonly (readonly [
  what: string,
  files: Files,
  name: string,
  key: string,
  params?: Refusal['params'],
])[] = [
  ['an empty name', { [md]: `{{任¦务}}${fence('任务: 3项')}` }, ' ', 'rename.empty'],
  ['a name on two lines', { [md]: `{{任¦务}}${fence('任务: 3项')}` }, 'a\nb', 'rename.lines'],
  ...['a#b', 'a@b', 'a}}b', '{a', '<a>'].map(
    (name) =>
      [
        `${name}, to which no text can refer`,
        { [md]: `{{任¦务}}${fence('任务: 3项')}` },
        name,
        'rename.address',
      ] as const,
  ),
  [
    'the name of another metric',
    { [md]: `{{任¦务}}${fence('任务: 3项\n会 议: 3次')}` },
    '会议',
    'rename.exists',
    { name: '会议', file: md },
  ],
  [
    'the id of a task',
    { [yaml]: 'metrics:\n  - { name: 甲, id: a¦, value: 3项 }\ntasks:\n  - title: 乙\n    id: b\n' },
    'b',
    'rename.exists',
  ],
  ['the title of another task', { [yaml]: 'tasks:\n  - title: 甲¦\n  - title: 乙\n' }, '乙', 'rename.exists'],
  [
    'a name that another report states which reads the same ledger',
    {
      '/w/a.ledger.yaml': '指标:\n  会¦议: 3次\n',
      '/w/1.report.md': `${read}{{活动}}${fence('活动: 3次')}`,
    },
    '活动',
    'rename.exists',
    { name: '活动', file: '/w/1.report.md' },
  ],
  [
    'the short name of another organization',
    {
      '/w/reportwright.yaml': `${register}  - name: 区教育局\n    short: 教育局\n`,
      '/w/1.report.yaml': '编制单位: 财政¦局\n',
    },
    '教育局',
    'rename.exists',
  ],
  [
    'a separator where names stand beside each other',
    {
      '/w/reportwright.yaml': register,
      '/w/1.report.yaml': '编制单位: 区财¦政局\n主送机关:\n  - 区教育局、区财政局\n',
    },
    '财政、金融局',
    'rename.unfit',
    { name: '财政、金融局', file: '/w/1.report.yaml', line: 3 },
  ],
  [
    'a unit',
    { '/w/reportwright.yaml': 'units:\n  - id: xi¦ang\n    names: { zh: 箱 }\n' },
    'a',
    'rename.kind',
  ],
  ['a file', { [md]: '---\n台账: a.led¦ger.yaml\n---\n' }, 'a', 'rename.kind'],
];

describe('renaming', () => {
  for (const [what, file, text, name, after] of alone) {
    it(what, async () => assert.deepEqual(await renamed({ [file]: text }, name), { [file]: after }));
  }

  for (const [what, files, name, after] of across) {
    it(what, async () => {
      assert.deepEqual(await renamed(files, name), { ...cursorIn(files).texts, ...after });
    });
  }

  it('back again gives the same texts', async () => {
    for (const [what, file, text, name, after] of alone) {
      if (what === 'what leads nowhere' || /spelling|percent|escapes|quotes|lines/.test(what)) continue;
      const { texts, path, offset } = cursorIn({ [file]: text });
      const workspace = workspaceOf({ [file]: after });
      const before = (await workspaceOf(texts).look(path, (one) => renamable(one, offset)))!;
      assert.ok('span' in before);
      const analysis = (await workspace.look(path, (one) => one))!;
      const at = after.indexOf(name, Math.max(0, before.span.start - 4));
      const edits = await rename(workspace, path, analysis, at, before.name);
      assert.ok(!('key' in edits), what);
      const changes = edits.flatMap((edit) => edit.changes);
      assert.equal(applyChanges(after, changes), texts[file], what);
    }
  });
});

describe('renaming in the examples', () => {
  const folders: readonly (readonly [string, Files])[] = [
    [
      'district-reform-2022',
      {
        '/w/reportwright.yaml': districtProject,
        '/w/2022.report.md': districtMarkdown,
        '/w/2022.report.yaml': districtYaml,
      },
    ],
    [
      'draft-with-mistakes',
      {
        '/w/reportwright.yaml': draftProject,
        '/w/2022.report.md': draftMarkdown,
        '/w/2022.report.yaml': draftYaml,
      },
    ],
    ['annual-results-en', { '/w/reportwright.yaml': englishProject, '/w/2024.report.md': english }],
  ];
  const problemsIn = async (texts: Files) => {
    const workspace = workspaceOf(texts);
    const counts = await Promise.all(
      Object.keys(texts).map((path) => workspace.look(path, (one) => one.problems.map(({ code }) => code))),
    );
    return counts.flatMap((codes) => codes ?? []).sort();
  };

  for (const [folder, texts] of folders) {
    it(`${folder}: leaves no new problem, and back again the texts are the same`, async () => {
      const random = seeded(7);
      const before = await problemsIn(texts);
      const files = Object.keys(texts);
      const workspace = workspaceOf(texts);
      const analyses = new Map<string, Analysis>();
      for (const path of files) analyses.set(path, (await workspace.look(path, (one) => one))!);
      let count = 0;
      for (let round = 0; round < 2000 && count < 5; round++) {
        const path = files[random(files.length)]!;
        const offset = random(texts[path]!.length);
        const analysis = analyses.get(path)!;
        const found = renamable(analysis, offset);
        if (!found || 'key' in found) continue;
        const name = `甲${found.name}`;
        const edits = await rename(workspace, path, analysis, offset, name);
        assert.ok(!('key' in edits), `${path} at ${offset}: ${JSON.stringify(edits)}`);
        const after: Record<string, string> = { ...texts };
        for (const edit of edits) after[edit.path] = applyChanges(texts[edit.path]!, edit.changes);
        const what = `${found.name} at ${offset} of ${path}`;
        assert.deepEqual(await problemsIn(after), before, what);
        const again = workspaceOf(after);
        const changed = (await again.look(path, (one) => one))!;
        // The place of the name is behind all changes before it.
        const shift = edits
          .filter((edit) => edit.path === path)
          .flatMap((edit) => edit.changes)
          .filter(({ span }) => span.start < found.span.start)
          .reduce((sum, { span, text }) => sum + text.length - (span.end - span.start), 0);
        const back = await rename(again, path, changed, found.span.start + shift + 1, found.name);
        assert.ok(!('key' in back), what);
        const same: Record<string, string> = { ...after };
        for (const edit of back) same[edit.path] = applyChanges(after[edit.path]!, edit.changes);
        for (const file of files) assert.equal(same[file], texts[file], what);
        count++;
      }
      assert.equal(count, 5);
    });
  }
});

describe('renaming is refused for', () => {
  for (const [what, files, name, key, params] of refusals) {
    it(what, async () => {
      const refused = await renamed(files, name);
      assert.ok('key' in refused, JSON.stringify(refused));
      assert.equal(refused.key, key);
      if (params) assert.deepEqual(refused.params, params);
      for (const language of ['en', 'zh'] as const) {
        const sentence = messagesAbout(language, language, (term) => term).text(
          key,
          refused.params as Refusal['params'],
        );
        assert.ok(sentence !== key && !/\{\w+\}/.test(sentence), sentence);
      }
    });
  }
});
