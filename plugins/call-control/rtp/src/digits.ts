/** Pressed keys in RTP: telephone events (RFC 4733 §2). */
import { timestampAhead } from './packet';

const keys = '0123456789*#ABCD';

export type PressedKey = { digit: string; ms: number };

const longestSegment = 0xffff; // RFC 4733 §2.5.1.3: a longer press goes on with a new timestamp
/** No packet of a press for so long: its end was lost. A sender repeats at least every 50 ms (§2.5.1.2). */
const lostEndMs = 160;
/** Timestamps further back than this are a restarted sender, not a late packet. */
const lateSamples = 5 * 8000;

/** Reports each press once: at its end, or, where the end packets are lost, at the next press or by `expire`. */
export class DigitReceiver {
  private open = false;
  private known = false;
  private ssrc = 0;
  private timestamp = 0;
  private event = 0;
  private duration = 0; // of the segment with `timestamp`
  private before = 0; // of the segments before it
  private lastAt = 0;

  constructor(private readonly onKey: (key: PressedKey) => void) {}

  /** One packet of the telephone-event type. `at`: milliseconds on any clock that only goes on. */
  push(ssrc: number, timestamp: number, packet: Uint8Array, start: number, end: number, at: number): void {
    if (end - start < 4) return;
    const event = packet[start]!;
    if (event >= keys.length) return;
    const ended = (packet[start + 1]! & 0x80) !== 0;
    const duration = (packet[start + 2]! << 8) | packet[start + 3]!;
    if (this.known && this.ssrc === ssrc) {
      const ahead = timestampAhead(this.timestamp, timestamp);
      if (ahead === 0) return this.goOn(ended, duration, at);
      if (ahead < 0 && ahead > -lateSamples) return; // a straggler of an earlier press
    }
    const continues = this.open && this.ssrc === ssrc && this.event === event && this.duration === longestSegment;
    if (this.open && !continues) this.finish();
    this.before = continues ? this.before + this.duration : 0;
    this.known = this.open = true;
    this.ssrc = ssrc;
    this.timestamp = timestamp;
    this.event = event;
    this.duration = 0;
    this.goOn(ended, duration, at);
  }

  /** To be called now and then: a press whose end never arrived is over. */
  expire(at: number): void {
    if (this.open && at - this.lastAt > lostEndMs) this.finish();
  }

  private goOn(ended: boolean, duration: number, at: number): void {
    if (!this.open) return; // retransmission of an end
    this.lastAt = at;
    if (duration > this.duration) this.duration = duration;
    if (ended) this.finish();
  }

  private finish(): void {
    this.open = false;
    this.onKey({ digit: keys[this.event]!, ms: Math.round((this.before + this.duration) / 8) });
  }
}

export type DigitPacket = { marker: boolean; payload: Uint8Array };

const volume = 10; // -10 dBm0

/** The packets of one press, to be sent one every 20 ms with one timestamp, that of the press's begin; the last two repeat the end (§2.5.1.4). */
export function digitPackets(digit: string, ms = 100): DigitPacket[] {
  const event = keys.indexOf(digit);
  if (event < 0 || digit.length !== 1) throw new RangeError(`no key ${JSON.stringify(digit)}`);
  const steps = Math.max(1, Math.round(ms / 20));
  const packet = (step: number, marker: boolean): DigitPacket => {
    const duration = step * 160;
    const flags = volume | (step === steps ? 0x80 : 0);
    return { marker, payload: Uint8Array.of(event, flags, duration >>> 8, duration & 0xff) };
  };
  return [...Array.from({ length: steps }, (_, i) => packet(i + 1, i === 0)), packet(steps, false), packet(steps, false)];
}
