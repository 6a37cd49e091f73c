/**
 * Agent free → the next queued call is dialled: one step of the core, with the queue and the floor growing.
 * Floor in the same run: one Redis Lua script that pops a waiting call and marks an agent (facts: quality, measuring).
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Redis from 'ioredis';
import { Directory, type AgentId, type LegId, type TrunkId } from '@zuoxi/contracts';
import { newWorld, step, type World } from '@zuoxi/switch/core';

const sizes = [
  { queued: 100, agents: 10 },
  { queued: 1_000, agents: 100 },
  { queued: 10_000, agents: 1_000 },
  { queued: 100_000, agents: 10_000 },
];
const rounds = 7;
const perRound = 200;

function filled({ queued, agents }: (typeof sizes)[number]): World {
  const world = newWorld('b1');
  const now = 1_700_000_000_000;
  const list = Array.from({ length: agents }, (_, i) => ({
    id: `a${i}`,
    tenant: 't',
    number: `${10_000 + i}`,
    name: 'x',
    groups: ['g'],
  }));
  const directory = Directory.parse({
    version: 1,
    tenants: [{ id: 't', code: 't', name: 't', reasons: [{ code: 'break', label: { zh: '小休', en: 'Break' } }] }],
    groups: [{ id: 'g', tenant: 't', name: 'g' }],
    agents: list,
    queues: [{ id: 'q', tenant: 't', name: 'q', groups: ['g'] }],
    trunks: [{ id: 'k', tenant: 't', addresses: [], host: 'x' }],
    numbers: [{ number: '4', tenant: 't', trunk: 'k', to: { kind: 'queue', queue: 'q' } }],
  });
  step(world, { on: 'directory', directory }, now);
  for (let i = 0; i < queued; i++)
    step(
      world,
      { on: 'leg.invited', leg: `in-${i}` as LegId, source: { kind: 'trunk', trunk: 'k' as TrunkId }, ani: '1', dnis: '4' },
      now + i,
    );
  for (const { id } of list) {
    const agent = id as AgentId;
    step(world, { on: 'agent.connected', agent, session: 's', page: 'p', move: false, online: false }, now);
    step(world, { on: 'agent.microphone', agent, ok: true }, now);
    step(world, { on: 'station.registered', agent, peer: 'browser' }, now);
  }
  return world;
}

let callers = 0;

/** Microseconds for an agent to become ready and have the next call dialled. Outside the clock that caller leaves, a new one comes, the agent rests. */
function free(world: World, agent: AgentId, now: number): number {
  const t0 = performance.now();
  const { effects } = step(world, { on: 'command', agent, command: { type: 'agent.ready' } }, now);
  const us = (performance.now() - t0) * 1000;
  const dial = effects.find((e) => e.do === 'leg.dial');
  const call = dial?.do === 'leg.dial' ? world.calls.get(dial.call) : undefined;
  const caller = call?.legs[0]?.id;
  if (!caller) throw new Error('no call was dialled');
  step(world, { on: 'command', agent, command: { type: 'agent.notReady', reason: 'break' } }, now);
  step(world, { on: 'leg.ended', leg: caller, ending: { cause: 'hangup', owner: 'customer' } }, now);
  const leg = `next-${++callers}` as LegId;
  step(world, { on: 'leg.invited', leg, source: { kind: 'trunk', trunk: 'k' as TrunkId }, ani: '1', dnis: '4' }, now);
  return us;
}

async function redis(): Promise<{ client: Redis; stop: () => void }> {
  const port = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const found = (probe.address() as AddressInfo).port;
      probe.close(() => resolve(found));
    });
  });
  const dir = mkdtempSync(join(tmpdir(), 'zuoxi-bench-'));
  const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', dir], {
    stdio: 'ignore',
  });
  const client = new Redis(port, '127.0.0.1', { retryStrategy: () => 50, maxRetriesPerRequest: null });
  await client.ping();
  return { client, stop: () => (client.disconnect(), server.kill(), rmSync(dir, { recursive: true, force: true })) };
}

const script = `local c = redis.call('ZPOPMIN', KEYS[1]) redis.call('HSET', KEYS[2], ARGV[1], c[1]) redis.call('ZADD', KEYS[1], c[2], c[1]) return c[1]`;
const median = (xs: number[]): number => [...xs].sort((a, b) => a - b)[Math.floor(xs.length / 2)] as number;
const p99 = (xs: number[]): number => [...xs].sort((a, b) => a - b)[Math.floor(xs.length * 0.99)] as number;

export default async function bench() {
  const { client, stop } = await redis();
  try {
    const rows = [];
    const medians: { n: number; us: number }[] = [];
    for (const size of sizes) {
      const world = filled(size);
      await client.flushall();
      for (let i = 0; i < size.queued; i += 1000)
        await client.zadd('q', ...Array.from({ length: Math.min(1000, size.queued - i) }, (_, k) => [i + k, `c${i + k}`]).flat());
      const ours: number[] = [];
      const floor: number[] = [];
      for (let r = 0; r < rounds; r++)
        for (let i = 0; i < perRound; i++) {
          ours.push(free(world, `a${(r * perRound + i) % size.agents}` as AgentId, 1_700_001_000_000 + r * perRound + i));
          const t0 = performance.now();
          await client.eval(script, 2, 'q', 'agents', 'a1');
          floor.push((performance.now() - t0) * 1000);
        }
      medians.push({ n: size.queued, us: median(ours) });
      const what = `agent free → INVITE, ${size.queued} queued, ${size.agents} agents`;
      rows.push({
        what: `${what}, median`,
        value: median(ours),
        unit: 'µs',
        floor: median(floor),
        ratio: median(ours) / median(floor),
      });
      rows.push({
        what: `${what}, p99`,
        value: p99(ours),
        unit: 'µs',
        floor: p99(floor),
        ratio: p99(ours) / p99(floor),
        goal: '≤ 5×',
      });
    }
    rows.push({ what: 'growth: log-log slope', value: slope(medians), unit: '', goal: '≤ 0.1' });
    return { name: 'Matching', rows };
  } finally {
    stop();
  }
}

function slope(points: { n: number; us: number }[]): number {
  const xs = points.map((p) => Math.log(p.n));
  const ys = points.map((p) => Math.log(p.us));
  const mean = (v: number[]) => v.reduce((a, b) => a + b, 0) / v.length;
  const [mx, my] = [mean(xs), mean(ys)];
  return xs.reduce((sum, x, i) => sum + (x - mx) * ((ys[i] as number) - my), 0) / xs.reduce((sum, x) => sum + (x - mx) ** 2, 0);
}
