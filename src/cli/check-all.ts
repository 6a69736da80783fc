import os from 'node:os';
import { Worker } from 'node:worker_threads';
import { UsageError } from './analyse.ts';
import { type CheckedFile, Checker, type CheckOptions } from './check.ts';

/** More than these would take more memory than a machine may have to spare. */
const mostThreads = 4;
/** Files are handed over so many at a time. */
const batchSize = 16;
/** When other threads help; all in milliseconds. */
export interface Helping {
  /** For how long this thread works before it looks whether others would help. */
  readonly patience: number;
  /** Another thread is only worth its start where at least so much is left for each. */
  readonly worthwhile: number;
}

const usual: Helping = { patience: 150, worthwhile: 400 };

/** What another thread is asked. */
export type Asked = readonly string[];

/** What it answers: what it found in each file, in their order, or why it could not. */
export type Answered =
  | { readonly checked: readonly CheckedFile[] }
  | { readonly failed: string; readonly usage: boolean };

/** Files that one thread checks, with what it found once it is known. */
interface Batch {
  readonly files: readonly string[];
  answer?: Promise<void>;
  checked?: readonly CheckedFile[];
}

/**
 * Checks files and hands over what is found in their order. Where many are left after a while, other threads help; they
 * are never further ahead than a few batches, so that what waits for its turn stays small. `entry` is the program that
 * another thread starts.
 */
export async function* checkAll(
  paths: readonly string[],
  options: CheckOptions,
  entry: URL,
  { patience, worthwhile }: Helping = usual,
): AsyncGenerator<CheckedFile> {
  const checker = new Checker(options);
  const start = performance.now();
  for (const [index, file] of paths.entries()) {
    yield await checker.check(file);
    const done = index + 1;
    const spent = performance.now() - start;
    if (spent < patience) continue;
    const left = paths.slice(done);
    const threads = Math.min(mostThreads, os.availableParallelism()) - 1;
    const each = (spent / done) * (left.length / (threads + 1));
    if (threads > 0 && each >= worthwhile) {
      yield* checkTogether(left, checker, { threads, options, entry });
      return;
    }
  }
}

async function* checkTogether(
  paths: readonly string[],
  checker: Checker,
  { threads, options, entry }: { threads: number; options: CheckOptions; entry: URL },
): AsyncGenerator<CheckedFile> {
  const batches: Batch[] = [];
  for (let at = 0; at < paths.length; at += batchSize)
    batches.push({ files: paths.slice(at, at + batchSize) });
  const helpers = Array.from({ length: threads }, () => new Helper(entry, options));
  let handedOver = 0;
  const start = (check: (files: readonly string[]) => Promise<readonly CheckedFile[]>) => {
    const batch = batches[handedOver++]!;
    batch.answer = check(batch.files).then((checked) => {
      batch.checked = checked;
    });
    // What fails is said when its turn comes.
    return batch.answer.catch(() => {});
  };
  try {
    for (const [index, batch] of batches.entries()) {
      const reach = Math.min(batches.length, index + 4 * (threads + 1));
      while (!batch.checked) {
        // Each helper has one batch in hand and one to go on with.
        for (const helper of helpers)
          while (helper.open < 2 && handedOver < reach) void start((files) => helper.check(files));
        if (handedOver < reach) await start((files) => checker.checkAll(files));
        else await batch.answer;
        // The helpers' answers arrive between two turns of the event loop.
        await new Promise(setImmediate);
      }
      yield* batch.checked;
      delete batch.checked;
    }
  } finally {
    for (const helper of helpers) void helper.end();
  }
}

/** Another thread that checks files. */
class Helper {
  /** How many batches it has not answered yet. */
  open = 0;
  readonly #worker: Worker;
  readonly #waiting: {
    resolve: (checked: readonly CheckedFile[]) => void;
    reject: (error: Error) => void;
  }[] = [];

  constructor(entry: URL, options: CheckOptions) {
    this.#worker = new Worker(entry, { workerData: options });
    this.#worker.on('message', (answer: Answered) => {
      const { resolve, reject } = this.#next();
      if ('checked' in answer) resolve(answer.checked);
      else reject(answer.usage ? new UsageError(answer.failed) : new Error(answer.failed));
    });
    this.#worker.on('error', (error) => {
      while (this.#waiting.length > 0) this.#next().reject(error);
    });
  }

  check(files: readonly string[]): Promise<readonly CheckedFile[]> {
    this.open++;
    this.#worker.postMessage(files satisfies Asked);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
    });
  }

  end(): Promise<number> {
    return this.#worker.terminate();
  }

  #next() {
    this.open--;
    return this.#waiting.shift()!;
  }
}
