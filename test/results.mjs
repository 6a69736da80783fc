import fs from 'node:fs';
import Mocha from 'mocha';

const { EVENT_RUN_END, EVENT_TEST_FAIL, EVENT_TEST_PASS, EVENT_TEST_PENDING } = Mocha.Runner.constants;

/**
 * @typedef {object} Totals
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} failures the full titles of the failed tests
 */

/**
 * Mocha's own report, and each result as a line of the file that REPORTWRIGHT_TEST_RESULTS names: a suite runs in
 * a process of its own, and one that crashes has still told what it got through.
 */
export class Results extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const file = process.env.REPORTWRIGHT_TEST_RESULTS;
    if (!file) return;
    const write = (state) => (test) => {
      fs.appendFileSync(file, `${JSON.stringify({ state, title: test?.fullTitle() })}\n`);
    };
    runner.on(EVENT_TEST_PASS, write('passed'));
    runner.on(EVENT_TEST_FAIL, write('failed'));
    runner.on(EVENT_TEST_PENDING, write('skipped'));
    runner.on(EVENT_RUN_END, write('end'));
  }
}

/**
 * Reads the results of one suite. A suite that did not come to its end counts as one more failure.
 * @param {string} file
 * @param {boolean} succeeded whether its process said so
 * @returns {Totals}
 */
export function readResults(file, succeeded) {
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  const lines = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const count = (state) => lines.filter((line) => line.state === state).length;
  const failures = lines.filter((line) => line.state === 'failed').map((line) => line.title);
  if (!count('end') || (!succeeded && failures.length === 0))
    failures.push('the suite did not end by itself');
  return { passed: count('passed'), failed: failures.length, skipped: count('skipped'), failures };
}
