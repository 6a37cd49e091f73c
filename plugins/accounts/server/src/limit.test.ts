import { FailureLimit, loginRules } from './limit';

const rules = loginRules('demo/1001', '10.0.0.1');
const tenTimes = (limit: FailureLimit, now: number) => Array.from({ length: 10 }, () => limit.attempt(rules, now));

test('ten wrong passwords from one place are answered, the eleventh waits until the quarter of an hour is over', () => {
  const limit = new FailureLimit();
  expect(tenTimes(limit, 0)).toEqual(Array(10).fill(null));
  expect(limit.attempt(rules, 1000)).toBe(899);
  expect(limit.attempt(rules, 900_000)).toBeNull();
});

test('a good login does not count', () => {
  const limit = new FailureLimit();
  for (let i = 0; i < 100; i++) {
    expect(limit.attempt(rules, i)).toBeNull();
    limit.forgive(rules);
  }
});

test('guessing from elsewhere does not lock the agent out, nor does it go on for ever', () => {
  const limit = new FailureLimit();
  tenTimes(limit, 0);
  const elsewhere = (n: number) => loginRules('demo/1001', `10.0.1.${n}`);
  expect(limit.attempt(elsewhere(0), 0)).toBeNull();
  for (let n = 1; n < 40; n++) limit.attempt(elsewhere(n), 0);
  expect(limit.attempt(elsewhere(99), 0)).toBe(900);
});

test('many accounts from one address are guesses too', () => {
  const limit = new FailureLimit();
  for (let n = 0; n < 300; n++) expect(limit.attempt(loginRules(`demo/${n}`, '10.0.0.9'), 0)).toBeNull();
  expect(limit.attempt(loginRules('demo/x', '10.0.0.9'), 0)).toBe(900);
});
