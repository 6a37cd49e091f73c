import { RefusedRequests, windowMs } from './refused-requests';

const one = { tenant: 't', actor: 'a', method: 'GET', route: '/api/accounts/audit', reason: 'forbidden' };

test('the first is written at once, a thousand more in its minute are one more entry with their number', () => {
  const refusals = new RefusedRequests();
  expect(refusals.note(one, 0)).toBe(true);
  for (let i = 0; i < 1000; i++) expect(refusals.note(one, i)).toBe(false);
  expect(refusals.due(windowMs - 1)).toEqual([]);
  expect(refusals.due(windowMs)).toEqual([{ refusal: one, times: 1000 }]);
  expect([refusals.due(windowMs * 9), refusals.size]).toEqual([[], 0]);
});

test('another account, route or reason is another refusal; alone in its minute it leaves nothing to count', () => {
  const refusals = new RefusedRequests();
  expect(refusals.note(one, 0)).toBe(true);
  for (const other of [{ actor: 'b' }, { route: '/api/accounts/outbox' }, { reason: 'moduleOff' }, { method: 'PUT' }])
    expect(refusals.note({ ...one, ...other }, 1)).toBe(true);
  expect(refusals.due(windowMs * 2)).toEqual([]);
});

test('a new minute begins with a written one, also when nobody has taken what the last one counted', () => {
  const refusals = new RefusedRequests();
  refusals.note(one, 0);
  refusals.note(one, 1);
  expect(refusals.note(one, windowMs)).toBe(true);
  expect(refusals.note(one, windowMs + 1)).toBe(false);
  expect(refusals.due(windowMs * 2)).toEqual([
    { refusal: one, times: 1 },
    { refusal: one, times: 1 },
  ]);
});

test('at the end nothing that was counted is lost', () => {
  const refusals = new RefusedRequests();
  refusals.note(one, 0);
  refusals.note(one, 1);
  expect(refusals.due(2, true)).toEqual([{ refusal: one, times: 1 }]);
});
