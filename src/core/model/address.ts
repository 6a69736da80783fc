import { foldName } from '../text/names.ts';
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

/**
 * A name as it can stand in a link's destination, which holds no white space: with hyphens where they make no difference to
 * the name, else with its signs encoded (`Q1%202022`).
 */
export function linkedName(name: string): string {
  const joined = name.replace(/\s+/gu, '-');
  const asIs = foldName(joined) === foldName(name) && !/%[0-9a-f]{2}/i.test(name) && isBalanced(name);
  return asIs ? joined : name.replace(/[\s%()]/gu, encoded);
}

function encoded(sign: string): string {
  return /[()]/.test(sign) ? `%${sign.charCodeAt(0).toString(16)}` : encodeURIComponent(sign);
}

/** Whether every bracket of a name is closed: one that is not would end the link, or keep it open. */
function isBalanced(name: string): boolean {
  let depth = 0;
  for (const sign of name) {
    if (sign === '(') depth++;
    else if (sign === ')' && --depth < 0) return false;
  }
  return depth === 0;
}
