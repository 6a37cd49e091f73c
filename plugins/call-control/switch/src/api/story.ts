/** Stories for tests of the sockets: a switch without its adapters, and clients that keep what they hear. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import pino from 'pino';
import { WebSocket } from 'ws';
import { liveTokenIssuer, type AgentId, type Directory, type FromWorkbench, type ToWorkbench } from '@zuoxi/contracts';
import { directoryOf } from '../core/story';
import { Engine } from '../engine/engine';
import type { Effect } from '../ports';
import { deskOf } from './desk';
import { EndedSessions } from './ended-sessions';
import { Feed } from './feed';
import { Live } from './live';
import { serve } from './server';

export const secrets = { live: 'l'.repeat(48), sip: 's'.repeat(48), feed: 'f'.repeat(48) };
export const a1 = 'a1' as AgentId;

/** The switch without its adapters: engine and sockets are real, phones are what the test posts. */
export async function startSwitch() {
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
    now: Date.now,
    log,
  });
  const feed: Feed = new Feed({
    secret: secrets.feed,
    log,
    after: (seq, limit) => engine.events.after(seq, limit).map((n) => n.event),
    at: (seq) => engine.events.after(seq - 1, 1)[0]?.event.at,
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
export class Client<Out, In extends { t: string }> {
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
export const withRight = (unmasked: boolean): Directory => ({
  ...directoryOf(),
  version: ++version,
  agents: directoryOf().agents.map((a) => (a.id === a1 ? { ...a, unmasked } : a)),
});

export const token = (session: string, claims: object = {}, secret = secrets.live, agent: string = a1) =>
  new SignJWT({ tenant: 't1', session, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(agent)
    .setIssuer(liveTokenIssuer)
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secret));

export type SwitchOfStory = Awaited<ReturnType<typeof startSwitch>>;

/** A workbench that has said hello. */
export async function workbenchAt(
  url: string,
  session = 'session-1',
  hello: Partial<Extract<FromWorkbench, { t: 'hello' }>> = {},
): Promise<Client<FromWorkbench, ToWorkbench>> {
  const client = new Client<FromWorkbench, ToWorkbench>(`${url}/live`);
  await client.open;
  client.say({ t: 'hello', token: await token(session), page: 'page-1', move: false, online: true, ...hello });
  return client;
}
