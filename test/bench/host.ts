import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runTests } from '@vscode/test-electron';
import type { Rounds } from './measure.ts';
import { projectText } from './ours.ts';
import { named } from './peers.ts';
import { makeReport } from './reports.ts';
import type { Row } from './row.ts';

/** What is measured in the extension host, as it is handed over. */
export interface InHost {
  readonly report: string;
  readonly seed: number;
  readonly rounds: Rounds;
  /** The language server's command. */
  readonly server: readonly string[];
  /** The address of our schema for other tools. */
  readonly schema: string;
  /** The file for what was measured. */
  readonly answer: string;
}

export interface MeasuredInHost {
  readonly ours: number;
  readonly theirs: number;
  /** How many problems the language server found. */
  readonly found: number;
}

/** A folder in VS Code, in which something is measured. */
export interface Folder {
  readonly workspace: string;
  /** The Node that the extension host runs on. */
  readonly node: string;
  /** The file for what was measured. */
  readonly answer: string;
}

/** Opens a folder in VS Code, and says what was measured there; `fill` writes its files and says what is to be done. */
export async function measureInHost<T>(
  root: string,
  fill: (folder: Folder) => { readonly answer: string },
): Promise<T> {
  // Not bundled: it is a script of its own as well.
  const setup = pathToFileURL(path.join(root, 'test/host/setup.mjs')).href;
  const { setUpHost, unsupported } = (await import(setup)) as typeof import('../host/setup.mjs');
  const executable = process.env['VSCODE_EXECUTABLE'];
  const why = executable === undefined ? unsupported() : undefined;
  if (why !== undefined) throw new Error(why);
  const node = executable === undefined ? (await setUpHost()).node : process.execPath;
  // Short: VS Code puts a socket into it, and macOS limits the length of a socket's path.
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'rw-'));
  const workspace = path.join(data, 'workspace');
  fs.mkdirSync(workspace);
  fs.writeFileSync(path.join(workspace, 'reportwright.yaml'), projectText);
  try {
    const given = fill({ workspace, node, answer: path.join(data, 'answer.json') });
    process.env['REPORTWRIGHT_BENCH'] = JSON.stringify(given);
    await runTests({
      vscodeExecutablePath: executable ?? path.join(root, 'test/host/launcher.mjs'),
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, 'dist/bench/in-host.cjs'),
      launchArgs: [workspace, '--disable-extensions', `--user-data-dir=${data}`],
    });
    return JSON.parse(fs.readFileSync(given.answer, 'utf8')) as T;
  } finally {
    fs.rmSync(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

const inHost: Row['run'] = async ({ root, peers, schema, seed, quick }, report) => {
  const { ours, theirs, found } = await measureInHost<MeasuredInHost>(
    root,
    ({ workspace, node, answer }): InHost => {
      const file = path.join(workspace, 'bench.report.yaml');
      fs.writeFileSync(file, makeReport({ form: 'yaml', bytes: 1_000_000, seed }));
      return {
        report: file,
        seed,
        rounds: { rounds: quick ? 3 : 9, warmUp: 2, each: quick ? 7 : 21 },
        // On the Node that the extension host runs on: VS Code starts a language server so.
        server: [node, peers.languageServer, '--stdio'],
        schema: pathToFileURL(schema).href,
        answer,
      };
    },
  );
  if (found === 0) throw new Error('The language server found nothing wrong in a report with mistakes.');
  report({
    row: 3,
    measure: 'in VS Code: edit event → problems set',
    size: '1 MB YAML',
    ours,
    peer: `${named('yaml-language-server')}, didChange → publishDiagnostics`,
    theirs,
    unit: 'ms',
    target: { ratio: 1 / 300 },
  });
};

export const hostRow: Row = { number: 3, run: inHost };
