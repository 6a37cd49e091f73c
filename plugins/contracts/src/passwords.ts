/** What a password must be like (LOG-24..26, D15). Screens hint with it, the record plane refuses with it. */
import { z } from 'zod';

/** Settings of a tenant. */
export const PasswordRules = z.object({
  min: z.number().int(),
  max: z.number().int(),
  digits: z.boolean(),
  letters: z.boolean(),
  symbols: z.boolean(),
  /** neither a password that everybody knows nor one with the account's own names in it */
  screened: z.boolean(),
});
export type PasswordRules = z.infer<typeof PasswordRules>;

/** Of new enterprises: length counts, kinds of characters do not (NIST SP 800-63B-4 §3.1.1.2). */
export const defaultPasswordRules: PasswordRules = {
  min: 10,
  max: 64,
  digits: false,
  letters: false,
  symbols: false,
  screened: true,
};
/** D15: of enterprises that were there before and never set any. */
export const classesOfCharacters: PasswordRules = {
  min: 8,
  max: 20,
  digits: true,
  letters: true,
  symbols: true,
  screened: false,
};

export const passwordFaults = ['length', 'digits', 'letters', 'symbols', 'blank', 'common', 'personal'] as const;
export type PasswordFault = (typeof passwordFaults)[number];

const classes = { digits: /\p{N}/u, letters: /\p{L}/u, symbols: /[^\p{L}\p{N}\s]/u } as const;
const length = (password: string): number => [...password].length;

/** What only the record plane knows: is it on the list of broken ones, and which names belong to the account (number, name, enterprise). */
export type PasswordContext = { common: boolean; names: readonly string[] };

/** Short names stand in many words by chance; two Chinese characters are a name. */
const isTelling = (name: string): boolean => length(name) >= (/^[\x20-\x7e]*$/.test(name) ? 4 : 2);
const holdsName = (password: string, names: readonly string[]): boolean =>
  names.some((name) => isTelling(name.trim()) && password.toLowerCase().includes(name.trim().toLowerCase()));

/** What is wrong with it; empty: nothing. Blanks never count and are never allowed (LOG-25). */
export function passwordTroubles(
  rules: PasswordRules,
  password: string,
  { common, names }: PasswordContext = { common: false, names: [] },
): PasswordFault[] {
  const wrong: Readonly<Record<PasswordFault, boolean>> = {
    length: length(password) < rules.min || length(password) > rules.max,
    digits: rules.digits && !classes.digits.test(password),
    letters: rules.letters && !classes.letters.test(password),
    symbols: rules.symbols && !classes.symbols.test(password),
    blank: /\s/u.test(password),
    common: rules.screened && common,
    personal: rules.screened && holdsName(password, names),
  };
  return passwordFaults.filter((fault) => wrong[fault]);
}

/** 0 (nothing) to 3 (good): length first, then kinds of characters, capitals among them (LOG-26: a recommendation). */
export function passwordStrength(password: string): 0 | 1 | 2 | 3 {
  if (password === '') return 0;
  const kinds = [classes.digits, /\p{Lu}/u, /\p{Ll}/u, classes.symbols].filter((kind) => kind.test(password)).length;
  const points = kinds + [8, 12, 16, 20].filter((least) => length(password) >= least).length;
  return points >= 5 ? 3 : points >= 4 ? 2 : 1;
}
