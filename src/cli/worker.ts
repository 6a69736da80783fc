import { parentPort, workerData } from 'node:worker_threads';
import { UsageError } from './analyse.ts';
import { Checker, type CheckOptions } from './check.ts';
import type { Answered, Asked } from './check-all.ts';

/** Checks the files that the main thread asks for, and answers in the order in which it was asked. */
export function checkForOthers(): void {
  const port = parentPort!;
  const checker = new Checker(workerData as CheckOptions);
  let before = Promise.resolve();
  port.on('message', (files: Asked) => {
    before = before.then(async () => port.postMessage(await answer(files, checker)));
  });
}

async function answer(files: Asked, checker: Checker): Promise<Answered> {
  try {
    return { checked: await checker.checkAll(files) };
  } catch (error) {
    return {
      failed: error instanceof Error ? error.message : String(error),
      usage: error instanceof UsageError,
    };
  }
}
