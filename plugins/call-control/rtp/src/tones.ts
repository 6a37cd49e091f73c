/** Call progress tones as China's network plays them (GB 3380: 450 ± 25 Hz; level -10 dBm0 ± 3), at 8 kHz. */

type Cadence = { hz: number; onMs: number; offMs: number; loop: boolean };

export const cadences = {
  ringback: { hz: 450, onMs: 1000, offMs: 4000, loop: true },
  busy: { hz: 450, onMs: 350, offMs: 350, loop: true },
  congestion: { hz: 450, onMs: 700, offMs: 700, loop: true },
  beep: { hz: 1000, onMs: 200, offMs: 0, loop: false },
} as const satisfies Record<string, Cadence>;
export type ToneName = keyof typeof cadences;

/** -10 dBm0: a full-scale sine is +3.14 dBm0 in A-law (G.711 table 5). */
const amplitude = 7200;

/** A sine of so many milliseconds. */
export function sine(hz: number, ms: number, height = amplitude, rate = 8000): Int16Array {
  const step = (2 * Math.PI * hz) / rate;
  return Int16Array.from({ length: Math.round((rate * ms) / 1000) }, (_, i) => height * Math.sin(i * step));
}

/** One period of a tone, its pause included; begins and ends at zero crossings. `loop`: to be repeated until stopped. */
export function tone(name: ToneName): { samples: Int16Array; loop: boolean } {
  const { hz, onMs, offMs, loop } = cadences[name];
  const samples = new Int16Array(8 * (onMs + offMs));
  samples.set(sine(hz, onMs));
  return { samples, loop };
}
