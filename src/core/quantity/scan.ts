import Big from 'big.js';
import { hasHan } from '../text/language.ts';
import type { Span } from '../text/span.ts';
import type { Figure } from './figure.ts';
import { hanDigits, readHan } from './numerals.ts';
import {
  divide,
  type FoundMultiplier,
  isPlural,
  type UnitCatalogue,
  type UnitExpression,
  type UnitMatch,
} from './unit.ts';
import { type ApproxWord, approxWords } from './words.ts';

/** One written value, read. */
export interface Reading {
  readonly figure?: Figure;
  /** Everything that was not read, white space apart, in order. */
  readonly unread: readonly Span[];
  /** The text says that there is no value: 无, `none`, `n/a`. Then nothing is unread. */
  readonly absent: boolean;
}

/** In running text much that has digits is no figure; in a value that is a figure's own, everything counts. */
type Mode = 'scan' | 'read';

/** A number as written, before anything around it is looked at. */
interface Numeral {
  readonly start: number;
  readonly end: number;
  readonly value: Big;
  readonly decimals: number;
  readonly han: boolean;
  /** 万, 千亿: no figure without a word before or after it. */
  readonly bare: boolean;
  /** The 万 or 亿 that ends a Chinese numeral. */
  readonly multiplier?: FoundMultiplier & { readonly start: number };
}

/** A number with its multiplier and what makes it approximate from inside. */
interface Amount {
  readonly start: number;
  /** After the number itself: digits of a compound (3亿5000万) included, multiplier not. */
  readonly numberEnd: number;
  readonly end: number;
  readonly value: Big;
  readonly decimals: number;
  readonly multiplier?: FoundMultiplier & { readonly start: number };
  readonly suffix?: Suffix;
}

interface Suffix {
  readonly start: number;
  readonly end: number;
  readonly word: ApproxWord;
}

interface FoundMatch {
  readonly start: number;
  readonly end: number;
  readonly match: UnitMatch;
  /** An English noun that the catalogue does not know. */
  readonly noun?: true;
}

const zero = new Big(0);
const one = new Big(1);
const minusOne = new Big(-1);
const ten = new Big(10);

const han = `[${hanDigits}]`;
const to = '(?:[-—–―~～〜－]+|至|到)';
const month = '(?:1[0-2]|0?[1-9])';
const day = '(?:3[01]|[12]\\d|0?[1-9])';
const year = '(?:19|20)\\d{2}';
const monthName =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?';
const days = `${day}\\s*(?:${to}\\s*${day}\\s*)?[日号](?!元)`;
const months = `${month}\\s*(?:(?:${to}|、)\\s*${month}\\s*)?月(?:份|底|末|初|[上中下]旬)?(?:\\s*${days})?`;
const apart = '(?<![\\d.,])';

/** Digits, in groups of three or not; what goes on with a point or comma and another digit is a version or a list. */
const digits =
  '(?:\\d{1,3}(?:[,\\u00a0\\u2009\\u202f]\\d{3})+(?!\\d)|\\d+)(?:\\.\\d+)?(?![.,]?\\d)|(?<![\\d.])\\.\\d+(?![.,]?\\d)';

/** What has digits and is no figure, in the order in which it is tried. */
const decoys = [
  '`[^`\\n]{1,500}`',
  '\\]\\([^)\\n]{0,500}\\)',
  '[(（]\\s*metric\\s*[:：][^)）\\n]{0,500}[)）]',
  '\\{\\{[^}\\n]{0,200}\\}\\}',
  '<!--[^]{0,2000}?-->',
  'https?:\\/\\/[^\\s，。；、）】」]+',
  '《[^》\\n]{0,120}》',
  // Document numbers, enumerators, footnotes.
  `[〔［\\[（(【]\\s*${year}\\s*[〕］\\])）】]\\s*(?:第\\s*)?\\d+\\s*号`,
  `[（(]\\s*(?:\\d{1,2}|${han}{1,3})\\s*[)）]`,
  '\\[\\^?\\d+\\](?!\\()',
  `^[ \\t]*(?:#{1,6}[ \\t]+|>[ \\t]*|[-*+][ \\t]+)*(?:${han}{1,3}[、.．]|\\d{1,3}(?:\\.\\d{1,3})*[.、．)）](?!\\d))`,
  '^[ \\t]*#{1,6}[ \\t]+\\d{1,3}(?:\\.\\d{1,3})*(?=\\s)',
  // Dates.
  `${apart}${year}\\s*(?:${to}\\s*(?:19|20)?\\d{2}\\s*)?年(?:度|末|底|初|代)?(?:\\s*${months})?`,
  `${apart}0\\d年`,
  `${apart}${months}(?!亮)`,
  `${apart}${days}`,
  `${apart}[1-4]\\s*季度`,
  `${apart}\\d0(?:年代|后)`,
  `${apart}${year}(?:[-/](?:1[0-2]|0[1-9])(?:[-/](?:3[01]|[12]\\d|0[1-9]))?|[-/.]${month}[-/.]${day})(?![\\d])`,
  `${apart}${year}(?:\\/\\d{2}|[- ]?[QH][1-4])(?!\\d)`,
  `\\b(?:FY|CY|[QH][1-4])\\s?\\d{2,4}(?:\\s?[-/–]\\s?\\d{2,4})?(?!\\d)`,
  `\\b${monthName}\\s+\\d{1,2}(?:st|nd|rd|th)?(?!\\d)(?:,?\\s+${year}(?!\\d))?`,
  `${apart}\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?${monthName}(?![a-z])(?:,?\\s+${year}(?!\\d))?`,
  // Times, ratios, products, slogans, telephone numbers.
  `${apart}\\d{1,2}\\s?[ap]\\.?m\\b\\.?`,
  `${apart}\\d{1,2}\\s*[时点](?:\\s*\\d{1,2}\\s*分)?`,
  `${apart}\\d+(?:\\.\\d+)?[:：∶]\\d+(?:\\.\\d+)?(?:[:：]\\d+)?`,
  `${apart}\\d+(?:\\.\\d+)?\\s*[×xX✕*]\\s*\\d+(?:\\.\\d+)?(?:小时|天)?`,
  `(?:\\b|(?<![\\d.,]))(?:\\d+|N)(?:\\s*[+＋]\\s*(?:\\d+|[NXn](?![A-Za-z])))+`,
  `${apart}\\d+\\/\\d+(?![\\d.]|万)`,
  '(?<!\\d)(?:1[3-9]\\d{9}|0\\d{2,3}[-－]\\d{7,8}|[48]00-\\d{3,4}-\\d{3,4}|\\+\\d[\\d -]{7,}\\d)(?!\\d)',
  `${han}+分之(?<!百分之|千分之|万分之)[\\d${hanDigits}]+`,
];

/**
 * The beginnings of numbers, each with its group: a fraction of a hundred, an ordinal, digits, a Chinese numeral. The groups
 * have no names since those cost an object for every match.
 */
