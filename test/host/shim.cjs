// Runs in the extension host in place of the tests: gives their console an outlet to the launcher, then runs them.
// The outlet is a file written synchronously, so nothing is lost when the extension host crashes.
const { Console } = require('node:console');
const fs = require('node:fs');
const { Writable } = require('node:stream');

exports.run = async () => {
  const { REPORTWRIGHT_SHIM_OUTPUT: output, REPORTWRIGHT_SHIM_TESTS: tests } = process.env;
  const write = (chunk) => fs.appendFileSync(output, chunk);
  const sink = new Writable({
    write(chunk, _encoding, done) {
      write(chunk);
      done();
    },
  });
  // VS Code makes each function of the console an accessor that ignores assignment: replace the whole object.
  globalThis.console = new Console({ stdout: sink, stderr: sink });
  process.stdout.write = sink.write.bind(sink);
  process.stderr.write = sink.write.bind(sink);
  let failed = true;
  try {
    await require(tests).run();
    failed = false;
  } catch (error) {
    write(`\n${error?.stack ?? error}\n`);
    throw error;
  } finally {
    fs.writeFileSync(`${output}.result`, failed ? '1' : '0');
    // The extension host ends without the exit hook that would write the coverage.
    if (process.env.NODE_V8_COVERAGE) require('node:v8').takeCoverage();
  }
};
