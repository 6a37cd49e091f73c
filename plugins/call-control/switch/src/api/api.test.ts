import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import pino from 'pino';
import { WebSocket } from 'ws';
import {
  liveTokenIssuer,
  type AgentId,
  type Directory,
  type FromRecordPlane,
  type FromWorkbench,
  type LegId,
  type ToRecordPlane,
  type ToWorkbench,
} from '@zuoxi/contracts';
import { sealNumber } from '@zuoxi/contracts/callback';
import { directoryOf } from '../core/story';
import { Engine } from '../engine/engine';
import type { Effect } from '../ports';
import { browserKey, credentialsLifeMs } from './credentials';
import { deskOf } from './desk';
import { EndedSessions } from './ended-sessions';
import { Feed } from './feed';
import { Live } from './live';
import { serve } from './server';

const secrets = { live: 'l'.repeat(48), sip: 's'.repeat(48), feed: 'f'.repeat(48) };
const a1 = 'a1' as AgentId;

/** The switch without its adapters: engine and sockets are real, phones are what the test posts. */
async function startSwitch() {
  const dir = mkdtempSync(join(tmpdir(), 'zuoxi-api-'));
  const log = pino({ enabled: false });
  const effects: Effect[] = [];
  const engine: Engine = new Engine({
    dir,
    shard: 's1',
    clock: Date.now,
    log,
    perform: (e) => effects.push(e),
    publish: (facts) => {
      for (const { event, to } of facts) for (const [agent, n] of to) live.tell(agent, n, event);
      feed.pump();
    },
    changed: (agents, queues) => live.changed(agents, queues),
  });
  const overAtTheEdge: string[] = [];
  const live: Live = new Live({
    browsers: {
      ended: (browsers) => void overAtTheEdge.push(...browsers.map(({ key }) => key)),
      begun: (key) => void (overAtTheEdge.includes(key) && overAtTheEdge.splice(overAtTheEdge.indexOf(key), 1)),
    },
    desk: deskOf(engine, () => 23),
    ended: new EndedSessions(join(dir, 'ended-sessions'), Date.now, log),
    secrets,
    clock: Date.now,
    log,
  });
  const feed: Feed = new Feed({
    secret: secrets.feed,
    log,
    after: (seq, limit) => engine.events.after(seq, limit).map((n) => n.event),
    last: () => engine.events.lastSeq,
    forget: (seq) => engine.events.forget(seq),
    take: async (directory) => void (await engine.ask({ on: 'directory', directory })),
    ended: (sessions) => live.end(sessions),
  });
  const health = () => ({ ok: true, parts: {}, directory: { version: 1 }, calls: 0, agents: 0 });
  const server: Server = await serve({ port: 0, mostOfAddress: 5, live, feed, health, metrics: () => Promise.resolve('') });
  await engine.ask({ on: 'directory', directory: directoryOf() });
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async () => {
    for (const client of clients.splice(0)) client.socket.terminate();
    live.stop();
    await new Promise((done) => server.close(done));
    await engine.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  return { engine, effects, overAtTheEdge, url, stop };
}

/** A socket that keeps what it hears and can wait for it. */
class Client<Out, In extends { t: string }> {
  readonly heard: In[] = [];
  closedWith: number | null = null;
  private waiting: (() => void)[] = [];
  readonly socket: WebSocket;
  readonly open: Promise<void>;

  constructor(url: string) {
    this.socket = new WebSocket(url);
    this.open = new Promise((resolve, reject) => this.socket.once('open', resolve).once('error', reject));
    const wake = () => this.waiting.splice(0).forEach((w) => w());
    this.socket.on('message', (data) => (this.heard.push(JSON.parse(String(data)) as In), wake()));
    this.socket.on('close', (code) => ((this.closedWith = code), wake()));
    clients.push(this);
  }

  say(message: Out): void {
    this.socket.send(JSON.stringify(message));
  }

  async until<T extends In['t']>(t: T, like: (m: Extract<In, { t: T }>) => boolean = () => true): Promise<Extract<In, { t: T }>> {
    for (;;) {
      const found = this.heard.find((m) => m.t === t && like(m as Extract<In, { t: T }>));
      if (found) return found as Extract<In, { t: T }>;
      if (this.closedWith !== null) throw new Error(`closed with ${this.closedWith} before ${t}`);
      await new Promise<void>((w) => this.waiting.push(w));
    }
  }

  async closed(): Promise<number> {
    while (this.closedWith === null) await new Promise<void>((w) => this.waiting.push(w));
    return this.closedWith;
  }
}
const clients: { socket: WebSocket }[] = [];

let version = 1;
/** The directory in which a1 may see numbers, or not. */
const withRight = (unmasked: boolean): Directory => ({
  ...directoryOf(),
  version: ++version,
  agents: directoryOf().agents.map((a) => (a.id === a1 ? { ...a, unmasked } : a)),
});

const token = (session: string, claims: object = {}, secret = secrets.live, agent: string = a1) =>
  new SignJWT({ tenant: 't1', session, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(agent)
    .setIssuer(liveTokenIssuer)
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secret));

let here: Awaited<ReturnType<typeof startSwitch>>;
beforeEach(async () => (here = await startSwitch()));
afterEach(() => here.stop());

async function workbench(session = 'session-1', hello: Partial<Extract<FromWorkbench, { t: 'hello' }>> = {}) {
  const client = new Client<FromWorkbench, ToWorkbench>(`${here.url}/live`);
  await client.open;
  client.say({ t: 'hello', token: await token(session), page: 'page-1', move: false, online: true, ...hello });
  return client;
}

describe('/live', () => {
  test('LOG-03 D17 hello is answered with the view and with SIP credentials of this login that live for minutes', async () => {
    const client = await workbench();
    const { view, sip, n } = await client.until('welcome');
    expect(view).toMatchObject({
      agent: { number: '1001' },
      tenant: { code: 'demo' },
      intent: { kind: 'ready' },
      station: { latencyMs: 23 },
    });
    expect(sip.username).toBe(`${Math.floor(sip.until / 1000)}:a1:${browserKey('session-1')}`);
    expect(sip.until).toBeLessThanOrEqual(Date.now() + credentialsLifeMs);
    client.say({ t: 'credentials' });
    expect((await client.until('credentials')).sip.username).toContain(`:a1:${browserKey('session-1')}`);
    expect(n).toBeGreaterThan(0);
  });

  test.each([
    ['forged', () => token('session-1', {}, 'x'.repeat(48))],
    ['of another tenant', () => token('session-1', { tenant: 't2' })],
    ['without a session', () => token('session-1', { session: 'x' })],
    ['no token at all', () => Promise.resolve('nonsense')],
  ])('a token that is %s is refused, and nothing is shown', async (_what, make) => {
    const client = await workbench('session-1', { token: await make() });
    expect(await client.until('refused')).toMatchObject({ code: 'tokenInvalid' });
    expect(await client.closed()).toBe(4003);
    expect(client.heard.map((m) => m.t)).toEqual(['refused']);
  });

  test('D10 a tenant may forbid to move a session', async () => {
    await (await workbench('session-1')).until('welcome');
    await here.engine.ask({ on: 'directory', directory: { ...directoryOf({}, { sessionsMayMove: false }), version: 7 } });
    const second = await workbench('session-2', { token: await token('session-2', { mayMove: true }), move: true });
    expect(await second.until('refused')).toMatchObject({ code: 'sessionElsewhere', mayMove: false });
  });

  test('LOG-04 D10 the second browser is refused with since when, and may move the session here', async () => {
    const first = await workbench();
    await first.until('welcome');
    const second = await workbench('session-2');
    expect((await second.until('refused')).since).toBeGreaterThan(0);
    const third = await workbench('session-2', { move: true });
    await third.until('welcome');
    await first.until('moved');
    expect(await first.closed()).toBe(4002);
    expect(here.overAtTheEdge).toEqual([browserKey('session-1')]); // its phone is no phone any more
    await (await workbench('session-1', { move: true })).until('welcome');
    expect(here.overAtTheEdge).toEqual([browserKey('session-2')]);
  });

  test('messages of the wrong shape are answered, change nothing, and the socket goes on', async () => {
    const client = await workbench();
    await client.until('welcome');
    client.socket.send('{"t":"do","id":1,"command":{"type":"call.explode"}}');
    client.socket.send('not json');
    client.socket.send(Buffer.from([1, 2, 3]));
    client.say({ t: 'ping', at: 7 });
    await client.until('pong');
    expect(client.heard.filter((m) => m.t === 'failed')).toHaveLength(3);
  });

  test('a command is answered done or failed with a reason, and the view follows', async () => {
    const client = await workbench();
    await client.until('welcome');
    client.say({ t: 'do', id: 1, command: { type: 'agent.notReady', reason: 'break' } });
    await client.until('done');
    await client.until('view', (m) => m.view.intent?.kind === 'notReady');
    client.say({ t: 'do', id: 2, command: { type: 'call.hold' } });
    expect(await client.until('failed')).toMatchObject({ id: 2, code: 'noCall' });
  });

  test('CDR-01 D25 a sealed number is dialled without the browser knowing it; a forged or foreign one is refused', async () => {
    const client = await workbench();
    await client.until('welcome');
    client.say({ t: 'microphone', ok: true });
    here.engine.post({ on: 'station.registered', agent: a1, peer: 'browser' });
    const subject = { type: 'ticket', id: 'x1' };
    const sealedFor = (tenant: string) =>
      sealNumber(secrets.live, { number: '13800138000', tenant: tenant as never, subject }, Date.now() + 60_000);
    const foreign = await sealedFor('t2');
    client.say({ t: 'do', id: 1, command: { type: 'call.callBack', token: foreign } });
    expect(await client.until('failed')).toMatchObject({ code: 'numberInvalid' });
    const sealed = await sealedFor('t1');
    client.say({ t: 'do', id: 2, command: { type: 'call.callBack', token: sealed } });
    await client.until('done');
    const { view } = await client.until('view', (m) => !!m.view.call);
    expect(view.call).toMatchObject({ number: '138****8000', subject });
  });

  test('I6 a socket that comes back resumes where it was: no gap, no repeat', async () => {
    const first = await workbench();
    await first.until('welcome');
    first.say({ t: 'do', id: 1, command: { type: 'agent.notReady', reason: 'break' } });
    const last = (await first.until('fact')).n;
    first.socket.terminate();
    here.engine.post({ on: 'agent.microphone', agent: a1, ok: true });
    await here.engine.ask({ on: 'station.registered', agent: a1, peer: 'browser' });
    const again = await workbench('session-1', { resume: last, online: undefined });
    await again.until('welcome');
    again.say({ t: 'ping', at: 1 });
    await again.until('pong');
    const numbers = again.heard.flatMap((m) => (m.t === 'fact' ? [m.n] : []));
    expect(numbers[0]).toBe(last + 1);
    expect(numbers).toEqual(numbers.map((_, i) => last + 1 + i));
    expect((await again.until('welcome')).view.intent.kind).toBe('notReady');
  });

  test('D25 OUT-28 nothing that an agent is sent, from ring to record, holds the full number; who may see it, sees it', async () => {
    const listens = async (unmasked: boolean) => {
      await here.engine.ask({ on: 'directory', directory: withRight(unmasked) });
      // a right that a token of the version before claims is none
      const client = await workbench('session-1', { token: await token('session-1', { unmasked: true }), move: true });
      await client.until('welcome');
      client.say({ t: 'microphone', ok: true });
      await here.engine.ask({ on: 'station.registered', agent: a1, peer: 'browser' });
      const leg = `in-${unmasked}` as LegId;
      await here.engine.ask({
        on: 'leg.invited',
        leg,
        source: { kind: 'trunk', trunk: 'k1' as never },
        ani: '13812345678',
        dnis: '4001',
      });
      await client.until('fact', (m) => m.event.fact.type === 'call.offered');
      await here.engine.ask({ on: 'leg.ended', leg, ending: { cause: 'hangup', owner: 'customer' } });
      await client.until('fact', (m) => m.event.fact.type === 'call.ended');
      return JSON.stringify(client.heard);
    };
    expect(await listens(false)).not.toContain('13812345678');
    expect(JSON.stringify(here.effects.filter((e) => e.do === 'leg.dial'))).not.toContain('13812345678');
    expect(await listens(true)).toContain('13812345678');
  });

  test('D25 a role that loses the right masks the open page at once, without a new login, and one that gets it opens it', async () => {
    await here.engine.ask({ on: 'directory', directory: withRight(true) });
    const client = await workbench();
    await client.until('welcome');
    client.say({ t: 'microphone', ok: true });
    await here.engine.ask({ on: 'station.registered', agent: a1, peer: 'browser' });
    const call = {
      leg: 'in-1' as LegId,
      source: { kind: 'trunk', trunk: 'k1' as never },
      ani: '13812345678',
      dnis: '4001',
    } as const;
    await here.engine.ask({ on: 'leg.invited', ...call });
    const shown = async (number: string) => {
      await client.until('view', ({ view }) => view.call?.number === number);
      client.heard.length = 0;
    };
    await shown('13812345678');
    await here.engine.ask({ on: 'directory', directory: withRight(false) });
    await shown('138****5678');
    await here.engine.ask({ on: 'leg.ended', leg: call.leg, ending: { cause: 'hangup', owner: 'customer' } });
    await client.until('fact', ({ event }) => event.fact.type === 'call.ended');
    expect(JSON.stringify(client.heard)).not.toContain('13812345678');
    await here.engine.ask({ on: 'directory', directory: withRight(true) });
    expect(here.engine.view(a1, null)?.call ?? null).toBeNull(); // it only rang
  });

  test.each(['blocked', 'moved to another tenant'])(
    'an account that was %s is out as soon as the directory says so',
    async (why) => {
      const client = await workbench();
      await client.until('welcome');
      const agents = directoryOf().agents.filter(({ id }) => why !== 'blocked' || id !== a1);
      const moved = (a: Directory['agents'][number]) => (a.id === a1 ? { ...a, tenant: 't2' as never, groups: [] } : a);
      const directory = { ...directoryOf(), agents: agents.map(moved), version: 9, numbers: [] };
      await here.engine.ask({ on: 'directory', directory });
      expect(await client.until('refused')).toMatchObject({ code: 'tokenInvalid' });
      expect(await client.closed()).toBe(4003);
      expect(here.overAtTheEdge).toEqual([browserKey('session-1')]);
      const neighbour = await workbench('session-2', { token: await token('session-2', {}, secrets.live, 'a2') });
      await neighbour.until('welcome');
    },
  );

  test('who does not say within seconds who it is, is closed', async () => {
    const silent = new Client<FromWorkbench, ToWorkbench>(`${here.url}/live`);
    await silent.open;
    silent.say({ t: 'ping', at: 1 });
    expect(await silent.closed()).toBe(4000);
  }, 10_000);

  test('a closed tab takes no calls any more', async () => {
    const client = await workbench();
    await client.until('welcome');
    client.say({ t: 'microphone', ok: true });
    await here.engine.ask({ on: 'station.registered', agent: a1, peer: 'browser' });
    client.socket.close();
    await client.closed();
    while (here.engine.world.agents.get(a1)?.session?.lostAt === null) await here.engine.ask({ on: 'due' });
    await here.engine.ask({
      on: 'leg.invited',
      leg: 'in-1' as LegId,
      source: { kind: 'trunk', trunk: 'k1' as never },
      ani: '138',
      dnis: '4001',
    });
    expect(here.engine.view(a1, null)?.activity.kind).toBe('idle');
  });
});

describe('/feed', () => {
  const follow = async (after: number, secret = secrets.feed) => {
    const client = new Client<FromRecordPlane, ToRecordPlane>(`${here.url}/feed`);
    await client.open;
    client.say({ t: 'follow', secret, after });
    return client;
  };

  test('a wrong secret gets nothing', async () => {
    const client = await follow(0, 'wrong');
    expect(await client.closed()).toBe(4003);
    expect(client.heard).toEqual([{ t: 'failed', code: 'tokenInvalid' }]);
  });

  test('LOG-04 a login that is over loses its workbench at once, and its token opens none again; others stay', async () => {
    const plane = await follow(0);
    const desk = await workbench('session-1');
    await desk.until('welcome');
    plane.say({ t: 'sessionsEnded', sessions: ['session-1'] });
    expect(await desk.until('refused')).toMatchObject({ code: 'tokenInvalid' });
    expect(await desk.closed()).toBe(4003);
    expect(here.overAtTheEdge).toEqual([browserKey('session-1')]);
    const again = await workbench('session-1', { move: true });
    expect(await again.until('refused')).toMatchObject({ code: 'tokenInvalid' });
    const fresh = await workbench('session-2', { move: true });
    await fresh.until('welcome');
  });

  test('events come numbered, from where the follower was; a directory is taken and told', async () => {
    const first = await follow(0);
    const directory: Directory = { ...directoryOf({}, { name: '新名' }), version: 2 };
    first.say({ t: 'directory', directory });
    expect(await first.until('directory.taken')).toMatchObject({ version: 2 });
    const desk = await workbench();
    expect((await desk.until('welcome')).view.tenant.name).toBe('新名');
    const { event } = await first.until('event');
    const again = await follow(event.seq);
    const next = await again.until('event');
    expect(next.event.seq).toBe(event.seq + 1);
  });

  test('a follower that is ahead, because our data directory is new, gets everything', async () => {
    const client = await follow(1_000_000);
    await workbench();
    expect((await client.until('event')).event.seq).toBe(1);
  });

  test('a directory that names a missing queue is refused with every error, and the old one stays', async () => {
    const client = await follow(0);
    const good = directoryOf();
    const numbers = good.numbers.map((n) => ({ ...n, to: { kind: 'queue' as const, queue: 'q9' as never } }));
    client.say({ t: 'directory', directory: { ...good, version: 3, numbers } });
    const refused = await client.until('directory.refused');
    expect(refused.errors[0]).toContain('queue q9');
    expect(here.engine.world.directory.source.version).toBe(1);
  });
});