const numberTokens = [
  `([百千万]分之)`,
  `(第\\s*(?:\\d+|${han}+)|(?<![A-Za-z])(?:[Rr]ank(?:ed|s|ing)?|[Pp]laced)\\s+(?:#|No\\.\\s?)?\\d{1,4}(?:st|nd|rd|th)?(?![\\d.,]*\\d|\\w)|${apart}\\d{1,4}(?:st|nd|rd|th)\\b)`,
  `((?<!\\d|\\d[.,])(?:${digits}))`,
  `(${han}+)`,
];

/** What any of them begins with: most characters of a text do not, and need one look instead of a try for each. */
const tokenStarts = `[\`\\](（{<h《〔［\\[【 \\t#>*+\\-.\\dA-Zrp第${hanDigits}]`;

const scanToken = new RegExp(`(?=${tokenStarts})(?:${[...decoys, ...numberTokens].join('|')})`, 'gm');
const readToken = new RegExp(numberTokens.join('|'), 'g');
const digitsHere = new RegExp(`(?:${digits})`, 'y');
const hanHere = new RegExp(`${han}+`, 'y');

/** A pattern for one place in a text. A look at the character there saves most tries: `first` has all that it can begin with. */
interface Here {
  readonly pattern: RegExp;
  readonly first: ReadonlySet<string | undefined>;
}

function here({ source, flags }: RegExp, first: Iterable<string>): Here {
  return { pattern: new RegExp(source, `${flags}y`), first: new Set(first) };
}

function matchAt(text: string, offset: number, { pattern, first }: Here): RegExpExecArray | null {
  if (!first.has(text[offset])) return null;
  pattern.lastIndex = offset;
  return pattern.exec(text);
}

/**
 * The pattern, ending with a text: looking back from the end is one try, where `…$` is tried from every place before. No
 * alternative may be the end of another one, since engines do not agree on which is found then.
 */
function endingWith({ source, flags }: RegExp): RegExp {
  return new RegExp(`(?<=(${source}))`, `${flags}y`);
}

/** What the end of a text matches: all of it, then the groups of the pattern. */
function endOf(text: string, ending: RegExp): readonly (string | undefined)[] | null {
  ending.lastIndex = text.length;
  return ending.exec(text)?.slice(1) ?? null;
}

const joint = here(
  /[ \u00a0]*(?:[-—–―~～〜－]{1,2}|至|到|\b(?:to|and)\b)[ \u00a0]*/,
  ' \u00a0-—–―~～〜－至到ta',
);

const spaces = ' \t\u00a0\u2007\u2009\u202f';
/** Between number and unit: spaces, closing emphasis (`**105**项`), and before an English word one line end. */
const gap = here(new RegExp(`(?:\\*{1,3})?[${spaces}]*(?:\\n[${spaces}]*(?=[A-Za-z]))?`), `*\n${spaces}`);
const insideWord = here(/多|余|有余|来|[+＋](?![\dNXn])/, '多余有来+＋');

const literal = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const listed = (place: ApproxWord['place'], language: ApproxWord['language']): string =>
  approxWords
    .filter((word) => word.place === place && word.language === language)
    .map(({ word }) => literal(word))
    .sort((a, b) => b.length - a.length)
    .join('|');

const before = new RegExp(
  `(${listed('before', 'zh')})[${spaces}]*$|(?<![A-Za-z-])(${listed('before', 'en')})[${spaces}\\n]+$`,
  'i',
);
/** The last characters of all that `before` finds. */
const beforeEnds: ReadonlySet<string | undefined> = new Set([
  ...`${spaces}\n`,
  ...approxWords
    .filter(({ place, language }) => place === 'before' && language === 'zh')
    .map(({ word }) => word.at(-1)!),
]);
const after = here(
  new RegExp(
    `[${spaces}]*(${listed('after', 'zh')})|[${spaces}\\n]+(${listed('after', 'en')})(?![A-Za-z])`,
    'i',
  ),
  [...`${spaces}\n`, ...approxWords.filter(({ place }) => place === 'after').map(({ word }) => word[0]!)],
);
const wordOf: ReadonlyMap<string, ApproxWord> = new Map(
  approxWords.map((word) => [`${word.place} ${word.word}`, word]),
);

/** Characters before an approximator of one character that make it the end of another word: 节约, 最近, 反超. */
const otherWord: Readonly<Record<string, string>> = {
  约: '节合制契预签履违条公邀失相集简',
  近: '最附邻临靠亲贴相远',
  超: '反赶高',
  破: '打攻侦爆',
  过: '通经超越',
  上: '以加',
};

const directionBefore = endingWith(
  /(?:(增长|上升|提高|提升|增加|上涨|扩大|攀升|增幅|涨幅|升幅|(?<=[比期月][^，。；,;]{0,6})(?<![新净])[增升涨])|(下降|减少|降低|下滑|回落|缩减|压减|下跌|收窄|缩短|降幅|减幅|跌幅|(?<=[比期月][^，。；,;]{0,6})[降减跌]))(?:了|幅度)?(?:为|达到?)?[:：]?\s*/,
);
const directionBeforeEnglish = endingWith(
  /(?:\b(rose|risen|rise|rising|grew|grown|grow|growth|growing|up|increased?|increasing|increase|gained|climbed|improved|expanded|gain)|\b(fell|fallen|fall|falling|dropped|drop|declined?|declining|decreased?|decreasing|reduced|reduction|down|cut|shrank|lost))(?:\s+(?:by|of))?\s+/i,
);
const directionAfter =
  /[ \t]*\n?[ \t]*(?:(?:year-on-year|yoy|annual)\s+)?(?:(increase|rise|growth|gain|higher)|(decrease|decline|fall|drop|reduction|lower))\b/iy;
const natureBefore = endingWith(
  /(?:(累计|cumulative(?:ly)?)|(净增加?|net increase of)|(新增加?|new))[:：]?\s*/i,
);

