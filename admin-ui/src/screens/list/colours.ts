/** CRM-22, CRM-23: which colour a row has. The first rule that is on and fits counts. Pure; `now` in ms. */
import type { ColourRule, Condition, DataRow, RowColour } from '@zuoxi/contracts';
import { valueAt } from '../value-at';

const dayMs = 24 * 3600 * 1000;
const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'id' in value ? (value as { id: unknown }).id : value;
const text = (value: unknown): string => String(plain(value) ?? '').toLowerCase();
const order = (a: unknown, b: unknown): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0;
const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const tests: Readonly<Record<Condition['op'], (value: unknown, asked: unknown) => boolean>> = {
  eq: (value, asked) => plain(value) === asked,
  ne: (value, asked) => plain(value) !== asked,
  in: (value, asked) => Array.isArray(asked) && asked.some((one) => one === plain(value)),
  lt: (value, asked) => !isEmpty(value) && order(value, asked) < 0,
  lte: (value, asked) => !isEmpty(value) && order(value, asked) <= 0,
  gt: (value, asked) => !isEmpty(value) && order(value, asked) > 0,
  gte: (value, asked) => !isEmpty(value) && order(value, asked) >= 0,
  contains: (value, asked) => text(value).includes(text(asked)),
  startsWith: (value, asked) => text(value).startsWith(text(asked)),
  empty: (value) => isEmpty(value),
  notEmpty: (value) => !isEmpty(value),
};

function fits({ test }: ColourRule, row: DataRow, now: number): boolean {
  if (test.kind === 'filter') return test.filter.every(({ field, op, value }) => tests[op](valueAt(row, field), value));
  const value = valueAt(row, test.field);
  if (isEmpty(value)) return test.from === undefined && test.to === undefined; // "never" is a rule without an age
  const days = (now - Date.parse(String(value))) / dayMs;
  return days >= (test.from ?? 0) && days < (test.to ?? Infinity) && (test.from !== undefined || test.to !== undefined);
}

export const colourOf = (rules: readonly ColourRule[], row: DataRow, now: number): RowColour | null =>
  rules.find((rule) => rule.on && fits(rule, row, now))?.colour ?? null;
