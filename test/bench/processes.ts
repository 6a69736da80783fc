// The rows that need fresh processes: the command line, what is loaded, and memory.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { median, mustEqual, takeTurns } from './measure.ts';
import { OpenReport, projectText } from './ours.ts';
import { named } from './peers.ts';
import { makeReport } from './reports.ts';
import type { Bench, Row } from './row.ts';

/** What a process did: how long it took, in milliseconds, and what it said. */
interface Ran {
  readonly took: number;
  readonly status: number | null;
  readonly output: string;
}

/** Runs a script of Node's to its end. What it says goes into a file, so that nobody has to read along. */
async function runNode(folder: string, args: readonly string[]): Promise<Ran> {
  const said = path.join(folder, 'said.txt');
  const file = fs.openSync(said, 'w');
  const start = performance.now();
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', file, file] });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('exit', resolve);
    child.on('error', reject);
  });
  const took = performance.now() - start;
  fs.closeSync(file);
  return { took, status, output: fs.readFileSync(said, 'utf8') };
}

/** Does something in a folder that is gone afterwards. */
async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'reportwright-bench-'));
  try {
    return await work(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Writes reports into `reports/`, with the project file above them, and returns their texts by name. */
function writeReports(folder: string, count: number, seed: number): ReadonlyMap<string, string> {
  fs.writeFileSync(path.join(folder, 'reportwright.yaml'), projectText);
  fs.mkdirSync(path.join(folder, 'reports'));
  const texts = new Map<string, string>();
  for (let index = 0; index < count; index++) {
    const name = `reports/${String(index).padStart(4, '0')}.report.yaml`;
    const text = makeReport({ form: 'yaml', bytes: 10_000, seed: seed + index });
    texts.set(name, text);
    fs.writeFileSync(path.join(folder, name), text);
  }
  return texts;
}

/** The three command lines, each as it says all errors of the reports in a folder. */
function commandLines({ root, peers, schema }: Bench) {
  const checks = ['validate', '-s', schema, '--all-errors', '--strict=false'];
  return {
    ours: [path.join(root, 'dist/cli.js'), 'check', 'reports', '--language=zh'],
    // It would print a whole list of what a value may be; as text it says an error in one line.
    ajvCli: [peers.ajvCli, ...checks, '-d', 'reports/*.yaml', '--errors=text'],
    withPlaces: [peers.ajvCliWithPlaces, ...checks, '--errors=line', 'reports/*.yaml'],
  };
}

/** Our command line says what the same text opened in an editor has, file by file. */
function checkOurs({ output, status }: Ran, texts: ReadonlyMap<string, string>): void {
  if (status !== 1) throw new Error(`Our command line ended with ${status}: ${output.slice(-1000)}`);
  const lines = groupByFile(output);
  let index = 0;
  for (const [name, text] of texts) {
    // Each would take long; a few tell as much.
    if (index++ % Math.ceil(texts.size / 20) !== 0) continue;
    const expected = new OpenReport('yaml', text)
      .diagnostics()
      .map(
        ({ line, column, level, message, code }) =>
          `${name}:${line}:${column}: ${level}: ${message} [${code}]`,
      );
    mustEqual(`What is said of ${name}`, lines.get(name) ?? [], expected);
  }
}

function groupByFile(output: string): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, string[]>();
  for (const line of output.split('\n')) {
    const name = line.slice(0, line.indexOf(':'));
    const known = lines.get(name);
    if (known) known.push(line);
    else lines.set(name, [line]);
  }
  return lines;
}

/** Each report has a mistake that breaks the schema: a peer that was given all of them names them all. */
function checkPeer({ output }: Ran, texts: ReadonlyMap<string, string>, peer: string): void {
  const missing = [...texts.keys()].filter((name) => !output.includes(name));
  if (missing.length > 0) throw new Error(`${peer} says nothing of ${missing[0]}: ${output.slice(-1000)}`);
}

const oneFile: Row['run'] = (bench, report) =>
  inFolder(async (folder) => {
    const texts = writeReports(folder, 1, bench.seed);
    const { ours, ajvCli } = commandLines(bench);
    checkOurs(await runNode(folder, ours), texts);
    checkPeer(await runNode(folder, ajvCli), texts, 'ajv-cli');
    const took = (args: readonly string[]) => async () => (await runNode(folder, args)).took;
    const measured = await takeTurns(took(ours), took(ajvCli), {
      rounds: bench.quick ? 7 : 21,
      warmUp: 2,
    });
    report({
      row: 8,
      measure: 'check one file, the whole process',
      size: '10 KB YAML',
      ...measured,
      peer: named('ajv-cli'),

      unit: 'ms',
      target: { ratio: 0.35 },
    });
  });

const manyFiles: Row['run'] = (bench, report) =>
  inFolder(async (folder) => {
    const texts = writeReports(folder, 1000, bench.seed);
    const { ours, ajvCli, withPlaces } = commandLines(bench);
    checkOurs(await runNode(folder, ours), texts);
    checkPeer(await runNode(folder, ajvCli), texts, 'ajv-cli');
    const took = (args: readonly string[]) => async () => (await runNode(folder, args)).took;
    const rounds = { rounds: bench.quick ? 1 : 5, warmUp: 0 };
    const measured = await takeTurns(took(ours), took(ajvCli), rounds);
    const common = {
      row: 9,
      measure: 'check 1,000 files, all problems with line and column',
      size: '1,000 × 10 KB YAML',
      unit: 'ms',
    } as const;
    report({
      ...common,
      ...measured,
      peer: `${named('ajv-cli')}, no places`,

      target: { ratio: 0.9 },
    });
    checkPeer(await runNode(folder, withPlaces), texts, '@jirutka/ajv-cli');
    const again = { rounds: bench.quick ? 1 : 3, warmUp: 0 };
    const measuredAgain = await takeTurns(took(ours), took(withPlaces), again);
    report({
      ...common,
      ...measuredAgain,
      peer: `${named('@jirutka/ajv-cli')}, with places`,
      target: { ratio: 1 / 5 },
    });
  });

const loading: Row['run'] = ({ root, peers, seed, quick }, report) =>
  inFolder(async (folder) => {
    const loader = path.join(root, 'dist/bench/load.cjs');
    const extension = path.join(root, 'dist/extension.cjs');
    const text = makeReport({ form: 'yaml', bytes: 10_000, seed });
    const { output, status } = await runNode(folder, [
      loader,
      'trace',
      extension,
      Buffer.from(text).toString('base64'),
    ]);
    if (status !== 0) throw new Error(`The extension could not be loaded: ${output}`);
    const loaded = JSON.parse(output) as {
      readonly atActivation: readonly string[];
      readonly atReport: readonly string[];
      readonly problems: number;
    };
    if (loaded.problems === 0) throw new Error('The first report had no problems, though it has mistakes.');
    const size = (files: readonly string[]) => files.reduce((sum, file) => sum + fs.statSync(file).size, 0);
    const theirs = size([peers.languageServerBundle]);
    const peer = `${named('yaml-language-server')}, bundled`;
    const common = { row: 10, peer, theirs, unit: 'bytes' } as const;
    const names = (files: readonly string[]) => files.map((file) => path.basename(file)).join(', ');
    report({
      ...common,
      measure: 'size of what activation loads',
      size: names(loaded.atActivation),
      ours: size(loaded.atActivation),
      target: { ratio: 0.03 },
    });
    report({
      ...common,
      measure: 'size of what the first report loads',
      size: names(loaded.atReport),
      ours: size(loaded.atReport),
      target: { ratio: 0.25 },
    });
    const cold = (args: readonly string[]) => async () => {
      const ran = await runNode(folder, [loader, 'require', ...args]);
      if (ran.status !== 0) throw new Error(`${args[0]} could not be loaded: ${ran.output.slice(-1000)}`);
      return JSON.parse(ran.output) as number;
    };
    const measured = await takeTurns(cold(loaded.atReport), cold([peers.languageServerBundle, '--stdio']), {
      rounds: quick ? 7 : 21,
      warmUp: 2,
    });
    report({
      row: 10,
      measure: 'cold require of what the first report loads',
      size: 'fresh process',
      ...measured,
      peer,

      unit: 'ms',
      target: { ratio: 1 / 5 },
    });
  });

/** What a process says of its memory: bytes, a checksum of the text as it was at last, and how many problems it had. */
interface Probed {
  readonly heap: number;
  readonly peak: number;
  readonly text: string;
  readonly found: number;
}

const memory: Row['run'] = (bench, report) =>
  inFolder(async (folder) => {
    const { root, peers, schema, seed, quick } = bench;
    const text = path.join(folder, 'a.report.yaml');
    fs.writeFileSync(text, makeReport({ form: 'yaml', bytes: 1_000_000, seed }));
    const probe = async (side: string) => {
      const args = [
        '--expose-gc',
        path.join(root, 'dist/bench/memory.mjs'),
        JSON.stringify({ side, text, seed, peers: peers.folder, schema }),
      ];
      const ran = await runNode(folder, args);
      if (ran.status !== 0) throw new Error(`Memory could not be measured: ${ran.output}`);
      return JSON.parse(ran.output) as Probed;
    };
    const sides: { readonly ours: Probed[]; readonly theirs: Probed[] } = { ours: [], theirs: [] };
    for (let round = 0; round < (quick ? 1 : 3); round++) {
      sides.ours.push(await probe('ours'));
      sides.theirs.push(await probe('theirs'));
    }
    mustEqual('The text on both sides', sides.ours[0]!.text, sides.theirs[0]!.text);
    if (sides.theirs[0]!.found === 0)
      throw new Error('The peer found nothing wrong in a report with mistakes.');
    const of = (side: keyof typeof sides, what: 'heap' | 'peak') =>
      median(sides[side].map((one) => one[what]));
    const common = {
      row: 11,
      size: '1 MB YAML, open and edited',
      peer: named('yaml-language-server'),
      unit: 'bytes',
    } as const;
    report({
      ...common,
      measure: 'heap held',
      ours: of('ours', 'heap'),
      theirs: of('theirs', 'heap'),
      target: { ratio: 0.2 },
    });
    report({
      ...common,
      measure: 'peak memory of the process',
      ours: of('ours', 'peak'),
      theirs: of('theirs', 'peak'),
      target: { ratio: 0.4 },
    });
  });

export const processRows: readonly Row[] = [
  { number: 8, run: oneFile },
  { number: 9, run: manyFiles },
  { number: 10, run: loading },
  { number: 11, run: memory },
];
