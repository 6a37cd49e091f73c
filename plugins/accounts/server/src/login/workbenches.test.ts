import { Workbenches } from './workbenches';

test('LOG-04 a workbench is open as long as it says so, and two and a half minutes longer', () => {
  const workbenches = new Workbenches();
  workbenches.here('s1', 7, '10.0.0.1', 1000);
  workbenches.here('s1', 7, '10.0.0.1', 46_000);
  expect(workbenches.of(7, 196_000)).toEqual({ session: 's1', since: 1000, address: '10.0.0.1' });
  expect(workbenches.of(7, 196_001)).toBeNull();
  expect(workbenches.of(8, 46_000)).toBeNull();
});

test('a session that ended is no open workbench', () => {
  const workbenches = new Workbenches();
  workbenches.here('s1', 7, '10.0.0.1', 0);
  workbenches.gone(['s1']);
  expect(workbenches.of(7, 0)).toBeNull();
});
