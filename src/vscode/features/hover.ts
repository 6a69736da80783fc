import * as vscode from 'vscode';
import { hover } from '../../core/features/hover.ts';
import { rootOf } from '../../core/model/block-model.ts';
import type { Around } from '../around.ts';
import { reportSelector } from '../languages.ts';
import { rangeOf } from '../ranges.ts';

/** Says what a figure, a reference or a key is. */
export function registerHover({ reports, settings }: Around): vscode.Disposable {
  return vscode.languages.registerHoverProvider(reportSelector, {
    provideHover(document, position) {
      const analysis = reports.of(document);
      const messages = settings.messages(analysis);
      const found =
        analysis && hover(analysis, document.offsetAt(position), rootOf(document.uri.path), messages);
      if (!found) return undefined;
      const text = new vscode.MarkdownString();
      // Each line is text: what a report says must not become markup.
      found.lines.forEach((line, index) => {
        if (index > 0) text.appendMarkdown('\n\n');
        text.appendText(line);
      });
      return new vscode.Hover(text, rangeOf(document, found.span));
    },
  });
}
