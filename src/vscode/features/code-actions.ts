import * as vscode from 'vscode';
import type { Analysis, Problem } from '../../core/analysis.ts';
import type { Block } from '../../core/document/block.ts';
import type { Fix } from '../../core/issue.ts';
import { shift } from '../../core/text/span.ts';
import type { Around } from '../around.ts';
import { reportSelector } from '../languages.ts';
import { rangeOf } from '../ranges.ts';

/** Offers the fixes that problems carry. */
export function registerCodeActions({ reports, settings }: Around): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions(document, range, context) {
      const analysis = reports.of(document);
      if (!analysis) return [];
      const messages = settings.messages(analysis);
      return analysis.problems.flatMap((problem) => {
        const place = rangeOf(document, shift(problem.span, analysis.document.startOf(problem.block)));
        if (!place.intersection(range)) return [];
        return problem.fixes.flatMap((fix) => {
          const edit = editOf(document, analysis, problem, fix);
          if (!edit) return [];
          const action = new vscode.CodeAction(messages.fix(fix), vscode.CodeActionKind.QuickFix);
          action.edit = edit;
          action.isPreferred = fix.preferred ?? false;
          action.diagnostics = context.diagnostics.filter(
            (one) => one.code === problem.code && one.range.isEqual(place),
          );
          return [action];
        });
      });
    },
  };
  return vscode.languages.registerCodeActionsProvider(reportSelector, provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });
}

/** The edit that a fix makes; undefined where it would change another file than this one. */
function editOf(
  document: vscode.TextDocument,
  analysis: Analysis,
  problem: Problem,
  fix: Fix<Block>,
): vscode.WorkspaceEdit | undefined {
  const edit = new vscode.WorkspaceEdit();
  for (const { block = problem.block, span, text } of fix.edits) {
    if (!analysis.document.has(block)) return undefined;
    edit.replace(document.uri, rangeOf(document, shift(span, analysis.document.startOf(block))), text);
  }
  return edit;
}
