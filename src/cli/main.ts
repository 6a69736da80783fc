import process from 'node:process';
import { parseArgs } from 'node:util';
import { readDate } from '../core/quantity/date.ts';
import { type Language, languageOf } from '../core/text/language.ts';
import { UsageError } from './analyse.ts';
import { asText, checkFiles, hasProblems } from './check.ts';
import { reportsAt } from './files.ts';
import { renderFile } from './render.ts';

const usage = `Usage:
  reportwright check FILES… [--format text|json] [--as-of DATE] [--language en|zh]
  reportwright render FILE --to html -o OUT [--as-of DATE]

FILES are reports (*.report.md, *.report.yaml), ledgers (*.ledger.yaml), project files
(reportwright.yaml), or folders of them. DATE is written 2022-12-31.
Exit status of check: 0 nothing to mend, 1 errors or warnings, 2 it could not run.
`;

async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  if (command === undefined || command === '--help' || command === '-h' || command === 'help') {
    process.stdout.write(usage);
    return command === undefined ? 2 : 0;
  }
  if (command === 'check') return check(rest);
  if (command === 'render') return render(rest);
  throw new UsageError(`“${command}” is not a command.\n\n${usage}`);
}

async function check(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args, {
    format: { type: 'string', default: 'text' },
    'as-of': { type: 'string' },
    language: { type: 'string' },
  });
  const format = values['format'];
  if (format !== 'text' && format !== 'json')
    throw new UsageError(`--format is text or json, not “${format}”.`);
  if (positionals.length === 0) throw new UsageError(`No files are named.\n\n${usage}`);
  const options = { asOf: dayOf(values['as-of']), language: languageFor(values['language']) };
  const files: string[] = [];
  for (const target of positionals) {
    try {
      files.push(...(await reportsAt(target)));
    } catch {
      throw new UsageError(`${target}: there is no such file or folder.`);
    }
  }
  if (files.length === 0) throw new UsageError(`${positionals.join(', ')}: there are no reports here.`);
  const checked = await checkFiles([...new Set(files)], options);
  process.stdout.write(
    format === 'json' ? `${JSON.stringify({ files: checked }, undefined, 2)}\n` : asText(checked),
  );
  return hasProblems(checked) ? 1 : 0;
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
  await renderFile(file, output, dayOf(values['as-of']));
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

try {
  process.exitCode = await main(process.argv.slice(2));
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
