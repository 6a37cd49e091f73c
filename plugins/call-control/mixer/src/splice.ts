/** Joining two places of a sound without a click: where they look alike, by a crossfade. */
import { frameSamples } from './frame';

/**
 * The shift between `from` and `to` at which `sound` looks most like itself: compares the frame at `base` with the frame `shift` later
 * (or, with `direction` -1, earlier). For a voice this is a multiple of its pitch.
 */
export function bestShift(sound: Int16Array, base: number, from: number, to: number, direction: 1 | -1): number {
  const near = best(sound, base, from, to, direction, coarse);
  return best(sound, base, Math.max(from, near - coarse + 1), Math.min(to, near + coarse - 1), direction, 1);
}

/** First every third shift, then those around the best: and every third sample: a ninth of the work. */
const coarse = 3;

function best(sound: Int16Array, base: number, from: number, to: number, direction: 1 | -1, step: number): number {
  let found = from;
  let bestScore = -Infinity;
  for (let shift = from; shift <= to; shift += step) {
    const other = base + direction * shift;
    let product = 0;
    let power = 1;
    for (let i = 0; i < frameSamples; i += step) {
      const o = sound[other + i]!;
      product += sound[base + i]! * o;
      power += o * o;
    }
    const score = product / Math.sqrt(power);
    if (score > bestScore) {
      bestScore = score;
      found = shift;
    }
  }
  return found;
}

/** `into` = `sound` at `a`, fading within `length` samples into `sound` at `b`; the rest of the frame is from `b`. */
export function crossfade(into: Int16Array, sound: Int16Array, a: number, b: number, length = frameSamples): void {
  for (let i = 0; i < frameSamples; i++) {
    const w = i < length ? (i + 0.5) / length : 1;
    into[i] = Math.round(sound[a + i]! * (1 - w) + sound[b + i]! * w);
  }
}
