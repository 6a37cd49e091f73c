import { most, UploadSlots } from './upload-slots';

const full = <T>(count: number, take: () => T | null): T[] => Array.from({ length: count }, take).filter((one) => one !== null);

test('one account has a few places, and those that it gives back it gets again', () => {
  const places = new UploadSlots();
  const own = full(most.account + 2, () => places.take('a'));
  expect(own).toHaveLength(most.account);
  own[0]?.();
  own[0]?.(); // giving back twice gives one
  expect(full(3, () => places.take('a'))).toHaveLength(1);
  expect(places.take('b')).not.toBeNull();
});

test('all together have as many as the disk is meant to hold', () => {
  const places = new UploadSlots();
  let account = 0;
  const all = full(most.all + 5, () => places.take(`account ${account++}`));
  expect(all).toHaveLength(most.all);
  all[7]?.();
  expect(places.take('late')).not.toBeNull();
});
