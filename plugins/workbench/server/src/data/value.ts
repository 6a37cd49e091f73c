/** A filter's value in the form that its kind compares; undefined: not of this kind. */
import type { Kind } from '../types/field';

type Plain = string | number | boolean | null;
type Compared = string | number | boolean | Date;

const date = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const time = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?$/;
const instant = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2}))?$/;

const text = (given: Plain) => (typeof given === 'string' ? given : typeof given === 'number' ? String(given) : undefined);
const like = (pattern: RegExp) => (given: Plain) => (typeof given === 'string' && pattern.test(given) ? given : undefined);
const number = (given: Plain) => {
  const read = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
  return typeof read === 'number' && Number.isFinite(read) ? read : undefined;
};
/** PostgreSQL's integer; a larger number in a comparison is still a comparison, so it is sent as text that PostgreSQL reads as numeric. */
const whole = (given: Plain) => {
  const read = number(given);
  return read !== undefined && Number.isInteger(read) && Math.abs(read) <= 2_147_483_647 ? read : undefined;
};

export function instantOf(given: unknown): Date | undefined {
  if (typeof given !== 'string' || !instant.test(given)) return undefined;
  const read = new Date(given);
  const year = read.getUTCFullYear();
  return Number.isNaN(read.getTime()) || year < 1 || year > 9999 ? undefined : read;
}
export const isDate = (given: unknown): given is string =>
  typeof given === 'string' &&
  date.test(given) &&
  !given.startsWith('0000') && // PostgreSQL knows no year 0
  !Number.isNaN(Date.parse(given)) &&
  new Date(given).toISOString().startsWith(given);
export const isTime = (given: unknown): given is string => typeof given === 'string' && time.test(given);

const compared: Readonly<Record<Kind['kind'], (given: Plain) => Compared | undefined>> = {
  text,
  longText: text,
  richText: text,
  email: text,
  phone: text,
  uid: text,
  choice: text,
  multiChoice: text,
  relation: text,
  integer: whole,
  bigInteger: like(/^-?\d{1,18}$/),
  decimal: number,
  date: (given) => (isDate(given) ? given : undefined),
  time: like(time),
  datetime: instantOf,
  boolean: (given) => (typeof given === 'boolean' ? given : given === 'true' ? true : given === 'false' ? false : undefined),
  password: () => undefined,
  json: () => undefined,
  subject: () => undefined,
  blocks: () => undefined,
  file: () => undefined,
  component: () => undefined,
  zone: () => undefined,
};

export const comparable = (of: Kind, given: Plain): Compared | undefined =>
  of.kind === 'bigInteger' && typeof given === 'number' ? comparable(of, String(given)) : compared[of.kind](given);
