import assert from 'node:assert/strict';
import { Analyser } from '../../../src/core/analyser.ts';
import type { Analysis, AnalysisInput, Ledger } from '../../../src/core/analysis.ts';
import type { Block } from '../../../src/core/document/block.ts';
import { ReportDocument } from '../../../src/core/document/document.ts';
import type { Form } from '../../../src/core/document/form.ts';
import { Messages } from '../../../src/core/messages/messages.ts';
import type { Project } from '../../../src/core/project/project.ts';
import { applyChanges, shift, type TextChange } from '../../../src/core/text/span.ts';
import { spanOf } from '../support/analyse.ts';
import { seeded } from '../support/random.ts';
import { anyEdit, beginnings, ledger } from './random-edits.ts';
import { valueByYaml, valueOfBlocks, valueOfDocument, withoutGaps } from './whole-value.ts';

const today = '2023-01-01';
const messages = new Messages('en', (term) => term);

/** Everything that anybody sees of the problems, at its place in the text. */
export function seen(analysis: Analysis): unknown[] {
  const { document, problems } = analysis;
  return problems.map((problem) => ({
    code: problem.code,
    level: problem.level,
    span: spanOf(analysis, problem),
    range: document.rangeOf(problem),
    params: problem.params,
    fixes: problem.fixes.map(({ title, params, edits }) => ({
      title,
      params,
      edits: edits.map(({ block = problem.block, span, text }) => ({
        span: document.has(block) ? shift(span, document.startOf(block)) : span,
        text,
      })),
    })),
  }));
}

/** A report and its ledger while both are edited. */
export class Edited {
  readonly #project: Project;
  readonly #analyser: Analyser;
  readonly #ledgerAnalyser: Analyser;
  report: ReportDocument;
  ledger: ReportDocument;

  constructor(project: Project, form: Form, text: string, ledgerText: string) {
    this.#project = project;
    this.#analyser = new Analyser(project, 'report');
    this.#ledgerAnalyser = new Analyser(project, 'ledger');
    this.report = ReportDocument.open(text, form, project.grammar);
    this.ledger = ReportDocument.open(ledgerText, 'yaml', project.grammar);
    this.check();
  }

  edit(which: 'report' | 'ledger', changes: readonly TextChange[]): void {
    const text = applyChanges(this[which].text, changes);
    this[which] = this[which].edit(changes);
    assert.equal(this[which].text, text, 'the text');
    this.check();
  }

