import type { UnitCatalogue, UnitExpression } from '../quantity/unit.ts';
import { hasHan, type Language } from '../text/language.ts';
import { nearestName } from '../text/names.ts';

/** The known unit name nearest to what was written, in the script it was written in. */
export function nearestUnit(written: string, catalogue: UnitCatalogue, language: Language): string | undefined {
  const han = hasHan(written) || (language === 'zh' && !/^[\x20-\x7e]+$/.test(written));
  const names = catalogue.units.flatMap(({ names: { zh, en, plural }, symbol, aliases }) =>
    [zh, en, plural, symbol, ...aliases].filter((name) => name !== undefined),
  );
  const nearest = nearestName(written, [...names, ...catalogue.common.zh, ...catalogue.common.en].filter((name) => hasHan(name) === han));
  return nearest;
}

/** The names of units in a language, each once. */
export function unitNames(units: readonly UnitExpression[], language: Language): string[] {
  return [...new Set(units.map((unit) => unit.name(language)))];
}
