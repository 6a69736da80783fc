import type Big from 'big.js';
import type { Language } from '../text/language.ts';
import type { Span } from '../text/span.ts';
import type { UnitCatalogue, UnitExpression, UnitMatch } from './unit.ts';

/** How a figure is worded: as it is, above, below, about, or nearly reaching the number. */
export type Approx = 'exact' | 'over' | 'under' | 'about' | 'near';

export interface Figure {
  readonly span: Span;
  readonly text: string;
  readonly approx: Approx;
  readonly inclusive: boolean;
  readonly redundant: boolean;
  readonly qualifier?: Span;
  readonly suffix?: Span;
  readonly direction?: { readonly span: Span; readonly sign: 'up' | 'down' };
  readonly per?: Span;
  readonly low: Big;
  readonly high: Big;
  readonly decimals: number;
  readonly number: Span;
  readonly multiplier?: { readonly span: Span; readonly factor: Big; readonly text: string };
  readonly unit?: { readonly span: Span; readonly text: string; readonly match: UnitMatch };
}

export interface Reading {
  readonly figure?: Figure;
  readonly unread: readonly Span[];
}

export type Verdict =
  | { readonly kind: 'ok' }
  | { readonly kind: 'unit' }
  | { readonly kind: 'value'; readonly reason: string }
  | { readonly kind: 'wording'; readonly reason: string };

export interface FormatOptions {
  readonly language: Language;
  /** The unit to write in; the value is converted. */
  readonly to?: UnitExpression;
  readonly approx?: Approx;
  readonly step?: Big;
  readonly decimals?: number;
  readonly group?: boolean;
}

export interface FigureRequest {
  readonly unit?: UnitMatch;
  readonly approx?: Approx;
  readonly word?: string;
  readonly unread: readonly Span[];
}

export function scanFigures(text: string, catalogue: UnitCatalogue): Figure[] {
  void text;
  void catalogue;
  return [];
}

export function readFigure(text: string, catalogue: UnitCatalogue): Reading {
  void catalogue;
  return { unread: [{ start: 0, end: text.length }] };
}

export function interval(figure: Figure): { readonly low: Big; readonly high: Big } {
  return { low: figure.low, high: figure.high };
}

export function compareWording(written: Figure, exact: Figure): Verdict {
  void written;
  void exact;
  return { kind: 'ok' };
}

export function formatFigure(value: Big, unit: UnitExpression | undefined, options: FormatOptions): string {
  void unit;
  void options;
  return value.toFixed();
}

export function parseRequest(text: string, catalogue: UnitCatalogue, language: Language): FigureRequest {
  void text;
  void catalogue;
  void language;
  return { unread: [] };
}

export function hasNumber(text: string): boolean {
  return /\d/.test(text);
}