/** Numbered things: the number names one of them and counts nothing. */
const namedBefore = endingWith(
  /(?:^|[^A-Za-z])(?:Tables?|Figures?|Fig\.|Charts?|Box(?:es)?|Annex(?:es)?|Appendix|Chapters?|Sections?|Sect\.|Articles?|Art\.|Parts?|Phases?|Tiers?|Levels?|Steps?|Stages?|Grades?|Goals?|Objectives?|Outcomes?|Outputs?|Indicators?|Targets?|Strateg(?:y|ies)|Priorit(?:y|ies)|Items?|Notes?|Pages?|[Pp]p?\.|Nos?\.|Number|Room|Ward|District|Route|Highway|Scope|Version|Release|Type|Class|Category|Option|Question|Footnote|Resolution|Regulation|Directive|Decision|Pillar|Cluster|Zone|Unit|ISO|IEC|GB(?:\/T)?|DB\d*(?:\/T)?|EN|ASTM|IFRS|GRI|SDGs?|HJ|IEEE|RFC|CFR|USC|§+|#|Top|TOP)\s*/,
);
const namedBeforeHan = endingWith(
  /(?:图|表|附件|附录|附表|附图|专栏|案例|公式|注|编号|代码|邮编|型号|电话|热线|代|级别)\s*/,
);
const namedAfterHan = /[号大届版强路级型代后世点月日时环线中小]/;
const hotline = /^(?:热线|[”"]?[^，。；,;\d]{0,8}(?:热线|平台))/;
const yearBefore =
  /\b(?:in|of|by|since|for|during|from|until|till|to|through|the|fiscal|calendar|early|late|mid|end|year|and)[ -]$/i;
const listJoint = /^\s*(?:[,、/和与及或至到–—~～-]|and|or|to|&)\s*$/;

/** Words after an English number that are not the thing counted. */
const notCounted = new Set(
  'a an the of in on at to by for from with without within as is are was were be been being has have had do does did will would can could may might shall should must and or nor but than then that which who whom whose where when while because so if per each every this these those its it his her their our your my out off over under up down across into onto through throughout during before after since until till between among against about around above below beyond via plus minus times versus vs not no only also more less fewer most least last next same other such previous various percent points today respectively both all any some'.split(
    ' ',
  ),
);
const uncountable = new Set([
  'staff',
  'personnel',
  'police',
  'livestock',
  'sheep',
  'cattle',
  'fish',
  'poultry',
]);
const word = /[A-Za-z][A-Za-z'’-]*/y;
const wordGap = /[ \t]*\n?[ \t]*/y;

const rankBefore =
  /(?:全(?:国|省|市|区|县|州|球|镇|盟|旗|系统|行业|院|校|集团)|世界|亚洲|排名|排位|位居|位列|名列|位次|排|居|列|跃居|升至|稳居|并列)(?:(?:全(?:国|省|市|区|县|州|球|镇|盟|旗|系统|行业|院|校|集团)|世界|亚洲))?(?:排名|位居|位列)?\s*$/;

const absent = /^(?:无|没有|暂无|不适用|none|nil|n\/?a|not applicable|[-—–]{1,2}|\/)$/i;

/** Words that state a change of nothing: 与上年持平, `unchanged`. */
const unchanged =
  /^(?:[与同和较比]?(?:上年|去年|上月|上季度?)?(?:同期)?(基本)?持平|(?:(broadly|largely)\s+)?(?:unchanged|flat)|no change)$/i;

/** Before a whole value, words that its key says already: 共12项, 达到95%, 同比增长7.6%. */
const leadIn = /^\s*(?:共计?|合计|总计|计|达到?|为|同比|环比|[比较](?:上年|去年|上月)(?:同期)?)\s*$/;

/** Whether the text has anything that could be a figure: a digit or a Chinese numeral. */
export function hasNumber(text: string): boolean {
  return /[\d０-９〇零一二两三四五六七八九十百千万亿]/.test(text);
}

/** Whether a whole value says a number, or in words that there is none or that nothing changed: 105项, 无, 持平. */
export function saysNumber(text: string): boolean {
  return hasNumber(text) || absent.test(text.trim()) || unchanged.test(text.trim());
}

/**
 * The figures of running text, in order and without overlap. Years, dates, ordinals, enumerators, slogans
 * (“1+6+3”), document numbers, times, version numbers, titles in 《》, code and link destinations are passed over.
 */
export function scanFigures(text: string, catalogue: UnitCatalogue): Figure[] {
  const plain = halfWidth(text);
  const figures: Figure[] = [];
  let at = 0;
  let decoyEnd = -1;
  for (;;) {
    scanToken.lastIndex = at;
    const token = scanToken.exec(plain);
    if (!token) return figures;
    const start = token.index;
    const [written, , , , inHan] = token;
    const tokenEnd = start + written.length;
    const isWord = inHan !== undefined && endsInWord(plain, tokenEnd, catalogue);
    const found = isWord ? undefined : numberAt(plain, token, catalogue);
    const figure = found && figureAt(plain, found, catalogue, 'scan');
    const last = figures.at(-1);
    // 2021、2022和2023: what is joined to a decoy and has no unit of its own is one, too.
    const listedDecoy = decoyEnd >= 0 && !figure?.unit && listJoint.test(plain.slice(decoyEnd, start));
    if (figure && !listedDecoy && figure.span.start >= (last?.span.end ?? 0)) {
      figures.push(
        figure.text === text.slice(figure.span.start, figure.span.end)
          ? figure
          : { ...figure, text: text.slice(figure.span.start, figure.span.end) },
      );
      at = figure.span.end;
      decoyEnd = -1;
    } else {
      if (inHan === undefined) decoyEnd = tokenEnd;
      at = tokenEnd;
    }
    if (at <= start) at = start + 1;
  }
}

/** Whether a Chinese numeral is part of a word, as most in running text are: nothing follows that a number goes on with. */
function endsInWord(text: string, end: number, catalogue: UnitCatalogue): boolean {
  const next = text[end];
  // 三千瓦: a unit may begin with the last character of the numeral.
  return next !== undefined && !goesOn.test(next) && text[end - 1] !== '千' && !catalogue.begins(next);
}

const goesOn = new RegExp(`[-—–―~～〜－至到多余有来+＋*A-Za-z\\n${spaces}]`);

/** Reads one whole written value. What the scanner cannot read is listed, so that nothing is lost silently. */
export function readFigure(text: string, catalogue: UnitCatalogue): Reading {
  const [, sign, number, tail] = numberFirst.exec(text) ?? [];
  if (sign === undefined || number === undefined || tail === undefined) return readWhole(text, catalogue);
  // In English a single thing is counted otherwise than several.
  if (/[A-Za-z]/.test(tail) && Number(number) === 1) return readWhole(text, catalogue);
  const like = readingLike(sign.length + number.length, tail, catalogue);
  if (!like.figure) return readWhole(text, catalogue);
  const { multiplier } = like.figure;
  const { value, decimals } = digitsFrom(0, number);
  const amount = multiplier ? value.times(multiplier.factor) : value;
  const low = sign === '' || sign === '+' ? amount : amount.times(minusOne);
  const place = multiplier ? stepOf(decimals).times(multiplier.factor) : stepOf(decimals);
  const written = text.slice(0, like.figure.span.end);
  const figure = { ...like.figure, text: written, low, high: low, decimals, place, lowPlace: place };
  return { figure, unread: like.unread, absent: false };
}

/**
 * A value that begins with its number, and the rest. How such a rest is read does not depend on the number: it holds
 * neither digits, nor what joins a range or makes the number an ordinal, nor 来 (which wants a round number).
 */
const numberFirst =
  /^([-−+]?)((?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,8})?)(?!(?:st|nd|rd|th)\b|[\s\S]*\b(?:to|and)\b)([^\d０-９．＋－+—–―~～〜至到来-]*)$/;

/** How values with the same rest are read, by the length of what stands before it: a report has few different ones. */
const readings = new WeakMap<UnitCatalogue, Map<string, Reading>[]>();
const mostReadings = 500;

/** The reading of a value with some number of that length before the rest. */
function readingLike(length: number, rest: string, catalogue: UnitCatalogue): Reading {
  let known = readings.get(catalogue);
  if (!known) {
    known = [];
    readings.set(catalogue, known);
  }
  known[length] ??= new Map();
  let reading = known[length].get(rest);
  if (!reading) {
    reading = readWhole('2'.repeat(length) + rest, catalogue);
    if (known[length].size < mostReadings) known[length].set(rest, reading);
  }
  return reading;
}

/** What one step of the last digit is worth with so many digits after the point. */
function stepOf(decimals: number): Big {
  return steps[decimals] ?? new Big(`1e-${decimals}`);
}

const steps: readonly Big[] = [0, 1, 2, 3, 4].map((decimals) => new Big(`1e-${decimals}`));

function readWhole(text: string, catalogue: UnitCatalogue): Reading {
  if (absent.test(text.trim())) return { unread: [], absent: true };
  const plain = halfWidth(text);
  let best: Figure | undefined;
  let at = 0;
  for (;;) {
    readToken.lastIndex = at;
    const token = readToken.exec(plain);
    if (!token) break;
    const [written, , , digits, inHan] = token;
    const found = numberAt(plain, token, catalogue);
    const figure = found && figureAt(plain, found, catalogue, 'read');
    // A Chinese numeral without a unit may be part of a name before the figure (三无企业31家).
    if (figure && (!best || (best.unit === undefined && figure.unit !== undefined && inHan === undefined))) {
      best = figure;
    }
    if (best?.unit || (best && digits !== undefined)) break;
    at = token.index + written.length;
  }
  best ??= nothingAt(text);
  if (!best) return { unread: gaps(text, []), absent: false };
  const read = [
    best.span,
    ...(best.direction ? [best.direction.span] : []),
    ...(best.nature ? [best.nature.span] : []),
  ];
  const first = Math.min(...read.map((span) => span.start));
  if (leadIn.test(plain.slice(0, first))) read.push({ start: 0, end: first });
  const { start, end } = best.span;
  return { figure: { ...best, text: text.slice(start, end) }, unread: gaps(text, read), absent: false };
}

/** 持平 as a change of zero, at whole percents. */
function nothingAt(text: string): Figure | undefined {
  const found = unchanged.exec(text.trim());
  if (!found) return undefined;
  const start = text.length - text.trimStart().length;
  const span = { start, end: start + found[0].length };
  return {
    span,
    text: found[0],
    approx: found[1] === undefined && found[2] === undefined ? 'exact' : 'about',
    inclusive: false,
    redundant: false,
    number: span,
    low: zero,
    high: zero,
    decimals: 0,
    place: one,
    lowPlace: one,
  };
}

/** The parts of the text outside the spans, without the white space around them. */
function gaps(text: string, spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  let at = 0;
  const add = (end: number): void => {
    let from = at;
    let until = end;
    while (from < until && /\s/.test(text[from]!)) from++;
    while (until > from && /\s/.test(text[until - 1]!)) until--;
    if (until > from) result.push({ start: from, end: until });
  };
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    add(span.start);
    at = Math.max(at, span.end);
  }
  add(text.length);
  return result;
}

/** Full-width digits and signs as half-width ones, one for one, so that offsets stay. */
function halfWidth(text: string): string {
  if (!/[０-９．＋－]/.test(text)) return text;
  return text
    .replace(/[０-９＋]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/(?<=\d)．(?=\d)/g, '.')
    .replace(/－(?=\d)/g, '-');
}

/** What a token stands for: a number, perhaps with a unit that it brings along (百分之, 第). */
interface Found {
  readonly numeral: Numeral;
  readonly lead?: FoundMatch;
  readonly ordinal?: true;
}

function numberAt(text: string, token: RegExpExecArray, catalogue: UnitCatalogue): Found | undefined {
  const start = token.index;
  const [written, fraction, ordinal, digits, inHan] = token;
  const end = start + written.length;
  if (digits !== undefined) return { numeral: digitsFrom(start, digits) };
  if (inHan !== undefined) {
    const numeral = hanFrom(text, start, inHan, catalogue);
    return numeral && { numeral };
  }
  if (fraction !== undefined) {
    const numeral = numeralAt(text, end, catalogue);
    const unit = catalogue.implied[fraction[0] as '百' | '千' | '万'];
    return numeral && { numeral, lead: { start, end, match: unit } };
  }
  if (ordinal !== undefined) {
    const inner = new RegExp(`\\d+|${han}+`).exec(ordinal)!;
    const from = start + inner.index;
    const numeral = /\d/.test(inner[0])
      ? digitsFrom(from, inner[0])
      : hanFrom(text, from, inner[0], catalogue);
    const lead = { start, end: Math.max(end, numeral?.end ?? 0), match: catalogue.implied.第 };
    return numeral && { numeral, lead, ordinal: true };
  }
  return undefined;
}

function digitsFrom(start: number, written: string): Numeral {
  const plain = written.replace(/[^\d.]/g, '');
  const decimals = plain.includes('.') ? plain.length - plain.indexOf('.') - 1 : 0;
  const value = /^\d{1,3}$/.test(plain)
    ? smallNumber(Number(plain))
    : new Big(plain.startsWith('.') ? `0${plain}` : plain);
  return { start, end: start + written.length, value, decimals, han: false, bare: false };
}

const smallNumbers: Big[] = [];

/** A whole number below a thousand, as most counts are: made once, since a Big is large. */
function smallNumber(number: number): Big {
  smallNumbers[number] ??= new Big(number);
  return smallNumbers[number];
}

function hanFrom(text: string, start: number, run: string, catalogue: UnitCatalogue): Numeral | undefined {
  let written = run;
  // 三千瓦: the 千 belongs to the unit.
  const last = start + run.length - 1;
  if (
    run.length > 1 &&
    /千$/.test(run) &&
    /^千[瓦克伏焦卡]/.test(text.slice(last, last + 2)) &&
    catalogue.longestAt(text, last)
  ) {
    written = run.slice(0, -1);
  }
  const numeral = readHan(written);
  if (!numeral) return undefined;
  const end = start + written.length;
  const split = end - numeral.multiplierLength;
  const multiplier = numeral.multiplierLength > 0 ? catalogue.multiplierAt(text, split) : undefined;
  return {
    start,
    end: multiplier ? split : end,
    value: multiplier ? numeral.coefficient : numeral.coefficient.times(`1e${numeral.power}`),
    decimals: 0,
    han: true,
    bare: numeral.bare,
    ...(multiplier ? { multiplier: { start: split, ...multiplier } } : {}),
  };
}

function numeralAt(text: string, offset: number, catalogue: UnitCatalogue): Numeral | undefined {
  digitsHere.lastIndex = offset;
  const digits = digitsHere.exec(text)?.[0];
  if (digits !== undefined) return digitsFrom(offset, digits);
  hanHere.lastIndex = offset;
  const run = hanHere.exec(text)?.[0];
  return run === undefined ? undefined : hanFrom(text, offset, run, catalogue);
}

function skip(text: string, offset: number): number {
  return offset + (matchAt(text, offset, gap)?.[0].length ?? 0);
}

function insideAt(text: string, offset: number, numeral: Numeral): Suffix | undefined {
  const found = matchAt(text, offset, insideWord)?.[0];
  const word = found && wordOf.get(`inside ${found}`);
  if (!word) return undefined;
  // 来 makes a round ten approximate (十来个, 20来家); elsewhere it is another word.
  if (found === '来' && (numeral.decimals > 0 || !numeral.value.mod(10).eq(zero))) return undefined;
  return { start: offset, end: offset + found.length, word };
}

/** A number with what belongs to it: 8300多, 1.2万余, 3亿5000万, `$6m`. */
function amountAt(text: string, numeral: Numeral, money: boolean, catalogue: UnitCatalogue): Amount {
  const { start, value, decimals } = numeral;
  const numberEnd = numeral.end;
  if (numeral.multiplier) {
    const suffix = insideAt(text, numeral.multiplier.end, numeral);
    return {
      start,
      numberEnd,
      end: suffix?.end ?? numeral.multiplier.end,
      value,
      decimals,
      multiplier: numeral.multiplier,
      ...(suffix ? { suffix } : {}),
    };
  }
  const inner = insideAt(text, numberEnd, numeral);
  const from = inner?.end ?? numberEnd;
  const at = skip(text, from);
  const found = multiplierFor(text, at, money && at === from, catalogue);
  if (!found) return { start, numberEnd, end: from, value, decimals, ...(inner ? { suffix: inner } : {}) };
  const multiplier = { start: at, ...found };
  const more = inner ? undefined : compoundAt(text, numeral, multiplier, catalogue);
  if (more) return more;
  const suffix = inner ?? insideAt(text, found.end, numeral);
  return {
    start,
    numberEnd,
    end: Math.max(found.end, suffix?.end ?? 0),
    value,
    decimals,
    multiplier,
    ...(suffix ? { suffix } : {}),
  };
}

function multiplierFor(
  text: string,
  at: number,
  money: boolean,
  catalogue: UnitCatalogue,
): FoundMultiplier | undefined {
  // 5千瓦 and 3百分点: here 千 and 百 begin the unit.
  const first = text[at];
  if ((first === '千' || first === '百') && catalogue.longestAt(text, at)) return undefined;
  // 百分之, 万元 and 万分之 are read where they begin.
  if ((first === '百' || first === '千' || first === '万') && text.startsWith('分之', at + 1))
    return undefined;
  return (
    catalogue.multiplierAt(text, at) ??
    (money || countsBehind(text, at, catalogue) ? catalogue.moneyMultiplierAt(text, at) : undefined)
  );
}

/** 1.2M users, 450K downloads: a letter right behind the digits, and behind it the thing counted. */
function countsBehind(text: string, at: number, catalogue: UnitCatalogue): boolean {
  if (!/[kKMB]/.test(text[at] ?? '') || !/\d/.test(text[at - 1] ?? '')) return false;
  const noun = /^[kKMB] ([A-Za-z][a-z-]+)/.exec(text.slice(at, at + 40))?.[1];
  return noun !== undefined && (isPlural(noun) || catalogue.longestAt(text, at + 2) !== undefined);
}

/** 3亿5000万, 1万2千: a second number that fills the places below the first multiplier. */
function compoundAt(
  text: string,
  first: Numeral,
  multiplier: FoundMultiplier & { readonly start: number },
  catalogue: UnitCatalogue,
): Amount | undefined {
  if (!hasHan(multiplier.text) || first.decimals > 0) return undefined;
  digitsHere.lastIndex = multiplier.end;
  const digits = digitsHere.exec(text)?.[0];
  if (digits === undefined) return undefined;
  const second = digitsFrom(multiplier.end, digits);
  const next = multiplierFor(text, second.end, false, catalogue);
  const factor = next?.factor ?? one;
  if (second.value.times(factor).gte(multiplier.factor)) {
    // 3千5百万 counts 万 (a mixture that GB/T 15835 forbids, but its meaning is plain).
    if (!next || next.factor.lte(multiplier.factor)) return undefined;
    const base = next.text.endsWith('亿') ? new Big('1e8') : new Big('1e4');
    const value = first.value.times(multiplier.factor).plus(second.value.times(next.factor.div(base)));
    const split = next.end - 1;
    return {
      start: first.start,
      numberEnd: split,
      end: next.end,
      value,
      decimals: 0,
      multiplier: { factor: base, text: text.slice(split, next.end), start: split, end: next.end },
    };
  }
  const value = first.value.times(multiplier.factor).div(factor).plus(second.value);
  const suffix = insideAt(text, next?.end ?? second.end, second);
  return {
    start: first.start,
    numberEnd: second.end,
    end: suffix?.end ?? next?.end ?? second.end,
    value,
    decimals: second.decimals,
    ...(next ? { multiplier: { start: second.end, ...next } } : {}),
    ...(suffix ? { suffix } : {}),
  };
}

/** The approximator that ends right before the offset. */
function qualifierBefore(text: string, end: number, bare: boolean): Suffix | undefined {
  if (!beforeEnds.has(text[end - 1])) return undefined;
  const from = Math.max(0, end - 24);
  const found = before.exec(text.slice(from, end));
  if (!found) return undefined;
  const written = (found[1] ?? found[2])!;
  const word = wordOf.get(`before ${written.toLowerCase()}`);
  if (!word) return undefined;
  const start = from + found.index;
  const previous = text[start - 1] ?? '';
  if (previous !== '' && otherWord[written]?.includes(previous)) return undefined;
  // 上, 过, 破 qualify only 上千, 过亿: elsewhere they end other words.
  if (/^[上过破]$/.test(written) && !bare) return undefined;
  if (/^[<>＜＞]$/.test(written) && /[-=<>]/.test(previous)) return undefined;
  return { start, end: start + written.length, word };
}

function afterAt(text: string, offset: number, unit: UnitExpression | undefined): Suffix | undefined {
  const found = matchAt(text, offset, after);
  if (!found) return undefined;
  const written = (found[1] ?? found[2])!;
  const end = offset + found[0].length;
  const word = wordOf.get(`after ${written.toLowerCase().replace(/\s+/g, ' ')}`);
  if (!word) return undefined;
  const next = text[end] ?? '';
  if (written === '上下' && /[游级联班文]/.test(next)) return undefined;
  if (written === '许' && /[可多愿诺]/.test(next)) return undefined;
  // 5年多 and 100元多 are approximate; 3项多部门 is not.
  if (written === '多') {
    const measured = unit !== undefined && /^(time|currency|length|mass|area|volume)/.test(unit.dimension);
    if (!measured || (/\p{Script=Han}/u.test(next) && !/[的来时前后以里]/.test(next))) return undefined;
  }
  return { start: end - written.length, end, word };
}

function nounAt(
  text: string,
  offset: number,
  catalogue: UnitCatalogue,
  mode: Mode,
  one: boolean,
): FoundMatch | undefined {
  let at = offset;
  let first: string | undefined;
  let firstEnd = offset;
  for (let index = 0; index < 4; index++) {
    word.lastIndex = at;
    const found = word.exec(text)?.[0];
    if (found === undefined || notCounted.has(found.toLowerCase())) break;
    const end = at + found.length;
    if (index > 0) {
      const known = catalogue.longestAt(text, at);
      if (known && known.unit.dimension === 'count' && known.spelling !== 'wrong') {
        return { start: offset, end: known.end, match: known };
      }
    } else {
      first = found;
      firstEnd = end;
    }
    const misspelt = index === 0 ? catalogue.misspelling(found) : undefined;
    const right = misspelt === undefined ? undefined : catalogue.find(misspelt);
    if (right && misspelt !== undefined) {
      return { start: offset, end, match: { ...right, spelling: 'wrong', suggestion: misspelt } };
    }
    if (isPlural(found)) {
      const match = catalogue.countedAt(text.slice(offset, end).replace(/\s+/g, ' '), text, end);
      return { start: offset, end: match.end, match, noun: true };
    }
    wordGap.lastIndex = end;
    wordGap.exec(text);
    if (wordGap.lastIndex <= end || !/[A-Za-z]/.test(text[wordGap.lastIndex] ?? '')) {
      at = end;
      break;
    }
    at = wordGap.lastIndex;
  }
  if (first === undefined || first.length < 3) return undefined;
  const whole = mode === 'read' && at === text.trimEnd().length;
  if (!whole && !one && !uncountable.has(first.toLowerCase())) return undefined;
  const end = whole ? at : firstEnd;
  const match: UnitMatch = {
    unit: catalogue.counted(text.slice(offset, end).replace(/\s+/g, ' ')),
    spelling: 'name',
  };
  return { start: offset, end, match, noun: true };
}

/** The figure of a number, or undefined where the number is none. */
function figureAt(text: string, found: Found, catalogue: UnitCatalogue, mode: Mode): Figure | undefined {
  const { numeral } = found;
  if (found.ordinal) return rankAt(text, found, mode);

  let lead = found.lead?.start ?? numeral.start;
  let negative = false;
  const minus = (): void => {
    const sign = text[lead - 1];
    if (!negative && (sign === '-' || sign === '−') && !/[A-Za-z0-9)）\]%％]/.test(text[lead - 2] ?? '')) {
      negative = true;
      lead -= 1;
    }
  };
  if (!numeral.han && !found.lead) minus();
  // A rise written with its sign (+7.6%); in running text 1+6 is no figure of 6.
  if (mode === 'read' && !negative && text[lead - 1] === '+' && !/[A-Za-z0-9]/.test(text[lead - 2] ?? ''))
    lead -= 1;
  const numberStart = lead;
  const money = numeral.han ? undefined : catalogue.moneySignBefore(text, lead);
  if (money) {
    lead = money.start;
    minus();
  } else if (
    /[A-Za-z_]/.test(text[lead - 1] ?? '') ||
    (/[-.]/.test(text[lead - 1] ?? '') && /[A-Za-z]/.test(text[lead - 2] ?? ''))
  ) {
    return undefined;
  }

  let first = amountAt(text, numeral, money !== undefined, catalogue);
  let firstUnit = unitAt(
    text,
    first.end,
    first,
    catalogue,
    mode,
    money !== undefined || found.lead !== undefined,
  );
  // Most Chinese numerals in running text are parts of words: nothing more is looked at where no unit follows.
  if (mode === 'scan' && numeral.han && !found.lead && !firstUnit && !joins(text, first.end))
    return undefined;
  const second = rangeAt(text, lead, first, firstUnit, negative, catalogue, money !== undefined);
  if (second === 'none') return undefined;
  const clock = second || !firstUnit || found.lead ? undefined : clockAt(text, first, firstUnit, catalogue);
  if (clock) {
    first = clock.amount;
    firstUnit = clock.unit;
  }
  let amount = first;
  if (second) {
    if (
      /^[ \u00a0]*and\b/i.test(text.slice(first.end, first.end + 8)) &&
      /\bbetween $/i.test(text.slice(Math.max(0, lead - 9), lead))
    ) {
      lead -= 'between '.length;
    }
    amount = second;
    firstUnit = unitAt(
      text,
      second.end,
      second,
      catalogue,
      mode,
      money !== undefined || found.lead !== undefined,
    );
  }

  let unit: FoundMatch | undefined = found.lead ?? firstUnit;
  let end = Math.max(amount.end, found.lead ? 0 : (firstUnit?.end ?? 0));
  if (money) {
    const rate = catalogue.moneyAt(text.slice(money.start, money.end), text, amount.end);
    const suffixed = firstUnit?.match.unit.dimension.split('/')[0]?.startsWith('currency:')
      ? firstUnit
      : undefined;
    unit = suffixed ?? { start: money.start, end: money.end, match: rate ?? money };
    end = Math.max(amount.end, suffixed?.end ?? rate?.end ?? 0);
  }

  // Without a unit after it, 多 begins another word: 105多部门.
  let suffix = amount.suffix ?? first.suffix;
  if (
    suffix &&
    !unit &&
    /[多余来]/.test(suffix.word.word) &&
    /\p{Script=Han}/u.test(text[suffix.end] ?? '')
  ) {
    end = Math.min(end, suffix.start);
    suffix = undefined;
  }
  const trailing = afterAt(text, end, unit?.match.unit);
  const doubled = suffix !== undefined && trailing !== undefined;
  if (trailing) end = trailing.end;
  suffix ??= trailing;

  let per: (UnitMatch & { readonly start: number }) | undefined;
  let qualifier = qualifierBefore(text, lead, numeral.bare);
  const dimension = unit?.match.unit.dimension;
  // 近三年, over 5 years: the last three, during five.
  if (qualifier && dimension === 'time' && /^(近|over|above)$/i.test(qualifier.word.word))
    qualifier = undefined;
  let start = qualifier?.start ?? lead;
  const stacked = qualifier && qualifierBefore(text, qualifier.start, false);
  if (stacked) start = stacked.start;
  if (unit && !found.lead) {
    per = catalogue.perBefore(unit.match, text, start);
    if (per) {
      unit = { ...unit, match: per };
      start = per.start;
    }
  }

  if (
    mode === 'scan' &&
    !isFigure(text, {
      numeral,
      amount,
      lead,
      end,
      unit,
      money: money !== undefined,
      qualifier,
      suffix,
      ranged: second !== undefined,
      led: found.lead !== undefined,
    })
  ) {
    return undefined;
  }

  const scale = (value: Big, of: Amount): Big => (of.multiplier ? value.times(of.multiplier.factor) : value);
  const shared =
    second && !first.multiplier && amount.multiplier ? { ...first, multiplier: amount.multiplier } : first;
  const place = (of: Amount, decimals: number): Big => scale(stepOf(decimals), of);
  const size = scale(first.value, shared);
  const low = negative ? size.times(minusOne) : size;
  const high = second ? scale(amount.value, amount) : low;
  const direction = directionAt(text, start, end, unit?.match.unit);
  const natureEnd = direction && direction.span.end <= start ? direction.span.start : start;
  const nature = natureAt(text, natureEnd);
  const word = qualifier?.word ?? suffix?.word;
  const figure: { -readonly [K in keyof Figure]: Figure[K] } = {
    span: { start, end },
    text: text.slice(start, end),
    approx: word?.approx ?? 'exact',
    inclusive: word?.inclusive ?? false,
    redundant: doubled || (qualifier !== undefined && suffix !== undefined) || stacked !== undefined,
    number: { start: money ? numeral.start : numberStart, end: amount.numberEnd },
    low,
    high,
    decimals: amount.decimals,
    place: place(amount, amount.decimals),
    lowPlace: place(shared, first.decimals),
  };
  if (qualifier) figure.qualifier = { start: qualifier.start, end: qualifier.end };
  if (suffix) figure.suffix = { start: suffix.start, end: suffix.end };
  if (direction) figure.direction = direction;
  if (nature) figure.nature = nature;
  if (per) figure.per = { start: per.start, end: stacked?.start ?? qualifier?.start ?? lead };
  if (amount.multiplier) {
    const { factor, text: written, start, end } = amount.multiplier;
    figure.multiplier = { span: { start, end }, factor, text: written };
  }
  if (unit) {
    const { start, end, match } = unit;
    figure.unit = { span: { start, end }, text: text.slice(start, end), match: plainMatch(match) };
  }
  return figure;
}

