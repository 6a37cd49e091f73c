/** A mixer in virtual time with peers that talk to it in packets: what tests of the mixer stand on. */
import { alaw, buildRtp, decode, digitPackets, encode, level, parseRtp, sine, type RtpPacket } from '@zuoxi/rtp';
import { CallId, LegId, type FromMixer, type Plan, type PlanLeg } from '@zuoxi/contracts';
import { Mixer } from '../mixer';
import type { LoadSound } from '../sound-files';
import { frameMs } from '../frame';

export const call = (name: string): CallId => CallId.parse(name);
export const leg = (name: string): LegId => LegId.parse(name);

/** One peer: says a tone (or nothing) and keeps what it gets. */
export class Peer {
  readonly got: RtpPacket[] = [];
  says: number | null;
  private sequence = 1000;
  private at = 0;

  constructor(
    readonly name: string,
    readonly port: number,
    hz: number | null,
    readonly digitType: number | null,
  ) {
    this.says = hz;
  }

  /** The next packet of its stream, or null: it says nothing at all. */
  packet(): Buffer | null {
    const { says, at } = this;
    this.at += 160;
    this.sequence = (this.sequence + 1) & 0xffff;
    if (says === null) return null;
    const second = sine(says, 1000);
    const payload = encode(
      alaw,
      Int16Array.from({ length: 160 }, (_, i) => second[(at + i) % 8000]!),
    );
    return buildRtp({ payloadType: 8, marker: false, sequence: this.sequence, timestamp: at, ssrc: this.port, payload });
  }

  press(key: string): Buffer[] {
    const timestamp = this.at;
    return digitPackets(key).map(({ marker, payload }) =>
      buildRtp({
        payloadType: this.digitType ?? 0,
        marker,
        sequence: (this.sequence = (this.sequence + 1) & 0xffff),
        timestamp,
        ssrc: this.port,
        payload,
      }),
    );
  }

  /** The sound of the last `ms` it got. */
  heard(ms: number): Int16Array {
    const frames = this.got
      .slice(-ms / frameMs)
      .map(({ payloadType, payload }) => (payloadType === 8 ? decode(alaw, payload) : new Int16Array(160)));
    return Int16Array.from(frames.flatMap((f) => [...f]));
  }
}

export type Hears = Readonly<Record<string, { hears?: readonly string[]; play?: PlanLeg['play']; listens?: boolean }>>;

export class MixerHarness {
  readonly reports: FromMixer[] = [];
  readonly mixer: Mixer;
  readonly peers = new Map<string, Peer>();
  tickNumber: number;
  private nowMs = 0;

  constructor(options: { recordings?: string; load?: LoadSound; firstTick?: number } = {}) {
    this.tickNumber = options.firstTick ?? 90_000_000_000;
    this.mixer = new Mixer({
      send: (packet, port) => {
        const read = parseRtp(Buffer.from(packet));
        if (read) [...this.peers.values()].find((p) => p.port === port)?.got.push(read);
      },
      tell: (report) => this.reports.push(report),
      load: options.load ?? (() => Promise.resolve(null)),
      recordings: options.recordings ?? '/nonexistent',
      now: { mono: () => this.nowMs, wall: () => this.tickNumber * frameMs },
    });
  }

  peer(name: string, hz: number | null, digitType: number | null = 101): Peer {
    const peer = new Peer(name, 20_000 + 2 * this.peers.size, hz, digitType);
    this.peers.set(name, peer);
    return peer;
  }

  plan(
    hears: Hears,
    more: { call?: string; recording?: { name: string; left: string[]; right: string[]; paused?: boolean } } = {},
  ): Plan {
    const { recording } = more;
    return {
      call: call(more.call ?? 'c1'),
      legs: Object.entries(hears).map(([name, { hears: list = [], play = null, listens = true }]) => {
        const peer = this.peers.get(name);
        if (!peer) throw new Error(`no peer ${name}`);
        return { leg: leg(name), port: peer.port, digitType: peer.digitType, hears: list.map(leg), play, listens };
      }),
      recording: recording
        ? {
            name: recording.name,
            left: recording.left.map(leg),
            right: recording.right.map(leg),
            paused: recording.paused ?? false,
          }
        : null,
    };
  }

  /** Tells the mixer. */
  seat(...args: Parameters<MixerHarness['plan']>): void {
    this.mixer.told({ t: 'plan', plan: this.plan(...args) });
  }

  /** Lets time pass. */
  run(ms: number): void {
    for (let t = 0; t < ms; t += frameMs) {
      for (const peer of this.peers.values()) {
        const packet = peer.packet();
        if (packet) this.mixer.receive(packet, peer.port);
      }
      this.tick();
    }
  }

  /** One tick without a packet from anybody. */
  tick(): void {
    this.nowMs += frameMs;
    this.mixer.tick(this.tickNumber++, 0);
  }

  /** As `run`, and in between real time passes: files are read and written. */
  async live(ms: number): Promise<void> {
    for (let t = 0; t < ms; t += 100) {
      this.run(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Which of the peers' tones does one hear? Names, sorted; for a mixed sound all of them. */
  hears(name: string, ms = 200): string[] {
    const sound = this.peers.get(name)?.heard(ms) ?? new Int16Array(0);
    const heard = [...this.peers.values()].filter((p) => p.says !== null && level(sound, p.says) > 3000).map((p) => p.name);
    return heard.sort();
  }

  told<T extends FromMixer['t']>(t: T): Extract<FromMixer, { t: T }>[] {
    return this.reports.filter((r): r is Extract<FromMixer, { t: T }> => r.t === t);
  }
}
