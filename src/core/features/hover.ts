import type { Analysis, BlockReading } from '../analysis.ts';
import type { Block } from '../document/block.ts';
import { maskCode } from '../document/inline.ts';
import { partOf, type Scalar } from '../document/node.ts';
import type { Messages } from '../messages/messages.ts';
import type { BlockModel, Root } from '../model/block-model.ts';
import { mentionsIn } from '../model/mentions.ts';
import type { Metric } from '../model/metric.ts';
import { placeIn } from '../model/place.ts';
import { placeInProse } from '../model/prose.ts';
import { placeInAddress, type Reference } from '../model/reference.ts';
import { allTasks, type PlacedTask } from '../model/report.ts';
import { datesIn } from '../model/task.ts';
import { visitItem } from '../model/values.ts';
import { namesOf } from '../project/organizations.ts';
import type { Figure } from '../quantity/figure.ts';
import { readFigure, scanFigures } from '../quantity/scan.ts';
import type { UnitMatch } from '../quantity/unit.ts';
import type { Entity, Key } from '../schema/vocabulary.ts';
import { hasHan } from '../text/language.ts';
import { type Span, shift, touches } from '../text/span.ts';
import type { About, Teller } from './about/about.ts';
import { aboutDate } from './about/day.ts';
import { aboutKey, aboutMeaning, aboutValue } from './about/key.ts';
import { aboutMetrics } from './about/metric.ts';
import { aboutOrganization } from './about/organization.ts';
import { aboutTask } from './about/task.ts';
import { aboutUnit } from './about/unit.ts';
import { PerBlock } from './per-block.ts';
import type { Named } from './uses.ts';

/** What to say of a place, and the part of the text that it is about. */
export interface Hover {
  readonly span: Span;
  readonly abouts: readonly About[];
}

/** What is sought at a place of a block. */
interface Sought extends Teller {
  readonly block: Block;
  readonly at: number;
}

/**
 * What stands at an offset of the text: a reference with its metric, a figure with its unit, a name of a metric, task or
 * organization, a key, a value of an enumeration or a date. `named` is what is known of the file's other versions.
 */
export function hover(
  analysis: Analysis,
  offset: number,
  root: Root,
  messages: Messages,
  named: Named = new PerBlock(),
): Hover | undefined {
  const { document } = analysis;
  const block = document.blockAt(offset);
  if (!block) return undefined;
  const start = document.startOf(block);
  const sought: Sought = { analysis, messages, named, block, at: offset - start };
  const found =
    ofReference(sought) ??
    ofProse(sought) ??
    ofFence(sought) ??
    ofKey(sought, root) ??
    ofData(sought) ??
    ofOrganizationInProse(sought);
  return found && { ...found, span: shift(found.span, start) };
}

function said(span: Span, ...abouts: readonly (About | undefined)[]): Hover | undefined {
  const all = abouts.filter((about) => about !== undefined);
  return all.length === 0 ? undefined : { span, abouts: all };
}

function ofReference(sought: Sought): Hover | undefined {
  const { analysis, block, at } = sought;
  for (const reference of analysis.of(block).references) {
    const { prose, inline, metrics, target } = reference;
    const span = placeInProse(prose, inline.span);
    if (!touches(span, at) || metrics.length === 0) continue;
    const asked = ofRequest(sought, reference);
    if (asked) return asked;
    const unit = ofFigure(sought, reference.figure ?? target?.fact.figure);
    return said(
      span,
      aboutMetrics(sought, meantFirst(metrics, target?.metric), target?.fact),
      // Beside the metric only what can be said in other units.
      unit && unit.rows.length > 1 ? unit : undefined,
    );
  }
  return undefined;
}

/** The unit that an inserted value asks for behind its name. */
function ofRequest(sought: Sought, reference: Reference): Hover | undefined {
  const { prose, inline, address, request } = reference;
  if (!request?.unit) return undefined;
  const { nameSpan, facetSpan, qualifierSpan } = address;
  const name = placeInAddress(reference, { start: 0, end: (qualifierSpan ?? facetSpan ?? nameSpan).end });
  const behind = { start: name.end, end: inline.address.end };
  const text = prose.text.slice(behind.start, behind.end);
  const lead = text.length - text.trimStart().length;
  const span = placeInProse(prose, { start: behind.start + lead, end: behind.start + text.trimEnd().length });
  return touches(span, sought.at) ? said(span, aboutUnit(sought, request.unit)) : undefined;
}

