/**
 * The workbench's end of `/live` (contracts/live.ts). Knows nothing of React. It keeps one connection, comes back quickly when it breaks, and shows
 * what the switch says: the view is the truth, nothing is guessed ahead of it.
 */
import type { Command, ErrorCode, QueueView, SwitchEvent, Time, ToWorkbench } from '@zuoxi/contracts';
import { Store, type Readable } from '../store';
import { CommandFailed } from './command-failed';
import { Pending } from './pending';
import { Socket, type SocketType } from './socket';
import { noLive, type Link, type LiveState } from './state';

export type LiveOptions = {
  url: string;
  /** random per page load (hello.page) */
  page: string;
  /** the live token; `renew` after the switch refused the last one. Null: only a new login helps */
  token: (renew: boolean) => Promise<string | null>;
  WebSocket: SocketType;
  clock: () => Time;
};

type Refused = Extract<ToWorkbench, { t: 'refused' }>;
type Welcome = Extract<ToWorkbench, { t: 'welcome' }>;

/** A killed switch is back within three seconds; the agent should not wait longer than that for the picture. */
const firstRetryMs = 100;
const lastRetryMs = 1_000;
/** A socket that neither opens nor answers for so long is dead, whatever TCP believes. */
const silenceMs = 8_000;
const pingMs = 3_000;
/** Half of what the switch gives (credentials.ts there): a phone registers again within two minutes and must never do so with ones that are over. */
const credentialsEarlyMs = 3 * 60_000;
const renewAgainMs = 60_000;
/** These refusals pass by themselves: the switch is starting, or its directory is not here yet. */
const passing: readonly ErrorCode[] = ['recovering', 'unknownAgent'];

const merged = (queues: readonly QueueView[], changed: readonly QueueView[]): QueueView[] =>
  queues.map((queue) => changed.find(({ id }) => id === queue.id) ?? queue);

export class LiveClient {
  private readonly store = new Store<LiveState>(noLive);
  private readonly facts = new Set<(event: SwitchEvent) => void>();
  private readonly pending = new Pending();
  private socket: Socket | null = null;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private beat: ReturnType<typeof setInterval> | undefined;
  private heardAt: Time = 0;
  private told: number | undefined;
  private online: boolean | undefined;
  private move = false;
  private renew = false;
  private renewedAt = -Infinity;

  constructor(private readonly options: LiveOptions) {}

  get state(): Readable<LiveState> {
    return this.store;
  }

  /** `online`: the choice at entry (D17); undefined after a reload, which changes nothing. `move`: another browser's session gave way (D10). */
  start(online?: boolean, move = false): void {
    this.online = online;
    this.move = move;
    this.connect(0);
  }

  stop(): void {
    this.drop();
    this.told = undefined;
    this.store.set({ ...noLive });
  }

  /** Takes the session from the other browser (LOG-04, D10). */
  moveHere(): void {
    this.move = true;
    this.connect(0);
  }

  /** The network is said to be back, or the page is looked at again: no reason to wait for the timer. */
  wake(): void {
    if (this.store.get().link.kind === 'connecting' && !this.socket) this.connect(0);
  }

  /** Resolves when the switch has done it; rejects with CommandFailed. */
  do(command: Command): Promise<void> {
    if (this.store.get().link.kind !== 'up') return Promise.reject(new CommandFailed('linkDown'));
    const sent = this.pending.add(command.type, (id) => this.socket?.send({ t: 'do', id, command }));
    this.showPending();
    return sent.finally(() => this.showPending());
  }

  /** LOG-35 */
  microphone(ok: boolean): void {
    this.socket?.send({ t: 'microphone', ok });
  }

  ping(): void {
    this.socket?.send({ t: 'ping', at: this.options.clock() });
  }

  renewCredentials(): void {
    this.socket?.send({ t: 'credentials' });
  }

  onFact(listener: (event: SwitchEvent) => void): () => void {
    this.facts.add(listener);
    return () => this.facts.delete(listener);
  }

  private connect(tries: number): void {
    this.drop();
    const { link } = this.store.get();
    const code = link.kind === 'connecting' && tries > 0 ? link.code : null;
    const since = link.kind === 'connecting' ? link.since : this.options.clock();
    this.link({ kind: 'connecting', since, tries, code });
    this.heardAt = this.options.clock();
    this.beat = setInterval(() => this.watch(), pingMs);
    const socket = new Socket(this.options.url, this.options.WebSocket, {
      open: () => void this.hello(socket),
      message: (m) => this.hear(m),
      closed: (closeCode) => this.closed(closeCode),
    });
    this.socket = socket;
  }

