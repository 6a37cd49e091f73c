import { EndedBrowsers, browserOf } from './browsers';

const received = (text: string | null) => browserOf({ received: text });

test('a contact names its login; a desk phone’s names none', () => {
  expect(received('sip:127.0.0.1:40022;transport=ws;session=9f86d081884c7d65')).toBe('9f86d081884c7d65');
  expect([received('sip:198.51.100.7:5060'), received(null)]).toEqual([undefined, undefined]);
});

test('each ended login is told once, again to an edge that was restarted, and not once its credentials are over', () => {
  let now = 0;
  const ended = new EndedBrowsers(() => now);
  ended.add('one');
  ended.add('two');
  expect([...ended.untold()]).toEqual(['one', 'two']);
  expect([...ended.untold()]).toEqual([]);
  ended.forgotten();
  expect(ended.delete('one')).toBe(true);
  expect([...ended.untold()]).toEqual(['two']);
  expect([ended.has('one'), ended.has('two'), ended.has(undefined)]).toEqual([false, true, false]);
  now = 11 * 60_000;
  ended.forgotten();
  expect([ended.has('two'), ...ended.untold()]).toEqual([false]);
});

test('one that could not be told is told the next time', () => {
  const ended = new EndedBrowsers(() => 0);
  ended.add('one');
  expect(() => {
    for (const _ of ended.untold()) throw new Error('the edge is away');
  }).toThrow();
  expect([...ended.untold()]).toEqual(['one']);
});
