import Big from 'big.js';
import { hasHan, type Language } from '../text/language.ts';
import { editDistance } from '../text/names.ts';
import catalogue from './units.json';

/**
 * A unit as the catalogue or a project's `units:` defines it.
 *
 * A project's definition with the `id` of a built-in unit extends it: lists are joined, everything else replaced.
 * A spelling that a project gives to its unit no longer means any other.
 */
export interface UnitDefinition {
  readonly id: string;
  readonly names?: { readonly zh?: string; readonly en?: string; readonly plural?: string };
  /** The international symbol or currency code: `km²`, `CNY`. */
  readonly symbol?: string;
  /** Other right spellings, in any language. */
  readonly aliases?: readonly string[];
  /** Spellings that this unit shares with others; they mean it only where the context says so. */
  readonly ambiguous?: readonly string[];
  /** Misspellings; a map says what each should be, a list leaves that to the unit's symbol or name. */
  readonly wrong?: readonly string[] | Readonly<Record<string, string>>;
  /** Spellings that mean this unit only after a `/`: `月` in 元/月. */
  readonly rate?: readonly string[];
  /** Characters that, right after a spelling of one Han character, show that another word begins: `5目` of 项目. */
  readonly notBefore?: string;
  /** Another unit of the same concept whose English name stands in for a missing one: 名 reads as `person`. */
  readonly sameAs?: string;
  /** What is measured: `length`, `mass`, `currency:CNY`, `count`, or a product or quotient such as `data/time`. */
  readonly dimension?: string;
  /** What is counted, when the dimension is a count: `person`, `person-time`. */
  readonly concept?: string;
  /** One of this unit in the base unit of its dimension: a decimal, or a fraction `a/b` where no decimal is exact. */
  readonly factor?: string | number;
  /** The UCUM code of the same size, if there is one (https://ucum.org). */
  readonly ucum?: string;
  /** Whether 万, 亿, thousand, million may stand before it; by default the dimension decides. */
  readonly multipliable?: boolean;
}

/** A unit of the catalogue, complete and immutable. */
export interface Unit {
  readonly id: string;
  readonly names: { readonly zh?: string; readonly en?: string; readonly plural?: string };
  readonly symbol?: string;
  readonly aliases: readonly string[];
  readonly ambiguous: readonly string[];
  readonly wrong: Readonly<Record<string, string>>;
  readonly rate: readonly string[];
  readonly notBefore: string;
  readonly dimension: string;
  readonly concept?: string;
  /** The factor into the dimension's base unit is `numerator / denominator`, exactly. */
  readonly numerator: Big;
  readonly denominator: Big;
  readonly ucum?: string;
  readonly multipliable: boolean;
  /** Whether a project defined or extended it. */
  readonly own: boolean;
}

/** A power of ten written as a word between the number and the unit: 万, 亿, `million`. */
export interface Multiplier {
  readonly factor: Big;
  readonly text: string;
}

/** One unit of an expression, in its numerator (`power` 1) or denominator (−1), as it was written. */
export interface UnitPart {
  readonly unit: Unit;
  readonly power: 1 | -1;
  readonly written: string;
  /** 千 in 张/千人, the 1,000 in `per 1,000 people`. */
  readonly multiplier?: Multiplier;
}

/** How a written unit stands to the catalogue: its name, an accepted other spelling, one of several meanings, or a mistake. */
export type Spelling = 'name' | 'alias' | 'ambiguous' | 'wrong';

/** A written unit, found. */
export interface UnitMatch {
  readonly unit: UnitExpression;
  readonly spelling: Spelling;
  /** What should stand there instead, for wrong and ambiguous spellings. */
  readonly suggestion?: string;
  /** All meanings of the spelling, likeliest first, when there are several (分: score or minute). */
  readonly candidates?: readonly UnitExpression[];
}

/** A unit found in running text; `end` is the UTF-16 offset after it. */
export interface FoundUnit extends UnitMatch {
  readonly end: number;
}

/** A multiplier found in running text; `end` is the UTF-16 offset after it. */
export interface FoundMultiplier extends Multiplier {
  readonly end: number;
}

/** Divisions are carried to 40 digits: far beyond any figure in a report, so that only 亩 and months are not exact. */
const Exact = Big();
Exact.DP = 40;

const one = new Exact(1);

/** `a / b` to 40 decimal places. */
export function divide(a: Big, b: Big): Big {
  // Most factors have a denominator of 1, and a division is by far the dearest of all operations.
  return b === one || b.eq(one) ? new Exact(a) : new Exact(a).div(b);
}

/** The number as a double. Big.js itself would write it out and read it again. */
export function rough({ s, e, c }: Big): number {
  let digits = 0;
  for (const digit of c) digits = digits * 10 + digit;
  return s * digits * 10 ** (e - c.length + 1);
}

/** A decimal or a fraction `a/b` as numerator and denominator; undefined when it is neither or not positive. */
export function parseFactor(text: string | number): readonly [Big, Big] | undefined {
  const match = /^(\d+(?:\.\d+)?(?:e[-+]?\d+)?)(?:\s*\/\s*(\d+(?:\.\d+)?))?$/i.exec(String(text).trim());
  if (!match) return undefined;
  const numerator = new Exact(match[1]!);
  const denominator = match[2] === undefined ? one : new Exact(match[2]);
  return numerator.gt(0) && denominator.gt(0) ? [numerator, denominator] : undefined;
}

/** The dimensions that 万, 亿 or `million` never precede. */
const notMultiplied = new Set([
  'ratio',
  'ratio-difference',
  'temperature',
  'level',
  'acidity',
  'rating',
  'rank',
  'score',
  'index',
  'illuminance',
  'age',
]);

