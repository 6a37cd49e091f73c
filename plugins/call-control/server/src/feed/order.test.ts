import { positionOf } from './order';

test.each([
  ['the next one', 6, 5, false, 'next'],
  ['the first one after follow', 6, 5, true, 'next'],
  ['a repetition', 5, 5, false, 'again'],
  ['a hole in the middle of a connection', 8, 5, false, 'gap'],
  ['a hole right after follow', 8, 5, true, 'lost'],
  ['something from before what was asked for', 1, 5, true, 'older'],
] as const)('I6 %s', (_what, seq, last, first, place) => expect(positionOf(seq, last, first)).toBe(place));