/** The match alone, without the offsets that a search adds to it. */
function plainMatch({ unit, spelling, suggestion, candidates }: UnitMatch): UnitMatch {
  if (suggestion === undefined && candidates === undefined) return { unit, spelling };
  return {
    unit,
    spelling,
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(candidates === undefined ? {} : { candidates }),
  };
}

function unitAt(
  text: string,
  offset: number,
  amount: Amount,
  catalogue: UnitCatalogue,
  mode: Mode,
  noNoun: boolean,
): FoundMatch | undefined {
  const at = skip(text, offset);
  const unit = catalogue.longestAt(text, at);
  if (unit && (!amount.multiplier || unit.unit.multipliable))
    return { start: at, end: ofWhomAt(text, at, unit.end), match: unit };
  if (noNoun || at === offset || !/[A-Za-z]/.test(text[at] ?? '')) return undefined;
  return nounAt(text, at, catalogue, mode, amount.value.eq(one) && !amount.multiplier);
}

/** Where a rate ends that leaves unsaid what is counted, with those it is counted among: `per 1,000 live births`. */
function ofWhomAt(text: string, start: number, end: number): number {
  if (!text.startsWith('per 1', start)) return end;
  return (
    end +
    (/^ (?:[a-z-]+ ){0,2}?[a-z-]+s(?![\w-])|^ (?:people|children|women|men)\b/.exec(
      text.slice(end, end + 60),
    )?.[0].length ?? 0)
  );
}

