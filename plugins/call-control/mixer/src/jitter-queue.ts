/**
 * One leg's incoming sound: packets in, whenever they come; a frame out every tick. Keeps about two frames waiting, more while the network
 * is uneven, and follows a peer whose clock runs faster or slower than ours by leaving out or repeating a pitch period.
 */
import { alaw, decode, encode, timestampAhead } from '@zuoxi/rtp';
import { Concealer, concealedFrames } from './concealer';
import { frameSamples, isAudible, silence } from './frame';
import { blockSamples, ringSamples, SoundRing } from './sound-ring';
import { bestShift, crossfade } from './splice';

/** Samples that wait at a tick, the frame that is due included. */
const depth = {
  start: 2 * frameSamples,
  /** the least of a window outside low … high: the queue is led back */
  low: 200,
  high: 400,
  /** a burst after a stall: more is thrown away at once */
  most: 8 * frameSamples,
  afterBurst: 4 * frameSamples,
};
/** Samples before the next one that are looked back at. */
const history = 2 * frameSamples;
/** What is added to low and high for packets that are overtaken: at most three frames, and 5 ms less with every good window. */
const patience = { most: 3 * frameSamples, less: 40 };
const windowTicks = 100;
const hurryTicks = 10;
/** A timestamp that jumps further than a second belongs to another stream. */
const jump = 8000;
const longest = ringSamples / 4;
/** So many packets in a row too late: the peer's timestamps went back. */
const mostLate = 5;

export class JitterQueue {
  /** A-law codes of the tick */
  readonly frame = new Uint8Array(frameSamples).fill(silence);
  /** does the frame hold any sound? */
  audible = false;
  /** packets that came too late to be played */
  late = 0;

  private readonly ring = new SoundRing();
  private readonly concealer = new Concealer();
  private known = false;
  private playing = false;
  private ssrc = 0;
  private timestamp = 0; // of the newest packet, which lies at `position`
  private position = history;
  private next = history; // position of the sample to be played next
  private end = history; // position after the newest sample
  private missed = 0;
  private lateRun = 0;
  private least = Infinity;
  private extra = 0;
  /** what is to be done next: 1 leave some out, -1 repeat some */
  private move: -1 | 0 | 1 = 0;
  private ticks = 0;

  /** Samples that wait to be played. */
  get waiting(): number {
    return this.end - this.next;
  }

  /** A packet of A-law: codes from `start` to `end`. */
  put(ssrc: number, timestamp: number, packet: Uint8Array, start: number, end: number): void {
    const length = end - start;
    if (length <= 0 || length > longest) return;
    const ahead = this.known && ssrc === this.ssrc ? timestampAhead(this.timestamp, timestamp) : jump + 1;
    if (Math.abs(ahead) > jump) this.restart(ssrc, timestamp);
    const at = this.known ? this.position + ahead : this.position;
    this.known = true;
    if (!this.playing && this.end <= this.next && at > this.next) {
      this.ring.silence(at - history, at);
      this.next = this.end = at;
    }
    if (at < this.next) {
      this.tooLate(this.next - at);
      if (++this.lateRun > mostLate) this.restart(ssrc, timestamp);
      return;
    }
    this.lateRun = 0;
    if (at > this.position) {
      this.position = at;
      this.timestamp = timestamp;
    }
    if (at + length - this.next > ringSamples) this.skipTo(at + length - depth.afterBurst);
    this.ring.write(at, packet, start, end);
    if (at + length > this.end) this.end = at + length;
  }

  /** Makes `frame` and `audible` of this tick. */
  pull(): void {
    if (!this.playing) {
      if (this.waiting < depth.start) return this.nothing();
      this.begin();
    }
    if (this.waiting < frameSamples) return this.starve();
    this.missed = 0;
    if (this.waiting > depth.most) this.dropBurst();
    this.judge();
    if (!this.ring.has(this.next, frameSamples)) {
      if (this.move < 0) return this.wait();
      this.fillHole();
    } else if (this.move > 0 && this.ring.has(this.next, 2 * frameSamples)) return this.shorten();
    else if (this.move < 0) return this.lengthen();
    else this.play();
    this.advance(frameSamples);
  }

