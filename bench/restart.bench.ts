/**
 * kill -9 of the switch while people talk → a command for one of these calls (hold, resume) is done. The rest of the live plane goes on meanwhile.
 * Floor: a bare Node that starts and ends, in the same run.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { UserAgent } from '@zuoxi/sip';
import type { Bench } from '@zuoxi/scripts/bench';
import { median } from './support/cpu';
import type { Desk } from './support/desk';
import { openLine, sdpAt } from './support/line';
import { agentId, LivePlane, number } from './support/live-plane';

const sizes = [1, 50, 100, 150, 200];
const rounds = 7;
const host = '127.0.0.1';
/** runit waits a second before it restarts what died within its first second: no fault of a crash in life */
const livesMs = 1200;
/** Kamailio bans who sends more than 200 requests a second */
const signInMs = 12;

type Times = { ours: number; floor: number };

const bench: Bench = async () => {
  const plane = await LivePlane.open(Math.max(...sizes));
  const desks: Desk[] = [];
  const lines: UserAgent[] = [];
  try {
    const phones: UserAgent = await openLine(host, plane.sip, {
      invited: (id) => phones.answer(id, sdpAt(host)),
    });
    lines.push(phones);
    const customers = await openLine(plane.carrierHost, plane.sip, {});
    lines.push(customers);

    const results: { calls: number; times: Times[] }[] = [];
    for (const size of sizes) {
      while (desks.length < size) desks.push(await talking(plane, phones, customers, desks.length));
      const first = desks[0] as Desk;
      const times: Times[] = [];
      for (let round = 0; round < rounds; round++) {
        await pause(livesMs);
        const before = round % 2 === 0 ? await bareNode() : null; // ABBA
        const ours = await killed(plane, first, round % 2 === 0 ? 'call.hold' : 'call.resume');
        times.push({ ours, floor: before ?? (await bareNode()) });
      }
      await first.asks({ type: 'call.resume' });
      const known = await plane.calls();
      if (known !== size) throw new Error(`${size} calls were running, and ${known} are known after ${rounds} restarts`);
      results.push({ calls: size, times });
    }
    const ours = results.map(({ calls, times }) => ({ calls, ms: median(times.map((t) => t.ours)) }));
    return {
      name: 'restart',
      rows: [
        ...results.map(({ calls, times }) => ({
          what: `switch killed → a command for one of ${calls} calls done, median`,
          value: median(times.map((t) => t.ours)),
          unit: 'ms',
          floor: median(times.map((t) => t.floor)),
          ratio: median(times.map((t) => t.ours / t.floor)),
          goal: '≤ 3000 ms',
        })),
        { what: 'the longest of all', value: Math.max(...results.flatMap((r) => r.times.map((t) => t.ours))), unit: 'ms' },
        { what: 'growth', value: slope(ours), unit: 'ms/call', goal: '≤ 1' },
      ],
    };
  } finally {
    for (const desk of desks) desk.close();
    await Promise.all(lines.map((l) => l.close()));
    await plane.close();
  }
};
export default bench;

/** One more agent, who talks to one more customer. */
async function talking(plane: LivePlane, phones: UserAgent, customers: UserAgent, i: number): Promise<Desk> {
  await pause(signInMs);
  const desk = await plane.agent(agentId(i), phones);
  const to = `sip:${number}@${plane.sip.host}:${plane.sip.port}`;
  customers.invite(`customer${i}`, { to, from: `sip:1380013${1000 + i}@carrier`, sdp: sdpAt(plane.carrierHost) });
  await desk.until((v) => v.call?.phase === 'talking');
  return desk;
}

async function killed(plane: LivePlane, desk: Desk, type: 'call.hold' | 'call.resume'): Promise<number> {
  const start = process.hrtime.bigint();
  plane.running.kill('switch', 'SIGKILL');
  await desk.back();
  await desk.asks({ type });
  return since(start);
}

async function bareNode(): Promise<number> {
  const start = process.hrtime.bigint();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
  return since(start);
}

const since = (start: bigint): number => Number(process.hrtime.bigint() - start) / 1e6;

/** Least squares. */
function slope(points: readonly { calls: number; ms: number }[]): number {
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const [x, y] = [mean(points.map((p) => p.calls)), mean(points.map((p) => p.ms))];
  const sum = (f: (p: { calls: number; ms: number }) => number): number => points.reduce((all, p) => all + f(p), 0);
  return sum((p) => (p.calls - x) * (p.ms - y)) / sum((p) => (p.calls - x) ** 2);
}
