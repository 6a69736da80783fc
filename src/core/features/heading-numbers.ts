import { readHan } from '../quantity/numerals.ts';
import { scanFigures } from '../quantity/scan.ts';
import { isCount, type UnitCatalogue } from '../quantity/unit.ts';
import type { Span } from '../text/span.ts';

/** A number as it is written before a heading. Spans are offsets of the text. */
export interface Mark {
  /** Whatever counts together has the same: the kind of numerals, and how they are set off. */
  readonly style: string;
  /** One number, or those of 1.2.3 from the outermost. */
  readonly path: readonly number[];
  /** Where the numerals stand. */
  readonly span: Span;
  /** The signs around them, with the blanks behind. */
  readonly around: readonly [string, string];
  /** Other numbers in the same numerals; undefined where they have none for them. */
  readonly write: (path: readonly number[]) => string | undefined;
  /** Whether it could as well be no number at all, unless others before it go on to it. */
  readonly doubtful: boolean;
}

/** How numerals are read and written. */
export interface Numerals {
  readonly signs: string;
  /** NaN for what is no number. */
  readonly read: (written: string) => number;
  readonly write: (number: number, written: string) => string | undefined;
}

/** 一, 二, 三. */
export const han: Numerals = {
  signs: '[〇零一二三四五六七八九十百]+',
  read: (written) => Number(readHan(written)?.coefficient ?? Number.NaN),
  write: writeHan,
};
const digits: Numerals = {
  signs: '(?:\\d{1,2}|[０-９]{1,2})',
  read: (written) => Number(narrow(written)),
  write: (number, written) => (/[０-９]/.test(written) ? wide(String(number)) : String(number)),
};
const letters: Numerals = {
  signs: '[A-Za-z]',
  read: (written) => written.toLowerCase().charCodeAt(0) - 96,
  write: (number, written) => {
    const letter = number >= 1 && number <= 26 ? String.fromCharCode(96 + number) : undefined;
    return cased(letter, written);
  },
};
const romans: Numerals = {
  signs: '(?:[IVX]+|[ivx]+)',
  read: (written) => romanNumbers.indexOf(written.toLowerCase()) + 1 || Number.NaN,
  write: (number, written) => cased(romanNumbers[number - 1], written),
};
const circled: Numerals = {
  signs: '[①-⑳]',
  read: (written) => written.charCodeAt(0) - 0x245f,
  write: (number) => (number <= 20 ? String.fromCharCode(0x245f + number) : undefined),
};

const romanNumbers = Array.from({ length: 39 }, (_, index) => {
  const [tens, ones] = [Math.floor((index + 1) / 10), (index + 1) % 10];
  return 'x'.repeat(tens) + ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'][ones]!;
});

function cased(letters: string | undefined, written: string): string | undefined {
  return /[A-Z]/.test(written) ? letters?.toUpperCase() : letters;
}

function narrow(text: string): string {
  return text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}

function wide(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
}