/** 11分30秒, 2 hours 15 minutes: told in the smaller unit, of which the greater one must be a whole number. */
function clockAt(
  text: string,
  first: Amount,
  unit: FoundMatch,
  catalogue: UnitCatalogue,
): { amount: Amount; unit: FoundMatch } | undefined {
  if (first.multiplier || first.suffix || first.decimals > 0) return undefined;
  digitsHere.lastIndex = skip(text, unit.end);
  const written = digitsHere.exec(text);
  const greater = written && timeOf(unit.match);
  if (!greater) return undefined;
  const number = digitsFrom(written.index, written[0]);
  const at = skip(text, number.end);
  const found = catalogue.longestAt(text, at);
  const smaller = found && timeOf(found);
  if (!found || !smaller) return undefined;
  const ratio = divide(greater.factor, smaller.factor);
  const rest = number.value.div(ratio);
  if (ratio.lte(1) || !ratio.mod(1).eq(0) || rest.gte(1)) return undefined;
  const amount: Amount = {
    start: first.start,
    numberEnd: number.end,
    end: number.end,
    value: first.value.times(ratio).plus(number.value),
    decimals: number.decimals,
  };
  const match = { unit: smaller, spelling: 'name' as const };
  const whole = { amount, unit: { start: at, end: found.end, match } };
  return clockAt(text, amount, whole.unit, catalogue) ?? whole;
}

