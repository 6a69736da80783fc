import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { formOf } from '../core/document/form.ts';
import { readDate } from '../core/quantity/date.ts';
import { type Language, languageOf } from '../core/text/language.ts';
import { notAReport, UsageError } from './analyse.ts';
import { asJson, asText, type CheckOptions } from './check.ts';
import { checkAll } from './check-all.ts';
import { reportsAt, unreadable } from './files.ts';

const usage = `Usage:
  reportwright check FILES… [--format text|json] [--as-of DATE] [--language en|zh]
  reportwright render FILE --to html -o OUT [--as-of DATE]

FILES are reports (*.report.md, *.report.yaml), ledgers (*.ledger.yaml), project files
(reportwright.yaml), or folders of them. DATE is written 2022-12-31.
Exit status of check: 0 nothing to mend, 1 errors or warnings, 2 it could not run or a file
could not be read.
`;

/** Does what the arguments ask for. `entry` is the program itself, for the threads that it starts. */
export async function run(entry: URL): Promise<void> {
  // Whoever reads along may have seen enough.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  try {
    process.exitCode = await main(process.argv.slice(2), entry);
  } catch (error) {
    process.exitCode = 2;
    const message =
      error instanceof UsageError
        ? error.message
        : error instanceof Error
          ? (error.stack ?? error.message)
          : String(error);
    process.stderr.write(`reportwright: ${message}\n`);
  }
}

async function main(args: readonly string[], entry: URL): Promise<number> {
  const [command, ...rest] = args;
  if (command === undefined || command === '--help' || command === '-h' || command === 'help') {
    process.stdout.write(usage);
    return command === undefined ? 2 : 0;
  }
  if (command === 'check') return check(rest, entry);
  if (command === 'render') return render(rest);
  throw new UsageError(`“${command}” is not a command.\n\n${usage}`);
}

async function check(args: readonly string[], entry: URL): Promise<number> {
  const { values, positionals } = parse(args, {
    format: { type: 'string', default: 'text' },
    'as-of': { type: 'string' },
    language: { type: 'string' },
  });
  const format = values['format'];
  if (format !== 'text' && format !== 'json')
    throw new UsageError(`--format is text or json, not “${format}”.`);
  if (positionals.length === 0) throw new UsageError(`No files are named.\n\n${usage}`);
  const options: CheckOptions = {
    asOf: dayOf(values['as-of']),
    language: languageFor(values['language']),
  };
  const named = new Set<string>();
  let left = 0;
  const leftOut = (why: string) => {
    left++;
    process.stderr.write(`reportwright: ${why}\n`);
  };
  for (const target of positionals) {
    let files: readonly string[];
    try {
      files = reportsAt(target, (folder) =>
        leftOut(
          `${folder}: this folder cannot be read, and what lies in it is left out. Check that you may open it.`,
        ),
      );
    } catch {
      throw new UsageError(`${target}: there is no such file or folder.`);
    }
    for (const file of files) {
      if (!formOf(file)) throw notAReport(file);
      named.add(file);
    }
  }
  if (named.size === 0 && left > 0) return 2;
  if (named.size === 0) throw new UsageError(`${positionals.join(', ')}: there are no reports here.`);
  const output = format === 'json' ? asJson() : asText();
  for await (const checked of checkAll([...named], options, entry)) {
    if (checked.failed === undefined) await write(output.add(checked));
    else leftOut(checked.failed);
    unreadable.delete(path.resolve(checked.file));
  }
  await write(output.end());
  for (const file of unreadable)
    leftOut(`${file}: cannot be read, and what it says is not used. Check that you may read it.`);
  return left > 0 ? 2 : output.hasProblems ? 1 : 0;
}

/** Writes to standard output, no faster than it is read. */
async function write(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
}

async function render(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, {
    to: { type: 'string', default: 'html' },
    output: { type: 'string', short: 'o' },
    'as-of': { type: 'string' },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError(`Name one report to render.\n\n${usage}`);
  if (values['to'] !== 'html') throw new UsageError(`--to is html, not “${values['to']}”.`);
  const output = values['output'];
  if (typeof output !== 'string') throw new UsageError('Say with -o which file to write.');
  const asOf = dayOf(values['as-of']);
  // Most runs render nothing.
  const { renderFile } = await import('./render.ts');
  await renderFile(file, output, asOf);
  return 0;
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

function parse(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function dayOf(written: unknown): string | undefined {
  if (typeof written !== 'string') return undefined;
  const reading = /^\d{4}-\d{2}-\d{2}$/.test(written) ? readDate(written) : undefined;
  if (reading?.kind !== 'date')
    throw new UsageError(`--as-of is a day such as 2022-12-31, not “${written}”.`);
  return reading.last;
}

/** The language asked for, else that of the environment. */
function languageFor(written: unknown): Language {
  if (typeof written === 'string') {
    const language = languageOf(written);
    if (!language) throw new UsageError(`--language is en or zh, not “${written}”.`);
    return language;
  }
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return languageOf(LC_ALL || LC_MESSAGES || LANG || '') ?? 'en';
}
