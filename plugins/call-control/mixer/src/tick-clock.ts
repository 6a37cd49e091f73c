/**
 * Ticks every 20 ms by an absolute schedule. Tick n happens n · 20 ms after 1970, so that a restarted process counts on where its
 * predecessor stopped (ARCHITECTURE, "Mixer").
 */
import { frameMs } from './frame';

export type Now = { /** monotonic, ms */ mono: () => number; /** since 1970, ms */ wall: () => number };
export const systemClock: Now = { mono: () => performance.now(), wall: () => Date.now() };

/** After a longer stall the ticks in between are skipped: a burst helps nobody. */
const mostBehind = 3;

export class TickClock {
  private readonly origin: number; // monotonic time of tick 0
  private next: number;
  private timer: NodeJS.Timeout | undefined;
  private soon: NodeJS.Immediate | undefined;

  /** `onTick` gets the number of the tick and by how many ms it is late. */
  constructor(
    private readonly onTick: (tick: number, lateMs: number) => void,
    private readonly now: Now = systemClock,
  ) {
    const mono = now.mono();
    this.origin = mono - now.wall();
    this.next = Math.ceil((mono - this.origin) / frameMs);
  }

  /** The tick that is due next. */
  get due(): number {
    return this.next;
  }

  /** Milliseconds since 1970 at a tick. */
  static timeOf(tick: number): number {
    return tick * frameMs;
  }

  start(): void {
    this.run();
  }

  stop(): void {
    clearTimeout(this.timer);
    clearImmediate(this.soon);
  }

  private readonly run = (): void => {
    const late = this.late();
    if (late < 0) return this.wait();
    const behind = Math.floor(late / frameMs);
    if (behind > mostBehind) this.next += behind - mostBehind;
    this.onTick(this.next++, late);
    this.wait();
  };

  private wait(): void {
    const ms = -this.late();
    // when behind, first what has come in meanwhile
    if (ms <= 0) this.soon = setImmediate(this.run);
    else this.timer = setTimeout(this.run, Math.max(1, Math.floor(ms)));
  }

  private late(): number {
    return this.now.mono() - this.origin - this.next * frameMs;
  }
}
