import { dayBound, dayValue, rangeOf } from './dates';
import { clock, dateTime, secondsLeft, timeOfDay } from './format';

const at = (y: number, m: number, d: number, h = 0, min = 0, s = 0): number => new Date(y, m - 1, d, h, min, s).getTime();

test.each([
  [0, '00:00'],
  [41_999, '00:41'],
  [723_000, '12:03'],
  [3_723_000, '1:02:03'],
  [-5, '00:00'],
])('%i ms reads %s', (ms, text) => expect(clock(ms)).toBe(text));

test('ACW-02 a countdown begins at its full number and ends at nought', () => {
  expect([15_000, 14_999, 1, 0, -1].map((left) => secondsLeft(left, 0))).toEqual([15, 15, 1, 0, 0]);
});

test('times are shown in the time zone of the person', () => {
  expect(timeOfDay(at(2026, 11, 21, 14, 5, 9))).toBe('14:05:09');
  expect(dateTime(at(2026, 11, 21, 14, 5, 9), at(2026, 12, 1))).toBe('11-21 14:05:09');
  expect(dateTime(at(2025, 11, 21, 14, 5, 9), at(2026, 1, 1))).toBe('2025-11-21 14:05:09');
});

test('WB-13 quick dates: weeks begin on Monday, the present stays open', () => {
  const now = at(2026, 11, 22, 10); // a Sunday
  expect(rangeOf('today', now)).toEqual({ from: at(2026, 11, 22) });
  expect(rangeOf('yesterday', now)).toEqual({ from: at(2026, 11, 21), to: at(2026, 11, 22) - 1 });
  expect(rangeOf('thisWeek', now)).toEqual({ from: at(2026, 11, 16) });
  expect(rangeOf('days7', now)).toEqual({ from: at(2026, 11, 16) });
  expect(rangeOf('lastMonth', now)).toEqual({ from: at(2026, 10, 1), to: at(2026, 11, 1) - 1 });
});

test('CDR-22 an empty day is no bound; a day is meant whole', () => {
  expect(dayBound('', 'first')).toBeUndefined();
  expect(dayBound('2026-11-21', 'first')).toBe(at(2026, 11, 21));
  expect(dayBound('2026-11-21', 'last')).toBe(at(2026, 11, 22) - 1);
  expect(dayValue(at(2026, 11, 21, 23))).toBe('2026-11-21');
});
