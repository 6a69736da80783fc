import { rankUnits } from '../quantity/search-units.ts';
import type { UnitCatalogue, UnitExpression } from '../quantity/unit.ts';
import { hasHan, type Language } from '../text/language.ts';
import { nearestName } from '../text/names.ts';
import { type Finder, most } from './offer.ts';

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

/** The units of measure, those like the metric's other figures first, under their names in the report's language. */
export function unitOffers(catalogue: UnitCatalogue, language: Language, like?: UnitExpression): Finder {
  return (typed) =>
    rankUnits(typed, catalogue, { language, limit: most, ...(like ? { like } : {}) }).map(
      ({ item: { text, unit } }) => {
        const other = unit.name(language === 'zh' ? 'en' : 'zh');
        return {
          kind: 'unit',
          label: text,
          insert: text,
          detail: other === text ? undefined : other,
          documentation: undefined,
        };
      },
    );
}
