// Builds everything that runs: `node esbuild.mjs` the product, with `--tests`, `--bench` or `--edits` those besides.
import fs from 'node:fs';
import path from 'node:path';
import { build, transform, transformSync } from 'esbuild';
import { licences } from './licences.mjs';
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

/** `sources:<folder>`: the texts of a folder's TypeScript and Markdown files, so that tests can read them without a file system. */
const sources = {
  name: 'sources',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^sources:/ }, ({ path: name }) => ({ path: name.slice(8), namespace: 'sources' }));
    onLoad({ filter: /.*/, namespace: 'sources' }, ({ path: folder }) => {
      const files = fs
        .readdirSync(path.join(root, folder), { recursive: true })
        .filter((file) => /\.(?:ts|md)$/.test(file));
      const texts = files.map((file) => [
        file.replaceAll(path.sep, '/'),
        fs.readFileSync(path.join(root, folder, file), 'utf8'),
      ]);
      return { contents: JSON.stringify(Object.fromEntries(texts)), loader: 'json' };
    });
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  metafile: true,
  sourcemap: true,
  target: 'es2022',
  logLevel: 'warning',
  legalComments: 'none',
};

const schemaFolder = path.join(root, 'dist/schemas');
fs.mkdirSync(schemaFolder, { recursive: true });
fs.writeFileSync(
  path.join(schemaFolder, 'reportwright-source.schema.json'),
  JSON.stringify(sourceSchema(readSchemas(path.join(root, 'schemas')))),
);

/**
 * Writes out the spreads in js-yaml: V8 before version 12 (Node.js 20, also in older remote extension hosts) takes 15 µs
 * for the one at the beginning of each parse, and is slow with what it makes ever after.
 */
const withoutSpread = {
  name: 'without-spread',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]js-yaml[\\/]dist[\\/][^\\/]+\.mjs$/ }, ({ path: file }) => ({
      contents: transformSync(fs.readFileSync(file, 'utf8'), { supported: { 'object-rest-spread': false } })
        .code,
    }));
  },
};

/**
 * The dictionary of pinyin takes long to set up, and is asked when somebody types letters for a Chinese name: it waits
 * until then, in `file` if that is another one.
 */
const pinyinLater = (file) => ({
  name: 'pinyin-later',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^pinyin-match$/ }, ({ kind, namespace }) => {
      if (kind === 'import-statement') return { path: 'pinyin-match', namespace: 'later' };
      return file && namespace === 'later' ? { path: file, external: true } : undefined;
    });
    onLoad({ filter: /^pinyin-match$/, namespace: 'later' }, () => ({
      contents: `let pinyin;
        export default { match: (...asked) => (pinyin ??= require('pinyin-match').default).match(...asked) };`,
      resolveDir: root,
    }));
  },
});

/** The browser builds of packages run everywhere; their Node builds ask for built-ins that a web host lacks. */
const product = {
  ...common,
  minify: true,
  platform: 'neutral',
  mainFields: ['browser', 'module', 'main'],
  conditions: ['browser'],
  // Much of it is Chinese, which is half as long as it is.
  charset: 'utf8',
  plugins: [withoutSpread, validators(root), pinyinLater()],
  outdir: path.join(root, 'dist'),
};

const folder = path.join(root, 'dist');
fs.rmSync(path.join(folder, 'cli'), { recursive: true, force: true });
const cli = await build({
  ...product,
  entryPoints: { cli: path.join(root, 'src/cli/main.ts') },
  format: 'esm',
  // What a command does not need it does not load.
  splitting: true,
  chunkNames: 'cli/[name]-[hash]',
  external: ['node:*'],
  loader: { '.css': 'text' },
});

