/**
 * A customer's INVITE → the agent's desk phone has it and says 180: over the trunk, through Kamailio, switch (queue, matching, journal on disk) and rtpengine.
 * Floor: the same INVITE to the same kind of phone through a plain stateful Kamailio proxy.
 */
import { once, EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { UserAgent } from '@zuoxi/sip';
import type { Bench } from '@zuoxi/scripts/bench';
import { median, quantile } from './support/cpu';
import { freeBlock } from './support/free-ports';
import { openLine, sdpAt } from './support/line';
import { agentId, LivePlane, number } from './support/live-plane';
import { plainKamailio } from './support/plain-kamailio';

const rounds = 9;
const perRound = 20;
/** so many calls until V8 has compiled what a switch runs all day */
const warmRounds = 8;
/** between two calls, so that none pays for the end of the one before (deleted legs, records, timers); measured without, too: a plain proxy has no such end */
const restMs = 15;
const host = '127.0.0.1';

/** Milliseconds of one call until the phone rings; resolves when everybody is free again. */
type Way = { call: () => Promise<number>; close: () => Promise<void> };
type Rows = Awaited<ReturnType<Bench>>['rows'];
type Ends = { server: { host: string; port: number }; callerHost: string; to: string };

/** The phone at the end of a way; the caller is made once the phone is known there. */
async function way({ server, callerHost, to }: Ends, ready: (phone: UserAgent) => Promise<() => Promise<void>>): Promise<Way> {
  const news = new EventEmitter();
  const phone: UserAgent = await openLine(host, server, {
    invited(id) {
      phone.ring(id);
      news.emit('rings', process.hrtime.bigint());
    },
    ended: () => void news.emit('silent'),
  });
  const caller = await openLine(callerHost, server, { ended: () => void news.emit('over') });
  const free = await ready(phone);
  let calls = 0;
  return {
    async call() {
      const id = `c${++calls}`;
      const patience = AbortSignal.timeout(5000);
      const heard = once(news, 'rings', { signal: patience });
      const start = process.hrtime.bigint();
      caller.invite(id, { to, from: 'sip:13800138000@carrier', sdp: sdpAt(callerHost) });
      const [at] = (await heard) as [bigint];
      const ends = ['silent', 'over'].map((end) => once(news, end, { signal: patience }));
      caller.end(id);
      await Promise.all(ends);
      await free();
      return Number(at - start) / 1e6;
    },
    close: async () => void (await Promise.all([phone.close(), caller.close()])),
  };
}

const bench: Bench = async () => {
  const closers: (() => Promise<void> | void)[] = [];
  try {
    const plane = await LivePlane.open(1);
    closers.unshift(() => plane.close());
    const plain = await plainKamailio(await freeBlock(1));
    closers.unshift(plain.stop);
    const { sip, carrierHost: callerHost } = plane;
    const ours = await way({ server: sip, callerHost, to: `sip:${number}@${sip.host}:${sip.port}` }, async (phone) => {
      const desk = await plane.agent(agentId(0), phone);
      closers.unshift(() => desk.close());
      return () => desk.until((v) => v.activity.kind === 'idle' && v.intent.kind === 'ready');
    });
    closers.unshift(ours.close);
    const theirs = await way({ server: plain, callerHost, to: `sip:a0@${plain.host}:${plain.port}` }, async (phone) => {
      const status = await phone.register({
        user: 'a0',
        domain: plain.host,
        credentials: { user: '', password: '' },
        expires: 120,
      });
      if (status !== 200) throw new Error(`the plain Kamailio did not register the phone: ${status}`);
      return () => Promise.resolve();
    });
    closers.unshift(theirs.close);

    const stretch = async ({ call }: Way, rest: number): Promise<number[]> => {
      const taken = [];
      for (let i = 0; i < perRound; i++) {
        taken.push(await call());
        if (rest) await pause(rest);
      }
      return taken;
    };
    const rows = async (what: string, rest: number, goal: { goal?: string }): Promise<Rows> => {
      const [mine, floor]: [number[][], number[][]] = [[], []];
      for (let round = 0; round < rounds; round++) {
        const first = round % 2 === 0; // ABBA
        if (first) floor.push(await stretch(theirs, rest));
        mine.push(await stretch(ours, rest));
        if (!first) floor.push(await stretch(theirs, rest));
      }
      const row = (q: number): Omit<Rows[number], 'what' | 'unit'> => ({
        value: quantile(mine.flat(), q),
        floor: quantile(floor.flat(), q),
        ratio: median(mine.map((m, i) => quantile(m, q) / quantile(floor[i] ?? [], q))),
      });
      return [
        { what: `${what}, median`, unit: 'ms', ...row(0.5), ...goal },
        { what: 'the same, p95', unit: 'ms', ...row(0.95) },
      ];
    };
    for (let round = 0; round < warmRounds; round++) for (const w of [theirs, ours]) await stretch(w, restMs);
    return {
      name: 'invite',
      rows: [
        ...(await rows("INVITE → 180 at the agent's phone", restMs, { goal: '≤ 4×' })),
        ...(await rows('while the call before it is being cleared away', 0, {})),
      ],
    };
  } finally {
    for (const close of closers) await close();
  }
};
export default bench;
