import fs from 'node:fs';
import path from 'node:path';

const types = {
  '.cjs': 'text/javascript',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/**
 * Has the page load the extension into the browser's own extension host, a worker. A window takes such extensions
 * only over http, and only from its own origin; nothing else of it can name them than its configuration.
 * @param {import('playwright-core').Page} page
 * @param {string} authority
 * @param {string} folder
 */
export async function serveWebExtension(page, authority, folder) {
  const place = '/extension-under-test';
  await page.route(`http://${authority}${place}/**`, async (route) => {
    const name = decodeURIComponent(new URL(route.request().url()).pathname.slice(place.length));
    const file = path.join(folder, path.posix.normalize(name));
    if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) return route.fulfill({ status: 404 });
    const contentType = types[path.extname(file)] ?? 'application/octet-stream';
    return route.fulfill({ contentType, body: fs.readFileSync(file) });
  });
  // The configuration is changed as it is read. Rewriting the document itself would make Chromium take the page
  // for a public one and block its connection to 127.0.0.1.
  await page.addInitScript(
    (extension) => {
      const getAttribute = Element.prototype.getAttribute;
      Element.prototype.getAttribute = function (name) {
        const value = getAttribute.call(this, name);
        if (name !== 'data-settings' || this.id !== 'vscode-workbench-web-configuration') return value;
        const configuration = JSON.parse(value);
        configuration.developmentOptions = { ...configuration.developmentOptions, extensions: [extension] };
        return JSON.stringify(configuration);
      };
    },
    { scheme: 'http', authority, path: place },
  );
}
