/** Another sampling rate by a windowed sinc: 16 zero crossings a side, cut off below the lower of both Nyquist frequencies. For files, not for live sound. */
const crossings = 16;

/** Samples at `from` Hz → samples at `to` Hz, both whole numbers. */
export function resample(samples: Int16Array, from: number, to: number): Int16Array {
  if (from === to) return samples;
  const common = gcd(from, to);
  const phases = to / common; // output samples fall into so many different places between input samples
  const cut = Math.min(1, to / from) * 0.95;
  const reach = Math.ceil(crossings / cut);
  const kernels = Array.from({ length: phases }, (_, p) => kernel(((p * from) / to) % 1, cut, reach));
  const out = new Int16Array(Math.floor((samples.length * to) / from));
  for (let i = 0; i < out.length; i++) {
    const weights = kernels[i % phases]!;
    const first = Math.floor((i * (from / common)) / phases) - reach;
    const stop = Math.min(weights.length, samples.length - first);
    let sum = 0;
    for (let k = Math.max(0, -first); k < stop; k++) sum += samples[first + k]! * weights[k]!;
    out[i] = sum > 32767 ? 32767 : sum < -32768 ? -32768 : Math.round(sum);
  }
  return out;
}

const gcd = (a: number, b: number): number => (b ? gcd(b, a % b) : a);

/** Weights of the input samples from `reach` before to `reach` after a place that lies `shift` behind one of them. */
function kernel(shift: number, cut: number, reach: number): Float64Array {
  return Float64Array.from({ length: 2 * reach + 1 }, (_, k) => {
    const x = k - reach - shift;
    if (Math.abs(x) > reach) return 0;
    const angle = Math.PI * x * cut;
    const sinc = angle === 0 ? 1 : Math.sin(angle) / angle;
    return cut * sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / reach));
  });
}
