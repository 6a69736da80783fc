import type { Inline } from '../document/inline.ts';
import { type DateContext, type Period, readPeriod } from '../quantity/date.ts';
import type { Figure } from '../quantity/figure.ts';
import { type FigureRequest, parseRequest } from '../quantity/format.ts';
import { readFigure, scanFigures } from '../quantity/scan.ts';
import { comparable, type UnitCatalogue } from '../quantity/unit.ts';
import { textOf } from '../schema/instance.ts';
import type { Entity, Vocabulary } from '../schema/vocabulary.ts';
import type { Language } from '../text/language.ts';
import { foldName } from '../text/names.ts';
import { type Span, shift } from '../text/span.ts';
import { type Address, parseAddress } from './address.ts';
import { type Fact, factOf, type Metric } from './metric.ts';
import type { Prose } from './prose.ts';
import type { Register } from './register.ts';

/** Why a reference leads nowhere. */
export type Unresolved = 'name' | 'facet-unknown' | 'facet-missing' | 'qualifier-missing';

/** A reference of prose with what it leads to. Spans count from the start of the prose's text. */
export interface Reference {
  readonly prose: Prose;
  readonly inline: Inline & { readonly kind: 'bound' | 'inserted' };
  readonly address: Address;
  /** Where the address's own spans begin. */
  readonly addressStart: number;
  readonly metrics: readonly Metric[];
  /** The canonical facet, stated or taken from the words beside the figure. */
  readonly facet: string;
  readonly target: { readonly metric: Metric; readonly fact: Fact } | undefined;
  readonly why: Unresolved | undefined;
  /** What an inserted value asks for behind its name. */
  readonly request: FigureRequest | undefined;
  /** The figure that the prose of a bound value states, with the words around the brackets that belong to it. */
  readonly figure: Figure | undefined;
  /** The words and the unit of that figure that stand outside the brackets; places in the prose's text. */
  readonly outside: readonly Span[];
}

/** Words beside a figure that decide which fact of a metric it is. The nearest before the figure wins. */
const facetWords: readonly (readonly [RegExp, string])[] = [
  [/(?:环比|month[- ]on[- ]month|quarter[- ]on[- ]quarter)[^，。；,.;]*$/iu, 'mom'],
  [
    /(?:同比|增长|下降|上升|减少|增加|提高|降低|回落|year[- ]on[- ]year|up|down|rose|fell|grew|increased?|decreased?)(?:了|约|近|超过|by|of|a|an|\s)*$/iu,
    'change',
  ],
  [
    /(?:完成率|完成(?:年度|全年)?(?:计划|目标|任务|预算)(?:数|任务)?的?|达到?(?:计划|目标|任务)的?|of (?:the |its )?(?:target|plan|goal))[^，。；,.;]{0,6}$/iu,
    'rate',
  ],
  [/(?:占比|占|所占比重|比重|share|accounts? for|accounting for)[^，。；,.;]{0,12}$/iu, 'share'],
];

/** What a reference is read with beside the metrics. */
export interface ReferenceContext {
  readonly metric: Entity;
  readonly catalogue: UnitCatalogue;
  readonly language: Language;
  /** The report's own period: what is meant where a figure states none. */
  readonly period: Period | undefined;
  readonly dates: DateContext;
}

/** What the references of a file are read with: the words of its project, its language, its period and its dates. */
export function referenceContext(
  { vocabulary, catalogue }: { readonly vocabulary: Vocabulary; readonly catalogue: UnitCatalogue },
  language: Language,
  { period, dates }: Pick<ReferenceContext, 'period' | 'dates'>,
): ReferenceContext {
  return { metric: vocabulary.entity('metric'), catalogue, language, period, dates };
}

/**
 * Resolves a reference; undefined for an inline that is none. `known` is what an inline resolved to before: where it
 * is this one and still leads to the same metrics it is returned as it is, so that whoever keeps something by it finds it again.
 */
export function resolveReference(
  prose: Prose,
  inline: Inline,
  register: Register,
  context: ReferenceContext,
  known?: Reference,
): Reference | undefined {
  if (inline.kind !== 'bound' && inline.kind !== 'inserted') return undefined;
  const before = known?.inline === inline ? known : undefined;
  if (before && leadsToSame(before, register)) return before;
  const { name, request } =
    inline.kind === 'inserted'
      ? splitInserted(inline.written, register, context)
      : { name: inline.written, request: undefined };
  const address = parseAddress(name);
  const { figure, outside } =
    before ?? (inline.kind === 'bound' ? figureAround(prose.text, inline, context.catalogue) : noFigure);
  const metrics = register.find(address.name);
  const beside =
    inline.kind === 'bound' && address.facet === undefined
      ? facetBeside(prose.text, inline.span.start, figure, metrics)
      : undefined;
  const { facet, target, why } = leadFrom(address, metrics, beside, context);
  // Of an unknown name in `{{ name }}` the blanks before it are not part.
  const addressStart = inline.address.start + inline.written.indexOf(name);
  return { prose, inline, address, addressStart, metrics, facet, target, why, request, figure, outside };
}

