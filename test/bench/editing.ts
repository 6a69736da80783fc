// The rows that one process can measure by itself: editing, opening, completing, previewing.
import type MarkdownIt from 'markdown-it';
import { Typist, UnitTypist } from './edits.ts';
import { LanguageService } from './language-service.ts';
import { median, mustEqual, type Rounds, type Side, takeTurns, time, timeLater } from './measure.ts';
import { OpenReport, Preview, ReportProject } from './ours.ts';
import { named } from './peers.ts';
import { Random } from './random.ts';
import { type Form, type LedgerMetric, makeLedger, makeReport } from './reports.ts';
import type { Result, Target } from './result.ts';
import type { Bench, Row } from './row.ts';

const kilobyte = 1000;
const megabyte = 1_000_000;

/** A report that was generated, with its size and form in words. */
interface Sample {
  readonly form: Form;
  readonly text: string;
  readonly size: string;
}

function sample(form: Form, bytes: number, { seed }: Bench, oneSection = false): Sample {
  const said = bytes < megabyte ? `${bytes / kilobyte} KB` : `${bytes / megabyte} MB`;
  const name = form === 'yaml' ? 'YAML' : 'Markdown';
  const size = oneSection ? `${bytes / megabyte} MB ${name} in one section` : `${said} ${name}`;
  return { form, text: makeReport({ form, bytes, seed, oneSection }), size };
}

/** More rounds for what is quick, since it is noisier. */
function roundsFor(bytes: number, { quick }: Bench): Rounds {
  const each = quick ? 21 : 41;
  if (bytes >= 10 * megabyte) return { rounds: quick ? 1 : 3, warmUp: 0, each };
  if (bytes >= 0.8 * megabyte) return { rounds: quick ? 3 : 9, warmUp: quick ? 1 : 2, each };
  return { rounds: quick ? 5 : 15, warmUp: quick ? 3 : 5, each };
}

/** Types into an open report. Each call of `key` is one key with the problems after it; the edits are kept for the peer. */
class Typing {
  readonly report: OpenReport;
  readonly #typist: Typist;
  /** The edits that the peer has not seen yet. */
  readonly missed: ReturnType<Typist['next']>[] = [];

  constructor({ form, text }: Sample, seed: number) {
    this.report = new OpenReport(form, text);
    this.#typist = new Typist(text, form, new Random(seed));
    this.report.diagnostics();
  }

  readonly key = (): number => {
    const change = this.#typist.next();
    this.missed.push(change);
    return time(() => {
      this.report.edit(change);
      this.report.diagnostics();
    });
  };

  /** After all the edits the problems are those of the same text opened anew, with the last key typed and without it. */
  check(): void {
    for (let again = 0; again < 2; again++) {
      mustEqual(
        'Problems after edits and of the text opened anew',
        this.report.diagnostics(),
        this.report.fresh().diagnostics(),
      );
      this.key();
    }
  }
}

/** A side that works several times in its turn. It comes out of the collection of garbage cold: the first times do not count. */
function onceWarm(side: Side): Side {
  return async () => {
    for (let again = 0; again < 3; again++) await side();
    const samples: number[] = [];
    for (let again = 0; again < 9; again++) samples.push(await side());
    return median(samples);
  };
}

/** The peer looks for mistakes with our schema, and each report has some. */
function mustFind(found: number): void {
  if (found === 0) throw new Error('The peer found nothing wrong in a report with mistakes.');
}

const keyInYaml: Row['run'] = async (bench, report) => {
  const service = await LanguageService.load(bench.peers, bench.schema);
  const cases: readonly (readonly [Sample, number, Target | undefined])[] = [
    [sample('yaml', 10 * kilobyte, bench), 10 * kilobyte, undefined],
    [sample('yaml', 100 * kilobyte, bench), 100 * kilobyte, undefined],
    [sample('yaml', megabyte, bench), megabyte, { ratio: 1 / 2500 }],
    [sample('yaml', 0.8 * megabyte, bench, true), 0.8 * megabyte, { ratio: 1 / 500 }],
    [sample('yaml', 10 * megabyte, bench), 10 * megabyte, undefined],
  ];
  for (const [given, bytes, target] of cases) {
    const typing = new Typing(given, bench.seed);
    const served = service.start()(given.text);
    await served.diagnostics();
    const theirs = () => {
      // It sees every edit, so that both have the same text, and validates after the last.
      const last = typing.missed.pop()!;
      for (const change of typing.missed.splice(0)) served.prepare(change)();
      const edit = served.prepare(last);
      return timeLater(async () => {
        edit();
        await served.diagnostics();
      });
    };
    const measured = await takeTurns(typing.key, theirs, roundsFor(bytes, bench));
    mustEqual('The text on both sides', typing.report.text, served.text);
    mustFind((await served.diagnostics()).length);
    typing.check();
    report({
      row: 1,
      measure: 'key → problems',
      size: given.size,
      ...measured,
      peer: `${named('yaml-language-server')} doValidation`,

      unit: 'ms',
      ...(target ? { target } : {}),
    });
  }
};

