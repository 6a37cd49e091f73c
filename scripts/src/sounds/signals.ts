/** Short signals: the bell at an agent's ear, the ring tone of the browser. */
import { bar, perform, type Instrument, type Note } from './instrument';
import { leveled, rate } from './level';

/** A bell: partials that are no whole multiples. */
const bell: Instrument = {
  tail: 1.2,
  sound: (hz, t) =>
    Math.min(1, t / 0.003) *
    Math.exp(-3 * t) *
    (Math.sin(2 * Math.PI * hz * t) + 0.35 * Math.exp(-4 * t) * Math.sin(2 * Math.PI * 2.76 * hz * t)),
};

/** 叮咚: two bells, a third apart. Samples at 8 kHz, 1.6 s. */
export function dingdong(): Int16Array {
  const out = new Float64Array(rate * 1.6);
  const notes: Note[] = [
    { at: 0, pitch: 7, seconds: 0.1, loud: 1 },
    { at: 0.4, pitch: 3, seconds: 0, loud: 1 },
  ];
  perform(
    out,
    rate,
    bell,
    notes.map((n) => ({ ...n, seconds: Math.max(0, 1.6 - n.at - bell.tail) })),
  );
  return leveled(out, -16);
}

/** The browser's ring tone: two rising runs, then a rest; to be repeated. Samples at `at` Hz, 3 s. */
export function ring(at: number): Int16Array {
  const out = new Float64Array(at * 3);
  const run = (from: number): Note[] =>
    [0, 4, 7, 12].map((p, i) => ({ at: from + i * 0.12, pitch: p + 3, seconds: 0.1, loud: 1 }));
  perform(out, at, bar, [...run(0), ...run(0.75)]);
  return leveled(out, -16);
}