function meantFirst(metrics: readonly Metric[], meant: Metric | undefined): readonly Metric[] {
  return meant ? [meant, ...metrics.filter((metric) => metric !== meant)] : metrics;
}

/** The unit of a figure, where it has one. */
function ofFigure(sought: Sought, figure: Figure | undefined): About | undefined {
  const match = figure?.unit?.match;
  return match && aboutUnit(sought, match, figure);
}

function ofProse(sought: Sought): Hover | undefined {
  const { analysis, block, at } = sought;
  for (const prose of analysis.of(block).model.proses) {
    for (const figure of scanFigures(maskCode(prose.text), analysis.project.catalogue)) {
      const span = placeInProse(prose, figure.span);
      if (touches(span, at)) return said(span, ofFigure(sought, figure));
    }
  }
  return undefined;
}

/** The name of the list that a data fence opens. */
function ofFence(sought: Sought): Hover | undefined {
  const { analysis, block, at } = sought;
  if (block.kind !== 'fence' || !block.list) return undefined;
  const entity = analysis.project.vocabulary.entity('report');
  for (const { 0: word, index } of block.text.matchAll(/[^\s`~]+/gu)) {
    const span = { start: index, end: index + word.length };
    const key = touches(span, at) && entity.key(word);
    if (key && key.name === block.list) return said(span, aboutKey(sought, entity, key));
  }
  return undefined;
}

function ofKey(sought: Sought, root: Root): Hover | undefined {
  const { analysis, block, at } = sought;
  const read = keyAt(analysis.of(block).model, at);
  if (read) return said(read.span, aboutKey(sought, read.entity, read.key));
  // What does not parse is found from its lines.
  const place = placeIn(block, at, analysis.project.vocabulary, root);
  if (!place || place.free || place.cursor.role !== 'key') return undefined;
  const { cursor, entity } = place;
  const written = block.text.slice(cursor.span.start, cursor.span.end).trim();
  const key = entity.key(written, cursor.siblings);
  const span = { start: cursor.span.start, end: cursor.span.start + written.length };
  return key && said(span, aboutKey(sought, entity, key));
}

function ofData(sought: Sought): Hover | undefined {
  const { analysis, block, at } = sought;
  const reading = analysis.of(block);
  const named = ofName(sought, reading);
  if (named) return named;
  const value = valueAt(reading.model, at);
  if (!value || value.scalar.source.trim() === '') return undefined;
  const { scalar, key } = value;
  // Whoever reads the text of a section knows that it is that.
  if (reading.model.proses.some((prose) => prose.scalar === scalar)) return undefined;
  const task = allTasks(reading.content.tasks).find((one) => isAt(one.task, scalar));
  const beside = [task && aboutTask(sought, task), key && aboutMeaning(sought, key)];
  const figure = figureAt(sought, scalar, key?.kind);
  if (figure) return said(figure.span, figure.about, ...beside);
  const unit = unitOf(sought, value);
  if (unit) return said(scalar.span, unit);
  return said(scalar.span, ofValue(sought, value), ...beside);
}

/** A metric or organization whose name stands in data. */
function ofName(sought: Sought, reading: BlockReading): Hover | undefined {
  const { analysis, at } = sought;
  for (const { kind, span, text, states } of mentionsIn(reading)) {
    if (!touches(span, at)) continue;
    if (kind === 'organization') return said(span, aboutOrganization(sought, text));
    if (kind !== 'metric') continue;
    const here = states ? reading.content.metrics.find(({ item }) => touches(item.span, at)) : undefined;
    return said(span, aboutMetrics(sought, meantFirst(analysis.register.find(text), here)));
  }
  return undefined;
}

/** A unit that stands alone: of a metric, or where the project describes its own. */
function unitOf(sought: Sought, { scalar, key, entity }: Value): About | undefined {
  const { catalogue } = sought.analysis.project;
  const text = scalar.source.trim();
  let match: UnitMatch | undefined;
  if (key?.kind === 'unit') match = catalogue.findOrCount(text);
  else if (key && (entity.name === 'unit' || entity.name === 'unit.names')) {
    const own = catalogue.get(text);
    match = own ? { unit: catalogue.expression(own), spelling: 'name' } : catalogue.find(text);
  }
  return match && aboutUnit(sought, match);
}

/** What a value of an enumeration means, or which day a date. */
function ofValue(sought: Sought, { scalar, key }: Value): About | undefined {
  const { analysis, block } = sought;
  const text = scalar.source.trim();
  if (key?.values) {
    const meant = key.find(text);
    return meant && aboutValue(sought, key, meant);
  }
  if (key?.kind !== 'date' && key?.kind !== 'period') return undefined;
  const { dates } = analysis.report.header;
  return aboutDate(sought, text, key, block.list ? datesIn(block.list, dates) : dates);
}

/** Whether a value is one that stands for its task: its title, id, deadline, status or progress. */
function isAt({ title, id, due, status, progress }: PlacedTask['task'], scalar: Scalar): boolean {
  return [title, id, due, status, progress].some((one) => one?.scalar === scalar);
}

/** The figure of a value at the cursor: what stands alone under a key for figures, and any in a text. */
function figureAt(
  sought: Sought,
  scalar: Scalar,
  kind: string | undefined,
): { readonly span: Span; readonly about: About } | undefined {
  const { analysis, block, at } = sought;
  const { catalogue } = analysis.project;
  const { content } = analysis.of(block);
  if (kind === 'enum' || kind === 'unit' || kind === 'date' || kind === 'period') return undefined;
  const fact = content.metrics.flatMap(({ facts }) => facts).find((one) => one.scalar === scalar);
  const whole = fact?.figure ?? readFigure(scalar.source, catalogue).figure;
  for (const figure of whole ? [whole] : scanFigures(scalar.source, catalogue)) {
    const span = partOf(scalar, figure.span);
    const about = touches(span, at) ? ofFigure(sought, figure) : undefined;
    if (about) return { span, about };
  }
  return undefined;
}

/** The key of a block's data at an offset, as it was read. */
function keyAt({ items, own }: BlockModel, at: number): { entity: Entity; key: Key; span: Span } | undefined {
  let found: ReturnType<typeof keyAt>;
  for (const item of own ? [own, ...items] : items) {
    visitItem(item, {
      entry: ({ key: { span } }, key, entity) => {
        if (key && touches(span, at)) found ??= { entity, key, span };
      },
    });
  }
  return found;
}

/** A value or free name of data, with the key that a value stands under. */
interface Value {
  readonly scalar: Scalar;
  readonly key: Key | undefined;
  readonly entity: Entity;
}

/** The value or free name of a block's data at an offset. */
function valueAt({ items, own }: BlockModel, at: number): Value | undefined {
  let found: ReturnType<typeof valueAt>;
  const visit = (scalar: Scalar, key: Key | undefined, entity: Entity) => {
    if (touches(scalar.span, at)) found ??= { scalar, key, entity };
  };
  const visitName = (scalar: Scalar, entity: Entity) => visit(scalar, undefined, entity);
  for (const item of own ? [own, ...items] : items)
    visitItem(item, { itemName: visitName, freeName: visitName, value: visit });
  return found;
}

/** A registered organization that prose names. */
function ofOrganizationInProse(sought: Sought): Hover | undefined {
  const { analysis, block, at } = sought;
  for (const prose of analysis.of(block).model.proses) {
    let best: { readonly name: string; readonly span: Span } | undefined;
    for (const organization of analysis.organizations.organizations) {
      for (const name of namesOf({ ...organization, id: undefined })) {
        if (name.length < 2 || name.length <= (best?.name.length ?? 0)) continue;
        for (let from = prose.text.indexOf(name); from >= 0; from = prose.text.indexOf(name, from + 1)) {
          const part = { start: from, end: from + name.length };
          const span = placeInProse(prose, part);
          if (touches(span, at) && (hasHan(name) || isWord(prose.text, part))) best = { name, span };
        }
      }
    }
    if (best) return said(best.span, aboutOrganization(sought, best.name));
  }
  return undefined;
}

/** Whether a part of a text ends where words end. */
function isWord(text: string, { start, end }: Span): boolean {
  return !/[\p{L}\d]/u.test(text[start - 1] ?? '') && !/[\p{L}\d]/u.test(text[end] ?? '');
}
