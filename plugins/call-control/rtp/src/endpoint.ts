/** An RTP talker and listener over UDP, for robots and tests: what a phone does with sound. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { randomInt } from 'node:crypto';
import { DigitReceiver, digitPackets, type PressedKey } from './digits';
import { alaw, decode, encode, ulaw, type Law } from './g711';
import { HeardSound } from './heard-sound';
import { ReceptionMeter } from './jitter';
import { describeSound, type SoundKind } from './listen';
import { parseRtp, writeHead, type RtpPacket } from './packet';
import { Pacer } from './pacer';
import { sine, tone, type ToneName } from './tones';

/** Fills the next 160 samples; false: it has come to its end, nothing was written. */
export type FrameSource = (frame: Int16Array) => boolean;
export type Playable = Int16Array | ToneName | { hz: number; amplitude?: number } | FrameSource;

export type EndpointOptions = {
  law?: Law;
  /** payload type of telephone-event */
  digitType?: number;
  ssrc?: number;
};

const frameSamples = 160;

export class RtpEndpoint {
  /** SSRCs heard so far */
  readonly ssrcs = new Set<number>();
  readonly meter = new ReceptionMeter();
  packetsOut = 0;
  law: Law;
  digitType: number;
  private source: FrameSource | null = null;
  private ended: () => void = () => undefined;
  private readonly sound = new HeardSound();
  private readonly receiver: DigitReceiver;
  private readonly pacer: Pacer;
  private readonly keyListeners: ((key: PressedKey) => void)[] = [];
  private readonly packetListeners: ((packet: RtpPacket) => void)[] = [];
  private to: { host: string; port: number } | null = null;
  private readonly pressing: { payload: Uint8Array | null; marker: boolean; begin: boolean; done?: () => void }[] = [];
  private sequence = randomInt(65536);
  private timestamp = randomInt(2 ** 32 - 1);
  private pressTimestamp = 0;
  private readonly ssrc: number;
  private readonly frame = new Int16Array(frameSamples);
  private closed = false;

  private constructor(
    private readonly socket: Socket,
    options: EndpointOptions,
  ) {
    this.law = options.law ?? alaw;
    this.digitType = options.digitType ?? 101;
    this.ssrc = options.ssrc ?? randomInt(2 ** 32 - 1);
    this.receiver = new DigitReceiver((key) => this.keyListeners.forEach((listen) => listen(key)));
    this.pacer = new Pacer(20, () => this.tick());
    socket.on('message', (datagram) => this.take(datagram));
    socket.on('error', () => undefined); // a peer that is gone: ICMP port unreachable
  }

