import { type UnitChoice, UnitSearch } from '../quantity/search-units.ts';
import type { UnitCatalogue, UnitExpression } from '../quantity/unit.ts';
import { hasHan, type Language } from '../text/language.ts';
import { nearestName } from '../text/names.ts';
import { type Finder, most, type Offer } from './offer.ts';

/** The known unit name nearest to what was written, in the script it was written in. */
export function nearestUnit(
  written: string,
  catalogue: UnitCatalogue,
  language: Language,
): string | undefined {
  const han = hasHan(written) || (language === 'zh' && !/^[\x20-\x7e]+$/.test(written));
  // Of two names as near, the first is offered: a unit's own name before another's alias.
  const own = catalogue.units.flatMap(({ names: { zh, en, plural } }) => [zh, en, plural]);
  const others = catalogue.units.flatMap(({ symbol, aliases }) => [symbol, ...aliases]);
  const names = [...own, ...catalogue.common.zh, ...catalogue.common.en, ...others];
  return nearestName(written, names.filter((name) => name !== undefined && hasHan(name) === han) as string[]);
}

/** The names of units in a language, each once. */
export function unitNames(units: readonly UnitExpression[], language: Language): string[] {
  return [...new Set(units.map((unit) => unit.name(language)))];
}

/** How many lists are kept for the next letter that asks for the same. */
const kept = 64;

/** The units of measure that a project offers. */
export class UnitOffers {
  readonly #search: UnitSearch;
  readonly #lists = new Map<string, readonly Offer[]>();

  constructor(catalogue: UnitCatalogue) {
    this.#search = new UnitSearch(catalogue);
  }

  /** The units that what is typed finds, those like the metric's other figures first, under their names in the report's language. */
  in(language: Language, like?: UnitExpression): Finder {
    return (typed) => {
      const key = `${language}\n${like?.id ?? ''}\n${typed}`;
      let offers = this.#lists.get(key);
      if (!offers) {
        if (this.#lists.size >= kept) this.#lists.clear();
        offers = this.#search
          .find(typed, { language, limit: most, ...(like ? { like } : {}) })
          .map(({ item }) => offerOf(item, language));
        this.#lists.set(key, offers);
      }
      return offers;
    };
  }
}

function offerOf({ text, unit }: UnitChoice, language: Language): Offer {
  const other = unit.name(language === 'zh' ? 'en' : 'zh');
  const symbol = unit.parts.length === 1 ? unit.parts[0]!.unit.symbol : undefined;
  const names = [...new Set([text, other, ...(symbol === undefined || unit.scale ? [] : [symbol])])];
  return {
    kind: 'unit',
    label: text,
    insert: text,
    detail: other === text ? undefined : other,
    documentation: `${names.join(' · ')}\n${unit.dimension}`,
  };
}
