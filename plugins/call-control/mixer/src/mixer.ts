/** The mixer without its sockets: plans and datagrams in, datagrams and reports out, one tick every 20 ms. */
import {
  dispatch,
  type CallId,
  type FromMixer,
  type Handlers,
  type LegId,
  type LegMeter,
  type Plan,
  type PlanRecording,
  type ToMixer,
} from '@zuoxi/contracts';
import type { z } from 'zod';
import { Lateness } from './lateness';
import { Leg, silentAfterMs, type LegReports } from './leg';
import { Recording } from './recording';
import { SegmentFile } from './segment-file';
import type { LoadSound } from './sound-files';
import { Sum } from './sum';
import { TickClock, type Now } from './tick-clock';

export type MixerParts = {
  send: (packet: Buffer, port: number) => void;
  tell: (report: FromMixer) => void;
  load: LoadSound;
  /** the recordings folder */
  recordings: string;
  now: Now;
};

type Call = { legs: Set<LegId>; recording: Recording | null; sides: { left: readonly LegId[]; right: readonly LegId[] } };

export class Mixer {
  private strays = 0;
  /** of legs that are gone */
  private readonly gone = { packets: 0, lost: 0 };
  private readonly calls = new Map<CallId, Call>();
  private readonly legs = new Map<LegId, Leg>();
  private readonly byPort: (Leg | undefined)[] = new Array<undefined>(65536).fill(undefined);
  private list: Leg[] = []; // the legs, for the tick
  private recordings: Recording[] = [];
  /** plans have changed since `list`, `recordings` and the legs' sources were made: once a tick, not once a plan */
  private stale = false;
  private readonly finishing = new Set<Promise<void>>();
  private readonly lateness = new Lateness();
  private readonly sum = new Sum();
  private readonly reports: LegReports;

  constructor(private readonly parts: MixerParts) {
    const { tell } = parts;
    this.reports = {
      digit: ({ id: leg, call }, digit, ms) => tell({ t: 'digit', call, leg, digit, ms }),
      digitsSent: ({ id: leg }, id) => tell({ t: 'digits.sent', leg, id }),
      played: ({ id: leg, call }, play, missing) => tell({ t: 'played', call, leg, play, missing }),
      silent: ({ id: leg, call }) => tell({ t: 'silent', call, leg }),
      heard: ({ id: leg, call }) => tell({ t: 'heard', call, leg }),
    };
  }

  /** Does what the switch tells. */
  told(message: ToMixer): void {
    dispatch(this.does, 't', message);
  }

  /** A datagram from `port` of the loopback address. */
  receive(packet: Uint8Array, port: number): void {
    if (!this.byPort[port]?.receive(packet, this.parts.now.mono())) this.strays++;
  }

  /** A datagram that came from no leg's port, or was no RTP. */
  strayed(): void {
    this.strays++;
  }

  /** Since the start: of all legs there ever were. */
  traffic(): { packets: number; lost: number; strays: number } {
    const sum = { ...this.gone, strays: this.strays };
    for (const { packets, lost } of this.meters()) {
      sum.packets += packets;
      sum.lost += lost;
    }
    return sum;
  }

  sizes(): { calls: number; legs: number; silent: number; recordings: number; worstJitterMs: number } {
    const meters = this.meters();
    return {
      calls: this.calls.size,
      legs: this.legs.size,
      silent: meters.filter(({ silentMs }) => silentMs >= silentAfterMs).length,
      recordings: [...this.calls.values()].filter(({ recording }) => recording).length,
      worstJitterMs: Math.max(0, ...meters.map(({ jitterMs }) => jitterMs)),
    };
  }

  /** `lateMs`: how late this tick is. */
  tick(tick: number, lateMs: number): void {
    this.lateness.add(lateMs);
    const at = this.parts.now.mono();
    if (this.stale) this.resolve();
    const { list, recordings, sum } = this;
    for (let i = 0; i < list.length; i++) list[i]!.pull(at);
    for (let i = 0; i < list.length; i++) {
      const leg = list[i]!;
      const packet = leg.mix(tick, sum);
      if (leg.port && leg.listens) this.parts.send(packet, leg.port);
    }
    for (let i = 0; i < recordings.length; i++) recordings[i]!.tick(tick, sum);
  }

  /** Ends all; fulfilled when the recordings are on disk. */
  async close(): Promise<void> {
    for (const call of [...this.calls.keys()]) this.drop(call);
    await Promise.all(this.finishing);
  }

