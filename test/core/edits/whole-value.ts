import { parseAllDocuments, visit } from 'yaml';
import type { Block } from '../../../src/core/document/block.ts';
import type { ReportDocument } from '../../../src/core/document/document.ts';
import type { Node } from '../../../src/core/document/node.ts';

/** A value as both sides can have it: scalars as their text, nothing as an empty text, mappings as their pairs in order. */
export type Value = string | Value[] | { readonly pairs: [string, Value][] };

/** The value of a YAML text as `yaml` reads it; undefined where it finds an error or what reports do not have. */
export function valueByYaml(text: string): Value | undefined {
  const documents = parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: true, strict: true });
  if (!Array.isArray(documents) || documents.length > 1) return undefined;
  const [document] = documents;
  if (!document) return '';
  if (document.errors.length > 0 || document.warnings.length > 0) return undefined;
  let ours = document.directives === undefined || !/^%/m.test(text);
  visit(document, {
    Alias: () => {
      ours = false;
      return visit.BREAK;
    },
    Value: (_key, node) => {
      if (node.anchor !== undefined || (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:')))
        ours = false;
      return undefined;
    },
    Pair: (_key, pair) => {
      if (typeof pair.key !== 'object' || pair.key === null || !('value' in pair.key)) ours = false;
      return undefined;
    },
  });
  if (!ours || /(?:^|[\s[{,])!/m.test(text)) return undefined;
  const value = (node: unknown): Value => {
    const { items, value: own } = (node ?? {}) as { items?: unknown[]; value?: unknown };
    if (!items) return own === undefined || own === null ? '' : String(own);
    const isPair = (item: unknown) => typeof item === 'object' && item !== null && 'key' in item;
    if (
      items.length > 0
        ? items.every(isPair)
        : (node as { constructor: { name: string } }).constructor.name === 'YAMLMap'
    ) {
      return {
        pairs: items.map((item) => {
          const { key, value: under } = item as { key: { value: unknown }; value: unknown };
          return [String(key.value ?? ''), value(under)];
        }),
      };
    }
    return items.map(value);
  };
  return value(document.contents);
}

/** The value of some blocks of YAML, put together as the report's own keys, its lists and its sections. */
export function valueOfBlocks(blocks: readonly Block[]): Value {
  let root: Value = '';
  /** By depth, the mapping of the root or of the section that is open. */
  const open: Value[] = [];
  const put = (depth: number, value: Value) => {
    if (depth === 0) root = value;
    open[depth] = value;
    open.length = depth + 1;
  };
  for (const block of blocks) {
    const value = valueOfNode(block.parse().node);
    if (block.kind === 'text') {
      goOn(open[block.depth], String(value));
      continue;
    }
    if (block.kind === 'own' && !block.opens) {
      const before = open[block.depth];
      if (block.parse().node === undefined) continue;
      if (before === undefined || typeof before === 'string') put(block.depth, value);
      else {
        extend(before, value);
        open.length = block.depth + 1;
      }
    } else if (block.kind === 'own') {
      const section = Array.isArray(value) ? value[0]! : value;
      lastList(open[block.depth - 1], [section]);
      open.length = block.depth;
      open[block.depth] = section;
    } else if (block.depth === 0 && open.length === 0) root = root === '' ? value : extend(root, value);
    else lastList(open[block.depth], value);
  }
  return root;
}

/** The value of all of a YAML report. */
export function valueOfDocument(document: ReportDocument): Value {
  return valueOfBlocks([...document.blocks]);
}

/** Adds what the items of the key that was opened last say. */
function lastList(owner: Value | undefined, more: Value): void {
  if (typeof owner !== 'object' || Array.isArray(owner)) return;
  const last = owner.pairs.at(-1);
  if (!last) return;
  last[1] = last[1] === '' ? more : extend(last[1], more);
}

/** Adds a paragraph to the text under the key that was opened last. How many blank lines part them is not looked at. */
function goOn(owner: Value | undefined, paragraph: string): void {
  if (typeof owner !== 'object' || Array.isArray(owner)) return;
  const last = owner.pairs.at(-1);
  if (last) last[1] = `${String(last[1])}\n${paragraph}`;
}

/** A value in which texts have no more than one blank line in a row, and no line end behind the last word. */
export function withoutGaps(value: Value): Value {
  if (typeof value === 'string') return value.replace(/\n\n+/g, '\n').replace(/\n$/, '');
  if (Array.isArray(value)) return value.map(withoutGaps);
  return { pairs: value.pairs.map(([key, under]) => [key, withoutGaps(under)]) };
}

function extend(value: Value, more: Value): Value {
  if (Array.isArray(value) && Array.isArray(more)) value.push(...more);
  else if (
    typeof value === 'object' &&
    typeof more === 'object' &&
    !Array.isArray(value) &&
    !Array.isArray(more)
  )
    value.pairs.push(...more.pairs);
  return value;
}

function valueOfNode(node: Node | undefined): Value {
  if (!node) return '';
  if (node.kind === 'scalar') return node.source;
  if (node.kind === 'list') return node.items.map(valueOfNode);
  return { pairs: node.entries.map(({ key, value }) => [key.source, valueOfNode(value)]) };
}
