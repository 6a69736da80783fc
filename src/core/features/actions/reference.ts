import { type Inline, scanInlines } from '../../document/inline.ts';
import { type Prose, placeInProse } from '../../model/prose.ts';
import { type Reference, referenceContext, resolveReference } from '../../model/reference.ts';
import { compareWording } from '../../quantity/compare.ts';
import type { Figure } from '../../quantity/figure.ts';
import { insertedText } from '../../render/values.ts';
import { linkable } from '../../rules/reference.ts';
import type { Span } from '../../text/span.ts';
import { type Action, type Here, holds, inText, staysReadable } from './action.ts';

/** Turns a bound value into an inserted one that shows the same, and an inserted one into a bound one. */
export function changeReference(here: Here): readonly Action[] {
  const { references } = here.reading;
  const reference = references.find(({ prose, inline }) => holds(here, placeInProse(prose, inline.span)));
  if (!reference?.target) return [];
  return reference.inline.kind === 'bound' ? inserted(here, reference) : bound(here, reference);
}

function inserted(here: Here, reference: Reference): readonly Action[] {
  const { prose, inline, outside, figure, address } = reference;
  if (inline.kind !== 'bound') return [];
  // Words and a unit that stand outside the brackets belong to what the data says.
  const span = {
    start: Math.min(inline.span.start, ...outside.map(({ start }) => start)),
    end: Math.max(inline.span.end, ...outside.map(({ end }) => end)),
  };
  const part = (from: number, to: number) => prose.text.slice(from, to);
  const inside = part(inline.text.start, inline.text.end);
  const shown = part(span.start, inline.span.start) + inside + part(inline.span.end, span.end);
  const { facet } = reference.target!.fact;
  const label = here.analysis.project.vocabulary.entity('metric').named(facet)?.labels[
    here.analysis.report.language
  ];
  const qualifier = address.qualifier === undefined ? '' : `@${address.qualifier}`;
  const names = [inline.written, ...(label === undefined ? [] : [`${address.name}#${label}${qualifier}`])];
  for (const name of names) {
    for (const request of requestsFor(shown, figure)) {
      const text = `{{${request === '' ? name : `${name} ${request}`}}}`;
      const other = resolvedAs(here, prose, span, text);
      if (!other || other.target?.fact !== reference.target!.fact) continue;
      if (insertedText(other, here.analysis.report.language) !== shown) continue;
      const change = { span: placeInProse(prose, span), text };
      if (!staysReadable(here, [change])) continue;
      return [
        {
          title: { key: 'action.insert-value', params: { text } },
          kind: 'inline',
          changes: inText(here, [change]),
        },
      ];
    }
  }
  return [];
}

/** What may be asked for behind a name so that a figure is written as it is here: nothing, its unit, its wording. */
function requestsFor(shown: string, figure: Figure | undefined): readonly string[] {
  if (!figure) return [''];
  const { span, number, qualifier, suffix, unit, multiplier } = figure;
  const part = (one: Span | undefined) =>
    one ? figure.text.slice(one.start - span.start, one.end - span.start) : '';
  const scaled = multiplier?.text ?? '';
  const units = unit ? [scaled + unit.text, scaled === '' ? '' : scaled] : [scaled];
  const words = [part(qualifier), part(suffix)].filter((word) => word !== '');
  const all = [
    '',
    ...units,
    ...words,
    ...words.flatMap((word) => units.map((one) => `${word} ${one}`.trim())),
  ];
  return number.end > 0 && shown !== '' ? [...new Set(all)] : [];
}

function bound(here: Here, reference: Reference): readonly Action[] {
  const { prose, inline, address } = reference;
  const { language } = here.analysis.report;
  const text = insertedText(reference, language);
  if (text === undefined || /[[\]\n]/.test(text)) return [];
  const { facet, qualifier } = address;
  const name = `${address.name}${facet === undefined ? '' : `#${facet}`}${qualifier === undefined ? '' : `@${qualifier}`}`;
  const link = `[${text}](metric:${linkable(name, { inline: { kind: 'bound' } })})`;
  const other = resolvedAs(here, prose, inline.span, link);
  if (!other || !bearsOut(other) || other.target?.fact !== reference.target!.fact) return [];
  const change = { span: placeInProse(prose, inline.span), text: link };
  if (!staysReadable(here, [change])) return [];
  return [
    {
      title: { key: 'action.bind-value', params: { text: link } },
      kind: 'rewrite',
      changes: inText(here, [change]),
    },
  ];
}

/** Whether what a bound value says is what its data says. */
export function bearsOut({ figure, target }: Reference): boolean {
  if (!figure || !target) return false;
  const { fact } = target;
  const change = fact.facet === 'change' || fact.facet === 'mom';
  return compareWording(figure, fact.figure, { change }).kind === 'ok';
}

/** What a reference would lead to that is written in place of a part of the prose. */
export function resolvedAs(
  { analysis }: Pick<Here, 'analysis'>,
  prose: Prose,
  span: Span,
  written: string,
): Reference | undefined {
  const text = prose.text.slice(0, span.start) + written + prose.text.slice(span.end);
  const inlines = scanInlines(text);
  const inline: Inline | undefined = inlines.find((one) => one.span.start === span.start);
  if (!inline || inline.span.end !== span.start + written.length) return undefined;
  const { project, report, register } = analysis;
  const context = referenceContext(project, report.language, report.header);
  return resolveReference({ ...prose, text, inlines }, inline, register, context);
}
