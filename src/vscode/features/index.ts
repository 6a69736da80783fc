import type * as vscode from 'vscode';
import type { Around } from '../around.ts';
import type { Commands } from '../running.ts';
import { registerCodeActions } from './code-actions.ts';
import { registerCodeLenses } from './code-lenses.ts';
import { insertCommands } from './commands.ts';
import { registerCompletion } from './completion.ts';
import { copyCommands } from './copy-table.ts';
import { registerDefinitions } from './definition.ts';
import { registerFolding } from './folding.ts';
import { registerFormatting } from './format.ts';
import { registerFormattingOnType } from './format-on-type.ts';
import { headingCommands } from './headings.ts';
import { registerHighlights } from './highlights.ts';
import { registerHover } from './hover.ts';
import { registerInlayHints } from './inlay-hints.ts';
import { insertSummaryCommand } from './insert-summary.ts';
import { registerLinks } from './links.ts';
import { newItemCommands } from './new-item.ts';
import { newReportCommand } from './new-report.ts';
import { pasteCommands, registerPaste } from './paste.ts';
import { registerReferences } from './references.ts';
import { registerRename } from './rename.ts';
import { registerSelections } from './selection.ts';
import { registerSemanticTokens } from './semantic-tokens.ts';
import { registerSymbols } from './symbols.ts';
import { registerWorkspaceSymbols } from './workspace-symbols.ts';

/** Starts what helps at a cursor: everything that the editor is offered beside problems and previews is listed here. */
export function startFeatures(around: Around, { subscriptions }: vscode.ExtensionContext): Commands {
  subscriptions.push(
    registerCompletion(around),
    registerCodeActions(around),
    registerHover(around),
    registerDefinitions(around),
    registerInlayHints(around),
    registerCodeLenses(around),
    registerSemanticTokens(around),
    registerHighlights(around),
    registerReferences(around),
    registerRename(around),
    registerLinks(around),
    registerWorkspaceSymbols(around),
    registerSymbols(around),
    registerFolding(around),
    registerSelections(around),
    registerFormatting(around),
    registerFormattingOnType(around),
    registerPaste(around),
  );
  return {
    ...insertCommands(around),
    ...headingCommands(around),
    ...pasteCommands(around),
    ...copyCommands(around),
    ...newItemCommands(around),
    insertSummary: insertSummaryCommand(around),
    newReport: newReportCommand(around),
  };
}