const growth: Row['run'] = async (bench, report) => {
  const [large, small] = [10 * megabyte, 100 * kilobyte].map(
    (bytes) => new Typing(sample('yaml', bytes, bench), bench.seed),
  ) as [Typing, Typing];
  const measured = await takeTurns(onceWarm(large.key), onceWarm(small.key), {
    rounds: bench.quick ? 3 : 15,
    warmUp: 3,
  });
  small.check();
  large.check();
  report({
    row: 2,
    measure: 'key → problems, growth with the text',
    size: '10 MB YAML',
    ...measured,
    peer: 'ours at 100 KB',

    unit: 'ms',
    target: { ratio: 3 },
  });
};

const open: Row['run'] = async (bench, report) => {
  const service = await LanguageService.load(bench.peers, bench.schema);
  const { form, text, size } = sample('yaml', megabyte, bench);
  // A string that was just put together is copied into one piece by whoever reads it first.
  const texts = () => Buffer.from(text).toString();
  let found = 0;
  const ours = () => {
    const given = texts();
    return time(() => new OpenReport(form, given).diagnostics());
  };
  const theirs = () => {
    const given = texts();
    const start = service.start();
    return timeLater(async () => {
      found = (await start(given).diagnostics()).length;
    });
  };
  const measured = await takeTurns(ours, theirs, { ...roundsFor(megabyte, bench), each: 1 });
  mustFind(found);
  report({
    row: 4,
    measure: 'open → all problems',
    size,
    ...measured,
    peer: `${named('yaml-language-server')}, first validation`,

    unit: 'ms',
    target: { ratio: 1 / 8 },
  });
};

const completion: Row['run'] = async (bench, report) => {
  const service = await LanguageService.load(bench.peers, bench.schema);
  const cases: readonly (readonly [number, Target | undefined])[] = [
    [10 * kilobyte, { ratio: 1 / 100 }],
    [100 * kilobyte, undefined],
    [megabyte, { ratio: 1 / 5000 }],
  ];
  for (const [bytes, target] of cases) {
    const given = sample('yaml', bytes, bench);
    const opened = new OpenReport(given.form, given.text);
    opened.diagnostics();
    const served = service.start()(given.text);
    await served.diagnostics();
    const typist = new UnitTypist(given.text, new Random(bench.seed));
    const missed: ReturnType<UnitTypist['next']>[] = [];
    let offered = 0;
    const ours = () => {
      const next = typist.next();
      missed.push(next);
      return time(() => {
        opened.edit(next.change);
        offered += opened.completions(next.cursor).length;
      });
    };
    let answered = 0;
    const theirs = () => {
      const last = missed.pop()!;
      for (const { change } of missed.splice(0)) served.prepare(change)();
      const { line, character } = served.place(last.change.span.start);
      const edit = served.prepare(last.change);
      const place = { line, character: character + last.cursor - last.change.span.start };
      return timeLater(async () => {
        edit();
        answered += (await served.completions(place)).length;
      });
    };
    const measured = await takeTurns(ours, theirs, roundsFor(bytes, bench));
    mustEqual('The text on both sides', opened.text, served.text);
    if (offered === 0 || answered === 0) throw new Error('One side offered nothing.');
    const { change, cursor } = typist.next();
    opened.edit(change);
    mustEqual(
      'Units after edits and in the text opened anew',
      opened.completions(cursor),
      opened.fresh().completions(cursor),
    );
    report({
      row: 5,
      measure: 'edit → completion of a unit',
      size: given.size,
      ...measured,
      peer: `${named('yaml-language-server')} doComplete`,

      unit: 'ms',
      ...(target ? { target } : {}),
    });
  }
};

const preview: Row['run'] = async (bench, report) => {
  const { default: Markdown } = await bench.peers.load<{ default: typeof MarkdownIt }>('markdown-it');
  const markdown = new Markdown();
  const given = sample('markdown', megabyte, bench);
  const opened = new OpenReport(given.form, given.text);
  const typist = new Typist(given.text, given.form, new Random(bench.seed));
  const page = new Preview(opened);
  page.update();
  const ours = () => {
    const change = typist.next();
    return time(() => {
      opened.edit(change);
      page.update();
    });
  };
  const theirs = () => {
    const { text } = opened;
    return time(() => markdown.render(text));
  };
  const measured = await takeTurns(ours, theirs, roundsFor(megabyte, bench));
  const fresh = new Preview(opened.fresh());
  fresh.update();
  mustEqual('The page after edits and of the text opened anew', page.page(), fresh.page());
  report({
    row: 6,
    measure: 'edit → preview',
    size: given.size,
    ...measured,
    peer: `${named('markdown-it')} render`,

    unit: 'ms',
    target: { ratio: 1 / 100 },
  });
  report(taskRow(bench));
};

