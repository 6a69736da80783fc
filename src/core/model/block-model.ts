import type { Block, ListName } from '../document/block.ts';
import { type Entry, isEmpty, type Mapping, type Node, type Scalar } from '../document/node.ts';
import type { Issue } from '../issue.ts';
import type { DateContext } from '../quantity/date.ts';
import type { UnitCatalogue } from '../quantity/unit.ts';
import { canonical, canonicalItems } from '../schema/canonical.ts';
import { type Item, itemOf, itemsOf, kept, nothing } from '../schema/instance.ts';
import type { EntityName } from '../schema/json-schema.ts';
import { type Entity, ofEntity, type Vocabulary } from '../schema/vocabulary.ts';
import { type Metric, readMetric } from './metric.ts';
import { type Named, namedIn } from './named.ts';
import { type Prose, proseOfBlock, proseOfScalar, prosesIn } from './prose.ts';
import { readTask, type Task } from './task.ts';

/** What a block holds, read once for each version of it. Spans count from the block's start. */
export interface BlockModel {
  readonly block: Block;
  /** The keys that the root or a section owns here. */
  readonly own: Item | undefined;
  /** The items of the list that the block belongs to. */
  readonly items: readonly Item[];
  readonly metrics: readonly Metric[];
  readonly tasks: readonly Task[];
  readonly proses: readonly Prose[];
  readonly named: readonly Named[];
  /** What is wrong with it as YAML. */
  readonly issues: readonly Issue[];
}

/** What the root of a file is: a report, a ledger that reports share, or the project file. */
export type Root = 'report' | 'ledger' | 'project';

/** What the root of a file is, by its name. */
export function rootOf(path: string): Root {
  if (/(?:^|[\\/])reportwright\.ya?ml$/i.test(path)) return 'project';
  return /\.ledger\.ya?ml$/i.test(path) ? 'ledger' : 'report';
}

/** What reading a block depends on beside its text. */
export interface ReadingContext {
  readonly vocabulary: Vocabulary;
  readonly catalogue: UnitCatalogue;
  readonly dates: DateContext;
  readonly root: Root;
}

/** The entity that a list's items are, and what a bare value in it stands for. */
export function entityOfList(list: ListName): { readonly entity: EntityName; readonly scalarKey?: string } {
  switch (list) {
    case 'metrics':
      return { entity: 'metric' };
    case 'targets':
      return { entity: 'metric', scalarKey: 'target' };
    case 'tasks':
    case 'plan':
      return { entity: 'task' };
    case 'organizations':
      return { entity: 'organization' };
    case 'units':
      return { entity: 'unit' };
    case 'sections':
      return { entity: 'section' };
  }
}

/** Reads what a block holds. */
export function readBlock(block: Block, context: ReadingContext): BlockModel {
  const { node, issues } = block.parse();
  if (block.kind === 'prose') return modelOf(block, issues, { proses: [proseOfBlock(block)] });
  if (block.kind === 'text') {
    return modelOf(block, issues, { proses: node?.kind === 'scalar' ? [proseOfScalar(block, node)] : [] });
  }
  if (block.kind === 'item' && block.list) {
    const { entity: name, scalarKey } = entityOfList(block.list);
    const entity = context.vocabulary.entity(name);
    const key = keyWithoutDash(node, entity, block.list);
    if (key) return modelOf(block, [...issues, missingDash(key)], {});
    const tree = node && canonicalItems(node, entity);
    const items =
      tree?.kind === 'scalar' ? [bareItem(tree.span, entity, tree)] : itemsOf(tree, entity, scalarKey);
    const { metrics, tasks } = itemsRead(items, block.list, block, context);
    const named = kept(namedIn(items, block));
    return modelOf(block, issues, { items, metrics, tasks, named, proses: kept(prosesIn(block, tree)) });
  }
  if (block.kind === 'own' || block.kind === 'front-matter') {
    const entity = context.vocabulary.entity(block.depth > 0 ? 'section' : context.root);
    const root = block.opens && node?.kind === 'list' ? node.items[0] : node;
    const tree = root && canonical(root, entity);
    const own = itemOf(tree, entity, tree?.span ?? { start: 0, end: block.text.trimEnd().length });
    return modelOf(block, issues, {
      own,
      named: namedIn([own], block),
      proses: prosesIn(block, tree, proseKeys(entity)),
    });
  }
  return modelOf(block, issues, {});
}

/** The keys under which an entity has prose. */
const proseKeys = ofEntity(
  ({ keys }) => new Set(keys.filter(({ kind }) => kind === 'prose').map(({ name }) => name)),
);

function modelOf(
  block: Block,
  issues: readonly Issue[],
  {
    own,
    items = nothing,
    metrics = nothing,
    tasks = nothing,
    proses = nothing,
    named = nothing,
  }: Partial<BlockModel>,
): BlockModel {
  return { block, own, items, metrics, tasks, proses, named, issues };
}

function missingDash({ source, span }: Scalar): Issue {
  const edits = [{ span: { start: span.start, end: span.start }, text: '- ' }];
  return {
    code: 'missing-dash',
    level: 'error',
    params: { key: source },
    span,
    fixes: [{ title: 'insert-dash', params: {}, edits, preferred: true }],
  };
}

/**
 * The first key of an item whose dash was forgotten: where the items of a list go by names, `任务: a` would be an item
 * called 任务. Tasks have no other form, so that any of their keys shows it; a metric may well be called as one of them.
 */
function keyWithoutDash(node: Node | undefined, entity: Entity, list: ListName): Scalar | undefined {
  const first = node?.kind === 'map' ? node.entries[0] : undefined;
  const key = first && entity.key(first.key.source);
  if (!key || first.value?.kind === 'map') return undefined;
  const shows = list === 'tasks' || list === 'plan' || key.name === entity.nameKey;
  return shows ? first.key : undefined;
}

/** The metrics and tasks among the items of a list. */
export function itemsRead(
  items: readonly Item[],
  list: ListName,
  block: Block,
  { catalogue, dates }: ReadingContext,
): Pick<BlockModel, 'metrics' | 'tasks'> {
  return {
    metrics:
      list === 'metrics' || list === 'targets'
        ? items.map((item) => readMetric(item, list, block, catalogue))
        : nothing,
    tasks:
      list === 'tasks' || list === 'plan'
        ? items.map((item) => readTask(item, list, block, catalogue, dates))
        : nothing,
  };
}

/** A line that is neither `name: value` nor `- item`: a name that is being typed. */
function bareItem(span: Item['span'], entity: Entity, node: Item['node']): Item {
  return { entity, node, scalarKey: entity.bareKey ?? entity.nameKey, span };
}

/** The entries of an own block that hold something. */
export function ownEntries(own: Item | undefined): readonly Entry[] {
  return own?.node?.kind === 'map'
    ? (own.node as Mapping).entries.filter((entry) => !isEmpty(entry.value))
    : [];
}
