import type { Fix, Issue, Param, Params, Term } from '../issue.ts';
import { betweenNames, type Language } from '../text/language.ts';
import { chinese } from './chinese.ts';
import { chineseProblems } from './chinese-problems.ts';
import { english } from './english.ts';
import { englishProblems } from './english-problems.ts';

/** Who opens a report reads of its problems first, and often of nothing else. */
const tables = {
  en: { problems: englishProblems, others: english },
  zh: { problems: chineseProblems, others: chinese },
};

/** The codes of everything that can be found. */
export function issueCodes(): readonly string[] {
  const codes = Object.keys(englishProblems()).map((key) => key.slice(6).split('+')[0]!);
  return [...new Set(codes)];
}

/**
 * Messages in a reader's language about a report in another: keys and values are called as they have to be written in
 * the report, everything else as the reader calls it.
 */
export function messagesAbout(
  reader: Language,
  report: Language,
  label: (term: string, language: Language) => string,
): Messages {
  const written = (term: string) => term.includes('.') && !term.startsWith('shape.');
  return new Messages(reader, (term) => label(term, written(term) ? report : reader));
}

/** Says everything in one language: issues, fixes, and the words of pages and commands. */
export class Messages {
  readonly language: Language;
  readonly #term: (term: string, language: Language) => string;

  /** `term` gives the name of a word of the vocabulary (`task.lead`) in a language. */
  constructor(language: Language, term: (term: string, language: Language) => string) {
    this.language = language;
    this.#term = term;
  }

  /** The sentence of an issue, with its place in another file (`where`) behind it. */
  issue(issue: Pick<Issue<unknown>, 'code' | 'params'>): string {
    const { where } = issue.params;
    const sentence = this.text(`issue.${issue.code}`, issue.params);
    return where === undefined ? sentence : `${sentence} (${this.#say(where)})`;
  }

  /** The title of a fix. */
  fix(fix: Pick<Fix<unknown>, 'title' | 'params'>): string {
    return this.text(`fix.${fix.title}`, fix.params);
  }

  /**
   * The text of a key, its `{params}` filled in. Where a text needs another wording because a parameter is there,
   * it stands under `key+param`. A key that nobody wrote a text for is shown itself.
   */
  text(key: string, params: Params = {}): string {
    const { problems, others } = tables[this.language];
    const table = key.startsWith('issue.') ? problems() : others();
    const variant = Object.keys(params).find((name) => table[`${key}+${name}`] !== undefined);
    const template = (variant !== undefined ? table[`${key}+${variant}`] : table[key]) ?? key;
    return template.replace(/\{([\w-]+)\}/g, (all, name: string) => {
      const param = params[name];
      return param === undefined ? all : this.#say(param);
    });
  }

  #say(param: Param): string {
    if (typeof param === 'string') return param;
    if (typeof param === 'number') return String(param);
    if (isTerm(param)) return this.#term(param.term, this.language);
    return param.map((part) => this.#say(part)).join(betweenNames[this.language]);
  }
}

function isTerm(param: Param): param is Term {
  return typeof param === 'object' && 'term' in param;
}
