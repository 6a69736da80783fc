// Builds everything that runs: `node esbuild.mjs` the product, `node esbuild.mjs --tests` the tests besides.
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const root = import.meta.dirname;

/** `test:<folder>`: one module that imports every test of a folder, so that a new test file needs no listing. */
const tests = {
  name: 'tests',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^test:/ }, ({ path: name }) => ({ path: name.slice(5), namespace: 'tests' }));
    onLoad({ filter: /.*/, namespace: 'tests' }, ({ path: folder }) => ({
      contents: fs
        .readdirSync(path.join(root, folder), { recursive: true })
        .filter((file) => file.endsWith('.test.ts'))
        .sort()
        .map((file) => `import ${JSON.stringify(`./${file.replaceAll(path.sep, '/')}`)};`)
        .join('\n'),
      resolveDir: path.join(root, folder),
      loader: 'ts',
    }));
  },
};

const common = { bundle: true, sourcemap: true, target: 'es2022', logLevel: 'warning', legalComments: 'none' };

if (process.argv.includes('--tests')) {
  await build({
    ...common,
    entryPoints: [{ in: 'test:test/core', out: 'core' }],
    outdir: path.join(root, 'dist/test'),
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    format: 'esm',
    loader: { '.txt': 'text', '.md': 'text' },
    packages: 'external',
    plugins: [tests],
  });
}
