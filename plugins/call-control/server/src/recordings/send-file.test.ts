import { rangeOf } from './send-file';

test.each([
  ['', null],
  ['bytes=0-99', { from: 0, to: 99 }],
  ['bytes=900-', { from: 900, to: 999 }],
  ['bytes=-100', { from: 900, to: 999 }],
  ['bytes=-5000', { from: 0, to: 999 }],
  ['bytes=500-5000', { from: 500, to: 999 }],
  ['bytes=1000-', 'none'],
  ['bytes=9-5', 'none'],
  ['bytes=-0', 'none'],
  ['bytes=-', null],
  ['bytes=0-1,5-6', null],
  ['lines=1-2', null],
] as const)('of a thousand bytes %p is %p (RFC 9110 §14.1)', (header, range) => expect(rangeOf(header, 1000)).toEqual(range));