  /** Others overtook it. Where a little more patience would have saved it, there is more from now on. */
  private tooLate(samples: number): void {
    this.late++;
    if (samples > patience.most) return;
    this.extra = Math.min(patience.most, this.extra + frameSamples / 2);
    this.least = 0;
    this.ticks = windowTicks;
  }

  private restart(ssrc: number, timestamp: number): void {
    this.known = this.playing = false;
    this.ssrc = ssrc;
    this.timestamp = timestamp;
    this.lateRun = 0;
    this.ring.clear();
    // behind what was played, which stays there as history
    this.position = this.next = this.end = Math.ceil(this.next / blockSamples) * blockSamples;
  }

  private begin(): void {
    this.playing = true;
    this.missed = 0;
    this.watch();
  }

  private watch(): void {
    this.least = Infinity;
    this.ticks = 0;
  }

  /** Counts the tick; once a window its least depth says whether too much or too little waits. */
  private judge(): void {
    if (this.waiting < this.least) this.least = this.waiting;
    this.ticks++;
    if (this.ticks < hurryTicks || (this.ticks < windowTicks && this.least < 2 * depth.high + this.extra)) return;
    this.move = this.least > depth.high + this.extra ? 1 : this.least < depth.low + this.extra ? -1 : 0;
    if (this.move >= 0) this.extra = Math.max(0, this.extra - patience.less);
    this.watch();
  }

  private play(): void {
    this.ring.read(this.next, frameSamples, this.frame);
    if (this.concealer.active) {
      decode(alaw, this.frame, linear);
      this.concealer.takeOver(linear);
      encode(alaw, linear, this.frame);
    }
    this.audible = isAudible(this.frame);
  }

  private conceal(): void {
    this.beginConcealing();
    this.concealer.conceal(linear);
    encode(alaw, linear, this.frame);
    this.audible = isAudible(this.frame);
  }

  /** The made-up sound also takes its place in the ring: it is the history of what follows. */
  private fillHole(): void {
    this.conceal();
    this.ring.write(this.next, this.frame, 0, frameSamples);
  }

  private beginConcealing(): void {
    if (this.concealer.active) return;
    this.ring.readLinear(this.next - history, history, sound, 0, alaw.linear);
    this.concealer.begin(sound);
  }

  /** Nothing is there. First wait for it, covering up; then it is a pause, and the next packet begins afresh. */
  private starve(): void {
    this.move = 0;
    this.watch(); // waiting makes the queue longer by itself
    if (++this.missed > concealedFrames) {
      this.playing = false;
      this.next = this.end;
      return this.nothing();
    }
    this.conceal();
  }

  private nothing(): void {
    if (this.audible) return this.conceal(); // fades out
    this.frame.fill(silence);
  }

  private dropBurst(): void {
    this.beginConcealing();
    this.skipTo(this.end - depth.afterBurst);
  }

  /** A hole where more should wait anyway: it may still be filled. */
  private wait(): void {
    this.move = 0;
    this.conceal();
  }

  private shorten(): void {
    this.ring.readLinear(this.next, 2 * frameSamples, sound, 0, alaw.linear);
    const shift = bestShift(sound, 0, frameSamples / 2, frameSamples, 1);
    this.splice(0, shift);
    this.advance(frameSamples + shift);
  }

  private lengthen(): void {
    this.ring.readLinear(this.next - history, history + frameSamples, sound, 0, alaw.linear);
    const shift = bestShift(sound, history, frameSamples / 2, frameSamples, -1);
    this.splice(history, history - shift);
    this.advance(frameSamples - shift);
  }

  private splice(a: number, b: number): void {
    this.move = 0;
    crossfade(linear, sound, a, b);
    if (this.concealer.active) this.concealer.takeOver(linear);
    encode(alaw, linear, this.frame);
    this.audible = isAudible(this.frame);
  }

  private advance(by: number): void {
    this.ring.forget(this.next, this.next + by);
    this.next += by;
  }

  private skipTo(position: number): void {
    if (position <= this.next) return;
    if (position > this.end) this.end = position;
    this.advance(position - this.next);
  }
}

/** Scratch of the tick, shared: nothing of it outlives a call. */
const linear = new Int16Array(frameSamples);
const sound = new Int16Array(3 * frameSamples);
