import { Analyser } from '../../../src/core/analyser.ts';
import type { Analysis, AnalysisInput, Problem } from '../../../src/core/analysis.ts';
import { ReportDocument } from '../../../src/core/document/document.ts';
import type { Form } from '../../../src/core/document/form.ts';
import { messagesAbout } from '../../../src/core/messages/messages.ts';
import type { Root } from '../../../src/core/model/block-model.ts';
import { type Project, readProject } from '../../../src/core/project/project.ts';
import { termLabel, Vocabulary } from '../../../src/core/schema/vocabulary.ts';
import { applyChanges, type Span, shift, type TextChange } from '../../../src/core/text/span.ts';

const vocabulary = Vocabulary.builtin();

/** A project read from the text of its file. */
export function projectOf(text?: string): Project {
  return readProject(text, vocabulary);
}

export interface Setting extends Partial<AnalysisInput> {
  readonly form?: Form;
  readonly root?: Root;
  readonly project?: Project;
}

const bare = projectOf();

/** Opens and analyses a text; today is the last day of 2022 unless said otherwise. */
export function analyse(text: string, setting: Setting = {}): Analysis {
  const { form = 'markdown', root = 'report', project = bare, ...input } = setting;
  const document = ReportDocument.open(text, form, project.grammar);
  return new Analyser(project, root).analyse(document, { today: '2022-12-31', ...input });
}

/** Where a problem stands in the text. */
export function spanOf(analysis: Analysis, problem: Problem): Span {
  return shift(problem.span, analysis.document.startOf(problem.block));
}

/** A text whose problems are marked: `«words»` is where one is expected. */
export function unmark(marked: string): { readonly text: string; readonly spans: readonly Span[] } {
  const spans: Span[] = [];
  let text = '';
  let start = 0;
  for (const part of marked.split(/([«»])/)) {
    if (part === '«') start = text.length;
    else if (part === '»') spans.push({ start, end: text.length });
    else text += part;
  }
  return { text, spans };
}

/** A text in which the last `|` is the cursor. */
export function uncursor(text: string): { readonly text: string; readonly offset: number } {
  const offset = text.lastIndexOf('|');
  return { text: text.slice(0, offset) + text.slice(offset + 1), offset };
}

/** `code: words` for each problem, in order. */
export function said(analysis: Analysis): string[] {
  return analysis.problems.map((problem) => {
    const { start, end } = spanOf(analysis, problem);
    return `${problem.code}: ${analysis.document.text.slice(start, end)}`;
  });
}

/** The sentence of a problem. */
export function sentence(analysis: Analysis, problem: Problem, language: 'en' | 'zh' = 'en'): string {
  const { project, report } = analysis;
  return messagesAbout(language, report.language, (term, lang) =>
    termLabel(project.vocabulary, term, lang),
  ).issue(problem);
}

/** The text after the first fix, or the one with that title, of the first problem with a code. */
export function fixed(analysis: Analysis, code: string, title?: string): string {
  const problem = analysis.problems.find((one) => one.code === code);
  const fix = problem?.fixes.find((one) => title === undefined || one.title === title);
  if (!problem || !fix) throw new Error(`No fix for ${code}: ${said(analysis).join(', ')}`);
  const changes: TextChange[] = fix.edits.map(({ block = problem.block, span, text }) => ({
    span: shift(span, analysis.document.startOf(block)),
    text,
  }));
  return applyChanges(analysis.document.text, changes);
}
