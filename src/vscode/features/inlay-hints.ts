import * as vscode from 'vscode';
import { inlayHints } from '../../core/features/inlay-hints.ts';
import type { Around } from '../around.ts';
import { reportSelector } from '../languages.ts';
import { spanOf } from '../ranges.ts';

/** Shows changes, inserted values and the days to deadlines behind what they are about. */
export function registerInlayHints({ reports, settings }: Around): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const fire = () => changed.fire();
  const provider: vscode.InlayHintsProvider = {
    onDidChangeInlayHints: changed.event,
    provideInlayHints(document, range) {
      const analysis = reports.of(document);
      const kinds = settings.inlayHints;
      if (!analysis || kinds.size === 0) return [];
      const messages = settings.messages(analysis);
      const span = spanOf(document, range);
      return inlayHints(analysis, span, kinds, messages).map(({ at, text, kind }) => {
        const hint = new vscode.InlayHint(document.positionAt(at), text);
        hint.paddingLeft = true;
        hint.tooltip = messages.text(`inlay.${kind}`, { day: analysis.asOf });
        return hint;
      });
    },
  };
  return vscode.Disposable.from(
    changed,
    reports.onDidChange(fire),
    settings.onDidChange(fire),
    vscode.languages.registerInlayHintsProvider(reportSelector, provider),
  );
}
