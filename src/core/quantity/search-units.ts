import { hasHan, type Language } from '../text/language.ts';
import { foldName } from '../text/names.ts';
import { type Candidate, type Ranked, rank } from '../text/search.ts';
import {
  comparable,
  isCount,
  isCurrency,
  type Multiplier,
  multiplierWord,
  pluralOf,
  sameUnit,
  type Unit,
  type UnitCatalogue,
  type UnitExpression,
} from './unit.ts';

/** A unit that can be chosen. */
export interface UnitChoice {
  /** What to write: 平方公里, 亿元, `km²`. */
  readonly text: string;
  readonly unit: UnitExpression;
}

export interface UnitSearchOptions {
  readonly language: Language;
  /** The unit that the metric has elsewhere (last year, its target): the same comes first, comparable ones next. */
  readonly like?: UnitExpression;
  /** The dimension that is wanted, where there is no such unit. */
  readonly dimension?: string;
  readonly limit?: number;
}

/** Finds units of a catalogue by what is typed. What can be offered at all is put together once for each language. */
export class UnitSearch {
  readonly #catalogue: UnitCatalogue;
  readonly #candidates = new Map<string, readonly Candidate<UnitChoice>[]>();

  constructor(catalogue: UnitCatalogue) {
    this.#catalogue = catalogue;
  }

  /**
   * The units that a query finds (see `rank`), best first: the metric's own unit, comparable ones, the project's own,
   * those most used. 亿元, 元/平方米 and other common compounds are always among them; any unit that 万, 亿 or `million`
   * may precede is offered with it as soon as the query has one.
   */
  find(query: string, { language, like, dimension, limit }: UnitSearchOptions): Ranked<UnitChoice>[] {
    const fitting = ({ unit }: UnitChoice): number => {
      if (!like) return dimension !== undefined && unit.dimension === dimension ? 100 : 0;
      if (sameUnit(unit, like)) return unit.id === like.id ? 300 : 200;
      return comparable(unit, like) ? 100 : 0;
    };
    const known = this.#known(language, query.trim() === '');
    const multiplier = multiplierIn(query, this.#catalogue);
    const all = multiplier ? [...known, ...this.#multiplied(multiplier, language, known)] : known;
    return rank(query, all, limit, like || dimension !== undefined ? fitting : undefined);
  }

  /** All units by themselves; without a query the common ones go first. */
  #known(language: Language, first: boolean): readonly Candidate<UnitChoice>[] {
    const key = `${language} ${first}`;
    let known = this.#candidates.get(key);
    if (!known) {
      const candidates = new Map<string, Candidate<UnitChoice>>();
      const add = (text: string, unit: UnitExpression, names: readonly string[], boost: number) => {
        if (!candidates.has(text)) candidates.set(text, candidateOf({ text, unit }, names, language, boost));
      };
      this.#addCommon(language, language, first, add);
      for (const unit of this.#catalogue.units) {
        const text = nameFor(unit, language);
        add(text, this.#catalogue.expression(unit), spellingsOf(unit), unit.own ? 20 : 3);
      }
      this.#addCommon(language === 'zh' ? 'en' : 'zh', language, first, add);
      known = [...candidates.values()];
      this.#candidates.set(key, known);
    }
    return known;
  }

  #addCommon(
    of: Language,
    language: Language,
    first: boolean,
    add: (text: string, unit: UnitExpression, names: readonly string[], boost: number) => void,
  ): void {
    for (const text of this.#catalogue.common[of]) {
      const unit = this.#catalogue.find(text)?.unit;
      if (!unit) continue;
      const [only] = unit.parts;
      const everyday = unit.parts.length === 1 && unit.scale === undefined && only !== undefined;
      const names = everyday ? spellingsOf(only.unit) : [unit.name(language === 'zh' ? 'en' : 'zh')];
      // In a Chinese report 公里 finds 公里 and not kilometres beside it: only who types English wants that.
      const asked = of === language ? names : names.filter((name) => hasHan(name) === hasHan(text));
      add(text, unit, asked, first ? 5 : everyday ? 4 : 2);
    }
  }

  /** The units that a multiplier may precede, with it, but for those that are known so. */
  #multiplied(
    multiplier: Multiplier,
    language: Language,
    known: readonly Candidate<UnitChoice>[],
  ): readonly Candidate<UnitChoice>[] {
    const han = hasHan(multiplier.text);
    const texts = new Set(known.map(({ item }) => item.text));
    return this.#catalogue.units.flatMap((unit) => {
      const name = nameFor(unit, han ? 'zh' : 'en');
      const text = han ? multiplier.text + name : `${multiplier.text} ${name}`;
      // 万千瓦 is common, but nobody counts in 万毫米: what has a prefix of its own is left out.
      const offered =
        unit.multipliable && unit.id !== 'none' && !/^[千兆吉太拍艾毫微厘]/.test(unit.names.zh ?? '千');
      const found = offered && !texts.has(text) ? this.#catalogue.find(text)?.unit : undefined;
      if (!found) return [];
      texts.add(text);
      const names = spellingsOf(unit).map((spelling) => multiplier.text + spelling);
      const boost = isCount(found) || isCurrency(found) ? 1 : 0;
      return [candidateOf({ text, unit: found }, names, language, boost)];
    });
  }
}

function candidateOf(
  item: UnitChoice,
  further: readonly string[],
  language: Language,
  boost: number,
): Candidate<UnitChoice> {
  const names = [item.text, ...further];
  // A sign such as % belongs to every language.
  const local = hasHan(item.text) === (language === 'zh') || !/\p{L}/u.test(item.text) ? 10 : 0;
  return { item, names, folded: names.map(foldName), boost: local + boost };
}

/** The multiplier that the query has, wherever it stands. */
function multiplierIn(query: string, catalogue: UnitCatalogue): Multiplier | undefined {
  for (let at = 0; at < query.length; at++) {
    if (/[A-Za-z]/.test(query[at - 1] ?? '')) continue;
    const found = catalogue.multiplierAt(query, at);
    // 千 and 百 before a unit are its prefix more often than a multiplier.
    if (found && !/^[百千]$/.test(found.text)) {
      const word = hasHan(found.text) ? found.text : (multiplierWord(found.factor, 'en') ?? found.text);
      return { factor: found.factor, text: word };
    }
  }
  return undefined;
}

const inWords: ReadonlySet<string> = new Set(['count', 'length', 'area', 'volume', 'mass', 'time']);

function nameFor(unit: Unit, language: Language): string {
  const { names, symbol } = unit;
  if (language === 'zh') return names.zh ?? symbol ?? names.en ?? unit.id;
  // In English prose lengths and weights are words (62 miles), energy and rates are symbols (41 GWh).
  if (names.en !== undefined && inWords.has(unit.dimension)) return names.plural ?? pluralOf(names.en);
  return symbol ?? names.en ?? names.zh ?? unit.id;
}

/** Everything it is known by, mistakes too: whoever types KWH should be offered `kWh`. */
function spellingsOf({ names, symbol, aliases, ambiguous, wrong }: Unit): string[] {
  const named = [names.zh, names.en, names.plural, symbol].filter((name) => name !== undefined);
  return [...named, ...aliases, ...ambiguous, ...Object.keys(wrong)];
}
