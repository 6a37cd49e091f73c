import { alaw, decode, encode, level, sine } from '@zuoxi/rtp';
import { JitterQueue } from './jitter-queue';
import { largestClick } from './testing/clicks';

const hz = 400; // 20 samples a period
const period = sine(hz, 20);
const clickLimit = 1500;

/** A network: packets of a tone go in by their number, at virtual times; the sound that comes out is collected. */
class Line {
  readonly queue = new JitterQueue();
  private readonly frames: Int16Array[] = [];
  private readonly second = encode(alaw, sine(hz, 1000));

  packet(n: number, ms = 20): void {
    const length = ms * 8;
    const payload = Uint8Array.from({ length }, (_, i) => this.second[(n * length + i) % 8000]!);
    this.queue.put(1, (n * length) >>> 0, payload, 0, length);
  }

  pull(ticks = 1): void {
    for (let i = 0; i < ticks; i++) {
      this.queue.pull();
      this.frames.push(decode(alaw, this.queue.frame));
    }
  }

  /** All the sound since the last call. */
  sound(): Int16Array {
    return Int16Array.from(this.frames.splice(0).flatMap((f) => [...f]));
  }
}

describe('the jitter queue', () => {
  it('on an even network: two frames wait, and what comes out is what went in, bit by bit', () => {
    const line = new Line();
    for (let n = 0; n < 500; n++) {
      line.packet(n);
      line.pull();
    }
    expect(line.queue.waiting).toBe(160); // after the pull
    const out = line.sound();
    const first = out.findIndex((s) => Math.abs(s) > 100);
    expect(first).toBeLessThanOrEqual(2 * 160);
    const said = decode(alaw, encode(alaw, sine(hz, 1000)));
    const heard = out.subarray(1600, 9600);
    const shift = heard.findIndex((_, i) => i < 20 && said.every((s, k) => k > 7000 || heard[i + k] === s));
    expect(shift).toBeGreaterThanOrEqual(0);
  });

  it('packets that overtake each other come out in order', () => {
    const line = new Line();
    line.packet(0);
    line.packet(1);
    for (let n = 2; n < 400; n += 2) {
      line.packet(n + 1);
      line.pull();
      line.packet(n);
      line.pull();
    }
    expect(largestClick(line.sound().subarray(1600), hz)).toBeLessThan(clickLimit);
  });

  it.each([10, 20, 30, 40, 60])('packets of %i ms', (ms) => {
    const line = new Line();
    let sent = 0;
    for (let tick = 0; tick < 1000; tick++) {
      while (sent * ms <= tick * 20) line.packet(sent++, ms);
      line.pull();
    }
    expect(largestClick(line.sound().subarray(8000), hz)).toBeLessThan(clickLimit);
    expect(line.queue.waiting).toBeLessThanOrEqual(160 * 4);
  });

  it('a lost packet is covered up without a click', () => {
    const line = new Line();
    for (let n = 0; n < 300; n++) {
      if (n % 25 !== 24) line.packet(n);
      line.pull();
    }
    const sound = line.sound().subarray(1600);
    expect(largestClick(sound, hz)).toBeLessThan(clickLimit);
    expect(level(sound, hz)).toBeGreaterThan(6800);
  });

  it('when nothing comes any more it fades out, and then is silent', () => {
    const line = new Line();
    for (let n = 0; n < 50; n++) {
      line.packet(n);
      line.pull();
    }
    line.sound();
    line.pull(10);
    const after = line.sound();
    expect(largestClick(after, hz)).toBeLessThan(clickLimit);
    expect(level(after.subarray(0, 320), hz)).toBeGreaterThan(6000);
    expect(line.queue.audible).toBe(false);
    expect(after.subarray(1120).every((s) => Math.abs(s) <= 8)).toBe(true);
  });

  it('a pause of the peer (silence suppression, keys) leaves no delay behind', () => {
    const line = new Line();
    let n = 0;
    for (let round = 0; round < 20; round++) {
      for (let k = 0; k < 50; k++) {
        line.packet(n++);
        line.pull();
      }
      expect(line.queue.waiting).toBeLessThanOrEqual(320);
      for (let k = 0; k < 30; k++, n++) line.pull();
    }
  });

  it('an uneven network: the queue grows to what it needs, and shrinks when the network is even again', () => {
    const line = new Line();
    let sent = 0;
    const late = (n: number): number => (n % 7 === 0 ? 55 : n % 5 === 0 ? 30 : 0);
    const run = (ticks: number, lateness: (n: number) => number): void => {
      const from = sent;
      const arrivals: number[] = [];
      for (let tick = 0; tick < ticks; tick++) {
        arrivals.push(from + tick);
        for (const n of arrivals.splice(0)) {
          if ((n - from) * 20 + lateness(n) <= tick * 20) line.packet(n);
          else arrivals.push(n);
        }
        line.pull();
      }
      arrivals.forEach((n) => line.packet(n));
      sent = from + ticks;
    };
    run(500, late);
    line.sound();
    const lateBefore = line.queue.late;
    run(1000, late);
    expect(line.queue.late - lateBefore).toBeLessThan(20); // of 340 that come late
    expect(largestClick(line.sound(), hz)).toBeLessThan(clickLimit);
    run(4000, () => 0);
    expect(line.queue.waiting).toBeLessThanOrEqual(320);
  });

  it('a burst after a stall does not stay as delay', () => {
    const line = new Line();
    for (let n = 0; n < 100; n++) {
      line.packet(n);
      line.pull();
    }
    line.pull(25);
    for (let n = 100; n < 125; n++) line.packet(n);
    line.pull();
    expect(line.queue.waiting).toBeLessThanOrEqual(160 * 8);
    for (let n = 125; n < 725; n++) {
      line.packet(n);
      line.pull();
    }
    expect(line.queue.waiting).toBeLessThanOrEqual(320);
  });

  // as many slips as 200 ppm make in an hour
  it.each([2000, -2000])('a clock that is wrong by %i ppm for six minutes: no growing delay, no gap, no click', (ppm) => {
    const line = new Line();
    const ticks = 18_000;
    let sent = 0;
    let [least, most, worst] = [Infinity, 0, 0];
    for (let tick = 0; tick < ticks; tick++) {
      while (sent * 20 * (1 - ppm / 1e6) <= tick * 20 + 5) line.packet(sent++);
      line.pull();
      if (tick > 100) [least, most] = [Math.min(least, line.queue.waiting), Math.max(most, line.queue.waiting)];
      if (tick % 5000 === 4999) worst = Math.max(worst, largestClick(line.sound().subarray(tick < 5000 ? 1600 : 0), hz));
    }
    expect([least >= 0, most <= 3 * 160]).toEqual([true, true]);
    expect(worst).toBeLessThan(clickLimit);
    expect(line.queue.late).toBe(0);
  });

  it('a new stream with a new SSRC or a far timestamp is played, not waited for', () => {
    const line = new Line();
    for (let n = 0; n < 50; n++) {
      line.packet(n);
      line.pull();
    }
    for (const [ssrc, base] of [
      [2, 4_000_000_000],
      [2, 1000],
      [2, 500],
    ] as const) {
      for (let n = 0; n < 20; n++) {
        line.queue.put(ssrc, base + n * 160, encode(alaw, period), 0, 160);
        line.pull();
      }
      expect(level(line.sound().subarray(-800), hz)).toBeGreaterThan(6000);
    }
  });

  it.each([
    ['empty', 0],
    ['huge', 9000],
  ])('%s packets are ignored', (_what, length) => {
    const line = new Line();
    for (let n = 0; n < 10; n++) line.queue.put(1, n * 160, new Uint8Array(length), 0, length);
    line.pull();
    expect(line.queue.audible).toBe(false);
  });
});
