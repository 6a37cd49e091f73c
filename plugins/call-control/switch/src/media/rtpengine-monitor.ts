/** Is rtpengine there, and is it still the same one? A restarted rtpengine has lost every leg. */
import type { NgClient } from './ng';

const everyMs = 2000;

export class RtpengineMonitor {
  private timer: NodeJS.Timeout | undefined;
  private startedAt: number | null = null;
  private why: string | null = 'rtpengine was not yet reached';
  private stopped = false;

  constructor(
    private readonly ng: NgClient,
    /** rtpengine was reached for the first time, or was started anew since */
    private readonly appeared: () => Promise<void>,
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
      }
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
