// As many random edits as one likes: `npm run edits -- 100000 7` makes 100,000 of them, beginning with seed 7.
import { projectOf } from '../support/analyse.ts';
import { editAtRandom, shrunk } from './compare.ts';

const [wanted = 100_000, first = 1] = process.argv.slice(2).map(Number);
const each = 1000;
const project = projectOf('organizations: [区国资局]\nrules: { task-without-lead: off }\n');
let done = 0;
let failures = 0;
for (let seed = first; done < wanted; seed++, done += each) {
  const failure = editAtRandom(project, seed, Math.min(each, wanted - done));
  if (failure) {
    failures++;
    const { message, ...found } = shrunk(project, failure);
    console.log(`seed ${seed}: ${message}\n${JSON.stringify(found, undefined, 2)}`);
  }
}
console.log(`${wanted} edits, ${failures} series failed`);
process.exitCode = failures > 0 ? 1 : 0;
