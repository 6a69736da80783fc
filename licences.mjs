// Lists the licences of what the bundles hold, so that nobody has to keep the list.
import fs from 'node:fs';
import path from 'node:path';

const licenceFile = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/**
 * The packages that have a part in the bundles, each with its licence and the whole text of it, as Markdown.
 * @param {import('esbuild').Metafile[]} metafiles their paths count from the root
 * @param {string} root
 */
export function licences(metafiles, root) {
  const sections = packagesIn(metafiles).map((folder) => section(path.join(root, folder)));
  return `# Third-party licences\n\nThe extension and the command line hold parts of these packages.\n\n${sections.join('\n')}`;
}

/** The folders of the packages of which some code arrived in a bundle, by name. */
function packagesIn(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) => Object.values(outputs).map((output) => output.inputs));
  const folders = new Set();
  for (const files of inputs) {
    for (const [file, { bytesInOutput }] of Object.entries(files)) {
      const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
      if (folder && bytesInOutput > 0) folders.add(folder);
    }
  }
  return [...folders].sort();
}

/** @param {string} folder */
function section(folder) {
  const { name, version, license, homepage } = JSON.parse(
    fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
  );
  const files = fs.readdirSync(folder).filter((file) => licenceFile.test(file));
  if (typeof license !== 'string' || files.length === 0)
    throw new Error(`${name} ${version} does not say under which licence it is. See ${folder}.`);
  const texts = files.map((file) => fs.readFileSync(path.join(folder, file), 'utf8').trim());
  const about = homepage ? `${license} · ${homepage}` : license;
  return `## ${name} ${version}\n\n${about}\n\n${texts.map((text) => `\`\`\`text\n${text}\n\`\`\`\n`).join('\n')}`;
}
