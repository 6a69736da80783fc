import { insertSummary } from '../../core/features/insert-summary.ts';
import { messagesAbout } from '../../core/messages/messages.ts';
import { termLabel } from '../../core/schema/vocabulary.ts';
import type { Around } from '../around.ts';
import { activeReport, inform } from './active-report.ts';
import { applyChanges } from './edits.ts';

/** The command that writes what the data of a section says. */
export function insertSummaryCommand(around: Around): () => Promise<void> {
  return async () => {
    const active = await activeReport(around);
    if (!active) return;
    const { editor, analysis } = active;
    const { language } = analysis.report;
    const words = messagesAbout(language, language, (term, lang) =>
      termLabel(analysis.project.vocabulary, term, lang),
    );
    const summary = insertSummary(analysis, editor.document.offsetAt(editor.selection.active), words);
    if (typeof summary === 'string')
      return inform(around, summary === 'no-data' ? 'command.noData' : 'command.notProse');
    await applyChanges(editor, [summary]);
  };
}
