import { resultMs, serviceMs, spanMs } from './durations';

const second = 1000;
/** rings 2 s, 10 s in the queue, 3 s of talk, 5 s of survey after the agent left */
const call = { startedAt: 0, answeredAt: 2 * second, talkingAt: 12 * second, endedAt: 20 * second };

test('CDR-13 a service record counts from call-in to hang-up', () => {
  expect(serviceMs(call)).toBe(20 * second);
});

test('CDR-16 a call record counts from the first answer to the last hang-up: 10 s of queue + 3 s of talk = 13 s', () => {
  expect(spanMs({ ...call, endedAt: 15 * second })).toBe(13 * second);
});

test('CDR-26 a call result counts from the agent’s answer to the end: 10 s of queue, 3 s of talk, 5 s of survey = 8 s', () => {
  expect(resultMs(call)).toBe(8 * second);
});

test('a call that nobody answered has no span and no result', () => {
  const missed = { ...call, answeredAt: null, talkingAt: null };
  expect([spanMs(missed), resultMs(missed)]).toEqual([0, 0]);
});
