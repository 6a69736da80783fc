import type { Block, ListName } from '../document/block.ts';
import { isEmpty, partOf, type Scalar } from '../document/node.ts';
import { type Figure, withUnit } from '../quantity/figure.ts';
import { type Reading, readFigure } from '../quantity/scan.ts';
import type { UnitCatalogue, UnitMatch } from '../quantity/unit.ts';
import type { Approx } from '../quantity/words.ts';
import {
  entryIn,
  enumOf,
  figuresOf,
  groupsOf,
  type Item,
  kept,
  listOf,
  type NamedFigure,
  nodeOf,
  scalarOf,
  type Written,
} from '../schema/instance.ts';
import { ofEntity } from '../schema/vocabulary.ts';
import { foldName } from '../text/names.ts';
import type { Span } from '../text/span.ts';

/** One figure of a metric: its facet (the canonical key: value, change, target …), what qualifies it, and the figure with its unit. */
export interface Fact {
  readonly facet: string;
  /** A period, a scope or a breakdown, as written. */
  readonly qualifier: string | undefined;
  /** Spans of the figure count from the start of `scalar.source`. */
  readonly figure: Figure;
  readonly scalar: Scalar;
}

/** A figure-valued text that the scanner could not read to its end. */
export interface Misread {
  readonly facet: string;
  readonly scalar: Scalar;
  readonly reading: Reading;
}

/** A part of a whole: its name, and its figure where one is written beside it. */
export interface Part {
  readonly name: Written;
  readonly figure: Figure | undefined;
  readonly scalar: Scalar | undefined;
}

/** A metric as one item of a block states it. */
export interface Metric {
  readonly block: Block;
  readonly item: Item;
  /** The list it stands in: `targets` holds the next period's targets of metrics that may be stated elsewhere. */
  readonly list: ListName;
  readonly name: Written | undefined;
  readonly id: Written | undefined;
  readonly aliases: readonly Written[];
  /** The same names as they are compared. */
  readonly folded: {
    readonly id: string | undefined;
    readonly name: string | undefined;
    readonly aliases: readonly string[];
  };
  readonly unit: (Written & { readonly match: UnitMatch | undefined }) | undefined;
  readonly facts: readonly Fact[];
  readonly misread: readonly Misread[];
  readonly parts: readonly Part[];
  readonly ofWhich: readonly Part[];
}

const percentFacets = new Set(['change', 'mom', 'rate', 'share']);
const bareFacets = new Set(['rank', 'ratio']);

/** Reads a metric from an item in canonical names. What cannot be read stands in `misread`. */
export function readMetric(item: Item, list: ListName, block: Block, catalogue: UnitCatalogue): Metric {
  const unitName = whole(item, 'unit');
  const unit = unitName && { match: catalogue.findOrCount(unitName.text), ...unitName };
  const approx = enumOf(item, 'approx') as Approx | undefined;
  const facts: Fact[] = [];
  const misread: Misread[] = [];

  const read = (scalar: Scalar, facet: string, words: boolean): Figure | undefined => {
    const reading = readFigure(scalar.source, catalogue);
    const clean = reading.figure !== undefined && reading.unread.length === 0;
    if (!clean && !words) misread.push({ facet, scalar, reading });
    const { figure } = reading;
    if (!figure || (words && !clean)) return undefined;
    // Keys of their own may state the wording of the value, and the unit of what has none beside its number.
    const worded = facet === 'value' && approx && approx !== 'exact' ? { ...figure, approx } : figure;
    const match = figure.unit ? undefined : unitOf(facet, unit?.match, catalogue);
    return match ? withUnit(worded, match) : worded;
  };
  const partsOf = (figures: readonly NamedFigure[]): Part[] => {
    const parts: Part[] = [];
    for (const { name, key, figure: scalar } of figures) {
      if (!key) continue;
      const figure = scalar && read(scalar, 'parts', false);
      parts.push({ name: { text: name, scalar: key, span: key.span }, figure, scalar });
    }
    return parts;
  };

  for (const { name: facet, kind, textAllowed } of figureKeys(item.entity)) {
    for (const { key, figure: scalar } of figuresOf(item, facet)) {
      const figure = scalar && read(scalar, facet, textAllowed || kind === 'figure-or-text');
      // A history is values of other periods.
      if (figure)
        facts.push({ facet: facet === 'history' ? 'value' : facet, qualifier: key?.source, figure, scalar });
    }
  }
  for (const group of groupsOf(item, 'by')) {
    for (const { name, figure, scalar } of partsOf(group.parts)) {
      if (figure && scalar) facts.push({ facet: 'value', qualifier: name.text, figure, scalar });
    }
  }
  const parts = partsOf(figuresOf(item, 'parts'));
  const ofWhich = partsOf(figuresOf(item, 'of-which'));
  for (const list of [parts, ofWhich]) {
    for (const { name, figure, scalar } of list) {
      if (figure && scalar) facts.push({ facet: 'value', qualifier: name.text, figure, scalar });
    }
  }
  const name = whole(item, 'name');
  const id = whole(item, 'id');
  const aliases = listOf(item, 'aliases');
  return {
    block,
    item,
    list,
    name,
    id,
    aliases,
    folded: {
      id: id && foldName(id.text),
      name: name && foldName(name.text),
      aliases: kept(aliases.map((alias) => foldName(alias.text))),
    },
    unit,
    facts: kept(facts),
    misread: kept(misread),
    parts: kept(parts),
    ofWhich: kept(ofWhich),
  };
}

