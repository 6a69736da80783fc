import type { Analysis } from '../analysis.ts';
import type { Block } from '../document/block.ts';
import { maskCode } from '../document/inline.ts';
import { quoteValue } from '../document/traps.ts';
import { parseAddress } from '../model/address.ts';
import { ownEntries, type Root } from '../model/block-model.ts';
import { factOf } from '../model/metric.ts';
import { type Place, placeIn } from '../model/place.ts';
import type { UnitExpression } from '../quantity/unit.ts';
import type { Span } from '../text/span.ts';
import { keyOffers, valueOffers } from '../values/keys.ts';
import { facetOffers, metricOffers, qualifierOffers, taskOffers } from '../values/metrics.ts';
import type { Finder, Offer } from '../values/offer.ts';
import { organizationOffers } from '../values/organizations.ts';

/** What can be written at a place of the text, best first. */
export interface Completions {
  readonly offers: readonly Offer[];
  /** What is typed so far and replaced; offsets of the text. */
  readonly typed: Span;
  /** `typed` and what is left of the same word behind the cursor. */
  readonly word: Span;
}

/**
 * What can be written at an offset of the text, best first: units of measure behind numbers and where a unit stands,
 * organizations, metrics and their facets in references, keys and their values. The core filters and ranks; nothing
 * has to be filtered after it. `inProse` says whether a number in prose is to be completed as well.
 */
