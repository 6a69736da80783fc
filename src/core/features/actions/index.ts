import type { Refactoring } from './action.ts';
import { bindNumber } from './bind.ts';
import { convertUnit } from './convert.ts';
import { moveToLedger } from './move-to-ledger.ts';
import { changeQuotes } from './quotes.ts';
import { changeReference } from './reference.ts';
import { sortKeys } from './sort-keys.ts';
import { changeStyle } from './style.ts';
import { changeTextLines } from './text-lines.ts';

/** All ways to write a report differently, in the order in which they are offered. */
export const refactorings: readonly Refactoring[] = [
  bindNumber,
  changeReference,
  convertUnit,
  moveToLedger,
  sortKeys,
  changeStyle,
  changeTextLines,
  changeQuotes,
];
