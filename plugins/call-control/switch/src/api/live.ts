/** `/live`: one workbench an agent. Says who it is, then commands go in; views and numbered facts go out. */
import {
  FromWorkbench,
  type AgentId,
  type Command,
  type ErrorCode,
  type LiveClaims,
  type QueueId,
  type SwitchEvent,
  type ToWorkbench,
} from '@zuoxi/contracts';
import { openNumber } from '@zuoxi/contracts/callback';
import type { Logger } from 'pino';
import { browserKey, sipCredentials } from './credentials';
import type { Browsers, Desk } from './desk';
import type { EndedSessions } from './ended-sessions';
import { maskedEvent } from './masking';
import { QueueNews } from './queue-news';
import { Shown } from './shown';
import { listen, send, type Socket } from './socket';
import { readLiveToken } from './token';

export { deskOf } from './desk';

export type LiveOptions = {
  desk: Desk;
  browsers: Browsers;
  ended: Pick<EndedSessions, 'has' | 'add'>;
  secrets: { live: string; sip: string };
  clock: () => number;
  /** by which the view's times are measured */
  now: () => number;
  log: Logger;
};

type Seat = { socket: Socket; claims: LiveClaims; page: string; latencyMs: number | null; shown: Shown };
type Hello = Extract<FromWorkbench, { t: 'hello' }>;

/** How long a socket may stay without saying hello. */
const helloMs = 5_000;
/** The way to the phone is measured all the time (STA-47); it is shown again when it is another figure to a person. */
const latencyLookMs = 2_000;
const noticeable = (a: number | null, b: number | null): boolean => (a === null || b === null ? a !== b : Math.abs(a - b) >= 5);

export class Live {
  private readonly seats = new Map<AgentId, Seat>();
  private readonly queues: QueueNews;

  private readonly latencies = setInterval(() => {
    for (const [agent, seat] of this.seats) if (noticeable(seat.latencyMs, this.options.desk.latency(agent))) this.show(agent);
  }, latencyLookMs);

  constructor(private readonly options: LiveOptions) {
    const { desk } = options;
    this.queues = new QueueNews({
      readers: () => this.seats,
      queuesOf: (agent) => desk.queuesOf(agent),
      queue: (id) => desk.queue(id),
    });
  }

  accept(socket: Socket): void {
    let seat: Seat | undefined;
    const patience = setTimeout(() => socket.close(4000, 'no hello'), helloMs);
    const say = (m: ToWorkbench) => send(socket, m);
    listen(socket, FromWorkbench, {
      bad: () => say({ t: 'failed', id: null, code: 'badRequest' }),
      message: (m) => {
        if (seat) return this.hear(seat, m);
        if (m.t !== 'hello') return say({ t: 'failed', id: null, code: 'notSignedIn' });
        clearTimeout(patience);
        void this.hello(socket, m).then((taken) => (seat = taken));
      },
      closed: () => {
        clearTimeout(patience);
        if (seat && this.seats.get(seat.claims.sub) === seat) this.leave(seat);
      },
    });
  }

  /** What changed of agents' views goes out at once; queue lengths a little later, together. */
  changed(agents: ReadonlySet<AgentId>, queues: ReadonlySet<QueueId>): void {
    for (const agent of agents) this.show(agent);
    this.queues.changed(queues);
  }

  /** Fact number `n` of this agent. */
  tell(agent: AgentId, n: number, event: SwitchEvent): void {
    const seat = this.seats.get(agent);
    if (seat) this.sendFact(seat, n, event);
  }

  /** A blocked account, a new password, a moved or closed login: out at once. What the agent talks goes on as for a lost browser. */
  end(sessions: readonly string[]): void {
    const { ended, browsers } = this.options;
    ended.add(sessions);
    const agents = new Map([...this.seats].map(([agent, { claims }]) => [claims.session, agent]));
    browsers.ended(sessions.map((session) => ({ key: browserKey(session), agent: agents.get(session) })));
    for (const seat of [...this.seats.values()]) if (ended.has(seat.claims.session)) this.expel(seat);
  }

  /** What it still says is not heard any more, however long the socket takes to close. */
  private expel(seat: Seat): void {
    send<ToWorkbench>(seat.socket, { t: 'refused', code: 'tokenInvalid' });
    seat.socket.close(4003, 'tokenInvalid');
    this.leave(seat);
  }

  get size(): number {
    return this.seats.size;
  }

  stop(): void {
    this.queues.stop();
    clearInterval(this.latencies);
    for (const { socket } of this.seats.values()) socket.close(1012, 'restarting');
  }

