/** How late ticks were: the 99th percentile of the last minute. */
const kept = 3000;

export class Lateness {
  private readonly values = new Float64Array(kept);
  private count = 0;

  add(ms: number): void {
    this.values[this.count++ % kept] = ms;
  }

  /** Milliseconds; 0 before the first tick. */
  p99(): number {
    const sorted = this.values.slice(0, Math.min(kept, this.count)).sort();
    return sorted[Math.floor(sorted.length * 0.99)] ?? 0;
  }
}
