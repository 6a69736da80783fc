import type { BlockReading } from '../analysis.ts';
import type { Block } from '../document/block.ts';
import type { Scalar } from '../document/node.ts';
import { type Item, listOf, type Written } from '../schema/instance.ts';
import type { Span } from '../text/span.ts';
import { whole } from './metric.ts';
import { placeInProse } from './prose.ts';
import { placeInAddress, type Reference } from './reference.ts';
import type { Task } from './task.ts';

/** A name at its place in the text. Its span counts from the start of its block. */
export interface Mention {
  readonly kind: 'metric' | 'task' | 'organization' | 'document';
  readonly block: Block;
  readonly span: Span;
  readonly text: string;
  /** Whether what goes by that name is stated here, with this as one of its names. */
  readonly states: boolean;
  /** The item that states it, where this is one of its names. */
  readonly item: Item | undefined;
  /** In what the name is written: a value or key of data, or a reference of prose. */
  readonly within: Scalar | Reference;
}

/** The names of metrics, organizations, files and tasks that a block states or refers to, in no order. */
export function mentionsIn({ block, model, content, references }: BlockReading): Mention[] {
  const found: Mention[] = [];
  const add = (
    kind: Mention['kind'],
    item: Item | undefined,
    written: readonly (Written | undefined)[],
  ): void => {
    for (const one of written) {
      if (!one) continue;
      const { span, text, scalar } = one;
      found.push({ kind, block, span, text, states: item !== undefined, item, within: scalar });
    }
  };
  for (const { item, name, id, aliases, parts, ofWhich } of content.metrics) {
    add('metric', item, [name, id, ...aliases]);
    // A part with a figure of its own need be no metric.
    for (const part of [...parts, ...ofWhich]) if (!part.scalar) add('metric', undefined, [part.name]);
  }
  const visit = ({ item, title, id, children }: Task): void => {
    add('task', item, [title, id]);
    children.forEach(visit);
  };
  model.tasks.forEach(visit);
  for (const { item } of content.organizations) {
    add('organization', item, namesIn(item, ['name', 'short', 'id'], ['aliases']));
    add('organization', undefined, namesIn(item, ['parent', 'successor'], ['members']));
  }
  for (const { source, text, span, scalar } of model.named) {
    found.push({ kind: source, block, span, text, states: false, item: undefined, within: scalar });
  }
  for (const reference of references) {
    const { address, prose } = reference;
    const span = placeInProse(prose, placeInAddress(reference, address.nameSpan));
    const { name: text } = address;
    found.push({ kind: 'metric', block, span, text, states: false, item: undefined, within: reference });
  }
  return found;
}

function namesIn(item: Item, single: readonly string[], several: readonly string[]): (Written | undefined)[] {
  return [...single.map((key) => whole(item, key)), ...several.flatMap((key) => listOf(item, key))];
}
