import * as vscode from 'vscode';
import type { About } from '../../core/features/about/about.ts';
import { hover } from '../../core/features/hover.ts';
import { PerBlock } from '../../core/features/per-block.ts';
import type { Named } from '../../core/features/uses.ts';
import { rootOf } from '../../core/model/block-model.ts';
import type { Around } from '../around.ts';
import { reportSelector } from '../languages.ts';
import { rangeOf } from '../ranges.ts';

/** Says what a figure, a name, a key or its value is. */
export function registerHover({ reports, settings }: Around): vscode.Disposable {
  const named: Named = new PerBlock();
  return vscode.languages.registerHoverProvider(reportSelector, {
    provideHover(document, position) {
      const analysis = reports.of(document);
      const messages = settings.messages(analysis);
      const found =
        analysis && hover(analysis, document.offsetAt(position), rootOf(document.uri.path), messages, named);
      if (!found) return undefined;
      const separator = messages.language === 'zh' ? '：' : ': ';
      return new vscode.Hover(
        found.abouts.map((about) => textOf(about, separator)),
        rangeOf(document, found.span),
      );
    },
  });
}

/** A title, a list and paragraphs. Each of their lines is text: what a report says must not become markup. */
function textOf({ title, rows, notes }: About, separator: string): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  if (title !== '') {
    text.appendMarkdown(`**${plain(title)}**\n\n`);
  }
  for (const note of notes) {
    text.appendMarkdown(`${plain(note)}\n\n`);
  }
  for (const row of rows) {
    text.appendMarkdown(`- ${plain(`${row.label}${separator}${row.text}`)}\n`);
  }
  return text;
}

/**
 * Text as Markdown that shows it as it is. The editor's own `appendText` leaves addresses that it makes links of, and entities.
 * A line break would end the bold type or the list.
 */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
