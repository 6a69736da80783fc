import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

/**
 * The browser that shows VS Code where there is no desktop.
 * @param {import('./setup.mjs').Host} host
 */
export function startBrowser(host) {
  const has = (name) => fs.existsSync(path.join(host.chromium, name));
  return chromium.launch({
    executablePath: path.join(host.chromium, 'chromium'),
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
    env: {
      ...process.env,
      ...(has('lib') ? { LD_LIBRARY_PATH: path.join(host.chromium, 'lib') } : {}),
      ...(has('fonts.conf') ? { FONTCONFIG_FILE: path.join(host.chromium, 'fonts.conf') } : {}),
    },
    // Who starts the browser stops it, together with the server.
    handleSIGHUP: false,
    handleSIGINT: false,
    handleSIGTERM: false,
  });
}
