import type * as vscode from 'vscode';

/** What commands do, by their names without `reportwright.`. */
export type Commands = Readonly<Record<string, (...args: never[]) => unknown>>;

/** What the extension does once it is loaded, for the stub that VS Code loads first. */
export interface Running {
  /** Runs a command; one that is not known is an error of ours. */
  run(command: string, args: readonly unknown[]): Promise<unknown>;
  readonly previews: vscode.WebviewPanelSerializer;
}