/** What a unit means as one of time: 分 is a score or a minute. */
function timeOf({ unit, candidates }: UnitMatch): UnitExpression | undefined {
  if (unit.dimension === 'time') return unit;
  return candidates?.find((one) => one.dimension === 'time');
}

/** Whether something that joins the two ends of a range stands here. */
function joins(text: string, offset: number): boolean {
  return /[-—–―~～〜－至到]/.test(text[offset] ?? '');
}

/** The second number of a range (10%~20%, $6–8 million, 3至5年); `none` where two joined numbers are no range and no figures. */
function rangeAt(
  text: string,
  lead: number,
  first: Amount,
  firstUnit: FoundMatch | undefined,
  negative: boolean,
  catalogue: UnitCatalogue,
  money: boolean,
): Amount | 'none' | undefined {
  const from = firstUnit && !firstUnit.noun ? firstUnit.end : first.end;
  for (const at of from === first.end ? [from] : [from, first.end]) {
    const written = matchAt(text, at, joint)?.[0];
    if (written === undefined) continue;
    const joined = written.trim().toLowerCase();
    let next = at + written.length;
    const previous = text.slice(Math.max(0, lead - 9), lead);
    if (joined === 'and' && !/\bbetween $/i.test(previous)) continue;
    // “from 3% to 5%” is a change, not a range.
    if (/^(to|至|到)$/.test(joined) && /(?:\bfrom |[从由自])$/i.test(previous)) continue;
    const sign = /^(?:US\$|HK\$|[$€£¥￥]|CNY |RMB |USD |EUR |GBP )/.exec(text.slice(next, next + 4))?.[0];
    if (sign !== undefined) next += sign.length;
    const numeral = numeralAt(text, next, catalogue);
    if (!numeral || numeral.bare) continue;
    const second = amountAt(text, numeral, money, catalogue);
    const size = (amount: Amount, multiplier = amount.multiplier): Big =>
      multiplier ? amount.value.times(multiplier.factor) : amount.value;
    const low = size(first, first.multiplier ?? second.multiplier);
    if (!negative && low.gte(size(second))) {
      // 5-3 is a score or a code; 5—3 more likely two figures that a dash sets apart.
      if (joined === '-' && !firstUnit && !first.multiplier) return 'none';
      continue;
    }
    if (at === from && firstUnit && !firstUnit.noun) {
      const unit = catalogue.longestAt(text, skip(text, second.end));
      if (!unit || unit.unit.id !== firstUnit.match.unit.id) continue;
    }
    return second;
  }
  return undefined;
}

