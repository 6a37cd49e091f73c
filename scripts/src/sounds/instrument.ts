/** Notes by synthesis. Times in seconds, pitches in semitones above a' = 440 Hz. */

export type Note = { at: number; pitch: number; seconds: number; loud: number };
/** A voice's amplitude at `t` seconds after a note of `seconds` began; `hz` its frequency. Silent when the note has died away. */
export type Instrument = { tail: number; sound: (hz: number, t: number, seconds: number) => number };

const turn = 2 * Math.PI;

/** Slow and soft: two strings a little out of tune. */
export const pad: Instrument = {
  tail: 0.9,
  sound: (hz, t, seconds) => {
    const rise = Math.min(1, t / 0.6);
    const fall = Math.max(0, Math.min(1, (seconds + 0.9 - t) / 0.9));
    const one = (f: number): number =>
      Math.sin(turn * f * t) + 0.3 * Math.sin(2 * turn * f * t) + 0.08 * Math.sin(3 * turn * f * t);
    return rise * fall * 0.5 * (one(hz * 1.0012) + one(hz * 0.9988));
  },
};

/** A struck bar: a marimba's, with its fourth partial short. */
export const bar: Instrument = {
  tail: 1.6,
  sound: (hz, t) =>
    Math.min(1, t / 0.004) *
    (Math.exp(-3.2 * t) * Math.sin(turn * hz * t) + (hz < 900 ? 0.25 * Math.exp(-9 * t) * Math.sin(4 * turn * hz * t) : 0)),
};

/** A plucked string. */
export const string: Instrument = {
  tail: 1.8,
  sound: (hz, t) =>
    Math.min(1, t / 0.006) *
    (Math.exp(-2 * t) * Math.sin(turn * hz * t) +
      0.4 * Math.exp(-3.5 * t) * Math.sin(2 * turn * hz * t) +
      0.15 * Math.exp(-5 * t) * Math.sin(3 * turn * hz * t)),
};

export const hertz = (pitch: number): number => 440 * 2 ** (pitch / 12);

/** Adds notes to a sound; what rings beyond its end goes on at its begin, so that it can be repeated without a seam. */
export function perform(into: Float64Array, rate: number, { tail, sound }: Instrument, notes: readonly Note[]): void {
  for (const { at, pitch, seconds, loud } of notes) {
    const first = Math.round(at * rate);
    const hz = hertz(pitch);
    for (let i = 0; i < (seconds + tail) * rate; i++) {
      const k = (first + i) % into.length;
      into[k] = (into[k] ?? 0) + loud * sound(hz, i / rate, seconds);
    }
  }
}
