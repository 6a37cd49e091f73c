/** A small tune of our own on plucked strings, so that nobody's copyright is played down the line: a pentatonic phrase with a low accompaniment. */
const beat = 0.28; // seconds
const base = 261.63; // c'
// steps in semitones above c', null is a rest
const lead = [12, 9, 7, 4, 7, 9, 12, null, 14, 12, 9, 7, 4, 2, 4, null, 7, 9, 7, 4, 2, 0, 2, 4, 7, 4, 2, 0, 2, null, 0, null];
const low = [0, -5, -3, -5];

const pluck = (hz: number, t: number): number =>
  Math.exp(-3 * t) *
  (Math.sin(2 * Math.PI * hz * t) + 0.35 * Math.sin(4 * Math.PI * hz * t) + 0.12 * Math.sin(6 * Math.PI * hz * t));
const pitch = (semitones: number): number => base * 2 ** (semitones / 12);

/** The tune at second `t`, in -1 … 1. Repeats by itself. */
export function melody(t: number): number {
  const n = Math.floor(t / beat);
  const note = lead[n % lead.length];
  const bar = Math.floor(n / 8);
  const bass = pluck(pitch(low[bar % low.length] ?? 0) / 2, t - bar * 8 * beat);
  return 0.6 * (note == null ? 0 : pluck(pitch(note), t - n * beat)) + 0.35 * bass;
}
