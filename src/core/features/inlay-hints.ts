import type { Analysis } from '../analysis.ts';
import type { Messages } from '../messages/messages.ts';
import { changeOf, changeText } from '../model/change.ts';
import { factOf } from '../model/metric.ts';
import { placeInProse } from '../model/prose.ts';
import { allTasks } from '../model/report.ts';
import { insertedText } from '../render/values.ts';
import type { Span } from '../text/span.ts';
import { daysLeft, daysLeftText } from './about/day.ts';

/** What a hint says: how a value changed, what an inserted value is, or how long a task still has. */
export type HintKind = 'change' | 'inserted-value' | 'days-left';

/** A few words shown behind a place of the text; `at` is an offset of it. */
export interface InlayHint {
  readonly at: number;
  readonly text: string;
  readonly kind: HintKind;
}

/** The hints of some kinds for a part of the text, in its order. */
export function inlayHints(
  { document, of, project, report, asOf }: Pick<Analysis, 'document' | 'of' | 'project' | 'report' | 'asOf'>,
  range: Span,
  kinds: ReadonlySet<HintKind>,
  messages: Messages,
): InlayHint[] {
  const hints: InlayHint[] = [];
  for (const block of document.blocksIn(range)) {
    const start = document.startOf(block);
    const add = (kind: HintKind, behind: Span, text: string) => {
      const at = start + behind.end;
      if (kinds.has(kind) && range.start <= at && at <= range.end) hints.push({ at, text, kind });
    };
    const { content, references } = of(block);
    for (const metric of content.metrics) {
      const change = changeOf(metric, project.catalogue);
      const value = factOf(metric, 'value');
      if (!change || !value) continue;
      const sign = change.amount.eq(0) ? '=' : change.amount.gt(0) ? '▲' : '▼';
      add('change', value.scalar.span, `${sign} ${changeText(change, report.language)}`);
    }
    for (const reference of references) {
      if (reference.inline.kind !== 'inserted') continue;
      const value = insertedText(reference, report.language);
      if (value !== undefined)
        add('inserted-value', placeInProse(reference.prose, reference.inline.span), `→ ${value}`);
    }
    for (const placed of allTasks(content.tasks)) {
      const { due } = placed.task;
      const days = due && daysLeft(placed, asOf);
      if (days !== undefined) add('days-left', due!.scalar.span, daysLeftText(days, messages));
    }
  }
  return hints.sort((a, b) => a.at - b.at);
}
