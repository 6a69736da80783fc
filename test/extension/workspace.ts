import * as vscode from 'vscode';

/** This extension, as the host sees it. */
export function extension(): vscode.Extension<unknown> {
  return vscode.extensions.getExtension('reportwright.reportwright')!;
}

/** Writes a file into the workspace of the tests and shows it. */
export async function openReport(name: string, text: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders![0]!.uri;
  const uri = vscode.Uri.joinPath(folder, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

/** Asks again until the answer is acceptable. */
export async function eventually<T>(read: () => T | Thenable<T>, accept: (value: T) => boolean): Promise<T> {
  const end = Date.now() + 10_000;
  for (;;) {
    const value = await read();
    if (accept(value)) return value;
    if (Date.now() > end) throw new Error(`Waited in vain; last seen: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
