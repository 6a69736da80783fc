/** No report nests deeper; beyond it values are left out rather than a stack overflowed. */
export const deepest = 64;

/** Dashes, or the signs of keys, one behind the other on one line. */
const chain = new RegExp(`(?:[-?:][ \\t]+){${deepest},}`);

/** The place of the first bracket, dash or indentation that nests deeper than any report, found without recursion. */
export function tooDeep(text: string): number | undefined {
  // Each level is at least a sign of its own.
  if (text.length <= deepest) return undefined;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === openBracket || char === openBrace) {
      if (++depth > deepest) return i;
    } else if ((char === closeBracket || char === closeBrace) && depth > 0) depth--;
  }
  return chain.exec(text)?.index;
}

const [openBracket, closeBracket, openBrace, closeBrace] = [...'[]{}'].map((char) => char.charCodeAt(0));
