/** What a receiver can say about a stream: RFC 3550 §6.4.1, A.3 and A.8. */
import { sequenceAhead } from './packet';

const restart = 3000; // A.1, MAX_DROPOUT: a larger jump is a restarted sender, not loss

export class ReceptionMeter {
  packets = 0;
  private expectedBefore = 0; // in streams before a restart
  private known = false;
  private ssrc = 0;
  private base = 0;
  private highest = 0; // extended: counts the wraps of 16 bits
  private transit = 0;
  private jitterSamples = 0;
  private lastTimestamp = 0;

  constructor(private readonly rate = 8000) {}

  /** One packet. `at`: arrival in milliseconds on a clock that only goes on; fractions count. */
  push(ssrc: number, sequence: number, timestamp: number, at: number): void {
    this.packets++;
    const transit = (at * this.rate) / 1000 - timestamp;
    const ahead = this.known ? sequenceAhead(this.highest & 0xffff, sequence) : 0;
    if (!this.known || ssrc !== this.ssrc || Math.abs(ahead) > restart) {
      if (this.known) this.expectedBefore += this.highest - this.base + 1;
      this.known = true;
      this.ssrc = ssrc;
      this.base = this.highest = sequence;
    } else {
      if (ahead > 0) this.highest += ahead;
      // packets of one timestamp (telephone events) and timestamps that jump say nothing about the network
      const moved = Math.abs(transit - this.transit);
      if (timestamp !== this.lastTimestamp && moved < this.rate) this.jitterSamples += (moved - this.jitterSamples) / 16;
    }
    this.transit = transit;
    this.lastTimestamp = timestamp;
  }

  /** Expected less received; late and double packets count as received, so it may go down again, never below 0. */
  get lost(): number {
    const expected = this.known ? this.expectedBefore + this.highest - this.base + 1 : 0;
    return Math.max(0, expected - this.packets);
  }

  get jitterMs(): number {
    return (this.jitterSamples * 1000) / this.rate;
  }
}
