/** What the disk refuses at the moment. It is asked again every second, because it may have room by now and perhaps nobody calls meanwhile. */
import type { Logger } from 'pino';

export type Written = 'journal' | 'events' | 'snapshot';

const againAfterMs = 1000;

export class Refusals {
  private readonly refused = new Map<Written, string>();
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly log: Logger,
    private readonly again: () => void,
  ) {}

  has(what: Written): boolean {
    return this.refused.has(what);
  }

  /** A sentence for /health; null: all is written. */
  get trouble(): string | null {
    return [...this.refused.values()][0] ?? null;
  }

  add(what: Written, error: unknown): void {
    const why = `the ${what} cannot be written: ${error instanceof Error ? error.message : String(error)}`;
    if (this.refused.get(what) !== why) this.log.error(why);
    this.refused.set(what, why);
    this.arm();
  }

  clear(what: Written): void {
    if (this.refused.delete(what)) this.log.info(`the ${what} can be written again`);
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private arm(): void {
    if (this.stopped) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.again();
      if (this.refused.size > 0) this.arm();
    }, againAfterMs).unref();
  }
}
