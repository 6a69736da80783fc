import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { createRegistryFromGrammars } from 'vscode-tmgrammar-test/dist/common/index.js';
import { parseGrammarTestCase, runGrammarTestCase } from 'vscode-tmgrammar-test/dist/unit/index.js';
import { setUpHost } from '../host/setup.mjs';

const root = path.join(import.meta.dirname, '../..');
const read = (file) => fs.readFileSync(file, 'utf8');

/** Our grammars as package.json contributes them, and the editor's own for Markdown, into which two of them are injected. */
async function registry() {
  const { vscode } = await setUpHost({ browser: false });
  const ours = JSON.parse(read(path.join(root, 'package.json'))).contributes.grammars;
  const markdown = path.join(vscode, 'extensions/markdown-basics/syntaxes/markdown.tmLanguage.json');
  const grammars = [
    ...ours.map((grammar) => ({ ...grammar, path: path.join(root, grammar.path) })),
    { scopeName: 'text.html.markdown', path: markdown },
  ];
  return createRegistryFromGrammars(grammars.map((grammar) => ({ grammar, content: read(grammar.path) })));
}

describe('the colours of', () => {
  let grammars;

  before(async function () {
    this.timeout(300_000);
    const { warn } = console;
    // Markdown names dozens of languages that may be embedded; none of them stands in a test.
    console.warn = () => {};
    grammars = await registry();
    await grammars.loadGrammar('text.html.markdown');
    console.warn = warn;
  });

  const files = fs.readdirSync(import.meta.dirname).filter((file) => /\.(?:md|yaml)$/.test(file));
  for (const file of files.sort()) {
    const test = parseGrammarTestCase(read(path.join(import.meta.dirname, file)));
    it(`${file.replace(/\..*/, '').replaceAll('-', ' ')}, line by line`, async () => {
      assert.notEqual(test.assertions.length, 0);
      const failures = await runGrammarTestCase(grammars, test);
      const said = failures.map(({ line, srcLine, start, end, missing, unexpected, actual }) => {
        const words = test.source[srcLine].slice(start, end);
        return `line ${line + 1}: “${words}” lacks ${missing} or should not be ${unexpected}: ${actual.join(' ')}`;
      });
      assert.deepEqual(said, []);
    });
  }

  const examples = fs
    .readdirSync(path.join(root, 'examples'), { recursive: true })
    .filter((file) => /\.report\.|reportwright/.test(file) && !file.includes('mistakes'));
  for (const file of examples.sort()) {
    it(`the example ${file}: nothing is marked as wrong, and each data block ends where it should`, async () => {
      const scope = file.endsWith('.md') ? 'text.html.markdown' : 'source.report-yaml';
      const grammar = await grammars.loadGrammar(scope);
      let state = null;
      let fenced = false;
      for (const line of read(path.join(root, 'examples', file)).split(/\r?\n/)) {
        const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
        state = ruleStack;
        const scopes = tokens.flatMap((token) => token.scopes);
        assert.ok(!scopes.some((one) => one.startsWith('invalid')), line);
        if (scope !== 'text.html.markdown') continue;
        const mark = /^```/.test(line);
        if (!mark)
          assert.equal(scopes.includes('meta.embedded.block.report-yaml'), fenced && line !== '', line);
        else fenced = !fenced;
      }
    });
  }
});
