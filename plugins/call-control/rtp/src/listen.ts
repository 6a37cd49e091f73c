/** Says in a word what a stretch of sound is, well enough for a robot on the phone: measurements, no learning. */
import { rms } from './goertzel';
import { powerSpectrum } from './spectrum';

export type SoundKind =
  | { kind: 'silence' }
  /** one pure frequency */
  | { kind: 'tone'; hz: number }
  /** 450 Hz in the rhythm of China's network; a stretch that shows only the "on" part is a tone of 450 Hz */
  | { kind: 'ringback' | 'busy' | 'congestion'; hz: number }
  | { kind: 'music' }
  | { kind: 'speech' };

const window = 512; // 64 ms: 15.6 Hz a line
const hop = 160;
const quiet = 60; // rms: about -54 dBFS; G.711's own noise and its idle codes lie below
const signalHz = 450;

type Moment = { loud: boolean; pure: boolean; hz: number; spectrum: Float64Array };

/** Describes at least 200 ms at 8 kHz; a shorter stretch counts as silence. */
export function describeSound(samples: Int16Array): SoundKind {
  const moments = momentsOf(samples);
  const loud = moments.filter((m) => m.loud);
  if (loud.length < 3 || loud.length < moments.length * 0.03) return { kind: 'silence' };
  const pure = loud.filter((m) => m.pure);
  const hz = median(pure.map((m) => m.hz));
  const steady = pure.filter((m) => Math.abs(m.hz - hz) < 12);
  if (steady.length >= loud.length * 0.8) return rhythm(moments, hz);
  return { kind: steadiness(moments) > 0.8 ? 'music' : 'speech' };
}

function momentsOf(samples: Int16Array): Moment[] {
  const moments: Moment[] = [];
  for (let at = 0; at + window <= samples.length; at += hop) {
    const part = samples.subarray(at, at + window);
    const loud = rms(part) > quiet;
    const spectrum = loud ? powerSpectrum(part) : new Float64Array(0);
    moments.push({ loud, spectrum, ...purity(spectrum) });
  }
  return moments;
}

/** Is nearly all the power in one line and its neighbours? The frequency by a parabola through the logarithms. */
function purity(spectrum: Float64Array): { pure: boolean; hz: number } {
  let peak = 1;
  let total = 0;
  for (let k = 1; k < spectrum.length; k++) {
    total += spectrum[k]!;
    if (spectrum[k]! > spectrum[peak]!) peak = k;
  }
  const line = (k: number): number => spectrum[k] ?? 0;
  const near = line(peak - 2) + line(peak - 1) + line(peak) + line(peak + 1) + line(peak + 2);
  const [a, b, c] = [line(peak - 1), line(peak), line(peak + 1)].map((p) => Math.log(p + 1e-9)) as [number, number, number];
  const shift = a - 2 * b + c === 0 ? 0 : (0.5 * (a - c)) / (a - 2 * b + c);
  return { pure: total > 0 && near > 0.9 * total, hz: ((peak + shift) * 8000) / window };
}

/** Which signal is a pure frequency, by how long it sounds and pauses? */
function rhythm(moments: readonly Moment[], hz: number): SoundKind {
  if (Math.abs(hz - signalHz) > 25) return { kind: 'tone', hz };
  const runs: { loud: boolean; ms: number }[] = [];
  for (const { loud } of moments) {
    const last = runs.at(-1);
    if (last?.loud === loud) last.ms += hop / 8;
    else runs.push({ loud, ms: hop / 8 });
  }
  const on = runs.filter((r) => r.loud).map((r) => r.ms);
  const off = runs.filter((r) => !r.loud).map((r) => r.ms);
  if (!off.length) return { kind: 'tone', hz };
  const longestOff = Math.max(...off);
  if (longestOff > 900 || Math.max(...on) > 850) return { kind: 'ringback', hz };
  const inner = runs.slice(1, -1);
  const longest = Math.max(...(inner.length ? inner : runs).map((r) => r.ms));
  return { kind: longest > 525 ? 'congestion' : 'busy', hz };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
/** How alike are spectra 80 ms apart? Held notes keep their lines; a voice glides. 0 … 1 */
function steadiness(moments: readonly Moment[]): number {
  const likeness: number[] = [];
  for (let i = 4; i < moments.length; i++) {
    const [a, b] = [moments[i - 4]!, moments[i]!];
    if (a.loud && b.loud) likeness.push(cosine(a.spectrum, b.spectrum));
  }
  return median(likeness);
}

function cosine(a: Float64Array, b: Float64Array): number {
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let k = 0; k < a.length; k++) {
    const [x, y] = [Math.sqrt(a[k]!), Math.sqrt(b[k]!)];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / Math.sqrt(aa * bb || 1);
}
