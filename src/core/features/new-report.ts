import type { Form } from '../document/form.ts';
import type { Messages } from '../messages/messages.ts';
import { readPeriod } from '../quantity/date.ts';
import { nameIn } from '../schema/nearest.ts';
import type { Vocabulary } from '../schema/vocabulary.ts';
import { foldName } from '../text/names.ts';
import type { Span } from '../text/span.ts';
import { blockText, keyText, plainOrQuoted, plainText, type Wanted } from './snippets.ts';

/** What a new report is about, as its writer says. */
export interface NewReport {
  readonly form: Form;
  readonly title: string;
  /** Empty where it is left open. */
  readonly organization: string;
  /** As written: 2022, 2022年上半年, FY2023. */
  readonly period: string;
  /** Today, YYYY-MM-DD. */
  readonly today: string;
}

/** A report to begin with. */
export interface ReportDraft {
  readonly text: string;
  /** The first thing to fill in, in offsets of the text. */
  readonly first: Span;
}

/** The sections of a new report, each with the list that its data stands in. */
const sections = ['metrics', 'tasks', 'plan'] as const;

/** A new report with its own keys, sections and data to fill in, in the language of the messages. It has nothing to mend yet. */
export function newReport(report: NewReport, vocabulary: Vocabulary, messages: Messages): ReportDraft {
  const { language } = messages;
  const names = new Set<string>();
  const wanted: Wanted = {
    language,
    eol: '\n',
    asOf: report.today,
    unused(_entity, name) {
      let unused = name;
      for (let count = 2; names.has(unused); count++) unused = `${name}${count}`;
      names.add(unused);
      return unused;
    },
  };
  const head = headLines(report, vocabulary, messages);
  const open = head.findIndex((line) => line.endsWith(': '));
  const body =
    report.form === 'markdown'
      ? inMarkdown(vocabulary, messages, wanted)
      : inYaml(vocabulary, messages, wanted);
  const start = report.form === 'markdown' ? '---\n' : '';
  const end = report.form === 'markdown' ? '---\n\n' : '';
  const text = `${start}${head.map((line) => `${line}\n`).join('')}${end}${body}`;
  if (open >= 0) {
    const at = start.length + head.slice(0, open + 1).join('\n').length;
    return { text, first: { start: at, end: at } };
  }
  const placeholder = messages.text('new.text');
  const at = text.indexOf(placeholder, text.length - body.length);
  return { text, first: { start: at, end: at + placeholder.length } };
}

/** The report's own keys with their values; what is left open ends with a blank. */
function headLines(
  { title, organization, period, today }: NewReport,
  vocabulary: Vocabulary,
  { language }: Messages,
): readonly string[] {
  const entity = vocabulary.entity('report');
  const last = readPeriod(period)?.last;
  const chosen = (key: string, value: string): readonly [string, string] => [
    key,
    entity.named(key)?.values?.find(({ name }) => name === value)?.labels[language] ?? value,
  ];
  const lines: readonly (readonly [string, string])[] = [
    chosen('report', 'summary-and-plan'),
    ['title', title],
    ['organization', organization],
    ['period', period],
    // Nothing is known yet of the days to come.
    ['as-of', last !== undefined && last < today ? last : today],
    chosen('stage', 'draft'),
    chosen('language', language),
  ];
  return lines.map(([key, value]) => {
    const label = entity.named(key)!.labels[language];
    const text = value.replace(/\s+/gu, ' ').trim();
    return `${label}: ${text === '' ? '' : plainOrQuoted(text, false)}`;
  });
}

function inMarkdown(vocabulary: Vocabulary, messages: Messages, wanted: Wanted): string {
  const { language } = messages;
  const entity = vocabulary.entity('report');
  const parts = sections.map((list) => {
    const name = nameIn(entity.named(list)!, language);
    const block = plainText(blockText(list, name, vocabulary, wanted).insert).text;
    return `# ${messages.text(`new.section-${list}`)}\n\n${messages.text('new.text')}\n\n${block}`;
  });
  return parts.join('\n');
}

function inYaml(vocabulary: Vocabulary, messages: Messages, wanted: Wanted): string {
  const { language } = messages;
  const section = vocabulary.entity('section');
  const label = (key: string) => section.named(key)!.labels[language];
  const parts = sections.map((list) => {
    const data = plainText(keyText(section.named(list)!, 4, wanted).insert).text;
    const heading = plainOrQuoted(messages.text(`new.section-${list}`), false);
    return `  - ${label('heading')}: ${heading}\n    ${label('body')}: |\n      ${messages.text('new.text')}\n    ${data}\n`;
  });
  return `${vocabulary.entity('report').named('sections')!.labels[language]}:\n${parts.join('')}`;
}

/** Names that some systems keep for themselves. */
const kept = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** The name of a report's file from what somebody wrote, or from its period: without signs that no file may have, with our ending. */
export function reportFileName(written: string, form: Form): string {
  const bare = written
    .replace(/(?:\.report)?\.(?:md|ya?ml)$/i, '')
    .replace(/[\\/:*?"<>|#%{}\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]+/gu, '-')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.-]+|[\s.-]+$/gu, '');
  const short = [...bare].slice(0, 80).join('').trimEnd();
  const name = foldName(short) === '' ? 'report' : kept.test(short) ? `${short}-report` : short;
  return `${name}.report.${form === 'markdown' ? 'md' : 'yaml'}`;
}