/** The plural of an English name by the regular rules; irregular ones stand in the catalogue. */
export function pluralOf(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

const irregular: ReadonlyMap<string, string> = new Map([
  ['people', 'person'],
  ['children', 'child'],
  ['women', 'woman'],
  ['men', 'man'],
  ['feet', 'foot'],
  ['mice', 'mouse'],
  ['criteria', 'criterion'],
]);

/** The singular of an English noun by the regular rules and a few irregular ones, in lower case. */
export function singularOf(noun: string): string {
  const word = noun.toLowerCase();
  const known = irregular.get(word);
  if (known) return known;
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(ss|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /[^su]s$/.test(word) ? word.slice(0, -1) : word;
}

/** Whether an English word looks like a plural: `bridges`, `people`, not `address` or `various`. */
export function isPlural(word: string): boolean {
  const folded = word.toLowerCase();
  return irregular.has(folded) || (/[^s]s$/.test(folded) && !/(us|is|'s|’s)$/.test(folded));
}

/** The written power of ten in a language: 10⁸ is 亿 in Chinese and has no word in English. */
export function multiplierWord(factor: Big, language: Language): string | undefined {
  const words: Readonly<Record<string, string>> =
    language === 'zh'
      ? {
          3: '千',
          4: '万',
          5: '十万',
          6: '百万',
          7: '千万',
          8: '亿',
          9: '十亿',
          10: '百亿',
          11: '千亿',
          12: '万亿',
        }
      : { 3: 'thousand', 6: 'million', 9: 'billion', 12: 'trillion' };
  return factor.c.length === 1 && factor.c[0] === 1 ? words[factor.e] : undefined;
}

/** A unit as written: one unit, or a product or quotient of several, perhaps with a multiplier before it (亿元, 元/人·月). */
export class UnitExpression {
  readonly parts: readonly UnitPart[];
  /** The multiplier before it, when there is one. */
  readonly scale: Multiplier | undefined;
  #size: number | undefined;

  constructor(parts: readonly UnitPart[], scale?: Multiplier) {
    this.parts = parts;
    this.scale = scale;
  }

  /** The same for every spelling of the same units; the multiplier before it does not count: 元 and 亿元 are both `yuan`. */
  get id(): string {
    return this.simple
      ? this.parts[0]!.unit.id
      : quotient(this.parts.map((part) => [amount(part) + part.unit.id, part.power]));
  }

  /** What is measured: `length`, `count/area`, `currency:CNY/count·time`. */
  get dimension(): string {
    if (this.simple) return this.parts[0]!.unit.dimension;
    return quotient(this.atoms().map(([atom, power]) => [atom.startsWith('count:') ? 'count' : atom, power]));
  }

  /** What is counted, when anything is: `person`, `person/area`. */
  get concept(): string | undefined {
    if (this.simple) return this.parts[0]!.unit.concept;
    const atoms = this.atoms();
    if (!atoms.some(([atom]) => atom.startsWith('count:'))) return undefined;
    return quotient(atoms.map(([atom, power]) => [atom.replace(/^count:/, ''), power]));
  }

  /** The power of ten written before the unit; 1 when there is none. */
  get multiplier(): Big {
    return this.scale?.factor ?? one;
  }

  /** One of the unit, without its multiplier, in base units, to 40 decimal places. */
  get factor(): Big {
    return divide(this.numerator, this.denominator);
  }

  /** The factor with its multiplier as a double, for what need not be told exactly. */
  get size(): number {
    this.#size ??= (rough(this.numerator) * rough(this.multiplier)) / rough(this.denominator);
    return this.#size;
  }

  get numerator(): Big {
    return this.product(1);
  }

  get denominator(): Big {
    return this.product(-1);
  }

  /** Whether it is one catalogue unit, neither multiplied nor composed. */
  get simple(): boolean {
    return this.parts.length === 1 && this.parts[0]!.multiplier === undefined;
  }

  /** Whether 万, 亿 or `million` may precede it. */
  get multipliable(): boolean {
    return this.parts.every((part) => part.power < 0 || part.unit.multipliable);
  }

  /** The same unit with another multiplier before it, or none. */
  scaled(scale: Multiplier | undefined): UnitExpression {
    return new UnitExpression(this.parts, scale);
  }

  /**
   * The unit's name. What was written is kept if it belongs to the language (公斤 stays 公斤, `km²` stays `km²` in
   * both); otherwise the catalogue's name. `plural` matters in English only.
   */
  name(language: Language, options: { readonly plural?: boolean } = {}): string {
    const above: string[] = [];
    const below: string[] = [];
    for (const part of this.parts) {
      const name = partName(part, language, part.power > 0 && options.plural === true);
      if (part.power > 0) above.push(name);
      else below.push(name);
    }
    const words = language === 'en' && [...above, ...below].some((name) => /[a-z]{3}/.test(name));
    const name = words
      ? [above.join('-'), ...below].join(' per ')
      : above.join('·') + (below.length > 0 ? `/${below.join('·')}` : '');
    const scale = this.scale && scaleName(this.scale, language);
    if (!scale) return name;
    if (language === 'zh') return hasHan(scale) || hasHan(name) ? scale + name : `${scale} ${name}`;
    return isCurrency(this) ? `${name} ${scale}` : `${scale} ${name}`;
  }

  private product(sign: 1 | -1): Big {
    let result: Big | undefined;
    for (const { unit, power, multiplier } of this.parts) {
      const factor = power === sign ? unit.numerator : unit.denominator;
      result = result ? result.times(factor) : factor;
      if (multiplier && power === sign) result = result.times(multiplier.factor);
    }
    return result ?? one;
  }

  /** The dimensions it is made of, counts by their concept; what stands above and below cancels. */
  private atoms(): readonly (readonly [string, number])[] {
    const powers = new Map<string, number>();
    for (const { unit, power } of this.parts) {
      const [above = '', below = ''] = unit.dimension.split('/');
      const concepts = unit.concept?.split('·') ?? [];
      const counted = concepts.find((concept) => !above.split('·').includes(concept)) ?? unit.id;
      const add = (atom: string, by: number): void => {
        if (atom === '') return;
        const key = atom === 'count' ? `count:${counted}` : atom;
        powers.set(key, (powers.get(key) ?? 0) + by);
      };
      for (const atom of above.split('·')) add(atom, power);
      for (const atom of below.split('·')) add(atom, -power);
    }
    return [...powers].filter(([, power]) => power !== 0);
  }
}

function amount(part: UnitPart): string {
  return part.multiplier ? `${part.multiplier.factor.toFixed()} ` : '';
}

/** `a·b/c·d` in alphabetical order; what cancels altogether is a ratio. */
function quotient(atoms: readonly (readonly [string, number])[]): string {
  const above: string[] = [];
  const below: string[] = [];
  for (const [atom, power] of atoms) {
    for (let n = 0; n < Math.abs(power); n++) (power > 0 ? above : below).push(atom);
  }
  if (above.length === 0 && below.length === 0) return 'ratio';
  return (above.sort().join('·') || '1') + (below.length > 0 ? `/${below.sort().join('·')}` : '');
}

function isWord(unit: Unit, written: string): boolean {
  const folded = written.toLowerCase();
  return folded === unit.names.en?.toLowerCase() || folded === unit.names.plural?.toLowerCase();
}

function partName(
  { unit, written, power, multiplier }: UnitPart,
  language: Language,
  plural: boolean,
): string {
  const { names, symbol } = unit;
  const scale = multiplier ? scaleName(multiplier, language) + (language === 'en' ? ' ' : '') : '';
  if (language === 'zh') {
    // A currency sign stands before the number; after it, and after 万 and 亿, stands the name.
    const sign = unit.dimension.startsWith('currency:') && !hasHan(written);
    if (hasHan(written) || !(sign || isWord(unit, written))) return scale + written;
    return scale + ((power < 0 && unit.rate.find(hasHan)) || names.zh || symbol || written);
  }
  if (!hasHan(written) && !isWord(unit, written)) return scale + written;
  const many = names.plural ?? (names.en === undefined ? undefined : pluralOf(names.en));
  const word = plural || (multiplier && power < 0) ? many : names.en;
  // Symbols read better than words, but nobody writes `5 mo` or `d` for days in a report's prose.
  const preferWord = isWord(unit, written) || unit.dimension === 'time' || unit.dimension === 'count';
  return scale + ((preferWord ? (word ?? symbol) : (symbol ?? word)) ?? written);
}

function scaleName(scale: Multiplier, language: Language): string {
  const suits = hasHan(scale.text) === (language === 'zh');
  return suits ? scale.text : (multiplierWord(scale.factor, language) ?? scale.text);
}

/** Whether the unit is money, and nothing per anything. */
export function isCurrency(unit: UnitExpression): boolean {
  return unit.simple && unit.parts[0]!.unit.dimension.startsWith('currency:');
}

/** Whether amounts in the two units can be compared: the same dimension, and for counts the same concept. % and 个百分点 cannot. */
export function comparable(a: UnitExpression, b: UnitExpression): boolean {
  if (a.simple && b.simple && a.parts[0]!.unit === b.parts[0]!.unit) return true;
  return a.dimension === b.dimension && a.concept === b.concept;
}

/** The amount in another unit, multipliers included (11320 户 is 1.132 万户), to 40 decimal places; undefined when not comparable. */
export function convert(value: Big, from: UnitExpression, to: UnitExpression): Big | undefined {
  if (!comparable(from, to)) return undefined;
  const above = new Exact(value).times(from.numerator).times(from.multiplier).times(to.denominator);
  return above.div(from.denominator.times(to.numerator).times(to.multiplier));
}

/** The meaning of a found unit that can be compared with `wanted`, the likeliest one first. */
export function unitLike(match: UnitMatch, wanted: UnitExpression): UnitExpression | undefined {
  if (comparable(match.unit, wanted)) return match.unit;
  return match.candidates?.find((candidate) => comparable(candidate, wanted));
}

/** Whether both mean the same unit and the same multiplier, however they are spelled (公里 and 千米). */
export function sameUnit(a: UnitExpression, b: UnitExpression): boolean {
  return (
    comparable(a, b) &&
    a.numerator
      .times(a.multiplier)
      .times(b.denominator)
      .eq(b.numerator.times(b.multiplier).times(a.denominator))
  );
}

/** One way to write one or several units. */
interface Entry {
  readonly spelling: string;
  /** English words are found in any case; symbols are not (`MW` is not `mW`). */
  readonly anyCase: boolean;
  /** Only after a `/`. */
  readonly rate: boolean;
  readonly kind: Spelling;
  readonly suggestion?: string;
  /** What its last character is: it decides what shows that a longer word stands there. */
  readonly ends: 'letter' | 'digit' | 'other';
  /** Likeliest first. */
  readonly units: readonly Unit[];
}

/** A spelling found in a text. */
interface Term {
  readonly entry: Entry;
  readonly written: string;
  readonly multiplier?: Multiplier;
  readonly end: number;
}

interface Signed {
  readonly term: Term;
  readonly power: 1 | -1;
}

/** How far before a number the words 每人每月 are looked for, in UTF-16 units, each. */
const longestPer = 8;

/** A spelling that two built-in units claim, or that a project's unit takes from a built-in one. */
export interface Collision {
  readonly spelling: string;
  /** The ids of the units, the one that keeps the spelling first. */
  readonly units: readonly string[];
}

const multiplierPattern =
  /(?:[十百千]?万亿|[十百千]?[万亿萬億]|[百千])|(?:thousand|million|billion|trillion|mln|mn|bn|tn|trn)(?![A-Za-z0-9])/iy;

/** The characters that a multiplier can begin with: a look at one saves most tries. */
const multiplierStarts: ReadonlySet<string | undefined> = new Set('十百千万亿萬億tmbTMB');

const multiplierFactors = factors({
  百: '1e2',
  千: '1e3',
  万: '1e4',
  萬: '1e4',
  十万: '1e5',
  百万: '1e6',
  千万: '1e7',
  亿: '1e8',
  億: '1e8',
  十亿: '1e9',
  百亿: '1e10',
  千亿: '1e11',
  万亿: '1e12',
  十万亿: '1e13',
  百万亿: '1e14',
  千万亿: '1e15',
  thousand: '1e3',
  million: '1e6',
  mln: '1e6',
  mn: '1e6',
  billion: '1e9',
  bn: '1e9',
  trillion: '1e12',
  tn: '1e12',
  trn: '1e12',
});

const moneySuffix = /(?:k|m|b|t)(?![A-Za-z0-9])/iy;
const moneyFactors = factors({ k: '1e3', m: '1e6', b: '1e9', t: '1e12' });

function factors(written: Readonly<Record<string, string>>): ReadonlyMap<string, Big> {
  return new Map(Object.entries(written).map(([word, factor]) => [word, new Exact(factor)]));
}

/** What a product or a quotient of units may go on with. */
const composes = /[·⋅・•/／每\s]/;
const separator = /\s*[/／]\s*|每(?=[^每])|\s+per\s+/iy;
const product = /[·⋅・•]/y;
const denominatorNumber = /(\d{1,3}(?:,\d{3})+|\d+)\s*(?=[\p{L}])/uy;
const englishWord = /[A-Za-z][A-Za-z-]{2,}/y;
const pluralWords = /(?:[A-Za-z][A-Za-z-]+ ){0,2}?[A-Za-z-]{2,}s(?![A-Za-z-])/y;

/** The units a project knows: the built-in ones and its own. Immutable; indexes are built once, with the catalogue. */
export class UnitCatalogue {
  /** Built-in units in catalogue order, extended ones in place, then the project's own. */
  readonly units: readonly Unit[];
  /** Composed units that reports use most (亿元, 元/平方米), by language, in spelling that `find` reads. */
  readonly common: Readonly<Record<Language, readonly string[]>> = catalogue.common;
  /** Spellings that two units claim outright. Built-in ones have none; a project's unit wins over a built-in one. */
  readonly collisions: readonly Collision[];
  private readonly byId: ReadonlyMap<string, Unit>;
  /** Entries by their first UTF-16 unit, longest first. */
  private readonly byFirst: ReadonlyMap<string, readonly Entry[]>;
  /** What may stand before an amount of money, longest first. */
  private readonly moneySigns: readonly Entry[];
  /** The units that numbers bring along: 百分之, 千分之, 万分之, 第. */
  readonly implied: Readonly<Record<'百' | '千' | '万' | '第', UnitMatch>>;
  /** Every match of one simple entry, built when it is first found. */
  private readonly matches = new Map<Entry, UnitMatch>();

  constructor(own: readonly UnitDefinition[] = []) {
    const units = new Map<string, Unit>();
    const definitions = new Map<string, UnitDefinition>();
    for (const definition of catalogue.units as readonly UnitDefinition[])
      definitions.set(definition.id, definition);
    for (const definition of definitions.values())
      units.set(definition.id, unitOf(definition, definitions, false));
    for (const definition of own) {
      const whole = merge(definitions.get(definition.id), definition);
      definitions.set(whole.id, whole);
      units.set(whole.id, unitOf(whole, definitions, true));
    }
    this.byId = units;
    this.units = [...units.values()];
    const { entries, collisions } = spellings(this.units);
    this.collisions = collisions;
    const byFirst = new Map<string, Entry[]>();
    for (const entry of entries) {
      const first = entry.spelling[0]!;
      for (const key of entry.anyCase ? new Set([first, first.toUpperCase()]) : [first]) {
        const list = byFirst.get(key);
        if (list) list.push(entry);
        else byFirst.set(key, [entry]);
      }
    }
    for (const list of byFirst.values()) list.sort(longestFirst);
    this.byFirst = byFirst;
    this.moneySigns = entries
      .filter((entry) => entry.kind === 'alias' || entry.kind === 'name')
      .filter((entry) => entry.units[0]!.dimension.startsWith('currency:'))
      .filter((entry) => /^[A-Z]{3}$|^rmb$|[$€£¥￥₩₹₽]$|^人民币$/.test(entry.spelling))
      .sort(longestFirst);
    const named = (id: string): UnitMatch => ({ unit: this.expression(units.get(id)!), spelling: 'name' });
    this.implied = {
      百: named('percent'),
      千: named('permille'),
      万: named('per_ten_thousand'),
      第: named('rank'),
    };
  }

  /** The unit with this id. */
  get(id: string): Unit | undefined {
    return this.byId.get(id);
  }

  /** The unit alone, under its own name. */
  expression(unit: Unit): UnitExpression {
    return new UnitExpression([
      { unit, power: 1, written: unit.names.zh ?? unit.symbol ?? unit.names.en ?? unit.id },
    ]);
  }

  /** A count of something the catalogue does not name: `new bridges` counts the concept `bridge`. */
  counted(noun: string): UnitExpression {
    const words = noun.split(' ');
    const concept = singularOf(words.at(-1)!);
    const before = words.slice(0, -1).join(' ');
    const singular = before === '' ? concept : `${before} ${concept}`;
    const unit: Unit = {
      id: concept,
      names: { en: singular, plural: isPlural(noun) ? noun : pluralOf(singular) },
      aliases: [],
      ambiguous: [],
      wrong: {},
      rate: [],
      notBefore: '',
      dimension: 'count',
      concept,
      numerator: one,
      denominator: one,
      multipliable: true,
      own: false,
    };
    return new UnitExpression([{ unit, power: 1, written: noun }]);
  }

  /**
   * The unit that the whole text names: `亩`, `万元`, `元/人·月`, `CNY million`, `none`.
   * Undefined when any of it is not understood.
   */
  find(written: string): UnitMatch | undefined {
    const text = written.trim();
    if (text === '') return undefined;
    const whole = this.whole(text);
    if (whole) return whole;
    const multiplier = this.multiplierAt(text, 0);
    if (multiplier) {
      const found = this.longestAt(text, skipSpace(text, multiplier.end));
      if (found?.end === text.length && found.unit.multipliable) return scaleMatch(found, multiplier);
    }
    const found = this.longestAt(text, 0);
    if (found?.end === text.length) return found;
    if (found && isCurrency(found.unit)) {
      const after = skipSpace(text, found.end);
      const scale = this.multiplierAt(text, after) ?? this.moneyMultiplierAt(text, after);
      if (scale?.end === text.length) return scaleMatch(found, scale);
    }
    return undefined;
  }

  /**
   * The unit that the whole text names or, in English, the thing it counts: `bridges` is no unit of the catalogue but
   * a count of them. A plural that looks like a mistyped unit (`kilometrs`) stays unknown.
   */
  findOrCount(written: string): UnitMatch | undefined {
    const found = this.find(written);
    if (found) return found;
    const text = written.trim();
    const [words, noun] =
      /^(?:[A-Za-z][A-Za-z'’-]* ){0,3}?([A-Za-z][A-Za-z-]{2,})(?=$|\/| per )/.exec(text) ?? [];
    if (words === undefined || noun === undefined || !isPlural(noun) || this.misspelling(noun))
      return undefined;
    const counted = this.countedAt(words, text, words.length);
    return counted.end === text.length ? counted : undefined;
  }

  /** A count of an unknown thing, with the rate that goes on at the offset: `deaths per 1,000 live births`. */
  countedAt(noun: string, text: string, offset: number): FoundUnit {
    return this.extend([{ term: this.nounTerm(noun, offset), power: 1 }], text, offset);
  }

  /** The measure (not count) whose English name the word misses by one letter, if it is long enough to tell. */
  misspelling(word: string): string | undefined {
    const folded = word.toLowerCase();
    if (folded.length < 7) return undefined;
    for (const { spelling, anyCase, units } of this.byFirst.get(folded[0]!) ?? []) {
      if (!anyCase || units[0]!.dimension === 'count' || Math.abs(spelling.length - folded.length) > 1)
        continue;
      if (editDistance(spelling, folded) === 1) return spelling;
    }
    return undefined;
  }

  /** Whether any unit begins with the character. */
  begins(char: string): boolean {
    return this.byFirst.has(char);
  }

  /** The longest unit that begins at the offset, composed ones included (元/人·月, `km/h`). */
  longestAt(text: string, offset: number): FoundUnit | undefined {
    const first = this.termAt(text, offset, false);
    if (!first) return undefined;
    if (!composes.test(text[first.end] ?? ''))
      return foundAt(this.matchOf(first.entry, first.written), first.end);
    return this.extend([{ term: first, power: 1 }], text, first.end);
  }

  /** The unit of an amount of money whose sign stands before the number: `¥` with what follows, `¥695/month`. */
  moneyAt(sign: string, text: string, offset: number): FoundUnit | undefined {
    const entry = this.moneySigns.find(({ spelling }) => spelling === sign);
    return entry && this.extend([{ term: { entry, written: sign, end: offset }, power: 1 }], text, offset);
  }

  /**
   * The unit per what stands before the number: 元 becomes 元/人·月 after 每人每月. `end` is where the words before
   * end; `start` is where they begin. Undefined when no 每 with a unit ends there.
   */
  perBefore(
    match: UnitMatch,
    text: string,
    end: number,
  ): (UnitMatch & { readonly start: number }) | undefined {
    let found: { start: number; terms: readonly Term[] } | undefined;
    let missed = 0;
    for (let start = end - 2; start >= 0 && missed < longestPer; start--, missed++) {
      if (text[start] !== '每') continue;
      const terms = this.persAt(text, start, end);
      if (!terms) continue;
      found = { start, terms };
      missed = 0;
    }
    if (!found) return undefined;
    const parts = [...match.unit.parts, ...found.terms.map((term) => partOf(term, -1))];
    const suggestion = match.suggestion;
    return {
      unit: new UnitExpression(parts),
      spelling: match.spelling,
      ...(suggestion === undefined ? {} : { suggestion }),
      start: found.start,
    };
  }

  private persAt(text: string, start: number, end: number): Term[] | undefined {
    const terms: Term[] = [];
    let at = start;
    while (at < end) {
      if (text[at] !== '每') return undefined;
      const term = this.denominatorAt(text, at + 1, false);
      if (!term) return undefined;
      terms.push(term);
      at = term.end;
    }
    return at === end ? terms : undefined;
  }

  /** Goes on composing after the first unit, as far as products and quotients of units go. */
  private extend(begun: readonly Signed[], text: string, from: number): FoundUnit {
    const terms = [...begun];
    let end = from;
    for (;;) {
      if (!composes.test(text[end] ?? '')) break;
      const last = terms.at(-1)!;
      product.lastIndex = end;
      if (product.test(text)) {
        const next = this.termAt(text, product.lastIndex, true);
        if (!next) break;
        terms.push({ term: next, power: last.power });
        end = next.end;
        continue;
      }
      separator.lastIndex = end;
      const divided = separator.exec(text)?.[0];
      if (divided === undefined) break;
      const below = this.belowAt(text, separator.lastIndex, /per/i.test(divided));
      // 新增3家每家补贴…: a unit per itself is no rate but the next words of the sentence.
      if (!below || (divided === '每' && below.terms[0]!.entry.units[0] === terms[0]!.term.entry.units[0]))
        break;
      for (const term of below.terms) terms.push({ term, power: -1 });
      end = below.end;
    }
    const first = terms[0]!.term;
    if (terms.length === 1) return foundAt(this.matchOf(first.entry, first.written), end);
    return foundAt(compose(terms), end);
  }

  /** What stands after a `/`: one unit, or several in brackets, 元/（人·月）. */
  private belowAt(
    text: string,
    offset: number,
    anyNoun: boolean,
  ): { terms: readonly Term[]; end: number } | undefined {
    if (!/[(（]/.test(text[offset] ?? '')) {
      const term = this.denominatorAt(text, offset, anyNoun);
      return term && { terms: [term], end: term.end };
    }
    const terms: Term[] = [];
    for (let at = offset + 1; ; at = product.lastIndex) {
      const term = this.denominatorAt(text, at, false);
      if (!term) return undefined;
      terms.push(term);
      if (/[)）]/.test(text[term.end] ?? '')) return { terms, end: term.end + 1 };
      product.lastIndex = term.end;
      if (!product.test(text)) return undefined;
    }
  }

  /** The multiplier word that begins at the offset: 万, 千亿, `million`, `bn`. */
  multiplierAt(text: string, offset: number): FoundMultiplier | undefined {
    if (!multiplierStarts.has(text[offset])) return undefined;
    multiplierPattern.lastIndex = offset;
    const found = multiplierPattern.exec(text)?.[0];
    if (!found) return undefined;
    const factor = multiplierFactors.get(found.toLowerCase().replace('萬', '万').replace('億', '亿'));
    return factor && { factor, text: found, end: offset + found.length };
  }

  /** The `k`, `m`, `b` of an amount of money (`$6m`); nowhere else are these safe to read as multipliers. */
  moneyMultiplierAt(text: string, offset: number): FoundMultiplier | undefined {
    moneySuffix.lastIndex = offset;
    const found = moneySuffix.exec(text)?.[0];
    const factor = found && moneyFactors.get(found.toLowerCase());
    return factor ? { factor, text: found, end: offset + found.length } : undefined;
  }

  /** The currency sign or code that ends at the offset, one space allowed between: `US$`, `CNY `; `end` is where it ends. */
  moneySignBefore(text: string, offset: number): (FoundUnit & { readonly start: number }) | undefined {
    const before = text[offset - 1];
    const end = before === ' ' || before === '\u00a0' ? offset - 1 : offset;
    if (!/[A-Za-z$€£¥￥₩₹₽币]/.test(text[end - 1] ?? '')) return undefined;
    for (const entry of this.moneySigns) {
      const start = end - entry.spelling.length;
      if (start < 0 || !text.startsWith(entry.spelling, start)) continue;
      if (/^[A-Za-z]/.test(entry.spelling) && /[A-Za-z0-9]/.test(text[start - 1] ?? '')) continue;
      return { start, end, ...this.matchOf(entry, entry.spelling) };
    }
    return undefined;
  }

  /** The unit written in the whole text, without composing anything. */
  private whole(text: string): UnitMatch | undefined {
    const folded = text.toLowerCase();
    let found: Entry | undefined;
    for (const entry of this.byFirst.get(text[0]!) ?? []) {
      if (entry.spelling !== (entry.anyCase ? folded : text)) continue;
      // Alone in a field, 月 and 日 can only be units.
      if (!found || (found.rate && !entry.rate)) found = entry;
    }
    return found && this.matchOf(found, text);
  }

  private termAt(text: string, offset: number, inRate: boolean): Term | undefined {
    const list = this.byFirst.get(text[offset] ?? '');
    if (!list) return undefined;
    for (const entry of list) {
      const { spelling } = entry;
      const end = offset + spelling.length;
      if (!text.startsWith(spelling, offset)) {
        if (!entry.anyCase || text.slice(offset, end).toLowerCase() !== spelling) continue;
      }
      if ((entry.rate && !inRate) || entry.units[0]!.id === 'none') continue;
      if (endsInside(text, end, entry)) continue;
      return { entry, written: text.slice(offset, end), end };
    }
    return undefined;
  }

  /** A unit below the line: perhaps with a multiplier (千人), a number (`1,000 people`) or, after `per`, any noun. */
  private denominatorAt(text: string, offset: number, anyNoun: boolean): Term | undefined {
    const plain = this.termAt(text, offset, true);
    if (plain) return plain;
    const word = this.multiplierAt(text, offset);
    denominatorNumber.lastIndex = offset;
    const digits = word ? null : denominatorNumber.exec(text);
    const multiplier = word
      ? { factor: word.factor, text: word.text }
      : digits && { factor: new Exact(digits[1]!.replaceAll(',', '')), text: digits[1]! };
    if (multiplier) {
      const start = skipSpace(text, word?.end ?? denominatorNumber.lastIndex);
      const unit =
        this.termAt(text, start, true) ?? (anyNoun ? this.nounAt(text, start, pluralWords) : undefined);
      return unit && { multiplier, ...unit };
    }
    return anyNoun ? this.nounAt(text, offset, englishWord) : undefined;
  }

  /** A thing that the catalogue does not know: `pupil`, `live births`. */
  private nounAt(text: string, offset: number, pattern: RegExp): Term | undefined {
    pattern.lastIndex = offset;
    const noun = pattern.exec(text)?.[0];
    return noun === undefined ? undefined : this.nounTerm(noun, offset + noun.length);
  }

  private nounTerm(noun: string, end: number): Term {
    const units = [this.counted(noun).parts[0]!.unit];
    return {
      entry: {
        spelling: noun.toLowerCase(),
        anyCase: true,
        rate: false,
        kind: 'name',
        ends: endOf(noun),
        units,
      },
      written: noun,
      end,
    };
  }

  private matchOf(entry: Entry, written: string): UnitMatch {
    const exact = written === entry.spelling;
    const known = exact && this.matches.get(entry);
    if (known) return known;
    const expressions = entry.units.map(
      (unit) => new UnitExpression([{ unit, power: 1, written: rightSpelling(entry, unit, written) }]),
    );
    const suggestion =
      entry.suggestion ?? (entry.kind === 'ambiguous' ? expressions[0]!.name('zh') : undefined);
    const match: UnitMatch = {
      unit: expressions[0]!,
      spelling: entry.kind,
      ...(suggestion === undefined ? {} : { suggestion }),
      ...(expressions.length > 1 ? { candidates: expressions } : {}),
    };
    if (exact) this.matches.set(entry, match);
    return match;
  }
}

function foundAt(match: UnitMatch, end: number): FoundUnit {
  return { end, ...match };
}

/** What is kept for display: the spelling itself, unless it is wrong or could mean several units. */
function rightSpelling(entry: Entry, unit: Unit, written: string): string {
  if (entry.kind === 'wrong') return entry.suggestion ?? written;
  if (entry.kind !== 'ambiguous') return written;
  return (hasHan(written) ? unit.names.zh : (unit.names.en ?? unit.symbol)) ?? written;
}

/** Whether a spelling that matched is only the beginning of a longer word. */
function endsInside(text: string, end: number, entry: Entry): boolean {
  const next = text[end] ?? '';
  if (next === '') return false;
  if (entry.ends === 'letter')
    return /[A-Za-z0-9²³_]/.test(next) || (next === '-' && /[A-Za-z]/.test(text[end + 1] ?? ''));
  if (entry.ends === 'digit') return /[0-9]/.test(next);
  return entry.spelling.length === 1 && entry.units[0]!.notBefore.includes(next);
}

function endOf(spelling: string): Entry['ends'] {
  const last = spelling.at(-1)!;
  return /[A-Za-z]/.test(last) ? 'letter' : /[0-9]/.test(last) ? 'digit' : 'other';
}

function skipSpace(text: string, offset: number): number {
  let at = offset;
  while (/\s/.test(text[at] ?? '')) at++;
  return at;
}

function scaleMatch(match: UnitMatch, { factor, text }: Multiplier): UnitMatch {
  const scale = { factor, text };
  const name = hasHan(text) ? 'zh' : 'en';
  return {
    unit: match.unit.scaled(scale),
    spelling: match.spelling,
    ...(match.suggestion === undefined
      ? {}
      : { suggestion: match.unit.scaled(scale).name(name, { plural: true }) }),
    ...(match.candidates ? { candidates: match.candidates.map((candidate) => candidate.scaled(scale)) } : {}),
  };
}

/** Symbols (km) and Chinese names (小时) do not mix in one unit, but 元, 人, 亩 have no symbol and stand with either (GB 3101). */
function mixed(parts: readonly UnitPart[]): boolean {
  const measured = parts.filter(
    ({ unit }) => unit.symbol !== undefined && !/^(count|currency|ratio)/.test(unit.dimension),
  );
  return measured.some(({ written }) => hasHan(written)) && measured.some(({ written }) => !hasHan(written));
}

function partOf({ entry, written, multiplier }: Term, power: 1 | -1): UnitPart {
  const unit = entry.units[0]!;
  return { unit, power, written: rightSpelling(entry, unit, written), ...(multiplier ? { multiplier } : {}) };
}

function compose(terms: readonly Signed[]): UnitMatch {
  const parts = terms.map(({ term, power }) => partOf(term, power));
  const mixes = mixed(parts);
  const kinds = terms.map(({ term }) => term.entry.kind);
  const spelling: Spelling =
    mixes || kinds.includes('wrong')
      ? 'wrong'
      : kinds.includes('ambiguous')
        ? 'ambiguous'
        : kinds.includes('alias')
          ? 'alias'
          : 'name';
  if (spelling === 'name' || spelling === 'alias') return { unit: new UnitExpression(parts), spelling };
  // Of a mixture, the symbols are kept and the Chinese names replaced, so that one edit makes it right.
  const right = parts.map((part) =>
    mixes &&
    part.unit.symbol !== undefined &&
    hasHan(part.written) &&
    !/^(count|currency)/.test(part.unit.dimension)
      ? { ...part, written: part.unit.symbol }
      : part,
  );
  const unit = new UnitExpression(right);
  return {
    unit,
    spelling,
    suggestion: unit.name(right.some(({ written }) => hasHan(written)) ? 'zh' : 'en'),
  };
}

const longestFirst = (a: Entry, b: Entry): number =>
  b.spelling.length - a.spelling.length ||
  Number(a.anyCase) - Number(b.anyCase) ||
  Number(b.rate) - Number(a.rate);

function merge(base: UnitDefinition | undefined, own: UnitDefinition): UnitDefinition {
  if (!base) return own;
  return {
    ...base,
    ...own,
    names: { ...base.names, ...own.names },
    aliases: [...(base.aliases ?? []), ...(own.aliases ?? [])],
    ambiguous: [...(base.ambiguous ?? []), ...(own.ambiguous ?? [])],
    rate: [...(base.rate ?? []), ...(own.rate ?? [])],
    wrong: { ...wrongOf(base), ...wrongOf(own) },
  };
}

function wrongOf({ wrong, names, symbol }: UnitDefinition): Readonly<Record<string, string>> {
  if (wrong === undefined) return {};
  if (!Array.isArray(wrong)) return wrong as Readonly<Record<string, string>>;
  const fix = (spelling: string): string =>
    (hasHan(spelling) ? (names?.zh ?? symbol ?? names?.en) : (symbol ?? names?.en ?? names?.zh)) ?? spelling;
  return Object.fromEntries((wrong as readonly string[]).map((spelling) => [spelling, fix(spelling)]));
}

/** A definition made whole. A factor that is not a positive number counts as 1: the schema has already said so. */
function unitOf(definition: UnitDefinition, all: ReadonlyMap<string, UnitDefinition>, own: boolean): Unit {
  const like = definition.sameAs === undefined ? undefined : all.get(definition.sameAs);
  const dimension = definition.dimension ?? 'count';
  const [numerator, denominator] = parseFactor(definition.factor ?? '1') ?? [one, one];
  const concept = definition.concept ?? (dimension === 'count' ? definition.id : undefined);
  return {
    id: definition.id,
    names: { ...like?.names, ...definition.names },
    ...(definition.symbol === undefined ? {} : { symbol: definition.symbol }),
    aliases: definition.aliases ?? [],
    ambiguous: definition.ambiguous ?? [],
    wrong: wrongOf(definition),
    rate: definition.rate ?? [],
    notBefore: definition.notBefore ?? '',
    dimension,
    ...(concept === undefined ? {} : { concept }),
    numerator,
    denominator,
    ...(definition.ucum === undefined ? {} : { ucum: definition.ucum }),
    multipliable: definition.multipliable ?? !notMultiplied.has(dimension),
    own,
  };
}

/** Every spelling of every unit, once; a project's unit takes a spelling from a built-in one. */
function spellings(units: readonly Unit[]): { entries: Entry[]; collisions: Collision[] } {
  const entries = new Map<string, Entry>();
  const collisions: Collision[] = [];
  const shared: { spelling: string; unit: Unit }[] = [];
  const add = (
    spelling: string,
    unit: Unit,
    kind: Spelling,
    options: { suggestion?: string; rate?: boolean } = {},
  ): void => {
    if (spelling === '') return;
    const anyCase = kind !== 'wrong' && (isWord(unit, spelling) || /^[a-z][a-z .-]{3,}$/.test(spelling));
    const written = anyCase ? spelling.toLowerCase() : spelling;
    const rate = options.rate === true;
    const key = `${rate ? '/' : ''}${written}`;
    const before = entries.get(key);
    if (before) {
      const other = before.units[0]!;
      if (other.id === unit.id || (unit.concept !== undefined && other.concept === unit.concept && !unit.own))
        return;
      collisions.push({ spelling: written, units: unit.own ? [unit.id, other.id] : [other.id, unit.id] });
      if (!unit.own) return;
    }
    const suggestion = options.suggestion;
    entries.set(key, {
      spelling: written,
      anyCase,
      rate,
      kind,
      ...(suggestion === undefined ? {} : { suggestion }),
      ends: endOf(written),
      units: [unit],
    });
  };
  for (const unit of units) {
    const { names, symbol } = unit;
    for (const name of [names.zh, symbol, names.en]) if (name !== undefined) add(name, unit, 'name');
    if (names.en !== undefined) add(names.plural ?? pluralOf(names.en), unit, 'name');
    for (const alias of unit.aliases) add(alias, unit, 'alias');
    for (const spelling of unit.rate) add(spelling, unit, 'name', { rate: true });
    for (const [spelling, suggestion] of Object.entries(unit.wrong))
      add(spelling, unit, 'wrong', { suggestion });
    for (const spelling of unit.ambiguous) shared.push({ spelling, unit });
  }
  for (const { spelling, unit } of shared) {
    const before = entries.get(spelling);
    if (before?.units.includes(unit)) continue;
    const anyCase = /^[a-z][a-z .-]{3,}$/.test(spelling);
    entries.set(spelling, {
      ...(before ?? { spelling, anyCase, rate: false, kind: 'ambiguous', ends: endOf(spelling) }),
      units: [...(before?.units ?? []), unit],
    });
  }
  return { entries: [...entries.values()], collisions };
}

/** Whether the unit counts whole things, and nothing per anything. */
export function isCount(unit: UnitExpression): boolean {
  return unit.simple && unit.parts[0]!.unit.dimension === 'count';
}
