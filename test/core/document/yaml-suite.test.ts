import assert from 'node:assert/strict';
import { CST, isMap, isNode, isScalar, isSeq, Lexer, parseAllDocuments, visit } from 'yaml';
import { ReportDocument } from '../../../src/core/document/document.ts';
import type { Node } from '../../../src/core/document/node.ts';
import { parseYaml } from '../../../src/core/document/parse-yaml.ts';
import { analyse, projectOf, spanOf } from '../support/analyse.ts';
import { yamlSuite } from '../support/yaml-suite.ts';

const { grammar } = projectOf();
const context = {
  isKey: (written: string) => grammar.isKey(written),
  names: false,
  start: true,
  from: 0,
};

/** What YAML allows and reports flag all the same. */
const flagged: readonly { readonly why: string; readonly cases: string }[] = [
  {
    why: 'a document mark stands alone on its line: what stands beside it is taken out with it',
    cases: '2G84-2 2G84-3 4Q9F 6JQW 93WF 96L6 9MQT-0 B3HG DK3J FP8R K54U T26H T5N4',
  },
  {
    why: 'what goes on over several lines is indented more than its first: else an open bracket or quote swallows the report',
    cases: '4ABK 4MUZ-0 4MUZ-1 4MUZ-2 5GBF 652Z 6WPF 7TMG 8UDB C2DT NP9H Q8AD QF4Y TL85 XV9V',
  },
  {
    why: 'a tab in the indentation is a slip of the hand, also where YAML counts it as part of a value',
    cases: '6CA3 DK95-0 HS5T Q5MG UV7Q',
  },
  {
    why: 'a line that begins with &, ! or % was meant as one of those, though it may go on with a text',
    cases: '3MYT FBC9 XLQ9',
  },
  { why: 'a dash with a word behind it was meant to begin an item', cases: '2EBW' },
  { why: 'a # that no space follows was meant as a part of the value (目标 #1)', cases: 'DC7X' },
];

/** A value without its places: a scalar's text, a list's values, a map's keys and values. */
type Plain = string | readonly Plain[] | { readonly pairs: readonly (readonly [string, Plain])[] };

function ofNode(node: Node | undefined): Plain {
  if (node === undefined) return '';
  if (node.kind === 'scalar') return node.source;
  if (node.kind === 'list') return node.items.map(ofNode);
  return { pairs: node.entries.map(({ key, value }) => [key.source, ofNode(value)]) };
}

function ofYaml(node: unknown): Plain {
  if (isMap(node)) return { pairs: node.items.map(({ key, value }) => [String(key), ofYaml(value)]) };
  if (isSeq(node)) return node.items.map(ofYaml);
  return isScalar(node) ? String(node.value ?? '') : '';
}

/** Signs of what reports do without. */
const beyond: ReadonlySet<string> = new Set([
  'anchor',
  'alias',
  'tag',
  'directive-line',
  'doc-end',
  'explicit-key-ind',
]);

/** What the parser makes of a text; undefined where the text has an error or leaves what reports use of YAML. */
function readByYaml(text: string): Plain | undefined {
  for (const token of new Lexer().lex(text)) {
    if (beyond.has(CST.tokenType(token) ?? '')) return undefined;
  }
  const documents = [...parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: false, merge: false })];
  if (documents.length > 1 || documents.some(({ errors }) => errors.length > 0)) return undefined;
  const root = documents[0]?.contents;
  let complex = false;
  if (isNode(root)) {
    visit(root, {
      Pair(_, { key }) {
        if (!isScalar(key) || key.value === '<<') complex = true;
      },
    });
  }
  return complex ? undefined : ofYaml(root);
}

describe('the YAML test suite', () => {
  const inside = yamlSuite.flatMap(({ id, text }) => {
    const value = readByYaml(text);
    return value === undefined ? [] : [{ id, text, value }];
  });

  it('is all there', () => {
    assert.ok(yamlSuite.length > 400);
    assert.ok(inside.length > 180);
  });

  it('is read to the same values, without a problem, apart from what reports flag on purpose', () => {
    const different = inside.filter(({ text, value }) => {
      const { node, issues } = parseYaml(text, context);
      return issues.length > 0 || JSON.stringify(ofNode(node)) !== JSON.stringify(value);
    });
    assert.deepEqual(
      different.map(({ id }) => id).sort(),
      flagged.flatMap(({ cases }) => cases.split(' ')).sort(),
    );
  });

  it('is never read to another value without a problem', () => {
    for (const { id, text, value } of inside) {
      const { node, issues } = parseYaml(text, context);
      if (issues.length === 0) assert.deepEqual(ofNode(node), value, id);
    }
  });

  it('shows a problem wherever it breaks YAML or uses what reports do without', () => {
    const ids = new Set(inside.map(({ id }) => id));
    const silent = yamlSuite.filter(
      ({ id, text }) => !ids.has(id) && parseYaml(text, context).issues.length === 0,
    );
    assert.deepEqual(
      silent.map(({ id }) => id),
      // Question marks before the keys of brackets, and they change nothing.
      ['FRK4'],
    );
  });

  it('goes through the blocks of a report: they are the text, and have a problem where the whole has one', () => {
    for (const { id, text } of yamlSuite) {
      const blocks = [...ReportDocument.open(text, 'yaml', grammar).blocks];
      assert.equal(blocks.map((block) => block.text).join(''), text, id);
      const problems = blocks.flatMap((block) => block.parse().issues);
      assert.equal(problems.length > 0, parseYaml(text, context).issues.length > 0, id);
    }
  });

  it('is analysed, with every problem inside the text', () => {
    for (const { id, text } of yamlSuite) {
      const analysis = analyse(text, { form: 'yaml' });
      for (const problem of analysis.problems) {
        const { start, end } = spanOf(analysis, problem);
        assert.ok(0 <= start && start <= end && end <= text.length, `${id}: ${problem.code} ${start}–${end}`);
      }
    }
  });
});