const extension = { ...product, outExtension: { '.js': '.cjs' }, format: 'cjs', external: ['vscode'] };
const stub = await build({
  ...extension,
  entryPoints: { extension: path.join(root, 'src/extension.ts') },
  plugins: [
    {
      name: 'body-later',
      setup({ onResolve }) {
        onResolve({ filter: /\/vscode\/main\.ts$/ }, () => ({ path: './main.cjs', external: true }));
      },
    },
  ],
  // A native import() of a CommonJS file finds its exports only where Node can guess them.
  supported: { 'dynamic-import': false },
});
const pinyin = await build({ ...extension, plugins: [], entryPoints: { pinyin: 'pinyin-match' } });
const body = await inPieces({
  main: path.join(root, 'src/vscode/main.ts'),
  // What is imported where it is needed, under names of its own.
  render: path.join(root, 'src/core/render/page.ts'),
  ajv: 'ajv/dist/2020.js',
  re2js: 're2js',
});

/**
 * Bundles the entries into CommonJS files that share what they have in common, so that each is loaded when it is first
 * imported. esbuild splits ES modules only: those are made first.
 */
async function inPieces(entryPoints) {
  for (const file of fs.readdirSync(folder))
    if (file.startsWith('shared-')) fs.rmSync(path.join(folder, file));
  const built = await build({
    ...extension,
    entryPoints,
    format: 'esm',
    splitting: true,
    chunkNames: 'shared-[hash]',
    plugins: [withoutSpread, validators(root), pinyinLater('./pinyin.cjs')],
    sourcemap: 'inline',
    write: false,
  });
  for (const { path: file, text } of built.outputFiles) {
    const { code, map } = await transform(text, {
      format: 'cjs',
      target: 'es2022',
      charset: 'utf8',
      minify: true,
      supported: { 'dynamic-import': false },
      sourcemap: true,
      sourcefile: path.basename(file),
    });
    fs.writeFileSync(file, `${code}//# sourceMappingURL=${path.basename(file)}.map\n`);
    fs.writeFileSync(`${file}.map`, map);
  }
  return built;
}

// A web extension host can load one file only.
const web = await build({ ...extension, entryPoints: { web: path.join(root, 'src/extension.ts') } });
const page = await build({
  ...common,
  minify: true,
  entryPoints: [
    { in: path.join(root, 'src/webview/preview.ts'), out: 'preview' },
    { in: path.join(root, 'src/webview/preview.css'), out: 'preview' },
  ],
  outdir: path.join(root, 'dist'),
  format: 'iife',
  platform: 'browser',
});

const bundles = [cli, stub, pinyin, body, web, page];
fs.writeFileSync(
  path.join(root, 'dist/THIRD-PARTY-LICENSES.md'),
  licences(
    bundles.map(({ metafile }) => metafile),
    root,
  ),
);

if (process.argv.includes('--bench')) {
  const outdir = path.join(root, 'dist/bench');
  fs.rmSync(outdir, { recursive: true, force: true });
  // The packages as the product has them; only tools are not bundled.
  const inNode = {
    ...product,
    minify: false,
    outdir,
    external: ['node:*', 'vscode', 'esbuild', '@vscode/test-electron'],
  };
  await build({
    ...inNode,
    entryPoints: ['bench', 'memory'].map((name) => path.join(root, `test/bench/${name}.ts`)),
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    // What one side of a comparison loads must not weigh on the other.
    splitting: true,
  });
  await build({
    ...inNode,
    entryPoints: ['load', 'in-host'].map((name) => path.join(root, `test/bench/${name}.ts`)),
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
  });
}

if (process.argv.includes('--edits')) {
  await build({
    ...common,
    entryPoints: { edits: path.join(root, 'test/core/edits/run.ts') },
    outdir: path.join(root, 'dist/test'),
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    format: 'esm',
    packages: 'external',
    plugins: [validators(root)],
  });
}

if (process.argv.includes('--tests')) {
  await build({
    ...common,
    entryPoints: ['core', 'cli'].map((name) => ({ in: `test:test/${name}`, out: name })),
    outdir: path.join(root, 'dist/test'),
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    format: 'esm',
    loader: { '.txt': 'text', '.md': 'text', '.yaml': 'text' },
    packages: 'external',
    plugins: [tests, sources, validators(root)],
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
