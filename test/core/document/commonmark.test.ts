import assert from 'node:assert/strict';
import spec from 'commonmark-spec';
import { Messages } from '../../../src/core/messages/messages.ts';
import { PageRenderer } from '../../../src/core/render/page.ts';
import { termLabel } from '../../../src/core/schema/vocabulary.ts';
import { analyse, spanOf } from '../support/analyse.ts';
import { assertNoMarkup } from '../support/markup.ts';

describe('the examples of CommonMark', () => {
  it('are all there', () => assert.ok(spec.tests.length > 640));

  it('are prose of a report: the blocks are the text, every problem lies inside it', () => {
    for (const { markdown: text, number } of spec.tests) {
      const analysis = analyse(text);
      const blocks = [...analysis.document.blocks];
      assert.equal(blocks.map((block) => block.text).join(''), text, `example ${number}`);
      for (const problem of analysis.problems) {
        const { start, end } = spanOf(analysis, problem);
        assert.ok(0 <= start && start <= end && end <= text.length, `example ${number}: ${problem.code}`);
      }
    }
  });

  it('become a page in which nothing of theirs is markup or runs', () => {
    for (const { markdown: text } of spec.tests) {
      const analysis = analyse(text);
      const { vocabulary } = analysis.project;
      const messages = new Messages('en', (term, language) => termLabel(vocabulary, term, language));
      const renderer = new PageRenderer(true);
      renderer.render(analysis, messages);
      assertNoMarkup(renderer.html, text);
    }
  });
});
