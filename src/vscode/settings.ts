import * as vscode from 'vscode';
import type { Analysis } from '../core/analysis.ts';
import type { HintKind } from '../core/features/inlay-hints.ts';
import { type Messages, messagesAbout } from '../core/messages/messages.ts';
import { termLabel, Vocabulary } from '../core/schema/vocabulary.ts';
import { type Language, languageOf } from '../core/text/language.ts';

/** The user's settings, as they are now. */
export class Settings implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #watching: vscode.Disposable;
  readonly #builtin = Vocabulary.builtin();
  /** What was asked for since the last change: every key asks, and the editor takes its time to answer. */
  readonly #values = new Map<string, unknown>();
  /** Fires after one of the extension's settings changed. */
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#watching = vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('reportwright')) return;
      this.#values.clear();
      this.#changed.fire();
    });
  }

  /** The day asked for, YYYY-MM-DD; undefined leaves it to the report. */
  get asOf(): string | undefined {
    const day = this.#get('asOf', '').trim();
    return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : undefined;
  }

  get suggestInProse(): boolean {
    return this.#get('suggest.inProse', true);
  }

  /** What is said in hints behind the text. */
  get inlayHints(): ReadonlySet<HintKind> {
    const kinds = new Set<HintKind>();
    if (this.#get('inlayHints.change', true)) kinds.add('change');
    if (this.#get('inlayHints.insertedValue', true)) kinds.add('inserted-value');
    if (this.#get('inlayHints.daysLeft', true)) kinds.add('days-left');
    return kinds;
  }

  /** Above what lines say how metrics are used and tasks stand. */
  get codeLens(): { readonly metrics: 'off' | 'block' | 'each'; readonly tasks: boolean } {
    return { metrics: this.#get('codeLens.metrics', 'block'), tasks: this.#get('codeLens.tasks', true) };
  }

  /** Whether figures and references in prose are coloured as well. */
  get semanticHighlightingInProse(): boolean {
    return this.#get('semanticHighlighting.prose', true);
  }

  /** Whether a table that is pasted into a list becomes items there. */
  get pasteTables(): boolean {
    return this.#get('paste.tables', true);
  }

  /** Whether a figure that is pasted into prose is offered as a bound value. */
  get pasteBindsFigures(): boolean {
    return this.#get('paste.bindFigures', true);
  }

  /** For how many milliseconds a new problem at the caret is held back. */
  get problemsDelay(): number {
    return Math.min(5000, Math.max(0, this.#get('problems.delay', 400)));
  }

  /** The language of problems, fixes and commands. */
  get language(): Language {
    const tag = this.#get('language', 'auto');
    return languageOf(tag === 'auto' ? vscode.env.language : tag) ?? 'en';
  }

  /** Says everything in that language; about a report, keys and values are called as they are written there. */
  messages(about?: Pick<Analysis, 'project' | 'report'>): Messages {
    const vocabulary = about?.project.vocabulary ?? this.#builtin;
    return messagesAbout(this.language, about?.report.language ?? this.language, (term, language) =>
      termLabel(vocabulary, term, language),
    );
  }

  dispose(): void {
    this.#watching.dispose();
    this.#changed.dispose();
  }

  #get<T>(name: string, otherwise: T): T {
    if (!this.#values.has(name))
      this.#values.set(name, vscode.workspace.getConfiguration('reportwright').get<T>(name, otherwise));
    return this.#values.get(name) as T;
  }
}