  private readonly does: Handlers<ToMixer, 't'> = {
    plan: ({ plan }) => this.plan(plan),
    drop: ({ call }) => this.drop(call),
    keep: ({ calls }) => {
      const kept = new Set(calls);
      for (const call of [...this.calls.keys()]) if (!kept.has(call)) this.drop(call);
    },
    digits: ({ leg, id, digits }) => this.legs.get(leg)?.sendDigits(id, digits),
    query: ({ id }) => {
      this.parts.tell({ t: 'meters', id, legs: this.meters(), tickLateP99Ms: this.lateness.p99() });
    },
  };

  private meters(): LegMeter[] {
    const at = this.parts.now.mono();
    return [...this.legs.values()].map((leg) => leg.meters(at));
  }

  private plan({ call: id, legs, recording }: Plan): void {
    const call = this.calls.get(id) ?? { legs: new Set<LegId>(), recording: null, sides: { left: [], right: [] } };
    this.calls.set(id, call);
    const named = new Set(legs.map(({ leg }) => leg));
    for (const leg of call.legs) if (!named.has(leg)) this.removeLeg(leg, id);
    call.legs = named;
    for (const { leg: name, port, digitType, hears, play, listens = true } of legs) {
      const leg = this.legs.get(name) ?? this.addLeg(name, id);
      leg.call = id; // a leg goes with the plan that named it last
      leg.digitType = digitType;
      leg.hears = hears;
      leg.listens = listens;
      this.giveSocket(leg, port);
      leg.setPlay(play, this.parts.load);
    }
    call.sides = recording ?? { left: [], right: [] };
    this.record(id, call, recording);
    this.stale = true;
  }

  private drop(id: CallId): void {
    const call = this.calls.get(id);
    if (!call) return;
    this.calls.delete(id);
    for (const leg of call.legs) this.removeLeg(leg, id);
    this.record(id, call, null);
    this.stale = true;
  }

  private addLeg(name: LegId, call: CallId): Leg {
    const leg = new Leg(name, call, this.parts.now.mono(), this.reports);
    this.legs.set(name, leg);
    return leg;
  }

  private removeLeg(name: LegId, call: CallId): void {
    const leg = this.legs.get(name);
    if (leg?.call !== call) return; // another call has it now
    this.legs.delete(name);
    const { packets, lost } = leg.meters(this.parts.now.mono());
    this.gone.packets += packets;
    this.gone.lost += lost;
    leg.setPlay(null, this.parts.load);
    this.giveSocket(leg, 0);
  }

  /** A port belongs to the leg that was planned last: rtpengine gives the ports of ended legs to new ones. */
  private giveSocket(leg: Leg, port: number): void {
    if (leg.port === port) return;
    if (leg.port) this.byPort[leg.port] = undefined;
    const former = port ? this.byPort[port] : undefined;
    if (former) former.port = 0;
    leg.port = port;
    if (port) this.byPort[port] = leg;
  }

  private record(id: CallId, call: Call, wanted: z.infer<typeof PlanRecording> | null): void {
    if (call.recording && call.recording.name !== wanted?.name) {
      const ending = call.recording.finish();
      this.finishing.add(ending);
      void ending.then(() => this.finishing.delete(ending));
      call.recording = null;
    }
    if (!wanted) return;
    call.recording ??= new Recording(wanted.name, (tick) => this.openSegment(id, wanted.name, tick));
    call.recording.pause(wanted.paused);
  }

  private openSegment(call: CallId, name: string, tick: number): SegmentFile {
    const { tell, recordings } = this.parts;
    return new SegmentFile(recordings, name, {
      started: (file) => tell({ t: 'segment.started', call, file, at: TickClock.timeOf(tick) }),
      ended: (file, durationMs) => tell({ t: 'segment.ended', call, file, durationMs }),
      failed: (why) => tell({ t: 'recording.failed', call, why }),
    });
  }

  /** Names become legs. All of them: a leg may have been named before it was there. */
  private resolve(): void {
    const there = (names: readonly LegId[]): Leg[] => [...new Set(names)].flatMap((name) => this.legs.get(name) ?? []);
    this.stale = false;
    this.list = [...this.legs.values()];
    for (const leg of this.list) leg.sources = there(leg.hears);
    this.recordings = [];
    for (const { recording, sides } of this.calls.values()) {
      if (!recording) continue;
      recording.sides = { left: there(sides.left), right: there(sides.right) };
      this.recordings.push(recording);
    }
  }
}
