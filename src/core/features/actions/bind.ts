import type { Analysis } from '../../analysis.ts';
import { maskCode } from '../../document/inline.ts';
import { quoteValue } from '../../document/traps.ts';
import type { Fact, Metric } from '../../model/metric.ts';
import { type Prose, placeInProse } from '../../model/prose.ts';
import { compareWording } from '../../quantity/compare.ts';
import type { Figure } from '../../quantity/figure.ts';
import { readFigure, scanFigures } from '../../quantity/scan.ts';
import { linkable } from '../../rules/reference.ts';
import { nameIn } from '../../schema/nearest.ts';
import { foldName } from '../../text/names.ts';
import { type Span, touches } from '../../text/span.ts';
import { type Action, type Here, inText, staysReadable } from './action.ts';
import { appendNear, listsOf } from './append.ts';
import { bearsOut, resolvedAs } from './reference.ts';

/** How many metrics a number is offered to be bound to. */
const most = 5;

/** Binds a number in prose to a metric that states it, or makes a metric of it. */
export function bindNumber(here: Here): readonly Action[] {
  const found = figureAt(here);
  if (!found) return [];
  const { prose, figure } = found;
  const bound = bindingsOf(here.analysis, prose, figure, figure.span).flatMap(
    ({ address, text }): Action[] => {
      const changes = [{ span: placeInProse(prose, figure.span), text }];
      if (!staysReadable(here, changes)) return [];
      return [
        {
          title: { key: 'action.bind', params: { name: address } },
          kind: 'rewrite',
          changes: inText(here, changes),
        },
      ];
    },
  );
  return [...bound, ...newMetric(here, prose, figure)];
}

/** A reference that binds a figure: to what it leads, and how it is written. */
export interface Binding {
  readonly address: string;
  readonly text: string;
}

/**
 * The references that would bind a figure to metrics that say the same, in place of a part of the prose; those to metrics
 * that are named shortly before it go first.
 */
export function bindingsOf(analysis: Analysis, prose: Prose, figure: Figure, span: Span): readonly Binding[] {
  const before = foldName(prose.text.slice(Math.max(0, span.start - 40), span.start));
  return factsLike(analysis, figure)
    .map((one) => ({ ...one, beside: namedIn(before, one.metric) }))
    .sort((a, b) => Number(b.beside) - Number(a.beside))
    .slice(0, most)
    .flatMap(({ metric, fact }) => bindTo(analysis, prose, figure, span, metric, fact) ?? []);
}

/** The figure of prose that the cursor touches and that is no part of a reference. */
function figureAt({ reading, analysis, at }: Here): { prose: Prose; figure: Figure } | undefined {
  for (const prose of reading.model.proses) {
    for (const figure of scanFigures(maskCode(prose.text), analysis.project.catalogue)) {
      const span = placeInProse(prose, figure.span);
      if (!touches(span, at.start) || !touches(span, at.end) || /[[\]{}\n]/.test(figure.text)) continue;
      const inside = prose.inlines.some(
        (inline) => inline.span.start < figure.span.end && figure.span.start < inline.span.end,
      );
      if (!inside) return { prose, figure };
    }
  }
  return undefined;
}

function namedIn(folded: string, { folded: names }: Metric): boolean {
  return [names.name, ...names.aliases].some((name) => name !== undefined && folded.includes(name));
}

/** The facts of the report and its ledgers that the figure says rightly. */
function factsLike(analysis: Analysis, figure: Figure): { readonly metric: Metric; readonly fact: Fact }[] {
  const found: { metric: Metric; fact: Fact }[] = [];
  for (const { metrics } of [analysis.report, ...analysis.ledgers.map(({ report }) => report)]) {
    for (const metric of metrics) {
      if (!metric.name) continue;
      for (const fact of metric.facts) {
        const change = fact.facet === 'change' || fact.facet === 'mom';
        if (compareWording(figure, fact.figure, { change }).kind === 'ok') found.push({ metric, fact });
      }
    }
  }
  return found;
}

