/** Tells the signals of China's network apart by how long their 450 Hz sound (GB 3380; the same lengths as in @zuoxi/rtp's tones). */
import { rms } from '@zuoxi/rtp';

export type Signal = 'ringback' | 'busy' | 'congestion';

const quiet = 60; // rms: about -54 dBFS
const chunkMs = 20;
/** so long after the end of a sound it is sure that it was one, and what its frequency was */
const sureMs = 160;

/** by the length of a beep; nominal 350, 700 and 1000 ms, ± 25 % */
const signals: readonly { signal: Signal; from: number; to: number }[] = [
  { signal: 'busy', from: 240, to: 480 },
  { signal: 'congestion', from: 560, to: 830 },
  { signal: 'ringback', from: 840, to: 1250 },
];

export type Beep = { signal: Signal; beganMsAgo: number };

export class Rhythm {
  /** milliseconds that it has been sounding, 0 while it pauses */
  on = 0;
  private off = 0;
  private last = 0;
  private pure = false;

  /** The next stretch of sound, and whether what sounds (or has just ended) is a pure 450 Hz. Gives a beep once it is over. */
  push(samples: Int16Array, pure: boolean): Beep | null {
    this.pure ||= pure && (this.on > 0 || this.off < sureMs);
    let beep: Beep | null = null;
    for (let at = 0; at + 8 * chunkMs <= samples.length; at += 8 * chunkMs)
      beep = this.chunk(rms(samples.subarray(at, at + 8 * chunkMs)) > quiet) ?? beep;
    return beep;
  }

  private chunk(loud: boolean): Beep | null {
    if (loud) {
      if (this.on === 0) {
        // a gap of one chunk is a lost packet
        const goesOn = this.off <= chunkMs && this.last > 0;
        this.on = goesOn ? this.last + this.off : 0;
        this.pure &&= goesOn;
      }
      this.on += chunkMs;
      this.off = 0;
      return null;
    }
    if (this.on > 0) [this.last, this.on] = [this.on, 0];
    this.off += chunkMs;
    if (this.off !== sureMs || !this.pure) return null;
    const found = signals.find(({ from, to }) => this.last >= from && this.last <= to);
    return found ? { signal: found.signal, beganMsAgo: this.last + this.off } : null;
  }
}
