// What VS Code starts in the extension host.
const path = require('node:path');

exports.run = async () => {
  const { runMocha } = await import('../mocha.mjs');
  const failures = await runMocha([path.join(__dirname, '../../dist/test/extension.cjs')]);
  if (failures) throw new Error(`${failures} failed`);
};
