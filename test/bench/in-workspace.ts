// Runs in VS Code's extension host: all reports of a workspace are checked at the command, and one is opened meanwhile.
import fs from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import type { MeasuredWorkspace, Memory, WorkspaceInHost } from './workspace.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function memory(): Memory {
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed, resident: rss };
}

/** Checks all reports, and writes down what that took. */
export async function measureWorkspace(given: WorkspaceInHost): Promise<void> {
  // The extension is loaded, and has worked before, as it mostly has.
  const uri = vscode.Uri.file(given.opened);
  await vscode.workspace.openTextDocument(uri);
  await problemsOf(uri);
  const openIdle = await opened('5/5.report.yaml');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await pause(1000);
  collectGarbage();
  const before = memory();
  let peak = before;
  const watch = setInterval(() => {
    const now = memory();
    peak = {
      heap: Math.max(peak.heap, now.heap),
      resident: Math.max(peak.resident, now.resident),
    };
  }, 50);
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const start = performance.now();
  const checked = vscode.commands.executeCommand('reportwright.checkAll');
  await pause(1500);
  const open = await opened('7/7.report.yaml');
  await checked;
  const all = performance.now() - start;
  delays.disable();
  clearInterval(watch);
  const troubled = vscode.languages.getDiagnostics().filter(([, found]) => found.length > 0).length;
  await pause(1000);
  collectGarbage();
  const answer: MeasuredWorkspace = {
    all,
    slice: delays.max / 1e6,
    open,
    openIdle,
    before,
    peak,
    after: memory(),
    troubled,
  };
  fs.writeFileSync(given.answer, JSON.stringify(answer));
}

/** How long it takes from opening a report until its problems are there. */
async function opened(name: string): Promise<number> {
  const [uri] = await vscode.workspace.findFiles(name);
  const start = performance.now();
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri!));
  await problemsOf(uri!);
  return performance.now() - start;
}

async function problemsOf(uri: vscode.Uri): Promise<void> {
  while (vscode.languages.getDiagnostics(uri).length === 0) await pause(2);
}
