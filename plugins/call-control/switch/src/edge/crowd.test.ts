import { Crowd, type Connection } from './crowd';

const port = 5060;
const proved = 3605;
const at = (host: string, ids: readonly number[], lifetime = 30, localPort = port): Connection[] =>
  ids.map((id) => ({ id, remote: { host }, localPort, lifetime }));
const upTo = (n: number, from = 1): number[] => Array.from({ length: n }, (_, i) => from + i);
const none = new Set<string>();

test('who proves nothing within ten seconds goes, whatever it says meanwhile; who does, stays', () => {
  const crowd = new Crowd(port, 600);
  expect(crowd.unwanted([...at('192.0.2.1', [1, 2]), ...at('192.0.2.2', [3])], none, 0)).toEqual([]);
  expect(
    crowd.unwanted([...at('192.0.2.1', [1]), ...at('192.0.2.1', [2], proved), ...at('192.0.2.2', [3, 4])], none, 9_999),
  ).toEqual([]);
  const later = [...at('192.0.2.1', [1]), ...at('192.0.2.1', [2], proved), ...at('192.0.2.2', [4])];
  expect(crowd.unwanted(later, none, 10_000)).toEqual([1]);
});

test('trunks, and what is on other ports, may do as they like', () => {
  const crowd = new Crowd(port, 600);
  const all = [...at('198.51.100.7', upTo(1000)), ...at('127.0.0.1', upTo(1000, 2000), 30, 8090)];
  for (const now of [0, 20_000, 40_000]) expect(crowd.unwanted(all, new Set(['198.51.100.7']), now)).toEqual([]);
});

test('of one address a hundred may still be proving who they are; the newest beyond go at once', () => {
  const crowd = new Crowd(port, 600);
  const all = [...at('192.0.2.1', upTo(103)), ...at('192.0.2.2', [200])];
  expect(crowd.unwanted(all, none, 0)).toEqual([101, 102, 103]);
});

test('an office has as many phones as agents may work there; strangers beside them go first', () => {
  const crowd = new Crowd(port, 10);
  const all = [...at('192.0.2.1', [1, 2]), ...at('192.0.2.1', upTo(9, 10), proved)];
  expect(crowd.unwanted(all, none, 0)).toEqual([2]);
  expect(crowd.unwanted(at('192.0.2.1', upTo(12), proved), none, 0)).toEqual([11, 12]);
});

test('this machine is not counted', () => {
  const crowd = new Crowd(port, 10);
  expect(crowd.unwanted(at('127.0.0.1', upTo(500)), none, 0)).toEqual([]);
  expect(crowd.unwanted(at('127.0.0.1', upTo(500)), none, 10_000)).toHaveLength(500);
});
