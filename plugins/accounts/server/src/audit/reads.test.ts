import { Reads, type Read } from './reads';

const minute = 60_000;
const list = (rows: number, actor = 'wang'): Read => ({
  tenant: 't',
  actor,
  act: 'number.read',
  target: 'account',
  details: {},
  rows,
});
const row = (id: string): Read => ({ ...list(0), target: `account ${id}`, rows: null });
const told = (reads: Reads, now: number, all = false) => reads.due(now, all).map(({ target, details }) => [target, details]);

test('the first page of a list is told at once, the next ones after five minutes, summed up', () => {
  const reads = new Reads();
  reads.note(list(20), 0);
  expect(told(reads, 1000)).toEqual([['account', { rows: 20, pages: 1 }]]);
  for (let page = 1; page <= 3; page++) reads.note(list(20), page * 1000);
  expect(told(reads, 5000)).toEqual([]);
  expect(told(reads, 1000 + 5 * minute)).toEqual([['account', { rows: 60, pages: 3 }]]);
  expect(told(reads, 20 * minute)).toEqual([]);
});

test('a row that is opened again is told once an hour, another one by itself', () => {
  const reads = new Reads();
  for (const id of ['a', 'a', 'b']) reads.note(row(id), 0);
  expect(told(reads, 1000)).toEqual([
    ['account a', {}],
    ['account b', {}],
  ]);
  reads.note(row('a'), 59 * minute);
  expect(told(reads, 60 * minute)).toEqual([]);
  reads.note(row('a'), 62 * minute);
  expect(told(reads, 62 * minute)).toEqual([['account a', {}]]);
});

test('what is not told yet is told at the end, and two people are two', () => {
  const reads = new Reads();
  reads.note(list(1), 0);
  reads.note(list(2, 'li'), 0);
  expect(reads.due(0).map(({ actor }) => actor)).toEqual(['wang', 'li']);
  reads.note(list(3), 1);
  expect(told(reads, 2)).toEqual([]);
  expect(told(reads, 3, true)).toEqual([['account', { rows: 3, pages: 1 }]]);
});

test('whoever opens row after row fills no memory', () => {
  const reads = new Reads();
  for (let i = 0; i < 50_000; i++) reads.note(row(String(i)), i);
  expect(reads.due(50_000)).toHaveLength(50_000);
  reads.due(50_001);
  reads.note(row('49999'), 50_002);
  expect(reads.due(50_003)).toEqual([]); // still known
  reads.note(row('0'), 50_004);
  expect(reads.due(50_005)).toHaveLength(1); // forgotten, so told again
});
