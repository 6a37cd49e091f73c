import { SteadyClock } from './steady-clock';

test.each([
  ['ten minutes back', -600_000],
  ['an hour forward', 3_600_000],
])('a clock that jumps %s changes no duration, and counts again once nothing runs', (_, jump) => {
  let wall = 1_700_000_000_000;
  let passed = 5_000.4;
  const clock = new SteadyClock(
    () => wall,
    () => passed,
  );
  const begun = clock.now();
  wall += 15_000 + jump;
  passed += 15_000;
  expect(clock.now() - begun).toBe(15_000);
  clock.settle();
  expect(clock.now()).toBe(wall);
});
