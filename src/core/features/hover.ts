import type { Analysis } from '../analysis.ts';
import type { Block } from '../document/block.ts';
import { maskCode } from '../document/inline.ts';
import type { Messages } from '../messages/messages.ts';
import type { Root } from '../model/block-model.ts';
import { factText, type Metric, placeOf } from '../model/metric.ts';
import { placeIn } from '../model/place.ts';
import { placeInProse } from '../model/prose.ts';
import type { Figure } from '../quantity/figure.ts';
import { formatFigure } from '../quantity/format.ts';
import { scanFigures } from '../quantity/scan.ts';
import { convert } from '../quantity/unit.ts';
import { type Span, shift, touches } from '../text/span.ts';

/** What to say of a place: lines of plain text, and the part of the text that they are about. */
export interface Hover {
  readonly span: Span;
  readonly lines: readonly string[];
}

/** What stands at an offset of the text: a reference with its metric, a figure with its unit, or a key. */
export function hover(analysis: Analysis, offset: number, root: Root, messages: Messages): Hover | undefined {
  const { document } = analysis;
  const block = document.blockAt(offset);
  if (!block) return undefined;
  const start = document.startOf(block);
  const at = offset - start;
  const found =
    ofReference(analysis, block, at, messages) ??
    ofFigure(analysis, block, at, messages) ??
    ofKey(analysis, block, at, root, messages);
  return found && { ...found, span: shift(found.span, start) };
}

function ofReference({ of }: Analysis, block: Block, at: number, messages: Messages): Hover | undefined {
  for (const { prose, inline, metrics } of of(block).references) {
    const span = placeInProse(prose, inline.span);
    if (!touches(span, at) || metrics.length === 0) continue;
    return { span, lines: metrics.flatMap((metric) => linesOf(metric, messages)) };
  }
  return undefined;
}

/** A metric's name and each figure that it states. */
function linesOf(metric: Metric, messages: Messages): string[] {
  const separator = messages.language === 'zh' ? '：' : ': ';
  const facts = metric.facts.map((fact) => {
    const { facet, qualifier } = fact;
    const label = messages.text('hover.term', { term: { term: `metric.${facet}` } });
    return `${label}${qualifier === undefined ? '' : ` (${qualifier})`}${separator}${factText({ metric, fact })}`;
  });
  return [metric.name?.text ?? '', ...facts];
}

function ofFigure(
  { project, report, of }: Analysis,
  block: Block,
  at: number,
  messages: Messages,
): Hover | undefined {
  const said = (figure: Figure, span: Span): Hover | undefined => {
    const unit = figure.unit?.match.unit;
    if (!unit || !touches(span, at)) return undefined;
    const names = [...new Set([unit.name('zh'), unit.name('en')])].join(' · ');
    const lines = [messages.text('hover.unit', { unit: names })];
    const id = unit.parts.length === 1 ? unit.parts[0]!.unit.id : '';
    for (const part of Object.hasOwn(conversions, id) ? conversions[id]! : []) {
      const other = project.catalogue.find(part)?.unit;
      const value = other && convert(figure.low, unit, other);
      if (other && value)
        lines.push(`= ${formatFigure(value.round(4), other, { language: report.language })}`);
    }
    return { span, lines };
  };
  const { model, content } = of(block);
  for (const prose of model.proses) {
    for (const figure of scanFigures(maskCode(prose.text), project.catalogue)) {
      const found = said(figure, placeInProse(prose, figure.span));
      if (found) return found;
    }
  }
  for (const metric of content.metrics) {
    for (const fact of metric.facts) {
      const found = said(fact.figure, placeOf(fact, fact.figure.span));
      if (found) return found;
    }
  }
  return undefined;
}

/** Into what people convert a unit in their heads. */
const conversions: Readonly<Record<string, readonly string[]>> = {
  mu: ['公顷', '平方公里'],
  hectare: ['亩', '平方公里'],
  square_kilometre: ['公顷', '亩'],
  square_metre: ['亩'],
  acre: ['hectare'],
  mile: ['kilometre'],
  jin: ['吨'],
  square_foot: ['square metre'],
};

function ofKey(
  { project, report }: Analysis,
  block: Block,
  at: number,
  root: Root,
  messages: Messages,
): Hover | undefined {
  const place = placeIn(block, at, project.vocabulary, root);
  const cursor = place?.cursor;
  if (!place || !cursor || cursor.role !== 'key' || place.free) return undefined;
  const written = block.text.slice(cursor.span.start, cursor.span.end).trim();
  const key = place.entity.key(written, cursor.siblings);
  if (!key) return undefined;
  const lines = [`${key.labels[report.language]} · ${key.name}`, key.description[messages.language]];
  if (key.values)
    lines.push(
      key.values.map((value) => value.labels[report.language]).join(messages.language === 'zh' ? '、' : ', '),
    );
  return { span: { start: cursor.span.start, end: cursor.span.start + written.length }, lines };
}