/** 一, 十二, 二十, 九十九; undefined above that, where no report has so many of anything. */
function writeHan(number: number): string | undefined {
  if (number > 99) return undefined;
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  const signs = '一二三四五六七八九';
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : signs[tens - 1]}十`;
  return ten + (ones === 0 ? (tens === 0 ? '〇' : '') : signs[ones - 1]!);
}

/** A way of numbering: what stands before the numerals, the numerals, what stands behind. */
interface Form {
  readonly style: string;
  readonly pattern: RegExp;
  readonly numerals: Numerals;
}

function formOf(style: string, before: string, numerals: Numerals, behind: string): Form {
  // Bold type and the quotes of YAML may stand around a heading.
  const opening = '^([\\s*_"\']*)';
  return {
    style,
    numerals,
    pattern: new RegExp(`${opening}(${before})(${numerals.signs})(${behind})`, 'u'),
  };
}

const blanks = '[ \\t\\u3000]*';
const opened = `[(（]${blanks}`;
const closed = `${blanks}[)）]${blanks}`;
const behindLetter = `[.．)）](?:[ \\t\\u3000]+|(?=\\p{Script=Han}))|、${blanks}`;

const forms: readonly Form[] = [
  formOf('han-stop', '', han, `[、．.](?!\\d)${blanks}`),
  formOf('han-brackets', opened, han, closed),
  formOf('digit-stop', '', digits, `[、．.](?![\\d０-９])${blanks}`),
  formOf('digit-brackets', opened, digits, closed),
  formOf('digit-close', '', digits, `[)）]${blanks}`),
  formOf('letter-brackets', opened, letters, closed),
  formOf('roman-brackets', opened, romans, closed),
  formOf('letter', '', letters, behindLetter),
  formOf('roman', '', romans, behindLetter),
  formOf('circled', '', circled, blanks),
];
const plainForm = formOf('plain', '', digits, '[ \\t\\u3000]+');
const ordinalForm: Form = {
  style: 'ordinal',
  numerals: {
    signs: '',
    read: (written) => (/\d/.test(written) ? Number(written) : han.read(written)),
    write: (number, written) => (/\d/.test(written) ? String(number) : writeHan(number)),
  },
  pattern: new RegExp(
    `^([\\s*_"']*)(第${blanks})(${han.signs}|\\d+)(${blanks}[章节编篇部分]+${blanks})`,
    'u',
  ),
};
const decimalForm = /^([\s*_"']*)(\d{1,2}(?:[.．]\d{1,2})+)([.．、]?[ \t\u3000]*)/u;

/**
 * What the number of a heading may be, likeliest first; none where it has no number. `at` is where the heading begins in the
 * text; `plain` says that a numeral with nothing but a blank behind it is one as well.
 */
export function marksOf(text: string, at: number, plain: boolean, catalogue: UnitCatalogue): readonly Mark[] {
  const decimal = decimalOf(text, at, catalogue);
  if (decimal) return [decimal];
  return [...forms, ...(plain ? [plainForm] : [])].flatMap((form) => readMark(form, text, at) ?? []);
}

/** 第一章: the number of a heading that is left alone, if it has one. */
export function ordinalOf(text: string, at: number): Mark | undefined {
  return readMark(ordinalForm, text, at);
}

function readMark({ style, pattern, numerals }: Form, text: string, at: number): Mark | undefined {
  const found = pattern.exec(text);
  if (!found) return undefined;
  const [, opening, before, written, behind] = found as unknown as readonly string[];
  const number = numerals.read(written!);
  if (Number.isNaN(number)) return undefined;
  const start = at + opening!.length + before!.length;
  return {
    style: /[a-z]/.test(written!) ? `${style}-small` : style,
    path: [number],
    span: { start, end: start + written!.length },
    around: [before!, behind!],
    write: ([other]) => numerals.write(other!, written!),
    doubtful: isDoubtful(style, written!, number),
  };
}

/** A letter may be an initial (J. Smith), and one of i, v and x either kind of number. */
function isDoubtful(style: string, written: string, number: number): boolean {
  if (style === 'letter-brackets') return /[ivx]/i.test(written);
  if (style === 'roman-brackets') return written.length === 1 && number !== 1;
  return (style === 'letter' || style === 'roman') && number !== 1;
}

function decimalOf(text: string, at: number, catalogue: UnitCatalogue): Mark | undefined {
  const found = decimalForm.exec(text);
  if (!found) return undefined;
  const [all, opening, written, behind] = found as unknown as readonly string[];
  const start = at + opening!.length;
  const path = written!.split(/[.．]/).map(Number);
  const points = written!.match(/[.．]/g)!;
  const figure = scanFigures(text, catalogue).find(({ span }) => span.start <= opening!.length);
  const isMeasure = figure?.multiplier !== undefined || (figure?.unit && !isCount(figure.unit.match.unit));
  // 1.3 项目 and 1.3 Roads are headings, though projects and roads can be counted.
  const isSetOff = /[ \t\u3000]$/.test(behind!) && /^[\p{Script=Han}\p{Lu}]/u.test(text.slice(all!.length));
  return {
    style: `decimal-${path.length}`,
    path,
    span: { start, end: start + written!.length },
    around: ['', behind!],
    write: (numbers) => numbers.map((one, index) => `${index > 0 ? points[index - 1] : ''}${one}`).join(''),
    // 2.5万亩 and 1.5 MW are no numbers of sections.
    doubtful: isMeasure || (figure?.unit !== undefined && !isSetOff),
  };
}