  private async hello(socket: Socket, hello: Hello): Promise<Seat | undefined> {
    const { desk, secrets, clock } = this.options;
    const refuse = (code: ErrorCode, more: { since?: number; mayMove?: boolean } = {}): undefined => {
      send<ToWorkbench>(socket, { t: 'refused', code, ...more });
      socket.close(4003, code);
    };
    const claims = await readLiveToken(secrets.live, hello.token, new Date(clock()));
    const tenant = claims && desk.tenantOf(claims.sub);
    if (claims && tenant === undefined) return refuse('unknownAgent'); // the directory is late, or the agent was removed
    if (!claims || tenant !== claims.tenant || this.options.ended.has(claims.session)) return refuse('tokenInvalid');
    const { sub: agent, session } = claims;
    const mayMove = desk.mayMove(claims.tenant);
    const { page, online } = hello;
    const move = hello.move && mayMove;
    const before = desk.sessionOf(agent);
    const no = await desk.ask({ on: 'agent.connected', agent, session, page, move, online });
    if (no) return refuse(no, no === 'sessionElsewhere' ? { since: desk.sessionSince(agent), mayMove } : {});
    if (this.options.ended.has(session)) return refuse('tokenInvalid'); // it ended while it was being let in
    this.options.browsers.begun(browserKey(session));
    if (before !== undefined && before !== session) this.options.browsers.ended([{ key: browserKey(before), agent }]);
    return this.take(socket, { socket, claims, page, latencyMs: null, shown: new Shown() }, hello.resume);
  }

  private take(socket: Socket, seat: Seat, resume: number | undefined): Seat | undefined {
    const { desk, secrets, clock, now } = this.options;
    const agent = seat.claims.sub;
    const view = desk.view(agent);
    if (!view) return undefined;
    seat.shown.changes(view);
    const before = this.seats.get(agent);
    this.seats.set(agent, seat);
    if (before) this.dismiss(before, seat);
    const n = desk.toldSoFar(agent);
    const missed = resume === undefined || resume >= n ? [] : desk.toldAfter(agent, resume);
    const say = (m: ToWorkbench) => send(socket, m);
    // a client whose past is no longer complete here starts anew from n: the view is the truth either way
    say({
      t: 'welcome',
      now: now(),
      n: missed && resume !== undefined ? Math.min(resume, n) : n,
      view,
      queues: this.queues.all(seat.shown, agent),
      sip: sipCredentials(secrets.sip, agent, seat.claims.session, clock()),
    });
    for (const { n: number, event } of missed ?? []) this.sendFact(seat, number, event);
    if (socket.readyState !== socket.OPEN) this.leave(seat); // gone while it was being greeted
    return seat;
  }

  private dismiss(before: Seat, now: Seat): void {
    if (before.claims.session !== now.claims.session) send<ToWorkbench>(before.socket, { t: 'moved' });
    before.socket.close(4002, 'replaced');
  }

  private leave(seat: Seat): void {
    this.seats.delete(seat.claims.sub);
    this.options.desk.post({ on: 'agent.disconnected', agent: seat.claims.sub, session: seat.claims.session, page: seat.page });
  }

  private hear(seat: Seat, m: FromWorkbench): void {
    const { desk, secrets, clock, now } = this.options;
    const agent = seat.claims.sub;
    if (this.seats.get(agent) !== seat) return; // replaced: the socket is on its way out
    const say = (answer: ToWorkbench) => send(seat.socket, answer);
    if (m.t === 'ping') return say({ t: 'pong', at: m.at, now: now() });
    if (m.t === 'credentials')
      return say({ t: 'credentials', sip: sipCredentials(secrets.sip, agent, seat.claims.session, clock()) });
    if (m.t === 'microphone') return desk.post({ on: 'agent.microphone', agent, ok: m.ok });
    if (m.t === 'hello') return say({ t: 'failed', id: null, code: 'badRequest' });
    void this.run(seat, m.command).then((no) => say(no ? { t: 'failed', id: m.id, code: no } : { t: 'done', id: m.id }));
  }

  private async run(seat: Seat, command: Command): Promise<ErrorCode | null> {
    const { desk, secrets, clock } = this.options;
    const { sub: agent, tenant } = seat.claims;
    if (command.type !== 'call.callBack') return desk.ask({ on: 'command', agent, command });
    const opened = await openNumber(secrets.live, command.token, tenant, clock());
    if (!opened) return 'numberInvalid';
    const { number, subject } = opened;
    return desk.ask({ on: 'command', agent, command: { type: 'call.dial', number, subject } });
  }

  private show(agent: AgentId): void {
    const seat = this.seats.get(agent);
    if (!seat) return;
    const { desk, now } = this.options;
    const view = desk.view(agent);
    if (!view || desk.tenantOf(agent) !== seat.claims.tenant) return this.lost(seat);
    seat.latencyMs = view.station.latencyMs;
    const changes = seat.shown.changes(view);
    if (changes) send<ToWorkbench>(seat.socket, { t: 'view', now: now(), view: changes });
    if (!seat.shown.sameQueues(desk.queuesOf(agent)))
      send<ToWorkbench>(seat.socket, { t: 'queues', queues: this.queues.all(seat.shown, agent), all: true });
  }

  /** The directory no longer has the agent: the account was blocked or deleted. */
  private lost(seat: Seat): void {
    this.options.browsers.ended([{ key: browserKey(seat.claims.session), agent: seat.claims.sub }]);
    this.expel(seat);
  }

  private sendFact({ socket, claims }: Seat, n: number, event: SwitchEvent): void {
    const seen = this.options.desk.unmasked(claims.sub) ? event : maskedEvent(event);
    if (seen) send<ToWorkbench>(socket, { t: 'fact', n, event: seen });
  }
}