/** The keys of ours that hold figures. */
const figureKeys = ofEntity(({ keys }) =>
  keys.filter(
    ({ kind, own }) => !own && (kind === 'figure' || kind === 'figures' || kind === 'figure-or-text'),
  ),
);

/** The figure of a facet; without a qualifier the plain one, with one the one so qualified. */
export function factOf(metric: Metric, facet: string, qualifier?: string): Fact | undefined {
  const wanted = qualifier === undefined ? undefined : foldName(qualifier);
  for (const fact of metric.facts) {
    if (fact.facet !== facet) continue;
    if ((fact.qualifier === undefined ? undefined : foldName(fact.qualifier)) === wanted) return fact;
  }
  return undefined;
}

/** The place in the block of a part of a fact's text. */
export function placeOf(fact: { readonly scalar: Scalar }, part: Span): Span {
  return partOf(fact.scalar, part);
}

/** Whether a figure's unit does not stand beside its number, but under a key of its own. */
export function hasUnitApart({ unit }: Figure): boolean {
  return unit !== undefined && unit.span.start === unit.span.end;
}

/** A fact as it would stand in prose: as written, with the unit that stands elsewhere in the item. */
export function factText({
  metric,
  fact: { facet, figure },
}: {
  readonly metric: Metric;
  readonly fact: Fact;
}): string {
  if (!hasUnitApart(figure)) return figure.text;
  const unit = percentFacets.has(facet) ? '%' : (metric.unit?.text ?? '');
  return /^[A-Za-z]/.test(unit) ? `${figure.text} ${unit}` : figure.text + unit;
}

/** The single text under a key, with its place. */
export function whole(item: Item, key: string): Written | undefined {
  const value = scalarOf(item, key);
  if (!value || value.text === '') return undefined;
  return { text: value.text, scalar: value.scalar, span: value.scalar.span };
}

/** Where an issue about a key's value belongs: the value, or the key where nothing is written behind it. */
export function spanOfKey(item: Item, key: string): Span {
  const entry = entryIn(item, key);
  const node = nodeOf(item, key);
  return (node && !isEmpty(node) ? node.span : undefined) ?? entry?.key.span ?? item.span;
}

/** The unit that a figure of a facet has where none is written beside its number. */
function unitOf(facet: string, own: UnitMatch | undefined, catalogue: UnitCatalogue): UnitMatch | undefined {
  if (percentFacets.has(facet)) return catalogue.find('%');
  return bareFacets.has(facet) ? undefined : own;
}
