import descriptions from 'reportwright:descriptions';
import type { Labels } from './vocabulary.ts';

/** What our schemas say of a {@link termLabel term}: `task.lead`, `task.status.done`. Only completion and hover ask. */
export function describe(term: string): Labels {
  return descriptions[term] ?? { en: '', zh: '' };
}
