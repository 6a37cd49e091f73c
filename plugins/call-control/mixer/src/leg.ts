/** One leg at the mixer: what comes from it and what goes to it. */
import { alaw, DigitReceiver, ReceptionMeter, RtpHead, writeHead } from '@zuoxi/rtp';
import type { CallId, LegId, LegMeter, Play } from '@zuoxi/contracts';
import { DigitSender, type KeyFrame } from './digit-sender';
import { frameSamples } from './frame';
import { JitterQueue } from './jitter-queue';
import { Player } from './player';
import type { LoadSound } from './sound-files';
import { ssrcOf } from './ssrc';
import type { Sum } from './sum';

export type LegReports = {
  digit: (leg: Leg, digit: string, ms: number) => void;
  digitsSent: (leg: Leg, id: string) => void;
  played: (leg: Leg, play: string, missing: boolean) => void;
  silent: (leg: Leg) => void;
  heard: (leg: Leg) => void;
};

export const silentAfterMs = 5000;
const headBytes = 12;

export class Leg {
  /** where its packets come from and go to; 0: its port now belongs to another leg */
  port = 0;
  digitType: number | null = null;
  /** nothing is sent to it otherwise */
  listens = true;
  /** ids from the plan, and the legs of them that are there */
  hears: readonly LegId[] = [];
  sources: readonly Leg[] = [];
  readonly incoming = new JitterQueue();
  player: Player | null = null;
  private readonly ssrc: number;
  private readonly meter = new ReceptionMeter();
  private readonly keysIn: DigitReceiver;
  private readonly keysOut: DigitSender;
  private readonly packet = Buffer.allocUnsafe(headBytes + frameSamples);
  private readonly eventPacket = Buffer.allocUnsafe(headBytes + 4);
  private silent = false;

  constructor(
    readonly id: LegId,
    public call: CallId,
    private lastAt: number,
    private readonly reports: LegReports,
  ) {
    this.ssrc = ssrcOf(id);
    this.keysIn = new DigitReceiver(({ digit, ms }) => reports.digit(this, digit, ms));
    this.keysOut = new DigitSender((job) => reports.digitsSent(this, job));
  }

  /** A datagram from its port, at `at` ms of the monotonic clock. False when it is no RTP. */
  receive(packet: Uint8Array, at: number): boolean {
    if (!head.read(packet)) return false;
    const { payloadType, ssrc, sequence, timestamp, start, end } = head;
    this.lastAt = at;
    if (this.silent) {
      this.silent = false;
      this.reports.heard(this);
    }
    this.meter.push(ssrc, sequence, timestamp, at);
    if (payloadType === alaw.payloadType) this.incoming.put(ssrc, timestamp, packet, start, end);
    else if (payloadType === this.digitType || isEvent(payloadType, end - start))
      this.keysIn.push(ssrc, timestamp, packet, start, end, at);
    return true;
  }

  /** Plays from now on; the same id goes on. */
  setPlay(play: Play | null, load: LoadSound): void {
    if (this.player?.play.id === play?.id) return;
    this.player?.stop();
    this.player = play && new Player(play, load, (missing) => this.reports.played(this, play.id, missing));
  }

  sendDigits(id: string, keys: string): void {
    this.keysOut.send(id, keys);
  }

  /** Takes this tick's frames from its queue and its player. */
  pull(at: number): void {
    this.incoming.pull();
    this.player?.pull();
    this.keysIn.expire(at);
    if (!this.silent && at - this.lastAt >= silentAfterMs) {
      this.silent = true;
      this.reports.silent(this);
    }
  }

  /** Mixes what it hears and returns the packet; it is good until the next tick. */
  mix(tick: number, sum: Sum): Buffer {
    const keys = this.keysOut.busy ? this.keysOut.pull(this.digitType !== null) : null;
    if (keys?.kind === 'event') return this.event(tick, keys);
    const { packet } = this;
    writeHead(packet, alaw.payloadType, false, tick, timestampOf(tick), this.ssrc);
    if (keys) packet.set(keys.codes, headBytes);
    else {
      sum.start();
      for (let i = 0; i < this.sources.length; i++) sum.add(this.sources[i]!.incoming);
      if (this.player) sum.add(this.player);
      sum.write(packet, headBytes);
    }
    return packet;
  }

  meters(at: number): LegMeter {
    const { packets, lost, jitterMs } = this.meter;
    return { leg: this.id, packets, lost, jitterMs, silentMs: Math.max(0, Math.round(at - this.lastAt)) };
  }

  private event(tick: number, { packet, elapsed }: Extract<KeyFrame, { kind: 'event' }>): Buffer {
    const datagram = this.eventPacket;
    writeHead(datagram, this.digitType ?? 0, packet.marker, tick, timestampOf(tick) - elapsed, this.ssrc);
    datagram.set(packet.payload, headBytes);
    return datagram;
  }
}

/** RTP time by the wall clock: 8 samples a millisecond. */
const timestampOf = (tick: number): number => (tick * frameSamples) % 2 ** 32;
const head = new RtpHead();

/**
 * Whoever answers with a number of its own for keys may send them with that or with the one that was offered (RFC 3264 §5.1, §6.1). Four bytes of a
 * dynamic type are nothing else on a leg whose sound is PCMA (RFC 4733 §2.3).
 */
const isEvent = (payloadType: number, bytes: number): boolean => payloadType >= 96 && bytes === 4;