  /** Opens a socket on a free port of `host` (or on `port`). Rejects with the system's error. */
  static async bind(host = '127.0.0.1', options: EndpointOptions & { port?: number } = {}): Promise<RtpEndpoint> {
    const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 20 });
    socket.bind(options.port ?? 0, host);
    await once(socket, 'listening');
    return new RtpEndpoint(socket, options);
  }

  get address(): { host: string; port: number } {
    const { address, port } = this.socket.address();
    return { host: address, port };
  }

  get port(): number {
    return this.socket.address().port;
  }

  get packetsIn(): number {
    return this.meter.packets;
  }

  /** Where to send to; from now on a packet leaves every 20 ms, silence when nothing plays. */
  remote(host: string, port: number): void {
    this.to = { host, port };
    this.pacer.start();
  }

  /** Stops sending; still listens. */
  mute(): void {
    this.to = null;
    this.pacer.stop();
  }

  /** Plays from now on, in place of what played; fulfilled when it ends or is replaced. `null`: silence. Files and tones without end need no `loop`. */
  play(what: Playable | null, loop = false): Promise<void> {
    this.ended();
    this.source = what === null ? null : sourceOf(what, loop);
    return new Promise((resolve) => (this.ended = resolve));
  }

  /** Presses keys one after the other, `ms` each, `pauseMs` apart. Fulfilled when the last pause is over. */
  sendDigits(keys: string, ms = 100, pauseMs = 100): Promise<void> {
    if (!keys) return Promise.resolve();
    const pauses = Math.max(3, Math.round(pauseMs / 20)); // the first two carry the repeated ends
    return new Promise((done) => {
      for (const [n, key] of [...keys].entries()) {
        const packets = digitPackets(key, ms);
        packets.forEach((packet, i) => this.pressing.push({ ...packet, begin: i === 0 }));
        for (let i = 2; i < pauses; i++) this.pressing.push({ payload: null, marker: false, begin: false });
        if (n === keys.length - 1) this.pressing.push({ payload: null, marker: false, begin: false, done });
      }
    });
  }

  onDigit(listen: (key: PressedKey) => void): void {
    this.keyListeners.push(listen);
  }

  onPacket(listen: (packet: RtpPacket) => void): void {
    this.packetListeners.push(listen);
  }

  /** The last `ms` of sound as a loudspeaker would have given it: missing packets are silence. At most the last 60 s are kept. */
  heard(ms: number): Int16Array {
    return this.sound.last(ms, performance.now());
  }

  /** What the last `ms` sound like. */
  hears(ms = 1000): SoundKind {
    return describeSound(this.heard(ms));
  }

  /** Idempotent. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.pacer.stop();
    this.ended();
    this.pressing.forEach(({ done }) => done?.());
    this.socket.close();
    await once(this.socket, 'close');
  }

  private take(datagram: Buffer): void {
    const packet = parseRtp(datagram);
    if (!packet) return;
    const now = performance.now();
    const { payloadType, payload, ssrc, sequence, timestamp } = packet;
    this.ssrcs.add(ssrc);
    this.meter.push(ssrc, sequence, timestamp, now);
    if (payloadType === this.digitType) this.receiver.push(ssrc, timestamp, payload, 0, payload.length, now);
    else if (payloadType === alaw.payloadType) this.sound.put(ssrc, timestamp, decode(alaw, payload), now);
    else if (payloadType === ulaw.payloadType) this.sound.put(ssrc, timestamp, decode(ulaw, payload), now);
    this.packetListeners.forEach((listen) => listen(packet));
  }

  private tick(): void {
    this.receiver.expire(performance.now());
    const press = this.pressing.shift();
    if (press?.begin) this.pressTimestamp = this.timestamp;
    if (press?.payload) this.send(this.digitType, press.marker, this.pressTimestamp, press.payload);
    else this.send(this.law.payloadType, false, this.timestamp, encode(this.law, this.nextFrame()));
    this.timestamp = (this.timestamp + frameSamples) >>> 0;
    press?.done?.();
  }

  private nextFrame(): Int16Array {
    if (this.source && !this.source(this.frame)) {
      this.source = null;
      this.ended();
    }
    if (!this.source) this.frame.fill(0);
    return this.frame;
  }

  private send(payloadType: number, marker: boolean, timestamp: number, payload: Uint8Array): void {
    const { to } = this;
    this.sequence = (this.sequence + 1) & 0xffff;
    if (!to || this.closed) return;
    const datagram = Buffer.allocUnsafe(12 + payload.length);
    writeHead(datagram, payloadType, marker, this.sequence, timestamp, this.ssrc);
    datagram.set(payload, 12);
    this.packetsOut++;
    this.socket.send(datagram, to.port, to.host);
  }
}

function sourceOf(what: Playable, loop: boolean): FrameSource {
  if (typeof what === 'function') return what;
  if (what instanceof Int16Array) return samplesSource(what, loop);
  if (typeof what === 'string') {
    const { samples, loop: endless } = tone(what);
    return samplesSource(samples, loop || endless);
  }
  return samplesSource(sine(what.hz, 1000 * wholePeriods(what.hz), what.amplitude), true);
}

/** Seconds until a frequency in whole or half hertz is at a zero crossing again. */
const wholePeriods = (hz: number): number => (Number.isInteger(hz) ? 1 : 2);

function samplesSource(samples: Int16Array, loop: boolean): FrameSource {
  let at = 0;
  return (frame) => {
    if (!samples.length || (!loop && at >= samples.length)) return false;
    for (let i = 0; i < frame.length; i++) frame[i] = samples[loop ? (at + i) % samples.length : at + i] ?? 0;
    at += frame.length;
    return true;
  };
}
