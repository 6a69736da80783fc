import assert from 'node:assert/strict';
import { projectOf } from '../support/analyse.ts';
import { editAtRandom, shrunk } from './compare.ts';

const project = projectOf('organizations: [区国资局]\nrules: { task-without-lead: off }\n');

describe('after random edits', () => {
  // `npm run edits` makes as many as one likes, with other seeds.
  for (const seed of [1, 2, 3, 4]) {
    it(`everything is as if the text were opened anew (${seed})`, function () {
      this.timeout(120_000);
      const failure = editAtRandom(project, seed, 100);
      if (!failure) return;
      const { message, ...found } = shrunk(project, failure);
      assert.fail(`${message}\n${JSON.stringify(found, undefined, 2)}`);
    });
  }
});
