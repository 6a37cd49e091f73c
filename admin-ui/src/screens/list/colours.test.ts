import type { ColourRule } from '@zuoxi/contracts';
import { colourOf } from './colours';

const day = 24 * 3600 * 1000;
const now = Date.UTC(2026, 10, 21);
const ago = (days: number): string => new Date(now - days * day).toISOString();
const rule = (id: string, colour: ColourRule['colour'], test: ColourRule['test'], on = true): ColourRule => ({
  id,
  label: id,
  on,
  colour,
  test,
});
const recency: ColourRule[] = [
  rule('never', 'black', { kind: 'age', field: 'contactedAt' }),
  rule('missed', 'grey', { kind: 'filter', filter: [{ field: 'connected', op: 'eq', value: false }] }),
  rule('week', 'green', { kind: 'age', field: 'contactedAt', from: 0, to: 8 }),
  rule('fortnight', 'yellow', { kind: 'age', field: 'contactedAt', from: 8, to: 15 }),
  rule('month', 'orange', { kind: 'age', field: 'contactedAt', from: 15, to: 31 }),
  rule('long', 'red', { kind: 'age', field: 'contactedAt', from: 31 }),
];
const row = (more: object) => ({ id: 'r', connected: true, ...more });

test.each([
  [null, 'black'],
  [ago(0), 'green'],
  [ago(7), 'green'],
  [ago(8), 'yellow'],
  [ago(20), 'orange'],
  [ago(40), 'red'],
])('CRM-22 a customer last spoken to %s is %s', (contactedAt, colour) => {
  expect(colourOf(recency, row({ contactedAt }), now)).toBe(colour);
});

test('CRM-22 called but not connected is grey, whenever it was', () => {
  expect(colourOf(recency, row({ contactedAt: ago(2), connected: false }), now)).toBe('grey');
});

test('CRM-23 each rule can be switched off, and its days are its own', () => {
  const rules = recency.map((r) => (r.id === 'week' ? { ...r, on: false } : r));
  expect(colourOf(rules, row({ contactedAt: ago(1) }), now)).toBeNull();
  const wider = [rule('week', 'green', { kind: 'age', field: 'contactedAt', from: 0, to: 30 })];
  expect(colourOf(wider, row({ contactedAt: ago(20) }), now)).toBe('green');
});

test('conditions know relations, choices, numbers and tenant fields', () => {
  const filter = (field: string, op: 'eq' | 'in' | 'gte' | 'notEmpty', value?: string | number | string[]) =>
    colourOf(
      [rule('r', 'blue', { kind: 'filter', filter: [{ field, op, value }] })],
      row({ owner: { id: 'u1', label: '王' }, amount: 5, custom: { level: 'high' } }),
      now,
    );
  expect(filter('owner', 'eq', 'u1')).toBe('blue');
  expect(filter('amount', 'gte', 6)).toBeNull();
  expect(filter('custom.level', 'in', ['high', 'low'])).toBe('blue');
  expect(filter('custom.none', 'notEmpty')).toBeNull();
});
