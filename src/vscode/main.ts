import * as vscode from 'vscode';
import { Library } from '../core/library.ts';
import { ReportStore } from './analyses.ts';
import type { Around } from './around.ts';
import { Diagnostics } from './diagnostics.ts';
import { WorkspaceFiles } from './files.ts';
import { keepLanguages } from './languages.ts';
import type { Commands, Running } from './running.ts';
import { Settings } from './settings.ts';

/** Starts the extension: everything that it offers is listed here and in `features/index.ts`. */
export function start(context: vscode.ExtensionContext): Running {
  const settings = new Settings();
  const files = new WorkspaceFiles(settings);
  const library = new Library(files, () => vscode.workspace.isTrusted);
  const reports = new ReportStore(settings, library);
  const around: Around = { reports, settings, files, library };
  const problems = new Diagnostics(reports, settings);
  const features = whenFirstAsked(async () => {
    const { startFeatures } = await import('./features/index.ts');
    return startFeatures(around, context);
  });
  // Most windows ask for neither.
  const check = whenFirstAsked(async () => {
    const { WorkspaceCheck } = await import('./check-all.ts');
    return kept(context, new WorkspaceCheck(files, library, settings));
  });
  const previews = whenFirstAsked(async () => {
    const { PreviewPanels } = await import('./preview.ts');
    return kept(context, new PreviewPanels(context, reports, settings));
  });
  context.subscriptions.push(settings, files, reports, keepLanguages(), problems);
  // What is wrong is what somebody who opens a report waits for.
  void problems.shown.then(features);
  const own: Commands = {
    preview: async (uri?: vscode.Uri) => (await previews()).open(uri),
    checkAll: async () => (await check()).run(),
  };
  return {
    run: async (command, args) => {
      const commands = Object.hasOwn(own, command) ? own : await features();
      return commands[command]!(...(args as never[]));
    },
    previews: {
      deserializeWebviewPanel: async (panel, state) =>
        (await previews()).deserializeWebviewPanel(panel, state),
    },
  };
}

/** Makes something when it is first asked for. */
function whenFirstAsked<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Keeps something until the extension ends. */
function kept<T extends vscode.Disposable>({ subscriptions }: vscode.ExtensionContext, one: T): T {
  subscriptions.push(one);
  return one;
}
