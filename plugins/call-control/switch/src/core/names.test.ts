import { LegId } from '@zuoxi/contracts';
import { incomingName, nextName } from './names';

test('a leg that calls us never gets a name that the core gives (base 36 counts up to i1, in1, … as well)', () => {
  const world = { shard: 's1', epoch: 1, counter: 0 };
  const ours = new Set<string>();
  const theirs = new Set<string>();
  // 36^3 names of the core reach every word of three letters
  for (let i = 1; i <= 50_000; i++) {
    ours.add(nextName(world));
    theirs.add(incomingName(world, i));
  }
  expect(ours.size + theirs.size).toBe(100_000);
  expect([...theirs].filter((name) => ours.has(name))).toEqual([]);
});

test('names of another start or another switch are others', () => {
  const places = [
    { shard: 's1', epoch: 1 },
    { shard: 's1', epoch: 11 },
    { shard: 's11', epoch: 1 },
  ];
  const names = places.flatMap((p) => [1, 11, 111].flatMap((n) => [incomingName(p, n), nextName({ ...p, counter: n })]));
  expect(new Set(names).size).toBe(names.length);
});

test('they are leg ids', () => {
  const world = { shard: 's1', epoch: 35, counter: 35 };
  expect([nextName(world), incomingName(world, 36)].map((n) => LegId.parse(n))).toEqual(['s1-z-10', 's1-z-in-10']);
});
