import type { Analysis } from '../../analysis.ts';
import type { Messages } from '../../messages/messages.ts';
import { cut } from '../../text/cut.ts';
import { betweenNames } from '../../text/language.ts';
import type { Named } from '../uses.ts';

/** What there is to say of one thing, in plain text that is never markup. */
export interface About {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
}

/** One thing that is known of it, under what that is called. */
export interface Row {
  readonly label: string;
  readonly text: string;
}

/** Who tells: what is known, and the reader's words. */
export interface Teller {
  readonly analysis: Analysis;
  readonly messages: Messages;
  /** What is known of where metrics are named. */
  readonly named: Named;
}

/** How long a text may be that is shown beside a place; what follows is left out. */
const longest = 300;

/** A row; undefined where there is nothing to say. */
export function row(label: string, text: string | undefined): Row | undefined {
  if (text === undefined || text === '') return undefined;
  return { label, text: cut(text, longest + 1) };
}

/** The rows that say something. */
export function rows(...all: readonly (Row | undefined)[]): Row[] {
  return all.filter((one) => one !== undefined);
}

/** What a key or another term of the vocabulary is called in the report. */
export function termOf({ messages }: Pick<Teller, 'messages'>, term: string): string {
  return messages.text('hover.term', { term: { term } });
}

/** Several names, with what stands between them in the reader's language. */
export function listed({ messages }: Pick<Teller, 'messages'>, names: readonly string[]): string {
  return names.join(betweenNames[messages.language]);
}

/** Something with a remark in brackets. */
export function remarked({ messages }: Pick<Teller, 'messages'>, text: string, remark: string): string {
  return messages.language === 'zh' ? `${text}（${remark}）` : `${text} (${remark})`;
}

/** The name of a file in its folder. */
export function fileName(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
