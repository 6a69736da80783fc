import { type ChildProcess, fork } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { editingRows } from './editing.ts';
import { hostRow } from './host.ts';
import { installPeers } from './peers.ts';
import { processRows } from './processes.ts';
import { isMet, type Result, table } from './result.ts';
import type { Bench, Row } from './row.ts';
import { workspaceRow } from './workspace.ts';

const usage = `Usage: npm run bench -- [--only ROWS] [--quick] [--seed N]

ROWS are numbers of rows of the table, such as 1,5 or 8-10. --quick measures in fewer rounds. Another
seed makes other reports and other edits. Only a whole run writes docs/performance.md.
`;

const root = path.join(import.meta.dirname, '../..');
const rows: readonly Row[] = [...editingRows, hostRow, ...processRows, workspaceRow].sort(
  (a, b) => a.number - b.number,
);

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) process.stdout.write(usage);
else if (process.send) await measureHere();
else await measureAll();

/** Each row has a process of its own: what one leaves on the heap does not slow the next, and one that fails fails alone. */
async function measureAll(): Promise<void> {
  const numbers = values.only === undefined ? rows.map(({ number }) => number) : numbersIn(values.only);
  // Installed once, before the rows ask for it.
  await installPeers();
  const results: Result[] = [];
  const failures: string[] = [];
  const start = Date.now();
  for (const number of numbers) {
    const failure = await inOwnProcess(number, (result) => {
      results.push(result);
      process.stdout.write(`${table([result]).split('\n')[2]!}\n`);
    });
    if (failure === undefined) continue;
    failures.push(`Row ${number} could not be measured: ${failure}`);
    process.stdout.write(`${failures.at(-1)}\n`);
  }
  const whole = values.only === undefined && !values.quick && failures.length === 0;
  process.stdout.write(`\n${table(results)}\n`);
  for (const failure of failures) process.stdout.write(`${failure}\n`);
  const missed = results.filter((result) => isMet(result) === false).length;
  const targets = results.filter((result) => result.target !== undefined).length;
  const minutes = ((Date.now() - start) / 60_000).toFixed(1);
  process.stdout.write(`${targets - missed} of ${targets} targets met, in ${minutes} minutes.\n`);
  if (whole) writeDocument(results);
  process.exitCode = failures.length > 0 ? 1 : 0;
}

/** The rows that `1,5` or `8-10` names. */
function numbersIn(list: string): readonly number[] {
  const wanted = list.split(',').flatMap((part) => {
    const [first, last = first] = part.split('-').map(Number);
    return rows.map(({ number }) => number).filter((number) => first! <= number && number <= last!);
  });
  if (wanted.length === 0) throw new Error(`There are no rows ${list}.\n\n${usage}`);
  return wanted;
}

type Message = { readonly result: Result } | { readonly failure: string };

/** Measures one row in a fresh process; says why where that failed. */
function inOwnProcess(number: number, report: (result: Result) => void): Promise<string | undefined> {
  const args = [`--only=${number}`, `--seed=${values.seed}`, ...(values.quick ? ['--quick'] : [])];
  const child: ChildProcess = fork(import.meta.filename, args, {
    execArgv: ['--expose-gc', '--max-old-space-size=8192', '--enable-source-maps'],
  });
  return new Promise((resolve) => {
    let failure: string | undefined;
    child.on('message', (message: Message) => {
      if ('failure' in message) failure = message.failure;
      else report(message.result);
    });
    child.on('exit', (code, signal) => {
      resolve(failure ?? (code === 0 ? undefined : `its process ended with ${signal ?? code}.`));
    });
  });
}

async function measureHere(): Promise<void> {
  const send = (message: Message) =>
    new Promise<void>((resolve, reject) => {
      process.send!(message, undefined, undefined, (error: Error | null) =>
        error ? reject(error) : resolve(),
      );
    });
  const bench: Bench = {
    root,
    peers: await installPeers(),
    schema: path.join(root, 'dist/schemas/reportwright-source.schema.json'),
    seed: Number(values.seed),
    quick: values.quick,
  };
  const sent: Promise<void>[] = [];
  try {
    const row = rows.find(({ number }) => number === Number(values.only));
    await row!.run(bench, (result) => {
      sent.push(send({ result }));
    });
  } catch (error) {
    sent.push(send({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }));
  }
  await Promise.all(sent);
  process.exit(0);
}

/** Puts the table into the page, between its marks; the words around it are written by hand. */
function writeDocument(results: readonly Result[]): void {
  const file = path.join(root, 'docs/performance.md');
  const machine = `${os.cpus().length} processors, ${os.type()} ${os.arch()}, Node ${process.versions.node}, seed ${values.seed}`;
  const measured = `<!-- table -->\n\nMeasured with ${machine}.\n\n${table(results)}\n<!-- end of table -->`;
  const text = fs.readFileSync(file, 'utf8');
  fs.writeFileSync(
    file,
    text.replace(/<!-- table -->.*<!-- end of table -->/s, () => measured),
  );
  process.stdout.write(`Written to ${path.relative(process.cwd(), file)}.\n`);
}
