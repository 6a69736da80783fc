// The schemas as they stand in this folder, for whoever builds something from them.
import fs from 'node:fs';
import path from 'node:path';

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

/** Takes the descriptions out of a schema, and keeps them under their terms: `task`, `task.lead`, `task.status.done`. */
function undescribed({ description, 'x-description': translated, ...schema }, term, descriptions) {
  if (description !== undefined)
    descriptions[term] = typeof description === 'string' ? { en: description, ...translated } : description;
  for (const inside of ['properties', 'x-enum']) {
    if (!schema[inside]) continue;
    const parts = Object.entries(schema[inside]);
    schema[inside] = Object.fromEntries(
      parts.map(([name, part]) => [name, undescribed(part, `${term}.${name}`, descriptions)]),
    );
  }
  return schema;
}

/**
 * Bundles the schemas without their descriptions, and these as `reportwright:descriptions`: few need them at once.
 * @type {import('esbuild').Plugin}
 */
export const schemas = {
  name: 'schemas',
  setup({ onResolve, onLoad }) {
    onLoad({ filter: /[\\/]schemas[\\/][a-z]+\.schema\.json$/ }, ({ path: file }) => {
      const schema = JSON.parse(fs.readFileSync(file, 'utf8'));
      return { contents: JSON.stringify(undescribed(schema, '', {})), loader: 'json' };
    });
    onResolve({ filter: /^reportwright:descriptions$/ }, ({ path: name }) => ({
      path: name,
      namespace: 'schemas',
    }));
    onLoad({ filter: /.*/, namespace: 'schemas' }, () => {
      const descriptions = {};
      for (const [name, schema] of Object.entries(readSchemas(import.meta.dirname)))
        undescribed(schema, name, descriptions);
      return { contents: JSON.stringify(descriptions), loader: 'json' };
    });
  },
};
