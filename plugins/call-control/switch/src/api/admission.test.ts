import { Admission } from './admission';

test('one address has its sockets and no more; this machine is no address among others', () => {
  const admission = new Admission({ each: 1, all: 5 });
  expect([admission.take('192.0.2.1'), admission.take('192.0.2.1')]).toEqual([expect.any(Function), null]);
  expect(Array.from({ length: 5 }, () => admission.take('127.0.0.1')).filter((one) => one !== null)).toHaveLength(4);
});
