/** A clock that stands still until it is told to go on: for tests. */
import type { Clock } from '../clock';

type Entry = { at: number; order: number; run: () => void };

export class VirtualClock implements Clock {
  private time = 1_700_000_000_000;
  private count = 0;
  private readonly entries = new Set<Entry>();
  /** what `random` returns */
  chance = 0.5;

  now(): number {
    return this.time;
  }
  setTimeout(run: () => void, ms: number): object {
    const entry = { at: this.time + ms, order: this.count++, run };
    this.entries.add(entry);
    return entry;
  }
  clearTimeout(timer: object): void {
    this.entries.delete(timer as Entry);
  }
  random(): number {
    return this.chance;
  }
  /** Timers that still wait. */
  get waiting(): number {
    return this.entries.size;
  }

  /** Lets `ms` pass: every timer that falls due runs at its own time; promises settle in between. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settled();
    for (;;) {
      const next = [...this.entries].filter((e) => e.at <= end).sort((a, b) => a.at - b.at || a.order - b.order)[0];
      if (!next) break;
      this.entries.delete(next);
      this.time = Math.max(this.time, next.at);
      next.run();
      await settled();
    }
    this.time = end;
  }
}

/** Everything that only waits for promises has happened. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
