import type { Block } from '../document/block.ts';
import { isBelow, locate, type Step, type YamlCursor } from '../document/cursor.ts';
import { startOfLine } from '../document/lines.ts';
import type { Entity, Key, Vocabulary } from '../schema/vocabulary.ts';
import { shift } from '../text/span.ts';
import { entityOfList, type Root } from './block-model.ts';

/** Where a cursor stands, in words of the vocabulary. */
export interface Place {
  readonly cursor: YamlCursor;
  /** The entity whose key is being written, or that has the key whose value is. */
  readonly entity: Entity;
  /** The key whose value the cursor is in; undefined for a key position and for names of the writer's own. */
  readonly key: Key | undefined;
  /** Whether the key being written is a name that the writer chooses. */
  readonly free: boolean;
  /** How many items and names of the writer's own lie between `key` and the cursor. */
  readonly inside: number;
  /** Whether the item in which the cursor stands has its name as its key. */
  readonly named: boolean;
}

type State =
  | { readonly kind: 'list'; readonly entity: Entity; readonly scalarKey: string | undefined }
  | {
      readonly kind: 'entity';
      readonly entity: Entity;
      readonly scalarKey: string | undefined;
      readonly beside: readonly string[];
      readonly named?: boolean;
    }
  | { readonly kind: 'value'; readonly entity: Entity; readonly key: Key; readonly inside: number };

/** Finds what an offset of a block is in: a key or a value, and of what. Undefined in prose, in comments and under unknown keys. */
export function placeIn(block: Block, offset: number, vocabulary: Vocabulary, root: Root): Place | undefined {
  if (block.kind === 'prose' || block.kind === 'fence') return undefined;
  const cursor = block.kind === 'text' ? belowText(block, offset) : locate(block.text, offset);
  if (!cursor) return undefined;
  let state: State | undefined = start(block, vocabulary, root);
  let steps: readonly Step[] = cursor.path;
  if (block.opens && state?.kind === 'entity' && steps[0]?.kind === 'item') steps = steps.slice(1);
  for (const step of steps) {
    state = state && walk(state, step);
    if (!state) return undefined;
  }
  if (!state) return undefined;
  const { entity } = state;
  if (state.kind === 'value') {
    const { key, inside } = state;
    // Names of the writer's own are keys of a mapping; in everything else what is written is a value.
    const names = cursor.role === 'key' && mapKinds.has(key.kind) && steps.at(-1)?.kind !== 'item';
    const role = cursor.role === 'key' && !names ? 'value' : cursor.role;
    return { cursor: { ...cursor, role }, entity, key, free: names, inside, named: false };
  }
  const named = state.kind === 'entity' && state.named === true;
  const common = { cursor, entity, inside: 0, named };
  if (cursor.role !== 'value')
    return { ...common, key: undefined, free: state.kind === 'list' && cursor.role === 'key' };
  const name = state.kind === 'entity' ? (state.scalarKey ?? entity.bareKey) : entity.bareKey;
  return { ...common, key: entity.keys.find((key) => key.name === name), free: false };
}

/** The kinds of keys that hold names of the writer's own, each with a value. */
const mapKinds: ReadonlySet<string> = new Set(['map', 'figures', 'parts', 'groups']);

/** Where a cursor stands on an empty line that ends a text over several lines. */
function belowText({ text, entry }: Block, offset: number): YamlCursor | undefined {
  const from = startOfLine(text, offset);
  const line = text.slice(from, offset);
  if (entry.form !== 'yaml' || !entry.open || !isBelow(entry.open, line)) return undefined;
  const cursor = locate(line, line.length);
  return cursor && { ...cursor, span: shift(cursor.span, from) };
}

function start(block: Block, vocabulary: Vocabulary, root: Root): State | undefined {
  if (block.kind === 'item' && block.list) {
    const { entity, scalarKey } = entityOfList(block.list);
    return { kind: 'list', entity: vocabulary.entity(entity), scalarKey };
  }
  const entity = vocabulary.entity(block.depth > 0 ? 'section' : root);
  return { kind: 'entity', entity, scalarKey: undefined, beside: [] };
}

function walk(state: State, step: Step): State | undefined {
  if (state.kind === 'list') {
    const scalarKey =
      step.kind === 'item' ? state.entity.bareKey : (state.scalarKey ?? state.entity.scalarKey);
    return { kind: 'entity', entity: state.entity, scalarKey, beside: [], named: step.kind === 'key' };
  }
  if (state.kind === 'value') return { ...state, inside: state.inside + 1 };
  if (step.kind === 'item') return state;
  const key = state.entity.key(step.name, state.beside);
  if (!key) return undefined;
  if (key.kind === 'entities' && key.entity)
    return { kind: 'list', entity: key.entity, scalarKey: key.scalarKey };
  if (key.kind === 'object' && key.entity)
    return { kind: 'entity', entity: key.entity, scalarKey: undefined, beside: [] };
  return { kind: 'value', entity: state.entity, key, inside: 0 };
}
