/**
 * Passwords that everybody tries first: the 30,000 most used of leaked ones (the list of npm's `zxcvbn`, MIT), such a word with a few digits or signs around it,
 * and what is no word at all but one key or one row of keys pressed on.
 */
import { passwords } from 'zxcvbn/lib/frequency_lists';

const known: ReadonlySet<string> = new Set(passwords);

const around = 4;
const rows = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'].flatMap((row) => [
  row.repeat(7),
  [...row].reverse().join('').repeat(7),
]);

/** One character, or a few, again and again: `aaaaaaaaaa`, `1212121212`, `abcabcabcabc`. */
const repeats = (lower: string): boolean => /^(.{1,4})\1+.{0,3}$/u.test(lower);

export function isBroken(password: string): boolean {
  const lower = password.toLowerCase();
  const core = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return (
    known.has(lower) ||
    (core.length >= 4 && lower.length - core.length <= around && known.has(core)) ||
    repeats(lower) ||
    rows.some((row) => row.includes(lower))
  );
}
