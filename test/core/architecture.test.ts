import assert from 'node:assert/strict';
import product from 'sources:src';
import core from 'sources:src/core';

/** What a source file imports. */
function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);
}

describe('the architecture', () => {
  it('keeps the core free of VS Code and of Node', () => {
    const files = Object.entries(core);
    assert.ok(files.length > 40);
    for (const [path, text] of files) {
      for (const name of importsOf(text)) {
        assert.doesNotMatch(
          name,
          /^(?:node:|vscode$|fs$|path$|os$|process$|\.\.\/.*(?:vscode|cli|webview)\/)/,
          `${path} imports ${name}`,
        );
      }
      assert.doesNotMatch(text, /\b(?:process\.(?:env|cwd|argv)|__dirname|require\()/, path);
    }
  });

  it('has one door to the YAML parsers', () => {
    const importing = (wanted: RegExp) =>
      Object.entries(product).flatMap(([path, text]) =>
        importsOf(text).some((name) => wanted.test(name)) ? [path] : [],
      );
    assert.deepEqual(importing(/^yaml$/), ['core/document/recover.ts']);
    assert.deepEqual(importing(/^js-yaml/), ['core/document/yaml-events.ts']);
    for (const behind of [/\/recover\.ts$/, /\/yaml-events\.ts$/])
      assert.deepEqual(importing(behind), ['core/document/parse-yaml.ts']);
  });

  it('asks for the time only at the edge', () => {
    for (const [path, text] of Object.entries(core))
      assert.doesNotMatch(text, /\bnew Date\(\)|\bDate\.now\(/, path);
  });
});
