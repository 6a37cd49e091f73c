/** Our own music, so that nobody's rights are played down the line. Both pieces repeat without a seam. */
import { bar, pad, perform, string, type Note } from './instrument';
import { leveled, rate } from './level';

const calm = -18; // dB

type Bar = { chord: readonly number[]; melody: readonly (number | null)[] };

/** Waiting: a slow walk of four chords in C, a broken chord above them. 8 bars of 3 s. */
const waitingBars: readonly Bar[] = [
  { chord: [-9, -5, -2], melody: [3, 7, 10, 14, 10, 7] },
  { chord: [-12, -9, -5], melody: [0, 3, 7, 12, 7, 3] },
  { chord: [-16, -12, -9], melody: [-4, 0, 3, 8, 7, 3] },
  { chord: [-14, -10, -7], melody: [-2, 2, 5, 10, 5, 2] },
  { chord: [-9, -5, -2], melody: [7, 10, 14, 15, 14, 10] },
  { chord: [-12, -9, -5], melody: [7, 3, 12, 10, 7, 3] },
  { chord: [-16, -12, -9], melody: [8, 7, 3, 0, 3, 7] },
  { chord: [-14, -10, -4], melody: [5, 2, -2, 2, 5, null] },
];

/** Hold: a tune on five notes (D E F# A B), three beats a bar. 12 bars of 2.25 s. */
const holdBars: readonly Bar[] = [
  { chord: [-7, -3, 0], melody: [9, 12, 14] },
  { chord: [-10, -7, -3], melody: [12, 9, 5] },
  { chord: [-14, -10, -7], melody: [7, 9, 7] },
  { chord: [-12, -8, -5], melody: [4, null, 7] },
  { chord: [-7, -3, 0], melody: [9, 12, 17] },
  { chord: [-10, -7, -3], melody: [14, 12, 9] },
  { chord: [-14, -10, -5], melody: [7, 5, 7] },
  { chord: [-7, -3, 0], melody: [5, null, null] },
  { chord: [-14, -10, -7], melody: [14, 17, 14] },
  { chord: [-12, -8, -5], melody: [12, 9, 7] },
  { chord: [-10, -7, -3], melody: [9, 7, 5] },
  { chord: [-12, -8, -5], melody: [7, 4, null] },
];

const chords = (bars: readonly Bar[], seconds: number, loud: number): Note[] =>
  bars.flatMap(({ chord }, n) => chord.map((pitch) => ({ at: n * seconds, pitch, seconds, loud })));

const tune = (bars: readonly Bar[], seconds: number, loud: number): Note[] =>
  bars.flatMap(({ melody }, n) => {
    const beat = seconds / melody.length;
    return melody.flatMap((pitch, i) =>
      pitch === null ? [] : [{ at: n * seconds + i * beat, pitch, seconds: beat, loud: i === 0 ? loud : loud * 0.8 }],
    );
  });

/** Samples at 8 kHz, 24 s. */
export function waiting(): Int16Array {
  const seconds = 3;
  const out = new Float64Array(waitingBars.length * seconds * rate);
  perform(out, rate, pad, chords(waitingBars, seconds, 0.3));
  perform(out, rate, string, tune(waitingBars, seconds, 0.6));
  return leveled(out, calm);
}

/** Samples at 8 kHz, 27 s. */
export function hold(): Int16Array {
  const seconds = 2.25;
  const out = new Float64Array(holdBars.length * seconds * rate);
  perform(out, rate, pad, chords(holdBars, seconds, 0.22));
  perform(out, rate, bar, tune(holdBars, seconds, 0.9));
  return leveled(out, calm);
}
