import * as vscode from 'vscode';
import { formatOnEnter } from '../../core/features/format-on-type.ts';
import type { Around } from '../around.ts';
import { reportSelector } from '../languages.ts';
import { textEdits } from './edits.ts';
import { formatOptions } from './format.ts';

/** Goes on with a list or an item when Enter is pressed in data. */
export function registerFormattingOnType({ reports }: Around): vscode.Disposable {
  const provider: vscode.OnTypeFormattingEditProvider = {
    provideOnTypeFormattingEdits(document, position, _typed, options) {
      const analysis = reports.of(document);
      if (!analysis) return undefined;
      const changes = formatOnEnter(analysis, document.offsetAt(position), formatOptions(analysis, options));
      return textEdits(document, changes);
    },
  };
  return vscode.languages.registerOnTypeFormattingEditProvider(reportSelector, provider, '\n');
}
