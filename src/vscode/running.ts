import type * as vscode from 'vscode';

/** What the extension does once it is loaded, for the stub that VS Code loads first. */
export interface Running {
  readonly commands: Readonly<
    Record<
      'preview' | 'checkAll' | 'insertUnit' | 'insertOrganization' | 'insertReference',
      (...args: never[]) => unknown
    >
  >;
  readonly previews: vscode.WebviewPanelSerializer;
}
