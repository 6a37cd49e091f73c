/** Legs per core and added delay of the mixer, beside a plain UDP relay in Node that gets the same packets (rooms of three; two legs in a room of two for the delay). */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { CallId, FromMixer, LegId, type Plan, type ToMixer } from '@zuoxi/contracts';
import { internalPorts } from '@zuoxi/contracts/environment';
import type { Bench } from '@zuoxi/scripts/bench';
import { cpuSeconds, median, quantile } from './support/cpu';
import { freeBlock } from './support/free-ports';
import { Phones } from './support/phones';

const legs = 302;
const rounds = 7;
const warmMs = 1000;
const stretchMs = 2500;
const frameUs = 20_000;

type Stretch = { usPerFrame: number; delays: number[] };
type Side = { pid: number; port: number; begin: () => void; end: () => void };

const bench: Bench = async () => {
  const phones = await Phones.open(legs);
  const data = mkdtempSync(join(tmpdir(), 'zuoxi-bench-'));
  const base = await freeBlock(internalPorts.length + 1);
  const relayPort = base + internalPorts.length;
  const relay = child([join(__dirname, 'support/relay.js'), String(relayPort), String(phones.base)], {});
  const mixer = child([join(dirname(require.resolve('@zuoxi/mixer')), 'main.js')], {
    ZUOXI_DATA: data,
    ZUOXI_PORT_BASE: String(base),
  });
  try {
    await Promise.all([relay, mixer].map((c) => once(c.stdout ?? c, 'data')));
    const control = connect({ host: '127.0.0.1', port: base + internalPorts.indexOf('mixerControl') });
    const say = (message: ToMixer): void => void control.write(`${JSON.stringify(message)}\n`);
    const theMixer: Side = {
      pid: mixer.pid ?? 0,
      port: base + internalPorts.indexOf('mixerRtp'),
      begin: () => plans(phones.base).forEach((plan) => say({ t: 'plan', plan })),
      end: () => say({ t: 'keep', calls: [] }),
    };
    const theRelay: Side = { pid: relay.pid ?? 0, port: relayPort, begin: () => undefined, end: () => undefined };
    const [ours, floor]: [Stretch[], Stretch[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      const first = round % 2 === 0; // ABBA
      if (first) floor.push(await stretch(phones, theRelay));
      ours.push(await stretch(phones, theMixer));
      if (!first) floor.push(await stretch(phones, theRelay));
    }
    const lateMs = await tickLate(control, say);
    control.destroy();
    return { name: 'mixer', rows: rows(ours, floor, lateMs) };
  } finally {
    for (const c of [relay, mixer]) c.kill('SIGKILL');
    phones.close();
    rmSync(data, { recursive: true, force: true });
  }
};
export default bench;

function rows(ours: readonly Stretch[], floor: readonly Stretch[], lateMs: number): Awaited<ReturnType<Bench>>['rows'] {
  const us = (s: readonly Stretch[]): number => median(s.map((x) => x.usPerFrame));
  const ratio = median(ours.map((o, i) => (floor[i]?.usPerFrame ?? 0) / o.usPerFrame));
  const [delays, floorDelays] = [ours, floor].map((s) => s.flatMap((x) => x.delays)) as [number[], number[]];
  const added = (q: number): number => quantile(delays, q) - quantile(floorDelays, q);
  return [
    { what: 'CPU per leg and frame', value: us(ours), unit: 'µs', floor: us(floor), ratio: us(ours) / us(floor) },
    { what: 'legs per core', value: frameUs / us(ours), unit: 'legs', floor: frameUs / us(floor), ratio, goal: '≥ 0.6×' },
    { what: 'delay, median', value: quantile(delays, 0.5), unit: 'ms', floor: quantile(floorDelays, 0.5) },
    { what: 'added delay, median', value: added(0.5), unit: 'ms', goal: '≤ 40 ms: one frame + one waiting' },
    { what: 'added delay, p99', value: added(0.99), unit: 'ms' },
    { what: 'tick late, p99', value: lateMs, unit: 'ms', goal: '< 3 ms' },
  ];
}

async function stretch(phones: Phones, side: Side): Promise<Stretch> {
  side.begin();
  phones.talk(side.port);
  await pause(warmMs);
  phones.talk(side.port);
  const before = cpuSeconds(side.pid);
  await pause(stretchMs);
  const cpu = cpuSeconds(side.pid) - before;
  const { received, delays } = phones;
  phones.talk(0);
  side.end();
  await pause(100);
  return { usPerFrame: (cpu * 1e6) / Math.max(1, received), delays };
}

/** One room of two, where each hears one voice bit by bit, and rooms of three. */
function plans(base: number): Plan[] {
  const rooms = [[0, 1], ...Array.from({ length: (legs - 2) / 3 }, (_, r) => [2 + 3 * r, 3 + 3 * r, 4 + 3 * r])];
  const name = (i: number): LegId => LegId.parse(`l${i}`);
  return rooms.map((room, r) => ({
    call: CallId.parse(`r${r}`),
    recording: null,
    legs: room.map((i) => ({
      leg: name(i),
      port: base + i,
      digitType: 101,
      hears: room.filter((j) => j !== i).map(name),
      play: null,
    })),
  }));
}

function child(argv: readonly string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, argv, { env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
}

async function tickLate(control: Socket, say: (message: ToMixer) => void): Promise<number> {
  const lines = createInterface({ input: control });
  const answer = new Promise<number>((resolve) =>
    lines.on('line', (line) => {
      const message = FromMixer.parse(JSON.parse(line));
      if (message.t === 'meters') resolve(message.tickLateP99Ms);
    }),
  );
  say({ t: 'query', id: 1 });
  return answer;
}
