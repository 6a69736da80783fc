import assert from 'node:assert/strict';
import type { Analysis } from '../../../src/core/analysis.ts';
import { type Action, actions, type ProjectFile } from '../../../src/core/features/actions.ts';
import { messagesAbout } from '../../../src/core/messages/messages.ts';
import { termLabel } from '../../../src/core/schema/vocabulary.ts';
import { applyChanges, type Span } from '../../../src/core/text/span.ts';
import { analyse, type Setting, uncursor, unmark } from './analyse.ts';

/** A text with a cursor (the last `|`), or with a selection between `«` and `»`. */
export function place(marked: string): { readonly text: string; readonly range: Span } {
  if (marked.includes('«')) {
    const { text, spans } = unmark(marked);
    return { text, range: spans[0]! };
  }
  const { text, offset } = uncursor(marked);
  return { text, range: { start: offset, end: offset } };
}

/** What is offered at a place of a report, by title. */
export function offered(
  analysis: Analysis,
  range: Span,
  language: 'en' | 'zh' = 'en',
  projectFile?: ProjectFile,
): ReadonlyMap<string, Action> {
  const { project, report } = analysis;
  const messages = messagesAbout(language, report.language, (term, lang) =>
    termLabel(project.vocabulary, term, lang),
  );
  return new Map(
    actions(analysis, range, projectFile).map((action) => [
      messages.text(action.title.key, action.title.params),
      action,
    ]),
  );
}

/** The titles of what is offered at the cursor of a text. */
export function titles(marked: string, setting: Setting = {}): readonly string[] {
  const { text, range } = place(marked);
  return [...offered(analyse(text, setting), range).keys()];
}

/** The text after the action with that title at the cursor. */
export function acted(marked: string, title: string, setting: Setting = {}): string {
  const { text, range } = place(marked);
  const found = offered(analyse(text, setting), range);
  const action = found.get(title);
  assert.ok(action, `${title} among ${[...found.keys()].join(' | ')}`);
  return applyChanges(text, action.changes);
}
