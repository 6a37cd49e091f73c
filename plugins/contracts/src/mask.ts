import { withheldNumber } from './ids';

/** 138****8000: the middle four of eleven digits, or the middle third of anything else, for those who may not see full numbers (D25, OUT-28). */
export function masked(number: string): string {
  if (number === withheldNumber) return number;
  const digits = number.replace(/^\+/, '');
  if (digits.length < 5) return number;
  const head = digits.length >= 11 ? digits.length - 8 : Math.floor(digits.length / 3);
  const hidden = digits.length >= 11 ? 4 : Math.ceil(digits.length / 3);
  return `${number.startsWith('+') ? '+' : ''}${digits.slice(0, head)}${'*'.repeat(hidden)}${digits.slice(head + hidden)}`;
}

/** For log lines, which more people read than may see a customer's number (D25): the last four characters, enough to find the call that somebody asks about. */
export const numberForLog = (number: string): string => (number.length > 4 ? `…${number.slice(-4)}` : number);

/** How each field is shown to somebody who may not see full numbers: a field that is new does not compile until it is said. */
export type Masks<Whole> = { readonly [K in keyof Whole]-?: (value: Whole[K], whole: Whole) => Whole[K] };

/** For a field that holds no customer's number. */
export const shown = <V>(value: V): V => value;

/** The whole with each field as its mask shows it. A field without a mask is left out: better a hole than a number. */
export const maskedBy = <Whole extends object>(masks: Masks<Whole>, whole: Whole): Whole => {
  const show = masks as Readonly<Record<string, ((value: unknown, whole: Whole) => unknown) | undefined>>;
  return Object.fromEntries(
    Object.entries(whole).flatMap(([field, value]) => (show[field] ? [[field, show[field](value, whole)]] : [])),
  ) as Whole;
};
