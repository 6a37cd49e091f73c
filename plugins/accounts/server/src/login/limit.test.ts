import { AddressLimit } from './limit';

const knocks = (limit: AddressLimit, times: number, address = '10.0.0.9') =>
  Array.from({ length: times }, () => limit.knock('attempts', address, 0));

test('many accounts tried from one address are guesses: the 301st waits until the quarter of an hour is over', () => {
  const limit = new AddressLimit();
  expect(knocks(limit, 300).every((wait) => wait === null)).toBe(true);
  expect(limit.knock('attempts', '10.0.0.9', 1000)).toBe(899);
  expect(limit.knock('attempts', '10.0.0.8', 1000)).toBeNull();
  expect(limit.knock('codes', '10.0.0.9', 1000)).toBeNull();
  expect(limit.knock('attempts', '10.0.0.9', 900_000)).toBeNull();
});

test('good logins do not count', () => {
  const limit = new AddressLimit();
  for (let n = 0; n < 1000; n++) {
    expect(limit.knock('attempts', '10.0.0.9', 0)).toBeNull();
    limit.forgive('attempts', '10.0.0.9');
  }
});
