import { Admission } from './admission';

const opened = (admission: Admission, address: string, count: number): (() => void)[] =>
  Array.from({ length: count }, () => admission.take(address)).filter((one) => one !== null);

test('one address gets its places and no more; what is given back is given again, once', () => {
  const admission = new Admission({ address: 3, all: 10 });
  const crowd = opened(admission, '192.0.2.1', 5);
  expect(crowd).toHaveLength(3);
  expect(admission.take('192.0.2.2')).not.toBeNull();
  crowd[0]?.();
  crowd[0]?.();
  expect(opened(admission, '192.0.2.1', 5)).toHaveLength(1);
});

test('all together have as many as there is room for; this machine is no address among others', () => {
  const admission = new Admission({ address: 3, all: 10 });
  expect(opened(admission, '127.0.0.1', 20)).toHaveLength(10);
  expect(admission.take('192.0.2.1')).toBeNull();
});
