// Runs in a fresh process: opens a report on one side, types into it, and says what memory that took.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Typist } from './edits.ts';
import { Peers } from './peers.ts';
import { Random } from './random.ts';

const { side, text, seed, peers, schema } = JSON.parse(process.argv[2]!) as Record<string, string>;
const keys = 20;
const given = fs.readFileSync(text!, 'utf8');
const typist = new Typist(given, 'yaml', new Random(Number(seed)));

/** What is kept alive until the heap was looked at. */
interface Held {
  readonly text: string;
  readonly found: number;
}

async function ours(): Promise<Held> {
  const { OpenReport } = await import('./ours.ts');
  const report = new OpenReport('yaml', given);
  let found = report.diagnostics();
  for (let key = 0; key < keys; key++) {
    report.edit(typist.next());
    found = report.diagnostics();
  }
  return {
    get text() {
      return report.text;
    },
    found: found.length,
  };
}

async function theirs(): Promise<Held> {
  const { LanguageService } = await import('./language-service.ts');
  const service = await LanguageService.load(new Peers(peers!), schema!);
  const document = service.start()(given);
  let found = await document.diagnostics();
  for (let key = 0; key < keys; key++) {
    document.prepare(typist.next())();
    found = await document.diagnostics();
  }
  return {
    get text() {
      return document.text;
    },
    found: found.length,
  };
}

const held = side === 'ours' ? await ours() : await theirs();
// What still waits for a turn of the event loop is done.
await pause(50);
globalThis.gc!();
globalThis.gc!();
const { heapUsed, external } = process.memoryUsage();
const answer = {
  heap: heapUsed + external,
  peak: process.resourceUsage().maxRSS * 1024,
  text: createHash('sha256').update(held.text).digest('hex'),
  found: held.found,
};
process.stdout.write(JSON.stringify(answer));
