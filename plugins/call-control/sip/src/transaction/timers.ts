/** RFC 3261 table 4 with RFC 6026's L and M. */
export const T1 = 500;
export const T2 = 4_000;
export const T4 = 5_000;
const doubling = (fired: number, most: number) => Math.min(T1 * 2 ** fired, most);

export type TimerName = 'A' | 'B' | 'D' | 'E' | 'E2' | 'F' | 'G' | 'H' | 'I' | 'J' | 'K' | 'L' | 'M';

/** Milliseconds until a timer that has fired `fired` times fires (again); null: it does not run on this transport. */
export const delays: Readonly<Record<TimerName, (reliable: boolean, fired: number) => number | null>> = {
  A: (reliable, fired) => (reliable ? null : doubling(fired, 64 * T1)),
  B: () => 64 * T1,
  D: (reliable) => (reliable ? 0 : 32_000),
  E: (reliable, fired) => (reliable ? null : doubling(fired, T2)),
  E2: (reliable) => (reliable ? null : T2), // E once a provisional response came (§17.1.2.2)
  F: () => 64 * T1,
  G: (reliable, fired) => (reliable ? null : doubling(fired, T2)),
  H: () => 64 * T1,
  I: (reliable) => (reliable ? 0 : T4),
  J: (reliable) => (reliable ? 0 : 64 * T1),
  K: (reliable) => (reliable ? 0 : T4),
  L: () => 64 * T1, // also over TCP: the 2xx is the user agent's to repeat (RFC 6026 §7.1)
  M: () => 64 * T1, // so that forked and repeated 2xx find their way
};