interface Candidate {
  readonly numeral: Numeral;
  readonly amount: Amount;
  readonly lead: number;
  readonly end: number;
  readonly unit: FoundMatch | undefined;
  readonly money: boolean;
  readonly qualifier: Suffix | undefined;
  readonly suffix: Suffix | undefined;
  readonly ranged: boolean;
  readonly led: boolean;
}

/** Whether a number in running text is a figure: neither a year, a name, a code nor half of another word. */
function isFigure(text: string, candidate: Candidate): boolean {
  const { numeral, amount, lead, end, unit, qualifier, suffix } = candidate;
  if (candidate.led || candidate.money) return true;
  const unitId = unit?.match.unit.id;
  const previous = text[lead - 1] ?? '';
  const next = text[end] ?? '';
  const length =
    numeral.end -
    numeral.start +
    (numeral.multiplier ? numeral.multiplier.end - numeral.multiplier.start : 0);
  const worded = qualifier !== undefined || suffix !== undefined;

  if (numeral.han) {
    if (!unit || unitId === 'index_point' || unitId === 'score' || unitId === 'minute') return false;
    if (previous === '第' || /[成]/.test(previous)) return false;
    // 百家, 万众: but 千亿元 and 百万元 are sums.
    if (numeral.bare) return worded || (length > 1 && unit.match.unit.multipliable);
    // 一批, 三级, 五大, 两个: too often words; but 三成, 两倍 and 十条 are figures.
    if (length === 1 && !numeral.value.eq(ten)) {
      return worded || (/^(tenth|times)$/.test(unitId ?? '') && !numeral.value.eq(one));
    }
    return true;
  }

  const written = text.slice(numeral.start, numeral.end);
  const yearly = /^(?:19|20)\d{2}$/.test(written) && !amount.multiplier;
  if (yearly && !worded && (!unit || unit.noun || unitId === 'year')) return false;
  if (
    yearly &&
    unit &&
    /[A-Za-z]/.test(text[unit.start] ?? '') &&
    yearBefore.test(text.slice(Math.max(0, lead - 10), lead))
  ) {
    return false;
  }
  // 前3名, 前3个月, 每3年 say which or how often.
  if (/[前每第]/.test(previous) && (!unit || /^(time|count|rank)$/.test(unit.match.unit.dimension)))
    return false;
  if (unit && !unit.noun) return true;
  const words = text.slice(Math.max(0, lead - 24), lead);
  if (endOf(words, namedBefore)) return false;
  if (unit || amount.multiplier) return true;
  if (/^0\d/.test(written) || /^\d{12,}$/.test(written)) return false;
  if (endOf(words, namedBeforeHan) || (namedAfterHan.test(next) && !worded)) return false;
  // 5G, 3D, 1st, 5-year.
  if (/[A-Za-z_]/.test(next) || (next === '-' && /[A-Za-z0-9]/.test(text[end + 1] ?? ''))) return false;
  if (/[-+/\\#@&=_^]/.test(previous)) return false;
  if (/[“‘"'「]/.test(previous) && /[”’"'」]/.test(next)) return false;
  if (/^[1-9]\.0$/.test(written)) return false;
  return !(/^\d{3,5}$/.test(written) && hotline.test(text.slice(end, end + 14)));
}

function rankAt(text: string, { numeral, lead }: Found, mode: Mode): Figure | undefined {
  const { start, match } = lead!;
  let end = lead!.end;
  const english = !/^第/.test(text.slice(start, start + 1));
  let from = start;
  if (english) {
    if (mode === 'scan' && /\d/.test(text[start]!)) return undefined;
  } else {
    const unit = /^(?:名次|位次|[名位])(?![^的在和\P{Script=Han}])/u.exec(text.slice(end, end + 3))?.[0];
    if (unit) end += unit.length;
    const place = rankBefore.exec(text.slice(Math.max(0, start - 10), start))?.[0];
    if (mode === 'scan') {
      if (!place || (!unit && /\p{Script=Han}/u.test(text[end] ?? '') && !/[的位名]/.test(text[end]!)))
        return undefined;
    }
    if (place)
      from = start - (mode === 'scan' ? (/全.+?$|世界|亚洲/.exec(place)?.[0] ?? place) : place).length;
  }
  const value = numeral.multiplier ? numeral.value.times(numeral.multiplier.factor) : numeral.value;
  return {
    span: { start: from, end },
    text: text.slice(from, end),
    approx: 'exact',
    inclusive: false,
    redundant: false,
    number: { start: numeral.start, end: numeral.multiplier?.end ?? numeral.end },
    low: value,
    high: value,
    decimals: 0,
    place: one,
    lowPlace: one,
    unit: { span: { start, end }, text: text.slice(start, end), match },
  };
}

function directionAt(
  text: string,
  start: number,
  end: number,
  unit: UnitExpression | undefined,
): Figure['direction'] {
  const words = text.slice(Math.max(0, start - 20), start);
  const [all, up] = endOf(words, directionBefore) ?? endOf(words, directionBeforeEnglish) ?? [];
  if (all !== undefined) {
    const at = start - all.length;
    return { span: { start: at, end: at + all.trimEnd().length }, sign: up === undefined ? 'down' : 'up' };
  }
  if (unit?.dimension !== 'ratio' && unit?.dimension !== 'ratio-difference') return undefined;
  directionAfter.lastIndex = end;
  const later = directionAfter.exec(text);
  if (!later) return undefined;
  const at = end + later[0].length - later[0].trimStart().length;
  return { span: { start: at, end: directionAfter.lastIndex }, sign: later[1] === undefined ? 'down' : 'up' };
}

function natureAt(text: string, end: number): Figure['nature'] {
  const [all, cumulative, net] = endOf(text.slice(Math.max(0, end - 18), end), natureBefore) ?? [];
  if (all === undefined) return undefined;
  const start = end - all.length;
  const kind = cumulative !== undefined ? 'cumulative' : net !== undefined ? 'net' : 'new';
  return { span: { start, end: start + all.trimEnd().length }, kind };
}
