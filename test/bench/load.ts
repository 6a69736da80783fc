// Runs in a fresh process, bundled by itself. `trace` says which of our files are loaded until the first report has its
// problems; `require` says how long files take to load.
import { createHash } from 'node:crypto';
import Module from 'node:module';
import path from 'node:path';
import { vscodeStub } from './vscode-stub.ts';

type Load = (request: string, parent: unknown, isMain: boolean) => unknown;

const loader = Module as unknown as {
  _load: Load;
  _resolveFilename: (request: string, parent: unknown) => string;
};
const [, , mode, ...files] = process.argv;

if (mode === 'trace') void trace(files[0]!, files[1]!);
else measure(files.filter((file) => !file.startsWith('--')));

function standInForVsCode(stub: unknown): void {
  const load = loader._load;
  loader._load = (request, parent, isMain) => (request === 'vscode' ? stub : load(request, parent, isMain));
}

/** Starts the extension as VS Code would where a report is open, and lists what it loads. */
async function trace(extension: string, text: string): Promise<void> {
  const { stub, problems } = vscodeStub(Buffer.from(text, 'base64').toString());
  standInForVsCode(stub);
  const folder = path.dirname(extension);
  const { activate } = require(extension) as { activate: (context: unknown) => unknown };
  const atActivation = loadedFrom(folder);
  await activate({ subscriptions: [], extension: { packageJSON: { contributes: { commands: [] } } } });
  const found = await problems;
  const answer = { atActivation, atReport: loadedFrom(folder), problems: found };
  process.stdout.write(JSON.stringify(answer), () => process.exit(0));
}

function loadedFrom(folder: string): string[] {
  return Object.keys(require.cache).filter((file) => path.dirname(file) === folder);
}

function measure(wanted: readonly string[]): void {
  standInForVsCode(vscodeStub('').stub);
  // The loader's own parts are in memory before the clock starts.
  createHash('sha256');
  const start = performance.now();
  for (const file of wanted) require(file);
  const took = performance.now() - start;
  process.stdout.write(JSON.stringify(took), () => process.exit(0));
}