function bindTo(
  analysis: Analysis,
  prose: Prose,
  figure: Figure,
  span: Span,
  metric: Metric,
  fact: Fact,
): Binding | undefined {
  const { project, report } = analysis;
  const label = project.vocabulary.entity('metric').named(fact.facet)?.labels[report.language] ?? fact.facet;
  const name = linkable(metric.name!.text, { inline: { kind: 'bound' } });
  const at =
    fact.qualifier === undefined ? '' : `@${linkable(fact.qualifier, { inline: { kind: 'bound' } })}`;
  for (const address of [`${name}${at}`, `${name}#${label}${at}`]) {
    const text = `[${figure.text}](metric:${address})`;
    const reference = resolvedAs({ analysis }, prose, span, text);
    if (reference?.target?.fact === fact && bearsOut(reference)) return { address, text };
  }
  return undefined;
}

function newMetric(here: Here, prose: Prose, figure: Figure): readonly Action[] {
  const { analysis, block } = here;
  const { report, project } = analysis;
  if (analysis.root !== 'report') return [];
  const reading = readFigure(figure.text, project.catalogue);
  if (!reading.figure || reading.unread.length > 0) return [];
  const name = nameFor(here, prose, figure);
  const metric = project.vocabulary.entity('metric');
  const [nameKey, valueKey] = ['name', 'value'].map((key) => nameIn(metric.named(key)!, report.language));
  const value =
    /^[-+\d]|^\p{L}/u.test(figure.text) && !/[:#]/.test(figure.text) ? figure.text : quoteValue(figure.text);
  const added = appendNear(listsOf(analysis, project.vocabulary), 'metrics', block, (dash) =>
    dash ? [`- ${nameKey}: ${name}`, `  ${valueKey}: ${value}`] : [`${name}: ${value}`],
  );
  if (!added) return [];
  const link = {
    span: placeInProse(prose, figure.span),
    text: `[${figure.text}](metric:${linkable(name, { inline: { kind: 'bound' } })})`,
  };
  if (!staysReadable(here, [link])) return [];
  return [
    {
      title: { key: 'action.new-metric', params: { name, text: figure.text } },
      kind: 'extract',
      changes: [...inText(here, [link]), added],
      rename: added.text.lastIndexOf(name, added.text.lastIndexOf(value)),
    },
  ];
}

/** A name for what a figure counts, that nobody has yet: the words before it, else those behind it. */
function nameFor({ analysis }: Here, prose: Prose, { span }: Figure): string {
  const text = prose.text;
  const before = text
    .slice(Math.max(0, span.start - 60), span.start)
    .split(breaks)
    .at(-1)!;
  const behind = text.slice(span.end, span.end + 40).split(breaks)[0]!;
  const name = wordsOf(before, 'end') || wordsOf(behind, 'start');
  const { register, report, project } = analysis;
  const usable = name !== '' && !project.vocabulary.entity('metric').key(name);
  const base = usable ? name : report.language === 'zh' ? '新指标' : 'New metric';
  let unique = base;
  for (let count = 2; register.has(foldName(unique)); count++) unique = `${base}${count}`;
  return unique;
}

/** What ends a clause, and what no name holds. */
const breaks = /[^\p{L}\p{N}\p{M} ·-]/u;

const leading =
  /^(?:其中|同时|全年|今年|去年|本年度?|当年|并|还|已|共|个|项)+|^(?:and|the|a|an|of|in|with|we|our|its|their|it|they|this|these|there)(?:\s+|$)/iu;
const trailing =
  /(?:比上年|较上年|同比|环比|增长|下降|达到|达|为|是|共计|共有|共|合计|约|超过|超|近|完成|实现|新增|累计|净增|了|到|至|有|的|等)$|(?:^|\s+)(?:was|were|has|have|had|covers|covered|totals|is|are|reached|rose|fell|grew|to|of|by|at|about|over|nearly|totalled|totaled|from|stood|came|with|for|and|the|a|an|in)$/iu;

function wordsOf(clause: string, side: 'start' | 'end'): string {
  let words = clause.trim();
  for (let before = ''; before !== words; ) {
    before = words;
    words = words.replace(trailing, '').replace(leading, '').trim();
  }
  if (/\p{Script=Han}/u.test(words)) {
    const run = [...words];
    words = (side === 'end' ? run.slice(-12) : run.slice(0, 12)).join('').trim();
  } else {
    const parts = words.split(/\s+/);
    words = (side === 'end' ? parts.slice(-4) : parts.slice(0, 4)).join(' ');
  }
  // A name that begins with a number or a dash would be read as something else.
  return /^\p{L}/u.test(words) ? words : '';
}
