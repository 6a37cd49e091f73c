/** Sound laid out in time by its timestamps: lost packets, pauses and a stream that stopped are silence. */
import { timestampAhead } from './packet';

const kept = 8000 * 60;
const late = 8000; // a packet further back or ahead than this belongs to a new stream

export class HeardSound {
  private readonly ring = new Int16Array(kept);
  private end = 0; // position after the newest sample, counted since the begin
  private endAt = 0; // when that sample came
  private next = 0; // the timestamp that belongs to `end`
  private ssrc: number | null = null;

  /** `at`: arrival in milliseconds. */
  put(ssrc: number, timestamp: number, samples: Int16Array, at: number): void {
    let ahead = timestampAhead(this.next, timestamp);
    if (ssrc !== this.ssrc || Math.abs(ahead) > late) {
      // another stream: where it lies is told by when it came
      this.ssrc = ssrc;
      const elapsed = this.end ? Math.round((at - this.endAt) * 8) - samples.length : 0;
      ahead = Math.max(0, Math.min(kept, elapsed));
    }
    const from = this.end + ahead;
    for (let i = this.end; i < from; i++) this.ring[i % kept] = 0;
    for (let i = 0; i < samples.length; i++) if (from + i >= 0) this.ring[(from + i) % kept] = samples[i]!;
    if (from + samples.length <= this.end) return;
    this.end = from + samples.length;
    this.endAt = at;
    this.next = (timestamp + samples.length) >>> 0;
  }

  /** The last `ms` before `now`. */
  last(ms: number, now: number): Int16Array {
    const since = this.end ? Math.max(0, Math.floor((now - this.endAt) * 8) - tolerated) : 0;
    const length = Math.min(kept, Math.round(ms * 8));
    const stop = this.end + since;
    return Int16Array.from({ length }, (_, i) => {
      const at = stop - length + i;
      return at < 0 || at >= this.end || at < this.end - kept ? 0 : this.ring[at % kept]!;
    });
  }
}

/** A packet may be this late before its place counts as silence: 60 ms. */
const tolerated = 480;
