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
