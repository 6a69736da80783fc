// Builds everything that runs: `node esbuild.mjs` the product, with `--tests`, `--bench` or `--edits` those besides.
import fs from 'node:fs';
import path from 'node:path';
import { build, transform, transformSync } from 'esbuild';
import { licences } from './licences.mjs';
import { readSchemas, schemas } from './schemas/read.mjs';
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
 * for the one at the beginning of each parse, and is slow with what it makes ever after. And marks as pure what it sets up
 * at its top, so that its schemas and its writer, which nothing of ours uses, are left out.
 */
const leanYaml = {
  name: 'lean-yaml',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]js-yaml[\\/]dist[\\/][^\\/]+\.mjs$/ }, ({ path: file }) => {
      const supported = { 'object-rest-spread': false };
      const { code } = transformSync(fs.readFileSync(file, 'utf8'), { supported });
      const call = /^(var \S+ = )((?:new )?[\w$.]+\((?:.*|[\s\S]*?\n\S.*)\));$/gm;
      return { contents: code.replace(call, '$1/* @__PURE__ */ (() => $2)();') };
    });
  },
};

/** Writes the catalogue of units as rows, without saying 224 times what stands in each column; nothing reads their codes. */
const units = {
  name: 'units',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]units\.json$/ }, ({ path: file }) => {
      const { units, ...others } = JSON.parse(fs.readFileSync(file, 'utf8'));
      const columns = [...new Set(units.flatMap(Object.keys))].filter((column) => column !== 'ucum');
      const filled = (column) => units.filter((unit) => column in unit).length;
      columns.sort((a, b) => filled(b) - filled(a));
      // What a unit does not say is a hole in its row.
      const rows = units.map((unit) => `[${columns.map((column) => JSON.stringify(unit[column])).join()}]`);
      return {
        contents: `const columns = ${JSON.stringify(columns)};
          const unit = (row) => Object.fromEntries(row.flatMap((value, column) => [[columns[column], value]]));
          export default { ...${JSON.stringify(others)}, units: [${rows.join()}].map(unit) };`,
      };
    });
  },
};

/**
 * What few need at once, packages and modules of ours, with the functions of each that are called: pinyin is asked when
 * somebody types letters for a Chinese name, and takes long to set up; the parser that recovers from errors reads what the
 * quicker one refuses; most readers read one language.
 */
const seldom = {
  'pinyin-match': ['default.match'],
  './src/core/document/recover.ts': ['recover'],
  './src/core/messages/chinese.ts': ['chinese'],
  './src/core/messages/chinese-problems.ts': ['chineseProblems'],
  './src/core/messages/english.ts': ['english'],
  './src/core/messages/english-problems.ts': ['englishProblems'],
  './src/core/schema/describe.ts': ['describe'],
  './src/core/schema/user-schema.ts': ['loadUserSchemas'],
};
const isOurs = (name) => name.startsWith('./');
const pieceOf = (name) => path.basename(name, '.ts');

/** What an import names: a package, or a module of ours by its path from here. */
const nameOf = (wanted, folder) =>
  wanted.startsWith('.')
    ? `./${path.relative(root, path.join(folder, wanted)).replaceAll(path.sep, '/')}`
    : wanted;

/** Sets such a module up when one of its functions is first called; `inFiles` loads it from a file of its own then. */
const whenCalled = (inFiles) => ({
  name: 'when-called',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /./ }, ({ path: wanted, kind, namespace, resolveDir }) => {
      const name = nameOf(wanted, resolveDir);
      if (!Object.hasOwn(seldom, name) || namespace === 'pieces') return undefined;
      if (kind === 'import-statement') return { path: name, namespace: 'when-called' };
      return inFiles && namespace === 'when-called'
        ? { path: `./${pieceOf(name)}.cjs`, external: true }
        : undefined;
    });
    onLoad({ filter: /./, namespace: 'when-called' }, ({ path: name }) => {
      const called = seldom[name].map((one) => [
        one,
        `(...asked) => (loaded ??= require('${name}')).${one}(...asked)`,
      ]);
      const exported = called.map(([one, call]) =>
        one.startsWith('default.')
          ? `export default { ${one.slice('default.'.length)}: ${call} };`
          : `export const ${one} = ${call};`,
      );
      return { contents: `let loaded;\n${exported.join('\n')}`, resolveDir: root };
    });
  },
});

