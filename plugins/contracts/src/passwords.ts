/** What a password must be like (LOG-24..26, D15). Screens hint with it, the record plane refuses with it. */
import { z } from 'zod';

/** Settings of a tenant. */
export const PasswordRules = z.object({
  min: z.number().int(),
  max: z.number().int(),
  digits: z.boolean(),
  letters: z.boolean(),
  symbols: z.boolean(),
});
export type PasswordRules = z.infer<typeof PasswordRules>;
export const defaultPasswordRules: PasswordRules = { min: 8, max: 20, digits: true, letters: true, symbols: true };

export const passwordFaults = ['length', 'digits', 'letters', 'symbols', 'blank'] as const;
export type PasswordFault = (typeof passwordFaults)[number];

const classes = { digits: /\p{N}/u, letters: /\p{L}/u, symbols: /[^\p{L}\p{N}\s]/u } as const;
const length = (password: string): number => [...password].length;

/** What is wrong with it; empty: nothing. Blanks never count and are never allowed (LOG-25). */
export function passwordTroubles(rules: PasswordRules, password: string): PasswordFault[] {
  const wrong: Readonly<Record<PasswordFault, boolean>> = {
    length: length(password) < rules.min || length(password) > rules.max,
    digits: rules.digits && !classes.digits.test(password),
    letters: rules.letters && !classes.letters.test(password),
    symbols: rules.symbols && !classes.symbols.test(password),
    blank: /\s/u.test(password),
  };
  return passwordFaults.filter((fault) => wrong[fault]);
}

/** 0 (nothing) to 3 (good): kinds of characters, capitals among them, and length (LOG-26: a recommendation). */
export function passwordStrength(password: string): 0 | 1 | 2 | 3 {
  if (password === '') return 0;
  const kinds = [classes.digits, /\p{Lu}/u, /\p{Ll}/u, classes.symbols].filter((kind) => kind.test(password)).length;
  const points = kinds + (length(password) >= 8 ? 1 : 0) + (length(password) >= 12 ? 1 : 0);
  return points >= 5 ? 3 : points >= 4 ? 2 : 1;
}
