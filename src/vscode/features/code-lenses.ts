import * as vscode from 'vscode';
import type { Analysis } from '../../core/analysis.ts';
import { type CodeLens, codeLenses, LensWriter } from '../../core/features/code-lenses.ts';
import { PerBlock } from '../../core/features/per-block.ts';
import type { Named } from '../../core/features/uses.ts';
import type { Around } from '../around.ts';
import { reportSelector } from '../languages.ts';
import { rangeOf } from '../ranges.ts';

/** A line that is written when it comes into view. */
class ReportLens extends vscode.CodeLens {
  readonly document: vscode.TextDocument;
  readonly analysis: Analysis;
  readonly lens: CodeLens;

  constructor(document: vscode.TextDocument, analysis: Analysis, lens: CodeLens) {
    super(rangeOf(document, { start: lens.at, end: lens.at }));
    this.document = document;
    this.analysis = analysis;
    this.lens = lens;
  }
}

/** Says above metrics how they are used, and above tasks how they stand. */
export function registerCodeLenses({ reports, settings }: Around): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const fire = () => changed.fire();
  const named: Named = new PerBlock();
  const writers = new WeakMap<Analysis, LensWriter>();
  const provider: vscode.CodeLensProvider<ReportLens> = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses(document) {
      const analysis = reports.of(document);
      if (!analysis) return [];
      return codeLenses(analysis, settings.codeLens).map((lens) => new ReportLens(document, analysis, lens));
    },
    resolveCodeLens(one) {
      const { document, analysis, lens } = one;
      // What belongs to an older version is asked for again anyway.
      if (document.isClosed || reports.of(document) !== analysis) return one;
      let writer = writers.get(analysis);
      if (!writer) {
        writer = new LensWriter(analysis, named);
        writers.set(analysis, writer);
      }
      const { title: text, places } = writer.write(lens, settings.messages(analysis));
      const title = plain(text);
      const locations = places.map((span) => new vscode.Location(document.uri, rangeOf(document, span)));
      one.command =
        locations.length === 0
          ? { title, command: '' }
          : {
              title,
              command: 'editor.action.showReferences',
              arguments: [document.uri, one.range.start, locations],
            };
      return one;
    },
  };
  return vscode.Disposable.from(
    changed,
    reports.onDidChange(fire),
    settings.onDidChange(fire),
    vscode.languages.registerCodeLensProvider(reportSelector, provider),
  );
}

/** The editor draws `$(name)` in such a line as a sign of that name, unless it is escaped. */
function plain(text: string): string {
  return text.replace(/\$\([a-z\d-]+(?:~[a-z\d-]+)?\)/gi, '\\$&');
}
