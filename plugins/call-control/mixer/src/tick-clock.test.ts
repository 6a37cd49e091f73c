import { TickClock } from './tick-clock';

describe('the clock of the ticks', () => {
  const start = 1_795_000_000_007;
  let skew: number;
  let ticks: { tick: number; late: number }[];
  let clock: TickClock;
  beforeEach(() => {
    jest.useFakeTimers({ now: start });
    skew = 0;
    ticks = [];
    const now = { mono: () => Date.now() - start + 500 + skew, wall: () => Date.now() };
    clock = new TickClock((tick, late) => ticks.push({ tick, late }), now);
    clock.start();
  });
  afterEach(() => {
    clock.stop();
    jest.useRealTimers();
  });

  it('numbers ticks by the wall clock: the next process counts on', () => {
    jest.advanceTimersByTime(100);
    expect(ticks.map((t) => t.tick)).toEqual([1, 2, 3, 4, 5].map((n) => Math.floor(start / 20) + n));
    expect(TickClock.timeOf(ticks[0]!.tick)).toBe(1_795_000_000_020);
  });

  it('does not drift', () => {
    jest.advanceTimersByTime(3_600_000);
    expect(ticks).toHaveLength(180_000);
    expect(Math.max(...ticks.slice(-100).map((t) => t.late))).toBeLessThan(2);
  });

  it('after a short stall makes up for it', () => {
    jest.advanceTimersByTime(100);
    skew += 50;
    jest.advanceTimersByTime(50);
    expect(ticks.map((t) => t.tick - ticks[0]!.tick)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].slice(0, ticks.length));
    expect(ticks.length).toBeGreaterThanOrEqual(9);
  });

  it('after a long stall skips what is past: no burst', () => {
    jest.advanceTimersByTime(100);
    skew += 5000;
    const before = ticks.length;
    jest.advanceTimersByTime(20);
    expect(ticks.length - before).toBeLessThanOrEqual(5);
    expect(ticks.at(-1)!.tick - ticks[0]!.tick).toBeGreaterThanOrEqual(254);
  });
});
