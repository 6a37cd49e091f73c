/** Covers up for sound that did not come: goes on with the last pitch period and fades (after G.711 Appendix I). */
import { frameSamples } from './frame';
import { bestShift } from './splice';

/** gain at the begin of each concealed frame and at the end of the last */
const fade = [1, 0.8, 0.4, 0];
export const concealedFrames = fade.length - 1;
const [shortestPeriod, longestPeriod] = [40, 160]; // 200 Hz … 50 Hz; higher voices fit several periods in
const overlap = 40; // samples in which the real sound takes over

export class Concealer {
  active = false;
  private readonly last = new Int16Array(2 * frameSamples);
  private period = 1;
  private phase = 0;
  /** frames made up since `begin` */
  private run = 0;

  /** `history`: the two frames (or more, the first two count) before the first that is missing. */
  begin(history: Int16Array): void {
    for (let i = 0; i < this.last.length; i++) this.last[i] = history[i]!;
    this.period = bestShift(this.last, frameSamples, shortestPeriod, longestPeriod, -1);
    this.phase = 0;
    this.run = 0;
    this.active = true;
  }

  /** Writes one frame in place of a missing one. */
  conceal(into: Int16Array): void {
    for (let i = 0; i < frameSamples; i++) into[i] = Math.round(this.next() * this.gain(i));
    this.run++;
  }

  /** The first real frame after: fades over from what is being made up. */
  takeOver(frame: Int16Array): void {
    const gain = this.gain(0);
    for (let i = 0; i < overlap; i++) {
      const w = (i + 0.5) / overlap;
      frame[i] = Math.round(frame[i]! * w + this.next() * gain * (1 - w));
    }
    this.active = false;
  }

  private next(): number {
    const at = 2 * frameSamples - this.period + this.phase;
    this.phase = (this.phase + 1) % this.period;
    return this.last[at]!;
  }

  private gain(i: number): number {
    const from = fade[this.run] ?? 0;
    const to = fade[this.run + 1] ?? 0;
    return from + ((to - from) * i) / frameSamples;
  }
}
