import assert from 'node:assert/strict';
import { type Entity, type Key, termLabel, Vocabulary } from '../../../src/core/schema/vocabulary.ts';
import { foldName } from '../../../src/core/text/names.ts';

const vocabulary = Vocabulary.builtin();

/** Every entity, those inside a key too. */
function entities(): readonly Entity[] {
  const inner = [...vocabulary.entities.values()].flatMap((entity) =>
    entity.keys.flatMap((key) => (key.kind === 'object' && key.entity ? [key.entity] : [])),
  );
  return [...vocabulary.entities.values(), ...inner];
}

describe('Vocabulary', () => {
  for (const entity of entities()) {
    it(`has words for every key of ${entity.name} in both languages`, () => {
      assert.match(entity.labels.zh, /\p{Script=Han}/u);
      for (const key of entity.keys) {
        assert.ok(key.namesIn.en.length && key.namesIn.zh.length, key.name);
        assert.match(key.labels.zh, /\p{Script=Han}/u, key.name);
        assert.doesNotMatch(key.labels.en, /\p{Script=Han}/u, key.name);
        assert.match(key.description.en, /^[A-Z].*\.$/, key.name);
        assert.match(key.description.zh, /^.*[\p{Script=Han}0-9%]。$/u, key.name);
        for (const value of key.values ?? []) {
          assert.ok(value.namesIn.en.length && value.namesIn.zh.length, value.term);
          assert.match(value.labels.zh, /\p{Script=Han}/u, value.term);
        }
      }
    });

    it(`has no name twice in ${entity.name}`, () => {
      const owners = new Map<string, Set<Key>>();
      for (const key of entity.keys) {
        for (const name of key.names) {
          const folded = foldName(name);
          owners.set(folded, (owners.get(folded) ?? new Set()).add(key));
        }
        const values = key.values?.flatMap((value) => [...new Set(value.names.map(foldName))]) ?? [];
        assert.equal(new Set(values).size, values.length, key.term);
      }
      const shared = [...owners].filter(([, keys]) => keys.size > 1).map(([name]) => name);
      assert.deepEqual(shared, entity.name === 'task' ? ['责任单位'] : []);
    });
  }

  const keys: readonly (readonly [
    entity: 'task' | 'metric' | 'report',
    written: string,
    name: string | undefined,
    beside?: string[],
  ])[] = [
    ['task', '牵头单位', 'lead'],
    ['task', '主办单位', 'lead'],
    ['task', 'Lead', 'lead'],
    ['task', '责任单位', 'lead'],
    ['task', '责任单位', 'support', ['任务', '牵头单位', '责任单位']],
    ['task', '责任单位', 'support', ['lead']],
    ['task', '责任单位', 'lead', ['责任单位', '配合单位']],
    ['task', '完成 时限', 'due'],
    ['task', 'deadline', 'due'],
    ['task', 'colour', undefined],
    ['metric', '单位', 'unit'],
    ['metric', 'of which', 'of-which'],
    ['metric', 'ＹｏＹ', 'change'],
    ['metric', '__proto__', undefined],
    ['report', '单位', 'organization'],
    ['report', 'asOf', 'as-of'],
    ['report', 'Fiscal-Year-Start', 'fiscal-year-start'],
  ];
  for (const [entity, written, name, beside] of keys) {
    it(`${entity}: ${written}${beside ? ` beside ${beside.join(', ')}` : ''} is ${name}`, () => {
      assert.equal(vocabulary.entity(entity).key(written, beside)?.name, name);
    });
  }

  it('reads values in both languages', () => {
    const status = vocabulary.entity('task').key('状态');
    assert.equal(status?.find('已完成')?.name, 'done');
    assert.equal(status?.find('Not started')?.name, 'planned');
    assert.equal(status?.find('办结')?.name, 'done');
    assert.equal(status?.find('toString'), undefined);
  });

  it('knows what lists hold', () => {
    const report = vocabulary.entity('report');
    assert.equal(report.key('指标')?.entity, vocabulary.entity('metric'));
    assert.equal(report.key('targets')?.scalarKey, 'target');
    assert.equal(vocabulary.entity('task').key('子任务')?.entity, vocabulary.entity('task'));
    assert.deepEqual(
      [...vocabulary.entities.values()].map(({ name, nameKey, scalarKey, bareKey }) => [
        name,
        nameKey,
        scalarKey,
        bareKey,
      ]),
      [
        ['report', undefined, undefined, undefined],
        ['ledger', undefined, undefined, undefined],
        ['section', 'heading', 'body', 'heading'],
        ['metric', 'name', 'value', 'name'],
        ['task', 'title', 'title', 'title'],
        ['milestone', 'due', 'target', 'target'],
        ['organization', 'name', 'name', 'name'],
        ['unit', 'id', undefined, 'id'],
        ['project', undefined, undefined, undefined],
      ],
    );
  });
});

describe('termLabel', () => {
  const rows: readonly (readonly [term: string, en: string, zh: string])[] = [
    ['task', 'Task', '任务'],
    ['task.lead', 'Lead', '牵头单位'],
    ['task.status.done', 'Done', '已完成'],
    ['milestone.status.done', 'Done', '已完成'],
    ['project.schemas', 'Schemas', '数据规范'],
    ['project.schemas.task', 'Task', '任务'],
    ['project.rules.off', 'Off', '关闭'],
    ['unit.names.zh', 'Chinese', '中文'],
    ['shape.list', 'a list', '列表'],
    ['task.nothing', 'task.nothing', 'task.nothing'],
    ['nothing', 'nothing', 'nothing'],
  ];
  for (const [term, en, zh] of rows) {
    it(term, () => {
      assert.deepEqual([termLabel(vocabulary, term, 'en'), termLabel(vocabulary, term, 'zh')], [en, zh]);
    });
  }
});
