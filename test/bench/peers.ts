import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const run = promisify(execFile);

/** What we are measured against, and what it takes to use it; all at these versions, and nothing of it is in the repository. */
const packages = {
  'yaml-language-server': '2.0.0',
  'vscode-languageserver-textdocument': '1.0.13',
  'ajv-cli': '5.0.0',
  '@jirutka/ajv-cli': '6.0.0',
  'markdown-it': '15.0.3',
  // Both validators and the language server take the newest that they find; this is the one.
  ajv: '8.20.0',
} as const;

export type PeerPackage = keyof typeof packages;

/** A peer's name as the table has it. */
export function named(name: PeerPackage): string {
  return `${name} ${packages[name]}`;
}

/** The peers as they are installed. */
export class Peers {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  file(inside: string): string {
    return path.join(this.folder, 'node_modules', inside);
  }

  get ajvCli(): string {
    return this.file('ajv-cli/dist/index.js');
  }

  get ajvCliWithPlaces(): string {
    return this.file('@jirutka/ajv-cli/lib/main.js');
  }

  get languageServer(): string {
    return this.file('yaml-language-server/bin/yaml-language-server');
  }

  /** The language server in one minified file, as an extension would carry it. */
  get languageServerBundle(): string {
    return path.join(this.folder, 'yaml-language-server.cjs');
  }

  /** A peer as a module; the caller says what it holds. */
  async load<T>(name: PeerPackage): Promise<T> {
    const { resolve } = createRequire(path.join(this.folder, 'package.json'));
    return (await import(pathToFileURL(resolve(name)).href)) as T;
  }
}

/** Installs the peers where they are missing, into the user's cache folder, and says where they are. */
export async function installPeers(): Promise<Peers> {
  const cache = process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache');
  const versions = createHash('sha256').update(JSON.stringify(packages)).digest('hex').slice(0, 8);
  const peers = new Peers(path.join(cache, 'reportwright', `bench-peers-${versions}`));
  // The bundle comes last: where it is, all is.
  if (fs.existsSync(peers.languageServerBundle)) return peers;
  console.error(`Installing ${Object.keys(packages).join(', ')} into ${peers.folder} (once)`);
  fs.mkdirSync(peers.folder, { recursive: true });
  const manifest = { private: true, dependencies: packages };
  fs.writeFileSync(path.join(peers.folder, 'package.json'), JSON.stringify(manifest, undefined, 2));
  const flags = ['--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['install', ...flags], {
    cwd: peers.folder,
    // The language server asks for a newer Node than it needs.
    env: { ...process.env, npm_config_engine_strict: 'false' },
    maxBuffer: 64 << 20,
  });
  const aside = `${peers.languageServerBundle}.part`;
  await build({
    absWorkingDir: peers.folder,
    entryPoints: [peers.file('yaml-language-server/out/src/server.js')],
    outfile: aside,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'es2022',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    logLevel: 'error',
  });
  fs.renameSync(aside, peers.languageServerBundle);
  return peers;
}
