/** A pattern that is matched in time linear in the text. */
export interface Pattern {
  /** How many states it has: a text costs at most so much for each of its letters. */
  readonly size: number;
  test(text: string): boolean;
}

/**
 * Why a pattern cannot be used: it is no regular expression, it is too large, or it needs what cannot be matched in linear time
 * (looking ahead or behind, referring back).
 */
export type PatternProblem = 'broken' | 'large' | 'unsupported';

/** The UTF-16 units that a pattern may have, and how often the engine repeats a part of it. */
export const longestPattern = 1000;
/** States of a pattern, and of all patterns together. */
const most = { alone: 2500, together: 50_000 };

/**
 * Makes patterns of ECMAScript ready on an engine that never goes back in the text, loaded only here. A pattern means
 * what it means in the browser, but for words and digits of other scripts than Latin, as there.
 */
export async function patternsOf(
  written: Iterable<string>,
): Promise<ReadonlyMap<string, Pattern | PatternProblem>> {
  const { RE2JS } = await import('re2js');
  const patterns = new Map<string, Pattern | PatternProblem>();
  let together = 0;
  for (const pattern of written) {
    if (pattern.length > longestPattern || together > most.together) patterns.set(pattern, 'large');
    else if (!isPattern(pattern)) patterns.set(pattern, 'broken');
    else {
      try {
        const matcher = RE2JS.compile(RE2JS.translateRegExp(translated(pattern)));
        const size = matcher.programSize();
        together += size;
        patterns.set(pattern, size > most.alone ? 'large' : { size, test: (text) => matcher.test(text) });
      } catch (error) {
        const large = /too large|repeat count|nests too/.test(error instanceof Error ? error.message : '');
        patterns.set(pattern, large ? 'large' : 'unsupported');
      }
    }
  }
  return patterns;
}

/** Whether a text is a regular expression at all, by today's or by the older rules. It is not run. */
function isPattern(text: string): boolean {
  return ['u', ''].some((flags) => {
    try {
      new RegExp(text, flags);
      return true;
    } catch {
      return false;
    }
  });
}

const spaces = '\\t-\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff';
const others =
  '\\x00-\\x08\\x0e-\\x1f!-\\u009f\\u00a1-\\u167f\\u1681-\\u1fff\\u200b-\\u2027\\u202a-\\u202e' +
  '\\u2030-\\u205e\\u2060-\\u2fff\\u3001-\\ufefe\\uff00-\\u{10ffff}';

/** The names of classes of letters that the engine knows by their short names only. */
const classes: Readonly<Record<string, string>> = {
  Letter: 'L',
  Uppercase_Letter: 'Lu',
  Lowercase_Letter: 'Ll',
  Mark: 'M',
  Number: 'N',
  Decimal_Number: 'Nd',
  digit: 'Nd',
  Punctuation: 'P',
  punct: 'P',
  Symbol: 'S',
  Separator: 'Z',
  Space_Separator: 'Zs',
  Other: 'C',
  Control: 'Cc',
};

/** The pattern with what the engine reads otherwise written out: spaces, the dot, classes by long names. */
function translated(pattern: string): string {
  let inClass = false;
  return pattern.replace(/\\(?:([pP])\{([^}]*)\}|[\s\S])|[[\].]/g, (all, sign?: string, name?: string) => {
    if (sign !== undefined && name !== undefined) {
      const plain = name.replace(/^(?:gc|General_Category|sc|Script)=/, '');
      return `\\${sign}{${Object.hasOwn(classes, plain) ? classes[plain] : plain}}`;
    }
    switch (all) {
      case '[':
        // Inside a class it is a letter, and never the beginning of a class of POSIX.
        if (inClass) return '\\[';
        inClass = true;
        return all;
      case ']':
        inClass = false;
        return all;
      case '.':
        return inClass ? all : '[^\\n\\r\\u2028\\u2029]';
      case '\\s':
        return inClass ? spaces : `[${spaces}]`;
      case '\\S':
        return inClass ? others : `[^${spaces}]`;
      case '\\k':
        // The engine would read it as a letter.
        throw new RangeError('a name that is referred to');
      default:
        return all;
    }
  });
}
