/**
 * What the switch says to workbenches while callers come and go: 1,000 agents in 10 tenants, five queues each, 20 callers a second. Sockets are made of
 * code and count, so that neither the kernel nor a browser is in the figures; floor: the same callers with nobody looking.
 */
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SignJWT } from 'jose';
import pino from 'pino';
import { Directory, liveTokenIssuer, type AgentId, type FromWorkbench, type LegId, type TrunkId } from '@zuoxi/contracts';
import { Engine } from '@zuoxi/switch/engine';
import { deskOf, Live } from '@zuoxi/switch/live';
import { median } from './support/cpu';

const tenants = 10;
const agentsEach = 100;
const groupsEach = 5;
const callersPerSecond = 20;
const tickMs = 500;
const rounds = 7;
const ticksPerRound = 4;
const secrets = { live: 'l'.repeat(48), sip: 's'.repeat(48) };

const many = <T>(n: number, one: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => one(i));
const reasons = ['小休', '示忙', '离开', '开会', '培训'].map((zh, i) => ({ code: `r${i}`, label: { zh, en: zh } }));
const directory = Directory.parse({
  version: 1,
  tenants: many(tenants, (t) => ({ id: `t${t}`, code: `t${t}`, name: `企业 ${t}`, reasons })),
  groups: many(tenants * groupsEach, (g) => ({ id: `g${g}`, tenant: `t${g % tenants}`, name: `班组 ${g}` })),
  // two groups each, as people have who help out next door
  agents: many(tenants * agentsEach, (a) => ({
    id: `a${a}`,
    tenant: `t${a % tenants}`,
    number: `${1000 + a}`,
    name: `坐席 ${a}`,
    groups: [0, 1].map((k) => `g${(a % tenants) + tenants * ((Math.floor(a / tenants) + k) % groupsEach)}`),
  })),
  queues: many(tenants * groupsEach, (q) => ({ id: `q${q}`, tenant: `t${q % tenants}`, name: `队列 ${q}`, groups: [`g${q}`] })),
  trunks: many(tenants, (t) => ({ id: `k${t}`, tenant: `t${t}`, addresses: [`127.0.1.${t + 1}`], host: `127.0.1.${t + 1}` })),
  numbers: many(tenants * groupsEach, (q) => ({
    number: `400${q}`,
    tenant: `t${q % tenants}`,
    trunk: `k${q % tenants}`,
    to: { kind: 'queue', queue: `q${q}` },
  })),
});

/** A workbench that only listens. */
class Listener extends EventEmitter {
  readonly OPEN = 1;
  readonly readyState = 1;
  bytes = 0;
  messages = 0;

  send(text: string): void {
    this.bytes += Buffer.byteLength(text);
    this.messages += 1;
    this.emit('heard');
  }
  say(message: FromWorkbench): void {
    this.emit('message', Buffer.from(JSON.stringify(message)), false);
  }
  ping(): void {
    this.emit('pong');
  }
  close(): void {
    this.emit('close');
  }
  terminate(): void {
    this.emit('close');
  }
}

const tokenOf = (agent: string, tenant: string): Promise<string> =>
  new SignJWT({ tenant, session: `session-${agent}` })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(agent)
    .setIssuer(liveTokenIssuer)
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secrets.live));

function startSwitch(dir: string) {
  const log = pino({ enabled: false });
  const engine: Engine = new Engine({
    dir,
    shard: 'b1',
    clock: Date.now,
    log,
    perform: () => undefined,
    publish: (facts) => {
      for (const { event, to } of facts) for (const [agent, n] of to) live.tell(agent, n, event);
    },
    changed: (agents, queues) => live.changed(agents, queues),
  });
  const live: Live = new Live({
    desk: deskOf(engine, () => 23),
    browsers: { ended: () => undefined, begun: () => undefined },
    ended: { has: () => false, add: () => undefined },
    secrets,
    clock: Date.now,
    now: Date.now,
    log,
  });
  return { engine, live };
}

async function seated(live: Live, agent: string, tenant: string): Promise<Listener> {
  const listener = new Listener();
  const welcome = new Promise<void>((resolve) => listener.once('heard', resolve));
  live.accept(listener);
  listener.say({ t: 'hello', token: await tokenOf(agent, tenant), page: 'page-1', move: false, online: false });
  await welcome;
  return listener;
}

/** Callers come and wait; the one who has waited longest goes. CPU in ms, over so many ticks. */
async function load(engine: Engine, waiting: LegId[], ticks: number): Promise<number> {
  const before = process.cpuUsage();
  const end = Date.now() + ticks * tickMs;
  while (Date.now() < end) {
    const n = ++callers;
    const leg = `in-${n}` as LegId;
    const queue = n % (tenants * groupsEach);
    const source = { kind: 'trunk', trunk: `k${queue % tenants}` as TrunkId } as const;
    engine.post({ on: 'leg.invited', leg, source, ani: '13800138000', dnis: `400${queue}` });
    engine.post({ on: 'leg.answered', leg });
    waiting.push(leg);
    const gone = waiting.length > 100 ? waiting.shift() : undefined;
    if (gone) engine.post({ on: 'leg.ended', leg: gone, ending: { cause: 'hangup', owner: 'customer' } });
    await pause(1000 / callersPerSecond);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
let callers = 0;

export default async function bench() {
  const dir = mkdtempSync(join(tmpdir(), 'zuoxi-bench-'));
  const { engine, live } = startSwitch(dir);
  try {
    await engine.ask({ on: 'directory', directory });
    const waiting: LegId[] = [];
    await load(engine, waiting, 4); // warm
    const alone: number[] = [];
    for (let r = 0; r < rounds; r++) alone.push(await load(engine, waiting, ticksPerRound));
    const listeners = await Promise.all(directory.agents.map(({ id, tenant }) => seated(live, id satisfies AgentId, tenant)));
    await load(engine, waiting, 2 * ticksPerRound); // what the hellos set off is over
    const cpu: number[] = [];
    const said: number[] = [];
    const messages: number[] = [];
    const sum = (of: 'bytes' | 'messages'): number => listeners.reduce((all, one) => all + one[of], 0);
    for (let r = 0; r < rounds; r++) {
      const [bytes, count] = [sum('bytes'), sum('messages')];
      cpu.push(await load(engine, waiting, ticksPerRound));
      said.push((sum('bytes') - bytes) / ticksPerRound);
      messages.push((sum('messages') - count) / ticksPerRound);
    }
    const perTick = (values: readonly number[]): number => median(values) / ticksPerRound;
    const who = `${tenants * agentsEach} agents in ${tenants} tenants, ${callersPerSecond} callers/s`;
    return {
      name: 'Views',
      rows: [
        { what: `${who}: said in a tick of ${tickMs} ms`, value: median(said) / 1000, unit: 'kB' },
        { what: 'messages in a tick', value: median(messages), unit: '' },
        { what: 'CPU of a tick', value: perTick(cpu), unit: 'ms', floor: perTick(alone), ratio: perTick(cpu) / perTick(alone) },
      ],
    };
  } finally {
    live.stop();
    await engine.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}