/** What an address leads to among the metrics of its name; `beside` is the facet that words outside it decide. */
function leadFrom(
  address: Address,
  metrics: readonly Metric[],
  beside: string | undefined,
  context: ReferenceContext,
): Found {
  if (metrics.length === 0) return { facet: 'value', target: undefined, why: 'name' };
  if (address.facet !== undefined) {
    const facet = context.metric.key(address.facet)?.name;
    if (facet === undefined || !facets.has(facet))
      return { facet: address.facet, target: undefined, why: 'facet-unknown' };
    return seek(metrics, address, facet, context);
  }
  const found = beside === undefined ? undefined : seek(metrics, address, beside, context);
  return found?.target ? found : seekAny(metrics, address, context);
}

/** The facets that an address can name: the keys of a metric that hold figures. */
export const facets: ReadonlySet<string> = new Set([
  'value',
  'change',
  'mom',
  'previous',
  'target',
  'baseline',
  'rate',
  'share',
  'total',
  'rank',
  'ratio',
]);

/** Whether the metrics of a reference are still those of its name. One that led nowhere, or whose name may now be longer, is looked up anew. */
function leadsToSame({ metrics, address, inline }: Reference, register: Register): boolean {
  if (metrics.length === 0 || (inline.kind === 'inserted' && inline.written.trim().includes(' ')))
    return false;
  const now = register.find(address.name);
  return now.length === metrics.length && now.every((metric, index) => metric === metrics[index]);
}

type Found = Pick<Reference, 'facet' | 'target' | 'why'>;

const noFigure: Pick<Reference, 'figure' | 'outside'> = { figure: undefined, outside: [] };

function seek(
  metrics: readonly Metric[],
  address: Address,
  facet: string,
  context: Pick<ReferenceContext, 'period' | 'dates'>,
): Found {
  const { qualifier } = address;
  const target = qualifier
    ? qualified(metrics, facet, qualifier, context)
    : unqualified(metrics, facet, context);
  if (target) return { facet, target, why: undefined };
  const other = metrics.some((metric) => metric.facts.some((fact) => fact.facet === facet));
  return {
    facet,
    target: undefined,
    why: other && qualifier !== undefined ? 'qualifier-missing' : 'facet-missing',
  };
}

/** The fact that a figure without a qualifier means: the one stated without any, of the report's own period where several are. */
function unqualified(
  metrics: readonly Metric[],
  facet: string,
  { period, dates }: Pick<ReferenceContext, 'period' | 'dates'>,
): Reference['target'] {
  const own = (text: string | undefined) =>
    text !== undefined && period !== undefined && readPeriod(text, dates)?.label === period.label;
  const stated: { metric: Metric; fact: Fact; period: string }[] = [];
  for (const metric of metrics) {
    const fact = factOf(metric, facet);
    const period = fact && textOf(metric.item, 'period');
    if (fact && period === undefined) return { metric, fact };
    if (fact && period !== undefined) stated.push({ metric, fact, period });
  }
  const meant = stated.find((one) => own(one.period)) ?? stated[0];
  if (meant) return meant;
  for (const metric of metrics) {
    const facts = metric.facts.filter((fact) => fact.facet === facet);
    // Of several bases of a change the first is the headline; of several periods only the report's own is meant.
    const fact =
      facts.find((one) => own(one.qualifier)) ??
      (facet === 'change' || facet === 'mom' || (facts.length === 1 && facet !== 'value')
        ? facts[0]
        : undefined);
    if (fact) return { metric, fact };
  }
  return undefined;
}

/** The fact with a qualifier: a basis, a breakdown, a part or a period in any spelling, or the period or scope of the metric itself. */
function qualified(
  metrics: readonly Metric[],
  facet: string,
  qualifier: string,
  { period, dates }: Pick<ReferenceContext, 'period' | 'dates'>,
): Reference['target'] {
  const wanted = readPeriod(qualifier, dates)?.label;
  const same = (text: string | undefined) =>
    text !== undefined &&
    (foldName(text) === foldName(qualifier) ||
      (wanted !== undefined && readPeriod(text, dates)?.label === wanted));
  for (const metric of metrics) {
    const fact = factOf(metric, facet, qualifier);
    if (fact) return { metric, fact };
  }
  for (const metric of metrics) {
    const itself = ['period', 'scope'].some((key) => same(textOf(metric.item, key)));
    const fact =
      metric.facts.find((one) => one.facet === facet && same(one.qualifier)) ??
      (itself ? factOf(metric, facet) : undefined);
    if (fact) return { metric, fact };
  }
  // The report's own period need not be stated in its data.
  const now = wanted !== undefined && wanted === period?.label;
  for (const metric of now ? metrics : []) {
    const fact = textOf(metric.item, 'period') === undefined ? factOf(metric, facet) : undefined;
    if (fact) return { metric, fact };
  }
  return undefined;
}

