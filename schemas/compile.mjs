// Makes plain functions of the schemas while bundling: hosts without `unsafe-eval` cannot compile them at run time.
import fs from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { _ } from 'ajv/dist/compile/codegen/index.js';
import standalone from 'ajv/dist/standalone/index.js';

/** What is for readers and not for validation, so that the compiled code does not carry it. */
const spoken = (keyword) => keyword === 'title' || keyword === 'description' || keyword.startsWith('x-');

/** The schema without names and descriptions. In `properties` every key is a property, whatever it is called. */
export function bare(schema, inProperties = false) {
  if (Array.isArray(schema)) return schema.map((one) => bare(one));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => inProperties || !spoken(keyword))
      .map(([keyword, value]) => [keyword, bare(value, keyword === 'properties' && !inProperties)]),
  );
}

/** The schema with its closed uses of other schemas replaced by references to one closed schema each. */
function shared(schema) {
  if (Array.isArray(schema)) return schema.map(shared);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { type, $ref, unevaluatedProperties, ...rest } = schema;
  if (type === 'object' && $ref && unevaluatedProperties === false && Object.keys(rest).length === 0) {
    return { $ref: `closed:${path.basename($ref, '.schema.json')}` };
  }
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, shared(value)]));
}

/** `schemas/<name>.schema.json` by name. */
export function readSchemas(folder) {
  const files = fs.readdirSync(folder).filter((file) => file.endsWith('.schema.json'));
  return Object.fromEntries(
    files.map((file) => [
      file.slice(0, -'.schema.json'.length),
      JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')),
    ]),
  );
}

/** The source of a module that exports one validator for each schema, closed as where it is used. */
export function compile(schemas) {
  const ajv = new Ajv({
    schemas: Object.values(schemas).map((schema) => shared(bare(schema))),
    allErrors: true,
    ownProperties: true,
    messages: false,
    strictTypes: false,
    strictRequired: false,
    inlineRefs: false,
    // The functions themselves come from `formats.ts`; here only their names are needed.
    formats: { figure: () => true, due: () => true, day: () => true, period: () => true },
    code: { source: true, esm: true, formats: _`formats` },
  });
  const closed = {};
  for (const [name, { $id }] of Object.entries(schemas)) {
    closed[name] = `closed:${name}`;
    ajv.addSchema({ $id: closed[name], type: 'object', $ref: $id, unevaluatedProperties: false });
  }
  const needed = [];
  const source = standalone(ajv, closed)
    // Which part of a schema failed is never asked, and the paths are a good part of the code.
    .replace(/schemaPath:"(?:[^"\\]|\\.)*",/g, '')
    .replace(
      /if\(vErrors === null\)\{vErrors = \[(err\d+)\];\}else \{vErrors\.push\(\1\);\}/g,
      '(vErrors ??= []).push($1);',
    );
  const code = source.replace(/require\(("[^"]+")\)(\.default)?/g, (_all, from, byDefault) => {
    const name = `needed${needed.length}`;
    needed.push(`import * as ${name} from ${from.replace(/"$/, '.js"')};`);
    // A CommonJS default may arrive wrapped once more, by whoever bundles or loads it.
    return byDefault ? `(${name}.default?.default ?? ${name}.default)` : name;
  });
  return `import * as formats from './src/core/schema/formats.ts';\n${needed.join('\n')}\n${code}`;
}

/** `reportwright:validators`: the compiled schemas as a module. */
export function validators(root) {
  return {
    name: 'validators',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^reportwright:validators$/ }, ({ path: name }) => ({
        path: name,
        namespace: 'validators',
      }));
      onLoad({ filter: /.*/, namespace: 'validators' }, () => {
        const folder = path.join(root, 'schemas');
        return {
          contents: compile(readSchemas(folder)),
          resolveDir: root,
          loader: 'js',
          watchDirs: [folder],
        };
      });
    },
  };
}
