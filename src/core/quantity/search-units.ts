import { hasHan, type Language } from '../text/language.ts';
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

export interface UnitSearch {
  readonly language: Language;
  /** The unit that the metric has elsewhere (last year, its target): the same comes first, comparable ones next. */
  readonly like?: UnitExpression;
  /** The dimension that is wanted, where there is no such unit. */
  readonly dimension?: string;
  readonly limit?: number;
}

/**
 * The units that a query finds (see `rank`), best first: the metric's own unit, comparable ones, the project's own,
 * those most used. 亿元, 元/平方米 and other common compounds are always among them; any unit that 万, 亿 or `million`
 * may precede is offered with it as soon as the query has one.
 */
export function rankUnits(query: string, catalogue: UnitCatalogue, search: UnitSearch): Ranked<UnitChoice>[] {
  const { language, like, dimension, limit } = search;
  const candidates: Candidate<UnitChoice>[] = [];
  const seen = new Set<string>();
  const add = (text: string, unit: UnitExpression, names: readonly string[], extra: number): void => {
    if (seen.has(text)) return;
    seen.add(text);
    const wanted = like
      ? sameUnit(unit, like)
        ? unit.id === like.id
          ? 300
          : 200
        : comparable(unit, like)
          ? 100
          : 0
      : dimension !== undefined && unit.dimension === dimension
        ? 100
        : 0;
    // A sign such as % belongs to every language.
    const local = hasHan(text) === (language === 'zh') || !/\p{L}/u.test(text) ? 10 : 0;
    candidates.push({ item: { text, unit }, names: [text, ...names], boost: wanted + local + extra });
  };

  const common = (of: Language): void => {
    for (const text of catalogue.common[of]) {
      const unit = catalogue.find(text)?.unit;
      if (!unit) continue;
      const [only] = unit.parts;
      const everyday = unit.parts.length === 1 && unit.scale === undefined && only !== undefined;
      const names = everyday ? spellingsOf(only.unit) : [unit.name(language === 'zh' ? 'en' : 'zh')];
      // In a Chinese report 公里 finds 公里 and not kilometres beside it: only who types English wants that.
      const asked = of === language ? names : names.filter((name) => hasHan(name) === hasHan(text));
      add(text, unit, asked, query.trim() === '' ? 5 : everyday ? 4 : 2);
    }
  };
  common(language);
  for (const unit of catalogue.units) {
    const text = nameFor(unit, language);
    add(text, catalogue.expression(unit), spellingsOf(unit), unit.own ? 20 : 3);
  }
  common(language === 'zh' ? 'en' : 'zh');
  const multiplier = multiplierIn(query, catalogue);
  if (multiplier) {
    for (const unit of catalogue.units) {
      const name = nameFor(unit, hasHan(multiplier.text) ? 'zh' : 'en');
      const text = hasHan(multiplier.text) ? multiplier.text + name : `${multiplier.text} ${name}`;
      // 万千瓦 is common, but nobody counts in 万毫米: what has a prefix of its own is left out.
      const offered =
        unit.multipliable && unit.id !== 'none' && !/^[千兆吉太拍艾毫微厘]/.test(unit.names.zh ?? '千');
      const found = offered ? catalogue.find(text) : undefined;
      if (found)
        add(
          text,
          found.unit,
          spellingsOf(unit).map((spelling) => multiplier.text + spelling),
          isCount(found.unit) || isCurrency(found.unit) ? 1 : 0,
        );
    }
  }
  return rank(query, candidates, limit);
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
