/** Calls a function every so many milliseconds by an absolute schedule: no drift, and after a stall no burst beyond a few calls. */
const mostAtOnce = 5;

export class Pacer {
  private timer: NodeJS.Timeout | null = null;
  private due = 0;

  constructor(
    private readonly everyMs: number,
    private readonly call: () => void,
  ) {}

  start(): void {
    if (this.timer) return;
    this.due = performance.now();
    this.run();
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private run(): void {
    const now = performance.now();
    if (now - this.due > mostAtOnce * this.everyMs)
      this.due += Math.floor((now - this.due) / this.everyMs - mostAtOnce) * this.everyMs;
    this.timer = setTimeout(() => this.run(), 0);
    for (; this.due <= now && this.timer; this.due += this.everyMs) this.call();
    if (!this.timer) return; // stopped by the call
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.run(), Math.max(1, this.due - performance.now()));
  }
}
