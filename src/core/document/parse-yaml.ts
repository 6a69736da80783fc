import type { Issue } from '../issue.ts';
import { tooDeep } from './depth.ts';
import type { Node } from './node.ts';
import { nodeOfPairs } from './pair-lines.ts';
import { recover } from './recover.ts';
import { findTraps, type TrapContext, type Trapped } from './traps.ts';
import { readEvents, unsure } from './yaml-events.ts';

/** A parsed text: its tree, keys under the names they were written with, and what is wrong with it as YAML. */
export interface ParsedYaml {
  readonly node: Node | undefined;
  readonly issues: readonly Issue[];
}

/** What parsing must know of a text; `from` is where it begins in its block, and is added to every span. */
export interface ParseContext extends TrapContext {
  readonly from: number;
}

/** A text of its own with what parsing must know of it. */
export interface YamlText extends ParseContext {
  readonly text: string;
}

/**
 * The only door to the YAML parsers: text to nodes with spans. What is broken is an issue, and the rest is read all
 * the same. Ordinary text takes a quick way, to the same nodes as the other.
 */
export function parseYaml(text: string, context: ParseContext): ParsedYaml {
  const { isKey, names, start, from } = context;
  return parseTexts([{ text, isKey, names, start, from }])[0]!;
}

/** `parseYaml` for many small texts, each on its own, at a fraction of the cost of one after the other. */
export function parseTexts(sources: readonly YamlText[]): readonly ParsedYaml[] {
  const traps = sources.map((source) => findTraps(source.text, source));
  const isPlain = ({ text }: YamlText, { issues }: Trapped) =>
    issues.length === 0 && !unsure.test(text) && tooDeep(text) === undefined;
  const plain = sources.map((source, index) => isPlain(source, traps[index]!));
  const events = sources.filter((_, index) => plain[index] && !traps[index]!.pairs?.length);
  const nodes = readEvents(events);
  let next = 0;
  return sources.map((source, index) => {
    const { pairs } = traps[index]!;
    if (plain[index] && pairs?.length)
      return { node: nodeOfPairs(source.text, pairs, source.from), issues: [] };
    const node = source === events[next] ? nodes[next++] : undefined;
    return node ? { node, issues: [] } : recover(source.text, traps[index]!, source);
  });
}
