/**
 * The time by which the switch measures: the wall clock of its start, and from then on what really passed. So a wrap-up ends on time and a call is as long
 * as it was, also when the machine's clock is set meanwhile. The new wall clock is taken over when nothing runs that it could falsify, and by the next start.
 */
export class SteadyClock {
  private offset: number;

  constructor(
    private readonly wall: () => number = Date.now,
    private readonly passed: () => number = () => performance.now(),
  ) {
    this.offset = wall() - passed();
  }

  /** ms since 1970, whole ones */
  now = (): number => Math.round(this.offset + this.passed());

  /** Nothing runs: the wall clock counts again. */
  settle(): void {
    this.offset = this.wall() - this.passed();
  }
}
