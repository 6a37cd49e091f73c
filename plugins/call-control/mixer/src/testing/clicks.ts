/** Finds clicks in a pure tone: what a predictor that knows the tone did not expect. */

/** The largest surprise, in samples' units. A-law alone makes up to about 600 of it at the loudness of our tones. */
export function largestClick(samples: Int16Array, hz: number): number {
  const c = 2 * Math.cos((2 * Math.PI * hz) / 8000);
  let worst = 0;
  for (let i = 2; i < samples.length; i++) worst = Math.max(worst, Math.abs(samples[i]! - c * samples[i - 1]! + samples[i - 2]!));
  return worst;
}