/**
 * The entries as modules of `pieces`: each with what is loaded before it anyway. As that is common to all of them it comes to
 * lie in one file, and not in one for each of the ways in which they share it.
 */
const pieces = (base, entries) => ({
  name: 'pieces',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /./ }, ({ path: wanted, kind, resolveDir }) => {
      if (kind !== 'entry-point' && kind !== 'dynamic-import') return undefined;
      const name = nameOf(wanted, resolveDir);
      return entries.includes(name) ? { path: name, namespace: 'pieces' } : undefined;
    });
    onLoad({ filter: /./, namespace: 'pieces' }, ({ path: name }) => ({
      contents: `import '${base}';\nexport * from '${name}';`,
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
  plugins: [leanYaml, schemas, units, whenCalled(false)],
  outdir: path.join(root, 'dist'),
};

const extension = { ...product, outExtension: { '.js': '.cjs' }, format: 'cjs', external: ['vscode'] };
/** Leaves modules of ours to the files that they are bundled into by themselves. */
const elsewhere = (files) => ({
  name: 'elsewhere',
  setup({ onResolve }) {
    onResolve({ filter: /\.ts$/ }, ({ path: wanted }) =>
      wanted in files ? { path: files[wanted], external: true } : undefined,
    );
  },
});
const stub = await build({
  ...extension,
  entryPoints: { extension: path.join(root, 'src/extension.ts') },
  plugins: [elsewhere({ './vscode/main.ts': './main.cjs' })],
  // A native import() of a CommonJS file finds its exports only where Node can guess them.
  supported: { 'dynamic-import': false },
});
const body = await inPieces(path.join(root, 'dist'), {
  base: './src/vscode/main.ts',
  entries: {
    main: './src/vscode/main.ts',
    features: './src/vscode/features/index.ts',
    'check-all': './src/vscode/check-all.ts',
    panels: './src/vscode/preview.ts',
    render: './src/core/render/page.ts',
  },
  called: Object.keys(seldom),
});
const cli = await inPieces(path.join(root, 'dist/cli'), {
  base: './src/cli/check.ts',
  entries: {
    commands: './src/cli/commands.ts',
    render: './src/cli/render.ts',
    worker: './src/cli/worker.ts',
  },
  // Nobody asks it what a key means.
  called: Object.keys(seldom).filter((name) => name !== './src/core/schema/describe.ts'),
});
const start = await build({
  ...product,
  entryPoints: { cli: path.join(root, 'src/cli/main.ts') },
  format: 'esm',
  external: ['node:*'],
  plugins: [elsewhere({ './commands.ts': './cli/commands.cjs', './worker.ts': './cli/worker.cjs' })],
});

/**
 * Bundles the entries, and what of `seldom` is called, into CommonJS files that share what they have in common, so that each
 * is loaded when it is first needed. esbuild splits ES modules only: those are made first.
 */
async function inPieces(outdir, { base, entries, called }) {
  fs.mkdirSync(outdir, { recursive: true });
  for (const file of fs.readdirSync(outdir))
    if (file.startsWith('shared-')) fs.rmSync(path.join(outdir, file));
  const named = (names) => Object.fromEntries(names.map((name) => [pieceOf(name), name]));
  const apart = await build({
    ...extension,
    outdir,
    plugins: [],
    entryPoints: named(called.filter((name) => !isOurs(name))),
  });
  const ours = { ...entries, ...named(called.filter(isOurs)) };
  const built = await build({
    ...extension,
    outdir,
    // What is imported where it is needed has a name of its own.
    entryPoints: { ...ours, ajv: 'ajv/dist/2020.js', re2js: 're2js' },
    format: 'esm',
    splitting: true,
    chunkNames: 'shared-[hash]',
    external: ['node:*', 'vscode'],
    loader: { '.css': 'text' },
    plugins: [leanYaml, schemas, units, pieces(base, Object.values(ours)), whenCalled(true)],
    sourcemap: 'inline',
    write: false,
  });
  for (const { path: file, text } of built.outputFiles) {
    const { code, map } = await transform(text, {
      format: 'cjs',
      // Says the names of what is exported so that Node finds them from an ES module.
      platform: 'node',
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
  return { metafile: { outputs: { ...apart.metafile.outputs, ...built.metafile.outputs } } };
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

const bundles = [stub, body, cli, start, web, page];
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
    plugins: [schemas],
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
    plugins: [tests, sources, schemas],
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
