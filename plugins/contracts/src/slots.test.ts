import { Slots } from './slots';

const taken = (slots: Slots, key: string, count: number, counts?: boolean): (() => void)[] =>
  Array.from({ length: count }, () => slots.take(key, counts)).filter((one) => one !== null);

test('one key gets its slots and no more; what is given back is given again, once', () => {
  const slots = new Slots({ each: 3, all: 10 });
  const crowd = taken(slots, 'a', 5);
  expect(crowd).toHaveLength(3);
  expect(slots.take('b')).not.toBeNull();
  crowd[0]?.();
  crowd[0]?.();
  expect(taken(slots, 'a', 5)).toHaveLength(1);
});

test('all together have as many as there is room for, those without a limit of their own too', () => {
  const slots = new Slots({ each: 3, all: 10 });
  const free = taken(slots, 'a', 20, false);
  expect(free).toHaveLength(10);
  expect(slots.take('b')).toBeNull();
  free[7]?.();
  expect(slots.take('b')).not.toBeNull();
});
