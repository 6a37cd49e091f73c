/**
 * Patterns that are data: of fields that tenants make, and of content types that are data. They run in RE2's time, which is linear: JavaScript's own
 * expressions take as long as their author wants (`^(a+)+$`), and everybody waits. Not part of the main entry, for the engine is not small.
 */
import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js';

export const longestPattern = 200;
/** Linear in this times that: 0.2 s at the very most, measured. */
const largestProgram = 1000;
export const longestMatched = 5000;

/** `at`: the part that is meant. `unsupported`: JavaScript would take it, RE2 cannot (what looks back or ahead, and back-references). */
export type PatternTrouble = { why: 'syntax' | 'unsupported' | 'tooLarge'; at: string };
type Compiled = { program: RE2JS } | { trouble: PatternTrouble };

const isScript = (pattern: string): boolean => {
  try {
    return Boolean(new RegExp(pattern));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
};

function compile(pattern: string): Compiled {
  const tooLarge = { trouble: { why: 'tooLarge' as const, at: pattern.slice(0, longestPattern) } };
  if (pattern.length > longestPattern) return tooLarge;
  try {
    // JavaScript's spelling: \u4e00, (?<name>…)
    const program = RE2JS.compile(RE2JS.translateRegExp(pattern));
    return program.programSize() > largestProgram ? tooLarge : { program };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const at = (error instanceof RE2JSSyntaxException ? error.getPattern() : null) ?? pattern;
    return { trouble: { why: isScript(pattern) ? 'unsupported' : 'syntax', at } };
  }
}

const kept = new Map<string, Compiled>();
const mostKept = 500;

function compiled(pattern: string): Compiled {
  const had = kept.get(pattern);
  if (had) return had;
  if (kept.size >= mostKept) kept.clear();
  const made = compile(pattern);
  kept.set(pattern, made);
  return made;
}

/** Why the pattern is not taken; null: it is. */
export function patternTrouble(pattern: string): PatternTrouble | null {
  const made = compiled(pattern);
  return 'trouble' in made ? made.trouble : null;
}

/** Whether the pattern is found in a text of at most `longestMatched` characters. A pattern that is not taken refuses nothing. */
export function fitsPattern(pattern: string, text: string): boolean {
  const made = compiled(pattern);
  return 'trouble' in made || made.program.matcher(text).find();
}