  /** Fails where anything differs from what the same texts give when they are opened anew. */
  check(): void {
    const around = this.#ledgerAnalyser.analyse(this.ledger, { today });
    const now = this.#analyser.analyse(this.report, { today, ledgers: [asLedger(around)] });
    const again = (document: ReportDocument, root: 'report' | 'ledger', more: Partial<AnalysisInput> = {}) =>
      new Analyser(this.#project, root).analyse(
        ReportDocument.open(document.text, document.form, this.#project.grammar),
        { today, ...more },
      );
    const freshLedger = again(this.ledger, 'ledger');
    const fresh = again(this.report, 'report', { ledgers: [asLedger(freshLedger)] });
    for (const [one, other] of [
      [around, freshLedger],
      [now, fresh],
    ] as const) {
      sameBlocks(one.document, other.document);
      assert.deepEqual(seen(one), seen(other), 'the problems');
      inside(one);
    }
    sameValue(this.report);
    sameValue(this.ledger);
  }
}

function sameBlocks(one: ReportDocument, other: ReportDocument): void {
  assert.equal(one.blocks.length, other.blocks.length, 'the number of blocks');
  const others = [...other.blocks];
  let start = 0;
  for (const [index, block] of [...one.blocks].entries()) {
    const like = others[index]!;
    assert.ok(block.same(like), `block ${index}`);
    assert.equal(one.startOf(block), start, `the start of block ${index}`);
    assert.equal(one.lineOf(block), other.lineOf(like), `the line of block ${index}`);
    start += block.text.length;
  }
}

function inside({ document, problems }: Analysis): void {
  for (const problem of problems) {
    const { start, end } = shift(problem.span, document.startOf(problem.block));
    assert.ok(start >= 0 && start <= end && end <= document.size, `a span inside the text: ${problem.code}`);
    assert.doesNotMatch(messages.issue(problem), /^issue\./, 'a sentence');
  }
}

/** Where neither we nor `yaml` find anything wrong with the text as YAML, both read the same. */
function sameValue(document: ReportDocument): void {
  if (document.form === 'yaml') {
    const blocks = [...document.blocks];
    if (!blocks.every(isPlain) || isMixed(blocks)) return;
    const value = valueByYaml(document.text);
    if (value !== undefined)
      assert.deepEqual(withoutGaps(valueOfDocument(document)), withoutGaps(value), 'the value');
    return;
  }
  let data: Block[] | undefined;
  for (const block of document.blocks) {
    if (block.kind === 'item' && data) data.push(block);
    else {
      if (data && data.length > 0 && data.every(isPlain) && !isMixed(data)) {
        const value = valueByYaml(data.map((one) => one.text).join(''));
        if (value !== undefined) assert.deepEqual(valueOfBlocks(data), value, 'the value of a data block');
      }
      data = block.kind === 'fence' && block.list ? [] : undefined;
    }
  }
}

/** Whether a block is YAML without fault. A bare line in a list is a name that is being typed: it does not go on in the next. */
function isPlain(block: Block): boolean {
  const { node, issues } = block.parse();
  return issues.length === 0 && !(block.kind === 'item' && node?.kind === 'scalar');
}

/** Whether some list goes by names and by dashes at once, which YAML does not know. */
function isMixed(blocks: readonly Block[]): boolean {
  return blocks.some((block, index) => {
    const before = blocks[index - 1];
    return (
      block.kind === 'item' &&
      before?.kind === 'item' &&
      block.parse().node?.kind !== before.parse().node?.kind
    );
  });
}

/** What a series of random edits does that something is wrong with. */
export interface Failure {
  readonly form: Form;
  /** The report and the ledger before the last edit, and that edit. */
  readonly report: string;
  readonly ledger: string;
  readonly which: 'report' | 'ledger';
  readonly changes: readonly TextChange[];
  readonly message: string;
  /** Whether these texts opened anew and this edit fail as well, without what went before. */
  readonly alone: boolean;
}

/** Edits the beginnings at random, so many times in all; the same edits for the same seed. Returns the first failure. */
export function editAtRandom(project: Project, seed: number, edits: number): Failure | undefined {
  const random = seeded(seed);
  let edited: Edited | undefined;
  for (let count = 0, step = 0; count < edits; count++, step++) {
    const [form, text] = beginnings[Math.floor(count / 40) % beginnings.length]!;
    // A text that is edited long enough is no report any more.
    if (!edited || step >= 40) {
      edited = new Edited(project, form, text, ledger);
      step = 0;
    }
    const which = random(6) === 0 ? 'ledger' : 'report';
    const before = { report: edited.report.text, ledger: edited.ledger.text };
    const changes = anyEdit(before[which], random);
    const message = failing(() => edited!.edit(which, changes));
    if (message === undefined) continue;
    const alone = failing(() => new Edited(project, form, before.report, before.ledger).edit(which, changes));
    return { form, ...before, which, changes, message, alone: alone !== undefined };
  }
  return undefined;
}

/** The same failure in as few lines as it needs. */
export function shrunk(project: Project, failure: Failure): Failure {
  if (!failure.alone) return failure;
  let best = failure;
  for (let tried = true; tried; ) {
    tried = false;
    for (const which of ['ledger', 'report'] as const) {
      const lines = best[which].split(/(?<=\n)/);
      for (let index = lines.length - 1; index >= 0; index--) {
        const start = lines.slice(0, index).join('').length;
        const end = start + lines[index]!.length;
        const touched =
          which === best.which && best.changes.some(({ span }) => span.start <= end && start <= span.end);
        if (touched || start === end) continue;
        const by = end - start;
        const text = best[which].slice(0, start) + best[which].slice(end);
        const changes =
          which === best.which
            ? best.changes.map((change) =>
                change.span.start >= end ? { ...change, span: shift(change.span, -by) } : change,
              )
            : best.changes;
        const next = { ...best, [which]: text, changes };
        const message = failing(() =>
          new Edited(project, next.form, next.report, next.ledger).edit(next.which, changes),
        );
        if (message === undefined) continue;
        best = { ...next, message };
        lines.splice(index, 1);
        tried = true;
      }
    }
  }
  return best;
}

function failing(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

function asLedger(analysis: Analysis): Ledger {
  return Object.assign(analysis, { path: '/a.ledger.yaml' });
}
