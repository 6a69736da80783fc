// Builds everything that runs: `node esbuild.mjs` the product, `node esbuild.mjs --tests` the tests besides.
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { readSchemas, validators } from './schemas/compile.mjs';
import { sourceSchema } from './schemas/source-schema.mjs';

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

const schemaFolder = path.join(root, 'dist/schemas');
fs.mkdirSync(schemaFolder, { recursive: true });
fs.writeFileSync(
  path.join(schemaFolder, 'reportwright-source.schema.json'),
  JSON.stringify(sourceSchema(readSchemas(path.join(root, 'schemas')))),
);

/** The browser builds of packages run everywhere; their Node builds ask for built-ins that a web host lacks. */
const portable = { platform: 'neutral', mainFields: ['browser', 'module', 'main'], conditions: ['browser'], plugins: [validators(root)] };

await build({
  ...common,
  ...portable,
  entryPoints: { cli: path.join(root, 'src/cli/main.ts') },
  outdir: path.join(root, 'dist'),
  format: 'esm',
  external: ['node:*'],
  banner: { js: '#!/usr/bin/env node' },
});

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
    plugins: [tests, validators(root)],
  });
  await build({
    ...common,
    entryPoints: [{ in: 'test:test/extension', out: 'extension' }],
    outdir: path.join(root, 'dist/test'),
    outExtension: { '.js': '.cjs' },
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    plugins: [tests],
  });
}
