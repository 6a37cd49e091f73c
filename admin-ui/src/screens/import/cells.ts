/** A cell of a spreadsheet as the wire wants it (contracts/data.ts). Pure. */
import { dialable, PhoneNumber, type FieldSchema } from '@zuoxi/contracts';
import { fitsPattern, longestMatched } from '@zuoxi/contracts/patterns';
import { z } from 'zod';
import { issueOf } from '../form/issues';
import type { Problem } from './model';

type Of = FieldSchema['of'];
export type Read = { value: unknown } | Omit<Problem, 'column'>;
type Reader = (cell: string, of: Of) => Read;

const yes = (value: unknown): Read => ({ value });
const no = (code: Problem['code']): Read => ({ code });
const orWrong = (value: unknown): Read => (value === null ? no('wrongKind') : yes(value));
const two = (n: number): string => String(n).padStart(2, '0');

/** Several in one cell. */
export const severalIn = (cell: string): string[] =>
  cell
    .split(/[;；、,，\n]/)
    .map((word) => word.trim())
    .filter(Boolean);

/** Full-width digits are digits; commas may part thousands. */
function digits(cell: string): string | null {
  const text = cell.normalize('NFKC').replace(/\s/g, '');
  const whole = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
  return /^[-+]?\d+(\.\d+)?$/.test(whole) ? whole : null;
}
const number: Reader = (cell) => {
  const text = digits(cell);
  return orWrong(text === null ? null : Number(text));
};

const moment = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
/** Year to second in the browser's zone; null where the calendar or the clock has no such moment. */
function momentOf(cell: string): { at: Date; day: string; midnight: boolean } | null {
  const [, year, month, day, hour, minute = 0, second = 0] = moment.exec(cell.normalize('NFKC').trim()) ?? [];
  if (!year) return null;
  const [y = 0, m = 0, d = 0, h = 0, i = 0, s = 0] = [year, month, day, hour ?? 0, minute, second].map(Number);
  const at = new Date(y, m - 1, d, h, i, s);
  const there = at.getMonth() === m - 1 && at.getDate() === d && h < 24 && i < 60 && s < 60;
  return there ? { at, day: `${year}-${two(m)}-${two(d)}`, midnight: h + i + s === 0 } : null;
}
const clock = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;

const yesNo: Readonly<Record<string, boolean>> = {
  ...{ 是: true, yes: true, y: true, true: true, 1: true },
  ...{ 否: false, no: false, n: false, false: false, 0: false },
};
const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
const chosen = (of: Of, word: string): string | undefined =>
  of.kind === 'choice' || of.kind === 'multiChoice'
    ? of.choices.find(({ value, label }) => [value, label.zh, label.en].some((one) => same(one, word)))?.value
    : undefined;

/** Everything that is not here is text. */
const readers: Partial<Readonly<Record<Of['kind'], Reader>>> = {
  email: (cell) => (z.email().safeParse(cell).success ? yes(cell) : no('pattern')),
  phone: (cell, of) => {
    const value = dialable(cell.normalize('NFKC'));
    const free = !('pattern' in of) || of.pattern === undefined;
    return free && !PhoneNumber.safeParse(value).success ? no('pattern') : yes(value);
  },
  integer: number,
  decimal: number,
  bigInteger: (cell) => {
    const text = digits(cell);
    return orWrong(text && /^-?\d{1,18}$/.test(text) ? text : null);
  },
  // spreadsheets write days as midnights
  date: (cell) => {
    const read = momentOf(cell);
    return orWrong(read?.midnight ? read.day : null);
  },
  datetime: (cell) => orWrong(momentOf(cell)?.at.toISOString() ?? null),
  time: (cell) => {
    const [, hour, minute, second] = clock.exec(cell.normalize('NFKC').trim()) ?? [];
    return orWrong(hour ? [two(Number(hour)), minute, ...(second ? [second] : [])].join(':') : null);
  },
  boolean: (cell) => orWrong(yesNo[cell.normalize('NFKC').trim().toLowerCase()] ?? null),
  choice: (cell, of) => {
    const value = chosen(of, cell);
    return value === undefined ? no('choice') : yes(value);
  },
  multiChoice: (cell, of) => {
    const values = severalIn(cell).map((word) => chosen(of, word));
    return values.includes(undefined) ? no('choice') : yes([...new Set(values)]);
  },
};

/** Of a cell that is filled; relations are read in relations.ts. */
export function readCell(field: FieldSchema, cell: string): Read {
  const { of } = field;
  const read = readers[of.kind]?.(cell, of) ?? yes(cell);
  if (!('value' in read)) return read;
  const { value } = read;
  const issue = issueOf(field, false, typeof value === 'number' ? String(value) : value);
  if (issue) return issue;
  const pattern = 'pattern' in of ? of.pattern : undefined;
  if (!pattern || typeof value !== 'string') return read;
  if (value.length > longestMatched) return { code: 'tooLong', limit: longestMatched };
  return fitsPattern(pattern, value) ? read : no('pattern');
}
