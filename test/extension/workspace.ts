import fs from 'node:fs';
import * as vscode from 'vscode';

/** This extension, as the host sees it. */
export function extension(): vscode.Extension<unknown> {
  return vscode.extensions.getExtension('reportwright.reportwright')!;
}

function uriOf(name: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);
}

/** Writes a file into the workspace of the tests. */
export async function write(name: string, text: string): Promise<vscode.Uri> {
  const uri = uriOf(name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Writes a file into the workspace of the tests and shows it. */
export async function openReport(name: string, text: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(await write(name, text));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Opens a report in which `|` marks the caret. */
export async function openAtCaret(
  name: string,
  marked: string,
): Promise<{ document: vscode.TextDocument; editor: vscode.TextEditor; caret: vscode.Position }> {
  const offset = marked.indexOf('|');
  const document = await openReport(name, marked.replace('|', ''));
  const editor = vscode.window.activeTextEditor!;
  const caret = document.positionAt(offset);
  editor.selection = new vscode.Selection(caret, caret);
  return { document, editor, caret };
}

/** The problems of a document, once they are acceptable: their codes and the words that are underlined. */
export async function problemsOf(
  document: vscode.TextDocument,
  accept: (problems: readonly string[]) => boolean,
): Promise<readonly string[]> {
  const read = () =>
    vscode.languages
      .getDiagnostics(document.uri)
      .map((one) => `${String(one.code)}: ${document.getText(one.range)}`);
  return eventually(read, accept);
}

/** Accepts these lines and no others. */
export function same(wanted: readonly string[]): (lines: readonly string[]) => boolean {
  return (lines) => JSON.stringify(lines) === JSON.stringify(wanted);
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

/** Gives settings of the workspace for as long as the body runs. */
export async function withSettings(
  settings: Readonly<Record<string, unknown>>,
  body: () => Promise<void>,
): Promise<void> {
  const set = async (name: string, value: unknown) =>
    vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Workspace);
  for (const [name, value] of Object.entries(settings)) await set(name, value);
  try {
    await body();
  } finally {
    for (const name of Object.keys(settings)) await set(name, undefined);
  }
}

/** A file of the system that can only be written, whoever asks; where there is none, what needs one is left out. */
export const unreadable = ['/sys/bus/pci/rescan', '/sys/class/zram-control/hot_remove'].find(fs.existsSync);

/** The sentences of the warnings that are shown in the course of something and soon after. */
export async function warnings(work: () => Promise<unknown>): Promise<readonly string[]> {
  const said: string[] = [];
  const { showWarningMessage } = vscode.window;
  const window = vscode.window as { showWarningMessage: unknown };
  window.showWarningMessage = async (sentence: string) => void said.push(sentence);
  try {
    await work();
    await eventually(
      () => said,
      (all) => all.length > 0,
    );
    // What is gathered for a second sentence is not left to the next test.
    await new Promise((resolve) => setTimeout(resolve, 1000));
  } finally {
    window.showWarningMessage = showWarningMessage;
  }
  return said;
}
