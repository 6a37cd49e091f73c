/** Is rtpengine there, and is it still the same one? A restarted rtpengine has lost every leg, a frozen one may be deaf on some. */
import type { NgClient } from './ng';

const everyMs = 2000;
/**
 * Measured with 10.5: a socket that overflows while rtpengine is frozen, which takes 5 s of sound, is never read again. Whoever froze for so long answers a
 * question at least this late.
 */
const frozenMs = 4500;

export class RtpengineMonitor {
  private timer: NodeJS.Timeout | undefined;
  private startedAt: number | null = null;
  private why: string | null = 'rtpengine was not yet reached';
  private stopped = false;
  private answeredAt: number | null = null;

  constructor(
    private readonly ng: NgClient,
    /** rtpengine was reached for the first time, or was started anew since */
    private readonly appeared: () => Promise<void>,
    /** the same rtpengine answers again after it did not for so long that it may have become deaf */
    private readonly thawed: () => void,
  ) {}

  /** Looks, then goes on looking every 2 s. */
  async look(): Promise<void> {
    try {
      // whole seconds from rtpengine, a quarter of a second from a busy machine: a restart moves it further
      const startedAt = performance.now() / 1000 - (await this.ng.uptime());
      const same = this.startedAt !== null && startedAt - this.startedAt < 1.5;
      if (!same) {
        await this.appeared();
        this.startedAt = startedAt;
      } else if (this.answeredAt !== null && performance.now() - this.answeredAt > frozenMs) this.thawed();
      this.answeredAt = performance.now();
      this.why = null;
    } catch (error) {
      this.why = error instanceof Error ? error.message : String(error);
    }
    if (!this.stopped) this.timer = setTimeout(() => void this.look(), everyMs);
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  trouble(): string | null {
    return this.why;
  }
}
