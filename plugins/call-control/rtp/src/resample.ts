/** Another sampling rate by a windowed sinc: 16 zero crossings a side, cut off below the lower of both Nyquist frequencies. For files, not for live sound. */
const crossings = 16;

/** Samples at `from` Hz → samples at `to` Hz. */
export function resample(samples: Int16Array, from: number, to: number): Int16Array {
  if (from === to) return samples;
  const cut = Math.min(1, to / from) * 0.95;
  const reach = crossings / cut;
  const out = new Int16Array(Math.floor((samples.length * to) / from));
  for (let i = 0; i < out.length; i++) {
    const centre = (i * from) / to;
    const last = Math.min(samples.length - 1, Math.floor(centre + reach));
    let sum = 0;
    for (let k = Math.max(0, Math.ceil(centre - reach)); k <= last; k++) sum += samples[k]! * kernel(centre - k, cut, reach);
    out[i] = Math.max(-32768, Math.min(32767, Math.round(sum)));
  }
  return out;
}

function kernel(x: number, cut: number, reach: number): number {
  if (x === 0) return cut;
  const angle = Math.PI * x * cut;
  const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / reach);
  return (cut * Math.sin(angle) * window) / angle;
}