/** What is sent to the preview when a task in a long table changes, against the page that holds the table. */
function taskRow(bench: Bench): Result {
  const given = sample('yaml', 0.1 * megabyte, bench, true);
  const opened = new OpenReport(given.form, given.text);
  const page = new Preview(opened);
  page.update();
  const places = Array.from(given.text.matchAll(/(?<=进展情况: \S+)(?=\n)/g), ({ index }) => index);
  const at = new Random(bench.seed).of(places);
  opened.edit({ span: { start: at, end: at }, text: '，正在收尾' });
  const sent = page.update();
  if (!sent.includes('正在收尾')) throw new Error('The edit did not arrive in the page.');
  return {
    row: 6,
    measure: 'HTML sent for an edit of one task',
    size: `${given.size}, ${places.length} tasks`,
    ours: Buffer.byteLength(sent),
    peer: 'the whole page',
    theirs: Buffer.byteLength(page.page()),
    unit: 'bytes',
    target: { ratio: 1 / 50 },
  };
}

const keyInMarkdown: Row['run'] = async (bench, report) => {
  const { default: Markdown } = await bench.peers.load<{ default: typeof MarkdownIt }>('markdown-it');
  const markdown = new Markdown();
  for (const bytes of [10 * kilobyte, 100 * kilobyte, megabyte, 10 * megabyte]) {
    const given = sample('markdown', bytes, bench);
    const typing = new Typing(given, bench.seed);
    const theirs = () => {
      const { text } = typing.report;
      return time(() => markdown.parse(text, {}));
    };
    const measured = await takeTurns(typing.key, theirs, roundsFor(bytes, bench));
    typing.check();
    report({
      row: 7,
      measure: 'key → problems',
      size: given.size,
      ...measured,
      peer: `${named('markdown-it')} parse`,

      unit: 'ms',
      ...(bytes === megabyte ? { target: { ratio: 1 / 50 } } : {}),
    });
  }
};

const acrossReports: Row['run'] = async ({ seed, quick }, report) => {
  const count = 1000;
  const ledgerPath = 'shared.ledger.yaml';
  const ledger = makeLedger(300, seed);
  const texts = Array.from({ length: count }, (_, index) =>
    makeReport({
      form: 'yaml',
      bytes: 10 * kilobyte,
      seed: seed + index,
      ledger: { path: ledgerPath, metrics: ledger.metrics },
    }),
  );
  const project = await ReportProject.open(texts, { path: ledgerPath, text: ledger.text });
  const random = new Random(seed);
  const typists = new Map<number, Typist>();
  let index = 0;
  const inReport = () => {
    // A key is taken back in the report that it was typed in.
    const at = typists.size > 0 && pressed ? index : random.below(count);
    index = at;
    let typist = typists.get(at);
    if (!typist) {
      typist = new Typist(texts[at]!, 'yaml', new Random(seed + at));
      typists.set(at, typist);
    }
    pressed = !pressed;
    const change = typist.next();
    return time(() => project.editReport(at, change));
  };
  let pressed = false;
  let metric: LedgerMetric | undefined;
  let read = 0;
  const inLedger = () => {
    const back = metric;
    const of = back ?? random.of(ledger.metrics);
    metric = back ? undefined : of;
    const value = `- 指标名称: ${of.name}\n    数值: `;
    const at = ledger.text.indexOf(value) + value.length;
    const change = { span: { start: at, end: back ? at + 1 : at }, text: back ? '' : '7' };
    return timeLater(async () => {
      read += await project.editLedger(change);
    });
  };
  const measured = await takeTurns(onceWarm(inReport), onceWarm(inLedger), {
    rounds: quick ? 9 : 25,
    warmUp: 3,
    // Behind a collection of what a thousand reports hold, marking it all anew would interrupt every other edit.
    littering: true,
  });
  if (read === 0) throw new Error('Nobody reads the ledger.');
  for (let one = 0; one < count; one += 7) {
    const checked = project.report(one);
    mustEqual(
      'Problems of a report of the project and of its text opened anew',
      checked.diagnostics(),
      checked.fresh().diagnostics(),
    );
  }
  const references = texts.join('').match(/\{\{台账/g)!.length / ledger.metrics.length;
  const common = { row: 12, peer: '', unit: 'ms', target: { most: 1 } } as const;
  report({
    ...common,
    measure: 'edit of a report → all that reads it',
    size: `${count.toLocaleString('en')} reports of 10 KB`,
    ours: measured.ours,
  });
  report({
    ...common,
    measure: 'edit of a shared ledger → all that reads it',
    size: `${count.toLocaleString('en')} reports of 10 KB, ${references.toFixed(0)} references to each metric`,
    ours: measured.theirs,
  });
};

export const editingRows: readonly Row[] = [
  { number: 1, run: keyInYaml },
  { number: 2, run: growth },
  { number: 4, run: open },
  { number: 5, run: completion },
  { number: 6, run: preview },
  { number: 7, run: keyInMarkdown },
  { number: 12, run: acrossReports },
];
