// Runs test files in this process: by itself for what Node runs, and from within the extension host.
import Mocha from 'mocha';
import { Results } from './results.mjs';

/**
 * @param {string[]} files
 * @returns {Promise<number>} how many tests failed
 */
export async function runMocha(files) {
  const mocha = new Mocha({
    forbidOnly: Boolean(process.env.CI),
    reporter: Results,
    timeout: 60_000,
    // A busy machine may fill a browser's list anew between a look and a key; a new window is then tried, three in all.
    retries: files.every((file) => file.includes('/ui/')) ? 2 : 0,
  });
  // Mocha colours whatever CI it knows, and asks no option about it.
  Mocha.reporters.Base.useColors = Boolean(process.stdout.isTTY);
  if (process.env.REPORTWRIGHT_TEST_GREP) mocha.grep(new RegExp(process.env.REPORTWRIGHT_TEST_GREP));
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  return new Promise((resolve) => mocha.run(resolve));
}

if (process.argv[1] === import.meta.filename) {
  process.exit((await runMocha(process.argv.slice(2))) ? 1 : 0);
}
