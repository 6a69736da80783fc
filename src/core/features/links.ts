import type { Analysis, BlockReading } from '../analysis.ts';
import { decode, maskCode } from '../document/inline.ts';
import { partOf } from '../document/node.ts';
import { factText, type Metric } from '../model/metric.ts';
import { type Prose, placeInProse } from '../model/prose.ts';
import {
  type Reference,
  type ReferenceContext,
  referenceContext,
  resolveReference,
} from '../model/reference.ts';
import { childrenOf, listOf, type Written } from '../schema/instance.ts';
import type { Position } from '../text/position.ts';
import { type Span, shift } from '../text/span.ts';

/** A place of the text that leads somewhere else; `span` counts in the whole text. */
export type Link = LinkToFile | LinkToMetric;

/** A path as it is written; it counts from the folder of the file in which it stands. */
export interface LinkToFile {
  readonly kind: 'file';
  readonly span: Span;
  readonly path: string;
}

/** A reference of prose, which leads to where its metric is stated. */
export interface LinkToMetric {
  readonly kind: 'metric';
  readonly span: Span;
  readonly reference: Reference;
  /** The metric and its figure in plain text; undefined where the reference leads nowhere. */
  readonly tooltip: string | undefined;
}

/** A place in a file; in the file asked about where no path is given. */
export interface LinkTarget {
  readonly path: string | undefined;
  readonly position: Position;
}

/**
 * All links of a text, in order: the files that it names and the references of its prose. It is asked for after every edit,
 * so that nothing is read for it that looks for problems. A bound value that leads nowhere is one in Markdown all the
 * same: otherwise others would take its address for one outside the editor.
 */
export function linksIn(analysis: Analysis): readonly Link[] {
  const { document, of, project, report } = analysis;
  const context = referenceContext(project, report.language, report.header);
  const links: Link[] = [];
  let start = 0;
  for (const block of document.blocks) {
    const reading = of(block);
    const found: Link[] = [...filesIn(reading)];
    for (const prose of reading.model.proses) {
      found.push(...referencesIn(prose, analysis, context), ...filesInProse(prose));
    }
    found.sort((a, b) => a.span.start - b.span.start);
    for (const link of found) links.push({ ...link, span: shift(link.span, start) });
    start += block.text.length;
  }
  return links;
}

/** Where the metric of a link is stated, in this version of the file or in one of its ledgers; undefined where it is not. */
export function linkTarget(
  { document, ledgers, register }: Analysis,
  { reference }: LinkToMetric,
): LinkTarget | undefined {
  const chosen = reference.target ? [reference.target.metric] : [];
  // What it led to when the link was made may have been written anew since.
  for (const { block, item, name } of [...chosen, ...register.find(reference.address.name)]) {
    const file = [{ path: undefined, document }, ...ledgers].find((one) => one.document.has(block));
    if (!file) continue;
    const lines = block.linesOf(name?.span ?? item.span);
    return { path: file.path, position: file.document.rangeOf({ block, lines }).start };
  }
  return undefined;
}

function* filesIn({ model: { named, own } }: BlockReading): Generator<LinkToFile> {
  for (const { source, ...written } of named) if (source === 'document') yield* linkToFile(written);
  // Names are not sought in what lies in an object: the schemas of a project file.
  for (const { kind, name } of own?.entity.keys ?? []) {
    if (kind !== 'object') continue;
    for (const inner of childrenOf(own!, name)) {
      for (const key of inner.entity.keys) {
        if (key.source !== 'document') continue;
        for (const written of listOf(inner, key.name)) yield* linkToFile(written);
      }
    }
  }
}

/**
 * The files that a text leads to which is a value: `[2021年报告](./2021.report.md)`. What leads so from Markdown itself the
 * editor finds.
 */
function* filesInProse(prose: Prose): Generator<LinkToFile> {
  if (!prose.scalar || !prose.text.includes('](')) return;
  for (const match of maskCode(prose.text).matchAll(/\]\(([^\s()<>#]+)(?:#[^\s()<>]*)?(?: "[^"\n]*")?\)/g)) {
    const path = decode(match[1]!);
    const start = match.index + 2;
    const span = placeInProse(prose, { start, end: start + match[1]!.length });
    if (isPath(path)) yield { kind: 'file', span, path };
  }
}

/** Not an address of the web, which editors find themselves, nor a pattern that stands for many files. */
function isPath(text: string): boolean {
  return text !== '' && !/^[a-z][a-z0-9+.-]*:|[*?]/i.test(text);
}

function* linkToFile({ text, span, scalar }: Written): Generator<LinkToFile> {
  if (!isPath(text)) return;
  const isWhole = span.start === scalar.span.start && span.end === scalar.span.end;
  const from = isWhole ? scalar.source.indexOf(text) : -1;
  const bare = from < 0 ? span : partOf(scalar, { start: from, end: from + text.length });
  yield { kind: 'file', span: bare, path: text };
}

function* referencesIn(
  prose: Prose,
  { register, document }: Analysis,
  context: ReferenceContext,
): Generator<LinkToMetric> {
  for (const inline of prose.inlines) {
    const reference = resolveReference(prose, inline, register, context);
    if (!reference) continue;
    const isBound = reference.inline.kind === 'bound';
    if (reference.metrics.length === 0 && !(isBound && document.form === 'markdown')) continue;
    const { address } = reference.inline;
    const part = isBound
      ? { ...address, start: address.start - scheme.length }
      : trimmed(address, prose.text);
    const span = placeInProse(prose, part);
    yield { kind: 'metric', span, reference, tooltip: tooltipOf(reference, context) };
  }
}

/** Before the address of a bound value; what is one has it in exactly these letters. */
const scheme = 'metric:';

function trimmed({ start, end }: Span, text: string): Span {
  const written = text.slice(start, end);
  const from = start + written.length - written.trimStart().length;
  return { start: from, end: Math.max(from, start + written.trimEnd().length) };
}

function tooltipOf(
  { target, facet, metrics }: Reference,
  { metric: entity, language }: ReferenceContext,
): string | undefined {
  const nameOf = ({ name, id }: Metric): string | undefined => (name ?? id)?.text;
  if (!target) return metrics[0] && nameOf(metrics[0]);
  const name = nameOf(target.metric) ?? '';
  const { qualifier } = target.fact;
  const label = facet === 'value' ? undefined : entity.named(facet)?.labels[language];
  const of = [label, qualifier].filter((word) => word !== undefined);
  const said = of.length === 0 ? name : `${name} (${of.join(', ')})`;
  return `${said}${language === 'zh' ? '：' : ': '}${factText(target)}`;
}
