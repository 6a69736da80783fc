import type { Span } from '../text/span.ts';

/** An address as it is written: `name[#facet][@qualifier]`; spans count from its start. */
export interface Address {
  readonly name: string;
  readonly nameSpan: Span;
  readonly facet: string | undefined;
  readonly facetSpan: Span | undefined;
  readonly qualifier: string | undefined;
  readonly qualifierSpan: Span | undefined;
}

/** Takes an address apart. The name may be empty, and so may a facet or qualifier that is being typed. */
export function parseAddress(written: string): Address {
  const hash = written.indexOf('#');
  const at = written.indexOf('@', Math.max(hash, 0));
  const nameEnd = hash >= 0 ? hash : at >= 0 ? at : written.length;
  const part = (start: number, end: number) => {
    const text = written.slice(start, end);
    const lead = text.length - text.trimStart().length;
    return { text: text.trim(), span: { start: start + lead, end: start + lead + text.trim().length } };
  };
  const name = part(0, nameEnd);
  const facet = hash >= 0 ? part(hash + 1, at >= 0 ? at : written.length) : undefined;
  const qualifier = at >= 0 ? part(at + 1, written.length) : undefined;
  return {
    name: name.text,
    nameSpan: name.span,
    facet: facet?.text,
    facetSpan: facet?.span,
    qualifier: qualifier?.text,
    qualifierSpan: qualifier?.span,
  };
}
