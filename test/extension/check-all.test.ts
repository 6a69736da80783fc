import assert from 'node:assert/strict';
import fs from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { inSlices } from '../../src/vscode/in-slices.ts';
import { eventually, unreadable, warnings, write } from './workspace.ts';

/** Time that only passes where work is done. */
function pretended(each: number) {
  let now = 0;
  const slices: number[] = [0];
  return {
    slices,
    work: (file: number) => {
      now += each;
      slices[slices.length - 1]!++;
      return file;
    },
    turns: {
      now: () => now,
      rest: async () => {
        slices.push(0);
        now += 1000;
      },
    },
  };
}

/** What is done while the user sees how far it is. */
type Work = (progress: vscode.Progress<unknown>, stop: vscode.CancellationToken) => Thenable<unknown>;

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('the check of very many files', () => {
  it('lets others have their turn after so much work, and after each file that is more than that', async () => {
    for (const [each, most] of [
      [1, 11],
      [4, 3],
      [50, 1],
    ] as const) {
      const { slices, work, turns } = pretended(each);
      const done: number[] = [];
      const files = numbers(100);
      for await (const one of inSlices(
        files,
        async () => '',
        async (file) => work(file),
        turns,
      ))
        done.push(one);
      assert.deepEqual(done, files);
      assert.equal(Math.max(...slices), most);
    }
  });

  it('reads a few files ahead and not more', async () => {
    let read = 0;
    let worked = 0;
    let most = 0;
    const reading = async () => {
      most = Math.max(most, ++read - worked);
    };
    const working = async () => {
      worked++;
    };
    for await (const _ of inSlices(numbers(1000), reading, working, pretended(1).turns));
    assert.equal(worked, 1000);
    assert.equal(most, 16);
  });

  it('stops with the file at which nobody asks any more', async () => {
    let read = 0;
    let worked = 0;
    const files = inSlices(
      numbers(10_000),
      async () => read++,
      async () => ++worked,
      pretended(1).turns,
    );
    for await (const count of files) if (count === 40) break;
    await new Promise((resolve) => setTimeout(resolve));
    assert.equal(worked, 40);
    assert.ok(read <= 56, String(read));
  });

  it('holds nothing of a file that is done with', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const texts: WeakRef<object>[] = [];
    const results: WeakRef<object>[] = [];
    const noted = (all: WeakRef<object>[]) => {
      const one = { text: 'x'.repeat(100) };
      all.push(new WeakRef(one));
      return one;
    };
    const held = (all: readonly WeakRef<object>[]) => all.filter((one) => one.deref() !== undefined).length;
    let count = 0;
    const files = inSlices(
      numbers(500),
      async () => noted(texts),
      async () => noted(results),
    );
    for await (const _ of files) {
      if (++count < 400) continue;
      // What was just made is held until the next turn.
      await new Promise((resolve) => setTimeout(resolve));
      collectGarbage();
      assert.ok(held(texts) <= 20, `${held(texts)} texts`);
      assert.ok(held(results) <= 4, `${held(results)} results`);
      break;
    }
  });

  it('stops with the file at which the user stops it, and keeps what was found', async () => {
    const count = 30;
    await Promise.all(
      numbers(count).map((index) => write(`stopped/${index}.report.yaml`, 'title: 年度总结\nstatsu: x\n')),
    );
    const { withProgress } = vscode.window;
    const window = vscode.window as { withProgress: unknown };
    const source = new vscode.CancellationTokenSource();
    let asked = 0;
    const stop = {
      onCancellationRequested: source.token.onCancellationRequested,
      // Others ask a few times before the first file.
      get isCancellationRequested() {
        return ++asked > 15;
      },
    };
    window.withProgress = (_options: unknown, work: Work) => work({ report: () => {} }, stop);
    try {
      await vscode.commands.executeCommand('reportwright.checkAll');
    } finally {
      window.withProgress = withProgress;
      source.dispose();
    }
    assert.equal(asked, 16, 'nothing is done after it was stopped');
    assert.ok(vscode.languages.getDiagnostics().some(([, problems]) => problems.length > 0));
  });

  it('says which file cannot be read, and checks the others', async function () {
    if (unreadable === undefined) this.skip();
    const good = await write('unread/a.report.yaml', 'title: 年度总结\nstatsu: x\n');
    fs.symlinkSync(unreadable, vscode.Uri.joinPath(good, '../b.report.yaml').fsPath);
    const said = await warnings(async () => {
      await vscode.commands.executeCommand('reportwright.checkAll');
      await eventually(
        () => vscode.languages.getDiagnostics(good).map(({ code }) => String(code)),
        (codes) => codes.includes('unknown-key'),
      );
    });
    fs.rmSync(vscode.Uri.joinPath(good, '../b.report.yaml').fsPath);
    assert.deepEqual(said, [
      'unread/b.report.yaml cannot be read and was left out. Check that it is there and that you may read it.',
    ]);
  });
});