/** Without a facet the value is meant; where a metric has none, the only other fact that it states. */
function seekAny(
  metrics: readonly Metric[],
  address: Address,
  context: Pick<ReferenceContext, 'period' | 'dates'>,
): Found {
  const value = seek(metrics, address, 'value', context);
  if (value.target || address.qualifier) return value;
  const stated = new Set(metrics.flatMap((metric) => metric.facts.map((fact) => fact.facet)));
  const [only] = stated;
  return stated.size === 1 && only !== undefined ? seek(metrics, address, only, context) : value;
}

/** The facet that the words before a bound figure decide, where its unit fits that facet and not the value. */
function facetBeside(
  text: string,
  at: number,
  figure: Figure | undefined,
  metrics: readonly Metric[],
): string | undefined {
  const unit = figure?.unit?.match.unit;
  if (!unit) return undefined;
  const isValue = (fact: Fact): boolean => fact.facet === 'value' && fact.qualifier === undefined;
  const value = metrics.find(({ facts }) => facts.some(isValue))?.facts.find(isValue);
  const valueUnit = value?.figure.unit?.match.unit;
  if (valueUnit && comparable(unit, valueUnit)) return undefined;
  const before = text.slice(Math.max(0, at - 40), at);
  return facetWords.find(([words]) => words.test(before))?.[1];
}

/** The figure in a bound text. Qualifying words may stand outside the brackets: `超过[200项](metric:x)`, `[200项](metric:x)以上`. */
function figureAround(
  prose: string,
  inline: Inline & { kind: 'bound' },
  catalogue: UnitCatalogue,
): Pick<Reference, 'figure' | 'outside'> {
  const inside = prose.slice(inline.text.start, inline.text.end);
  const before = /$(?<=([^\s\d，。；、,.;)）\]】]{0,6}\s?))/u.exec(
    prose.slice(Math.max(0, inline.span.start - 12), inline.span.start),
  )![1]!;
  // Only Chinese words: an English noun behind the brackets is rarely the unit.
  const after = /^\s?[\p{Script=Han}%％]{0,4}/u.exec(prose.slice(inline.span.end, inline.span.end + 6))![0];
  const text = before + inside + after;
  const end = before.length + inside.length;
  const figure = scanFigures(text, catalogue).find(
    (one) => one.number.start < end && one.number.end > before.length,
  );
  if (figure) {
    const outside: Span[] = [];
    for (const word of [figure.qualifier, figure.suffix, figure.unit?.span]) {
      if (!word) continue;
      if (word.end <= before.length) outside.push(shift(word, inline.span.start - before.length));
      else if (word.start >= end && word.end > word.start) outside.push(shift(word, inline.span.end - end));
    }
    return { figure, outside };
  }
  // What running text passes over (第3位, 持平) is a figure where it stands alone in the brackets.
  const alone = readFigure(inside, catalogue);
  return alone.figure && alone.unread.length === 0 ? { figure: alone.figure, outside: [] } : noFigure;
}

/** The name of an inserted value and what is asked for behind it; the longest name that is known wins. */
function splitInserted(
  written: string,
  register: Register,
  { catalogue, language }: { readonly catalogue: UnitCatalogue; readonly language: Language },
): { name: string; request: FigureRequest | undefined } {
  const known = (text: string) => register.find(parseAddress(text).name).length > 0;
  if (known(written)) return { name: written, request: undefined };
  for (let space = written.lastIndexOf(' '); space > 0; space = written.lastIndexOf(' ', space - 1)) {
    const name = written.slice(0, space);
    if (known(name)) return { name, request: parseRequest(written.slice(space).trim(), catalogue, language) };
  }
  const cut = written.trim().search(/\s/u);
  return cut < 0 || foldName(written) === ''
    ? { name: written, request: undefined }
    : { name: written.trimStart().slice(0, cut), request: undefined };
}

/** The place in the prose's text of a part of the address; the whole of it where it is percent-encoded. */
export function placeInAddress({ inline, addressStart }: Reference, part: Span): Span {
  const { start, end } = inline.address;
  if (inline.written.length !== end - start) return { start, end };
  return { start: addressStart + part.start, end: addressStart + part.end };
}