export function complete(analysis: Analysis, offset: number, root: Root): Completions | undefined {
  const { document, report, project } = analysis;
  const block = document.blockAt(offset === document.size && offset > 0 ? offset - 1 : offset);
  if (!block) return undefined;
  const start = document.startOf(block);
  const at = offset - start;
  const line = block.text.slice(block.text.lastIndexOf('\n', at - 1) + 1, at);

  const reference = inReference(analysis, line);
  if (reference)
    return place(reference.offers, reference.typed, offset, wordEnd(block.text, at, /[(){}#@\s]/) + start);
  const here = placeIn(block, at, project.vocabulary, root);
  const isProse = here ? here.key?.kind === 'prose' : block.kind === 'prose' || block.kind === 'text';
  if (isProse) {
    const typed = behindNumber(maskCode(block.text).slice(0, at));
    if (typed === undefined) return undefined;
    return place(project.unitOffers.in(report.language), typed, offset, offset);
  }
  return here && inData(analysis, here, block, start);
}

/** What can stand where the cursor is in a data block. */
function inData(
  analysis: Analysis,
  { cursor, entity, key, free }: Place,
  block: Block,
  start: number,
): Completions | undefined {
  const { report, project } = analysis;
  const offset = start + cursor.span.start + cursor.typed.length;
  const end = start + cursor.span.end;
  if (cursor.role === 'key') {
    if (free) return undefined;
    const isOwn = cursor.path.every(({ kind }) => kind === 'item');
    const siblings = isOwn ? [...cursor.siblings, ...keysBeside(analysis, block)] : cursor.siblings;
    const offers = keyOffers(entity, siblings, report.language);
    return place(withColon(offers, block.text, cursor.span), cursor.typed, offset, end);
  }
  if (!key) return undefined;
  const written = (offers: Finder): Finder =>
    cursor.quote !== undefined ? offers : inserting(offers, ({ insert }) => scalar(insert, cursor.flow));
  if (key.kind === 'unit') {
    const like = unitsBeside(analysis, block);
    return place(written(project.unitOffers.in(report.language, like)), cursor.typed, offset, end);
  }
  if (figureKinds.has(key.kind)) {
    const typed = behindNumber(cursor.typed);
    if (typed === undefined) {
      return key.kind === 'parts'
        ? place(written(metricOffers(analysis, false)), cursor.typed, offset, end)
        : undefined;
    }
    const like = key.name === 'value' ? undefined : unitsBeside(analysis, block);
    return place(project.unitOffers.in(report.language, like), typed, offset, end);
  }
  const named = nameOffers(analysis, key.source);
  if (named) {
    const last = key.kind === 'names' ? /[^、，；,;]*$/u.exec(cursor.typed)![0].trimStart() : cursor.typed;
    return place(
      written(named),
      last,
      offset,
      key.kind === 'names' ? wordEnd(block.text, offset - start, /[、，；,;\]}\r\n]/u) + start : end,
    );
  }
  if (key.values) return place(written(valueOffers(key, report.language)), cursor.typed, offset, end);
  return undefined;
}

/** The keys that the root or a section has in its other blocks. */
function keysBeside({ document: { blocks }, of }: Analysis, block: Block): readonly string[] {
  let owned = block;
  while (owned.kind === 'text') owned = blocks.at(blocks.indexOf(owned) - 1)!;
  return of(owned).owner.members.flatMap((member) =>
    member.block === block ? [] : ownEntries(member.own).map(({ name }) => name),
  );
}

const figureKinds: ReadonlySet<string> = new Set(['figure', 'figures', 'figure-or-text', 'parts', 'groups']);

function nameOffers(analysis: Analysis, source: string | undefined): Finder | undefined {
  switch (source) {
    case 'organization':
      return organizationOffers(analysis);
    case 'metric':
      return metricOffers(analysis, false);
    case 'task':
      return taskOffers(analysis);
    default:
      return undefined;
  }
}

/** The reference that is being typed at the end of a line's part before the cursor. */
function inReference(analysis: Analysis, line: string): { offers: Finder; typed: string } | undefined {
  const bound = /\]\(<?metric:([^()<>]*)$/u.exec(line);
  const inserted = /\{\{([^{}]*)$/u.exec(line);
  const written = bound?.[1] ?? inserted?.[1]?.trimStart();
  if (written === undefined) return undefined;
  const { register } = analysis;
  const address = parseAddress(written);
  const metrics = register.find(address.name);
  if (address.qualifier !== undefined) {
    const facet =
      address.facet === undefined
        ? undefined
        : analysis.project.vocabulary.entity('metric').key(address.facet)?.name;
    return { offers: qualifierOffers(metrics, facet), typed: address.qualifier };
  }
  if (address.facet !== undefined) return { offers: facetOffers(analysis, metrics), typed: address.facet };
  const request = /^(.+)\s(\S*)$/u.exec(written);
  if (inserted && request && register.find(request[1]!).length > 0) {
    const like = register
      .find(request[1]!)
      .flatMap((metric) => factOf(metric, 'value')?.figure.unit?.match.unit ?? [])[0];
    return {
      offers: analysis.project.unitOffers.in(analysis.report.language, like),
      typed: request[2]!,
    };
  }
  return { offers: metricOffers(analysis, bound !== null), typed: written };
}

/**
 * What is typed behind a number at the end of a text, where a unit may be meant: nothing for a year, a date, an ordinal,
 * a time or a heading's number, or where other words lie between. A multiplier is part of what is typed (1.2万 → 亿, 万元),
 * unless a word such as 余 follows it.
 */
export function behindNumber(text: string): string | undefined {
  const line = text.slice(text.lastIndexOf('\n') + 1);
  const match = numberAtEnd.exec(line);
  if (!match) return undefined;
  const [, number, between, typed] = match as unknown as readonly [string, string, string, string];
  const before = line.slice(0, match.index);
  if (
    /[第〔]\s?$|(?:^|[^A-Za-z])[A-Z]{1,4}(?:\/[A-Z])?\s$/u.test(before) ||
    /[\d０-９]\s*[-–—~～/.:：]\s*$/u.test(before) ||
    /[,，.．]$/u.test(number)
  )
    return undefined;
  if (between.trim() !== '') return typed;
  if (/^(?:19|20)\d\d$/.test(number) && /^(?:年.*)?$/u.test(typed)) return undefined;
  if (/^\d{1,2}$/.test(number) && /[年月]\s?$/u.test(before) && /^[月日号]?$/u.test(typed)) return undefined;
  return /^\s*#/.test(before) && before.trim().replace(/^#+/, '') === '' && typed === '' ? undefined : typed;
}

const numberAtEnd =
  /(?<![A-Za-z_#/\\:：.,，\-–—\d０-９])([$¥€£]?[\d０-９][\d０-９,，.．]*)(\s?[十百千万亿]*[多余来几]|)\s?((?:[十百千万亿]+|(?:thousand|million|billion)\s)?[^\s\d０-９,，.．。;；:：、()（）[\]【】{}<>《》"“”|*_`~^=+]{0,16})$/iu;

/** The units of the metric's own figures, which a new one fits. */
function unitsBeside({ of }: Analysis, block: Block): UnitExpression | undefined {
  if (block.list === undefined) return undefined;
  return of(block)
    .content.metrics[0]?.facts.flatMap(({ figure }) => figure.unit?.match.unit ?? [])
    .find((unit) => unit.dimension !== 'ratio');
}

function withColon(offers: Finder, text: string, span: Span): Finder {
  // A key that has its colon already is only renamed.
  return /^[ \t]*[:：]/.test(text.slice(span.end)) ? inserting(offers, ({ label }) => label) : offers;
}

/** The same offers, writing something else. */
function inserting(offers: Finder, insert: (offer: Offer) => string): Finder {
  return (typed) =>
    offers(typed).map((offer) => {
      const text = insert(offer);
      return text === offer.insert ? offer : { ...offer, insert: text };
    });
}

/** A value as it can stand unquoted, or in quotes where it cannot. */
function scalar(value: string, flow: boolean): string {
  const unsafe = /^[%@`&*|>!"'#?{}[\],-]|:(?:\s|$)|\s#/.test(value) || (flow && /[,[\]{}]/.test(value));
  return unsafe ? quoteValue(value) : value;
}

function wordEnd(text: string, offset: number, ends: RegExp): number {
  const rest = text.slice(offset).search(ends);
  const line = text.indexOf('\n', offset);
  const end = rest < 0 ? text.length : offset + rest;
  return line < 0 ? end : Math.min(end, line);
}

/** The offers that fit what is typed, at their place; undefined where none does. */
function place(find: Finder, typed: string, offset: number, wordEnd: number): Completions | undefined {
  const offers = find(typed);
  if (offers.length === 0) return undefined;
  const span = { start: offset - typed.length, end: offset };
  return { offers, typed: span, word: { start: span.start, end: Math.max(offset, wordEnd) } };
}