  private async hello(socket: Socket): Promise<void> {
    const token = await this.options.token(this.renew).catch(() => undefined);
    this.renew = false;
    if (this.socket !== socket) return;
    if (token === null) return this.end({ kind: 'refused', code: 'tokenInvalid' });
    if (token === undefined) return this.closed(0); // the record plane is away: try again
    const { page } = this.options;
    socket.send({ t: 'hello', token, page, move: this.move, online: this.online, resume: this.told });
  }

  private hear(m: ToWorkbench): void {
    this.heardAt = this.options.clock();
    const answers: { [T in ToWorkbench['t']]: (m: Extract<ToWorkbench, { t: T }>) => void } = {
      welcome: (w) => this.welcome(w),
      refused: (no) => this.refused(no),
      moved: () => this.end({ kind: 'moved' }),
      view: ({ view }) => this.store.set((s) => ({ ...s, view: s.view && { ...s.view, ...view } })),
      queues: ({ queues, all }) => this.store.set((s) => ({ ...s, queues: all ? queues : merged(s.queues, queues) })),
      fact: ({ n, event }) => this.fact(n, event),
      done: ({ id }) => this.pending.done(id),
      failed: ({ id, code }) => id !== null && this.pending.failed(id, code),
      credentials: ({ sip }) => this.store.set((s) => ({ ...s, sip })),
      pong: ({ at, now }) => this.pong(at, now),
    };
    (answers[m.t] as (m: ToWorkbench) => void)(m);
  }

  private welcome({ now, n, view, queues, sip }: Welcome): void {
    this.told = n;
    this.online = undefined;
    this.move = false;
    this.store.set((s) => ({ ...s, link: { kind: 'up' }, view, queues, sip, offset: now - this.options.clock() }));
    this.ping();
  }

  private refused({ code, since, mayMove = true }: Refused): void {
    if (code === 'sessionElsewhere') return this.end({ kind: 'elsewhere', since: since ?? null, mayMove });
    if (passing.includes(code)) return this.again(code);
    if (code !== 'tokenInvalid') return this.end({ kind: 'refused', code });
    // the record plane stands behind a token of a moment ago: the switch will know this agent once its directory is there
    const now = this.options.clock();
    if (now - this.renewedAt < renewAgainMs) return this.again('unknownAgent');
    this.renewedAt = now;
    this.renew = true;
    this.connect(0);
  }

  private fact(n: number, event: SwitchEvent): void {
    if (this.told !== undefined && n <= this.told) return; // delivered before the link broke
    this.told = n;
    for (const listener of [...this.facts]) listener(event);
  }

  private pong(at: number, now: Time): void {
    const latencyMs = Math.max(0, Math.round(this.options.clock() - at));
    const offset = Math.round(now - (at + latencyMs / 2));
    // a slow answer says little about the clock
    this.store.set((s) => ({ ...s, latencyMs, offset: latencyMs < 500 ? offset : s.offset }));
  }

  private watch(): void {
    const silent = this.options.clock() - this.heardAt;
    if (silent > silenceMs) return this.closed(0);
    this.ping();
    const { sip, offset, link } = this.store.get();
    if (link.kind === 'up' && sip && sip.until - (this.options.clock() + offset) < credentialsEarlyMs) this.renewCredentials();
  }

  /** 4002: this login is open in another tab that came later (switch, api/live). */
  private closed(code: number): void {
    if (code === 4002) return this.end({ kind: 'replaced' });
    this.again(null);
  }

  private again(code: ErrorCode | null): void {
    const { link } = this.store.get();
    const tries = link.kind === 'connecting' ? link.tries + 1 : 1;
    this.drop();
    const since = link.kind === 'connecting' ? link.since : this.options.clock();
    this.link({ kind: 'connecting', since, tries, code });
    this.retry = setTimeout(() => this.connect(tries), Math.min(firstRetryMs * 2 ** (tries - 1), lastRetryMs));
  }

  private end(link: Link): void {
    this.drop();
    this.link(link);
  }

  private drop(): void {
    clearTimeout(this.retry);
    clearInterval(this.beat);
    this.socket?.close();
    this.socket = null;
    this.pending.failAll('unknown');
  }

  private link(link: Link): void {
    this.store.set((s) => ({ ...s, link, latencyMs: null }));
  }

  private showPending(): void {
    this.store.set((s) => ({ ...s, pending: this.pending.types() }));
  }
}
