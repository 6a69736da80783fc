// Runs in VS Code's extension host, where the extension runs as it is built: from the event of an edit until its problems
// are set, in turn with a language server that the host talks to over its standard input and output.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import { Typist } from './edits.ts';
import type { InHost, MeasuredInHost } from './host.ts';
import { measureWorkspace } from './in-workspace.ts';
import { LanguageServer } from './language-server.ts';
import { takeTurns } from './measure.ts';
import { OpenReport } from './ours.ts';
import { Random } from './random.ts';
import type { WorkspaceInHost } from './workspace.ts';

const timeout = 120_000;

/** What VS Code starts in the place of tests. */
export async function run(): Promise<void> {
  const given = JSON.parse(process.env['REPORTWRIGHT_BENCH']!) as InHost | WorkspaceInHost;
  if ('closed' in given) await measureWorkspace(given);
  else await measureEditing(given);
}

async function measureEditing(given: InHost): Promise<void> {
  const text = fs.readFileSync(given.report, 'utf8');
  const uri = vscode.Uri.file(given.report);
  const watch = new Watch(uri);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  await watch.problemsSet(() => {});
  const server = await LanguageServer.start(given.server, {
    yaml: { schemas: { [given.schema]: '*.report.yaml' }, schemaStore: { enable: false }, validate: true },
  });
  try {
    const found = await server.open('file:///bench.report.yaml', text);
    const typist = new Typist(text, 'yaml', new Random(given.seed));
    const missed: Change[] = [];
    const ours = async () => {
      const { span, text: typed } = typist.next();
      const range = new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
      missed.push({ range: { start: plain(range.start), end: plain(range.end) }, text: typed });
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, range, typed);
      return watch.problemsSet(() => vscode.workspace.applyEdit(edit));
    };
    let version = 1;
    const theirs = async () => {
      const changes = missed.splice(0);
      const start = performance.now();
      // It gets all edits since its last turn at once, and validates once.
      await server.change('file:///bench.report.yaml', ++version, changes);
      return performance.now() - start;
    };
    const measured = await takeTurns(ours, theirs, given.rounds);
    // A problem at the caret may wait for a moment before it is shown.
    await pause(1500);
    assert.deepEqual(
      vscode.languages
        .getDiagnostics(uri)
        .map(({ range, code }) => `${range.start.line + 1}:${range.start.character + 1} ${String(code)}`)
        .sort(),
      new OpenReport('yaml', document.getText())
        .diagnostics()
        .map(({ line, column, code }) => `${line}:${column} ${code}`)
        .sort(),
      'The problems that VS Code shows are those of the text opened anew.',
    );
    const answer: MeasuredInHost = { ...measured, found };
    fs.writeFileSync(given.answer, JSON.stringify(answer));
  } finally {
    server.stop();
  }
}

interface Change {
  readonly range: { start: { line: number; character: number }; end: { line: number; character: number } };
  readonly text: string;
}

function plain({ line, character }: vscode.Position) {
  return { line, character };
}

/** Sees when an edit is announced and when problems are set after it. */
class Watch {
  #announced = 0;
  #set: (() => void) | undefined;

  constructor(uri: vscode.Uri) {
    const key = uri.toString();
    // Registered before the extension's own, so it is told first.
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document.uri.toString() === key && contentChanges.length > 0) this.#announced = performance.now();
    });
    const collection = vscode.languages.createDiagnosticCollection('bench');
    const prototype = Object.getPrototypeOf(collection) as vscode.DiagnosticCollection;
    const owner = Object.hasOwn(prototype, 'set')
      ? prototype
      : (Object.getPrototypeOf(prototype) as vscode.DiagnosticCollection);
    const set = owner.set as (this: unknown, ...args: unknown[]) => void;
    const noteSet = (what: unknown) => {
      if (String(what) === key) this.#set?.();
    };
    (owner as { set: unknown }).set = function (this: unknown, ...args: unknown[]) {
      noteSet(args[0]);
      set.apply(this, args);
    };
    collection.dispose();
  }

  /** Does something, and says how long after the announced edit the problems were set. */
  async problemsSet(act: () => unknown): Promise<number> {
    this.#announced = performance.now();
    const took = new Promise<number>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('No problems were set after an edit.')), timeout);
      this.#set = () => {
        const now = performance.now();
        clearTimeout(late);
        this.#set = undefined;
        resolve(now - this.#announced);
      };
    });
    await act();
    return took;
  }
}
