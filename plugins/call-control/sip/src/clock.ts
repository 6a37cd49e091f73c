/** Time and chance are arguments: the same layer runs by the wall clock and, in tests, in virtual time. */
export interface Clock {
  /** milliseconds since 1970: session timers of a restored dialog are due by it. Within a process it never jumps, also when the machine's clock is set */
  now(): number;
  setTimeout(run: () => void, ms: number): object;
  clearTimeout(timer: object): void;
  /** [0, 1): spreads retries (RFC 3261 §14.1). Tags and branches come from the system's random source instead */
  random(): number;
}

export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
  random: Math.random,
};
