/** Loudness. */
export const rate = 8000;

const ceiling = 30_000;

/** Samples with the wanted loudness: root mean square in dB below a full-scale square wave. Peaks are bent, not cut. */
export function leveled(sound: Float64Array, decibels: number): Int16Array {
  const power = sound.reduce((sum, s) => sum + s * s, 0) / Math.max(1, sound.length);
  const gain = (32768 * 10 ** (decibels / 20)) / Math.sqrt(power || 1);
  return Int16Array.from(sound, (s) => Math.round(ceiling * Math.tanh((s * gain) / ceiling)));
}
