import type { Problem } from '../analysis.ts';
import type { Inline } from '../document/inline.ts';
import type { Reference } from '../model/reference.ts';
import type { PageContext } from './context.ts';
import { type Attributes, element, type Markup } from './markup.ts';
import { insertedText, writtenText } from './values.ts';

/** A reference of prose, and all that its mark on the page depends on. */
interface Shown {
  readonly context: PageContext;
  readonly inline: Inline;
  /** The whole of it, and the text in its brackets, as written. */
  readonly written: string;
  readonly inside: string;
  readonly reference: Reference | undefined;
  readonly problems: readonly Problem[];
  /** Where it stands. */
  readonly at: Pick<Attributes, 'data-line'>;
}

/**
 * A figure that is bound to the data or comes from it, with what it is as its title. One that leads nowhere or contradicts
 * the data is a mark that can be seen and reached by the keyboard.
 */
export function inlineMarkup({ context, inline, written, inside, reference, problems, at }: Shown): Markup {
  const sentences = problems.map((problem) => context.messages.issue(problem));
  if (inline.kind === 'near-miss' || inline.kind === 'broken') {
    const title = sentences.join('\n') || context.text('broken-reference');
    return element('mark', { class: 'unresolved', title, tabindex: 0, ...at }, written);
  }
  const { target } = reference ?? {};
  if (!reference || !target) {
    const name = inline.written.trim();
    const title = sentences.join('\n') || context.text('unresolved', { name });
    const sign = element('span', { class: 'unresolved-name' }, `⟦?${name}⟧`);
    const attributes = { class: 'unresolved', title, tabindex: 0, ...at } as const;
    return element('mark', attributes, inline.kind === 'bound' ? inside : undefined, sign);
  }
  const { metric, fact } = target;
  const parts = [
    context.label(`metric.${fact.facet}`),
    ...(fact.qualifier === undefined ? [] : [fact.qualifier]),
  ];
  const about = context.text('figure', {
    name: metric.name?.text ?? reference.address.name,
    facet: parts.join(' '),
    value: writtenText(metric, fact.scalar),
  });
  const text =
    inline.kind === 'bound' ? inside : (insertedText(reference, context.analysis.report.language) ?? '');
  const title = [about, ...sentences].join('\n');
  if (problems.length === 0) {
    return element('span', { class: ['figure', inline.kind], title, ...at }, text);
  }
  const level = problems.some((problem) => problem.level === 'error') ? 'error' : 'warning';
  return element(
    'mark',
    { class: ['figure', inline.kind, 'mismatch', level], title, tabindex: 0, ...at },
    text,
  );
}
